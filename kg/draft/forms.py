"""What may be written into the files of seeds/, as a JSON Schema by which editors complete and underline.

It knows the properties, classes and ids of one project (https://json-schema.org/draft/2020-12). Editors read
2024 as a number, where we read every value as a text: a value may be either.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from kg.build.context import Context
from kg.build.literals import LANG_STRING
from kg.build.naming import KEYS, PROPERTIES
from kg.ontology.lookups import Property
from kg.seeds.read import (
    DRAFT,
    DROPPED_KEYS,
    FILE_KEYS,
    ID,
    LANGUAGE,
    ORIGIN_KEYS,
    PASSAGE_KEYS,
    SKIPPED_KEYS,
    SOURCE_KEYS,
    URL,
)
from kg.seeds.rows import QUALIFIERS
from kg.terms import SKOS, XSD, kg, local

Form = dict[str, Any]

_MANY: Final = 2_000
"""Names beyond which an editor grows slow, and its list too long to choose from."""
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Final[Form] = {"type": ["string", "number", "boolean"], "minLength": 1}


def as_json(context: Context) -> str:
    """Return the schema of the files of a project's seeds as JSON text."""
    return json.dumps(forms(context), ensure_ascii=False, indent=1) + "\n"


def forms(context: Context) -> Form:
    """Return the schema: a file with `source` or `passages` holds annotations, any other names entities."""
    made = _Forms(context)
    annotated: list[Form] = [{"required": [key]} for key in ("source", "passages")]
    files = {"annotations": made.annotations(), "entities": made.entities(), "row": made.stated()}
    return {
        "$schema": _DIALECT,
        "title": f"Seeds of {context.ontology.title}",
        "if": {"type": "object", "anyOf": annotated},
        "then": {"$ref": "#/$defs/annotations"},
        "else": {"$ref": "#/$defs/entities"},
        "$defs": files | dict(sorted(made.shared.items())),
    }


class _Forms:
    """Makes the forms of one project, each range of values once."""

    def __init__(self, context: Context) -> None:
        self.ontology, self.things = context.ontology, context.things
        self.definitions = self.ontology.objects(SKOS + "definition")
        self.of_records = self.ontology.closure(self.ontology.under(kg("Record")).values())
        self.shared: dict[str, Form] = {}
        for key, prop in self.ontology.properties.items():
            form = _several(self.value(prop), prop.datatypes)
            self.shared[f"property.{key}"] = self.described(prop.iri, form)
        self.properties = {key: _ref(f"property.{key}") for key in sorted(self.ontology.properties)}

    # The two kinds of files

    def annotations(self) -> Form:
        """Return the form of NAME.yaml."""
        words = _texts(("quote", "after", "reason")) | {"status": {"const": DRAFT}}
        words["role"] = self.properties["role"]
        texts = {"skipped": _object(SKIPPED_KEYS, words, ("quote", "reason"))}
        texts["passages"] = _object(
            PASSAGE_KEYS, {**words, **self.qualifiers(), "facts": _list(_ref("row"))}, ("quote",)
        )
        texts["dropped"] = _object(DROPPED_KEYS, {}, ())
        listed: dict[str, Form] = {key: _list(form) for key, form in texts.items()}
        whole = {"source": self.source(words), "origin": _object(ORIGIN_KEYS, {}, ())}
        return _object(FILE_KEYS, {**listed, **whole}, ("source",))

    def source(self, words: Mapping[str, Form]) -> Form:
        """Return the form of what comes first in NAME.yaml, the metadata of the document."""
        people = self.names([kg("Entity")])
        known: dict[str, Form] = {
            **{key: words[key] for key in ("status", "quote", "after")},
            "id": _like(ID.pattern),
            "language": _like(LANGUAGE.pattern),
            "url": _like(URL.pattern),
            "sha256": {"type": ["string", "number"], "pattern": "^[0-9a-f]{64}$"},
            "title": _several(_TEXT, [LANG_STRING]),
            "author": _several(people, ()),
        }
        return _object(SOURCE_KEYS, known, ("id", "sha256"))

    def entities(self) -> Form:
        """Return the form of entities.yaml, rows by id; null is one that holds comments only."""
        named: dict[str, Form] = {key: _several(_TEXT, [LANG_STRING]) for key in PROPERTIES}
        named |= {
            "unspelled": {"enum": [True, "true"]},
            "broader": _several(self.names([SKOS + "Concept"]), ()),
        }
        form = self.row("Entity", {**self.properties, **named}, {"a", "broader", *KEYS})
        form["required"] = ["a", "label"]
        ids = {"pattern": f"^(?:{ID.pattern})$"}
        return {"type": ["object", "null"], "propertyNames": ids, "additionalProperties": form}

    # Rows

    def stated(self) -> Form:
        """Return the form of a row under a quote."""
        known = {key: self.properties[key] for key, prop in self.ontology.properties.items() if _said(prop)}
        known["label"] = _several(_TEXT, [LANG_STRING])
        known["id"] = self.open(self.things.by_id)
        row = self.row("Record", dict(sorted(known.items())), {"a", "id", "label", *QUALIFIERS})
        return row | {"required": ["id"]}

    def row(self, root: str, known: Mapping[str, Form], always: Collection[str]) -> Form:
        """Return the form of a row that may have a class below `root`, which says what may be said of it."""
        classes = {name: iri for name, iri in sorted(self.ontology.under(kg(root)).items()) if name != root}
        chosen = self.described(kg(root), _several({"enum": list(classes)}, ()))
        limits = [
            {
                "if": {"properties": {"a": {"const": name}}, "required": ["a"]},
                "then": {"propertyNames": {"enum": self.sayable(iri, known, always)}},
            }
            for name, iri in classes.items()
        ]
        form = _object(("a", *known), {**known, "a": chosen}, ())
        return form | ({"allOf": limits} if limits else {})

    def sayable(self, cls: str, known: Iterable[str], always: Collection[str]) -> list[str]:
        """Return the keys that may be stated of a thing of a class."""
        above, properties = self.ontology.closure([cls]), self.ontology.properties
        fitting = (key for key in known if key in properties and _fits(properties[key], above))
        return sorted({*fitting, *always})

    def qualifiers(self) -> dict[str, Form]:
        """Return the forms of what a passage says of all its rows."""
        return {key: self.properties[key] for key in QUALIFIERS}

    # Values

    def value(self, prop: Property) -> Form:
        """Return the form of one value of a property."""
        found = [self.names(prop.classes)] if prop.classes else []
        found += [_DATATYPES.get(each, _TEXT) for each in sorted(prop.datatypes)]
        alone = [form for place, form in enumerate(found) if form not in found[:place]]
        return alone[0] if len(alone) == 1 else {"anyOf": alone or [_TEXT]}

    def names(self, classes: Collection[str]) -> Form:
        """Return the form of the name of a thing; that of a record may be one that is being written."""
        name = f"names.{'.'.join(sorted(map(local, classes)))}"
        known = set(self.things.named(classes))
        is_open = self.of_records & set(classes)
        self.shared[name] = self.open(known) if is_open else {"enum": sorted(known)}
        return _ref(name)

    def open(self, known: Collection[str]) -> Form:
        """Return the form of a name that may be a new one; of many that are known none is offered."""
        any_name = _like(ID.pattern)
        return {"anyOf": [{"enum": sorted(known)}, any_name]} if len(known) <= _MANY else any_name

    def described(self, iri: str, form: Form) -> Form:
        """Return a form with the definition of its term."""
        told = sorted(self.definitions.get(iri, ()))
        return {"description": " ".join(told), **form} if told else form


_DATATYPES: Final[dict[str, Form]] = {
    XSD + "integer": {"type": ["integer", "string"], "pattern": r"^[+-]?\d+$"},
    XSD + "decimal": {"type": ["number", "string"], "pattern": r"^[+-]?\d+(\.\d+)?$"},
    XSD + "boolean": {"enum": [True, False, "true", "false"]},
    XSD + "duration": {"type": "string", "pattern": r"^-?P(?=\d|T\d)[\dYMDTHS.]+$"},
    XSD + "anyURI": {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$"},
}
"""Datatypes whose texts have one form; dates are written in words as well."""


def _said(prop: Property) -> bool:
    """Say whether a property may stand in a row under a quote."""
    of_rows = prop.domains - {kg("Passage"), kg("PrintedName")}
    return not prop.background and local(prop.iri) not in KEYS and bool(of_rows or not prop.domains)


def _fits(prop: Property, classes: Collection[str]) -> bool:
    return not prop.domains or bool(prop.domains & set(classes))


def _several(one: Form, datatypes: Collection[str]) -> Form:
    """Return the form of a value or a list of them, texts by language where they have one."""
    ways: list[Form] = [one, _list(one) | {"minItems": 1}]
    if LANG_STRING in datatypes:
        by_language = {"anyOf": ways.copy()}
        tagged = {"pattern": f"^(?:{LANGUAGE.pattern})$"}
        ways.append({"type": "object", "propertyNames": tagged, "additionalProperties": by_language})
    return {"anyOf": ways}


def _object(keys: Iterable[str], known: Mapping[str, Form], required: Collection[str]) -> Form:
    """Return the form of a mapping with these keys alone, whose values are texts where nothing is known."""
    properties = {key: known.get(key, _TEXT) for key in keys}
    form: Form = {"type": "object", "properties": properties, "additionalProperties": False}
    return form | ({"required": list(required)} if required else {})


def _texts(keys: Iterable[str]) -> dict[str, Form]:
    return dict.fromkeys(keys, _TEXT)


def _list(item: Form) -> Form:
    return {"type": "array", "items": item}


def _like(pattern: str) -> Form:
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


def _ref(name: str) -> Form:
    return {"$ref": f"#/$defs/{name}"}

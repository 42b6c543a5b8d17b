"""SHACL shapes as conditions in SPARQL under which a node may break them.

All nodes that break a shape meet its condition, hardly any other does. What is not told in SPARQL here
(sh:xone, sh:sparql …) any node may break.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import combinations, count
from typing import Final

import pyoxigraph as ox

from kg.terms import OWL, RDF, RDFS, STANDARD, XSD

_SH: Final = STANDARD["sh"]
_SHAPES: Final = {f"<{_SH}NodeShape>", f"<{_SH}PropertyShape>"}
_CLASS: Final = ox.NamedNode(RDFS + "Class")
_ANY: Final = "true"
_NONE: Final = "false"
_MOST: Final = 4
"""How many values at most are told apart in a condition."""
_SAID: Final = {
    "property",
    "path",
    "message",
    "severity",
    "name",
    "description",
    "order",
    "group",
    "flags",
} | {
    *("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "deactivated", "ignoredProperties"),
    *("qualifiedMinCount", "minCount", "maxCount"),
}
"""What breaks nothing by itself, or is told with another component."""
_OTHER_TARGETS: Final = ("targetNode", "targetSubjectsOf", "targetObjectsOf")
_OF_PATHS: Final = {"lessThan", "lessThanOrEquals", "disjoint", "equals", "uniqueLang", "hasValue"} | {
    *("qualifiedValueShape", "qualifiedMaxCount", "qualifiedValueShapesDisjoint"),
}
"""What is told of all values of a path together."""
_NUMBERS: Final = {XSD + name for name in ("integer", "decimal", "float", "double")}
_CAST: Final = {XSD + name for name in ("boolean", "date", "dateTime")}
_KINDS: Final = {
    "IRI": "isIRI",
    "BlankNode": "isBlank",
    "Literal": "isLiteral",
}
_COMPARED: Final = {"minInclusive": ">=", "minExclusive": ">", "maxInclusive": "<=", "maxExclusive": "<"}
_PATHS: Final = {
    "inversePath": "^{}",
    "zeroOrMorePath": "{}*",
    "oneOrMorePath": "{}+",
    "zeroOrOnePath": "{}?",
}

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Shapes:
    """SHACL shapes, read as conditions on nodes; `classes` are the types of what is a class among them."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._said: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            self._said[triple.subject][triple.predicate.value].append(triple.object)
        self._own: Final = {
            path.value
            for said in [*self._said.values()]
            for parameter in said.get(_SH + "parameter", ())
            for path in self._get(parameter, "path")
            if isinstance(path, ox.NamedNode)
        }
        self._anywhere: Final = self._own | {
            _SH + name for name in ("zeroOrMorePath", "oneOrMorePath", "sparql")
        }
        self.classes: set[Term] = {_CLASS, ox.NamedNode(OWL + "Class")}
        self.classes |= {
            cls for cls, said in self._said.items() if _CLASS in said.get(RDFS + "subClassOf", ())
        }
        self._numbers = count()

    def queries(self) -> dict[Term, list[str]]:
        """Return by each shape with targets SELECTs that together give every ?this that may break it."""
        return {
            shape: [f"SELECT DISTINCT ?this {{ {{ {targets} }} {way} }}" for way in self._ways(shape)]
            for shape, targets in self._targeted()
        }

    def targets(self) -> dict[Term, list[str]]:
        """Return by each shape that has the instances of classes alone as targets a SELECT of these."""
        return {
            shape: [f"SELECT DISTINCT ?this {{ {targets} }}"]
            for shape, targets in self._targeted()
            if not any(self._get(shape, name) for name in _OTHER_TARGETS)
        }

    def queries_among(self, nodes: Callable[[Term], Iterable[str]]) -> dict[Term, list[str]]:
        """Return the same of the IRIs alone that `nodes` gives of a shape, each looked at by itself."""

        def among(iris: Iterable[str], targets: str, broken: str) -> str:
            these = f"VALUES ?this {{ {' '.join(f'<{iri}>' for iri in iris)} }}"
            return f"SELECT ?this {{ {these} FILTER(EXISTS {{ {targets} }} && ({broken})) }}"

        return {
            shape: [among(nodes(shape), targets, self._broken(shape, "?this"))]
            for shape, targets in self._targeted()
        }

    def _targeted(self) -> Iterator[tuple[Term, str]]:
        """Yield each shape that has targets with the pattern of these."""
        for shape in [*self._said]:
            if targets := self._targets(shape):
                yield shape, " UNION ".join(targets)

    def _ways(self, shape: Term) -> Iterator[str]:
        """Yield patterns that together leave of the targets of a shape those that may break it.

        The engine passes once over all that has a property much sooner than it looks at node after node.
        """
        if self._is_off(shape):
            return
        if not self._get(shape, "path"):
            yield from map(_filter, self._by_itself(shape, "?this"))
            for inner in self._get(shape, "property"):
                yield from self._ways(inner)
            return
        path = self._path(self._get(shape, "path")[0])
        if path is None or set(path) & {"*", "?"}:  # a path of no steps leads to nodes of no graph as well
            yield _filter(self._broken(shape, "?this"))
            return
        value = self._fresh()
        having = f"?this {path} {value}"
        for number in map(_number, self._get(shape, "minCount")):
            yield f"MINUS {{ {having} }}" if number == 1 else _filter(self._fewer("?this", path, number))
        for number in map(_number, self._get(shape, "maxCount")):
            more = f"COUNT(DISTINCT {value}) > {number}"
            yield f"{{ SELECT ?this {{ {having} }} GROUP BY ?this HAVING ({more}) }}"
        for cls in self._get(shape, "class"):
            yield f"{{ SELECT DISTINCT ?this {{ {having} MINUS {{ {_instance(value, cls)} }} }} }}"
        each = _any_of([*self._by_itself(shape, value, ("class",)), *self._properties(shape, value)])
        if each != _NONE:
            yield f"{{ SELECT DISTINCT ?this {{ {having} FILTER({each}) }} }}"
        yield from map(_filter, self._compared(shape, "?this", path))

    def reach(self) -> int | None:
        """Return how many steps from a node the shapes look at most, None where there is no telling."""
        steps = [self._reach(shape, ()) for shape in [*self._said]]
        known = [step for step in steps if step is not None]
        return max(known, default=0) if len(known) == len(steps) else None

    def backwards(self) -> list[ox.NamedNode]:
        """Return the properties along which a shape looks from their objects."""
        inner = [path for said in [*self._said.values()] for path in said.get(_SH + "inversePath", ())]
        objects = [prop for said in [*self._said.values()] for prop in said.get(_SH + "targetObjectsOf", ())]
        return [prop for prop in dict.fromkeys((*inner, *objects)) if isinstance(prop, ox.NamedNode)]

    def _reach(self, node: Term, above: tuple[Term, ...]) -> int | None:
        """Return the most steps that anything below a node of the shapes takes, the node itself included."""
        said = self._said.get(node, {})
        if node in above or not self._anywhere.isdisjoint(said):
            return None
        below = [
            self._reach(term, (*above, node)) for name in said for term in said[name] if self._is_own(term)
        ]
        known = [steps for steps in below if steps is not None]
        own = len(self._list(self._get(node, "path")[0])) or 1 if self._get(node, "path") else 0
        return own + max(known, default=0) if len(known) == len(below) else None

    def _is_own(self, term: Term) -> bool:
        return isinstance(term, ox.BlankNode | ox.NamedNode) and term in self._said

    def _get(self, shape: Term, name: str) -> list[Term]:
        return self._said[shape].get(_SH + name, []) if shape in self._said else []

    def _targets(self, shape: Term) -> list[str]:
        classes = [*self._get(shape, "targetClass"), *([shape] if self._is_class(shape) else [])]
        return [
            *(f"{{ ?this a ?cls . ?cls <{RDFS}subClassOf>* {cls} }}" for cls in classes),
            *(f"{{ ?this {prop} ?any }}" for prop in self._get(shape, "targetSubjectsOf")),
            *(f"{{ ?any {prop} ?this }}" for prop in self._get(shape, "targetObjectsOf")),
            *(f"{{ VALUES ?this {{ {node} }} }}" for node in self._get(shape, "targetNode")),
        ]

    def _is_class(self, shape: Term) -> bool:
        """Say whether a shape is a class as well: all that are of it are its targets (SHACL 2.1.3.3)."""
        types = {*self._said[shape].get(RDF + "type", ())}
        is_shape = not _SHAPES.isdisjoint(map(str, types)) or self._get(shape, "property")
        return bool(is_shape) and not self.classes.isdisjoint(types)

    def _broken(self, shape: Term, node: str) -> str:
        """Return the condition under which a node may break a shape."""
        if self._is_off(shape):
            return _NONE
        if not self._get(shape, "path"):
            return _any_of([*self._by_itself(shape, node), *self._properties(shape, node)])
        path = self._path(self._get(shape, "path")[0])
        if path is None:
            return _ANY
        value = self._fresh()
        each = _any_of([*self._by_itself(shape, value), *self._properties(shape, value)])
        one = [] if each == _NONE else [f"EXISTS {{ {node} {path} {value} FILTER({each}) }}"]
        return _any_of([*self._counted(shape, node, path), *self._compared(shape, node, path), *one])

    def _is_off(self, shape: Term) -> bool:
        return any(getattr(value, "value", "") == "true" for value in self._get(shape, "deactivated"))

    def _properties(self, shape: Term, node: str) -> list[str]:
        return [self._broken(inner, node) for inner in self._get(shape, "property")]

    def _by_itself(self, shape: Term, node: str, but: Collection[str] = ()) -> list[str]:
        """Return the conditions of the components, `but` for some, that hold of each value by itself."""
        found, has_path = [], bool(self._get(shape, "path"))
        for name, values in self._said[shape].items():
            component = name.removeprefix(_SH)
            if (
                not self._is_component(name)
                or component in {*_SAID, *but}
                or (component in _OF_PATHS and has_path)
            ):
                continue
            if sign := _COMPARED.get(component):
                found += [_unless(f"{node} {sign} {value}") for value in values]
                continue
            tell = _COMPONENTS.get(component)
            found += [tell(self, shape, node, value) if tell else _ANY for value in values]
        return found

    def _is_component(self, name: str) -> bool:
        return name.startswith(_SH) or name in self._own

    def _is_strange(self, shape: Term) -> bool:
        """Say whether a shape has components that may not hold even where there is no value."""
        names = {name.removeprefix(_SH) for name in self._said[shape] if self._is_component(name)}
        return not names <= _KNOWN

    def _counted(self, shape: Term, node: str, path: str) -> list[str]:
        """Return the conditions on how many values there are."""
        fewer = [self._fewer(node, path, _number(value)) for value in self._get(shape, "minCount")]
        more = [
            self._at_least(node, path, number + 1) if (number := _number(value)) < _MOST else _ANY
            for value in self._get(shape, "maxCount")
        ]
        return [*fewer, *more]

    def _fewer(self, node: str, path: str, number: int) -> str:
        if number < 1:
            return _NONE
        return f"!({self._at_least(node, path, number)})" if number <= _MOST else _ANY

    def _at_least(self, node: str, path: str, number: int) -> str:
        values = [self._fresh() for _ in range(number)]
        triples = " . ".join(f"{node} {path} {value}" for value in values)
        distinct = "".join(f" FILTER(!sameTerm({a}, {b}))" for a, b in combinations(values, 2))
        return f"EXISTS {{ {triples}{distinct} }}"

    def _compared(self, shape: Term, node: str, path: str) -> list[str]:
        """Return the conditions on values of a path beside each other, and beside another property's."""
        a, b = self._fresh(), self._fresh()
        found = [
            f"EXISTS {{ {node} {path} {a} . {node} {other} {b} FILTER({_unless(f'{a} {sign} {b}')}) }}"
            for name, sign in (("lessThan", "<"), ("lessThanOrEquals", "<="))
            for other in self._get(shape, name)
        ]
        found += [f"EXISTS {{ {node} {path} {a} . {node} {p} {a} }}" for p in self._get(shape, "disjoint")]
        if self._get(shape, "uniqueLang"):
            alike = f'!sameTerm({a}, {b}) && LANG({a}) != "" && LCASE(LANG({a})) = LCASE(LANG({b}))'
            found.append(f"EXISTS {{ {node} {path} {a}, {b} FILTER({alike}) }}")
        found += [f"!EXISTS {{ {node} {path} {value} }}" for value in self._get(shape, "hasValue")]
        if self._get(shape, "qualifiedMaxCount") or self._get(shape, "equals") or self._is_strange(shape):
            found.append(_ANY)
        return [*found, *self._qualified(shape, node, path)]

    def _qualified(self, shape: Term, node: str, path: str) -> list[str]:
        least = [_number(value) for value in self._get(shape, "qualifiedMinCount")]
        if not least or max(least) < 1:
            return []
        if max(least) > 1 or self._get(shape, "qualifiedValueShapesDisjoint"):
            return [_ANY]
        value = self._fresh()
        broken = [self._broken(inner, value) for inner in self._get(shape, "qualifiedValueShape")]
        return [f"!EXISTS {{ {node} {path} {value} FILTER(!({one})) }}" for one in broken]

    def _path(self, path: Term) -> str | None:
        """Return a path as SPARQL writes it, None for one that is not understood."""
        if isinstance(path, ox.NamedNode):
            return str(path)
        if self._said[path].get(RDF + "first"):
            return self._joined(path, "/")
        for other in self._get(path, "alternativePath"):
            return self._joined(other, "|")
        for name, form in _PATHS.items():
            for other in self._get(path, name):
                inner = self._path(other)
                return None if inner is None else f"({form.format(inner)})"
        return None

    def _joined(self, head: Term, mark: str) -> str | None:
        steps = [self._path(step) for step in self._list(head)]
        known = [step for step in steps if step is not None]
        return f"({mark.join(known)})" if known and len(known) == len(steps) else None

    def _list(self, head: Term) -> list[Term]:
        found: list[Term] = []
        while (said := self._said.get(head)) and RDF + "first" in said and len(found) < len(self._said):
            found += said[RDF + "first"][:1]
            head = said[RDF + "rest"][0]
        return found

    def _fresh(self) -> str:
        return f"?v{next(self._numbers)}"

    def _all_of(self, _: Term, node: str, head: Term) -> str:
        return _any_of([self._broken(member, node) for member in self._list(head)])

    def _one_of(self, _: Term, node: str, head: Term) -> str:
        broken = [self._broken(member, node) for member in self._list(head)]
        return _NONE if _NONE in broken else " && ".join(f"({one})" for one in broken) or _ANY

    def _node(self, _: Term, node: str, shape: Term) -> str:
        return self._broken(shape, node)

    def _not(self, _: Term, node: str, shape: Term) -> str:
        """Return the condition under which a node may hold to a shape that it must not hold to."""
        paths, values = self._get(shape, "path"), self._get(shape, "hasValue")
        path = self._path(paths[0]) if paths and not self._is_off(shape) else None
        if path is None or not values or set(path) & {"*", "?"}:
            return _ANY
        return " && ".join(f"EXISTS {{ {node} {path} {value} }}" for value in values)

    def _class(self, _: Term, node: str, cls: Term) -> str:
        return f"!EXISTS {{ {_instance(node, cls)} }}"

    def _kind(self, _: Term, node: str, kind: Term) -> str:
        told = str(kind).removeprefix(f"<{_SH}").removesuffix(">").split("Or")
        known = [f"{_KINDS[name]}({node})" for name in told if name in _KINDS]
        return f"!({' || '.join(known)})" if len(known) == len(told) else _ANY

    def _datatype(self, _: Term, node: str, datatype: Term) -> str:
        iri = str(datatype)[1:-1]
        same = f"isLiteral({node}) && DATATYPE({node}) = {datatype}"
        if iri in _NUMBERS:
            return _unless(f"{same} && isNumeric({node})")
        if iri in _CAST:
            return _unless(f"{same} && BOUND({node}) && STR({datatype}(STR({node}))) != ''")
        return _unless(same) if iri in (XSD + "string", RDF + "langString") else _ANY

    def _in(self, _: Term, node: str, head: Term) -> str:
        return _unless(" || ".join(f"sameTerm({node}, {value})" for value in self._list(head)) or _NONE)

    def _pattern(self, shape: Term, node: str, pattern: Term) -> str:
        flags = "".join(f", {flag}" for flag in self._get(shape, "flags"))
        return _unless(f"!isBlank({node}) && REGEX(STR({node}), {pattern}{flags})")

    def _longest(self, _: Term, node: str, number: Term) -> str:
        return _unless(f"!isBlank({node}) && STRLEN(STR({node})) <= {_number(number)}")

    def _shortest(self, _: Term, node: str, number: Term) -> str:
        return _unless(f"!isBlank({node}) && STRLEN(STR({node})) >= {_number(number)}")

    def _language(self, _: Term, node: str, head: Term) -> str:
        known = (f"LANGMATCHES(LANG({node}), {tag})" for tag in self._list(head))
        return _unless(" || ".join(known) or _NONE)

    def _closed(self, shape: Term, node: str, value: Term) -> str:
        if getattr(value, "value", "") != "true":
            return _NONE
        paths = [path for inner in self._get(shape, "property") for path in self._get(inner, "path")]
        ignored = [prop for head in self._get(shape, "ignoredProperties") for prop in self._list(head)]
        known = ", ".join(str(prop) for prop in (*paths, *ignored) if isinstance(prop, ox.NamedNode))
        prop, other = self._fresh(), self._fresh()
        others = f" FILTER({prop} NOT IN ({known}))" if known else ""
        return f"EXISTS {{ {node} {prop} {other}{others} }}"


_COMPONENTS: Final[dict[str, Callable[[Shapes, Term, str, Term], str]]] = {
    "and": Shapes._all_of,
    "class": Shapes._class,
    "closed": Shapes._closed,
    "datatype": Shapes._datatype,
    "in": Shapes._in,
    "languageIn": Shapes._language,
    "maxLength": Shapes._longest,
    "minLength": Shapes._shortest,
    "node": Shapes._node,
    "nodeKind": Shapes._kind,
    "not": Shapes._not,
    "or": Shapes._one_of,
    "pattern": Shapes._pattern,
}
_KNOWN: Final = {*_SAID, *_OF_PATHS, *_COMPARED, *_COMPONENTS, "xone"}
"""What is told of a path here, or of each of its values."""


def _instance(node: str, cls: Term) -> str:
    """Return the pattern of what is of a class or of one under it, as SHACL understands sh:class."""
    return f"{node} a/<{RDFS}subClassOf>* {cls}"


def _filter(condition: str) -> str:
    return f"FILTER({condition})"


def _any_of(conditions: Sequence[str]) -> str:
    """Return the condition that one of several holds."""
    told = [condition for condition in dict.fromkeys(conditions) if condition != _NONE]
    return _ANY if _ANY in told else " || ".join(f"({one})" for one in told) or _NONE


def _unless(condition: str) -> str:
    """Return the condition that another does not hold, or cannot be told."""
    return f"COALESCE(!({condition}), {_ANY})"


def _number(term: Term) -> int:
    return int(term.value) if isinstance(term, ox.Literal) else 0

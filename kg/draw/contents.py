"""What a page tells of things and statements, as JSON: each statement, passage and source once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kg.draw.layout import rows_of
from kg.look.bibliography import LATEX, frames
from kg.speech.texts import versions
from kg.statements import wording
from kg.statements.spoken import spoken
from kg.terms import local
from kg.text.datewords import as_of, words

if TYPE_CHECKING:
    from collections.abc import Mapping

_AS_IT_IS: Final = ("label", "said_by", "printed", "corrected", "reason")
"""Fields of a statement that every page holds as they are."""
_OF_ANOTHER: Final = ("label", "quote", "source_title")
"""What a card shows of a statement that contradicts the one it is of."""
FILTERED: Final = ("kind", "property", "property_label", "modality", "years")
"""Those by which the page of a network filters, joins and names what is said."""


class Contents:
    """Statements, passages and sources of a page, each once, referred to by their index.

    `fields` of a statement are told beside what a card shows of it.
    """

    def __init__(self, fields: tuple[str, ...] = ()) -> None:
        self._fields = (*_AS_IT_IS, *fields)
        self._known: dict[str, dict[str, tuple[int, dict[str, Any]]]] = {
            kind: {} for kind in ("statements", "passages", "sources")
        }

    def thing(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return what the page tells of a node."""
        rows = rows_of(data["label"], data["short"])
        thing = {
            "label": data["label"],
            "rows": "" if versions(rows) == versions(data["label"]) else rows,
            "cls": data["cls"],
            "clsLabel": data["cls_label"],
            "names": sorted({*data["labels"].values()} - {data["label"]}),
            "iri": data["iri"],
            "source": local(data["iri"]) if data["kind"] == "source" else "",
            "facts": [self.index(fact) for fact in data["facts"]],
        }
        return {key: value for key, value in thing.items() if value not in ("", [])}

    def told(self) -> dict[str, Any]:
        """Return all that was referred to, as the page holds it, and what its citations write as LaTeX."""
        told = {kind: [told for _, told in known.values()] for kind, known in self._known.items()}
        return {**told, "latex": LATEX}

    def index(self, statement: Mapping[str, Any]) -> int:
        """Return the index of a statement (the fields of a Statement), adding it when it is new."""
        said = {name: statement[name] for name in self._fields} | _put(statement)
        told = {name: value for name, value in said.items() if value}
        told["passages"] = [self._passage(quote) for quote in statement["quotes"]]
        return self._index("statements", f"{statement['iri']} {statement['property']}", told)

    def _passage(self, quote: Mapping[str, Any]) -> int:
        before, words, after = in_context(quote["quote"], quote["sentence"])
        at = [quote["start"], quote["end"]] if quote["end"] else []
        around = {"before": before, "after": after, "language": quote["language"]}
        told = {"words": words, "at": at} | {name: text for name, text in around.items() if text}
        return self._index("passages", quote["passage"], told | {"source": self._source(quote)})

    def _source(self, quote: Mapping[str, Any]) -> int:
        key = str(quote["document"])  # two sources may end in one name
        if found := self._known["sources"].get(key):
            return found[0]
        told = {"id": quote["source"], "title": quote["source_title"], "published": quote["published"]}
        told |= {"dated": words(quote["published"])} if quote["published"] else {}
        told |= {"entries": frames(quote["document"]), "url": quote["document"].url}
        return self._index("sources", key, told)

    def _index(self, kind: str, key: str, told: dict[str, Any]) -> int:
        known = self._known[kind]
        return known.setdefault(key, (len(known), told))[0]


def _put(statement: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page says of a statement in words: dates, certainty, restriction and details."""
    return {
        "period": wording.period(statement["period"], statement["precision"]),
        "as_of": as_of(words(statement["as_of"])),
        "details": [(name, spoken(value)) for name, value in statement["details"]],
        "status": wording.status(statement["status"]),
        "certainty": wording.certainty(statement["modality"]),
        "restriction": wording.restriction(statement["restricted_to"]),
        "contradicts": [{key: other[key] for key in _OF_ANOTHER} for other in statement["contradicts"]],
    }


def in_context(quote: str, sentence: str) -> tuple[str, str, str]:
    """Return what stands in the sentence before the quoted words, these, and what follows them."""
    pattern = r"\s+".join(map(re.escape, quote.split()))
    found = re.search(pattern, sentence) if pattern else None
    if not found:
        return "", quote, ""
    return sentence[: found.start()], found.group(), sentence[found.end() :]

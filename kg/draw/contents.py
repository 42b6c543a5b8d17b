"""What a page tells of things and statements, as JSON: each statement, passage and source once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.network.layout import lines_of
from kg.statements import wording

if TYPE_CHECKING:
    from collections.abc import Mapping


class Contents:
    """Statements, passages and sources of a page, each once, referred to by their index."""

    def __init__(self) -> None:
        self.statements: list[dict[str, Any]] = []
        self.passages: list[dict[str, Any]] = []
        self.sources: list[dict[str, Any]] = []
        self._known: dict[tuple[str, str], int] = {}

    def thing(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return what the page tells of a node."""
        thing = {
            "label": data["label"],
            "lines": lines_of(data["label"]),
            "cls": data["cls"],
            "clsLabel": data["cls_label"],
            "names": sorted({*data["labels"].values()} - {data["label"]}),
            "iri": data["iri"],
            "kind": data["kind"],
            "facts": [self.index(fact) for fact in data["facts"]],
        }
        return {key: value for key, value in thing.items() if value not in ("", [])}

    def index(self, statement: dict[str, Any]) -> int:
        """Return the index of a statement, adding it when it is new."""
        key = ("statement", f"{statement['iri']} {statement['property']}")
        if key not in self._known:
            kept = {
                k: v
                for k, v in statement.items()
                if v not in ("", None, [], ()) and k not in ("quotes", "sources", "restricted_to")
            }
            kept |= _put(statement)
            kept["passages"] = [self._passage(quote) for quote in statement["quotes"]]
            self._known[key] = len(self.statements)
            self.statements.append(kept)
        return self._known[key]

    def _passage(self, quote: Mapping[str, Any]) -> int:
        key = ("passage", quote["passage"])
        if key not in self._known:
            before, words, after = in_context(quote["quote"], quote["sentence"])
            told = {"before": before, "words": words, "after": after, "iri": quote["passage"]}
            self._known[key] = len(self.passages)
            self.passages.append(told | {"source": self._source(quote)})
        return self._known[key]

    def _source(self, quote: Mapping[str, Any]) -> int:
        key = ("source", quote["source"])
        if key not in self._known:
            self._known[key] = len(self.sources)
            told = {"id": quote["source"], "title": quote["source_title"], "published": quote["published"]}
            self.sources.append(told)
        return self._known[key]


def _put(statement: Mapping[str, Any]) -> dict[str, str]:
    """Return what the page says of a statement in words: its period, certainty and restriction."""
    told = {
        "period": wording.period(statement["period"]),
        "certainty": wording.certainty(statement["modality"]),
        "restriction": wording.restriction(statement["restricted_to"]),
    }
    return {key: text for key, text in told.items() if text}


def in_context(quote: str, sentence: str) -> tuple[str, str, str]:
    """Return what stands in the sentence before the quoted words, these, and what follows them."""
    pattern = r"\s+".join(map(re.escape, quote.split()))
    found = re.search(pattern, sentence) if pattern else None
    if not found:
        return "", quote, ""
    return sentence[: found.start()], found.group(), sentence[found.end() :]

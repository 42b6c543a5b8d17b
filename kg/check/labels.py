"""How the terms of a graph are called where something is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from kg.terms import RDFS, SKOS, Prefixes

_LABELS: Final = (RDFS + "label", SKOS + "prefLabel")


def shown(text: str, labels: Mapping[str, str], prefixes: Prefixes, *, iri: bool = True) -> str:
    """Return an IRI by its label, else by its prefixed name; any other text as it is."""
    if not iri or not re.match(r"https?://", text):
        return text
    return labels.get(text) or prefixes.compact(text)


def labels_of(data: Iterable[ox.Triple]) -> dict[str, str]:
    """Return the English label of everything labelled."""
    found = sorted(
        (triple.subject.value, triple.object.value)
        for triple in data
        if triple.predicate.value in _LABELS
        and isinstance(triple.object, ox.Literal)
        and isinstance(triple.subject, ox.NamedNode)
        and triple.object.language in {"en", None}
    )
    return dict(found)

"""What a graph says of its own names: the prefixes that its vocabularies prefer, and its project's title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import terms
from kg.terms import NAME_REST, NAME_START, Namespace, Prefixes

if TYPE_CHECKING:
    from kg.graph.answers import Row

PREFERRED: Final = f"""
    SELECT DISTINCT ?prefix ?namespace ?own {{
      {{ ?vocabulary <{terms.VANN}preferredNamespacePrefix> ?prefix ;
          <{terms.VANN}preferredNamespaceUri> ?namespace }}
      UNION {{ ?vocabulary <{terms.SH}declare>
          [ <{terms.SH}prefix> ?prefix ; <{terms.SH}namespace> ?namespace ] }}
      OPTIONAL {{ ?vocabulary <{terms.OWL}imports> ?own FILTER(?own = <{terms.EVIDENCE}>)
        FILTER NOT EXISTS {{ ?other <{terms.OWL}imports> ?vocabulary }} }}
    }} LIMIT 1000
"""
"""Asks for the prefix and namespace of every vocabulary in a graph; `?own` is bound for a project's own."""

TITLE: Final = f"""
    SELECT DISTINCT ?title {{
      ?vocabulary <{terms.OWL}imports> <{terms.EVIDENCE}> ; <{terms.DCTERMS}title> ?title
      FILTER NOT EXISTS {{ ?other <{terms.OWL}imports> ?vocabulary }}
    }} LIMIT 100
"""
"""Asks for the title of a project's own ontology, in every language."""

_ASCII_PREFIX: Final = re.compile("(?:[A-Za-z](?:[A-Za-z_0-9.-]*[A-Za-z_0-9-])?)?")


def own(rows: Iterable[Row]) -> list[Namespace]:
    """Return the namespaces of projects among the rows of `PREFERRED`; several where graphs were merged."""
    return [Namespace(prefix, iri) for prefix, iri, is_own in _usable(rows) if is_own]


def prefixes(rows: Iterable[Row], fallback: Callable[[], Prefixes]) -> Prefixes:
    """Return the prefixes that the rows of `PREFERRED` declare, on top of the standard ones.

    The project's own ontology gives `id:`, `src:` and `fact:` as well; without one what `fallback` gives
    holds. Other vocabularies redefine neither; of two that want one prefix, the first in order gets it.
    """
    rows = list(rows)
    projects = own(rows)
    known = Prefixes({prefix: iri for prefix, iri, is_own in reversed(_usable(rows)) if not is_own})
    for named in [project.prefixes for project in reversed(projects)] or [fallback()]:
        known = known | named
    return known


def _usable(rows: Iterable[Row]) -> list[tuple[str, str, bool]]:
    """Return (prefix, namespace, whether it is a project's own), sorted, of those that a query can use."""
    found = sorted((row["prefix"].value, row["namespace"].value, row["own"] is not None) for row in rows)
    return [each for each in found if is_usable(each[0], each[1])]


def is_usable(prefix: str, iri: str) -> bool:
    """Say whether a query can use a prefix for a namespace."""
    return is_prefix(prefix) and is_iri(iri)


def is_prefix(text: str) -> bool:
    """Say whether `text` can be a prefix, in SPARQL and Turtle alike; the empty one is."""
    return bool((_ASCII_PREFIX if text.isascii() else _prefix()).fullmatch(text))


@cache
def _prefix() -> re.Pattern[str]:
    """Return the pattern of a prefix in any script, which takes longer to make than many a query."""
    inside = f"{NAME_START}{NAME_REST}"
    return re.compile(f"(?:[{NAME_START}](?<!_)(?:[{inside}.-]*[{inside}-])?)?")


def is_iri(text: str) -> bool:
    """Say whether `text` is an absolute IRI."""
    try:
        return ":" in ox.NamedNode(text).value
    except ValueError:
        return False

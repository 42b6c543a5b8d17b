"""The pages of classes: how a graph uses each, and the things that are of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg import terms
from kg.errors import UnknownNameError
from kg.schema.schema import schema
from kg.schema.tables import Described
from kg.site.layout import page
from kg.site.missing import missing

if TYPE_CHECKING:
    from kg.site.visit import Made, Visit

_SHOWN: Final = 1000


def members(visit: Visit) -> Made:
    """Return the page of the class that an address names."""
    name = unquote(visit.path.partition("/")[2])
    iri = visit.graph.prefixes.expand(name) or name
    try:
        found = schema(visit.graph, f"<{iri}>")
    except (UnknownNameError, ValueError):
        return missing(visit)
    if not isinstance(found, Described) or not found.iri:
        return missing(visit)
    return page(
        visit,
        "members.html",
        found.labels.get(found.iri, terms.local(found.iri)),
        cls=found,
        things=_things(visit, found.iri),
        most=_SHOWN,
    )


def _things(visit: Visit, cls: str) -> list[tuple[str, str]]:
    """Return (name, link) of the things of a class, by name."""
    rows = visit.graph.select(
        f"SELECT DISTINCT ?thing {{ ?thing a {NamedNode(cls)} FILTER(isIRI(?thing)) }} LIMIT {_SHOWN}"
    )
    iris = [row["thing"].value for row in rows]
    named = visit.graph.labels(iris)
    pairs = ((named.get(iri, visit.graph.prefixes.compact(iri)), iri) for iri in iris)
    return [
        (label, visit.links.of(iri)) for label, iri in sorted(pairs, key=lambda p: (p[0].casefold(), p[1]))
    ]

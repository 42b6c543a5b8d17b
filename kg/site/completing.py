"""What the editor of queries completes: the classes and properties that a graph uses, the most used first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg import terms
from kg.schema.uses import OUT, classes, counts
from kg.site.visit import Made

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph.graph import Graph
    from kg.site.visit import Visit


def completions(visit: Visit) -> Made:
    """Return {"classes": [[name, label], …], "properties": …} in JSON, names as a query has them.

    Pages that are files, which may read no data, have it as the script of `TERMS`.
    """
    graph = visit.site.graph
    told = {"classes": _named(graph, classes(graph)), "properties": _named(graph, counts(graph, "", OUT))}
    if visit.site.is_files:
        return Made("script", f"const TERMS = {json.dumps(told)};\n".encode())
    return Made("data", json.dumps(told, ensure_ascii=False).encode())


def _named(graph: Graph, counted: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return the name and label of each."""
    labels = graph.labels(sorted(counted))
    ordered = sorted(counted, key=lambda iri: (-counted[iri], iri))
    return [(graph.prefixes.compact(iri), labels.get(iri, terms.local(iri))) for iri in ordered]

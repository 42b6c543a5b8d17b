"""The graph as a network: entities joined by facts and records, every edge with the words that say so.

A network is a `networkx.MultiDiGraph` whose nodes are IRIs. Where a graph has no facts and no records at
all, its triples between IRIs are the edges.

Nodes carry `label` (English where there is one), `short` (its abbreviation in that language), `labels`
(language → text), `cls` (local name of the most specific class, `""` when unknown), `cls_label`, `classes`
(local names, most specific first) and their `class_labels`, `kind` (`entity`, `record`, `source`, `literal`
or `other`), `iri`, and `facts`: the statements about it that join it to nothing else, as dicts of the
fields of `kg.statements.statement.Statement`.

Edges carry the same fields, plus `directed` (False where a record joins equals, as a meeting does). The
key of an edge is the IRI of its fact or record, so two sources stating one triple are two edges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.MultiDiGraph[str, dict[str, Any], dict[str, Any]]

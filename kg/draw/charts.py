"""Pictures of the graph that are no network: what happened when, and how much went where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.graph import Graph


def timeline(graph: Graph) -> str:
    """Return a whole HTML page: everything in the graph that has a date, on one axis, with its words."""
    from kg.draw.timeline import timeline_page
    from kg.network.reading import read

    return timeline_page(read(graph))


def flows(graph: Graph) -> str:
    """Return a whole HTML page: trade and investment as Sankey diagrams, a scale of its own for each kind."""
    from kg.draw.flows import flows_page
    from kg.network.reading import read

    return flows_page(read(graph))

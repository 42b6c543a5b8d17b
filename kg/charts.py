"""Pictures of the graph that are no network: what happened when, and how much went where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph import Graph


def timeline(graph: Graph) -> str:
    """Return a whole HTML page: everything in the graph that has a date, on one axis, with its words."""
    from kg.reading import read
    from kg.timeline import timeline_page

    return timeline_page(read(graph))


def flows(graph: Graph) -> str:
    """Return a whole HTML page: trade and investment as Sankey diagrams, a scale of its own for each kind."""
    from kg.flows import flows_page
    from kg.reading import read

    return flows_page(read(graph))

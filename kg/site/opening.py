"""The site of a graph, with the questions and texts of its project where that is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import LocationError, SeedError
from kg.project import given
from kg.query.saved import all_queries
from kg.seeds.read import read_seeds
from kg.site.visit import Site

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.graph import Graph
    from kg.project import Project


def site_of(graph: Graph, folder: Path | None) -> Site:
    """Return the site of a graph; of the project in a folder, or around, where the graph is one of that.

    Raises QueryError where the header of a saved query cannot be read.
    """
    try:
        project = given(folder)
        is_its_own = graph.namespace == project.namespace
    except (LocationError, SeedError):
        return Site(graph)
    return Site(graph, tuple(all_queries(project.queries)), _texts(project)) if is_its_own else Site(graph)


def _texts(project: Project) -> dict[str, str]:
    """Return the text of each source of a project by its IRI; none where the seeds cannot be read."""
    try:
        sources = read_seeds(project.seeds).sources
    except (OSError, SeedError):
        return {}
    return {project.namespace.source(source.id): source.text for source in sources}

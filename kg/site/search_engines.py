"""What search engines are told of a thing: JSON-LD in the words of schema.org, inside its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from kg import terms

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.look.page import Page
    from kg.statements.documents import Document


def thing(graph: Graph, page: Page) -> dict[str, Any]:
    """Return a thing with its names, and its kinds as far as they are kinds of schema.org."""
    others = sorted({label for label, _ in page.labels} - {page.label})
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@id": page.iri,
        "@type": _kinds(graph, page.iri) or "Thing",
        "name": page.label,
        "description": ", ".join(page.kinds),
        "alternateName": others,
    }
    return {key: value for key, value in told.items() if value}


def _kinds(graph: Graph, iri: str) -> list[str]:
    rows = graph.select(f"SELECT DISTINCT ?kind {{ {NamedNode(iri)} a/rdfs:subClassOf* ?kind }}")
    kinds = (row["kind"].value for row in rows if isinstance(row["kind"], NamedNode))
    return sorted(kind.removeprefix(terms.SCHEMA) for kind in kinds if kind.startswith(terms.SCHEMA))


def document(iri: str, about: Document) -> dict[str, Any]:
    """Return a source as an article."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@id": iri,
        "@type": "Article",
        "headline": about.title,
        "author": [
            {"@type": "Person" if author.person else "Organization", "name": author.name}
            for author in about.authors
        ],
        "datePublished": "-".join(f"{part:02d}" for part in about.date),
        "publisher": about.publisher,
        "inLanguage": about.language,
        "url": about.url,
    }
    return {key: value for key, value in told.items() if value}

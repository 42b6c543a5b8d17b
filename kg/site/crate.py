"""What repositories and catalogues are told of the site as files: an RO-Crate (1.1), and DCAT (3)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from kg import terms
from kg.site.negotiation import media_type
from kg.site.overview import description
from kg.site.sources import sources
from kg.site.visit import Made

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.site.visit import Visit

_CRATE: Final = "https://w3id.org/ro/crate/1.1"
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_DATA: Final = {
    "graph.ttl": ("turtle", "The graph as Turtle"),
    "graph.jsonld": ("jsonld", "The graph as JSON-LD"),
}
_PAGES: Final = {"index.html": "Pages of all things and sources", "network.html": "The graph as a picture"}


def crate(visit: Visit) -> Made:
    """Return the metadata of an RO-Crate; it is as new as its newest source, nothing here knowing today."""
    graph = visit.graph
    known = sources(graph)
    files = [_file(name, told, media_type(form).partition(";")[0]) for name, (form, told) in _DATA.items()]
    files += [_file(name, told, "text/html") for name, told in _PAGES.items()]
    works = [
        _said({"@id": one.iri, "@type": "CreativeWork", "name": one.title, "datePublished": one.published})
        for one in known
    ]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": _title(graph),
        "description": description(graph) or _title(graph),
        "datePublished": max((one.published for one in known), default=""),
        "license": _license(graph),
        "hasPart": [{"@id": each["@id"]} for each in files],
        "isBasedOn": [{"@id": each["@id"]} for each in works],
    }
    about = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": _CRATE},
        "about": {"@id": "./"},
    }
    return _made({"@context": f"{_CRATE}/context", "@graph": [about, _said(root), *files, *works]})


def catalogue(visit: Visit) -> Made:
    """Return the description of a data set with its distributions, in the words of DCAT."""
    graph = visit.graph
    distributions = [
        {
            "@id": f"#{name}",
            "@type": "dcat:Distribution",
            "dcterms:title": told,
            "dcat:downloadURL": {"@id": name},
            "dcat:mediaType": {"@id": _MEDIA_TYPES + media_type(form).partition(";")[0]},
        }
        for name, (form, told) in _DATA.items()
    ]
    told = {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dcterms": terms.DCTERMS},
        "@id": "./",
        "@type": "dcat:Dataset",
        "dcterms:title": _title(graph),
        "dcterms:description": description(graph),
        "dcterms:license": _license(graph),
        "dcterms:source": [{"@id": one.iri} for one in sources(graph)],
        "dcat:landingPage": {"@id": "index.html"},
        "dcat:distribution": distributions,
    }
    return _made(_said(told))


def _file(name: str, told: str, media: str) -> dict[str, Any]:
    return {"@id": name, "@type": "File", "name": told, "encodingFormat": media}


def _title(graph: Graph) -> str:
    return graph.title or "A graph"


def _license(graph: Graph) -> dict[str, str]:
    """Return the licence that the project's ontology names; empty where it names none."""
    rows = graph.select(
        f"SELECT ?license {{ ?own owl:imports <{terms.EVIDENCE}> ; dcterms:license ?license }}"
    )
    found = sorted(row["license"].value for row in rows if isinstance(row["license"], NamedNode))
    return {"@id": found[0]} if found else {}


def _said(told: dict[str, Any]) -> dict[str, Any]:
    """Return what is told, without what there is not."""
    return {key: value for key, value in told.items() if value}


def _made(told: dict[str, Any]) -> Made:
    return Made("jsonld", (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())

"""The formats that are read and written, in one table: what each can hold, its suffixes and media types."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final, Literal, NamedTuple

import pyoxigraph as ox

from kg import packed

Content = Literal["table", "rows", "triples", "graphs", "network"]
"""What is written: an answer to be read, rows or a yes or no, triples, triples in named graphs, a network."""


class Format(NamedTuple):
    """A format: its name, what it holds, the ends of file names that mean it, its media types.

    Of suffixes and media types the first is the usual one. `engine` is what pyoxigraph calls a format that it
    reads and writes.
    """

    name: str
    holds: tuple[Content, ...]
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...] = ()
    engine: ox.RdfFormat | ox.QueryResultsFormat | None = None


def holding(*contents: Content) -> dict[str, Format]:
    """Return the formats that can hold any of the contents by name, those of the first content first."""
    return {each.name: each for content in contents for each in _TABLE if content in each.holds}


def of_file(path: str, formats: Mapping[str, Format]) -> Format | None:
    """Return that of the formats which a file's name asks for by its end, the longest counting; else None.

    What the name says of packing stands behind that and does not matter.
    """
    name = packed.bare(PurePath(path).name).casefold()
    asked = [(len(end), each) for each in formats.values() for end in each.suffixes if name.endswith(end)]
    return max(asked, key=lambda pair: pair[0], default=(0, None))[1]


def suffixes(formats: Mapping[str, Format]) -> list[str]:
    """Return the ends of file names that mean one of the formats, in order."""
    return list(dict.fromkeys(end for each in formats.values() for end in each.suffixes))


_TABLE: Final = (
    Format("table", ("table",), (".txt",)),
    Format("markdown", ("table",), (".md",), ("text/markdown",)),
    Format("csv", ("rows",), (".csv",), ("text/csv",), ox.QueryResultsFormat.CSV),
    Format("tsv", ("rows",), (".tsv",), ("text/tab-separated-values",), ox.QueryResultsFormat.TSV),
    Format(
        "json",
        ("rows",),
        (".json", ".srj"),
        ("application/sparql-results+json", "application/json"),
        ox.QueryResultsFormat.JSON,
    ),
    Format(
        "xml",
        ("rows",),
        (".xml", ".srx"),
        ("application/sparql-results+xml", "application/xml"),
        ox.QueryResultsFormat.XML,
    ),
    Format(
        "xlsx",
        ("rows",),
        (".xlsx",),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    ),
    Format("turtle", ("triples",), (".ttl", ".turtle"), ("text/turtle",), ox.RdfFormat.TURTLE),
    Format(
        "ntriples",
        ("triples",),
        (".nt",),
        ("application/n-triples", "text/plain"),
        ox.RdfFormat.N_TRIPLES,
    ),
    Format("jsonld", ("triples",), (".jsonld", ".json"), ("application/ld+json",), ox.RdfFormat.JSON_LD),
    Format("rdfxml", ("triples",), (".rdf", ".owl", ".xml"), ("application/rdf+xml",), ox.RdfFormat.RDF_XML),
    Format("trig", ("graphs",), (".trig",), ("application/trig",), ox.RdfFormat.TRIG),
    Format("nquads", ("graphs",), (".nq",), ("application/n-quads",), ox.RdfFormat.N_QUADS),
    Format("graphml", ("network",), (".graphml",)),
    Format("gexf", ("network",), (".gexf",)),
    Format("dot", ("network",), (".dot", ".gv"), ("text/vnd.graphviz",)),
    Format("nodes-csv", ("network",), ("nodes.csv",), ("text/csv",)),
    Format("edges-csv", ("network",), (".csv",), ("text/csv",)),
    Format("html", ("table", "network"), (".html", ".htm"), ("text/html",)),
)

"""One table of formats: what reads a file, writes an answer, exports a graph and asks an endpoint agrees."""

from __future__ import annotations

import itertools

import pytest

from kg.errors import QueryError
from kg.graph import formats
from kg.graph.graph import Graph
from kg.graph.locations import Reading, open_graph

GRAPHS = formats.holding("triples")
ENDS = [(name, end) for name, each in GRAPHS.items() for end in each.suffixes]


@pytest.mark.parametrize(("name", "end"), ENDS, ids=[end for _, end in ENDS])
def test_a_graph_exported_to_a_suffix_is_read_again_and_constructed_to_it(kg, tmp_path, name, end):
    source, copy, built = (tmp_path / f"{stem}{end}" for stem in ("source", "copy", "built"))
    source.with_suffix(".nt").write_text("<http://e/a> <http://e/b> <http://e/c> .\n", encoding="utf-8")
    assert kg("export", "-d", source.with_suffix(".nt"), "-o", copy).exit_code == 0
    assert kg("query", "-d", copy, "CONSTRUCT WHERE { ?s ?p ?o }", "-o", built).exit_code == 0
    for path in (copy, built):
        assert [str(t) for t in open_graph(Reading((str(path),))).triples()] == [
            "<http://e/a> <http://e/b> <http://e/c>"
        ], name


@pytest.mark.parametrize("content", ["rows", "triples", "network"])
def test_no_two_formats_of_one_content_mean_the_same_suffix(content):
    ends = [end for each in formats.holding(content).values() for end in each.suffixes]
    assert sorted(ends) == sorted(set(ends))


def test_what_is_not_of_the_form_that_a_caller_needs_is_refused_not_misread():
    graph = Graph.from_triples([])
    asks = {graph.select: "SELECT", graph.ask: "ASK", graph.construct: "CONSTRUCT"}
    texts = {"SELECT": "SELECT ?s { ?s ?p ?o }", "ASK": "ASK {}", "CONSTRUCT": "CONSTRUCT WHERE { ?s ?p ?o }"}
    for (ask, form), (given, text) in itertools.product(asks.items(), texts.items()):
        if form == given:
            ask(text)
        else:
            with pytest.raises(QueryError, match=f"only .* {form}"):
                ask(text)

"""Rows of our own as an answer of a query: every value a term that the formats know."""

import io
from decimal import Decimal

import pyoxigraph as ox

from kg.graph.graph import Graph
from kg.tables.rows import solutions
from kg.tables.write import write


def test_texts_numbers_and_iris_become_terms_and_nothing_stays_unbound():
    answer = solutions(
        ("text", "whole", "real", "exact", "iri", "none"),
        [("a", 2, 0.25, Decimal("0.2500"), ox.NamedNode("http://e.org/a"), None)],
    )
    (row,) = answer
    assert [str(term) for term in row] == [
        '"a"',
        '"2"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"0.25"^^<http://www.w3.org/2001/XMLSchema#double>',
        '"0.2500"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        "<http://e.org/a>",
        "None",
    ]


def test_they_are_written_as_an_answer_of_a_query_is():
    output = io.BytesIO()
    write(solutions(("a", "b"), [("x, y", 1.5)]), "csv", output, Graph.from_triples(()))
    assert output.getvalue() == b'a,b\r\n"x, y",1.5\r\n'

"""Queries of which each row is one step in an index, told from all others by their text."""

import pytest

from kg.graph.steps import in_steps


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("SELECT ?p ?o { <http://x/a> ?p ?o }", " SELECT ?p ?o { <http://x/a> ?p ?o }"),
        ("select*where{?s a $c.}limit 5#five", " select*where{?s a $c.}limit 5"),
        ('SELECT ?s WHERE {\n ?s ?p "A (b)"@en-GB . }', ' SELECT ?s WHERE {\n ?s ?p "A (b)"@en-GB . }'),
        (
            "PREFIX : <y#> prefix x:<http://x/>\nPREFIX xx: <http://z/> SELECT ?o { x:a ?p ?o } # x",
            "PREFIX : <y#> prefix x:<http://x/> SELECT ?o { x:a ?p ?o } ",
        ),
    ],
)  # fmt: skip
def test_one_pattern_that_is_read_as_it_comes_needs_only_the_prefixes_it_uses(query, asked):
    assert in_steps(query) == asked


@pytest.mark.parametrize("iri", ["<http://[>", "<http://x:y/>", "<http://x/%zz>", "<z>"])
def test_a_prefix_that_the_engine_may_not_take_is_left_for_it_to_refuse(iri):
    query = f"PREFIX x: {iri} SELECT ?s {{ ?s ?p ?o }}"
    assert in_steps(query) == query


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?o { x:a x:b ?o }",
        "SELECT ?s { ?s x:a x:b }",
        "SELECT ?s { x:a x:b x:c }",
        'SELECT ?p { x:a ?p "A"@en }',
        "SELECT ?s { ?s ?p ?s }",
        "\x0cSELECT ?s { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?o } #\n\u00a0",
        "PREFIX x²: <http://x/> SELECT ?s { ?s ?p ?o }",
        "PREF\u0131X x: <http://x/> SELECT ?s { ?s ?p ?o }",
        "PREFIX\u2003x: <http://x/> SELECT ?s { ?s ?p ?o }",
        "SELECT ?s { $s ?p ?s }",
        "SELECT ?p { _:b ?p _:b }",
        "SELECT ?s { ?s ?p [] }",
        "SELECT ?s { ?s x:a/x:b ?o }",
        "SELECT ?s { ?s x:a* ?o }",
        "SELECT ?s { ?s ^x:a ?o }",
        "SELECT ?s { ?s !x:a ?o }",
        "SELECT ?s { ?s A ?o }",
        "SELECT ?s { ?s x:a ?o ; x:b ?q }",
        "SELECT ?s { ?s x:a ?o . ?o x:b ?q }",
        "SELECT ?s { ?s x:a ?o FILTER(?o > 1) }",
        "SELECT ?s { GRAPH ?g { ?s x:a ?o } }",
        "SELECT ?s { SERVICE <http://x/> { ?s x:a ?o } }",
        "SELECT ?s FROM <http://x/> { ?s x:a ?o }",
        "SELECT DISTINCT ?s { ?s x:a ?o }",
        "SELECT (COUNT(?s) AS ?n) { ?s x:a ?o }",
        "SELECT ?s { ?s x:a ?o } ORDER BY ?s",
        "SELECT ?s { ?s x:a ?o } GROUP BY ?s",
        "SELECT ?s { ?s x:a ?o } LIMIT 1 OFFSET 1000000000",
        "SELECT ?s { ?s x:a ?o } #\nOFFSET 1000000000",
        "SELECT ?s { ?s x:a ?o } #\rOFFSET 1000000000",
        "SELECT ?s { ?s x:a ?o } VALUES ?s { x:a }",
        "ASK { ?s x:a ?o }",
        "CONSTRUCT { ?s x:a ?o } WHERE { ?s x:a ?o }",
        "DESCRIBE ?s { ?s x:a ?o }",
        "BASE <http://x/> SELECT ?s { ?s <a> ?o }",
        "PREFIX x: <\\u0061> SELECT ?s { ?s x:a ?o }",
        "SELECT ?s { ?s x:a ?o } #" + "x" * 10_000,
        "SELECT ?s { ?s",
        "",
    ],
)  # fmt: skip
def test_all_others_are_not_taken_for_one(query):
    assert in_steps(query) is None


def test_a_query_that_would_be_read_twice_is_read_in_a_moment():
    assert in_steps("PREFIX a:" * 1_000 + "{" + "x:" * 400) is None

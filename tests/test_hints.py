"""Why a query is malformed or came back empty, in words."""

import pyoxigraph as ox
import pytest
from endpoint import endpoint
from hypothesis import given, settings
from hypothesis import strategies as st
from world import NAMESPACE, TURTLE, graph

from kg.errors import QueryError
from kg.graph.locations import Reading, open_graph
from kg.graph.malformed import syntax_error
from kg.graph.question import Question
from kg.query import hints


@pytest.fixture(scope="module")
def asked():
    return graph()


def refused(text: str):
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(text, prefixes=dict(NAMESPACE.prefixes))
    return syntax_error(Question(text, known=lambda: NAMESPACE.prefixes), caught.value)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("SELEC ?s {}", "1:1", "`SELEC` cannot stand here"),
        ("SELECT ?x WERE { ?x a ?y }", "1:11", "`WERE` cannot stand here"),
        ("SELECT ?x WHERE {\n  ?x a ?y FILTR(?x>3) }", "2:11", "`FILTR` cannot stand here"),
        ("SELECT ?x, ?y WHERE { ?x a ?y }", "1:10", "`,` cannot stand here"),
        ("SELECT ?x { ?x jm:from ?y ?z }", "1:27", "`?z` cannot stand here"),
        ("SELECT * {\n ?s a <a b> .\n}", "2:7", "this IRI is never closed or holds a space"),
        ("SELECT * { ?s a <Company> }", "1:17", "<Company> is no whole IRI"),
        ("SELECT * { ?s a 'abc }", "1:17", "this quotation mark is never closed"),
        ("SELECT * { ?s skso:prefLabel ?o }", "1:15", "the prefix skso: is not declared"),
        ("SELECT * { ?s ?p", "1:10", "`{` is never closed"),
        ("ASK { ?s ?p ?o } }", "1:18", "`}` cannot stand here"),
        ("SELECT ?x", "1:10", "the query ends too early"),
        ("", "1:1", "there is no query"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }", "1:8", "?x is selected but not grouped"),
        (
            "SELECT * { ?x a ?y } GROUP BY ?y",
            "1:1",
            "SELECT * cannot stand with GROUP BY: name the variables",
        ),
        ("SELECT ?x { ?x ?p ?y BIND(1 AS ?y) }", "1:36", "?y has a value before BIND gives it one"),
        ("SELECT ?x $x { ?x ?p ?y }", "1:11", "$x is selected twice"),
        ("SELECT (1 AS ?n) (2 AS ?n) {}", "1:24", "?n is selected twice"),
        (
            "SELECT (1 AS ?x) { ?x ?p ?y }",
            "1:14",
            "AS gives the name ?x to a value, and the query has it for something else",
        ),
        ("SELECT ?x ?y { ?x ?p ?y } GROUP BY ?y ORDER BY ?x", "1:8", "?x is selected but not grouped"),
        ("SELECT (STR(?x) AS ?n) { ?x ?p ?y } GROUP BY ?y", "1:13", "?x is selected but not grouped"),
        ("SELECT ?x { ?x ?p ?y } GROUP BY (STR(?x))", "1:8", "?x is selected but not grouped"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y", "1:29", "`{` is never closed"),
        ("SELECT ?x { ?x ?p ?y } LIMIT", "1:29", "the query ends too early"),
        ("SELECT ?x { ?x ?p ?y } GROUP BY", "1:32", "the query ends too early"),
    ],
)
def test_a_malformed_query_is_told_with_line_and_column_of_the_word_at_fault(text, where, what):
    error = refused(text)
    assert (error.where, error.what) == (where, what)


def test_a_caret_stands_under_the_place_also_after_wide_characters_and_tabs():
    assert refused("SELECT ?日本\tWERE {}").hint.splitlines()[:2] == [
        "SELECT ?日本 WERE {}",
        "  " + " " * 13 + "^",
    ]


def test_what_was_expected_is_told_in_words():
    assert refused("SELECT ?x WERE { ?x a ?y }").hint.splitlines()[2] == (
        "  Did you mean WHERE? Expected a variable (?state), `{`, `(`, WHERE."
    )
    assert refused("SELECT ?x { ?x a ?y ;; ) }").hint.splitlines()[2] == (
        "  Expected a variable (?state), an IRI (<https://…>), a prefixed name (skos:prefLabel), `{`, `}`, "
        "`(`, `;`, `.`, FILTER, OPTIONAL …."
    )
    assert refused("PREFIX ?x <http://e/> ASK {}").hint.splitlines()[2] == "  Expected a prefix (skos:)."
    assert refused("ASK { ?s ?p ?o } }").hint.splitlines()[2] == "  The query is complete before this."
    assert refused("SELECT * { ?s skso:prefLabel ?o }").hint.splitlines()[2] == (
        "  Did you mean skos:? Any other is declared at the top: PREFIX skso: <https://…>"
    )


def advice(text: str) -> list[str]:
    """Return what to do about a malformed query, without the line it shows."""
    return [line.strip() for line in refused(text).hint.splitlines()[2:]]


def test_prefixes_that_everybody_knows_are_told_with_the_lines_that_declare_them():
    assert advice("SELECT ?x { ?x wdt:P31 wd:Q5 ; jm:from ?y }") == [
        "What it usually stands for, to write at the top:",
        "PREFIX wd: <http://www.wikidata.org/entity/>",
        "PREFIX wdt: <http://www.wikidata.org/prop/direct/>",
    ]
    assert advice("PREFIX wd: <http://e/> SELECT ?x { ?x p:P39/ps:P39 wd:Q5 }")[1:] == [
        "PREFIX p: <http://www.wikidata.org/prop/>",
        "PREFIX ps: <http://www.wikidata.org/prop/statement/>",
    ]
    assert advice("SELECT ?x { ?x a ftm:Company }")[1:] == [
        "PREFIX ftm: <https://schema.followthemoney.tech/#>"
    ]


@pytest.mark.parametrize(
    ("select", "asked_in", "pattern"),
    [
        ("?who ?whoLabel", "es,en", '?who rdfs:label ?whoLabel FILTER(LANG(?whoLabel) = "es")'),
        ("?who", "[AUTO_LANGUAGE],en", '?item rdfs:label ?itemLabel FILTER(LANG(?itemLabel) = "en")'),
    ],
)
def test_the_label_service_of_wikidata_is_told_with_what_to_write_instead(asked, select, asked_in, pattern):
    service = f'SERVICE wikibase:label {{ bd:serviceParam wikibase:language "{asked_in}" }}'
    text = f"SELECT {select} {{ ?who jm:homeCountry id:JP {service} }}"
    told = f"wikibase:label is an extension of Wikidata's own endpoint. Write instead: {pattern}"
    assert advice(text) == [told]
    with pytest.raises(QueryError) as caught:
        asked.query(text)
    assert (caught.value.what, caught.value.hint.splitlines()[0]) == (
        "SERVICE would call another endpoint: refused",
        told,
    )


def test_a_refusal_that_tells_no_place_is_told_all_the_same():
    error = syntax_error(Question("SELECT"), SyntaxError("in words that nobody has seen before"))
    assert (error.what, error.where) == ("the query is malformed", "")
    assert error.hint == "Leave out parts of it until it can be read."


@given(st.text(st.sampled_from("SELECTWHRASK{}?x:<>\"'()., \nab1#@^é日\x01"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_malformed_text_breaks_the_explanation(text):
    try:
        ox.Store().query(text, prefixes=dict(NAMESPACE.prefixes))
    except SyntaxError as error:
        told = syntax_error(Question(text, known=lambda: NAMESPACE.prefixes), error)
        line, column = map(int, told.where.split(":"))
        assert 1 <= line <= text.count("\n") + 1
        assert 1 <= column <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("SELECT ?x { ?x a jm:Compny }", ["jm:Compny is not in this graph; did you mean jm:Company?"]),
        (
            "SELECT ?x { ?x jm:prefLabel ?y }",
            ["jm:prefLabel is not in this graph; did you mean skos:prefLabel?"],
        ),
        ("SELECT ?x { id:mexico ?p ?x }", ["id:mexico is not in this graph; did you mean id:MX?"]),
        ("SELECT ?x { id:japón ?p ?x }", ["id:japón is not in this graph; did you mean id:JP?"]),
        (
            "PREFIX ex: <http://e/> SELECT ?x { ?x ex:a <http://e/b> }",
            ["ex:a is not in this graph", "<http://e/b> is not in this graph"],
        ),
        ("SELECT ?x { ?x !^a/kg:value id:MX }", []),
        (
            "SELECT ?x { ?x skos:prefLabel 'Mexico' } # jm:Compny",
            [
                'nothing in this graph matches: ?x skos:prefLabel "Mexico"',
                'what skos:prefLabel gives is a text in en: write ?x skos:prefLabel "Mexico"@en',
            ],
        ),
        (
            "SELECT ?x { ?x a jm:State . ?x kg:period '2023' }",
            ['nothing in this graph matches: ?x kg:period "2023"'],
        ),
        (
            "SELECT ?x { ?x a jm:State ; jm:operatesIn ?y }",
            [
                "each of these matches something, but nothing matches both: "
                "?x a jm:State . ?x jm:operatesIn ?y"
            ],
        ),
        (
            "SELECT ?x { ?x kg:value ?n OPTIONAL { ?x jm:to ?y } FILTER (?n > 3000000000) }",
            ["the patterns match; it is a FILTER that lets nothing through"],
        ),
        (
            "SELECT ?x { ?x jm:operatesIn+/kg:value ?z }",
            ["nothing in this graph matches: ?x jm:operatesIn+/kg:value ?z"],
        ),
    ],
)
def test_an_empty_answer_is_explained(asked, text, lines):
    assert list(asked.query(text)) == []
    assert hints.why_empty(asked, asked.question(text), seconds=60) == lines


def test_the_value_of_a_parameter_is_named_when_the_graph_does_not_know_it(asked):
    given_value = {"y": ox.NamedNode(NAMESPACE.prefixes["id"] + "jp")}
    assert hints.why_empty(asked, asked.question("SELECT ?x { ?x jm:from ?y }", given_value), seconds=60) == [
        "?y = id:jp is not in this graph; did you mean id:JP?"
    ]


def test_a_parameter_takes_part_in_the_search_for_the_pattern_without_match(asked):
    given_value = {"y": ox.NamedNode(NAMESPACE.prefixes["id"] + "MX")}
    assert hints.why_empty(
        asked, asked.question("SELECT ?x ?y { ?x jm:from ?y }", given_value), seconds=60
    ) == ["nothing in this graph matches: ?x jm:from id:MX"]


def test_the_values_given_are_named_when_a_filter_lets_nothing_through(asked):
    text = "SELECT ?x { ?x kg:value ?n FILTER(?n > ?least) }"
    assert hints.why_empty(asked, asked.question(text, {"least": ox.Literal(9000000000)}), seconds=60) == [
        "the patterns match; it is a FILTER that lets nothing through, with ?least = 9000000000"
    ]


def test_a_text_near_a_label_is_corrected_where_the_graph_has_things(asked):
    text = "SELECT ?x ?country { ?x jm:from ?country }"
    assert hints.why_empty(asked, asked.question(text, {"country": ox.Literal("Japn")}), seconds=60) == [
        '?country = "Japn" names nothing in this graph; did you mean Japan?'
    ]


def test_a_prefix_declared_as_another_namespace_is_told_once(asked):
    jm = NAMESPACE.iri.replace("#", "/")
    text = f"PREFIX jm: <{jm}> SELECT ?x {{ ?x a jm:Company ; jm:operatesIn ?y }}"
    told = [f"jm: is declared as <{jm}>, this graph uses <{NAMESPACE.iri}>"]
    assert hints.why_empty(asked, asked.question(text), seconds=60) == told


def test_an_empty_answer_of_an_endpoint_is_explained_too(asked):
    with endpoint(asked) as url:
        remote = open_graph(Reading((url,)))
        assert hints.why_empty(remote, remote.question("SELECT ?x { ?x a jm:Compny }"), seconds=60) == [
            "jm:Compny is not in this graph; did you mean jm:Company?"
        ]
        assert hints.why_empty(
            remote, remote.question("SELECT ?x { ?x a jm:State ; jm:operatesIn ?y }"), seconds=60
        ) == [
            "each of these matches something, but nothing matches both: ?x a jm:State . ?x jm:operatesIn ?y"
        ]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?x { id:a\\,b ?p ?x }",
        "BASE <http://e/> SELECT ?x { <relative> ?p ?x }",
        "PREFIX e: <http://e/> SELECT ?x { e: ?p ?x ; e:%41\\'b e:c:d }",
        'SELECT ?x { <http://e/\\u0041> ?p ?x ; skos:prefLabel \'it\\\'s\', """a"b""" }',
    ],
)
def test_no_way_of_writing_a_name_breaks_the_explanation(asked, text):
    assert list(asked.query(text)) == []
    assert all(isinstance(line, str) for line in hints.why_empty(asked, asked.question(text), seconds=60))


def test_a_name_under_the_wrong_prefix_is_sought_in_the_vocabulary_of_evidence_first():
    both = graph(TURTLE + 'id:toyota dcterms:period "2023" .')
    assert hints.why_empty(both, both.question("SELECT ?x { ?x jm:period '2023' }"), seconds=60) == [
        "jm:period is not in this graph; did you mean kg:period?"
    ]

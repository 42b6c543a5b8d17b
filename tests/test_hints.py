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
            ["the patterns match; nothing passes FILTER (?n > 3000000000)"],
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
        "the patterns match; nothing passes FILTER(?n > ?least), with ?least = 9000000000"
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


def why(asked, text: str, **given) -> list[str]:
    """Return why a query finds nothing, which it must."""
    assert list(asked.query(text, given)) == []
    return hints.why_empty(asked, asked.question(text, given), seconds=60)


FACTS = """
jm:investsIn a owl:ObjectProperty ; rdfs:label "invests in"@en .
fact:p1 a kg:Fact ; rdf:subject id:toyota ; rdf:predicate jm:investsIn ; rdf:object id:MX-GUA ;
    kg:modality kg:planned .
fact:p2 a kg:Fact ; rdf:subject id:toyota ; rdf:predicate jm:investsIn ; rdf:object id:MX-GUA ;
    kg:modality kg:planned .
fact:p3 a kg:Fact ; rdf:subject id:toyota ; rdf:predicate jm:investsIn ; rdf:object id:MX-SON ;
    kg:modality kg:asserted ; kg:restrictedTo "one plant" .
fact:p4 a kg:Fact ; rdf:subject id:toyota ; rdf:predicate jm:investsIn ; rdf:object id:MX-NLE ;
    kg:modality kg:asserted ; kg:period "../1999" .
"""


def test_what_only_facts_say_is_told_with_why_it_is_no_triple_and_how_to_ask_for_it():
    asked = graph(TURTLE + FACTS)
    told = why(asked, "SELECT ?x { id:toyota jm:investsIn ?x }")
    facts = "?fact rdf:subject id:toyota ; rdf:predicate jm:investsIn ; rdf:object ?x ; kg:modality ?modality"
    assert told == [
        "nothing in this graph matches: id:toyota jm:investsIn ?x",
        "not as a plain triple, but as 4 facts (2 planned, 1 not of today, 1 of a part only): "
        f"write {facts}, or see kg show id:toyota",
    ]
    assert len(list(asked.query(f"SELECT * {{ {facts} }}"))) == 4


def test_facts_are_counted_together_with_the_patterns_before():
    told = why(
        graph(TURTLE + FACTS), "SELECT ?fact { ?fact skos:prefLabel 'Sonora'@en . ?c jm:investsIn ?fact }"
    )
    assert told[1] == (
        "not as a plain triple, but as 1 fact (1 of a part only): write ?fact_ rdf:subject ?c ; "
        "rdf:predicate jm:investsIn ; rdf:object ?fact ; kg:modality ?modality"
    )


def test_a_class_without_instances_is_not_turned_into_what_it_is_of_itself():
    empty = "jm:Visit a <http://www.w3.org/2002/07/owl#Class> .\n"
    assert why(graph(TURTLE + empty), "SELECT ?v { ?v a jm:Visit ; jm:operatesIn ?c }") == [
        "nothing in this graph matches: ?v a jm:Visit"
    ]


def test_a_pattern_that_matches_the_other_way_round_is_turned(asked):
    assert why(asked, "SELECT ?c { id:MX jm:operatesIn ?c }")[1:] == [
        "the other way round it matches: write ?c jm:operatesIn id:MX"
    ]


YEARS = """
jm:signed a owl:DatatypeProperty . id:treaty jm:signed "1888"^^xsd:gYear .
id:plant jm:opened "2024-05-01T08:00:00Z"^^xsd:dateTime ; jm:share "0.5"^^xsd:decimal .
"""


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("?x jm:signed 1888", 'an xsd:gYear: write ?x jm:signed "1888"^^xsd:gYear'),
        ('?x jm:signed "1890"', 'an xsd:gYear: write ?x jm:signed "1890"^^xsd:gYear'),
        ("?x kg:period 2024", 'a text: write ?x kg:period "2024"'),
        ('?x kg:value "1950000000"', "an xsd:integer: write ?x kg:value 1950000000"),
        ("?x jm:share '0.5'", 'an xsd:decimal: write ?x jm:share "0.5"^^xsd:decimal'),
        ('?x dcterms:issued "2025-07-30"', 'an xsd:date: write ?x dcterms:issued "2025-07-30"^^xsd:date'),
        (
            '?x dcterms:issued "2025-07-30T00:00:00Z"^^xsd:dateTime',
            'an xsd:date: write ?x dcterms:issued "2025-07-30"^^xsd:date',
        ),
        (
            "?date jm:opened 2024",
            "an xsd:dateTime; for the year write ?date jm:opened ?date_ FILTER(YEAR(?date_) = 2024)",
        ),
        ('?x jm:homeCountry "Japan"', "an IRI: write ?x jm:homeCountry id:JP"),
        ('?x jm:homeCountry "Atlantis"', "an IRI, such as id:JP"),
        ('?x skos:prefLabel "toyota"', 'a text in en: write ?x skos:prefLabel "Toyota"@en'),
    ],
)
def test_a_value_in_another_form_than_the_data_has_is_told_with_the_one_to_write(pattern, told):
    asked, predicate = graph(TURTLE + YEARS), pattern.split()[1]
    assert why(asked, f"SELECT * {{ {pattern} }}")[1:] == [f"what {predicate} gives is {told}"]
    better = told.partition("write ")[2]
    if better and "1890" not in better:
        assert len(list(asked.query(f"SELECT * {{ {better} }}"))) > 0


def test_the_value_of_a_parameter_in_another_form_is_told_too():
    told = why(graph(TURTLE + YEARS), "SELECT ?x ?year { ?x jm:signed ?year }", year=ox.Literal(1888))
    assert told[1:] == ['what jm:signed gives is an xsd:gYear: write ?x jm:signed "1888"^^xsd:gYear']


def test_a_value_of_the_right_form_that_is_not_there_is_not_said_to_be_of_another(asked):
    assert why(asked, 'SELECT ?x { ?x kg:period "1066" }')[1:] == []


def test_a_misspelt_label_is_told_with_the_one_meant(asked):
    assert why(asked, 'SELECT ?x { ?x skos:prefLabel "Tojota"@en }')[1:] == [
        "nothing in this graph is called 'Tojota'; did you mean Toyota?"
    ]


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("?year < 1900", "?year is an xsd:gYear, such as 1888: write FILTER(xsd:decimal(STR(?year)) < 1900)"),
        ("1900 > ?year", "?year is an xsd:gYear, such as 1888: write FILTER(xsd:decimal(STR(?year)) < 1900)"),
        ('?year = "1888"', '?year is an xsd:gYear, such as 1888: write FILTER(?year = "1888"^^xsd:gYear)'),
        (
            "?when > 2020",
            "?when is an xsd:dateTime, such as 2024-05-01T08:00:00Z: write FILTER(YEAR(?when) > 2020)",
        ),
        (
            '?label = "Toyota"',
            '?label is a text in en, such as "Toyota"@en: write FILTER(?label = "Toyota"@en)',
        ),
        ('?home = "Mexico"', "?home is an IRI, such as id:JP: write FILTER(?home = id:MX)"),
        ("YEAR(?label) > 1", '?label is a text in en, such as "Toyota"@en'),
    ],
)
def test_a_comparison_with_another_kind_of_value_is_told_with_the_one_to_write(condition, told):
    asked = graph(TURTLE + YEARS)
    patterns = (
        "?treaty jm:signed ?year . ?plant jm:opened ?when . id:toyota skos:prefLabel ?label ; "
        'jm:homeCountry ?home FILTER(LANG(?label) = "en")'
    )
    assert why(asked, f"SELECT ?year {{ {patterns} FILTER({condition}) }}") == [
        f"the patterns match; nothing passes FILTER({condition})",
        told,
    ]
    if better := told.partition("write ")[2]:
        assert len(list(asked.query(f"SELECT ?year {{ {patterns} {better} }}"))) > 0


VOCABULARY = """
kg:Source a owl:Class ; rdfs:label "source"@en ; skos:definition "A document the graph is made from."@en .
kg:Modality a owl:Class ; rdfs:label "modality"@en ; skos:definition "How a document puts it."@en .
jm:Corporation a owl:Class ; rdfs:label "company"@en .
jm:topic a owl:ObjectProperty ; rdfs:label "topic"@en ; rdfs:subPropertyOf dcterms:subject .
jm:belongsTo a owl:ObjectProperty ; rdfs:label "member of"@en .
id:speech jm:topic id:toyota . id:MX jm:belongsTo id:club .
"""


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("?x a jm:Document", "kg:Source"),
        ("?x a <http://schema.org/Company>", "jm:Company"),
        ("?x dcterms:date ?y", "dcterms:issued"),
        ("?x jm:subject ?y", "jm:topic"),
        ("?x <http://xmlns.com/foaf/0.1/name> ?y", "skos:prefLabel or rdfs:label or dcterms:title"),
        ("?x jm:title ?y", "dcterms:title"),
        ("?x jm:hasMember ?y", "jm:belongsTo"),
        ("?x jm:operatsIn ?y", "jm:operatesIn"),
        ("?x a jm:Trom", ""),
        ("?x jm:velocity ?y", ""),
    ],
)
def test_a_name_that_the_graph_does_not_use_is_told_with_the_one_of_that_meaning(name, meant):
    (told,) = why(graph(TURTLE + VOCABULARY), f"SELECT ?x {{ {name} }}")
    assert told.partition("is not in this graph")[2] == (f"; did you mean {meant}?" if meant else "")


def test_a_property_that_vocabularies_have_for_the_same_is_told_where_that_matches(asked):
    assert why(asked, "SELECT ?x ?l { ?x a jm:State ; rdfs:label ?l }") == [
        "each of these matches something, but nothing matches both: ?x a jm:State . ?x rdfs:label ?l",
        "with skos:prefLabel it matches: write ?x skos:prefLabel ?l",
    ]
    assert why(asked, 'SELECT ?x { ?x rdfs:label "Sonora" }')[1:] == [
        'what skos:prefLabel gives is a text in en: write ?x skos:prefLabel "Sonora"@en'
    ]
    below = graph(TURTLE + VOCABULARY)
    assert why(below, "SELECT ?x { ?x dcterms:subject ?y }")[1:] == [
        "with jm:topic it matches: write ?x jm:topic ?y"
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("SELECT ?lable { ?x skos:prefLabel ?label }", ["?lable; did you mean ?label?"]),
        ("SELECT (COUNT(?lable) AS ?n) { ?x skos:prefLabel ?label }", ["?lable; did you mean ?label?"]),
        ("SELECT ?x ?thing { ?x skos:prefLabel ?label }", ["?thing"]),
        ("SELECT * { ?x skos:prefLabel ?label }", []),
        ("SELECT ?x ?n { VALUES (?x ?n) { (1 2) } }", []),
        ("SELECT ?x ?n { ?x skos:prefLabel ?label BIND(STR(?label) AS ?n) }", []),
        ("SELECT ?x { ?x skos:prefLabel ?label } VALUES ?x { id:MX }", []),
        ("SELECT ?o { ?x (skos:prefLabel|skos:altLabel)/^skos:prefLabel ?o }", []),
        ("SELECT ?n { ?x skos:prefLabel ?label BIND(IF(1 = 1, ?label, ?none) AS ?n) }", []),
    ],
)
def test_a_column_that_nothing_binds_is_told_though_there_are_rows(asked, text, lines):
    assert len(list(asked.query(text))) > 0
    told = hints.why_unbound(asked, asked.question(text), seconds=60)
    assert told == [f"nothing in the query binds {line}" for line in lines]


def test_a_variable_that_nothing_binds_is_told_where_a_filter_needs_it(asked):
    text = 'SELECT ?x { ?x skos:prefLabel ?label FILTER(LANG(?lable) = "en") }'
    assert why(asked, text) == ["nothing in the query binds ?lable; did you mean ?label?"]


DURATIONS = """
id:m1 jm:lasted "P10D"^^xsd:duration ; jm:began "2024-01-01T00:00:00Z"^^xsd:dateTime ;
    jm:ended "2024-01-03T12:00:00Z"^^xsd:dateTime ; jm:signed "1888"^^xsd:gYear ; jm:seats "12" .
id:m2 jm:met "PT1H15M"^^xsd:duration .
id:m3 jm:met "P1DT45M"^^xsd:duration .
id:m4 jm:age "P2Y"^^xsd:duration .
"""


@pytest.mark.parametrize(
    ("expression", "pattern", "better", "value"),
    [
        ("GROUP_CONCAT(?c)", "?x jm:operatesIn ?c", "GROUP_CONCAT(STR(?c))", NAMESPACE.prefixes["id"] + "MX"),
        ("CONCAT(?c, '!')", "?x jm:operatesIn ?c", "CONCAT(STR(?c), '!')", NAMESPACE.prefixes["id"] + "MX!"),
        ("SUM(?n)", "?x jm:seats ?n", "SUM(xsd:decimal(STR(?n)))", "12"),
        ("2025 - ?y", "?x jm:signed ?y", "2025 - xsd:decimal(STR(?y))", "137"),
        ("SUM(?b - ?a)", "?x jm:began ?a ; jm:ended ?b", None, "2"),
        ("SUM(?d)", "?x jm:lasted ?d", None, "10"),
        ("SUM(?d)", "?x jm:met ?d", None, "26"),
    ],
)
def test_an_expression_without_a_value_in_any_row_is_told_with_one_that_has(
    expression, pattern, better, value
):
    asked = graph(TURTLE + DURATIONS)
    text = f"SELECT ({expression} AS ?all) {{ {pattern} }}"
    (told,) = hints.why_unbound(asked, asked.question(text), seconds=60)
    assert told.startswith(f"?all has no value in any row: {expression} cannot be computed where ?")
    written = told.partition("write ")[2].removesuffix(" AS ?all")
    assert better in (None, written)
    (row,) = asked.query(f"SELECT ({written} AS ?all) {{ {pattern} }}")
    assert row["all"].value == value


def test_a_duration_of_years_is_made_into_no_number_of_hours():
    asked = graph(TURTLE + DURATIONS)
    question = asked.question("SELECT (SUM(?d) AS ?all) { ?x jm:age ?d }")
    assert hints.why_unbound(asked, question, seconds=60) == [
        "?all has no value in any row: SUM(?d) cannot be computed where ?d is an xsd:duration (P2Y)"
    ]


def test_an_expression_of_bind_or_of_a_subquery_is_told_by_what_its_own_pattern_gives():
    asked = graph(TURTLE + DURATIONS)
    for text in (
        "SELECT ?age { ?x jm:signed ?y BIND(2025 - ?y AS ?age) }",
        "SELECT ?age { { SELECT (2025 - ?y AS ?age) { ?x jm:signed ?y } } }",
    ):
        assert hints.why_unbound(asked, asked.question(text), seconds=60) == [
            "?age has no value in any row: 2025 - ?y cannot be computed where ?y is an xsd:gYear (1888); "
            "write 2025 - xsd:decimal(STR(?y)) AS ?age"
        ]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (COUNT(?x) AS ?n) { ?x a jm:State }",
        "SELECT ?x (GROUP_CONCAT(?l) AS ?all) { ?x skos:prefLabel ?l } GROUP BY ?x",
        "SELECT ?x (STRLEN(?d) AS ?n) { ?x a jm:State OPTIONAL { ?x skos:altLabel ?d } }",
        "SELECT ?x ?other { ?x skos:prefLabel 'Sonora'@en OPTIONAL { ?x skos:altLabel ?other } }",
        "ASK { ?x a jm:State }",
    ],
)
def test_columns_that_may_well_be_empty_are_not_commented(asked, text):
    assert hints.why_unbound(asked, asked.question(text), seconds=60) == []


def test_a_count_of_nothing_is_explained_as_an_empty_answer_is(asked):
    text = "SELECT (COUNT(?x) AS ?n) { ?x a jm:Compny }"
    assert hints.why_unbound(asked, asked.question(text), seconds=60) == [
        "jm:Compny is not in this graph; did you mean jm:Company?"
    ]


def test_an_optional_pattern_that_has_no_match_at_all_is_told(asked):
    text = "SELECT ?x ?y { ?x a jm:Company OPTIONAL { ?x jm:homeCountri ?y } }"
    assert hints.why_unbound(asked, asked.question(text), seconds=60) == [
        "?y has no value in any row: nothing in this graph matches: ?x jm:homeCountri ?y",
        "jm:homeCountri is not in this graph; did you mean jm:homeCountry?",
    ]


def test_nothing_is_asked_again_when_the_time_is_up(asked):
    text = "SELECT ?x (GROUP_CONCAT(?c) AS ?all) { ?x jm:operatesIn ?c } GROUP BY ?x"
    assert hints.why_unbound(asked, asked.question(text), seconds=0) == []


def test_the_columns_of_an_endpoint_are_told_too(asked):
    with endpoint(asked) as url:
        remote = open_graph(Reading((url,)))
        question = remote.question("SELECT (GROUP_CONCAT(?c) AS ?all) { ?x jm:operatesIn ?c }")
        assert hints.why_unbound(remote, question, seconds=60) == [
            "?all has no value in any row: GROUP_CONCAT(?c) cannot be computed where ?c is an IRI (id:MX); "
            "write GROUP_CONCAT(STR(?c)) AS ?all"
        ]

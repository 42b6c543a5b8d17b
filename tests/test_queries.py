"""Saved queries: their headers, the values of their parameters, and the lint over every one of ours."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lint import lint
from pyoxigraph import Literal, NamedNode
from world import NAMESPACE, graph

from kg import terms
from kg.errors import KgError, ParameterError, QueryError
from kg.graph import sparql
from kg.graph.question import Question
from kg.query import saved as queries

QUERIES = Path(__file__).parent.parent / "queries"
XSD_INTEGER = NamedNode(terms.XSD + "integer")

FDI = """# title: Investment from Japan in one state
# description: Each figure of foreign direct investment from Japan,
#   with the sentence that gives it.
# parameter: state (State) e.g. Guanajuato – The federal entity to look at
# parameter: since (year) = 2015 – The first year to look at
# parameter: day (date) = 2024-04-17 - The day
SELECT ?state ?amount WHERE { ?state ?amount ?since, ?day }
ORDER BY ?state
"""


@pytest.fixture(scope="module")
def asked():
    return graph()


def problem(text: str) -> tuple[str, str]:
    with pytest.raises(QueryError) as caught:
        queries.parse(text, "q", "q.rq")
    return caught.value.where, caught.value.what


def test_a_header_gives_title_description_and_parameters():
    saved = queries.parse(FDI, "fdi")
    assert saved.title == "Investment from Japan in one state"
    assert saved.description == (
        "Each figure of foreign direct investment from Japan, with the sentence that gives it."
    )
    assert [(p.name, p.type, p.default, p.example) for p in saved.parameters] == [
        ("state", "State", None, "Guanajuato"),
        ("since", "year", "2015", "2015"),
        ("day", "date", "2024-04-17", "2024-04-17"),
    ]
    assert saved.parameters[0].description == "The federal entity to look at"
    assert saved.kind == "SELECT"


def test_a_parameter_that_is_optional_leaves_its_variable_free_without_a_value(asked):
    text = "# title: A\n# description: B.\n# parameter: place (Country) optional – Where\n"
    saved = queries.parse(text + "SELECT ?place { ?company jm:operatesIn ?place }", "q")
    (place,) = saved.parameters
    assert (place.is_optional, place.default, place.example) == (True, None, "")
    assert queries.bind(saved, {}, asked) == {}
    assert queries.bind(saved, {"place": "Mexico"}, asked) == {
        "place": NamedNode(NAMESPACE.prefixes["id"] + "MX")
    }


FOUND = """# title: A
# description: B.
# parameter: place (Country) = { ?company jm:operatesIn ?place } – Where
SELECT ?company { ?company jm:operatesIn ?place }
"""


def test_a_default_in_braces_is_what_its_pattern_finds_most_often_in_the_graph(asked):
    saved = queries.parse(FOUND, "q")
    (place,) = saved.parameters
    assert (place.default, place.example) == ("{ ?company jm:operatesIn ?place }", "")
    mexico = NamedNode(NAMESPACE.prefixes["id"] + "MX")
    assert queries.bind(saved, {}, asked) == {"place": mexico}
    assert queries.defaults_taken(saved, {}, asked) == [
        "place = Mexico, the default; for another: -p place=…"
    ]


def test_a_default_that_is_a_year_is_told_as_a_year(asked):
    old = "place (Country) = { ?company jm:operatesIn ?place }"
    text = FOUND.replace(old, "year (year) = { BIND (2023 AS ?year) }")
    assert queries.defaults_taken(queries.parse(text, "q"), {}, asked) == [
        "year = 2023, the default; for another: -p year=…"
    ]


def test_a_default_in_braces_gives_way_to_a_value_given(asked):
    japan = NamedNode(NAMESPACE.prefixes["id"] + "JP")
    assert queries.bind(queries.parse(FOUND, "q"), {"place": "Japan"}, asked) == {"place": japan}


def test_a_default_that_finds_nothing_leaves_its_variable_free(asked):
    saved = queries.parse(FOUND.replace("{ ?company jm:operatesIn", "{ ?project kg:focus", 1), "q")
    assert queries.bind(saved, {}, asked) == {}
    assert queries.defaults_taken(saved, {}, asked) == []


def test_no_saved_query_names_a_country_company_or_person_of_our_documents():
    names = [p.default for saved in queries.all_queries(QUERIES) for p in saved.parameters if p.is_entity]
    assert {name for name in names if name and not name.startswith("{")} == {"challenge"}
    texts = " ".join(saved.text for saved in queries.all_queries(QUERIES))
    assert [name for name in ("Japan", "Mexic", "id:") if name in texts] == []


def test_a_file_that_does_not_begin_with_a_title_has_no_header():
    saved = queries.parse("# just a remark: x\nPREFIX a: <http://a/>\nASK { ?s ?p ?o }", "q")
    assert (saved.title, saved.parameters, saved.kind) == ("", (), "ASK")


def test_a_key_out_of_order_is_reported_with_its_place():
    assert problem("# title: A\n# parameter: a (string) = b – C\n# description: D.\nASK {}") == (
        "q.rq:3:1",
        "`description` must stand before `parameter`",
    )


def test_a_key_given_twice_is_reported():
    assert problem("# title: A\n# title: B\nASK {}") == ("q.rq:2:1", "`title` stands twice in the header")


def test_a_parameter_that_cannot_be_read_is_reported_with_an_example():
    assert problem("# title: A\n# parameter: state Guanajuato\nASK {}") == (
        "q.rq:2:1",
        "a parameter cannot be read: 'state Guanajuato'",
    )


def test_a_parameter_declared_twice_is_reported():
    assert problem("# title: A\n# parameter: a (string) = x\n# parameter: a (string) = y\nASK {}") == (
        "q.rq:3:1",
        "the parameter a stands twice",
    )


def test_an_unknown_type_is_reported():
    assert problem("# title: A\n# parameter: a (float) = 1\nASK {}") == (
        "q.rq:2:1",
        "'float' is no type of a parameter",
    )


def test_a_query_is_found_by_name_by_view_and_by_path(tmp_path):
    (tmp_path / "views").mkdir()
    (tmp_path / "one.rq").write_text("# title: One\nASK {}")
    (tmp_path / "views" / "two.rq").write_text("# title: Two\nCONSTRUCT WHERE { ?s ?p ?o }")
    assert queries.find("one", tmp_path).title == "One"
    assert queries.find("two", tmp_path).kind == "CONSTRUCT"
    assert queries.find(str(tmp_path / "one.rq"), tmp_path / "views").title == "One"
    assert [saved.name for saved in queries.all_queries(tmp_path)] == ["one", "two"]


def test_an_unknown_query_is_an_error_with_the_nearest_name(tmp_path):
    (tmp_path / "fdi-by-state.rq").write_text("# title: One\nASK {}")
    with pytest.raises(QueryError) as caught:
        queries.find("fdi-by-stat", tmp_path)
    assert caught.value.what == "no query is saved as 'fdi-by-stat'"
    assert caught.value.hint == "Did you mean fdi-by-state?"


@pytest.mark.parametrize(
    "value",
    [
        "Nuevo León",
        "nuevo leon",
        "NL",
        "MX-NLE",
        "id:MX-NLE",
        f"<{NAMESPACE.prefixes['id']}MX-NLE>",
        NAMESPACE.prefixes["id"] + "MX-NLE",
    ],
)
def test_an_entity_is_given_by_any_label_id_name_or_iri(asked, value):
    bound = queries.bind(queries.parse(FDI, "fdi"), {"state": value}, asked)
    assert bound["state"] == NamedNode(NAMESPACE.prefixes["id"] + "MX-NLE")


def test_numbers_years_and_dates_become_typed_literals(asked):
    bound = queries.bind(queries.parse(FDI, "fdi"), {"state": "Sonora", "since": "2020"}, asked)
    assert bound["since"] == Literal("2020", datatype=XSD_INTEGER)
    assert bound["day"] == Literal("2024-04-17", datatype=NamedNode(terms.XSD + "date"))


@pytest.mark.parametrize(
    ("given", "what", "hint"),
    [
        (
            {"state": "France"},
            "'France' is not a State",
            "Nothing here is called that; there is Guanajuato, Nuevo León, Sonora.",
        ),
        ({"state": "Guanajato"}, "'Guanajato' is not a State", "Did you mean Guanajuato?"),
        (
            {"state": "Toyota Motor"},
            "'Toyota Motor' names a Company, not a State",
            "There is Guanajuato, Nuevo León, Sonora.",
        ),
        (
            {"state": "id:MX"},
            "'id:MX' names a Country, not a State",
            "There is Guanajuato, Nuevo León, Sonora.",
        ),
        ({"state": "Sonora", "since": "24"}, "'24' is not a year", "For example: -p since=2015"),
        (
            {"state": "Sonora", "day": "2023-02-29"},
            "'2023-02-29' is not a date",
            "For example: -p day=2024-04-17",
        ),
        (
            {"stat": "Sonora"},
            "the query fdi has no parameter 'stat'; it has state=…, since=…, day=…",
            "Did you mean state?",
        ),
        (
            {},
            "the query fdi needs a value for state (The federal entity to look at)",
            "For example: -p state='Guanajuato'",
        ),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_an_example(asked, given, what, hint):
    with pytest.raises(ParameterError) as caught:
        queries.bind(queries.parse(FDI, "fdi"), given, asked)
    assert (caught.value.what, caught.value.hint) == (what, hint)


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("<http://example.org/a>", NamedNode("http://example.org/a")),
        ("id:MX", NamedNode(NAMESPACE.prefixes["id"] + "MX")),
        ("jm:Company", NamedNode(NAMESPACE.iri + "Company")),
        ("id:a\\,b", NamedNode(NAMESPACE.prefixes["id"] + "a,b")),
        ("mexico", NamedNode(NAMESPACE.prefixes["id"] + "MX")),
        ("メキシコ", NamedNode(NAMESPACE.prefixes["id"] + "MX")),
        ("12", Literal("12", datatype=XSD_INTEGER)),
        ("-1.5", Literal("-1.5", datatype=NamedNode(terms.XSD + "decimal"))),
        ("true", Literal("true", datatype=NamedNode(terms.XSD + "boolean"))),
        ('"Sonora"@es', Literal("Sonora", language="es")),
        ('"2005"^^xsd:gYear', Literal("2005", datatype=NamedNode(terms.XSD + "gYear"))),
        ("no such label", Literal("no such label")),
        ('"a" . <x:y> <x:z> "b"', Literal('"a" . <x:y> <x:z> "b"')),
    ],
)
def test_a_free_value_is_an_iri_a_name_a_literal_a_label_or_a_text(asked, value, term):
    assert queries.bind_free("SELECT ?x { ?x ?p ?o }", {"x": value}, asked) == {"x": term}


def test_a_free_value_needs_a_variable_of_that_name(asked):
    with pytest.raises(ParameterError, match="has no parameter 'stat'"):
        queries.bind_free("SELECT ?state { ?state ?p ?o } # ?stat", {"stat": "x"}, asked)


def test_nothing_in_a_string_or_comment_is_taken_for_a_variable():
    assert Question("SELECT ?a { ?a ?b \"?c\", '''?d\n?e''' } # ?f").variables == ["a", "b"]


@pytest.mark.parametrize("saved", queries.all_queries(QUERIES), ids=lambda saved: saved.name)
def test_our_saved_queries_are_declared_ordered_and_documented(saved):
    assert lint(saved, NAMESPACE.prefixes) == []


def test_the_lint_finds_what_a_query_leaves_out():
    text = (
        "# title: a title.\n# parameter: state (State) – the state\nPREFIX jm: <x:>\nSELECT ?x { ?x ?a ?b }"
    )
    found = lint(queries.parse(text, "My_Query", "q.rq"), NAMESPACE.prefixes)
    assert {problem.rule for problem in found} == {
        *("title", "description", "name", "parameter", "order", "prefix", "variable"),
    }
    assert [p.where for p in found if p.rule == "variable"] == ["q.rq:4:16", "q.rq:4:19", "q.rq:4:8"]


header_text = st.text(
    st.sampled_from("# :=()–-.\n\tabAZ09_titledescriptionparameter\0é日'\"<>{}?"), max_size=80
)


@given(st.one_of(st.text(), header_text, header_text.map(lambda text: "# title: " + text)))
@settings(max_examples=300, deadline=None)
def test_no_text_of_a_query_file_breaks_the_header_parser(text):
    try:
        lint(queries.parse(text, "q"), NAMESPACE.prefixes)
    except KgError:
        return


values = st.one_of(
    st.text(), st.text(st.sampled_from("\udcff<>\"'\\@^:.#?%_ \n\0aeéñ日12jmid")), st.just("id:")
)


@given(values, st.sampled_from(["State", "Entity", "string", "integer", "year", "date", "Nowhere"]))
@settings(max_examples=200, deadline=None)
def test_no_value_of_a_parameter_breaks_binding(asked, value, kind):
    saved = queries.parse(f"# title: T\n# parameter: x ({kind}) = a\nSELECT ?x {{ ?x ?p ?o }}", "q")
    for bind in (
        lambda: queries.bind(saved, {"x": value}, asked),
        lambda: queries.bind_free(saved.text, {"x": value}, asked),
    ):
        try:
            bind()
        except KgError:
            continue


@given(st.text(max_size=60))
def test_no_name_of_a_query_breaks_the_search_for_it(name):
    try:
        queries.find(name, QUERIES)
    except KgError:
        return


@given(st.text(st.sampled_from("<>\"'\\@^:.#?%_ \n{}()aA1|&!-"), max_size=60))
def test_the_tokens_of_any_text_stand_where_they_say(text):
    for token in sparql.tokens(text):
        assert text[token.start : token.end] == token.text

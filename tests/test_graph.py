"""Opening a graph wherever it lives, asking it, and what it refuses."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import threading

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError, LocationError, ParameterError, QueryError
from kg.graph.answers import Boolean, Solutions, Triples
from kg.graph.graph import Graph
from kg.graph.locations import Reading, open_graph

E = "http://example.org/"
TURTLE = f"<{E}a> <{E}p> <{E}b> ; <{E}n> 1 .\n"
SAME = {
    "g.ttl": TURTLE,
    "g.nt": f'<{E}a> <{E}p> <{E}b> .\n<{E}a> <{E}n> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n',
    "g.jsonld": f'{{"@id":"{E}a","{E}p":{{"@id":"{E}b"}},"{E}n":1}}',
    "g.rdf": f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="{E}">'
    f'<rdf:Description rdf:about="{E}a"><e:p rdf:resource="{E}b"/>'
    '<e:n rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">1</e:n></rdf:Description></rdf:RDF>',
    "g.trig": TURTLE,
    "g.nq": f'<{E}a> <{E}p> <{E}b> .\n<{E}a> <{E}n> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n',
}


def node(name):
    return ox.NamedNode(E + name)


def graph(*triples):
    return Graph.from_triples([ox.Triple(*triple) for triple in triples])


def values(answer, name="x"):
    return sorted(row[name].value for row in answer)


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("zipped", [False, True])
def test_every_rdf_format_gives_the_same_graph_gzipped_or_not(tmp_path, name, zipped):
    path = tmp_path / (name + ".gz" * zipped)
    path.write_bytes(gzip.compress(SAME[name].encode()) if zipped else SAME[name].encode())
    found = sorted(map(str, open_graph(Reading((str(path),))).triples()))
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert found == [f'<{E}a> <{E}n> "1"^^<{integer}>', f"<{E}a> <{E}p> <{E}b>"]


def test_several_files_become_one_graph_and_their_blank_nodes_stay_apart(tmp_path):
    for name in ("one.ttl", "two.ttl"):
        (tmp_path / name).write_text(f"_:x <{E}p> 1 .")
    opened = open_graph(
        Reading(
            (
                str(tmp_path / "one.ttl"),
                str(tmp_path / "two.ttl"),
            )
        )
    )
    assert len(list(opened.triples())) == 2


def test_a_store_directory_is_asked_without_being_changed(tmp_path):
    store = ox.Store(str(tmp_path / "store"))
    store.add(ox.Quad(node("a"), node("p"), ox.Literal(1)))
    store.flush()
    del store
    before = sorted(path.name for path in (tmp_path / "store").iterdir() if path.suffix == ".sst")
    opened = open_graph(Reading((str(tmp_path / "store"),)))
    assert values(opened.query(f"SELECT ?x {{ <{E}a> <{E}p> ?x }}")) == ["1"]
    assert sorted(path.name for path in (tmp_path / "store").iterdir() if path.suffix == ".sst") == before


def test_named_graphs_are_asked_apart_or_as_one(tmp_path):
    (tmp_path / "d.ttl").write_text(f"<{E}a> <{E}p> 1 .")
    (tmp_path / "g.ttl").write_text(f"<{E}a> <{E}p> 2 .")
    query = f"SELECT ?x {{ <{E}a> <{E}p> ?x }}"
    graphs = {E + "g": str(tmp_path / "g.ttl")}
    assert values(open_graph(Reading((str(tmp_path / "d.ttl"),), graphs=graphs)).query(query)) == ["1"]
    whole = open_graph(Reading((str(tmp_path / "d.ttl"),), graphs=graphs, union=True))
    assert values(whole.query(query)) == ["1", "2"]
    named = f"SELECT ?x {{ GRAPH <{E}g> {{ ?s ?p ?x }} }}"
    assert values(open_graph(Reading((str(tmp_path / "d.ttl"),), graphs=graphs)).query(named)) == ["2"]


def test_malformed_data_is_told_with_file_line_and_column(tmp_path):
    path = tmp_path / "bad.ttl"
    path.write_text(f"<{E}a> <{E}p>\n  nonsense .")
    with pytest.raises(LocationError) as caught:
        list(open_graph(Reading((str(path),))).triples())
    assert caught.value.where == f"{path}:2:3"
    assert caught.value.what.startswith("malformed Turtle (")
    assert caught.value.hint == "Look at this line and the end of the line before it."


def test_malformed_xml_is_told_with_its_file(tmp_path):
    path = tmp_path / "bad.rdf"
    path.write_text("<a><b></a>")
    with pytest.raises(LocationError) as caught:
        list(open_graph(Reading((str(path),))).triples())
    assert caught.value.where.startswith(str(path))
    assert caught.value.what.startswith("malformed RDF/XML (")


def test_a_broken_gzip_file_is_told_as_such(tmp_path):
    path = tmp_path / "g.ttl.gz"
    path.write_bytes(b"\x1f\x8b\x08\x00")
    with pytest.raises(LocationError) as caught:
        list(open_graph(Reading((str(path),))).triples())
    assert caught.value.what == "the file cannot be read: it is broken, or no whole gzip file"


def test_an_empty_gzip_file_has_no_triples(tmp_path):
    (tmp_path / "g.ttl.gz").touch()
    assert list(open_graph(Reading((str(tmp_path / "g.ttl.gz"),))).triples()) == []


def test_a_missing_file_is_told_with_the_nearest_name(tmp_path):
    (tmp_path / "graph.ttl").touch()
    with pytest.raises(LocationError) as caught:
        open_graph(Reading((str(tmp_path / "grahp.ttl"),)))
    assert caught.value.hint == "Did you mean graph.ttl?"


@pytest.mark.parametrize(
    "location", ["", "\0", "ftp://example.org/x.ttl", "x.docx", "/", "file:", "file://[", "~"]
)
def test_a_location_that_is_none_is_told_as_such(location):
    with pytest.raises(LocationError):
        open_graph(Reading((location,)))


@given(st.text(max_size=30))
def test_no_location_gives_a_traceback(location):
    with contextlib.suppress(LocationError):
        open_graph(Reading((location.replace("http", "htp"),)))


def test_the_answer_has_the_kind_of_the_query():
    g = graph((node("a"), node("p"), ox.Literal("x")))
    assert isinstance(g.query("SELECT * { ?s ?p ?o }"), Solutions)
    assert isinstance(g.query("CONSTRUCT WHERE { ?s ?p ?o }"), Triples)
    answer = g.query("ASK { ?s ?p ?o }")
    assert isinstance(answer, Boolean)
    assert bool(answer) is True


def test_prefixes_need_no_declaration_and_can_be_declared_anew():
    skos = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    g = graph((node("a"), skos, ox.Literal("A")), (node("a"), node("prefLabel"), ox.Literal("B")))
    assert values(g.query("SELECT ?x { ?s skos:prefLabel ?x }")) == ["A"]
    assert values(g.query(f"PREFIX skos: <{E}> SELECT ?x {{ ?s skos:prefLabel ?x }}")) == ["B"]


def test_a_query_that_declares_a_prefix_knows_the_others_all_the_same():
    skos = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    g = graph((node("a"), skos, ox.Literal("A")))
    assert values(g.query(f"PREFIX e: <{E}> SELECT ?x {{ e:a skos:prefLabel ?x }}")) == ["A"]


def test_a_prefix_that_nobody_knows_is_told_also_where_others_are_declared():
    with pytest.raises(QueryError, match="the prefix nix: is not declared"):
        graph().query(f"PREFIX e: <{E}> ASK {{ e:a nix:b ?x }}")


def test_select_star_has_its_columns_in_the_order_of_the_text():
    g = graph((node("a"), node("p"), ox.Literal("x")))
    assert g.query("SELECT * { ?s ?p ?o }").variables == ["s", "p", "o"]
    assert g.query("SELECT DISTINCT * # all\n WHERE { ?z ?y ?a BIND(1 AS ?b) }").variables == [
        "z",
        "y",
        "a",
        "b",
    ]


BOUND = {
    "SELECT ?x { ?s ?p ?x }": ["1"],
    "SELECT ?x { ?t ?p ?x FILTER(?t = ?s) }": ["1"],
    "SELECT ?x { { ?s ?p ?x } UNION { ?x ?p ?s } }": ["1"],
    "SELECT ?x { { ?t ?p ?x FILTER(?t = ?s) } }": ["1"],
    "SELECT ?x { { SELECT (COUNT(*) AS ?x) { ?s ?p ?o } } }": ["1"],
    "SELECT (EXISTS { ?s ?p 1 } AS ?x) WHERE { }": ["true"],
    "SELECT ?x WHERE { VALUES ?x { 1 2 } FILTER EXISTS { ?s ?p ?x } }": ["1"],
    'SELECT ?x { BIND("{ ?s }" AS ?x) FILTER(BOUND(?s)) }': ["{ ?s }"],
}


@pytest.mark.parametrize("text", BOUND)
def test_a_bound_variable_is_that_term_wherever_it_stands(text):
    g = graph((node("a"), node("p"), ox.Literal(1)), (node("b"), node("p"), ox.Literal(2)))
    assert values(g.query(text, {"s": node("a")})) == BOUND[text]


def test_a_bound_variable_works_in_every_form_of_query():
    g = graph((node("a"), node("p"), ox.Literal(1)), (node("b"), node("p"), ox.Literal(2)))
    for text in (
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DESCRIBE ?s",
    ):
        assert [triple.subject for triple in g.query(text, {"s": node("a")})] == [node("a")]
    assert not g.query("ASK { ?s ?p 2 }", {"s": node("a")})


@given(st.text(max_size=20))
def test_no_value_of_a_parameter_becomes_a_part_of_the_query(value):
    g = graph((node("a"), node("p"), ox.Literal(value)), (node("b"), node("p"), ox.Literal("other" + value)))
    assert values(g.query("SELECT ?s { ?s ?p ?v }", {"v": ox.Literal(value)}), "s") == [E + "a"]


def test_a_parameter_that_the_query_does_not_have_is_refused():
    with pytest.raises(ParameterError, match=r"no variable \?stat"):
        graph().query("SELECT * { ?state ?p ?o }", {"stat": node("a")})


def test_a_syntax_error_keeps_its_place_when_a_parameter_is_bound():
    with pytest.raises(QueryError) as caught:
        graph().query("SELECT * { ?s ?p ?o } LIMIT x", {"s": node("a")})
    assert caught.value.where == "1:29"


def test_a_parameter_that_the_query_itself_sets_is_refused():
    with pytest.raises(ParameterError, match=r"^the query gives a parameter a value of its own\n") as caught:
        graph().query("SELECT ?x { ?x ?p ?y BIND(1 AS ?z) }", {"z": ox.Literal(1)})
    assert (
        caught.value.hint == "Rename the variable that BIND, VALUES or AS sets, or leave the parameter out."
    )


@pytest.mark.parametrize(
    "text", ["LOAD <http://e/>", "PREFIX a: <b:c> INSERT DATA { }", "DROP ALL", "clear all"]
)
def test_an_update_is_refused(text):
    with pytest.raises(QueryError, match="is an update"):
        graph().query(text)


def test_from_is_answered_from_the_data_and_never_fetched(tmp_path):
    (tmp_path / "g.ttl").write_text(f"<{E}a> <{E}p> 2 .")
    opened = open_graph(Reading(graphs={E + "g": str(tmp_path / "g.ttl")}))
    assert values(opened.query(f"SELECT ?x FROM <{E}g> {{ ?s ?p ?x }}")) == ["2"]
    with pytest.raises(QueryError, match="FROM names a graph that is not in the data"):
        opened.query(f"SELECT ?x FROM <{(tmp_path / 'g.ttl').as_uri()}> {{ ?s ?p ?x }}")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * " + "{" * 5000,
        "SELECT * { FILTER(" + "!" * 9000 + "true) }",
        "ASK {" + "MINUS{?x ?y ?z}" * 9000,
        "DESCRIBE " + "<urn:a> " * 3000,
        "ASK { ?s ?p 1" + ",1" * 10000 + " }",
        "ASK { ?s ?p (" + " 1" * 20000 + ") }",
        "ASK { ?s ?p ?o } ORDER BY " + "(1)" * 3000,
        "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING " + "(1)" * 20000,
        "SELECT" + "(1 AS ?x)" * 3000 + " {}",
    ],
)
def test_a_query_that_would_overflow_the_engine_is_refused(text):
    with pytest.raises(QueryError, match=r"nested too deeply|too long"):
        graph().query(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { VALUES ?x { " + "1 " * 20000 + "} }",
        "ASK { VALUES (?x ?y) { " + "(1 <urn:a>) " * 20000 + "} }",
        "ASK { FILTER(1 IN (0" + ",1" * 20000 + ")) }",
        "ASK { FILTER(STRLEN(CONCAT('a'" + ",'a'" * 20000 + ")) > 0) }",
        "ASK { " + "OPTIONAL { ?s <urn:p> ?o } " * 300 + "}",
    ],
)
def test_a_long_query_that_the_engine_bears_is_answered(text):
    assert graph().ask(text)


class _Trap(http.server.BaseHTTPRequestHandler):
    reached: list[str] = []  # noqa: RUF012

    def do_POST(self):
        self.reached.append(self.path)
        self.send_error(500)

    do_GET = do_POST  # noqa: N815

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def trap():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Trap)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def hidden_calls(url):
    call = f"SERVICE <{url}> {{ ?s ?p ?o }}"
    return [
        call,
        call.lower(),
        f"SERVICE SILENT <{url}> {{ ?s ?p ?o }}",
        f"SERVICE#\n<{url}> {{ ?s ?p ?o }}",
        "SERVICEt:a { ?s ?p ?o }",
        f"?s ?p 1SERVICE <{url}> {{ ?s ?p ?o }}",
        f"OPTIONAL {{ ?s ?p trueSERVICE <{url}> {{ ?s ?p ?o }} }}",
        f"BIND(1 AS ?a) FILTER(?a<?b#>'''\n) {call} #'''",
        f"BIND('service' AS ?a) {call}",
    ]


@pytest.mark.parametrize("number", range(9))
def test_service_never_reaches_the_network_however_it_is_written(trap, number):
    text = f"PREFIX t: <{trap}> PREFIX SERVICEt: <{trap}> SELECT * {{ {hidden_calls(trap)[number]} }}"
    with pytest.raises(QueryError):
        list(graph().query(text))
    assert _Trap.reached == []


def test_service_reaches_the_network_when_it_is_allowed(trap):
    allowed = Graph(ox.Store(), allow_service=True)
    for call in hidden_calls(trap)[:6]:
        with contextlib.suppress(QueryError):  # the trap answers nothing; SILENT says nothing of it
            list(allowed.query(f"PREFIX t: <{trap}> SELECT * {{ VALUES (?s ?p) {{ (1 2) }} {call} }}"))
    assert len(_Trap.reached) >= 5
    _Trap.reached.clear()


def test_the_word_service_may_stand_where_it_calls_nothing():
    g = graph((node("service"), node("p"), ox.Literal("At your service")))
    text = f'SELECT ?x {{ <{E}service> ?service ?x FILTER(CONTAINS(?x, "service")) }} # SERVICE <x>'
    assert values(g.query(text)) == ["At your service"]


PIECES = [
    "SERVICE",
    "service ",
    " <{url}> ",
    "{ ?s ?p ?o }",
    "'",
    '"',
    "'''",
    "#",
    "\n",
    "<",
    ">",
    "?a",
    "\\",
    "1",
    "{",
    "}",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_no_mixture_of_quotes_and_comments_lets_service_through(trap, pieces):
    text = "SELECT * { " + "".join(pieces).replace("{url}", trap) + " }"
    with contextlib.suppress(KgError):
        list(graph().query(text))
    assert _Trap.reached == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_text_of_a_query_gives_a_traceback(text):
    with contextlib.suppress(KgError):
        graph().query(text)


def test_labels_prefer_english_and_the_preferred_label():
    skos = "http://www.w3.org/2004/02/skos/core#prefLabel"
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    g = graph(
        (node("a"), ox.NamedNode(skos), ox.Literal("日本", language="ja")),
        (node("a"), ox.NamedNode(skos), ox.Literal("Japan", language="en")),
        (node("b"), label, ox.Literal("B")),
    )
    assert g.labels([E + "a", E + "b", E + "c"]) == {E + "a": "Japan", E + "b": "B"}


def test_labels_are_those_of_foaf_and_of_the_older_schema_org_where_there_are_no_better():
    name = ox.NamedNode("http://xmlns.com/foaf/0.1/name")
    g = graph(
        (node("a"), name, ox.Literal("Ann")),
        (node("b"), ox.NamedNode("http://schema.org/name"), ox.Literal("B")),
        (node("c"), name, ox.Literal("other")),
        (node("c"), ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), ox.Literal("C")),
    )
    assert g.labels([E + "a", E + "b", E + "c"]) == {E + "a": "Ann", E + "b": "B", E + "c": "C"}


def test_the_rdflib_copy_has_the_same_triples_and_the_prefixes():
    import rdflib

    g = graph(
        (node("a"), node("p"), ox.Literal("x", language="ja")),
        (
            node("a"),
            node("p"),
            ox.Literal("01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")),
        ),
        (node("a"), node("p"), ox.Literal("plain")),
    )
    assert set(g.graph.objects()) == {
        rdflib.Literal("x", lang="ja"),
        rdflib.Literal("01", datatype=rdflib.XSD.gYear, normalize=False),
        rdflib.Literal("plain"),
    }
    assert str(dict(g.graph.namespaces())["kg"]) == "https://w3id.org/japan-mexico-kg/evidence#"

"""What is exported is read back by other programs as the same graph, whatever stands in it."""

import csv
import html
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
import world
from hashseeds import outputs

from kg.errors import KgError, OutputError, UnknownNameError
from kg.export import formats as export
from kg.export import interchange
from kg.graph import rdf
from kg.graph.graph import Graph
from kg.graph.lines import lines_of
from kg.network.from_graph import network
from kg.terms import STANDARD, kg

ID = world.NAMESPACE.prefixes["id"]

RDF = {
    "turtle": (ox.RdfFormat.TURTLE, "turtle", "turtle"),
    "ntriples": (ox.RdfFormat.N_TRIPLES, "nt", "ntriples"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld", ""),
    "rdfxml": (ox.RdfFormat.RDF_XML, "xml", "rdfxml"),
}
NETWORKS = ("graphml", "gexf", "dot", "nodes-csv", "edges-csv")
EVIL = ("a\r\nb\tc", "]]>", "<&>\"'\\", "\u202eRTL\u202c", "🗾", "'''", " spaces ", "=1+1", "")
BUILT = Path(__file__).parent.parent / "build" / "kg.ttl"


def literals(*values):
    """A graph whose one subject, with a bracket and a blank in its IRI, has these values."""
    subject = ox.NamedNode(ID + "a%20(b)")
    said = (ox.Triple(subject, ox.NamedNode(kg("note")), ox.Literal(v)) for v in values)
    return Graph.from_triples(said, world.NAMESPACE.prefixes)


@pytest.fixture(params=["hostile", "values", "real"])
def graph(request):
    if request.param == "hostile":
        return world.graph(world.hostile())
    if request.param == "values":
        return literals(*EVIL)
    if not BUILT.exists():
        pytest.skip("build/kg.ttl is not built")
    return world.graph(BUILT.read_text(encoding="utf-8"))


def written(name, *triples):
    return rdf.WRITERS[name](lines_of(triples), STANDARD, {})


def rdflib_triples(data, form):
    return {tuple(term.n3() for term in triple) for triple in rdflib.Graph().parse(data=data, format=form)}


@pytest.mark.parametrize("name", RDF)
def test_every_rdf_format_parses_again_to_the_same_graph_in_pyoxigraph_and_rdflib(graph, name):
    data = export.export(graph, name)
    ours, theirs, _ = RDF[name]
    assert {quad.triple for quad in ox.parse(data, format=ours)} == set(graph.triples())
    assert rdflib_triples(data, theirs) == rdflib_triples(export.export(graph, "ntriples"), "nt")


@pytest.mark.skipif(not shutil.which("rapper"), reason="raptor's rapper is not installed")
@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml"])
def test_raptor_reads_the_same_number_of_triples(graph, name):
    command = ["rapper", "-q", "-i", RDF[name][2], "-o", "ntriples", "-", "http://example.org/"]
    read = subprocess.run(command, input=export.export(graph, name), capture_output=True, check=True)
    assert len(set(read.stdout.splitlines())) == len(set(graph.triples()))


def test_turtle_is_grouped_sorted_and_declares_only_the_prefixes_it_uses():
    graph = world.graph('id:b kg:note "x" ; a jm:Company, jm:Bank . id:a jm:partnerOf id:b .')
    assert export.export(graph).decode() == (
        "@prefix id: <https://w3id.org/japan-mexico-kg/id/> .\n"
        "@prefix jm: <https://w3id.org/japan-mexico-kg/ontology#> .\n"
        "@prefix kg: <https://w3id.org/japan-mexico-kg/evidence#> .\n"
        "\n"
        "id:a jm:partnerOf id:b .\n"
        "\n"
        "id:b a jm:Bank, jm:Company ;\n"
        '    kg:note "x" .\n'
    )


def test_turtle_writes_passages_out_and_numbers_bare():
    graph = world.graph(
        '<https://w3id.org/japan-mexico-kg/source/a#char=0,9> jm:start 0 ; jm:v 1.5, true, "x"^^xsd:gYear .'
    )
    assert export.export(graph).decode().split("\n\n")[1] == (
        "<https://w3id.org/japan-mexico-kg/source/a#char=0,9> jm:start 0 ;\n"
        '    jm:v 1.5, true, "x"^^xsd:gYear .\n'
    )


def test_jsonld_has_a_context_of_prefixes_and_short_names():
    graph = world.graph('id:a a jm:Company ; kg:note "x", "y"@en ; kg:value 5 .')
    assert json.loads(export.export(graph, "jsonld")) == {
        "@context": {
            "id": "https://w3id.org/japan-mexico-kg/id/",
            "jm": "https://w3id.org/japan-mexico-kg/ontology#",
            "kg": "https://w3id.org/japan-mexico-kg/evidence#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": [
            {
                "@id": "id:a",
                "@type": ["jm:Company"],
                "kg:note": ["x", {"@value": "y", "@language": "en"}],
                "kg:value": {"@value": "5", "@type": "xsd:integer"},
            }
        ],
    }


def test_a_prefix_that_is_the_scheme_of_an_iri_in_the_data_is_not_declared():
    triple = ox.Triple(ox.NamedNode("id:x"), ox.NamedNode(kg("note")), ox.NamedNode(ID + "a"))
    assert [q.triple for q in ox.parse(written("jsonld", triple), format=ox.RdfFormat.JSON_LD)] == [triple]


def test_an_empty_graph_exports_to_an_empty_document_in_every_format_of_rdf():
    nothing = Graph.from_triples([])
    assert export.export(nothing) == b""
    for name in RDF:
        assert list(ox.parse(export.export(nothing, name), format=RDF[name][0])) == []
    for name in NETWORKS:
        with pytest.raises(KgError, match="there is no network in this graph"):
            export.export(nothing, name)


@pytest.mark.parametrize("bad", ["\x01", "\x0b", "\ufffe"])
def test_rdf_xml_says_in_words_that_it_cannot_hold_a_control_character(bad):
    with pytest.raises(
        OutputError, match=r"RDF/XML cannot hold the character U\+[0-9A-F]{4} in the value of kg:note"
    ):
        export.export(literals(f"a{bad}b"), "rdfxml")


@pytest.mark.parametrize("end", ["1", "p/", "a%20", "x#"])
def test_rdf_xml_says_in_words_that_it_cannot_name_a_predicate(end):
    triple = ox.Triple(ox.NamedNode("http://a/s"), ox.NamedNode("http://a/" + end), ox.Literal("x"))
    with pytest.raises(OutputError, match="does not end in an XML name"):
        written("rdfxml", triple)


def test_blank_nodes_and_triples_about_triples_survive_turtle_and_ntriples():
    inner = ox.Triple(ox.NamedNode("http://a/s"), ox.NamedNode("http://a/p"), ox.Literal("x"))
    said = ox.Triple(ox.BlankNode("jm"), ox.NamedNode("http://a/of"), inner)
    for name, form in (("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES)):
        assert [quad.triple.object for quad in ox.parse(written(name, said), format=form)] == [inner]


def test_a_triple_about_a_triple_is_refused_where_it_cannot_be_written():
    inner = ox.Triple(ox.NamedNode("http://a/s"), ox.NamedNode("http://a/p"), ox.Literal("x"))
    said = ox.Triple(ox.NamedNode("http://a/r"), ox.NamedNode("http://a/of"), inner)
    for name in ("jsonld", "rdfxml"):
        with pytest.raises(OutputError, match="triple about a triple"):
            written(name, said)


def test_graphml_is_read_by_networkx_with_labels_classes_quotes_and_colours():
    read = nx.read_graphml(
        io.BytesIO(export.export(world.graph(world.small()), "graphml")), force_multigraph=True
    )
    toyota = read.nodes[ID + "toyota"]
    assert (toyota["label"], toyota["class"], toyota["color"], toyota["b"]) == (
        "Toyota",
        "Company",
        "#0072b2",
        178,
    )
    (fact,) = [e for _, v, e in read.out_edges(ID + "toyota", data=True) if e["modality"] == "denied"]
    assert fact["label"] == "operates in"
    assert fact["quotes"] == "Toyota does not operate in Mexico"
    assert fact["source_titles"] == "The second document"
    assert fact["said_by"] == "Marcelo Ebrard"


def test_gexf_is_read_by_networkx_and_carries_colours_and_no_date():
    data = export.export(world.graph(world.small()), "gexf")
    read = nx.read_gexf(io.BytesIO(data))
    assert read.nodes[ID + "MX"]["label"] == "Mexico"
    assert read.nodes[ID + "MX"]["viz"]["color"] == {"r": 213, "g": 94, "b": 0, "a": 1.0}
    assert b"lastmodified" not in data


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_network_xml_is_well_formed_whatever_the_labels(name):
    evil = world.graph(world.hostile() + world.entity("control", "a\x01b\x0bc", "jm:Company"))
    tree = ElementTree.fromstring(export.export(evil, name))
    assert "a\ufffdb\ufffdc" in "".join(tree.itertext()) + repr([e.attrib for e in tree.iter()])


def test_every_edge_of_the_network_has_an_id_of_its_own(graph):
    rows = list(interchange.edges(network(graph)))
    assert len({row["id"] for row in rows}) == len(rows)


@pytest.mark.skipif(not shutil.which("dot"), reason="graphviz is not installed")
def test_graphviz_draws_the_dot_file(graph):
    drawn = subprocess.run(
        ["dot", "-Kosage", "-Tsvg"], input=export.export(graph, "dot"), capture_output=True, check=True
    )
    assert drawn.stderr == b""
    assert len(ElementTree.fromstring(drawn.stdout).findall(".//*[@class]")) > len(network(graph))


@pytest.mark.skipif(not shutil.which("dot"), reason="graphviz is not installed")
def test_graphviz_shows_backslashes_quotes_and_lines_as_they_are():
    label = 'back\\slash \\N "quoted" <b>'
    drawn = subprocess.run(
        ["dot", "-Tsvg"],
        input=export.export(world.graph(world.entity("x", label, "jm:Company")), "dot"),
        capture_output=True,
        check=True,
    )
    assert label in list(ElementTree.fromstring(drawn.stdout).itertext())


def test_tables_are_csv_that_a_spreadsheet_does_not_run():
    evil = world.graph(
        world.small()
        + world.entity("formula", "=HYPERLINK(1)", "jm:Company")
        + world.entity("x", 'a,\n"b"', "").replace("a , ", "a ")
    )
    rows = {
        row["id"]: row
        for row in csv.DictReader(io.StringIO(export.export(evil, "nodes-csv").decode("utf-8-sig")))
    }
    assert rows[ID + "formula"]["label"] == "'=HYPERLINK(1)"
    assert rows[ID + "x"]["label"] == 'a,\n"b"'
    assert rows[ID + "MX"]["label_es"] == "México"
    edges = list(csv.DictReader(io.StringIO(export.export(evil, "edges-csv").decode("utf-8-sig"))))
    (fdi,) = [row for row in edges if row["printed"] == "US$727 billion"]
    assert fdi["source_label"] == "Japan"
    assert fdi["status"] == "suspect"
    assert fdi["corrected"] == "US$727 million"
    assert fdi["type"] == "directed"
    assert fdi["published"] == "2025-07-30"
    assert fdi["sentences"] == world.TEXT


@pytest.mark.parametrize("sign", "=+-@\uff1d\uff0b\uff0d\uff20")
@pytest.mark.parametrize(
    "before", ["", " ", "\u00a0", "  \t", "\u3000", "\u200b", "\ufeff", "\x00", "\u2028"]
)
def test_no_sign_that_cannot_be_seen_hides_a_formula_from_the_guard(before, sign):
    evil = world.graph(world.small() + world.entity("x", f"{before}{sign}1+1", "jm:Company"))
    told = export.export(evil, "nodes-csv").decode("utf-8-sig")
    (row,) = [row for row in csv.DictReader(io.StringIO(told, newline="")) if row["id"] == ID + "x"]
    assert row["label"] == f"'{before}{sign}1+1"


@pytest.mark.parametrize("name", ["dot", "graphml", "gexf"])
def test_no_control_character_stands_in_a_network_for_other_programs(name):
    evil = world.entity("x", "bell \x07 escape \x1b[31m \x7f \x9b31m", "jm:Company")
    told = html.unescape(export.export(world.graph(world.small() + evil), name).decode())
    assert "bell \ufffd escape \ufffd[31m \ufffd \ufffd31m" in told
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", told)


def test_tables_begin_with_the_mark_by_which_a_spreadsheet_knows_their_encoding():
    for name in ("nodes-csv", "edges-csv"):
        assert export.export(world.graph(world.small()), name).startswith(b"\xef\xbb\xbf")


def test_every_format_is_the_same_bytes_under_any_hash_seed():
    script = (
        "import hashlib, test_export as t; g = t.world.graph(t.world.hostile());"
        "print([(n, hashlib.sha256(t.export.export(g, n)).hexdigest()) for n in (*t.RDF, *t.NETWORKS)])"
    )
    assert len(outputs(script)) == 1


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("-", "turtle"),
        ("out/kg.ttl", "turtle"),
        ("KG.TTL", "turtle"),
        ("noending", "turtle"),
        ("a.b/c.nt", "ntriples"),
        ("x.owl", "rdfxml"),
        ("x.json", "jsonld"),
        ("x.gv", "dot"),
        ("nodes.csv", "nodes-csv"),
        ("kg-nodes.csv", "nodes-csv"),
        ("kg.csv", "edges-csv"),
        ("net.htm", "html"),
    ],
)
def test_the_end_of_a_file_name_asks_for_a_format(path, name):
    assert export.format_of(path) == name


def test_an_unknown_format_or_ending_is_answered_with_the_nearest_one():
    with pytest.raises(UnknownNameError) as caught:
        export.export(Graph.from_triples([]), "turtel")
    assert caught.value.hint == "Did you mean turtle?"
    with pytest.raises(UnknownNameError, match=r"no format is known for kg\.graphm") as caught:
        export.format_of("kg.graphm")
    assert caught.value.hint.startswith("Did you mean .graphml? Name a format with -f: turtle, ntriples,")


def test_no_two_formats_ask_for_the_same_file_ending():
    endings = [suffix for form in export.FORMATS.values() for suffix in form.suffixes]
    assert len(endings) == len(set(endings))

"""Every command over vocabularies of others: those that the validator of SHACL brings along."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest

ASSETS = Path(pyshacl.__file__).parent / "assets"
FILES = ("shacl.ttl", "dash.ttl", "shacl-shacl.ttl")
SHACL, DASH = ASSETS / "shacl.ttl", ASSETS / "dash.ttl"
QUADS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
NETWORKS = ("graphml", "gexf", "dot", "nodes-csv", "edges-csv", "html")


def triples(path: Path) -> ox.Dataset:
    found = ox.Dataset(ox.Quad(*quad.triple) for quad in ox.parse(path=str(path)))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


@pytest.mark.parametrize("form", QUADS)
@pytest.mark.parametrize("name", FILES)
def test_a_vocabulary_taken_away_in_a_format_of_rdf_says_the_same(name, form, kg, tmp_path):
    written = tmp_path / "out"
    kg("export", "-d", ASSETS / name, "-f", form, "-o", written)
    again = tmp_path / "again.nt"
    format_of = {"turtle": "TURTLE", "trig": "TRIG", "ntriples": "N_TRIPLES", "nquads": "N_QUADS"}
    engine = {"jsonld": "JSON_LD", "rdfxml": "RDF_XML"} | format_of
    read = ox.parse(path=str(written), format=getattr(ox.RdfFormat, engine[form]))
    ox.serialize((quad.triple for quad in read), str(again), ox.RdfFormat.N_TRIPLES)
    assert triples(again) == triples(ASSETS / name)


@pytest.mark.parametrize("form", NETWORKS)
@pytest.mark.parametrize("name", FILES)
def test_a_vocabulary_becomes_a_network_in_every_format(name, form, kg, tmp_path):
    written = tmp_path / "out"
    assert kg("export", "-d", ASSETS / name, "-f", form, "-o", written).stderr.count("\n") <= 1
    assert written.stat().st_size > 1000


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", [["schema"], ["measure", "degree", "-f", "table"]])
def test_the_terms_of_a_vocabulary_have_prefixed_names(command, name, kg):
    whole = kg(command[0], *command[1:], "-d", ASSETS / name).stdout
    assert not re.search(r"(?<![\w:])_:\w", whole)
    assert {found for found in re.findall(r"<http[^<>]*>", whole) if re.search(r"[#/]\w+>", found)} <= {
        "<http://datashapes.org/dash>"  # an ontology, which has no local name
    }


@pytest.mark.parametrize(
    "asked", ["sh:NodeShape", "Node shape", "node shape", "<http://www.w3.org/ns/shacl#NodeShape>"]
)
def test_a_class_of_a_vocabulary_is_shown_by_any_of_its_names(asked, kg):
    shown = kg("show", "-d", SHACL, asked).stdout.splitlines()
    assert shown[0] == "Node shape – Class – sh:NodeShape"
    assert "    Shape [sh:Shape]" in shown


def test_a_class_and_a_property_of_which_nothing_is_said_are_shown_by_their_use(kg):
    lines = kg("show", "-d", SHACL, "rdf:Property").stdout.splitlines()
    assert lines[2:4] == ["USE", "  101 things of this class: kg schema rdf:Property"]
    shown = kg("show", "-d", SHACL, "rdfs:domain").stdout
    assert shown.splitlines()[0] == "domain – thing – rdfs:domain"
    asked = "SELECT * { ?thing rdfs:domain ?value } LIMIT 10"
    assert f"54 statements with this property: kg query '{asked}'" in " ".join(shown.split())
    assert len(kg("query", "-d", SHACL, asked, "-f", "csv").stdout.splitlines()) == 11


def test_a_misspelt_name_of_a_vocabulary_is_found(kg):
    first = kg("search", "-d", SHACL, "nod shape", "-f", "csv").stdout.splitlines()[1]
    assert first.startswith("http://www.w3.org/ns/shacl#NodeShape,sh:NodeShape,Node shape,Class,")


def test_a_query_of_a_vocabulary_needs_no_declaration_of_its_prefixes(kg):
    asked = "SELECT ?label { sh:AndConstraintComponent rdfs:label ?label }"
    assert (
        kg("query", "-d", SHACL, asked, "-f", "csv").stdout.split("\n")[1].strip()
        == "And constraint component"
    )
    assert kg("query", "-d", DASH, "ASK { dash:Editor a dash:ShapeClass }", "-f", "table").stdout == "true\n"


@pytest.mark.parametrize(("kind", "told"), [("timeline", "dated"), ("flows", "sum of money")])
def test_a_page_of_which_a_vocabulary_says_nothing_is_refused(kind, told, kg, tmp_path):
    page = tmp_path / "page.html"
    done = kg("visualize", "-d", SHACL, "--as", kind, "-o", page)
    assert done.exit_code == 2
    assert told in done.stderr
    assert not page.exists()


def test_one_changed_range_of_a_vocabulary_is_one_change(kg, tmp_path):
    text = SHACL.read_text(encoding="utf-8")
    changed = re.sub(r"rdfs:range sh:NodeKind", "rdfs:range sh:Shape", text, count=1)
    assert changed != text
    (tmp_path / "other.ttl").write_text(changed, encoding="utf-8")
    done = kg("diff", SHACL, tmp_path / "other.ttl")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "Other things",
        "~ node kind  [sh:nodeKind]",
        "    rdfs:range: sh:NodeKind → sh:Shape",
    ]


def test_what_no_passage_states_is_not_cited(kg):
    done = kg("cite", "-d", SHACL, "sh:NodeShape")
    assert done.exit_code == 2
    assert "has no words of its own to cite" in done.stderr


def test_what_a_named_graph_says_is_known_to_the_command_that_cites(kg, tmp_path):
    (tmp_path / "named.nq").write_text(
        '<http://e.org/a> <http://www.w3.org/2000/01/rdf-schema#label> "A thing" <http://e.org/g> .\n'
    )
    assert "<http://e.org/a> (A thing)" in kg("cite", "-d", tmp_path / "named.nq", "A thing").stderr

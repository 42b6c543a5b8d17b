"""What a graph is made of: its classes, the properties used with each, a query to begin with."""

import csv
import io
import json
import shlex
from collections.abc import Sequence

import endpoint as endpoints
import pyoxigraph as ox
import pytest
from endpoint import endpoint
from hashseeds import outputs

import kg as package
from kg.errors import UnknownNameError
from kg.graph.graph import Graph
from kg.graph.locations import Reading, open_graph
from kg.schema import page
from kg.schema.naming import Names
from kg.schema.schema import schema
from kg.tables.terminal import Style

OURS = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/japan-mexico-kg/id/> .
@prefix jm: <https://w3id.org/japan-mexico-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/japan-mexico-kg/ontology> owl:imports <https://w3id.org/japan-mexico-kg/evidence> ;
    vann:preferredNamespacePrefix "jm" ;
    vann:preferredNamespaceUri "https://w3id.org/japan-mexico-kg/ontology#" .
jm:Thing rdfs:label "thing"@en .
jm:Organization rdfs:subClassOf jm:Thing ; rdfs:label "organization"@en .
jm:Company rdfs:subClassOf schema:Corporation, jm:Organization ;
    rdfs:label "company"@en, "empresa"@es ;
    skos:definition "Una empresa."@es, "A business enterprise."@en .
jm:GovernmentBody rdfs:subClassOf jm:Organization ; rdfs:label "government body"@en ;
    <https://w3id.org/japan-mexico-kg/evidence#translation> "organismo gubernamental"@es .
jm:Building rdfs:subClassOf jm:Thing ; rdfs:label "building"@en .
jm:Country rdfs:subClassOf jm:Thing ; rdfs:label "country"@en .
jm:homeCountry rdfs:label "home country"@en .

id:JP a jm:Country, jm:Thing ; skos:prefLabel "Japan"@en .
id:MX a jm:Country, jm:Thing ; skos:prefLabel "Mexico"@en .
id:toyota a jm:Company, jm:Organization, jm:Thing ; skos:prefLabel "Toyota"@en, "トヨタ"@ja ;
    jm:homeCountry id:JP ; jm:operatesIn id:MX ; jm:founded "1937"^^xsd:gYear ; jm:employees 380793 .
id:nissan a jm:Company, jm:Organization, jm:Thing ; skos:prefLabel "Nissan"@en ;
    jm:homeCountry id:JP ; jm:founded "1933"^^xsd:gYear ; jm:site <https://nissan.example/> .
id:kidzania a jm:Company, jm:Organization, jm:Thing ; skos:prefLabel "KidZania"@en ;
    jm:homeCountry id:MX ; jm:operatesIn id:JP ; jm:address [ jm:street "Vasco de Quiroga" ] .
id:jetro a jm:GovernmentBody, jm:Organization, jm:Thing ; skos:prefLabel "JETRO"@en ; jm:homeCountry id:JP .
id:keidanren a jm:Organization, jm:Thing ; skos:prefLabel "Keidanren"@en ; jm:member id:toyota, id:nissan .
id:meeting a jm:Meeting ; dcterms:title "Meeting of 2025"@en ; jm:participant id:toyota, id:jetro .
"""

FOREIGN = """
@prefix art: <http://art.example/ontology/> .
@prefix ex: <http://example.org/people/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix s: <http://schema.org/> .

art:Writer rdfs:subClassOf art:Artist .
ex:ann a foaf:Person, art:Writer ; foaf:name "Ann" ; foaf:knows ex:bob, ex:carl ; foaf:age 41 ;
    s:birthPlace [ a s:Place ; s:name "Lima" ] .
ex:bob a foaf:Person ; foaf:name "Bob" ; foaf:knows ex:ann ; foaf:homepage <http://bob.example/> .
ex:carl a foaf:Person ; foaf:name "Carl" ; foaf:age 7 .
ex:book a s:Book ; s:name "It's a book" ; s:author ex:ann .
ex:x a s:Person ; s:name "X" .
"""

UNTYPED = """
@prefix ex: <http://example.org/people/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .

ex:ann foaf:name "Ann" ; foaf:knows ex:bob .
ex:bob foaf:name "Bob" .
"""


def graph_of(turtle: str) -> Graph:
    return Graph.from_triples(quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))


def text(graph: Graph, name: str = "", width: int = 100, whole: bool = False, options: Sequence[str] = ()):
    return page.text(schema(graph, name), Style(width), whole=whole, options=options)


@pytest.fixture(scope="module")
def ours():
    return graph_of(OURS)


@pytest.fixture(scope="module")
def foreign():
    return graph_of(FOREIGN)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("schema")
    for name, turtle in {"ours": OURS, "foreign": FOREIGN, "untyped": UNTYPED, "empty": ""}.items():
        (folder / f"{name}.ttl").write_text(turtle, encoding="utf-8")
    return folder


def test_the_classes_in_use_are_listed_with_label_number_and_direct_superclasses(ours):
    assert text(ours) == (
        "class              label            instances  superclass\n"
        "─────────────────  ───────────────  ─────────  ───────────────────────────────────\n"
        "jm:Thing           thing                    7\n"
        "jm:Organization    organization             5  jm:Thing\n"
        "jm:Company         company                  3  jm:Organization, schema:Corporation\n"
        "jm:Country         country                  2  jm:Thing\n"
        "jm:GovernmentBody  government body          1  jm:Organization\n"
        "jm:Meeting                                  1\n"
    )


def test_a_class_has_a_page_of_what_is_used_with_it_and_a_query_to_begin_with(ours):
    assert text(ours, "company") == (
        "company – jm:Company – 3 instances\n"
        "  A business enterprise.\n"
        "  superclasses: jm:Organization, schema:Corporation, jm:Thing\n"
        "property          used by  values           for example\n"
        "────────────────  ───────  ───────────────  ─────────────────────────\n"
        "jm:homeCountry          3  jm:Country       Japan; Mexico\n"
        "skos:prefLabel          3  text in en ja    KidZania; トヨタ\n"
        "jm:founded              2  xsd:gYear        1933; 1937\n"
        "jm:operatesIn           2  jm:Country       Japan; Mexico\n"
        "jm:address              1  blank node\n"
        "jm:employees            1  xsd:integer      380793\n"
        "jm:site                 1  IRI              <https://nissan.example/>\n"
        "← jm:member             2  jm:Organization  Keidanren\n"
        "← jm:participant        1  jm:Meeting       Meeting of 2025\n"
        "\n"
        "kg query 'SELECT ?company ?prefLabel ?homeCountry ?operatesIn {\n"
        "  ?company a jm:Company ;\n"
        "    skos:prefLabel ?prefLabel ;\n"
        "    jm:homeCountry ?homeCountry ;\n"
        "    jm:operatesIn ?operatesIn .\n"
        '  FILTER(LANG(?prefLabel) = "en")\n'
        "} LIMIT 10'\n"
    )


def test_a_class_with_classes_below_it_tells_which_its_things_are(ours):
    lines = text(ours, "organization").splitlines()
    assert lines[:3] == [
        "organization – jm:Organization – 5 instances",
        "  superclasses: jm:Thing",
        "  most specific classes: 3 jm:Company, 1 jm:GovernmentBody, 1 jm:Organization",
    ]


def test_values_of_classes_below_one_another_are_told_by_the_most_specific(ours):
    kinds = {(use.direction, use.iri.rpartition("#")[2]): use.kinds for use in schema(ours, "Thing").uses}
    jm = "https://w3id.org/japan-mexico-kg/ontology#"
    assert kinds["out", "operatesIn"] == (f"{jm}Country",)
    assert kinds["in", "homeCountry"] == (f"{jm}Company", f"{jm}GovernmentBody")


def test_what_a_class_and_a_class_below_it_both_stand_for_is_counted_for_each():
    two = graph_of(
        "@prefix ex: <http://ex.example/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        " ex:B rdfs:subClassOf ex:A . ex:C rdfs:subClassOf ex:A ."
        " ex:1 a ex:A, ex:B, ex:C . ex:2 a ex:A, ex:B . ex:3 a ex:A ; ex:p ex:1 ."
    )
    assert text(two, "A").splitlines()[1] == "  most specific classes: 2 ex:B, 1 ex:A, 1 ex:C"


@pytest.mark.parametrize("pair", ["ex:B rdfs:subClassOf ex:A . ex:A rdfs:subClassOf ex:B .", ""])
def test_classes_below_each_other_end_no_search(pair):
    same = graph_of(
        "@prefix ex: <http://ex.example/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        f" ex:A rdfs:subClassOf ex:A . {pair} ex:1 a ex:A, ex:B ; ex:p ex:2 . ex:2 a ex:A, ex:B ."
    )
    assert text(same, "A").splitlines()[0] == "ex:A – 2 instances"
    assert [use.iri for use in schema(same, "A").uses] == ["http://ex.example/ns#p", "http://ex.example/ns#p"]


def test_a_long_tail_is_cut_and_shown_when_asked_for():
    said = " ; ".join(f"ex:p{number:02} {number}" for number in range(12))
    others = " ".join(f"ex:o{number} ex:q{number:02} ex:x ." for number in range(8))
    many = graph_of(f"@prefix ex: <http://ex.example/> . ex:x a ex:C ; {said} . {others}")
    cut, whole = text(many, "C"), text(many, "C", whole=True)
    shown = [line.split()[0] for line in cut.splitlines()[3:8]]
    assert shown == ["ex:p00", "ex:p01", "ex:p02", "ex:p03", "ex:p04"]
    assert [line.split()[1] for line in cut.splitlines()[8:11]] == ["ex:q00", "ex:q01", "ex:q02"]
    assert cut.splitlines()[11] == "… and 12 more; --all shows them"
    assert "more; --all" not in whole
    assert sum(" ex:q" in line for line in whole.splitlines()) == 8


@pytest.mark.parametrize(
    "name",
    [
        *("jm:GovernmentBody", "https://w3id.org/japan-mexico-kg/ontology#GovernmentBody"),
        "<https://w3id.org/japan-mexico-kg/ontology#GovernmentBody>",
        *("GovernmentBody", "governmentbody", "government body", "Government  Body", "jm:governmentbody"),
    ],
)
def test_a_class_is_called_by_any_of_its_names(ours, name):
    assert schema(ours, name).iri == "https://w3id.org/japan-mexico-kg/ontology#GovernmentBody"


def test_a_class_is_called_by_its_label_or_translation_in_any_language(ours):
    assert schema(ours, "Empresa").iri == "https://w3id.org/japan-mexico-kg/ontology#Company"
    body = schema(ours, "organismo gubernamental")
    assert body.iri == "https://w3id.org/japan-mexico-kg/ontology#GovernmentBody"


@pytest.mark.parametrize(
    ("turtle", "name", "what", "hint"),
    [
        (OURS, "Compny", "no class of this graph is called 'Compny'", "Did you mean Company?"),
        (OURS, "jm:Compny", "no class of this graph is called 'jm:Compny'", "Did you mean jm:Company?"),
        (OURS, "goverment body", "no class of this graph is called 'goverment body'",
         "Did you mean government body?"),
        (OURS, "xyzzy", "no class of this graph is called 'xyzzy'", "`kg schema` lists its classes."),
        (OURS, "\udcff", "no class of this graph is called '?'", "`kg schema` lists its classes."),
        (OURS, "building", "the class jm:Building has no instances in this graph",
         "`kg schema` lists those that have."),
        (OURS, "operates in", "jm:operatesIn is a property, not a class",
         "`kg schema CLASS` tells with which things of a class it is used."),
        (FOREIGN, "Artist", "the class art:Artist has no instances in this graph",
         "Classes below it that have: art:Writer"),
        (FOREIGN, "Person", "'Person' names 2 classes: sdo:Person, foaf:Person",
         "Give the prefixed name of the one you mean."),
        (UNTYPED, "Person", "no class of this graph is called 'Person'",
         "No thing in it has a class; `kg schema` lists the properties that it uses."),
    ],
)  # fmt: skip
def test_a_name_that_no_class_in_use_has_is_an_error_that_helps(turtle, name, what, hint):
    with pytest.raises(UnknownNameError) as caught:
        schema(graph_of(turtle), name)
    assert (caught.value.what, caught.value.hint) == (what, hint)


def test_other_vocabularies_get_prefixes_that_are_declared_where_they_are_used(foreign):
    assert text(foreign) == (
        "class        label  instances  superclass\n"
        "───────────  ─────  ─────────  ──────────\n"
        "foaf:Person                 3\n"
        "art:Writer                  1  art:Artist\n"
        "sdo:Book                    1\n"
        "sdo:Person                  1\n"
        "sdo:Place                   1\n"
        "PREFIX art: <http://art.example/ontology/>\n"
    )
    assert text(foreign, "foaf:Person", options=["-d", "my people.ttl"]) == (
        "foaf:Person – 3 instances\n"
        "property        used by  values                   for example\n"
        "──────────────  ───────  ───────────────────────  ─────────────────────\n"
        "foaf:name             3  xsd:string               Ann; Carl\n"
        "foaf:age              2  xsd:integer              7; 41\n"
        "foaf:knows            2  foaf:Person, art:Writer  Ann; Carl\n"
        "foaf:homepage         1  IRI                      <http://bob.example/>\n"
        "sdo:birthPlace        1  sdo:Place\n"
        "← foaf:knows          3  foaf:Person, art:Writer  Ann; Bob\n"
        "← sdo:author          1  sdo:Book                 It's a book\n"
        "\n"
        "kg query -d 'my people.ttl' 'SELECT ?person ?name ?knows ?age {\n"
        "  ?person a foaf:Person ; foaf:name ?name ; foaf:knows ?knows ; foaf:age ?age .\n"
        "} LIMIT 10'\n"
    )


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("http://xmlns.com/foaf/0.1/name", "foaf:name"),
        ("http://dbpedia.org/ontology/Writer", "dbo:Writer"),
        ("http://art.example/ontology/Writer", "art:Writer"),
        ("http://www.w3.org/2006/vcard/ns#Individual", "vcard:Individual"),
        ("http://www.w3.org/2003/01/geo/wgs84_pos#lat", "geo:lat"),
        ("http://www.wikidata.org/prop/direct/P31", "wdt:P31"),
        ("http://art.example/prop/direct/P31", "direct:P31"),
        ("http://1.2/x", "ns:x"),
        ("https://schema.org/name", "schema:name"),
        ("http://ex.example/a.b", "<http://ex.example/a.b>"),
        ("urn:isbn:123", "<urn:isbn:123>"),
    ],
)
def test_a_prefix_is_made_of_the_last_word_of_a_namespace_that_says_something(ours, iri, short):
    names = Names(ours, [iri])
    assert names.short(iri) == short
    assert names.expand(short) == (None if short.startswith("<") else iri)


def test_namespaces_that_end_alike_get_numbered_prefixes(ours):
    iris = ["http://a.example/sea/p", "http://b.example/sea/p", "http://c.example/skos/p"]
    assert [Names(ours, iris).short(iri) for iri in iris] == ["sea:p", "sea2:p", "skos2:p"]


@pytest.mark.parametrize("turtle", [OURS, FOREIGN])
def test_the_example_query_of_every_class_finds_something(turtle):
    graph = graph_of(turtle)
    for row in schema(graph).answer():
        query = schema(graph, row["class"].value).query
        assert list(graph.query(query)), query


def test_the_command_below_a_page_can_be_pasted(kg, files):
    printed = kg("schema", "foaf:Person", "-d", files / "foreign.ttl", "-f", "table").stdout
    program, *words = shlex.split(printed.partition("\n\n")[2])
    assert program == "kg"
    assert sorted(kg(*words).stdout.splitlines()) == [
        "http://example.org/people/ann,Ann,http://example.org/people/bob,41",
        "http://example.org/people/ann,Ann,http://example.org/people/carl,41",
        "person,name,knows,age",
    ]


def test_a_class_only_pointed_at_is_asked_for_by_what_points_there():
    graph = graph_of(
        "@prefix ex: <http://ex.example/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        ' ex:a a ex:Ship ; rdfs:label "A" . ex:v a ex:Voyage ; rdfs:label "V" ; ex:by ex:a .'
    )
    assert schema(graph, "Ship").query == (
        "PREFIX ex: <http://ex.example/ns#>\n"
        "SELECT ?ship ?label ?voyage {\n"
        "  ?ship a ex:Ship ; rdfs:label ?label .\n"
        "  ?voyage ex:by ?ship .\n"
        "} LIMIT 10"
    )


def test_properties_that_no_thing_has_together_are_not_asked_for_together():
    graph = graph_of(
        "@prefix ex: <http://ex.example/ns#> ."
        ' ex:a a ex:C ; ex:p "1" . ex:b a ex:C ; ex:q "2" . ex:c a ex:C ; ex:p "3" .'
    )
    assert schema(graph, "C").query.splitlines()[1:3] == ["SELECT ?c ?p {", "  ?c a ex:C ; ex:p ?p ."]


def test_variables_are_named_whatever_the_names_of_properties():
    graph = graph_of(
        "@prefix ex: <http://ex.example/ns#> . @prefix f: <http://f.example/ns#> ."
        ' ex:a a ex:Part ; ex:part "1" ; f:part "2" ; ex:2nd "3" .'
    )
    query = schema(graph, "Part").query
    assert query.splitlines()[2] == "SELECT ?part ?thing ?part2 ?part3 {"
    assert len(list(graph.query(query))) == 1


def test_a_graph_without_classes_says_so_and_lists_its_properties(kg, files):
    result = kg("schema", "-d", files / "untyped.ttl", "-f", "table")
    assert result.stderr == (
        "Nothing in this graph has a class (rdf:type); these are the properties that it uses.\n"
    )
    assert result.stdout.partition("\n\n")[0] == (
        "things without a class – 2\n"
        "property    used by  values      for example\n"
        "──────────  ───────  ──────────  ───────────\n"
        "foaf:name         2  xsd:string  Ann; Bob\n"
        "foaf:knows        1  IRI         Bob"
    )
    assert "  ?thing foaf:name ?name ; foaf:knows ?knows .\n" in result.stdout
    assert kg("schema", "-d", files / "untyped.ttl").stdout.splitlines()[1] == (
        "out,http://xmlns.com/foaf/0.1/name,,2,2,xsd:string,Ann; Bob"
    )


def test_an_empty_graph_says_so(kg, files):
    result = kg("schema", "-d", files / "empty.ttl", "-f", "table")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "This graph is empty.\n")


def test_named_graphs_are_looked_at_as_one_and_asked_so_by_the_query_shown(kg, tmp_path):
    data = tmp_path / "named.nq"
    data.write_text(
        "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/C> <http://e/g> .\n"
        "<http://e/a> <http://e/p> <http://e/a> <http://e/h> .\n"
    )
    page = kg("schema", "C", "-d", data, "-f", "table").stdout
    assert page.splitlines()[3].split() == ["ns:p", "1", "ns:C", "<http://e/a>"]
    assert "\nkg query -d " in page
    assert "named.nq --union 'PREFIX ns: <http://e/>\n" in page


def test_a_pipe_gets_a_table_with_a_row_for_each_property_in_either_direction(kg, files):
    rows = list(csv.reader(io.StringIO(kg("schema", "company", "-d", files / "ours.ttl").stdout)))
    jm = "https://w3id.org/japan-mexico-kg/ontology#"
    assert rows == [
        ["direction", "property", "label", "used_by", "instances", "values", "example"],
        ["out", f"{jm}homeCountry", "home country", "3", "3", "jm:Country", "Japan; Mexico"],
        ["out", "http://www.w3.org/2004/02/skos/core#prefLabel", "", "3", "3", "text in en ja",
         "KidZania; トヨタ"],
        ["out", f"{jm}founded", "", "2", "3", "xsd:gYear", "1933; 1937"],
        ["out", f"{jm}operatesIn", "", "2", "3", "jm:Country", "Japan; Mexico"],
        ["out", f"{jm}address", "", "1", "3", "blank node", ""],
        ["out", f"{jm}employees", "", "1", "3", "xsd:integer", "380793"],
        ["out", f"{jm}site", "", "1", "3", "IRI", "<https://nissan.example/>"],
        ["in", f"{jm}member", "", "2", "3", "jm:Organization", "Keidanren"],
        ["in", f"{jm}participant", "", "1", "3", "jm:Meeting", "Meeting of 2025"],
    ]  # fmt: skip


def test_the_other_formats_hold_the_same_rows(kg, files, tmp_path):
    ours = ("-d", files / "ours.ttl")
    tsv = kg("schema", "Country", "-f", "tsv", *ours).stdout.splitlines()
    assert tsv[0] == "?direction\t?property\t?label\t?used_by\t?instances\t?values\t?example"
    assert tsv[1].split("\t")[3:] == ["2", "2", '"text in en"', '"Japan; Mexico"']
    document = json.loads(kg("schema", "-f", "json", *ours).stdout)
    assert document["head"]["vars"] == ["class", "label", "instances", "superclass"]
    assert document["results"]["bindings"][2] == {
        "class": {"type": "uri", "value": "https://w3id.org/japan-mexico-kg/ontology#Company"},
        "label": {"type": "literal", "value": "company"},
        "instances": {
            "type": "literal",
            "value": "3",
            "datatype": "http://www.w3.org/2001/XMLSchema#integer",
        },
        "superclass": {"type": "literal", "value": "jm:Organization, schema:Corporation"},
    }
    target = tmp_path / "classes.md"
    assert kg("schema", "-o", target, *ours).exit_code == 0
    assert target.read_text(encoding="utf-8").splitlines()[0] == "| class | label | instances | superclass |"


def test_errors_are_told_on_standard_error_with_exit_code_2(kg, files):
    result = kg("schema", "Compny", "-d", files / "ours.ttl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: no class of this graph is called 'Compny'\n  Did you mean Company?\n"
    assert kg("schema", "-d", files / "missing.ttl").exit_code == 2
    assert kg("schema", "-d", files / "ours.ttl", "--timeout", "nan").exit_code == 2


def test_help_has_examples(kg):
    assert "kg schema company" in kg("schema", "--help").stdout.partition("Examples:")[2]


def test_an_endpoint_answers_as_the_same_graph_in_memory_in_a_few_requests(ours, monkeypatch):
    asked: list[str] = []
    answer = endpoints.answer
    monkeypatch.setattr(endpoints, "answer", lambda graph, text: asked.append(text) or answer(graph, text))
    with endpoint(ours) as url:
        for name in ("", "jm:Company", "organization"):
            asked.clear()
            there, here = (schema(graph, name) for graph in (open_graph(Reading((url,))), ours))
            assert list(map(str, there.answer())) == list(map(str, here.answer()))
            assert len(asked) <= 20
            assert not any("CONSTRUCT" in text for text in asked)
        assert text(open_graph(Reading((url,))), "company") == text(ours, "company")


def test_a_store_on_disk_answers_as_the_file_does(ours, files, tmp_path):
    store = ox.Store(str(tmp_path / "store"))
    store.bulk_load(path=str(files / "ours.ttl"), format=ox.RdfFormat.TURTLE)
    del store
    assert text(open_graph(Reading((str(tmp_path / "store"),))), "company") == text(ours, "company")


def test_the_type_of_things_is_no_row_and_classes_without_a_name_are_left_out():
    graph = graph_of(
        "@prefix ex: <http://ex.example/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> ."
        " ex:a a ex:C, [ a owl:Restriction ] ; ex:p ex:b . ex:b a [ a owl:Restriction ] ."
    )
    assert [row["class"].value for row in schema(graph).answer()] == [
        "http://www.w3.org/2002/07/owl#Restriction",
        "http://ex.example/ns#C",
    ]
    assert [(use.iri, use.kinds) for use in schema(graph, "C").uses] == [("http://ex.example/ns#p", ("IRI",))]


def test_python_gets_a_table_of_terms_and_values(files):
    graph = package.load(files / "ours.ttl")
    classes = graph.schema()
    assert [row.instances for row in classes.values()] == [7, 5, 3, 2, 1, 1]
    table = graph.schema("company")
    assert list(table.to_pandas().columns) == [
        *("direction", "property", "label", "used_by", "instances", "values", "example")
    ]
    home = table.values()[0]
    assert (home.direction, home.property, home.used_by, home.example) == (
        *("out", "https://w3id.org/japan-mexico-kg/ontology#homeCountry", 3, "Japan; Mexico"),
    )
    found = graph.query("SELECT ?o { id:toyota ?p ?o }", {"p": table.rows[0]["property"]})
    assert found[0].o == "https://w3id.org/japan-mexico-kg/id/JP"


@pytest.mark.parametrize("width", [60, 79, 120])
def test_no_line_of_a_page_is_wider_than_the_terminal(ours, width):
    lines = text(ours, "company", width).partition("\n\n")[0].splitlines()
    assert max(map(len, lines)) <= width


def test_long_examples_are_cut_to_what_a_line_holds():
    graph = graph_of(
        f'<http://ex.example/a> a <http://ex.example/C> ; <http://ex.example/p> "{"long " * 99}" .'
    )
    lines = text(graph, "C", 60).splitlines()
    assert lines[3] == "ex:p            1  xsd:string  long long long long long…"
    assert len(schema(graph, "C").answer().__iter__().__next__()["example"].value) == 201


def test_nothing_in_a_graph_acts_on_a_terminal():
    evil = graph_of(
        r"@prefix ex: <http://ex.example/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        "\n"
        r'ex:C rdfs:label "\u001b[31mred\u202e" . ex:x a ex:C ; <http://ex.example/p\u202Eq> "\u001b[2J" .'
    )
    shown = text(evil) + text(evil, "ex:C", whole=True)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    query = shlex.split(shown.partition("\n\n")[2])[-1]
    assert len(list(evil.query(query))) == 1


def test_the_page_is_the_same_under_every_hash_seed():
    script = (
        "from test_schema import OURS, graph_of, text; g = graph_of(OURS); print(text(g), text(g, 'Thing'))"
    )
    assert len(outputs(script)) == 1

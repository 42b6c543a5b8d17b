"""kg/graph/lines.py, turtle.py and rdf.py: what is written of a file is what stands in it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

E = "http://e/"
HEAD = f"@prefix e: <{E}> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"


@pytest.fixture
def exported(kg, tmp_path):
    """Makes a Turtle (or other) file of the text and returns what `kg export` writes of it."""

    def exported(text, *arguments, name="data.ttl"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return kg("export", "-d", path, *arguments)

    return exported


def canonical(text, form):
    found = ox.Dataset(ox.parse(text, form))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, found))


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml", "trig", "nquads"])
def test_literals_keep_the_form_in_which_they_are_written(exported, form):
    text = HEAD + 'e:a e:p 1.50, 01, 1.0e3, "x"@en-US, "y"@ZH-hant-TW .'
    written = exported(text, "-f", form).stdout
    for piece in ("1.50", "01", "1.0e3", "en-US", "ZH-hant-TW"):
        assert piece in written


def test_a_tag_that_is_written_in_two_ways_is_written_in_lower_case(exported):
    assert exported(HEAD + 'e:a e:p "x"@en-US, "y"@en-us, "z @en-GB"@de .').stdout == (
        '@prefix e: <http://e/> .\n\ne:a e:p "x"@en-us, "y"@en-us, "z @en-GB"@de .\n'
    )


def test_turtle_has_blank_nodes_in_their_place_and_lists_in_brackets(exported):
    text = HEAD + (
        "e:A a owl:Class ;"
        " owl:subClassOf [ a owl:Restriction ; owl:onProperty e:in ; owl:someValuesFrom e:B ] ;"
        " owl:unionOf ( e:B [ owl:complementOf e:C ] ) ; e:none () ."
    )
    assert exported(text).stdout == (
        "@prefix e: <http://e/> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n\n"
        "e:A a owl:Class ;\n"
        "    e:none rdf:nil ;\n"
        "    owl:subClassOf [ a owl:Restriction ;\n"
        "        owl:onProperty e:in ;\n"
        "        owl:someValuesFrom e:B ] ;\n"
        "    owl:unionOf ( e:B [ owl:complementOf e:C ] ) .\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "_:a e:p _:b . _:b e:p _:a .",
        "_:a e:p _:a .",
        "e:x e:p _:a . e:y e:p _:a . _:a e:q 1 .",
        "e:x e:p ( 1 ( 2 ) [ e:q ( ) ] ) .",
        "e:x e:p _:l . _:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 .",
        "e:x e:p _:l . _:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1, 2 ;"
        " <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> () .",
        "_:a <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:a .",
        "[] e:p [ e:p [] ] .",
        "e:x e:p " + "[ e:p " * 60 + "1" + " ]" * 60 + " .",
        f"e:x e:p ( {' '.join(map(str, range(200)))} ) .",
        'e:x e:p "a _:b c", "<http://e/x> ." .',
    ],
)
def test_whatever_blank_nodes_do_turtle_says_the_same_to_us_and_to_rdflib(exported, text):
    written = exported(HEAD + text).stdout
    assert canonical(written, ox.RdfFormat.TURTLE) == canonical(HEAD + text, ox.RdfFormat.TURTLE)
    ours, theirs = (rdflib.Graph().parse(data=data, format="turtle") for data in (HEAD + text, written))
    assert isomorphic(ours, theirs)


def test_the_same_graph_gives_the_same_bytes_whatever_its_blank_nodes_are_called(exported):
    one = exported(HEAD + "e:x e:p _:one . _:one e:q _:two . _:two e:q 1 . e:y e:p _:two .").stdout
    two = exported(HEAD + "_:b2 e:q 1 . e:y e:p _:b2 . _:b1 e:q _:b2 . e:x e:p _:b1 .").stdout
    assert one == two


def test_named_graphs_are_refused_by_a_format_that_has_none_and_kept_by_one_that_has(exported):
    text = f"<{E}a> <{E}p> 1 .\n<{E}g> {{ <{E}a> <{E}p> 2 }}\n_:g {{ <{E}a> <{E}p> 3 }}\n"
    refused = exported(text, name="data.trig")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "turtle cannot hold named graphs, and the data has 2: <http://e/g>, _:c14n0" in refused.stderr
    assert "--union" in refused.stderr
    assert exported(text, "--union", name="data.trig").stdout == "\n<http://e/a> <http://e/p> 1, 2, 3 .\n"
    for form, engine in (("trig", ox.RdfFormat.TRIG), ("nquads", ox.RdfFormat.N_QUADS)):
        written = exported(text, "-f", form, name="data.trig").stdout
        assert canonical(written, engine) == canonical(text, ox.RdfFormat.TRIG)


RDF_12 = HEAD + 'e:a e:p "hi"@en--ltr . e:b e:says <<( e:x e:y "z"@en-GB )>> .'


def test_what_came_with_rdf_12_is_kept_or_refused_naming_the_format_that_can(exported):
    for form, engine in (("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES)):
        written = exported(RDF_12, "-f", form).stdout
        assert canonical(written, engine) == canonical(RDF_12, ox.RdfFormat.TURTLE)
    for form in ("rdfxml", "jsonld"):
        refused = exported(RDF_12, "-f", form)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "Choose turtle" in refused.stderr


def test_the_direction_of_a_text_is_kept_by_json_ld_and_refused_by_rdf_xml(exported):
    text = HEAD + 'e:a e:p "hi"@en--ltr .'
    assert '"@direction": "ltr"' in exported(text, "-f", "jsonld").stdout
    refused = exported(text, "-f", "rdfxml")
    assert refused.exit_code == 2
    assert "RDF/XML here cannot hold the direction of a text" in refused.stderr


def test_prefixes_that_are_not_used_are_not_declared(exported):
    assert exported("@prefix no: <http://no/> .\n@prefix : <http://e/> .\n:a :p :b .").stdout == (
        "@prefix : <http://e/> .\n\n:a :p :b .\n"
    )

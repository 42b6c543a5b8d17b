"""kg.check.by_portion: what is found of shapes portion by portion is what is found in the whole."""

import json

import pytest
from test_corpus import document, many  # noqa: F401 – fixtures of small archives
from test_findings import found, found_at_once

HEAD = """@prefix kg: <https://w3id.org/japan-mexico-kg/evidence#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix mini: <https://example.org/mini/ontology#> .
@prefix id: <https://example.org/mini/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
<https://example.org/Planted> a sh:NodeShape ; """
SHAPES = {
    "of records": "sh:targetClass kg:Observation ; sh:property [ sh:path kg:value ; sh:minCount 1 ] .",
    "of values' classes": "sh:targetClass kg:Observation ;"
    " sh:property [ sh:path prov:wasDerivedFrom ; sh:class kg:Source ] .",
    "of entities in two documents": "sh:targetClass mini:Company ;"
    " sh:property [ sh:path mini:foundedOn ; sh:maxCount 1 ] .",
    "of a node": "sh:targetNode id:toyota ; sh:property [ sh:path mini:foundedOn ; sh:maxCount 1 ] .",
    "of literals": "sh:targetObjectsOf kg:quote ; sh:maxLength 30 .",
    "of terms": "sh:targetClass owl:Class ; sh:property [ sh:path rdfs:seeAlso ; sh:minCount 1 ] .",
    "of structures": "sh:targetClass qb:DataStructureDefinition ;"
    " sh:property [ sh:path qb:component ; sh:maxCount 1 ] .",
    "farther than a portion reaches": "sh:targetClass kg:Fact ;"
    " sh:property [ sh:path ( rdf:subject mini:foundedOn ) ; sh:maxCount 1 ] .",
    "backwards": "sh:targetClass mini:Company ;"
    " sh:property [ sh:path [ sh:inversePath rdf:subject ] ; sh:maxCount 2 ] .",
    "in SPARQL": 'sh:targetNode id:toyota ; sh:sparql [ sh:select """SELECT $this ?value {'
    " $this <https://example.org/mini/ontology#foundedOn> ?value"
    ' FILTER NOT EXISTS { $this <https://example.org/mini/ontology#foundedOn> 1949 } }""" ] .',
}


@pytest.fixture
def planted(many, document):  # noqa: F811
    """An archive of which two documents, each right by itself, say different things of one company."""
    for number, year in enumerate((1937, 1938)):
        document(f"told-{number}", f"  - {{id: toyota, foundedOn: {year}}}\n")

    def under(shape):
        with (many / "ontology/shapes.ttl").open("a", encoding="utf-8") as file:
            file.write(HEAD + shape)
        return many

    return under


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_shapes_find_portion_by_portion_what_they_find_in_the_whole(planted, shape):
    folder = planted(shape)
    whole = found(folder)
    assert "Planted" in {problem.rule for problem in whole[0]}
    assert whole == found_at_once(folder)
    (folder / "seeds/told-1.yaml").unlink()
    (folder / "seeds/told-1.txt").unlink()
    assert found(folder) == found_at_once(folder)


def test_a_change_in_one_document_asks_that_one_anew(planted):
    folder = planted(SHAPES["of records"])
    found(folder)
    before = kept(folder)
    with (folder / "seeds/text-03.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    found(folder)
    after = kept(folder)
    assert len(before) == len(after) == 23
    assert len(after.items() - before.items()) == 1


def test_what_was_found_in_a_portion_and_is_cut_short_is_found_anew(planted):
    folder = planted(SHAPES["of records"])
    whole = found(folder)
    for name in ("suspects", "ruled"):
        for path in (folder / "build" / name).glob("*.json"):
            path.write_bytes(path.read_bytes()[:-1])
    assert found(folder) == whole
    suspected = [*(folder / "build/suspects").glob("*.json")]
    assert len(suspected) == 23
    assert all(isinstance(json.loads(path.read_bytes()), list) for path in suspected)


def kept(folder):
    return {path.name: path.stat().st_mtime_ns for path in (folder / "build/suspects").glob("*.json")}

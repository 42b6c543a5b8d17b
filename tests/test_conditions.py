"""kg.check.conditions: what the engine lets pyshacl judge holds all that pyshacl would find by itself."""

import random

import pyoxigraph as ox
import pytest
from test_shapes import EXAMPLES, PREFIXES, triples

from kg.check.rules import store_of
from kg.check.shacl import judged, shacl
from kg.check.suspects import suspects
from kg.ontology.vocabularies import read_triples
from kg.terms import Namespace

NS = Namespace("ex", "https://example.org/")
HEAD = """@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
DATA = """
ex:Dog rdfs:subClassOf ex:Animal .
ex:none a ex:Animal . ex:dog a ex:Dog ; ex:p 5 ; ex:q 6 .
ex:one a ex:Animal ; ex:p 1 ; ex:q 1 .
ex:two a ex:Animal ; ex:p 1 , 2 ; ex:q 0 .
ex:text a ex:Animal ; ex:p "abc" ; ex:q "abd" . ex:long a ex:Animal ; ex:p "abcdefgh"@en .
ex:tags a ex:Animal ; ex:p "a"@en , "b"@EN , "c"@es . ex:ill a ex:Animal ; ex:p "x"^^xsd:integer .
ex:day a ex:Animal ; ex:p "2024-02-30"^^xsd:date . ex:good a ex:Animal ; ex:p "2024-02-29"^^xsd:date .
ex:link a ex:Animal ; ex:p ex:dog .
ex:far a ex:Animal ; ex:p ex:mid . ex:mid ex:p ex:one .
[] a ex:Animal ; ex:p 3 . ex:self a ex:Animal ; ex:p ex:self .
ex:new a ex:Shape ; ex:p 1 .
ex:many a ex:Animal ; ex:p 1 , 2 , 3 , 4 , 5 , 6 , 7 . ex:other ex:r ex:one , ex:dog .
"""
COMPONENTS = [
    *("sh:minCount 1", "sh:minCount 2", "sh:minCount 6", "sh:maxCount 0", "sh:maxCount 1", "sh:maxCount 6"),
    *("sh:datatype xsd:integer", "sh:datatype xsd:date", "sh:datatype xsd:string", "sh:datatype xsd:gYear"),
    *("sh:nodeKind sh:IRI", "sh:nodeKind sh:BlankNodeOrIRI", "sh:nodeKind sh:Literal", "sh:class ex:Animal"),
    *("sh:minInclusive 2", "sh:maxExclusive 5", "sh:minExclusive 1", "sh:maxInclusive 5"),
    *("sh:minLength 2", "sh:maxLength 4", 'sh:pattern "^A" ; sh:flags "i"', 'sh:pattern "^(?=a)"'),
    *('sh:languageIn ( "en" )', "sh:uniqueLang true", "sh:in ( 1 ex:dog )", "sh:hasValue 1"),
    *("sh:lessThan ex:q", "sh:lessThanOrEquals ex:q", "sh:equals ex:q", "sh:disjoint ex:q"),
    *("sh:not [ sh:datatype xsd:integer ]", "sh:xone ( [ sh:minLength 2 ] [ sh:datatype xsd:integer ] )"),
    *("sh:or ( [ sh:datatype xsd:integer ] [ sh:nodeKind sh:IRI ] )", "sh:and ( [ sh:minLength 2 ] )"),
    *(
        "sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ]",
        "sh:property [ sh:path ex:p ; sh:minCount 1 ]",
    ),
    *(
        f"sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:{count}"
        for count in ("qualifiedMinCount 1", "qualifiedMinCount 3", "qualifiedMaxCount 1")
    ),
    "sh:minCount 1 ; sh:deactivated true",
]
PATHS = [
    *("ex:p", "[ sh:inversePath ex:r ]", "( ex:p ex:p )", "[ sh:alternativePath ( ex:p ex:q ) ]"),
    *("[ sh:zeroOrMorePath ex:p ]", "[ sh:oneOrMorePath ex:p ]", "[ sh:zeroOrOnePath ex:p ]"),
]
META = "ex:Meta rdfs:subClassOf rdfs:Class ."
ALL = "sh:targetClass ex:Animal"
LACKING = '"SELECT $this { $this a <https://example.org/Animal> FILTER NOT EXISTS { $this $PATH ?any } }"'
FAR = '"SELECT $this { $this ^<https://example.org/r>/<https://example.org/r>/<https://example.org/p> 5 }"'
WITHOUT = LACKING.replace("$PATH", "<https://example.org/p>")
OWN = f"""ex:Own a sh:ConstraintComponent ; sh:parameter [ sh:path ex:kept ] ;
    sh:nodeValidator [ a sh:SPARQLSelectValidator ; sh:select {WITHOUT} ] ;
    sh:propertyValidator [ a sh:SPARQLSelectValidator ; sh:select {LACKING} ]"""
SHAPES = [
    *(f"{ALL} ; sh:property [ sh:path ex:p ; {told} ]" for told in COMPONENTS),
    *(f"{ALL} ; sh:property [ sh:path {path} ; sh:minCount 1 ]" for path in PATHS),
    *(f"{ALL} ; sh:property [ sh:path {path} ; sh:class ex:Dog ]" for path in PATHS),
    *(
        f"{target} ; sh:nodeKind sh:Literal"
        for target in ("sh:targetSubjectsOf ex:r", "sh:targetObjectsOf ex:p")
    ),
    *("sh:targetNode ex:one , ex:dog ; sh:hasValue ex:one", "sh:targetNode 5 ; sh:nodeKind sh:IRI"),
    f"{ALL} ; sh:closed true ; sh:property [ sh:path ex:p ] ; sh:ignoredProperties ( rdfs:x )",
    f"{ALL} ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] , [ sh:path ex:q ; sh:minCount 1 ]",
    f"{ALL} ; sh:closed true",
    *(
        f"{ALL} ; sh:not [ sh:path {path} ; {told} ]"
        for path in PATHS
        for told in ("sh:hasValue 1", "sh:hasValue 1 , 2", "sh:hasValue 1 ; sh:maxCount 1", "sh:minCount 1")
    ),
    f"{ALL} ; sh:not [ sh:path ex:p ; sh:hasValue 1 ; sh:deactivated true ]",
    f"{ALL} ; sh:or ( [ sh:not [ sh:path ex:q ; sh:hasValue 6 ] ] [ sh:path ex:p ; sh:minCount 2 ] )",
    f'{ALL} ; sh:sparql [ sh:select "SELECT $this {{ $this <https://example.org/q> 1 }}" ]',
    f"{ALL} ; sh:sparql [ sh:select {FAR} ]",
    f"{ALL} ; sh:property [ sh:path ex:p ; sh:sparql [ sh:select {LACKING} ] ]",
    f"{ALL} ; sh:node [ sh:property [ sh:path ex:p ; sh:sparql [ sh:select {LACKING} ] ] ]",
    f"{ALL} ; ex:kept true . {OWN}",
    *(f"a {cls} ; sh:nodeKind sh:Literal" for cls in ("rdfs:Class", "owl:Class", "ex:Meta")),
    "sh:nodeKind sh:IRI . ex:Dog a owl:Class ; sh:property [ sh:path ex:p ; sh:minCount 2 ]",
]


def parsed(text):
    return [quad.triple for quad in ox.parse((HEAD + text).encode(), ox.RdfFormat.TURTLE)]


@pytest.mark.parametrize("told", SHAPES)
def test_the_engine_and_pyshacl_find_what_pyshacl_finds_alone(told):
    data, shapes = parsed(DATA), parsed(f"{META} ex:Shape a sh:NodeShape ; {told} .")
    assert shacl(store_of(data), shapes, NS.prefixes) == judged(data, shapes, NS.prefixes)


def test_only_those_are_judged_that_may_break_a_shape():
    shapes = parsed(
        "ex:S a sh:NodeShape ; sh:targetClass ex:Animal ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ."
    )
    found = suspects(store_of(parsed(DATA)), shapes)
    targets = [t.object for t in found.shapes if t.predicate.value.endswith("#targetNode")]
    assert {node.value.rpartition("/")[2] for node in targets if isinstance(node, ox.NamedNode)} == {
        "none",
        "long",
        "tags",
        "ill",
        "day",
        "good",
        "link",
        "far",
        "self",
        "many",
    }
    assert len(targets) == 11
    assert suspects(store_of(parsed("ex:a a ex:Animal ; ex:q 1 .")), shapes) == ((), ())


@pytest.mark.parametrize("seed", range(4))
def test_a_spoilt_graph_breaks_the_same_shapes_by_either_way(seed):
    chance = random.Random(seed)
    shapes = triples("shapes")
    data = _spoilt(chance)
    assert (found := judged(data, shapes, PREFIXES))
    assert shacl(store_of(data), shapes, PREFIXES) == found


def _spoilt(chance):
    """Return what all examples of shapes hold together, some triples taken away, some put elsewhere."""
    both = [*triples("evidence"), *triples("jm")]
    examples = [triple for path in EXAMPLES for triple in read_triples(path)]
    kept = [triple for triple in sorted({*examples}, key=str) if chance.random() < 0.9]
    moved = [ox.Triple(t.subject, chance.choice(kept).predicate, t.object) for t in chance.sample(kept, 200)]
    return [*{*both, *kept, *moved}]

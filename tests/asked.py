"""A small graph to ask, show and compare, in the shape that `kg build` writes."""

from __future__ import annotations

import pyoxigraph as ox

from kg import terms
from kg.graph.graph import Graph

TURTLE = """
jm:Country rdfs:subClassOf jm:Place ; rdfs:label "country"@en .
jm:State rdfs:subClassOf jm:Place ; rdfs:label "state"@en .
jm:Place rdfs:subClassOf jm:Entity ; rdfs:label "place"@en .
jm:Company rdfs:subClassOf jm:Entity ; rdfs:label "company"@en .
jm:Observation rdfs:subClassOf jm:Record ; rdfs:label "observation"@en ;
    jm:foldsFrom jm:from ; jm:foldsTo jm:to .
jm:fdi-inflow a jm:Indicator ; rdfs:label "FDI inflow"@en .
jm:operatesIn rdfs:label "operates in"@en .
jm:homeCountry a owl:FunctionalProperty ; rdfs:label "home country"@en .

id:JP a jm:Country, jm:Place, jm:Entity ; skos:prefLabel "Japan"@en, "Japón"@es, "日本"@ja ; jm:iso3166 "JP" .
id:MX a jm:Country, jm:Place, jm:Entity ; skos:prefLabel "Mexico"@en, "México"@es, "メキシコ"@ja .
id:MX-GUA a jm:State, jm:Place, jm:Entity ; skos:prefLabel "Guanajuato"@en .
id:MX-NLE a jm:State, jm:Place, jm:Entity ; skos:prefLabel "Nuevo León"@en ; skos:altLabel "NL"@en .
id:MX-SON a jm:State, jm:Place, jm:Entity ; skos:prefLabel "Sonora"@en .
id:toyota a jm:Company, jm:Entity ; skos:prefLabel "Toyota"@en, "トヨタ"@ja ;
    skos:altLabel "Toyota Motor"@en ; jm:operatesIn id:MX ; jm:homeCountry id:JP, id:MX .

src:alpha a jm:Source ; dcterms:title "The first document"@en ; dcterms:issued "2025-07-30"^^xsd:date .
src:beta a jm:Source ; dcterms:title "The second document"@en ; dcterms:issued "2024-02-21"^^xsd:date .
<{BASE}source/alpha#char=0,25> a jm:Passage ; jm:quote "Toyota operates in Mexico" ;
    jm:start 0 ; jm:end 25 ;
    jm:inSource src:alpha ; jm:mentions id:toyota, id:MX .
<{BASE}source/alpha#char=30,70> a jm:Passage ; jm:quote "Guanajuato received US$1.95 billion" ;
    jm:start 30 ; jm:end 70 ; jm:inSource src:alpha ; jm:mentions id:MX-GUA .
<{BASE}source/beta#char=9,42> a jm:Passage ; jm:quote "Toyota does not operate in Mexico" ;
    jm:start 9 ; jm:end 42 ; jm:inSource src:beta ; jm:mentions id:toyota, id:MX .
<{BASE}source/beta#char=50,80> a jm:Passage ; jm:quote "US$2.1 billion for Guanajuato" ;
    jm:start 50 ; jm:end 80 ; jm:inSource src:beta ; jm:mentions id:MX-GUA .

fact:f1 a jm:Fact ; rdf:subject id:toyota ; rdf:predicate jm:operatesIn ; rdf:object id:MX ;
    jm:modality jm:asserted ; jm:since "2005"^^xsd:gYear ;
    prov:wasDerivedFrom <{BASE}source/alpha#char=0,25> .
fact:f2 a jm:Fact ; rdf:subject id:toyota ; rdf:predicate jm:operatesIn ; rdf:object id:MX ;
    jm:modality jm:denied ; prov:wasDerivedFrom <{BASE}source/beta#char=9,42> .
fact:f3 a jm:Fact ; rdf:subject id:toyota ; rdf:predicate jm:homeCountry ; rdf:object id:JP ;
    jm:modality jm:asserted ; prov:wasDerivedFrom <{BASE}source/alpha#char=0,25> .
fact:f4 a jm:Fact ; rdf:subject id:toyota ; rdf:predicate jm:homeCountry ; rdf:object id:MX ;
    jm:modality jm:asserted ; prov:wasDerivedFrom <{BASE}source/beta#char=9,42> .

id:fdi-gua a jm:Observation, jm:Record ;
    skos:prefLabel "FDI inflow, Japan → Guanajuato, 2024: US$1.95 billion"@en ;
    jm:indicator jm:fdi-inflow ; jm:from id:JP ; jm:to id:MX-GUA ; jm:value 1950000000 ; jm:unit jm:USD ;
    jm:printed "US$1.95 billion" ; jm:period "2024" ;
    jm:start "2024-01-01"^^xsd:date ; jm:end "2024-12-31"^^xsd:date ;
    jm:modality jm:asserted ; prov:wasDerivedFrom <{BASE}source/alpha#char=30,70> .
id:fdi-gua-beta a jm:Observation, jm:Record ;
    skos:prefLabel "FDI inflow, Japan → Guanajuato, 2024: US$2.1 billion"@en ;
    jm:indicator jm:fdi-inflow ; jm:from id:JP ; jm:to id:MX-GUA ; jm:value 2100000000 ; jm:unit jm:USD ;
    jm:printed "US$2.1 billion" ; jm:period "2024" ;
    jm:start "2024-01-01"^^xsd:date ; jm:end "2024-12-31"^^xsd:date ;
    jm:status jm:suspect ; jm:corrected "US$2.0 billion" ; jm:reason "a misprint" ;
    jm:modality jm:asserted ; prov:wasDerivedFrom <{BASE}source/beta#char=50,80> .
""".replace("{BASE}", terms.BASE)


def turtle(text: str = TURTLE) -> str:
    """Return Turtle with every prefix that kg knows in front."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in terms.PREFIXES.items()) + text


def graph(text: str = TURTLE) -> Graph:
    """Return a graph in memory."""
    return Graph.from_triples(quad.triple for quad in ox.parse(turtle(text), format=ox.RdfFormat.TURTLE))

"""A small graph to ask, show and compare, in the shape that `kg build` writes."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph.graph import Graph
from kg.terms import Namespace

BASE = "https://w3id.org/japan-mexico-kg/"
NAMESPACE = Namespace("jm", f"{BASE}ontology#")

TURTLE = """
<{BASE}ontology> a owl:Ontology ; owl:imports <{BASE}evidence> ;
    dcterms:title "Japan–Mexico economic relations"@en ;
    vann:preferredNamespacePrefix "jm" ; vann:preferredNamespaceUri "{BASE}ontology#" .
kg:indicator a qb:DimensionProperty .
kg:period a qb:DimensionProperty .
jm:from a qb:DimensionProperty .
jm:to a qb:DimensionProperty .
kg:USD a kg:Currency, kg:Unit .
jm:Country rdfs:subClassOf jm:Place ; rdfs:label "country"@en .
jm:State rdfs:subClassOf jm:Place ; rdfs:label "state"@en .
jm:Place rdfs:subClassOf kg:Entity ; rdfs:label "place"@en .
jm:Company rdfs:subClassOf kg:Entity ; rdfs:label "company"@en .
kg:Observation rdfs:subClassOf kg:Record ; rdfs:label "observation"@en ;
    kg:foldsFrom jm:from ; kg:foldsTo jm:to .
jm:fdi-inflow a kg:Indicator ; rdfs:label "FDI inflow"@en .
jm:operatesIn rdfs:label "operates in"@en .
jm:homeCountry a owl:FunctionalProperty ; rdfs:label "home country"@en .

id:JP a jm:Country, jm:Place, kg:Entity ; skos:prefLabel "Japan"@en, "Japón"@es, "日本"@ja ; jm:iso3166 "JP" .
id:MX a jm:Country, jm:Place, kg:Entity ; skos:prefLabel "Mexico"@en, "México"@es, "メキシコ"@ja .
id:MX-GUA a jm:State, jm:Place, kg:Entity ; skos:prefLabel "Guanajuato"@en .
id:MX-NLE a jm:State, jm:Place, kg:Entity ; skos:prefLabel "Nuevo León"@en ; skos:altLabel "NL"@en .
id:MX-SON a jm:State, jm:Place, kg:Entity ; skos:prefLabel "Sonora"@en .
id:toyota a jm:Company, kg:Entity ; skos:prefLabel "Toyota"@en, "トヨタ"@ja ;
    skos:altLabel "Toyota Motor"@en ; jm:operatesIn id:MX ; jm:homeCountry id:JP, id:MX .

src:alpha a kg:Source ; dcterms:identifier "001" ;
    dcterms:title "The first document"@en ; dcterms:issued "2025-07-30"^^xsd:date .
src:beta a kg:Source ; dcterms:identifier "002" ;
    dcterms:title "The second document"@en ; dcterms:issued "2024-02-21"^^xsd:date .
<{BASE}source/alpha#char=0,25> a kg:Passage ; kg:quote "Toyota operates in Mexico" ;
    kg:beginIndex 0 ; kg:endIndex 25 ;
    kg:inSource src:alpha ; kg:mentions id:toyota, id:MX .
<{BASE}source/alpha#char=30,70> a kg:Passage ; kg:quote "Guanajuato received US$1.95 billion" ;
    kg:beginIndex 30 ; kg:endIndex 70 ; kg:inSource src:alpha ; kg:mentions id:MX-GUA .
<{BASE}source/beta#char=9,42> a kg:Passage ; kg:quote "Toyota does not operate in Mexico" ;
    kg:beginIndex 9 ; kg:endIndex 42 ; kg:inSource src:beta ; kg:mentions id:toyota, id:MX .
<{BASE}source/beta#char=50,80> a kg:Passage ; kg:quote "US$2.1 billion for Guanajuato" ;
    kg:beginIndex 50 ; kg:endIndex 80 ; kg:inSource src:beta ; kg:mentions id:MX-GUA .

fact:f1 a kg:Fact ; rdf:subject id:toyota ; rdf:predicate jm:operatesIn ; rdf:object id:MX ;
    kg:modality kg:asserted ; kg:period "2005/.." ;
    prov:wasDerivedFrom <{BASE}source/alpha#char=0,25> .
fact:f2 a kg:Fact ; rdf:subject id:toyota ; rdf:predicate jm:operatesIn ; rdf:object id:MX ;
    kg:modality kg:denied ; prov:wasDerivedFrom <{BASE}source/beta#char=9,42> .
fact:f3 a kg:Fact ; rdf:subject id:toyota ; rdf:predicate jm:homeCountry ; rdf:object id:JP ;
    kg:modality kg:asserted ; prov:wasDerivedFrom <{BASE}source/alpha#char=0,25> .
fact:f4 a kg:Fact ; rdf:subject id:toyota ; rdf:predicate jm:homeCountry ; rdf:object id:MX ;
    kg:modality kg:asserted ; prov:wasDerivedFrom <{BASE}source/beta#char=9,42> .

id:fdi-gua a kg:Observation, kg:Record ;
    skos:prefLabel "FDI inflow, Japan → Guanajuato, 2024: US$1.95 billion"@en ;
    kg:indicator jm:fdi-inflow ; jm:from id:JP ; jm:to id:MX-GUA ; kg:value 1950000000 ; kg:unit kg:USD ;
    kg:printed "US$1.95 billion" ; kg:period "2024" ;
    kg:earliest "2024-01-01T00:00:00Z"^^xsd:dateTime ; kg:latest "2024-12-31T23:59:59Z"^^xsd:dateTime ;
    kg:modality kg:asserted ; prov:wasDerivedFrom <{BASE}source/alpha#char=30,70> .
id:fdi-gua-beta a kg:Observation, kg:Record ;
    skos:prefLabel "FDI inflow, Japan → Guanajuato, 2024: US$2.1 billion"@en ;
    kg:indicator jm:fdi-inflow ; jm:from id:JP ; jm:to id:MX-GUA ; kg:value 2100000000 ; kg:unit kg:USD ;
    kg:printed "US$2.1 billion" ; kg:period "2024" ;
    kg:earliest "2024-01-01T00:00:00Z"^^xsd:dateTime ; kg:latest "2024-12-31T23:59:59Z"^^xsd:dateTime ;
    kg:status kg:suspect ; kg:corrected "US$2.0 billion" ; kg:reason "a misprint" ;
    kg:modality kg:asserted ; prov:wasDerivedFrom <{BASE}source/beta#char=50,80> .

kg:asserted a kg:Modality ; rdfs:label "asserted"@en .
<https://w3id.org/japan-mexico-kg/evidence#denied> a kg:Modality ; rdfs:label "denied"@en .
""".replace("{BASE}", BASE)


def turtle(text: str = TURTLE) -> str:
    """Return Turtle with the prefixes of the project in front."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in NAMESPACE.prefixes.items()) + text


def graph(text: str = TURTLE) -> Graph:
    """Return a graph in memory."""
    triples = (quad.triple for quad in ox.parse(turtle(text), format=ox.RdfFormat.TURTLE))
    return Graph.from_triples(triples, NAMESPACE.prefixes)

"""A graph of another project, with a namespace and three classes of its own."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse

from kg.graph.graph import Graph
from kg.terms import STANDARD

PK = "https://example.org/pk/"

TURTLE = f"""
@prefix pk: <{PK}ontology#> .
@prefix id: <{PK}id/> .
@prefix src: <{PK}source/> .
@prefix fact: <{PK}fact/> .
{"".join(f"@prefix {prefix}: <{iri}> .{chr(10)}" for prefix, iri in STANDARD.items())}
<{PK}ontology> a owl:Ontology ; owl:imports <https://w3id.org/japan-mexico-kg/evidence> ;
    dcterms:title "Parks and rivers"@en ;
    vann:preferredNamespacePrefix "pk" ; vann:preferredNamespaceUri "{PK}ontology#" .
<http://xmlns.com/foaf/0.1/> vann:preferredNamespacePrefix "foaf" ;
    vann:preferredNamespaceUri "http://xmlns.com/foaf/0.1/" .
<http://example.org/other> vann:preferredNamespacePrefix "skos" ;
    vann:preferredNamespaceUri "http://example.org/other#" .
<http://example.org/evil> vann:preferredNamespacePrefix "a b" ;
    vann:preferredNamespaceUri "http://example.org/evil#" .

pk:Park rdfs:subClassOf kg:Entity ; rdfs:label "park"@en ;
    kg:color "#009e73" ; kg:shape "star" ; kg:order 1 .
pk:River rdfs:subClassOf kg:Entity ; rdfs:label "river"@en .
pk:Flood rdfs:subClassOf kg:Record ; rdfs:label "flood"@en ; kg:foldsFrom pk:river ; kg:foldsTo pk:park .
pk:flowsThrough rdfs:label "flows through"@en .
kg:earliest skos:hiddenLabel "start", "since" ; rdfs:isDefinedBy <https://w3id.org/japan-mexico-kg/evidence> .
kg:beginIndex skos:hiddenLabel "start" ; rdfs:isDefinedBy <https://w3id.org/japan-mexico-kg/evidence> .

id:elm a pk:Park, kg:Entity ; skos:prefLabel "Elm Park"@en ; skos:altLabel "EP"@en ;
    kg:abbreviation "EP"@en ; skos:hiddenLabel "Elmpark"@en ; kg:misprint "Elmpark"@en .
id:ash a pk:River, kg:Entity ; skos:prefLabel "Ash"@en ; pk:flowsThrough id:elm .
src:guide a kg:Source ; dcterms:title "The guide"@en .
<{PK}source/guide#char=0,12> a kg:Passage ; kg:quote "Ash in Elm P" ; kg:beginIndex 0 ; kg:endIndex 12 ;
    kg:inSource src:guide .
<{PK}source/guide#char=20,24> a kg:Passage ; kg:quote "1999" ; kg:beginIndex 20 ; kg:endIndex 24 ;
    kg:inSource src:guide .
fact:f1 a kg:Fact ; rdf:subject id:ash ; rdf:predicate pk:flowsThrough ; rdf:object id:elm ;
    kg:modality kg:asserted ; kg:period "1999/.." ; kg:restrictedTo "its lower course" ;
    prov:wasDerivedFrom <{PK}source/guide#char=0,12> .
fact:f2 a kg:Fact ; rdf:subject id:elm ; rdf:predicate pk:code ; rdf:object "E1" ;
    kg:modality kg:background .
id:flood a pk:Flood, kg:Record ; skos:prefLabel "Flood of 1999"@en ; pk:river id:ash ; pk:park id:elm ;
    kg:period "1999" ; kg:modality kg:asserted ;
    prov:wasDerivedFrom <{PK}source/guide#char=0,12>, <{PK}source/guide#char=20,24> .
fact:f3 a kg:Fact ; rdf:subject id:flood ; rdf:predicate kg:period ; rdf:object "1999" ;
    prov:wasDerivedFrom <{PK}source/guide#char=20,24> .
<{PK}name/n1> a kg:PrintedName ; kg:nameOf id:elm ; kg:text "Elmpark" ; kg:inSource src:guide .
"""


def graph() -> Graph:
    """Return the graph in memory; nobody tells it its prefixes."""
    return Graph.from_triples(quad.triple for quad in parse(TURTLE, format=RdfFormat.TURTLE))

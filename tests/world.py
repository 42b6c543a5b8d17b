"""The small graphs of the tests, in the shape `kg build` writes: one to ask and compare, others to draw."""

from __future__ import annotations

import json
import random

from pyoxigraph import RdfFormat, parse

from kg.graph.graph import Graph
from kg.seeds.rows import Passage, Row, Source
from kg.terms import Namespace

BASE = "https://w3id.org/japan-mexico-kg/"
NAMESPACE = Namespace("jm", f"{BASE}ontology#")
PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in NAMESPACE.prefixes.items())

HEADER = f"""
<{BASE}ontology> a owl:Ontology ;
    owl:imports <{BASE}evidence> ;
    dcterms:title "Japan–Mexico economic relations"@en ;
    vann:preferredNamespacePrefix "jm" ;
    vann:preferredNamespaceUri "{BASE}ontology#" .
"""

LOOKS = """
jm:Country kg:color "#d55e00" ; kg:shape "hexagon" ; kg:order 1 .
jm:State kg:color "#e69f00" ; kg:shape "square" ; kg:order 2 .
jm:Place kg:color "#f0e442" ; kg:shape "square" ; kg:order 5 .
jm:Company kg:color "#0072b2" ; kg:shape "dot" ; kg:order 6 .
jm:Organization kg:color "#56b4e9" ; kg:shape "dot" ; kg:order 11 .
jm:Person kg:color "#cc79a7" ; kg:shape "dot" ; kg:order 13 .
jm:Agreement kg:color "#009e73" ; kg:shape "star" ; kg:order 15 .
jm:Sector kg:color "#009e73" ; kg:shape "square" ; kg:order 16 .
jm:Agreement kg:lane "Agreements"@en .
jm:Event kg:order 22 ; kg:lane "Events and developments"@en .
jm:Meeting kg:lane "Meetings, visits and missions"@en .
jm:Tenure kg:lane "Offices held"@en ; rdfs:subClassOf kg:Record .
kg:Record kg:color "#f0e442" ; kg:shape "diamond" ; kg:order 900 .
kg:Source kg:color "#8c8c8c" ; kg:shape "square" ; kg:order 910 .
"""

ONTOLOGY = f"""{HEADER}{LOOKS}
jm:Country rdfs:subClassOf jm:Place ; rdfs:label "country"@en .
jm:State rdfs:subClassOf jm:Place ; rdfs:label "state"@en .
jm:Place rdfs:subClassOf kg:Entity ; rdfs:label "place"@en .
jm:Company rdfs:subClassOf jm:Organization ; rdfs:label "company"@en .
jm:Organization rdfs:subClassOf kg:Entity ; rdfs:label "organization"@en .
jm:Person rdfs:subClassOf kg:Entity ; rdfs:label "person"@en .
jm:Sector rdfs:subClassOf kg:Entity ; rdfs:label "sector"@en .
kg:Observation rdfs:subClassOf kg:Record ; rdfs:label "observation"@en ;
    kg:foldsFrom jm:from, jm:between ; kg:foldsTo jm:to, jm:between .
jm:Meeting rdfs:subClassOf kg:Record, jm:Event ; rdfs:label "meeting"@en ;
    kg:foldsFrom jm:participant ; kg:foldsTo jm:participant .
jm:fdi-inflow a kg:Indicator ; rdfs:label "FDI inflow"@en .
jm:operatesIn rdfs:label "operates in"@en .
jm:homeCountry a owl:FunctionalProperty ; rdfs:label "home country"@en .
jm:partnerOf rdfs:label "partner of"@en .
kg:note rdfs:label "note"@en .
jm:employees rdfs:label "employees"@en .
jm:place rdfs:label "place"@en .
kg:indicator a qb:DimensionProperty .
kg:period a qb:DimensionProperty .
jm:from a qb:DimensionProperty .
jm:to a qb:DimensionProperty .
jm:between a qb:DimensionProperty .
jm:product a qb:DimensionProperty ; rdfs:label "product"@en .
kg:USD a kg:Currency, kg:Unit .
kg:JPY a kg:Currency, kg:Unit .
kg:count a kg:Unit .
kg:asserted a kg:Modality ; rdfs:label "asserted"@en .
kg:denied a kg:Modality ; rdfs:label "denied"@en .
"""

TILES = 'jm:State kg:tiles """\nMX-SON MX-NLE\n.      MX-GUA MX-CMX\n""" .\n'
"""A map of four states."""

TURTLE = f"""{ONTOLOGY}
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
"""
"""A graph to ask, show, search and compare: labels in three languages, sources that disagree."""

TEXT = "Toyota operates in Mexico. Guanajuato received US$1.95 billion, Mexico City US$727 billion."


def turtle(text: str = TURTLE) -> str:
    """Return Turtle with the prefixes of the project in front."""
    return PREFIXES + text


def graph(text: str = TURTLE) -> Graph:
    """Return the graph that Turtle holds; the prefixes of the project need no declaration in it."""
    triples = (quad.triple for quad in parse(turtle(text), format=RdfFormat.TURTLE))
    return Graph.from_triples(triples, NAMESPACE.prefixes)


NOTHING = Row(id="", where="", stated=())
"""A row that says nothing, as the header of a document or what a passage shares may be."""


def document(words: str, *passages: Passage) -> Source:
    """Return a document as it is read: its words and passages, and nothing said of it."""
    return Source(
        id="s",
        where="s.yaml:1:1",
        file="s.txt",
        text=words,
        identifier="",
        header=NOTHING,
        quote=None,
        passages=passages,
        skipped=(),
    )


def text(value: str) -> str:
    """Return a Turtle string."""
    return json.dumps(value, ensure_ascii=False)


def source(name: str, title: str, published: str) -> str:
    """Return the Turtle of a source."""
    title = f"dcterms:title {text(title)}@en"
    return f'src:{name} a kg:Source ; {title} ; dcterms:issued "{published}"^^xsd:date .\n'


def passage(name: str, quote: str, sentence: str, start: int) -> str:
    """Return the Turtle of a passage; its IRI is `<…/source/NAME#char=START,END>`."""
    end = start + len(quote)
    return (
        f"{cite(name, quote, start)} a kg:Passage ; kg:quote {text(quote)} ;"
        f" kg:beginIndex {start} ; kg:endIndex {end} ;"
        f" kg:sentence {text(sentence)} ; kg:inSource src:{name} .\n"
    )


def cite(name: str, quote: str, start: int) -> str:
    """Return the IRI of a passage, in angle brackets."""
    return f"<{BASE}source/{name}#char={start},{start + len(quote)}>"


def entity(name: str, label: str, classes: str) -> str:
    """Return the Turtle of an entity; `classes` are separated by commas."""
    return f"<{BASE}id/{name}> a {classes}, kg:Entity ; skos:prefLabel {text(label)}@en .\n"


def fact(
    key: str, triple: tuple[str, str, str], words: str, more: str = "", modality: str = "asserted"
) -> str:
    """Return the Turtle of a fact and, unless its modality forbids it, of the plain triple."""
    s, p, o = triple
    plain = f"{s} {p} {o} .\n" if modality in ("asserted", "reported") else ""
    return plain + (
        f"fact:{key} a kg:Fact ; rdf:subject {s} ; rdf:predicate {p} ; rdf:object {o} ;"
        f" kg:modality kg:{modality} ; prov:wasDerivedFrom {words} {more}.\n"
    )


def small() -> str:
    """Return a graph of a dozen things: two sources that disagree, a suspect figure, a meeting, a denial."""
    one, two = "Toyota operates in Mexico", "Toyota does not operate in Mexico"
    money = "Guanajuato received US$1.95 billion, Mexico City US$727 billion"
    words = cite("alpha", one, 0)
    figures = cite("alpha", money, 27)
    other = cite("beta", "US$2.1 billion", 50)
    return "".join(
        (
            PREFIXES,
            ONTOLOGY,
            source("alpha", "The first document", "2025-07-30"),
            source("beta", "The second document", "2024-02-21"),
            passage("alpha", one, TEXT, 0),
            passage("alpha", money, TEXT, 27),
            passage("beta", two, "He said: Toyota does not operate in Mexico.", 9),
            passage("beta", "US$2.1 billion", "Guanajuato received US$2.1 billion.", 50),
            entity("JP", "Japan", "jm:Country, jm:Place"),
            entity("MX", "Mexico", "jm:Country, jm:Place"),
            entity("MX-GUA", "Guanajuato", "jm:State, jm:Place"),
            entity("MX-CMX", "Mexico City", "jm:State, jm:Place"),
            entity("toyota", "Toyota", "jm:Company, jm:Organization"),
            entity("motegi", "MOTEGI Toshimitsu", "jm:Person"),
            entity("ebrard", "Marcelo Ebrard", "jm:Person"),
            entity("alone", "Nobody's friend", "jm:Person"),
            'id:MX skos:prefLabel "México"@es .\n',
            fact("f1", ("id:toyota", "jm:operatesIn", "id:MX"), words, '; kg:period "2005/.."'),
            fact(
                "f2",
                ("id:toyota", "jm:operatesIn", "id:MX"),
                cite("beta", two, 9),
                "; kg:saidBy id:ebrard",
                "denied",
            ),
            fact("f3", ("id:toyota", "jm:operatesIn", "id:MX-GUA"), words, "", "planned"),
            fact("f4", ("id:toyota", "jm:employees", '"300000"^^xsd:integer'), words),
            fact("f5", ("id:toyota", "jm:partnerOf", "id:JP"), words),
            observation("fdi-gua", "id:MX-GUA", ("1950000000", "US$1.95 billion"), figures),
            observation("fdi-gua-beta", "id:MX-GUA", ("2100000000", "US$2.1 billion"), other),
            observation("fdi-cmx", "id:MX-CMX", ("727000000000", "US$727 billion"), figures, SUSPECT),
            'id:meeting a jm:Meeting, kg:Record ; skos:prefLabel "Meeting of 4 January 2021"@en ;'
            f' jm:participant id:motegi, id:ebrard ; jm:place id:MX-CMX ; kg:period "2021-01-04" ;'
            f" kg:modality kg:asserted ; prov:wasDerivedFrom {words} .\n",
        )
    )


def archive() -> str:
    """Return a graph in Turtle in which six documents, a day apart, each give Toyota a partner of its own.

    And what no document states: background knowledge, and plain triples.
    """
    said = "".join(
        f'src:d{n} a kg:Source ; dcterms:title "Document {n}"@en ;\n'
        f'    dcterms:issued "2026-01-0{n}"^^xsd:date .\n'
        f'<{BASE}source/d{n}#char=0,9> a kg:Passage ; kg:quote "Words {n}" ; kg:beginIndex 0 ;\n'
        f"    kg:endIndex 9 ;\n"
        f"    kg:inSource src:d{n} ; kg:mentions id:toyota .\n"
        f"<{BASE}source/d{n}#char=10,19> a kg:Passage ; kg:inSource src:d{n} ; kg:mentions id:toyota .\n"
        f"name:d{n} kg:nameOf id:toyota ; kg:inSource src:d{n} .\n"
        f"id:toyota jm:partnerOf id:p{n} .\n"
        f'id:p{n} a kg:Entity ; skos:prefLabel "Partner {n}"@en .\n'
        f"fact:d{n} a kg:Fact ; rdf:subject id:toyota ; rdf:predicate jm:partnerOf ; rdf:object id:p{n} ;\n"
        f"    kg:modality kg:asserted ; prov:wasDerivedFrom <{BASE}source/d{n}#char=0,9> .\n"
        for n in range(1, 7)
    )
    known = (
        'id:toyota jm:iso3166 "TM" ; jm:place id:JP . id:plant a kg:Entity ; jm:place id:toyota .\n'
        "fact:known a kg:Fact ; rdf:subject id:toyota ; rdf:predicate jm:place ; rdf:object id:JP ;\n"
        "    kg:modality kg:background .\n"
    )
    return f"@prefix name: <{BASE}name/> .\n{TURTLE}{said}{known}"


SUSPECT = '; kg:status kg:suspect ; kg:corrected "US$727 million" ; kg:reason "exceeds the national total"'


def observation(name: str, to: str, figure: tuple[str, str], words: str, more: str = "") -> str:
    """Return the Turtle of an FDI inflow from Japan in 2024."""
    value, printed = figure
    return (
        f'id:{name} a kg:Observation, kg:Record ; skos:prefLabel "FDI inflow 2024: {printed}"@en ;'
        f" kg:indicator jm:fdi-inflow ; jm:from id:JP ; jm:to {to} ;"
        f' kg:value {value} ; kg:unit kg:USD ; kg:printed "{printed}" ;'
        f' kg:period "2024" ; kg:earliest "2024-01-01T00:00:00Z"^^xsd:dateTime ;'
        f' kg:latest "2024-12-31T23:59:59Z"^^xsd:dateTime ; kg:modality kg:asserted ;'
        f" prov:wasDerivedFrom {words} {more}.\n"
    )


def shared() -> str:
    """Return the small graph with a doubtful figure that goes to two places, so that two lines tell it."""
    words = cite("alpha", "Toyota operates in Mexico", 0)
    return small() + observation("fdi-two", "id:MX, id:MX-GUA", ("9", "US$9"), words, SUSPECT)


HOSTILE = {
    "script": "</script><script>window.hacked = 1</script>",
    "quote": "\"><img src=x onerror='window.hacked = 2'>",
    "newline": "two\nlines\u2028and\u2029a\ttab",
    "rtl": "\u202eright to left\u202c שלום",
    "emoji": "🗾🇲🇽👩‍👩‍👧",
    "template": "${window.hacked = 3} {{ 7*7 }} $css",
    "long": "long " * 1000,
    "%3Cb%20onclick%3D1%3E": "an id with HTML",
    "__proto__": "constructor",
}
"""Ends of ids and the labels that try to get out of the place where labels belong."""


def hostile() -> str:
    """Return the small graph with every hostile label on an entity, an edge, a quote and a title."""
    parts = [small()]
    for index, (name, label) in enumerate(HOSTILE.items()):
        words = cite(f"evil{index}", label, index)
        parts += (
            entity(name, label, "jm:Company, jm:Organization"),
            source(f"evil{index}", label, "2024-01-01"),
            passage(f"evil{index}", label, f"before {label} after", index),
            fact(f"evil{index}", (f"<{BASE}id/{name}>", "jm:partnerOf", "id:JP"), words),
            fact(f"evilnote{index}", (f"<{BASE}id/{name}>", "kg:note", text(label)), words),
        )
    return "".join(parts)


def large(nodes: int, edges: int, seed: int = 7) -> str:
    """Return a synthetic graph with two hubs, communities and leaves, as real ones have."""
    chance = random.Random(seed)
    classes = [
        "jm:Company, jm:Organization",
        "jm:Person",
        "jm:Sector",
        "jm:State, jm:Place",
        "jm:Organization",
    ]
    quote = "It is related to the other one"
    words = cite("alpha", quote, 0)
    parts = [
        PREFIXES,
        ONTOLOGY,
        source("alpha", "A document", "2025-07-30"),
        passage("alpha", quote, quote, 0),
    ]
    parts += [entity(f"n{i}", f"Entity number {i}", classes[i % 5]) for i in range(nodes)]
    for i in range(edges):
        a = i % nodes
        b = chance.choice((0, 1, chance.randrange(nodes), a // 12 * 12, a // 12 * 12 + chance.randrange(12)))
        if a != min(b, nodes - 1):
            prop = chance.choice(("jm:operatesIn", "jm:partnerOf"))
            parts.append(fact(f"e{i}", (f"id:n{a}", prop, f"id:n{min(b, nodes - 1)}"), words))
    return "".join(parts)

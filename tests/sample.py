"""A graph in the shape `kg build` writes, with everything a picture must survive: for tests of drawing."""

from __future__ import annotations

import json
import random

from pyoxigraph import RdfFormat, parse

from kg.graph.graph import Graph

BASE = "https://w3id.org/japan-mexico-kg/"

PREFIXES = f"""
@prefix jm: <{BASE}ontology#> .
@prefix id: <{BASE}id/> .
@prefix src: <{BASE}source/> .
@prefix fact: <{BASE}fact/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""

ONTOLOGY = """
jm:Country rdfs:subClassOf jm:Place ; rdfs:label "country"@en .
jm:State rdfs:subClassOf jm:Place ; rdfs:label "state"@en .
jm:Place rdfs:subClassOf jm:Entity ; rdfs:label "place"@en .
jm:Company rdfs:subClassOf jm:Organization ; rdfs:label "company"@en .
jm:Organization rdfs:subClassOf jm:Entity ; rdfs:label "organization"@en .
jm:Person rdfs:subClassOf jm:Entity ; rdfs:label "person"@en .
jm:Sector rdfs:subClassOf jm:Entity ; rdfs:label "sector"@en .
jm:Observation rdfs:subClassOf jm:Record ; rdfs:label "observation"@en ;
    jm:foldsFrom jm:from ; jm:foldsTo jm:to .
jm:Meeting rdfs:subClassOf jm:Record ; rdfs:label "meeting"@en ;
    jm:foldsFrom jm:participant ; jm:foldsTo jm:participant .
jm:fdi-inflow a jm:Indicator ; rdfs:label "FDI inflow"@en .
jm:operatesIn rdfs:label "operates in"@en .
jm:partnerOf rdfs:label "partner of"@en .
jm:note rdfs:label "note"@en .
jm:employees rdfs:label "employees"@en .
jm:start rdfs:label "start"@en .
jm:end rdfs:label "end"@en .
jm:place rdfs:label "place"@en .
"""

TEXT = "Toyota operates in Mexico. Guanajuato received US$1.95 billion, Mexico City US$727 billion."


def graph_of(turtle: str) -> Graph:
    """Return the graph that Turtle holds."""
    return Graph.from_triples(quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE))


def text(value: str) -> str:
    """Return a Turtle string."""
    return json.dumps(value, ensure_ascii=False)


def source(name: str, title: str, published: str) -> str:
    """Return the Turtle of a source."""
    title = f"dcterms:title {text(title)}@en"
    return f'src:{name} a jm:Source ; {title} ; dcterms:issued "{published}"^^xsd:date .\n'


def passage(name: str, quote: str, sentence: str, start: int) -> str:
    """Return the Turtle of a passage; its IRI is `<…/source/NAME#char=START,END>`."""
    end = start + len(quote)
    return (
        f"{cite(name, quote, start)} a jm:Passage ; jm:quote {text(quote)} ;"
        f" jm:start {start} ; jm:end {end} ;"
        f" jm:sentence {text(sentence)} ; jm:inSource src:{name} .\n"
    )


def cite(name: str, quote: str, start: int) -> str:
    """Return the IRI of a passage, in angle brackets."""
    return f"<{BASE}source/{name}#char={start},{start + len(quote)}>"


def entity(name: str, label: str, classes: str) -> str:
    """Return the Turtle of an entity; `classes` are separated by commas."""
    return f"<{BASE}id/{name}> a {classes}, jm:Entity ; skos:prefLabel {text(label)}@en .\n"


def fact(
    key: str, triple: tuple[str, str, str], words: str, more: str = "", modality: str = "asserted"
) -> str:
    """Return the Turtle of a fact and, unless its modality forbids it, of the plain triple."""
    s, p, o = triple
    plain = f"{s} {p} {o} .\n" if modality in ("asserted", "reported") else ""
    return plain + (
        f"fact:{key} a jm:Fact ; rdf:subject {s} ; rdf:predicate {p} ; rdf:object {o} ;"
        f" jm:modality jm:{modality} ; prov:wasDerivedFrom {words} {more}.\n"
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
            fact("f1", ("id:toyota", "jm:operatesIn", "id:MX"), words, '; jm:since "2005"^^xsd:gYear'),
            fact(
                "f2",
                ("id:toyota", "jm:operatesIn", "id:MX"),
                cite("beta", two, 9),
                "; jm:saidBy id:ebrard",
                "denied",
            ),
            fact("f3", ("id:toyota", "jm:operatesIn", "id:MX-GUA"), words, "", "planned"),
            fact("f4", ("id:toyota", "jm:employees", '"300000"^^xsd:integer'), words),
            fact("f5", ("id:toyota", "jm:partnerOf", "id:JP"), words),
            observation("fdi-gua", "id:MX-GUA", ("1950000000", "US$1.95 billion"), figures),
            observation("fdi-gua-beta", "id:MX-GUA", ("2100000000", "US$2.1 billion"), other),
            observation("fdi-cmx", "id:MX-CMX", ("727000000000", "US$727 billion"), figures, SUSPECT),
            'id:meeting a jm:Meeting, jm:Record ; skos:prefLabel "Meeting of 4 January 2021"@en ;'
            f' jm:participant id:motegi, id:ebrard ; jm:place id:MX-CMX ; jm:start "2021-01-04"^^xsd:date ;'
            f" jm:modality jm:asserted ; prov:wasDerivedFrom {words} .\n",
        )
    )


SUSPECT = '; jm:status jm:suspect ; jm:corrected "US$727 million" ; jm:reason "exceeds the national total"'


def observation(name: str, to: str, figure: tuple[str, str], words: str, more: str = "") -> str:
    """Return the Turtle of an FDI inflow from Japan in 2024."""
    value, printed = figure
    return (
        f'id:{name} a jm:Observation, jm:Record ; skos:prefLabel "FDI inflow 2024: {printed}"@en ;'
        f" jm:indicator jm:fdi-inflow ; jm:from id:JP ; jm:to {to} ;"
        f' jm:value {value} ; jm:printed "{printed}" ;'
        f' jm:start "2024-01-01"^^xsd:date ; jm:end "2024-12-31"^^xsd:date ; jm:modality jm:asserted ;'
        f" prov:wasDerivedFrom {words} {more}.\n"
    )


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
            fact(f"evilnote{index}", (f"<{BASE}id/{name}>", "jm:note", text(label)), words),
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

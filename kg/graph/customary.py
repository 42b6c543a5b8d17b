"""What people write from habit: the prefixes that vocabularies go by, and Wikidata's service for labels."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from kg.terms import Prefixes

if TYPE_CHECKING:
    from kg.graph.sparql import Token

_WIKIDATA: Final = "http://www.wikidata.org/"

NAMESPACES: Final = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "bd": "http://www.bigdata.com/rdf#",
    "bibo": "http://purl.org/ontology/bibo/",
    "brick": "https://brickschema.org/schema/Brick#",
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "dbo": "http://dbpedia.org/ontology/",
    "dbr": "http://dbpedia.org/resource/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcmitype": "http://purl.org/dc/dcmitype/",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "dpv": "https://w3id.org/dpv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ftm": "https://schema.followthemoney.tech/#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "gist": "https://w3id.org/semanticarts/ns/ontology/gist/",
    "gn": "http://www.geonames.org/ontology#",
    "gr": "http://purl.org/goodrelations/v1#",
    "ldp": "http://www.w3.org/ns/ldp#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "p": f"{_WIKIDATA}prop/",
    "pq": f"{_WIKIDATA}prop/qualifier/",
    "pr": f"{_WIKIDATA}prop/reference/",
    "ps": f"{_WIKIDATA}prop/statement/",
    "psv": f"{_WIKIDATA}prop/statement/value/",
    "qudt": "http://qudt.org/schema/qudt/",
    "sdo": "http://schema.org/",
    "sioc": "http://rdfs.org/sioc/ns#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "sosa": "http://www.w3.org/ns/sosa/",
    "ssn": "http://www.w3.org/ns/ssn/",
    "time": "http://www.w3.org/2006/time#",
    "unit": "http://qudt.org/vocab/unit/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "wd": f"{_WIKIDATA}entity/",
    "wds": f"{_WIKIDATA}entity/statement/",
    "wdt": f"{_WIKIDATA}prop/direct/",
    "wikibase": "http://wikiba.se/ontology#",
}
"""What a prefix usually stands for where it is not declared."""


def besides(known: Prefixes) -> Prefixes:
    """Return the prefixes with those that people write from habit, for the namespaces that have none yet."""
    named = set(known.values())
    return Prefixes({prefix: iri for prefix, iri in NAMESPACES.items() if iri not in named}) | known


_LABEL_SERVICE: Final = "wikibase:label"
OF_LABEL_SERVICE: Final = ("wikibase", "bd")
"""The prefixes with which that service is called."""


def label_service(words: tuple[Token, ...]) -> str:
    """Return what to write instead of Wikidata's service for labels; empty when a query does not call it.

    A variable `?itemLabel` asks it for the label of `?item`, in the first of the languages that it is given.
    """
    texts = [word.text for word in words]
    if _LABEL_SERVICE not in texts:
        return ""
    wanted = [name for name in dict.fromkeys(texts) if name[:1] in "?$" and name.endswith("Label")]
    label = next((name for name in wanted if name.removesuffix("Label") in texts), "?itemLabel")
    pattern = f'{label.removesuffix("Label")} rdfs:label {label} FILTER(LANG({label}) = "{_language(words)}")'
    return f"wikibase:label is an extension of Wikidata's own endpoint. Write instead: {pattern}"


def _language(words: tuple[Token, ...]) -> str:
    """Return the first language that the service is asked for, English where none is named."""
    pairs = itertools.pairwise(words)
    given = next((after.text for word, after in pairs if word.text == "wikibase:language"), "")
    first = given.strip("\"'").split(",")[0].strip()
    return first if first.isalpha() else "en"

"""Names of the graph: prefixes, CURIE ↔ IRI and the minting of IRIs; the only place that spells one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

BASE: Final = "https://w3id.org/japan-mexico-kg/"
JM: Final = BASE + "ontology#"
ID: Final = BASE + "id/"
SRC: Final = BASE + "source/"
FACT: Final = BASE + "fact/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
DCTERMS: Final = "http://purl.org/dc/terms/"

PREFIXES: Final[dict[str, str]] = {
    "dcterms": DCTERMS,
    "fact": FACT,
    "id": ID,
    "jm": JM,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": PROV,
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS,
    "src": SRC,
    "vann": "http://purl.org/vocab/vann/",
    "xsd": XSD,
}
"""Every prefix `kg` declares by itself, in queries and in what it writes."""


def jm(name: str) -> str:
    """Return the IRI of a term of the ontology: `jm("Company")`."""
    return JM + name


def entity(identifier: str) -> str:
    """Return the IRI of the entity or record called `identifier` in the seeds."""
    return ID + quote(identifier, safe="")


def source(identifier: str) -> str:
    """Return the IRI of the source whose citation key is `identifier`."""
    return SRC + quote(identifier, safe="")


def passage(source_identifier: str, start: int, end: int) -> str:
    """Return the IRI of characters `start` to `end` of a source, as an RFC 5147 text fragment."""
    return f"{source(source_identifier)}#char={start},{end}"


def fact(parts: Iterable[str]) -> str:
    """Return the IRI of a fact, made of the first 80 bits of the SHA-256 of what it says and who says it."""
    import hashlib

    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return FACT + digest[:20]


def expand(name: str) -> str | None:
    """Return the IRI that a prefixed name stands for, or None when its prefix is not declared."""
    prefix, colon, local = name.partition(":")
    namespace = PREFIXES.get(prefix) if colon else None
    return None if namespace is None else namespace + local


def compact(iri: str) -> str:
    """Return the prefixed name of `iri` where a prefix covers it, else `<iri>`."""
    for prefix, namespace in _LONGEST_FIRST:
        if iri.startswith(namespace) and _is_local_name(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def _is_local_name(text: str) -> bool:
    """Say whether `text` can stand after a prefix unescaped, in SPARQL and in Turtle alike."""
    return bool(text) and all(c.isalnum() or c in "_-" for c in text) and not text.startswith("-")


_LONGEST_FIRST: Final = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))

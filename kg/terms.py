"""IRIs: namespaces, prefixed names, how those of a project are minted, what lies above what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urljoin

EVIDENCE: Final = "https://w3id.org/japan-mexico-kg/evidence"
"""The vocabulary that the program itself knows: `ontology/evidence.ttl`."""
KG: Final = EVIDENCE + "#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
DCTERMS: Final = "http://purl.org/dc/terms/"
ORG: Final = "http://www.w3.org/ns/org#"
QB: Final = "http://purl.org/linked-data/cube#"
SCHEMA: Final = "https://schema.org/"
SH: Final = "http://www.w3.org/ns/shacl#"
VANN: Final = "http://purl.org/vocab/vann/"
TRIPLE: Final = tuple(RDF + part for part in ("subject", "predicate", "object"))
"""The properties by which a fact tells the triple that it states (RDF 1.1 Schema, section 5.3)."""


NAME_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
"""Characters with which a name of Turtle, SPARQL and XML may begin, for a regular expression."""
NAME_REST: Final = "0-9\u00b7\u0300-\u036f\u203f\u2040"
"""Those that may follow beside them, and beside the hyphen."""
_ASCII_LOCAL_NAME: Final = re.compile("[A-Za-z_0-9][A-Za-z_0-9-]*")


class Prefixes(Mapping[str, str]):
    """Prefix → namespace, immutable and hashable; `|` adds others, which win."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self._namespaces = dict(sorted(namespaces.items()))

    @property
    def plain(self) -> dict[str, str]:
        """The same as the dictionary that the engine takes, not to be changed."""
        return self._namespaces

    def __getitem__(self, prefix: str) -> str:
        return self._namespaces[prefix]

    def __iter__(self) -> Iterator[str]:
        return iter(self._namespaces)

    def __len__(self) -> int:
        return len(self._namespaces)

    def __hash__(self) -> int:
        return hash(tuple(self._namespaces.items()))

    def __or__(self, others: Mapping[str, str]) -> Prefixes:
        return Prefixes({**self._namespaces, **others})

    @cached_property
    def _by_namespace(self) -> dict[str, str]:
        """The prefix of each namespace that ends where the last part of an IRI begins."""
        return {iri: prefix for prefix, iri in reversed(self._namespaces.items()) if split(iri)[0] == iri}

    @cached_property
    def _unusual(self) -> list[tuple[str, str]]:
        """The other namespaces with their prefixes, the longest first."""
        others = [(iri, prefix) for prefix, iri in self._namespaces.items() if split(iri)[0] != iri]
        return sorted(others, key=lambda pair: (-len(pair[0]), pair[1]))

    def expand(self, name: str) -> str | None:
        """Return the IRI that a prefixed name stands for, or None when its prefix is not declared."""
        prefix, colon, local = name.partition(":")
        namespace = self.get(prefix) if colon else None
        return None if namespace is None else namespace + local

    def used_by(self, iris: Iterable[str]) -> Prefixes:
        """Return those that `compact` uses for any of the IRIs."""
        used = {self.compact(iri).partition(":")[0] for iri in iris}
        return Prefixes({prefix: iri for prefix, iri in self.items() if prefix in used})

    def compact(self, iri: str) -> str:
        """Return the prefixed name of `iri` where a prefix covers it, else `<iri>`."""
        namespace, name = split(iri)
        for unusual, prefix in self._unusual:
            if iri.startswith(unusual) and _is_local_name(iri[len(unusual) :]):
                return f"{prefix}:{iri[len(unusual) :]}"
        found = self._by_namespace.get(namespace)
        return f"{found}:{name}" if found is not None and _is_local_name(name) else f"<{iri}>"


STANDARD: Final = Prefixes(
    {
        "dcterms": DCTERMS,
        "kg": KG,
        "oa": "http://www.w3.org/ns/oa#",
        "org": ORG,
        "owl": OWL,
        "prov": PROV,
        "qb": QB,
        "rdf": RDF,
        "rdfs": RDFS,
        "schema": SCHEMA,
        "sh": SH,
        "skos": SKOS,
        "vann": VANN,
        "xsd": XSD,
    }
)
"""The prefixes that need no declaration whatever the graph; its own come on top (`Graph.prefixes`)."""


class Namespace(NamedTuple):
    """The namespace of a project's ontology with its prefix; its things are minted beside it.

    `id/`, `source/` and `fact/` are resolved against it as RFC 3986 says:
    `https://example.org/lima/ontology#` has its entities under `https://example.org/lima/id/`.
    """

    prefix: str
    iri: str

    @property
    def prefixes(self) -> Prefixes:
        """The standard prefixes with the project's own: that of its ontology, `id:`, `src:` and `fact:`."""
        own = {"id": self._beside("id/"), "src": self._beside("source/"), "fact": self._beside("fact/")}
        return STANDARD | {self.prefix: self.iri, **own}

    def _beside(self, relative: str) -> str:
        return _joined(self.iri, relative)

    def entity(self, identifier: str) -> str:
        """Return the IRI of the entity or record called `identifier` in the seeds."""
        return self._beside("id/") + quote(identifier, safe="")

    def source(self, identifier: str) -> str:
        """Return the IRI of the source whose citation key is `identifier`."""
        return self._beside("source/") + quote(identifier, safe="")

    def passage(self, source_identifier: str, start: int, end: int) -> str:
        """Return the IRI of characters `start` to `end` of a source, as an RFC 5147 text fragment."""
        return f"{self.source(source_identifier)}#char={start},{end}"

    def fact(self, parts: Iterable[str]) -> str:
        """Return the IRI of a fact: the first 80 bits of the SHA-256 of what it says and who says it."""
        return self._beside("fact/") + _digest(parts)

    def name(self, parts: Iterable[str]) -> str:
        """Return the IRI of a name as printed, made like that of a fact."""
        return self._beside("name/") + _digest(parts)

    @property
    def structures(self) -> str:
        """What the IRIs of data structures begin with."""
        return self._beside("structure/")


@cache
def _joined(base: str, relative: str) -> str:
    return urljoin(base, relative)


def kg(name: str) -> str:
    """Return the IRI of a term of the evidence vocabulary: `kg("Fact")`."""
    return KG + name


def local(iri: str) -> str:
    """Return the last part of an IRI: `Company` of `…/ontology#Company`."""
    return unquote(iri.rstrip("/#").replace("#", "/").rpartition("/")[2])


def split(iri: str) -> tuple[str, str]:
    """Return the namespace of an IRI, up to the last `#` or `/`, and the name in it."""
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:end], iri[end:]


def closure(above: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return what can be reached upwards from each key, itself included; a cycle makes its members equal."""
    closed: dict[str, set[str]] = {}
    for start in above:
        reached, waiting = {start}, [start]
        while waiting:
            fresh = set(above.get(waiting.pop(), ())) - reached
            reached |= fresh
            waiting += fresh
        closed[start] = reached
    return closed


def _digest(parts: Iterable[str]) -> str:
    import hashlib

    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def _is_local_name(text: str) -> bool:
    """Say whether `text` can stand after a prefix unescaped, in SPARQL and in Turtle alike."""
    pattern = _ASCII_LOCAL_NAME if text.isascii() else _local_name()
    return pattern.fullmatch(text) is not None


@cache
def _local_name() -> re.Pattern[str]:
    """Return the pattern of such a name in any script, which takes longer to make than many a query."""
    return re.compile(f"[{NAME_START}0-9][{NAME_START}{NAME_REST}-]*")

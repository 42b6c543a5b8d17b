"""Short names for the terms of any vocabulary: by prefixes that are known, else by prefixes made up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.tables.cells import ShortNames
from kg.terms import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.graph.graph import Graph

_LOCAL: Final = re.compile(r"\w[\w-]*")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9]+")
_SAYING_NOTHING: Final = {"core", "def", "ns", "ontology", "owl", "rdf", "terms", "vocab", "www"}


class Names:
    """Names for IRIs in SPARQL; `made_up` are the prefixes, with namespaces, that a query must declare.

    The only place of this package that knows prefixes: it is given the graph whose names these are.
    """

    def __init__(self, graph: Graph, iris: Iterable[str] = ()) -> None:
        self.known, self._readable = graph.prefixes, ShortNames(graph.prefixes)
        apart = [split(iri) for iri in iris if self.plain(iri).startswith("<")]
        namespaces = {namespace for namespace, local in apart if _LOCAL.fullmatch(local)}
        self.made_up = _prefixes(namespaces, self.known)
        self._prefix_of = {namespace: prefix for prefix, namespace in self.made_up.items()}

    def short(self, iri: str) -> str:
        """Return `iri` as SPARQL takes it: a prefixed name where there is a prefix, else `<iri>`."""
        namespace, local = split(iri)
        if namespace in self._prefix_of and _LOCAL.fullmatch(local):
            return f"{self._prefix_of[namespace]}:{local}"
        return self.plain(iri)

    def plain(self, iri: str) -> str:
        """Return `iri` as SPARQL takes it without a declaration: prefixes that are made up are not used."""
        return self.known.compact(iri)

    def readable(self, iri: str) -> str:
        """Return a name for reading: also where SPARQL would want a character escaped."""
        return self._readable.short(iri)

    def expand(self, name: str) -> str | None:
        """Return the IRI that a prefixed name stands for, or None when nobody knows its prefix."""
        prefix, _, local = name.partition(":")
        return self.made_up[prefix] + local if prefix in self.made_up else self.known.expand(name)

    def declarations(self, text: str) -> list[str]:
        """Return a PREFIX line for each prefix made up that `text` uses."""
        used = [prefix for prefix in self.made_up if re.search(rf"(?<![\w:/-]){prefix}:\w", text)]
        return [f"PREFIX {prefix}: <{self.made_up[prefix]}>" for prefix in used]


def _prefixes(namespaces: Iterable[str], known: Mapping[str, str]) -> Mapping[str, str]:
    """Return prefix → namespace, each prefix a word of the namespace, numbered where it is taken."""
    found: dict[str, str] = {}
    for namespace in sorted(namespaces):
        word, taken = _word(namespace), {*known, *found}
        numbered = (f"{word}{number}" for number in range(2, len(taken) + 3))
        found[next(prefix for prefix in (word, *numbered) if prefix not in taken)] = namespace
    return found


def _word(namespace: str) -> str:
    """Return the last word of a namespace that says something: foaf of http://xmlns.com/foaf/0.1/."""
    host, *path = re.split(r"[/#]+", namespace.partition(":")[2].strip("/#"))
    named = [part for part in (*reversed(path), *host.split(".")) if _WORD.fullmatch(part)]
    return next((part.lower() for part in named if part.lower() not in _SAYING_NOTHING), "ns")

"""The files of a project's vocabularies, and what the header of its own ontology says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import Problem, SeedError
from kg.graph.prefixes import is_iri, is_prefix
from kg.graph.rdffile import malformed
from kg.terms import EVIDENCE, KG, OWL, RDF, STANDARD, VANN, Namespace, local

_PREFIX: Final = VANN + "preferredNamespacePrefix"
_URI: Final = VANN + "preferredNamespaceUri"
_OWN_EVIDENCE: Final = (
    Path(__file__).parents[1] / "data/ontology/evidence.ttl",
    Path(__file__).parents[2] / "ontology/evidence.ttl",
)

Index = Mapping[str, Mapping[str, list[str]]]
"""Subject → predicate → values."""


def read_triples(path: Path) -> tuple[ox.Triple, ...]:
    """Return the triples of a Turtle file; raises SeedError with file:line:column when it is malformed."""
    label = f"{path.parent.name}/{path.name}"
    if path.exists() and not path.is_file():  # a pipe may never end, nor a device
        hint = "Put a plain file there."
        raise SeedError([Problem(f"{label}:1:1", "unreadable", "it is no regular file", hint)])
    try:
        quads = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=EVIDENCE))
    except SyntaxError as error:
        where = f"{label}:{error.lineno or 1}:{error.offset or 1}"
        raise SeedError([Problem(where, "turtle", *malformed("Turtle", error))]) from error
    except FileNotFoundError as error:
        hint = "Restore it; the program reads it with every build."
        raise SeedError([Problem(f"{label}:1:1", "missing-file", "the file is missing", hint)]) from error
    except OSError as error:
        problem = Problem(f"{label}:1:1", "unreadable", f"the file cannot be read: {error.strerror}")
        raise SeedError([problem]) from error
    return tuple(quad.triple for quad in quads)


def vocabularies(folder: Path) -> dict[Path, tuple[ox.Triple, ...]]:
    """Return the Turtle files of `folder` that are vocabularies with their triples, evidence first.

    A vocabulary has an `owl:Ontology` header, which shapes have not. A folder without evidence.ttl is read
    with the program's own. Raises SeedError as `read_triples` does, and when an evidence.ttl lacks a term.
    """
    own = folder / "evidence.ttl"
    evidence = own if own.exists() else next(filter(Path.exists, _OWN_EVIDENCE), own)
    if evidence == own:
        _check_evidence(own)
    others = {path: read_triples(path) for path in sorted(folder.glob("*.ttl")) if path != own}
    return {evidence: read_triples(evidence)} | {
        path: triples for path, triples in others.items() if _is_vocabulary(triples)
    }


def places_of_terms(folder: Path, namespaces: Mapping[str, str]) -> dict[str, str]:
    """Return on which line of a folder's vocabularies each term of `namespaces` (by prefix) is described."""
    named = re.compile(rf"({'|'.join(map(re.escape, namespaces))}):([\w-]+)\s")
    found: dict[str, str] = {}
    for path in vocabularies(folder):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if match := named.match(line):
                place = f"{path.parent.name}/{path.name}:{number}:1"
                found.setdefault(namespaces[match[1]] + match[2], place)
    return found


def index_of(triples: Iterable[ox.Triple]) -> Index:
    """Return what the triples say of everything that has an IRI, without blank nodes."""
    index: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            index[triple.subject.value][triple.predicate.value].append(triple.object.value)
    return index


def header(index: Index, folder: Path) -> str:
    """Return the IRI of the project's own ontology: the one that imports the evidence vocabulary.

    Raises SeedError when none does, or more than one.
    """
    found = [
        iri
        for iri, about in sorted(index.items())
        if EVIDENCE in about.get(OWL + "imports", ()) and about.get(_PREFIX)
    ]
    if len(found) > 1:
        what = f"{len(found)} ontologies want to be the project's own: {', '.join(found)}"
        raise _wrong(folder, what, f"Only one may say owl:imports <{EVIDENCE}>.")
    if not found:
        hint = (
            f"Its header says: a owl:Ontology ; owl:imports <{EVIDENCE}> ; dcterms:title … ;"
            " vann:preferredNamespacePrefix … ; vann:preferredNamespaceUri …."
        )
        raise _wrong(folder, "no file here is the project's own ontology", hint)
    return found[0]


def namespace_in(folder: Path) -> Namespace:
    """Return the namespace of the project's own ontology; SeedError as `vocabularies` and `namespace_of`."""
    return namespace_of(index_of(chain.from_iterable(vocabularies(folder).values())), folder)


def namespace_of(index: Index, folder: Path) -> Namespace:
    """Return the namespace of the project's own ontology; SeedError when its header states none of use."""
    own = header(index, folder)
    prefix, iri = index[own][_PREFIX][0], next(iter(index[own].get(_URI, ())), own + "#")
    if not is_prefix(prefix) or prefix in {*STANDARD, "id", "src", "fact"}:
        what = f"<{own}> cannot have the prefix {prefix!r}"
        why = "has a meaning of its own" if is_prefix(prefix) else "is more than letters, digits, - and _"
        raise _wrong(folder, what, f"It {why}; write another vann:preferredNamespacePrefix.")
    namespace = Namespace(prefix, iri)
    if iri == KG or not is_iri(iri) or not is_iri(namespace.entity("x")):
        hint = "Write a vann:preferredNamespaceUri such as https://example.org/mine/ontology#."
        raise _wrong(folder, f"<{own}> cannot have the namespace {iri!r}", hint)
    if not any(term.startswith(iri) and term not in (iri, own) for term in index):
        hint = "Write a vann:preferredNamespaceUri with which its terms begin, or its first term."
        raise _wrong(folder, f"no term begins with the namespace {iri}", hint)
    return namespace


def _is_vocabulary(triples: Iterable[ox.Triple]) -> bool:
    return any(t.predicate.value == RDF + "type" and str(t.object) == f"<{OWL}Ontology>" for t in triples)


def _check_evidence(path: Path) -> None:
    """Raise SeedError when a project's evidence.ttl lacks terms which the program's own has."""
    programs = next(filter(Path.exists, _OWN_EVIDENCE), path)
    if path.resolve() == programs.resolve():
        return
    missing = sorted(_evidence_terms(programs) - _evidence_terms(path))
    if missing:
        shown = ", ".join(f"kg:{local(iri)}" for iri in missing[:5]) + (" …" if len(missing) > 5 else "")
        what = f"the evidence vocabulary lacks {shown}, which the program writes"
        hint = "Remove this file, and the program reads its own; or bring it up to date."
        raise SeedError([Problem(f"{path.parent.name}/{path.name}:1:1", "ontology", what, hint)])


def _evidence_terms(path: Path) -> set[str]:
    return {iri for iri in index_of(read_triples(path)) if iri.startswith(KG)}


def _wrong(folder: Path, what: str, hint: str) -> SeedError:
    return SeedError([Problem(f"{folder.name}:1:1", "ontology", what, hint)])

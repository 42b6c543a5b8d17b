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
from kg.terms import EVIDENCE, KG, OWL, STANDARD, VANN, Namespace, local

_PREFIX: Final = VANN + "preferredNamespacePrefix"
_URI: Final = VANN + "preferredNamespaceUri"
RULES: Final = ("shapes.ttl", "quality.ttl", "style.ttl")
"""The files of an ontology/ folder that say what must hold, and are no vocabularies."""
_DECLARED: Final = re.compile(r"@prefix\s+([\w-]*):\s*<([^>]*)>")
_NAMED: Final = re.compile(r"([\w-]*):([\w-]+)\s")
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
    """Return the vocabularies of `folder` with their triples: each Turtle file but RULES, evidence first.

    A folder without evidence.ttl is read with the program's own. Raises SeedError as `read_triples` does, and
    when an evidence.ttl lacks a term.
    """
    own = folder / "evidence.ttl"
    evidence = own if own.exists() else next(filter(Path.exists, _OWN_EVIDENCE), own)
    if evidence == own:
        _check_evidence(own)
    others = [path for path in sorted(folder.glob("*.ttl")) if path.name not in (own.name, *RULES)]
    return {path: read_triples(path) for path in (evidence, *others)}


def places_of_terms(folder: Path) -> dict[str, str]:
    """Return on which line of a folder's vocabularies each term is described that begins a line there."""
    found: dict[str, str] = {}
    for path in vocabularies(folder):
        text = path.read_text(encoding="utf-8")
        spaces = dict(_DECLARED.findall(text))
        for number, line in enumerate(text.splitlines(), start=1):
            if (match := _NAMED.match(line)) and match[1] in spaces:
                place = f"{path.parent.name}/{path.name}:{number}:1"
                found.setdefault(spaces[match[1]] + match[2], place)
    return found


def index_of(triples: Iterable[ox.Triple]) -> Index:
    """Return what the triples say of everything that has an IRI, without blank nodes."""
    index: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            index[triple.subject.value][triple.predicate.value].append(triple.object.value)
    return index


def header(index: Index, folder: Path) -> str:
    """Return the IRI of the project's own ontology: it imports the evidence vocabulary, none imports it.

    Raises SeedError when there is none, or more than one.
    """
    taken = {iri for about in index.values() for iri in about.get(OWL + "imports", ())}
    found = [
        iri
        for iri, about in sorted(index.items())
        if EVIDENCE in about.get(OWL + "imports", ()) and about.get(_PREFIX) and iri not in taken
    ]
    if len(found) > 1:
        what = f"{len(found)} ontologies want to be the project's own: {', '.join(found)}"
        hint = f"Only one may say owl:imports <{EVIDENCE}>, or it says owl:imports of the others as well."
        raise _wrong(folder, what, hint)
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


def preferred(index: Index) -> dict[str, str]:
    """Return prefix → namespace of each ontology whose header says both."""
    said = [(about.get(_PREFIX), about.get(_URI)) for about in index.values()]
    return {prefixes[0]: iris[0] for prefixes, iris in said if prefixes and iris}


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

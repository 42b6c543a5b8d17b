"""Why a query came back empty: names the graph does not know, or the pattern that matches nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.errors import KgError, UnknownNameError
from kg.graph import names
from kg.graph.prefixes import is_iri
from kg.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.graph.sparql import Token

_MOST: Final = 5000
_DECLARING: Final = ("PREFIX", "BASE", "^^")


def why_empty(graph: Graph, question: Question, seconds: float = 3.0) -> list[str]:
    """Return what may have kept a question from finding anything, one sentence each, the likeliest first.

    Names the IRIs that the graph does not know, with the nearest it does; if there are none, given texts that
    name nothing where it has things; then plain strings that it holds with a language; then the first
    pattern that has no match by itself, or together with those before it. Nothing more is asked after
    `seconds`.
    """
    try:
        return _reasons(graph, question, time.monotonic() + seconds)
    except KgError:  # the answer stands, whatever becomes of the hint
        return []


def _reasons(graph: Graph, question: Question, until: float) -> list[str]:
    if redeclared := list(_redeclared(graph, question)):
        return redeclared
    asked_for = list(_iris(question))
    if unknown := [_unknown(graph, iri, shown, until) for iri, shown in asked_for if not _knows(graph, iri)]:
        return unknown
    if nameless := list(_nameless(graph, question, until)):
        return nameless
    strings = _plain_strings(question.tokens)
    if untagged := [hint for word in strings for hint in _tagged(graph, word, until)]:
        return untagged
    from kg.query.patterns import without_match

    return without_match(graph, question, until)


def _redeclared(graph: Graph, question: Question) -> Iterator[str]:
    """Yield a sentence on each prefix declared as another namespace than that of the graph's names."""
    used = sorted({word.text for word in question.tokens if word.kind == "name"})
    for prefix, iri in question.declared.items():
        usual = graph.prefixes.get(prefix, iri)
        names_of = [name.removeprefix(f"{prefix}:") for name in used if name.startswith(f"{prefix}:")]
        meant = filter(None, names_of)
        if usual != iri and any(not _knows(graph, iri + own) and _knows(graph, usual + own) for own in meant):
            yield f"{prefix}: is declared as <{iri}>, this graph uses <{usual}>"


def _nameless(graph: Graph, question: Question, until: float) -> Iterator[str]:
    """Yield a sentence on each text given where the graph has things, none of which is called so."""
    from kg.query.patterns import takes_things

    for name, term in question.bindings.items():
        if isinstance(term, Literal) and term.datatype.value == terms.XSD + "string":
            if time.monotonic() > until or not takes_things(graph, question, name):
                continue
            try:
                names.resolve(graph, term.value)
            except UnknownNameError as error:
                near = f"; {error.hint[0].lower()}{error.hint[1:]}" if error.hint else ""
                yield f"?{name} = {term} names nothing in this graph{near}"


def _iris(question: Question) -> Iterator[tuple[str, str]]:
    """Yield each IRI that the query asks about, once, with the way it is written there."""
    words, seen = question.tokens, set()
    for before, word, after in zip((None, *words), words, (*words[1:], None), strict=False):
        iri = question.iri(word) or ""
        if is_iri(iri) and iri not in seen and not _is_no_name(before, after):
            seen.add(iri)
            yield iri, word.text
    for name, term in question.bindings.items():
        if isinstance(term, NamedNode) and term.value not in seen:
            yield term.value, f"?{name} = {question.known().compact(term.value)}"


def _is_no_name(before: Token | None, after: Token | None) -> bool:
    """Say whether the IRI between two words names no thing: it is of a prefix, a datatype or a function."""
    declared = before is not None and (before.text.upper() in _DECLARING or before.text.endswith(":"))
    return declared or (after is not None and after.text == "(")


def _knows(graph: Graph, iri: str) -> bool:
    if iri.startswith(terms.XSD):
        return True
    places = f"{{ <{iri}> ?p ?o }} UNION {{ ?s <{iri}> ?o }} UNION {{ ?s ?p <{iri}> }}"
    return graph.ask(
        f"ASK {{ {places} UNION {{ GRAPH <{iri}> {{ ?s ?p ?o }} }} UNION {{ GRAPH ?g {{ {places} }} }} }}"
    )


def _unknown(graph: Graph, iri: str, shown: str, until: float) -> str:
    """Return the sentence on a name that is not in the graph, with the nearest while there is time."""
    for look in (_same_name_elsewhere, _renamed, _by_label, _most_alike):
        if time.monotonic() < until and (near := look(graph, iri)):
            return f"{shown} is not in this graph; did you mean {near}?"
    return f"{shown} is not in this graph"


def _same_name_elsewhere(graph: Graph, iri: str) -> str:
    """Return the same name under another prefix, if the graph has it, that of evidence before any other."""
    local = terms.split(iri)[1]
    others = " ".join(
        f"<{ns}{local}>" for ns in graph.prefixes.values() if ns != terms.XSD and ns + local != iri
    )
    known = "{ ?name ?p ?o } UNION { ?s ?name ?o } UNION { ?s ?p ?name }"
    rows = graph.select(f"SELECT DISTINCT ?name {{ VALUES ?name {{ {others} }} {known} }}")
    found = sorted((not row["name"].value.startswith(terms.KG), row["name"].value) for row in rows)
    return graph.prefixes.compact(found[0][1]) if found else ""


def _renamed(graph: Graph, iri: str) -> str:
    """Return the terms of which the local name is a hidden label, as ontologies keep what they once said."""
    rows = graph.select(
        f"SELECT DISTINCT ?term {{ ?term skos:hiddenLabel ?old ; rdfs:isDefinedBy ?ontology"
        f" FILTER(STR(?old) = {Literal(terms.split(iri)[1])}) }}",
    )
    return " or ".join(sorted(graph.prefixes.compact(row["term"].value) for row in rows))


def _most_alike(graph: Graph, iri: str) -> str:
    namespace = terms.split(iri)[0]
    known = [graph.prefixes.compact(other) for other in _names_in(graph, namespace) if other != iri]
    return nearest(graph.prefixes.compact(iri), known)


def _names_in(graph: Graph, namespace: str) -> list[str]:
    """Return the properties, classes and things of the graph whose IRI begins with `namespace`."""
    begins = f'FILTER(isIRI(?name) && STRSTARTS(STR(?name), "{namespace}"))'
    patterns = ("[] ?name []", "[] a ?name", "?name ?p ?o")
    queries = (f"SELECT DISTINCT ?name {{ {pattern} {begins} }} LIMIT {_MOST}" for pattern in patterns)
    return sorted({row["name"].value for query in queries for row in graph.select(query)})


def _by_label(graph: Graph, iri: str) -> str:
    """Return the name of what has this one as its label: id:mexico for id:MX."""
    label = terms.split(iri)[1].replace("_", " ").replace("-", " ")
    try:
        return graph.prefixes.compact(names.resolve(graph, label).value) if label else ""
    except UnknownNameError:
        return ""


def _plain_strings(words: Sequence[Token]) -> Iterator[Token]:
    """Yield the strings without language or datatype that stand in a pattern, not in a function."""
    depth = 0
    for word, after in zip(words, [*words[1:], None], strict=False):
        depth += (word.text == "(") - (word.text == ")")
        if word.kind == "string" and depth == 0 and not _is_typed(after):
            yield word


def _is_typed(after: Token | None) -> bool:
    return after is not None and (after.kind == "language" or after.text == "^^")


def _tagged(graph: Graph, word: Token, until: float) -> Iterator[str]:
    """Yield a hint when the graph holds a string only with a language."""
    if time.monotonic() > until or graph.ask(f"ASK {{ ?s ?p {word.text} }}"):
        return
    rows = graph.select(f"SELECT ?label {{ ?s ?p ?label FILTER(STR(?label) = {word.text}) }} LIMIT 1")
    for row in rows:
        if row["label"].language:
            yield f"{word.text} is in this graph with a language: write {word.text}@{row['label'].language}"

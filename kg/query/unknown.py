"""Names in a query that its graph does not know, and what may be meant by them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.errors import UnknownNameError
from kg.graph.prefixes import is_iri
from kg.query import meaning
from kg.query.naming import called
from kg.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.graph.sparql import Token
    from kg.terms import Prefixes

_MOST: Final = 5000
_SHOWN: Final = 3
_LIKENESS: Final = 0.75
_SAME: Final = 0.9
"""How much a name must be like one of its namespace: a class like classes, or almost the same as any."""
_DECLARING: Final = ("PREFIX", "BASE", "^^")


def redeclared(graph: Graph, question: Question) -> Iterator[str]:
    """Yield a sentence on each prefix declared as another namespace than that of the graph's names."""
    used = sorted({word.text for word in question.tokens if word.kind == "name"})
    for prefix, iri in question.declared.items():
        usual = graph.prefixes.get(prefix, iri)
        names_of = [name.removeprefix(f"{prefix}:") for name in used if name.startswith(f"{prefix}:")]
        meant = filter(None, names_of)
        if usual != iri and any(not _knows(graph, iri + own) and _knows(graph, usual + own) for own in meant):
            yield f"{prefix}: is declared as <{iri}>, this graph uses <{usual}>"


def unknown(graph: Graph, question: Question, until: float) -> list[str]:
    """Return a sentence on each name that is not in the graph, with what may be meant while there is time."""
    strange = [(iri, shown) for iri, shown in _iris(question) if not _knows(graph, iri)]
    return [shown + _sentence(graph, iri, question.prefixes, until) for iri, shown in strange]


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


def _sentence(graph: Graph, iri: str, prefixes: Prefixes, until: float) -> str:
    """Return what is said of a name that is not in the graph, with the likeliest while there is time."""
    looks = (_same_name_elsewhere, meaning.counterparts, _renamed, _by_label, _spelled_alike, _by_meaning)
    for look in looks:
        if time.monotonic() < until and (near := look(graph, iri)):
            names = " or ".join(map(prefixes.compact, near[:_SHOWN]))
            return f" is not in this graph; did you mean {names}?"
    return " is not in this graph"


def _same_name_elsewhere(graph: Graph, iri: str) -> list[str]:
    """Return the same name under another prefix, that of evidence before any other, if the graph says it.

    Where it is only named as what lies above other terms, those are meant; RDF's own terms come last.
    """
    local = terms.split(iri)[1]
    spaces = sorted(set(graph.prefixes.values()) - {terms.XSD}, key=lambda ns: (ns != terms.KG, ns))
    others = [ns + local for ns in spaces if ns + local != iri and ns != terms.RDF]
    for look in (_said, meaning.below):
        for found in (look(graph, other) for other in others if is_iri(other)):
            if found:
                return found
    return _said(graph, terms.RDF + local)


def _said(graph: Graph, iri: str) -> list[str]:
    """Return the name alone if the graph says something by it or of it, else none."""
    pattern = f"{{ <{iri}> ?p ?o }} UNION {{ ?s <{iri}> ?o }} UNION {{ ?s a <{iri}> }}"
    return [iri] if is_iri(iri) and graph.ask(f"ASK {{ {pattern} }}") else []


def _renamed(graph: Graph, iri: str) -> list[str]:
    """Return the terms of which the local name is a hidden label, as ontologies keep what they once said."""
    rows = graph.select(
        f"SELECT DISTINCT ?term {{ ?term skos:hiddenLabel ?old ; <{terms.RDFS}isDefinedBy> ?ontology"
        f" FILTER(isIRI(?term) && STR(?old) = {Literal(terms.split(iri)[1])}) }}",
    )
    return sorted(row["term"].value for row in rows)


def _by_label(graph: Graph, iri: str) -> list[str]:
    """Return the name of what has this one as its label: id:mexico for id:MX."""
    label = terms.split(iri)[1].replace("_", " ").replace("-", " ")
    try:
        return [called(graph, label).value] if label else []
    except UnknownNameError:
        return []


def _spelled_alike(graph: Graph, iri: str) -> list[str]:
    """Return the name of the same namespace that differs in a few letters only."""
    namespace, local = terms.split(iri)
    known = [other.removeprefix(namespace) for other in _names_in(graph, namespace) if other != iri]
    of_kind = [other for other in known if other and other[0].isupper() == local[:1].isupper()]
    near = nearest(local, of_kind, likeness=_LIKENESS) or nearest(local, known, likeness=_SAME)
    return [namespace + near] if near else []


def _names_in(graph: Graph, namespace: str) -> list[str]:
    """Return the properties, classes and things of the graph whose IRI begins with `namespace`."""
    begins = f'FILTER(isIRI(?name) && STRSTARTS(STR(?name), "{namespace}"))'
    patterns = ("[] ?name []", "[] a ?name", "?name ?p ?o")
    queries = (f"SELECT DISTINCT ?name {{ {pattern} {begins} }} LIMIT {_MOST}" for pattern in patterns)
    return sorted({row["name"].value for query in queries for row in graph.select(query)})


def _by_meaning(graph: Graph, iri: str) -> list[str]:
    """Return the term that the words of the name describe, where it is no name of a thing."""
    if terms.split(iri)[0] in {graph.prefixes.get(prefix) for prefix in ("id", "src", "fact")}:
        return []
    found = meaning.by_words(graph, iri)
    return [found] if found else []

"""Which class of a graph a name means: an IRI, a prefixed name, a local name or any label."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg.errors import UnknownNameError
from kg.graph import labels, sparql
from kg.schema.naming import Names
from kg.spelling import did_you_mean, fold
from kg.terms import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.graph.graph import Graph

_USED: Final = "{ ?thing a ?class }"
_PROPERTY: Final = "{ ?thing ?class ?value }"
_DECLARED: Final = "{ ?class rdfs:subClassOf ?above } UNION { ?below rdfs:subClassOf ?class }"


@dataclass
class _Called:
    """One class with what it is called."""

    iri: str
    short: str
    labels: set[str] = field(default_factory=set)

    @property
    def local(self) -> str:
        return split(self.iri)[1]


def find_class(graph: Graph, name: str) -> str:
    """Return the IRI of the class in use that `name` means.

    Raises UnknownNameError, with the nearest name, when there is none, more than one, or one without things.
    """
    name = sparql.well_formed(name)
    for iri in _spelled(graph, name):
        if graph.ask(f"ASK {{ ?thing a {iri} }}"):
            return iri.value
    known = _called(graph, _USED)
    found = _matching(known, name)
    if len(found) == 1:
        return found[0].iri
    if found:
        names = ", ".join(each.short for each in found[:6])
        hint = "Give the prefixed name of the one you mean."
        raise UnknownNameError(f"{name!r} names {len(found)} classes: {names}", hint=hint)
    raise _without_things(graph, name) or _property(graph, name) or _unknown(name, known)


def _spelled(graph: Graph, name: str) -> list[NamedNode]:
    """Return the IRIs that `name` can be the spelling of."""
    bare = name[1:-1] if name.startswith("<") and name.endswith(">") else name
    return [iri for text in (bare, Names(graph).expand(name)) if text and ":" in text and (iri := _iri(text))]


def _iri(text: str) -> NamedNode | None:
    try:
        return NamedNode(text)
    except ValueError:
        return None


def _called(graph: Graph, pattern: str) -> list[_Called]:
    """Return the classes that a pattern finds with all their labels, by IRI."""
    named = labels.pattern("?class", "?by", "?label", (*labels.SHOWN, *labels.ALTERNATIVE))
    rows = graph.select(
        f"SELECT ?class ?label {{ {{ SELECT DISTINCT ?class {{ {pattern} FILTER(isIRI(?class)) }} }}"
        f" OPTIONAL {{ {named} }} FILTER(isIRI(?class)) }}",
    )
    called: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        called[row["class"].value] |= {row["label"].value} if isinstance(row["label"], Literal) else set()
    names = Names(graph, called)
    return [_Called(iri, names.short(iri), called[iri]) for iri in sorted(called)]


def _matching(known: Iterable[_Called], name: str) -> list[_Called]:
    """Return the classes called so: by their names, else by a label, else but for capitals and signs."""
    key = _key(name)
    ways: tuple[Callable[[_Called], bool], ...] = (
        lambda each: name in (each.short, each.local),
        lambda each: name in each.labels,
        lambda each: bool(key) and key in {_key(text) for text in (each.short, each.local, *each.labels)},
    )
    known = list(known)
    return next((found for way in ways if (found := [each for each in known if way(each)])), [])


def _key(text: str) -> str:
    """Return letters and digits only, so that `government body` is GovernmentBody."""
    return "".join(filter(str.isalnum, fold(text)))


def _without_things(graph: Graph, name: str) -> UnknownNameError | None:
    """Return the error on a class that is declared and has no things, None when it is not declared."""
    found = _meant(graph, _DECLARED, name)
    if not found:
        return None
    below = f"{{ ?class rdfs:subClassOf+ {NamedNode(found[0].iri)} . ?thing a ?class }}"
    narrower = ", ".join(each.short for each in _called(graph, below)[:6])
    hint = f"Classes below it that have: {narrower}" if narrower else "`kg schema` lists those that have."
    return UnknownNameError(f"the class {found[0].short} has no instances in this graph", hint=hint)


def _property(graph: Graph, name: str) -> UnknownNameError | None:
    """Return the error on a property that is taken for a class, None when none is called so."""
    found = _meant(graph, _PROPERTY, name)
    hint = "`kg schema CLASS` tells with which things of a class it is used."
    return UnknownNameError(f"{found[0].short} is a property, not a class", hint=hint) if found else None


def _meant(graph: Graph, pattern: str, name: str) -> list[_Called]:
    """Return those that a pattern finds which `name` spells, else those which are called so."""
    known = _called(graph, pattern)
    spelled = {iri.value for iri in _spelled(graph, name)}
    return [each for each in known if each.iri in spelled] or _matching(known, name)


def _unknown(name: str, known: list[_Called]) -> UnknownNameError:
    if not known:
        hint = "No thing in it has a class; `kg schema` lists the properties that it uses."
    elif ":" in name:
        hint = did_you_mean(name, (each.short for each in known))
    else:
        hint = did_you_mean(name, (text for each in known for text in (each.local, *each.labels)))
    told = f"no class of this graph is called {name!r}"
    return UnknownNameError(told, hint=hint or "`kg schema` lists its classes.")

"""Which thing of a graph a name means: an IRI, a prefixed name, an id or any label, whatever its accents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.errors import UnknownNameError
from kg.graph import labels, sparql
from kg.spelling import did_you_mean, fold

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.terms import Prefixes


@dataclass(frozen=True, order=True)
class Name:
    """One label of one thing, and the property that gives it."""

    iri: str
    label: str
    language: str
    by: str

    @property
    def preferred(self) -> bool:
        """Whether it may be the thing's main name."""
        return self.by in labels.PREFERRED

    @property
    def hidden(self) -> bool:
        """Whether the thing is only found by it."""
        return self.by in labels.HIDDEN

    @property
    def rank(self) -> labels.Rank:
        """The key that sorts the names of a thing, the one to show first."""
        return labels.rank(self.by, self.label, self.language)


def names(
    graph: Graph, class_iri: str | None = None, label: str | None = None, things: Iterable[str] = ()
) -> list[Name]:
    """Return every label of the instances of a class, or of everything that has one, sorted.

    With `label` only the things called exactly so, with `things` only those of these IRIs, which even a large
    graph finds at once.
    """
    tags = (None, "en", "es", "ja", "mul")
    literals = [] if label is None else [Literal(label, language=tag) for tag in tags]
    exactly = f"VALUES ?label {{ {' '.join(map(str, literals))} }}" if literals else ""
    typed = f"?thing a {NamedNode(class_iri)} ." if class_iri else ""
    some = " ".join(f"<{iri}>" for iri in things)
    only = f"VALUES ?thing {{ {some} }}" if some else ""
    rows = graph.select(
        f"SELECT DISTINCT ?thing ?by ?label {{ {exactly} {only} {typed}"
        f" {labels.pattern('?thing', '?by', '?label', labels.EVERY)}"
        " FILTER(isIRI(?thing) && isIRI(?by) && isLiteral(?label)) }",
    )
    found = (
        Name(row["thing"].value, row["label"].value, row["label"].language or "", row["by"].value)
        for row in rows
    )
    return sorted(found)


def near(graph: Graph, text: str, fits: Callable[[str], bool] = bool) -> list[Name]:
    """Return names among which are all that are like a text: all there are, unless the graph has an index.

    Of labels that are, there need be no other than those that `fits`, with the other names of their things.
    """
    return names(graph) if graph.index is None else sorted(Name(*row) for row in graph.index.near(text, fits))


def of_class(graph: Graph, class_name: str) -> dict[str, list[Name]]:
    """Return what each thing of the class with this local name is called, by its IRI, in order."""
    cls = NamedNode(_class_called(graph, class_name))
    rows = graph.select(f"SELECT DISTINCT ?thing {{ ?thing a {cls} FILTER(isIRI(?thing)) }}")
    found: dict[str, list[Name]] = {iri: [] for iri in sorted(row["thing"].value for row in rows)}
    for name in names(graph, cls.value):
        found[name.iri].append(name)
    return found


def resolve(graph: Graph, value: str, class_name: str | None = None) -> NamedNode:
    """Return the thing of the class with the local name `class_name` (of any without one) that `value` names.

    Accepts `<iri>`, an IRI, a prefixed name, the id of an entity, source or term, and any label. Raises
    UnknownNameError when nothing or more than one thing has that name.
    """
    class_iri = _class_called(graph, class_name) if class_name else None
    value = sparql.well_formed(value)
    for iri in _spelled(value, graph.prefixes):
        if _is_in(graph, iri, class_iri):
            return iri
    known = names(graph, class_iri, value) or (names(graph, class_iri) if class_iri else near(graph, value))
    matches = _best(known, value)
    if len(matches) == 1:
        return NamedNode(matches[0])
    if matches:
        raise _ambiguous(value, matches, graph.prefixes)
    raise _of_another_class(graph, value, class_name) or _unknown(value, class_name, known)


def _class_called(graph: Graph, name: str) -> str:
    """Return the class with this local name: of the project's own ontology, else of evidence, else of any."""
    for iri in (_iri(namespace + name) for namespace in _vocabularies(graph.prefixes)):
        if iri and graph.ask(f"ASK {{ {{ ?thing a {iri} }} UNION {{ {iri} rdfs:subClassOf ?other }} }}"):
            return iri.value
    rows = graph.select("SELECT DISTINCT ?cls { ?thing a ?cls FILTER(isIRI(?cls)) }")
    called = sorted(row["cls"].value for row in rows if terms.local(row["cls"].value) == name)
    return called[0] if called else terms.kg(name)


def _vocabularies(prefixes: Prefixes) -> list[str]:
    """Return the namespaces in which a term without a prefix may be: the project's own, evidence, others."""
    foreign = {*terms.STANDARD, "id", "src", "fact"}
    others = [namespace for prefix, namespace in prefixes.items() if prefix not in foreign]
    own = [namespace for namespace in others if urljoin(namespace, "id/") == prefixes.get("id")]
    return [*own, terms.KG, *(namespace for namespace in others if namespace not in own)]


def _spelled(value: str, prefixes: Prefixes) -> list[NamedNode]:
    """Return the IRIs that `value` can be the spelling of."""
    bare = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    guesses = [bare if ":" in bare else None, prefixes.expand(value)]
    if ":" not in value:
        things = [prefixes[prefix] for prefix in ("id", "src") if prefix in prefixes]
        guesses += [namespace + quote(value, safe="") for namespace in (*things, *_vocabularies(prefixes))]
    return [iri for guess in guesses if guess and (iri := _iri(guess))]


def _iri(text: str) -> NamedNode | None:
    try:
        return NamedNode(text)
    except ValueError:
        return None


def _is_in(graph: Graph, iri: NamedNode, class_iri: str | None) -> bool:
    pattern = (
        f"{iri} a <{class_iri}>"
        if class_iri
        else f"{{ {iri} ?p ?o }} UNION {{ ?s ?q {iri} }} UNION {{ ?a {iri} ?b }}"
    )
    return graph.ask(f"ASK {{ {pattern} }}")


def _best(known: Sequence[Name], value: str) -> list[str]:
    """Return the IRIs with the closest match: exact before folded, preferred before alternative labels."""
    folded = fold(value)
    near = [name for name in known if fold(name.label) == folded] if folded else []
    ranked = sorted({(name.hidden, name.label != value, not name.preferred, name.iri) for name in near})
    return [iri for *rank, iri in ranked if rank == list(ranked[0][:3])]


def _ambiguous(value: str, iris: Sequence[str], prefixes: Prefixes) -> UnknownNameError:
    return UnknownNameError(
        f"{value!r} names {len(iris)} things: {', '.join(map(prefixes.compact, iris[:6]))}",
        hint="Give the prefixed name of the one you mean.",
    )


def _of_another_class(graph: Graph, value: str, class_name: str | None) -> UnknownNameError | None:
    """Return the error of a name that is known, but not of the class asked for; None where it is not."""
    if class_name is None:
        return None
    try:
        thing = resolve(graph, value)
    except UnknownNameError:
        return None
    classes = graph.select(
        f"SELECT ?cls {{ {thing} a ?cls FILTER(isIRI(?cls)) FILTER NOT EXISTS {{"
        f" {thing} a ?below . ?below <{terms.RDFS}subClassOf> ?cls FILTER(?below != ?cls) }} }}"
    )
    called = sorted(terms.local(row["cls"].value) for row in classes)
    kind = article(called[0]) if called else "something else"
    known = names(graph, _class_called(graph, class_name))
    return UnknownNameError(
        f"{value!r} names {kind}, not {article(class_name)}", hint=f"There is {_one_of(class_name, known)}"
    )


def _unknown(value: str, class_name: str | None, known: Sequence[Name]) -> UnknownNameError:
    """Return the error of a name that nothing has, with the nearest, else with some that things have."""
    near = _nearest(value, known)
    if not class_name:
        return UnknownNameError(f"nothing in this graph is called {value!r}", hint=near)
    hint = near or f"Nothing here is called that; there is {_one_of(class_name, known)}"
    return UnknownNameError(f"{value!r} is not {article(class_name)}", hint=hint)


def _one_of(class_name: str, known: Sequence[Name]) -> str:
    """Return some names of things of a class, in words that end a sentence."""
    examples = sorted({name.label for name in known if name.preferred and name.language in ("en", "")})
    some = ", ".join(examples[:6]) or f"no {class_name} with a name"
    return f"{some} …" if len(examples) > 6 else f"{some}."


def _nearest(value: str, known: Sequence[Name]) -> str:
    """Return `Did you mean …?` with the label most like `value`, an English one first; empty if none is."""
    shown = [name for name in known if not name.hidden]
    english = [name.label for name in shown if name.language in ("", "en")]
    return did_you_mean(value, english, fold) or did_you_mean(value, (name.label for name in shown), fold)


def article(class_name: str) -> str:
    """Return a class name as a phrase: `a State`, `an Agreement`, `a GovernmentBody`."""
    return f"{'an' if class_name[:1] in 'AEIO' else 'a'} {class_name}"

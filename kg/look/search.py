"""Things of a graph by any of their names, whatever the case, the accents or the slip of a finger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import NamedNode

from kg import terms
from kg.graph import names
from kg.graph.answers import number
from kg.graph.names import Name
from kg.spelling import fold
from kg.statements.properties import written
from kg.statements.vocabulary import LAST, narrowness
from kg.tables.rows import solutions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.answers import Solutions
    from kg.graph.graph import Graph
    from kg.statements.vocabulary import Narrowness

_LIKE_ENOUGH: Final = 72.0
_WHOLE_WORDS: Final = 0.9
_SCATTERED: Final = 0.85
_KINDS: Final = tuple(map(terms.kg, ("Entity", "Record", "Source")))
_CLASSLESS: Final = (len(_KINDS), "")
_AT_ONCE: Final = 1_000
"""Things whose classes are looked up at once: some fifty milliseconds in a large store."""
_Best = tuple[float, bool, bool, Name]
"""The name of a thing that fits best: how well, whether it is a main name, whether not hidden, and itself."""


@dataclass(frozen=True)
class Hit:
    """One thing found: `matched` is the label that fits best, `score` from 0 to 100 how well it does.

    `cls` is the local name of its narrowest class, `cls_label` what people call that.
    """

    iri: str
    name: str
    label: str
    cls: str
    matched: str
    language: str
    score: float
    cls_label: str


class Found(NamedTuple):
    """What is like a text: the likest things first, and how many there are of which these may be some."""

    hits: list[Hit]
    total: int


def search(graph: Graph, text: str, limit: int | None = 20) -> list[Hit]:
    """Return the things whose labels are like `text`, the likest first, at most `limit` of them, or all."""
    return counted(graph, text, limit).hits


def counted(graph: Graph, text: str, limit: int | None) -> Found:
    """Return the same with the number of all, which takes no longer.

    A label is as like as the best of: the whole label (rapidfuzz's normalised indel similarity); the part of
    it, in whole words, that the text is like, at 0.9; and all words of the text anywhere in it, at 0.85.
    Japanese labels, which have no spaces, fit by any part. Entities come before records and sources.
    """
    wanted = fold(text)
    likeness = cache(lambda label: _likeness(fold(label), wanted))
    known = names.near(graph, text, lambda label: likeness(label) >= _LIKE_ENOUGH) if wanted else []
    best: dict[str, _Best] = {}
    for name in known:
        score = likeness(name.label)
        rank = (score, name.preferred, not name.hidden, name)
        if score >= _LIKE_ENOUGH and rank[:3] > best.get(name.iri, (0.0, False, False, name))[:3]:
            best[name.iri] = rank
    labels = _labels(known)
    return Found(_hits(graph, labels, _first(graph, labels, best, limit))[:limit], len(best))


@dataclass(frozen=True)
class Listed:
    """One thing with its names, the one to show first; `kind` sorts entities before records and sources."""

    iri: str
    label: str
    cls_label: str
    kind: int
    names: list[Name]


def listed(graph: Graph) -> list[Listed]:
    """Return all things that a search may find, sorted by their IRIs."""
    known = names.names(graph)
    by_iri: dict[str, list[Name]] = {}
    for name in sorted(known, key=lambda name: (name.iri, name.rank)):
        by_iri.setdefault(name.iri, []).append(name)
    classes, labels = _classes(graph, list(by_iri)), _labels(known)
    called = graph.labels(sorted({cls for _, cls in classes.values()}))
    found = []
    for iri, own in by_iri.items():
        kind, cls = classes.get(iri, _CLASSLESS)
        label = labels.get(iri, graph.prefixes.compact(iri))
        found.append(Listed(iri, label, called.get(cls, terms.local(cls)), kind, own))
    return found


def rows(hits: Iterable[Hit]) -> Solutions:
    """Return a row for each hit: iri, name, label, class as people call it, matched, language, score."""
    columns = ("iri", "name", "label", "class", "matched", "language", "score")
    return solutions(
        columns,
        [(NamedNode(h.iri), h.name, h.label, h.cls_label, h.matched, h.language, h.score) for h in hits],
    )


def shown(hits: Iterable[Hit]) -> Solutions:
    """Return the rows of a table: label, class as people call it, name, matched if not the label, score."""
    return solutions(
        ("label", "class", "name", "matched", "score"),
        [
            (
                h.label,
                h.cls_label,
                NamedNode(h.iri),
                h.matched if h.matched != h.label else None,
                round(h.score),
            )
            for h in hits
        ],
    )


def _likeness(label: str, wanted: str) -> float:
    """Return how like a folded label is to the folded text, from 0 to 100."""
    from rapidfuzz import fuzz

    if label == wanted:
        return 100.0
    whole = fuzz.ratio(label, wanted)
    if label.isascii() and len(wanted) < 3:
        return whole
    if not label.isascii() and " " not in label and wanted in label:
        return max(whole, 100 * _WHOLE_WORDS)
    return max(whole, _WHOLE_WORDS * _part(label.split(), wanted), _SCATTERED * _each(label, wanted))


def _each(label: str, wanted: str) -> float:
    """Return the likeness of the worst of several wanted words to the word of the label most like it."""
    from rapidfuzz import fuzz

    several = wanted.split()
    if len(several) < 2:
        return 0.0
    words = [word.strip(",.:;()") for word in label.split()]
    likest = (
        max((_beginning(word, one, fuzz.ratio(word, one)) for word in words), default=0.0) for one in several
    )
    return min(likest)


def _part(words: list[str], wanted: str) -> float:
    """Return the likeness of the stretch of words, as many as are wanted, that is most like `wanted`."""
    from rapidfuzz import fuzz

    size = len(wanted.split())
    stretches = (
        " ".join(words[start : start + size]).strip(",.:;()") for start in range(len(words) - size + 1)
    )
    return max(
        (_beginning(stretch, wanted, fuzz.ratio(stretch, wanted)) for stretch in stretches), default=0.0
    )


def _beginning(stretch: str, wanted: str, likeness: float) -> float:
    """Return at least 90 for words that begin as wanted: `guana` finds Guanajuato."""
    return max(likeness, 90.0) if stretch.startswith(wanted) else likeness


def _first(
    graph: Graph, labels: dict[str, str], best: dict[str, _Best], limit: int | None
) -> dict[str, _Best]:
    """Return those that may be among the first `limit`, few of however many are as like as the last."""
    places = {iri: (-round(score, 1), name.hidden) for iri, (score, _, _, name) in best.items()}
    last = sorted(places.values())[:limit][-1:]
    chosen = [iri for iri, place in places.items() if [place] <= last]
    if limit is not None and len(chosen) > limit + _AT_ONCE:
        tied = [iri for iri in chosen if [places[iri]] == last]
        before = [iri for iri in chosen if [places[iri]] < last]
        tied.sort(key=lambda iri: _alphabetic(labels.get(iri, graph.prefixes.compact(iri)), iri))
        chosen = [*before, *_foremost(graph, tied, limit - len(before))]
    return {iri: best[iri] for iri in chosen}


def _foremost(graph: Graph, things: list[str], few: int) -> list[str]:
    """Return so many of more things: the entities first, then records, sources, others, each in order."""
    first: dict[str, None] = {}
    for kind in _KINDS:
        of_kind = (iri for iri in _of_kind(graph, kind, things) if iri not in first)
        first |= dict.fromkeys(islice(of_kind, few - len(first)))
        if len(first) == few:
            return [*first]
    return [*first, *islice((iri for iri in things if iri not in first), few - len(first))]


def _of_kind(graph: Graph, kind: str, things: list[str]) -> Iterator[str]:
    """Yield which of many things are of a kind, in order.

    All of the kind are read where these are fewer, else the things are looked up, some at a time.
    """
    there = next(iter(graph.select(f"SELECT (COUNT(?thing) AS ?count) {{ ?thing a <{kind}> }}")))
    if number(there["count"]) < len(things):
        rows = graph.select(f"SELECT ?thing {{ ?thing a <{kind}> FILTER(isIRI(?thing)) }}")
        members = {row["thing"].value for row in rows}
        yield from (iri for iri in things if iri in members)
        return
    for begin in range(0, len(things), _AT_ONCE):
        some = things[begin : begin + _AT_ONCE]
        types = _types(graph, some)
        yield from (iri for iri in some if kind in types.get(iri, ()))


def _hits(graph: Graph, labels: dict[str, str], best: dict[str, _Best]) -> list[Hit]:
    classes, short = _classes(graph, list(best)), graph.prefixes.compact
    called = graph.labels(sorted({cls for _, cls in classes.values()}))
    hits = []
    for iri, (score, _, _, name) in best.items():
        cls = classes.get(iri, _CLASSLESS)[1]
        found = (name.label, name.language, round(score, 1), called.get(cls, terms.local(cls)))
        hits.append(Hit(iri, short(iri), labels.get(iri, short(iri)), terms.local(cls), *found))
    kind = {iri: classes.get(iri, _CLASSLESS)[0] for iri in best}
    hidden = {iri: name.hidden for iri, (*_, name) in best.items()}
    return sorted(hits, key=lambda h: (-h.score, hidden[h.iri], kind[h.iri], _alphabetic(h.label, h.iri)))


def _alphabetic(label: str, iri: str) -> tuple[int, str, str]:
    """Return the key that sorts things of a kind that fit as well: the shortest label first."""
    return len(label), label, iri


def _labels(known: list[Name]) -> dict[str, str]:
    """Return IRI → its main label, the English one where there is one."""
    ranked = sorted(known, key=lambda name: name.rank, reverse=True)
    return {name.iri: name.label for name in ranked if not name.hidden}


def _classes(graph: Graph, iris: list[str]) -> dict[str, tuple[int, str]]:
    """Return IRI → (place of its kind in _KINDS, its narrowest class)."""
    types = _types(graph, iris)
    known = _narrowness(graph, sorted(set().union(*types.values())))
    return {iri: (_kind(found), min(known[cls] for cls in found)[-1]) for iri, found in types.items()}


def _types(graph: Graph, iris: list[str]) -> dict[str, set[str]]:
    """Return IRI → its classes, of those that have any."""
    types: dict[str, set[str]] = {}
    things = " ".join(f"<{iri}>" for iri in iris)
    typed = f"VALUES ?thing {{ {things} }} ?thing a ?cls FILTER(isIRI(?thing) && isIRI(?cls))"
    for row in graph.select(f"SELECT ?thing ?cls {{ {typed} }}") if iris else ():
        types.setdefault(row["thing"].value, set()).add(row["cls"].value)
    return types


def _narrowness(graph: Graph, classes: list[str]) -> dict[str, Narrowness]:
    """Return class → the key that sorts classes, the narrowest first."""
    rows = graph.select(
        "SELECT ?cls (COUNT(DISTINCT ?above) AS ?depth) (MIN(?order) AS ?place) {"
        f" VALUES ?cls {{ {' '.join(f'<{cls}>' for cls in classes)} }} OPTIONAL {{ ?cls kg:order ?order }}"
        " OPTIONAL { ?cls rdfs:subClassOf+ ?above FILTER(isIRI(?above) && ?above != ?cls) } } GROUP BY ?cls",
    )
    known = {}
    for row in rows:
        place = int(text) if (text := written(row["place"])).isdecimal() else LAST
        cls = row["cls"].value
        known[cls] = narrowness(cls, number(row["depth"]), place)
    return known


def _kind(classes: set[str]) -> int:
    return next((place for place, kind in enumerate(_KINDS) if kind in classes), len(_KINDS))

"""Turtle and TriG out of sorted lines: a block per subject, blank nodes in their place, prefixes in use."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import inf
from operator import itemgetter
from typing import IO, Final

from kg import terms
from kg.graph.lines import by_graph
from kg.terms import Prefixes

_TYPE: Final = f"<{terms.RDF}type>"
_FIRST, _REST, _NIL = (f"<{terms.RDF}{name}>" for name in ("first", "rest", "nil"))
_BARE: Final = {
    terms.XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    terms.XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    terms.XSD + "boolean": re.compile("true|false"),
}
"""Datatypes whose literals Turtle takes without quotes, and how these look."""
_BLANK: Final = re.compile(r"(?<= )_:[^ ]+(?= )")
_DEEPEST: Final = 20
"""How deep blank nodes stand in each other; those below have labels."""

_MANY: Final = 200_000
"""How many terms are kept as Turtle has them while a graph is written that is not held."""

Said = list[tuple[str, str]]
"""What is said of a subject: predicates with objects."""
Inner = Mapping[str, Said]
"""What is said of the blank nodes that stand inside others' blocks."""


def turtle(lines: Iterable[str], known: Prefixes) -> bytes:
    """Return Turtle: a block per subject, `rdf:type` first, those of `known` prefixes that are in use.

    What a prefix would cover only with escapes, as a passage's `#char=0,9`, is written out for all tools
    (RDF 1.2 Turtle).
    """
    names = Names(known)
    body = "".join(f"\n{block}" for block in _blocks(lines, names))
    return f"{names.declarations()}{body}".encode()


def write_turtle(lines: Iterable[str], known: Prefixes, stream: IO[bytes]) -> None:
    """Write to a stream what `turtle` returns, holding one block at a time; no blank node is in the lines."""
    names = Names(known)
    with tempfile.TemporaryFile() as body:
        for subject, group in groupby(map(_split, lines), key=itemgetter(0)):
            body.write(f"\n{_block(subject, group, names, {})}".encode())
            if len(names) > _MANY:
                names.clear()
        stream.write(names.declarations().encode())
        body.seek(0)
        shutil.copyfileobj(body, stream)


def trig(lines: Iterable[str], known: Prefixes) -> bytes:
    """Return TriG: the default graph as Turtle, then each named graph in braces (RDF 1.2 TriG)."""
    names, parts = Names(known), by_graph(lines)
    graphs = Counter(node for part in parts.values() for node in {*_BLANK.findall(" ".join(["", *part]))})
    shared = {node for node, number in graphs.items() if number > 1} | parts.keys()
    body = "".join(f"\n{block}" for block in _blocks(parts.pop("", []), names, shared))
    for graph in sorted(parts):
        inside = "".join(f"\n{block}" for block in _blocks(parts[graph], names, shared))
        body += f"\n{names[graph]} {{{inside}}}\n"
    return f"{names.declarations()}{body}".encode()


class Names(dict[str, str]):
    """Term of N-Triples → what Turtle has for it; notes which prefixes are in use."""

    def __init__(self, known: Prefixes) -> None:
        super().__init__()
        self._known, self._used = known, set[str]()

    def __missing__(self, term: str) -> str:
        found = self._literal(term) if term.startswith('"') else self._name(term)
        if len(found) < 100:  # long texts hardly come again
            self[term] = found
        return found

    def _name(self, term: str) -> str:
        if not term.startswith("<") or term.startswith("<<"):
            return term
        short = self._known.compact(term[1:-1])
        if not short.startswith("<"):
            self._used.add(short.partition(":")[0])
        return short

    def _literal(self, term: str) -> str:
        quoted, typed, datatype = term.rpartition('"^^<')
        if not typed or not datatype.endswith(">"):
            return term
        bare = _BARE.get(datatype[:-1])
        if bare and bare.fullmatch(quoted, 1):
            return quoted[1:]
        return f'{quoted}"^^{self._name(f"<{datatype}")}'

    def declarations(self) -> str:
        """Return the prefixes in use, a line each."""
        used = {prefix: iri for prefix, iri in self._known.items() if prefix in self._used}
        return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in used.items())


def _blocks(lines: Iterable[str], names: Names, labelled: Collection[str] = ()) -> Iterator[str]:
    """Yield the block of each subject; blank nodes that are `labelled` are named elsewhere too."""
    parts = [*map(_split, lines)]
    inner = _inner(parts, labelled)
    for subject, group in groupby(parts, key=itemgetter(0)):
        if subject not in inner:
            yield _block(subject, group, names, inner)


def _split(line: str) -> list[str]:
    """Return subject, predicate and all the rest of a line."""
    return line.split(" ", 2)


def _block(subject: str, group: Iterable[Sequence[str]], names: Names, inner: Inner) -> str:
    said = [(predicate, rest[:-2]) for _, predicate, rest in group]
    return f"{names[subject]} {_predicates(said, names, inner, 1)} .\n"


def _predicates(said: Said, names: Names, inner: Inner, depth: int) -> str:
    """Return what is said of a subject, a line per predicate."""
    ordered = sorted(said, key=lambda pair: pair[0] != _TYPE) if len(said) > 1 else said
    return f" ;\n{'    ' * depth}".join(
        f"{'a' if predicate == _TYPE else names[predicate]} "
        + ", ".join(_object(obj, names, inner, depth) for _, obj in same)
        for predicate, same in groupby(ordered, key=itemgetter(0))
    )


def _object(term: str, names: Names, inner: Inner, depth: int) -> str:
    """Return an object: a blank node that stands nowhere else as the list or the things said of it."""
    if term not in inner:
        return names[term]
    if (members := _members(term, inner)) is not None:
        return f"( {' '.join(_object(member, names, inner, depth) for member in members)} )"
    return f"[ {_predicates(inner[term], names, inner, depth + 1)} ]"


def _members(node: str, inner: Inner) -> list[str] | None:
    """Return the members of the list that begins with a blank node, None when it is no such list."""
    members = []
    while node != _NIL:
        said = inner.get(node, [])
        if [predicate for predicate, _ in said] != [_FIRST, _REST]:
            return None
        members.append(said[0][1])
        node = said[1][1]
    return members


def _inner(parts: Sequence[Sequence[str]], labelled: Collection[str]) -> Inner:
    """Return what is said of each blank node that can stand where it is named, which is in one place only."""
    said: dict[str, Said] = {}
    for subject, predicate, rest in parts:
        if subject.startswith("_:"):
            said.setdefault(subject, []).append((predicate, rest[:-2]))
    if not said:
        return {}
    named = Counter(term for _, _, rest in parts for term in _BLANK.findall(f" {rest}") if term in said)
    holder = {rest[:-2]: (subject, predicate) for subject, predicate, rest in parts if rest[:-2] in said}
    alone = [node for node in said if named[node] == 1 and node not in labelled]
    held = {node: holder[node] for node in alone if node in holder}
    depths = _depths(held, _listed(said, held))
    return {node: said[node] for node in held if depths[node] <= _DEEPEST}


def _listed(said: Mapping[str, Said], held: Mapping[str, tuple[str, str]]) -> set[str]:
    """Return the nodes from which a list goes on to its end, and in which nothing else is said."""
    found: set[str] = set()
    waiting = [node for node, pairs in said.items() if (_REST, _NIL) in pairs]
    while waiting:
        node = waiting.pop()
        if [predicate for predicate, _ in said[node]] == [_FIRST, _REST]:
            found.add(node)
            subject, predicate = held.get(node, ("", ""))
            waiting += [subject] if predicate == _REST and subject in said else []
    return found


def _depths(held: Mapping[str, tuple[str, str]], listed: set[str]) -> dict[str, float]:
    """Return how deep each node would stand in others; members of a list are as deep as its beginning.

    It is infinite for nodes that hold each other in a circle.
    """
    depths: dict[str, float] = {}
    for start in held:
        path: dict[str, None] = {}
        node = start
        while node in held and node not in depths and node not in path:
            path[node] = None
            node = held[node][0]
        depth = inf if node in path else depths.get(node, 0)
        for each in reversed(path):
            subject, predicate = held[each]
            depth += 0 if predicate == _REST and {each, subject} <= listed else 1
            depths[each] = depth
    return depths

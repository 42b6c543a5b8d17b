"""The difference of two graphs as text, JSON or RDF Patch."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from kg.errors import OutputError
from kg.spelling import counted
from kg.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.look.diff import Change, Difference
    from kg.look.disputes import Said

_SIGNS: Final = {"added": "+", "removed": "-", "changed": "~"}
_HEADINGS: Final = {
    "fact": "Facts",
    "record": "Records",
    "entity": "Entities",
    "source": "Sources",
    "passage": "Passages",
    "name": "Printed names",
    "thing": "Other things",
    "graph": "Named graphs",
}


def as_text(difference: Difference) -> str:
    """Return a paragraph for each kind of thing: `+` added, `-` removed, `~` changed with what changed.

    Before them stands what statements disagree about since (`!`), those that are new marked with `+`.
    """
    return "".join(f"{one_line(line)}\n" for line in _text(difference)).lstrip("\n")


def as_json(difference: Difference) -> str:
    """Return the changes as a JSON list of objects: kind, sign, name, label, before and after.

    Those of the kind `disagreement` have label, before and after, statements with name, sources and text.
    """
    disputes = [{"kind": "disagreement", **asdict(dispute)} for dispute in difference.disputes]
    told = [*disputes, *map(asdict, difference.changes)]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_patch(difference: Difference) -> str:
    """Return an RDF Patch that turns the first graph into the second, triples in the order of their text.

    One transaction of rows `D s p o .` then `A s p o .`, terms as in N-Triples
    (https://afs.github.io/rdf-delta/rdf-patch.html); Apache Jena's `rdfpatch` and Fuseki apply it. Raises
    OutputError where blank nodes of the first graph differ, which no patch can name, or where triples stand
    in other named graphs.
    """
    if difference.moves:
        what = "a patch here tells of triples, and some only stand in other named graphs"
        raise OutputError(what, hint="Take -f text or -f json.")
    if difference.unnamed:
        number = len(difference.unnamed)
        what = f"a patch cannot name what has no IRI, as {number} of the nodes that differ"
        raise OutputError(what, hint="Take -f text or -f json, or give these nodes IRIs in both graphs.")
    rows = [f"D {triple} ." for triple in difference.removed] + [
        f"A {triple} ." for triple in difference.added
    ]
    return "".join(f"{row}\n" for row in ["TX .", *rows, "TC ."])


def summary(difference: Difference) -> str:
    """Return how many things were added, removed and changed, and disagreements arose, in one line."""
    counts = Counter(change.sign for change in difference.changes)
    told = [f"{counts[sign]} {sign}" for sign in _SIGNS if counts[sign]]
    told += [counted(len(difference.disputes), "new disagreement")] if difference.disputes else []
    return ", ".join(told) or "no difference"


def _text(difference: Difference) -> Iterator[str]:
    if difference.disputes:
        yield from ("", "Disagreements")
    for dispute in difference.disputes:
        yield f"! {dispute.label}"
        yield from (f"      {_said(said)}" for said in dispute.before)
        yield from (f"    + {_said(said)}" for said in dispute.after)
    for kind, heading in _HEADINGS.items():
        changes = [change for change in difference.changes if change.kind == kind]
        if changes:
            yield from ("", heading)
        for change in changes:
            name = f"  [{change.name}]" if change.name and change.kind != "name" else ""
            yield f"{_SIGNS[change.sign]} {change.label}{name}"
            yield from _properties(change) if change.sign == "changed" else ()


def _said(said: Said) -> str:
    return f"{said.text}  [{', '.join([said.name, *said.sources])}]"


def _properties(change: Change) -> Iterator[str]:
    """Yield a line for each property that changed, a replaced value as `before → after`."""
    for prop in sorted({name for name, _ in (*change.before, *change.after)}):
        old = [value for name, value in change.before if name == prop]
        new = [value for name, value in change.after if name == prop]
        if len(old) == len(new) == 1:
            yield f"    {prop}: {old[0]} → {new[0]}"
        else:
            yield from (f"    - {prop}: {value}" for value in old)
            yield from (f"    + {prop}: {value}" for value in new)

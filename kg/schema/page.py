"""The schema of a graph for people: its classes as a table, or a page of about ten lines on one of them."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.schema.tables import Classes, Described, kinds, listed
from kg.schema.uses import IN, OUT
from kg.spelling import counted
from kg.tables.cells import Cell, number, words
from kg.tables.terminal import Style, drawing, width, wrap
from kg.terminal import one_line

if TYPE_CHECKING:
    from kg.schema.uses import Use

_ROWS: Final = 8
_OUTWARDS: Final = 5
"""How many of the rows are for what is said of the things themselves, where others point at them."""
_KINDS: Final = 2
_CLASSES: Final = 6
_SHORTEST: Final = 20
_LONGEST: Final = 60


def text(found: Classes | Described, style: Style, *, whole: bool, options: Sequence[str] = ()) -> str:
    """Return what was found as text; `options` are those that `kg query` needs to ask the same graph."""
    lines = _classes(found, style) if isinstance(found, Classes) else _page(found, style, whole, options)
    return "".join(lines)


def _classes(found: Classes, style: Style) -> Iterator[str]:
    rows = [
        [
            words(found.names.short(row.iri), row.iri),
            words(row.label),
            number(f"{row.instances:,}"),
            words(listed(row.superclasses, found.names.short)),
        ]
        for row in found.rows
    ]
    table = "".join(drawing(style)(["class", "label", "instances", "superclass"], iter([rows])))
    yield table
    yield from _harmless(found.names.declarations(table))


def _page(found: Described, style: Style, whole: bool, options: Sequence[str]) -> Iterator[str]:
    shown = found.uses if whole or len(found.uses) <= _ROWS + 1 else _first(found.uses)
    if not found.instances:
        return
    yield from (f"{line}\n" for line in _head(found, style.width))
    yield from _table(found, shown, style) if shown else ()
    if len(shown) < len(found.uses):
        yield f"… and {len(found.uses) - len(shown)} more; --all shows them\n"
    if found.query:
        yield "\n"
        yield from _harmless(f"kg query {shlex.join([*options, found.query])}".split("\n"))


def _harmless(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines, what could act on a terminal as an escape that SPARQL understands in an IRI."""
    yield from (f"{one_line(line)}\n" for line in lines)


def _first(uses: Sequence[Use]) -> list[Use]:
    """Return as many properties as a page holds: of both directions, where both are used."""
    outwards = [use for use in uses if use.direction == OUT]
    inwards = [use for use in uses if use.direction == IN]
    outwards = outwards[: max(_OUTWARDS, _ROWS - len(inwards))]
    return [*outwards, *inwards[: _ROWS - len(outwards)]]


def _head(found: Described, across: int) -> Iterator[str]:
    """Yield the lines that say which class it is, what it means, what is above and below it."""
    number = counted(found.instances, "instance")
    titles = [found.labels.get(found.iri, ""), found.names.short(found.iri), number]
    if not found.iri:
        titles = ["things without a class", f"{found.instances:,}"]
    yield from _wrapped(" – ".join(filter(None, titles)), across, "")
    narrowest = [f"{count:,} {found.names.short(cls)}" for cls, count in found.narrowest[:_CLASSES]]
    narrowest += ["…"] * (len(found.narrowest) > _CLASSES)
    told = [
        found.definition,
        f"superclasses: {listed(found.superclasses, found.names.short)}" if found.superclasses else "",
        f"most specific classes: {', '.join(narrowest)}" if len(narrowest) > 1 else "",
    ]
    for line in filter(None, told):
        yield from _wrapped(line, across, "  ")


def _wrapped(line: str, across: int, indent: str) -> Iterator[str]:
    for place, piece in enumerate(wrap(one_line(line), across - len(indent) - 2)):
        yield f"{indent}{'  ' * (place > 0)}{piece}"


def _table(found: Described, shown: Sequence[Use], style: Style) -> Iterator[str]:
    """Yield the table of properties, each on one line where the width allows: examples take what is left."""
    columns = ["property", "used by", "values", "for example"]
    rows = [_row(found, use) for use in shown]
    across = [max(map(width, [head, *(row[i].text for row in rows)])) for i, head in enumerate(columns[:-1])]
    room = min(max(style.width - sum(across) - 2 * len(across), _SHORTEST), _LONGEST)
    for row, use in zip(rows, shown, strict=True):
        row.append(words(_fitted([one_line(one) for one in found.examples(use)], room)))
    yield from drawing(style)(columns, iter([rows]))


def _row(found: Described, use: Use) -> list[Cell]:
    """Return the cells of a property but for the last, that of the examples."""
    short, told = found.names.short(use.iri), kinds(use)
    values = listed(told[:_KINDS], found.names.short) + (", …" if len(told) > _KINDS else "")
    return [
        words(short if use.direction == OUT else f"← {short}", use.iri),
        number(f"{use.used_by:,}"),
        words(values),
    ]


def _fitted(examples: Sequence[str], room: int) -> str:
    """Return all examples where they fit, else the first, cut where it must be."""
    together, first = "; ".join(examples), next(iter(examples), "")
    if width(together) <= room:
        return together
    return first if width(first) <= room else f"{wrap(first, room - 1)[0].rstrip(',;:')}…"

"""Whether the words of a row name the ends of its figure, and the places that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.build.context import Context
from kg.check.heard import PLACES, Heard, warning
from kg.errors import Problem
from kg.seeds.rows import Value
from kg.text.folding import Span

_HINT: Final = (
    "Correct it, add the word that means it to its wording in seeds/entities.yaml,"
    " or say inferred: [{}] where it follows from other words."
)


def unnamed(row: Heard, context: Context) -> Iterator[Problem]:
    """Yield a warning for each end of a figure and each place that the words of a row do not name.

    What the words before tell of is understood, and so are the things that the source or the project is
    about, unless the row leaves out another of its kind that is named: “both countries”, “the two”.
    """
    looked_for, told = [*_looked_for(row, context)], None
    named = row.named(row.sentence) if looked_for else set()
    for key, value in looked_for:
        if value.text in named:
            continue
        told = _told_of(row, context) if told is None else told
        instead = _left_out(row, value, context)
        if value.text not in told or instead:
            what = f"{key} is {value.text}, which neither the quote nor its sentence names"
            what += f"; it names {' and '.join(sorted(instead))}" if instead else ""
            yield warning(value, "end", what, _HINT.format(key))


def _looked_for(row: Heard, context: Context) -> Iterator[tuple[str, Value]]:
    """Yield the keys and values of a row that are ends of a figure or places."""
    origins, goals = context.ontology.ends
    both = [stated.key for stated in row.row if stated.key == "between"]
    ends = {*origins, *goals, *both} if row.row.first("printed") else set()
    for key in dict.fromkeys([*(stated.key for stated in row.row), *sorted(ends)]):
        for value in row.values(key):
            if key in ends or _classes(value.text, context) & PLACES:
                yield key, value


def _classes(name: str, context: Context) -> frozenset[str]:
    thing = context.things.by_id.get(name)
    return thing.classes if thing else frozenset()


def _told_of(row: Heard, context: Context) -> set[str]:
    """Return the ids of what the passage may speak of without its name."""
    so_far = row.named(Span(0, row.sentence.end))
    about, things = context.ontology.focused, context.things.by_id
    focused = {name for name in so_far if things[name].node.value in about}
    return row.named(row.leading) | row.headed | focused


def _left_out(row: Heard, value: Value, context: Context) -> set[str]:
    """Return what the words name of the kind of a value, by itself, and no row of the passage says."""
    thing = context.things.by_id.get(value.text)
    named = {name for mention in row.within(row.sentence) for name in mention.ids}
    said = {value.text for each in row.passage.rows for stated in each for value in stated.values}
    said |= {each.id for each in row.passage.rows}
    others = named - said if thing else set()
    return {name for name in others if thing and context.things.by_id[name].declared == thing.declared}

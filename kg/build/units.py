"""Whether figures have a unit that their indicator takes: a percentage is no value of an inflow of money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from kg.build.context import Context
from kg.build.part import Statement
from kg.errors import Problem
from kg.terms import kg, local

_ALWAYS: Final = kg("rank")
"""The unit that every indicator takes: whatever is measured can be ranked."""


def misfitting(context: Context, triples: Iterable[Statement]) -> Iterator[Problem]:
    """Yield a problem for each figure in a unit that its indicator does not take, where that says which."""
    taken = context.ontology.objects(kg("takesUnit"))
    stated: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, predicate, value in triples:
        if predicate.value in (kg("indicator"), kg("unit")):
            stated[subject.value][predicate.value] = str(value.value)
    records = [thing for thing in context.things.by_id.values() if thing.is_a("Observation")]
    for record in records:
        about = stated[record.node.value]
        indicator, unit = about.get(kg("indicator"), ""), about.get(kg("unit"), _ALWAYS)
        if indicator in taken and unit != _ALWAYS and not taken[indicator] & _kinds(context, unit):
            what = f"{local(indicator)} is no number of {_name(context, unit)}: it is measured in"
            what += f" {' or '.join(sorted(_name(context, each) for each in taken[indicator]))}"
            hint = "Choose the indicator that the figure measures; how much one grows or shrinks is another."
            yield Problem(record.where, "unit", what, hint)


def _kinds(context: Context, unit: str) -> frozenset[str]:
    """Return a unit with the classes that it is of."""
    known = context.things.individuals.get(local(unit))
    return frozenset({unit}) | (known.classes if known else frozenset())


def _name(context: Context, unit: str) -> str:
    return context.ontology.labels.get(unit, local(unit))

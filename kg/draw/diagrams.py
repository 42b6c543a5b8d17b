"""Which sums of money belong in one diagram: the parts of a whole, and what shares a scale."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.speech.texts import capital, joined, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.draw.flows import Flow


@dataclass(frozen=True)
class Diagram:
    """Flows to draw together: the parts, and the whole they belong to where a passage states it."""

    title: str
    parts: list[Flow]
    whole: Flow | None = None

    @property
    def total(self) -> Decimal:
        """What its bands add up to, the part that no passage explains included."""
        return max(self.sum, (self.whole.amount or Decimal(0)) if self.whole else Decimal(0))

    @property
    def sum(self) -> Decimal:
        """What the parts add up to, as drawn."""
        return sum((flow.amount or Decimal(0) for flow in self.parts), Decimal(0))

    @property
    def rest(self) -> Decimal:
        """What parts to scale leave of the whole, negative when they exceed it, nothing within rounding."""
        if not self.whole or not self.whole.amount:
            return Decimal(0)
        left = self.whole.amount - self.sum
        return left if abs(left) > self.whole.amount / 200 else Decimal(0)

    @property
    def is_to_scale(self) -> bool:
        """Whether all of its parts are drawn to scale."""
        return all(flow.amount is not None for flow in self.parts)


def diagrams(found: Sequence[Flow]) -> tuple[list[Diagram], list[Flow]]:
    """Return the diagrams that can be drawn of flows, and the flows that are in none of them.

    Only flows of one indicator, unit and period are parts of one diagram; flows of indicators under one
    concept (skos:broader), such as imports and exports, that are broken down no further stand side by side.
    """
    drawable = [f for f in found if not f.is_two_way and f.statement.modality in ("asserted", "reported")]
    drawn = _worth_drawing([d for group in _grouped(drawable, _whole_key) for d in _broken_down(group)])
    used = {flow.iri for diagram in drawn for flow in (*diagram.parts, diagram.whole) if flow}
    plain = [flow for flow in drawable if flow.iri not in used and not flow.dimensions]
    for group in _grouped(plain, lambda flow: flow.family):
        if len({flow.indicator for flow in group}) > 1:
            title = joined(say(", "), (group[0].above, group[0].when))
            drawn.append(Diagram(capital(title), group))
            used |= {flow.iri for flow in group}
    return drawn, [flow for flow in found if flow.iri not in used]


def _whole_key(flow: Flow) -> tuple[str, str, str]:
    return flow.indicator, flow.unit, flow.period


def _grouped(found: Iterable[Flow], key: Any) -> list[list[Flow]]:  # noqa: ANN401  (a function to sortable keys)
    groups: dict[Any, list[Flow]] = defaultdict(list)
    for flow in found:
        groups[key(flow)].append(flow)
    return list(groups.values())


def _worth_drawing(drawn: Sequence[Diagram]) -> list[Diagram]:
    """Return the diagrams that compare anything to scale: several parts, or one with the rest of a whole."""
    several = [diagram for diagram in drawn if len(diagram.parts) > 1 or diagram.rest > 0]
    return [diagram for diagram in several if any(flow.amount is not None for flow in diagram.parts)]


def _broken_down(group: Sequence[Flow]) -> Iterator[Diagram]:
    """Yield a diagram for every way in which flows of one indicator and period are broken down."""
    wholes = {flow.iri: flow for flow in group}
    named = [flow for flow in group if flow.part_of in wholes and flow.part_of != flow.iri]
    parts = [_as_part(flow, wholes[flow.part_of]) for flow in named]
    taken = {iri for flow in named for iri in (flow.iri, flow.part_of)}
    rest = [flow for flow in group if flow.iri not in taken]
    for together in _grouped(
        [part for part in parts if part.part], lambda flow: (flow.part_of, flow.dimension)
    ):
        yield _diagram(together, wholes[together[0].part_of])
    for together in _grouped(filter(None, map(_by_itself, rest)), lambda flow: (flow.dimension, flow.origin)):
        yield _diagram(together, None)
    yield from _by_ends([flow for flow in rest if not flow.dimensions])


def _as_part(flow: Flow, whole: Flow) -> Flow:
    """Return the flow with what makes it a part of its whole: a dimension of its own, else an end."""
    own = [pair for pair in flow.dimensions if pair not in whole.dimensions]
    if own:
        return _with_dimensions(flow, own)
    if flow.target != whole.target:
        return replace(flow, dimension=flow.kinds[1], part=flow.target)
    return replace(flow, dimension=flow.kinds[0], part=flow.origin) if flow.origin != whole.origin else flow


def _by_itself(flow: Flow) -> Flow | None:
    """Return a flow of no known whole as the part that its dimensions make it, None when it has none."""
    return _with_dimensions(flow, flow.dimensions) if flow.dimensions else None


def _with_dimensions(flow: Flow, pairs: Sequence[tuple[str, str]]) -> Flow:
    names, values = zip(*pairs, strict=True)
    return replace(flow, dimension=listed(names), part=joined(", ", values))


def _by_ends(group: Sequence[Flow]) -> Iterator[Diagram]:
    """Yield diagrams of flows of no known whole that go from one thing to several alike, or the reverse."""
    for together in _grouped(group, lambda flow: (flow.origin, flow.kinds[1])):
        if len({flow.target for flow in together}) > 1:
            yield _diagram([replace(f, dimension=f.kinds[1], part=f.target) for f in together], None)
    for together in _grouped(group, lambda flow: (flow.target, flow.kinds[0])):
        if len({flow.origin for flow in together}) > 1:
            yield _diagram([replace(f, dimension=f.kinds[0], part=f.origin) for f in together], None)


def _diagram(parts: Sequence[Flow], whole: Flow | None) -> Diagram:
    first = parts[0]
    parted = say("by {dimension}", dimension=first.dimension)
    title = joined(say(", "), (first.indicator_label, first.when, parted))
    return Diagram(capital(title), sorted(parts, key=_size), whole)


def _size(flow: Flow) -> Decimal:
    """Rank large before small, and what is not drawn to scale last."""
    return -(flow.amount or Decimal(0))

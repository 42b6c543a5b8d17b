"""Sums of money that plain triples state: an amount in a currency, who gives it and who gets it.

They are found by the names of properties, as schema.org (sender, recipient, amount: a MonetaryAmount) and
FollowTheMoney (payer, beneficiary, amount, currency) give them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.draw.flows import Flow
from kg.speech.texts import joined, say
from kg.statements.dated import dated
from kg.statements.extent import Extent
from kg.statements.properties import iri_value, number, written
from kg.statements.statement import Statement
from kg.terms import local
from kg.text import periods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.statements.statements import Statements

    Values = dict[str, list[Term]]

_IN_A_CURRENCY: Final = '?sum ?c ?unit FILTER(REGEX(STR(?c), "currency$", "i"))'
_DESCRIBED: Final = f"SELECT DISTINCT ?sum ?thing ?p ?o {{ FILTER(isIRI(?p)) {_IN_A_CURRENCY}"
_SUMS: Final = f"{_DESCRIBED} ?sum ?p ?o BIND(?sum AS ?thing) }}"
_OF: Final = f"{_DESCRIBED} ?thing ?q ?sum . ?thing ?p ?o }}"
_GIVING: Final = (
    *("payer", "sender", "funder", "donor", "lender", "investor", "debtor", "buyer", "from", "agent"),
)
_GETTING: Final = (
    *("beneficiary", "recipient", "payee", "receiver", "grantee", "borrower", "creditor", "seller", "to"),
)
_AMOUNT: Final = ("amount", "value", "price")
_CURRENCY: Final = ("currency", "pricecurrency")


def payments(graph: Graph, statements: Statements) -> list[Flow]:
    """Return the sums of money of a graph without facts and records, sorted; years are their periods."""
    sums = _described(graph, _SUMS)
    years = {one.thing: one.when[:4] for one in dated(graph, statements)}
    found = {thing: (thing, values) for (_, thing), values in sums.items()}
    for (amount, thing), values in _described(graph, _OF).items():
        found.setdefault(f"{thing} {amount}", (thing, values | sums[amount, amount]))
    flows = (_flow(thing, values, statements, years) for thing, values in found.values())
    return sorted(filter(None, flows), key=lambda flow: (flow.period, flow.indicator, flow.iri))


def _described(graph: Graph, query: str) -> dict[tuple[str, str], Values]:
    """Return (sum, thing) → name of a property, in small letters → values."""
    found: dict[tuple[str, str], Values] = defaultdict(lambda: defaultdict(list))
    for row in graph.select(query):
        name = local(row["p"].value).rpartition(":")[2].lower()
        found[_key(row["sum"]), _key(row["thing"])][name].append(row["o"])
    return found


def _key(term: Term) -> str:
    return iri_value(term) or str(term)


def _flow(thing: str, values: Values, statements: Statements, years: dict[str, str]) -> Flow | None:
    """Return the flow that a thing is, None where it has not two ends, or no amount in a currency."""
    giving, getting = (next(_of(values, names), None) for names in (_GIVING, _GETTING))
    amount = next((found for value in _of(values, _AMOUNT) if (found := number(written(value)))), None)
    unit = next(_of(values, _CURRENCY), None)
    if not (giving and getting and amount and unit):
        return None
    currency = local(written(unit)).upper()
    cls = next(iter(statements.ranked(thing)), "")
    kind = statements.name(cls) if cls else say("sum")
    printed = f"{currency} {amount:,f}"
    ends = statements.text(giving), statements.text(getting)
    label = say("{name}: {value}", name=joined(say(", "), (kind, joined(" → ", ends))), value=printed)
    told = Statement(
        *(thing, "triple", local(cls) or "sum", kind, label),
        modality="asserted",
        years=periods.years(years.get(thing, "")),
        printed=printed,
    )
    return Flow(
        iri=thing,
        indicator=told.property,
        indicator_label=kind,
        unit=currency,
        period=years.get(thing, ""),
        origin=ends[0],
        target=ends[1],
        kinds=(_kind(giving, statements), _kind(getting, statements)),
        dimensions=(),
        part_of="",
        above="",
        value=Extent(amount, amount),
        amount=amount,
        is_two_way=False,
        statement=told,
    )


def _of(values: Values, names: tuple[str, ...]) -> Iterator[Term]:
    """Yield the values of the properties of these names, the first in order of text of each."""
    return (min(values[name], key=str) for name in names if name in values)


def _kind(end: Term, statements: Statements) -> str:
    return statements.class_label(iri_value(end)) or say("thing")

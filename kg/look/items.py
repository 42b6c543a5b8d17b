"""Statements as items of a page: the other end, how it is meant, and the words that say so."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.look.page import Group, Item
from kg.network import wording
from kg.network.properties import iri_value

if TYPE_CHECKING:
    from kg.network.properties import Term
    from kg.network.statement import Quote, Statement
    from kg.network.statements import Statements
    from kg.terms import Prefixes

_DIGITS: Final = re.compile(r"[+-]?\d+(\.\d+)?")
_NUMBERS: Final = {terms.XSD + "integer", terms.XSD + "decimal"}


def shown(said: Statements, term: Term, prefixes: Prefixes) -> str:
    """Return a value as people read it: a thing with its name, a number with separators."""
    text, name = said.text(term), name_of(term, prefixes)
    if name:
        return f"{text} [{name}]"
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    return f"{Decimal(text):,f}" if datatype in _NUMBERS and _DIGITS.fullmatch(text) else text


def name_of(term: Term, prefixes: Prefixes) -> str:
    """Return the prefixed name of a thing, an empty string for a literal."""
    iri = iri_value(term)
    return prefixes.compact(iri) if iri else ""


def item_of(text: str, name: str, said: Statement) -> Item:
    """Return the item of a statement: `text` is the other end or the record, `name` its prefixed name."""
    return Item(text, name, tuple(_remarks(said)), said.quotes)


def _remarks(said: Statement) -> list[str]:
    """Return how a statement is meant, in words."""
    remarks = [wording.certainty(said.modality)]
    remarks += [f"said by {' and '.join(said.said_by)}"] if said.said_by else []
    remarks += [wording.restriction(said.restricted_to)]
    remarks += [wording.period(said.period)] if said.kind == "fact" else []
    remarks += [f"as of {said.as_of}"] if said.as_of else []
    if said.status:
        corrected = f", should be {said.corrected}" if said.corrected else ""
        reason = f" – {said.reason}" if said.reason else ""
        remarks.append(f"{said.status}: {said.printed}{corrected}{reason}")
    return [remark for remark in remarks if remark]


def in_groups(groups: dict[tuple[str, str], list[Item]]) -> tuple[Group, ...]:
    """Return items by heading and direction as groups, what the thing itself does first."""
    ordered = sorted(groups, key=lambda key: (key[1] != "out", key))
    return tuple(Group(*key, _merged(groups[key])) for key in ordered)


def _merged(items: list[Item]) -> tuple[Item, ...]:
    """Return the items in order, those that say the same as one with all its quotes."""
    quotes: dict[tuple[str, str, tuple[str, ...]], list[Quote]] = defaultdict(list)
    for item in items:
        quotes[item.text, item.name, item.remarks] += item.quotes
    return tuple(Item(*said, tuple(quotes[said])) for said in sorted(quotes))

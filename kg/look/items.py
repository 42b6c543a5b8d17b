"""Statements as items of a page: the other end, how it is meant, and the words that say so."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.look.page import Group, Item, Value
from kg.statements import wording
from kg.statements.properties import iri_value

if TYPE_CHECKING:
    from kg.graph.answers import Term
    from kg.statements.statement import Citation, Statement
    from kg.statements.statements import Statements
    from kg.terms import Prefixes

_DIGITS: Final = re.compile(r"[+-]?\d+(\.\d+)?")
_NUMBERS: Final = {terms.XSD + "integer", terms.XSD + "decimal"}


def shown(statements: Statements, term: Term, prefixes: Prefixes) -> Value:
    """Return a value as people read it: a thing with its name, a number with separators."""
    text, name = statements.text(term), name_of(term, prefixes)
    if name:
        return Value(text, name)
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    return Value(f"{Decimal(text):,f}" if datatype in _NUMBERS and _DIGITS.fullmatch(text) else text)


def name_of(term: Term, prefixes: Prefixes) -> str:
    """Return the prefixed name of a thing, an empty string for a literal."""
    iri = iri_value(term)
    return prefixes.compact(iri) if iri else ""


def item_of(text: str, name: str, statement: Statement) -> Item:
    """Return the item of a statement: `text` is the other end or the record, `name` its prefixed name."""
    return Item(text, name, tuple(_remarks(statement)), statement.quotes)


def _remarks(statement: Statement) -> list[str]:
    """Return how a statement is meant, in words."""
    remarks = [wording.certainty(statement.modality)]
    remarks += [f"said by {' and '.join(statement.said_by)}"] if statement.said_by else []
    remarks += [wording.restriction(statement.restricted_to)]
    remarks += [wording.period(statement.period, statement.precision)] if statement.kind == "fact" else []
    remarks += [f"as of {statement.as_of}"] if statement.as_of else []
    if statement.status:
        corrected = f", should be {statement.corrected}" if statement.corrected else ""
        reason = f" – {statement.reason}" if statement.reason else ""
        remarks.append(f"{statement.status}: {statement.printed}{corrected}{reason}")
    return [remark for remark in remarks if remark]


def in_groups(groups: dict[tuple[str, str], list[Item]]) -> tuple[Group, ...]:
    """Return items by heading and direction as groups, what the thing itself does first."""
    ordered = sorted(groups, key=lambda key: (key[1] != "out", key))
    return tuple(Group(*key, _merged(groups[key])) for key in ordered)


def _merged(items: list[Item]) -> tuple[Item, ...]:
    """Return the items in order, those that say the same as one with all its quotes."""
    quotes: dict[tuple[str, str, tuple[str, ...]], list[Citation]] = defaultdict(list)
    for item in items:
        quotes[item.text, item.name, item.remarks] += item.quotes
    return tuple(Item(*alike, tuple(quotes[alike])) for alike in sorted(quotes))

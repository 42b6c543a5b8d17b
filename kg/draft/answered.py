"""The rows of an answer that may be kept: their words stand in the sentence, and a build would take them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from kg.build.compile import refusals
from kg.build.context import Context, context_of
from kg.draft.offered import PRINTED, Offer
from kg.draft.proposed import Proposed
from kg.errors import Problem
from kg.ontology.lookups import Ontology
from kg.seeds.implied import contradicted
from kg.seeds.rows import Passage, Row, Seeds, Source, Stated, Value
from kg.text.folding import stands_in
from kg.text.quotes import Selector, Words

_MOST: Final = 50
"""Rows of an answer; no sentence states so many."""
_HERE: Final = "the row"
"""Where everything in a row stands that is judged."""
_NOTHING: Final = Row("", "", ())


class Answered(NamedTuple):
    """The rows that are kept of an answer, and why each other is not."""

    rows: list[Proposed]
    refused: list[str]


Doubts = Callable[[Seeds, Context], list[Problem]]
"""Tells where rows say other than the words they stand under."""


@dataclass(frozen=True)
class Asked:
    """A sentence as a model was asked about it: its words, the dates found in it, what was offered for it."""

    text: str
    dates: frozenset[str]
    offer: Offer
    ontology: Ontology
    source: Source
    entities: tuple[Row, ...]
    doubts: Doubts


class RefusedError(Exception):
    """Why an answer or a row of it is not kept."""


def answered(answer: str, asked: Asked, origin: str) -> Answered:
    """Return what is kept and refused of an answer; RefusedError where it is no JSON with rows."""
    kept: list[Proposed] = []
    refused: list[str] = []
    for row in _rows(answer):
        try:
            proposed = _row(row, asked, origin)
            _judge(proposed, asked)
        except RefusedError as error:
            refused.append(str(error))
        else:
            kept += [proposed] if proposed not in kept else []
    return Answered(kept, refused)


def _rows(answer: str) -> list[Any]:
    """Return the rows of an answer, around which other words may stand; numbers stay as they are written."""
    begin, end = answer.find("{"), answer.rfind("}")
    try:
        whole = json.loads(answer[begin : end + 1], parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise RefusedError("the answer is no JSON") from error
    rows = whole.get("rows") if isinstance(whole, dict) else None
    if not isinstance(rows, list):
        raise RefusedError("the answer has no list of rows")
    if len(rows) > _MOST:
        raise RefusedError(f"the answer has more than {_MOST} rows")
    return rows


def _row(row: Any, asked: Asked, origin: str) -> Proposed:  # noqa: ANN401  (whatever JSON holds)
    """Return a row as it may be proposed; RefusedError where the sentence does not say so."""
    if not isinstance(row, dict):
        raise RefusedError("a row is no object")
    said = {key: _texts(key, value) for key, value in row.items()}
    quote, subject, kind = (_only(key, said.pop(key, ("",))) for key in ("quote", "id", "a"))
    if not stands_in(quote, asked.text):
        raise RefusedError("its quote is not in the sentence")
    if bool(subject) is bool(kind):
        raise RefusedError("it needs either an id or a class")
    if (subject or kind) not in (asked.offer.things if subject else asked.offer.classes):
        raise RefusedError(f"{_short(subject or kind)} is nothing that was offered")
    for key, values in said.items():
        _check(key, values, quote, asked)
    stated = {key: values if len(values) > 1 else values[0] for key, values in said.items()}
    return Proposed(kind, stated, subject=subject, origin=origin)


def _texts(key: str, value: Any) -> tuple[str, ...]:  # noqa: ANN401  (whatever JSON holds)
    values = value if isinstance(value, list) else [value]
    if not values or not all(isinstance(each, str) and each.strip() for each in values):
        raise RefusedError(f"what it gives as {_short(key)} is no text")
    return tuple(values)


def _only(key: str, values: tuple[str, ...]) -> str:
    if len(values) > 1:
        raise RefusedError(f"it has several values of {_short(key)}")
    return values[0]


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:59]}…")


def _check(key: str, values: tuple[str, ...], quote: str, asked: Asked) -> None:
    """Raise RefusedError for a key or value that was not offered, and for words that nobody reads there."""
    prop = asked.ontology.properties.get(key)
    if prop is None or key not in asked.offer.keys:
        raise RefusedError(f"{_short(key)} is no key that was offered")
    offered = asked.offer.things.keys() | asked.offer.values.keys()
    for value in values:
        if prop.classes and value not in offered:
            raise RefusedError(f"{_short(value)}, as {key}, is nothing that was offered")
        if not prop.classes and value not in asked.dates and not stands_in(value, asked.text):
            raise RefusedError(f"{_short(value)}, as {key}, is not in the sentence")
        if key == PRINTED and not stands_in(value, quote):
            raise RefusedError(f"{_short(value)}, as {key}, is not in its quote")


def _judge(row: Proposed, asked: Asked) -> None:
    """Raise RefusedError where a build would refuse a row under its sentence, or there are doubts of it."""
    written = _written(row)
    passage = Passage(Selector(Words(asked.text, "")), (written,), _NOTHING)
    bare = replace(asked.source, text=asked.text, header=_NOTHING, quote=None, skipped=(), drafted=())
    alone = Seeds((replace(bare, passages=(passage,)),), asked.entities)
    context, problems = context_of(alone, asked.ontology)
    problems += [*refusals(context, alone.sources[0]), *asked.doubts(alone, context)]
    dates, numbers = asked.ontology.keys_of_dates(), asked.ontology.keys_of_numbers()
    problems += contradicted(alone.sources[0], dates, numbers)
    for problem in problems:
        if problem.where == written.where:
            raise RefusedError(problem.what)


def _written(row: Proposed) -> Row:
    """Return a row as seeds hold it; a new record is called what no seed can be."""
    stated = ({"a": row.kind} if row.kind else {}) | dict(row.stated)
    texts = {key: [said] if isinstance(said, str) else said for key, said in stated.items()}
    keys = [Stated(key, _HERE, tuple([Value(each, _HERE) for each in said])) for key, said in texts.items()]
    return Row(row.subject or "new_record", _HERE, tuple(keys))

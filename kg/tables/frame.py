"""Rows of values as a pandas data frame to compute with: one type a column, one kind of missing."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from kg.errors import KgError

if TYPE_CHECKING:
    import pandas as pd


def frame(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """Return rows of Python values as a data frame, each column of the narrowest type that holds it.

    Integers and years are Int64, other numbers Float64, yes and no boolean, text string; dates are
    datetime64[s], times datetime64[us], in UTC where they say their zone. A column that mixes these, or has
    integers beyond 64 bits, keeps its values as they are (object). What is missing is pandas.NA, among dates
    NaT; `isna()` finds both. Raises KgError when pandas is not installed.
    """
    try:
        import pandas as pd
    except ModuleNotFoundError as error:
        hint = "Install it with: pip install 'japan-mexico-kg[pandas]'"
        raise KgError("a data frame needs pandas, which is not installed", hint=hint) from error
    held = {name: _series([row[place] for row in rows]) for place, name in enumerate(columns)}
    return pd.DataFrame(held, columns=list(columns))


def _series(values: Sequence[object]) -> pd.Series[Any]:
    """Return a column in the first type that holds all its values."""
    import pandas as pd

    present = [value for value in values if value is not None]
    for fits, dtype, convert in _TYPES:
        if present and all(map(fits, present)):
            return pd.Series([pd.NA if v is None else convert(v) for v in values], dtype=dtype)
    return pd.Series([pd.NA if value is None else value for value in values], dtype=object)


def _is(of: type) -> Callable[[object], bool]:
    return lambda value: type(value) is of


def _is_whole(value: object) -> bool:
    return type(value) is int and -(2**63) <= value < 2**63


def _is_number(value: object) -> bool:
    return _is_whole(value) or type(value) in (Decimal, float)


def _is_time(*, zoned: bool) -> Callable[[object], bool]:
    return lambda value: isinstance(value, datetime.datetime) and (value.tzinfo is not None) is zoned


def _as_it_is(value: object) -> object:
    return value


_TYPES: Final[tuple[tuple[Callable[[object], bool], str, Callable[[Any], object]], ...]] = (
    (_is_whole, "Int64", _as_it_is),
    (_is_number, "Float64", float),
    (_is(bool), "boolean", _as_it_is),
    (_is(str), "string", _as_it_is),
    (_is(datetime.date), "datetime64[s]", _as_it_is),
    (_is_time(zoned=False), "datetime64[us]", _as_it_is),
    (_is_time(zoned=True), "datetime64[us, UTC]", lambda time: time.astimezone(datetime.UTC)),
)
"""Of each type which values it holds, its name in pandas, and how it takes them."""

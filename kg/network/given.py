"""Keywords by which a network or a picture is asked for, refused where they or their values mean nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from kg.errors import KgError
from kg.spelling import one_of

_PAIRS: Final = {"path": "a path joins two things", "compare": "two things are compared"}
"""Keywords that take two names, and what these are."""
_NUMBERS: Final = {"depth": 0, "limit": 1, "top": 1, "since": None, "until": None}
"""Keywords that take a whole number, with the lowest there is."""


def check(given: Mapping[str, object], known: Collection[str], choices: Mapping[str, Sequence[str]]) -> None:
    """Refuse a keyword that is not known, and a value that is none of its choices, no number or no pair.

    Raises UnknownNameError with those that exist, KgError for a number or a pair.
    """
    for name, value in given.items():
        one_of(name, sorted(known), "keyword")
        if name in choices:
            one_of(value, choices[name], f"value of {name}")
        elif name in _NUMBERS and value is not None:
            _check_number(name, value)
        elif name in _PAIRS and value is not None and not _is_pair(value):
            raise KgError(f"{_PAIRS[name]}, not {value!r}", hint=f"Give two names: {name}=(a, b).")


def _check_number(name: str, value: object) -> None:
    lowest = _NUMBERS[name]
    if not isinstance(value, int):
        raise KgError(f"{name} is {value!r}, which is no whole number")
    if lowest is not None and value < lowest:
        raise KgError(f"{name} is {value}, and {lowest} is the least there can be")


def _is_pair(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2

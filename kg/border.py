"""Errors where they leave for a caller: in our words, their message whole, our frames few."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from kg.errors import KgError, MemoryLimitError, damage

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def in_words(error: Exception) -> KgError | None:
    """Return what went wrong as an error of ours, None for a fault of this program."""
    if isinstance(error, MemoryError):
        return MemoryLimitError("it is more than memory holds")
    return error if isinstance(error, KgError) else damage(error)


def told(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Return a function whose KgErrors come with one frame of ours, since they say all there is to say.

    Any other exception is a fault of this program, and keeps every frame.
    """

    @functools.wraps(function)
    def called(*arguments: _Given.args, **keywords: _Given.kwargs) -> _Result:
        try:
            return function(*arguments, **keywords)
        except (KgError, RuntimeError) as error:
            if (known := in_words(error)) is None:
                raise
            raise known.with_traceback(None) from None

    return called

"""Errors where they leave for a caller in Python: their message whole, our frames few."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from kg.errors import KgError

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def told(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Return a function whose KgErrors come with one frame of ours, since they say all there is to say.

    Any other exception is a fault of this program, and keeps every frame.
    """

    @functools.wraps(function)
    def called(*arguments: _Given.args, **keywords: _Given.kwargs) -> _Result:
        try:
            return function(*arguments, **keywords)
        except KgError as error:
            raise error.with_traceback(None) from None

    return called

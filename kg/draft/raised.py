"""Raised digits, of notes and powers, as characters of their own: 2024¹ is no 20241."""

from __future__ import annotations

from typing import Final

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALLER: Final = 0.85
_HIGHER: Final = 0.2


def raised(text: str) -> str:
    """Return a text with its digits raised, any other character as it is."""
    return text.translate(_RAISED)


def is_raised(size: float, bottom: float, usual: tuple[float, float]) -> bool:
    """Say whether a letter is smaller than is usual on its line, and stands higher.

    `usual` are the size and the bottom of most letters, all in the same unit.
    """
    return size < _SMALLER * usual[0] and bottom - usual[1] > _HIGHER * usual[0]

"""How modalities, periods and restrictions of statements are put to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.text.datewords import words

if TYPE_CHECKING:
    from collections.abc import Sequence


def certainty(modality: str) -> str:
    """Return how a statement is meant, empty where the source simply states it."""
    return {"asserted": "", "background": "background knowledge"}.get(modality, modality)


def period(text: str, precision: str = "") -> str:
    """Return a period as people read it: `since 1999`, `until 1821`, `2021–2022`, `17th century`."""
    return words(text, precision)


def restriction(parts: Sequence[str]) -> str:
    """Return of what part something is said: `only: …`, or an empty string."""
    return f"only: {', '.join(parts)}" if parts else ""

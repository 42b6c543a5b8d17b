"""How modalities, periods and restrictions of statements are put to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def certainty(modality: str) -> str:
    """Return how a statement is meant, empty where the source simply states it."""
    return {"asserted": "", "background": "background knowledge"}.get(modality, modality)


def period(text: str) -> str:
    """Return a period as people read it: `since 1999`, `until 1821`, `2021–2022`, else as it is written."""
    first, slash, last = text.partition("/")
    if not slash:
        return text
    start, end = (part.strip(" .") for part in (first, last))
    if start and end:
        return f"{start}–{end}"
    return f"since {start}" if start else f"until {end}" if end else ""


def restriction(parts: Sequence[str]) -> str:
    """Return of what part something is said: `only: …`, or an empty string."""
    return f"only: {', '.join(parts)}" if parts else ""

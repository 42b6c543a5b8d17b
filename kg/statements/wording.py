"""How modalities, periods and restrictions of statements are put to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.speech.texts import joined, message, say
from kg.text.datewords import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_BACKGROUND: Final = message("background knowledge")
_MODALITIES: Final = {
    "asserted": message("asserted"),
    "reported": message("reported"),
    "planned": message("planned"),
    "possible": message("possible"),
    "denied": message("denied"),
    "background": message("background"),
}
_STATUSES: Final = {"suspect": message("suspect"), "ambiguous": message("ambiguous")}


def modality(name: str) -> str:
    """Return what a modality is called."""
    return say(_MODALITIES[name]) if name in _MODALITIES else name


def status(name: str) -> str:
    """Return what the status of a figure is called, empty where it has none."""
    return say(_STATUSES[name]) if name in _STATUSES else name


def certainty(name: str) -> str:
    """Return how a statement is meant, empty where the source simply states it."""
    return "" if name == "asserted" else say(_BACKGROUND) if name == "background" else modality(name)


def period(text: str, precision: str = "") -> str:
    """Return a period as people read it: `since 1999`, `until 1821`, `2021–2022`, `17th century`."""
    return words(text, precision)


def restriction(parts: Sequence[str]) -> str:
    """Return of what part something is said: `only: …`, or an empty string."""
    return say("only: {parts}", parts=joined(", ", parts)) if parts else ""

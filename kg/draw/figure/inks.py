"""The colours of a figure's paper, letters, lines and warnings, light and dark."""

from __future__ import annotations

from typing import Final, NamedTuple


class Inks(NamedTuple):
    """What a figure is drawn in; `paper` also stands around letters that cross a line."""

    paper: str
    ink: str
    soft: str
    rule: str
    line: str
    warn: str
    area: str


LIGHT: Final = Inks("#ffffff", "#1b1f24", "#57606a", "#d5d9de", "#7d8590", "#9a3b00", "#f1f3f6")
DARK: Final = Inks("#14171b", "#e8eaed", "#a3acb7", "#363c44", "#8b949e", "#ffb48a", "#1e2329")


def inks_of(scheme: str) -> Inks:
    """Return the inks of a scheme: dark ones when it is `dark`, else light ones, as paper is."""
    return DARK if scheme == "dark" else LIGHT


def rim(color: str) -> str:
    """Return a darker colour for the rim of a sign, which stands out on white and on black."""
    parts = [round(int(color[at : at + 2], 16) * 0.62) for at in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)

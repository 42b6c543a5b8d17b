"""A figure: an SVG of a width in millimetres, and the PNG and PDF that are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import OutputError

FORMATS: Final = (".svg", ".png", ".pdf")
"""Endings of files that hold a figure."""


@dataclass(frozen=True)
class Figure:
    """A picture for print: `svg` is the whole file, `summary` says in words how much it shows."""

    svg: str
    title: str
    summary: str

    def save(self, path: str | Path) -> None:
        """Write the figure in the format that the file's name ends in; OutputError for any other."""
        from kg.files import write_atomically

        write_atomically(Path(path), self.written(str(path)))

    def lacking(self, name: str) -> list[str]:
        """Return the characters that a file of this name lacks, since no font of this machine has them."""
        if Path(name).suffix.casefold() == ".svg":
            return []
        from kg.draw.figure import made

        return made.lacking(self.svg)

    def written(self, name: str) -> bytes:
        """Return the content of a file of this name; OutputError for a format no figure is written in."""
        ending = Path(name).suffix.casefold()
        if ending not in FORMATS:
            raise OutputError(f"a figure is {', '.join(FORMATS)}, not {ending or 'nameless'}", where=name)
        if ending == ".svg":
            return self.svg.encode()
        from kg.draw.figure import made

        return made.png(self.svg) if ending == ".png" else made.pdf(self.svg, self.title)

"""A picture: a whole HTML page, to be saved or shown in a notebook."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Picture:
    """Something drawn: `html` is the whole page, `summary` says in words how much it shows.

    A notebook shows the page inline, in a frame that can reach neither the notebook nor any network.
    """

    html: str
    title: str
    summary: str

    def save(self, path: str | Path) -> None:
        """Write the page as UTF-8, whole or not at all; OutputError when that cannot be done."""
        from kg.files import write_atomically

        write_atomically(Path(path), self.html.encode())

    def __repr__(self) -> str:
        return f"<Picture: {self.title}, {self.summary}>"

    def _repr_html_(self) -> str:
        page = html.escape(self.html, quote=True)
        title = html.escape(self.title, quote=True)
        return (
            f'<iframe title="{title}" srcdoc="{page}" sandbox="allow-scripts allow-downloads" '
            'style="width:100%;height:700px;border:1px solid #8884"></iframe>'
        )


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 thing`, `1,261 relations`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"

"""A picture: a whole HTML page, to be saved or shown in a notebook."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OutputError


@dataclass(frozen=True)
class Picture:
    """Something drawn: `html` is the whole page, `summary` says in words how much it shows.

    A notebook shows the page inline, in a frame that can reach neither the notebook nor any network.
    """

    html: str
    title: str
    summary: str

    def save(self, path: str | Path) -> None:
        """Write the page as UTF-8, whole or not at all; OutputError for another ending than .html."""
        from kg.files import write_atomically

        write_atomically(Path(page_name(path)), self.html.encode())

    def __repr__(self) -> str:
        return f"<Picture: {self.title}, {self.summary}>"

    def _repr_html_(self) -> str:
        page = html.escape(self.html, quote=True)
        title = html.escape(self.title, quote=True)
        return (
            f'<iframe title="{title}" srcdoc="{page}" sandbox="allow-scripts allow-downloads" '
            'style="width:100%;height:700px;border:1px solid #8884"></iframe>'
        )


def page_name(path: str | Path) -> str:
    """Return the name of a file that can hold a page; OutputError when its ending promises something else."""
    suffix = Path(path).suffix
    if suffix.casefold() not in ("", ".html", ".htm"):
        hint = "A picture is a file that ends in .html, a figure one in .svg, .png or .pdf."
        raise OutputError(f"a picture is a page in HTML, not {suffix}", where=str(path), hint=hint)
    return str(path)

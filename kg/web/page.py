"""The page for people: a form to ask with, and below it the answer or what went wrong."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.draw.inlining import asset
from kg.terminal import legible

if TYPE_CHECKING:
    import jinja2

_EXAMPLE: Final = (
    "SELECT ?class (COUNT(*) AS ?things) { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?things)"
)
_OFFERED: Final = ("csv", "tsv", "json", "xml")


class Shown(NamedTuple):
    """What a page shows: the query, its answer as an HTML table, what is said of it, and hints."""

    query: str = _EXAMPLE
    table: str = ""
    said: str = ""
    hints: tuple[str, ...] = ()


def page(title: str, shown: Shown) -> bytes:
    """Return the page; all but the table is escaped here."""
    text = _template().render(title=title, shown=shown, style=asset("core.css"), formats=_OFFERED)
    return legible(text).encode("utf-8", "replace")


@cache
def _template() -> jinja2.Template:
    import jinja2

    environment = jinja2.Environment(autoescape=True, trim_blocks=True)
    return environment.from_string((files("kg.web") / "page.html").read_text(encoding="utf-8"))

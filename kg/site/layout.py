"""What all pages have in common: templates in which texts are escaped, one style, a heading with a search."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from kg.draw.inlining import asset, embedded
from kg.errors import KgError
from kg.site.visit import Made
from kg.terminal import legible

if TYPE_CHECKING:
    import jinja2

    from kg.site.addresses import Links
    from kg.site.visit import Visit

_FOLDER: Final = files("kg.site") / "pages"


def page(visit: Visit, template: str, title: str, status: int = 200, **parts: Any) -> Made:  # noqa: ANN401
    """Return the page that a template makes of its parts, of which `html` alone is not escaped."""
    return Made("html", written(visit.links, template, visit.graph.title, title=title, **parts), status)


def written(links: Links, template: str, project: str, **parts: Any) -> bytes:  # noqa: ANN401
    """Return a page in UTF-8; `project` is the title of the graph's project, empty where there is none."""
    text = _templates().get_template(template).render(links=links, project=project, **parts)
    return legible(text).encode("utf-8", "replace")


def make_ready() -> None:
    """Compile the templates now, rather than at the first page; KgError where their engine is missing."""
    try:
        templates = _templates()
    except ImportError as error:
        hint = "Install it with: pip install 'japan-mexico-kg[web]'"
        raise KgError(f"pages need {error.name}", hint=hint) from error
    for template in _FOLDER.iterdir():
        if template.name.endswith(".html"):
            templates.get_template(template.name)


def style() -> bytes:
    """Return the style of all pages, that of the pictures first."""
    return (asset("core.css") + _read("site.css")).encode()


def file(name: str) -> bytes:
    """Return a script, picture or further style of the pages."""
    return _read(name).encode()


def _read(name: str) -> str:
    return _FOLDER.joinpath(name).read_text(encoding="utf-8")


@cache
def _templates() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_read), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    environment.filters["embedded"] = embedded
    return environment

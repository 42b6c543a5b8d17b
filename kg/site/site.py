"""What stands at an address of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.export.formats import export
from kg.site import asked, carried, classes, here, layout, overview, taken
from kg.site.completing import completions
from kg.site.crate import catalogue, crate
from kg.site.filenames import file_of
from kg.site.index import index
from kg.site.members import members
from kg.site.missing import missing
from kg.site.picture import SMALL, picture, small
from kg.site.questions import described, question
from kg.site.sources import source
from kg.site.things import DATA, thing
from kg.site.visit import Made, Visit
from kg.site.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.site.visit import Site, Wanted


def _file(name: str, form: str) -> Callable[[Visit], Made]:
    """Return what makes a file that lies beside the templates of pages."""
    return lambda _: Made(form, layout.file(name))


def _taken(name: str, form: str) -> Callable[[Visit], Made]:
    """Return what makes a file that is taken in from npm."""
    return lambda _: Made(form, taken.file(name) or b"")


FILES: Final[dict[str, Callable[[Visit], Made]]] = {
    "style.css": lambda _: Made("css", layout.style()),
    "query.css": _file("query.css", "css"),
    "icon.svg": _file("icon.svg", "svg"),
    **{name: _file(name, "script") for name in ("site.js", "search.js", "query.js", *here.SCRIPTS)},
    **{name: _taken(name, form) for name, form in asked.EDITOR.items() if taken.is_here(name)},
}
"""What is the same for every graph, by its address."""
_PAGES: Final[dict[str, Callable[[Visit], Made]]] = {
    **FILES,
    "": overview.front,
    "search": overview.found,
    "disagreements": overview.rivals,
    "names.js": index,
    asked.PATH: lambda visit: (here.page if visit.site.is_files else asked.query)(visit),
    "engine.js": carried.engine,
    "graph.js": carried.graph,
    "oxigraph.txt": lambda _: Made("plain", taken.licence("oxigraph.wasm")),
    **dict.fromkeys(("terms.json", "terms.js"), completions),
    "yasgui.txt": lambda _: Made("plain", taken.licence("yasgui.js")),
    "openapi.json": described,
    "ro-crate-metadata.json": crate,
    "dcat.jsonld": catalogue,
    "graph.ttl": lambda visit: Made("turtle", export(visit.graph, "turtle")),
    "graph.jsonld": lambda visit: Made("jsonld", export(visit.graph, "jsonld")),
    asked.PICTURE: picture,
    **dict.fromkeys(SMALL, small),
    **dict.fromkeys(classes.PATHS, classes.picture),
    **dict.fromkeys(("ontology", "evidence", *(f"ontology{end}" for end in DATA)), vocabulary),
    "queries": question,
}
"""What makes the pages of these addresses."""
_FOLDERS: Final[dict[str, Callable[[Visit], Made]]] = {
    **dict.fromkeys(("id", "fact", "name"), thing),
    "source": source,
    "things": members,
    "queries": question,
    "ontology": vocabulary,
}
"""What makes those whose addresses begin with one of these and a slash."""


def made(site: Site, wanted: Wanted) -> Made:
    """Return what stands at an address, the same bytes for the same site and address; see its status.

    Raises KgError for what cannot be answered.
    """
    return answered(Visit(site, wanted))


def answered(visit: Visit) -> Made:
    """Return what stands at the address of a visit, which afterwards knows where that leads.

    Raises KgError for what cannot be answered.
    """
    folder, slash, _ = visit.path.partition("/")
    maker = _FOLDERS.get(folder) if slash else _PAGES.get(visit.path)
    return (maker or missing)(visit)


def parts() -> set[str]:
    """Return the names of the files and folders that a site as files may have at its top."""
    return {file_of(path).partition("/")[0] for path in _PAGES} | _FOLDERS.keys()

"""What stands at an address of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.draw.visualize import visualize
from kg.site import layout, overview
from kg.site.members import members
from kg.site.missing import missing
from kg.site.questions import described, question
from kg.site.sources import source
from kg.site.things import DATA, thing
from kg.site.visit import Made, Visit
from kg.site.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.site.visit import Site, Wanted

FILES: Final[dict[str, Callable[[Visit], Made]]] = {
    "style.css": lambda _: Made("css", layout.style()),
    "icon.svg": lambda _: Made("svg", layout.icon()),
    "site.js": lambda _: Made("script", layout.script()),
}
"""What is the same for every graph, by its address."""
_PAGES: Final[dict[str, Callable[[Visit], Made]]] = {
    **FILES,
    "": overview.front,
    "search": overview.found,
    "disagreements": overview.rivals,
    "openapi.json": described,
    "network.html": lambda visit: Made("picture", visualize(visit.graph).html.encode()),
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
    visit, (folder, slash, _) = Visit(site, wanted), wanted.path.partition("/")
    maker = _FOLDERS.get(folder) if slash else _PAGES.get(wanted.path)
    return (maker or missing)(visit)

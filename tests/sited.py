"""A site of a small graph for tests, and what its pages link to."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from kg.graph.graph import Graph
from kg.query import saved
from kg.site.site import made
from kg.site.visit import Made, Site, Wanted

QUERY = """# title: What operates where
# description: Each thing that operates somewhere.
# parameter: place (Country) = Mexico – Where it operates
# parameter: since (year) e.g. 2005 – The first year to look at
SELECT ?thing ?place { ?thing jm:operatesIn ?place FILTER (?since > 2000) }
"""


def site(graph: Graph, texts: dict[str, str] | None = None) -> Site:
    """Return the site of a graph with one saved query."""
    return Site(graph, (saved.parse(QUERY, "operating"),), texts or {})


def visit(of: Site, address: str, accept: str = "text/html") -> Made:
    """Return what stands at an address as a browser writes it, with parameters."""
    parts = urlsplit(address)
    return made(of, Wanted(parts.path, tuple(parse_qsl(parts.query, keep_blank_values=True)), accept))


def text(of: Site, address: str) -> str:
    """Return the page at an address, which must be there."""
    found = visit(of, address)
    assert found.status == 200, address
    return found.body.decode()


class _Parsed(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        for name, value in attrs:
            if name in ("href", "src", "action", "srcset"):
                self.links.append(value)
            if name == "id":
                self.names.add(value)


def links(page: str) -> list[str]:
    """Return what a page links to, as it writes it."""
    parsed = _Parsed()
    parsed.feed(page)
    return parsed.links


def names(page: str) -> set[str]:
    """Return the names of the elements of a page that can be linked to."""
    parsed = _Parsed()
    parsed.feed(page)
    return parsed.names


def targets(address: str, page: str) -> set[tuple[str, str]]:
    """Return (address, fragment) of the links of a page that stay on the site."""
    base = "http://site.example/"
    found = (urldefrag(urljoin(base + address, link)) for link in links(page))
    return {(url.removeprefix(base), fragment) for url, fragment in found if url.startswith(base)}


def words(page: str) -> str:
    """Return the text of a page on one line, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())

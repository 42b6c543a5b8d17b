"""The site as files, for any web server and for none: every page that its front leads to."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from kg import terminal
from kg.errors import KgError, OutputError
from kg.files import write_folder
from kg.network.from_graph import Whole
from kg.schema.uses import classes
from kg.site.filenames import file_of
from kg.site.layout import make_ready
from kg.site.missing import failed
from kg.site.picture import is_drawable
from kg.site.site import answered, parts
from kg.site.visit import Made, Visit, Wanted
from kg.speech.texts import speaking
from kg.spelling import counted
from kg.spread import results

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.graph.graph import Graph
    from kg.site.visit import Site

_OURS: Final = b'<meta name="generator" content="kg">'
_HEAD: Final = 2000
"""Within so many bytes of a front page stands what made it."""


class _Group(NamedTuple):
    """A path of the site with the endings at which something is wanted there, and those made before."""

    path: str
    ends: set[str]
    made: set[str]


def write_site(site: Site, folder: Path) -> int:
    """Write a site into a folder, whole or not at all, and return the number of files.

    The folder is new, empty or holds such a site, which is replaced. Raises OutputError for any other, and
    for a graph that is not on this machine.
    """
    if site.graph.is_remote:
        hint = "Copy it first: kg export --data URL -f ntriples -o copy.nt"
        raise OutputError("pages of an endpoint are not written, since they have no end", hint=hint)
    _check(folder)
    make_ready()
    return write_folder(folder, files_of(site))


def files_of(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of each file, the front page first, the data of a thing after its page.

    Pages are made by as many processes as there are processors; how far it is is told on a terminal.
    """
    making = partial(_files, site._replace(is_files=True, network=_network(site.graph.whole)))
    known, made, number = {("", "")}, defaultdict[str, set[str]](set), 0
    while waiting := _waiting(known, made):
        for path, files, led_to in results(making, waiting, os.cpu_count() or 1):
            known |= led_to
            made[path] |= files.keys()
            yield from ((file_of(path, end), body) for end, body in files.items())
            number += len(files)
            terminal.progress(f"{number:,} of {counted(len(known), 'file')}")
    terminal.progress("")


def _network(graph: Graph) -> Whole | None:
    """Return the network of a graph, the same for all pages; None for one too large to draw whole."""
    if not is_drawable(classes(graph)):
        return None
    with speaking("en"):
        return Whole(graph)


def _waiting(known: set[tuple[str, str]], made: dict[str, set[str]]) -> list[_Group]:
    """Return what is known and not made yet, by its path."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for path, end in known:
        if end not in made.get(path, ()):
            wanted[path].add(end)
    return [_Group(path, ends, made.get(path, set())) for path, ends in sorted(wanted.items())]


def _files(site: Site, group: _Group) -> tuple[str, dict[str, bytes], set[tuple[str, str]]]:
    """Return a path, what stands there by its ending, and all that it leads to.

    What it leads to at the same path is made with it, since what is found for a page is found for its data.
    """
    waiting, files, led_to = deque(sorted(group.ends)), dict[str, bytes](), set[tuple[str, str]]()
    while waiting:
        end = waiting.popleft()
        visit = Visit(site, Wanted(group.path + end))
        files[end] = _body(visit)
        led_to |= visit.links.led_to
        own = {other for path, other in visit.links.led_to if path == group.path}
        waiting.extend(sorted(own.difference(files, waiting, group.made)))
    return group.path, files, led_to


def _body(visit: Visit) -> bytes:
    """Return what stands at an address; why it cannot be made where that is so."""
    try:
        found: Made = answered(visit)
    except KgError as error:
        found = failed(visit, str(error), 500)
    return found.body


def _check(folder: Path) -> None:
    """Raise OutputError for a folder that holds anything but a site of ours."""
    held = {each.name for each in folder.iterdir()} if folder.is_dir() else set()
    others = sorted(held - parts())
    front = folder / "index.html"
    if held and (others or not front.is_file() or _OURS not in front.read_bytes()[:_HEAD]):
        what = (
            f"the folder holds {others[0]}, which is not of a site" if others else "the folder is not empty"
        )
        raise OutputError(what, where=str(folder), hint="Choose a new one; what is there stays as it is.")

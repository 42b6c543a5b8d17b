"""The site as files, for any web server and for none: every page that its front leads to."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from kg import terminal
from kg.errors import KgError, OutputError
from kg.files import write_folder
from kg.site.filenames import file_of
from kg.site.layout import make_ready
from kg.site.missing import failed
from kg.site.site import answered, parts
from kg.site.visit import Made, Visit, Wanted
from kg.spelling import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.site.visit import Site

_OURS: Final = b'<meta name="generator" content="kg">'
_HEAD: Final = 2000
"""Within so many bytes of a front page stands what made it."""


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

    How far it is is told on a terminal.
    """
    site = site._replace(is_files=True)
    waiting = deque([("", "")])
    known, number = set(waiting), 0
    while waiting:
        path, end = waiting.popleft()
        visit = Visit(site, Wanted(path + end))
        yield file_of(path, end), _body(visit)
        new = sorted(visit.links.led_to - known)
        known |= visit.links.led_to
        waiting.extendleft(one for one in new if one[0] == path)
        waiting.extend(one for one in new if one[0] != path)
        number += 1
        terminal.progress(f"{number:,} of {counted(len(known), 'file')}")
    terminal.progress("")


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

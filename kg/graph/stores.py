"""Read RDF files into a store in memory, and open a store that lies on disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast
from urllib.parse import unquote, urljoin

import pyoxigraph as ox

from kg.errors import LocationError
from kg.graph import formats
from kg.spelling import did_you_mean
from kg.terms import STANDARD, Prefixes

if TYPE_CHECKING:
    import gzip

_READ: Final = formats.holding("triples", "graphs")
"""The formats that are read; `.gz` may follow the suffix of each."""


def load(locations: Iterable[str], graphs: Mapping[str, str], prefixes: Prefixes = STANDARD) -> ox.Store:
    """Return a store in memory with all files: `locations` in the default graph, `graphs` under their names.

    Blank nodes of different files stay apart; relative IRIs are resolved against the file. Raises
    LocationError.
    """
    store = ox.Store()
    for location in locations:
        _load(store, _existing(location), None)
    for name, location in graphs.items():
        path = _existing(location)
        _load(store, path, _graph_name(name, path, prefixes))
    return store


def open_store(location: str) -> ox.Store:
    """Return the Oxigraph store in a directory, opened to be read only. Raises LocationError."""
    folder = Path(location)
    if not (folder / "CURRENT").is_file():
        found = sorted(
            path.name for path in folder.iterdir() if path.name.endswith(tuple(formats.suffixes(_READ)))
        )
        hint = f"To ask its files give them one by one: --data {folder / found[0]}" if found else ""
        raise LocationError("this directory is no Oxigraph store", where=location, hint=hint)
    try:
        return ox.Store.read_only(location)
    except OSError as error:
        hint = "Make it anew from its RDF files, or give those files one by one."
        raise LocationError(
            f"the Oxigraph store cannot be read ({error})", where=location, hint=hint
        ) from error


def _existing(location: str) -> Path:
    """Return the path of a file that exists; `location` may be a file: URL."""
    path = Path(unquote(re.sub("^file:(?://[^/]*)?", "", location)) if location[:5] == "file:" else location)
    if "\0" in location or not path.exists():
        scheme, colon, _ = location.partition("://")
        hint = (
            f"An endpoint's URL begins with http:// or https://, not {scheme}://." if colon else _near(path)
        )
        raise LocationError("there is no such file", where=location.replace("\0", "\\0"), hint=hint)
    return path


def _near(path: Path) -> str:
    try:
        return did_you_mean(path.name, (other.name for other in path.parent.iterdir()))
    except (OSError, ValueError):
        return ""


def _graph_name(name: str, path: Path, prefixes: Prefixes) -> ox.NamedNode:
    """Return the name of a graph: an IRI, a prefixed name, or an IRI relative to the graph's own file."""
    try:
        return ox.NamedNode(prefixes.expand(name) or urljoin(path.resolve().as_uri(), name))
    except ValueError as error:
        hint = "Such as https://example.org/trade, or a prefixed name."
        raise LocationError("a graph's name must be an IRI", where=name, hint=hint) from error


def _load(store: ox.Store, path: Path, graph: ox.NamedNode | None) -> None:
    known = formats.of_file(path.name.lower().removesuffix(".gz"), _READ)
    if known is None:
        known_ends = " ".join(formats.suffixes(_READ))
        raise LocationError(
            "the format is not known", where=str(path), hint=f"A file ends with one of {known_ends} (.gz)."
        )
    import zlib

    form = cast("ox.RdfFormat", known.engine)

    try:
        with _opened(path) as file:
            store.bulk_load(cast(IO[bytes], file), form, base_iri=path.resolve().as_uri(), to_graph=graph)
    except SyntaxError as error:
        place = f":{error.lineno}:{error.offset}" if error.lineno else ""
        what, hint = malformed(form.name, error)
        raise LocationError(what, where=f"{path}{place}", hint=hint) from error
    except (OSError, EOFError, ValueError, zlib.error) as error:
        what = getattr(error, "strerror", None) or "it is broken, or no whole gzip file"
        raise LocationError(f"the file cannot be read: {what}", where=str(path)) from error


def _opened(path: Path) -> IO[bytes] | gzip.GzipFile:
    if path.name.lower().endswith(".gz"):
        import gzip

        return gzip.open(path)
    return path.open("rb")


def malformed(syntax: str, error: SyntaxError) -> tuple[str, str]:
    """Return what is wrong with a text that is no `syntax`, in brackets why not, and what to do."""
    reason = re.sub(r"^[^:]*\bline \d[^:]*: ", "", error.msg)  # the place stands before it already
    look = (
        "Look at this line and the end of the line before it."
        if error.lineno
        else "The parser tells no line: try parts of it."
    )
    return f"malformed {syntax} ({reason})", look

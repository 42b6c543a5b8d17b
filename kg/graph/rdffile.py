"""One RDF file: its format told by name and content, its bytes, its quads as they are written there."""

from __future__ import annotations

import contextlib
import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast
from urllib.parse import unquote

import pyoxigraph as ox

from kg import packed
from kg.errors import LocationError
from kg.graph import formats
from kg.graph.formats import Format
from kg.graph.mending import Mending
from kg.spelling import did_you_mean

READ: Final = formats.holding("triples", "graphs")
"""The formats that are read; `.gz` or `.zst` may follow the suffix of each."""
_MARK: Final = b"\xef\xbb\xbf"
_BEGINNINGS: Final = (
    (re.compile(rb"<!doctype html|<html", re.I), ""),
    (re.compile(rb"<\?xml|<!--|<!DOCTYPE|<rdf:RDF"), "rdfxml"),
    (re.compile(rb'[\[{]\s*(?:\{\s*)?"(?:@|[^"]*"\s*:)'), "jsonld"),
    (
        re.compile(rb"(?:#[^\n]*\n\s*)*(?:@?(?:prefix|base)\s|<[a-z][a-z0-9+.-]*:[^<>\"\s]*>\s)", re.I),
        "turtle",
    ),
)
"""How a document begins that is of one format and no other; a page of the web is of none that is read."""
ALIKE: Final = ("turtle", "ntriples", "trig", "nquads")
"""Formats that begin alike: which of them a file has, its name alone tells."""
ODD_LABELS: Final = ("jsonld",)
"""Formats that call blank nodes what no other does, such as `_:a:b`."""
_BROKEN: Final = (OSError, ValueError)
"""What is raised by a file that cannot be read or unpacked."""
_LENIENT: Final = "Read it with --lenient (in Python lenient=True), which mends such things and tells which."


@dataclass(frozen=True)
class RdfFile:
    """An RDF file that exists, in a format that is read; `base` resolves the relative IRIs in it."""

    path: Path
    format: Format
    base: str

    @property
    def _engine(self) -> ox.RdfFormat:
        return cast("ox.RdfFormat", self.format.engine)

    def opened(self) -> IO[bytes]:
        """Return its bytes as a stream, unpacked and without byte order mark, to be closed by the caller."""
        stream = io.BufferedReader(cast("io.RawIOBase", packed.unpacked(self.path)))
        if stream.peek(len(_MARK)).startswith(_MARK):
            stream.read(len(_MARK))
        return stream

    def parsed(self, stream: IO[bytes], *, lenient: bool = False, rename: bool = False) -> ox.QuadParser:
        """Return the quads that the bytes say, as they are read, and the prefixes declared so far."""
        return ox.parse(stream, self._engine, base_iri=self.base, lenient=lenient, rename_blank_nodes=rename)

    def mended(self, stream: IO[bytes], mending: Mending, *, rename: bool = False) -> ox.QuadParser:
        """Return the quads as `parsed` does, though with IRIs and tags that `mending` has still to mend."""
        like_turtle = self.format.name in ALIKE
        read = io.BytesIO(mending.turtle(stream.read())) if like_turtle else stream
        return self.parsed(read, lenient=True, rename=rename)

    @contextlib.contextmanager
    def telling(self) -> Iterator[None]:
        """Turn what goes wrong while the file is read into a LocationError with its place."""
        try:
            yield
        except SyntaxError as error:
            place = f":{error.lineno}:{error.offset}" if error.lineno else ""
            what, hint = malformed(self._engine.name, error)
            if self.path.is_file():  # what is read from a pipe is gone
                what += self._character(error)
                hint = _LENIENT if self._is_mendable() else hint
            raise LocationError(what, where=f"{self.path}{place}", hint=hint) from error
        except MemoryError as error:
            what, hint = "a word or text in it is too long", "The parser holds 16 MiB of one at most."
            raise LocationError(what, where=str(self.path), hint=hint) from error
        except _BROKEN as error:
            what = getattr(error, "strerror", None) or "it is broken"
            raise LocationError(f"the file cannot be read: {what}", where=str(self.path)) from error

    def _is_mendable(self) -> bool:
        """Say whether a lenient reading gets through."""
        try:
            with self.opened() as stream:
                deque(self.mended(stream, Mending()), maxlen=0)
        except (SyntaxError, MemoryError, *_BROKEN):
            return False
        return True

    def _character(self, error: SyntaxError) -> str:
        """Return words that name the character at which the reading stops, where it can hardly be seen."""
        if not error.lineno or not error.offset:
            return ""
        with self.opened() as stream:
            line = next((line for number, line in enumerate(stream, 1) if number == error.lineno), b"")
        end = error.end_offset if error.end_lineno == error.lineno else None
        words = line.decode("utf-8", "replace").rstrip("\r\n")[error.offset - 1 : end and end - 1]
        odd = next((c for c in words if c == " " or not (c.isascii() and c.isprintable())), "")
        return f"; there stands {named(odd)}" if odd else ""


def named(character: str) -> str:
    """Return a character by its code point and name (Unicode): `U+FEFF ZERO WIDTH NO-BREAK SPACE`."""
    import unicodedata

    return f"U+{ord(character):04X} {unicodedata.name(character, 'a character without name')}"


def rdf_file(location: str, base: str | None = None) -> RdfFile:
    """Return the RDF file at a path or file: URL; LocationError when there is none, or none that is read."""
    path = _existing(location)
    form = _format(formats.of_file(path.name, READ), _beginning(path), str(path))
    if form is None:
        ends = " ".join(formats.suffixes(READ))
        hint = f"A file ends with one of {ends} (.gz, .zst)."
        raise LocationError("the format is not known", where=str(path), hint=hint)
    return RdfFile(path, form, base or path.resolve().as_uri())


def _format(named: Format | None, begins: bytes, where: str) -> Format | None:
    """Return the format of a document that begins so: that of its name unless it contradicts that."""
    found = next((name for pattern, name in _BEGINNINGS if pattern.match(begins)), None)
    if found == "":
        raise LocationError("the file is a page of the web, no RDF", where=where)
    if found is None or (named and found in ALIKE and named.name in ALIKE):
        return named
    return READ[found]


def _beginning(path: Path) -> bytes:
    """Return the first kilobytes of a file, unpacked, without what may stand before the first word."""
    try:
        if not path.is_file():
            return b""  # what is read from a pipe is gone
        with contextlib.closing(packed.unpacked(path)) as stream:
            return stream.read(4096).removeprefix(_MARK).lstrip()
    except _BROKEN:
        return b""  # what is wrong is told when the file is read


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


def malformed(syntax: str, error: SyntaxError) -> tuple[str, str]:
    """Return what is wrong with a text that is no `syntax`, in brackets why not, and what to do."""
    reason = re.sub(r"^[^:]*\bline \d[^:]*: ", "", error.msg)  # the place stands before it already
    look = (
        "Look at this line and the end of the line before it."
        if error.lineno
        else "The parser tells no line: try parts of it."
    )
    return f"malformed {syntax} ({reason})", look

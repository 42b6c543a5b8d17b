"""What reading a file gives: its text, what was left out of it and why, what it says of itself."""

from __future__ import annotations

import contextlib
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple
from xml.parsers.expat import ExpatError

from kg.errors import KgError

DAMAGES: Final = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError),
    *(EOFError, NotImplementedError, RecursionError, SyntaxError),
    *(ExpatError, struct.error, zipfile.BadZipFile, zlib.error),
)
"""What libraries raise, beside their own errors, on meeting a file that is not what it should be."""


class Dropped(NamedTuple):
    """Words of a file that are no part of its text, and why."""

    text: str
    reason: str


@dataclass(frozen=True)
class Extract:
    """The text of a file, its paragraphs parted by empty lines, and what was left out of it.

    `by` names the library that read it, with its version. Title, author, day of publication (ISO 8601),
    language and encoding are empty where the file does not state them.
    """

    text: str
    by: str
    dropped: tuple[Dropped, ...] = ()
    title: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    encoding: str = ""


def paragraphs(texts: Iterable[str]) -> str:
    """Return paragraphs as a text, an empty line after each but the last."""
    return "\n\n".join(texts) + "\n"


def library(name: str) -> str:
    """Return a library and its version, `pdfminer.six 20260107`; what it logs is kept from the terminal."""
    import logging
    from importlib import metadata

    logger = logging.getLogger(name.partition(".")[0])
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    return f"{name} {metadata.version(name)}"


@contextlib.contextmanager
def whole(kind: str, where: str, hint: str, *errors: type[Exception]) -> Iterator[None]:
    """Turn what the body raises because a file is damaged, `errors` of a library too, into a KgError."""
    damages: tuple[type[Exception], ...] = (*DAMAGES, *errors)
    try:
        yield
    except damages as error:
        raise KgError(f"{kind} is damaged", where=where, hint=hint) from error

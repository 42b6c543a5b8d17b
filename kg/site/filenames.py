"""The names of files in which pages stand where there is no server: safe on every system, for any IRI."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import unquote

_PLAIN: Final = re.compile("[a-z0-9][a-z0-9_-]{0,79}")
"""Names that no system takes for those of other files; others get a digest."""
_TAKEN: Final = {
    "index",
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}
"""Names that mean something to web servers, or to Windows."""
_READABLE: Final = 60


def file_of(path: str, end: str = "") -> str:
    """Return the file of what stands at a path of the site, percent-encoded: its page, or data by their end.

    Two paths have two files even where case does not count, names are short and accents are rewritten.
    """
    folder, slash, name = path.rpartition("/")
    if not slash and "." in name:
        return path
    return f"{folder}{slash}{_safe(name) if name else 'index'}{end or '.html'}"


def _safe(name: str) -> str:
    """Return a name as it is where that is safe, else what can be read of it, and a digest."""
    if _PLAIN.fullmatch(name) and name not in _TAKEN:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:12]
    return f"{re.sub('[^A-Za-z0-9]+', '-', unquote(name)).strip('-')[:_READABLE]}~{digest}"

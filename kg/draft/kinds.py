"""Tell what kind of document a file is by what it holds, and refuse one whose name says another."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path
from typing import Final

from kg.errors import KgError

TEXT, MARKDOWN, PAGE, PDF, WORD = "plain text", "Markdown", "a web page", "a PDF", "a Word document"

SUFFIXES: Final = {
    **{".txt": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".pdf": PDF, ".docx": WORD},
    **{".html": PAGE, ".htm": PAGE, ".xhtml": PAGE},
}
"""The suffix of a file's name → what it says the file is."""

_PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BODY: Final = "word/document.xml"


def kind_of(path: Path, data: bytes) -> str:
    """Return what kind of document a file is; KgError when its name says another, or it is of none."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        hint = f"Files that end in {', '.join(SUFFIXES)} are read; save it as one of these."
        raise KgError(f"files that end in {suffix!r} are not read", where=str(path), hint=hint)
    said, found = SUFFIXES[suffix], _held(data)
    if found == said or (found == TEXT and said in {MARKDOWN, PAGE}):
        return said
    hint = f"Save it as one of these: {', '.join(SUFFIXES)}."
    if right := next((suffix for suffix, kind in SUFFIXES.items() if kind == found), ""):
        hint = f"Rename it to {path.stem}{right} if that is what it is meant to be, else get the file again."
    raise KgError(f"its name says {said}, but it holds {found}", where=str(path), hint=hint)


def _held(data: bytes) -> str:
    """Return what a file holds, by the signs with which formats begin."""
    if data.lstrip()[:5] == b"%PDF-":
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(_OLD):
        return "a file of old Office programs, or one locked with a password"
    if data.startswith(b"{\\rtf"):
        return "rich text (RTF)"
    return PAGE if _PAGE.match(data[:10_000]) else TEXT


def _zipped(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, struct.error, EOFError, NotImplementedError, ValueError):
        return "a damaged archive"
    return WORD if _BODY in names else "an archive without a Word document"

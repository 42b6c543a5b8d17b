"""Makes PNG and PDF of an SVG; the only importer of typst, whose own renderer needs no browser."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any, Final, Literal

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Sequence

DPI: Final = 300
"""Pixels of a PNG to an inch."""
_SHEET: Final = """#set document(date: none, title: sys.inputs.title)
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")"""
_LETTERS: Final = """#set document(date: datetime(year: 2000, month: 1, day: 1), title: "letters")
#sys.inputs.letters"""
_INSTALL: Final = "Install it with: pip install 'japan-mexico-kg[figures]'. SVG needs nothing installed."


def pdf(svg: str, title: str) -> bytes:
    """Return a PDF of one page, as large as the SVG, its letters text; KgError without the extra."""
    return _compiled(_SHEET, "pdf", svg=svg, title=title)


def png(svg: str) -> bytes:
    """Return a PNG of 300 dots per inch, which it tells; KgError without the extra."""
    return _with_density(_compiled(_SHEET, "png", svg=svg, title=""))


def lacking(text: str) -> list[str]:
    """Return the characters of a text that no font of this machine has; KgError without the extra."""
    return _lacking(sorted({letter for letter in text if letter > " " and not letter.isspace()}))


def _lacking(letters: Sequence[str]) -> list[str]:
    """Return those without a glyph, found by halves: PDF/A forbids text that cannot be displayed."""
    import typst

    try:
        _compiled(_LETTERS, "pdf", standards=["a-2b"], letters=" ".join(letters))
    except typst.TypstError:
        half = len(letters) // 2
        return [*_lacking(letters[:half]), *_lacking(letters[half:])] if half else list(letters)
    return []


def _compiled(sheet: str, form: Literal["pdf", "png"], standards: Any = (), **inputs: str) -> bytes:  # noqa: ANN401
    try:
        import typst
    except ImportError as error:
        raise KgError("PNG and PDF are made by typst, which is not installed", hint=_INSTALL) from error
    made = typst.compile(
        sheet.encode(), format=form, ppi=DPI, sys_inputs=inputs, pdf_standards=list(standards)
    )
    if not isinstance(made, bytes):
        raise KgError("a figure is one page, and this became several")
    return made


def _with_density(image: bytes) -> bytes:
    """Return a PNG that says how many pixels it has to the metre (PNG 3rd edition, pHYs)."""
    header = 8 + 25
    told = b"pHYs" + struct.pack(">IIB", round(DPI / 0.0254), round(DPI / 0.0254), 1)
    chunk = struct.pack(">I", 9) + told + struct.pack(">I", zlib.crc32(told))
    return image[:header] + chunk + image[header:]

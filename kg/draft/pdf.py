"""Read the text layer of a PDF; what its pages repeat at head and foot is left out, and listed."""

from __future__ import annotations

import io
import re
import zlib
from statistics import median
from typing import TYPE_CHECKING, Final

from kg.draft.columns import Box, in_order
from kg.draft.extract import Dropped, Extract, library, whole
from kg.draft.lines import Line, joined
from kg.draft.margins import margins
from kg.draft.radicals import character, radicals, spelled
from kg.draft.raised import is_raised, raised
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.layout import LTItem, LTPage, LTTextBox
    from pdfminer.pdfdocument import PDFDocument

_NOTHING: Final = zlib.compress(b"")
_SAVED: Final = "Open it in a program that can, and print it into a new PDF, or save its text as .txt."


def read_pdf(data: bytes, where: str) -> Extract:
    """Return the text of a PDF; KgError where it is locked, damaged, scanned or of unknown letters."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    by = library("pdfminer.six")
    with whole("the PDF", where, _SAVED, PDFException, PSException):
        try:
            pages, title, author, language = _read(data)
        except (PDFPasswordIncorrect, PDFEncryptionError) as error:
            raise KgError("the PDF is locked with a password", where=where, hint=_SAVED) from error
    _check(pages, where)
    respelled = _respelled(pages)
    pages = [[line._replace(text=spelled(line.text)) for line in page] for page in pages]
    kept, dropped = margins(pages)
    pictures = [
        Dropped(f"page {n}", "no text, perhaps a picture") for n, page in enumerate(pages, 1) if not page
    ]
    return Extract(joined(kept), by, (*dropped, *pictures, *respelled), title, author, language=language)


def _respelled(pages: list[list[Line]]) -> list[Dropped]:
    """Return the radicals that the text spells as the characters they draw."""
    found = radicals("\n".join(line.text for page in pages for line in page))
    drawn = "".join(map(character, found))
    return [Dropped(found, f"radicals, spelled as what they draw, {drawn}")] if found else []


def _read(data: bytes) -> tuple[list[list[Line]], str, str, str]:
    """Return the lines of each page in reading order; title, author and language as the file states them."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser

    document = PDFDocument(PDFParser(io.BytesIO(data)), fallback=False)
    _check_streams(document)
    pages = [_lines(page) for page in extract_pages(io.BytesIO(data), laparams=LAParams())]
    return pages, _stated(document, "Title"), _stated(document, "Author"), _text(document.catalog.get("Lang"))


def _check_streams(document: PDFDocument) -> None:
    """Raise zlib.error where a compressed part is spoilt, of which the library would only log a word."""
    for number in sorted({number for xref in document.xrefs for number in xref.get_objids()}):
        zlib.decompress(_compressed(document, number) or _NOTHING)


def _compressed(document: PDFDocument, number: int) -> bytes:
    """Return an object that is compressed as text mostly is, empty for any other and for pictures."""
    from pdfminer.pdfexceptions import PDFObjectNotFound
    from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream
    from pdfminer.psparser import LIT

    try:
        part = document.getobj(number)
    except PDFObjectNotFound:  # nothing leads to it
        return b""
    if not isinstance(part, PDFStream) or part.get("Subtype") is LIT("Image") or not part.rawdata:
        return b""
    if [name in LITERALS_FLATE_DECODE for name, _ in part.get_filters()] != [True]:
        return b""
    raw = part.rawdata
    return part.decipher(part.objid or 0, part.genno or 0, raw, part.attrs) if part.decipher else raw


def _lines(page: LTPage) -> list[Line]:
    """Return the lines of a page in reading order."""
    from pdfminer.layout import LTTextBox

    boxes = {_box(item): item for item in page if isinstance(item, LTTextBox)}
    height = page.height or 1.0
    return [line for box in in_order(list(boxes)) for line in _lines_of(boxes[box], height)]


def _box(item: LTTextBox) -> Box:
    return Box(tuple(line.get_text().strip() for line in item), item.x0, item.y0, item.x1, item.y1)


def _lines_of(box: LTTextBox, height: float) -> Iterator[Line]:
    """Yield the lines of a box that have words."""
    from pdfminer.layout import LTChar, LTTextLine

    for line in (line for line in box if isinstance(line, LTTextLine)):
        letters = [item for item in line if isinstance(item, LTChar)]
        usual = median([c.size for c in letters] or [0.0]), median([c.y0 for c in letters] or [0.0])
        if words := re.sub(" +", " ", "".join(_printed(item, usual) for item in line)).strip():
            yield Line(words, line.x0, line.x1, line.y0 / height, line.y1 / height, round(usual[0], 1))


def _printed(item: LTItem, usual: tuple[float, float]) -> str:
    """Return a letter, a raised digit as such, or the space that stands for a gap."""
    from pdfminer.layout import LTAnno, LTChar

    if isinstance(item, LTChar):
        text = item.get_text()
        return raised(text) if is_raised(item.size, item.y0, usual) else text
    return item.get_text() if isinstance(item, LTAnno) else ""


def _stated(document: PDFDocument, key: str) -> str:
    return next((_text(info[key]) for info in document.info if key in info), "")


def _text(value: object) -> str:
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    found = resolve1(value)
    return decode_text(found).strip() if isinstance(found, bytes) else ""


def _check(pages: list[list[Line]], where: str) -> None:
    """Raise KgError where there is no text, or one whose letters are numbers of drawings."""
    text = "".join(line.text for page in pages for line in page)
    if not text.strip():
        hint = "Have a program for text recognition (OCR) add the text to it, and read that over."
        raise KgError("the PDF has no text layer; it is a scan", where=where, hint=hint)
    if 50 * (text.count("(cid:") + text.count("\ufffd")) > len(text):
        hint = "Have text recognition (OCR) read it, or find another copy."
        raise KgError("the letters of the PDF cannot be told", where=where, hint=hint)

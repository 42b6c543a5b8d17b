"""Read the text layer of a PDF; what its pages repeat at head and foot is left out, and listed."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from kg.draft.columns import Box, in_order
from kg.draft.extract import Dropped, Extract, library
from kg.draft.lines import Line, joined
from kg.draft.margins import margins
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.layout import LTPage, LTTextBox
    from pdfminer.pdfdocument import PDFDocument

_SAVED = "Open it in a program that can, and print it into a new PDF, or save its text as .txt."


def read_pdf(data: bytes, where: str) -> Extract:
    """Return the text of a PDF; KgError where it is locked, damaged, scanned or of unknown letters."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    by = library("pdfminer.six")
    try:
        pages, title, author, language = _read(data)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise KgError("the PDF is locked with a password", where=where, hint=_SAVED) from error
    except (PDFException, PSException, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise KgError("the PDF is damaged", where=where, hint=_SAVED) from error
    except RecursionError as error:
        raise KgError("the PDF is nested too deeply to be read", where=where, hint=_SAVED) from error
    _check(pages, where)
    kept, dropped = margins(pages)
    pictures = [
        Dropped(f"page {n}", "no text, perhaps a picture") for n, page in enumerate(pages, 1) if not page
    ]
    return Extract(joined(kept), by, (*dropped, *pictures), title, author, language=language)


def _read(data: bytes) -> tuple[list[list[Line]], str, str, str]:
    """Return the lines of each page in reading order; title, author and language as the file states them."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser

    document = PDFDocument(PDFParser(io.BytesIO(data)))
    pages = [_lines(page) for page in extract_pages(io.BytesIO(data), laparams=LAParams())]
    return pages, _stated(document, "Title"), _stated(document, "Author"), _text(document.catalog.get("Lang"))


def _lines(page: LTPage) -> list[Line]:
    """Return the lines of a page in reading order."""
    from pdfminer.layout import LTTextBox

    boxes = {_box(item): item for item in page if isinstance(item, LTTextBox)}
    height = page.height or 1.0
    ordered = enumerate(in_order(list(boxes)))
    return [line for number, box in ordered for line in _lines_of(boxes[box], number, height)]


def _box(item: LTTextBox) -> Box:
    return Box(tuple(line.get_text().strip() for line in item), item.x0, item.y0, item.x1, item.y1)


def _lines_of(box: LTTextBox, number: int, height: float) -> Iterator[Line]:
    """Yield the lines of a box that have words, with the largest size of their letters."""
    from pdfminer.layout import LTChar, LTTextLine

    for line in (line for line in box if isinstance(line, LTTextLine)):
        size = max((char.size for char in line if isinstance(char, LTChar)), default=0.0)
        if words := re.sub(" +", " ", line.get_text()).strip():
            yield Line(words, number, line.y0 / height, line.y1 / height, round(size, 1))


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

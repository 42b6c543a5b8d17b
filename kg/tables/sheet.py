"""Rows as a spreadsheet (Office Open XML), its cells typed: for Excel, LibreOffice and the like."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from kg.errors import KgError, OutputError
from kg.graph.answers import Boolean, Solutions
from kg.tables.cells import link
from kg.tables.terminal import width
from kg.tables.values import python_value

if TYPE_CHECKING:
    from kg.graph.answers import Term

_ROWS: Final = 1_048_576
_COLUMNS: Final = 16_384
_TEXT: Final = 32_767
_LINKS: Final = 65_530
_URL: Final = 2_079
_DIGITS: Final = 15
"""What a sheet can hold: rows, columns, characters (UTF-16) in a cell, links, characters in one, digits."""
_NARROWEST, _WIDEST, _MEASURED = 8, 60, 500
"""Widths of columns in characters, taken from so many rows."""
_FIRST_DAY: Final = datetime.date(1900, 1, 1)
_NO_CLOCK: Final = datetime.datetime(1980, 1, 1)
"""When every spreadsheet says that it was made, so that the same rows are the same bytes."""


def write(answer: Solutions | Boolean, output: IO[bytes]) -> int:
    """Write a sheet with a heading and a row for each of the answer's, and return how many.

    Numbers, dates, years, yes and no are such; what a spreadsheet cannot hold exactly (numbers of more than
    15 digits, days before 1900) stays text, as everything else does, never a formula. IRIs are links, as many
    as a sheet can have. Raises OutputError for rows or texts beyond its limits, KgError without XlsxWriter.
    """
    if isinstance(answer, Solutions):
        sheet = _Sheet(answer.variables)
        sheet.extend([row[name] for name in answer.variables] for row in answer)
    else:
        sheet = _Sheet(["answer"])
        sheet.extend([[Literal(bool(answer))]])
    output.write(sheet.whole())
    return sheet.count


class _Sheet:
    """A spreadsheet that grows row by row."""

    def __init__(self, columns: Sequence[str]) -> None:
        if len(columns) > _COLUMNS:
            raise OutputError(f"a spreadsheet holds {_COLUMNS:,} columns, not {len(columns):,}")
        self.count = self._links = 0
        self._file, self._columns = io.BytesIO(), columns
        self._book = _book(self._file)
        self._page = self._book.add_worksheet("Answer")
        self._page.freeze_panes(1, 0)
        self._widths = [max(_NARROWEST, width(name)) for name in columns]
        bold = self._book.add_format({"bold": True})
        for place, name in enumerate(columns):
            self._page.write_string(0, place, name, bold)
        shapes = {"day": "yyyy-mm-dd", "time": "yyyy-mm-dd hh:mm:ss", "utc": 'yyyy-mm-dd hh:mm:ss"Z"'}
        self._dates = {name: self._book.add_format({"num_format": shape}) for name, shape in shapes.items()}
        self._link = self._book.add_format({"font_color": "#0563C1", "underline": 1})

    def extend(self, rows: Iterable[Sequence[Term | None]]) -> None:
        """Add rows below those that are there."""
        for row in rows:
            self.count += 1
            if self.count == _ROWS:
                what = f"a spreadsheet holds {_ROWS - 1:,} rows below its heading, and the answer has more"
                raise OutputError(what, hint="Write it as CSV, or ask for fewer with LIMIT.")
            for place, term in enumerate(row):
                if term is not None:
                    self._put(place, term)

    def _put(self, place: int, term: Term) -> None:
        """Write a term as what its datatype says, as far as a cell can hold that."""
        value = python_value(term)
        text = value if isinstance(value, str) else term.value if isinstance(term, Literal) else ""
        if self.count <= _MEASURED:
            self._widths[place] = max(self._widths[place], min(_WIDEST, width(text) + 1))
        if isinstance(term, NamedNode):
            self._put_iri(place, text)
        elif isinstance(value, bool):
            self._page.write_boolean(self.count, place, value)
        elif isinstance(value, datetime.date):
            self._put_date(place, value, text)
        elif not isinstance(value, str) and _is_exact(value):
            self._page.write_number(self.count, place, value)
        else:
            self._put_text(place, text)

    def _put_iri(self, place: int, iri: str) -> None:
        target = link(iri)
        if target and len(target) <= _URL and self._links < _LINKS:
            self._links += 1
            self._page.write_url(self.count, place, target, self._link, iri)
        else:
            self._put_text(place, iri)

    def _put_date(self, place: int, value: datetime.date, text: str) -> None:
        kind = "day"
        if isinstance(value, datetime.datetime):
            kind = "utc" if value.tzinfo else "time"
            value = value.astimezone(datetime.UTC).replace(tzinfo=None) if value.tzinfo else value
        if datetime.date(value.year, value.month, value.day) < _FIRST_DAY:
            self._put_text(place, text)
        else:
            self._page.write_datetime(self.count, place, value, self._dates[kind])

    def _put_text(self, place: int, text: str) -> None:
        if len(text) > _TEXT // 2 and len(text.encode("utf-16-le")) > 2 * _TEXT:
            what = f"a text of {len(text):,} characters is longer than a cell holds, {_TEXT:,}"
            where = f"row {self.count:,}, column {self._columns[place]}"
            raise OutputError(what, where=where, hint="Write it as CSV, or shorten it with SUBSTR.")
        self._page.write_string(self.count, place, text)

    def whole(self) -> bytes:
        """Return the file; nothing can be added any more."""
        for place, across in enumerate(self._widths):
            self._page.set_column(place, place, across)
        self._book.close()
        return self._file.getvalue()


def can_be_written() -> bool:
    """Say whether XlsxWriter is installed, without which there are no sheets."""
    return find_spec("xlsxwriter") is not None


def _book(file: io.BytesIO) -> Any:  # noqa: ANN401  (XlsxWriter is untyped)
    """Return a workbook that will be written to `file`; KgError when XlsxWriter is not installed."""
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        hint = "Install it with: pip install 'japan-mexico-kg[xlsx]'"
        raise KgError("a spreadsheet needs XlsxWriter, which is not installed", hint=hint) from error
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": _NO_CLOCK})
    return book


def _is_exact(number: float | Decimal) -> bool:
    """Say whether a cell, which has a double of 15 digits, holds a number as it is."""
    if isinstance(number, float):
        return math.isfinite(number)
    return len(Decimal(number).normalize().as_tuple().digits) <= _DIGITS

"""Rows in Python, of a query or our own, as named values or a data frame; shown as text or HTML."""

from __future__ import annotations

import html
import io
from collections import namedtuple
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Protocol, overload

from kg.graph.answers import Solutions
from kg.spelling import counted
from kg.tables.values import field_names, python_value
from kg.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from kg.graph.answers import Row
    from kg.graph.graph import Graph

_SHOWN: Final = 20
"""Rows that a table shows of itself."""


class Why(Protocol):
    """Tells why there are no rows or, where there are, why columns have no value in any."""

    def __call__(self, *, is_empty: bool) -> list[str]: ...


def _nothing_to_say(*, is_empty: bool) -> list[str]:
    del is_empty
    return []


class Table:
    """Rows with names: iterating gives Python values, `row.state`; `to_pandas()` a data frame.

    `rows` are the engine's own, `row["state"]` a term or None. Rows are read once and kept, so a table can be
    read again, counted and indexed. One that is empty, or has a column without any value, says why when it is
    shown, as far as `why` can tell.
    """

    def __init__(self, answer: Solutions, graph: Graph, why: Why = _nothing_to_say) -> None:
        self.variables = answer.variables
        self._answer, self._graph, self._why = answer, graph, why

    @cached_property
    def rows(self) -> list[Row]:
        """All rows, as the engine gives them."""
        return list(self._answer)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Any: ...  # noqa: ANN401  (a named tuple of its own)
    @overload
    def __getitem__(self, place: slice) -> list[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        return self._values[place]

    @property
    def columns(self) -> list[str]:
        """The names of the values: those of the variables, but `from_` for `from` and `x_` for `_x`."""
        return field_names(self.variables)

    def values(self) -> list[Any]:
        """Return the rows as named tuples of Python values, None where a variable is unbound.

        IRIs are whole, as CSV has them; integers and years int, decimals Decimal, doubles float, dates and
        times datetime, yes and no bool; everything else its text.
        """
        return list(self._values)

    @cached_property
    def _values(self) -> list[Any]:
        row_of: Any = namedtuple("Row", self.columns)  # type: ignore[misc]  # names known only now
        return [row_of(*map(python_value, row)) for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """Return the values as a data frame, each column of one type where its values have one.

        Integers and years are Int64, other numbers Float64, yes and no boolean, text and IRIs string, dates
        datetime64[s], times datetime64[us], UTC where they say a zone; a column that mixes them is object.
        Missing is pandas.NA, among dates NaT. Raises KgError when pandas is not installed.
        """
        from kg.tables.frame import frame

        return frame(self.columns, self._values)

    def __repr__(self) -> str:
        return "\n".join([self._drawn("table") + self._rest(), *self._hints])

    def _repr_html_(self) -> str:
        document = self._drawn("html")
        table = document[document.index("<table") : document.rindex("</table>")]
        said = [f"<p>{html.escape(line)}</p>" for line in (self._rest(), *self._hints)]
        return "\n".join([f"{table}</table>", *said])

    @cached_property
    def _hints(self) -> list[str]:
        """The lines that say why there are no rows, or no values in a column; found when first shown."""
        found = self._why(is_empty=not self.rows) if self._is_open else []
        return [one_line(line) for hint in found for line in hint.split("\n")]

    @property
    def _is_open(self) -> bool:
        """Whether there are no rows, no value in a column, or nothing but what may be a count of nothing."""
        unbound = any(all(row[name] is None for row in self.rows) for name in self.variables)
        return unbound or not self.rows or [tuple(row) for row in self._values] == [(0,)]

    def _drawn(self, form: str) -> str:
        from kg.tables.write import write

        output = io.BytesIO()
        write(_First(self), form, output, self._graph)
        return output.getvalue().decode()

    def _rest(self) -> str:
        return counted(len(self), "row") + (f", {_SHOWN} shown" if len(self) > _SHOWN else "")


class _First(Solutions):
    """The first rows of a table, as an answer that can be written."""

    def __init__(self, table: Table) -> None:
        self.variables, self._rows = table.variables, table.rows[:_SHOWN]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

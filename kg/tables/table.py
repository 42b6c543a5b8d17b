"""The rows of a SELECT in Python: terms, values or a data frame; shown as text, in a notebook as HTML."""

from __future__ import annotations

import datetime
import io
from collections import namedtuple
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, overload

from kg import terms
from kg.errors import KgError
from kg.graph.answers import Solutions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from kg.graph.answers import Row, Term
    from kg.graph.graph import Graph
    from kg.terms import Prefixes

_SHOWN: Final = 20
"""Rows that a table shows of itself."""


class Table:
    """The rows of a SELECT. Iterating gives the engine's rows: `row["state"]` is a term or None.

    `values()` gives Python values with names, `row.state`; `to_pandas()` a data frame. Rows are read once
    and kept, so a table can be read again, counted and indexed.
    """

    def __init__(self, answer: Solutions, graph: Graph) -> None:
        self.variables = answer.variables
        self._answer, self._graph = answer, graph
        self._rows: list[Row] | None = None

    @property
    def rows(self) -> list[Row]:
        """All rows, as the engine gives them."""
        if self._rows is None:
            self._rows = list(self._answer)
        return self._rows

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        return self.rows[place]

    def values(self) -> list[Any]:
        """Return the rows as named tuples of Python values, None where a variable is unbound.

        IRIs become prefixed names (`id:toyota`; else the whole IRI); integers int, decimals Decimal, doubles
        float, dates and times datetime, years int; everything else its text.
        """
        prefixes = self._graph.prefixes
        row_of: Any = namedtuple("Row", self.variables, rename=True)  # type: ignore[misc]  # names known only now
        return [row_of(*(python_value(term, prefixes) for term in row)) for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """Return the values as a data frame; raises KgError when pandas is not installed."""
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            hint = "Install it with: pip install 'japan-mexico-kg[pandas]'"
            raise KgError("to_pandas() needs pandas, which is not installed", hint=hint) from error
        return pd.DataFrame.from_records([tuple(row) for row in self.values()], columns=self.variables)

    def __repr__(self) -> str:
        return self._drawn("table") + self._rest()

    def _repr_html_(self) -> str:
        document = self._drawn("html")
        table = document[document.index("<table") : document.rindex("</table>")]
        return f"{table}</table>\n<p>{self._rest()}</p>"

    def _drawn(self, form: str) -> str:
        from kg.tables.write import write

        output = io.BytesIO()
        write(_First(self), form, output, self._graph)
        return output.getvalue().decode()

    def _rest(self) -> str:
        return f"{len(self):,} row{'s' * (len(self) != 1)}" + (
            f", {_SHOWN} shown" if len(self) > _SHOWN else ""
        )


class _First(Solutions):
    """The first rows of a table, as an answer that can be written."""

    def __init__(self, table: Table) -> None:
        self.variables, self._rows = table.variables, table.rows[:_SHOWN]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)


def python_value(term: Term | None, prefixes: Prefixes) -> Any:  # noqa: ANN401  (whatever the datatype says)
    """Return the Python value of a term, as `Table.values` describes; text where the form is not valid."""
    from pyoxigraph import Literal, NamedNode

    if isinstance(term, NamedNode):
        return prefixes.compact(term.value).strip("<>")
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    convert = _CONVERSIONS.get(term.datatype.value)
    try:
        return convert(term.value) if convert else term.value
    except (ValueError, ArithmeticError):
        return term.value


_CONVERSIONS: Final[dict[str, Callable[[str], object]]] = {
    terms.XSD + "boolean": lambda text: text in ("true", "1"),
    terms.XSD + "decimal": Decimal,
    terms.XSD + "double": float,
    terms.XSD + "float": float,
    terms.XSD + "date": datetime.date.fromisoformat,
    terms.XSD + "dateTime": datetime.datetime.fromisoformat,
    terms.XSD + "gYear": int,
    **{terms.XSD + name: int for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger")},
}

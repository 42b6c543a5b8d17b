"""Terms as values of Python, and variables as names that Python can say."""

from __future__ import annotations

import datetime
import keyword
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from kg import terms

if TYPE_CHECKING:
    from kg.graph.answers import Term

_INTEGERS: Final = (
    *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
    *("nonPositiveInteger", "negativeInteger"),
    *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
)
_DECIMAL: Final = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)\s*")


def _decimal(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):  # Decimal itself takes exponents, infinity and NaN
        raise ValueError(text)
    return Decimal(text)


_NUMBERS: Final[dict[str, Callable[[str], object]]] = {
    **{terms.XSD + name: int for name in _INTEGERS},
    terms.XSD + "decimal": _decimal,
    terms.XSD + "double": float,
    terms.XSD + "float": float,
}
_CONVERSIONS: Final = _NUMBERS | {
    terms.XSD + "boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    terms.XSD + "date": datetime.date.fromisoformat,
    terms.XSD + "dateTime": datetime.datetime.fromisoformat,
    terms.XSD + "gYear": int,
}
NUMERIC: Final = frozenset(_NUMBERS)
"""The datatypes of numbers."""


def python_value(term: Term | None) -> Any:  # noqa: ANN401  (whatever the datatype says)
    """Return the value of a term: an IRI whole, as CSV has it; text where the datatype does not allow it.

    Integers and years are int, decimals Decimal, doubles float, dates and times datetime, yes and no bool,
    everything else is its text, without its language.
    """
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else None if term is None else str(term)
    convert = _CONVERSIONS.get(term.datatype.value)
    if convert is None or not term.value.isascii() or "_" in term.value:  # digits as Python alone has them
        return term.value
    try:
        return convert(term.value)
    except (ValueError, ArithmeticError, KeyError):
        return term.value


def field_names(variables: Sequence[str]) -> list[str]:
    """Return a name for each variable that an attribute can have: `from` becomes `from_`, `_x` `x_`."""
    given = {name for name in variables if _sayable(name) == name}
    names: list[str] = []
    for variable in variables:
        name = _sayable(variable)
        while name in names or (name in given and name != variable):
            name += "_"
        names.append(name)
    return names


def _sayable(variable: str) -> str:
    """Return a variable as a name of Python: a letter first, no word of the language."""
    name = "".join(c if f"a{c}".isidentifier() else "_" for c in variable.lstrip("_"))
    if not name.isidentifier():
        name = f"column_{name}"
    return f"{name}_" if keyword.iskeyword(name) or variable.startswith("_") else name

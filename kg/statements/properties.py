"""The properties of one thing, read plainly: texts and IRIs of terms."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from kg.terms import XSD

if TYPE_CHECKING:
    from kg.graph.answers import Term

    Properties = dict[str, list[Term]]
    Pairs = dict[str, list[str]]


_DATES: Final = {XSD + name for name in ("date", "dateTime", "gYear", "gYearMonth")}


def iri_value(term: Term | None) -> str:
    """Return the IRI that a term is, or an empty string when it is none."""
    return term.value if isinstance(term, NamedNode) else ""


def written(term: Term | None) -> str:
    """Return the text of a term: an IRI, or the lexical form of a literal; empty for none."""
    return "" if term is None else str(getattr(term, "value", term))


def date_of(term: Term | None) -> str:
    """Return the text of a literal whose datatype is one of dates, or an empty string."""
    datatype = getattr(term, "datatype", None)
    return written(term) if datatype and datatype.value in _DATES else ""


def value_of(properties: Properties, prop: str) -> str:
    """Return the text of the first value of a property, or an empty string."""
    return written(next(iter(properties.get(prop, ())), None))


def iris_of(properties: Properties, prop: str) -> list[str]:
    """Return the IRIs among the values of a property."""
    return [iri for iri in map(iri_value, properties.get(prop, ())) if iri]


def iri_of(properties: Properties, prop: str) -> str:
    """Return the first IRI among the values of a property, or an empty string."""
    return next(iter(iris_of(properties, prop)), "")


def number(text: str) -> Decimal | None:
    """Return the number that a text is, None where it is none or not finite."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None

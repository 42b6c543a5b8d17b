"""Give a written value the first datatype of its property's range whose lexical form it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Final

import pyoxigraph as ox

from kg.terms import RDF, STANDARD, XSD
from kg.text.quantities import canonical
from kg.text.told import told

LANG_STRING: Final = RDF + "langString"


def literal(text: str, datatypes: Collection[str], language: str = "") -> ox.Literal | None:
    """Return `text` as a literal of one of `datatypes` (IRIs) in canonical form, or None when it fits none.

    The most specific datatype wins (dateTime, date, month, year, duration, numbers, boolean, IRI, text);
    a text of rdf:langString without `language` is English.
    """
    if LANG_STRING in datatypes:
        return ox.Literal(text, language=language or "en")
    if language:
        return None
    for name, form in _FORMS.items():
        if XSD + name in datatypes and (lexical := form(text)) is not None:
            return ox.Literal(lexical, datatype=ox.NamedNode(XSD + name))
    return None


def described(datatypes: Collection[str]) -> str:
    """Return how values of `datatypes` are written, for a hint."""
    examples = [example for name, example in _EXAMPLES.items() if XSD + name in datatypes]
    return " or ".join(examples) or ", ".join(sorted(map(STANDARD.compact, datatypes)))


_EXAMPLES: Final = {
    "dateTime": "2021-01-04T17:00:00-06:00",
    "date": "2021-01-04",
    "gYearMonth": "2021-01",
    "gYear": "2021",
    "duration": "PT30M",
    "integer": "20",
    "decimal": "1.5",
    "boolean": "true or false",
    "anyURI": "https://…",
}


def _dated(precision: str) -> Callable[[str], str | None]:
    """Return what accepts a date stated this precisely; a moment has its zone, without which it is none."""

    def form(text: str) -> str | None:
        try:
            date = told(text)
        except ValueError:
            return None
        return date.text if date.period.precision == precision and "/" not in date.text else None

    return form


def _like(form: str) -> Callable[[str], str | None]:
    """Return what accepts the texts of a form as they are."""
    return lambda text: text if re.fullmatch(form, text) else None


def _integer(text: str) -> str | None:
    """Accept as many digits as every processor must know (XSD 1.1 Part 2, section 5.4)."""
    return str(int(text)) if re.fullmatch(r"[+-]?0{,99}\d{1,18}", text) else None


def _decimal(text: str) -> str | None:
    return canonical(Decimal(text)) if re.fullmatch(r"[+-]?\d+(\.\d+)?", text) else None


_FORMS: Final[dict[str, Callable[[str], str | None]]] = {
    "dateTime": _dated("minute"),
    "date": _dated("day"),
    "gYearMonth": _dated("month"),
    "gYear": _dated("year"),
    "duration": _like(r"(?a)-?P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"),
    "integer": _integer,
    "decimal": _decimal,
    "boolean": _like("true|false"),
    "anyURI": _like(r"(?i)[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+"),
    "string": _like("(?s).*"),
}

"""Give a written value the first datatype of its property's range whose lexical form it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import pyoxigraph as ox

from kg.terms import RDF, STANDARD, XSD
from kg.text.quantities import canonical

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
    names = [name for name in _EXAMPLES if XSD + name in datatypes]
    return " or ".join(f"{_EXAMPLES[name]}" for name in names) or ", ".join(
        sorted(map(STANDARD.compact, datatypes))
    )


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
_DURATION: Final = re.compile(r"-?P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")


def _date_time(text: str) -> str | None:
    """Accept a moment with its zone only: a time without one names no moment."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", text):
        return None
    return text if _is(datetime.fromisoformat, text) else None


def _date(text: str) -> str | None:
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) and _is(date.fromisoformat, text) else None


def _month(text: str) -> str | None:
    return text if re.fullmatch(r"(?!0000)\d{4}-(0[1-9]|1[0-2])", text) else None


def _year(text: str) -> str | None:
    return text if re.fullmatch(r"(?!0000)\d{4}", text) else None


def _duration(text: str) -> str | None:
    return text if _DURATION.fullmatch(text) else None


def _integer(text: str) -> str | None:
    """Accept as many digits as every processor must know (XSD 1.1 Part 2, section 5.4)."""
    return str(int(text)) if re.fullmatch(r"[+-]?0{,99}\d{1,18}", text) else None


def _decimal(text: str) -> str | None:
    return canonical(Decimal(text)) if re.fullmatch(r"[+-]?\d+(\.\d+)?", text) else None


def _boolean(text: str) -> str | None:
    return text if text in {"true", "false"} else None


def _iri(text: str) -> str | None:
    return text if re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", text, re.I) else None


def _string(text: str) -> str | None:
    return text


def _is(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


_FORMS: Final[dict[str, Callable[[str], str | None]]] = {
    "dateTime": _date_time,
    "date": _date,
    "gYearMonth": _month,
    "gYear": _year,
    "duration": _duration,
    "integer": _integer,
    "decimal": _decimal,
    "boolean": _boolean,
    "anyURI": _iri,
    "string": _string,
}

"""In which format a client wants its answer, by its Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.graph import formats

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS: Final = tuple(formats.holding("rows", "table"))
TRIPLES: Final = tuple(formats.holding("triples"))
"""The formats in which rows, and triples, can be asked for; the first where a client does not care."""
_TABLE: Final = formats.holding("rows", "table", "triples")
_FIRST: Final = ("json", "turtle")
_ROW_ENDS: Final = {end: end for end in ("csv", "tsv", "json", "xml", "xlsx")}
_TRIPLE_ENDS: Final = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml", "csv": "csv"}
_OF_TRIPLES: Final = ("CONSTRUCT", "DESCRIBE")
"""The forms of queries that give triples."""
_OF_PAGES: Final = {
    "css": "text/css",
    "script": "text/javascript",
    "data": "application/json",
    "plain": "text/plain",
    "picture": "text/html",
    "svg": "image/svg+xml",
    "openapi": "application/json",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
}
"""What stands on the site beside answers: style, scripts, pictures, citations, what programs are told."""


def offers(form: str) -> list[tuple[str, str]]:
    """Return (media type, format) of all that can hold what a query of this form gives, the best first."""
    names = TRIPLES if form in _OF_TRIPLES else ROWS
    ordered = sorted(names, key=lambda name: name not in _FIRST)
    return [(media, name) for name in ordered for media in _TABLE[name].media_types]


def ends(form: str) -> dict[str, str]:
    """Return the ends of addresses of what a query of this form gives as a file → its format."""
    return _TRIPLE_ENDS if form in _OF_TRIPLES else _ROW_ENDS


def media_type(name: str) -> str:
    """Return the usual media type of a format, with the encoding where it is a kind of text."""
    media = _OF_PAGES.get(name) or _TABLE[name].media_types[0]
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def chosen(accept: str, offered: list[tuple[str, str]]) -> str | None:
    """Return the format of those offered that an Accept header likes best, None when it likes none.

    Without a header anything will do; of those that are liked alike the first is taken.
    """
    ranges = dict(_ranges(accept)) or {"*/*": 1.0}
    liked = [(_quality(media, ranges), name) for media, name in offered]
    quality, name = max(liked, key=lambda pair: pair[0])
    return name if quality > 0 else None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Yield the media ranges of an Accept header, with how much each is liked."""
    for part in filter(None, map(str.strip, accept.split(","))):
        media, *parameters = (piece.strip().casefold() for piece in part.split(";"))
        weights = [piece[2:] for piece in parameters if piece.startswith("q=")]
        yield media, _number(weights[0]) if weights else 1.0


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(media: str, ranges: dict[str, float]) -> float:
    """Return how much a media type is liked, by the narrowest range that it is in."""
    kind = f"{media.partition('/')[0]}/*"
    return next((ranges[each] for each in (media, kind, "*/*") if each in ranges), 0.0)

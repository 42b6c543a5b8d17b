"""The saved queries as an API: an OpenAPI 3.1 description made from their headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.site.negotiation import media_type
from kg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.query.parameters import Parameter
    from kg.query.saved import SavedQuery

    Forms = Callable[[SavedQuery], Mapping[str, str]]

_SCHEMAS: Final[dict[str, dict[str, str]]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "year": {"type": "string", "pattern": "^[0-9]{4}$"},
    "date": {"type": "string", "format": "date"},
}
_WRONG: Final = {
    "400": "A value that fits nothing, told with an example.",
    "503": "The query met a limit of time or memory.",
}


def described(queries: Iterable[SavedQuery], title: str, forms: Forms) -> dict[str, Any]:
    """Return the description: a path for each query, below the address that it stands at.

    `forms` gives the ends of the addresses of a query's files, with the format that each means.
    """
    paths = {
        f"/queries/{query.name}.{{format}}": {"get": _operation(query, forms(query))} for query in queries
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": title or "Saved queries", "version": VERSION},
        "servers": [{"url": "."}],
        "paths": paths,
    }


def _operation(query: SavedQuery, ends: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": query.name,
        "summary": query.title,
        "description": query.description,
        "parameters": [_format(list(ends)), *(_parameter(each) for each in query.parameters)],
        "responses": {
            "200": {"description": "The answer.", "content": {_media(form): {} for form in ends.values()}},
            **{status: {"description": what} for status, what in _WRONG.items()},
        },
    }
    return {key: value for key, value in told.items() if value}


def _media(form: str) -> str:
    return media_type(form).partition(";")[0]


def _format(ends: list[str]) -> dict[str, Any]:
    schema = {"type": "string", "enum": ends}
    return {"name": "format", "in": "path", "required": True, "schema": schema}


def _parameter(given: Parameter) -> dict[str, Any]:
    """Return a parameter; a thing is given by its id, prefixed name or any label."""
    schema: dict[str, str] = dict(_SCHEMAS.get(given.type, _SCHEMAS["string"]))
    if given.default is not None and not given.is_found:
        schema["default"] = given.default
    told: dict[str, Any] = {
        "name": given.name,
        "in": "query",
        "required": given.default is None and not given.is_optional,
        "description": f"{given.description} ({given.type})".strip(),
        "schema": schema,
    }
    return told | ({"example": given.example} if given.example else {})

"""What was given on the command line to ask: a query in one of its forms, values, named graphs."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import QueryError
from kg.graph.prefixes import is_iri, is_prefix

if TYPE_CHECKING:
    from kg.query.saved import SavedQuery


def asked_for(argument: str, folder: Path | None) -> SavedQuery:
    """Return the query that the argument means to a project, `-` being the one on standard input."""
    if argument == "-":
        from kg.query import saved

        if sys.stdin is None:
            raise QueryError("it is closed", where="standard input", hint="Give the query as an argument.")
        return saved.parse(_decoded(sys.stdin.buffer.read()), "standard input")._replace(path="")
    from kg import ask

    return ask.find(argument, folder)


def file_name(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the name of a file to write to, which must not be empty."""
    if value == "":
        raise click.BadParameter("the name is empty; standard output is -", ctx, param)
    return value


def address(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return an address on the web as seeds write it, or nothing."""
    from kg.seeds.read import URL

    if value and not URL.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no address; begin it with https:// or http://", ctx, param)
    return value


def language(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return a language tag as seeds write it, or nothing."""
    from kg.seeds.read import LANGUAGE

    if value and not LANGUAGE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no language tag such as en, es or ja", ctx, param)
    return value


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"the query is not UTF-8: byte 0x{error.object[error.start]:02x} cannot be read"
        raise QueryError(what, where="standard input", hint="Save the query as UTF-8.") from error


def pairs(values: Sequence[str]) -> dict[str, str]:
    """Return the values by the names of their parameters."""
    given: dict[str, str] = {}
    for value in values:
        name, equals, rest = value.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{value!r} is not NAME=VALUE", param_hint="--parameter")
        if name in given:
            raise click.BadParameter(f"{name!r} is given twice", param_hint="--parameter")
        given[name] = rest
    return given


def prefix(value: str) -> tuple[str, str]:
    """Return prefix and namespace of NAME=IRI; the colon after the prefix may be left out."""
    name, equals, iri = value.partition("=")
    if not equals or not is_prefix(name.removesuffix(":")) or not is_iri(iri):
        raise click.BadParameter(
            f"{value!r} is not NAME=IRI, as ex=https://example.org/", param_hint="--prefix"
        )
    return name.removesuffix(":"), iri


def named_graph(value: str) -> tuple[str, str]:
    """Return name and file of NAME=FILE, split at that `=` after which a file exists, else at the last."""
    places = [match.start() for match in re.finditer("=", value)]
    if not places:
        raise click.BadParameter(f"{value!r} is not NAME=FILE", param_hint="--graph")
    place = next((p for p in places if "\0" not in value and Path(value[p + 1 :]).is_file()), places[-1])
    return value[:place], value[place + 1 :]

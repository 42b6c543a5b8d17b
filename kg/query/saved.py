"""Saved queries: the header that documents each one, and the values given for its parameters.

A saved query is a file `NAME.rq` whose first lines are its only documentation:

    # title: Investment in one state
    # description: Each figure of foreign direct investment, with the sentence that gives it.
    #   A description may go on, on lines indented by two spaces or more.
    # parameter: state (State) = Guanajuato – The federal entity to look at
    # parameter: since (year) e.g. 2015 – The first year to look at
    # parameter: origin (Country) = { ?project kg:focus ?origin } – The country it comes from
    # parameter: document (string) optional – Only what this document says
    SELECT ?state ?amount ?quote WHERE { … }

Keys come in this order; `parameter` may be repeated or absent. A parameter is written
`NAME (TYPE) = DEFAULT – DESCRIPTION`, `NAME (TYPE) e.g. EXAMPLE – DESCRIPTION` when a value must be given, or
`NAME (TYPE) optional – DESCRIPTION` when the query answers without one, its variable free; the dash may be a
hyphen between spaces. A default in braces is a pattern: it is what that finds most often in the graph asked,
such as the country which the header of a project's ontology calls its focus; where it finds nothing, the
variable is free. `TYPE` is a class of the ontology (`State`, `Company`, `Entity`, `Indicator`) or `string`,
`integer`, `date` or `year` (bound as an xsd:integer, to compare with YEAR(?date)). The parameter is the
variable of that name. The header ends at the first line that is not a comment; a file whose first line is
not `# title: …` has no header.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import ParameterError, QueryError
from kg.graph import sparql
from kg.graph.labels import shown
from kg.query import parameters
from kg.query.parameters import Parameter
from kg.spelling import did_you_mean
from kg.tables.rows import solutions

if TYPE_CHECKING:
    from kg.graph.answers import Solutions, Term
    from kg.graph.graph import Graph

_KEYS: Final = ("title", "description", "parameter")
_LINE: Final = re.compile(r"#[ \t]?(?P<key>[A-Za-z]+):(?:[ \t]+(?P<value>.*))?")
_CONTINUED: Final = re.compile(r"#(?:[ ]{2,}|[ ]?\t)\s*(?P<more>.+)")


class SavedQuery(NamedTuple):
    """A query of `queries/`, as its file says; `text` is the whole file, so that places in it are right."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    path: str

    @property
    def kind(self) -> str:
        """Return `SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`."""
        return sparql.form(sparql.tokens(self.text))


def find(name_or_path: str, folder: Path) -> SavedQuery:
    """Return the query saved under a name in `folder` or `folder/views`, else the one in a file of that name.

    Raises QueryError when there is none or when its header cannot be read.
    """
    given = Path(name_or_path)
    for path in (folder / f"{name_or_path}.rq", folder / "views" / f"{name_or_path}.rq", given):
        if _is_file(path):
            return read(path)
    known = [path.stem for path in _files(folder)]
    hint = did_you_mean(given.stem, known) or "`kg queries` lists those that are saved."
    if given.suffix == ".rq" or "/" in name_or_path:
        raise QueryError("there is no such file", where=name_or_path, hint=hint)
    raise QueryError(f"no query is saved as {name_or_path!r}", hint=hint)


def ad_hoc(text: str) -> SavedQuery:
    """Return a text that is saved nowhere as a query without name, title and parameters."""
    return SavedQuery("", "", "", (), text, "")


def all_queries(folder: Path) -> list[SavedQuery]:
    """Return every query saved in `folder` and `folder/views`, by name."""
    return [read(path) for path in _files(folder)]


def answer(found: Sequence[SavedQuery]) -> Solutions:
    """Return a row for each saved query: name, title, kind, parameters."""
    rows = [
        (each.name, each.title, each.kind, " ".join(p.name for p in each.parameters) or None)
        for each in found
    ]
    return solutions(("name", "title", "kind", "parameters"), rows)


def read(path: Path) -> SavedQuery:
    """Return the query that a file holds; QueryError with file:line:column where the header is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(f"the file cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        what = f"not UTF-8: byte 0x{error.object[error.start]:02x} cannot be read"
        raise QueryError(what, where=str(path), hint="Save the file as UTF-8.") from error
    return parse(text, path.stem, str(path))


def parse(text: str, name: str, path: str = "") -> SavedQuery:
    """Return the query whose file holds `text`; raises QueryError with file:line:column."""
    header = _header(text, path or name)
    values = {key: value for _, key, value in header if key != "parameter"}
    declared = [
        parameters.declared(value, line, path or name) for line, key, value in header if key == "parameter"
    ]
    _refuse_twice(declared, path or name)
    return SavedQuery(
        name, values.get("title", ""), values.get("description", ""), tuple(declared), text, path or name
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a zero byte, names no file
        return False


def _files(folder: Path) -> list[Path]:
    found = [*folder.glob("*.rq"), *(folder / "views").glob("*.rq")]
    return sorted(filter(Path.is_file, found), key=lambda path: path.stem)


def _header(text: str, where: str) -> list[tuple[int, str, str]]:
    """Return (line, key, value) for each entry of the header."""
    entries: list[tuple[int, str, str]] = []
    if not text.startswith("# title:"):
        return entries
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith("#"):
            break
        entry = line.rstrip()
        if entries and (more := _CONTINUED.fullmatch(entry)):
            begun, key, value = entries[-1]
            entries[-1] = (begun, key, f"{value} {more['more']}".strip())
        elif entry != "#":
            entries.append((number, *_entry(entry, f"{where}:{number}", [key for _, key, _ in entries])))
    return entries


def _entry(line: str, where: str, before: list[str]) -> tuple[str, str]:
    """Return key and value of one line of the header, which must come in order."""
    match = _LINE.fullmatch(line)
    key = match["key"] if match else ""
    if match is None or key not in _KEYS:
        hint = did_you_mean(key, _KEYS) or "A line that continues the one above is indented by two spaces."
        raise QueryError(
            "a line of the header is none of `# title: …`, `# description: …`, `# parameter: …`",
            where=f"{where}:1",
            hint=hint,
        )
    if key != "parameter" and key in before:
        raise QueryError(f"`{key}` stands twice in the header", where=f"{where}:1")
    if any(_KEYS.index(earlier) > _KEYS.index(key) for earlier in before):
        raise QueryError(f"`{key}` must stand before `{before[-1]}`", where=f"{where}:1")
    return key, (match["value"] or "").strip()


def _refuse_twice(declared: list[Parameter], where: str) -> None:
    seen: set[str] = set()
    for parameter in declared:
        if parameter.name in seen:
            raise QueryError(
                f"the parameter {parameter.name} stands twice", where=f"{where}:{parameter.line}:1"
            )
        seen.add(parameter.name)


def bind(saved: SavedQuery, given: Mapping[str, str], graph: Graph) -> dict[str, Term]:
    """Return the term for each parameter of a saved query, from the values given and the defaults.

    A file without a header is treated as an ad-hoc query. Raises ParameterError, with an example, for a
    parameter that the query does not have, one that is missing and a value that fits nothing.
    """
    if not saved.title:
        return bind_free(saved.text, given, graph)
    declared = [parameter.name for parameter in saved.parameters]
    _refuse_unknown(given, declared, f"the query {saved.name}", [f"{name}=…" for name in declared])
    asked = [p for p in saved.parameters if p.name in given or not p.is_optional]
    terms = {p.name: _term_for(p, given, graph, saved.name) for p in asked}
    return {name: term for name, term in terms.items() if term is not None}


def defaults_taken(saved: SavedQuery, given: Mapping[str, str], graph: Graph) -> list[str]:
    """Return a line on each parameter of a saved query for which no value was given and the default holds."""
    return [
        f"{name} = {default}, the default; for another: -p {name}=…"
        for name, default in defaults(saved, graph).items()
        if name not in given
    ]


def defaults(saved: SavedQuery, graph: Graph) -> dict[str, str]:
    """Return the default of each parameter that has one, as people read it."""
    found = {parameter.name: _default(parameter, graph) for parameter in saved.parameters}
    return {name: default for name, default in found.items() if default}


def _default(parameter: Parameter, graph: Graph) -> str | None:
    """Return the default of a parameter as people read it, None where there is none."""
    if not parameter.is_found:
        return parameter.default
    term = parameters.found(parameter, graph)
    if term is None or not parameter.is_entity:
        return term and term.value
    return shown(term.value, graph.labels([term.value]), graph.prefixes)


def bind_free(text: str, given: Mapping[str, str], graph: Graph) -> dict[str, Term]:
    """Return the term for each variable of an ad-hoc query that a value was given for.

    A value is `<an IRI>`, a prefixed name, a literal as SPARQL writes it, an id or a label of the graph;
    anything else is a plain string. Raises ParameterError for a variable that the query does not have.
    """
    if not given:
        return {}
    known = sparql.variables(sparql.tokens(text))
    _refuse_unknown(given, known, "the query", [f"?{name}" for name in known])
    return {name: parameters.free(value, graph) for name, value in given.items()}


def _refuse_unknown(given: Mapping[str, str], known: list[str], owner: str, shown: list[str]) -> None:
    for name in given:
        if name not in known:
            has = f"it has {', '.join(shown)}" if shown else "it has none"
            hint = did_you_mean(name, known)
            raise ParameterError(f"{owner} has no parameter {name!r}; {has}", hint=hint)


def _term_for(parameter: Parameter, given: Mapping[str, str], graph: Graph, query: str) -> Term | None:
    """Return the term of a parameter, None where its default finds nothing in the graph."""
    if parameter.is_found and parameter.name not in given:
        return parameters.found(parameter, graph)
    return parameters.bound(parameter, _text_for(parameter, given, query), graph)


def _text_for(parameter: Parameter, given: Mapping[str, str], query: str) -> str:
    text = given.get(parameter.name, parameter.default)
    if text is not None:
        return text
    raise ParameterError(
        f"the query {query} needs a value for {parameter.name} ({parameter.description or parameter.type})",
        hint=f"For example: -p {parameter.name}='{parameter.example or '…'}'",
    )

"""Hold a graph and its ontology against the rules of a folder: shapes and quality questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg import terminal
from kg.check.shacl import SH, UselessShapesError, severity_of, shacl
from kg.check.strangers import strangers
from kg.errors import Problem, SeedError, in_order
from kg.graph.labels import in_use, label_of, shown
from kg.ontology.lookups import Ontology
from kg.ontology.vocabularies import RULES, read_triples
from kg.spread import results
from kg.terms import XSD, Prefixes, local
from kg.text.datewords import words
from kg.text.periods import is_interval

if TYPE_CHECKING:
    from kg.check.suspects import Find

_Solution = dict[str, Any]
"""A solution of pyoxigraph: variable → term."""

_PLACEHOLDER: Final = re.compile(r"\{[?$](\w+)\}")
_QUESTIONS: Final = f"""
PREFIX sh: <{SH}>
SELECT ?shape ?select ?message ?severity WHERE {{
  ?shape sh:sparql ?constraint . ?constraint sh:select ?select .
  OPTIONAL {{ ?constraint sh:message ?inner }} OPTIONAL {{ ?shape sh:message ?outer }}
  BIND(COALESCE(?inner, ?outer, "breaks this rule") AS ?message)
  OPTIONAL {{ ?shape sh:severity ?severity }}
}} ORDER BY ?shape ?select ?message"""
_TESTED: Final = "Take out shape after shape to find the one that is meant."
_DECLARED: Final = f"PREFIX sh: <{SH}> SELECT ?prefix ?space {{ ?d sh:prefix ?prefix ; sh:namespace ?space }}"


def quality(
    store: ox.Store, shapes: Sequence[ox.Triple], name: str, prefixes: Prefixes, jobs: int = 1
) -> list[Problem]:
    """Return a problem for every row of every `sh:select` in `shapes`, asked of a whole graph.

    $this is left unbound, so that each question runs once, in one of up to `jobs` processes; `prefixes` and
    those of sh:declare are known. {?variable} in the message is filled in, an interval in words; texts of
    ?quote… and ?sentence… follow it where it does not hold them. Raises SeedError with `name` when a question
    is malformed.
    """
    told = store_of(shapes)
    prefixes |= {row["prefix"].value: row["space"].value for row in _select(told, _DECLARED)}
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(prefixes.items()))
    naming = in_use(store)

    def ask(question: _Solution) -> set[Problem]:
        try:
            rows = _select(store, head + question["select"].value)
        except SyntaxError as error:
            raise SeedError([_malformed(name, prefixes.compact(question["shape"].value))]) from error
        nodes = {term for row in rows for term in row.values() if isinstance(term, ox.NamedNode)}
        labels = {node.value: label for node in nodes if (label := label_of(node, store, naming))}
        return {_problem(question, row, labels, prefixes) for row in rows}

    questions, problems = _select(told, _QUESTIONS), set[Problem]()
    for number, found in enumerate(results(ask, questions, jobs), start=1):
        problems |= found
        terminal.progress(f"{number} of {len(questions)} questions of quality asked")
    terminal.progress("")
    return sorted(problems)


def placed(problems: Iterable[Problem], places: Mapping[str, str]) -> list[Problem]:
    """Return the problems with the seed line that made a node in place of its IRI, sorted."""
    return in_order(problem._replace(where=places.get(problem.where, problem.where)) for problem in problems)


def check_rules(
    store: ox.Store | None, ontology: Ontology, folder: Path, find: Find | None = None, jobs: int = 1
) -> list[Problem]:
    """Return what the rules of a folder make of a graph, if there is one, and its ontology, and which lack.

    Another way to `find` what may break its shapes than to ask the whole must find the same; questions are
    asked by up to `jobs` processes.
    Rules of another namespace hold nothing, and would tell so of every term and thing: that is told alone.
    """
    missing = [name for name in RULES if not (folder / name).exists()]
    problems = [_unruled(folder, missing)] if missing else []
    if found := strangers(ontology, folder):
        return problems + found
    return (
        problems
        + check_ontology(ontology, folder)
        + (check_graph(store, ontology, folder, find, jobs) if store is not None else [])
    )


def _unruled(folder: Path, missing: Sequence[str]) -> Problem:
    what = f"nothing is held against {', '.join(missing)}: no such file is here"
    hint = "`kg init` writes them into a new folder, from which to take them."
    return Problem(f"{folder.name}:1:1", "rules", what, hint, "warning")


def check_ontology(ontology: Ontology, folder: Path) -> list[Problem]:
    """Return where the vocabularies break style.ttl, where there is one."""
    return _held(store_of(ontology.triples), folder / "style.ttl", ontology.prefixes)


def check_graph(
    store: ox.Store, ontology: Ontology, folder: Path, find: Find | None = None, jobs: int = 1
) -> list[Problem]:
    """Return where a graph breaks shapes.ttl and what quality.ttl makes of it, where these files are."""
    prefixes, questions = ontology.prefixes, folder / "quality.ttl"
    problems = _held(store, folder / "shapes.ttl", prefixes, find)
    name = f"{folder.name}/{questions.name}"
    if not questions.exists():
        return problems
    return problems + quality(store, read_triples(questions), name, prefixes, jobs)


def _held(store: ox.Store, file: Path, prefixes: Prefixes, find: Find | None = None) -> list[Problem]:
    """Return where a graph breaks the shapes of a file, if it is there; SeedError for shapes of no use."""
    try:
        return shacl(store, read_triples(file), prefixes, find) if file.exists() else []
    except UselessShapesError as error:
        what = f"these shapes cannot be held against the graph: {error}"
        raise SeedError([Problem(f"{file.parent.name}/{file.name}:1:1", "shapes", what, _TESTED)]) from error


def _problem(question: _Solution, row: _Solution, labels: Mapping[str, str], prefixes: Prefixes) -> Problem:
    """Return one row of a quality question as a problem, with the sentences it projects."""
    message = _PLACEHOLDER.sub(
        lambda match: _term(row[match[1]], labels, prefixes) if match[1] in row else match[0],
        question["message"].value,
    )
    texts = dict.fromkeys(term.value for name, term in row.items() if name.startswith(("quote", "sentence")))
    focus = (row if "this" in row else {"this": question["shape"]})["this"].value
    hint = "\n    ".join(f"“{' '.join(text.split())}”" for text in texts if text not in message)
    severity = severity_of(str(question.get("severity", "")))
    return Problem(focus, local(question["shape"].value), message, hint, severity)


def _malformed(name: str, shape: str) -> Problem:
    what = f"the question of {shape} is malformed SPARQL"
    return Problem(f"{name}:1:1", "sparql", what, "Run its sh:select with kg query to find the place.")


def _select(store: ox.Store, query: str) -> list[_Solution]:
    """Return the rows of a SELECT, each with what it binds."""
    solutions: Any = store.query(query)
    names = [variable.value for variable in solutions.variables]
    return [{name: row[name] for name in names if row[name] is not None} for row in solutions]


def _term(term: Any, labels: Mapping[str, str], prefixes: Prefixes) -> str:  # noqa: ANN401
    if isinstance(term, ox.Literal) and term.datatype.value == XSD + "integer" and len(term.value) > 4:
        return f"{int(term.value):,}"
    if isinstance(term, ox.Literal) and is_interval(term.value):
        return words(term.value)
    return shown(term.value, labels, prefixes, iri=isinstance(term, ox.NamedNode))


def store_of(triples: Iterable[ox.Triple]) -> ox.Store:
    """Return the engine's store in memory with some triples."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in triples)
    return store

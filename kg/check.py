"""Hold a graph against SHACL shapes and quality questions: triples + shapes → sorted problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg import terms
from kg.errors import Problem, SeedError, Severity, in_order
from kg.ontology import read_triples
from kg.terms import RDFS, SKOS

if TYPE_CHECKING:
    import rdflib

_Row = dict[str, Any]
"""A solution of pyoxigraph: variable → term."""

SH: Final = terms.PREFIXES["sh"]
_BLANK: Final = "urn:kg:blank:"
_PLACEHOLDER: Final = re.compile(r"\{[?$](\w+)\}")
_LABELS: Final = (RDFS + "label", SKOS + "prefLabel")
_QUESTIONS: Final = f"""
PREFIX sh: <{SH}>
SELECT ?shape ?select ?message ?severity WHERE {{
  ?shape sh:sparql ?constraint . ?constraint sh:select ?select .
  OPTIONAL {{ ?constraint sh:message ?inner }} OPTIONAL {{ ?shape sh:message ?outer }}
  BIND(COALESCE(?inner, ?outer, "breaks this rule") AS ?message)
  OPTIONAL {{ ?shape sh:severity ?severity }}
}} ORDER BY ?shape ?select ?message"""
_DECLARED: Final = f"PREFIX sh: <{SH}> SELECT ?prefix ?space {{ ?d sh:prefix ?prefix ; sh:namespace ?space }}"


def shacl(data: Sequence[ox.Triple], shapes: Sequence[ox.Triple]) -> list[Problem]:
    """Return what of `data` violates the SHACL shapes (W3C SHACL Core and SPARQL constraints, no inference).

    `rule` is the local name of the violated shape, `where` the focus node.
    """
    import pyshacl

    skolemised = _skolemised(shapes)
    _, found, _ = pyshacl.validate(
        _rdflib(data),
        shacl_graph=_rdflib(skolemised),
        inference="none",
        advanced=False,
        inplace=True,
    )
    owners = {str(t.object): str(t.subject) for t in skolemised if str(t.object).startswith(f"<{_BLANK}")}
    labels = _labels(data)
    return sorted({_violation(found, result, owners, labels) for result in _results(found)})


def quality(data: Iterable[ox.Triple], shapes: Sequence[ox.Triple], name: str) -> list[Problem]:
    """Return a warning for every row of every `sh:select` in `shapes`, asked of all of `data`.

    $this is left unbound, so that each question runs once; prefixes of `terms.PREFIXES` and of sh:declare are
    known. {?variable} in the message is filled in; texts of ?quote… and ?sentence… follow it where it
    does not hold them.
    Raises SeedError with `name` when a question is malformed.
    """
    data = list(data)
    store, questions = _store(data), _store(shapes)
    prefixes = terms.PREFIXES | {
        row["prefix"].value: row["space"].value for row in _select(questions, _DECLARED)
    }
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(prefixes.items()))
    labels = _labels(data)
    problems = set()
    for question in _select(questions, _QUESTIONS):
        try:
            rows = _select(store, head + question["select"].value)
        except SyntaxError as error:
            raise SeedError([_malformed(name, question["shape"].value, error)]) from error
        problems |= {_warning(question, row, labels) for row in rows}
    return sorted(problems)


def placed(problems: Iterable[Problem], places: Mapping[str, str]) -> list[Problem]:
    """Return the problems with the seed line that made a node in place of its IRI, sorted."""
    return in_order(replace(problem, where=places.get(problem.where, problem.where)) for problem in problems)


def places_of_terms(path: Path) -> dict[str, str]:
    """Return on which line of a Turtle file each jm: term is described."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    found = ((re.match(r"jm:([\w-]+)\s", line), number) for number, line in lines)
    return {terms.jm(m[1]): f"{path.parent.name}/{path.name}:{number}:1" for m, number in found if m}


def check_ontology(folder: Path) -> list[Problem]:
    """Return where jm.ttl breaks style.ttl."""
    return shacl(read_triples(folder / "jm.ttl"), read_triples(folder / "style.ttl"))


def check_graph(data: Sequence[ox.Triple], folder: Path) -> list[Problem]:
    """Return where a graph breaks shapes.ttl, and what quality.ttl, where there is one, makes of it."""
    problems = shacl(data, read_triples(folder / "shapes.ttl"))
    path = folder / "quality.ttl"
    return problems + (
        quality(data, read_triples(path), f"{folder.name}/{path.name}") if path.exists() else []
    )


def _results(found: Any) -> Iterator[Any]:  # noqa: ANN401  (pyshacl has no types)
    import rdflib

    return iter(found.subjects(rdflib.RDF.type, rdflib.URIRef(SH + "ValidationResult")))


def _violation(found: Any, result: Any, owners: Mapping[str, str], labels: Mapping[str, str]) -> Problem:  # noqa: ANN401
    """Return one validation result as a problem."""
    import rdflib

    def about(name: str) -> str:
        return str(found.value(result, rdflib.URIRef(SH + name)) or "")

    shape, focus = f"<{about('sourceShape')}>", about("focusNode")
    while shape in owners and shape.startswith(f"<{_BLANK}"):
        shape = owners[shape]
    severity: Severity = "warning" if about("resultSeverity").endswith(("Warning", "Info")) else "error"
    value, path = about("value"), about("resultPath")
    detail = [terms.compact(path)] if path else []
    detail += [f"found {_shown(value, labels)}"] if value and value != focus else []
    messages = sorted(str(message) for message in found.objects(result, rdflib.URIRef(SH + "resultMessage")))
    what = f"{_shown(focus, labels)}: {' '.join(messages)}" + (f" ({', '.join(detail)})" if detail else "")
    return Problem(focus, _local(shape.strip("<>")), what, "", severity)


def _warning(question: _Row, row: _Row, labels: Mapping[str, str]) -> Problem:
    """Return one row of a quality question as a problem, with the sentences it projects."""
    message = _PLACEHOLDER.sub(
        lambda match: _term(row[match[1]], labels) if match[1] in row else match[0], question["message"].value
    )
    texts = dict.fromkeys(term.value for name, term in row.items() if name.startswith(("quote", "sentence")))
    error = str(question.get("severity")) == f"<{SH}Violation>"
    focus = (row if "this" in row else {"this": question["shape"]})["this"].value
    hint = "\n    ".join(f"“{' '.join(text.split())}”" for text in texts if text not in message)
    return Problem(focus, _local(question["shape"].value), message, hint, "error" if error else "warning")


def _malformed(name: str, shape: str, error: SyntaxError) -> Problem:
    what = f"the question of {terms.compact(shape)} is malformed SPARQL: {error.msg}"
    return Problem(f"{name}:1:1", "sparql", what, "Run its sh:select with kg query to find the place.")


def _select(store: ox.Store, query: str) -> list[_Row]:
    """Return the rows of a SELECT, each with what it binds."""
    solutions: Any = store.query(query)
    names = [variable.value for variable in solutions.variables]
    return [{name: row[name] for name in names if row[name] is not None} for row in solutions]


def _term(term: Any, labels: Mapping[str, str]) -> str:  # noqa: ANN401
    return (
        f"{int(term.value):,}"
        if _is_big(term)
        else _shown(term.value, labels, iri=isinstance(term, ox.NamedNode))
    )


def _is_big(term: Any) -> bool:  # noqa: ANN401
    return isinstance(term, ox.Literal) and term.datatype.value.endswith("#integer") and len(term.value) > 4


def _shown(text: str, labels: Mapping[str, str], *, iri: bool = True) -> str:
    """Return an IRI by its label, else by its prefixed name; any other text as it is."""
    if not iri or not re.match(r"https?://", text):
        return text
    return labels.get(text) or terms.compact(text)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def _labels(data: Iterable[ox.Triple]) -> dict[str, str]:
    """Return the English label of everything labelled."""
    found = sorted(
        (triple.subject.value, triple.object.value)
        for triple in data
        if triple.predicate.value in _LABELS
        and isinstance(triple.object, ox.Literal)
        and isinstance(triple.subject, ox.NamedNode)
        and triple.object.language in {"en", None}
    )
    return dict(found)


def _store(triples: Iterable[ox.Triple]) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    return store


def _skolemised(triples: Sequence[ox.Triple]) -> list[ox.Triple]:
    """Return the triples with IRIs for blank nodes, so that a result's shape can be followed to its owner."""

    def named(term: Any) -> Any:  # noqa: ANN401
        return ox.NamedNode(_BLANK + term.value) if isinstance(term, ox.BlankNode) else term

    return [ox.Triple(named(triple.subject), triple.predicate, named(triple.object)) for triple in triples]


def _rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return the triples as an rdflib graph, lexical forms as they are."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for triple in triples:
        graph.add((_node(triple.subject), rdflib.URIRef(triple.predicate.value), _node(triple.object)))
    return graph


def _node(term: Any) -> rdflib.term.Identifier:  # noqa: ANN401
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == terms.XSD + "string"
    return rdflib.Literal(
        term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value), normalize=False
    )

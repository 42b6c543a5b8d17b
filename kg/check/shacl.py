"""Hold triples against SHACL shapes with pyshacl."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.check.suspects import suspects
from kg.errors import Problem, Severity
from kg.graph.labels import labels_of, shown
from kg.terms import STANDARD, Prefixes, local

if TYPE_CHECKING:
    from kg.check.suspects import Find

SH: Final = STANDARD["sh"]
_BLANK: Final = "urn:kg:blank:"
_SEVERITIES: Final[dict[str, Severity]] = {"Violation": "error", "Warning": "warning", "Info": "note"}


class UselessShapesError(ValueError):
    """Shapes that can be held against nothing, which pyshacl says why."""


def shacl(
    store: ox.Store, shapes: Sequence[ox.Triple], prefixes: Prefixes, find: Find | None = None
) -> list[Problem]:
    """Return what of a graph violates the SHACL shapes (W3C SHACL Core and SPARQL constraints, no inference).

    `rule` is the local name of the violated shape, `where` the focus node. The engine finds the nodes that
    may break a shape, in another way than in the whole if one is given, pyshacl says which do and how.
    Raises UselessShapesError.
    """
    part, narrowed = suspects(store, shapes, find)
    return judged(part, narrowed, prefixes) if narrowed else []


def judged(data: Sequence[ox.Triple], shapes: Sequence[ox.Triple], prefixes: Prefixes) -> list[Problem]:
    """Return what of some triples violates the shapes, told by pyshacl alone; UselessShapesError."""
    import pyshacl
    import rdflib
    from pyshacl.errors import ReportableRuntimeError

    from kg.graph.bridge import to_rdflib

    skolemised = _skolemised(shapes)
    try:
        _, found, _ = pyshacl.validate(
            to_rdflib(data, prefixes),
            shacl_graph=to_rdflib(skolemised, prefixes),
            inference="none",
            advanced=False,
            inplace=True,
        )
    except ReportableRuntimeError as error:
        raise UselessShapesError(str(error)) from error
    worded = {str(t.subject) for t in skolemised if t.predicate.value == SH + "message"}
    owners = {str(t.object): str(t.subject) for t in skolemised if str(t.object).startswith(f"<{_BLANK}")}
    labels = labels_of(data)
    results = found.subjects(rdflib.RDF.type, rdflib.URIRef(SH + "ValidationResult"))
    return sorted(
        {_violation(found, result, owners, worded, labels=labels, prefixes=prefixes) for result in results}
    )


def _violation(
    found: Any,  # noqa: ANN401  (pyshacl has no types)
    result: Any,  # noqa: ANN401
    owners: Mapping[str, str],
    worded: Collection[str],
    *,
    labels: Mapping[str, str],
    prefixes: Prefixes,
) -> Problem:
    """Return one validation result as a problem, in the words of its shape if that is among the `worded`."""
    import rdflib

    def about(name: str) -> str:
        return str(found.value(result, rdflib.URIRef(SH + name)) or "")

    shape, focus = f"<{about('sourceShape')}>", about("focusNode")
    is_worded = shape in worded or f"<{about('sourceConstraint')}>" in worded
    while shape in owners and shape.startswith(f"<{_BLANK}"):
        shape = owners[shape]
    value, path = about("value"), found.value(result, rdflib.URIRef(SH + "resultPath"))
    detail = [prefixes.compact(str(path))] if isinstance(path, rdflib.URIRef) else []
    detail += [f"found {shown(value, labels, prefixes)}"] if value and value != focus else []
    messages = sorted(str(message) for message in found.objects(result, rdflib.URIRef(SH + "resultMessage")))
    if not is_worded:
        component = local(about("sourceConstraintComponent")).removesuffix("ConstraintComponent")
        messages = [f"does not hold to sh:{component[:1].lower()}{component[1:]}"]
    what = f"{shown(focus, labels, prefixes)}: {' '.join(messages)}" + (
        f" ({', '.join(detail)})" if detail else ""
    )
    return Problem(focus, local(shape.strip("<>")), what, "", severity_of(about("resultSeverity")))


def severity_of(iri: str) -> Severity:
    """Return the severity that a shape's `sh:severity` says; a shape of quality that says none warns."""
    return _SEVERITIES.get(local(iri.strip("<>")), "warning")


def _skolemised(triples: Sequence[ox.Triple]) -> list[ox.Triple]:
    """Return the triples with IRIs for blank nodes, so that a result's shape can be followed to its owner.

    Those of paths stay: an IRI there would be a property.
    """
    paths = {
        t.object for t in triples if t.predicate.value == SH + "path" and isinstance(t.object, ox.BlankNode)
    }
    while (
        more := {t.object for t in triples if t.subject in paths and isinstance(t.object, ox.BlankNode)}
        - paths
    ):
        paths |= more

    def named(term: Any) -> Any:  # noqa: ANN401
        is_open = isinstance(term, ox.BlankNode) and term not in paths
        return ox.NamedNode(_BLANK + term.value) if is_open else term

    def target(triple: ox.Triple) -> Any:  # noqa: ANN401
        return triple.object if triple.predicate.value == SH + "targetNode" else named(triple.object)

    return [ox.Triple(named(triple.subject), triple.predicate, target(triple)) for triple in triples]

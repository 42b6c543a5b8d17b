"""Parameters of queries: how a header declares one, and which RDF term a value given for it means."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kg import terms
from kg.errors import ParameterError, QueryError, UnknownNameError
from kg.graph import sparql

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.terms import Prefixes

DATATYPES: Final = ("string", "integer", "year", "date")
_PARAMETER: Final = re.compile(
    r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*\((?P<type>[A-Za-z][A-Za-z0-9]*)\)"
    r"(?:\s+(?P<optional>optional)|\s*(?P<sign>=|e\.g\.)\s*(?P<value>.*?))?(?:\s+[–—-]\s+(?P<description>.*))?"
)


class Parameter(NamedTuple):
    """A value that a query asks for: `type` is a class of the ontology or one of DATATYPES.

    Without a value for it, an `is_optional` one leaves its variable free. A `default` in braces is a pattern.
    """

    name: str
    type: str
    description: str
    default: str | None
    example: str
    line: int
    is_optional: bool = False

    @property
    def is_entity(self) -> bool:
        """Say whether the value is a thing of the graph rather than a literal."""
        return self.type not in DATATYPES

    @property
    def is_found(self) -> bool:
        """Say whether its default is looked for in the graph that is asked."""
        return self.default is not None and self.default.startswith("{")


def declared(value: str, line: int, where: str) -> Parameter:
    """Return the parameter that a line of a header declares; QueryError where it cannot be read."""
    match = _PARAMETER.fullmatch(value)
    if not match:
        raise QueryError(
            f"a parameter cannot be read: {value!r}",
            where=f"{where}:{line}:1",
            hint="Write it as `# parameter: state (State) = Guanajuato – The federal entity to look at`.",
        )
    kind = match["type"]
    if kind not in DATATYPES and not kind[0].isupper():
        raise QueryError(
            f"{kind!r} is no type of a parameter",
            where=f"{where}:{line}:1",
            hint=f"A type is {', '.join(DATATYPES)} or a class of the ontology, such as State.",
        )
    default = match["value"] if match["sign"] == "=" else None
    return Parameter(
        match["name"],
        kind,
        match["description"] or "",
        default,
        "" if default and default.startswith("{") else match["value"] or "",
        line,
        match["optional"] is not None,
    )


def found(parameter: Parameter, graph: Graph) -> NamedNode | Literal | None:
    """Return what the pattern of a default finds most often in a graph, of several the first; None for none.

    Raises QueryError where the pattern is malformed.
    """
    import pyoxigraph as ox

    from kg.graph.answers import Solutions

    name, pattern = parameter.name, parameter.default
    most = f"SELECT ?{name} {pattern} GROUP BY ?{name} ORDER BY DESC(COUNT(*)) ?{name} LIMIT 1"
    rows = graph.query(f"SELECT ?{name} {{ {{ {most} }} }}")
    terms = [row[name] for row in rows] if isinstance(rows, Solutions) else []
    return next((term for term in terms if isinstance(term, ox.NamedNode | ox.Literal)), None)


def bound(parameter: Parameter, text: str, graph: Graph) -> Term:
    """Return the term that `text` means for a declared parameter; ParameterError when it does not fit."""
    if not parameter.is_entity:
        return _literal(parameter, sparql.well_formed(text))
    from kg.graph import names

    try:
        return names.resolve(graph, text, parameter.type)
    except UnknownNameError as error:
        raise ParameterError(error.what, where=f"parameter {parameter.name}", hint=error.hint) from error


def _literal(parameter: Parameter, text: str) -> Term:
    from pyoxigraph import Literal, NamedNode

    canonical = _canonical(parameter.type, text.strip())
    if canonical is None:
        examples = {"integer": "12", "year": "2024", "date": "2024-04-17"}
        raise ParameterError(
            f"{text!r} is not {'an' if parameter.type == 'integer' else 'a'} {parameter.type}",
            where=f"parameter {parameter.name}",
            hint=f"For example: -p {parameter.name}={parameter.example or examples[parameter.type]}",
        )
    if parameter.type == "string":
        return Literal(text)
    datatype = "date" if parameter.type == "date" else "integer"
    return Literal(canonical, datatype=NamedNode(terms.XSD + datatype))


def _canonical(kind: str, text: str) -> str | None:
    """Return `text` as the datatype writes it, or None when it is none of its values."""
    if kind == "string":
        return text
    if kind == "date":
        try:
            return datetime.date.fromisoformat(text).isoformat()
        except ValueError:
            return None
    pattern = r"[0-9]{4}" if kind == "year" else r"[+-]?[0-9]{1,18}"
    return str(int(text)) if re.fullmatch(pattern, text) else None


def free(value: str, graph: Graph) -> Term:
    """Return the term that `value` means where no type is declared; a plain string when nothing else."""
    from pyoxigraph import Literal

    from kg.graph import names

    value = sparql.well_formed(value)
    spelled = [token.kind for token in sparql.tokens(value)]
    if spelled == ["iri"]:
        return _named_node(value[1:-1])
    if spelled == ["name"] and (iri := graph.prefixes.expand(value)):
        return _named_node(sparql.unescaped_name(iri))
    if literal := _sparql_literal(value, spelled, graph.prefixes):
        return literal
    try:
        return names.resolve(graph, value)
    except UnknownNameError:
        return Literal(value)


def _named_node(iri: str) -> Term:
    from pyoxigraph import NamedNode

    try:
        return NamedNode(iri)
    except ValueError as error:
        raise ParameterError(
            f"{iri!r} is not an IRI", hint="An IRI begins with a scheme: <https://…>"
        ) from error


def _sparql_literal(value: str, spelled: list[str], known: Prefixes) -> Term | None:
    """Return the literal that `value` is in SPARQL, such as "Sonora"@es, "2024"^^xsd:gYear, 12 or true."""
    from pyoxigraph import Literal, RdfFormat, parse

    if not spelled or spelled[0] not in ("string", "number", "mark", "word") or len(spelled) > 3:
        return None
    try:
        triples = list(parse(_as_turtle(value, known), format=RdfFormat.TURTLE))
    except SyntaxError:
        return None
    literal = triples[0].object if len(triples) == 1 else None
    return literal if isinstance(literal, Literal) else None


def _as_turtle(value: str, known: Prefixes) -> str:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in known.items())
    return f"{prefixes}<x:s> <x:p> {value} ."

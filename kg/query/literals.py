"""Values that a query has in another form than its data: what they are, and how to write what is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import terms
from kg.errors import UnknownNameError
from kg.graph import labels
from kg.query.naming import called

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.terms import Prefixes

_NUMBER: Final = r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"
_FORMS: Final = {
    **dict.fromkeys(("integer", "int", "long", "short", "nonNegativeInteger"), r"[+-]?\d+"),
    "decimal": r"[+-]?\d+(\.\d+)?",
    **dict.fromkeys(("double", "float"), _NUMBER),
    "gYear": r"\d{4}",
    "gYearMonth": r"\d{4}-\d\d",
    "date": r"\d{4}-\d\d-\d\d",
    "dateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*",
}
"""What a value looks like in the datatypes that are taken for one another, by their local names."""
_NUMBERS: Final = tuple(name for name in _FORMS if not name.startswith(("g", "date")))
_DATED: Final = ("gYearMonth", "date", "dateTime")


def read(text: str, prefixes: Prefixes) -> Literal | None:
    """Return the literal that a text is in SPARQL; None when it is something else."""
    if not re.match(r"""["']|true|false|[+-]?[.\d]""", text):
        return None
    declared = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    try:
        (quad,) = parse(f"{declared}<x:s> <x:p> {text} .", format=RdfFormat.TURTLE)
    except (SyntaxError, ValueError):
        return None
    return quad.object if isinstance(quad.object, Literal) else None


def kind(term: Term, prefixes: Prefixes) -> str:
    """Return in words what a value is: an IRI, a text, a text in en, an xsd:gYear."""
    if not isinstance(term, Literal):
        return "an IRI" if isinstance(term, NamedNode) else "a blank node"
    if term.language:
        return f"a text in {term.language}"
    name = prefixes.compact(term.datatype.value)
    return "a text" if name == "xsd:string" else f"an {name}"


def in_words(term: Term, prefixes: Prefixes) -> str:
    """Return a value as people write it: a prefixed name, a text in quotation marks, else what it is."""
    if isinstance(term, NamedNode):
        return prefixes.compact(term.value)
    return str(term) if is_text(term) or not isinstance(term, Literal) else term.value


def comparable(one: Literal, other: Literal) -> bool:
    """Say whether two literals are of kinds that SPARQL compares: numbers, or of one datatype or language."""
    if is_number(one) and is_number(other):
        return True
    return one.datatype == other.datatype and (one.language or "") == (other.language or "")


def is_number(term: Term) -> bool:
    """Say whether a value is one that SPARQL computes with."""
    return isinstance(term, Literal) and _name(term) in _NUMBERS


def _name(literal: Literal) -> str:
    return literal.datatype.value.removeprefix(terms.XSD)


def meant(
    given: Literal, values: Callable[[str], Sequence[Term]], *, of_one_kind: bool = True
) -> Term | None:
    """Return the value in the data that is meant by the one given, else any; None where its form is right.

    `values` gives a few for which a condition on `?value` holds. The form is right where the data has values
    of the same kind, unless they can be of any; of texts only the same one, with a language or without, is
    taken to be meant.
    """
    text = Literal(given.value)
    if same := values(f"!isIRI(?value) && LCASE(STR(?value)) = LCASE({text})"):
        return example(same)
    others = values("true") if of_one_kind else ()
    alike = any(isinstance(other, Literal) and _is_like(given, other) for other in others)
    return None if alike or not others else example(others)


def example(values: Sequence[Term]) -> Term:
    """Return the value to show of several: a text in English before others, always the same."""
    return min(values, key=_foreignness)


def _foreignness(term: Term) -> tuple[bool, bool, str, str]:
    return labels.foreignness(str(getattr(term, "value", term)), getattr(term, "language", None))


def _is_like(given: Literal, other: Literal) -> bool:
    return comparable(given, other) or (is_text(given) and is_text(other))


def is_text(term: Term) -> bool:
    """Say whether a value is a text, in a language or none."""
    return isinstance(term, Literal) and (bool(term.language) or _name(term) == "string")


def rewritten(given: Literal, sample: Term, graph: Graph) -> str:
    """Return what is meant by `given` in SPARQL where the data has values like `sample`; '' where unknown.

    A text that names a thing is that thing where the data has things.
    """
    if not isinstance(sample, Literal):
        return _thing(given.value, graph) if isinstance(sample, NamedNode) else ""
    is_same = sample.value.casefold() == given.value.casefold()
    name, text = _name(sample), sample.value if is_same else given.value
    if sample.language:
        return str(Literal(text, language=sample.language)) if is_same else ""
    if name == "string":
        return str(Literal(text))
    text = text[:10] if name == "date" and re.fullmatch(_FORMS["dateTime"], text) else text
    if not is_same and not re.fullmatch(_FORMS.get(name, "(?!)"), text):
        return ""
    return str(Literal(text, datatype=sample.datatype))


def _thing(text: str, graph: Graph) -> str:
    try:
        return str(called(graph, text))
    except UnknownNameError:
        return ""


def year(given: Literal, sample: Term) -> str:
    """Return the year that `given` is where the data has whole dates or times like `sample`; else ''."""
    dated = isinstance(sample, Literal) and _name(sample) in _DATED
    return given.value if dated and re.fullmatch(r"\d{4}", given.value) else ""


def compared(variable: str, sign: str, given: Literal, sample: Term, graph: Graph) -> str:
    """Return the comparison to write for `?variable sign given` where its values are like `sample`; or ''."""
    if found := year(given, sample):
        return f"YEAR({variable}) {sign} {found}"
    if is_number(given) and sign != "=" and re.fullmatch(_NUMBER, getattr(sample, "value", "")):
        return f"xsd:decimal(STR({variable})) {sign} {given.value}"
    literal = rewritten(given, sample, graph)
    return f"{variable} {sign} {literal}" if literal else ""

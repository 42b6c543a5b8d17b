"""Triples as text in the standard syntaxes of RDF: sorted, prefixed, the same bytes every time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
from pyoxigraph import Triple

from kg import terms
from kg.errors import OutputError
from kg.terms import STANDARD, Prefixes

if TYPE_CHECKING:
    from kg.graph.answers import Term

Node = ox.NamedNode | ox.BlankNode

_TYPE: Final = terms.RDF + "type"
_XSD_STRING: Final = terms.XSD + "string"
_BARE: Final = {
    terms.XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    terms.XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    terms.XSD + "boolean": re.compile("true|false"),
}
"""Datatypes whose literals Turtle takes without quotes, and how these look."""
_UNWRITTEN: Final = {_TYPE, _XSD_STRING, terms.RDF + "langString"}
"""IRIs for which Turtle and JSON-LD have words of their own."""
_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_ENDS_IN_A_NAME: Final = re.compile(rf"[{_START}][{_START}\-.0-9\u00b7\u0300-\u036f\u203f\u2040]*\Z")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def ordered(triples: Iterable[Triple]) -> list[Triple]:
    """Return the triples without repetition, by subject, `rdf:type` first, then by predicate and object."""
    return sorted(set(triples), key=_rank)


def turtle(triples: Iterable[Triple], known: Prefixes = STANDARD) -> bytes:
    """Return Turtle: a block per subject, a line per predicate, those of `known` prefixes that are in use.

    What a prefix would cover only with escapes, as a passage's `#char=0,9`, is written out for all tools
    (RDF 1.1 Turtle).
    """
    found, prefixes = _with_prefixes(triples, known)
    name = cache(partial(_turtle_name, prefixes=prefixes))
    blocks = [f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items()]
    for subject, about in groupby(found, key=lambda triple: triple.subject):
        lines = [
            f"{'a' if predicate.value == _TYPE else name(predicate)} "
            + ", ".join(_turtle_term(triple.object, name) for triple in same)
            for predicate, same in groupby(about, key=lambda triple: triple.predicate)
        ]
        blocks.append(f"\n{name(subject)} " + " ;\n    ".join(lines) + " .\n")
    return "".join(blocks).encode()


def ntriples(triples: Iterable[Triple], known: Prefixes = STANDARD) -> bytes:
    """Return N-Triples: one sorted triple a line, for tools that read line by line (RDF 1.1 N-Triples)."""
    del known  # N-Triples writes every IRI out
    return ox.serialize(ordered(triples), format=ox.RdfFormat.N_TRIPLES) or b""


def rdfxml(triples: Iterable[Triple], known: Prefixes = STANDARD) -> bytes:
    """Return RDF/XML, for tools that know nothing younger (RDF 1.1 XML Syntax).

    Raises OutputError for what XML cannot write: a predicate that ends in no XML name, a control character.
    """
    found, prefixes = _with_prefixes(triples, known)
    for triple in found:
        _check_xml(triple, known)
    text = ox.serialize(found, format=ox.RdfFormat.RDF_XML, prefixes=dict(prefixes)) or b""
    names = {"rdf": terms.RDF, **prefixes}
    head = "".join(f'\n    xmlns:{prefix}="{iri}"' for prefix, iri in sorted(names.items()))
    text = re.sub(rb"<rdf:RDF [^>]*>", f"<rdf:RDF{head}>".encode(), text, count=1)
    return text.replace(b"\r", b"&#13;") + b"\n"


def jsonld(triples: Iterable[Triple], known: Prefixes = STANDARD) -> bytes:
    """Return JSON-LD 1.1, compacted: a context of prefixes and an object per subject."""
    found, prefixes = _with_prefixes(triples, known)
    for triple in found:
        _check_plain(triple, "JSON-LD")
    nodes = [
        _json_node(subject, list(said), prefixes) for subject, said in groupby(found, key=lambda t: t.subject)
    ]
    document = {"@context": dict(prefixes), "@graph": nodes}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _rank(triple: Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate.value
    return str(triple.subject), predicate != _TYPE, predicate, str(triple.object)


def _with_prefixes(triples: Iterable[Triple], known: Prefixes) -> tuple[list[Triple], Prefixes]:
    """Return the triples in order and the prefixes they use, less those that are the scheme of an IRI."""
    found = ordered(triples)
    iris = {iri for triple in found for iri in _iris(triple)} - _UNWRITTEN
    used = {known.compact(iri).partition(":")[0] for iri in iris} - {iri.partition(":")[0] for iri in iris}
    return found, Prefixes({prefix: iri for prefix, iri in known.items() if prefix in used})


def _iris(triple: Triple) -> Iterator[str]:
    """Yield every IRI in a triple, datatypes included."""
    for term in (triple.subject, triple.predicate, triple.object):
        if isinstance(term, ox.NamedNode):
            yield term.value
        elif isinstance(term, ox.Literal):
            yield term.datatype.value


def _turtle_name(node: Node, prefixes: Prefixes) -> str:
    short = prefixes.compact(node.value)
    return str(node) if short.startswith("<") else short


def _turtle_term(term: Term, name: Callable[[Node], str]) -> str:
    """Return a term in Turtle: names short, numbers and truth values bare, the rest as N-Triples has it."""
    if isinstance(term, Triple):
        return f"<<( {term} )>>"
    if not isinstance(term, ox.Literal):
        return name(term)
    if term.datatype.value in _UNWRITTEN:
        return str(term)
    bare = _BARE.get(term.datatype.value)
    quoted = str(term).removesuffix(f"^^{term.datatype}")
    return term.value if bare and bare.fullmatch(term.value) else f"{quoted}^^{name(term.datatype)}"


def _check_xml(triple: Triple, known: Prefixes) -> None:
    _check_plain(triple, "RDF/XML")
    predicate, value = triple.predicate.value, getattr(triple.object, "value", "")
    if not _ENDS_IN_A_NAME.search(predicate):
        what = f"RDF/XML cannot name the predicate <{predicate}>: it does not end in an XML name"
        raise OutputError(what, where=str(triple.subject), hint="Choose another format, such as turtle.")
    if bad := _NOT_XML.search(value):
        where = f"in the value of {known.compact(predicate)}"
        what = f"RDF/XML cannot hold the character U+{ord(bad[0]):04X} {where}"
        raise OutputError(what, where=str(triple.subject), hint="Choose another format, such as turtle.")


def _check_plain(triple: Triple, syntax: str) -> None:
    if isinstance(triple.object, ox.Triple):
        what = f"{syntax} here cannot hold a triple about a triple (RDF 1.2)"
        raise OutputError(what, where=str(triple.subject), hint="Choose turtle or ntriples.")


def _json_node(subject: Term, said: list[Triple], prefixes: Prefixes) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _json_name(subject, prefixes)}
    for predicate, group in groupby(said, key=lambda t: t.predicate):
        objects = [triple.object for triple in group]
        if predicate.value == _TYPE and not any(isinstance(o, ox.Literal) for o in objects):
            node["@type"] = [_json_name(o, prefixes) for o in objects]
        else:
            values = [_json_value(o, prefixes) for o in objects]
            node[_json_name(predicate, prefixes)] = values if len(values) > 1 else values[0]
    return node


def _json_name(node: Term, prefixes: Prefixes) -> str:
    return prefixes.compact(node.value).strip("<>") if isinstance(node, ox.NamedNode) else str(node)


def _json_value(term: Term, prefixes: Prefixes) -> str | dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": _json_name(term, prefixes)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _XSD_STRING:
        return term.value
    return {"@value": term.value, "@type": _json_name(term.datatype, prefixes)}

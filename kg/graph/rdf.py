"""Graphs in the standard syntaxes of RDF, out of sorted lines: the same bytes every time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any, Final

import pyoxigraph as ox
from pyoxigraph import Triple

from kg import terms
from kg.errors import OutputError
from kg.graph.lines import Tags, quads_of
from kg.graph.turtle import trig, turtle, write_turtle
from kg.terms import NAME_REST, NAME_START, Prefixes

if TYPE_CHECKING:
    from kg.graph.answers import Term

Writer = Callable[[list[str], Prefixes, Tags], bytes]
"""Makes a document of the lines of a graph, the prefixes known, and how language tags are written."""

_TYPE: Final = terms.RDF + "type"
_XSD_STRING: Final = terms.XSD + "string"
_UNWRITTEN: Final = {_TYPE, _XSD_STRING, terms.RDF + "langString", terms.RDF + "dirLangString"}
"""IRIs for which JSON-LD has words of its own."""
_ENDS_IN_A_NAME: Final = re.compile(rf"[{NAME_START}][{NAME_START}.\-{NAME_REST}]*\Z")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _ntriples(lines: list[str], known: Prefixes, tags: Tags) -> bytes:
    """Return N-Triples or N-Quads: one sorted line each, for tools that read line by line."""
    del known, tags  # every IRI is written out, and the lines have their tags
    return "".join(f"{line}\n" for line in lines).encode()


def _rdfxml(lines: list[str], known: Prefixes, tags: Tags) -> bytes:
    """Return RDF/XML, for tools that know nothing younger (RDF 1.1 XML Syntax).

    Raises OutputError for what XML cannot write: a predicate that ends in no XML name, a control character,
    what came with RDF 1.2.
    """
    found = _ordered(lines)
    for triple in found:
        _check_xml(triple, known)
    named = {triple.predicate.value for triple in found}
    prefixes = _with_names(known).used_by(named) | {"rdf": terms.RDF}
    text = ox.serialize(found, format=ox.RdfFormat.RDF_XML, prefixes=prefixes.plain) or b""
    head = "".join(f'\n    xmlns:{prefix}="{iri}"' for prefix, iri in sorted(prefixes.items()))
    text = re.sub(rb"<rdf:RDF [^>]*>", f"<rdf:RDF{head}>".encode(), text, count=1)
    for tag, written in tags.items():
        text = re.sub(rf'(<[^<>]* xml:lang="){tag}"'.encode(), rf'\g<1>{written}"'.encode(), text)
    return text.replace(b"\r", b"&#13;") + b"\n"


def _jsonld(lines: list[str], known: Prefixes, tags: Tags) -> bytes:
    """Return JSON-LD 1.1, compacted: a context of prefixes and an object per subject.

    Raises OutputError for a triple about a triple, which JSON-LD cannot write.
    """
    found = _ordered(lines)
    for triple in found:
        _check_plain(triple, "JSON-LD")
    iris = {iri for triple in found for iri in _iris(triple)} - _UNWRITTEN
    schemes = {iri.partition(":")[0] for iri in iris}
    used = _with_names(known).used_by(iris)
    prefixes = Prefixes({prefix: iri for prefix, iri in used.items() if prefix not in schemes})
    nodes = [
        _json_node(subject, list(said), prefixes, tags)
        for subject, said in groupby(found, key=lambda t: t.subject)
    ]
    document = {"@context": dict(prefixes), "@graph": nodes}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _with_names(known: Prefixes) -> Prefixes:
    """Return the prefixes but the empty one, which only Turtle and SPARQL have."""
    return Prefixes({prefix: iri for prefix, iri in known.items() if prefix})


def _ordered(lines: Iterable[str]) -> list[Triple]:
    """Return the triples of the lines, of each subject `rdf:type` first."""
    triples = [quad.triple for quad in quads_of(lines)]
    groups = groupby(triples, key=lambda triple: triple.subject)
    return [t for _, said in groups for t in sorted(said, key=lambda t: t.predicate.value != _TYPE)]


def _iris(triple: Triple) -> Iterator[str]:
    """Yield every IRI in a triple, datatypes included."""
    for term in (triple.subject, triple.predicate, triple.object):
        if isinstance(term, ox.NamedNode):
            yield term.value
        elif isinstance(term, ox.Literal):
            yield term.datatype.value


def _check_xml(triple: Triple, known: Prefixes) -> None:
    _check_plain(triple, "RDF/XML")
    if isinstance(triple.object, ox.Literal) and triple.object.direction:
        what = "RDF/XML here cannot hold the direction of a text (RDF 1.2)"
        raise OutputError(what, where=str(triple.subject), hint="Choose turtle, ntriples or jsonld.")
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


def _json_node(subject: Term, said: list[Triple], prefixes: Prefixes, tags: Tags) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _json_name(subject, prefixes)}
    for predicate, group in groupby(said, key=lambda t: t.predicate):
        objects = [triple.object for triple in group]
        if predicate.value == _TYPE and not any(isinstance(o, ox.Literal) for o in objects):
            node["@type"] = [_json_name(o, prefixes) for o in objects]
        else:
            values = [_json_value(o, prefixes, tags) for o in objects]
            node[_json_name(predicate, prefixes)] = values if len(values) > 1 else values[0]
    return node


def _json_name(node: Term, prefixes: Prefixes) -> str:
    return prefixes.compact(node.value).strip("<>") if isinstance(node, ox.NamedNode) else str(node)


def _json_value(term: Term, prefixes: Prefixes, tags: Tags) -> str | dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": _json_name(term, prefixes)}
    if term.language:
        direction = {"@direction": str(term.direction)} if term.direction else {}
        return {"@value": term.value, "@language": tags.get(term.language, term.language), **direction}
    if term.datatype.value == _XSD_STRING:
        return term.value
    return {"@value": term.value, "@type": _json_name(term.datatype, prefixes)}


WRITERS: Final[dict[str, Writer]] = {
    "turtle": lambda lines, known, _: turtle(lines, known),
    "ntriples": _ntriples,
    "jsonld": _jsonld,
    "rdfxml": _rdfxml,
    "trig": lambda lines, known, _: trig(lines, known),
    "nquads": _ntriples,
}
"""What writes each format of RDF, by its name."""


def _write_ntriples(lines: Iterable[str], _: Prefixes, stream: IO[bytes]) -> None:
    stream.writelines(f"{line}\n".encode() for line in lines)


STREAMED: Final[dict[str, Callable[[Iterable[str], Prefixes, IO[bytes]], None]]] = {
    "turtle": write_turtle,
    "ntriples": _write_ntriples,
    "nquads": _write_ntriples,
}
"""What writes plain lines to a stream, in the formats that need not hold them all."""

"""What nests deeper than a parser bears is told while its bytes pass, however they are cut and hidden."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.graph.nesting import nesting

JSON, XML = ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML
TURTLE, NTRIPLES, RDFXML = ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.RDF_XML
IRI = '{"type":"uri","value":"http://e.org/}}]]"}'


def deep(before, after, levels=20_000):
    return before * levels + after * levels


def is_too_deep(text, form, size):
    data, watch = text.encode(), nesting(form)
    return any(watch(data[start : start + size]) for start in range(0, len(data), size))


DEEP = {
    "type first": (JSON, deep(f'{{"type":"triple","value":{{"subject":{IRI},"object":', "}}")),
    "type last": (JSON, deep('{"value":{"object":', f',"subject":{IRI}}},"type":"triple"}}')),
    "escaped": (JSON, deep(f'{{"type":"t\\u0072ip\\u006Ce","value":{{"predicate":{IRI},"object":', "}}")),
    "rows before": (
        JSON,
        f'{IRI},{{"type":"triple"}}' * 2000 + deep('{"type":"triple","value":{"object":', "}}"),
    ),
    "elements": (XML, deep("<triple><object>", "</object></triple>")),
    "prefixed": (XML, deep("<s:triple a='>'><s:object>", "</s:object></s:triple>")),
    "commented": (XML, deep("<triple><!-- </triple></triple> --><object>", "</object></triple>")),
    "RDF/XML": (RDFXML, deep('<a:b rdf:parseType="Triple"><rdf:Description>', "</rdf:Description></a:b>")),
    "a line": (NTRIPLES, deep("<<( <a:b> <a:b> ", " )>>")),
    "Turtle": (TURTLE, deep("<<( :a :b ", " )>>")),
    "Turtle in lines": (TURTLE, deep("<<(\n:a :b ", "\n)>>")),
    "Turtle with comments": (TURTLE, deep("<<( :a # )>> )>> \n :b ", " )>>")),
    "Turtle between quotes": (TURTLE, ':x :y """\n" ; :z ' + deep("<<(:a:b", ")>>") + ' ; :o " \n""" .'),
}


@pytest.mark.parametrize("size", [1, 7, 1000, 1 << 16])
@pytest.mark.parametrize("name", DEEP)
def test_what_nests_without_end_is_told(name, size):
    form, text = DEEP[name]
    assert is_too_deep(text, form, size)


FLAT = {
    "rows": (
        JSON,
        f'{{"x":{{"type":"triple","value":{{"subject":{IRI},"object":{{"value":"{{[ \\" {{"}}}}}}}},\n',
    ),
    "elements": (XML, "<result><triple><a b='<'/>&lt;<![CDATA[<a><a>]]></triple></result>"),
    "collections": (RDFXML, '<a:b rdf:parseType="Collection"><a:c/></a:b>'),
    "lines": (NTRIPLES, '<a:b#c> <a:b> <<( <a:b> <a:b> "no. #1 <x>" )>> .\n'),
    "Turtle": (TURTLE, '<a:b#c> :b <<( :a :b \'no. #1 <x>\' )>> ; # <x\n :c <<( :a :b "\\"" )>> .\n'),
}


@pytest.mark.parametrize("size", [100, 1000, 1 << 16])
@pytest.mark.parametrize("name", FLAT)
def test_many_triple_terms_one_beside_another_are_not_deep(name, size):
    form, text = FLAT[name]
    assert not is_too_deep(text * 20_000, form, size)

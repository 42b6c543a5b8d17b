"""Two graphs compared by fact, and the difference as text, JSON and RDF Patch."""

import json

import pyoxigraph as ox
from world import NAMESPACE, TURTLE, graph

from kg.look import changes, diff


def compare(one, other):
    return diff.compare(one, other, NAMESPACE.prefixes)


def difference(*replacements: tuple[str, str], more: str = ""):
    text = TURTLE
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return compare(graph().triples(), graph(text + more).triples())


def test_equal_graphs_do_not_differ_whatever_the_order_of_their_lines():
    shuffled = "".join(f"{triple} .\n" for triple in sorted(graph().triples(), key=str, reverse=True))
    assert not compare(graph().triples(), graph(shuffled).triples())


def test_another_modality_is_another_fact():
    found = difference(("kg:modality kg:denied", "kg:modality kg:possible"))
    assert changes.as_text(found) == (
        "Facts\n"
        "- Toyota operates in Mexico  [src:beta, denied]\n"
        "+ Toyota operates in Mexico  [src:beta, possible]\n"
    )
    assert changes.summary(found) == "1 added, 1 removed"


def test_a_fact_that_only_got_another_iri_is_the_same_fact():
    assert not difference(("fact:f1", "fact:f9"))


def test_a_fact_whose_date_changed_is_changed():
    assert changes.as_text(difference(('"2005/.."', '"2006/.."'))) == (
        'Facts\n~ Toyota operates in Mexico  [src:alpha, asserted]\n    kg:period: "2005/.." → "2006/.."\n'
    )


def test_a_record_whose_value_changed_is_changed():
    assert changes.as_text(difference(("1950000000", "1960000000"))) == (
        "Records\n"
        "~ FDI inflow, Japan → Guanajuato, 2024: US$1.95 billion  [id:fdi-gua]\n"
        "    kg:value: 1950000000 → 1960000000\n"
    )


def test_the_triple_that_a_fact_makes_is_not_told_twice():
    more = (
        "id:JP jm:operatesIn id:MX . fact:f7 a kg:Fact ; rdf:subject id:JP ; rdf:predicate jm:operatesIn ;"
        " rdf:object id:MX ; kg:modality kg:asserted ."
    )
    assert changes.as_text(difference(more=more)) == "Facts\n+ Japan operates in Mexico  [asserted]\n"


def test_a_new_entity_and_a_new_label_are_told_by_name():
    more = 'id:mazda a jm:Company, kg:Entity ; skos:prefLabel "Mazda"@en . id:JP skos:altLabel "Nippon"@en .'
    assert changes.as_text(difference(more=more)) == (
        'Entities\n~ Japan  [id:JP]\n    + skos:altLabel: "Nippon"@en\n+ Mazda  [id:mazda]\n'
    )


def test_blank_nodes_are_compared_by_what_they_say():
    one, two = '_:a kg:note "x" . _:b kg:note "y" .', '_:c kg:note "y" . _:a kg:note "x" .'
    assert not compare(graph(one).triples(), graph(two).triples())
    assert compare(graph(one).triples(), graph('_:a kg:note "x" .').triples())


def test_json_lists_the_changes():
    found = json.loads(changes.as_json(difference(("1950000000", "1960000000"))))
    assert found == [
        {
            "kind": "record",
            "label": "FDI inflow, Japan → Guanajuato, 2024: US$1.95 billion",
            "name": "id:fdi-gua",
            "sign": "changed",
            "before": [["kg:value", "1950000000"]],
            "after": [["kg:value", "1960000000"]],
        }
    ]


def test_the_patch_turns_the_first_graph_into_the_second():
    text = TURTLE.replace("kg:denied", "kg:possible").replace('"Sonora"@en', '"Sonora \\"new\\"\\n"@en')
    before, after = set(graph().triples()), set(graph(text).triples())
    patch = changes.as_patch(compare(before, after)).splitlines()
    assert (patch[0], patch[-1]) == ("TX .", "TC .")
    for row in patch[1:-1]:
        triples = {quad.triple for quad in ox.parse(row[2:], format=ox.RdfFormat.N_TRIPLES)}
        before = before | triples if row.startswith("A ") else before - triples
    assert before == after

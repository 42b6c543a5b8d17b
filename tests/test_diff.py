"""Two graphs compared by fact, and the difference as text, JSON and RDF Patch."""

import hashlib
import json
import random
import shutil

import pyoxigraph as ox
import pytest
from world import NAMESPACE, TURTLE, graph

from kg.errors import OutputError
from kg.graph.graph import Graph
from kg.look import changes, diff, matching
from kg.look.disputes import arisen
from kg.look.moved import moved


def compare(one, other):
    return diff.compare(one, other, NAMESPACE.prefixes)


def difference(*replacements: tuple[str, str], more: str = ""):
    text = TURTLE
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return compare(graph(), graph(text + more))


def test_equal_graphs_do_not_differ_whatever_the_order_of_their_lines():
    shuffled = "".join(f"{triple} .\n" for triple in sorted(graph().triples(), key=str, reverse=True))
    assert not compare(graph(), graph(shuffled))


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
    assert not compare(graph(one), graph(two))
    assert compare(graph(one), graph('_:a kg:note "x" .'))


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
    patch = changes.as_patch(compare(graph(), graph(text))).splitlines()
    assert (patch[0], patch[-1]) == ("TX .", "TC .")
    for row in patch[1:-1]:
        triples = {quad.triple for quad in ox.parse(row[2:], format=ox.RdfFormat.N_TRIPLES)}
        before = before | triples if row.startswith("A ") else before - triples
    assert before == after


HEAD = """
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
PREFIXES = NAMESPACE.prefixes | {"ex": "http://example.org/"}
CHANGED_ONCE = {
    "of one address of several": (
        'ex:a ex:addr [ ex:city "T" ; ex:zip "1" ] , [ ex:city "O" ; ex:zip "2" ] .',
        'ex:a ex:addr [ ex:city "O" ; ex:zip "2" ] , [ ex:city "T" ; ex:zip "9" ] .',
        'ex:addr [ex:city "T"]/ex:zip: "1" → "9"',
    ),
    "of the only address": (
        'ex:a ex:addr [ ex:city "T" ; ex:zip "1" ] .',
        'ex:a ex:addr [ ex:zip "9" ; ex:city "T" ] .',
        'ex:addr/ex:zip: "1" → "9"',
    ),
    "of what hangs two steps down": (
        'ex:a ex:addr [ ex:city "T" ; ex:at [ ex:lat 1 ; ex:long 2 ] ] .',
        'ex:a ex:addr [ ex:city "T" ; ex:at [ ex:lat 1 ; ex:long 3 ] ] .',
        "ex:addr/ex:at/ex:long: 2 → 3",
    ),
    "of a node that has nothing else": (
        "ex:a ex:weight [ ex:kilograms 1 ] .",
        "ex:a ex:weight [ ex:kilograms 2 ] .",
        "ex:weight: ex:kilograms 1 → ex:kilograms 2",
    ),
    "of one restriction of many": (
        "".join(
            f"ex:a rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p{n} ; owl:someValuesFrom ex:C ] ."
            for n in range(9)
        ),
        "".join(
            "ex:a rdfs:subClassOf [ a owl:Restriction ; owl:onProperty "
            f"ex:p{n} ; owl:someValuesFrom ex:{'D' if n == 4 else 'C'} ] ."
            for n in reversed(range(9))
        ),
        "rdfs:subClassOf [owl:onProperty ex:p4]/owl:someValuesFrom: ex:C → ex:D",
    ),
    "of a member of a union": (
        "ex:a owl:equivalentClass [ a owl:Class ; owl:unionOf ( ex:B ex:C ex:D ) ] .",
        "ex:a owl:equivalentClass [ a owl:Class ; owl:unionOf ( ex:B ex:E ex:D ) ] .",
        "owl:equivalentClass/owl:unionOf: (ex:B, ex:C, ex:D) → (ex:B, ex:E, ex:D)",
    ),
    "of a list that grew": (
        'ex:a ex:steps ( "a" "b" ) .',
        'ex:a ex:steps ( "a" "x" "b" ) .',
        'ex:steps: ("a", "b") → ("a", "x", "b")',
    ),
}


@pytest.mark.parametrize(("one", "other", "told"), CHANGED_ONCE.values(), ids=CHANGED_ONCE)
def test_what_changed_on_a_blank_node_is_one_change_of_the_thing_that_leads_to_it(one, other, told):
    found = diff.compare(graph(HEAD + one), graph(HEAD + other), PREFIXES)
    assert changes.as_text(found) == f"Other things\n~ ex:a  [ex:a]\n    {told}\n"
    assert changes.summary(found) == "1 changed"


def test_a_blank_node_that_is_new_is_told_in_words():
    one, other = "ex:a a ex:Thing .", 'ex:a a ex:Thing ; ex:addr [ ex:city "T" ; ex:in ex:b ] .'
    found = diff.compare(graph(HEAD + one), graph(HEAD + other), PREFIXES)
    assert changes.as_text(found) == (
        'Other things\n~ ex:a  [ex:a]\n    + ex:addr: ex:city "T", ex:in ex:b\n'
    )


def test_a_blank_node_to_which_nothing_leads_is_a_thing_in_words():
    one = 'ex:c a ex:C . [] ex:of ex:a ; ex:note "x" ; ex:by "Ann" .'
    found = diff.compare(graph(HEAD + one), graph(HEAD + one.replace("Ann", "Bob")), PREFIXES)
    assert changes.as_text(found) == (
        'Other things\n~ ex:by "Bob", ex:note "x", ex:of ex:a\n    ex:by: "Ann" → "Bob"\n'
    )


def test_two_nodes_alike_are_not_one_that_is_shared():
    shared = 'ex:a ex:p _:x . ex:b ex:p _:x . _:x ex:q "1" .'
    apart = 'ex:a ex:p [ ex:q "1" ] . ex:b ex:p [ ex:q "1" ] .'
    assert diff.compare(graph(HEAD + shared), graph(HEAD + apart), PREFIXES)


@pytest.mark.parametrize("seed", range(100))
def test_graphs_of_blank_nodes_differ_exactly_when_they_are_not_isomorphic(seed):
    chance = random.Random(seed)
    one = _of_blank_nodes(chance)
    other = _renamed(one, chance)
    assert not compare(Graph.from_triples(one), Graph.from_triples(other))
    spoilt = other ^ {chance.choice(sorted(other, key=str)), _triple(chance, "q")}
    found = compare(Graph.from_triples(one), Graph.from_triples(spoilt))
    before, after = matching.matched(one, spoilt)
    assert found
    assert (before - set(found.removed)) | set(found.added) == after
    assert _canonical(before) == _canonical(one)
    assert _canonical(after) == _canonical(spoilt)


def _triple(chance: random.Random, prop: str) -> ox.Triple:
    ends = [*(ox.BlankNode(f"b{n}") for n in range(6)), *(ox.NamedNode(f"http://e/{n}") for n in range(2))]
    texts = [ox.Literal(str(n)) for n in range(3)]
    return ox.Triple(chance.choice(ends), ox.NamedNode(f"http://e/{prop}"), chance.choice([*ends, *texts]))


def _of_blank_nodes(chance: random.Random) -> set[ox.Triple]:
    return {_triple(chance, chance.choice("st")) for _ in range(15)}


def _renamed(triples: set[ox.Triple], chance: random.Random) -> set[ox.Triple]:
    names = dict(enumerate(chance.sample(range(1000), 6)))

    def other(term):
        return ox.BlankNode(f"x{names[int(term.value[1:])]}") if isinstance(term, ox.BlankNode) else term

    return {ox.Triple(other(t.subject), t.predicate, other(t.object)) for t in triples}


def _canonical(triples: set[ox.Triple]) -> set[str]:
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def test_a_patch_with_blank_nodes_of_the_first_graph_is_refused():
    one, other = (graph(HEAD + f'ex:a ex:addr [ ex:city "T" ; ex:zip "{n}" ] .') for n in (1, 9))
    with pytest.raises(OutputError, match="cannot name what has no IRI") as error:
        changes.as_patch(compare(one, other))
    assert "-f json" in error.value.hint


def test_a_patch_may_add_blank_nodes():
    one, other = "ex:a a ex:Thing .", 'ex:a a ex:Thing ; ex:addr [ ex:city "T" ] .'
    rows = changes.as_patch(compare(graph(HEAD + one), graph(HEAD + other))).splitlines()
    added = {quad.triple for row in rows[1:-1] for quad in ox.parse(row[2:], format=ox.RdfFormat.N_TRIPLES)}
    assert {row[0] for row in rows[1:-1]} == {"A"}
    assert len(added) == 2


QUADS = {
    "one": [("a", "g"), ("b", "g"), ("c", ""), ("d", "g")],
    "other": [("a", "h"), ("b", "h"), ("c", "g"), ("d", "g")],
}


def in_graphs(name):
    store = ox.Store()
    for thing, graph_name in QUADS[name]:
        told = f'<http://e.org/{thing}> <http://e.org/p> "x" '
        store.load(f"{told}<http://e.org/{graph_name}> ." if graph_name else f"{told}.", ox.RdfFormat.N_QUADS)
    return Graph(store).whole


def test_triples_that_stand_in_other_named_graphs_are_told_though_no_triple_differs():
    one, other = in_graphs("one"), in_graphs("other")
    assert not compare(one, other)
    found = moved(one, other, NAMESPACE.prefixes)
    assert changes.as_text(diff.Difference(found, (), ())) == (
        "Named graphs\n"
        "~ 1 triple\n"
        "    graph: the default graph → <http://e.org/g>\n"
        "~ 2 triples\n"
        "    graph: <http://e.org/g> → <http://e.org/h>\n"
    )
    assert moved(one, one, NAMESPACE.prefixes) == ()
    with pytest.raises(OutputError, match="some only stand in other named graphs"):
        changes.as_patch(diff.Difference(found, (), ()))


def test_what_is_new_is_found_where_the_first_graph_has_as_many_quads_of_a_thing():
    def quads(*told):
        store = ox.Store()
        lines = [f'<http://e.org/a> <http://e.org/p> "{text}" <http://e.org/{name}> .' for text, name in told]
        store.load("\n".join(lines), ox.RdfFormat.N_QUADS)
        return Graph(store).whole

    one, other = quads(("x", "g"), ("x", "h")), quads(("x", "g"), ("y", "g"))
    found = compare(one, other)
    assert [[triple.object.value for triple in side] for side in (found.removed, found.added)] == [[], ["y"]]


def test_a_blank_node_has_moved_only_where_there_are_as_many_as_before():
    def quads(text):
        store = ox.Store()
        store.load(text, ox.RdfFormat.N_QUADS)
        return Graph(store).whole

    one = quads('_:a <http://e.org/p> "x" <http://e.org/g> .')
    renamed = quads('_:b <http://e.org/p> "x" <http://e.org/g> .')
    elsewhere = quads('_:a <http://e.org/p> "x" <http://e.org/h> .')
    more = quads('_:a <http://e.org/p> "x" <http://e.org/g> .\n_:b <http://e.org/p> "x" <http://e.org/h> .')
    told = [
        [change.label for change in moved(one, each, NAMESPACE.prefixes)]
        for each in (renamed, elsewhere, more)
    ]
    assert told == [[], ["1 triple"], []]


def test_the_command_ends_with_1_where_only_named_graphs_differ(kg, tmp_path):
    for name in ("one", "two"):
        quad = f'<http://e.org/a> <http://e.org/p> "x" <http://e.org/{name}> .'
        (tmp_path / f"{name}.nq").write_text(quad, encoding="utf-8")
    ran = kg("diff", tmp_path / "one.nq", tmp_path / "two.nq")
    assert (ran.exit_code, ran.stderr) == (1, "1 changed.\n")
    assert ran.stdout == "Named graphs\n~ 1 triple\n    graph: <http://e.org/one> → <http://e.org/two>\n"


NEWER = (
    "In 2024, investment from Japan to Mexico reached US$5 billion. Toyota does not operate in Mexico. "
    "Nissan operates in Mexico."
)
NEWER_READ = """
source: {{id: newer, sha256: {}}}
passages:
- quote: In 2024, investment from Japan to Mexico reached US$5 billion
  facts:
  - {{id: investment-newer, a: Observation, indicator: investment, from: JP, to: MX, period: 2024,
      printed: US$5 billion}}
- quote: Toyota does not operate in Mexico
  modality: denied
  facts:
  - {{id: toyota, operatesIn: MX}}
- quote: Nissan operates in Mexico
  facts:
  - {{id: nissan, operatesIn: MX}}
"""


def with_a_newer_document(kg, mini):
    """Build the small project, keep its graph, add a document, build again; return both graphs."""
    assert kg("build", "--project", mini).exit_code == 0
    old = shutil.copy(mini / "build/kg.ttl", mini / "old.ttl")
    (mini / "seeds/newer.txt").write_text(NEWER, encoding="utf-8")
    read = NEWER_READ.format(hashlib.sha256(NEWER.encode()).hexdigest())
    (mini / "seeds/newer.yaml").write_text(read, encoding="utf-8")
    with (mini / "seeds/entities.yaml").open("a", encoding="utf-8") as file:
        file.write("nissan: {a: Company, label: Nissan}\n")
    assert kg("build", "--project", mini).exit_code == 0
    return old, mini / "build/kg.ttl"


def test_a_new_document_is_told_by_what_it_adds_and_whom_it_contradicts(kg, mini):
    result = kg("diff", *with_a_newer_document(kg, mini), "--project", mini)
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "Disagreements\n"
        "! investment\n"
        "      Investment, Japan → Mexico, 2024: more than US$4.28 billion"
        "  [id:investment-2024, src:sol-2025]\n"
        "    + Investment, Japan → Mexico, 2024: US$5 billion  [id:investment-newer, src:newer]\n"
        "! operates in\n"
    )
    lines = result.stdout.splitlines()
    assert "+ Nissan operates in Mexico  [src:newer, asserted]" in lines
    assert "+ Toyota operates in Mexico  [src:newer, denied]" in lines
    assert "+ Investment, Japan → Mexico, 2024: US$5 billion  [id:investment-newer]" in lines
    assert "+ Nissan  [id:nissan]" in lines
    assert "+ “Toyota does not operate in Mexico”  [src:newer#char=63,96]" in lines
    assert lines[lines.index("Printed names") :][1:5] == [
        "+ “Japan”",
        "+ “Mexico”",
        "+ “Nissan”",
        "+ “Toyota”",
    ]
    assert result.stderr.endswith(", 2 new disagreements.\n")


def test_the_two_sides_of_a_disagreement_are_told_apart_in_json(kg, mini):
    found = json.loads(kg("diff", *with_a_newer_document(kg, mini), "-f", "json").stdout)
    (facts,) = [each for each in found if each["kind"] == "disagreement" and each["label"] == "operates in"]
    assert [(each["text"], each["sources"]) for each in facts["before"]] == [
        ("Toyota operates in Mexico", ["src:sol-2025"])
    ]
    assert [(each["text"], each["sources"]) for each in facts["after"]] == [
        ("Toyota operates in Mexico; denied", ["src:newer"])
    ]


def test_disagreements_are_told_from_what_differs_as_from_everything(kg, mini):
    files = with_a_newer_document(kg, mini)
    one, other = (sorted({quad.triple for quad in ox.parse(path=path)}, key=str) for path in files)
    told = []
    for seed in range(12):
        chance = random.Random(seed)
        renamed = set(chance.sample(["Toyota", "Mexico", "operates in", "investment", "Japan"], 2))
        kept = [_renamed_to(triple, renamed) for triple in other if chance.random() > 0.01]
        old, new = Graph.from_triples(one), Graph.from_triples(kept)
        found = compare(old, new)
        told.append(arisen(old, new, NAMESPACE.prefixes, (*found.removed, *found.added)))
        assert told[-1] == arisen(old, new, NAMESPACE.prefixes, {*old.triples(), *new.triples()})
    assert {len(disputes) for disputes in told} == {1, 2}


def _renamed_to(triple, names):
    if isinstance(triple.object, ox.Literal) and triple.object.value in names:
        name = ox.Literal(f"{triple.object.value} by another name", language=triple.object.language)
        return ox.Triple(triple.subject, triple.predicate, name)
    return triple


def test_what_two_graphs_disagree_about_alike_is_told_of_neither(kg, mini):
    _, new = with_a_newer_document(kg, mini)
    old = shutil.copy(new, mini / "second.ttl")
    with (mini / "seeds/entities.yaml").open("a", encoding="utf-8") as file:
        file.write("mazda: {a: Company, label: Mazda}\n")
    edited = (mini / "seeds/newer.yaml").read_text(encoding="utf-8")
    (mini / "seeds/newer.yaml").write_text(
        edited.replace("id: nissan, operatesIn: MX", "id: mazda, operatesIn: MX"), encoding="utf-8"
    )
    assert kg("build", "--project", mini).exit_code == 0
    result = kg("diff", old, new)
    assert "+ Mazda operates in Mexico" in result.stdout
    assert "Disagreements" not in result.stdout
    assert "disagreement" not in result.stderr

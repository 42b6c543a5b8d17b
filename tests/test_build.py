"""kg.build.compile and what it is made of: seeds as triples, every row that does not fit told in words."""

import pyoxigraph as ox
import pytest

from kg import terms
from kg.build.labels import fill, pattern_of
from kg.errors import SeedError
from kg.project import at
from kg.terms import PROV, SKOS, jm

IN_MEXICO = (ox.NamedNode(jm("operatesIn")), ox.NamedNode(terms.entity("MX")))


def graph(mini):
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in at(mini).compile().triples)
    return store


def values(store, subject, predicate):
    quads = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
    return sorted(str(quad.object) for quad in quads)


def facts(store, subject, predicate):
    """Return the facts about a subject, each as the values of its properties by local name."""
    found = []
    for quad in store.quads_for_pattern(None, ox.NamedNode(terms.RDF + "subject"), ox.NamedNode(subject)):
        about = {q.predicate.value: q.object for q in store.quads_for_pattern(quad.subject, None, None)}
        if about[terms.RDF + "predicate"].value == predicate:
            found.append({key.rpartition("#")[2]: term.value for key, term in about.items()})
    return found


def told(mini):
    return "\n".join(map(str, at(mini).compile().problems))


def test_an_asserted_fact_is_a_plain_triple_and_a_fact_that_leads_to_its_words(mini):
    store = graph(mini)
    assert ox.Quad(ox.NamedNode(terms.entity("toyota")), *IN_MEXICO) in store
    (fact,) = facts(store, terms.entity("toyota"), jm("operatesIn"))
    assert fact["modality"] == jm("asserted")
    assert fact["wasDerivedFrom"] == terms.passage("sol-2025", 37, 79)
    quote = values(store, fact["wasDerivedFrom"], jm("quote"))
    assert quote == ['"Toyota and Toyota Tsusho operate in Mexico"']


def test_a_possible_fact_is_no_plain_triple(mini):
    store = graph(mini)
    assert ox.Quad(ox.NamedNode(terms.entity("honda")), *IN_MEXICO) not in store
    fact = next(f for f in facts(store, terms.entity("honda"), jm("operatesIn")) if "since" in f)
    assert (fact["modality"], fact["since"]) == (jm("possible"), "2026")


def test_what_somebody_is_reported_to_say_is_a_plain_triple_with_its_speaker_and_remark(mini):
    store = graph(mini)
    assert f"<{terms.entity('JP')}>" in values(store, terms.entity("honda"), jm("operatesIn"))
    fact = next(f for f in facts(store, terms.entity("honda"), jm("operatesIn")) if "saidBy" in f)
    assert (fact["modality"], fact["saidBy"]) == (jm("reported"), terms.entity("honda"))
    assert fact["note"] == "a remark on how it was read"


def test_a_fact_stated_twice_by_one_source_is_one_fact_with_two_passages(mini, edit):
    edit(
        "seeds/report.yaml",
        "skipped:",
        "- quote: Trade Report\n  facts:\n  - {id: toyota, operatesIn: MX}\nskipped:",
    )
    (fact,) = facts(store := graph(mini), terms.entity("toyota"), jm("operatesIn"))
    node = next(
        store.quads_for_pattern(None, ox.NamedNode(terms.RDF + "subject"), ox.NamedNode(fact["subject"]))
    )
    assert len(values(store, node.subject.value, PROV + "wasDerivedFrom")) == 2


def test_superclasses_are_materialised_and_foreign_ones_left_out(mini):
    types = values(graph(mini), terms.entity("toyota"), terms.RDF + "type")
    assert types == [f"<{jm(name)}>" for name in ("Company", "Entity", "Organization")]


def test_a_record_spells_out_its_figure_and_its_period(mini):
    store = graph(mini)
    node = terms.entity("investment-2024")
    one = {
        name: values(store, node, jm(name))[0] for name in ("value", "unit", "approximation", "start", "end")
    }
    assert one == {
        "value": '"4280000000"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "unit": f"<{jm('USD')}>",
        "approximation": f"<{jm('more-than')}>",
        "start": '"2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date>',
        "end": '"2024-12-31"^^<http://www.w3.org/2001/XMLSchema#date>',
    }
    label = '"Investment, Japan → Mexico, 2024: more than US$4.28 billion"@en'
    assert values(store, node, SKOS + "prefLabel") == [label]


def test_explicit_keys_win_over_what_the_printed_figure_implies(mini, edit):
    edit("seeds/report.yaml", "period: 2024,", "value: 5, approximation: exact, period: 2024,")
    node = terms.entity("investment-2024")
    assert values(graph(mini), node, jm("value")) == ['"5"^^<http://www.w3.org/2001/XMLSchema#integer>']
    assert values(graph(mini), node, jm("approximation")) == [f"<{jm('exact')}>"]


def test_a_later_row_adds_properties_and_its_passage_to_a_record(mini, edit):
    edit(
        "seeds/report.yaml",
        "skipped:",
        "- quote: Trade Report\n  facts:\n  - {id: investment-2024, about: honda}\nskipped:",
    )
    store = graph(mini)
    node = terms.entity("investment-2024")
    assert values(store, node, jm("about")) == [f"<{terms.entity('honda')}>"]
    assert len(values(store, node, PROV + "wasDerivedFrom")) == 2
    assert values(store, node, jm("modality")) == [f"<{jm('asserted')}>"]


def test_passages_and_sources_mention_what_they_name(mini):
    store = graph(mini)
    mentioned = values(store, terms.passage("sol-2025", 37, 79), jm("mentions"))
    assert mentioned == [f"<{terms.entity(name)}>" for name in ("MX", "toyota-tsusho", "toyota")]
    assert len(values(store, terms.source("sol-2025"), jm("mentions"))) == 6


def test_metadata_of_a_source_is_stated_under_the_words_of_its_head(mini):
    store = graph(mini)
    node = terms.source("sol-2025")
    assert values(store, node, terms.DCTERMS + "title") == ['"Trade Report"@en']
    (fact,) = facts(store, node, terms.DCTERMS + "title")
    assert fact["wasDerivedFrom"] == terms.passage("sol-2025", 0, 12)
    (fact,) = facts(store, node, terms.DCTERMS + "creator")
    assert fact["wasDerivedFrom"] == terms.passage("sol-2025", 13, 36)


def test_no_node_is_blank_and_every_literal_is_in_canonical_form(mini):
    triples = at(mini).compile().triples
    assert not [
        t for t in triples if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)
    ]
    assert set(triples) == {quad.triple for quad in graph(mini)}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            ("report", "quote: Honda may expand", "quote: Honda might expand"),
            "report.yaml:14:10: error: the quote is not in seeds/report.txt\n"
            "    Nearest, seeds/report.txt line 3: “Honda may expand in Mexico.”",
        ),
        (
            ("report", "operatesIn: JP", "opratesIn: JP"),
            ":24:17: error: the ontology has no property 'opratesIn'\n    Did you mean operatesIn?",
        ),
        (
            ("report", "a: Observation", "a: Observatoin"),
            "unknown class 'Observatoin'\n    Did you mean Observation?",
        ),
        (("report", "a: Observation", "a: Company"), "error: Company is no subclass of Record"),
        (
            ("report", "{id: toyota, ", "{id: toyta, "),
            "12:5: error: nobody knows 'toyta'\n    Did you mean toyota?",
        ),
        (
            ("report", "from: JP", "from: XX"),
            "nobody knows 'XX', the value of from\n    Declare it in seeds/entities",
        ),
        (("report", "from: JP", "from: honda"), "error: honda is a Company, but from wants a Country"),
        (("report", "modality: possible", "modality: posible"), "Did you mean possible?"),
        (
            ("report", "since: 2026", "since: soon"),
            "error: 'soon' is no value of since\n    Write 2021-01-04 or 2021-01 or",
        ),
        (
            ("report", "{id: toyota, operatesIn", "{id: JP, operatesIn"),
            "operatesIn is said of a Company, but JP is a Country",
        ),
        (("report", "{id: toyota, ", "{id: toyota, iso3166: x, "), "iso3166 is background knowledge"),
        (
            ("report", "{id: toyota, ", "{id: toyota, label: x, "),
            "'label' of an entity does not belong under a quote",
        ),
        (
            ("report", "printed: more than US$4.28", "printed: more than US$4.29"),
            "the printed figure 'more than US$4.29 billion' does not stand in the quote",
        ),
        (("report", "printed: more than US$4.28 billion", "printed: In 2024"), "'In 2024' prints no amount"),
        (("report", "period: 2024", "period: mid-2024"), "'mid-2024' is no ISO 8601 date"),
        (
            ("report", "title: Trade Report", "title: Trade Rapport"),
            "6:10: error: the quote is not in seeds/report.txt",
        ),
        (("report", "  quote: By Ana Sol - 2025-07-30\n", ""), "author has no quote"),
        (("report", "after: Honda says that it operates in Japan, ", ""), "the quote occurs 2 times"),
        (("entities", "{a: Company, label: Toyota}", "{a: Compny, label: Toyota}"), "Did you mean Company?"),
        (("entities", "{a: Company, label: Toyota}", "{label: Toyota}"), "toyota has no class"),
        (("entities", "{a: Company, label: Toyota}", "{a: Company}"), "toyota has no English label"),
        (
            ("entities", "label: Toyota}", "label: Toyota, foundedOn: 1937}"),
            "foundedOn is what a document says",
        ),
        (("entities", "spelled: [Honda]", "spelled: [Hondas]"), "no source prints 'Hondas', a name of honda"),
        (
            ("entities", "ana-sol:", "sol-2025: {a: Person, label: Sol}\nana-sol:"),
            "the id 'sol-2025' is already taken",
        ),
        (
            ("entities", "ana-sol:", "investment-2024: {a: Person, label: I}\nana-sol:"),
            "leave out `a` to add to that record",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_told_with_its_place_and_the_nearest_name(mini, edit, change, expected):
    file, old, new = change
    edit(f"seeds/{file}.yaml", old, new)
    assert expected in told(mini)


def test_a_graph_with_problems_is_refused_with_all_of_them(mini, edit):
    edit("seeds/report.yaml", "operatesIn: JP", "opratesIn: JP")
    edit("seeds/report.yaml", "Honda may", "Honda might")
    with pytest.raises(SeedError) as caught:
        at(mini).compile().raise_for_problems()
    assert [problem.rule for problem in caught.value.problems] == ["quote", "unknown-key"]


def test_the_report_counts_what_the_graph_holds(mini):
    report = at(mini).compile().report
    assert (report.sources, report.passages, report.facts, report.records) == (1, 6, 7, 1)
    assert report.entities == {"Company": 3, "Country": 2, "Person": 1}


def test_a_label_pattern_drops_the_segments_whose_property_is_absent():
    have = {"from": ["Japan"], "to": ["Mexico", "Canada"]}
    pattern = "[{indicator}][, {from}][ → {to}][: {printed}]"
    assert fill(pattern, lambda name: have.get(name, [])) == "Japan → Mexico and Canada"
    assert fill("Meeting[ of {participant}]", lambda _: []) == "Meeting"
    assert (
        fill("Meeting of {participant}", lambda _: ["Japan", "Mexico", "Japan"])
        == "Meeting of Japan and Mexico"
    )


def test_a_record_is_called_by_the_pattern_of_its_most_specific_class():
    supers = {"B": frozenset("AB"), "A": frozenset("A"), "C": frozenset("ABC")}
    assert pattern_of(["C"], supers, {"A": "a", "B": "b"}) == "b"
    assert pattern_of(["C"], supers, {}) == ""


@pytest.mark.parametrize(
    ("cls", "what"),
    [("Observatoin", "unknown class 'Observatoin'"), ("Company", "Company is no subclass of Record")],
)
def test_a_wrong_class_is_one_problem_however_much_is_said_of_the_record(mini, edit, cls, what):
    edit("seeds/report.yaml", "a: Observation,", f"a: {cls},")
    edit("seeds/report.yaml", "id: honda, operatesIn: JP", "id: honda, operatesIn: investment-2024")
    assert [problem.what for problem in at(mini).compile().problems] == [what]


def test_a_wrong_class_of_an_entity_is_one_problem_wherever_the_entity_is_named(mini, edit):
    edit("seeds/entities.yaml", "a: Country", "a: Contry")
    assert [problem.what for problem in at(mini).compile().problems] == ["unknown class 'Contry'"]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("author: ana-sol", "author: ana-sole", "nobody knows 'ana-sole', the value of author"),
        ("published: 2025-07-30", "published: July", "'July' is no value of published"),
    ],
)
def test_a_message_names_a_key_of_the_header_as_it_was_typed(mini, edit, old, new, what):
    edit("seeds/report.yaml", old, new)
    assert [problem.what for problem in at(mini).compile().problems] == [what]

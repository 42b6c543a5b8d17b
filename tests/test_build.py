"""kg.build: seeds as triples, every row that does not fit told in words."""

import hashlib
import pickle
import re

import pyoxigraph as ox
import pytest

from kg import terms
from kg.build.context import context_of
from kg.build.labels import fill, pattern_of
from kg.build.sources import read_source
from kg.errors import SeedError
from kg.project import at
from kg.seeds.read import read_seeds
from kg.terms import PROV, SKOS, XSD, kg

NS = terms.Namespace("mini", "https://example.org/mini/ontology#")
IN_MEXICO = (ox.NamedNode(NS.iri + "operatesIn"), ox.NamedNode(NS.entity("MX")))


def mini_(name):
    """Return the IRI of a term of the small project's own ontology."""
    return NS.iri + name


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
    assert ox.Quad(ox.NamedNode(NS.entity("toyota")), *IN_MEXICO) in store
    (fact,) = facts(store, NS.entity("toyota"), mini_("operatesIn"))
    assert fact["modality"] == kg("asserted")
    assert fact["wasDerivedFrom"] == NS.passage("sol-2025", 37, 79)
    quote = values(store, fact["wasDerivedFrom"], kg("quote"))
    assert quote == ['"Toyota and Toyota Tsusho operate in Mexico"']


def test_what_a_source_gives_depends_on_no_other_source_and_can_be_kept_and_sent(mini):
    text = "Honda operates in Mexico."
    digest = hashlib.sha256(text.encode()).hexdigest()
    (mini / "seeds/other.txt").write_text(text)
    (mini / "seeds/other.yaml").write_text(
        f"source: {{id: other, sha256: {digest}}}\npassages:\n- quote: {text}\n  facts:\n"
        "  - {id: investment-2024, about: honda}\n  - {id: hnda, operatesIn: MX}\n"
    )
    seeds = read_seeds(mini / "seeds")
    context, _ = context_of(seeds, at(mini).vocabulary)
    parts = [read_source(context, source) for source in seeds.sources]
    assert [read_source(context, source) for source in reversed(seeds.sources)] == parts[::-1]
    elsewhere, sent = pickle.loads(pickle.dumps((context, parts)))
    assert sent == parts == [read_source(elsewhere, source) for source in seeds.sources]
    assert [problem.what for part in parts for problem in part.problems] == ["nobody knows 'hnda'"]


def test_a_possible_fact_is_no_plain_triple(mini):
    store = graph(mini)
    assert ox.Quad(ox.NamedNode(NS.entity("honda")), *IN_MEXICO) not in store
    fact = next(f for f in facts(store, NS.entity("honda"), mini_("operatesIn")) if "period" in f)
    assert (fact["modality"], fact["period"], fact["precision"]) == (kg("possible"), "2026/..", kg("year"))
    assert fact["earliest"] == "2026-01-01T00:00:00Z"
    assert "latest" not in fact


@pytest.mark.parametrize(
    ("qualifier", "plain"),
    [
        ("period: 1999/..", True),
        ("asOf: 2024-06", True),
        ("degree: x", True),
        ("modality: background", True),
        ("period: 1999/2020", False),
        ("period: ../2020", False),
        ("inferred: object", False),
        ("inferred: period", True),
        ("restrictedTo: some of them", False),
        ("modality: planned", False),
        ("modality: denied", False),
    ],
)
def test_a_plain_triple_is_what_may_be_said_today_of_the_whole_subject(mini, edit, qualifier, plain):
    key = "note: fine" if qualifier == "degree: x" else qualifier
    edit("seeds/report.yaml", "{id: toyota, operatesIn: MX}", f"{{id: toyota, operatesIn: MX, {key}}}")
    store = graph(mini)
    assert (ox.Quad(ox.NamedNode(NS.entity("toyota")), *IN_MEXICO) in store) is plain
    assert len(facts(store, NS.entity("toyota"), mini_("operatesIn"))) == 1


def test_what_holds_both_ways_is_stated_once_and_said_both_ways(mini, edit):
    edit("seeds/report.yaml", "{id: toyota, operatesIn: MX}", "{id: toyota, partnerOf: honda}")
    store = graph(mini)
    assert values(store, NS.entity("honda"), mini_("partnerOf")) == [f"<{NS.entity('toyota')}>"]
    assert facts(store, NS.entity("honda"), mini_("partnerOf")) == []
    assert len(facts(store, NS.entity("toyota"), mini_("partnerOf"))) == 1


def test_a_fact_whose_object_is_a_date_is_dated_by_it_and_stays_plain(mini, edit):
    edit("seeds/report.yaml", "{id: toyota, operatesIn: MX}", "{id: toyota, foundedOn: 1937-08}")
    store = graph(mini)
    (fact,) = facts(store, NS.entity("toyota"), mini_("foundedOn"))
    assert (fact["earliest"], fact["latest"]) == ("1937-08-01T00:00:00Z", "1937-08-31T23:59:59Z")
    assert values(store, NS.entity("toyota"), mini_("foundedOn")) == [f'"1937-08"^^<{XSD}gYearMonth>']


def test_background_knowledge_is_a_plain_triple_and_a_fact_without_a_passage(mini, edit):
    edit("seeds/entities.yaml", "label: Toyota}", "label: Toyota, foundedOn: 1937}")
    store = graph(mini)
    (fact,) = facts(store, NS.entity("toyota"), mini_("foundedOn"))
    assert fact["modality"] == kg("background")
    assert "wasDerivedFrom" not in fact
    assert values(store, NS.entity("toyota"), mini_("foundedOn")) == [f'"1937"^^<{XSD}gYear>']


def test_what_somebody_is_reported_to_say_is_a_plain_triple_with_its_speaker_and_remark(mini):
    store = graph(mini)
    assert f"<{NS.entity('JP')}>" in values(store, NS.entity("honda"), mini_("operatesIn"))
    fact = next(f for f in facts(store, NS.entity("honda"), mini_("operatesIn")) if "saidBy" in f)
    assert (fact["modality"], fact["saidBy"]) == (kg("reported"), NS.entity("honda"))
    assert fact["note"] == "a remark on how it was read"


def test_a_fact_stated_twice_by_one_source_is_one_fact_with_two_passages(mini, edit):
    edit(
        "seeds/report.yaml",
        "skipped:",
        "- quote: Trade Report\n  facts:\n  - {id: toyota, operatesIn: MX}\nskipped:",
    )
    (fact,) = facts(store := graph(mini), NS.entity("toyota"), mini_("operatesIn"))
    node = next(
        store.quads_for_pattern(None, ox.NamedNode(terms.RDF + "subject"), ox.NamedNode(fact["subject"]))
    )
    assert len(values(store, node.subject.value, PROV + "wasDerivedFrom")) == 2


def test_superclasses_are_materialised_and_foreign_ones_left_out(mini):
    types = values(graph(mini), NS.entity("toyota"), terms.RDF + "type")
    assert types == [f"<{mini_('Company')}>", f"<{mini_('Organization')}>", f"<{kg('Entity')}>"]


def test_a_record_spells_out_its_figure_and_its_period(mini):
    store = graph(mini)
    node = NS.entity("investment-2024")
    names = ("value", "unit", "approximation", "precision", "earliest", "latest")
    one = {name: values(store, node, kg(name))[0] for name in names}
    assert one == {
        "value": '"4280000000"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "unit": f"<{kg('USD')}>",
        "approximation": f"<{kg('more-than')}>",
        "precision": f"<{kg('year')}>",
        "earliest": '"2024-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        "latest": '"2024-12-31T23:59:59Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
    }
    label = '"Investment, Japan → Mexico, 2024: more than US$4.28 billion"@en'
    assert values(store, node, SKOS + "prefLabel") == [label]


def test_a_stated_unit_or_approximation_wins_over_what_the_printed_figure_implies(mini, edit):
    edit("seeds/report.yaml", "period: 2024,", "unit: MXN, approximation: exact, period: 2024,")
    node = NS.entity("investment-2024")
    assert values(graph(mini), node, kg("unit")) == [f"<{kg('MXN')}>"]
    assert values(graph(mini), node, kg("approximation")) == [f"<{kg('exact')}>"]


def test_a_stated_precision_wins_over_that_of_the_written_period(mini, edit):
    edit("seeds/report.yaml", "period: 2024,", "period: 2020/2029, precision: decade,")
    edit("seeds/report.yaml", "period: 2026/..", "period: 2020/.., precision: decade")
    store = graph(mini)
    assert values(store, NS.entity("investment-2024"), kg("precision")) == [f"<{kg('decade')}>"]
    (honda, _) = sorted(
        facts(store, NS.entity("honda"), mini_("operatesIn")), key=lambda fact: "saidBy" in fact
    )
    assert honda["precision"] == kg("decade")


def test_a_period_in_words_is_written_as_an_interval_with_its_precision(mini, edit):
    edit("seeds/report.yaml", "period: 2024,", "period: mid-2024,")
    store, node = graph(mini), NS.entity("investment-2024")
    assert values(store, node, kg("period")) == ['"2024-04/2024-09"']
    assert values(store, node, kg("precision")) == [f"<{kg('part-of-year')}>"]
    (earliest,) = values(store, node, kg("earliest"))
    assert earliest.startswith('"2024-04-01T00:00:00Z"')
    label = '"Investment, Japan → Mexico, mid-2024: more than US$4.28 billion"@en'
    assert values(store, node, SKOS + "prefLabel") == [label]


@pytest.mark.parametrize("printed", ["4 de enero de 2021", "January 4, 2021", "令和3年1月4日"])
def test_a_date_in_words_is_written_as_a_date(mini, edit, printed):
    edit("seeds/report.yaml", "period: 2024,", f"period: 2024, asOf: '{printed}',")
    date = '"2021-01-04"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert values(graph(mini), NS.entity("investment-2024"), kg("asOf")) == [date]


def test_a_stated_instant_wins_over_that_of_the_written_period(mini, edit):
    edit("seeds/report.yaml", "period: 2024,", "period: 2024, earliest: 2024-04-01T00:00:00Z,")
    (earliest,) = values(graph(mini), NS.entity("investment-2024"), kg("earliest"))
    assert earliest.startswith('"2024-04-01T00:00:00Z"')


def test_a_later_row_adds_properties_and_its_passage_to_a_record(mini, edit):
    edit(
        "seeds/report.yaml",
        "skipped:",
        "- quote: Trade Report\n  facts:\n  - {id: investment-2024, about: honda}\nskipped:",
    )
    store = graph(mini)
    node = NS.entity("investment-2024")
    assert values(store, node, mini_("about")) == [f"<{NS.entity('honda')}>"]
    assert len(values(store, node, PROV + "wasDerivedFrom")) == 2
    assert values(store, node, kg("modality")) == [f"<{kg('asserted')}>"]


def test_each_statement_of_a_record_of_several_passages_leads_to_its_own(mini, edit):
    edit(
        "seeds/report.yaml",
        "skipped:",
        "- quote: Trade Report\n  facts:\n  - {id: investment-2024, about: honda}\nskipped:",
    )
    store = graph(mini)
    (about,) = facts(store, NS.entity("investment-2024"), mini_("about"))
    assert about["wasDerivedFrom"] == NS.passage("sol-2025", 0, 12)
    (origin,) = facts(store, NS.entity("investment-2024"), mini_("from"))
    quote = values(store, origin["wasDerivedFrom"], kg("quote"))
    assert quote == ['"In 2024, investment from Japan to Mexico reached more than US$4.28 billion"']


def test_a_record_of_one_passage_has_facts_for_listed_values_only_each_with_its_position(mini, edit):
    edit("seeds/report.yaml", "period: 2024,", "period: 2024, about: [toyota-tsusho, honda, toyota],")
    found = facts(graph(mini), NS.entity("investment-2024"), mini_("about"))
    positions = {fact["object"].rpartition("/")[2]: fact["position"] for fact in found}
    assert positions == {"toyota-tsusho": "1", "honda": "2", "toyota": "3"}
    assert facts(graph(mini), NS.entity("investment-2024"), mini_("from")) == []


def test_what_is_skipped_is_a_passage_with_its_reason_and_role(mini):
    store = graph(mini)
    node = NS.passage("sol-2025", 223, 240)
    assert values(store, node, kg("quote")) == ['"Mexico is growing"']
    assert values(store, node, kg("skippedBecause")) == ['"says nothing new"']
    assert values(store, node, kg("role")) == [f"<{kg('repetition')}>"]


def test_a_source_has_the_language_and_the_address_that_its_metadata_give(mini, edit):
    source = NS.source("sol-2025")
    both = (terms.DCTERMS + "language", terms.SCHEMA + "url")
    assert [values(graph(mini), source, prop) for prop in both] == [[], []]
    edit("seeds/report.yaml", '"100"', '"100"\n  language: en\n  url: https://example.org/report')
    assert [values(graph(mini), source, prop) for prop in both] == [
        ['"en"'],
        ['"https://example.org/report"^^<http://www.w3.org/2001/XMLSchema#anyURI>'],
    ]


@pytest.mark.parametrize(
    ("language", "is_read"), [("es-MX", True), ("en", True), ("es-ES", False), ("es", False)]
)
def test_a_figure_is_read_in_the_language_of_its_document(mini, language, is_read):
    text = "La inversión de Japón llegó a 1,950 mdd."
    (mini / "seeds/other.txt").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    row = (
        "{id: o, a: Observation, indicator: investment, from: JP, to: MX, period: 2024, printed: '1,950 mdd'}"
    )
    (mini / "seeds/other.yaml").write_text(
        f"source: {{id: other, language: {language}, sha256: {digest}}}\npassages:\n- quote: {text}\n"
        f"  facts:\n  - {row}\n",
        encoding="utf-8",
    )
    if is_read:
        assert values(graph(mini), NS.entity("o"), kg("value")) == [f'"1950000000"^^<{XSD}integer>']
    else:
        (problem,) = at(mini).compile().problems
        assert problem.what.startswith("'1,950 mdd' prints no figure known here")


def test_names_are_told_apart_by_kind_and_by_the_sources_that_print_them(mini, edit):
    names = "label: Toyota, officialName: Toyota Motor Corporation, misprint: Toyota Tsusho operate}"
    edit("seeds/entities.yaml", "label: Toyota}", names)
    store = graph(mini)
    toyota = NS.entity("toyota")
    assert values(store, toyota, kg("officialName")) == ['"Toyota Motor Corporation"@en']
    assert values(store, toyota, SKOS + "altLabel") == ['"Toyota Motor Corporation"@en']
    assert values(store, toyota, SKOS + "hiddenLabel") == ['"Toyota Tsusho operate"@en']
    printed = NS.name(["sol-2025", "toyota", "Toyota"])
    assert values(store, printed, kg("kindOfName")) == [f"<{SKOS}prefLabel>"]
    assert values(store, printed, kg("occurrences")) == [f'"1"^^<{XSD}integer>']
    garbled = NS.name(["sol-2025", "toyota", "Toyota Tsusho operate"])
    assert values(store, garbled, kg("kindOfName")) == [f"<{kg('misprint')}>"]
    assert values(store, garbled, kg("inSource")) == [f"<{NS.source('sol-2025')}>"]


@pytest.fixture
def ranging(mini, edit):
    """Print other words for the figure of the small project, and state more about it."""

    def change(printed, stated="", said=""):
        words = f"{said}{printed}"
        edit("seeds/report.txt", "more than US$4.28 billion", words)
        text = (mini / "seeds/report.txt").read_bytes()
        found = re.search(r"sha256: (\w+)", (mini / "seeds/report.yaml").read_text(encoding="utf-8"))
        edit("seeds/report.yaml", found[1], hashlib.sha256(text).hexdigest())
        edit("seeds/report.yaml", "reached more than US$4.28 billion", f"reached {words}")
        edit("seeds/report.yaml", "printed: more than US$4.28 billion", f"printed: {printed}{stated}")

    return change


def test_a_printed_range_has_both_ends_and_no_value_in_a_data_set_of_ranges(mini, ranging):
    ranging("US$3-4 billion")
    store, figure = graph(mini), NS.entity("investment-2024")
    assert told(mini) == ""
    assert [values(store, figure, kg(name)) for name in ("lowest", "highest", "value")] == [
        [f'"3000000000"^^<{XSD}integer>'],
        [f'"4000000000"^^<{XSD}integer>'],
        [],
    ]
    assert values(store, figure, kg("unit")) == [f"<{kg('USD')}>"]
    assert values(store, figure, kg("approximation")) == [f"<{kg('exact')}>"]
    structure = "https://example.org/mini/structure/from-indicator-period-to-range"
    measures = {
        quad.object.value
        for component in store.quads_for_pattern(
            ox.NamedNode(structure), ox.NamedNode(terms.QB + "component"), None
        )
        for quad in store.quads_for_pattern(component.object, ox.NamedNode(terms.QB + "measure"), None)
    }
    assert measures == {kg("lowest"), kg("highest")}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            ("US$3-4 billion", ", lowest: 3", ""),
            "lowest is 3, but the printed figure is 3000000000 to 4000000000",
        ),
        (
            ("US$3-4 billion", ", value: 3", ""),
            "value is 3, but the printed figure is 3000000000 to 4000000000",
        ),
        (("US$4 billion", ", highest: 5", ""), "highest is 5, but the printed figure is 4000000000"),
        (("US$4 to 3 billion", "", ""), "'US$4 to 3 billion' prints no figure known here"),
        (
            ("US$3 to many billion", ", lowest: 3000000000", ""),
            "'US$3 to many billion' prints no figure known",
        ),
        (
            ("US$3 to 4 billion", "", "from "),
            "'US$3 to 4 billion' can be a change, since “from” stands before it",
        ),
    ],
)
def test_a_range_that_its_words_do_not_bear_out_is_told(mini, ranging, row, expected):
    ranging(*row)
    assert expected in told(mini)


SUSPECT = ", status: suspect, reason: the total is less"


def test_a_figure_may_be_corrected_to_a_range(mini, ranging):
    ranging("US$3-4 billion", f"{SUSPECT}, corrected: US$3-4 million")
    store, figure = graph(mini), NS.entity("investment-2024")
    assert told(mini) == ""
    assert [
        values(store, figure, kg(name)) for name in ("correctedLowest", "correctedHighest", "correctedValue")
    ] == [[f'"3000000"^^<{XSD}integer>'], [f'"4000000"^^<{XSD}integer>'], []]


@pytest.mark.parametrize(
    ("corrected", "expected"),
    [
        ("¥4 billion", "corrected is a figure in JPY, but the printed one is in USD"),
        ("4 percent", "corrected is a figure in percent, but the printed one is in USD"),
        ("4 to 3 percent", "'4 to 3 percent' prints no figure known here"),
    ],
)
def test_a_correction_in_another_unit_or_of_no_figure_is_told(mini, ranging, corrected, expected):
    ranging("US$4 billion", f"{SUSPECT}, corrected: {corrected}")
    assert expected in told(mini)


@pytest.mark.parametrize(
    ("printed", "stated", "said"),
    [
        ("US$3-4 billion", ", lowest: 3000000000, highest: 4000000000", ""),
        ("US$3 to 4 billion", ", lowest: 3000000000, highest: 4000000000", "from "),
        ("US$4 billion", f"{SUSPECT}, corrected: $4-5 million", ""),
        ("some billions", ", lowest: 2, highest: 9, unit: USD, approximation: approximately", ""),
    ],
)
def test_both_ends_may_be_stated_where_the_words_do_not_say_other_ones(mini, ranging, printed, stated, said):
    ranging(printed, stated, said)
    assert told(mini) == ""


def test_an_observation_belongs_to_a_data_set_whose_structure_has_its_dimensions(mini):
    store = graph(mini)
    data_set = "https://example.org/mini/dataset/sol-2025/from-indicator-period-to"
    assert values(store, NS.entity("investment-2024"), terms.QB + "dataSet") == [f"<{data_set}>"]
    structure = "https://example.org/mini/structure/from-indicator-period-to"
    assert values(store, data_set, terms.QB + "structure") == [f"<{structure}>"]
    components = [f"<{structure}#{name}>" for name in ("indicator", "period", "from", "to")]
    components += [f"<{structure}#{name}>" for name in ("value", "unit", "approximation", "printed")]
    assert values(store, structure, terms.QB + "component") == sorted(components)


def test_passages_and_sources_mention_what_they_name(mini):
    store = graph(mini)
    mentioned = values(store, NS.passage("sol-2025", 37, 79), kg("mentions"))
    assert mentioned == [f"<{NS.entity(name)}>" for name in ("MX", "toyota-tsusho", "toyota")]
    assert len(values(store, NS.source("sol-2025"), kg("mentions"))) == 6


def test_metadata_of_a_source_is_stated_under_the_words_of_its_head(mini):
    store = graph(mini)
    node = NS.source("sol-2025")
    assert values(store, node, terms.DCTERMS + "title") == ['"Trade Report"@en']
    (fact,) = facts(store, node, terms.DCTERMS + "title")
    assert fact["wasDerivedFrom"] == NS.passage("sol-2025", 0, 12)
    (fact,) = facts(store, node, terms.DCTERMS + "creator")
    assert fact["wasDerivedFrom"] == NS.passage("sol-2025", 13, 36)


def test_a_title_is_in_the_language_of_its_document(mini, edit):
    edit("seeds/report.yaml", 'identifier: "100"', 'identifier: "100"\n  language: es-MX')
    assert values(graph(mini), NS.source("sol-2025"), terms.DCTERMS + "title") == ['"Trade Report"@es-mx']


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
        (
            ("report", "{id: honda, operatesIn: MX, ", "{id: honda, "),
            "error: this row says nothing of honda: it has qualifiers only\n    Add the property that they",
        ),
        (("report", "a: Observation", "a: Company"), "error: Company is no subclass of Record"),
        (
            ("report", "{id: toyota, ", "{id: toyta, "),
            "12:5: error: nobody knows 'toyta'\n    Did you mean toyota?",
        ),
        (
            ("report", "from: JP", "from: XX"),
            "nobody knows 'XX'\n    Declare it in seeds/entities.yaml:\n    XX: {a: Country, label: XX}",
        ),
        (("report", "from: JP", "from: honda"), "error: honda is a Company, but from wants a Country"),
        (("report", "modality: possible", "modality: posible"), "Did you mean possible?"),
        (
            ("report", "period: 2026/..", "period: soon"),
            "error: 'soon' is no period known here\n    Write 2024, 2025-04",
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
        (
            ("report", "printed: more than US$4.28 billion", "printed: In 2024"),
            "'In 2024' prints no figure known here\n    State value:, unit: and approximation: beside it;",
        ),
        (
            ("report", "period: 2024,", "value: 4.28, period: 2024,"),
            "20:91: error: value is 4.28, but the printed figure is 4280000000\n    Leave value out.",
        ),
        (
            ("report", "printed: more than US$4.28 billion", "printed: 4.28"),
            "error: the printed figure '4.28' is a part of 'more than US$4.28 billion', which is",
        ),
        (("report", "period: 2024", "period: FY2024"), "it does not say whose fiscal year it is"),
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
            ("report", "modality: possible", "modality: likely"),
            "It is one of asserted, background, denied, planned, possible, reported; a new one goes into "
            "a file of the project's own in ontology/:\n    mini:likely a kg:Modality ; rdfs:label",
        ),
        (("entities", "spelled: [Honda]", "spelled: [Hondas]"), "no source prints 'Hondas', a name of honda"),
        (
            ("report", "period: 2026/..", "period: [2026, 2027]"),
            "17:48: error: period has a second value here\n    Write one, or a row for each of them.",
        ),
        (("report", "modality: possible", "modality: [possible, planned]"), "modality has a second value"),
        (
            ("report", "modality: possible", "modality: background"),
            "15:13: error: background is our own knowledge, not what a document says",
        ),
        (("report", "period: 2026/..", "period: 9999-12-31T23:59:30Z"), "is no date of the calendar"),
        (("entities", "iso3166: MX", "broader: investment"), "broader is said of a Concept, but MX is"),
        (
            ("entities", "{a: Company, label: Toyota}", "{a: Company, label: Toyota, foundedOn: '0000'}"),
            "entities.yaml:3:48: error: '0000' is no value of foundedOn",
        ),
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


def test_a_text_without_its_checksum_is_told_with_all_that_is_wrong_beside_it(mini, edit):
    edit(
        "seeds/report.yaml",
        "  sha256: 9949d6768eeb8a09ab18602fab7865a68e09dba103bae5c74605d4be4f674d6b\n",
        "",
    )
    edit("seeds/report.yaml", "operatesIn: JP", "opratesIn: JP")
    assert [problem.rule for problem in at(mini).compile().problems] == ["changed-source", "unknown-key"]


def test_a_source_without_an_identifier_is_identified_by_its_id(mini, edit):
    edit("seeds/report.yaml", '  identifier: "100"\n', "")
    assert values(graph(mini), NS.source("sol-2025"), terms.DCTERMS + "identifier") == ['"sol-2025"']


def test_a_name_that_nobody_knows_is_told_once_with_its_count_and_the_line_to_declare_it(mini, edit):
    edit("seeds/report.yaml", "from: JP, to: MX", "from: san-juan, to: MX, about: [san-juan, MX]")
    edit("seeds/report.yaml", "{id: honda, operatesIn: JP", "{id: honda, operatesIn: san-juan")
    assert told(mini) == (
        "seeds/report.yaml:20:72: error: nobody knows 'san-juan' (3 times, first here)\n"
        "    Declare it in seeds/entities.yaml:\n    san-juan: {a: Country, label: San Juan}"
    )


def test_a_name_is_suggested_only_where_it_is_a_slip_for_another(mini, edit):
    edit("seeds/entities.yaml", "ana-sol:", "takasaki: {a: Person, label: Takasaki}\nana-sol:")
    edit("seeds/report.yaml", "from: JP, to: MX", "from: JP, to: MX, about: kawasaki")
    assert "nobody knows 'kawasaki'\n    Declare it in seeds/entities.yaml:\n    kawasaki: {a: …," in told(
        mini
    )
    edit("seeds/report.yaml", "about: kawasaki", "about: takaski")
    assert "nobody knows 'takaski'\n    Did you mean takasaki?" in told(mini)


@pytest.mark.parametrize(
    ("change", "what", "hint"),
    [
        (
            ("entities", "ana-sol:", "yield: {a: Indicator, label: Yield}\nana-sol:"),
            "Indicator is no subclass of Entity",
            "A new one goes into a file of the project's own in ontology/:\n    mini:yield a kg:Indicator ; ",
        ),
        (
            ("entities", "ana-sol:", "trade: {a: Observation, label: Trade}\nana-sol:"),
            "Observation is no subclass of Entity",
            "A record is declared by the row that reports it, under its quote.",
        ),
        (
            ("report", "{id: toyota, ", "{id: toyoda, a: Company, "),
            "Company is no subclass of Record",
            "An entity is declared in seeds/entities.yaml; its rows have no `a`.",
        ),
        (
            ("report", "indicator: investment", "indicator: imports"),
            "nobody knows 'imports', the value of indicator",
            "It is one of investment; a new one goes into a file of the project's own in ontology/:\n"
            '    mini:imports a kg:Indicator ; rdfs:label "imports"@en ; skos:definition "…"@en .',
        ),
        (
            ("report", "printed: more than US$4.28 billion", "value: 5, unit: VND"),
            "nobody knows 'VND', the value of unit",
            '    mini:VND a kg:Currency ; kg:iso4217 "VND" ; rdfs:label "VND"@en ; skos:definition "…"@en .',
        ),
        (
            ("entities", "{a: Company, label: Toyota}", "{a: Bank, label: Toyota}"),
            "unknown class 'Bank'",
            "It is one of Company, Country, Organization, Person; a new one goes into a file of",
        ),
    ],
)
def test_where_a_thing_that_nobody_knows_is_declared_is_told_by_what_it_would_be(
    mini, edit, change, what, hint
):
    file, old, new = change
    edit(f"seeds/{file}.yaml", old, new)
    (problem,) = at(mini).compile().problems
    assert problem.what == what
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("taken", "is_taken"),
    [
        ("kg:percent", False),
        ("kg:percent, kg:factor", False),
        ("kg:USD", True),
        ("kg:Currency", True),
        ("kg:percent, kg:Currency", True),
    ],
)
def test_a_figure_in_a_unit_that_its_indicator_does_not_take_is_refused(mini, edit, taken, is_taken):
    edit(
        "ontology/mini.ttl",
        "mini:investment a kg:Indicator",
        f"mini:investment a kg:Indicator ; kg:takesUnit {taken}",
    )
    problems = at(mini).compile().problems
    assert [problem.rule for problem in problems] == [] if is_taken else ["unit"]
    if taken == "kg:percent, kg:factor":
        what = "investment is no number of US dollars: it is measured in factor or percent"
        assert (problems[0].where, problems[0].what) == ("seeds/report.yaml:20:5", what)


def test_a_rank_is_taken_by_every_indicator(mini, edit):
    edit(
        "ontology/mini.ttl",
        "mini:investment a kg:Indicator",
        "mini:investment a kg:Indicator ; kg:takesUnit kg:percent",
    )
    edit("seeds/report.yaml", "printed: more than US$4.28 billion", "value: 4, unit: rank")
    assert at(mini).compile().problems == ()


def test_a_date_that_is_none_is_told_once(mini, edit):
    edit("seeds/report.yaml", "period: 2026/..", "asOf: 2024-01-01T10:00")
    (problem,) = told(mini).split("seeds/")[1:]
    assert problem.startswith("report.yaml:17:39: error: '2024-01-01T10:00' is no value of asOf")


def test_a_graph_with_problems_is_refused_with_all_of_them(mini, edit):
    edit("seeds/report.yaml", "operatesIn: JP", "opratesIn: JP")
    edit("seeds/report.yaml", "Honda may", "Honda might")
    with pytest.raises(SeedError) as caught:
        at(mini).compile().raise_for_problems()
    assert [problem.rule for problem in caught.value.problems] == ["quote", "unknown-key"]


def test_the_summary_counts_what_the_graph_holds(mini):
    summary = at(mini).compile().summary
    assert (summary.sources, summary.passages, summary.facts, summary.records) == (1, 7, 7, 1)
    assert summary.entities == {"company": 3, "country": 2, "person": 1}


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
        ("author: ana-sol", "author: ana-sole", "nobody knows 'ana-sole'"),
        ("published: 2025-07-30", "published: July", "'July' is no value of published"),
    ],
)
def test_a_message_names_a_key_of_the_header_as_it_was_typed(mini, edit, old, new, what):
    edit("seeds/report.yaml", old, new)
    assert [problem.what for problem in at(mini).compile().problems] == [what]


def test_a_record_that_another_is_called_by_has_its_label_all_the_same(mini, edit):
    edit("ontology/mini.ttl", "[, {about}]", "[ after {part}]")
    edit(
        "ontology/mini.ttl",
        "mini:from a owl:ObjectProperty",
        'mini:part a owl:ObjectProperty ; rdfs:label "part"@en ; schema:domainIncludes kg:Record ;\n'
        "    schema:rangeIncludes kg:Record .\nmini:from a owl:ObjectProperty",
    )
    edit(
        "seeds/report.yaml",
        "  - {id: investment-2024,",
        "  - {id: later, a: Observation, part: investment-2024}\n  - {id: investment-2024,",
    )
    store = graph(mini)
    called = "Investment, Japan → Mexico, 2024: more than US$4.28 billion"
    labels = [values(store, NS.entity(name), SKOS + "prefLabel") for name in ("investment-2024", "later")]
    assert labels == [[f'"{called}"@en'], [f'"Investment after {called}"@en']]

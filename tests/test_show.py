"""One thing on a page: names, facts in both directions, records, quotes, disagreements."""

import json
from dataclasses import asdict

import pytest
import world
from endpoint import endpoint
from world import BASE, TURTLE, graph

from kg.errors import UnknownNameError
from kg.graph.locations import Reading, open_graph
from kg.look import typeset
from kg.look.show import show
from kg.statements import newest, unstated


@pytest.fixture(scope="module")
def asked():
    return graph()


@pytest.fixture(scope="module")
def toyota(asked):
    return show(asked, "toyota")


def test_the_head_names_the_thing_its_class_and_its_other_labels(toyota):
    assert typeset.as_text(toyota).splitlines()[:2] == [
        "Toyota – company – id:toyota",
        "  also: トヨタ (ja), Toyota Motor (en)",
    ]


def test_facts_are_grouped_by_property_with_quote_and_place(toyota):
    group = next(group for group in toyota.facts if group.heading == "operates in")
    assert group.direction == "out"
    assert [(item.text, item.name, item.remarks) for item in group.items] == [
        ("Mexico", "id:MX", ("denied",)),
        ("Mexico", "id:MX", ("since 2005",)),
    ]
    quote = group.items[1].quotes[0]
    assert (quote["quote"], quote["source_title"], quote["published"], quote["start"], quote["end"]) == (
        "Toyota operates in Mexico",
        "The first document",
        "2025-07-30",
        0,
        25,
    )


def test_facts_are_shown_from_the_other_end_too(asked):
    page = show(asked, "Mexico")
    assert [(g.heading, g.direction, g.items[0].text) for g in page.facts if g.direction == "in"] == [
        ("home country", "in", "Toyota"),
        ("operates in", "in", "Toyota"),
    ]
    assert "  … operates in Mexico\n" in typeset.as_text(page)


def test_the_triple_of_a_fact_is_not_listed_again_without_its_words(toyota):
    assert all(item.quotes for group in toyota.facts for item in group.items)


def test_background_knowledge_is_listed_without_quotes(asked):
    group = next(group for group in show(asked, "JP").facts if group.heading == "iso3166")
    assert [(item.text, item.quotes) for item in group.items] == [("JP", ())]


def test_records_are_listed_by_class_with_what_is_doubtful(asked):
    (group,) = show(asked, "Guanajuato").records
    assert group.heading == "observation"
    assert [(item.name, item.remarks) for item in group.items] == [
        ("id:fdi-gua", ()),
        ("id:fdi-gua-beta", ("suspect: US$2.1 billion, should be US$2.0 billion – a misprint",)),
    ]


def test_figures_that_cannot_both_be_right_stand_side_by_side(asked):
    (group,) = show(asked, "Guanajuato").disagreements
    assert (group.heading, [item.text for item in group.items]) == (
        "FDI inflow",
        ["2024: US$1.95 billion", "2024: US$2.1 billion"],
    )
    lines = typeset.as_text(show(asked, "Guanajuato"), 100).splitlines()
    assert any("US$1.95 billion" in line and "US$2.1 billion" in line for line in lines)


def test_figures_of_periods_that_do_not_overlap_do_not_disagree():
    later = TURTLE.replace(
        '"2024" ;\n    kg:earliest "2024-01-01T00:00:00Z"^^xsd:dateTime ; kg:latest "2024-12-31T23:59:59Z"',
        '"2023" ;\n    kg:earliest "2023-01-01T00:00:00Z"^^xsd:dateTime ; kg:latest "2023-12-31T23:59:59Z"',
        1,
    )
    assert show(graph(later.replace("kg:status kg:suspect ;", "")), "Guanajuato").disagreements == ()


def test_a_fact_and_its_denial_and_two_values_of_a_functional_property_disagree(toyota):
    assert [(g.heading, len(g.items)) for g in toyota.disagreements] == [
        ("operates in", 2),
        ("home country", 2),
    ]


def test_mentions_are_counted_by_source(toyota):
    assert toyota.mentions == (
        ("The first document", 1, f"{BASE}source/alpha"),
        ("The second document", 1, f"{BASE}source/beta"),
    )


def test_a_record_and_a_source_have_a_page_too(asked):
    record = show(asked, "fdi-gua")
    assert dict(record.properties)["value"] == (("1,950,000,000", ""),)
    assert record.statement is not None
    assert record.statement.quotes[0]["quote"] == "Guanajuato received US$1.95 billion"
    assert show(asked, "src:alpha").label == "The first document"


def test_a_graph_without_facts_is_shown_by_its_plain_triples():
    one = '<http://e/a> rdfs:label "A" ; <http://e/knows> <http://e/b> .'
    other = "<http://e/c> <http://e/knows> <http://e/a> ."
    page = show(graph(one + other), "A")
    assert [(g.heading, g.direction, g.items[0].name) for g in page.facts] == [
        ("knows", "out", "<http://e/b>"),
        ("knows", "in", "<http://e/c>"),
    ]


def test_an_unknown_name_is_an_error_with_the_nearest(asked):
    with pytest.raises(UnknownNameError) as caught:
        show(asked, "Toyta")
    assert (caught.value.what, caught.value.hint) == (
        "nothing in this graph is called 'Toyta'",
        "Did you mean Toyota?",
    )


def test_a_name_of_two_things_is_an_error_that_lists_them():
    two = 'id:a skos:prefLabel "Same"@en . id:b skos:prefLabel "same"@es .'
    assert show(graph(two), "Same").name == "id:a"
    with pytest.raises(UnknownNameError, match="'SAME' names 2 things: id:a, id:b"):
        show(graph(two), "SAME")


@pytest.mark.parametrize("width", [40, 60, 79, 120])
def test_no_line_is_wider_than_the_terminal(asked, width):
    for name in ("toyota", "Guanajuato", "日本"):
        assert max(map(len, typeset.as_text(show(asked, name), width).splitlines())) <= width


def test_nothing_in_a_label_or_quote_acts_on_a_terminal_or_in_markdown():
    evil = graph('id:x skos:prefLabel "\\u001b[31mred <b>*bold*</b>"@en ; kg:note "a\\nb\\u202e" .')
    page = show(evil, "id:x")
    assert "\x1b" not in typeset.as_text(page)
    assert "\u202e" not in typeset.as_text(page)
    assert "&lt;b>\\*bold\\*&lt;/b>" in typeset.as_markdown(page)


def test_markdown_has_a_heading_for_each_group_and_quotes_as_quotes(toyota):
    text = typeset.as_markdown(toyota)
    assert text.startswith("# Toyota\n")
    assert "### operates in …\n" in text
    assert "  > “Toyota operates in Mexico” — The first document, 2025-07-30, characters 0–25\n" in text


def test_a_page_is_plain_data(toyota):
    assert json.loads(json.dumps(asdict(toyota)))["name"] == "id:toyota"


def test_the_page_of_an_endpoint_is_that_of_the_same_graph_in_memory(asked, toyota):
    with endpoint(asked) as url:
        assert show(open_graph(Reading((url,))), "Toyota") == toyota


def test_a_record_begins_with_its_own_words_and_status_and_lists_its_properties_on_a_line_each(asked):
    told = typeset.as_text(show(asked, "fdi-gua-beta")).splitlines()
    assert told[0].endswith("– observation – id:fdi-gua-beta")
    assert told[1] == "  suspect: US$2.1 billion, should be US$2.0 billion – a misprint"
    assert told[2].startswith("      “")
    assert "  to: Guanajuato [id:MX-GUA]" in told
    assert "  value: 2,100,000,000" in told


def test_a_thing_of_two_classes_is_headed_by_both():
    text = world.small().replace("jm:State, jm:Place, kg:Entity", "jm:State, jm:Sector, jm:Place, kg:Entity")
    told = typeset.as_text(show(world.graph(text), "Guanajuato"))
    assert told.startswith("Guanajuato – sector, state – id:MX-GUA\n")


def test_the_values_that_a_record_lists_stand_in_the_order_of_the_text():
    statement = (
        "fact:{} a kg:Fact ; rdf:subject id:visit ; rdf:predicate jm:visited ; rdf:object id:{} ;\n"
        "    kg:modality kg:asserted ; kg:position {} ;\n"
        f"    prov:wasDerivedFrom <{BASE}source/alpha#char=0,25> .\n"
    )
    listed = ("MX-SON", "MX-GUA", "MX-NLE")
    states = ", ".join(f"id:{state}" for state in sorted(listed))
    visit = f'id:visit a kg:Record ; skos:prefLabel "The visit"@en ; jm:visited {states} .\n'
    said = "".join(statement.format(f"v{n}", state, n) for n, state in enumerate(listed, 1))
    page = show(graph(TURTLE + visit + said), "visit")
    assert dict(page.properties)["visited"] == (
        ("Sonora", "id:MX-SON"),
        ("Guanajuato", "id:MX-GUA"),
        ("Nuevo León", "id:MX-NLE"),
    )


@pytest.fixture(scope="module")
def archive():
    return graph(world.archive())


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(newest, "MOST", 3)


def told(page):
    return {(g.heading, g.direction, item.text, len(item.quotes)) for g in page.facts for item in g.items}


@pytest.mark.usefixtures("few")
def test_of_a_well_known_thing_the_newest_documents_are_told_with_what_no_document_states(archive):
    page = show(archive, "toyota")
    assert told(page) == {
        *{("partner of", "out", f"Partner {n}", 1) for n in (4, 5, 6)},
        ("iso3166", "out", "TM", 0),
        ("place", "out", "Japan", 0),
        ("place", "in", "plant", 0),
    }
    assert page.documents == tuple(
        (f"Document {n}", f"2026-01-0{n}", f"{BASE}source/d{n}") for n in (6, 5, 4)
    )
    assert (page.records, page.disagreements) == ((), ())
    assert page.labels == (("Toyota", "en"), ("トヨタ", "ja"), ("Toyota Motor", "en"))
    text = typeset.as_text(page).splitlines()
    assert text[2] == "  what the 3 newest documents on it say, 2026-01-06 back to 2026-01-04"
    assert text[-4:] == [
        "  2 in Document 4",
        "  2 in Document 5",
        "  2 in Document 6",
        "  … and 8 passages in other documents",
    ]
    assert "\nwhat the 3 newest documents on it say, 2026-01-06 back to 2026-01-04\n" in typeset.as_markdown(
        page
    )


def test_the_whole_of_a_well_known_thing_is_what_an_archive_without_bound_shows(archive, monkeypatch):
    everything = show(archive, "toyota")
    assert (everything.is_whole, everything.extent, everything.unlisted) == (True, "", 0)
    assert typeset.as_text(everything).splitlines()[-1] == "  1 in The second document"
    assert {item for item in told(everything) if item[0] == "partner of"} == {
        ("partner of", "out", f"Partner {n}", 1) for n in range(1, 7)
    }
    monkeypatch.setattr(newest, "MOST", 3)
    assert show(archive, "toyota", whole=True) == everything


@pytest.mark.usefixtures("few")
def test_one_newest_document_is_told_however_much_it_says(archive, monkeypatch):
    monkeypatch.setattr(newest, "MOST", 0)
    page = show(archive, "toyota")
    assert [title for title, _, _ in page.documents] == ["Document 6"]
    assert page.extent == "what one document says of it: Document 6"


def test_what_one_source_says_is_told_alone(archive):
    page = show(archive, "toyota", source="d2")
    assert {item for item in told(page) if item[3]} == {("partner of", "out", "Partner 2", 1)}
    assert page.extent == "what one document says of it: Document 2"
    for other in ("nowhere", "toyota"):
        with pytest.raises(UnknownNameError):
            show(archive, "toyota", source=other)


@pytest.mark.usefixtures("few")
def test_documents_that_name_a_thing_are_found_behind_newer_ones_that_do_not(archive, monkeypatch):
    monkeypatch.setattr(newest, "MOST_SOURCES", 2)
    page = show(archive, "Mexico")
    assert [title for title, _, _ in page.documents] == ["The first document", "The second document"]


@pytest.mark.usefixtures("few")
def test_of_a_large_graph_without_documents_so_many_triples_are_told(monkeypatch):
    monkeypatch.setattr(unstated, "MOST", 3)
    many = " ".join(f"<http://e/{n}> <http://e/knows> <http://e/a> ." for n in range(9))
    page = show(graph(f'<http://e/a> rdfs:label "A" . {many}'), "A")
    (group,) = page.facts
    assert (group.heading, group.direction, len(group.items)) == ("knows", "in", 3)
    assert page.extent == "a part of what leads to it and from it"


@pytest.mark.usefixtures("few")
def test_the_newest_documents_of_an_endpoint_are_those_of_the_same_graph_in_memory(archive):
    with endpoint(archive) as url:
        assert show(open_graph(Reading((url,))), "Toyota") == show(archive, "toyota")

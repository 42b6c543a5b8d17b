"""Search by any name, whatever its case, accents and slips."""

import pytest
from endpoint import endpoint
from hypothesis import given, settings
from hypothesis import strategies as st
from world import graph

from kg.graph.locations import Reading, open_graph
from kg.look.search import counted, search
from kg.spelling import fold


@pytest.fixture(scope="module")
def asked():
    return graph()


@pytest.mark.parametrize(
    ("text", "name", "matched"),
    [
        ("Toyota", "id:toyota", "Toyota"),
        ("toyta", "id:toyota", "Toyota"),
        ("NUEVO LEON", "id:MX-NLE", "Nuevo León"),
        ("nuvo león", "id:MX-NLE", "Nuevo León"),
        ("japon", "id:JP", "Japón"),
        ("日本", "id:JP", "日本"),
        ("メキシ", "id:MX", "メキシコ"),
        ("guana", "id:MX-GUA", "Guanajuato"),
        ("toyota motor", "id:toyota", "Toyota Motor"),
        ("second document", "src:beta", "The second document"),
        ("fdi 2024", "id:fdi-gua", "FDI inflow, Japan → Guanajuato, 2024: US$1.95 billion"),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(asked, text, name, matched):
    hits = [(hit.name, hit.matched) for hit in search(asked, text)]
    assert (name, matched) in hits[:2]


def test_the_very_name_scores_100_and_comes_with_class_and_main_label(asked):
    first = search(asked, "méxico")[0]
    assert (first.name, first.label, first.cls, first.score) == ("id:MX", "Mexico", "Country", 100.0)


def test_entities_come_before_the_records_that_fit_as_well(asked):
    assert [hit.cls for hit in search(asked, "guanajuato")] == ["State", "Observation", "Observation"]


def test_what_is_like_nothing_finds_nothing(asked):
    assert search(asked, "xyzzy") == []
    assert search(asked, " ") == []


@pytest.mark.parametrize("text", ["One", "One Two", "x"])
def test_a_name_without_any_word_ends_no_search(text):
    empty = '<http://e/1> rdfs:label "", "\\u200b", " \\u00a0" .'
    nameless = graph(f'{empty} <http://e/2> rdfs:label "One Two" .')
    assert [hit.iri for hit in search(nameless, text)] == (["http://e/2"] if text != "x" else [])


def test_folding_keeps_the_voicing_marks_of_japanese():
    assert fold("ガ") != fold("カ")
    assert fold("  ÁRBOL\u00a0Ñandú ") == "arbol nandu"


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_no_text_breaks_the_search(asked, text):
    assert all(0 <= hit.score <= 100 for hit in search(asked, text))


def test_an_endpoint_is_searched_like_a_file(asked):
    with endpoint(asked) as url:
        assert search(open_graph(Reading((url,))), "nuvo leon") == search(asked, "nuvo leon")


def test_the_first_few_are_the_first_of_all_that_are_found(asked):
    found = search(asked, "guanajuato", None)
    assert len(found) == 3
    assert [search(asked, "guanajuato", few) for few in (1, 2, 3)] == [found[:1], found[:2], found]


@pytest.mark.parametrize("few", [1, 3, 4, 30, 1_200, 2_000])
def test_the_first_of_thousands_that_fit_alike_are_entities_then_records_then_sources_then_others(few):
    kinds = {"kg:Record": 1_300, "kg:Source": 2, "kg:Entity": 3, "jm:Unknown": 40}
    things = [(kind, number) for kind, count in kinds.items() for number in range(count)]
    alike = graph(
        "\n".join(f'<http://e/{kind[3:]}{n}> a {kind} ; rdfs:label "Port {n:04}" .' for kind, n in things)
    )
    expected = [f"http://e/{kind[3:]}{n}" for kind in sorted(kinds) for n in range(kinds[kind])]
    expected = [*expected[40:1343], *expected[1343:], *expected[:40]]
    found = counted(alike, "port", few)
    assert ([hit.iri for hit in found.hits], found.total) == (expected[:few], 1_345)
    assert found.hits == search(alike, "port", None)[:few]

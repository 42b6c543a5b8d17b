"""What pictures say: every message in every language and none that nobody says; dates and amounts; labels."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import world
from test_draw import data_of, held

from kg.draw.amounts import money
from kg.draw.figure.lettering import wrapped
from kg.draw.inlining import PAGE
from kg.draw.printing import figure
from kg.draw.said import Texts, messages
from kg.draw.visualize import visualize
from kg.speech.texts import LANGUAGES, listed, say, speaking, table, versions
from kg.text.datewords import as_of, words

PACKAGE = Path(__file__).parent.parent / "kg"
BY_OTHER_PLACES = {"{ordinal} century"}
"""Messages whose places are filled with other things in other languages: 17th, XVII, 17."""


def in_code(path: Path) -> Iterator[str]:
    """Yield the messages that a module says, or keeps to be said."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "message"):
            inner = (each for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant))
            yield from (each.value for each in inner if isinstance(each.value, str))


@cache
def said() -> set[str]:
    """Return every message of the program."""
    code = {text for path in PACKAGE.rglob("*.py") for text in in_code(path)}
    pages = [part for part in PAGE.iterdir() if part.name.endswith((".js", ".html"))]
    return code | {text for part in pages for text in messages(part.read_text(encoding="utf-8"))}


def forms(language: str, text: str) -> dict[str, str]:
    form = table(language).get(text, text)
    return form if isinstance(form, dict) else {"other": form}


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_language_says_every_message_and_none_that_nobody_says(language):
    assert table(language).keys() == said()


def test_english_is_what_the_messages_are_and_adds_nothing_but_forms_of_the_number_one():
    assert table("en").keys() <= said()
    assert all(forms("en", text)["other"] == text for text in table("en"))
    assert all(table("en")[text].keys() == {"one", "other"} for text in table("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_message_has_the_places_of_the_message(language):
    for text in table(language).keys() - BY_OTHER_PLACES:
        for number, form in forms(language, text).items():
            missing = places(text) - places(form)
            assert not places(form) - places(text), form
            assert missing <= ({"n"} if number == "one" else set()), form


def test_japanese_has_no_forms_by_number_and_spanish_has_those_of_english():
    assert [text for text in table("ja") if len(forms("ja", text)) > 1] == []
    assert [text for text in table("en") if len(forms("es", text)) == 1] == []


@pytest.mark.parametrize(
    ("text", "precision", "spanish", "japanese"),
    [
        ("2024", "", "2024", "2024年"),
        ("2005-04", "", "abril de 2005", "2005年4月"),
        ("2005-04-01", "", "1 de abril de 2005", "2005年4月1日"),
        ("2021-01-04T17:00", "", "4 de enero de 2021, 17:00", "2021年1月4日 17:00"),
        ("1999/2024", "", "1999–2024", "1999年～2024年"),
        ("2005-04-01/..", "", "desde 1 de abril de 2005", "2005年4月1日以降"),
        ("../1821", "", "hasta 1821", "1821年まで"),
        ("16XX/..", "", "desde el siglo XVII", "17世紀以降"),
        ("1801/1900", "century", "siglo XIX", "19世紀"),
        ("196X", "", "años 1960", "1960年代"),
        ("2024-01/2024-06", "part-of-year", "principios de 2024", "2024年前半"),
    ],
)
def test_dates_are_told_as_each_language_tells_them(text, precision, spanish, japanese):
    with speaking("auto"):
        assert versions(words(text, precision))[1:] == [spanish, japanese]


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (1_010_000_000, ["US$1.01 billion", "US$1,010 millones", "US$10.1億"]),
        (1_000_000, ["US$1 million", "US$1 millón", "US$100万"]),
        (2_500_000_000_000, ["US$2.5 trillion", "US$2.5 billones", "US$2.5兆"]),
        (1_500, ["US$1,500", "US$1,500", "US$1,500"]),
    ],
)
def test_amounts_are_told_in_the_large_numbers_of_each_language(amount, told):
    with speaking("auto"):
        assert versions(money(Decimal(amount), "USD")) == told


def test_a_text_is_in_the_first_language_spoken_and_knows_itself_in_the_others():
    with speaking("auto"):
        text = say("only {name}", name=listed([say("imports"), say("exports"), "MX"]))
        assert text == "only imports, exports and MX"
        assert versions(text)[1:] == ["solo importaciones, exportaciones y MX", "輸入、輸出とMXのみ"]
    with speaking("ja"):
        assert (say("{n} things", n=1261), as_of("2024")) == ("要素1,261件", "2024時点")
    assert (say("{n} things", n=1), say("{n} things", n=1261)) == ("1 thing", "1,261 things")


NAMED = 'id:MX skos:prefLabel "México"@es, "メキシコ"@ja . jm:operatesIn rdfs:label "opera en"@es .'


def test_a_page_has_labels_in_the_languages_that_the_graph_has():
    page = visualize(world.graph(world.small() + NAMED), kind="network").html
    labels = [{thing["label"] for thing in data_of(page, at)["things"].values()} for at in range(3)]
    assert [{"Mexico", "México", "メキシコ"} & each for each in labels] == [
        {"Mexico"},
        {"México"},
        {"メキシコ"},
    ]
    assert all("Toyota" in each for each in labels)
    told = [{one["property_label"] for one in data_of(page, at)["statements"]} for at in range(3)]
    assert [{"operates in", "opera en"} & each for each in told] == [
        {"operates in"},
        {"opera en"},
        {"operates in"},
    ]


def test_a_page_shows_classes_and_properties_as_their_translations_in_its_language():
    said = 'jm:operatesIn kg:translation "opera en"@es . jm:Company kg:translation "empresa"@es, "企業"@ja .'
    page = visualize(world.graph(world.small() + said), kind="network").html
    classes = [{each["label"] for each in data_of(page, at)["classes"]} for at in range(3)]
    assert [{"company", "empresa", "企業"} & each for each in classes] == [{"company"}, {"empresa"}, {"企業"}]
    told = [{one["property_label"] for one in data_of(page, at)["statements"]} for at in range(3)]
    assert [{"operates in", "opera en"} & each for each in told] == [
        {"operates in"},
        {"opera en"},
        {"operates in"},
    ]


def test_a_page_of_one_language_holds_no_other():
    page = visualize(world.graph(world.small() + NAMED), kind="network", language="ja").html
    assert '<html lang="ja"' in page
    assert (held(page, "words")["languages"], {len(told) for told in held(page, "words")["texts"]}) == (
        ["ja"],
        {1},
    )
    assert "メキシコ" in page
    assert "México" not in held(page, "data")["things"]["n0"].values()
    assert ">凡例<" in page
    assert ">Legend<" not in page


@pytest.mark.parametrize(
    ("kind", "japanese"),
    [
        ("network", "関係"),
        ("timeline", "日付のある記述"),
        ("flows", "金額"),
        ("chart", "数値"),
        ("map", "数値"),
    ],
)
def test_a_figure_speaks_the_language_asked_for_and_english_otherwise(kind, japanese):
    graph = world.graph(world.small() + world.TILES)
    told = figure(graph, kind=kind, language="ja")
    assert "<desc>表示範囲：データ全体。</desc>" in told.svg
    assert japanese in told.svg + told.summary
    assert "<desc>Shown: the whole graph.</desc>" in figure(graph, kind=kind).svg


def test_no_row_of_a_figure_begins_with_a_full_stop():
    assert wrapped("日本と。", 21.5, 7) == ["日本", "と。"]


def test_what_the_texts_of_a_page_repeat_is_told_once():
    reason = "exceeds the national total given in the sentence before"
    with speaking("auto"):
        doubts = [say("{name}: {value}", name=say(name), value=reason) for name in ("suspect", "ambiguous")]
        texts = Texts({"doubts": doubts, "reason": reason})
    assert texts.data == {"doubts": [{"": 3}, {"": 5}], "reason": {"": 2}}
    assert texts.told() == [
        ["{0}: {1}", "{0}: {1}", "{0}：{1}"],
        ["suspect", "dudoso", "要確認"],
        [reason],
        [0, [1, 2]],
        ["ambiguous", "ambiguo", "あいまい"],
        [0, [4, 2]],
    ]


def test_what_the_table_of_a_page_shows_is_told_by_the_table():
    words = "Guanajuato received US$1.95 billion"
    with speaking("auto"):
        texts = Texts({"words": words}, [say("Quote"), f"“{words}”", words])
    assert texts.data == {"words": {"": 0}}
    assert (texts.told(), texts.written) == ([[0], [0, "Cita", "引用"]], [1, -1, 0])


def test_a_text_that_markup_would_change_is_told_beside_it():
    texts = Texts({"words": "one\r\ntwo, and so on to ten"}, ["one\r\ntwo, and so on to ten"])
    assert (texts.data, texts.told()) == ({"words": "one\r\ntwo, and so on to ten"}, [])

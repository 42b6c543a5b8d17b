"""kg.text.meant: what a misspelt figure may be meant to be is offered; nothing reads it as another value."""

import hashlib

import pytest

from kg.draft.figures import figures
from kg.draft.meant import meant
from kg.text.cut import read, spoilt
from kg.text.meant import mended, readings

OLD = "9949d6768eeb8a09ab18602fab7865a68e09dba103bae5c74605d4be4f674d6b"
"""The digest of the text of the small project."""
ONE = [
    ("US$190 milion", "en", "US$190 million", "190,000,000 USD"),
    ("115 milion dollars", "en", "115 million dollars", "115,000,000 USD"),
    ("5 million dolars", "en", "5 million dollars", "5,000,000 USD"),
    ("US$3 millon", "en", "US$3 million", "3,000,000 USD"),
    ("5 percnt", "en", "5 percent", "5 percent"),
    ("exeeded $310 million", "en", "exceeded $310 million", "310,000,000 USD, more-than"),
    ("more then $2 bilion", "en", "more than $2 billion", "2,000,000,000 USD, more-than"),
    ("US$5 to 6 milion", "en", "US$5 to 6 million", "5,000,000 to 6,000,000 USD"),
    ("US$3 milones", "es-MX", "US$3 millones", "3,000,000 USD"),
    ("aproximadmente 40 millones de euros", "es", "aproximadamente 40 millones de euros",
     "40,000,000 EUR, approximately"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "language", "told", "counted"), ONE)
def test_a_misspelt_figure_is_not_understood_and_offered_as_what_it_can_be_meant_to_be(
    printed, language, told, counted
):
    assert read(printed, language) is None
    assert [(each.told, each.counted) for each in readings(printed, language)] == [(told, counted)]


@pytest.mark.parametrize(
    ("printed", "language", "told"),
    [
        ("US$ 2.25 billon", "en", ["US$ 2.25 billion: 2,250,000,000 USD",
                                   "US$ 2.25 billon in Spanish: 2,250,000,000,000 USD"]),
        ("2 billion dólares", "es", ["2 billón dólares: 2,000,000,000,000 USD",
                                     "2 billion dólares in English: 2,000,000,000 USD"]),
    ],
)  # fmt: skip
def test_a_word_that_is_right_in_another_language_is_offered_as_either(printed, language, told):
    assert [f"{each.told}: {each.counted}" for each in readings(printed, language)] == told


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        ("US$190 million", "en"),
        ("190 bullion bars", "en"),
        ("5 recent laws", "en"),
        ("US$ 3 trillon", "en"),  # a thousand times a thousand more in Spanish, of which no figure is read
        ("US$5 mil", "en"),
        ("5 mil millones", "es"),
        ("46億ドル", "ja"),
    ],
)
def test_nothing_is_offered_where_nothing_is_misspelt_or_nobody_can_say_for_what(printed, language):
    assert readings(printed, language) == ()


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ("Exports were US$190 milion in 2022.", "en", ["US$190 milion"]),
        ("That is a gap of more then $2 bilion .", "en", ["more then $2 bilion"]),
        (
            "Sales exeeded $310 million and 5 million dolars.",
            "en",
            ["exeeded $310 million", "5 million dolars"],
        ),
        ("The milion was gone.", "en", []),
        ("Hubo ventas de US$3 milones.", "es", ["US$3 milones"]),
    ],
)
def test_a_misspelt_figure_is_found_whole_in_a_sentence_and_no_part_of_it_is_read(text, language, printed):
    assert [text[slice(*each.span)] for each in meant(text, language)] == printed
    assert figures(text, language, [each.span for each in meant(text, language)]) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [("US$3 millones", "en"), ("3 millions de dólares", "es"), ("2 milion de dolares", "es")],
)
def test_a_number_before_a_scale_of_another_language_is_no_figure_by_itself(text, language):
    assert figures(text, language) == []


def test_a_part_of_a_figure_whose_bound_is_misspelt_is_told_with_the_whole():
    quote = "Trade exeeded $310 million in 2022."
    assert spoilt("$310 million", quote, "en") == "exeeded $310 million"


def test_a_place_in_a_mended_text_leads_back_to_the_text_as_printed():
    text = "It exeeded US$5 milion, then 7 bilion yen."
    mend = mended(text, "en")
    assert mend.text == "It exceeded US$5 million, then 7 billion yen."
    assert [text[slice(*mend.back(edit.new))] for edit in mend.edits] == ["exeeded", "milion", "bilion"]


def test_a_stated_value_that_a_misspelt_figure_cannot_be_meant_to_have_is_doubted(mini, edit, kg):
    edit("seeds/report.txt", "US$4.28 billion", "US$4.28 bilion")
    edit("seeds/report.yaml", "more than US$4.28 billion\n", "more than US$4.28 bilion\n")
    stated = "more than US$4.28 bilion, value: 428, unit: USD, approximation: more-than}"
    edit("seeds/report.yaml", "more than US$4.28 billion}", stated)
    digest = hashlib.sha256((mini / "seeds/report.txt").read_bytes()).hexdigest()
    edit("seeds/report.yaml", OLD, digest)
    told = " ".join(kg("check", "--project", mini).stdout.split())
    assert "value is 428, but more than US$4.28 billion may be meant" in told

"""kg.text.ranges: what is printed between two figures, as both of them."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.text.quantities import Quantity
from kg.text.ranges import Range, figure, is_change

TABLES = Path(__file__).parent / "tables"


def ranges():
    """Every line of the tables as (language, what is printed, what it says)."""
    for language in ("english", "spanish", "japanese"):
        for line in (TABLES / f"ranges-{language}.tsv").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                printed, *told = line.split("\t")
                tag = {"english": "en", "spanish": "es", "japanese": "ja"}[language]
                yield pytest.param(tag, printed, told, id=f"{tag} {printed}")


def whole(text):
    return Decimal(text) if "." in text else int(text)


@pytest.mark.parametrize(("tag", "printed", "told"), [*ranges()])
def test_a_printed_range_gives_both_ends_or_is_refused(tag, printed, told):
    if told == ["refused"]:
        with pytest.raises(ValueError, match="prints no figure known here"):
            figure(printed, tag)
    else:
        lowest, highest, unit, approximation, inferred = (*told, "", "")[:5]
        expected = Range(
            whole(lowest), whole(highest), unit, approximation or "exact", inferred == "inferred"
        )
        assert figure(printed, tag) == expected


@pytest.mark.parametrize(
    "beside",
    ["of", "in five", "y 3", "yearly", "al año", "per capita", "²", "[3]", "人当たり", "/", "x", "to 99"],
)
def test_no_range_is_read_where_something_stands_beside_it_that_changes_it(beside):
    for tag, printed, _ in (param.values for param in ranges()):
        for text in (f"{beside} {printed}", f"{printed} {beside}"):
            try:
                found = figure(text, tag)
            except ValueError:
                continue
            assert (text, found) == (text, figure(printed, tag)), text


def test_a_figure_that_is_no_range_is_a_quantity():
    assert figure("more than 10 percent", "en") == Quantity(10, "percent", "more-than")


@pytest.mark.parametrize(
    ("printed", "language", "lowest", "highest"),
    [
        ("entre 3,000 y 4,000 empresas", "es-MX", 3000, 4000),
        ("entre 3.000 y 4.000 empresas", "es-ES", 3000, 4000),
        ("10 to 15 percent", "", 10, 15),
        ("entre 10 y 15 por ciento", "", 10, 15),
        ("3,000〜4,000人", "", 3000, 4000),
    ],
)
def test_a_range_is_read_by_the_region_of_the_language_or_in_the_first_that_understands_it(
    printed, language, lowest, highest
):
    found = figure(printed, language)
    assert (found.lowest, found.highest) == (lowest, highest)


@pytest.mark.parametrize(
    ("printed", "quote", "told"),
    [
        ("10 to 15 percent", "Tariffs rose from 10 to 15 percent.", True),
        ("10 a 15 por ciento", "El arancel pasó de 10\na 15 por ciento.", True),
        ("10 to 15 percent", "Tariffs of 10 to 15 percent apply.", False),
        ("entre 10 y 15 por ciento", "Un arancel de entre 10 y 15 por ciento.", False),
        ("10-15%", "Tariffs of 10-15% apply from 2025.", False),
    ],
)
def test_a_range_behind_from_can_be_a_change(printed, quote, told):
    assert is_change(printed, quote) is told


@settings(deadline=None)
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_two_numbers_are_a_range_where_they_rise(first, last):
    text = f"{first} to {last} percent"
    if first < last:
        assert figure(text, "en") == Range(first, last, "percent")
    else:
        with pytest.raises(ValueError, match="prints no figure known here"):
            figure(text, "en")


@settings(deadline=None)
@given(st.text(max_size=30) | st.from_regex(r"(US\$)?[0-9.,]{1,4}[-–〜 ]{1,2}[0-9.,]{1,4} ?(mil|万|%|of)?"))
def test_any_text_is_a_figure_or_refused_and_never_fails_otherwise(text):
    for language in ("", "en", "es", "ja", "es-MX"):
        try:
            assert figure(text, language).unit
        except ValueError as error:
            assert "prints no figure known here" in str(error)

"""kg.text.quantities: what is printed, as typed quantities."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.quantities import Quantity, canonical, parse


@pytest.mark.parametrize(
    ("printed", "value", "unit", "approximation", "inferred"),
    [
        ("US$1.95 billion", 1_950_000_000, "USD", "exact", False),
        ("US$727 million", 727_000_000, "USD", "exact", False),
        ("US$592 billion", 592_000_000_000, "USD", "exact", False),
        ("more than US$37 billion", 37_000_000_000, "USD", "more-than", False),
        ("over $38 billion", 38_000_000_000, "USD", "more-than", True),
        ("exceeded $23 billion", 23_000_000_000, "USD", "more-than", True),
        ("approximately $6.7 billion USD", 6_700_000_000, "USD", "approximately", False),
        ("$700 million", 700_000_000, "USD", "exact", True),
        ("about 5.7 million dollars", 5_700_000, "USD", "approximately", True),
        ("US$4.28\N{NO-BREAK SPACE}billion", 4_280_000_000, "USD", "exact", False),
        ("nearly 1,500", 1_500, "count", "nearly", False),
        ("nearly 1,500 Japanese companies", 1_500, "count", "nearly", False),
        ("two countries", 2, "count", "exact", False),
        ("5.7 million people", 5_700_000, "count", "exact", False),
        ("sixth", 6, "rank", "exact", False),
        ("sixth largest trading partner", 6, "rank", "exact", False),
        ("5th", 5, "rank", "exact", False),
        ("20th", 20, "rank", "exact", False),
        ("30th", 30, "rank", "exact", False),
        ("third-largest", 3, "rank", "exact", False),
        ("largest", 1, "rank", "exact", False),
        ("primary", 1, "rank", "exact", False),
        ("doubling", 2, "factor", "exact", False),
        ("quadrupling", 4, "factor", "exact", False),
        ("ten-fold", 10, "factor", "exact", False),
        ("12.5%", Decimal("12.5"), "percent", "exact", False),
        ("135 years", 135, "years", "exact", False),
        ("20th anniversary", 20, "years", "exact", False),
        ("over 140 years", 140, "years", "more-than", False),
        ("the next 50 years", 50, "years", "exact", False),
        ("ten-day", 10, "days", "exact", False),
        ("approximately 30 minutes", 30, "minutes", "approximately", False),
        ("approximately one hour", 1, "hours", "approximately", False),
        ("approximately one hour and fifteen minutes", 75, "minutes", "approximately", False),
    ],
)
def test_a_printed_figure_has_its_exact_value_unit_and_approximation(
    printed, value, unit, approximation, inferred
):
    assert parse(printed) == Quantity(value, unit, approximation, inferred)
    assert type(parse(printed).value) is type(value)


@pytest.mark.parametrize(
    "printed", ["", "several", "more than", "first two decades", "US$", "$5 yen", "2019-2023", "1,50 billion"]
)
def test_words_that_print_no_known_figure_are_refused(printed):
    with pytest.raises(ValueError, match="prints no amount"):
        parse(printed)


@given(st.integers(1, 999), st.integers(0, 99))
def test_billions_with_two_decimals_are_whole_dollars_without_rounding(whole, hundredths):
    expected = whole * 10**9 + hundredths * 10**7
    assert parse(f"US${whole}.{hundredths:02} billion") == Quantity(expected, "USD")


def test_numbers_have_one_lexical_form():
    assert [canonical(n) for n in (20, Decimal("1.50"), Decimal("100.0"), Decimal("1E+3"))] == [
        "20",
        "1.5",
        "100",
        "1000",
    ]

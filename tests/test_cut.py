"""kg.text.cut: a figure that was cut out of another is found, one that stands whole is not."""

import pytest

from kg.text.cut import longer


@pytest.mark.parametrize(
    ("printed", "quote", "whole"),
    [
        ("70", "about 70 percent of trade", "about 70 percent"),
        ("8.4", "grew by 8.4% in 2024", "8.4%"),
        ("12", "worth 12 billion yen in all", "12 billion yen"),
        ("1.95 billion", "Guanajuato (US$1.95 billion)", "US$1.95 billion"),
        ("$23 billion", "exceeded $23 billion in 2024", "exceeded $23 billion"),
        ("nearly 1", "nearly 1,500 firms", "nearly 1,500 firms"),
        ("one hour", "for one hour and fifteen minutes", "one hour and fifteen minutes"),
        ("2兆", "投資額は2兆3,000億円に達した", "2兆3,000億円"),
        ("15", "creció 15 por ciento", "15 por ciento"),
        ("15 percent", "tariffs: 10 to 15 percent", "10 to 15 percent"),
        ("10%", "10%〜15%の関税", "10%〜15%"),
    ],
)
def test_a_figure_that_goes_on_is_found_whole(printed, quote, whole):
    found = longer(printed, quote)
    assert found
    assert found[0] == whole


@pytest.mark.parametrize(
    ("printed", "quote"),
    [
        ("nearly 1,500", "nearly 1,500 Japanese companies in the country"),
        ("US$727 billion", "Mexico City (US$727 billion), and Baja California"),
        ("third", "the third largest partner"),
        ("15", "15 companies and 20 percent of trade"),
        ("15", "of 15 companies, 15 percent of all"),
        ("5", "from 5 to 10 percent"),
        ("15 percent", "rose from 10 to 15 percent"),
        ("10 to 15 percent", "a tariff of 10 to 15 percent"),
        ("12", "no such figure"),
        ("1,950 mdd", "La inversión de Japón llegó a 1,950 mdd."),
    ],
)
def test_a_figure_that_stands_whole_is_left_alone(printed, quote):
    assert longer(printed, quote) is None

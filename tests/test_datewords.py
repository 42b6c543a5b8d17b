"""kg.text.datewords: dates and intervals in words."""

import pytest

from kg.text.datewords import words


@pytest.mark.parametrize(
    ("text", "precision", "told"),
    [
        ("2024-01/2024-06", "part-of-year", "early 2024"),
        ("2024-04/2024-09", "part-of-year", "mid-2024"),
        ("2024-07/2024-12", "part-of-year", "late 2024"),
        ("2024-01/2025-06", "part-of-year", "January 2024 – June 2025"),
        ("2024-04/..", "part-of-year", "since mid-2024"),
        ("../2024-12", "part-of-year", "until late 2024"),
        ("2024-02/2024-11", "part-of-year", "part of 2024"),
        ("2025-03-01/2025-03-15", "part-of-month", "early March 2025"),
        ("2025-03-11/2025-03-20", "part-of-month", "mid-March 2025"),
        ("2024-02-16/2024-02-29", "part-of-month", "late February 2024"),
        ("2021-01-05/2021-01-31", "part-of-month", "part of January 2021"),
        ("2021-01-05/2021-01-31", "day", "5 January 2021 – 31 January 2021"),
        ("2021-01-05/..", "part-of-month", "since January 2021"),
        ("2024-01/2024-06", "half-year", "January 2024 – June 2024"),
        ("1601/1650", "century", "17th century"),
        ("1990/1994", "decade", "1990s"),
    ],
)
def test_a_part_of_a_year_or_month_is_told_as_it_was_and_not_by_its_widest_ends(text, precision, told):
    assert words(text, precision) == told

"""kg.text.periods: written dates and intervals as instants."""

import pytest

from kg.text.periods import Period, ends, is_interval, parse_period


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024", "2024-01-01T00:00:00Z", "2024-12-31T23:59:59Z", "year"),
        ("2025-04", "2025-04-01T00:00:00Z", "2025-04-30T23:59:59Z", "month"),
        ("2024-02", "2024-02-01T00:00:00Z", "2024-02-29T23:59:59Z", "month"),
        ("2025-04-17", "2025-04-17T00:00:00Z", "2025-04-17T23:59:59Z", "day"),
        ("1999-01/2024-12", "1999-01-01T00:00:00Z", "2024-12-31T23:59:59Z", "month"),
        ("2019/2023", "2019-01-01T00:00:00Z", "2023-12-31T23:59:59Z", "year"),
        ("1999/2024-06", "1999-01-01T00:00:00Z", "2024-06-30T23:59:59Z", "year"),
        ("2021-01-04/2021-01", "2021-01-04T00:00:00Z", "2021-01-31T23:59:59Z", "month"),
        ("1999/", "1999-01-01T00:00:00Z", "", "year"),
        ("1999/..", "1999-01-01T00:00:00Z", "", "year"),
        ("../2024", "", "2024-12-31T23:59:59Z", "year"),
        ("196X", "1960-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "decade"),
        ("16XX", "1600-01-01T00:00:00Z", "1699-12-31T23:59:59Z", "century"),
        ("2021-01-04T17:00:00-06:00", "2021-01-04T17:00:00-06:00", "2021-01-04T17:00:59-06:00", "minute"),
        ("2021-01-04T23:59:30Z", "2021-01-04T23:59:30Z", "2021-01-05T00:00:29Z", "minute"),
    ],
)
def test_an_iso_8601_period_has_a_first_and_a_last_instant_and_a_precision(text, first, last, precision):
    assert parse_period(text) == Period(first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "2024-13",
        "2024-00",
        "2024-01-00",
        "2024-02-30",
        "0000",
        "mid-2024",
        "2024/2023",
        "24",
        "2021-01-04T17:00:00",
        "２０２４",
        "2024-０5-01",
        "٢٠٢٤",
    ],
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r"ISO 8601|calendar|ends before"):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("1999-01/2024", ("1999-01", "2024")),
        ("1999/..", ("1999", "")),
        ("1999/", ("1999", "")),
        ("../1821", ("", "1821")),
        ("/", ("", "")),
        ("2024", ("2024", "2024")),
    ],
)
def test_an_interval_has_two_ends_of_which_one_may_be_open(text, both):
    assert ends(text) == both


@pytest.mark.parametrize("text", ["1999/2024-06", "2005/..", "../1821", "2021-01-04/2021-01-06"])
def test_an_interval_is_known_as_one(text):
    assert is_interval(text)


@pytest.mark.parametrize("text", ["2024", "24/7", "5/2024", "/", "../..", "2024-13/2025", "and/or"])
def test_what_is_no_interval_is_not_taken_for_one(text):
    assert not is_interval(text)

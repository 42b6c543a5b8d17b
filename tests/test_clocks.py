"""kg.check.times: durations and times of day as texts print them."""

import pytest

from kg.check.times import clocks, durations, written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for approximately one hour and fifteen minutes, Mr. Sol", {(0, 75)}),
        ("lasted fifty minutes", {(0, 50)}),
        ("約30分間会談した", {(0, 30)}),
        ("durante cincuenta minutos", {(0, 50)}),
        ("an hour and a half, two and a half years, dos horas y media", {(0, 90), (30, 0), (0, 150)}),
        ("1時間半", {(0, 90)}),
        ("three years and five months of 2 days", {(36, 0), (5, 0), (0, 2880)}),
        ("in 2024, 20 companies", set()),
    ],
)
def test_durations_are_read_in_words_and_figures(text, expected):
    assert durations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 5:00 p.m. local time (8 a.m. Japan time)", {"17:00", "08:00"}),
        ("a las 17:30 horas", {"17:30"}),
        ("午後5時30分から午前10時半まで", {"17:30", "10:30"}),
        ("12 a.m. and 12 p.m.", {"00:00", "12:00"}),
        ("30 hours, 5.7 million dollars, 2時間", set()),
    ],
)
def test_times_of_day_are_read_on_the_clock_of_24_hours(text, expected):
    assert {clock.time for clock in clocks(text)} == expected


def test_a_written_duration_is_months_and_minutes():
    assert [written(text) for text in ("PT1H15M", "P10D", "P1Y2M", "PT50M")] == [
        (0, 75),
        (0, 14400),
        (14, 0),
        (0, 50),
    ]

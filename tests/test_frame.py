"""Data frames: each column of one type to compute with, one kind of missing."""

import datetime
from decimal import Decimal

import pytest

from kg.tables.frame import frame
from kg.tables.values import field_names

pd = pytest.importorskip("pandas")

DAY, OTHER = datetime.date(2024, 2, 29), datetime.date(1543, 8, 25)
NOON = datetime.datetime(2024, 2, 29, 12)
TOKYO = NOON.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=9)))


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        ((1, None, 2), "Int64"),
        ((1, Decimal("1.50"), 2.5, None), "Float64"),
        ((True, None), "boolean"),
        (("Nuevo León", None), "string"),
        ((DAY, OTHER, None), "datetime64[s]"),
        ((NOON, None), "datetime64[us]"),
        ((TOKYO, None), "datetime64[us, UTC]"),
        ((DAY, NOON), "object"),
        ((NOON, TOKYO), "object"),
        ((DAY, 2024), "object"),
        ((1, "one"), "object"),
        ((1, True), "object"),
        ((1, 2**63), "object"),
        ((None, None), "object"),
        ((), "object"),
    ],
)
def test_a_column_has_the_type_that_holds_all_its_values(values, dtype):
    assert str(frame(["a"], [(value,) for value in values])["a"].dtype) == dtype


@pytest.mark.parametrize("value", [1, 1.5, True, "x", DAY, NOON, TOKYO])
def test_what_is_missing_is_na_and_among_dates_nat(value):
    column = frame(["a"], [(value,), (None,)])["a"]
    assert column[1] is (pd.NaT if isinstance(value, datetime.date) else pd.NA)
    assert column.isna().tolist() == [False, True]


def test_columns_of_numbers_and_dates_can_be_computed_with():
    rows = [(1950000000, Decimal("0.5"), DAY), (None, Decimal("1.25"), DAY + datetime.timedelta(days=2))]
    made = frame(["value", "share", "day"], rows)
    assert made["value"].sum() == 1950000000
    assert made["share"].mean() == 0.875
    assert (made["day"].max() - made["day"].min()).days == 2


def test_mixed_values_stay_what_they_are():
    column = frame(["a"], [(2**70,), ("about ten",), (DAY,)])["a"]
    assert column.tolist() == [2**70, "about ten", DAY]


def test_an_hour_in_tokyo_is_the_same_moment_in_utc():
    assert frame(["a"], [(TOKYO,)])["a"][0] == pd.Timestamp("2024-02-29T03:00:00Z")


@pytest.mark.parametrize(
    ("variables", "names"),
    [
        (["state", "from", "class"], ["state", "from_", "class_"]),
        (["from", "from_"], ["from__", "from_"]),
        (["_x", "x_", "x"], ["x__", "x_", "x"]),
        (["1", "_", "名前", "l·l"], ["column_1", "column__", "名前", "l·l"]),
        (["x", "x"], ["x", "x_"]),
    ],
)
def test_every_variable_has_a_name_that_python_can_say_and_no_two_the_same(variables, names):
    assert field_names(variables) == names
    assert all(name.isidentifier() for name in names)

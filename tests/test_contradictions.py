"""kg.statements.contradictions: which figures differ, ranges among them."""

import pyoxigraph as ox
import pytest

from kg.statements.contradictions import differ
from kg.terms import XSD, kg


def figure(**numbers):
    """The properties of a figure by local name."""
    whole = ox.NamedNode(XSD + "integer")
    return {kg(name): [ox.Literal(str(number), datatype=whole)] for name, number in numbers.items()}


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"value": 10}, {"value": 12}, True),
        ({"value": 10}, {"value": 10}, False),
        ({"lowest": 10, "highest": 15}, {"lowest": 20, "highest": 25}, True),
        ({"lowest": 10, "highest": 15}, {"lowest": 9, "highest": 9.5}, True),
        ({"lowest": 10, "highest": 15}, {"lowest": 15, "highest": 25}, False),
        ({"lowest": 10, "highest": 15}, {"lowest": 11, "highest": 12}, False),
        ({"lowest": 10, "highest": 15}, {"value": 12}, False),
        ({"lowest": 10, "highest": 15}, {"value": 16}, True),
    ],
)
def test_figures_differ_where_they_have_no_value_in_common(one, other, told):
    assert differ(figure(**one), figure(**other)) is told
    assert differ(figure(**other), figure(**one)) is told

"""Part of a network: by class, property and source."""

from __future__ import annotations

import pytest
import world

from kg.errors import UnknownNameError
from kg.network.from_graph import network
from kg.network.narrow import restricted, without_strays


@pytest.fixture(scope="module")
def whole():
    return network(world.graph(world.small()))


def labels(drawn) -> list[str]:
    return sorted(data["label"] for _, data in drawn.nodes(data=True))


def test_a_class_stands_for_its_subclasses_too(whole):
    assert labels(restricted(whole, classes=["place"])) == ["Guanajuato", "Japan", "Mexico", "Mexico City"]


def test_a_property_may_be_an_indicator_or_a_class_of_records(whole):
    for name in ("fdi-inflow", "Observation", "kg:Observation"):
        assert labels(restricted(whole, properties=[name])) == ["Guanajuato", "Japan", "Mexico City"]


def test_a_source_keeps_what_it_says(whole):
    assert labels(restricted(whole, sources=["beta"])) == ["Guanajuato", "Japan", "Mexico", "Toyota"]


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ({"classes": ["Companyy"]}, "Company"),
        ({"properties": ["operateIn"]}, "operatesIn"),
        ({"sources": ["alpa"]}, "alpha"),
    ],
)
def test_an_unknown_class_property_or_source_is_reported_with_the_nearest(whole, asked, near):
    with pytest.raises(UnknownNameError) as caught:
        restricted(whole, **asked)
    assert caught.value.hint == f"Did you mean {near}?"


def test_a_thing_of_which_nothing_is_said_is_a_stray(whole):
    assert set(labels(whole)) - set(labels(without_strays(whole))) == {"Nobody's friend"}


def test_a_class_of_records_is_said_to_be_of_lines_and_how_to_ask_for_them(whole):
    with pytest.raises(UnknownNameError) as caught:
        restricted(whole, classes=["observation"])
    assert str(caught.value).startswith("records of the class Observation are drawn as lines")
    assert caught.value.hint == (
        "Ask for these lines by --property Observation, or draw them as things: --as network --records show."
    )
    shown = network(world.graph(world.small()), records="show", classes=["Observation"])
    assert {data["kind"] for _, data in shown.nodes(data=True)} == {"record"}

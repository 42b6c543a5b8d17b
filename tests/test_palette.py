"""Which colour stands for what: as the graph says, else in a few families, for any colour vision."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
import world

from kg.draw.families import families
from kg.draw.palette import FAMILIES, GREY, OTHER, looks_of
from kg.network.from_graph import network
from kg.statements.vocabulary import Look

PAPERS = {"light": "#ffffff", "dark": "#14171b"}
PROTAN = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
DEUTAN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
"""How readers without red and without green cones see linear colours (Machado et al. 2009)."""


def linear(color: str) -> list[float]:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(color: str, paper: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    shares = (0.2126, 0.7152, 0.0722)
    lights = [sum(s * part for s, part in zip(shares, linear(c), strict=True)) for c in (color, paper)]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_every_family_stands_out_three_to_one_on_light_and_dark(paper):
    assert [color for color in (*(c for c, _ in FAMILIES), GREY) if contrast(color, paper) < 3] == []


@pytest.mark.parametrize("seen", [PROTAN, DEUTAN], ids=["protanopia", "deuteranopia"])
def test_readers_without_red_or_green_tell_the_families_apart(seen):
    def eye(color):
        return [sum(a * b for a, b in zip(row, linear(color), strict=True)) for row in seen]

    near = [
        (a, b)
        for (a, _), (b, _) in combinations(FAMILIES, 2)
        if sum((x - y) ** 2 for x, y in zip(eye(a), eye(b), strict=True)) ** 0.5 < 0.05
    ]
    assert near == []
    assert len({shape for _, shape in FAMILIES}) == len(FAMILIES), "never by colour alone"


def families_of(*chains):
    return {cls: look.family for cls, look in looks_of(chains, {}).items()}


def test_classes_that_the_graph_gives_no_look_are_drawn_as_the_superclass_that_most_things_share():
    animals = [["Cat", "Animal", "Thing"]] * 3 + [["Dog", "Animal", "Thing"]] * 2
    plants = [["Rose", "Plant", "Thing"]] * 4
    assert families_of(*animals, *plants) == {"Cat": "Animal", "Dog": "Animal", "Rose": "Plant"}


def test_a_class_of_nearly_everything_is_no_family_while_its_subclasses_can_be():
    things = [["Bus", "Vehicle"]] * 5 + [["Tram", "Vehicle"]] * 4 + [["Vehicle"]]
    assert families_of(*things) == {"Bus": "Bus", "Tram": "Tram", "Vehicle": "Vehicle"}


def test_the_last_family_holds_most_things_where_they_would_be_in_none():
    few = [[f"C{i}"] for i in range(7) for _ in range(9 - i)]
    looks = looks_of([*few, *([["Shape"]] * 200)], {})
    names = {cls: look.family for cls, look in looks.items() if look != OTHER}
    assert names == {name: name for name in ("C0", "C1", "C2", "C3", "C4", "Shape")}


def test_beyond_six_families_the_rest_is_drawn_alike():
    looks = looks_of([[f"C{i}"] for i in range(9) for _ in range(9 - i)], {})
    assert Counter(look.family for look in looks.values())["other"] == 3
    assert looks["C8"] == OTHER
    assert len({look.color for look in looks.values()}) == 7


def test_a_colour_that_the_graph_uses_is_taken_by_no_other_family():
    looks = looks_of([["Own"], ["Told"]], {"Told": [Look(FAMILIES[0][0], "dot")]})
    assert looks["Own"].color == FAMILIES[1][0]


def test_families_are_named_by_the_graph_else_by_the_labels_of_their_classes():
    drawn = network(world.graph(world.small()))
    looks = looks_of([data["classes"] for _, data in drawn.nodes(data=True)], drawn.graph["looks"])
    assert [(family["label"], family["count"]) for family in families(drawn, looks)] == [
        ("country", 2),
        ("state", 2),
        ("company", 1),
        ("person", 3),
    ]
    said = world.small() + 'jm:Person kg:family "People"@en .'
    drawn = network(world.graph(said))
    looks = looks_of([data["classes"] for _, data in drawn.nodes(data=True)], drawn.graph["looks"])
    assert [family["label"] for family in families(drawn, looks)][-1] == "People"

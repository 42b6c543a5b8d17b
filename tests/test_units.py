"""ontology/evidence.ttl: the codes by which other programs know its units."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from babel.numbers import list_currencies

from kg.terms import RDF, kg

EVIDENCE = ox.Store()
EVIDENCE.load(path=Path(__file__).parents[1] / "ontology" / "evidence.ttl")


def codes(prop):
    """The code of each unit that has one."""
    found = EVIDENCE.quads_for_pattern(None, ox.NamedNode(kg(prop)), None)
    return {quad.subject.value: quad.object.value for quad in found}


def test_every_currency_has_its_iso_4217_code():
    found = EVIDENCE.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(kg("Currency")))
    assert codes("iso4217") == {quad.subject.value: quad.subject.value.removeprefix(kg("")) for quad in found}
    assert set(codes("iso4217").values()) <= set(list_currencies())


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("percent", "%"),
        ("ha", "har"),
        ("t", "t"),
        ("MW", "MW"),
        ("GWh", "GW.h"),
        ("km2", "km2"),
        ("bbl", "[bbl_us]"),
        ("months", "mo"),
        ("weeks", "wk"),
        ("years", "a"),
        ("minutes", "min"),
    ],
)
def test_a_unit_of_measure_has_its_ucum_code(unit, code):
    assert codes("ucumCode")[kg(unit)] == code


def test_what_is_no_unit_of_measure_has_no_ucum_code():
    assert codes("ucumCode").keys().isdisjoint(kg(unit) for unit in ("count", "rank", "USD", "factor"))

"""kg.check.ruled: what rules make of a graph is asked once, and again when what it depends on changes."""

import json

import pytest
from test_corpus import document, many  # noqa: F401 – fixtures of small archives

from kg.project import at


def found(folder):
    return at(folder).check(1).problems


def kept(folder):
    (path,) = (folder / "build/ruled").glob("*.json")
    return path


def test_what_is_kept_of_rules_is_told_again_without_asking(many):  # noqa: F811
    whole = found(many)
    told = ["urn:nowhere", "Planted", "this was kept", "", "warning"]
    kept(many).write_text(json.dumps([told]))
    again = found(many)
    assert "this was kept" in [problem.what for problem in again]
    assert len(again) != len(whole)


@pytest.mark.parametrize("changed", ["seeds/entities.yaml", "ontology/quality.ttl", "ontology/shapes.ttl"])
def test_rules_are_asked_anew_when_seeds_or_rules_have_changed(many, changed):  # noqa: F811
    whole = found(many)
    before = kept(many)
    before.write_text("[]")
    with (many / changed).open("a") as file:
        file.write("\n# changed\n")
    assert found(many) == whole
    assert kept(many) != before


def test_what_is_kept_cut_short_is_asked_anew(many):  # noqa: F811
    whole = found(many)
    kept(many).write_bytes(kept(many).read_bytes()[:-1])
    assert found(many) == whole

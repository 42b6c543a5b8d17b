"""Nothing passes over a range: what is asked, checked and drawn of our figures goes on where they are ranges.

Every value of our graph is made a range that begins there and is so short that no comparison ends otherwise.
"""

import csv
import io
import re
from pathlib import Path

import pytest

from kg.check.rules import check_graph, store_of
from kg.ontology.vocabularies import read_triples
from kg.project import at

ROOT = Path(__file__).parent.parent
FIGURES = re.compile("kg:(?:Observation|Record|indicator)")
GOLDEN = [
    golden
    for golden in sorted((ROOT / "tests/golden").glob("*.csv"))
    if FIGURES.search((ROOT / f"queries/{golden.stem}.rq").read_text(encoding="utf-8"))
]
"""The answers of the saved queries that figures can be in."""
SUMMED = {"sum-by-indicator": 9, "purchases-against-trade": 6, "balance-check": 3}
"""The saved queries that count ranges, and how many they count then, added up."""


@pytest.fixture(scope="module")
def plain():
    return at(ROOT).graph_path()


@pytest.fixture(scope="module")
def ranges(plain, tmp_path_factory):
    """Our graph, every figure with both ends of a range in place of its value."""
    text = plain.read_text(encoding="utf-8")
    made, count = re.subn(
        r"\bkg:value (-?[\d.]+)\b",
        lambda value: f"kg:lowest {value[1]} ; kg:highest {float(value[1]) + 0.5:f}",
        text,
    )
    assert count > 30
    path = tmp_path_factory.mktemp("ranges") / "ranges.ttl"
    path.write_text(made, encoding="utf-8")
    return path


@pytest.fixture
def both(plain, ranges):
    return plain, ranges


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_a_saved_query_gives_a_range_the_row_that_it_gives_a_value(kg, ranges, golden):
    result = kg("query", golden.stem, "-f", "csv", "--data", ranges)
    assert result.exit_code == 0, result.output
    found, before = rows(result.stdout), rows(golden.read_text(encoding="utf-8"))
    quotes = [sorted(row.get("quote", "") for row in each) for each in (found, before)]
    assert (len(found), quotes[0]) == (len(before), quotes[1])
    if golden.stem in SUMMED:
        assert sum(int(row["ranges"]) for row in found) == SUMMED[golden.stem]
        assert {row["ranges"] for row in before} == {"0"}


@pytest.mark.parametrize("name", ["balance-check", "purchases-against-trade"])
def test_a_comparison_of_ranges_ends_as_that_of_their_values_does(kg, ranges, name):
    found = rows(kg("query", name, "-f", "csv", "--data", ranges).stdout)
    before = rows((ROOT / f"tests/golden/{name}.csv").read_text(encoding="utf-8"))
    said = "agrees" if name == "balance-check" else "fits"
    assert [row[said] for row in found] == [row[said] for row in before]
    assert all(row[told] == "" for row in found for told in ("difference", "purchases") if told in row)


def test_every_rule_and_quality_question_finds_in_ranges_what_it_finds_in_values(both):
    vocabulary = at(ROOT).vocabulary
    found = [
        {
            (problem.rule, problem.where)
            for problem in check_graph(store_of(read_triples(path)), vocabulary, ROOT / "ontology")
        }
        for path in both
    ]
    assert found[1] == found[0]
    assert {"PartLargerThanWhole", "ImplausibleGrowth"} <= {rule for rule, _ in found[0]}


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (("timeline",), ""),
        (("flows",), "; 19 ranges, not drawn to scale"),  # the other six are doubtful
        (("chart", "--property", "fdi-inflow"), ""),
        (("map",), ""),
        (("network",), ""),
    ],
)
def test_a_picture_of_ranges_has_as_many_figures_as_one_of_values(kg, both, tmp_path, kind, more):
    said = [
        kg("visualize", "--as", *kind, "--data", path, "-o", tmp_path / "picture.html").output
        for path in both
    ]
    assert re.findall(r"\d+ (?:figure|sum|thing|dated|place)", said[1]) == re.findall(
        r"\d+ (?:figure|sum|thing|dated|place)", said[0]
    )
    assert more in said[1]


def test_a_figure_is_shown_with_both_ends_beside_its_words(kg, ranges):
    said = kg("show", "fdi-2024-gua", "--data", ranges).output
    assert all(f"\n  {told}" in said for told in ("lowest: 1,950,000,000", "printed: US$1.95 billion"))
    assert "highest: " in said

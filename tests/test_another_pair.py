"""Another pair of countries, with a class and an indicator of its own, read in Spanish and Japanese."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from kg.query.saved import all_queries

GIVEN = Path(__file__).parent / "fixtures/pacific"


@pytest.fixture
def pacific(kg, tmp_path, monkeypatch):
    """A project that `kg init` made, with documents and a file of terms put into it."""
    folder = tmp_path / "pacific"
    assert kg("init", folder, "--title", "Korea and Chile").exit_code == 0
    shutil.copytree(GIVEN, folder, dirs_exist_ok=True)
    monkeypatch.chdir(folder)
    return folder


def rows(kg, query):
    result = kg("query", query, "-f", "csv")
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.mark.usefixtures("pacific")
def test_it_builds_and_breaks_no_rule(kg):
    assert kg("build").exit_code == 0, kg("build").output
    assert kg("check").stdout.startswith("0 errors"), kg("check").stdout


@pytest.mark.usefixtures("pacific")
def test_its_figures_are_read_in_both_languages(kg):
    found = rows(kg, "SELECT ?f ?v { ?f kg:value ?v ; kg:unit kg:USD } ORDER BY ?v")
    assert [row["v"] for row in found] == ["120000000", "300000000"]


@pytest.mark.usefixtures("pacific")
def test_saved_queries_take_the_pair_of_the_project_as_their_default(kg):
    (figure,) = rows(kg, "investment-figures")
    assert (figure["indicator"], figure["printed"]) == ("FDI inflow", "US$120 millones")
    (company,) = rows(kg, "companies-in")
    assert company["company"] == "Hanjin"


def test_every_saved_query_is_asked_without_an_error(kg, pacific):
    names = [query.name for query in all_queries(pacific / "queries")]
    assert {name: kg("query", name).exit_code for name in names} == dict.fromkeys(names, 0)


@pytest.mark.usefixtures("pacific")
@pytest.mark.parametrize(
    "command",
    [
        *("queries", "show san-antonio", "schema Port", "search Corea", "cite cobre", "measure"),
        *("visualize -o n.html", "visualize --as timeline -o t.html", "visualize --as flows -o f.html"),
        *("visualize --as chart --property freight -o c.html", "export -o out.ttl", "diff out.ttl out.ttl"),
    ],
)
def test_every_command_works_on_it(kg, command):
    if command.startswith("diff"):
        kg("export", "-o", "out.ttl")
    result = kg(*command.split())
    assert result.exit_code == 0, result.output

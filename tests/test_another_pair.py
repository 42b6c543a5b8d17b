"""Another pair of countries, with a class and an indicator of its own, read in Spanish and Japanese."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from kg.cli import COMMANDS
from kg.draw.visualize import CHOICES
from kg.export.formats import FORMATS
from kg.project import at
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
    (range_,) = rows(kg, "SELECT ?low ?high { ?f kg:lowest ?low ; kg:highest ?high }")
    assert range_ == {"low": "130000000", "high": "150000000"}


@pytest.mark.usefixtures("pacific")
def test_saved_queries_take_the_pair_of_the_project_as_their_default(kg):
    found = rows(kg, "investment-figures")
    assert [(row["indicator"], row["printed"], row["value"]) for row in found] == [
        ("FDI inflow", "US$120 millones", "120000000"),
        ("FDI inflow", "entre US$130 y 150 millones", ""),
    ]
    (company,) = rows(kg, "companies-in")
    assert company["company"] == "Hanjin"


def test_every_saved_query_is_asked_without_an_error(kg, pacific):
    names = [query.name for query in all_queries(pacific / "queries")]
    assert {name: kg("query", name).exit_code for name in names} == dict.fromkeys(names, 0)


SAID = [
    ("build", "  country      2"),
    ("check", "0 errors, 1 warning, 128 notes"),
    ("add notes.txt", "pacific/seeds/notes.yaml\n"),
    ("query companies-in -f csv", "Hanjin,,asserted,Hanjin opera en Chile,900"),
    ("queries", "\ncompanies-in,SELECT,"),
    ("queries companies-in", "pacific:operatesIn"),
    (
        "show inflow-2024",
        "  highest: 150,000,000\n  indicator: FDI inflow [pacific:fdi-inflow]\n  lowest: 130,000,000\n",
    ),
    ("show san-antonio", "freight, Chile → Korea, San Antonio, 2022: 3億ドル [id:freight-2022]"),
    ("schema Port", "in,https://example.org/pacific/ontology#about,about,1,1,kg:Observation,"),
    ("search Corea", "https://example.org/pacific/id/KR,id:KR,Korea,country,Corea,es,100.0"),
    ("diff ../pacific/build/kg.ttl ../pacific/build/kg.ttl", "No difference."),
    ("cite cobre", "title = {{Cobre para Corea}}"),
    ("cite companies-in", "companies-in"),
    ("measure", "\nChile,country,https://example.org/pacific/id/CL,3,"),
    ("measure bridges", "\nChile,Hanjin,← operates in,1"),
    ("measure --path hanjin san-antonio", "\n1,2,Chile,"),
    ("visualize", "Wrote network.html: 6 things (4 entities, 2 sources), 3 lines"),
    ("visualize --as network", "Wrote network.html: 6 things (4 entities, 2 sources), 3 lines"),
    ("visualize --as timeline", "Wrote timeline.html: 3 dated statements"),
    (
        "visualize --as flows",
        "Wrote flows.html: 3 sums of money: 0 diagrams, 3 alone; 1 range, not drawn to scale",
    ),
    ("visualize --as chart --property freight", "Wrote chart.html: 1 figure of freight"),
    ("visualize --as chart --property fdi-inflow", "Wrote chart.html: 2 figures of FDI inflow"),
    ("visualize --as chart -o figures.svg", "Wrote figures.svg: 3 figures of 2 indicators"),
    ("visualize --as map --property freight", "Wrote map.html: 1 figure of 1 place"),
    ("visualize --query companies -o asked.html", "Wrote asked.html: 2 things, 1 line"),
    ("visualize hanjin -o hanjin.svg", "Wrote hanjin.svg: 2 things, 1 line"),
    ("export -f turtle", 'skos:prefLabel "Corea"@es, "Korea"@en, "韓国"@ja ;'),
    (
        "export -f ntriples",
        '<https://example.org/pacific/id/KR> <https://example.org/pacific/ontology#iso3166> "KR"',
    ),
    ("export -f jsonld", '"@id": "id:KR"'),
    ("export -f rdfxml", '<pacific:Country rdf:about="https://example.org/pacific/id/KR">'),
    ("export -f trig", "id:KR a pacific:Country, pacific:Place, kg:Entity ;"),
    (
        "export -f nquads",
        '<https://example.org/pacific/id/KR> <https://example.org/pacific/ontology#iso3166> "KR"',
    ),
    ("export -f graphml", '<node id="https://example.org/pacific/id/KR">'),
    ("export -f gexf", '<node id="https://example.org/pacific/id/KR" label="Korea">'),
    ("export -f dot", '"https://example.org/pacific/id/san-antonio" [label="San Antonio"'),
    (
        "export -f nodes-csv",
        "https://example.org/pacific/id/KR,Korea,Korea,Corea,韓国,Country,country,entity,",
    ),
    ("export -f edges-csv", ",2022年にチリから韓国へ3億ドルの貨物がサンアントニオ港で積まれた。,"),
    ("export -f edges-csv", ",entre US$130 y 150 millones,"),
    ("export -f html", "<title>Korea and Chile</title>"),
]
"""What each command says of the project, in part."""


@pytest.fixture
def outside(pacific, monkeypatch):
    """The project, with the working directory in a folder beside it."""
    folder = pacific.parent / "outside"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "notes.txt").write_text("Hanjin opera en Chile.", encoding="utf-8")
    at(pacific).build()
    return pacific


@pytest.mark.parametrize(("command", "said"), SAID)
def test_every_command_tells_of_it_from_outside(kg, outside, command, said):
    result = kg(*command.split(), "--project", outside)
    assert result.exit_code == 0, result.output
    assert said in result.output


def test_no_command_and_no_way_to_draw_or_export_is_left_untried():
    tried = {command.split()[0] for command, _ in SAID}
    elsewhere = {"init", "draft", "review", "serve", "mcp", "push"}
    """Tried by the fixture, and in tests of their own."""
    assert tried | elsewhere == set(COMMANDS)
    assert {command.split()[2] for command, _ in SAID if command.startswith("export")} == set(FORMATS)
    drawn = {command.split()[2] for command, _ in SAID if command.startswith("visualize --as")}
    assert drawn | {"views"} == set(CHOICES["kind"])


ANSWERED = {
    "companies-in": {"company": "Hanjin", "document": "900"},
    "documents": {"title": "Cobre para Corea", "passages": "4"},
    "documents-mentioning": {"title": "Cobre para Corea", "names": "Chile"},
    "entities-by-class": {"class": "entity", "entities": "4"},
    "evidence": {"statement": "FDI inflow, Korea → Chile, 2023: US$120 millones", "document": "900"},
    "facts-about": {"subject": "Hanjin", "property": "operates in", "object": "Chile"},
    "figures-about": {"value": "120000000", "unit": "US dollars", "document": "900"},
    "investment-figures": {"indicator": "FDI inflow", "printed": "US$120 millones", "period": "2023"},
    "names-as-printed": {"name": "Chile", "occurrences": "3", "document": "900"},
    "timeline": {"date": "2022", "document": "901"},
}
"""The first row, in part, of every saved query that the two documents answer."""


@pytest.mark.usefixtures("pacific")
@pytest.mark.parametrize("name", ANSWERED)
def test_a_saved_query_that_its_documents_answer_gives_its_rows(kg, name):
    first = rows(kg, name)[0]
    assert {key: first[key] for key in ANSWERED[name]} == ANSWERED[name]

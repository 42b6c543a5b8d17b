"""kg build and kg check as they are typed."""

import json

import pytest
import world

from kg.cli import COMMANDS
from kg.seeds.implied import contradicted
from kg.seeds.rows import Passage, Row, Stated, Value
from kg.text.quotes import Selector, Words

TABLE = """\
sources        1
passages       7
facts          7
records        1
entities       6
  company      3
  country      2
  person       1
problems       0
"""


def test_build_prints_what_the_graph_holds_and_writes_it(kg, mini):
    result = kg("build", "--project", mini)
    assert (result.exit_code, result.stdout) == (0, TABLE)
    assert (mini / "build/kg.ttl").read_text(encoding="utf-8").startswith("# Built by kg from inputs ")
    assert "Wrote" in result.stderr


def test_build_finds_the_project_around_the_working_directory(kg, mini, monkeypatch):
    monkeypatch.chdir(mini / "ontology")
    assert kg("build").exit_code == 0
    assert (mini / "build/kg.ttl").exists()


BAD = {
    "a quote that is not in its source": ("seeds/report.yaml", "Honda may", "Honda might", 1),
    "a misspelt key": ("seeds/report.yaml", "operatesIn: JP", "opratesIn: JP", 1),
    "a misspelt class": ("seeds/report.yaml", "a: Observation", "a: Observatoin", 1),
    "a misspelt entity": ("seeds/report.yaml", "{id: toyota, ", "{id: toyta, ", 1),
    "a tab": ("seeds/report.yaml", "  title:", "\ttitle:", 2),
    "a duplicate key": ("seeds/report.yaml", "  title:", "  id: x\n  title:", 2),
    "a wrong indentation": ("seeds/report.yaml", "  title:", "   title:", 2),
    "a source edited after annotation": ("seeds/report.txt", "Trade Report\n", "Trade Report\n\n", 1),
    "malformed Turtle": (
        "ontology/mini.ttl",
        "mini:Country a owl:Class",
        "mini:Country a owl:Class ; ;; b",
        2,
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_message_with_place_and_hint_and_the_old_graph_stays(kg, mini, edit, case):
    assert kg("build", "--project", mini).exit_code == 0
    before = (mini / "build/kg.ttl").read_bytes()
    name, old, new, code = BAD[case]
    edit(name, old, new)
    result = kg("build", "--project", mini)
    assert (result.exit_code, result.stdout) == (2, "")
    first, hint = result.stderr.splitlines()[:2]
    assert first.startswith((f"{name.partition('/')[0]}/", "seeds/report.yaml"))
    assert ": error: " in first
    assert hint.startswith("    ")
    assert "Traceback" not in result.stderr
    assert (mini / "build/kg.ttl").read_bytes() == before
    assert kg("check", "--project", mini).exit_code == code


@pytest.mark.parametrize("data", [b"", b"\xff\xfe"])
def test_an_empty_or_unreadable_source_is_one_message(kg, mini, data):
    (mini / "seeds/report.txt").write_bytes(data)
    result = kg("build", "--project", mini)
    assert result.exit_code == 2
    assert result.stderr.startswith("seeds/report.txt:1:1: error: ")


def test_check_lists_warnings_and_exits_with_0(kg, mini):
    result = kg("check", "--project", mini)
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "0 errors, 2 warnings\n\ncoverage: 1 warning\n  seeds/report.txt:5:1: warning: 1 of 8 sentences"
    )
    assert result.stderr == ""


def test_check_warns_of_a_year_that_is_none_of_those_its_quote_prints(kg, mini, edit):
    edit("seeds/report.yaml", "period: 2024,", "period: 2023,")
    result = kg("check", "--project", mini)
    assert result.exit_code == 0
    assert "warning: period is 2023, but the quote prints 2024\n" in result.stdout


@pytest.mark.parametrize(
    ("quote", "key", "value", "warned"),
    [
        ("In 1888 both nations signed the Treaty", "signed", "1889", True),
        ("In 1888 both nations signed the Treaty", "signed", "1888", False),
        ("In the same period both nations signed the Treaty", "signed", "1889", False),
        ("2024 marks the 20th anniversary of the signing", "signed", "2004", False),
        ("2024 marks the 20th anniversary of the signing", "ordinal", "40", True),
        ("2024 marks the twentieth anniversary of the signing", "ordinal", "21", False),
    ],
)
def test_a_figure_is_doubted_only_where_its_quote_prints_others(quote, key, value, warned):
    stated = Stated(key, "a:1:2", (Value(value, "a:1:3"),))
    row = Row("treaty", "a:1:1", (stated,))
    passage = Passage(Selector(Words(quote, "a:1:1")), (row,), shared=world.NOTHING)
    doubted = contradicted(world.document(quote, passage), ["signed"], ["ordinal"])
    assert [problem.where for problem in doubted] == ["a:1:3"] * warned


def test_check_counts_notes_and_lists_them_when_asked(kg, mini, edit):
    edit("ontology/quality.ttl", "sh:severity sh:Warning", "sh:severity sh:Info")
    edit("ontology/quality.ttl", "> 5000000000", "> 4000000000")
    folded, listed = kg("check", "--project", mini), kg("check", "--project", mini, "--notes")
    assert folded.stdout.splitlines()[0] == "0 errors, 2 warnings, 1 note"
    assert folded.stdout.endswith("Large: 1 note; --notes lists them\n")
    assert "Large: 1 note\n  seeds/report.yaml:20:5: note: Investment, Japan → Mexico, 2024" in listed.stdout


def test_check_exits_with_1_when_a_shape_is_violated(kg, mini, edit):
    edit("ontology/shapes.ttl", "sh:maxInclusive 10000000000", "sh:maxInclusive 1000000000")
    result = kg("check", "--project", mini)
    assert result.exit_code == 1
    assert "Observation: 1 error\n  seeds/report.yaml:20:5: error: Investment" in result.stdout
    shown = " ".join(result.stdout.split())
    assert "An observation has a value below ten billion. (kg:value, found 4280000000)" in shown


def test_check_coverage_lists_what_was_skipped_and_what_nobody_read_and_nothing_else(kg, mini):
    result = kg("check", "--coverage", "--project", mini)
    assert result.stderr == "0 errors, 2 warnings\n"
    assert result.stdout.splitlines() == [
        "sol-2025: 8 sentences: covered 6 (75%), skipped 1 (12%), unread 1 (12%)",
        "  skipped, says nothing new: line 4: “Mexico is growing.”",
        "  unread: line 5: “Mexico is growing.”",
    ]


def test_check_as_json_has_every_part_by_name(kg, mini):
    report = json.loads(kg("check", "--coverage", "--format", "json", "--project", mini).stdout)
    assert [(p["where"], p["rule"], p["severity"]) for p in report["problems"]] == [
        ("seeds/report.txt:5:1", "coverage", "warning"),
        ("seeds/report.txt:5:1", "repetition", "warning"),
    ]
    assert report["coverage"][0]["source"] == "sol-2025"
    assert len(report["coverage"][0]["covered"]) == 6
    unread = {"line": 5, "start": 242, "end": 260, "text": "Mexico is growing."}
    assert report["coverage"][0]["unread"] == [unread]


def test_a_folder_that_is_no_project_is_told(kg, tmp_path):
    result = kg("build", "--project", tmp_path)
    assert result.exit_code == 2
    assert "no project in this folder" in result.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_help_shows_examples(kg, command):
    assert f"Examples:\n    kg {command}\n" in kg(command, "--help").stdout


def test_the_help_of_every_command_stands_whole_on_one_line(kg):
    lines = kg("--help").stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in lines] == list(COMMANDS)
    assert not any(line.endswith("...") for line in lines)


def test_check_begins_with_its_summary_and_wraps_to_the_width_of_the_terminal(kg, mini, edit, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    edit("ontology/shapes.ttl", "sh:maxInclusive 10000000000", "sh:maxInclusive 1000000000")
    edit("ontology/quality.ttl", "> 5000000000", "> 4000000000")
    edit("seeds/report.yaml", "period: 2024,", "period: 2023,")
    lines = kg("check", "--project", mini).stdout.splitlines()
    headings = [line for line in lines if line and not line.startswith(" ")]
    assert headings[0] == lines[0] == "1 error, 4 warnings"
    assert headings[1:] == [
        "Observation: 1 error",
        "Large: 1 warning",
        "coverage: 1 warning",
        "figure: 1 warning",
        "repetition: 1 warning",
    ]
    assert max(map(len, lines)) <= 60
    assert max(map(len, kg("check", "--coverage", "--project", mini).stdout.splitlines())) <= 60

"""Questions about the documents, each a query a researcher can write and its whole answer.

To add one, put `NAME.rq` (the question as its first comment) and `NAME.csv` into tests/questions/; for a
saved query with its defaults, put `NAME.csv` into tests/golden/.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

HERE = Path(__file__).parent
QUERIES = HERE.parent / "queries"
QUESTIONS = sorted((HERE / "questions").glob("*.rq"))
SAVED = sorted(path.stem for path in QUERIES.glob("*.rq"))


def _csv(query: str) -> list[str]:
    result = CliRunner().invoke(main, ["query", query, "-f", "csv"])
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert result.stderr == "" or len(lines) == 1  # where there are rows, there is nothing to explain
    return lines


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_the_graph_answers_the_question_exactly(path: Path) -> None:
    assert _csv(str(path)) == path.with_suffix(".csv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", SAVED)
def test_a_saved_query_gives_its_golden_answer(name: str) -> None:
    golden = (HERE / "golden" / f"{name}.csv").read_text(encoding="utf-8")
    assert _csv(name) == golden.splitlines()


def test_every_golden_answer_belongs_to_a_saved_query() -> None:
    assert sorted(path.stem for path in (HERE / "golden").glob("*.csv")) == SAVED

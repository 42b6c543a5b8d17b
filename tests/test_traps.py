"""What cannot be right or is left open in the five documents is found by `kg check`, with its sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

TRAPS = {
    "PartLargerThanWhole": "a part (US$727 billion) is larger than its whole (US$4.28 billion)",
    "StateExceedsProduct": "(Copper ores and concentrates, US$532 million) add up to 1,981,000,000",
    "ImplausibleGrowth": "approximately $6.7 billion USD in 2023 and exceeded $23 billion in 2024",
    "CumulativeFiguresOfDifferentDates": "US$37 billion (1999 – June 2024) and as over $38 billion (undated)",
    "RanksOfDifferentScope": "the rank is third-largest in Asia and sixth in World",
    "AnniversaryTwice": "20 years are celebrated in 2024 and again in 2025",
    "repetition": "the text repeats a sentence of line 5: “During this visit to Mexico",
    "JointTenure": "Japan and Mexico hold one post in 2020–2021",
    "ToldOutOfOrder": "“Prior to this meeting, Minister MOTEGI also held a meeting",
    "TwoDates": "the event began on 2024-02-21 where it took place and on 2024-02-22 in the other zone",
    "ContentNotStated": "“Secretary Bárcena stated that Mexico takes the Minister's request seriously”",
    "UnitInferred": "“about 5.7 million dollars” does not say whose dollars",
    "PrintedAsAnother": "the text prints “Tokyo”, read as Japan",
}


@pytest.fixture(scope="module")
def checked() -> Result:
    """What a check of the five documents says."""
    return CliRunner().invoke(main, ["check", "-f", "json"])


@pytest.fixture(scope="module")
def problems(checked: Result) -> list[dict[str, Any]]:
    """The problems that it finds."""
    return json.loads(checked.stdout)["problems"]


@pytest.mark.parametrize(("rule", "words"), TRAPS.items())
def test_a_trap_of_the_documents_is_reported_with_its_words(
    problems: list[dict[str, Any]], rule: str, words: str
) -> None:
    assert [problem for problem in problems if problem["rule"] == rule and words in problem["what"]]


def test_the_documents_have_no_errors_and_no_warning_but_the_known_ones(
    checked: Result, problems: list[dict[str, Any]]
) -> None:
    assert checked.exit_code == 0
    assert {problem["rule"] for problem in problems} - {"EntityWithoutMention"} == set(TRAPS)
    unmentioned = sorted(problem["what"] for problem in problems if problem["rule"] == "EntityWithoutMention")
    assert unmentioned == [
        "no quote prints a name of Canada",
        "no quote prints a name of Noto Peninsula",
    ]


@pytest.mark.parametrize("rule", ["ContentNotStated", "UnitInferred"])
def test_a_record_of_several_passages_is_told_once(problems: list[dict[str, Any]], rule: str) -> None:
    places = [problem["where"] for problem in problems if problem["rule"] == rule]
    assert len(places) == len(set(places)) > 1

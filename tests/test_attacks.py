"""attacks.md: what has been tried against kg leads to the test that holds it."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NAMED = re.findall(r"`(test_\w+\.py)::(test_\w+)`", (HERE / "attacks.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_every_test_that_the_list_of_attacks_names_exists(file, test):
    assert f"\ndef {test}(" in (HERE / file).read_text(encoding="utf-8")


def test_every_line_of_the_list_of_attacks_names_a_test():
    lines = [
        line for line in (HERE / "attacks.md").read_text(encoding="utf-8").splitlines() if line[:1] == "|"
    ]
    told = [
        line for line in lines if not re.fullmatch(r"\|[-|]+\||\| what is tried \| what holds it \|", line)
    ]
    assert len(told) > 30
    assert [line for line in told if "::test_" not in line] == []

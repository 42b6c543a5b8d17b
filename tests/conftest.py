"""A small project of its own for the tests, copied to where each may spoil it."""

from __future__ import annotations

import gc
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import at, browser, opened  # noqa: F401 – fixtures of every browser test
from click.testing import CliRunner, Result
from drafts import drafted  # noqa: F401 – a fixture of every test of a review

from kg.cli import main

for told_of_a_terminal in ("COLUMNS", "LINES"):  # by those who run tests without one
    os.environ.pop(told_of_a_terminal, None)
signal.signal(signal.SIGINT, signal.default_int_handler)  # which what a shell runs in the background ignores
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # which what nohup runs ignores

MINI = Path(__file__).parent / "fixtures" / "mini"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that drive a browser."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def pytest_collection_finish() -> None:
    """Spare each later look for garbage the thousands of tests, which live to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A copy of the small project: one source, six entities, a small ontology."""
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


@pytest.fixture
def kg() -> Callable[..., Result]:
    """Run `kg` with arguments in this process, output and error text apart."""
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def edit(mini: Path) -> Callable[[str, str, str], None]:
    """Replace words in a file of the small project; they must be there."""

    def replace(name: str, old: str, new: str) -> None:
        text = (mini / name).read_text(encoding="utf-8")
        assert old in text
        (mini / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace

"""kg.build.corpus: a graph made of portions, each made once, is the graph made of everything at once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import KgError, SeedError
from kg.graph.lines import lines_of
from kg.graph.turtle import turtle
from kg.project import at

ROOT = Path(__file__).parent.parent
BUILD = "from kg.project import at; from pathlib import Path; import sys; at(Path(sys.argv[1])).build(2)"


def portions(folder):
    """Return when each kept portion was written, by its name."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "build/portions").iterdir()}


def graph(folder):
    """Return the built graph without the line that tells what it was made from."""
    return at(folder).graph_path().read_bytes().partition(b"\n")[2]


def read_at_once(folder):
    """Return the graph as it is when all sources are read together."""
    built = at(folder).compile()
    built.raise_for_problems()
    return turtle(lines_of(built.triples), built.prefixes)


def problems(folder):
    with pytest.raises(SeedError) as caught:
        at(folder).build()
    return list(caught.value.problems)


@pytest.fixture
def document(mini):
    """Add a copy of the small project's report as another source, with other rows in place of its own."""
    text = (mini / "seeds/report.txt").read_text(encoding="utf-8")
    head = (mini / "seeds/report.yaml").read_text(encoding="utf-8").partition("- quote: Toyota")[0]

    def add(name, rows=""):
        (mini / f"seeds/{name}.txt").write_text(text, encoding="utf-8")
        told = head.replace("sol-2025", name).replace('"100"', f'"{name}"')
        quote = "- quote: Toyota and Toyota Tsusho operate in Mexico\n  facts:\n"
        rows = rows or f"  - {{id: plan-{name}, a: Observation, label: A plan}}\n"
        (mini / f"seeds/{name}.yaml").write_text(told + quote + rows, encoding="utf-8")

    return add


@pytest.fixture
def many(mini, document):
    """The small project with twenty documents more."""
    for number in range(20):
        document(f"text-{number:02}")
    return mini


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_the_graph_is_the_same_however_many_processes_make_it(many, jobs):
    at(many).build(jobs)
    assert graph(many) == read_at_once(many)


def test_the_five_texts_make_the_same_graph_portion_by_portion_as_at_once():
    assert graph(ROOT) == read_at_once(ROOT)
    assert at(ROOT).build() == at(ROOT).compile().summary


def test_a_change_to_one_document_makes_one_portion_anew(many):
    at(many).build()
    before = portions(many)
    path = many / "seeds/text-07.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("A plan", "Another plan"), encoding="utf-8")
    at(many).build()
    after = portions(many)
    assert len(after) == len(before) == 21
    assert len(after.items() - before.items()) == 1
    assert b'"Another plan"@en' in graph(many) == read_at_once(many)


def test_a_document_that_is_removed_leaves_nothing_behind(many):
    at(many).build()
    for ending in ("txt", "yaml"):
        (many / f"seeds/text-07.{ending}").unlink()
    at(many).build()
    assert len(portions(many)) == 20
    assert b"plan-text-07" not in graph(many) == read_at_once(many)


def test_sources_that_speak_of_each_others_records_are_made_together(mini, document):
    for number in range(6):
        document(f"text-{number}")
    document("first", "  - {id: plan, a: Observation, label: A plan}\n")
    document("second", "  - {id: plan, note: it is theirs too, from: JP}\n")
    at(mini).build()
    assert len(portions(mini)) == 8
    assert graph(mini) == read_at_once(mini)
    document("second", "  - {id: plan, from: MX}\n")
    at(mini).build()
    assert graph(mini) == read_at_once(mini)
    document("second")
    at(mini).build()
    assert len(portions(mini)) == 9
    assert graph(mini) == read_at_once(mini)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("  - {id: toyotta, operatesIn: MX}\n", id="an entity nobody knows"),
        pytest.param("  - {id: plan-text-3, a: Observation, label: Mine}\n", id="an id of another document"),
        pytest.param("  - {id: plan-text-33, label: Mine}\n", id="a slip for an id of another document"),
        pytest.param("  - {id: toyota, a: Company}\n", id="an entity declared again"),
        pytest.param("  - [not, a, row]\n", id="a row that is none"),
    ],
)
def test_problems_are_those_that_reading_all_at_once_finds(mini, document, rows):
    for number in range(6):
        document(f"text-{number}")
    document("wrong", rows)
    with pytest.raises(SeedError) as caught:
        at(mini).compile().raise_for_problems()
    for _ in ("made", "kept"):
        assert problems(mini) == list(caught.value.problems)


def test_two_sources_with_one_id_are_told(mini, document):
    document("first")
    document("second")
    path = mini / "seeds/second.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: second", "id: first"), encoding="utf-8")
    assert "the source id 'first' is already taken at seeds/first.yaml:2:3" in {
        p.what for p in problems(mini)
    }


def test_a_portion_cut_short_is_made_anew(many):
    at(many).build()
    whole = graph(many)
    for path in sorted((many / "build/portions").iterdir())[:5]:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    (many / "build/kg.ttl").unlink()
    at(many).build()
    assert graph(many) == whole


def test_a_process_that_is_ended_is_told_and_the_next_build_goes_on(many):
    process = subprocess.Popen([sys.executable, "-c", BUILD, str(many)], stderr=subprocess.PIPE, text=True)
    folder = many / "build/portions"
    while not folder.is_dir() or not [path for path in folder.iterdir() if path.suffix == ".nt"]:
        time.sleep(0.001)
    (children,) = Path(f"/proc/{process.pid}/task/{process.pid}").glob("children")
    os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
    assert "ended from outside (SIGKILL)" in process.communicate()[1]
    assert not (many / "build/kg.ttl").exists()
    kept = portions(many)
    at(many).build()
    assert kept.items() <= portions(many).items()
    assert graph(many) == read_at_once(many)


def test_a_build_killed_at_any_moment_is_finished_by_the_next(many):
    chance = random.Random(5)
    for _ in range(12):
        process = subprocess.Popen([sys.executable, "-c", BUILD, str(many)])
        time.sleep(chance.uniform(0.1, 1.0))
        process.kill()
        process.wait()
    at(many).build()
    assert graph(many) == read_at_once(many)
    assert not [path for path in (many / "build/portions").iterdir() if path.suffix != ".nt"]


def test_what_a_piece_of_work_raises_in_a_process_is_raised_here():
    from kg.spread import spread

    def fail(piece):
        raise KgError(f"no {piece}")

    with pytest.raises(KgError, match="no [01]"):
        spread(fail, range(8), 2)

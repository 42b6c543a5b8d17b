"""kg.build.corpus: a graph made of portions, each made once, is the graph made of everything at once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError, SeedError
from kg.graph.lines import lines_of
from kg.graph.locations import Reading, open_graph
from kg.graph.turtle import turtle
from kg.look.search import search
from kg.project import at

ROOT = Path(__file__).parent.parent
BUILD = "from kg.project import at; from pathlib import Path; import sys; at(Path(sys.argv[1])).build(2)"


def portions(folder):
    """Return when each kept portion was written, by its name."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "build/portions").glob("*.nt")}


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


@pytest.fixture
def as_store(monkeypatch):
    """Have graphs put into an Oxigraph directory however small they are."""
    monkeypatch.setattr("kg.build.written.LARGE", 0)


def held(folder):
    """Return the lines that the graph of a folder holds, which is an Oxigraph directory."""
    return lines_of(ox.Store.read_only(str(at(folder).graph_path())))


def lines_at_once(folder):
    return lines_of(at(folder).compile().triples)


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
    assert len(portions(mini)) == 10  # the two by themselves as well, as what they want is known from these
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
    for path in sorted((many / "build/portions").glob("*.nt"))[:5]:
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
    for _ in range(8):
        process = subprocess.Popen([sys.executable, "-c", BUILD, str(many)])
        time.sleep(chance.uniform(0.1, 1.0))
        process.kill()
        process.wait()
    at(many).build()
    assert graph(many) == read_at_once(many)
    assert [path.name for path in (many / "build/portions").iterdir() if path.suffix != ".nt"] == [".lock"]


def test_what_a_piece_of_work_raises_in_a_process_is_raised_here():
    from kg.spread import spread

    def fail(piece):
        raise KgError(f"no {piece}")

    with pytest.raises(KgError, match=r"no [01]"):
        spread(fail, range(8), 2)


def test_builds_at_once_wait_for_each_other(many):
    processes = [subprocess.Popen([sys.executable, "-c", BUILD, str(many)]) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert graph(many) == read_at_once(many)


# In an Oxigraph directory


@pytest.mark.usefixtures("as_store")
def test_a_large_graph_is_an_oxigraph_directory_by_itself(many, kg):
    at(many).build()
    path = at(many).graph_path()
    assert path.parent == many / "build/stores"
    assert held(many) == lines_at_once(many)
    assert not (many / "build/kg.ttl").exists()
    told = kg("query", "SELECT (COUNT(*) AS ?n) { ?s a ?source }", "--project", many, "-f", "csv")
    assert told.exit_code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("A plan", "Another plan", id="a record of its own"),
        pytest.param("a: Observation", "a: Observation, from: JP, to: MX", id="another data structure"),
        pytest.param("- {id: plan", "- {id: honda, operatesIn: JP}\n  - {id: plan", id="a fact of all"),
    ],
)
@pytest.mark.usefixtures("as_store")
def test_a_directory_is_made_of_the_one_before_and_what_has_changed(many, monkeypatch, old, new):
    at(many).build()
    monkeypatch.setattr("kg.build.stored.load_store", lambda *_: pytest.fail("everything is loaded again"))
    for name, one, other in (("text-07", old, new), ("text-08", old, new), ("text-07", new, old)):
        path = many / f"seeds/{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(one, other), encoding="utf-8")
        at(many).build()
        assert held(many) == lines_at_once(many)


@pytest.mark.usefixtures("as_store")
def test_the_names_of_a_directory_are_found_after_each_change(many):
    def found(text):
        graph = open_graph(Reading((str(at(many).graph_path()),)))
        assert graph.index is not None
        return [hit.name for hit in search(graph, text) if hit.label == "A plan"]

    before = found("plan")
    for suffix in (".txt", ".yaml"):
        (many / f"seeds/{before[0].removeprefix('id:plan-')}{suffix}").unlink()
    assert found("plan") == before[1:]


@pytest.mark.usefixtures("as_store")
def test_what_two_documents_say_stays_when_one_no_longer_says_it(many):
    for name in ("text-07", "text-08"):
        path = many / f"seeds/{name}.yaml"
        rows = "- {id: honda, operatesIn: MX}\n  - {id: plan"
        path.write_text(path.read_text(encoding="utf-8").replace("- {id: plan", rows), encoding="utf-8")
    at(many).build()
    said = "<https://example.org/mini/id/honda> <https://example.org/mini/ontology#operatesIn>"
    for name, is_said in (("text-07", True), ("text-08", False)):
        path = many / f"seeds/{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(rows, "- {id: plan"), encoding="utf-8")
        at(many).build()
        assert any(line.startswith(said) and "/MX>" in line for line in held(many)) is is_said


@pytest.mark.usefixtures("as_store")
def test_a_reader_of_the_directory_before_reads_on(many):
    at(many).build()
    old = ox.Store.read_only(str(at(many).graph_path()))
    before = len(old)
    for number in range(2):
        path = many / "seeds/text-07.yaml"
        path.write_text(path.read_text(encoding="utf-8") + f"# {number}\n", encoding="utf-8")
        at(many).build()
    assert len(old) == before
    assert len([path for path in (many / "build/stores").iterdir() if path.suffix == ".store"]) == 2


def test_a_graph_that_is_small_again_is_a_file_again(many, monkeypatch):
    monkeypatch.setattr("kg.build.written.LARGE", 0)
    at(many).build()
    monkeypatch.setattr("kg.build.written.LARGE", 10_000)
    path = many / "seeds/text-07.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert at(many).graph_path() == many / "build/kg.ttl"
    assert not (many / "build/stores").exists()


@pytest.mark.usefixtures("as_store")
def test_a_build_killed_while_it_stores_leaves_the_old_directory_and_no_half_one(many):
    at(many).build()
    old, code = at(many).graph_path(), f"import kg.build.written as w; w.LARGE = 0; {BUILD}"
    chance = random.Random(9)
    for number in range(8):
        path = many / "seeds/text-07.yaml"
        path.write_text(path.read_text(encoding="utf-8") + f"# {number}\n", encoding="utf-8")
        process = subprocess.Popen([sys.executable, "-c", code, str(many)])
        time.sleep(chance.uniform(0.4, 1.1))
        process.kill()
        process.wait()
        for store in (many / "build/stores").glob("*.store"):
            assert len(ox.Store.read_only(str(store))) > 500
    at(many).build()
    assert held(many) == lines_at_once(many)
    assert not list((many / "build/stores").glob(".*"))
    assert old != at(many).graph_path()

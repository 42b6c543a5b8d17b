"""kg.project: a folder, its graph, and when the graph is built anew."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import LocationError, OutputError, SeedError
from kg.project import at, find

BUILD = "from kg.project import at; from pathlib import Path; import sys; at(Path(sys.argv[1])).build()"


def run_build(folder, cwd=None, code=BUILD, **variables):
    command = [sys.executable, "-c", code, str(folder)]
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )


def test_a_project_is_found_from_any_folder_inside_it(mini):
    assert find(mini / "seeds") == at(mini)
    assert at(mini).built == mini.resolve() / "build/kg.ttl"


def test_a_folder_that_is_no_project_is_told(tmp_path):
    with pytest.raises(LocationError, match="no project in this folder") as caught:
        at(tmp_path)
    assert caught.value.hint == "A project is a folder with seeds/ and ontology/; `kg init` makes one."


def test_outside_every_project_the_one_of_the_package_is_used(tmp_path):
    assert (find(tmp_path).seeds / "entities.yaml").is_file()


def test_the_graph_is_built_when_missing_and_kept_while_its_inputs_stay_the_same(mini):
    path = at(mini).graph_path()
    before = path.stat()
    os.utime(mini / "seeds/report.yaml")
    assert at(mini).graph_path().stat().st_ino == before.st_ino


@pytest.mark.parametrize("name", ["seeds/entities.yaml", "ontology/mini.ttl"])
def test_the_graph_is_built_anew_when_an_input_changes_whatever_its_date(mini, name):
    before = at(mini).graph_path().read_bytes()
    text = (mini / name).read_text(encoding="utf-8")
    date = (mini / name).stat().st_mtime
    (mini / name).write_text(
        text.replace("Mexico", "Mexiko").replace("in small", "in little") + "\n", encoding="utf-8"
    )
    os.utime(mini / name, (date - 1000, date - 1000))
    assert at(mini).graph_path().read_bytes() != before


def test_a_failed_build_leaves_the_graph_as_it_was(mini, edit):
    before = at(mini).graph_path().read_bytes()
    edit("seeds/report.yaml", "Honda may", "Honda might")
    with pytest.raises(SeedError):
        at(mini).graph_path()
    assert (mini / "build/kg.ttl").read_bytes() == before


def test_a_build_folder_that_cannot_be_made_is_told(mini):
    (mini / "build").write_text("a file, not a folder")
    with pytest.raises(OutputError, match="cannot make the folder"):
        at(mini).build()


def test_a_project_that_cannot_be_written_to_is_asked_from_the_cache_of_the_user(mini, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (mini / "build").write_text("a file, so that nothing can be put below it")
    path = at(mini).graph_path()
    assert path.is_relative_to(tmp_path / "cache")
    assert path.read_bytes().startswith(b"# Built by kg from inputs " + path.stem.encode())
    assert at(mini).graph_path().stat().st_ino == path.stat().st_ino
    with pytest.raises(OutputError) as caught:
        at(mini).build()
    assert caught.value.hint.startswith("A project that cannot be written to can be asked all the same")


def test_where_nothing_can_be_written_at_all_it_is_said_where_the_graph_may_go(mini, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("a file, so that nothing can be put below it")
    (mini / "build").write_text("another")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(OutputError) as caught:
        at(mini).graph_path()
    assert "XDG_CACHE_HOME" in caught.value.hint


def test_two_builds_are_the_same_bytes_whatever_hash_seed_locale_and_directory(mini, tmp_path):
    settings = [
        ({"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "UTC"}, tmp_path),
        (
            {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.ISO-8859-9", "PYTHONUTF8": "0", "TZ": "Asia/Tokyo"},
            mini / "seeds",
        ),
    ]
    results = []
    for variables, cwd in settings:
        run = run_build(mini, cwd=cwd, PYTHONPATH=str(Path(__file__).parent.parent), **variables)
        assert run.returncode == 0, run.stderr
        results.append((mini / "build/kg.ttl").read_bytes())
        (mini / "build/kg.ttl").unlink()
    assert results[0] == results[1]
    assert str(tmp_path).encode() not in results[0]


def test_a_build_killed_while_it_writes_leaves_the_old_file_whole(mini, edit):
    old = at(mini).graph_path().read_bytes()
    edit("seeds/entities.yaml", "label: Mexico", "label: Estados Unidos Mexicanos")
    at(mini).build()
    new = (mini / "build/kg.ttl").read_bytes()
    (mini / "build/kg.ttl").write_bytes(old)
    for _ in range(5):
        process = subprocess.Popen([sys.executable, "-c", BUILD, str(mini)])
        while process.poll() is None and not list((mini / "build").glob(".kg.ttl.*.tmp")):
            time.sleep(0.0005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = (mini / "build/kg.ttl").read_bytes()
        assert now in (old, new)
        for left in (mini / "build").glob(".kg.ttl.*.tmp"):
            left.unlink()


def test_a_full_disk_leaves_the_old_file_whole_and_nothing_beside_it(mini, edit):
    old = at(mini).graph_path().read_bytes()
    edit("seeds/entities.yaml", "label: Mexico", "label: Estados Unidos Mexicanos")
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)); "
    run = run_build(mini, code=full + BUILD)
    assert "OutputError" in run.stderr
    assert (mini / "build/kg.ttl").read_bytes() == old
    assert sorted(path.name for path in (mini / "build").iterdir()) == ["kg.ttl", "portions"]


@pytest.mark.parametrize(
    "name", ["seeds/more.yaml", "seeds/more.txt", "seeds/entities.yaml", "ontology/more.ttl"]
)
def test_a_pipe_among_the_inputs_is_told_and_not_waited_for(mini, name):
    (mini / name).unlink(missing_ok=True)
    os.mkfifo(mini / name)
    with pytest.raises(SeedError) as caught:
        at(mini).build()
    assert any(
        (problem.where, problem.what) == (f"{name}:1:1", "it is no regular file")
        for problem in caught.value.problems
    )


def test_a_link_to_an_endless_device_among_the_seeds_is_told(mini):
    (mini / "seeds/entities.yaml").unlink()
    (mini / "seeds/entities.yaml").symlink_to("/dev/zero")
    with pytest.raises(SeedError, match="it is no regular file"):
        at(mini).build()


def test_a_relative_cache_folder_is_ignored(mini, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (mini / "build").write_bytes(b"a file where the folder would be")
    assert at(mini).graph_path().is_relative_to(tmp_path / "home/.cache/japan-mexico-kg")
    assert not (tmp_path / "relative").exists()

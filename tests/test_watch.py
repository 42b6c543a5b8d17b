"""kg check --watch: a change of a file is checked at once, until Ctrl-C."""

import contextlib
import os
import signal
import subprocess
import sys

import pytest

from kg.check.rounds import rounds

WATCHING = "Watching seeds and ontology; Ctrl-C ends it.\n"


@contextlib.contextmanager
def watching(project):
    """Run the command; what it shows and tells comes in one stream, in order."""
    command = [sys.executable, "-u", "-m", "kg", "check", "--watch", "--project", str(project)]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.kill()


def told(process):
    """Return what is said up to where it watches again."""
    lines = []
    while (line := process.stdout.readline()) != WATCHING:
        assert line, "".join(lines)
        lines.append(line)
    return "".join(lines)


def test_a_change_is_checked_at_once_and_what_is_new_and_gone_is_counted(mini, edit):
    with watching(mini) as process:
        assert told(process).startswith("0 errors, 2 warnings\n")
        edit("seeds/report.yaml", "indicator: investment", "indicator: investmnt")
        said = told(process)
        assert said.startswith("1 error, 2 warnings\n")
        assert "error: nobody knows 'investmnt', the value of" in said
        assert said.endswith("Changed seeds/report.yaml: 1 new, 0 gone.\n")
        edit("seeds/report.yaml", "indicator: investmnt", "indicator: investment")
        assert told(process).endswith("Changed seeds/report.yaml: 0 new, 1 gone.\n")


def test_what_cannot_be_read_for_a_while_ends_nothing(mini, edit):
    with watching(mini) as process:
        told(process)
        edit("ontology/mini.ttl", "mini:Country a owl:Class ;", "mini:Country a owl:Class ; [")
        assert "ontology/mini.ttl:" in told(process)
        edit("ontology/mini.ttl", "mini:Country a owl:Class ; [", "mini:Country a owl:Class ;")
        assert told(process).startswith("0 errors, 2 warnings\n")


def test_a_new_file_is_noticed_and_what_editors_know_is_kept(mini):
    with watching(mini) as process:
        told(process)
        with (mini / "seeds/entities.yaml").open("a", encoding="utf-8") as file:
            file.write("nissan: {a: Company, label: Nissan}\n")
        assert "Changed seeds/entities.yaml" in told(process)
        assert '"nissan"' in (mini / "build/seeds.schema.json").read_text(encoding="utf-8")
        (mini / "seeds/other.txt").write_text("Mexico grows.\n", encoding="utf-8")
        assert "seeds/other.yaml:1:1: error: the file is missing" in told(process)


def test_ctrl_c_ends_it_as_it_ends_any_command(mini):
    with watching(mini) as process:
        told(process)
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "Interrupted.\n"
        assert process.wait() == 130


@pytest.mark.parametrize("other", [["--coverage"], ["--format", "json"]])
def test_it_lists_problems_and_nothing_else(kg, mini, other):
    result = kg("check", "--watch", "--project", mini, *other)
    assert result.exit_code == 2
    assert "--watch lists problems" in result.stderr


def test_what_changes_while_a_round_is_worked_on_is_the_next_round(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("one")
    each = rounds(lambda: tmp_path.glob("*.txt"))
    assert next(each) == []
    file.write_text("another")
    assert next(each) == [file]
    (tmp_path / "b.txt").write_text("new")
    file.unlink()
    assert next(each) == [file, tmp_path / "b.txt"]
    os.utime(tmp_path / "b.txt", ns=(1, 1))
    assert next(each) == [tmp_path / "b.txt"]

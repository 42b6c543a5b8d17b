"""The recipe of the container: what it copies is there, and what it starts serves and is found healthy."""

import json
import subprocess
import sys
from pathlib import Path

from serving import served

TOP = Path(__file__).parent.parent
TEXT = (TOP / "kg" / "web" / "Dockerfile").read_text(encoding="utf-8")
STEPS = [line.split(maxsplit=1) for line in TEXT.splitlines() if line and not line.startswith("#")]


def last(name):
    return next(rest for step, rest in reversed(STEPS) if step == name)


def test_its_steps_are_those_that_docker_knows_and_it_does_not_run_as_root():
    assert {step for step, _ in STEPS} == {
        *("FROM", "RUN", "WORKDIR", "COPY", "USER", "ENV", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD")
    }
    assert last("USER") != "root"
    assert "-c .ci/constraints.txt" in TEXT
    assert (TOP / ".ci" / "constraints.txt").is_file()


def test_what_runs_in_it_fetches_nothing():
    after = TEXT.rpartition("\nFROM ")[2]
    assert "RUN" not in after
    assert "http" not in after.replace("http://localhost:8000/health", "")


def test_what_it_starts_serves_and_is_found_healthy(tmp_path, monkeypatch):
    entry, command = json.loads(last("ENTRYPOINT")), json.loads(last("CMD"))
    assert (entry, command[0]) == (["/opt/kg/bin/kg"], "serve")
    monkeypatch.chdir(tmp_path)  # which is no project, as the folder in the container is none
    with served(*command[1:]) as running:
        port = str(running.client.base_url.port)
        check = [part.replace("8000", port) for part in json.loads(last("HEALTHCHECK").removeprefix("CMD "))]
        assert check[0] == "/opt/kg/bin/python"
        assert subprocess.run([sys.executable, *check[1:]], timeout=20, check=False).returncode == 0
        assert last("EXPOSE") == "8000"


def test_the_graph_is_built_with_it_where_what_runs_finds_it():
    cache = "ENV XDG_CACHE_HOME=/opt/kg/cache"
    made, ran = TEXT.split("\nFROM ")[-2:]
    assert made.index(cache) < made.index("RUN /opt/kg/bin/kg query documents")
    assert cache in ran

"""kg.cluster: a build on a Dask cluster gives what a build on this machine gives, whatever happens there."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from bench.corpora import corpus

from kg.cluster import hands_at
from kg.errors import KgError, SeedError
from kg.project import at

distributed = pytest.importorskip("distributed", reason="distributed is not installed")

ROOT = Path(__file__).parent.parent
NUMBER = 8


def started(workers):
    return distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    )


@pytest.fixture(scope="module")
def cluster():
    """A scheduler with two workers, each a process."""
    with started(2) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def empty():
    """A scheduler without workers."""
    with started(0) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def built_here(tmp_path_factory):
    """An archive of documents in the shape of our own, built by one process."""
    folder = corpus(NUMBER, tmp_path_factory.mktemp("here") / "archive")
    at(folder).build(1)
    return folder


@pytest.fixture
def archive(built_here, tmp_path):
    """The same archive, not built yet."""
    return Path(shutil.copytree(built_here, tmp_path / "archive", ignore=shutil.ignore_patterns("build")))


def portions(folder):
    """Return what is kept of an archive by the names of files."""
    return {path.name: path.read_bytes() for path in (folder / "build/portions").glob("*.nt")}


def kept_first(folder):
    """Return the portions that are kept as soon as there are any."""
    while not portions(folder):
        time.sleep(0.001)
    return portions(folder)


def problems(folder, hands=None):
    with pytest.raises(SeedError) as caught:
        at(folder).build(1, hands)
    return list(caught.value.problems)


def test_a_cluster_makes_the_same_bytes_as_one_process(kg, cluster, archive, built_here):
    told = kg("build", "--cluster", cluster.scheduler_address, "--project", archive)
    assert told.exit_code == 0, told.output
    assert portions(archive) == portions(built_here)
    assert (archive / "build/kg.ttl").read_bytes() == (built_here / "build/kg.ttl").read_bytes()


def test_what_a_worker_that_is_killed_was_making_is_made_by_others(cluster, archive, built_here):
    killed = cluster.workers[0].pid
    before = []

    def kill():
        before.append(len(kept_first(archive)))
        os.kill(killed, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    at(archive).build(hands=hands_at(cluster.scheduler_address))
    killer.join()
    assert before[0] < NUMBER
    assert cluster.workers[0].pid != killed
    assert portions(archive) == portions(built_here)


def test_a_build_whose_workers_are_all_lost_ends_and_keeps_what_came_back(archive, built_here):
    with started(1) as cluster:
        address = cluster.scheduler_address

        def lose():
            kept_first(archive)
            cluster.scale(0)

        loser = threading.Thread(target=lose)
        loser.start()
        with pytest.raises(KgError) as caught:
            at(archive).build(hands=hands_at(address, 1))
        loser.join()
    assert (caught.value.what, caught.value.where) == (
        "this Dask scheduler has had no workers for 1 seconds",
        address,
    )
    kept = portions(archive)
    assert kept.items() <= portions(built_here).items()
    assert 0 < len(kept) < NUMBER


def test_a_build_that_is_interrupted_keeps_what_came_back(cluster, archive, built_here):
    command = (sys.executable, "-m", "kg", "build", "--cluster", cluster.scheduler_address)
    process = subprocess.Popen([*command, "--project", archive], stderr=subprocess.PIPE, text=True)
    kept_first(archive)
    process.send_signal(signal.SIGINT)
    assert process.communicate() == (None, "Interrupted.\n")
    assert process.returncode == 130
    kept = portions(archive)
    assert kept.items() <= portions(built_here).items()
    assert len(kept) < NUMBER


def test_problems_are_those_that_are_found_here(cluster, archive):
    hands = hands_at(cluster.scheduler_address)
    first, second, third, fourth = sorted((archive / "seeds").glob("*.yaml"))[:4]
    rows = first.read_text(encoding="utf-8").replace("id: ", "id: x ", 2)
    first.write_text(rows, encoding="utf-8")
    second.unlink()
    third.with_suffix(".txt").unlink()
    third.with_suffix(".txt").mkdir()
    found = problems(archive, hands)
    assert len(found) >= 3
    shutil.rmtree(archive / "build")
    assert found == problems(archive)
    for name in (first, third):
        name.unlink()
    for name in (first, second):
        name.with_suffix(".txt").unlink()
    third.with_suffix(".txt").rmdir()
    fourth.with_suffix(".txt").write_text("Something else.\n", encoding="utf-8")
    found = problems(archive, hands)
    assert f"seeds/{fourth.name}" in {problem.where.partition(":")[0] for problem in found}
    shutil.rmtree(archive / "build")
    assert found == problems(archive)


@pytest.mark.parametrize("has_kg", [pytest.param(True, id="another version"), pytest.param(False, id="none")])
def test_a_worker_without_this_version_of_kg_is_told(kg, empty, archive, tmp_path, has_kg):
    if has_kg:
        shutil.copytree(ROOT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("taken", "__pycache__"))
        (tmp_path / "kg/terms.py").open("a").write("# changed\n")
    else:
        (tmp_path / "kg").mkdir()
        (tmp_path / "kg/__init__.py").touch()
    command = (
        sys.executable,
        "-m",
        "dask",
        "worker",
        empty.scheduler_address,
        "--no-dashboard",
        "--no-nanny",
    )
    worker = subprocess.Popen(
        command, env=os.environ | {"PYTHONPATH": str(tmp_path)}, cwd=tmp_path, stderr=subprocess.PIPE
    )
    try:
        while not empty.scheduler.workers:
            time.sleep(0.01)
        (address,) = empty.scheduler.workers
        told = kg("build", "--cluster", empty.scheduler_address, "--project", archive)
    finally:
        worker.terminate()
        worker.communicate()
    assert told.exit_code == 2
    assert told.stderr.startswith(f"Error: {address}: this worker has no kg, or another version of it\n")
    assert not portions(archive)
    while empty.scheduler.workers:
        time.sleep(0.01)


def test_a_scheduler_without_workers_is_told(kg, empty, archive):
    told = kg("build", "--cluster", empty.scheduler_address, "--project", archive)
    assert told.exit_code == 2
    assert told.stderr.startswith(f"Error: {empty.scheduler_address}: this Dask scheduler has no workers\n")


@pytest.mark.parametrize("is_heard", [pytest.param(False, id="nobody"), pytest.param(True, id="silence")])
def test_a_scheduler_that_does_not_answer_is_told(kg, archive, monkeypatch, is_heard):
    monkeypatch.setattr("kg.cluster._PATIENCE", 1)
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        if is_heard:
            here.listen()
        address = f"tcp://127.0.0.1:{here.getsockname()[1]}"
        told = kg("build", "--cluster", address, "--project", archive)
    assert told.exit_code == 2
    assert told.stderr.startswith(f"Error: {address}: no Dask scheduler answers there\n")


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://127.0.0.1", "cluster.json"]
)
def test_what_is_no_address_of_a_scheduler_is_told(address):
    with pytest.raises(KgError, match="this is no address of a Dask scheduler"):
        hands_at(address)


def test_processes_of_a_cluster_are_not_counted_here(kg):
    told = kg("build", "--jobs", "2", "--cluster", "tcp://127.0.0.1:8786")
    assert told.exit_code == 2
    assert "leave out --jobs" in told.stderr


def test_without_dask_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(KgError) as caught:
        hands_at("tcp://127.0.0.1:8786")
    assert caught.value.what == "building on a cluster needs distributed"
    assert caught.value.hint == "Install it with: pip install 'japan-mexico-kg[cluster]'"

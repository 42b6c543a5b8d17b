"""Builds, stores and exports killed (SIGKILL) at random moments: `python tests/bench/killed.py [KILLS]`.

Two versions of one archive are written by turns to one place. After each kill there must be the whole of
either, and after the next run the whole of the one that was wanted, with nothing beside it. Pushes are killed
by push.py. Every piece of work is a fork in which all is imported, so that the moments fall into the work.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kg.build import written
from kg.export.formats import write
from kg.files import opened
from kg.graph.locations import Reading, open_graph
from kg.project import at
from kg.site.static import write_site
from kg.site.visit import Site
from tests.bench import data
from tests.bench.corpora import ROOT, copied, corpus

DOCUMENTS = 5
FORK = multiprocessing.get_context("fork")


class Work(NamedTuple):
    """How a version is written, which returns where it is; where either may be; what is compared."""

    name: str
    do: Callable[[int], Path]
    places: Callable[[], list[Path]]
    hashed: Callable[[Path], str]


def apart(do: Callable[..., object], *given: object) -> str:
    """Return what a function gives in a fork: the engine's threads would not live on in the next one."""
    heard, told = FORK.Pipe(duplex=False)
    process = FORK.Process(target=lambda: told.send(do(*given)))
    process.start()
    told.close()
    found = str(heard.recv())
    process.join()
    return found


def of_files(path: Path) -> str:
    """Return a hash of a file, or of the names and bytes of all that is in a folder."""
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    told = [f"{each.relative_to(path)} {hashlib.sha256(each.read_bytes()).hexdigest()}" for each in files]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def of_lines(path: Path) -> str:
    """Return a hash of the graph in a store."""
    return hashlib.sha256("\n".join(open_graph(Reading((str(path),))).lines()).encode()).hexdigest()


def killed(work: Work, folder: Path, kills: int) -> str:
    """Return how often work was killed, something else than either version seen, and the next run failed."""

    def done(version: int) -> str:
        return work.hashed(work.do(version))

    wanted = [apart(done, version) for version in (0, 1)]
    assert all(wanted) and wanted[0] != wanted[1]
    begun = time.monotonic()
    apart(work.do, 0)
    whole, chance = time.monotonic() - begun, random.Random(15)
    ended = half = missing = unfinished = 0
    for number in range(1, kills + 1):
        process = FORK.Process(target=work.do, args=(number % 2,))
        process.start()
        process.join(chance.uniform(0, whole))
        process.kill()
        process.join()
        ended += process.exitcode != 0
        found = [apart(work.hashed, path) for path in work.places()]
        half += not {*found} <= {*wanted}
        missing += not found
        unfinished += apart(done, number % 2) != wanted[number % 2]
    left = len([*folder.rglob("*.tmp")])
    return (
        f"{work.name}: {ended} of {kills} killed; half of it seen {half} times, nothing {missing} times,"
        f" not finished by the next run {unfinished} times, {left} files left over"
    )


def of_build(folder: Path, *, store: bool) -> Work:
    """Return the build of an archive one of whose documents changes, as Turtle or as a store."""
    archives = [corpus(DOCUMENTS, folder / "archive"), folder / "other"]
    (archives[1] / "seeds").mkdir(parents=True)
    copied(min((ROOT / "seeds").glob("0*.txt")), DOCUMENTS, archives[1] / "seeds")
    versions = [archives[0] / "seeds" / f"{0:05}", archives[1] / "seeds" / f"{DOCUMENTS:05}"]
    texts = [
        {end: version.with_suffix(end).read_bytes() for end in (".txt", ".yaml")} for version in versions
    ]

    def do(version: int) -> Path:
        written.LARGE = 0 if store else sys.maxsize  # type: ignore[misc]
        for end, content in texts[version].items():
            versions[0].with_suffix(end).write_bytes(content)
        project = at(archives[0])
        project.build(1)
        return project.graph_path()

    built = archives[0] / "build"
    if store:
        return Work("store", do, lambda: [*built.glob("stores/*.store")], of_lines)
    return Work("build", do, lambda: [*built.glob("kg.ttl")], of_files)


def of_export(folder: Path, *, site: bool) -> Work:
    """Return the export of two graphs to one place, as a file or as a site."""
    graphs = [data.file(number, folder) for number in ((600, 700) if site else (20_000, 21_000))]
    target = folder / "out" / ("site" if site else "graph.ttl")
    target.parent.mkdir()

    def do(version: int) -> Path:
        graph = open_graph(Reading((str(graphs[version]),)))
        if site:
            write_site(Site(graph), target)
        else:
            with opened(str(target)) as stream:
                write(graph, "turtle", stream)
        return target

    return Work(target.name, do, lambda: [*target.parent.glob(target.name)], of_files)


if __name__ == "__main__":
    kills = int((sys.argv[1:] or ["50"])[0])
    for make in (of_build, of_export):
        for large in (False, True):
            with tempfile.TemporaryDirectory() as made:
                work = make(Path(made), **{"store" if make is of_build else "site": large})
                print(killed(work, Path(made), kills), flush=True)

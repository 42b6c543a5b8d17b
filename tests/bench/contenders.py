"""One engine with one graph in a process of its own: `contenders.py ENGINE STAGE FOLDER SECONDS`.

It is started by peers.py, those of others in an environment without kg. The folder holds graph.nt, its parts
and queries.json; lines of JSON on standard output say what was done. Beyond that many seconds of processor
the system ends the process.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

AGAIN = 3
"""How often a query is asked that takes under a second: the least counts."""


class Engine:
    """Where the graph is that it takes in, and where it keeps it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file, self.place = folder, folder / "graph.nt", folder / type(self).__name__


class Kg(Engine):
    """Ours: loaded as a build does once its rows are triples, with the index of names."""

    def load(self) -> None:
        from kg.build.stored import load

        self.place.mkdir()
        load(self.place, [], sorted((self.folder / "parts").iterdir()))

    def open(self) -> None:
        from kg.graph.locations import Reading, open_graph

        self.graph = open_graph(Reading((str(self.place),)))

    def ask(self, text: str) -> int:
        found = self.graph.query(text)
        return 1 if "ASK {" in text else sum(1 for _ in found)  # type: ignore[attr-defined]

    def export(self, target: Path) -> None:
        from kg.export.formats import write

        with target.open("wb") as file:
            write(self.graph, "turtle", file)


class PyoxigraphInMemory(Engine):
    """Its store in memory, written unsorted."""

    def __init__(self, folder: Path) -> None:
        import pyoxigraph

        super().__init__(folder)
        self.ox = pyoxigraph

    def load(self) -> None:
        self.store = self.ox.Store()
        self.store.bulk_load(path=self.file)

    def open(self) -> None:
        self.load()

    def ask(self, text: str) -> int:
        found = self.store.query(text)
        return 1 if isinstance(found, self.ox.QueryBoolean) else sum(1 for _ in found)

    def export(self, target: Path) -> None:
        prefixes = json.loads((self.folder / "queries.json").read_text())["prefixes"]
        turtle, default = self.ox.RdfFormat.TURTLE, self.ox.DefaultGraph()
        self.store.dump(target, turtle, from_graph=default, prefixes=prefixes)


class Pyoxigraph(PyoxigraphInMemory):
    """Its store on disk."""

    def load(self) -> None:
        self.store = self.ox.Store(self.place)
        self.store.bulk_load(path=self.file)
        self.store.flush()

    def open(self) -> None:
        self.store = self.ox.Store.read_only(str(self.place))


class Oxigraph(Engine):
    """The command, a process for each thing it does."""

    def run(self, verb: str, *arguments: str | Path) -> bytes:
        command = [Path(sys.executable).with_name("oxigraph"), verb, "--location", self.place, *arguments]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout

    def load(self) -> None:
        self.run("load", "--file", self.file)

    def open(self) -> None:
        """Leave it to each process."""

    def ask(self, text: str) -> int:
        form = "nt" if "CONSTRUCT" in text else "csv"
        lines = self.run("query", "--query", text, "--results-format", form).count(b"\n")
        return 1 if "ASK {" in text else lines - (form == "csv")

    def export(self, target: Path) -> None:
        self.run("dump", "--file", target, "--format", "ttl", "--graph", "default")


class Rdflib(Engine):
    """Its graph in memory."""

    store = "default"
    turtle = "turtle"

    def __init__(self, folder: Path) -> None:
        import rdflib

        super().__init__(folder)
        self.graph: Any = rdflib.Graph(store=self.store)

    def load(self) -> None:
        self.graph.parse(self.file, format="nt")

    def open(self) -> None:
        self.load()

    def ask(self, text: str) -> int:
        return len(list(self.graph.query(text)))

    def export(self, target: Path) -> None:
        self.graph.serialize(target, format=self.turtle)


class Oxrdflib(Rdflib):
    """rdflib's graph kept and asked by pyoxigraph."""

    store = "Oxigraph"
    turtle = "ox-turtle"

    def load(self) -> None:
        self.graph.parse(self.file, format="ox-nt")


class Kglab(Rdflib):
    """rdflib's graph once more, by its own calls."""

    def __init__(self, folder: Path) -> None:
        import kglab

        super(Rdflib, self).__init__(folder)
        self.graph = kglab.KnowledgeGraph()

    def load(self) -> None:
        self.graph.load_rdf(str(self.file), format="nt")

    def export(self, target: Path) -> None:
        self.graph.save_rdf(str(target), format="ttl")


class Maplib(Engine):
    """Data frames in memory."""

    def __init__(self, folder: Path) -> None:
        import maplib

        super().__init__(folder)
        self.model = maplib.Model()

    def load(self) -> None:
        self.model.read(str(self.file), format="ntriples")

    def open(self) -> None:
        self.load()

    def ask(self, text: str) -> int:
        found = self.model.query(text)
        if isinstance(found, list):  # what a CONSTRUCT makes, a frame for each of its triples
            return sum(frame.height for frame in found)
        return 1 if isinstance(found, bool) else int(found.height)

    def export(self, target: Path) -> None:
        self.model.write(str(target), format="turtle")


ENGINES: dict[str, type[Any]] = {
    "kg": Kg,
    "pyoxigraph on disk": Pyoxigraph,
    "pyoxigraph in memory": PyoxigraphInMemory,
    "oxigraph": Oxigraph,
    "maplib": Maplib,
    "oxrdflib": Oxrdflib,
    "rdflib": Rdflib,
    "kglab": Kglab,
}


def processor() -> float:
    """Return the seconds of processor that this process has taken, and those it has waited for."""
    each = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in each)


def say(**told: object) -> None:
    print(json.dumps(told), flush=True)


def ask_all(engine: Any) -> None:
    """Ask for one thing, said from the start of the process, and then every query, said by itself."""
    asked = json.loads((engine.folder / "queries.json").read_text())["queries"]
    engine.ask(asked["everything of one"])
    say(first=processor())
    for name, text in asked.items():
        took: list[float] = []
        while not took or (sum(took) < 1 and len(took) < AGAIN):
            begun = processor()
            try:
                rows = engine.ask(text)
            except Exception as error:  # noqa: BLE001  (of any engine, told in the table)
                say(query=name, refused=f"{type(error).__name__}: {error}"[:200])
                break
            took.append(processor() - begun)
        else:
            say(query=name, seconds=min(took), rows=rows)


def main(name: str, stage: str, folder: Path) -> None:
    engine = ENGINES[name](folder)
    begun, then = processor(), time.perf_counter()
    if stage == "load":
        engine.load()
        say(load=processor() - begun, **{"load wall": time.perf_counter() - then})
        return
    engine.open()
    if stage == "ask":
        ask_all(engine)
    else:
        begun = processor()
        engine.export(engine.place.with_suffix(".ttl"))
        say(export=processor() - begun)


if __name__ == "__main__":
    seconds = int(sys.argv[4])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))

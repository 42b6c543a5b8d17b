"""Mutated inputs for every parser, each in its own process: `python tests/bench/fuzz.py [N] [PARSER …]`.

An input passes when the command ends by itself, in time, with an exit code of ours and without a traceback,
and with 0 only where the engine itself finds the input well-formed. What does not is kept in a folder.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from click.testing import CliRunner

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from kg.cli import main  # noqa: E402

SECONDS = 20
WAIT = 120
"""How long a command may work, in seconds of processor time, and how long it may take on a busy machine."""
CODES = {0, 1, 2, 3}
PIECES = [
    *b"\x00 \xff \xef\xbb\xbf \xe2\x80\x8b \\ \" ' < > { } [ ] ( ) <<( )>> @ _: : - &a *a !! % ~ -1".split(
        b" "
    ),
    *b"e999 NaN \\u0000 \\UFFFFFFFF &a; @context null 999999999999999999".split(b" "),
    *(b"\r\n", b"\t", b"<!ENTITY a 'b'>"),
]
"""What is put in: what means something to one parser or another, or to none."""

TURTLE = b"""@prefix e: <http://e/> . @base <http://b/> .
e:a a e:C ; e:p "x"@en-US, 1.50, 01, true, "d"^^e:d, '''long "text"''' ; e:q [ e:r ( 1 _:b <rel> ) ] .
"""
TRIG = TURTLE + b"e:g { e:a e:p e:b } GRAPH _:g { <s> <p> 'o' }\n"
NTRIPLES = b'<http://e/a> <http://e/p> "x\\n\\u00e9"@en .\n_:b <http://e/p> "1"^^<http://e/d> .\n'
NQUADS = NTRIPLES + b"<http://e/a> <http://e/p> <http://e/o> <http://e/g> .\n"
RDFXML = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e "http://e/">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/" xml:base="http://b/">
<e:C rdf:about="&e;a" xml:lang="en"><e:p rdf:parseType="Collection"><e:D rdf:nodeID="n"/></e:p>
<e:q rdf:datatype="http://e/d">1</e:q><e:r rdf:parseType="Literal"><b>x</b></e:r></e:C></rdf:RDF>
"""
JSONLD = b"""{"@context": {"e": "http://e/", "name": {"@id": "e:n", "@language": "en"}},
"@id": "e:a", "@type": "e:C", "name": ["x", {"@value": "1", "@type": "e:d"}],
"e:l": {"@list": [1, 2.5, true, null]}, "@graph": [{"@id": "_:b"}]}
"""
SEEDS = (ROOT / "tests" / "fixtures" / "mini" / "seeds").glob("*.yaml")
HEADER = b"""# title: Investment in one state
# description: Each figure, with its sentence.
#   A second line.
# parameter: state (State) = Guanajuato \xe2\x80\x93 The federal entity
# parameter: since (year) e.g. 2015 - The first year
SELECT ?state ?since { ?state jm:since ?since FILTER(?since > 2000 && REGEX(STR(?state), "x")) } LIMIT 2
"""
VALUES = [
    *("Nuevo León".encode(), b"id:MX-NLE", b"<http://e/a>", b'"x"@en', b"2024", b"1e5"),
    b'"1"^^xsd:year',
]

Case = tuple[list[str], Callable[[Path], bool] | None]


def exported(form: ox.RdfFormat) -> Callable[[Path], Case]:
    """Return what asks `kg export` for a file, and the engine whether it is well-formed."""

    def well_formed(path: Path) -> bool:
        with contextlib.suppress(SyntaxError, ValueError, OSError):
            data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
            return sum(1 for _ in ox.parse(data, form, base_iri=path.as_uri())) >= 0
        return False

    return lambda path: (["export", "-d", str(path), "-f", "nquads", "--timeout", "10"], well_formed)


def built(path: Path) -> Case:
    """Return what builds the small project with one annotation changed."""
    project = path.parent / "mini"
    if not project.is_dir():
        import shutil

        shutil.copytree(ROOT / "tests" / "fixtures" / "mini", project)
    name = sorted(project.glob("seeds/*.yaml"))[0]
    name.write_bytes(path.read_bytes())
    return ["build", "--project", str(project)], None


def asked(path: Path) -> Case:
    """Return what asks a query with a value for its variable."""
    value = path.read_bytes().decode("utf-8", "replace")
    return ["query", "SELECT ?s { ?s ?p ?v }", "-p", f"v={value}"], None


PARSERS: dict[str, tuple[list[bytes], str, Callable[[Path], Case]]] = {
    "turtle": ([TURTLE], "x.ttl", exported(ox.RdfFormat.TURTLE)),
    "trig": ([TRIG], "x.trig", exported(ox.RdfFormat.TRIG)),
    "ntriples": ([NTRIPLES], "x.nt", exported(ox.RdfFormat.N_TRIPLES)),
    "nquads": ([NQUADS], "x.nq", exported(ox.RdfFormat.N_QUADS)),
    "rdfxml": ([RDFXML], "x.rdf", exported(ox.RdfFormat.RDF_XML)),
    "jsonld": ([JSONLD], "x.jsonld", exported(ox.RdfFormat.JSON_LD)),
    "seeds": ([sorted(SEEDS)[0].read_bytes()], "x.yaml", built),
    "queries": ([HEADER], "x.rq", lambda path: (["query", str(path), "-p", "since=2001"], None)),
    "parameters": (VALUES, "x.txt", asked),
}
"""What is mutated for each parser, the name of the file it stands in, and what is done with that."""


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes after one to five changes: cut, doubled, swapped, replaced, something put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.randint(0, 12))
        piece = bytes(changed[start:end])
        changed[start:end] = chance.choice(
            (
                b"",
                piece * 2,
                piece[::-1],
                bytes([chance.randrange(256)]),
                chance.choice(PIECES),
                piece + chance.choice(PIECES),
            )
        )
    return bytes(changed)


def run(arguments: list[str], told: Path) -> int | str:
    """Return the exit code of a command in a process of its own, or how it ended otherwise."""
    child = os.fork()
    if not child:
        with told.open("wb") as stream:
            os.dup2(stream.fileno(), 1)
            os.dup2(stream.fileno(), 2)
        code = 70
        try:
            main(arguments)
        except SystemExit as end:
            code = int(end.code or 0)
        except BaseException:  # noqa: BLE001  (every traceback is a finding)
            import traceback

            traceback.print_exc()
        sys.stdout.flush()
        os._exit(code)
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        done, status, used = os.wait4(child, os.WNOHANG)
        if done and used.ru_utime + used.ru_stime > SECONDS:
            return "works too long"
        if done:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else f"ended by {signal.Signals(-code).name}"
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "hangs"


def fuzz(parser: str, number: int, folder: Path) -> int:
    """Run `number` mutated inputs, print what came of them and return how many failed."""
    corpus, name, made = PARSERS[parser]
    chance, codes, failed = random.Random(parser), Counter[int | str](), 0
    path, told = folder / name, folder / "told.txt"
    path.write_bytes(corpus[0])
    CliRunner().invoke(main, made(path)[0])  # so that the modules are there for every process
    for count in range(number):
        path.write_bytes(mutated(chance.choice(corpus), chance))
        arguments, well_formed = made(path)
        code = run(arguments, told)
        wrong = code not in CODES or b"Traceback" in told.read_bytes()
        if code == 0 and well_formed and not well_formed(path):
            code, wrong = "0 for malformed input", True
        codes[code] += 1
        if wrong:
            failed += 1
            kept = folder / f"{parser}-{count}{path.suffix}"
            kept.write_bytes(path.read_bytes())
            print(f"  {kept}: {code}; {told.read_bytes()[-300:].decode('utf-8', 'replace')}")
    print(
        f"{parser}: {number:,} inputs, {failed} failed; exit codes {dict(sorted(codes.items(), key=str))}",
        flush=True,
    )
    return failed


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    chosen = [word for word in sys.argv[1:] if not word.isdecimal()] or list(PARSERS)
    place = Path(tempfile.mkdtemp(prefix="kg-fuzz-"))
    sys.exit(1 if sum(fuzz(parser, numbers[0] if numbers else 10_000, place) for parser in chosen) else 0)

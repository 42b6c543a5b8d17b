"""A folder with seeds/, ontology/ and queries/, and the graph built from it, made anew when these change."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import KgError, LocationError, OutputError, Problem, SeedError, in_order
from kg.files import locked, write_atomically
from kg.inputs import digest_of, remembered_digest
from kg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from kg.build.compile import Built
    from kg.build.corpus import Corpus, Hands
    from kg.build.gathering import Summary
    from kg.build.kept import Kept
    from kg.graph.graph import Graph
    from kg.graph.locations import Reading
    from kg.ontology.lookups import Ontology
    from kg.seeds.coverage import Coverage
    from kg.seeds.rows import Seeds
    from kg.terms import Namespace, Prefixes

_NOWHERE: Final = "Let XDG_CACHE_HOME name a folder for what is built, or ask a built graph by --data."
_WANTED: Final = "A project is a folder with seeds/ and ontology/; `kg init` makes one."
_PACKAGE: Final = Path(__file__).resolve().parent
_MADE_BY: Final = (
    *("speech/*.py", "text/*.py", "seeds/*.py", "ontology/*.py", "build/*.py"),
    *("graph/formats.py", "graph/labels.py", "graph/lines.py", "graph/prefixes.py", "graph/rdffile.py"),
    *("graph/index.py", "graph/mending.py", "graph/stores.py", "graph/turtle.py"),
    *("errors.py", "packed.py", "spelling.py", "terms.py"),
)

_CHECKED_BY: Final = ("check/*.py", "draft/*.py", "draft/*.json")


class Checked(NamedTuple):
    """What a check found: problems, sorted; how much of each source has been read, where it was asked for;
    and what the problems were looked for in.
    """

    problems: tuple[Problem, ...]
    coverage: tuple[Coverage, ...]
    corpus: Corpus


@dataclass(frozen=True)
class Project:
    """A folder of seeds, ontology and queries, and the place of the graph built from them."""

    root: Path
    built: Path

    @property
    def seeds(self) -> Path:
        """The folder of documents and their annotations."""
        return self.root / "seeds"

    @property
    def ontology(self) -> Path:
        """The folder of the vocabularies, shapes.ttl, quality.ttl and style.ttl."""
        return self.root / "ontology"

    @property
    def queries(self) -> Path:
        """The folder of saved queries."""
        return self.root / "queries"

    @cached_property
    def vocabulary(self) -> Ontology:
        """What can be said, read from the ontology folder; SeedError when it cannot be."""
        from kg.ontology.lookups import read_ontology

        return read_ontology(self.ontology)

    @property
    def namespace(self) -> Namespace:
        """The prefix and namespace of the project's own ontology; SeedError when it cannot be read."""
        return self.vocabulary.namespace

    @property
    def title(self) -> str:
        """The title of the project's own ontology; SeedError when it cannot be read."""
        return self.vocabulary.title

    def inputs(self) -> list[Path]:
        """Return the files that documents, annotations, vocabularies and rules are read from, sorted."""
        return [*_files(self.ontology, ".ttl"), *_files(self.seeds)]

    def graph_path(self) -> Path:
        """Return the built graph, a Turtle file or an Oxigraph directory, made anew if its inputs changed.

        A project that cannot be written to has its graph in the user's cache folder, by its inputs' hash.
        Raises SeedError when the inputs cannot become a graph, OutputError when it can be written nowhere.
        """
        from kg.build.written import written

        digest = self._digest()
        aside = _cache() / f"{digest}.ttl"
        if found := written(self.built, digest) or written(aside, digest):
            return found
        return self._made(digest, aside, _own_hands())[0]

    def at_hand(self) -> Path | None:
        """Return the graph that was built last, whatever has changed since; None where none was."""
        from kg.build.written import at_hand

        return at_hand(self.built)

    def build(self, jobs: int | None = None, hands: Hands | None = None) -> Summary:
        """Build the graph, by `hands` or else `jobs` processes, a processor's each; return what is in it.

        It is written with the forms of seeds. Raises SeedError, OutputError.
        """
        from kg.draft.forms import as_json

        _, corpus = self._made(self._digest(), self.built, hands or _own_hands(jobs))
        self._put_forms(as_json(corpus.context()))
        return corpus.gathered.summary

    def put_forms(self, corpus: Corpus | None = None) -> Path:
        """Write the JSON Schema of the seeds beside the graph and return its path; SeedError, OutputError.

        It is that of a `corpus` which has just been read, if there is one.
        """
        from kg.draft.forms import as_json

        return self._put_forms(as_json(corpus.context()) if corpus else self.forms())

    def _put_forms(self, forms: str) -> Path:
        path = self.built.with_name("seeds.schema.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, forms.encode())
        return path

    def forms(self) -> str:
        """Return the JSON Schema by which editors complete and underline seeds; SeedError."""
        from kg.build.context import context_of
        from kg.draft.forms import as_json

        seeds, ontology = self._read()
        return as_json(context_of(seeds.proposed, ontology)[0])

    def _made(self, digest: str, aside: Path, hands: Hands) -> tuple[Path, Corpus]:
        """Return where the graph is after it was made, `aside` if need be, and what it was made of."""
        with self._gathered(hands) as corpus:
            corpus.raise_for_problems()
            return self._write(corpus, digest, aside), corpus

    def _write(self, corpus: Corpus, digest: str, aside: Path) -> Path:
        """Return where the graph is after it was written, `aside` if need be; OutputError."""
        from kg.build.written import write_graph

        prefixes = self.vocabulary.prefixes
        with contextlib.nullcontext() if aside == self.built else contextlib.suppress(OutputError):
            return write_graph(corpus, prefixes, self.built, digest)
        try:
            return write_graph(corpus, prefixes, aside, digest)
        except OutputError as error:
            raise OutputError(error.what, where=error.where, hint=_NOWHERE) from error

    @contextlib.contextmanager
    def _gathered(self, hands: Hands) -> Iterator[Corpus]:
        """Give what the seeds make while nobody else works on its portions; SeedError as `read_corpus`."""
        from kg.build.corpus import read_corpus
        from kg.ontology.vocabularies import RULES

        if self._unreadable():
            self._read()
        said = [path for path in self.ontology.glob("*.ttl") if path.name not in RULES]
        digest = digest_of([*made_by(), *sorted(said), self.seeds / "entities.yaml"])
        with self._keeping("portions", digest) as kept:
            corpus = read_corpus(kept, self.vocabulary, hands)
            yield corpus
            if not corpus.gathered.problems:
                kept.keep_only(found.path for found in (*corpus.portions, *corpus.alone))

    @contextlib.contextmanager
    def _keeping(self, kind: str, digest: str) -> Iterator[Kept]:
        """Give what has been made of a kind and is kept, in the first place that can be written to."""
        from kg.build.kept import Kept

        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]
        places = (self.built.with_name(kind), _cache() / kind / name)
        with contextlib.ExitStack() as passing:
            folder = next(filter(_is_writable, places), None) or self._for_now(passing)
            with locked(folder):
                yield Kept(folder, self.seeds, digest.encode())

    def _for_now(self, passing: contextlib.ExitStack) -> Path:
        """Return a folder that is gone with `passing`. Raises OutputError where there can be none."""
        try:
            return Path(passing.enter_context(tempfile.TemporaryDirectory()))
        except OSError as error:
            what, where = "neither here nor in the cache can be written", str(self.built.parent)
            raise OutputError(what, where=where, hint=_NOWHERE) from error

    def compile(self) -> Built:
        """Return the graph in memory with the problems found; SeedError when a file is unreadable."""
        from kg.build.compile import compile_graph

        return compile_graph(*self._read())

    def _read(self) -> tuple[Seeds, Ontology]:
        """Return what the seeds say and what can be said; SeedError with the problems of both at once."""
        from kg.seeds.read import read_seeds

        try:
            seeds = read_seeds(self.seeds)
        except SeedError as error:
            raise SeedError([*error.problems, *self._unreadable()]) from error
        return seeds, self.vocabulary

    def _unreadable(self) -> list[Problem]:
        """Return what keeps the ontology from being read."""
        try:
            _ = self.vocabulary
        except SeedError as error:
            return list(error.problems)
        return []

    def check(
        self, jobs: int | None = None, hands: Hands | None = None, *, coverage: bool = False
    ) -> Checked:
        """Return what is wrong with evidence, graph and ontology; SeedError when a file is unreadable.

        With `coverage`, also how much of each source has been read. What is found in a document is found once
        and kept, by `hands` or else `jobs` processes; the graph is built where it is not that of the seeds.
        """
        from kg.check.findings import read_findings
        from kg.check.names import of_focus
        from kg.check.rules import placed
        from kg.ontology.vocabularies import places_of_terms

        digest, hands = self._digest(), hands or _own_hands(jobs)
        with self._gathered(hands) as corpus:
            store = None if corpus.gathered.problems else self._store(corpus, digest)
            with self._keeping("findings", digest_of(checked_by())) as kept:
                findings = read_findings(corpus, kept, hands)
                ruled = self._ruled(corpus, store, digest, jobs)
                places = places_of_terms(self.ontology)
                if store is not None:
                    places |= findings.places({each.where for each in ruled}, corpus, store)
                covered = findings.coverage if coverage else ()
        problems = [*corpus.gathered.problems, *findings.problems, *placed(ruled, places)]
        problems += of_focus(self.vocabulary, corpus.nodes, self.ontology.name)
        return Checked(tuple(in_order(problems)), covered, corpus)

    def _ruled(self, corpus: Corpus, store: ox.Store | None, digest: str, jobs: int | None) -> list[Problem]:
        """Return what the rules make of the graph of a corpus, if there is one, of inputs with this hash."""
        from kg.check.by_portion import ByPortion
        from kg.check.ruled import ruled
        from kg.check.rules import check_rules

        if store is None:
            return check_rules(None, self.vocabulary, self.ontology)
        by = digest_of([*checked_by(), self.ontology / "shapes.ttl"])
        with self._keeping("ruled", f"{digest} {by}") as kept, self._keeping("suspects", by) as suspected:
            processes = _processes(jobs)
            find = ByPortion(corpus, suspected, processes)
            return ruled(kept, partial(check_rules, store, self.vocabulary, self.ontology, find, processes))

    def _store(self, corpus: Corpus, digest: str) -> ox.Store:
        """Return the graph of a corpus to be asked: as it was written, or in memory where nothing can be."""
        import pyoxigraph as ox

        from kg.build.written import written
        from kg.graph.lines import quads_of
        from kg.graph.locations import Reading, open_graph

        try:
            aside = _cache() / f"{digest}.ttl"
            path = written(self.built, digest) or written(aside, digest) or self._write(corpus, digest, aside)
        except OutputError:
            store = ox.Store()
            store.bulk_extend(quads_of(corpus.lines()))
            return store
        return open_graph(Reading((str(path),))).store

    def _digest(self) -> str:
        """Return the SHA-256 of all that the graph is made from."""
        return remembered_digest([*made_by(), *self.inputs()], self.built.with_name("inputs.json"))


def _files(folder: Path, suffix: str = "") -> list[Path]:
    """Return the files of a folder that have a suffix, sorted; quickly, as there may be thousands."""
    names = os.listdir(folder) if folder.is_dir() else ()  # noqa: PTH208  (Path.glob takes twice as long)
    return [folder / name for name in sorted(names) if "." in name and name.endswith(suffix)]


def made_by() -> list[Path]:
    """Return the modules whose text decides what a build writes: when one changes, it is built anew."""
    return [path for pattern in _MADE_BY for path in sorted(_PACKAGE.glob(pattern))]


def checked_by() -> list[Path]:
    """Return the modules whose text decides, with `made_by`, what a check finds in a document."""
    return [path for pattern in _CHECKED_BY for path in sorted(_PACKAGE.glob(pattern))]


def _own_hands(jobs: int | None = None) -> Hands:
    """Return those of this machine, one for each processor where nobody says how many."""
    from kg.build.corpus import by_processes

    return by_processes(_processes(jobs))


def _processes(jobs: int | None) -> int:
    return jobs or os.cpu_count() or 1


def _is_writable(folder: Path) -> bool:
    """Say whether files can be written into a folder, which is made if need be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def find(start: Path | None = None) -> Project:
    """Return the project around `start` (the working directory), else the one that comes with the program.

    Raises LocationError when there is neither.
    """
    try:
        return around(start)
    except LocationError:
        return shipped()


def around(start: Path | None = None) -> Project:
    """Return the project around `start` (the working directory); LocationError when there is none."""
    here = (start or Path.cwd()).resolve()
    for folder in [here, *here.parents]:
        if _is_project(folder):
            return _checkout(folder)
    raise LocationError("no project here", where=str(here), hint=_WANTED)


def shipped() -> Project:
    """Return the project that comes with the program, in the package or around it; LocationError."""
    if _is_project(_PACKAGE / "data"):
        return Project(_PACKAGE / "data", _cache() / "kg.ttl")
    if _is_project(_PACKAGE.parent):
        return _checkout(_PACKAGE.parent)
    raise LocationError("no project here", where=str(Path.cwd()), hint=_WANTED)


def at(root: Path) -> Project:
    """Return the project in the folder `root` itself; raises LocationError when it is none."""
    if not _is_project(root):
        raise LocationError("no project in this folder", where=str(root), hint=_WANTED)
    return _checkout(root.resolve())


def given(folder: Path | None) -> Project:
    """Return the project in a folder, without one that around the working directory; LocationError."""
    return at(folder) if folder else find()


def written(folder: Path | None) -> Project:
    """Return the project to write to, as `given` finds it, but never the one that comes with the program."""
    return at(folder) if folder else around()


def opened(reading: Reading) -> Graph:
    """Return the graph that is read so, without any location that of its project; LocationError."""
    from kg.graph.locations import open_graph

    ours = at(reading.project) if reading.project else None
    if not reading.locations and not reading.graphs:
        reading = reading._replace(locations=(str((ours or find()).graph_path()),))
    return open_graph(reading, partial(prefixes_of, reading.project))


def prefixes_of(folder: Path | None) -> Prefixes:
    """Return the prefixes of the project in a folder, as `given` finds it; the standard ones without one.

    They are for graphs that do not say their own, so what is wrong with a project must not matter here.
    """
    from kg.ontology.vocabularies import namespace_in
    from kg.terms import STANDARD

    try:
        return namespace_in(given(folder).ontology).prefixes
    except (KgError, OSError, UnicodeDecodeError):
        return STANDARD


def _is_project(folder: Path) -> bool:
    return (folder / "seeds").is_dir() and (folder / "ontology").is_dir()


def _checkout(root: Path) -> Project:
    return Project(root, root / "build" / "kg.ttl")


def _cache() -> Path:
    """Return the user's cache folder for this version (XDG Base Directory; its counterpart on Windows).

    A relative path in the environment is invalid by that specification, and ignored.
    """
    given = (Path(os.environ.get(name, "")) for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"))
    base = next(filter(Path.is_absolute, given), None) or Path.home() / ".cache"
    return base / "japan-mexico-kg" / VERSION

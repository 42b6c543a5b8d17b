"""A source under review: its files read, held against its words, and changed by one decision at a time."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import ChangedError, KgError, Problem, SeedError
from kg.files import write_atomically
from kg.ontology.lookups import Ontology
from kg.review import decisions, names
from kg.review.blocks import Annotations, place
from kg.review.judging import judge
from kg.review.shaped import Shapes
from kg.seeds.read import annotated, declared, read_seeds
from kg.seeds.rows import Seeds, Source

Files = dict[Path, bytes]
"""What stands in files."""

_AGAIN: Final = "What stands there now is shown; decide again."


class RefusedError(SeedError):
    """A decision after which an accepted passage would be wrong; `problems` say how."""


class UnconfirmedError(SeedError):
    """A decision after which something looks wrong that nobody has confirmed; `problems` say what."""


@dataclass(frozen=True)
class State:
    """A source as it stands: its annotations as lines and as passages, the seeds around it, what is wrong."""

    version: str
    files: Files
    annotations: Annotations
    source: Source
    seeds: Seeds
    problems: tuple[Problem, ...]

    def settled(self) -> list[Problem]:
        """Return the problems that are not those of drafted passages."""
        drafted = self.annotations.drafted()
        name = self.annotations.name
        return [
            problem
            for problem in self.problems
            if not problem.where.startswith(f"{name}:")
            or not any(block.holds(place(problem.where)[0]) for block in drafted)
        ]


class Review:
    """The one who reads and changes the annotations of a source in a folder; `rules` is that of shapes."""

    def __init__(self, folder: Path, name: str, ontology: Ontology, rules: Path) -> None:
        self._text, self._file = folder / f"{name}.txt", folder / f"{name}.yaml"
        self._entities, self.ontology = folder / "entities.yaml", ontology
        self._folder, self._shapes = folder, Shapes(ontology, rules)
        self._stamp: tuple[object, ...] = ()
        self._state: State | None = None
        self._done: list[tuple[Files, Files]] = []
        if not self._file.is_file() or name == "entities":
            hint = "Add its document with kg add FILE."
            raise KgError(f"there is no source {name!r}", where=folder.name, hint=hint)

    @property
    def can_undo(self) -> bool:
        """Say whether there is a decision to take back."""
        return bool(self._done)

    def state(self) -> State:
        """Return the source as its files say now; SeedError when they cannot be read."""
        stamp = self._stamped()
        if self._state is None or stamp != self._stamp:
            seeds = read_seeds(self._folder)
            self._state, self._stamp = self._read(self._contents(), seeds), stamp
        return self._state

    def decide(
        self, version: str, decision: Callable[[Annotations], Annotations], confirmed: Collection[str] = ()
    ) -> None:
        """Write what a decision makes of the annotations; whole or not at all.

        Raises ChangedError when the files are not those of `version`, RefusedError when an accepted passage
        would be wrong, UnconfirmedError when one would look wrong in words that are not among `confirmed`.
        """
        before = self._expected(version)
        written = decision(before.annotations).text.encode()
        self._change(before, {self._file: written}, confirmed)

    def declare(self, version: str, entity: str, confirmed: Collection[str] = ()) -> None:
        """Add an entity, a line `id: {a: …, label: …}`, to entities.yaml; raises as `decide` does."""
        before = self._expected(version)
        text = before.files[self._entities].decode()
        listed = Annotations(text, self._label(self._entities)) if before.seeds.entities else None
        new = {self._entities: decisions.declare(listed, self._label(self._entities), entity).encode()}
        rest = names.without(before.annotations, entity.split(":", maxsplit=1)[0])
        if rest.text != before.annotations.text:
            new[self._file] = rest.text.encode()
        self._change(before, new, confirmed)

    def undo(self, version: str) -> None:
        """Take back the last decision made here; ChangedError when what it wrote stands there no more."""
        self._expected(version)
        if not self._done:
            raise KgError("nothing has been decided here yet")
        before, after = self._done[-1]
        for path, content in after.items():
            self._write(path, before[path], content)
        self._done.pop()

    def _expected(self, version: str) -> State:
        state = self.state()
        if state.version != version:
            raise ChangedError("the files have changed meanwhile", where=state.annotations.name, hint=_AGAIN)
        return state

    def _change(self, before: State, new: Files, confirmed: Collection[str]) -> None:
        """Write files, the entities first, where nothing becomes wrong by it."""
        after = self._read(before.files | new, before.seeds)
        appeared = _appeared(before.settled(), after.settled())
        _refuse(problem for problem in appeared if problem.severity == "error")
        if doubts := [p for p in appeared if p.severity == "warning" and p.what not in confirmed]:
            raise UnconfirmedError(doubts)
        for path, content in new.items():
            self._write(path, content, before.files[path])
        self._done.append(({path: before.files[path] for path in new}, new))
        self._state, self._stamp = after, self._stamped()

    def _write(self, path: Path, content: bytes, instead_of: bytes) -> None:
        write_atomically(path, content, instead_of=instead_of)

    def _read(self, files: Files, seeds: Seeds) -> State:
        """Return the state that files are; SeedError when they cannot be read."""
        wrong: list[Problem] = []
        label, entities = self._label(self._file), self._label(self._entities)
        text, written = files[self._text].decode(), files[self._file].decode()
        rows = declared(files[self._entities].decode(), entities, wrong.append)
        source = annotated(text, written, label, wrong.append)
        if wrong or source is None:
            raise SeedError(wrong)
        seeds = Seeds(seeds.sources, rows, seeds.drafts)
        problems = judge(source, seeds, self.ontology, self._shapes)
        digest = hashlib.sha256(b"\0".join(files[path] for path in sorted(files))).hexdigest()
        annotations = Annotations(written, label)
        return State(digest[:32], files, annotations, source, seeds, tuple(problems))

    def _contents(self) -> Files:
        paths = (self._text, self._file, self._entities)
        return {path: path.read_bytes() if path.exists() else b"" for path in paths}

    def _stamped(self) -> tuple[object, ...]:
        """Return what changes when a file of the folder does."""
        paths = sorted(self._folder.glob("*.*"))
        seen = ((path.name, path.stat()) for path in paths if path.is_file() and path.name[0] != ".")
        return tuple((name, found.st_mtime_ns, found.st_size, found.st_ino) for name, found in seen)

    def _label(self, path: Path) -> str:
        return f"{self._folder.name}/{path.name}"


def _appeared(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """Return the problems that were not there before, on whatever line."""
    known = Counter((problem.rule, problem.what) for problem in before)
    found = []
    for problem in after:
        known[problem.rule, problem.what] -= 1
        if known[problem.rule, problem.what] < 0:
            found.append(problem)
    return found


def _refuse(errors: Iterable[Problem]) -> None:
    if wrong := list(errors):
        raise RefusedError(wrong)

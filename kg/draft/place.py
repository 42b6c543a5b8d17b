"""The place of a new document among the seeds: its name, its number, its two files, written together."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import watched
from kg.errors import KgError, OutputError, Problem
from kg.files import write_atomically
from kg.seeds.read import declared, read_source

if TYPE_CHECKING:
    from kg.seeds.rows import Source

_NAME: Final = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_ANOTHER: Final = "Give it another name with --name; what is there is never overwritten."


def name_of(file: Path, given: str) -> str:
    """Return the name of a document, the one given or one made of its file's; KgError where none can be."""
    if given:
        if not _NAME.fullmatch(given):
            hint = "Use letters A–Z a–z and digits, parted by hyphens."
            raise KgError(f"{given!r} cannot be the name of a source", hint=hint)
        return given
    if made := slug(file.stem):
        return made
    raise KgError(
        "its name has no letters A–Z of which to make an id", where=str(file), hint="Give --name NAME."
    )


def slug(name: str) -> str:
    """Return the letters A–Z and digits of a name as an id, in small letters: `nuevo-leon`; maybe nothing."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", bare))


def sources_in(seeds: Path) -> list[Source]:
    """Return the documents that are in a folder already, as far as they can be read."""
    names = sorted({path.stem for path in seeds.glob("*.yaml")} - {"entities"})
    return [source for name in names if (source := read_source(seeds, name, _ignored))]


def _ignored(problem: Problem) -> None:
    """Leave it to `kg check` to tell what is wrong with what is there."""
    del problem


def check_free(seeds: Path, name: str, sources: list[Source]) -> None:
    """Raise KgError where a file, a source or an entity has the name already."""
    for path in sorted(seeds.iterdir()):
        if path.stem.casefold() == name.casefold():
            raise KgError(f"the name {name!r} is taken", where=f"{seeds.name}/{path.name}", hint=_ANOTHER)
    for source in sources:
        if source.id == name:
            raise KgError(f"the source id {name!r} is taken", where=source.where, hint=_ANOTHER)
    entities = seeds / "entities.yaml"
    written = entities.read_text(encoding="utf-8", errors="replace") if entities.is_file() else ""
    for row in declared(written, f"{seeds.name}/{entities.name}", _ignored):
        if row.id == name:
            raise KgError(f"the id {name!r} is that of an entity", where=row.where, hint=_ANOTHER)


def next_identifier(sources: list[Source]) -> str:
    """Return the number after the last one, with as many digits; `000` where there is none."""
    numbers = [source.identifier for source in sources if source.identifier.isdecimal()]
    if not numbers:
        return "000"
    last = max(numbers, key=int)
    return str(int(last) + 1).zfill(len(last))


def write(seeds: Path, name: str, text: bytes, frame: bytes) -> tuple[Path, Path]:
    """Write the text of a document and its frame, both or neither, and return their paths; OutputError."""
    text_path, frame_path = seeds / f"{name}.txt", seeds / f"{name}.yaml"
    with watched.writing(text_path):
        write_atomically(text_path, text)
        try:
            write_atomically(frame_path, frame)
        except OutputError:
            text_path.unlink()
            raise
    return text_path, frame_path

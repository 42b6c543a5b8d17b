"""What an installed spaCy pipeline recognizes as names in the sentences of a text: candidates, no facts."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from kg import watched
from kg.draft.extract import DAMAGES
from kg.errors import KgError
from kg.terminal import one_line
from kg.text.folding import Span

if TYPE_CHECKING:
    from spacy.language import Language

_LONGEST: Final = 4_000
"""Characters of a sentence; what is longer is none."""
_FAILURES: Final = (*DAMAGES, ImportError, OSError, RuntimeError)
"""What reading and running the code and data of a pipeline raises where they do not fit each other."""
_OUTWARDS: Final = frozenset(("socket.connect", "socket.getaddrinfo", "socket.sendto"))


class Recognized(NamedTuple):
    """Where a name stands, and what a pipeline says it is, in labels of its own."""

    span: Span
    label: str


Recognize = Callable[[Sequence[str], str], list[list[Recognized]]]
"""What finds the names in each of some sentences of a language (a BCP 47 tag, empty if unknown)."""


def nothing(sentences: Sequence[str], language: str) -> list[list[Recognized]]:
    """Return no name for each sentence: no pipeline is asked."""
    del language
    return [[] for _ in sentences]


def placed(found: Sequence[Sequence[Recognized]], sentences: Sequence[Span]) -> list[Recognized]:
    """Return the names found in each of some sentences, where they stand in the text of these."""
    return [
        Recognized(Span(at + span.start, at + span.end), label)
        for (at, _), each in zip(sentences, found, strict=True)
        for span, label in each
    ]


def recognizer(pipeline: str) -> Recognize:
    """Return what finds names by a pipeline, an installed package or a folder, in a child without network.

    KgError, raised when it is asked, tells where the pipeline cannot be read or run, recognizes no names, is
    made for another language, or where spaCy is not installed.
    """
    return partial(_recognized, pipeline)


def _recognized(pipeline: str, sentences: Sequence[str], language: str) -> list[list[Recognized]]:
    def work(stream: IO[bytes]) -> None:
        with _without_network(), _reading(pipeline):
            found = list(_found(_loaded(pipeline, language), sentences))
        stream.write(json.dumps(found).encode())

    told = json.loads(watched.call(work, None, None))
    return [[Recognized(Span(start, end), label) for start, end, label in each] for each in told]


@contextlib.contextmanager
def _without_network() -> Iterator[None]:
    """Refuse to the body what would reach the network: a pipeline is asked for names, not to fetch any."""
    inside = [True]

    def hear(event: str, args: tuple[object, ...]) -> None:
        del args
        if inside and event in _OUTWARDS:
            raise ConnectionRefusedError("it would reach the network, and a draft fetches nothing")

    sys.addaudithook(hear)
    try:
        yield
    finally:
        inside.clear()


@contextlib.contextmanager
def _reading(pipeline: str) -> Iterator[None]:
    """Turn what a pipeline raises into an error of ours."""
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of other versions, which run or fail
            yield
    except _FAILURES as error:
        said = one_line(" ".join(f"{error}".split()))[:200] or type(error).__name__
        hint = "Install what its config.cfg asks for, in the versions that its meta.json names, or it anew."
        raise KgError(f"spaCy cannot use the pipeline: {said}", where=pipeline, hint=hint) from error


def _loaded(pipeline: str, language: str) -> Language:
    """Return a pipeline that recognizes names in a language; KgError."""
    try:
        import spacy
    except ModuleNotFoundError as error:
        what = f"recognizing names takes {error.name}, which is not installed"
        raise KgError(what, hint="Run pip install 'japan-mexico-kg[names]'.") from error
    nlp = spacy.load(_place(pipeline))
    if not any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
        hint = "Name one with a component such as ner or entity_ruler."
        raise KgError("the pipeline has no component that recognizes names", where=pipeline, hint=hint)
    document = language.partition("-")[0]
    if document and nlp.lang not in {document, "xx"}:
        what = f"the pipeline is made for {nlp.lang!r}, the document is in {language!r}"
        raise KgError(what, where=pipeline, hint="Name one for that language.")
    return nlp


def _place(pipeline: str) -> str | Path:
    """Return the package or folder that is meant, a package also by the name that pip knows; KgError."""
    from spacy.util import get_installed_models, is_package

    package = pipeline.replace("-", "_")
    if package.isidentifier() and is_package(package):
        return package
    folder = Path(pipeline)
    if not folder.is_dir():
        there = ", ".join(sorted(get_installed_models()))
        hint = f"Installed are {there}." if there else "Install one, such as pip install ja-ginza."
        what = "no package or folder has the name of this pipeline"
        raise KgError(what, where=pipeline, hint=f"{hint} A folder is named by its path.")
    if not (folder / "config.cfg").is_file():
        hint = "Name the folder of a pipeline that has one, maybe a folder in this one."
        raise KgError("the folder is no pipeline, as it has no config.cfg", where=pipeline, hint=hint)
    return folder


def _found(nlp: Language, sentences: Sequence[str]) -> Iterator[list[tuple[int, int, str]]]:
    """Yield start, end and label of the names in each sentence; ValueError where its text is changed."""
    asked = [sentence if len(sentence) <= _LONGEST else "" for sentence in sentences]
    for sentence, doc in zip(asked, nlp.pipe(asked), strict=True):
        if doc.text != sentence:
            raise ValueError("it changes the text that it reads, so that places in it are unknown")
        yield [(each.start_char, each.end_char, each.label_) for each in doc.ents]

"""Precision and recall of drafts of texts alone: `python tests/bench/draft.py [-v] [-m]`.

With -v what is wrong is shown, with -m what is missed. The texts held out were annotated before anything was
drafted of them; what they name, and every figure with its value, stands in `marks`, independent of how the
program reads it.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kg.draft.propose import Sentence, read_sentences
from kg.draft.proposed import Proposed
from kg.draft.vocabulary import Vocabulary, vocabulary
from kg.errors import Problem
from kg.ontology.lookups import read_ontology
from kg.seeds.read import read_seeds
from kg.seeds.rows import Row, Source
from kg.text.cut import read
from kg.text.document import Document
from kg.text.folding import Span
from kg.text.mentions import Names
from kg.text.periods import parse_period
from kg.text.quotes import locate

ROOT = Path(__file__).resolve().parents[2]
HELD_OUT = ROOT / "tests/fixtures/heldout"
SURE = 0.9
QUALIFIERS = ("saidBy", "modality")
ROWS = ("Observation", "SpeechAct", "Tenure")
SHARES = (
    ("mentions right", "mentions wrong"),
    ("values found", "values missed"),
    ("marked name right", "marked name wrong"),
    ("marked name right", "marked name missed"),
    ("marked value right", "marked value wrong"),
    ("marked value right", "marked value missed"),
)


def annotated(source: Source) -> list[tuple[Span, Row]]:
    """Return every annotated row with where its words stand."""
    document = Document(source.text)
    places = [(locate(document, passage.quote, source.file), passage) for passage in source.passages]
    return [(span, row) for span, passage in places if not isinstance(span, Problem) for row in passage.rows]


def drafted(source: Source, names: Names, words: Vocabulary) -> list[Sentence]:
    """Return what is drafted of a text alone."""
    bare = replace(source, passages=(), skipped=(), quote=None)
    return read_sentences(Document(source.text), bare, names, words)


def is_right(source: Source, row: Proposed, told: list[Row]) -> bool:
    """Say whether one of the annotated rows says what a drafted one does."""
    return any(_says(source, row.stated, other.texts) for other in told)


def _says(source: Source, stated: Mapping[str, str | tuple[str, ...]], texts: dict[str, list[str]]) -> bool:
    for key, value in stated.items():
        if key == "printed":
            printed = texts.get(key, [""])[0]
            if read(value, source.language) != read(printed, source.language):
                return False
        elif key == "period" and key in texts:
            if not same(value, texts[key][0]):
                return False
        elif not ({value} if isinstance(value, str) else set(value)) <= set(texts.get(key, ())):
            return False
    return True


def is_qualified(source: Source, row: Proposed, told: list[Row]) -> bool:
    """Say whether a row that is right says who says so, and how far, as one of the annotated rows does."""
    right = (other.texts for other in told if _says(source, row.stated, other.texts))
    return any({*QUALIFIERS} & texts.keys() <= row.stated.keys() for texts in right)


def same(period: str, other: str) -> bool:
    """Say whether two periods begin and end together, in whatever precision they are stated."""
    one, two = parse_period(period), parse_period(other)
    return (one.earliest, one.latest) == (two.earliest, two.latest)


def counts(source: Source, names: Names, words: Vocabulary) -> Iterator[tuple[str, int]]:
    """Yield what is counted, and how often."""
    gold, sentences = annotated(source), drafted(source, names, words)
    figures = {(s.span.start, str(f.quantity.numbers), f.quantity.unit) for s in sentences for f in s.figures}
    for sentence in sentences:
        here = [row for span, row in gold if span.overlaps(sentence.span)]
        for row in sentence.rows:
            kind = f"{'sure' if row.confidence > SURE else 'unsure'} {row.kind}"
            told = [each for _, each in gold] if row.kind == "Tenure" else here
            right = is_right(source, row, told)
            yield f"{kind} {'right' if right else 'wrong'}", 1
            if right and not is_qualified(source, row, told):
                yield f"{kind} right, but unqualified", 1
            if not right and "-v" in sys.argv:
                print(source.id, row, source.text[slice(*sentence.span)])
    for span, row in gold:
        kind = row.texts.get("a", ["-"])[0]
        proposed = [each for s in sentences if s.span.overlaps(span) for each in s.rows if each.kind == kind]
        is_found = any(is_right(source, each, [row]) for each in proposed)
        yield f"annotated {kind}", 1
        yield from [(f"found {kind}", 1)] if is_found else []
        if not is_found and kind in ROWS and "-m" in sys.argv:
            print("missed", source.id, row.id, source.text[slice(*span)])
        for printed in row.texts.get("printed", ()):
            wanted = read(printed, source.language)
            starts = {s.span.start for s in sentences if s.span.overlaps(span)}
            found = wanted and any((start, str(wanted.numbers), wanted.unit) in figures for start in starts)
            yield ("values found" if found else "values missed"), 1
            if not found and "-v" in sys.argv:
                print(source.id, printed)
        named = {m.ids for s in sentences if s.span.overlaps(span) for m in s.mentions}
        for mention in names.find(source.text[slice(*span)]):
            yield ("names found" if mention.ids in named else "names missed"), 1


def annotated_names(source: Source, sentences: list[Sentence]) -> Iterator[tuple[str, int]]:
    """Yield how many of the names found in a text are of things that its annotations speak of."""
    rows = [row for _, row in annotated(source)]
    used = {value for row in rows for values in row.texts.values() for value in values}
    used |= {row.id for row in rows} | set(source.header.texts.get("author", ()))
    for mention in (mention for sentence in sentences for mention in sentence.mentions):
        yield ("mentions right" if used & set(mention.ids) else "mentions wrong"), 1


def marked(source: Source, sentences: list[Sentence]) -> Iterator[tuple[str, int]]:
    """Yield how the names and values that were marked in a text by hand compare with those found in it."""
    marks = yaml.safe_load((HELD_OUT / f"marks/{source.id}.yaml").read_text(encoding="utf-8"))
    named = [(source.text[slice(*s.span)], mention) for s in sentences for mention in s.mentions]
    names = Counter(f"{text[slice(*span)]}: {'|'.join(ids)}" for text, (span, ids) in named)
    yield from compared("name", source, Counter(map(": ".join, marks["mentions"])), names)
    figures = [figure.quantity for sentence in sentences for figure in sentence.figures]
    values = Counter(f"{'..'.join(each.numbers.values())} {each.unit}" for each in figures)
    yield from compared("value", source, Counter(f"{v} {unit}" for _, v, unit in marks["values"]), values)


def compared(
    what: str, source: Source, wanted: Counter[str], found: Counter[str]
) -> Iterator[tuple[str, int]]:
    """Yield how many were found rightly, wrongly and not at all."""
    for how, those in (("right", wanted & found), ("wrong", found - wanted), ("missed", wanted - found)):
        yield f"marked {what} {how}", those.total()
        if those and {"wrong": "-v", "missed": "-m"}.get(how) in sys.argv:
            print(how, source.id, what, *those.elements(), sep=" | ")


def held_out(words: Path) -> Iterator[tuple[str, int]]:
    """Yield what is counted of the texts held out, as of a project whose ontology is put into a folder."""
    shutil.copytree(ROOT / "ontology", words, dirs_exist_ok=True)
    shutil.copy(HELD_OUT / "own.ttl", words)
    seeds = read_seeds(HELD_OUT / "seeds")
    vocabulary_ = vocabulary(read_ontology(words), seeds.entities)
    names = Names({row.id: row.texts for row in seeds.entities})
    for source in seeds.sources:
        yield from counts(source, names, vocabulary_)
        yield from marked(source, drafted(source, names, vocabulary_))


def of_seeds() -> Iterator[tuple[str, int]]:
    """Yield what is counted of the seeds."""
    seeds = read_seeds(ROOT / "seeds")
    words = vocabulary(read_ontology(ROOT / "ontology"), seeds.entities)
    names = Names({row.id: row.texts for row in seeds.entities})
    for source in seeds.sources:
        yield from counts(source, names, words)
        yield from annotated_names(source, drafted(source, names, words))


def tell(title: str, counted: Iterator[tuple[str, int]]) -> None:
    """Print what was counted, and the shares that follow of it."""
    total: Counter[str] = Counter()
    for what, number in counted:
        total[what] += number
    print(f"\n{title}")
    for what, number in sorted(total.items()):
        print(f"{what:<28} {number:>5,}")
    for good, bad in SHARES:
        if total[good]:
            print(f"{good + ', not ' + bad.split()[-1]:<28} {total[good] / (total[good] + total[bad]):.3f}")
    for kind in ROWS:
        right, wrong = (
            total[f"sure {kind} {how}"] + total[f"unsure {kind} {how}"] for how in ("right", "wrong")
        )
        precision = right / max(right + wrong, 1)
        recall = total[f"found {kind}"] / max(total[f"annotated {kind}"], 1)
        print(f"{kind:<28} precision {precision:.3f}, recall {recall:.3f}")


def main() -> None:
    """Print what is counted over all seeds, and over the texts held out."""
    tell("the seeds", of_seeds())
    with TemporaryDirectory() as folder:
        tell("held out", held_out(Path(folder)))


if __name__ == "__main__":
    main()

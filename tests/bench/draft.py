"""Precision and recall of drafts of the seeds, of their texts alone: `python tests/bench/draft.py [-v] [-m]`.

With -v rows that are wrong are shown, with -m those that are missed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

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
SURE = 0.9
ENDS = ("from", "to", "period")
ROWS = ("Observation", "SpeechAct", "Tenure")


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
        elif not _has(texts.get(key, () if key not in ENDS else None), value):
            return False
    return True


def _has(values: list[str] | tuple[str, ...] | None, value: str | tuple[str, ...]) -> bool:
    """Say whether values hold one, or all of several; None holds any."""
    wanted = {value} if isinstance(value, str) else set(value)
    return values is None or wanted <= set(values)


def same(period: str, other: str) -> bool:
    """Say whether two periods begin and end together, in whatever precision they are stated."""
    one, two = parse_period(period), parse_period(other)
    return (one.earliest, one.latest) == (two.earliest, two.latest)


def counts(source: Source, names: Names, words: Vocabulary) -> Iterator[tuple[str, int]]:
    """Yield what is counted, and how often."""
    gold, sentences = annotated(source), drafted(source, names, words)
    used = {value for _, row in gold for values in row.texts.values() for value in values}
    used |= {row.id for _, row in gold} | set(source.header.texts.get("author", ()))
    figures = {(s.span.start, str(f.quantity.numbers), f.quantity.unit) for s in sentences for f in s.figures}
    for sentence in sentences:
        here = [row for span, row in gold if span.overlaps(sentence.span)]
        for mention in sentence.mentions:
            yield ("mentions right" if used & set(mention.ids) else "mentions wrong"), 1
        for row in sentence.rows:
            kind = f"{'sure' if row.confidence > SURE else 'unsure'} {row.kind}"
            right = is_right(source, row, [each for _, each in gold] if row.kind == "Tenure" else here)
            yield f"{kind} {'right' if right else 'wrong'}", 1
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


def main() -> None:
    """Print what is counted over all seeds."""
    seeds, ontology = read_seeds(ROOT / "seeds"), read_ontology(ROOT / "ontology")
    names = Names({row.id: row.texts for row in seeds.entities})
    words = vocabulary(ontology, seeds.entities)
    total: Counter[str] = Counter()
    for source in seeds.sources:
        for what, number in counts(source, names, words):
            total[what] += number
    for what, number in sorted(total.items()):
        print(f"{what:<28} {number:>5,}")
    for good, bad in (("mentions right", "mentions wrong"), ("values found", "values missed")):
        print(f"{good:<28} {total[good] / (total[good] + total[bad]):.3f}")
    for kind in ROWS:
        right, wrong = (
            total[f"sure {kind} {how}"] + total[f"unsure {kind} {how}"] for how in ("right", "wrong")
        )
        precision = right / max(right + wrong, 1)
        recall = total[f"found {kind}"] / max(total[f"annotated {kind}"], 1)
        print(f"{kind:<28} precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    main()

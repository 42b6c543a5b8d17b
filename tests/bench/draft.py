"""Precision and recall of drafts of texts alone: the seeds', those held out and our own; by kind of row.

`python tests/bench/draft.py [-v] [-m] [KIND…]`: with -v what is wrong is shown, with -m which marks are
missed, with the name of a class or key the rows of it that are missed. The texts held out were annotated
before anything was drafted of them; what they and our own name, and every figure with its value, stands in
`marks`, independent of how the program reads it.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kg import beginning
from kg.draft.add import Given, add
from kg.draft.met import participants
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
from kg.text.quantities import Quantity
from kg.text.quotes import locate
from kg.text.ranges import Range

ROOT = Path(__file__).resolve().parents[2]
HELD_OUT = ROOT / "tests/fixtures/heldout"
OUR_OWN = ROOT / "tests/fixtures/texts"
SURE = 0.9
ENDS = ("from", "to", "period", "place")
TELLERS = frozenset(("saidBy", "modality"))
QUALIFIERS = frozenset((
    "saidBy", "modality", "inferred", "note", "asOf", "degree", "position", "with", "change", "restrictedTo",
    "period", "through", "kind", "purpose", "inField", "against", "printedAs", "precision", "label",
))  # fmt: skip
"""Keys that say something of what another key of the row says."""
NEW = "new-"
SHARES = (
    ("mentions right", "mentions wrong"),
    ("marked name right", "marked name wrong"),
    ("marked name right", "marked name missed"),
    ("marked value right", "marked value wrong"),
)
"""Of what is counted by both names together, the part by the first is told."""
HOW = ("offered", "offered among several", "missed")
"""How a value is found that is not read: a person is asked whether it is that, or which, or is not."""


def annotated(source: Source) -> list[tuple[Span, Row]]:
    """Return every annotated row with where its words stand."""
    document = Document(source.text)
    places = [(locate(document, passage.quote, source.file), passage) for passage in source.passages]
    return [(span, row) for span, passage in places if not isinstance(span, Problem) for row in passage.rows]


def drafted(source: Source, names: Names, words: Vocabulary) -> list[Sentence]:
    """Return what is drafted of a text alone."""
    bare = replace(source, passages=(), skipped=(), quote=None)
    return read_sentences(Document(source.text), bare, names, words, (f"{NEW}{n}" for n in count()))


def is_right(source: Source, row: Proposed, told: list[Row], ids: Mapping[str, str]) -> bool:
    """Say whether the annotated rows of one thing say what a drafted one does."""
    if row.subject and not row.kind:
        return any(other.id == row.subject and _says(source, row, other.texts, ids) for other in told)
    together: dict[str, dict[str, list[str]]] = {}
    for other in told:
        texts = together.setdefault(other.id, {})
        for key, values in other.texts.items():
            texts[key] = [*texts.get(key, ()), *values]
    return any(_says(source, row, texts, ids) for texts in together.values())


def _says(source: Source, row: Proposed, texts: Mapping[str, list[str]], ids: Mapping[str, str]) -> bool:
    if row.kind and row.kind not in texts.get("a", [row.kind]):
        return False
    for key, value in row.stated.items():
        if key == "printed":
            printed = texts.get(key, [""])[0]
            ours, theirs = (read(each, source.language) for each in (str(value), printed))
            if ours != theirs or (ours is None and value != printed):
                return False
        elif key == "period" and key in texts:
            if not same(str(value), texts[key][0], within=row.kind != "Observation"):
                return False
        elif not _has(_open(texts, row, key), ids.get(str(value), value)):
            return False
    return True


def _open(texts: Mapping[str, list[str]], row: Proposed, key: str) -> list[str] | None:
    """Return what an annotated row has of a key, None where it may have anything, no figure's ends."""
    return texts.get(key, [] if key not in ENDS or row.kind == "Observation" else None)


def is_told(row: Proposed, told: list[Row]) -> bool:
    """Say whether a figure that is right says who says so, and how far, as an annotated one does."""
    alike = (each.texts for each in told if each.texts.get("indicator") == [row.stated.get("indicator")])
    return row.kind != "Observation" or any(TELLERS & texts.keys() <= row.stated.keys() for texts in alike)


def alike(sentences: list[Sentence], gold: list[tuple[Span, Row]]) -> dict[str, str]:
    """Return the ids of annotated events by those of drafted ones with the same participants."""
    met = {frozenset(r.texts["participant"]): r.id for _, r in gold if {"a", "participant"} <= {*r.texts}}
    rows = [row for s in sentences for row in s.rows if row.subject.startswith(NEW)]
    return {row.subject: met.get(participants(row), "") for row in rows}


def kinds(row: Row) -> list[str]:
    """Return the kind of a row: the class of a record, else the keys that say something by themselves."""
    return row.texts.get("a") or [key for key in row.texts if key not in QUALIFIERS]


def _has(values: list[str] | tuple[str, ...] | None, value: str | tuple[str, ...]) -> bool:
    """Say whether values hold one, or all of several; None holds any."""
    wanted = {value} if isinstance(value, str) else set(value)
    return values is None or wanted <= set(values)


def same(period: str, other: str, *, within: bool) -> bool:
    """Say whether two periods begin and end together in whatever precision, or one is `within` the other."""
    if within and other.startswith(period):
        return True
    one, two = parse_period(period), parse_period(other)
    return (one.earliest, one.latest) == (two.earliest, two.latest)


def counts(source: Source, names: Names, words: Vocabulary) -> Iterator[tuple[str, int]]:
    """Yield what is counted, and how often."""
    gold, sentences = annotated(source), drafted(source, names, words)
    ids = alike(sentences, gold)
    for sentence in sentences:
        here = [row for span, row in gold if span.overlaps(sentence.span)]
        for row in sentence.rows:
            kind = row.kind or next(iter(row.stated))
            named_kind = f"{'sure' if row.confidence > SURE else 'unsure'} {kind}"
            anywhere = not row.kind or "holder" in row.stated or "participant" in row.stated
            right = is_right(source, row, [each for _, each in gold] if anywhere else here, ids)
            yield f"{named_kind} {'right' if right else 'wrong'}", 1
            if right and not is_told(row, here):
                yield f"{named_kind} right, but not who says so", 1
            if not right and "-v" in sys.argv:
                print(source.id, row, source.text[slice(*sentence.span)])
    for span, row in gold:
        proposed = [each for s in sentences if s.span.overlaps(span) for each in s.rows]
        for kind in kinds(row):
            of_kind = [each for each in proposed if kind in (each.kind, next(iter(each.stated)))]
            is_found = any(is_right(source, each, [row], ids) for each in of_kind)
            yield f"annotated {kind}", 1
            yield from [(f"found {kind}", 1)] if is_found else []
            if not is_found and kind in sys.argv:
                print("missed", source.id, row.id, source.text[slice(*span)])
        for printed in row.texts.get("printed", ()):
            how = value_found(row, printed, source.language, [s for s in sentences if s.span.overlaps(span)])
            yield f"values {how}", 1
            if how != "found" and "-v" in sys.argv:
                print(source.id, how, printed)
        named = {m.ids for s in sentences if s.span.overlaps(span) for m in s.mentions}
        for mention in names.find(source.text[slice(*span)]):
            yield ("names found" if mention.ids in named else "names missed"), 1


def value_found(row: Row, printed: str, language: str, sentences: list[Sentence]) -> str:
    """Return how the figure of an annotated row is found in its sentences.

    A misspelt one, of which the row says its value, is `offered` where it is offered as the only correction,
    `offered among several` where it is not the only one.
    """
    figure = read(printed, language)
    stated = {key: row.texts[key][0] for key in ("value", "lowest", "highest") if key in row.texts}
    wanted = (figure.numbers, figure.unit) if figure else (stated, row.texts.get("unit", [""])[0])
    if any((f.quantity.numbers, f.quantity.unit) == wanted for s in sentences for f in s.figures):
        return "found"
    offers = [[(r.figure.numbers, r.figure.unit) for r in m.readings] for s in sentences for m in s.meant]
    return min((offered_among(len(each)) for each in offers if wanted in each), key=len, default="missed")


def offered_among(number: int) -> str:
    """Return what it is to be one of so many corrections."""
    return "offered" if number == 1 else "offered among several"


def annotated_names(source: Source, sentences: list[Sentence]) -> Iterator[tuple[str, int]]:
    """Yield how many of the names found in a text are of things that its annotations speak of."""
    rows = [row for _, row in annotated(source)]
    used = {value for row in rows for values in row.texts.values() for value in values}
    used |= {row.id for row in rows} | set(source.header.texts.get("author", ()))
    for mention in (mention for sentence in sentences for mention in sentence.mentions):
        yield ("mentions right" if used & set(mention.ids) else "mentions wrong"), 1


def marked(folder: Path, source: Source, sentences: list[Sentence]) -> Iterator[tuple[str, int]]:
    """Yield how the names and values that were marked in a text by hand compare with those found in it."""
    marks = yaml.safe_load((folder / f"marks/{source.id}.yaml").read_text(encoding="utf-8"))
    named = [(source.text[slice(*s.span)], mention) for s in sentences for mention in s.mentions]
    names = Counter(f"{text[slice(*span)]}: {'|'.join(ids)}" for text, (span, ids) in named)
    yield from compared("name", source, Counter(map(": ".join, marks["mentions"])), names)
    values = Counter(told(figure.quantity) for sentence in sentences for figure in sentence.figures)
    wanted = Counter(f"{v} {unit}" for _, v, unit in marks["values"])
    offers = [[told(each.figure) for each in one.readings] for s in sentences for one in s.meant]
    for offer in offers:
        for value in set(offer) & (wanted - values).keys():
            yield f"marked value {offered_among(len(offer))}", 1
            wanted[value] -= 1
    yield from compared("value", source, wanted, values)


def told(figure: Quantity | Range) -> str:
    """Return a figure as marks tell it."""
    return f"{'..'.join(figure.numbers.values())} {figure.unit}"


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
        yield from marked(HELD_OUT, source, drafted(source, names, vocabulary_))


def our_own(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield what is counted of our own texts, each the only one of a new project in a folder."""
    for text in sorted(OUR_OWN.glob("*.txt")):
        called = beginning.Names(text.stem, "pair", f"https://example.org/{text.stem}/ontology#")
        project = beginning.begin(folder / text.stem, called, bare=False)
        shutil.copy(text.with_suffix(".yaml"), project.seeds / "entities.yaml")
        add(project.seeds, text, Given())
        seeds = read_seeds(project.seeds)
        words = vocabulary(project.vocabulary, seeds.entities)
        names = Names({row.id: row.texts for row in seeds.entities})
        shutil.copy(OUR_OWN / f"annotated/{text.stem}.yaml", project.seeds)
        (annotated_,) = read_seeds(project.seeds).sources
        for source in seeds.drafts:
            yield from counts(replace(source, passages=annotated_.passages), names, words)
            yield from marked(OUR_OWN, source, drafted(source, names, words))


def of_seeds() -> Iterator[tuple[str, int]]:
    """Yield what is counted of the seeds."""
    seeds = read_seeds(ROOT / "seeds")
    words = vocabulary(read_ontology(ROOT / "ontology"), seeds.entities)
    names = Names({row.id: row.texts for row in seeds.entities})
    for source in seeds.sources:
        yield from counts(source, names, words)
        yield from annotated_names(source, drafted(source, names, words))


def tell(title: str, counted: Iterator[tuple[str, int]]) -> Counter[str]:
    """Print what was counted and the shares that follow of it, and return it."""
    total: Counter[str] = Counter()
    for what, number in counted:
        total[what] += number
    print(f"\n{title}")
    for what, number in sorted(total.items()):
        print(f"{what:<28} {number:>5,}")
    for good, bad in SHARES:
        if total[good]:
            print(f"{good + ', not ' + bad.split()[-1]:<28} {total[good] / (total[good] + total[bad]):.3f}")
    tell_values("values", "found", total)
    tell_values("marked value", "right", total)
    found = [what.split() for what in total if what.startswith(("annotated", "sure", "unsure"))]
    for kind in sorted({words[1] for words in found}, key=lambda kind: (-total[f"annotated {kind}"], kind)):
        right, wrong = (
            total[f"sure {kind} {how}"] + total[f"unsure {kind} {how}"] for how in ("right", "wrong")
        )
        missed = total[f"annotated {kind}"] - total[f"found {kind}"]
        print(
            f"{kind:<28} {right:>4} right {wrong:>4} wrong {missed:>4} of {total[f'annotated {kind}']} missed"
        )

    return total


def tell_values(what: str, found: str, total: Counter[str]) -> None:
    """Print which part of values was read, which is offered, and which missed."""
    parts = {how: total[f"{what} {how}"] for how in (found, *HOW)}
    if whole := sum(parts.values()):
        shares = (f"{how} {part} ({part / whole:.3f})" for how, part in parts.items())
        print(f"{f'{what} of {whole}':<28} {', '.join(shares)}")


def main() -> None:
    """Print what is counted over all seeds, over the texts held out, over our own; values of all together."""
    seeds = tell("the seeds", of_seeds())
    with TemporaryDirectory() as folder:
        total = tell("held out", held_out(Path(folder)))
    with TemporaryDirectory() as folder:
        total += tell("our own texts", our_own(Path(folder)))
    for how in ("found", *HOW):
        total[f"marked value {how.replace('found', 'right')}"] += seeds[f"values {how}"]
    print()
    tell_values("marked value", "right", total)


if __name__ == "__main__":
    main()

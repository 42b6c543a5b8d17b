"""What the page of a review shows of a source, as plain data: texts, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from kg.draft.frame import quoted
from kg.errors import Problem
from kg.review.blocks import Annotations, Block, Plain, place
from kg.review.names import strangers
from kg.review.units import Unit, units
from kg.review.written import row_text
from kg.seeds.implied import spell_out
from kg.seeds.rows import QUALIFIERS, Passage, Row
from kg.text.document import Document
from kg.text.folding import Span
from kg.text.meant import readings
from kg.text.quotes import Selector, Words, locate

if TYPE_CHECKING:
    from kg.review.review import Review, State

_CONFIDENCE: Final = re.compile(r"# confidence ([\d.]+)\s*$")
_FOUND: Final = re.compile(r"\s*# ((?:named|period|figure): .*\S)\s*")
_STATED: Final = ("value", "lowest", "unit", "approximation", "inferred")
"""Keys with which a row tells by itself how its figure is read."""
_IMPLIED: Final = ("value", "unit", "approximation", "correctedValue")

Shown = dict[str, Any]


def shown(review: Review) -> Shown:
    """Return what there is to see and decide."""
    state = review.state()
    page = _Page(state)
    listed = page.units()
    items = [item for unit in listed for item in unit["items"]]
    counts = {kind: sum(item["kind"] == kind for item in items) for kind in _KINDS}
    return {
        "version": state.version,
        "source": state.source.id,
        "title": next((v.text for s in state.source.header if s.key == "title" for v in s.values), ""),
        "language": state.source.language,
        "file": state.annotations.name,
        "isDraft": state.source.is_draft,
        "canUndo": review.can_undo,
        "counts": counts,
        "units": listed,
        "names": [each._asdict() for each in strangers(state.annotations) if each.id not in page.known],
        "problems": [_problem(problem) for problem in page.elsewhere()],
        "free": page.free(),
    }


_KINDS: Final = ("draft", "accepted", "skipped", "unread")


class _Page:
    """Puts together what is shown of a state."""

    def __init__(self, state: State) -> None:
        self.state, self.source, self.annotations = state, state.source, state.annotations
        self.document = Document(state.source.text)
        by_place = {p.shared.where: p for p in (*state.source.passages, *state.source.drafted)}
        self.passages = sorted(by_place.values(), key=lambda passage: place(passage.shared.where))
        self.known = {row.id for row in state.seeds.entities}

    def units(self) -> list[Shown]:
        """Return the text in order, each unit with the passages under it; last what stands nowhere."""
        quotes = [passage.quote for passage in self.passages]
        quotes += [skipped.quote for skipped in self.source.skipped]
        header = self.source.quote
        quotes += [header] if header else []
        placed = {number: span for number, quote in enumerate(quotes) if (span := self.span(quote))}
        order = list(placed)
        shown = [self.unit(unit, order) for unit in units(self.document, list(placed.values()))]
        lost = [number for number in range(len(self.passages)) if number not in placed]
        return shown + [{"pieces": [], "isFirst": True, "items": [self.passage(n)]} for n in lost]

    def span(self, quote: Selector) -> Span | None:
        span = locate(self.document, quote, self.source.file)
        return None if isinstance(span, Problem) else span

    def unit(self, unit: Unit, order: list[int]) -> Shown:
        known = len(self.passages)
        pieces = [
            {"text": piece.text, "passages": [n for n in map(order.__getitem__, piece.inside) if n < known]}
            for piece in unit.pieces
        ]
        items = [self.item(order[number]) for number in unit.numbers]
        return {
            "pieces": pieces,
            "isFirst": unit.is_first,
            "line": self.document.line(unit.span),
            "items": sorted(items, key=lambda item: item["kind"] != "skipped") or [self.unread(unit.span)],
        }

    def item(self, number: int) -> Shown:
        if number < len(self.passages):
            return self.passage(number)
        skipped = self.source.skipped[number - len(self.passages) :][:1]
        return {"kind": "skipped", "reason": skipped[0].reason if skipped else "the words of the header"}

    def unread(self, span: Span) -> Shown:
        """Return an unread sentence, by words that tell it from others that read the same."""
        options = [Selector(*map(_words, texts)) for texts in self.tellings(span)]
        told = next(
            (each for each in options if (s := self.span(each)) and s.start == span.start), options[0]
        )
        after = told.after.text if told.after else ""
        return {"kind": "unread", "quote": told.words.text, "after": after, "before": self.next_to(span)}

    def tellings(self, span: Span) -> Iterator[tuple[str, ...]]:
        """Yield words of a sentence, those after which it stands, and it together with the next one."""
        text = self.source.text
        yield (text[slice(*span)],)
        before = [other for other in self.document.sentences if other.end <= span.start]
        behind = [other for other in self.document.sentences if other.start >= span.end]
        yield from [(text[slice(*span)], text[slice(*other)]) for other in before[-1:]]
        yield from [(text[span.start : other.end],) for other in behind[:1]]

    def next_to(self, span: Span) -> int:
        """Return the number of the first passage behind a span, else what the next one would have."""
        places = ((number, self.span(passage.quote)) for number, passage in enumerate(self.passages))
        behind = (number for number, found in places if found and found.start > span.start)
        return next(behind, len(self.passages))

    def passage(self, number: int) -> Shown:
        passage, lines = self.passages[number], self.annotations.passages[number]
        stated = self.annotations.meaning["passages"][number]
        rows = [self.row(passage, n, row, lines.rows[n]) for n, row in enumerate(passage.rows)]
        inside = [line for row in lines.rows for line in range(*row[:2])]
        comments = (_FOUND.fullmatch(line) for line in self.annotations.lines[slice(*lines.block[:2])])
        return {
            "kind": "draft" if passage.is_draft else "accepted",
            "passage": number,
            "quote": passage.quote.words.text,
            "after": passage.quote.after.text if passage.quote.after else "",
            "shared": {key: stated[key] for key in QUALIFIERS if key in stated},
            "rows": rows,
            "found": [m[1] for m in comments if m and not (m[1].endswith("?") and _has_offer(rows, m[1]))],
            "problems": [_problem(p) for p in self.problems(lines.block) if _line(p) not in inside],
        }

    def row(self, passage: Passage, number: int, row: Row, block: Block) -> Shown:
        confidence = _CONFIDENCE.search(self.annotations.lines[block.end - 1])
        written = row_text(self.annotations, block, _meant(self.annotations, passage, number))
        meant = self.meant(row, written)
        return {
            "row": number,
            "written": written,
            "cells": [("id", [row.id]), *((s.key, [v.text for v in s.values]) for s in row)],
            "implied": self.implied(passage, row),
            "meant": meant,
            "printed": next(iter(row.texts.get("printed", ())), ""),
            "confidence": confidence[1] if confidence else "",
            "problems": [_offered(p) if meant else _problem(p) for p in self.problems(block)],
        }

    def implied(self, passage: Passage, row: Row) -> str:
        """Return how the figures of a row are read: `1500000000 USD exact`."""
        read = spell_out(row, passage.quote.words.text, self.source.language, lambda _: None)
        texts = {s.key: s.values[0].text for s in read if s not in row.stated and s.key in _IMPLIED}
        if "value" in texts:
            texts["value"] = _grouped(texts["value"])
        return " ".join(texts.values())

    def meant(self, row: Row, written: str) -> list[Shown]:
        """Return what a misspelt figure may be meant to be, each with the row that states it so."""
        printed = row.first("printed")
        if not printed or any(row.get(key) for key in _STATED):
            return []
        found = readings(printed.text, self.source.language)
        return [
            {"words": each.told, "counted": each.counted, "written": f"{written}, {each.written}"}
            for each in found
        ]

    def problems(self, block: Block) -> Iterator[Problem]:
        name = f"{self.annotations.name}:"
        for problem in self.state.problems:
            if problem.where.startswith(name) and block.holds(_line(problem)):
                yield problem

    def elsewhere(self) -> list[Problem]:
        """Return the problems of this source that stand under none of its passages."""
        under = [each.block for each in self.annotations.passages]
        name = f"{self.annotations.name}:"
        ours = (problem for problem in self.state.problems if problem.where.startswith(name))
        return [each for each in ours if not any(block.holds(_line(each)) for block in under)]

    def free(self) -> str:
        """Return an id that no row has."""
        seeds = (*self.state.seeds.sources, *self.state.seeds.drafts, self.source)
        rows = (row for s in seeds for p in (*s.passages, *s.drafted) for row in p.rows)
        taken = self.known | {row.id for row in rows}
        return next(name for n in count(1) if (name := f"{self.source.id}-{n}") not in taken)


def _meant(annotations: Annotations, passage: Passage, row: int) -> Plain:
    at = place(passage.shared.where)[0]
    number = next(n for n, each in enumerate(annotations.passages) if each.block.holds(at))
    return annotations.meaning["passages"][number]["facts"][row]


def _words(text: str) -> Words:
    return Words(text, "")


def _line(problem: Problem) -> int:
    return place(problem.where)[0]


def _problem(problem: Problem) -> Shown:
    return {"severity": problem.severity, "rule": problem.rule, "what": problem.what, "hint": problem.hint}


def _offered(problem: Problem) -> Shown:
    """Return a problem without the hint that offers, in words, what stands beside it to be taken."""
    return _problem(problem) | ({"hint": ""} if problem.rule == "printed" else {})


def _has_offer(rows: list[Shown], found: str) -> bool:
    """Say whether a row offers to take what is asked of a figure."""
    return any(found.startswith(f"figure: {quoted(row['printed'])} ") for row in rows if row["meant"])


def told(problems: Iterable[Problem]) -> list[Shown]:
    """Return problems as the page shows them."""
    return [_problem(problem) | {"where": problem.where} for problem in problems]


def _grouped(number: str) -> str:
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdecimal() else number

"""Who a sentence says met whom, or visited which place, where and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from kg.draft.figures import BRACKETS, Day
from kg.draft.listed import lists, named_once
from kg.draft.proposed import Proposed
from kg.draft.sayings import Sayings, named, sayings
from kg.draft.vocabulary import Vocabulary
from kg.text.folding import Span, is_unspaced
from kg.text.mentions import Mention

_STATED: Final = 0.9
_LONGEST: Final = 80
"""Characters before a name behind a verb at most: his titles and posts."""
_CAPITALISED: Final = re.compile(r"[^\W\d_a-zß-ÿ][\w’'-]*")
_APPOSED: Final = re.compile(r"(?:\s*\([^()]*\))?(?:\s*,.*,)?\s*", re.DOTALL)
"""What may stand between somebody and what is told of them: who that is."""
_TOPIC: Final = re.compile(r"[^。、はが「]{0,12}[はが].*", re.DOTALL)
_TITLE: Final = re.compile(r"[^。、はが「]{0,15}")


class _Said(NamedTuple):
    """A sentence with what is found in it."""

    text: str
    language: Sayings
    mentions: list[Mention]
    words: Vocabulary

    def people(self) -> list[list[Mention]]:
        """Return the people of a sentence in the lists in which they stand."""
        people = [m for m in self.mentions if len(m.ids) == 1 and self.words.is_person(m.ids[0])]
        return lists(self.text, people)

    def places(self) -> list[Mention]:
        """Return the places of a sentence, but those in brackets."""
        aside = [Span(*found.span()) for found in BRACKETS.finditer(self.text)]
        places = [m for m in self.mentions if len(m.ids) == 1 and self.words.is_place(m.ids[0])]
        return [m for m in places if not any(m.span.overlaps(span) for span in aside)]

    def without_posts(self, start: int, end: int) -> str:
        """Return the words of a stretch but for the posts named in it."""
        kept, at = "", start
        for mention in self.mentions:
            if (
                at <= mention.span.start
                and mention.span.end <= end
                and self.words.fits(mention.ids[0], "post")
            ):
                kept, at = kept + self.text[at : mention.span.start], mention.span.end
        return kept + self.text[at:end]


def events(
    text: str, language: str, mentions: Sequence[Mention], days: Collection[Day], words: Vocabulary
) -> Iterator[Proposed]:
    """Yield the visits and meetings that a sentence tells, each with who takes part, where and when."""
    said = _Said(text, sayings(language), named_once(text, mentions), words)
    when = _when(days)
    visits = [row for match in said.language.visits.finditer(text) for row in _visits(said, match)]
    meetings = [row for match in said.language.meetings.finditer(text) for row in _meetings(said, match)]
    for row in visits:
        yield row if meetings else row._replace(stated={**row.stated, **when})
    for row in meetings:
        there = next((_where(visit) for visit in visits if participants(visit) <= participants(row)), {})
        yield row._replace(stated={**row.stated, **(_place(said) or there), **when})


def _visits(said: _Said, match: re.Match[str]) -> Iterator[Proposed]:
    who, where = _subjects(said, match), _visited(said, match)
    if named(match) in said.words.ontology.classes and len(who) == 1 and where:
        yield Proposed(named(match), {"participant": who[0], "place": where}, _STATED)


def _meetings(said: _Said, match: re.Match[str]) -> Iterator[Proposed]:
    who = tuple(dict.fromkeys((*_subjects(said, match), *_objects(said, match))))
    if named(match) in said.words.ontology.classes and len(who) > 1:
        yield Proposed(named(match), {"participant": who}, _STATED)


def _when(days: Collection[Day]) -> dict[str, str]:
    """Return on which day something was, if only one is told."""
    if len({day.text for day in days}) != 1:
        return {}
    is_inferred = all(day.is_inferred for day in days)
    return {"period": next(iter(days)).text} | ({"inferred": "period"} if is_inferred else {})


def _where(event: Proposed) -> dict[str, str | tuple[str, ...]]:
    return {"place": event.stated["place"]}


def is_told(event: Proposed, before: Iterable[Proposed]) -> bool:
    """Say whether one of the events told before is the same, as far as the later one tells."""
    told = {key: value for key, value in event.stated.items() if key != "participant"}
    return any(
        event.kind == other.kind
        and participants(event) == participants(other)
        and told.items() <= other.stated.items()
        for other in before
    )


def participants(event: Proposed) -> frozenset[str]:
    """Return who takes part in an event."""
    who = event.stated["participant"]
    return frozenset((who,) if isinstance(who, str) else who)


def _subjects(said: _Said, match: re.Match[str]) -> tuple[str, ...]:
    """Return of whom a verb tells: those named last before it, with nobody else between."""
    is_last = is_unspaced(match[0])
    near = _object_before(said, match) if is_last else None
    for people in reversed([some for some in said.people() if some[-1].span.end <= match.start()]):
        if people is near or (near and people[-1].span == near[-1].span):
            continue
        between = said.text[people[-1].span.end : match.start()]
        fits = _TOPIC.fullmatch(between) if is_last else _is_gap(said, people[-1].span.end, match.start())
        return tuple(one.ids[0] for one in people) if fits else ()
    return ()


def _is_gap(said: _Said, start: int, end: int) -> bool:
    between = said.text[start:end]
    gap = _APPOSED.match(between)
    rest = between[gap.end() :] if gap else between
    return not said.language.aside.sub("", rest).strip(" ,")


def _objects(said: _Said, match: re.Match[str]) -> tuple[str, ...]:
    """Return whom somebody met: those named next behind the verb, before it where verbs stand last."""
    if is_unspaced(match[0]):
        return tuple(one.ids[0] for one in _object_before(said, match) or [])
    return tuple(one.ids[0] for one in _behind(said, match.end()))


def behind(
    text: str, language: str, mentions: Sequence[Mention], words: Vocabulary, place: int
) -> list[Mention]:
    """Return the people whom a sentence names next behind a place, with nothing but titles before them."""
    return _behind(_Said(text, sayings(language), named_once(text, mentions), words), place)


def _behind(said: _Said, place: int) -> list[Mention]:
    people = next((some for some in said.people() if some[0].span.start >= place), [])
    return people if people and _is_title(said, place, people[0].span.start) else []


def _object_before(said: _Said, match: re.Match[str]) -> list[Mention] | None:
    before = [some for some in said.people() if some[-1].span.end <= match.start()]
    is_near = bool(before) and _TITLE.fullmatch(said.text, before[-1][-1].span.end, match.start())
    return before[-1] if is_near else None


def _is_title(said: _Said, start: int, end: int) -> bool:
    """Say whether words before a name are but titles and posts."""
    if end - start > _LONGEST:
        return False
    words = re.findall(r"[^\W\d_][\w’'-]*|[^\w\s.,]", said.without_posts(start, end))
    return all(_CAPITALISED.fullmatch(word) or said.language.titles.fullmatch(word) for word in words)


def _visited(said: _Said, match: re.Match[str]) -> str:
    """Return the place that stands beside a verb of visiting, empty if none does."""
    for mention in said.places():
        if is_unspaced(match[0]):
            if mention.span.end == match.start():
                return mention.ids[0]
        elif re.fullmatch(r"\s+(?:the\s+|la\s+|el\s+)?", said.text[match.end() : mention.span.start]):
            return mention.ids[0]
    return ""


def _place(said: _Said) -> dict[str, str]:
    """Return the place in which a sentence says something to be, if only one."""
    found = [
        mention.ids[0]
        for mention in said.places()
        if any(
            _is_beside(place.span(), mention.span, said.text)
            for place in said.language.place.finditer(said.text)
        )
    ]
    return {"place": found[0]} if len(set(found)) == 1 else {}


def _is_beside(place: tuple[int, int], name: Span, text: str) -> bool:
    start, end = place
    if is_unspaced(text, start):
        return name.end == start
    return end <= name.start and re.fullmatch(r"\s+", text[end : name.start]) is not None

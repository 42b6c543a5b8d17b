"""What a sentence reports somebody to say: who speaks, and what kind of act it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from kg.draft.met import behind, participants
from kg.draft.proposed import Proposed
from kg.draft.sayings import Sayings, all_of, named, sayings
from kg.draft.vocabulary import Vocabulary, stem, stems
from kg.draft.voice import Placed
from kg.text.folding import Span, is_unspaced
from kg.text.mentions import Mention

_CLEAR: Final = 0.95
_JOINED: Final = 0.9
_LIKELY: Final = 0.8
_POSSIBLE: Final = 0.6
_EARLY: Final = 60
"""Within how many characters of a sentence a speaker is named who is surely its subject."""
_APPOSED: Final = re.compile(r"(?:\s*,[^,]{1,100},)?\s*,?\s*(?<![^\s,])")
"""What may stand between a speaker and a verb: who that is."""
_PREPOSED: Final = re.compile(
    r"\b(?:with|at|of|in|by|for|to|from|on|and|or|con|de|del|en|a|al|por|para|y|e)\s(?:the |el |la )?\Z",
    re.IGNORECASE,
)
"""What makes of a body behind it something other than the one who acts."""
_TITLED: Final = re.compile(r"[^。、はが「]{0,12}[はが]")
"""What makes a name the topic of a sentence in Japanese, behind a title or post."""


class Subject(NamedTuple):
    """Who speaks from where to where in a sentence, and how sure that is."""

    speakers: tuple[str, ...]
    span: Span
    confidence: float


@dataclass(frozen=True)
class Talk:
    """What was told before a sentence: who spoke last, who was named, the last one last, and who met.

    An event is no surer than all else that its sentence tells, as they are accepted together.
    """

    last: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    events: tuple[Proposed, ...] = ()

    def with_events(self, events: Iterable[Proposed]) -> Talk:
        """Return what was told once these events are, too."""
        return replace(self, events=(*self.events, *events))

    def after(self, named_here: Iterable[str]) -> tuple[str, ...]:
        """Return which people have been named, once these are, too."""
        here = dict.fromkeys(reversed([*named_here]))
        return (*(one for one in self.people if one not in here), *reversed(here))


def talked(before: Talk, mentions: Sequence[Mention], acts: Sequence[Placed], words: Vocabulary) -> Talk:
    """Return what was said after a sentence too."""
    spoke = [act.row.stated["speaker"] for act in acts]
    last = spoke[-1] if spoke else before.last
    people = before.after(_people(mentions, words))
    return replace(before, last=(last,) if isinstance(last, str) else last, people=people)


def _people(mentions: Sequence[Mention], words: Vocabulary) -> list[str]:
    return [m.ids[0] for m in mentions if len(m.ids) == 1 and words.is_person(m.ids[0])]


def acts(
    text: str, language: str, mentions: Sequence[Mention], words: Vocabulary, before: Talk
) -> Iterator[Placed]:
    """Yield the acts that a sentence reports, each with its speakers, none twice."""
    kind, said = words.record("speaker", "act"), sayings(language)
    subjects = sorted(_subjects(text, said, mentions, words, before), key=lambda each: each.span)
    seen = set[tuple[tuple[str, ...], str]]()
    people = before.after(_people(mentions, words))
    for subject, told, confidence, match in _told(text, said, mentions, subjects) if kind else ():
        known = _acts(words).get(stem(told), [])
        if len(known) == 1 and (subject.speakers, known[0]) not in seen:
            seen.add((subject.speakers, known[0]))
            heard = _named_behind(text, language, match, mentions, words)
            is_there = not (said.elsewhere.search(text) or said.pair.search(text, match.end()))
            met = _met(subject.speakers, heard, people, before.events) if is_there else None
            others = heard or (met.others(subject.speakers) if met else ())
            stated = {"speaker": _one(subject.speakers)} | ({"addressee": _one(others)} if others else {})
            stated |= {"act": known[0]} | ({"during": met.id} if met else {})
            row = Proposed(kind, stated, min(confidence, met.confidence) if met else confidence)
            yield Placed(_beginning(subject, match), row)


def _beginning(subject: Subject, match: re.Match[str]) -> int:
    """Return behind which character the words of a speaker stand: a verb may end them."""
    if subject.span.start > match.start():
        return 0
    return subject.span.end if is_unspaced(match[0]) else match.start()


def _one(ids: tuple[str, ...]) -> str | tuple[str, ...]:
    return ids if len(ids) > 1 else ids[0]


def _named_behind(
    text: str, language: str, match: re.Match[str], mentions: Sequence[Mention], words: Vocabulary
) -> tuple[str, ...]:
    """Return whom a verb says to be addressed."""
    if not sayings(language).addressed.fullmatch(match[0]):
        return ()
    found = behind(text, language, mentions, words, match.end())
    is_owner = bool(found) and re.match("[’']s?\b", text[found[-1].span.end :])
    return () if is_owner else tuple(one.ids[0] for one in found)


class _Meeting(NamedTuple):
    """A meeting by the id of its record, who takes part, and how sure it is."""

    id: str
    people: frozenset[str]
    confidence: float

    def others(self, speakers: tuple[str, ...]) -> tuple[str, ...]:
        """Return to whom one of two speaks; nobody where it may be several."""
        rest = self.people.difference(speakers)
        return (*rest,) if len(rest) == 1 else ()


def _met(
    speakers: tuple[str, ...], heard: tuple[str, ...], people: Sequence[str], events: Sequence[Proposed]
) -> _Meeting | None:
    """Return in which meeting told of somebody speaks: of several that of which another was named last."""
    met = [_Meeting(each.subject, participants(each), each.confidence) for each in events]
    own = [each for each in met if len(each.people) > 1 and {*speakers, *heard} <= each.people]
    named = {one: place for place, one in enumerate(people)}
    return max(
        own,
        key=lambda each: max((named[one] for one in each.people.difference(speakers)), default=-1),
        default=None,
    )


def _subjects(
    text: str, said: Sayings, mentions: Sequence[Mention], words: Vocabulary, before: Talk
) -> Iterator[Subject]:
    """Yield who a sentence has for subjects of acts: people and bodies by name, he or she, the two."""
    for mention in mentions:
        is_person = words.is_person(mention.ids[0])
        is_subject = is_person or not _PREPOSED.search(text, 0, mention.span.start)
        if len(mention.ids) == 1 and words.can_speak(mention.ids[0]) and is_subject:
            confidence = _CLEAR if is_person and mention.span.start < _EARLY else _POSSIBLE
            yield Subject((mention.ids[0],), mention.span, confidence if is_person else _POSSIBLE)
    for match in said.pronouns.finditer(text):
        is_people = all(map(words.is_person, before.last))
        if before.last and is_people and not _is_behind_that(text, said, match.start()):
            yield Subject(before.last, Span(*match.span()), _LIKELY)
    if before.last and (silent := said.silent.match(text)):
        yield Subject(before.last, Span(silent.start(), silent.start()), _LIKELY)
    people = before.after(_people(mentions, words))[:-3:-1]
    for match in said.pair.finditer(text):
        if len(people) == 2:
            yield Subject(tuple(sorted(people)), Span(*match.span()), _LIKELY)


def _is_behind_that(text: str, said: Sayings, place: int) -> bool:
    """Say whether a clause that somebody says begins at a place."""
    return any(re.fullmatch(r"\s*", text[m.end() : place]) for m in said.that.finditer(text, 0, place))


def _told(
    text: str, said: Sayings, mentions: Sequence[Mention], subjects: Sequence[Subject]
) -> Iterator[tuple[Subject, str, float, re.Match[str]]]:
    """Yield who acts, the word that tells the act, how sure that is, and where it is told."""
    current: Subject | None = None
    for match in all_of((said.acts, said.together, said.elided), text, 0):
        if _is_passive(text, said, match):
            continue
        subject = _subject(text, said, match, subjects) or _behind_quote(text, said, match, subjects)
        is_joined = subject is None and current and _is_joined(text, said, match)
        if subject is None and match.start() == 0 and subjects:
            subject, is_joined = subjects[0], True  # "Welcoming the news, the two ministers …"
        current = subject or (current if is_joined or match.re is said.elided else None) or current
        if current is None or not (subject or is_joined or match.re is said.elided):
            continue
        if match.re is said.together and len(current.speakers) == 1:
            continue
        is_first = subject is not None and not is_joined
        yield from ((*each, match) for each in _said(text, said, match, mentions, current, is_first=is_first))


_ADVERBS: Final = re.compile(r"\s*(?:\s(?:\w+ly|also|then)\s+)*")


def _is_passive(text: str, said: Sayings, match: re.Match[str]) -> bool:
    """Say whether a verb tells of the one to whom something is said: was asked, has been warmly thanked."""
    if match[0].endswith("ing"):
        return False
    near = said.passive.finditer(text, max(match.start() - 30, 0), match.start())
    return any(_ADVERBS.fullmatch(text, found.end(), match.start()) for found in near)


def _said(
    text: str,
    said: Sayings,
    match: re.Match[str],
    mentions: Sequence[Mention],
    by: Subject,
    *,
    is_first: bool,
) -> Iterator[tuple[Subject, str, float]]:
    """Yield the act of a verb, and those that its clauses report; what one reports of oneself is the act."""
    clauses = [] if match.re is said.together else [*_clauses(text, said, match, mentions)]
    others = [told for told in clauses if told]
    if not clauses or not clauses[0]:
        is_plain = is_first and bool(clauses) and not others
        yield by, named(match), min(by.confidence, _CLEAR if is_plain else _JOINED)
    yield from ((by, told, min(by.confidence, _LIKELY)) for told in others)


def _clauses(text: str, said: Sayings, match: re.Match[str], mentions: Sequence[Mention]) -> Iterator[str]:
    """Yield, for each clause behind `that`, the word of the act that it reports itself, else nothing."""
    for place, that in enumerate(said.that.finditer(text, match.end())):
        before = text[match.end() : that.start()]
        if place == 0 and before.strip(" ,"):
            return
        if place and not re.search(r"(?:and|y|e)\s+$", before):
            continue
        yield _reported(text, said, that.end(), mentions)


def _reported(text: str, said: Sayings, start: int, mentions: Sequence[Mention]) -> str:
    """Return the word of the act that a clause reports of the one who speaks, or of another."""
    rest = text[start : start + _FAR]
    if pronoun := re.match(rf"\s*(?:{said.pronouns.pattern})\s+", rest, re.IGNORECASE):
        own = said.own.match(rest, pronoun.end())
        return named(own) if own else ""
    if aside := _ASIDE.match(text, start):
        start = aside.end()
    named_here = [m for m in mentions if start <= m.span.start <= start + _NEXT]
    for mention in named_here:
        wish = re.compile(r"\s+").match(text, mention.span.end)
        other = said.others.match(text, wish.end()) if wish else None
        if other:
            return named(other)
    return ""


_ASIDE: Final = re.compile(r"\s*(?:as|como)\b[^,.;]{1,120},")
"""What a clause may begin with before it names whom it is about: as a member of the council, a country …"""
_FAR: Final = 120
_NEXT: Final = 5
"""Characters behind `that` within which the one is named whom a clause is about."""


def _subject(text: str, said: Sayings, match: re.Match[str], subjects: Sequence[Subject]) -> Subject | None:
    """Return the subject directly before a verb, or of a sentence that ends with it."""
    before = [each for each in subjects if each.span.end <= match.start()]
    for subject in reversed(before):
        between = text[subject.span.end : match.start()]
        if is_unspaced(match[0]):
            if _TITLED.match(between) or (len(subject.speakers) > 1 and between[:1] in "はが"):
                return subject
        elif _is_between(between, said) or (not subject.span.end and _is_between(f" {between}", said)):
            return subject
    return None


_QUOTED: Final = re.compile(r"[”\"»][,.]?\s*\Z|[,.][”\"»]\s*\Z")


def _behind_quote(
    text: str, said: Sayings, match: re.Match[str], subjects: Sequence[Subject]
) -> Subject | None:
    """Return the subject directly behind a verb that stands behind words in quotation marks."""
    if not _QUOTED.search(text, 0, match.start()):
        return None
    for subject in subjects:
        if subject.span.start >= match.end():
            words = re.findall(r"[^\W\d_]+", text[match.end() : subject.span.start])
            return (
                subject if all(word[0].isupper() or said.titles.fullmatch(word) for word in words) else None
            )
    return None


def _is_between(between: str, said: Sayings) -> bool:
    """Say whether words may stand between a subject and its verb."""
    gap = _APPOSED.match(between)
    rest = between[gap.end() :] if gap else between
    return gap is not None and not said.aside.sub("", rest).strip(" ,")


def _is_joined(text: str, said: Sayings, match: re.Match[str]) -> bool:
    """Say whether a verb goes on behind another: "and requested", ", adding"."""
    if is_unspaced(match[0]):
        return True
    before = text[max(match.start() - 30, 0) : match.start()]
    bare = said.aside.sub("", before).rstrip()
    if before.rstrip().endswith(","):
        return True
    return any(found.end() == len(bare) for found in said.joined.finditer(bare))


_OBJECT: Final = re.compile(r"\b(?:what|who|with|of|for|to)\b")
"""Words behind which a definition tells what is said, no longer that it is."""


@lru_cache(maxsize=1)
def _acts(words: Vocabulary) -> dict[str, list[str]]:
    """Return the acts of an ontology by the stems of the words that tell them; their own label tells best."""
    found: dict[str, list[str]] = {}
    individuals = words.ontology.individuals
    acts = words.terms(words.ranged("act"))
    for act in acts:
        for word in stems(_OBJECT.split(words.told(act))[0]):
            found.setdefault(word, []).append(act)
    labels = {word: [act] for act in acts for word in words.label(individuals[act].iri)}
    return found | labels

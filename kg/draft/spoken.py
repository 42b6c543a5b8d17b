"""What formulaic sentences state: somebody says something, somebody holds a post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from kg.draft.vocabulary import Vocabulary, stem, stems
from kg.terms import SCHEMA
from kg.text.folding import Span
from kg.text.mentions import Mention


class Proposed(NamedTuple):
    """A row: what it is of, its keys with values, and how sure it is, from 0 to 1, or else where it is from.

    A row of a thing that is known has that as its `subject`, and no kind; any other gets an id later.
    """

    kind: str
    stated: Mapping[str, str | tuple[str, ...]]
    confidence: float = 0
    subject: str = ""
    origin: str = ""

    @property
    def remark(self) -> str:
        """What is told of it beside it."""
        return f"from {self.origin}" if self.origin else f"confidence {self.confidence}"


_FOREIGN: Final = {
    **dict.fromkeys(("dijo", "afirmó", "aseguró", "sostuvo", "declaró", "manifestó"), "said"),
    **{"señaló": "noted", "explicó": "explained", "indicó": "noted", "destacó": "noted", "subrayó": "noted"},
    **{"pidió": "asked", "solicitó": "asked", "agradeció": "gratitude", "felicitó": "congratulated"},
    **{"prometió": "promised", "anunció": "announced", "acogió": "welcomed", "coincidió": "agreed"},
    **{
        "述": "said",
        "語": "said",
        "指摘": "pointed",
        "説明": "explained",
        "要請": "asked",
        "発表": "announced",
    },
    **{"祝意": "congratulated", "謝意": "gratitude", "期待": "hope", "歓迎": "welcomed", "約束": "promised"},
}
"""Verbs of saying → the word of English by which the definition of an act may tell it."""
_VERB: Final = re.compile(
    r"(?:,[^,]{1,80},)?\s+(?:(?:also|then|further|again|has|had|también|además)\s+)*(?P<verb>[^\W\d_]+)"
)
_ANOTHER: Final = (
    "would|will|wish|hope|like|want|expect|plan|intend|aim|delighted|pleased|grateful|glad|honou?red|agree|thank"
    "|appreciat|ask|request|need|should|must|desea|espera|quier|agradec|confía"
)
"""What makes another act of something said: a wish, a promise, thanks."""
_THAT: Final = re.compile(rf"(?:\s+(?:out\s+)?(?:that|que)\b|,)(?!.{{0,100}}\b(?:{_ANOTHER}))")
"""What shows that a verb of saying is all that is said of the act: a wish or promise behind it is another."""
_JAPANESE: Final = re.compile(
    r"[^。、はが]{0,12}[はが].*?(?P<verb>[一-鿿]+)(?:べ|っ|し)?(?:た|ている|ました)[。」]?$"
)
_CLEAR: Final = 0.95
_LIKELY: Final = 0.7
_BESIDE: Final = re.compile(r"(?:,?\s*(?:the|el|la)?\s*|・|（|\()")


def acts(text: str, mentions: Sequence[Mention], words: Vocabulary) -> Iterator[Proposed]:
    """Yield what is said in a sentence whose speaker stands directly before the verb."""
    kind, named = words.record("speaker", "act"), _verbs(words)
    for mention in mentions if kind else ():
        speaker = mention.ids[0]
        if len(mention.ids) > 1 or not words.is_any(speaker, [SCHEMA + "Person"]):
            continue
        found = _VERB.match(text, mention.span.end) or _JAPANESE.match(text, mention.span.end)
        verb = found["verb"].lower() if found else ""
        act = named.get(_told(verb), [])
        if found and len(act) == 1:
            is_clear = _THAT.match(text, found.end()) or found.re is _JAPANESE
            confidence = _CLEAR if is_clear and mention.span.start < _EARLY else _LIKELY
            yield Proposed(kind, {"speaker": speaker, "act": act[0]}, confidence)
            return


_EARLY: Final = 60
"""Within how many characters of a sentence its speaker is named."""


def _told(verb: str) -> str:
    foreign = next((word for known, word in _FOREIGN.items() if verb.startswith(known)), verb)
    return stem(foreign)


_OBJECT: Final = re.compile(r"\b(?:what|who|with|of|for|to)\b")
"""Words behind which a definition tells what is said, no longer that it is."""
_EMPTY: Final = stems(
    "who with what which that those this something somebody another one and for from kind will share shared"
    " have made expressed express make voiced suffered together high"
)
"""Words of definitions that name no act."""


@lru_cache(maxsize=1)
def _verbs(words: Vocabulary) -> dict[str, list[str]]:
    """Return the acts of an ontology by the stems of the words that tell them; their own label tells best."""
    found: dict[str, list[str]] = {}
    individuals = words.ontology.individuals
    acts = words.terms(words.ranged("act"))
    for act in acts:
        for word in stems(_OBJECT.split(words.told(act))[0]) - _EMPTY:
            found.setdefault(word, []).append(act)
    labels = {word: [act] for act in acts for word in words.label(individuals[act].iri)}
    return found | labels


def tenures(text: str, mentions: Sequence[Mention], words: Vocabulary) -> Iterator[Proposed]:
    """Yield which posts a sentence says that somebody holds: the two stand side by side."""
    kind = words.record("holder", "post")
    for one, other in pairwise(mentions) if kind else ():
        between = text[one.span.end : other.span.start]
        if not _BESIDE.fullmatch(between):
            continue
        for holder, post in ((one, other), (other, one)):
            if _is_post(post, words) and words.fits(holder.ids[0], "holder") and len(holder.ids) == 1:
                confidence = _CLEAR if "," in between and holder is one else _LIKELY
                yield Proposed(kind, {"holder": holder.ids[0], "post": post.ids[0]}, confidence)


def _is_post(mention: Mention, words: Vocabulary) -> bool:
    return len(mention.ids) == 1 and words.fits(mention.ids[0], "post")


def within(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """Return the mentions inside a span, counted from its start."""
    return [
        Mention(Span(m.span.start - span.start, m.span.end - span.start), m.ids)
        for m in mentions
        if span.start <= m.span.start and m.span.end <= span.end
    ]

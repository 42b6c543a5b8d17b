"""The names in a text that no entity has, each with the class that the words in or before it suggest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from kg.draft.candidates import NO_NAME, candidates, trimmed
from kg.draft.frame import quoted
from kg.draft.place import slug
from kg.draft.recognized import Recognized
from kg.draft.vocabulary import Vocabulary
from kg.terms import kg
from kg.text.folding import Span
from kg.text.mentions import Mention

LISTED: Final = "# Names nobody has told of. Write those that matter into entities.yaml:"
ENTRY: Final = "#   "
"""What stands over the names that a draft lists, and before each."""
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][\w’'&.-]*\w"
_OFFICES: Final = (
    "Ministry|Ministerio|Department|Secretar[ií]a|Agency|Agencia|Embassy|Embajada|Bank|Banco|University"
    "|Universidad|Association|Asociación|Chamber|Cámara|Council|Consejo|Agreement|Acuerdo|Treaty|Tratado"
)
_NAME: Final = re.compile(
    rf"(?<!\w)(?!(?:{NO_NAME})\b)(?:(?:{_OFFICES})(?:\s(?:of|for|de|del|para)(?:\s(?:the|la|el|los))?"
    rf"\s{_CAPITAL})+(?:(?:,|\sand|\sy)\s{_CAPITAL})*"
    rf"|{_CAPITAL}(?:\s{_CAPITAL})*(?:,?\s(?:Inc|Co|Ltd|Corp)\.)?)"
    r"|[一-鿿ァ-ヺー]{2,}(?:株式会社|省|庁|協定|条約|大学|県)|株式会社[一-鿿ァ-ヺー]{2,}"
)
_ARTICLE: Final = re.compile(r"(?<=[\w,(] )(?:El|La|Los|Las) \Z")
"""What in the middle of a sentence has its capital of a name that it belongs to: La Paz, Los Cabos."""
_OWNED: Final = re.compile(r"[’']s$")
_TITLE: Final = re.compile(
    r"(?:\b(?:Mr|Ms|Mrs|Dr|Sr|Sra|Lic|Ing)\.|\b(?:H\.E\.|Minister|President|Secretary|Ambassador|Governor"
    r"|ministr[oa]|president[ea]|secretari[oa]|embajadora?|Don|Doña))\s+$"
)
_KINDS: Final = (
    (
        re.compile(r"\b(?:Inc|Corp|Ltd|Co|S\.A|Motors?|Holdings?|Group|Grupo|Bank|Banco)\b|株式会社"),
        "Company",
    ),
    (
        re.compile(
            r"\b(?:Ministry|Department|Secretar[ií]a|Ministerio|Agency|Embassy|Embajada)\b|(?:省|庁)$"
        ),
        "GovernmentBody Organization",
    ),
    (re.compile(r"\b(?:Agreement|Treaty|Acuerdo|Tratado|Convenio)\b|協定$|条約$"), "Agreement"),
    (re.compile(r"\b(?:University|Universidad|Association|Chamber|Cámara|Council)\b|大学$"), "Organization"),
    (re.compile(r"\b(?:City|Ciudad)\b|[市]$"), "City Place"),
    (re.compile(r"\b(?:State|Prefecture|Province|Estado)\b|県$"), "State Place"),
)
"""What in a name tells of which class it is: the first of these that the ontology has."""


class Unknown(NamedTuple):
    """A name nobody knows, the local name of the class proposed (empty if none), how often it stands."""

    name: str
    cls: str
    times: int

    def line(self) -> str:
        """Return the line of entities.yaml that makes it known."""
        return f"{slug(self.name) or 'ID'}: {{a: {self.cls or 'CLASS'}, {self.told()}"

    def told(self) -> str:
        """Return the end of that line, which tells the name, whatever class is proposed."""
        return f"label: {quoted(self.name)}}}"


def unknown(
    text: str,
    sentences: Iterable[Span],
    mentions: Iterable[Mention],
    words: Vocabulary,
    recognized: Iterable[Recognized] = (),
) -> list[Unknown]:
    """Return the unknown names of a text, each once, in order of their first place.

    What a pipeline has recognized adds names, and classes where rules propose none. Rules have the cut of a
    name, so that what they find is listed whoever drafts; a longer one that holds theirs stands beside them.
    """
    taken, inside = bytearray(len(text)), bytearray(len(text) + 1)
    _take(taken, (mention.span for mention in mentions))
    own = [s for each in sentences for s in _names(text, each) if not any(taken[slice(*s)])]
    _take(inside, (Span(start + 1, end) for start, end in own))
    others = candidates(text, recognized, words)
    cut = {s for s in others if any(taken[slice(*s)]) or inside[s.start] or inside[s.end]}
    found: dict[str, list[str]] = {}
    for span in sorted({*own, *others.keys() - cut}):
        name = _OWNED.sub("", " ".join(text[slice(*span)].split()))
        cls = _class(name, text[max(span.start - 20, 0) : span.start], words)
        found.setdefault(name, []).append(cls or others.get(trimmed(text, span), ""))
    return [Unknown(name, _likeliest(classes), len(classes)) for name, classes in found.items()]


def _take(taken: bytearray, spans: Iterable[Span]) -> None:
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)


def _likeliest(classes: Iterable[str]) -> str:
    """Return the class that is proposed most often, the first of several, empty if none is."""
    counted = Counter(filter(None, classes)).most_common(1)
    return counted[0][0] if counted else ""


def _names(text: str, sentence: Span) -> Iterator[Span]:
    """Yield where capitalised words stand; a first word alone has its capital of the sentence."""
    for match in _NAME.finditer(text, *sentence):
        name = match[0]
        is_word = " " not in name and match.start() == sentence.start and name[1:].islower()
        if not is_word and text[match.end() : match.end() + 1] not in {"$", "¥", "€"}:
            article = _ARTICLE.search(text, sentence.start, match.start())
            yield Span(article.start() if article else match.start(), match.end())


def _class(name: str, before: str, words: Vocabulary) -> str:
    kinds = [classes for pattern, classes in _KINDS if pattern.search(name)]
    kinds += ["Country Place"] if name in _countries() else []
    wanted = " ".join(["Person"] if _TITLE.search(before) and not kinds else kinds)
    known = words.ontology.under(kg("Entity"))
    return next((cls for cls in wanted.split() if cls in known), "")


@cache
def _countries() -> frozenset[str]:
    """Return the names of countries in the languages of documents, as the Unicode CLDR has them."""
    from babel import Locale

    named = (Locale(tag).territories.items() for tag in ("en", "es", "ja"))
    return frozenset(name for each in named for code, name in each if len(code) == _CODE and code.isalpha())


_CODE: Final = 2
"""Letters of the code of a country (ISO 3166-1 alpha-2); regions have three digits."""

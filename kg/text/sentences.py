"""Tell the sentences of a text apart: English, Spanish and Japanese, by rules.

Of kept libraries, sentencex was right on three quarters of tests/tables/sentences.tsv, blingfire and pysbd on
less: they cut at abbreviations of another language, at wrapped lines and inside 「」.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.text.folding import UNSPACED, Span
from kg.text.lines import BULLET, stretches


def sentences(text: str) -> Iterator[Span]:
    """Yield the spans of the sentences in order; bullets and item numbers belong to none."""
    for stretch in stretches(text):
        yield from _inside(text, stretch)


_LONGEST: Final = 80
"""Characters before a full stop that are looked at for an abbreviation or address."""
_LOWER: Final = "a-zß-öø-ÿ"
_UPPER: Final = "A-ZÀ-ÖØ-Þ"
_CLOSING: Final = "[\"”’')\\]»›」』）】〉》]*(?:\\[\\d{1,3}\\]|[¹²³⁰⁴-⁹]{1,3})?"
_END: Final = re.compile(rf"(?P<mark>[.!?…。！？｡．]+){_CLOSING}|$")
_GOES_ON: Final = re.compile(r"\s+(?:[-•–]\s+)?[\"“‘'«(\[¿¡「『（]*(?P<first>\w)")
_GLUED: Final = re.compile(rf"[\"“‘'(]?[{_UPPER}][{_LOWER}]+(?![{_LOWER}]*\.\w)")
_PARTICLE: Final = re.compile(
    "[をっ、]|は(?!じめ|い)|へ(?!え)|の(?!ち)|に(?!もかかわらず)|と(?!はい|ころ|く|も|り)|が(?!、|ん|い)"
    "|も(?!し|っと|ちろ|う|と|の|は)|で(?!も|は|す|き|あ)|や(?!が|は|っ)"
)
"""What no sentence begins with, unless it goes on to a word that can: のち, では, もし."""
_AFTER_QUOTE: Final = re.compile("[とがはをにのもでへ、っや]|など|まで|から|より|だ")
_ENCLOSED: Final = re.compile(r"「[^「」]*」|『[^『』]*』|（[^（）]*）")
_ADDRESS: Final = re.compile(r"(?:://|www\.|@|\S/)\S*$")
_MAILBOX: Final = re.compile(r"[\w.]{1,64}@")
_WORD: Final = re.compile(rf"(?<![{_LOWER}])[{_LOWER}]{{4,}}\.$|\d\.$")
_TITLE: Final = re.compile(
    r"\b(?:H\.E|Mr|Mrs|Ms|Dr|Dra|Prof|Profa|Gov|Sen|Rep|Gen|Adm|Amb|Col|Capt|Lt|Sgt|Rev|Hon|Pres|Sec|Min"
    r"|Sra|Srta|Lic|Ing|Arq|Mtro|Mtra|Gral|Cnel|Ma|Pdte|Dir|Subdir|Cía|Cia|EE|vs|cf|Cf|ca|Ca|e\.g|i\.e|approx|aprox|pp)\.$"
)
_NUMBERED: Final = re.compile(
    r"\b(?:[Nn]os?|[Nn]úms?|[Aa]rts?|[Ff]igs?|p|[Pp]ágs?|[Vv]ol|[Cc]h|[Cc]ap|[Ss]ecc?|[Ff]racc?|inc)\.$"
)
_SHORTENED: Final = re.compile(
    rf"\b(?:St|Jr|Sr|Inc|Co|Corp|Ltd|Mfg|Intl|Bros|etc|et al|Mon|Tues?|Wed|Thurs?|Fri"
    rf"|[ap]\.m|Ph\.D|dept|Dept|govt|Govt|est|UU|Ave|Blvd|Univ"
    rf"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[{_UPPER}](?:\.\s?[{_UPPER}])*)\.$"
)
_BEGINNING: Final = re.compile(
    r"\s+[\"“‘'(¿¡]*(?:The|This|That|These|Those|There|Then|They|Its?|He|She|We|In|On|At|As|An?|But|However|And"
    r"|So|For|Both|After|Before|When|While|If|Since|Meanwhile|Moreover|Their|His|Her|Our|By|From|With|Under"
    r"|According|El|La|Los|Las|Una?|En|Est[aeo]s?|Además|Pero|Por|Para|Con|Según|Amb[oa]s|Sus?|Al|Desde|Así"
    r"|Luego)\b(?!\.)"
)


def _inside(text: str, stretch: Span) -> Iterator[Span]:
    """Yield the sentences of a stretch whose line ends are no boundaries."""
    start, end = stretch
    enclosed = [Span(*match.span()) for match in _ENCLOSED.finditer(text, *stretch)]
    for match in _END.finditer(text, *stretch):
        if match.end() < end and not _ends(text, match, start, end, enclosed):
            continue
        if re.search(r"\w", text[start : match.end()]):
            yield Span(start, start + len(text[start : match.end()].rstrip()))
            start = _skip(text, match.end(), end)


def _skip(text: str, start: int, end: int) -> int:
    bullet = BULLET.match(text, start, end)
    return bullet.end() if bullet else start


def _ends(text: str, match: re.Match[str], start: int, end: int, enclosed: list[Span]) -> bool:
    """Say whether a sentence that began at `start` ends with a mark that stands before the stretch's end."""
    if any(span.start < match.start() and match.end() < span.end for span in enclosed):
        return False
    unspaced = re.match(f"[{UNSPACED}]", text[match.start() - 1 : match.start()])
    if match["mark"][-1] in "。！？｡" or (unspaced and match["mark"][-1] in "!?．"):
        going_on = _PARTICLE if match.end() == match.end("mark") else _AFTER_QUOTE
        return not going_on.match(text, match.end(), end)
    before = text[max(start, match.end("mark") - _LONGEST) : match.end("mark")]
    following = _GOES_ON.match(text, match.end(), end)
    if not following:
        return _is_glued(text, match, before, end)
    if before.endswith(("[...", "(...", "[…", "(…")):
        return False
    if following["first"].islower():
        return match.end() == match.end("mark") and _ends_before_lower(before)
    return not _is_abbreviated(before, text[match.end() : end])


def _is_glued(text: str, match: re.Match[str], before: str, end: int) -> bool:
    """Say whether a sentence ends although no space follows: “assembly.This is”, “2024.The rest”."""
    if match["mark"] not in {".", "!", "?"} or _ADDRESS.search(before) or _MAILBOX.match(text, match.end()):
        return False
    whole = re.search(rf"(?:[{_LOWER}]|\d{{4}}|[\"”’')\]»])[.!?]$", before) or match.end() > match.end("mark")
    return bool(whole and _GLUED.match(text, match.end(), end))


def _ends_before_lower(before: str) -> bool:
    """Say whether a full stop ends a sentence though the next word is not capitalised: after a whole word."""
    known = (_TITLE, _NUMBERED, _SHORTENED)
    return bool(_WORD.search(before)) and not any(pattern.search(before) for pattern in known)


def _is_abbreviated(before: str, rest: str) -> bool:
    """Say whether the last full stop belongs to an abbreviation that ends no sentence here."""
    if _TITLE.search(before):
        return True
    if _NUMBERED.search(before):
        return bool(re.match(r"\s+(?:\d|[IVXLC]+\b)", rest))
    return bool(_SHORTENED.search(before)) and not _BEGINNING.match(rest)

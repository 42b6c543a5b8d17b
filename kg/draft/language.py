"""Tell the language of a text where its words leave no doubt, and whether its letters are those of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_COMMON: Final = {
    "en": "the of and is was were with from by that has have this their",
    "es": "el los las del y una por para su más fue son sus",
    "pt": "o os da dos das não um uma são pelo pela ao foi",
    "fr": "le les des du et une est dans pour sur avec au aux",
    "it": "il gli della di che è una sono nel dei delle con",
    "de": "der die und das den von mit ist im des dem für",
}
"""Short words that few other languages have, by language."""
_WORDS: Final = {language: frozenset(words.split()) for language, words in _COMMON.items()}

LETTERS: Final = {
    "en": "",
    "es": "áéíóúüñÁÉÍÓÚÜÑ",
    "pt": "áâãàçéêíóôõúÁÂÃÀÇÉÊÍÓÔÕÚ",
    "fr": "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ",
    "it": "àèéìíîòóùúÀÈÉÌÍÎÒÓÙÚ",
    "de": "äöüßÄÖÜ",
}
"""The letters beyond a to z with which a language is spelled."""
_SIGNS: Final = "\u00a0“”‘’–—…•·€£¥©®™°ºª¿¡«»§½¼¾×±²³"
_JAPANESE: Final = re.compile(
    r"[\x00-\x7f\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e\uffe5“”‘’…―—−×○●◎□■◇◆△▲▽▼※→←↑↓°′″①-⑳]*"
)
_SIGN: Final = r"(?:[^\x00-\x7f\w]|[¹²³¼½¾ªº])"
_INSIDE: Final = re.compile(
    rf"[^\W\d_](?![\u00a0’–—…][^\W\d_]){_SIGN}+[^\W\d_]|[a-z][À-ÖØ-ÞŒŸ]|[^\W\d_][À-ÖØ-ÞŒŸ][a-zß-öø-ÿœ]"
)
"""Signs between two letters, or a capital inside a word: no reading of ordinary words."""
_UNUSUAL: Final = re.compile(r"[^\W\d_][\u00a0–—…][^\W\d_]")
"""A sign between two letters that may stand there, and may be a letter of another encoding."""


def told(text: str) -> str:
    """Return the tag of the language of a text, empty where its words leave a doubt."""
    letters = re.findall(r"[^\W\d_]", text)
    if letters and len(re.findall("[ぁ-んァ-ヺ]", text)) > len(letters) / 10:
        return "ja"
    words = re.findall(r"[^\W\d_]+", text.lower())
    shares = Counter({language: sum(word in common for word in words) for language, common in _WORDS.items()})
    (first, most), (_, second) = shares.most_common(2)
    return first if most >= 3 and most >= len(words) / 20 and most >= 2 * second else ""


def is_spelled(text: str, language: str, *, loans: bool = False) -> bool:
    """Say whether a text holds only what writers of a language use, each where they use it.

    With `loans` names of other languages count too: México in an English text.
    """
    if language == "ja":
        return bool(_JAPANESE.fullmatch(text) and re.search("[ぁ-ん]", text))
    if language not in LETTERS or _INSIDE.search(text):
        return False
    if not loans and _UNUSUAL.search(text):
        return False
    known = "".join(LETTERS.values()) if loans else LETTERS[language]
    return not re.search(f"[^\x00-\x7f{known}{_SIGNS}]", text)

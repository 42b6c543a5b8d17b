"""Spell the radicals that some PDFs name as the characters they draw: ⽇ looks like 日 and is another."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kg.text.folding import UNSPACED

_ALONE: Final = dict(
    zip(
        "⺠⻁⻄⻆⻑⻘⻝⻤⻨⻩⻫⻭⻯⻲⻅⻉⻋⻓⻚⻛⻜⻢⻥⻦⻬⻮⻰",
        "民虎西角長青食鬼麦黄斉歯竜亀见贝车长页风飞马鱼鸟齐齿龙",
        strict=True,
    )
)
"""Radicals to which Unicode gives no compatible character (CJK Radicals Supplement) → what they draw."""
_RADICAL: Final = re.compile(
    f"[\u2e80-\u2fd5]|(?<=[{UNSPACED}\u2e80-\u2fd5])\u2027(?=[{UNSPACED}\u2e80-\u2fd5])"
)


def spelled(text: str) -> str:
    """Return a text with the characters that its radicals, and the dots between katakana, stand for."""
    return _RADICAL.sub(lambda found: character(found[0]), text)


def radicals(text: str) -> str:
    """Return the radicals of a text that `spelled` replaces, each once, in order."""
    return "".join(dict.fromkeys(found for found in _RADICAL.findall(text) if character(found) != found))


def character(radical: str) -> str:
    """Return what a radical draws, or itself where nothing else does."""
    if radical == "\u2027":
        return "・"
    return _ALONE.get(radical) or unicodedata.normalize("NFKC", radical)

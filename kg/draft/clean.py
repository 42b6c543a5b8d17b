"""Take out of a text what prints nothing and may act: control characters, overrides of direction."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from kg.text.characters import name

_BREAK: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Neither soft hyphens nor spaces without width, which quotes are found over and scripts need."""


class Clean(NamedTuple):
    """A text without what acts, and the names of the characters that were taken out, with how often."""

    text: str
    removed: tuple[tuple[str, int], ...]


def clean(text: str) -> Clean:
    """Return a text with plain line ends and without control characters, and which were taken out."""
    plain = _BREAK.sub("\n", text)
    found = Counter(_UNSEEN.findall(plain))
    removed = tuple((name(character), times) for character, times in sorted(found.items()))
    return Clean(_UNSEEN.sub("", plain), removed)

"""Writes SVG: elements with their attributes, every text escaped, numbers short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """Return an element; children are markup, attributes text: `_` stands for `-`, None for no attribute."""
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(plain(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}>{''.join(children)}</{name}>" if children else f"<{name}{told}/>"


def plain(value: str | float) -> str:
    """Return a number in at most two decimals, or a text without the characters that XML cannot hold."""
    if isinstance(value, str):
        return _NOT_XML.sub("", value)
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def escaped(text: str) -> str:
    """Return a text as the content of an element."""
    return escape(plain(text))


def path(*parts: str | float) -> str:
    """Return the data of a path, of letters and numbers."""
    return " ".join(map(plain, parts))


def joined(parts: Iterable[str]) -> str:
    """Return elements one to a line."""
    return "\n".join(parts)

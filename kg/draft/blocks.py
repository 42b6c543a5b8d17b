"""The blocks of an HTML document in order: paragraphs, headings, items, rows of tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.draft.raised import raised
from kg.errors import KgError
from kg.text.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_BLOCKS: Final = words(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre"
    " section select summary table tbody tfoot thead tr ul video audio iframe"
)
"""Elements that stand on lines of their own."""
_UNSEEN: Final = words("script style template head svg math object noscript textarea")
"""Elements that show nothing, or nothing a text could hold."""
_ASIDE: Final = {
    **{"nav": "a menu", "button": "a button", "select": "a choice", "form": "a form", "dialog": "a dialogue"},
    **{"header": "the head of the page", "footer": "the foot of the page", "aside": "beside the text"},
    **{"rt": "how a word above is read", "rp": "how a word above is read"},
}
"""Elements of a page that are seldom its text → what they are."""
_READINGS: Final = words("rt rp")
SHARING: Final = "buttons to share the page"
_SMALL: Final = words("div ul ol li p span a section")
_SHARED: Final = re.compile(r"(?<![a-z])(?:share|sharing|social|addtoany|addthis|sns)(?![a-z])", re.I)
"""Names that pages give to the elements of such buttons."""
_SPACE: Final = re.compile("[ \t\n\r\f]+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![\d.])", re.I)


class Block(NamedTuple):
    """A stretch of a page that no line end of its source divides; `tag` is its element, `part` what it is in.

    `part` is empty for ordinary text, `hidden` tells what a browser would not show.
    """

    text: str
    tag: str
    part: str
    hidden: bool

    @property
    def is_shown(self) -> bool:
        """Whether a browser shows it, and not over a word, to tell how that is read."""
        return not self.hidden and self.tag not in _READINGS


def tree_of(text: str, where: str) -> _Element:
    """Return an HTML document as a tree; nothing is fetched. KgError where it is nested beyond measure."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    if any(error.level_name == "FATAL" for error in parser.error_log):
        hint = "Open it in a browser, copy the text and save it as .txt."
        raise KgError("its elements are nested too deeply to be read whole", where=where, hint=hint)
    if root is None:
        raise KgError("it holds no text", where=where, hint="Give a file with text.")
    _raise_digits(root)
    return root


def _raise_digits(root: _Element) -> None:
    """Spell the numbers of notes and powers in a tree with raised digits."""
    for element in root.iter("sup"):
        if re.fullmatch(r"[\d\s,]+", "".join(element.itertext())):
            for part in element.iter():
                part.text = raised(part.text or "")
                part.tail = part.tail if part is element else raised(part.tail or "")


def blocks(root: _Element) -> list[Block]:
    """Return the blocks of a document that have text, in its order."""
    reader = _Reader()
    reader.read(root)
    return reader.found


class _Reader:
    """Collects runs of text, and ends a block where an element does that stands on lines of its own."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.run: list[str] = []
        self.path: list[tuple[str, str, bool]] = [("body", "", False)]

    def read(self, root: _Element) -> None:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = str(element.tag)
            if event == "end":
                self.end(tag, element)
            elif tag in _UNSEEN:
                self.path.append(self.path[-1])
                walk.skip_subtree()
            else:
                self.start(tag, element)
        self.flush()

    def start(self, tag: str, element: _Element) -> None:
        block, part, hidden = self.path[-1]
        stands_alone = tag in _BLOCKS and not _fills_a_cell(tag, element)
        if stands_alone:
            self.flush()
        if tag in {"td", "th"} and self.run:
            self.run.append("\t")
        if tag == "br":
            self.run.append("\v")
        is_hidden = hidden or _is_hidden(element)
        self.path.append((tag if stands_alone else block, _part(tag, element) or part, is_hidden))
        self.add(element.text, tag)

    def add(self, text: str | None, tag: str) -> None:
        """Take in the text of an element; what stands over a word to tell how it is read is put aside."""
        if not text:
            return
        _, part, hidden = self.path[-1]
        if tag in _READINGS or hidden:
            if text.strip():
                self.found.append(Block(" ".join(text.split()), tag, part, hidden))
            return
        is_kept = self.path[-1][0] == "pre"
        self.run.append(re.sub("\r\n?|\n", "\v", text) if is_kept else re.sub(_SPACE, " ", text))

    def end(self, tag: str, element: _Element) -> None:
        if tag in _BLOCKS and not _fills_a_cell(tag, element):
            self.flush()
        self.path.pop()
        self.add(element.tail, "")

    def flush(self) -> None:
        """End the block that is being read, if it has text."""
        whole = re.sub(" *(\t) *| *\v *| +", _single, "".join(self.run)).strip(" \n\t")
        self.run = []
        if whole.strip():
            self.found.append(Block(whole, *self.path[-1]))


def _part(tag: str, element: _Element) -> str:
    """Return what part of a page an element is, empty for ordinary text."""
    named = f"{element.get('class')} {element.get('id')}"
    return SHARING if tag in _SMALL and _SHARED.search(named) else _ASIDE.get(tag, "")


def _single(space: re.Match[str]) -> str:
    return "\t" if space[1] else "\n" if "\v" in space[0] else " "


def _fills_a_cell(tag: str, element: _Element) -> bool:
    """Say whether an element is the only paragraph of a cell, which is a part of its row."""
    parent = element.getparent()
    return tag == "p" and parent is not None and parent.tag in {"td", "th"} and len(parent) == 1


def _is_hidden(element: _Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def kept(found: list[Block]) -> Iterator[str]:
    """Yield the texts of blocks that are shown."""
    return (block.text for block in found if block.is_shown)

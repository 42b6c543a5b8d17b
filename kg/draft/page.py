"""Read a web page: its article is the text; menus, notices and what is hidden are left out, and listed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.draft.blocks import SHARING, Block, blocks, tree_of
from kg.draft.encodings import decode
from kg.draft.extract import Dropped, Extract, library, paragraphs, whole
from kg.draft.printed import printed_date
from kg.errors import KgError

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARED: Final = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.I
)
_DATES: Final = {"max_date": "2100-01-01", "original_date": True, "extensive_search": False}
"""No date of today is asked for: the same page gives the same text on every day."""
_LONG: Final = 30
"""Letters and digits so many stand in an article by no accident."""
_PIECES: Final = 8
"""More lines than a short block comes in, with notes and links between."""
_BUTTONS: Final = 100
"""More characters than the names of sites to share a page on."""


def read_page(data: bytes, where: str, encoding: str, language: str) -> Extract:
    """Return the article of a web page; KgError where it has no text or cannot be read whole."""
    match = _DECLARED.search(data[:4096])
    declared = (match[1] or match[2]).decode() if match else ""
    text, read_as = decode(data, where, encoding, declared, language)
    by = library("trafilatura")
    root = tree_of(text, where)
    found = blocks(root)
    if not any(block.is_shown for block in found):
        hint = "A page that a script fills is empty until then: save it from the browser once it is shown."
        raise KgError("the page has no text", where=where, hint=hint)
    with whole("the page", where, "Open it in a browser, copy the text and save it as .txt."):
        stated = _metadata(root)
        article = _article(root, found, stated)
    return Extract(
        text=paragraphs(block.text for block, is_kept in zip(found, article, strict=True) if is_kept),
        by=by,
        dropped=tuple(_dropped(block) for block, is_kept in zip(found, article, strict=True) if not is_kept),
        title=stated.title,
        author=stated.author,
        published=stated.published,
        language=root.get("lang") or root.get("xml:lang") or "",
        encoding=read_as,
    )


def _metadata(root: _Element) -> Extract:
    """Return what the page states of itself, without text."""
    import trafilatura

    stated = trafilatura.extract_metadata(root, date_config=dict(_DATES))
    return Extract("", "", (), stated.title or "", stated.author or "", stated.date or "")


def _article(root: _Element, found: list[Block], stated: Extract) -> list[bool]:
    """Say for each block whether it is part of the article, its title, or who wrote it and when."""
    import trafilatura

    for reading in list(root.iter("rt", "rp")):
        reading.drop_tree()
    extracted = trafilatura.extract(root, include_comments=False, date_extraction_params=dict(_DATES))
    lines = list(filter(None, map(_bare, (extracted or "").splitlines())))
    runs = {"".join(lines[n : n + long]) for n in range(len(lines)) for long in range(1, _PIECES)}
    joined = "".join(lines)
    article = [_may_be_text(block) and _stands(_bare(block.text), runs, joined) for block in found]
    if not any(article):
        return [_may_be_text(block) and not block.part for block in found]
    return _with_title(article, found, stated)


def _may_be_text(block: Block) -> bool:
    """Say whether a block is shown as text, and is no row of buttons, which are short."""
    return block.is_shown and (block.part != SHARING or len(block.text) > _BUTTONS)


def _stands(words: str, runs: set[str], joined: str) -> bool:
    """Say whether the words of a block stand in an article, whose lines and few of them joined are `runs`."""
    return words in runs or (len(words) >= _LONG and words in joined)


def _with_title(article: list[bool], found: list[Block], stated: Extract) -> list[bool]:
    """Add the title of an article, and between it and the first paragraph who wrote it and when."""
    titles = [_is_title(block, stated) for block in found]
    kept = [number for number, is_kept in enumerate(article) if is_kept and not titles[number]]
    first = next((number for number in kept if len(_bare(found[number].text)) >= _LONG), len(found))
    title = max((number for number in range(first) if titles[number]), default=first)
    for number in range(title, first):
        article[number] |= number == title or _is_byline(found[number], stated)
    return article


def _is_title(block: Block, stated: Extract) -> bool:
    return block.is_shown and (block.tag == "h1" or block.text == stated.title)


def _is_byline(block: Block, stated: Extract) -> bool:
    names = len(stated.author) > 3 and stated.author in block.text
    return block.is_shown and (names or bool(printed_date(block.text, stated.published)))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _dropped(block: Block) -> Dropped:
    reason = "hidden on the page" if block.hidden else block.part or "outside the article"
    return Dropped(block.text, reason)

"""Read a web page: its article is the text; menus, notices and what is hidden are left out, and listed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.draft.blocks import Block, blocks, tree_of
from kg.draft.encodings import decode
from kg.draft.extract import Dropped, Extract, library, paragraphs
from kg.draft.printed import printed_date
from kg.errors import KgError

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARED: Final = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.I
)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATES: Final = {"max_date": "2100-01-01", "original_date": True, "extensive_search": False}
"""No date of today is asked for: the same page gives the same text on every day."""
_LONG: Final = 30
"""Words so long stand in an article by no accident."""


def read_page(data: bytes, where: str, encoding: str, language: str) -> Extract:
    """Return the article of a web page; KgError where it has no text or cannot be read whole."""
    match = _DECLARED.search(data[:4096])
    declared = (match[1] or match[2]).decode() if match else ""
    text, read_as = decode(data, where, encoding, declared, language)
    by = library("trafilatura")
    root = tree_of(text, where)
    found = blocks(root)
    if not any(not block.hidden for block in found):
        hint = "A page that a script fills is empty until then: save it from the browser once it is shown."
        raise KgError("the page has no text", where=where, hint=hint)
    tagged = root.get("lang") or root.get("xml:lang") or ""
    stated = _metadata(root)
    article = _article(root, found, stated)
    return Extract(
        text=paragraphs(block.text for block, is_kept in zip(found, article, strict=True) if is_kept),
        by=by,
        dropped=tuple(_dropped(block) for block, is_kept in zip(found, article, strict=True) if not is_kept),
        title=stated.title,
        author=stated.author,
        published=stated.published,
        language=tagged if _LANGUAGE.fullmatch(tagged) else "",
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

    try:
        extracted = trafilatura.extract(root, include_comments=False, date_extraction_params=dict(_DATES))
    except RecursionError:
        extracted = None
    lines = {_bare(line) for line in (extracted or "").splitlines()} - {""}
    whole = "".join(map(_bare, (extracted or "").splitlines()))
    if not lines:
        return [not (block.part or block.hidden) for block in found]
    article = [not block.hidden and _stands(_bare(block.text), lines, whole) for block in found]
    return _with_title(article, found, stated)


def _stands(words: str, lines: set[str], whole: str) -> bool:
    """Say whether the words of a block stand in an article."""
    if words in lines or (len(words) >= _LONG and words in whole):
        return True
    return any(len(line) >= _LONG and line in words for line in lines)


def _with_title(article: list[bool], found: list[Block], stated: Extract) -> list[bool]:
    """Add the title before an article, and between both who wrote it and when."""
    first = article.index(True) if True in article else len(article)
    heads = [number for number, block in enumerate(found) if _is_title(block, stated)]
    title = max((number for number in heads if number <= first), default=first)
    texts = [number for number, kept in enumerate(article) if kept and number > title]
    for number in range(title, min(texts, default=title)):
        block = found[number]
        article[number] |= not block.hidden and (number == title or _is_byline(block.text, stated))
    return article


def _is_title(block: Block, stated: Extract) -> bool:
    return not block.hidden and (block.tag == "h1" or block.text == stated.title)


def _is_byline(text: str, stated: Extract) -> bool:
    if len(stated.author) > 3 and stated.author in text:
        return True
    return bool(stated.published and printed_date(text, stated.published))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _dropped(block: Block) -> Dropped:
    reason = "hidden on the page" if block.hidden else block.part or "outside the article"
    return Dropped(block.text, reason)

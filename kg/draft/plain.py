"""Read plain text as it stands, and Markdown as it is shown."""

from __future__ import annotations

import re
from typing import Final

from kg.draft.blocks import blocks, kept, tree_of
from kg.draft.encodings import decode
from kg.draft.extract import Dropped, Extract, library, paragraphs

_FRONT: Final = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*\r?\n", re.S)


def read_text(data: bytes, where: str, encoding: str, language: str) -> Extract:
    """Return a plain text with its lines as they are; KgError where its encoding cannot be told."""
    text, read_as = decode(data, where, encoding, language=language)
    return Extract(text, by="", encoding=read_as)


def read_markdown(data: bytes, where: str, encoding: str, language: str) -> Extract:
    """Return Markdown (CommonMark with tables) without its marks; its front matter is left out."""
    from markdown_it import MarkdownIt

    text, read_as = decode(data, where, encoding, language=language)
    front = _FRONT.match(text)
    shown = MarkdownIt("commonmark").enable("table").render(text[front.end() if front else 0 :])
    found = blocks(tree_of(shown, where))
    dropped = [Dropped(front[1], "the front matter")] if front and front[1].strip() else []
    dropped += [Dropped(block.text, "hidden on the page") for block in found if block.hidden]
    by = library("markdown-it-py")
    return Extract(paragraphs(kept(found)), by, tuple(dropped), encoding=read_as)

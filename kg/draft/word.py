"""Read a Word document: its text; heads and feet of pages, comments, deletions are left out, and listed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.draft.blocks import Block, blocks, kept, tree_of
from kg.draft.extract import Dropped, Extract, library, paragraphs, whole
from kg.errors import KgError

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST: Final = 200_000_000
"""More bytes than any document that people read unpacks to."""
_MOST: Final = 10_000
_MAIN: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS: Final = {
    r"word/header\d*\.xml": (f"{_MAIN}t", "the head of a page"),
    r"word/footer\d*\.xml": (f"{_MAIN}t", "the foot of a page"),
    r"word/comments\.xml": (f"{_MAIN}t", "a comment"),
    r"word/document\.xml": (f"{_MAIN}delText", "deleted by a tracked change"),
}
"""The parts of a document that hold what is left out → the element of its words, and what they are."""

_SAVED: Final = "Open it in a word processor and save it again as .docx."


def read_word(data: bytes, where: str) -> Extract:
    """Return the text of a .docx; KgError where it is damaged, or no document that people read."""
    import mammoth

    by = library("mammoth")
    with whole("the Word document", where, _SAVED):
        _check(data, where)
        shown = mammoth.convert_to_html(io.BytesIO(data), convert_image=_no_picture).value
        dropped = tuple(_left_out(data))
        title, author = _stated(data)
    found = [_without_ways_back(block) for block in blocks(tree_of(shown, where))]
    return Extract(paragraphs(kept(found)), by, dropped, title, author)


def _no_picture(picture: object) -> list[object]:
    """Return what stands in the text for a picture."""
    del picture
    return []


def _check(data: bytes, where: str) -> None:
    """Raise KgError where unpacking or reading the archive could never end."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise KgError("it is locked with a password", where=where, hint="Save it without one.")
    if len(parts) > _MOST or sum(part.file_size for part in parts) > _LARGEST:
        what = f"it unpacks to more than {_MOST:,} parts or {_LARGEST // 10**6} MB"
        raise KgError(what, where=where, hint="Save its text alone, without pictures, or as .txt.")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and _has_entities(archive, part):
            hint = "No word processor writes them: save it again from one you trust."
            raise KgError(f"{part.filename} declares entities of its own", where=where, hint=hint)


def _has_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    return b"<!" in re.sub(rb"\x00|<!--|<!\[CDATA\[", b"", archive.read(part))


def _without_ways_back(block: Block) -> Block:
    """Return a block without the arrow that leads from a note back to its place, which is not in the file."""
    return block._replace(text=block.text.removesuffix(" ↑"))


def _left_out(data: bytes) -> Iterator[Dropped]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in sorted(archive.namelist()):
        for pattern, (element, reason) in _PARTS.items():
            if re.fullmatch(pattern, name):
                yield from (Dropped(words, reason) for words in _words(_tree(archive, name), element))


def _words(root: _Element, element: str) -> Iterator[str]:
    """Yield what the elements of each paragraph say, where they say something."""
    for paragraph in root.iter(f"{_MAIN}p"):
        words = "".join(piece.text or "" for piece in paragraph.iter(element))
        if words.strip():
            yield words.strip()


def _stated(data: bytes) -> tuple[str, str]:
    """Return title and author as the document states them."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    if "docProps/core.xml" not in archive.namelist():
        return "", ""
    root = _tree(archive, "docProps/core.xml")
    title, author = (
        root.findtext(f"{{http://purl.org/dc/elements/1.1/}}{name}") for name in ("title", "creator")
    )
    return (title or "").strip(), (author or "").strip()


def _tree(archive: zipfile.ZipFile, name: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(name), parser)

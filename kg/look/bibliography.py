"""References as the programs that keep them read them: BibTeX, CSL-JSON, RIS."""

from __future__ import annotations

import json
import unicodedata
from typing import Any, Final, NamedTuple

from kg.statements.documents import Author, Document

LATEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "#$%&_"},
}
"""What LaTeX takes for markup; a brace by its name, since BibTeX counts braces even after a backslash."""
_TO_LATEX: Final = str.maketrans({**LATEX})
_ADDRESS: Final = str.maketrans({character: f"%{ord(character):X}" for character in "{}\\ "})
_WORDS: Final = "\ue000"
"""Stands for words to come, a character of nobody's."""
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Quote(NamedTuple):
    """Words of a document, and the characters between which they stand; 0 and 0 where nobody says it."""

    text: str
    start: int
    end: int

    def __str__(self) -> str:
        place = f" (characters {self.start}–{self.end})" if self.end else ""
        return f"“{_line(self.text)}”{place}"


class Reference(NamedTuple):
    """A document with the words quoted from it, or a saved query: the `part` of a `whole` with a `version`.

    `date` is its year, month and day, as far as they are known. Texts that are absent are empty.
    """

    key: str
    title: str
    authors: tuple[Author, ...] = ()
    date: tuple[int, ...] = ()
    publisher: str = ""
    url: str = ""
    quotes: tuple[Quote, ...] = ()
    part: str = ""
    whole: str = ""
    version: str = ""


def quoting(document: Document, quotes: tuple[Quote, ...]) -> Reference:
    """Return the reference to words of a document."""
    one = document
    return Reference(one.key, one.title, one.authors, one.date, one.publisher, one.url, quotes)


def bibtex(references: list[Reference]) -> str:
    """Return the entries of a .bib file, in UTF-8 as biber and current BibTeX styles read it."""
    return "\n".join(map(_bibtex, references))


def csl(references: list[Reference]) -> str:
    """Return a JSON list of items of the Citation Style Language 1.0.2, which Zotero and pandoc read."""
    return json.dumps([_csl(reference) for reference in references], ensure_ascii=False, indent=2) + "\n"


def ris(references: list[Reference]) -> str:
    """Return RIS records, a tag a line, for EndNote, Mendeley, Zotero and library catalogues."""
    return "".join(map(_ris, references))


FORMATS: Final = {"bibtex": bibtex, "csl": csl, "ris": ris}
SUFFIXES: Final = {".bib": "bibtex", ".json": "csl", ".ris": "ris"}


def frames(document: Document) -> dict[str, tuple[str, str]]:
    """Return format → what an entry of a document has before and behind the words quoted from it.

    JSON is without the space that only people need: who takes the entries together lays it out anew.
    """
    reference = quoting(document, (Quote(_WORDS, 0, 0),))
    entries = {name: write([reference]) for name, write in FORMATS.items()}
    entries["csl"] = json.dumps([_csl(reference)], ensure_ascii=False, separators=(",", ":"))
    parted = {name: entry.rpartition(f"“{_WORDS}”") for name, entry in entries.items()}
    return {name: (before, behind) for name, (before, _, behind) in parted.items()}


def _bibtex(one: Reference) -> str:
    year, month, day = (*one.date, 0, 0, 0)[:3]
    notes = [*map(str, one.quotes), *([f"version {one.version}"] if one.version else [])]
    fields = {
        "author": " and ".join(map(_bibtex_name, one.authors)),
        "title": f"{{{_latex(one.title)}}}",
        "year": str(year or ""),
        "month": _MONTHS[month - 1] if month else "",
        "day": str(day or ""),
        "publisher": _latex(one.publisher),
        "howpublished": _latex(_origin(one)),
        "url": _line(one.url).translate(_ADDRESS),
        "note": _latex("; ".join(notes)),
    }
    braced = {name: value if name == "month" else f"{{{value}}}" for name, value in fields.items() if value}
    told = "".join(f"  {name} = {value},\n" for name, value in braced.items())
    return f"@misc{{{one.key},\n{told}}}\n"


def _bibtex_name(author: Author) -> str:
    """Return a name in the order in which it is said; in braces where BibTeX would take it apart wrongly."""
    name = _latex(author.name)
    is_plain = author.person and "," not in name and "and" not in name.lower().split()
    return name if is_plain else f"{{{name}}}"


def _latex(text: str) -> str:
    return _line(text).translate(_TO_LATEX)


def _csl(one: Reference) -> dict[str, Any]:
    item = {
        "id": one.key,
        "type": "software" if one.part else "document",
        "title": _line(one.title),
        "author": [{"literal": _line(author.name)} for author in one.authors],
        "issued": {"date-parts": [list(one.date)]} if one.date else None,
        "publisher": _line(one.publisher),
        "container-title": _line(one.whole),
        "version": one.version,
        "genre": "SPARQL query" if one.part else "",
        "URL": _line(one.url),
        "note": "; ".join(map(str, one.quotes)),
    }
    return {name: value for name, value in item.items() if value}


def _ris(one: Reference) -> str:
    tagged = [
        ("TY", "COMP" if one.part else "GEN"),
        ("ID", one.key),
        *(("AU", author.name) for author in one.authors),
        ("TI", one.title),
        ("PY", str(one.date[0]) if one.date else ""),
        ("DA", "/".join(f"{number:02}" for number in one.date)),
        ("PB", one.publisher or one.whole),
        ("ET", one.version),
        ("UR", one.url),
        *(("N1", str(quote)) for quote in one.quotes),
        ("N1", _origin(one)),
    ]
    lines = [f"{tag}  - {_line(value)}\r\n" for tag, value in tagged if value]
    return "".join([*lines, "ER  - \r\n"])


def _origin(one: Reference) -> str:
    """Return where a saved query is from."""
    return " of ".join(filter(None, (f"SPARQL query {one.part}", one.whole))) if one.part else ""


def _line(text: str) -> str:
    """Return a text on one line, what controls a terminal or ends a line made a space."""
    return " ".join(
        "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text).split()
    )

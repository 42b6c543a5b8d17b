"""Read bytes as text in the one encoding that can be told for certain, or refuse them."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

from kg.draft.language import is_spelled, told
from kg.errors import KgError

_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""The byte order marks, each before those that it begins with."""
_EUROPEAN: Final = {
    **{"windows-1252": "cp1252", "windows-1250": "cp1250", "windows-1251": "cp1251"},
    **{"windows-1254": "cp1254", "macintosh": "mac_roman", "ibm850": "cp850"},
}
_JAPANESE: Final = {"shift_jis": "cp932", "euc-jp": "euc_jp"}
_CUSTOMARY: Final = {**_EUROPEAN, **_JAPANESE, "gb18030": "gb18030", "big5": "big5", "euc-kr": "cp949"}
"""The encodings in which old files are found → Python's name."""
_OF_ASCII: Final = ("utf-7", "hz", "iso-2022-kr")
"""Encodings that write all letters in bytes of ASCII, which no byte tells from text in English."""
_MEANT: Final = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"), "windows-1252"),
    **dict.fromkeys(("shift-jis", "sjis", "x-sjis", "windows-31j", "ms932"), "shift_jis"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("ks_c_5601-1987", "euckr"), "euc-kr"),
}
"""Names that web pages give → what is meant by them (WHATWG Encoding)."""
_BINARY: Final = re.compile("[\x00\x80-\x84\x86-\x9f]")


class Decoded(NamedTuple):
    """A text, and the encoding it was read in."""

    text: str
    encoding: str


def decode(data: bytes, where: str, given: str = "", declared: str = "", language: str = "") -> Decoded:
    """Return bytes as text, in the encoding that is `given`, else in the one that can be told for certain.

    A byte order mark tells it, bytes that only UTF-8 or ISO-2022-JP would have, what the file has `declared`,
    and letters that are those of its language in one reading only. KgError where nothing does.
    """
    if given:
        return Decoded(_as(data, given, where), given)
    if marked := next((mark for mark in _MARKS if data.startswith(mark)), None):
        return Decoded(_as(data[len(marked) :], _MARKS[marked], where), _MARKS[marked])
    if b"\x00" in data:
        hint = "Give a text file. UTF-16 without a byte order mark is read with --encoding utf-16-le."
        raise KgError("it is no text: it holds zero bytes", where=where, hint=hint)
    _no_other(data, declared, where)
    for encoding in ["iso-2022-jp"] * (b"\x1b$" in data) + ["utf-8", _meant(declared)]:
        if (text := _read(data, encoding)) is not None:
            return Decoded(text, encoding)
    return _spelled(data, where, language)


def _no_other(data: bytes, declared: str, where: str) -> None:
    """Refuse bytes of ASCII that spell other letters in an encoding made of these alone, such as UTF-7."""
    if not data.isascii() or _meant(declared) == "utf-8":
        return
    for encoding in _OF_ASCII:
        other = _read(data, encoding)
        if other and not other.isascii():
            what = f"its encoding cannot be told for certain: {encoding} reads its ASCII as other letters"
            first = next(place for place, char in enumerate(other) if not char.isascii())
            shown = " ".join(other[max(first - 12, 0) : first + 8].split())
            hint = f"Name it: --encoding {encoding} reads “{shown}”, --encoding utf-8 leaves it as it is."
            raise KgError(what, where=where, hint=hint)


def _meant(declared: str) -> str:
    name = declared.strip().lower()
    return _MEANT.get(name, name)


def _read(data: bytes, encoding: str) -> str | None:
    """Return bytes as text, None where the encoding is none or does not fit."""
    try:
        return data.decode(_CUSTOMARY.get(encoding, encoding)) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _as(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(_CUSTOMARY.get(encoding, encoding))
    except LookupError as error:
        hint = f"Known are utf-8, {', '.join(_CUSTOMARY)} and Python's others."
        raise KgError(f"no text encoding is called {encoding!r}", hint=hint) from error
    except UnicodeDecodeError as error:
        what = f"byte {error.start} (0x{data[error.start]:02x}) cannot be read as {encoding}"
        raise KgError(what, where=where, hint="Name another encoding with --encoding.") from error


def _spelled(data: bytes, where: str, language: str) -> Decoded:
    """Return the one reading that spells the language of the text; KgError where there is none or several."""
    readings: dict[str, str] = {}
    for encoding in _CUSTOMARY:
        if (text := _read(data, encoding)) is not None and not _BINARY.search(text):
            readings.setdefault(text, encoding)
    language = (language or told(data.decode("ascii", "replace")) or "ja").partition("-")[0]
    theirs = _JAPANESE if language == "ja" else _EUROPEAN
    ours = [text for text, encoding in readings.items() if encoding in theirs]
    certain = [text for text in ours if is_spelled(text, language)]
    certain = certain or [text for text in ours if is_spelled(text, language, loans=True)]
    if len(certain) == 1:
        return Decoded(certain[0], readings[certain[0]])
    if not readings:
        raise KgError("it is no text in any known encoding", where=where, hint="Give a text file.")
    raise _doubt(data, where, readings)


def _doubt(data: bytes, where: str, readings: dict[str, str]) -> KgError:
    """Return the refusal that shows how each encoding reads the first byte that is in doubt."""
    first = next(place for place, byte in enumerate(data) if byte > 0x7F)
    begin = max(first - 12, 0)
    seen: dict[str, str] = {}
    for text, encoding in readings.items():
        seen.setdefault(" ".join(text[begin : first + 8].split()), encoding)
    shown = "\n  ".join(f"--encoding {encoding} reads “{words}”" for words, encoding in seen.items())
    what = f"its encoding cannot be told for certain: it is not UTF-8 at byte {first} (0x{data[first]:02x})"
    return KgError(what, where=where, hint=f"Name it, or its language with --language:\n  {shown}")

"""Where a query stops making sense and what was expected there, in words rather than the engine's grammar."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from kg.errors import QueryError, did_you_mean
from kg.graph import sparql

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.graph.sparql import Token
    from kg.terms import Prefixes

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_KEYWORDS: Final = """
    SELECT ASK CONSTRUCT DESCRIBE PREFIX BASE DISTINCT REDUCED WHERE FROM NAMED FILTER OPTIONAL UNION MINUS
    GRAPH BIND VALUES UNDEF EXISTS NOT GROUP ORDER BY HAVING LIMIT OFFSET ASC DESC AS IN COUNT SUM AVG MIN MAX
    SAMPLE GROUP_CONCAT SEPARATOR BOUND COALESCE IF STR LANG LANGMATCHES DATATYPE IRI URI BNODE STRDT STRLANG
    REGEX REPLACE SUBSTR STRLEN UCASE LCASE CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER CONCAT ABS ROUND
    ENCODE_FOR_URI CEIL FLOOR RAND NOW YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ MD5 SHA1 SHA256 SHA512
    UUID STRUUID sameTerm isIRI isURI isBLANK isLITERAL isNUMERIC true false
""".split()  # noqa: SIM905  (a list of quoted words hides the words)
_PAD: Final = " " * 16 + "\n"
_MEANINGS: Final = (
    ("overrides an existing variable", "a value gets a name with AS that the query has for something else"),
    ("Duplicated variable name", "a variable is selected twice"),
    ("not authorized with GROUP BY", "SELECT * cannot stand with GROUP BY: name the variables"),
)
_WORDS_FOR: Final = (
    (("?", "$"), "a variable (?state)"),
    (("<",), "an IRI (<https://…>)"),
    ((":",), "a prefixed name (skos:prefLabel)"),
    (('"', "'"), "a text in quotation marks"),
    (("0",), "a number"),
    *(((mark,), f"`{mark}`") for mark in ("{", "}", "(", ")", ",", ";", ".", "*")),
)


def check(text: str, prefixes: Prefixes) -> QueryError | None:
    """Return what is wrong with a query that this machine's engine cannot read, None when it can."""
    import pyoxigraph

    try:
        pyoxigraph.Store().query(text, prefixes=dict(prefixes))
    except SyntaxError as error:
        return syntax_error(text, error, prefixes)
    return None


def syntax_error(text: str, error: SyntaxError, prefixes: Prefixes) -> QueryError:
    """Return what is wrong with a query that the engine refused: line, column, a caret and what was expected.

    The engine says how far it read, often beyond the word at fault, so that word is searched for: the
    first with which the beginning can no longer become a query.
    """
    words = list(sparql.tokens(text))
    culprit = _culprit(text, words, prefixes)
    if culprit == len(words):
        return _whole(text, words, str(error), prefixes)
    if words[culprit].text == ">":
        culprit = max((i for i in range(culprit) if words[i].text == "<"), default=culprit)
    return _at(text, words[culprit].start, *_unexpected(text, words, culprit, prefixes))


def _at(text: str, offset: int, what: str, advice: str) -> QueryError:
    line, column = sparql.line_and_column(text, offset)
    shown = f"{_pointed(text, offset)}\n  " if text.strip() else ""
    return QueryError(what, where=f"{line}:{column}", hint=f"{shown}{advice}".rstrip())


def _pointed(text: str, offset: int) -> str:
    """Return the line of the query around `offset` with a caret under the place."""
    start = max(text.rfind("\n", 0, offset) + 1, offset - 60)
    end = text.find("\n", offset)
    shown = _printable(text[start : end if end >= 0 else len(text)][:100])
    before = _printable(text[start:offset])
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before)
    return f"{shown}\n  {' ' * width}^"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _culprit(text: str, words: Sequence[Token], prefixes: Prefixes) -> int:
    """Return the index of the first word that cannot stand where it does; the number of words if all can."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if _can_go_on(text[: words[middle - 1].end], prefixes):
            low = middle
        else:
            high = middle - 1
    return low


def _can_go_on(beginning: str, prefixes: Prefixes) -> bool:
    """Say whether the engine reads `beginning` to its end, which is followed by what no query holds."""
    last_line = beginning.count("\n") + 2
    return _refusal(f"{beginning}{_PAD}\x01", prefixes).startswith(f"error at {last_line}:")


def _refusal(text: str, prefixes: Prefixes) -> str:
    import pyoxigraph

    try:
        pyoxigraph.Store().query(text, prefixes=dict(prefixes))
    except SyntaxError as error:
        return str(error)
    return ""


def _unexpected(text: str, words: Sequence[Token], index: int, known: Prefixes) -> tuple[str, str]:
    """Return what is wrong with the word at `index`, and what to do."""
    word = words[index]
    prefix = word.text.partition(":")[0]
    if word.kind == "name" and prefix not in {*known, *sparql.declared_prefixes(text)}:
        return f"the prefix {prefix}: is not declared", _prefix_advice(prefix, known)
    if familiar := _familiar(word, words[:index]):
        return familiar
    advice = [_near_keyword(word, words[:index]), _expected(text, words[:index], known)]
    return f"`{_printable(word.text)}` cannot stand here", " ".join(a for a in advice if a)


def _familiar(word: Token, before: Sequence[Token]) -> tuple[str, str] | None:
    """Return what is wrong and what to do for mistakes whose cause the word itself tells."""
    told = {
        '"': ("this quotation mark is never closed", "Close it on the same line, or use three of them."),
        "<": ("this IRI is never closed or holds a space", "An IRI stands between < and >, without spaces."),
        "iri": (f"{word.text} is no whole IRI", "Whole: <https://…>. Short, without <>: skos:prefLabel."),
        "blank": (f"{word.text} is used in two groups", "Use a variable instead."),
    }
    if word.text == "}" and (name := _bound_twice(before)):
        return f"{name} has a value before BIND gives it one", "Choose another name after AS."
    return told.get(word.text.replace("'", '"')) or told.get(word.kind)


def _bound_twice(before: Sequence[Token]) -> str:
    """Return the variable of the BIND that ends here, or an empty string when none does."""
    as_name = [word.text.upper() for word in before[-3:]]
    return before[-2].text if len(as_name) == 3 and as_name[0] == "AS" and as_name[2] == ")" else ""


def _prefix_advice(prefix: str, known: Prefixes) -> str:
    near = did_you_mean(prefix, known)
    names = ", ".join(f"{name}:" for name in known)
    first = near.replace("?", ":?") if near else f"kg knows {names}."
    return f"{first} Any other is declared at the top: PREFIX {prefix}: <https://…>"


def _near_keyword(word: Token, before: Sequence[Token]) -> str:
    if word.kind != "word":
        return ""
    known = _FORMS if not before else [k for k in _KEYWORDS if k.casefold() != word.text.casefold()]
    return did_you_mean(word.text, known)


def _expected(text: str, before: Sequence[Token], prefixes: Prefixes) -> str:
    """Return, in words, what can follow the words `before`."""
    if not before:
        return f"A query begins with {', '.join(_FORMS[:-1])} or {_FORMS[-1]}."
    beginning = text[: before[-1].end]
    if "service" in beginning.casefold():  # what has been read may be a whole query, and must not be run
        return ""
    refusal = _refusal(beginning + _PAD, prefixes)
    wanted = list(_in_words(refusal, before))
    if not refusal:
        return "The query is complete before this."
    return f"Expected {', '.join(wanted)}." if wanted else ""


def _in_words(refusal: str, before: Sequence[Token]) -> Iterator[str]:
    marks = set(re.findall(r'"((?:[^"\\]|\\.)+)"', refusal.replace(r"\"", "'")))
    marks |= {"0"} if "['0'..='9']" in refusal else set()
    if "+" in marks:  # a number can begin with a full stop, too
        marks.discard(".")
    yield from (words for signs, words in _WORDS_FOR if marks & set(signs))
    if "{" in marks and not any(word.text == "{" for word in before):
        yield "WHERE"
    if "}" in marks and "." in marks:
        yield "FILTER, OPTIONAL …"


def _whole(text: str, words: Sequence[Token], complaint: str, prefixes: Prefixes) -> QueryError:
    """Return the error of a query whose every word can stand where it stands."""
    if "contains a variable that is unbound" in complaint:
        return _ungrouped(text, words)
    for engine, meaning in _MEANINGS:
        if engine in complaint:
            return _at(text, words[0].start, meaning, "")
    if waiting := _unclosed(words):
        return _at(
            text, waiting[-1].start, f"`{waiting[-1].text}` is never closed", _expected(text, words, prefixes)
        )
    what = "the query ends too early" if words else "there is no query"
    return _at(text, len(text.rstrip()), what, _expected(text, words, prefixes))


def _unclosed(words: Sequence[Token]) -> list[Token]:
    waiting: list[Token] = []
    for word in words:
        if word.kind == "mark" and word.text in "{([":
            waiting.append(word)
        elif word.kind == "mark" and word.text in "})]" and waiting:
            waiting.pop()
    return waiting


def _ungrouped(text: str, words: Sequence[Token]) -> QueryError:
    """Return the error of a SELECT that mixes sums or counts with variables that are not grouped."""
    texts = [word.text.upper() for word in words]
    grouped = {w.text for w in words[texts.index("GROUP") :]} if "GROUP" in texts else set()
    selected = words[texts.index("SELECT") + 1 : texts.index("{")]
    depth, alone = 0, words[0]
    for word in selected:
        depth += (word.text == "(") - (word.text == ")")
        if word.kind == "variable" and depth == 0 and word.text not in grouped:
            alone = word
            break
    advice = "Where a query counts or sums, each other variable it selects stands after GROUP BY."
    return _at(text, alone.start, f"{alone.text} is selected but not grouped", advice)

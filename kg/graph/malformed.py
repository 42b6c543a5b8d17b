"""Where a query stops making sense and what was expected there, in words of our own.

The engine is asked only whether, and up to where, it reads a text: what it says changes between versions.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from wcwidth import wcswidth

from kg.errors import QueryError
from kg.graph import customary, selection
from kg.graph.sparql import FORMS
from kg.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.question import Question
    from kg.graph.sparql import Token
    from kg.terms import Prefixes

_KEYWORDS: Final = """
    SELECT ASK CONSTRUCT DESCRIBE PREFIX BASE DISTINCT REDUCED WHERE FROM NAMED FILTER OPTIONAL UNION MINUS
    GRAPH BIND VALUES UNDEF EXISTS NOT GROUP ORDER BY HAVING LIMIT OFFSET ASC DESC AS IN COUNT SUM AVG MIN MAX
    SAMPLE GROUP_CONCAT SEPARATOR BOUND COALESCE IF STR LANG LANGMATCHES DATATYPE IRI URI BNODE STRDT STRLANG
    REGEX REPLACE SUBSTR STRLEN UCASE LCASE CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER CONCAT ABS ROUND
    ENCODE_FOR_URI CEIL FLOOR RAND NOW YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ MD5 SHA1 SHA256 SHA512
    UUID STRUUID sameTerm isIRI isURI isBLANK isLITERAL isNUMERIC true false
""".split()  # noqa: SIM905  (a list of quoted words hides the words)
_PAD: Final = " " * 16 + "\n"
_SAMPLES: Final = (
    ("?x", "a variable (?state)"),
    ("<x:y>", "an IRI (<https://…>)"),
    ("rdf:type", "a prefixed name (skos:prefLabel)"),
    ("new:", "a prefix (skos:)"),
    ('"x"', "a text in quotation marks"),
    ("1", "a number"),
    *((mark, f"`{mark}`") for mark in ("{", "}", "(", ")", ",", ";", ".", "*")),
    ("WHERE", "WHERE"),
    ("OPTIONAL", "FILTER, OPTIONAL …"),
)
"""Words of every kind that may follow, each tried on the engine, and what people are told of it."""


def check(question: Question) -> QueryError | None:
    """Return what is wrong with a query that this machine's engine cannot read, None when it can."""
    error = _refusal(question.text, question.known())
    return syntax_error(question, error) if error else None


def undeclared(question: Question) -> QueryError | None:
    """Return the error of the first name whose prefix nobody has declared, None when there is none."""
    names = (word for word in question.tokens if word.kind == "name")
    declaring = {after.start for word, after in itertools.pairwise(question.tokens) if _declares(word)}
    for word in names:
        if word.start not in declaring and word.text.partition(":")[0] not in question.prefixes:
            return _at(question, word.start, *_undeclared(question, word))
    return None


def _declares(word: Token) -> bool:
    return word.kind == "word" and word.text.upper() == "PREFIX"


def syntax_error(question: Question, error: SyntaxError) -> QueryError:
    """Return what is wrong with a query that the engine refused: line, column, a caret and what was expected.

    The engine says how far it read, often beyond the word at fault, so that word is searched for: the
    first with which the beginning can no longer become a query.
    """
    if _place(error) is None:
        hint = "Leave out parts of it until it can be read."
        return QueryError("the query is malformed", where=question.place, hint=hint)
    words = question.tokens
    culprit = _culprit(question.text, words, question.known())
    if culprit == len(words):
        return _whole(question)
    if words[culprit].text == ">":
        culprit = max((i for i in range(culprit) if words[i].text == "<"), default=culprit)
    return _at(question, words[culprit].start, *_unexpected(question, culprit))


def _place(error: SyntaxError) -> tuple[int, int] | None:
    """Return the line and column up to which the engine read a query, None when it does not tell.

    It tells them in its message alone, of which nothing but the two numbers is used.
    """
    found = re.search(r"(\d+):(\d+)", str(error))
    return (int(found[1]), int(found[2])) if found else None


def _at(question: Question, offset: int, what: str, advice: str) -> QueryError:
    shown = f"{_pointed(question.text, offset)}\n  " if question.text.strip() else ""
    return QueryError(what, where=question.at(offset), hint=f"{shown}{advice}".rstrip())


def _pointed(text: str, offset: int) -> str:
    """Return the line of the query around `offset` with a caret under the place."""
    start = max(text.rfind("\n", 0, offset) + 1, offset - 60)
    end = text.find("\n", offset)
    shown = _printable(text[start : end if end >= 0 else len(text)][:100])
    before = _printable(text[start:offset])
    return f"{shown}\n  {' ' * wcswidth(before)}^"


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
    refusal = _refusal(f"{beginning}{_PAD}\x01", prefixes)
    place = _place(refusal) if refusal else None
    return place is not None and place[0] == beginning.count("\n") + 2


def _refusal(text: str, prefixes: Prefixes) -> SyntaxError | None:
    import pyoxigraph

    try:
        pyoxigraph.Store().query(text, prefixes=dict(prefixes))
    except SyntaxError as error:
        return error
    return None


def _unexpected(question: Question, index: int) -> tuple[str, str]:
    """Return what is wrong with the word at `index`, and what to do."""
    word, before = question.tokens[index], question.tokens[:index]
    if word.kind == "name" and word.text.partition(":")[0] not in question.prefixes:
        return _undeclared(question, word)
    if familiar := _familiar(word, before):
        return familiar
    advice = [_near_keyword(word, before), _expected(question, before)]
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


def _undeclared(question: Question, word: Token) -> tuple[str, str]:
    """Return what is wrong with a name whose prefix is not declared, and what to write."""
    prefix = word.text.partition(":")[0]
    return f"the prefix {prefix}: is not declared", _prefix_advice(prefix, question)


def _prefix_advice(prefix: str, question: Question) -> str:
    if prefix in customary.OF_LABEL_SERVICE and (service := customary.label_service(question.tokens)):
        return service
    if prefix in customary.NAMESPACES:
        used = {word.text.partition(":")[0] for word in question.tokens if word.kind == "name"}
        missing = sorted((used - question.prefixes.keys()) & customary.NAMESPACES.keys())
        lines = [f"PREFIX {name}: <{customary.NAMESPACES[name]}>" for name in missing]
        return "\n  ".join(["What it usually stands for, to write at the top:", *lines])
    near = did_you_mean(prefix, question.known())
    names = ", ".join(f"{name}:" for name in question.known() if name not in customary.NAMESPACES)
    first = near.replace("?", ":?") if near else f"kg knows {names}."
    return f"{first} Any other is declared at the top: PREFIX {prefix}: <https://…>"


def _near_keyword(word: Token, before: Sequence[Token]) -> str:
    if word.kind != "word":
        return ""
    known = FORMS if not before else [k for k in _KEYWORDS if k.casefold() != word.text.casefold()]
    return did_you_mean(word.text, known)


def _expected(question: Question, before: Sequence[Token]) -> str:
    """Return, in words, what can follow the words `before`."""
    if not before:
        return f"A query begins with {', '.join(FORMS[:-1])} or {FORMS[-1]}."
    beginning, prefixes = question.text[: before[-1].end], question.known()
    calls = "service" in beginning.casefold()  # what has been read may be a whole query, and must not be run
    if not calls and _refusal(beginning + _PAD, prefixes) is None:
        return "The query is complete before this."
    wanted = [told for sample, told in _SAMPLES if _can_go_on(f"{beginning}{_PAD}{sample}", prefixes)]
    return f"Expected {', '.join(wanted)}." if wanted else ""


def _whole(question: Question) -> QueryError:
    """Return the error of a query whose every word can stand where it stands."""
    words = question.tokens
    if waiting := _unclosed(words):
        advice = _expected(question, words)
        return _at(question, waiting[-1].start, f"`{waiting[-1].text}` is never closed", advice)
    if found := selection.clash(words):
        return _at(question, found.word.start, found.what, found.advice)
    what = "the query ends too early" if words else "there is no query"
    return _at(question, len(question.text.rstrip()), what, _expected(question, words))


def _unclosed(words: Sequence[Token]) -> list[Token]:
    waiting: list[Token] = []
    for word in words:
        if word.kind == "mark" and word.text in "{([":
            waiting.append(word)
        elif word.kind == "mark" and word.text in "})]" and waiting:
            waiting.pop()
    return waiting

"""Which triple pattern or comparison of a query has no match, found by asking for each by itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg.graph import sparql
from kg.graph.bindings import used
from kg.query import literals
from kg.query.instead import Failing, instead
from kg.query.literals import in_words
from kg.query.needed import joined, matches, needed, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.graph.answers import Term
    from kg.graph.graph import Graph
    from kg.graph.question import Question
    from kg.graph.sparql import Token
    from kg.query.needed import Pattern


def without_match(graph: Graph, question: Question, until: float) -> list[str]:
    """Return a sentence with the first pattern that finds nothing alone, or after those before it.

    A second one says what would match in its place, if anything does. Only patterns that every row needs are
    looked at. `until` is the time of `time.monotonic()` after which nothing more is asked. Empty when all
    match, or when the query uses words that rdflib's reader does not know.
    """
    patterns, bindings = needed(question), question.bindings
    for place, pattern in enumerate(patterns):
        if time.monotonic() < until and not matches(graph, [pattern], bindings):
            told = f"nothing in this graph matches: {shown(pattern, bindings, question.prefixes)}"
            alone = Failing(graph, pattern, (), question)
            after_others = alone._replace(before=patterns[:place])
            return [told, *(instead(after_others, until) or instead(alone, until))]
    for count in range(2, len(patterns) + 1):
        if time.monotonic() < until and not matches(graph, patterns[:count], bindings):
            return _together(Failing(graph, patterns[count - 1], patterns[: count - 1], question), until)
    if patterns and time.monotonic() < until and any(_filters(question)):
        return _filtered(graph, question, patterns)
    return []


def takes_things(graph: Graph, question: Question, name: str) -> bool:
    """Say whether the graph has things, not texts, where the query has the variable of that name."""
    for pattern in needed(question):
        if name in pattern.variables:
            return graph.ask(f"ASK {{ {pattern} FILTER(isIRI(?{name})) }}")
    return False


def _together(failing: Failing, until: float) -> list[str]:
    """Return the sentences on a pattern that matches by itself but not together with those before it."""
    last, bindings = failing.pattern, failing.question.bindings
    shared = [one for one in failing.before if one.variables & last.variables]
    rival = next((one for one in shared if not matches(failing.graph, [one, last], bindings)), None)
    if rival:
        both = failing.written(joined([rival, last]))
        told = f"each of these matches something, but nothing matches both: {both}"
    else:
        told = f"the patterns match up to this one, which matches only by itself: {failing.written(last)}"
    return [told, *instead(failing._replace(is_at_odds=rival is not None), until)]


def _filtered(graph: Graph, question: Question, patterns: Sequence[Pattern]) -> list[str]:
    """Return the sentences on a query whose patterns match: which FILTER keeps nothing, and why."""
    asked = (words for words in _filters(question) if _keeps_nothing(graph, question, patterns, words))
    words = next(asked, ())
    given = ", ".join(
        f"?{name} = {in_words(term, question.prefixes)}" for name, term in question.bindings.items()
    )
    what = _text(question, words) if words else "a FILTER that lets nothing through"
    told = "the patterns match; " + (f"nothing passes {what}" if words else f"it is {what}")
    return [f"{told}, with {given}" if given else told, *_compared(graph, question, patterns, words)]


def _filters(question: Question) -> Iterator[Sequence[Token]]:
    """Yield the words of each FILTER of a query, from that word to the bracket that ends it."""
    words = question.tokens
    for start, word in enumerate(words):
        depth = 0
        for end in range(start + 1, len(words)) if word.text.upper() == "FILTER" else ():
            depth += (words[end].text in ("(", "{")) - (words[end].text in (")", "}"))
            if depth == 0 and words[end].text in (")", "}"):
                yield words[start : end + 1]
                break


def _text(question: Question, words: Sequence[Token]) -> str:
    return " ".join(question.text[words[0].start : words[-1].end].split())


def _keeps_nothing(
    graph: Graph, question: Question, patterns: Sequence[Pattern], words: Sequence[Token]
) -> bool:
    """Say whether a FILTER on what the patterns give keeps nothing by itself."""
    given = {*question.bindings}.union(*(pattern.variables for pattern in patterns))
    first = sparql.verb(question.tokens)
    if first is None or not given.issuperset(sparql.variables(words)):
        return False
    text = question.text[: first.start] + f"ASK {{ {joined(patterns)} {_text(question, words)} }}"
    return not graph.answer(graph.question(text, used(text, question.bindings), base=question.base))


def _compared(
    graph: Graph, question: Question, patterns: Sequence[Pattern], words: Sequence[Token]
) -> Iterator[str]:
    """Yield a sentence on each comparison of a variable with a literal of another kind than its values.

    If there is none, yield one on each variable that is given to a function.
    """
    told = False
    for name, sign, text in _comparisons(words):
        given = literals.read(text, question.prefixes)
        values = _values(graph, question, patterns, name)
        sample = literals.meant(given, values) if given else None
        if given is None or sample is None or (isinstance(sample, Literal) and sample == given):
            continue
        told = True
        is_a = _is_a(name, sample, question)
        better = literals.compared(f"?{name}", sign, given, sample, graph)
        yield (
            f"{is_a}: write FILTER({shown(better, {}, question.prefixes)})"
            if better
            else f"{is_a}, not {text}"
        )
    for name in () if told else _arguments(words):
        if found := _values(graph, question, patterns, name)("true"):
            yield _is_a(name, literals.example(found), question)


def _is_a(name: str, sample: Term, question: Question) -> str:
    words = in_words(sample, question.prefixes)
    return f"?{name} is {literals.kind(sample, question.prefixes)}, such as {words}"


def _arguments(words: Sequence[Token]) -> list[str]:
    """Return the names of the variables with which a call of a function begins, `YEAR(?date)`."""
    calls = zip(words, words[1:], words[2:], strict=False)
    found = [
        variable.text[1:]
        for function, bracket, variable in calls
        if function.kind == "word"
        and bracket.text == "("
        and variable.kind == "variable"
        and function.text.upper() not in ("FILTER", "VALUES", "SELECT", "BY")
    ]
    return list(dict.fromkeys(found))


def _comparisons(words: Sequence[Token]) -> Iterator[tuple[str, str, str]]:
    """Yield (variable, sign, literal) for each `?x > 5` of a query; `5 < ?x` counts as that."""
    turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
    for place in range(1, len(words) - 1):
        before, sign, after = words[place - 1 : place + 2]
        if sign.kind != "mark" or sign.text not in turned:
            continue
        if before.kind == "variable":
            yield before.text[1:], sign.text, _literal_from(words[place + 1 : place + 4])
        elif after.kind == "variable":
            yield after.text[1:], turned[sign.text], before.text


def _literal_from(words: Sequence[Token]) -> str:
    """Return the literal with which words begin, with its language or datatype."""
    typed = len(words) > 1 and (words[1].kind == "language" or words[1].text == "^^")
    parts = words if typed and words[1].text == "^^" else words[: 1 + typed]
    return "".join(word.text for word in parts)


def _values(
    graph: Graph, question: Question, patterns: Sequence[Pattern], name: str
) -> Callable[[str], Sequence[Term]]:
    """Return what gives a few values of a variable in the patterns for which a condition on ?value holds."""

    def found(condition: str) -> Sequence[Term]:
        holds = condition.replace("?value", f"?{name}")
        text = f"SELECT ?{name} {{ {joined(patterns)} FILTER(BOUND(?{name}) && {holds}) }} LIMIT 20"
        return [row[name] for row in graph.select(text, used(text, question.bindings))]

    return found

"""What to write instead of a triple pattern that has no match: the nearest to it that has one."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.errors import UnknownNameError
from kg.graph import labels
from kg.graph.bindings import used
from kg.query import literals, meaning
from kg.query.literals import in_words
from kg.query.naming import called
from kg.query.needed import Pattern, joined, matches, shown
from kg.spelling import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.answers import Row, Term
    from kg.graph.graph import Graph
    from kg.graph.question import Question

_FEW: Final = 20
_MOST: Final = 1000
_STATED: Final = ("planned", "possible", "denied")
"""Modalities for which there is no plain triple; else the period, a restriction or an inference is why."""


class Failing(NamedTuple):
    """A pattern of a question that has no match together with those `before` it.

    `is_at_odds` says that this is so by itself, or with one of them alone.
    """

    graph: Graph
    pattern: Pattern
    before: Sequence[Pattern]
    question: Question
    is_at_odds: bool = True

    def written(self, text: object) -> str:
        """Return a pattern as people write it."""
        return shown(text, self.question.bindings, self.question.prefixes)

    def matched_by(self, pattern: Pattern) -> bool:
        """Say whether another pattern has a match in its place."""
        return matches(self.graph, [*self.before, pattern], self.question.bindings)

    def values(self, variable: str, pattern: str, condition: str) -> list[Term]:
        """Return a few values of a variable in a pattern in its place, those for which a condition holds."""
        rows = self.rows(variable, f"{pattern} FILTER({condition.replace('?value', variable)})", _FEW)
        return [row[variable[1:]] for row in rows]

    def rows(self, variables: str, pattern: str, most: int) -> list[Row]:
        """Return the first rows of a pattern in its place."""
        before = joined(self.before)
        text = f"SELECT {variables} {{ {before}{' . ' if before else ''}{pattern} }} LIMIT {most}"
        return list(self.graph.select(text, used(text, self.question.bindings)))

    def fresh(self, name: str) -> str:
        """Return a variable that no pattern has, called as given if that is free."""
        taken = self.pattern.variables.union(*(pattern.variables for pattern in self.before))
        return f"?{name}" if name not in taken else self.fresh(f"{name}_")


def instead(failing: Failing, until: float) -> list[str]:
    """Return a sentence with what has a match in place of a pattern that has none; nothing if nothing has.

    Tried are the value in the form that the data has it, the statement as a kg:Fact, subject and object
    exchanged, the predicates that vocabularies have for the same, and the name most like it. `until` is as
    in `patterns`.
    """
    for look in (_in_other_form, _as_fact, _backwards, _by_other_name, _misspelt):
        if time.monotonic() < until and (told := look(failing)):
            return [told]
    return []


def _in_other_form(failing: Failing) -> str:
    """Return how the value is written that stands in the pattern as another datatype, language or text."""
    pattern, prefixes = failing.pattern, failing.question.prefixes
    given = failing.question.bindings.get(pattern.object[1:]) or literals.read(pattern.object, prefixes)
    sample = _value_like(failing, given) if isinstance(given, Literal) else None
    if not isinstance(given, Literal) or sample is None:
        return ""
    has = f"what {failing.written(pattern.predicate)} gives is {literals.kind(sample, prefixes)}"
    if found := literals.year(given, sample):
        date = failing.fresh("date")
        dated = f"{pattern._replace(object=date)} FILTER(YEAR({date}) = {found})"
        return f"{has}; for the year write {failing.written(dated)}"
    if written := literals.rewritten(given, sample, failing.graph):
        return f"{has}: write {failing.written(pattern._replace(object=written))}"
    return f"{has}, such as {in_words(sample, prefixes)}"


def _value_like(failing: Failing, given: Literal) -> Term | None:
    """Return the value in the graph that is meant by the one given, None where the form is not at fault."""
    value = failing.fresh("value")
    wanted = str(failing.pattern._replace(object=value))
    return literals.meant(
        given,
        lambda condition: failing.values(value, wanted, condition),
        of_one_kind=not failing.pattern.predicate.startswith("?"),
    )


def _as_fact(failing: Failing) -> str:
    """Return how many facts say what no plain triple says, why there is none, and how to ask for them."""
    pattern, fact = failing.pattern, failing.fresh("fact")
    if not pattern.property or pattern.around:
        return ""
    parts = zip(("subject", "predicate", "object"), pattern, strict=False)
    whole = f"{fact} {' ; '.join(f'<{terms.RDF}{name}> {part}' for name, part in parts)}"
    rows = failing.rows(f"DISTINCT {fact} {' '.join(_WHY)}", f"{whole} {_why(fact)}", _MOST)
    facts = {row[fact[1:]]: _why_no_triple(row) for row in rows}
    if not facts:
        return ""
    reasons = sorted(Counter(facts.values()).items(), key=lambda pair: (-pair[1], pair[0]))
    told = ", ".join(f"{count:,} {why}" for why, count in reasons)
    line = failing.written(f"{whole} ; <{terms.kg('modality')}> {failing.fresh('modality')}")
    count = counted(len(facts), "fact")
    return f"not as a plain triple, but as {count} ({told}): write {line}{_page(failing)}"


_WHY: Final = ("?_modality", "?_part", "?_inferred")


def _why(fact: str) -> str:
    """Return the pattern of what keeps a fact from being a triple as well."""
    properties = zip(("modality", "restrictedTo", "inferred"), _WHY, strict=True)
    return " ".join(f"OPTIONAL {{ {fact} <{terms.kg(name)}> {variable} }}" for name, variable in properties)


def _why_no_triple(row: Row) -> str:
    """Return in words why a fact is no plain triple."""
    modality = terms.local(row["_modality"].value) if row["_modality"] else ""
    if modality in _STATED:
        return modality
    if row["_part"] is not None:
        return "of a part only"
    return "inferred" if row["_inferred"] is not None else "not of today"


def _page(failing: Failing) -> str:
    """Return the command that shows the thing of a pattern with all that is said of it, if it names one."""
    for text in (failing.pattern.subject, failing.pattern.object):
        if text.startswith("<"):
            return f", or see kg show {failing.question.prefixes.compact(text[1:-1])}"
    return ""


def _misspelt(failing: Failing) -> str:
    """Return the name that is like the one in the pattern, where the graph calls nothing exactly so."""
    given = literals.read(failing.pattern.object, failing.question.prefixes)
    if given is None or failing.pattern.property not in labels.EVERY:
        return ""
    try:
        called(failing.graph, given.value)
    except UnknownNameError as error:
        return f"{error.what}; {error.hint[0].lower()}{error.hint[1:]}" if error.hint else ""
    return ""


def _backwards(failing: Failing) -> str:
    """Return the pattern with subject and object exchanged where that has a match, but for `a` and a class.

    A class without instances is of a class itself, which is not what was asked.
    """
    pattern = failing.pattern
    if (
        pattern.property == terms.RDF + "type"
        or not failing.is_at_odds
        or literals.read(pattern.object, failing.question.prefixes)
    ):
        return ""
    turned = pattern._replace(subject=pattern.object, object=pattern.subject)
    if not failing.matched_by(turned):
        return ""
    return f"the other way round it matches: write {failing.written(turned)}"


def _by_other_name(failing: Failing) -> str:
    """Return the pattern with a predicate that vocabularies have for the same where that has a match."""
    iri = failing.pattern.property
    for alike in meaning.counterparts(failing.graph, iri) if iri else ():
        other = failing._replace(pattern=failing.pattern._replace(predicate=str(NamedNode(alike))))
        if failing.matched_by(other.pattern):
            name = failing.question.prefixes.compact(alike)
            return f"with {name} it matches: write {failing.written(other.pattern)}"
        if told := _in_other_form(other):
            return told
    return ""

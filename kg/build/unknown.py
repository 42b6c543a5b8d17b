"""Names that nobody knows: what to do about each, told once however often it stands in the seeds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from kg.errors import Problem, in_order
from kg.ontology.lookups import Ontology
from kg.spelling import did_you_mean
from kg.terms import kg, local
from kg.text import currencies

RULE: Final = "unknown-id"
_ANY: Final = "…"
_LIKE: Final = 0.8
"""How large a part of two ids must agree for one to be a slip: names of one language have much in common."""


def unknown(name: str, where: str, known: Collection[str], otherwise: str) -> Problem:
    """Return the problem that nobody knows a name: the known one it is a slip for, or what to do."""
    hint = did_you_mean(name, known, likeness=_LIKE) or otherwise
    return Problem(where, RULE, f"nobody knows {name!r}", hint)


def unknown_value(
    name: str, where: str, key: str, classes: Collection[str], *, known: Sequence[str], ontology: Ontology
) -> Problem:
    """Return the problem that a value of `key` is none of the things `known` that are of one of `classes`."""
    entities = sorted(cls for cls in classes if ontology.is_a(cls, kg("Entity")))
    if entities:
        return unknown(name, where, known, declaration(name, map(local, entities)))
    records = any(ontology.is_a(cls, kg("Record")) for cls in classes)
    made = "Make it a record: give the row that reports it a class (a: …)."
    chosen = f"It is one of {', '.join(known)}; {_addition(name, min(classes), ontology)}"
    hint = did_you_mean(name, known) or (made if records else chosen)
    return Problem(where, RULE, f"nobody knows {name!r}, the value of {key}", hint)


def declaration(name: str, classes: Iterable[str]) -> str:
    """Return the advice to declare an entity of one of the classes (local names), with the line to paste."""
    names = list(classes)
    label = " ".join(word[:1].upper() + word[1:] for word in name.split("-"))
    as_one_of = f" as {' or '.join(names)}" if len(names) > 1 else ""
    cls = names[0] if names not in (["Entity"], []) and len(names) == 1 else _ANY
    return f"Declare it in seeds/entities.yaml{as_one_of}:\n    {name}: {{a: {cls}, label: {label}}}"


def not_declared(name: str, cls: str, root: str, ontology: Ontology) -> str:
    """Return where a thing of a class is declared that is no subclass of `root`, Entity or Record."""
    iri = ontology.classes[cls]
    if ontology.is_a(iri, kg("Entity")):
        return "An entity is declared in seeds/entities.yaml; its rows have no `a`."
    if ontology.is_a(iri, kg("Record")):
        return "A record is declared by the row that reports it, under its quote."
    addition = _addition(name, iri, ontology)
    return addition[0].upper() + addition[1:] if root == "Entity" else f"Use a subclass of {root}."


def _addition(name: str, cls: str, ontology: Ontology) -> str:
    """Return where a new value of a class goes, with the line to paste."""
    own, code = ontology.namespace.prefixes.compact, ""
    if cls == kg("Unit") and currencies.is_code(name):
        cls, code = kg("Currency"), f' ; kg:iso4217 "{name}"'
    term, label = own(ontology.namespace.iri + name), name.replace("-", " ")
    return (
        "a new one goes into a file of the project's own in ontology/:\n"
        f'    {term} a {own(cls)}{code} ; rdfs:label "{label}"@en ; skos:definition "…"@en .'
    )


def once(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems, those of one unknown name as one that counts them, with the narrowest advice."""
    by_name: dict[str, list[Problem]] = defaultdict(list)
    others = []
    for problem in problems:
        if problem.rule == RULE:
            by_name[problem.what].append(problem)
        else:
            others.append(problem)
    return others + [_together(in_order(alike)) for alike in by_name.values()]


def _together(alike: Sequence[Problem]) -> Problem:
    first = alike[0]
    hint = min((problem.hint for problem in alike), key=lambda hint: (f"a: {_ANY}" in hint, len(hint)))
    times = f" ({len(alike)} times, first here)" if len(alike) > 1 else ""
    return first._replace(what=first.what + times, hint=hint)

"""A query to begin with: things of a class with the properties that tell most of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg.graph.labels import ALTERNATIVE, PREFERRED
from kg.schema.uses import OUT
from kg.terms import split

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.graph.graph import Graph
    from kg.schema.naming import Names
    from kg.schema.uses import Use

_LEAST: Final = 2
_MOST: Final = 3
_RARE: Final = 3
"""How many times as often another property must be used for one to be rare."""
_TRIED: Final = 6
_LONGEST: Final = 96
_VARIABLE: Final = re.compile(r"[A-Za-z]\w*", re.ASCII)


def example(graph: Graph, cls: str, uses: Sequence[Use], labels: Mapping[str, str], names: Names) -> str:
    """Return a SELECT, over several lines, that finds things of a class with up to three of their properties.

    The graph is asked whether things have these together, so that the query finds something. `labels` are
    those of the examples: values without one tell little.
    """
    naming = _naming(uses)
    rare = [use for use in uses if _RARE * use.used_by < max(each.used_by for each in uses)]
    chosen = [use for use in naming[:1] if use not in rare]
    telling = (use for use in uses if use not in naming)
    for use in sorted(telling, key=lambda use: (use in rare, *_rank(use, labels)))[:_TRIED]:
        room = _LEAST if use in rare else _MOST
        if len(chosen) < room and _joins_well(use, chosen) and _is_found(graph, cls, [*chosen, use]):
            chosen.append(use)
    return _written(cls, chosen, names)


def _naming(uses: Sequence[Use]) -> list[Use]:
    """Return the properties that name the things, the one that names most of them first."""
    known = (*PREFERRED, *ALTERNATIVE)
    naming = [use for use in uses if use.direction == OUT and use.iri in known]
    return sorted(naming, key=lambda use: (-use.used_by, known.index(use.iri)))


def _rank(use: Use, labels: Mapping[str, str]) -> tuple[object, ...]:
    """Return a key that sorts properties by how much they tell: readable, of many things, many values."""
    readable = [isinstance(one, Literal) or getattr(one, "value", "") in labels for one in use.examples]
    leads_on = any(isinstance(one, NamedNode) for one in use.examples)
    kind = (not readable or not all(readable), use.direction != OUT, use.different < 2)
    return (*kind, -use.used_by, not leads_on, -use.different, use.iri)


def _joins_well(use: Use, chosen: Sequence[Use]) -> bool:
    """Say whether a property can be added without joining all that points here with all else that does."""
    return use.direction == OUT or all(other.direction == OUT for other in chosen)


def _is_found(graph: Graph, cls: str, chosen: Sequence[Use]) -> bool:
    body = _body(cls, chosen, _variables(cls, chosen), "<{}>".format)
    return graph.ask(f"ASK {{ {' '.join(body)} }}")


def _written(cls: str, chosen: Sequence[Use], names: Names) -> str:
    variables = _variables(cls, chosen)
    body = [f"  {line}" for line in _body(cls, chosen, variables, names.short)]
    lines = [f"SELECT {' '.join(variables)} {{", *body, "} LIMIT 10"]
    return "\n".join([*names.declarations("\n".join(lines)), *lines])


def _body(
    cls: str, chosen: Sequence[Use], variables: Sequence[str], short: Callable[[str], str]
) -> list[str]:
    """Return the lines of the pattern: what the things have, what has them, which language is wanted."""
    thing, *values = variables
    used = list(zip(chosen, values, strict=True))
    said = [f"a {short(cls)}"] if cls else []
    said += [f"{short(use.iri)} {value}" for use, value in used if use.direction == OUT]
    lines = _sentence(thing, said)
    lines += [f"{value} {short(use.iri)} {thing} ." for use, value in used if use.direction != OUT]
    return lines + [f'FILTER(LANG({value}) = "en")' for use, value in used if _is_translated(use)]


def _sentence(thing: str, said: Sequence[str]) -> list[str]:
    """Return what is said of one thing on a line, or on a line each where that would be long."""
    line = f"{thing} {' ; '.join(said)} ."
    if len(line) <= _LONGEST:
        return [line] if said else []
    return [f"{thing} {said[0]} ;", *(f"  {each} ;" for each in said[1:-1]), f"  {said[-1]} ."]


def _is_translated(use: Use) -> bool:
    """Say whether the values are texts in English and in other languages."""
    return "@en" in use.kinds and sum(kind.startswith("@") for kind in use.kinds) > 1


def _variables(cls: str, chosen: Sequence[Use]) -> list[str]:
    """Return a variable for the thing, then one for each property, each of its own name."""
    found: list[str] = []
    for name in [split(cls)[1], *map(_end, chosen)]:
        variable = f"?{name[:1].lower()}{name[1:]}" if _VARIABLE.fullmatch(name) else "?thing"
        numbered = (f"{variable}{number}" for number in range(2, _MOST + 2))
        found.append(next(each for each in (variable, *numbered) if each not in found))
    return found


def _end(use: Use) -> str:
    """Return what the other end of a property is called: by the property, or by the class that has it."""
    classes = [kind for kind in use.kinds if ":" in kind]
    return split(use.iri if use.direction == OUT or not classes else classes[0])[1]

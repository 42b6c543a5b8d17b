"""What can go wrong, as one tree, and how it is told: what, where, what to do.

KgError              exit 2   bad input or usage
├── SeedError                 a file under seeds/ or ontology/ cannot become a graph; carries its problems
├── LocationError             a graph cannot be opened, read or reached
│   └── PassingError          an endpoint failed in a way that may pass by itself
├── QueryError                a query is malformed, refused or unknown
│   ├── ParameterError        a value given for a query's parameter does not fit
│   └── UpdateError           an update, where graphs are only asked
├── UnknownNameError         an entity, class, property, source or format nobody knows
├── OutputError               a result cannot be written
│   └── ChangedError          another program has changed the file meanwhile
└── LimitError       exit 3   work was stopped because it met a limit
    ├── TimeLimitError        its time was up
    └── MemoryLimitError      it held too much memory
"""

from __future__ import annotations

import copyreg
import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
"""What a graph cannot be built or trusted with; what looks wrong; what is as well to know."""

_PLACE: Final = re.compile(r"(.*?):(\d+):(\d+)")
_DAMAGED: Final = "Corruption"
"""How the engine begins to tell of what it finds in a store."""


class Problem(NamedTuple):
    """One thing that is wrong with a seed, the ontology or the graph, and what to do about it.

    `where` is `file:line:column` or an IRI, `rule` a short stable name of the check that found it.
    """

    where: str
    rule: str
    what: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.where}: {self.severity}: {self.what}" + (f"\n    {self.hint}" if self.hint else "")


class KgError(Exception):
    """Bad input or usage: `what` happened, `where` (file:line:column, IRI or address), `hint` what to do."""

    exit_code = 2

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(what)

    def __str__(self) -> str:
        """Return what Python shows of it: where and what, then what to do."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f"\n  {self.hint}" if self.hint else "")

    def __reduce__(self) -> tuple[object, ...]:
        """Let it be pickled whole, which `__init__` with its keywords would prevent."""
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]

    def told(self) -> str:
        """Return the lines that tell a person on the command line."""
        return f"Error: {self}"


class SeedError(KgError):
    """A seed or ontology file that cannot become a graph; `problems` lists everything found at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = in_order(problems)
        first, *others = self.problems
        more = f" (and {len(others)} more)" if others else ""
        super().__init__(first.what + more, where=first.where, hint=first.hint)

    def told(self) -> str:
        """Return all problems, each with its place and what to do."""
        return "\n".join(map(str, self.problems))


class LocationError(KgError):
    """A graph that cannot be opened, read or reached."""


def damage(error: Exception) -> LocationError | None:
    """Return the error of a store in which the engine found damage, None where `error` tells of none.

    The engine reads a store only as it is asked, so any question may find it.
    """
    if not isinstance(error, RuntimeError) or not str(error).startswith(_DAMAGED):
        return None
    hint = "Make the store anew, of a project by removing build/stores, else from its RDF files."
    return LocationError(f"a file of the Oxigraph store is damaged ({error})", hint=hint)


class PassingError(LocationError):
    """An endpoint that could not be reached, or failed, and may well answer when it is asked again."""


class QueryError(KgError):
    """A query that is malformed, refused or unknown."""


class ParameterError(QueryError):
    """A value given for a query's parameter that does not fit it."""


class UpdateError(QueryError):
    """An update, where graphs are only asked."""


class UnknownNameError(KgError):
    """A name of an entity, class, property, source or format that nobody knows."""


class OutputError(KgError):
    """A result that cannot be written where it was wanted."""


class ChangedError(OutputError):
    """A file that is not what it was when its new content was made; it is left as it is."""


class LimitError(KgError):
    """Work stopped because it met a limit."""

    exit_code = 3


class TimeLimitError(LimitError):
    """Work stopped because its time was up."""


class MemoryLimitError(LimitError):
    """Work stopped because it held too much memory."""


class MendedWarning(UserWarning):
    """Tells what a lenient reading of a file mended."""


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by place, lines and columns as numbers, each once."""
    return sorted(set(problems), key=lambda problem: (_place(problem.where), problem))


def _place(where: str) -> tuple[str, int, int]:
    match = _PLACE.fullmatch(where)
    return (match[1], int(match[2]), int(match[3])) if match else (where, 0, 0)

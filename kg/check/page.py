"""What a check found, as people read it: how much, then every problem by the rule that found it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from kg.spelling import counted
from kg.tables.terminal import wrap
from kg.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.errors import Problem, Severity
    from kg.seeds.coverage import Coverage
    from kg.text.folding import Span

_WORST_FIRST: Final[tuple[Severity, ...]] = ("error", "warning", "note")


def of_problems(problems: Sequence[Problem], width: int, *, notes: bool = False) -> str:
    """Return how many problems there are, then each under its rule, in lines of `width`.

    Without `notes`, those of that severity are counted only.
    """
    groups: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[problem.severity, problem.rule].append(problem)
    lines = [summary(problems)]
    for severity, rule in sorted(groups, key=lambda group: (_WORST_FIRST.index(group[0]), group[1])):
        is_folded = severity == "note" and not notes
        more = "; --notes lists them" if is_folded else ""
        lines += ["", f"{one_line(rule)}: {counted(len(groups[severity, rule]), severity)}{more}"]
        for problem in () if is_folded else groups[severity, rule]:
            what, *hints = str(problem).split("\n")
            lines += _wrapped(what, width, 2)
            lines += [line for hint in hints for line in _wrapped(hint, width, 4)]
    return "".join(f"{line}\n" for line in lines)


def summary(problems: Sequence[Problem]) -> str:
    """Return how many errors and how many warnings there are, and how many notes if any."""
    numbers = Counter(problem.severity for problem in problems)
    told = [severity for severity in _WORST_FIRST if severity != "note" or numbers["note"]]
    return ", ".join(counted(numbers[severity], severity) for severity in told)


def of_coverage(sources: Sequence[Coverage], width: int) -> str:
    """Return for each source how many sentences are covered, skipped and unread, then the latter two."""
    return "".join(f"{line}\n" for read in sources for line in _source(read, width))


def _source(read: Coverage, width: int) -> Iterator[str]:
    groups = {"covered": len(read.covered), "skipped": len(read.skipped), "unread": len(read.unread)}
    counts = ", ".join(
        f"{name} {number} ({number / (read.total or 1):.0%})" for name, number in groups.items()
    )
    yield from _wrapped(f"{read.source}: {counted(read.total, 'sentence')}: {counts}", width, 0)
    for span, reason in read.skipped:
        yield from _wrapped(f"skipped, {reason}: {_sentence(read, span)}", width, 2)
    for span in read.unread:
        yield from _wrapped(f"unread: {_sentence(read, span)}", width, 2)


def _sentence(read: Coverage, span: Span) -> str:
    return f"line {read.line(span)}: “{read.text[span.start : span.end]}”"


def _wrapped(text: str, width: int, indent: int) -> Iterator[str]:
    """Yield `text` in lines of at most `width` characters, those after the first further in."""
    for number, line in enumerate(wrap(one_line(" ".join(text.split())), width - indent - 2)):
        yield f"{' ' * (indent + 2 * (number > 0))}{line}"

"""A decision as a page sends it, in JSON, made a change of annotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from kg.errors import KgError
from kg.review import decisions, several
from kg.review.blocks import Annotations

Change = Callable[[Annotations], Annotations]
_THREE: Final = 3
_NUMBER: Final = re.compile(r"[0-9]{1,6}")


class Asked:
    """What was sent, looked at by name; KgError for what is missing or of another kind."""

    def __init__(self, sent: object) -> None:
        self._sent: Mapping[str, Any] = sent if isinstance(sent, dict) else {}

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text, by default `default` where there is one."""
        return str(self._of(name, str, default))

    def number(self, name: str) -> int:
        """Return a whole number from 0."""
        found = self._of(name, int)
        if isinstance(found, bool) or found < 0:
            raise _misfit(name)
        return int(found)

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, empty where there is none."""
        return self._listed(name, str)

    def numbers(self, name: str) -> list[int]:
        """Return a list of whole numbers, empty where there is none."""
        return self._listed(name, int)

    def triples(self, name: str) -> list[tuple[str, str, str]]:
        """Return a list of three texts each, empty where there is none."""
        found = self._listed(name, list)
        if any(len(each) != _THREE or not all(isinstance(one, str) for one in each) for each in found):
            raise _misfit(name)
        return [(one, two, three) for one, two, three in found]

    def has(self, name: str) -> bool:
        """Say whether something was sent by that name."""
        return name in self._sent

    def _listed(self, name: str, kind: type) -> list[Any]:
        found = self._of(name, list, [])
        if not all(isinstance(each, kind) and not isinstance(each, bool) for each in found):
            raise _misfit(name)
        return list(found)

    def _of(self, name: str, kind: type, default: object = None) -> Any:  # noqa: ANN401  (of that kind)
        found = self._sent.get(name, default)
        if not isinstance(found, kind):
            raise _misfit(name)
        return found


def _misfit(name: str) -> KgError:
    return KgError(f"{name} is missing, or of another kind")


def change(asked: Asked) -> Change:
    """Return the change that a decision asks for; KgError where it is none."""
    name = asked.text("decision")
    if name not in _CHANGES:
        raise KgError(f"{name!r} is no decision", hint=f"Decisions are {', '.join(sorted(_CHANGES))}.")
    return _CHANGES[name](asked)


def _accept(asked: Asked) -> Change:
    return partial(decisions.accept, passage=asked.number("passage"))


def _reject(asked: Asked) -> Change:
    return partial(decisions.reject, passage=asked.number("passage"))


def _correct_row(asked: Asked) -> Change:
    passage, row = asked.number("passage"), asked.number("row")
    return partial(decisions.correct_row, passage=passage, row=row, written=asked.text("written"))


def _reject_row(asked: Asked) -> Change:
    return partial(decisions.reject_row, passage=asked.number("passage"), row=asked.number("row"))


def _add_row(asked: Asked) -> Change:
    return partial(decisions.add_row, passage=asked.number("passage"), written=asked.text("written"))


def _correct_quote(asked: Asked) -> Change:
    quote, after = asked.text("quote"), asked.text("after", "")
    return partial(decisions.correct_quote, passage=asked.number("passage"), quote=quote, after=after)


def _split(asked: Asked) -> Change:
    parts = asked.text("first"), asked.text("second")
    return partial(
        decisions.split, passage=asked.number("passage"), parts=parts, moved=frozenset(asked.numbers("moved"))
    )


def _add(asked: Asked) -> Change:
    quote, after = asked.text("quote"), asked.text("after", "")
    return partial(decisions.add, passage=asked.number("before"), quote=quote, after=after)


def _skip(asked: Asked) -> Change:
    words = [text for text in (asked.text("quote"), asked.text("after", "")) if text]
    passage = asked.number("passage") if asked.has("passage") else None
    return partial(decisions.skip, words=words, reason=asked.text("reason"), passage=passage)


def _accept_all(asked: Asked) -> Change:
    return partial(several.accept_all, passages=asked.numbers("passages"))


def _skip_all(asked: Asked) -> Change:
    """A stretch is three texts: its words, what they stand after, the number of its passage; maybe empty."""
    stretches = [
        several.Stretch(quote, after, int(passage) if _NUMBER.fullmatch(passage) else None)
        for quote, after, passage in asked.triples("stretches")
    ]
    return partial(several.skip_all, stretches=stretches, reason=asked.text("reason"))


def _accept_source(asked: Asked) -> Change:
    del asked
    return decisions.accept_source


_CHANGES: Final[dict[str, Callable[[Asked], Change]]] = {
    "accept": _accept,
    "accept-all": _accept_all,
    "reject": _reject,
    "correct-row": _correct_row,
    "reject-row": _reject_row,
    "add-row": _add_row,
    "correct-quote": _correct_quote,
    "split": _split,
    "add": _add,
    "skip": _skip,
    "skip-all": _skip_all,
    "accept-source": _accept_source,
}

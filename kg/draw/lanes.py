"""The lanes of a timeline: which things share a heading, and in what order the headings come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.speech.texts import capital, message, say
from kg.terms import kg

if TYPE_CHECKING:
    from kg.statements.statements import Statements

_RECORD: Final = kg("Record")
_USUAL: Final = {
    kg("Observation"): (message("Figures"), 899),
    _RECORD: (message("Other records"), 900),
    kg("Fact"): (message("Other dated facts"), 905),
    kg("Source"): (message("Documents published"), 910),
}
"""Lane and rank of the classes to which the graph gives none (kg:lane, kg:order); subclasses share them."""


class Lanes:
    """The lanes of what is said: those that its classes name (kg:lane), and the usual ones."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._names = {cls: say(lane) for cls, (lane, _) in _USUAL.items()} | statements.vocabulary.lanes

    def of(self, iri: str, other: str) -> str:
        """Return the lane of a thing's most specific class that has one, else that of the class `other`.

        A record whose classes have none is in a lane of its kind: the most general class below kg:Record.
        """
        ranked, supers = self._statements.ranked(iri), self._statements.vocabulary.supers
        named = next((cls for cls in ranked if cls in self._names and cls != _RECORD), None)
        kinds = [cls for cls in ranked if _RECORD in supers.get(cls, ())]
        if named or not kinds:
            return self._names[named or kg(other)]
        return capital(self._statements.name(kinds[-1]))

    def of_thing(self, iri: str) -> str:
        """Return the lane of a thing of a graph without facts and records: else the label of its class."""
        named = next((cls for cls in self._statements.ranked(iri) if cls in self._names), "")
        name = self._names.get(named) or self._statements.class_label(iri) or say("Other things")
        return capital(name)

    def rank(self, lane: str) -> int:
        """Return the place of a lane, the least order of the classes that name it."""
        ranks = [self._order(cls) for cls, name in self._names.items() if name == lane]
        return min(ranks, default=_USUAL[_RECORD][1])

    def _order(self, cls: str) -> int:
        vocabulary = self._statements.vocabulary
        usual = _USUAL[cls][1] if cls in _USUAL else vocabulary.order_of(cls)
        return vocabulary.orders.get(cls, usual)

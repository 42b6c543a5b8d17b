"""Which of the names that a pipeline recognizes may be names of entities, and of which class."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kg.draft.recognized import Recognized
from kg.draft.vocabulary import Vocabulary
from kg.terms import kg
from kg.text.folding import Span, is_unspaced

_LONGEST: Final = 120
"""Characters of a name; what is longer is a phrase."""
_CLASSES: Final = {
    **dict.fromkeys(("person", "per"), "Person"),
    **dict.fromkeys(("org", "organization", "show_organization", "corporation"), "Organization"),
    **dict.fromkeys(("government", "cabinet"), "GovernmentBody Organization"),
    "international_organization": "InternationalOrganization Organization",
    "company_group": "Company Organization",
    **dict.fromkeys(("gpe", "loc", "location", "region", "domestic_region", "continental_region"), "Place"),
    **dict.fromkeys(("province", "county"), "State Place"),
    **dict.fromkeys(("fac", "facility", "goe", "airport", "port", "station", "school"), "Facility Place"),
    **dict.fromkeys(("law", "treaty"), "Agreement"),
    **dict.fromkeys(("event", "occasion", "conference"), "NamedEvent"),
    "product": "Product",
}
"""Labels of CoNLL, OntoNotes and Sekine’s Extended Named Entities → classes; the first known is taken."""
NO_NAME: Final = (
    r"The|This|That|In|On|At|El|La|Los|Las|En|Mr|Ms|Mrs|Dr|Sr|Sra|H\.E|Minister|President|Secretary|Prime"
    "|Ambassador|Governor|Foreign|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|We|FY\d+|Q[1-4]"
)
"""Capitalised words that stand before a name, or are none by themselves."""
_BRACKETS: Final = re.compile(r"[()\[\]{}<>（）]")
_BEFORE: Final = re.compile(rf"[\W_]+|(?:the|el|la|los|las|{NO_NAME})\b")
_BEHIND: Final = re.compile(r"(?:[’']s)?(?:(?!\.)[\W_])*$")


def candidates(text: str, recognized: Iterable[Recognized], words: Vocabulary) -> dict[Span, str]:
    """Return where names stand, trimmed, each with the class that the ontology has for it, empty if none.

    Left out is what has the label of no thing, such as a figure or a date, and what cannot be a name.
    """
    known = {name.casefold(): name for name in words.ontology.under(kg("Entity"))}
    found = {}
    for span, label in recognized:
        kind = label.casefold().removesuffix("_other")
        if (kind in known or kind in _CLASSES) and _is_name(text[slice(*(place := trimmed(text, span)))]):
            wanted = [kind, *_CLASSES.get(kind, "").casefold().split()]
            found[place] = next((known[each] for each in wanted if each in known), "")
    return found


def trimmed(text: str, span: Span) -> Span:
    """Return a span without the marks around a name and the words before it that are no part of it."""
    start, end = span
    while start < end and (before := _BEFORE.match(text, start, end)):
        start = before.end()
    behind = _BEHIND.search(text[start:end])
    return Span(start, start + behind.start() if behind else end)


def _is_name(name: str) -> bool:
    """Say whether words can be a name: with a capital, or in a script without; short, and no letter alone."""
    is_begun = name[:1].isupper() or (name[:1].isalpha() and is_unspaced(name))
    is_short = len(name) <= _LONGEST and sum(map(str.isalnum, name)) > 1
    return is_begun and is_short and not _BRACKETS.search(name)

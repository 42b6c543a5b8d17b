"""Between whom the words around a figure say it to be, and of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kg.draft.clause import PARTING, Said
from kg.draft.directions import marked, turned
from kg.text.folding import Span
from kg.text.mentions import Mention


def ends(said: Said, place: int) -> dict[str, str | tuple[str, ...]]:
    """Return between whom a figure is, and of what: what its clause marks, or the list in which it stands."""
    figure, clause = said.figures[place], said.clause(place)
    near = Span(_last(said.text, clause.start, figure.span.start), clause.end)
    item = said.item(figure)
    if item is not None:
        return _of_item(said, item)
    return _marked(said, near) or _marked(said, clause) or _both(said, clause)


def _of_item(said: Said, item: Mention) -> dict[str, str | tuple[str, ...]]:
    """Return what a list says of one of its items: what that is, and the ends that its sentence marks."""
    name = item.ids[0]
    items = [one for one in (said.item(figure) for figure in said.figures) if one is not None]
    others = [mention for mention in said.mentions if mention not in items]
    told = _ends_of(said, Span(0, len(said.text)), others)
    end = turned(said.text, said.words.ontology.ends)
    if end and said.words.fits(name, end) and not said.words.narrow(name):
        return {key: value for key, value in told.items() if key != end and value != name} | {end: name}
    keys = said.words.narrow(name)
    return told | ({keys[0]: name} if len(keys) == 1 else {})


def _last(text: str, start: int, end: int) -> int:
    """Return where the words behind the last comma of a stretch begin, its start where there is none."""
    return end - len(re.split(PARTING, text[start:end])[-1])


def _marked(said: Said, span: Span) -> dict[str, str | tuple[str, ...]]:
    return _ends_of(said, span, said.within(span))


def _ends_of(said: Said, span: Span, mentions: Sequence[Mention]) -> dict[str, str | tuple[str, ...]]:
    """Return from where to where words say that a figure goes, by the keys that fold it.

    An end for which words mark several things, or one that they mark as both, is left out.
    """
    within = [m for m in mentions if span.holds(m.span)]
    keys = [next(iter(each), "") for each in said.words.ontology.ends]
    came, went = (
        {one.ids[0] for one in some if len(one.ids) == 1 and said.words.fits(one.ids[0], key)}
        for key, some in zip(keys, marked(said.text, within, span.start), strict=True)
    )
    told = zip(keys, (came - went, went - came), strict=True)
    return {key: next(iter(ids)) for key, ids in told if len(ids) == 1}


_BOTH: Final = re.compile(r"\b(?:between|entre)\s(?:the\s|el\s|la\s)?$", re.IGNORECASE)
_AND: Final = re.compile(r"\s(?:and|y)\s(?:the\s|el\s|la\s)?|と(?:の間)?|・|[–-]")


def _both(said: Said, span: Span) -> dict[str, str | tuple[str, ...]]:
    """Return the two that words say a figure is between, where the ontology has a key for them."""
    here = said.within(span)
    for one, other in pairwise(here):
        before = said.text[max(one.span.start - 20, 0) : one.span.start]
        if _BOTH.search(before) and _AND.fullmatch(said.text[one.span.end : other.span.start]):
            ids = (one.ids[0], other.ids[0])
            if all(said.words.fits(each, "between") for each in ids):
                return {"between": ids}
    return {}

"""Whether a figure goes the way that its words say: 'from Chile to Korea', 対チリ投資."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.check.heard import Heard, warning
from kg.draft.directions import marked
from kg.errors import Problem
from kg.ontology.lookups import Ontology
from kg.text.folding import Span

_FAVOURED: Final = re.compile(r"\b(?:in favou?r of|a favor del?)(?: the| el| la)? $", re.IGNORECASE)
_FAVOURED_AFTER: Final = re.compile("側?の[^。、]{0,15}?(?:黒字|出超)")


def directions(row: Heard, ontology: Ontology) -> Iterator[Problem]:
    """Yield a warning where the words go the other way than the ends of a row do."""
    origins, goals = ontology.ends
    sources = {value.text: value for key in origins for value in row.values(key)}
    targets = {value.text: value for key in goals for value in row.values(key)}
    if not sources and not targets:
        return
    said = marked(row.source.text, row.within(row.quote), row.sentence.start)
    came, went = ({name for each in some for name in each.ids} for some in said)
    is_both = any(
        targets.keys() & set(each.texts.get(key, ())) for key in origins for each in row.passage.rows
    )
    swapped = (targets.keys() & came) - went, (sources.keys() & went) - came
    if any(swapped) and not is_both and not (sources.keys() & came or targets.keys() & went):
        value = next(each for each in (targets | sources).values() if each.text in swapped[0] | swapped[1])
        says = "come from" if value.text in came else "go to"
        what = f"the words {says} {value.text}, the row does not"
        yield warning(value, "direction", what, f"Swap {origins[0]} and {goals[0]}, if that is meant.")


def favoured(row: Heard) -> Iterator[Problem]:
    """Yield a warning where a balance is in favour of another than its words say."""
    for value in row.values("inFavorOf"):
        named = [m for m in row.within(row.quote) if _is_favoured(row, m.span)]
        if named and not any(value.text in mention.ids for mention in named):
            what = f"inFavorOf is {value.text}, but the words are in favour of {named[0].ids[0]}"
            yield warning(value, "direction", what, "Correct it.")


def _is_favoured(row: Heard, name: Span) -> bool:
    before, after = row.words(Span(row.quote.start, name.start)), row.words(Span(name.end, row.quote.end))
    return bool(_FAVOURED.search(before) or _FAVOURED_AFTER.match(after))

"""Find the names of entities in running text, and say which names a text prints."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from kg.text.document import flat
from kg.text.folding import BROKEN, UNSPACED, Span, folded
from kg.text.running import GAP, Running, running

KINDS: Final = ("label", "spelled", "officialName", "abbreviation", "misprint", "wording")
"""Kinds of names, the most telling first."""
REQUIRED: Final = ("spelled", "misprint", "wording")
"""Kinds of names that some text must print, as they are only there to be found in one."""

Called = Mapping[str, Collection[str]]
"""What an entity is called: kind → names; `unspelled` is "true" where no text prints its labels."""


class Mention(NamedTuple):
    """A name in a text: where it stands and the ids of the entities it may stand for."""

    span: Span
    ids: tuple[str, ...]


def within(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """Return those of some mentions, in order, that a span holds."""
    first = bisect_left(mentions, span.start, key=_start)
    last = bisect_left(mentions, span.end, first, key=_start)
    return [mention for mention in mentions[first:last] if span.holds(mention.span)]


def _start(mention: Mention) -> int:
    return mention.span.start


class Printed(NamedTuple):
    """A name as a text prints it: the entity's id, the text, the kind of name and how often."""

    id: str
    text: str
    kind: str
    times: int


class Names:
    """Every name of every entity (by id), and where they stand in a text of at most `longest` characters."""

    def __init__(self, entities: Mapping[str, Called], longest: float = math.inf) -> None:
        kinds: dict[str, dict[str, str]] = defaultdict(dict)
        self._written: dict[str, str] = {}
        self._required: set[str] = set()
        for entity, called in entities.items():
            for kind, name in _sought(called):
                if len(written := flat(name)) <= longest:
                    kinds[folded(written)].setdefault(entity, kind)
                    self._written.setdefault(folded(written), written)
                    self._required |= {folded(written)} if kind in REQUIRED else set()
        self._kinds = dict(kinds)

    def find(self, text: str) -> list[Mention]:
        """Return the mentions in `text`, the longest name at each place, whole words only, case-sensitive.

        One of several words that a hyphen makes longer, such as Park Jin-ho, is none of that name.
        In scripts without spaces a name in katakana is whole where no katakana adjoin it, one in kanji where
        none precede it but another name or a word such as 対 or 在; white space bounds them too.
        """
        return [*_found(self, text)]

    def printed(self, text: str, mentions: Iterable[Mention]) -> list[Printed]:
        """Return the names that a text prints, written as they were given, sorted; a mere wording is none."""
        counted = Counter((self._name(text[slice(*m.span)]), i) for m in mentions for i in m.ids)
        found = (
            Printed(i, self._written[name], self._kinds[name][i], times)
            for (name, i), times in counted.items()
        )
        return sorted(name for name in found if name.kind != "wording")

    def within(self, text: str, mentions: Iterable[Mention]) -> frozenset[str]:
        """Return the names (folded) that a text prints as whole words; inside others, those of REQUIRED."""
        found = frozenset(self._name(text[slice(*mention.span)]) for mention in mentions)
        run = running(text)
        others = _inner((name for name in self._required - found if name in run.text), run)
        return found.union(others)

    def found(self, text: str) -> Iterator[Mention]:
        """Yield the mentions in `text` as `find` returns them, looked for anew."""
        run = running(text)
        for match in _matches(self._pattern(run), run):
            span = run.span(*match.span())
            yield Mention(span, tuple(sorted(self._kinds[self._name(text[slice(*span)])])))

    def _pattern(self, run: Running) -> re.Pattern[str]:
        """Return the expression that finds those names whose characters stand in the text at all."""
        joined = run.text.replace(GAP, "")
        texts = [joined] if BROKEN not in joined else [joined.replace(BROKEN, sign) for sign in ("", "-")]
        names = [name for name in self._kinds if any(name in text for text in texts)]
        return _pattern(names, _DIVIDED if run.is_divided else _WHOLE)

    def _name(self, words: str) -> str:
        """Return the name that `words` are, which a line's end may divide."""
        if words in self._kinds:
            return words
        name = running(words).text.replace(GAP, "")
        if BROKEN not in name:
            return name
        return next(known for known in self._kinds if re.fullmatch(_spelled(known, _DIVIDED), name))


@lru_cache(maxsize=4)  # a check looks for the mentions of a text several times, and for those of its title
def _found(names: Names, text: str) -> tuple[Mention, ...]:
    return tuple(names.found(text))


def _sought(called: Called) -> Iterator[tuple[str, str]]:
    """Yield the names to look for in texts with their kinds: labels unless `unspelled`, and every other."""
    for kind in KINDS:
        if kind != "label" or "true" not in called.get("unspelled", ()):
            yield from ((kind, name) for name in called.get(kind, ()) if name.strip())


_KATAKANA: Final = "ァ-ヺー"
_KANJI: Final = re.compile("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff]")
_BEFORE_NAMES: Final = "対在駐訪来同両・"
_NO_WORD: Final = rf"[^\W{UNSPACED}]"
_GOES_ON: Final = re.compile(
    rf"[-\u2010{BROKEN}](?!\w*ed\b|\w{{3,}}ing\b|(?:born|bound|built|centric|era|free|friendly|grown|level|like|made|only"
    r"|related|run|specific|style|type|wide)\b)[a-zß-ÿ]+\b"
)
"""What makes a name of several words a longer one: Park Jin-ho, but not New Zealand-based."""

Joint = Mapping[str, str]
"""What may stand between two letters (`spaced`), beside one that is `unspaced`, and for a `hyphen`."""
_WHOLE: Final[Joint] = {"spaced": "", "unspaced": "", "hyphen": "-"}
_DIVIDED: Final[Joint] = {"spaced": f"{BROKEN}?", "unspaced": f"{GAP}?", "hyphen": f"[-{BROKEN}]"}


def _matches(pattern: re.Pattern[str], run: Running) -> Iterator[re.Match[str]]:
    """Yield the names found whole, not those that go on behind or, in kanji, begin inside a longer word."""
    end = 0
    for match in pattern.finditer(run.text):
        before = run.text[max(match.start() - 1, 0) : match.start()]
        inside = _KANJI.match(match[0]) and _KANJI.match(before) and before not in _BEFORE_NAMES
        goes_on = " " in match[0] and _GOES_ON.match(run.text, match.end())
        if run.is_whole(*match.span()) and not goes_on and (not inside or match.start() == end):
            end = match.end()
            yield match


def _inner(names: Iterable[str], run: Running) -> Iterator[str]:
    """Yield those of the names that stand whole somewhere, each looked for by itself."""
    guards: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        guards[_before(name[0]), _after(name[-1])].append(name)
    for (before, after), alike in guards.items():
        begins, ends = re.compile(before), re.compile(after)
        for name in alike:
            places = (match.span() for match in re.finditer(re.escape(name), run.text))
            if any(begins.match(run.text, start) and ends.match(run.text, end) for start, end in places):
                yield name


def _pattern(names: Iterable[str], joint: Joint) -> re.Pattern[str]:
    """Return the expression that finds the longest of the (folded) names at each place."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        by_first[name[0]].append(name)
    branches: dict[tuple[str, str], list[str]] = defaultdict(list)
    for first, alike in sorted(by_first.items()):
        ends = {_after(name[-1]) for name in alike}
        shared = ends.pop() if len(ends) == 1 else ""  # looked at once for all, as its class is large
        rests = [_rest(name, joint) + ("" if shared else _after(name[-1])) for name in alike]
        branches[_before(first), shared].append(f"{re.escape(first)}(?:{'|'.join(rests)})")
    groups = [f"{before}(?:{'|'.join(some)}){after}" for (before, after), some in branches.items()]
    return re.compile("|".join(groups) or "(?!)")


def _spelled(name: str, joint: Joint) -> str:
    """Return the expression for a name, with what may stand between its characters."""
    return re.escape(name[0]) + _rest(name, joint)


def _rest(name: str, joint: Joint) -> str:
    """Return the expression for what follows the first character of a name."""
    pairs = pairwise(name)
    return "".join(_between(one, other, joint) + _step(other, joint) for one, other in pairs)


def _step(char: str, joint: Joint) -> str:
    return joint["hyphen"] if char == "-" else re.escape(char)


def _between(char: str, following: str, joint: Joint) -> str:
    if _UNSPACED.search(char + following):
        return joint["unspaced"]
    return joint["spaced"] if char.isalpha() and following.isalpha() else ""


def _before(first: str) -> str:
    """Return what must not stand before a name that begins with `first`."""
    if re.match(f"[{_KATAKANA}]", first):
        return f"(?<![{_KATAKANA}])"
    return "" if _UNSPACED.match(first) else f"(?<!{_NO_WORD})"


def _after(last: str) -> str:
    """Return what must not stand behind a name that ends with `last`."""
    if re.match(f"[{_KATAKANA}]", last):
        return f"(?![{_KATAKANA}])"
    return "" if _UNSPACED.match(last) else rf"(?!{_NO_WORD}|\$)"


_UNSPACED: Final = re.compile(f"[{UNSPACED}]")

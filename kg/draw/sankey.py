"""The layout of a Sankey diagram: where its posts and bands stand, to scale, in columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise
from operator import attrgetter
from statistics import fmean
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP: Final = 44
"""Pixels between the posts of a column: room for a name and a figure."""
_TOP, _ABOVE, _BELOW = 22, 24, 42
"""Pixels over all posts, as many more where some stand between others, named above them, and under all."""
_THINNEST: Final = 2
_COLUMN: Final = attrgetter("column")


@dataclass(eq=False)
class Post:
    """What bands end at, with what stands beside it; it is as high as the bands that leave or enter it."""

    name: str
    column: int
    figure: str = ""
    doubt: bool = False
    y: float = 0
    leaving: float = 0
    entering: float = 0

    @property
    def height(self) -> float:
        """The height of the side on which there is more."""
        return max(self.leaving, self.entering)

    def placed(self) -> dict[str, Any]:
        """Return what the page needs to draw it."""
        place = {"column": self.column, "y": round(self.y, 1), "height": round(self.height, 1)}
        doubt = {"doubt": True} if self.doubt else {}
        return {"name": self.name, "figure": self.figure, **doubt, **place}


class Band(NamedTuple):
    """A stretch between posts; it `leaves` and `enters` so far below their tops; `told` goes to the page."""

    source: Post
    target: Post
    leaves: float
    enters: float
    thickness: float
    told: dict[str, Any]

    def placed(self, posts: Sequence[Post]) -> dict[str, Any]:
        """Return where it runs, from one of the posts to another."""
        leaves, enters = self.source.y + self.leaves, self.target.y + self.enters
        ends = {"from": posts.index(self.source), "to": posts.index(self.target)}
        return {**ends, "leaves": round(leaves, 1), "enters": round(enters, 1)}


@dataclass
class Layout:
    """The posts of a diagram, and of each amount led through them its bands, from post to post.

    A band is as thick for an amount as `scale` says; posts are `gap` apart.
    """

    scale: float
    gap: float = _GAP
    posts: dict[tuple[int, str], Post] = field(default_factory=dict)
    runs: list[list[Band]] = field(default_factory=list)

    @property
    def bands(self) -> list[Band]:
        """All bands, in the order of what runs through them."""
        return list(chain.from_iterable(self.runs))

    def run(self, names: Sequence[str], amount: float, told: dict[str, Any]) -> list[Post]:
        """Lead an amount through the posts of these names, one in each column, and return them."""
        posts = [self.posts.setdefault(key, Post(key[1], key[0])) for key in enumerate(names)]
        thickness = max(_THINNEST, round(amount * self.scale, 1))
        self.runs.append([])
        for source, target in pairwise(posts):
            self.runs[-1].append(Band(source, target, source.leaving, target.entering, thickness, told))
            source.leaving += thickness
            target.entering += thickness
        return posts

    def placed(self) -> dict[str, Any]:
        """Return everything where it stands; of the width only the columns, since the page has its own."""
        bottom = self.place(_TOP + _ABOVE * (len({post.column for post in self.posts.values()}) > 2))
        posts = list(self.posts.values())
        flows = [
            {**run[0].told, "thickness": run[0].thickness, "bands": [band.placed(posts) for band in run]}
            for run in self.runs
        ]
        placed = [post.placed() for post in posts]
        return {"height": round(bottom + _BELOW), "posts": placed, "flows": flows}

    def place(self, top: float) -> float:
        """Give every post its place below `top` and return where the lowest ends.

        The column that needs most room is filled from the top; from there to both sides, every post stands
        where its bands run level on average.
        """
        columns = [list(column) for _, column in groupby(sorted(self.posts.values(), key=_COLUMN), _COLUMN)]
        rooms = [sum(post.height + self.gap for post in column) - self.gap for column in columns]
        fullest = rooms.index(max(rooms))
        for number in sorted(range(len(columns)), key=lambda number: abs(number - fullest)):
            for post in columns[number]:
                post.y = self._level(post, leaving=number < fullest)
            _part(columns[number], top, top + rooms[fullest], self.gap)
        return top + rooms[fullest]

    def _level(self, post: Post, *, leaving: bool) -> float:
        """Return where the bands that leave or enter a post run level on average."""
        if leaving:
            levels = [(b.target.y + b.enters - b.leaves, b.thickness) for b in self.bands if b.source is post]
        else:
            levels = [(b.source.y + b.leaves - b.enters, b.thickness) for b in self.bands if b.target is post]
        return fmean(*zip(*levels, strict=True)) if levels else 0


def _part(column: Sequence[Post], top: float, bottom: float, gap: float) -> None:
    """Move the posts of a column apart, and between top and bottom."""
    for post in column:
        post.y = max(post.y, top)
        top = post.y + post.height + gap
    for post in reversed(column):
        post.y = min(post.y, bottom - post.height)
        bottom = post.y - gap

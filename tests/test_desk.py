"""kg.web.desk: what stands ready before anybody asks."""

import asyncio
from pathlib import Path

import pytest
import world

from kg.errors import LimitError
from kg.graph.graph import Graph
from kg.site.site import made
from kg.site.visit import Site, Wanted
from kg.web.desk import Desk
from kg.worker import Limits


async def front_after_opening(desk: Desk) -> tuple[bytes, bytes]:
    await desk.open()
    browsers = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    ready = await desk.page(Wanted("", accept=browsers))
    return ready.body, (await desk.page(Wanted("", (("seen", "yes"),)))).body


def test_the_front_page_that_stands_ready_is_the_one_that_is_made_for_whoever_asks():
    site = Site(world.graph())
    ready, asked = asyncio.run(front_after_opening(Desk(site, Limits(20, 0))))
    assert ready == asked == made(site, Wanted("")).body


class Waiting(Graph):
    """A graph that takes too long until there is a certain file."""

    file: Path

    def select(self, *asked):
        if not self.file.exists():
            raise LimitError("it takes too long")
        return super().select(*asked)


async def front_once_there_is(desk: Desk, file: Path) -> bytes:
    await desk.open()
    file.touch()
    return (await desk.page(Wanted(""))).body


def test_a_front_page_that_could_not_be_made_at_first_is_made_for_whoever_asks(tmp_path):
    plain = world.graph()
    waiting = Waiting.from_triples(plain.triples(), plain.prefixes)
    waiting.file = tmp_path / "now"
    made_later = asyncio.run(front_once_there_is(Desk(Site(waiting), Limits(20, 0)), waiting.file))
    assert made_later == made(Site(plain), Wanted("")).body


def test_a_front_page_beyond_the_limits_is_told_to_whoever_asks():
    with pytest.raises(LimitError):
        asyncio.run(front_after_opening(Desk(Site(world.graph()), Limits(1e-6, 0))))

"""kg.web.desk: what stands ready before anybody asks."""

import asyncio

import pytest
import world

from kg.errors import LimitError
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


def test_a_front_page_that_cannot_be_made_within_the_limits_ends_no_server_and_is_told_to_who_asks():
    with pytest.raises(LimitError):
        asyncio.run(front_after_opening(Desk(Site(world.graph()), Limits(1e-6, 0))))

"""Responses that are remembered: which requests are the same, what is kept, and how much of it."""

import asyncio
import threading

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from kg.web.remembered import Remembering

PLACE = "http://localhost"
SCOPE = {
    "type": "http", "method": "GET", "scheme": "http", "path": "/", "raw_path": b"/",
    "query_string": b"", "headers": [(b"host", b"localhost")],
}  # fmt: skip


class Site:
    """An application that says how often it was asked, remembered."""

    def __init__(self, size=1, seconds=0, status=200, **headers):
        self.asked = self.finished = self.most_at_once = 0
        self._seconds, self._status = seconds, status
        self._size, self._headers = size, {"ETag": 'W/"1"', **headers}
        self.app = Remembering(
            Starlette(routes=[Route("/{path:path}", self._answer, methods=["GET", "POST"])]),
            lambda _: None,
        )

    async def _answer(self, request):
        await request.body()
        self.asked += 1
        self.most_at_once = max(self.most_at_once, self.asked - self.finished)
        said = f"{self.asked}".rjust(self._size)
        await asyncio.sleep(self._seconds)
        self.finished += 1
        return Response(said, self._status, self._headers)

    def ask(self, *requests):
        """Return the answers to requests, each a method, an address, and headers."""

        async def all_of_them():
            plain = {"accept-encoding": "identity"}
            through = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=through, base_url=PLACE, headers=plain) as client:
                return [
                    await client.request(method, path, headers=dict(more), content=content)
                    for method, path, content, *more in requests
                ]

        return asyncio.run(all_of_them())

    def together(self, *clients):
        """Return what is sent to clients that ask the same at the same time; True is one that leaves."""

        async def client(has_left):
            sent = []

            async def receive():
                return {"type": "http.disconnect"} if has_left else await asyncio.Event().wait()

            async def send(message):
                sent.append(message.get("body", message.get("status")))

            await self.app(SCOPE, receive, send)
            return sent

        async def all_of_them():
            return await asyncio.gather(*map(client, clients))

        return asyncio.run(all_of_them())

    def said(self, *requests):
        return [answer.text for answer in self.ask(*requests)]


def test_what_is_asked_alike_is_answered_from_memory():
    get, post = ("GET", "/a?query=1", None), ("POST", "/a", b"query=1")
    assert Site().said(get, get, post, post, get) == ["1", "1", "2", "2", "1"]


@pytest.mark.parametrize(
    "other",
    [
        ("GET", "/b?x=1", None),
        ("GET", "/a?x=2", None),
        ("GET", "/a?x=1", None, ("accept", "text/csv")),
        ("GET", "/a?x=1", None, ("accept-encoding", "br")),
        ("GET", "/a?x=1", None, ("host", "example.org")),
        ("POST", "/a?x=1", b""),
    ],
)
def test_another_address_format_or_host_is_another_request(other):
    assert Site().said(("GET", "/a?x=1", None), other) == ["1", "2"]


def test_headers_that_change_no_answer_make_no_other_request():
    origin, agent = ("origin", "https://example.org"), ("user-agent", "another")
    assert Site().said(("GET", "/", None), ("GET", "/", None, origin, agent)) == ["1", "1"]


def test_the_head_of_a_response_comes_from_the_same_memory():
    site = Site()
    head = site.ask(("GET", "/", None), ("HEAD", "/", None))[1]
    assert (head.status_code, head.headers["content-length"], site.asked) == (200, "1", 1)


def test_who_has_an_answer_is_told_so_whoever_asked_first():
    site = Site()
    known = site.ask(("GET", "/", None, ("if-none-match", '"0", "1"')), ("GET", "/", None))
    assert [(answer.status_code, answer.text) for answer in known] == [(304, ""), (200, "1")]
    assert "content-length" not in known[0].headers
    assert site.asked == 1


def test_what_is_not_to_be_stored_or_has_no_tag_is_made_each_time():
    get = ("GET", "/", None)
    assert Site(**{"Cache-Control": "no-store"}).said(get, get) == ["1", "2"]
    assert Site(ETag="").said(get, get) == ["1", "2"]


def test_no_more_is_kept_than_there_is_room_for_and_what_was_wanted_last_stays():
    site = Site(size=1_000_000)
    site.ask(*(("GET", f"/{number}", None) for number in range(40)))
    assert 30_000_000 < site.app.size <= 32_000_000
    site.ask(("GET", "/39", None), ("GET", "/0", None))
    assert site.asked == 41


def test_a_long_response_is_kept_packed_for_those_who_take_it_so():
    site = Site(size=1_000_000)
    packed = ("GET", "/", None, ("accept-encoding", "br, gzip"))
    first, again, plain = site.ask(packed, packed, ("GET", "/", None))
    encodings = [answer.headers.get("content-encoding") for answer in (first, again, plain)]
    assert encodings == ["gzip", "gzip", None]
    assert [answer.text.strip() for answer in (first, again, plain)] == ["1", "1", "2"]
    assert len(first.text) == 1_000_000
    assert int(first.headers["content-length"]) < 2_000


def test_others_are_answered_while_a_long_response_is_packed(monkeypatch):
    packing, answered = threading.Event(), threading.Event()

    def compress(body, *_, **__):
        packing.set()
        assert answered.wait(5), "nobody else was answered meanwhile"
        return body

    monkeypatch.setattr("kg.web.remembered.gzip.compress", compress)
    site = Site(size=1_000_000)

    async def both():
        plain = {"accept-encoding": "identity"}
        through = httpx.ASGITransport(site.app)
        async with httpx.AsyncClient(transport=through, base_url=PLACE, headers=plain) as client:
            long = asyncio.ensure_future(client.head("/", headers={"accept-encoding": "gzip"}))
            await asyncio.to_thread(packing.wait, 5)
            await client.get("/other")
            answered.set()
            return (await long).status_code

    assert asyncio.run(both()) == 200


def test_one_response_does_not_take_the_place_of_all_others():
    site = Site(size=9_000_000)
    site.ask(("GET", "/", None), ("GET", "/", None))
    assert (site.asked, site.app.size) == (2, 0)


def test_what_several_ask_alike_at_the_same_time_is_made_once_for_all_of_them():
    site = Site(seconds=0.1)
    assert site.together(False, False, False) == [[200, b"1"]] * 3
    assert site.asked == 1


def test_an_error_is_the_same_for_all_who_asked_at_the_same_time_and_not_kept():
    site = Site(seconds=0.1, status=503, ETag="")
    assert site.together(False, False) == [[503, b"1"]] * 2
    assert site.together(False) == [[503, b"2"]]


def test_what_is_not_to_be_stored_is_made_for_each_who_asks_at_the_same_time():
    site = Site(seconds=0.1, **{"Cache-Control": "no-store"})
    assert sorted(site.together(False, False, False)) == [[200, b"1"], [200, b"2"], [200, b"3"]]


def test_who_leaves_takes_nothing_from_others_who_asked_the_same():
    site = Site(seconds=0.5)
    assert site.together(True, False, True) == [[], [200, b"1"], []]


def test_what_was_made_is_kept_though_who_asked_first_has_left():
    site = Site(seconds=0.5)
    assert site.together(True, False) == [[], [200, b"1"]]
    assert site.together(False) == [[200, b"1"]]


def test_what_proved_not_to_be_stored_is_made_for_all_at_once_without_waiting_for_another():
    site = Site(seconds=0.1, **{"Cache-Control": "no-store"})
    site.together(False)
    assert sorted(site.together(False, False, False)) == [[200, b"2"], [200, b"3"], [200, b"4"]]
    assert site.most_at_once == 3


def test_what_all_have_left_is_given_up_and_made_anew_for_the_next():
    site = Site(seconds=0.5)
    assert site.together(True, True) == [[], []]
    assert (site.asked, site.finished) == (1, 0)
    assert site.together(False) == [[200, b"2"]]


def test_who_asks_at_the_moment_at_which_all_others_leave_has_an_answer():
    site, sent = Site(seconds=0.4), []

    async def send(message):
        sent.append(message.get("body", message.get("status")))

    async def both():
        waiting = asyncio.Event()
        next_one = []

        async def leaves():
            next_one.append(asyncio.ensure_future(site.app(SCOPE, waiting.wait, send)))
            return {"type": "http.disconnect"}

        await site.app(SCOPE, leaves, send)
        await next_one[0]

    asyncio.run(both())
    assert sent == [200, b"2"]

"""Connections that send or take too slowly, or nothing, and what becomes of them."""

import asyncio
import socket
import threading
import time

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from kg.web.heard import Place, listening, server
from kg.web.patient import Patient
from kg.web.request import body

LARGE = b"x" * 8_000_000
LATE = "HTTP/1.1 408 Request Timeout"


async def large(request):
    del request
    return Response(LARGE)


async def slow(request):
    await asyncio.sleep(0.6)
    return Response(await body(request))


@pytest.fixture(scope="module")
def port():
    """Give the port of a server that waits for less than a second."""
    with pytest.MonkeyPatch.context() as less:
        less.setattr(Patient, "seconds", 0.3)
        less.setattr(Patient, "seconds_of_answer", 0.6)
        yield from listened()


@pytest.fixture
def narrow(monkeypatch):
    """Give the port of a server that has room for three connections."""
    monkeypatch.setattr(Patient, "most", 3)
    monkeypatch.setattr(Patient, "seconds", 10)
    yield from listened()


def listened():
    app = Starlette(routes=[Route("/large", large), Route("/slow", slow, methods=["POST"])])
    with listening(Place("127.0.0.1", 0)) as heard:
        running = server(app, Place("127.0.0.1", 0))
        thread = threading.Thread(target=lambda: asyncio.run(running.serve(sockets=[heard])))
        thread.start()
        yield heard.getsockname()[1]
        running.should_exit = True
        thread.join()


def answer(connection):
    """Return the answer to `KEPT`, whose head and body may come one after the other."""
    heard = b""
    while not heard.endswith(b"whole") and (more := connection.recv(1000)):
        heard += more
    return heard


def connected(port):
    return socket.create_connection(("127.0.0.1", port), 5)


def rest(connection):
    """Return all that comes until the end of a connection."""
    with connection.makefile("rb") as told:
        return told.read().decode()


@pytest.mark.parametrize(
    "begun",
    [
        "",
        "GET / HTT",
        "GET /large HTTP/1.1\\r\\nHost: localhost\\r\\n",
        "POST /slow HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 10\\r\\n\\r\\nhalf",
    ],
)
def test_a_request_that_does_not_come_to_its_end_is_ended(port, begun):
    with connected(port) as connection:
        connection.sendall(begun.replace("\\r\\n", "\r\n").encode())
        assert rest(connection).startswith(LATE)


@pytest.mark.parametrize(
    ("begun", "drop"),
    [
        ("GET / HTTP/1.1\r\nX: ", "x"),
        ("POST /slow HTTP/1.1\r\nContent-Length: 900\r\n\r\n", "x"),
        ("", "\r\n"),
    ],
)
def test_a_request_that_drips_is_ended_in_the_same_time(port, begun, drop):
    with connected(port) as connection:
        connection.sendall(begun.encode())
        with pytest.raises(ConnectionError):
            for _ in range(60):
                connection.sendall(drop.encode())
                time.sleep(0.05)


def test_an_answer_that_is_long_in_the_making_is_waited_for(port):
    with connected(port) as connection:
        connection.sendall(
            b"POST /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\nwhole\r\n"
        )
        assert rest(connection).endswith("\r\n\r\nwhole")


def test_an_answer_that_nobody_takes_is_given_up_and_one_taken_slowly_is_not(port):
    asked = b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with connected(port) as idle, connected(port) as slow:
        for each in (idle, slow):
            each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 100_000)
            each.sendall(asked)
        taken = b""
        while piece := slow.recv(200_000):
            taken += piece
            time.sleep(0.02)
        assert taken.endswith(LARGE)
        assert len(rest(idle)) < len(LARGE)


def test_others_are_answered_beside_many_that_are_half_open(port):
    many = [connected(port) for _ in range(300)]
    with connected(port) as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert rest(connection).startswith("HTTP/1.1 200 OK")
    assert {rest(each).partition("\r\n")[0] for each in many} == {LATE}
    for each in many:
        each.close()


GET = b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
KEPT = b"POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nwhole"


def test_where_there_is_no_more_room_the_connection_waited_for_longest_is_ended(narrow):
    with connected(narrow) as first, connected(narrow) as second, connected(narrow) as third:
        second.sendall(KEPT)
        assert answer(second).startswith(b"HTTP/1.1 200 OK")  # so that it waits since later
        with connected(narrow) as fourth:
            fourth.sendall(GET)
            assert rest(fourth).startswith("HTTP/1.1 200 OK")
            assert rest(first) == ""
        for each in (second, third):
            each.sendall(KEPT)
            assert answer(each).startswith(b"HTTP/1.1 200 OK")


def test_where_all_connections_are_being_answered_another_is_told_to_ask_later(narrow):
    with connected(narrow) as first, connected(narrow) as second, connected(narrow) as third:
        for each in (first, second, third):
            each.sendall(KEPT)
        time.sleep(0.2)  # they have all arrived
        with connected(narrow) as fourth:
            fourth.sendall(GET)
            assert rest(fourth).startswith("HTTP/1.1 503 Service Unavailable")
        assert {answer(each)[:15] for each in (first, second, third)} == {b"HTTP/1.1 200 OK"}


def test_connections_whose_answers_are_not_yet_taken_count_and_lose_nothing(narrow):
    with connected(narrow) as first, connected(narrow) as second, connected(narrow) as third:
        for each in (first, second, third):
            each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 100_000)
            each.sendall(GET)
        time.sleep(0.2)  # they have all arrived, and are answered as far as the system takes it
        with connected(narrow) as fourth:
            fourth.sendall(GET)
            assert rest(fourth).startswith("HTTP/1.1 503 Service Unavailable")
        assert all(rest(each).endswith("x" * 8_000_000) for each in (first, second, third))

"""kg.web.joined: what of an answer is sent in one piece, and what is sent at once."""

import pytest

from kg.web.joined import Joined

HEAD, BODY = b"HTTP/1.1 200 OK\r\n\r\n", b"body"


class Wire:
    """A transport that notes each piece that is sent, and its end."""

    def __init__(self):
        self.sent = []

    def write(self, data):
        self.sent += [data] if data else []

    def writelines(self, pieces):
        self.sent.append(b"".join(pieces))

    def close(self):
        self.sent.append("closed")

    def get_write_buffer_size(self):
        return 7


@pytest.fixture
def wire():
    return Wire()


def joined(wire, *, is_answering=True):
    return Joined(wire, lambda: is_answering)


def test_the_head_of_an_answer_is_sent_with_what_follows_it(wire):
    transport = joined(wire)
    transport.write(HEAD)
    transport.write(BODY)
    transport.write(BODY)
    transport.end_answer()
    assert wire.sent == [HEAD + BODY, BODY]


def test_each_answer_of_a_connection_is_joined_anew(wire):
    transport = joined(wire)
    for _ in range(2):
        transport.write(HEAD)
        transport.write(BODY)
        transport.end_answer()
    assert wire.sent == [HEAD + BODY] * 2


def test_an_answer_without_a_body_is_sent_at_its_end(wire):
    transport = joined(wire)
    transport.write(HEAD)
    assert wire.sent == []
    transport.end_answer()
    assert wire.sent == [HEAD]


def test_nothing_is_left_unsent_when_the_connection_is_closed(wire):
    transport = joined(wire)
    transport.write(HEAD)
    transport.close()
    assert wire.sent == [HEAD, "closed"]


def test_what_is_no_answer_is_sent_at_once(wire):
    joined(wire, is_answering=False).write(b"HTTP/1.1 100 Continue\r\n\r\n")
    assert wire.sent == [b"HTTP/1.1 100 Continue\r\n\r\n"]


def test_all_else_is_left_to_the_transport(wire):
    assert joined(wire).get_write_buffer_size() == 7

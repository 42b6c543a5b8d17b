"""The parameters of an address or a form, as they come percent-encoded."""

from urllib.parse import parse_qsl, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from kg.web.request import parameters

PIECES = [
    "%",
    "=",
    "&",
    "+",
    "a",
    "F",
    "0",
    "\r\n",
    " ",
    "_",
    "%C3%A9",
    "%20",
    "%0D%0A",
    "%3D",
    "%3d",
    "é",
    "\0",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_parameters_are_read_as_the_standard_library_reads_them_whatever_stands_in_them(encoded):
    try:
        wanted = parse_qsl(encoded, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        with pytest.raises(HTTPException):
            parameters(encoded.encode())
    else:
        assert parameters(encoded.encode()) == wanted


@given(st.text())
def test_any_text_arrives_as_it_was_sent(text):
    assert parameters(f"query={quote_plus(text)}".encode()) == [("query", text)]


@pytest.mark.parametrize("encoded", [b"query=%ff", b"query=\xff", b"&".join([b"x=1"] * 201)])
def test_what_is_not_utf_8_or_too_much_is_refused(encoded):
    with pytest.raises(HTTPException) as refused:
        parameters(encoded)
    assert refused.value.status_code == 400

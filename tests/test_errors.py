"""What can go wrong is told alike by Python and by the command line."""

from kg.errors import KgError, LocationError


def test_an_error_says_where_and_what_and_then_what_to_do():
    error = LocationError("there is no such file", where="a.ttl", hint="Look again.")
    assert str(error) == "a.ttl: there is no such file\n  Look again."
    assert error.told() == f"Error: {error}"


def test_an_error_without_place_and_hint_is_one_line():
    assert str(KgError("nothing goes")) == "nothing goes"

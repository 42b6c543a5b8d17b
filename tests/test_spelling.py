"""kg.spelling: which known name a misspelt one was meant to be, and where none was."""

import pytest

from kg.spelling import did_you_mean, fold, nearest

KNOWN = ["Food", "Toyota", "Mexico", "betweenness", "csv", "query", "queries", "title", "nation", "someone"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("toyta", "Toyota"),
        ("Mexiko", "Mexico"),
        ("betweeness", "betweenness"),
        ("qurey", "query"),
        ("tilte", "title"),
        ("cvs", "csv"),
        ("foof", "Food"),
    ],
)
def test_a_slip_of_the_finger_is_understood(typed, meant):
    assert did_you_mean(typed, KNOWN) == f"Did you mean {meant}?"


@pytest.mark.parametrize("typed", ["nobody", "nothing", "somebody", "anything", "xyz", ""])
def test_nothing_is_suggested_for_what_is_like_none(typed):
    assert did_you_mean(typed, KNOWN) == ""


def test_names_are_compared_without_case_accents_and_white_space():
    assert nearest("  MÉXICO ", KNOWN, fold) == "Mexico"

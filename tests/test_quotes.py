"""kg.text.document, quotes and mentions: quotes, sentences and names found; kg.seeds.coverage."""

import time

import pytest
import world

from kg.errors import Problem
from kg.seeds.coverage import Coverage, coverage
from kg.text.document import Document
from kg.text.folding import Span
from kg.text.mentions import Names
from kg.text.quotes import Selector, Words, locate

TEXT = (
    "Japan\N{NO-BREAK SPACE}and\n  Mexico trade.\n"
    "Mr. Sol met H.E. Ms. Luz at 5:00 p.m. local time. They agreed!\n"
)


def found(words, after=None, text=TEXT):
    quote = Selector(Words(words, "seeds/a.yaml:1:1"), after and Words(after, "seeds/a.yaml:2:1"))
    return locate(Document(text), quote, "seeds/a.txt")


def sentences(text):
    return [text[start:end] for start, end in Document(text).sentences]


def test_a_quote_is_found_whatever_its_white_space_and_its_offsets_count_characters():
    span = found("Japan and Mexico\n trade")
    assert span == Span(0, 24)
    assert TEXT[span.start : span.end] == "Japan\N{NO-BREAK SPACE}and\n  Mexico trade"


def test_a_quote_that_is_not_in_its_source_is_reported_with_the_nearest_passage():
    problem = found("Mr. Sol met H.E. Mrs. Luz at 5:00 p.m.")
    assert isinstance(problem, Problem)
    assert (problem.where, problem.what) == ("seeds/a.yaml:1:1", "the quote is not in seeds/a.txt")
    assert problem.hint == (
        "Nearest, seeds/a.txt line 3: “Mr. Sol met H.E. Ms. Luz at 5:00 p.m. local time.”\n"
        "    The text agrees up to “Mr. Sol met H.E. M” "
        "and goes on “s. Luz at 5:00 p.m. local time. They agreed! ”."
    )


def test_a_quote_that_occurs_twice_is_reported_with_its_lines():
    problem = found("Mexico grows", text="Mexico grows.\nMexico grows.\n")
    assert problem.what == "the quote occurs 2 times in seeds/a.txt, on lines 1 and 2"
    assert "after:" in problem.hint


def test_after_takes_the_first_occurrence_behind_other_words():
    text = "Mexico grows. Japan too. Mexico grows. Mexico grows."
    assert found("Mexico grows", after="Japan too", text=text) == Span(25, 37)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ("Mexico", "the words of `after` occur 2 times in seeds/a.txt, not once"),
        ("nowhere", "the words of `after` occur 0 times in seeds/a.txt, not once"),
        ("Japan too", "the quote does not occur in seeds/a.txt after line 1, where `after` stands"),
    ],
)
def test_after_that_does_not_help_is_reported(after, told):
    assert found("Mexico grows", after=after, text="Mexico grows. Mexico wins. Japan too.").what == told


def test_abbreviations_times_and_numbers_do_not_end_a_sentence():
    assert sentences(TEXT) == [
        "Japan\N{NO-BREAK SPACE}and\n  Mexico trade.",
        "Mr. Sol met H.E. Ms. Luz at 5:00 p.m. local time.",
        "They agreed!",
    ]
    assert sentences("The U.S. Senate paid US$1.95 billion. So said Dr. A. Luz.") == [
        "The U.S. Senate paid US$1.95 billion.",
        "So said Dr. A. Luz.",
    ]


def test_bullets_item_numbers_and_quotation_marks_belong_to_no_neighbour():
    assert sentences("  1. First aim.\n - Second aim. - Third “aim.” Then more.assembly.This too") == [
        "First aim.",
        "Second aim.",
        "Third “aim.”",
        "Then more.assembly.",
        "This too",
    ]


def test_coverage_counts_each_sentence_once_as_covered_skipped_or_unread():
    text = "One. Two. Three. Four."
    read = coverage(world.document(text), [Span(0, 2), Span(1, 7)], [(Span(5, 12), "why")])
    assert [text[s:e] for s, e in read.covered] == ["One.", "Two."]
    assert [(text[s:e], why) for (s, e), why in read.skipped] == [("Three.", "why")]
    assert [text[s:e] for s, e in read.unread] == ["Four."]
    assert read.total == 4


def test_names_are_found_as_whole_words_the_longest_first():
    called = {"toyota": "Toyota", "tsusho": "Toyota Tsusho", "US": "US", "a": "Sol", "b": "Sol"}
    names = Names({entity: {"label": [name]} for entity, name in called.items()})
    text = "Toyota\nTsusho, Toyota’s plant, Toyotas, US$5, the US. Sol"
    assert [(text[s:e], ids) for (s, e), ids in names.find(text)] == [
        ("Toyota\nTsusho", ("tsusho",)),
        ("Toyota", ("toyota",)),
        ("US", ("US",)),
        ("Sol", ("a", "b")),
    ]


def test_a_label_is_looked_for_unless_unspelled_and_a_mere_wording_is_no_printed_name():
    names = Names(
        {
            "MX": {
                "label": ["Mexico"],
                "unspelled": ["true"],
                "wording": ["the country"],
                "misprint": ["mexico"],
            }
        }
    )
    text = "mexico, the country; Mexico"
    found = names.find(text)
    assert [text[s:e] for (s, e), _ in found] == ["mexico", "the country"]
    assert names.printed(text, found) == [("MX", "mexico", "misprint", 1)]


def test_a_name_inside_a_longer_name_is_printed_all_the_same():
    names = Names({"a": {"label": ["automotive sector"], "spelled": ["automotive", "Mexic"]}})
    text = "the automotive\nsector is Mexican"
    assert names.within(text, names.find(text)) == {"automotive", "automotive sector"}
    assert Names({}).find("no names at all") == []


def test_a_sentence_printed_twice_is_found_with_its_first_occurrence():
    text = "Trade grew. It doubled since 2005.\nA heading\nIt doubled  since 2005.\nA heading\n"
    read = Coverage(source="s", file="s.txt", text=text, covered=(), skipped=(), unread=())
    assert [
        (text[again.start : again.end], read.line(again), read.line(first)) for again, first in read.repeated
    ] == [("It doubled  since 2005.", 3, 1)]


def test_a_name_longer_than_any_text_is_not_looked_for():
    begun = time.monotonic()
    names = Names({"a": {"label": ["word " * 4_000_000]}, "b": {"label": ["Sol"]}}, longest=100)
    assert [ids for _, ids in names.find("Sol")] == [("b",)]
    assert time.monotonic() - begun < 5

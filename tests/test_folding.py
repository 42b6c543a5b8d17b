"""kg.text.folding and characters: quotes are found as people copy them, and never another sentence."""

import pytest
import tabled
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Problem
from kg.text.document import Document
from kg.text.folding import fold, folded
from kg.text.quotes import Selector, Words, locate

QUOTES = tabled.rows("quotes.tsv")
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("ab-\u2010\u00ad\n\r \u00a0\u200b\ufb03\u0301\u3099ｶﾞ日本メＴ２\ufeff"),
    )
)


@pytest.mark.parametrize("row", QUOTES, ids=[ascii("|".join(row)) for row in QUOTES])
def test_a_quote_is_found_where_the_table_says_or_its_difference_is_named(row):
    text, spans = tabled.marked(row[0])
    found = locate(Document(text), Selector(Words(row[1], "a.yaml:1:1")), "a.txt")
    if spans:
        assert [found] == spans
    else:
        assert isinstance(found, Problem)
        assert (row[2] if len(row) > 2 else "") in found.hint


@given(TEXTS)
def test_every_folded_character_leads_back_in_order_to_characters_of_the_text(text):
    result = fold(text)
    assert len(result.text) == len(result.starts) == len(result.ends)
    assert result.starts == sorted(result.starts)
    assert result.ends == sorted(result.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(result.starts, result.ends, strict=True))


@given(TEXTS)
def test_what_was_folded_once_folds_to_itself(text):
    assert folded(folded(text).replace("\u00ad", "")) == folded(text).replace("\u00ad", "")


@given(TEXTS, st.data())
def test_words_cut_out_of_a_text_are_found_there_and_every_place_found_folds_as_they_do(text, data):
    whole = fold(text)
    start = data.draw(st.integers(0, len(whole.text)))
    end = data.draw(st.integers(start, len(whole.text)))
    wanted = whole.text[start:end]
    if wanted and wanted == wanted.strip() and "\u00ad" not in whole.text and whole.is_whole(start, end):
        spans = whole.find(wanted)
        assert whole.span(start, end) in spans
        assert {folded(text[a:b]) for a, b in spans} == {folded(wanted)}


def test_a_quote_that_fits_twice_when_folded_is_ambiguous():
    problem = locate(
        Document("Méxi\u00adco.\nMe\u0301xico."), Selector(Words("México", "a.yaml:1:1")), "a.txt"
    )
    assert problem.what == "the quote occurs 2 times in a.txt, on lines 1 and 2"

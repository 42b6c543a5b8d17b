"""kg.text.sentences and lines: the whole sentence is one, in English, Spanish and Japanese."""

import pytest
import tabled
from hypothesis import given
from hypothesis import strategies as st

from kg.text.sentences import sentences

TEXTS = tabled.rows("sentences.tsv")


@pytest.mark.parametrize("row", TEXTS, ids=[ascii(row[0]) for row in TEXTS])
def test_the_sentences_of_a_text_are_those_of_the_table(row):
    text, spans = tabled.marked(row[0])
    assert [text[a:b] for a, b in sentences(text)] == [text[a:b] for a, b in spans]


@given(st.text(st.sampled_from("aB.!?… \n\r-1「」。日本メキ（）”,:")))
def test_sentences_stand_in_order_without_overlap_and_hold_every_letter(text):
    spans = list(sentences(text))
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end for end, span in zip(ends, spans, strict=False))
    inside = {i for span in spans for i in range(*span)}
    assert all(i in inside for i, char in enumerate(text) if char.isalpha())

"""kg.text.mentions: names are found in running text, also where no spaces divide it."""

import pytest
import tabled
from hypothesis import given
from hypothesis import strategies as st

from kg.text.mentions import Names

TEXTS = tabled.rows("mentions.tsv")


def names_of(cell):
    pairs = [pair.split("=", 1) for pair in cell.split("; ")]
    return Names({entity: {"label": [name]} for entity, name in pairs})


@pytest.mark.parametrize("row", TEXTS, ids=[ascii(row[0]) for row in TEXTS])
def test_the_names_in_a_text_are_those_of_the_table(row):
    text, spans = tabled.marked(row[0])
    names = names_of(row[2])
    found = names.find(text)
    assert [tuple(mention.span) for mention in found] == spans
    assert [entity for mention in found for entity in mention.ids] == row[1].split()
    assert len(names.printed(text, found)) == len(set(row[1].split()))


@given(st.text(st.sampled_from("日本メキシコaTo -\n\u00ad\u3099カ・")))
def test_mentions_stand_in_order_and_are_printed_within_the_text(text):
    names = names_of("j=日本; m=メキシコ; t=To; a=a-a; g=ガ")
    found = names.find(text)
    assert [mention.span for mention in found] == sorted(mention.span for mention in found)
    assert {name.text for name in names.printed(text, found)} <= names.within(text, found)

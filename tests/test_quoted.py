"""kg.tables.quoted: the words of passages in the rows of an answer, and where they lead."""

import io
import re

import pytest
import world

import kg as package
from kg import ask
from kg.site.addresses import Links
from kg.site.asked import shown
from kg.site.opening import site_of
from kg.tables.quoted import Piece, quoted
from kg.tables.write import write

BASE = f"{world.BASE}source/"
TOLD = f"""
<{BASE}a#char=0,7> a kg:Passage ; kg:beginIndex 0 ; kg:inSource src:a ;
    kg:quote "It grew" ; kg:sentence "It grew, and fell." .
<{BASE}a#char=9,17> a kg:Passage ; kg:beginIndex 9 ; kg:inSource src:a ;
    kg:quote "and fell" ; kg:sentence "It grew, and fell." .
<{BASE}a#char=30,40> a kg:Passage ; kg:beginIndex 30 ; kg:inSource src:a ; kg:quote "Both said so" .
<{BASE}b#char=30,40> a kg:Passage ; kg:beginIndex 30 ; kg:inSource src:b ; kg:quote "Both said so" .
<{BASE}b#char=50,59> a kg:Passage ; kg:beginIndex 50 ; kg:inSource src:b ;
    kg:quote "It \\"<b>\\" … x" ; kg:sentence "It \\"<b>\\" … x" .
[] a kg:Passage ; kg:beginIndex 60 ; kg:inSource src:b ; kg:quote "of nothing with a name" .
"""
GREW, FELL, ODD = (f"{BASE}{at}" for at in ("a#char=0,7", "a#char=9,17", "b#char=50,59"))
CELL = re.compile(r'<td data-column="(?:quote|replyQuote|sentence)">(.*?)</td>')
PIECE = r'<a class="words" href="\.\./source/[\w-]+#char=\d+,\d+">[^<]+(?:<br>[^<]*)*</a>'


@pytest.fixture(scope="module")
def graph():
    return world.graph(TOLD)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("It grew", [("It grew", GREW)]),
        ("It grew, and fell.", [("It grew, and fell.", GREW)]),
        ("It grew … and fell", [("It grew", GREW), ("and fell", FELL)]),
        ("and fell … and more", [("and fell", FELL), ("and more", "")]),
        ('It "<b>" … x', [('It "<b>" … x', ODD)]),
    ],
)
def test_a_text_leads_to_the_passages_whose_words_it_is(graph, text, pieces):
    assert quoted(graph, [text, "another text"]) == {text: tuple(Piece(*piece) for piece in pieces)}


def test_what_two_sources_say_word_for_word_or_what_has_no_address_leads_nowhere(graph):
    assert quoted(graph, ["Both said so", "of nothing with a name"]) == {}


def test_a_graph_without_passages_leads_nowhere():
    assert quoted(world.graph('id:a kg:note "It grew" .'), ["It grew"]) == {}


def test_html_leads_from_each_piece_to_its_passage_and_escapes_it(graph):
    output = io.BytesIO()
    query = "SELECT ?a ?b { ?x kg:beginIndex 0 ; kg:quote ?q . ?y kg:beginIndex 50 ; kg:quote ?b BIND ({}) }"
    joined = 'CONCAT(?q, " … and fell") AS ?a'
    write(graph.query(query.replace("{}", joined)), "html", output, graph)
    shown_here = output.getvalue().decode()
    assert (
        f'<a class="words" href="{GREW}">It grew</a> … <a class="words" href="{FELL}">and fell</a>'
        in shown_here
    )
    assert f'<a class="words" href="{ODD}">It &quot;&lt;b&gt;&quot; … x</a>' in shown_here


def test_every_quote_on_the_page_of_every_saved_query_leads_to_its_passage():
    site = site_of(package.load().opened, None)
    links, cells = Links(site.graph, "queries/one"), []
    for query in site.queries:
        needed = [one for one in query.parameters if one.default is None and not one.is_optional]
        asked = ask.by_name(query, {one.name: one.example for one in needed}, site.graph)
        cells += CELL.findall(shown(site.graph, links, asked, site.graph.answer(asked)).table)
    assert [cell for cell in cells if cell and not re.fullmatch(f"{PIECE}(?: … {PIECE})*", cell)] == []
    assert len([cell for cell in cells if cell]) > 700

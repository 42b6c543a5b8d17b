"""The cards of a page: a statement's words can be cited, and lead to where they stand."""

from __future__ import annotations

import pytest
import world
from test_browser import find, page_of

from kg.draw.visualize import visualize
from kg.look.bibliography import FORMATS
from kg.look.cite import cite

BUTTONS = {"bibtex": "BibTeX", "csl": "CSL", "ris": "RIS"}
EVIL = "100% of {it}, \\ $x_2 & “so” ^~#\u00a0</script>"
ABOUT = """
src:alpha dcterms:creator id:velasco ; dcterms:publisher "The Press" ; schema:url <https://example.org/a_b> ;
    dcterms:language "en" .
id:velasco a jm:Person, kg:Entity ; skos:prefLabel "Perla Velasco"@en .
jm:Person rdfs:subClassOf schema:Person .
"""
EVIDENCE = f"{world.cite('alpha', EVIL, 200)}, {world.cite('alpha', 'Toyota operates in Mexico', 0)}"
SAID = (
    world.passage("alpha", EVIL, f"It is {EVIL}", 200)
    + world.entity("plant", "The plant", "jm:Place")
    + world.fact("told", ("id:plant", "jm:partnerOf", "id:MX"), EVIDENCE)
    + world.fact("both", ("id:plant", "jm:homeCountry", "id:JP"),
                 f"{EVIDENCE}, {world.cite('beta', 'US$2.1 billion', 50)}")
)  # fmt: skip
GRAPH = world.small() + ABOUT + SAID


@pytest.fixture(scope="module")
def told():
    return page_of(GRAPH)


def card(page, name: str, words: str):
    """Return the card with some words in the panel of a thing, its section open."""
    find(page, name)
    page.evaluate("for (const box of document.querySelectorAll('#panel details')) box.open = true")
    return page.locator("#panel article", has_text=words)


def clipboard(page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("fact", ["told", "both"])
def test_a_card_copies_what_kg_cite_writes_of_its_statement(opened, told, form, fact):
    page = opened(told)
    shown = card(page, "The plant", {"told": "partner of", "both": "home country"}[fact])
    shown.get_by_role("button", name=BUTTONS[form]).click()
    shown.get_by_text("copied").wait_for()
    assert clipboard(page) == cite(world.graph(GRAPH), f"fact:{fact}", form)


def test_a_card_copies_its_quote_with_where_it_stands(opened, told):
    page = opened(told)
    card(page, "Marcelo Ebrard", "meeting").get_by_role("button", name="Quote").click()
    page.get_by_text("copied").first.wait_for()
    assert clipboard(page).startswith("“")
    shown = card(page, "The plant", "partner of")
    shown.get_by_role("button", name="Quote").click()
    shown.get_by_text("copied").wait_for()
    assert clipboard(page).splitlines()[0] == (
        "“Toyota operates in Mexico” — The first document, 2025-07-30, characters 0–25, in English "
        "https://example.org/a_b#:~:text=Toyota%20operates%20in%20Mexico"
    )


def test_where_the_browser_lets_nothing_be_copied_the_citation_is_laid_out_selected(opened, told):
    page = opened(told)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    card(page, "The plant", "partner of").get_by_role("button", name="RIS").click()
    assert page.get_by_label("To copy").input_value().startswith("TY  - GEN\n")
    assert page.evaluate("document.activeElement.selectionEnd") > 100


def test_words_lead_to_their_place_in_the_original_whatever_stands_in_them(opened, told):
    page = opened(told)
    links = card(page, "The plant", "partner of").locator("a.original")
    _, hostile = (link.get_attribute("href") for link in links.all())
    assert hostile == (
        "https://example.org/a_b#:~:text=100%25%20of%20%7Bit%7D%2C%20%5C%20%24x_2%20%26%20"
        "%E2%80%9Cso%E2%80%9D%20%5E~%23%20%3C%2Fscript%3E"
    )
    assert links.first.get_attribute("rel") == "noopener noreferrer"
    assert card(page, "The plant", "partner of").locator("blockquote[lang=en]").count() == 2


@pytest.mark.parametrize(
    ("address", "words", "href"),
    [
        ("https://example.org/a#b", "two-way", "https://example.org/a#b:~:text=two%2Dway"),
        ("https://example.org/a", "a b c d e f g h i j k l m, n",
         "https://example.org/a#:~:text=a%20b%20c%20d%20e,j%20k%20l%20m%2C%20n"),
        ("javascript:alert(1)", "two-way", None),
        ("ftp://example.org/a", "two-way", None),
    ],
)  # fmt: skip
def test_a_link_to_the_original_goes_to_the_web_and_nowhere_else(opened, address, words, href):
    source = f"src:alpha schema:url <{address}> ." + world.passage("alpha", words, words, 300)
    said = world.fact("x", ("id:JP", "jm:homeCountry", "id:MX"), world.cite("alpha", words, 300))
    page = opened(page_of(world.small() + source + said))
    links = card(page, "Japan", "home country").locator("a.original")
    assert [link.get_attribute("href") for link in links.all()] == [href] * (href is not None)


def test_a_card_is_one_stop_of_the_tab_key_and_arrows_go_on_from_there(opened, told):
    page = opened(told)
    shown = card(page, "The plant", "partner of")
    assert shown.locator("[role=toolbar] button:not([tabindex='-1'])").all_inner_texts() == ["Quote"]
    shown.get_by_role("button", name="Quote").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "BibTeX"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.textContent") == "RIS"


@pytest.mark.parametrize("kind", ["timeline", "flows"])
def test_the_cards_of_a_chart_are_cited_too(opened, kind):
    page = opened(visualize(world.graph(GRAPH), kind=kind).html)
    page.locator(".row, .band, #alone button").first.click()
    page.get_by_role("button", name="BibTeX").click()
    page.locator("#panel").get_by_text("copied").wait_for()
    assert clipboard(page).startswith("@misc{")


FAMILY = "".join(
    [world.entity("hub", "The hub", "jm:Company")]
    + [
        world.entity(f"arm{i}", f"Arm {i}", "jm:Company")
        + world.fact(f"arm{i}", ("id:hub", "jm:partnerOf", f"id:arm{i}"), world.cite("alpha", "x", i))
        for i in range(11)
    ]
    + [world.fact(f"h{i}", ("id:hub", "jm:operatesIn", f"id:{there}"), world.cite(source, "x", 0))
       for i, (there, source) in enumerate((("JP", "alpha"), ("MX", "beta"), ("MX-GUA", "beta")))]
    + ['fact:h0 kg:status kg:suspect .\n']
)  # fmt: skip


def test_the_sections_of_a_thing_begin_with_what_most_documents_speak_of_and_that_one_is_open(opened):
    page = opened(page_of(world.small() + FAMILY))
    find(page, "The hub")
    sections = page.locator("#panel details")
    assert [section.locator("summary").inner_text() for section in sections.all()] == [
        "⚠ operates in 3 from 2 documents",
        "partner of 11 from 1 document",
    ]
    assert [section.get_attribute("open") for section in sections.all()] == ["", None]


def test_a_path_can_be_followed_through_each_thing_that_is_as_near(opened):
    ways = "".join(
        world.entity(name, name, "jm:Company")
        + world.fact(f"{name}{end}", (f"id:{name}", "jm:partnerOf", f"id:{end}"), world.cite("alpha", "x", 0))
        for name in ("one-way", "other-way")
        for end in ("alone", "motegi")
    )
    page = opened(page_of(world.small() + ways))
    page.click("#find-path")
    for name in ("Nobody", "MOTEGI"):
        page.fill("#query", name)
        page.keyboard.press("Enter")
    path = page.locator("#panel ol.path")
    assert page.locator("#panel .aka").inner_text() == "2 steps; equally short: through other-way"
    assert "one-way" in path.inner_text()
    page.locator("#panel .aka button").click()
    assert page.locator("#panel .aka").inner_text() == "2 steps; equally short: through one-way"
    assert "other-way" in path.inner_text()
    assert "one-way" not in path.inner_text()


def test_the_panel_tells_values_in_words(opened):
    said = 'id:meeting jm:lasts "PT1H15M"^^xsd:duration ; jm:main true ; kg:asOf "2021-01-04"^^xsd:date .'
    page = opened(page_of(world.small() + said))
    text = card(page, "Marcelo Ebrard", "Meeting of 4 January").first.inner_text()
    assert "lasts\n1 hour 15 minutes\nmain\nyes" in text
    assert "as of 4 January 2021" in text


def test_sources_whose_addresses_end_in_one_name_are_cited_each_by_its_own_title(opened):
    said = "".join(
        f"<https://{host}.example/doc> a kg:Source ; dcterms:title {title!r} . "
        f"<https://{host}.example/doc#1> a kg:Passage ; kg:quote {title!r} ;"
        f" kg:inSource <https://{host}.example/doc> ."
        + world.fact(host, ("id:JP", "jm:homeCountry", f"id:{to}"), f"<https://{host}.example/doc#1>")
        for host, title, to in (("a", "One", "MX"), ("b", "Two", "MX-GUA"))
    )
    page = opened(page_of(world.small() + said))
    shown = card(page, "Guanajuato", "home country")
    shown.get_by_role("button", name="RIS").click()
    shown.get_by_text("copied").wait_for()
    assert clipboard(page) == cite(world.graph(world.small() + said), "fact:b", "ris")
    assert "TI  - Two" in clipboard(page)

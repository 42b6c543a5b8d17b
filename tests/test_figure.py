"""Figures for print: what stands in the SVG, and the PNG and PDF that are made of it."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import struct
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
import world

from kg.draw.figure import made
from kg.draw.figure.lettering import width_of, wrapped
from kg.draw.figure.links import Link
from kg.draw.printing import figure
from kg.graph.graph import Graph

POINTS = 72 / 25.4
PROJECT = Path(__file__).parent.parent
needs_typst = pytest.mark.skipif(not importlib.util.find_spec("typst"), reason="typst is not installed")


@pytest.fixture
def small() -> Graph:
    return world.graph(world.small())


@pytest.fixture(scope="module")
def crowded() -> Graph:
    """A thing with 80 others around it, whose names cannot all have room."""
    around = "".join(
        world.entity(f"c{i}", f"Company of a long name {i}", "jm:Company")
        + world.fact(f"g{i}", (f"id:c{i}", "jm:operatesIn", "id:MX"), world.cite("alpha", "x", 0))
        for i in range(80)
    )
    return world.graph(world.small() + around)


def texts(svg: str) -> list[tuple[str, float, tuple[float, float, float, float]]]:
    """Return the words of a drawing, their size, and the box that they take."""
    found = []
    for each in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        words, size, x, y = each.text or "", *(float(each.attrib[name]) for name in ("font-size", "x", "y"))
        wide = width_of(words, size, bold=each.get("font-weight") == "bold")
        left = x - wide / 2 if each.get("text-anchor") == "middle" else x
        found.append((words, size, (left, y - size * 0.75, left + wide, y + size * 0.2)))
    return found


def test_a_figure_is_as_wide_as_asked_and_its_unit_is_the_point(small):
    root = ElementTree.fromstring(figure(small, width=85).svg)
    assert root.attrib["width"] == "85.00mm"
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    assert (round(width, 1), root.attrib["height"]) == (round(85 * POINTS, 1), f"{height / POINTS:.2f}mm")


def said(kind: str, words: str = "", printed: str = "", status: str = "") -> dict[str, object]:
    return {"property_label": kind, "label": words or kind, "printed": printed, "years": (), "status": status}


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        ([said("assessment", "Mexico is attractive to Toyota")], "Mexico is attractive to Toyota"),
        ([said("assessment", "Mexico is attractive"), said("assessment")], "assessment (2)"),
        ([said("operates in"), said("invests in"), said("assessment")], "invests in and 2 more"),
        (
            [said("FDI", printed="US$727 billion", status="doubtful"), said("operates in")],
            "FDI: US$727 billion and 1 more",
        ),
    ],
)
def test_a_line_counts_as_many_of_a_kind_as_there_are_and_others_beside(statements, words):
    """One assessment and three investments are not “assessment (4)”."""
    assert Link("a", "b", statements, forth=True, back=False).words == words


@pytest.mark.parametrize("width", [60, 85, 170, 400])
def test_no_letter_is_below_7_points_and_nothing_stands_outside_the_frame(crowded, width):
    svg = figure(crowded, width=width).svg
    wide, high = map(float, ElementTree.fromstring(svg).attrib["viewBox"].split()[2:])
    assert min(size for _, size, _ in texts(svg)) >= 7
    for words, _, (left, top, right, bottom) in texts(svg):
        assert (left >= 0, top >= 0, right <= wide, bottom <= high) == (True,) * 4, words


def test_a_long_word_of_a_name_stays_whole_in_print():
    word = "Wirtschaftspartnerschaftsabkommen"
    named = world.entity("wpa", f"{word} mit Japan", "jm:Agreement")
    said = world.fact("w", ("id:wpa", "jm:party", "id:MX"), world.cite("alpha", "x", 0))
    assert word in [words for words, _, _ in texts(figure(world.graph(world.small() + named + said)).svg)]


@pytest.mark.parametrize("width", [60, 85, 170, 400])
def test_no_two_words_of_a_figure_overlap(crowded, width):
    for (one, _, a), (other, _, b) in combinations(texts(figure(crowded, width=width).svg), 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]), (one, other)


def test_letters_stand_for_names_without_room_and_every_name_is_in_the_picture_or_the_key_below(crowded):
    svg = figure(crowded, width=120).svg
    words = [words for words, *_ in texts(svg)]
    told = " ".join(words)
    assert all(re.search(rf"Company of a\s+long name {i}\b", told) for i in range(80))
    letters = [word for word in words if re.fullmatch("[a-z]{1,2}", word)]
    assert 10 < len(letters) < 160
    assert {letters.count(letter) for letter in letters} == {2}
    assert "Left out for want of room: the words" in told
    assert 'stroke-width="0.4"' in svg


def test_the_greatest_things_of_a_dense_picture_have_their_names_not_letters():
    hubs = "".join(world.entity(f"hub{i}", f"Great Hub {i}", "jm:Company") for i in range(12))
    firms = "".join(world.entity(f"c{i}", f"Firm {i}", "jm:Company") for i in range(60))
    ties = "".join(
        world.fact(f"f{i}-{j}", (f"id:c{i}", "jm:operatesIn", f"id:hub{(i + j) % 12}"), cited)
        for cited in [world.cite("alpha", "x", 0)]
        for i in range(60)
        for j in range(4)
    )
    words = [words for words, *_ in texts(figure(world.graph(hubs + firms + ties), width=85).svg)]
    in_picture = words[: words.index("Lines")]
    assert {f"Great Hub {i}" for i in range(12)} <= {*in_picture}
    assert sum(len(word) <= 2 for word in in_picture) > 10  # letters for lesser things


@pytest.mark.parametrize(("width", "high"), [(60, 267), (170, 267), (250, 180), (300, 445)])
def test_a_network_fits_a_page_around_what_was_asked_for_and_counts_what_has_no_room(crowded, width, high):
    made = figure(crowded, ("mexico",), width=width)
    words, height = " ".join(words for words, *_ in texts(made.svg)), made.svg.split('height="')[1]
    assert float(height.split("mm")[0]) <= high
    assert "Mexico" in words.split("Lines")[0].split("Shown")[1]
    told = re.search(r"Left out for want of room: the (\d+) least central of (\d+) things\.", words)
    drawn = int(re.match(r"\d+", made.summary).group())
    assert told is None or int(told.group(1)) + drawn == int(told.group(2))
    assert (told is None) == (width > 60)


def test_a_comparison_stays_whole_so_that_its_counts_are_right(crowded):
    made = figure(crowded, compare=("mexico", "c0"), width=60)
    assert re.match(r"(\d+) things, .+ only Mexico (\d+), ", made.summary)
    assert int(re.search(r"only Mexico (\d+)", made.summary).group(1)) > 75
    assert "least central" not in made.summary


def test_a_figure_says_what_was_selected_its_key_its_sources_and_the_newest_date(small):
    svg = figure(small, ("toyota",), depth=2, since=2000).svg
    words = " ".join(words for words, *_ in texts(svg))
    assert "Shown: Toyota and what is within 2 steps; only what speaks of 2000 or later." in words
    for part in ("Lines", "Things", "country", "company", "asserted", "Size: things it is joined to"):
        assert part in words
    assert re.search(r"Sources: .+ Newest source: \d+ \w+ \d{4}\.$", words)


def test_a_doubtful_figure_of_several_lines_has_one_number_and_one_note():
    words = [words for words, *_ in texts(figure(world.graph(world.shared()), width=170).svg)]
    notes = re.findall(r"\((\d)\) Doubtful: (.+?): FDI", " ".join(words))
    ends = dict(notes)
    assert sorted(ends.values()) == ["Japan and Mexico City", "Japan, Mexico and Guanajuato"]
    assert [words.count(number) - (number == "1") for number in ends] == [2, 1]


def test_text_of_a_document_stays_text():
    svg = figure(world.graph(world.hostile()), title="</title><script>alert(1)</script>\x00").svg
    root = ElementTree.fromstring(svg)
    assert {each.tag.split("}")[1] for each in root.iter()} <= {
        *("svg", "title", "desc", "rect", "text", "path", "line", "g")
    }
    assert root[0].text == "</title><script>alert(1)</script>"


def test_a_scheme_colours_the_paper_and_a_transparent_figure_has_none(small):
    papers = [
        re.findall(r'<rect width="[^"]+" height="[^"]+" fill="(#\w+)"/>', svg)
        for svg in (
            figure(small).svg,
            figure(small, scheme="dark").svg,
            figure(small, transparent=True).svg,
        )
    ]
    assert papers == [["#ffffff"], ["#14171b"], []]


def test_a_figure_is_the_same_in_every_process(tmp_path):
    file = tmp_path / "small.ttl"
    file.write_text(world.small(), encoding="utf-8")
    script = (
        "import kg, sys; figure = kg.load(sys.argv[1]).figure('toyota');"
        "sys.stdout.buffer.write(figure.written('a.' + sys.argv[2]))"
    )
    forms = ["svg", "pdf", "png"] if importlib.util.find_spec("typst") else ["svg"]
    for form in forms:
        command = [sys.executable, "-c", script, str(file), form]
        once, again = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))
        assert hashlib.sha256(once).digest() == hashlib.sha256(again).digest(), form


@needs_typst
def test_a_png_has_300_dots_to_the_inch_and_says_so(small):
    png = figure(small, width=100).written("a.png")
    width, _ = struct.unpack(">II", png[16:24])
    where = png.index(b"pHYs") + 4
    assert (width, struct.unpack(">IIB", png[where : where + 9])) == (1181, (11811, 11811, 1))


@needs_typst
def test_a_pdf_has_one_page_as_large_as_the_figure_and_no_date(small):
    drawn = figure(small, width=100)
    pdf = drawn.written("a.pdf")
    height = float(re.search(r'height="([\d.]+)mm"', drawn.svg)[1])
    boxes = re.findall(rb"/MediaBox *\[([\d. ]+)\]", pdf)
    assert [[round(float(part) / POINTS, 1) for part in box.split()] for box in boxes] == [
        [0, 0, 100, round(height, 1)]
    ]
    assert b"CreationDate" not in pdf


@needs_typst
def test_characters_without_a_glyph_are_told():
    assert made.lacking("Nuevo León \U0010fffd x") == ["\U0010fffd"]


def test_without_the_extra_it_is_said_what_to_install(kg, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    data = tmp_path / "small.ttl"
    data.write_text(world.small(), encoding="utf-8")
    result = kg("visualize", "-d", data, "-o", tmp_path / "a.pdf")
    assert (result.exit_code, "pip install 'japan-mexico-kg[figures]'" in result.stderr) == (2, True)


def test_a_width_is_of_a_figure_and_has_a_unit(kg, tmp_path):
    data = tmp_path / "small.ttl"
    data.write_text(world.small(), encoding="utf-8")
    svg = tmp_path / "a.svg"
    assert kg("visualize", "-d", data, "-o", svg, "--width", "8.5cm").exit_code == 0
    assert 'width="85.00mm"' in svg.read_text(encoding="utf-8")
    for file, width in ((svg, "85"), (svg, "5mm"), (tmp_path / "a.html", "85mm")):
        assert kg("visualize", "-d", data, "-o", file, "--width", width).exit_code == 2


def test_a_text_breaks_at_words_and_between_japanese_characters():
    assert wrapped("one two three", 40, 10) == ["one two", "three"]
    assert wrapped("日本墨西哥", 30, 10) == ["日本墨", "西哥"]
    assert wrapped("incomprehensibilities", 30, 10, most=2)[1].endswith("…")

"""Timelines, flows, bars and maps for print: all legible, within the sheet, every doubt in sight."""

from __future__ import annotations

import importlib.util
import re
import shutil
import struct
import subprocess
from itertools import combinations
from xml.etree import ElementTree

import pytest
import world
from test_charts import FRAME, RANGE, SUSPECT, money, ranging, record
from test_figure import POINTS, texts

from kg.draw import inlining, palette
from kg.draw.figure.axis import Axis
from kg.draw.printing import figure
from kg.errors import KgError
from kg.graph.graph import Graph

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("timeline", "flows", "chart", "map")
needs_typst = pytest.mark.skipif(not importlib.util.find_spec("typst"), reason="typst is not installed")
TOO_LARGE = 'kg:partOf id:whole ; kg:reason "too large"'
LONG = "a development with so many words that they never fit into one row of a narrow column of a journal"


@pytest.fixture(params=KINDS)
def kind(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Money of states, one corrected, one that cannot be drawn; meetings, events with open ends."""
    parts = (
        money("whole", "", 4_280_000_000, "US$4.28 billion"),
        money("gua", "jm:to id:MX-GUA ; kg:partOf id:whole", 1_950_000_000, "US$1.95 billion"),
        money("cmx", f"{SUSPECT} ; {TOO_LARGE}", 727_000_000_000, "US$727 billion"),
        money("bcn", "jm:to id:MX-BCN ; kg:partOf id:whole ; kg:status kg:suspect", 9, "US$9"),
        money("in", 'kg:indicator jm:imports ; kg:period "2025-04"', 1_760_000_000, "US$1.76 billion"),
        money("out", 'kg:indicator jm:exports ; kg:period "2025-04"', 348_000_000, "US$348 million"),
        money("alone", "kg:indicator jm:aid", 5_700_000, "about US$5.7 million"),
        record("since", "jm:Event", 'kg:period "1888/.."'),
        record("until", "jm:Event", 'kg:period "../1821"'),
        record("planned", "jm:Event", 'kg:period "2024-05"', modality="planned"),
        record("held", "jm:Tenure", 'kg:asOf "2024-02-21"^^xsd:date'),
        record("long", "jm:Event", 'kg:period "2000/2019"').replace('"long"@en', f'"{LONG}"@en'),
        *(record(f"in-{year}", "jm:Meeting", f'kg:period "{year}-01-04"') for year in range(1990, 2020)),
    )
    return world.graph(FRAME + world.TILES + "".join(parts))


def rects(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}rect"))


def words_of(svg: str) -> str:
    return " ".join(words for words, *_ in texts(svg))


def places(svg: str) -> list[tuple[str, float, tuple[float, float, float, float]]]:
    """Return the words of a drawing with their boxes, those that end at a place too."""
    ends = [each.get("text-anchor") == "end" for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    found = []
    for (words, size, (left, top, right, bottom)), is_end in zip(texts(svg), ends, strict=True):
        shift = right - left if is_end else 0
        found.append((words, size, (left - shift, top, right - shift, bottom)))
    return found


@pytest.mark.parametrize("width", [60, 85, 170, 300])
def test_no_letter_of_a_chart_is_below_7_points_or_outside_the_sheet_or_on_another(graph, kind, width):
    svg = figure(graph, kind=kind, width=width).svg
    root = ElementTree.fromstring(svg)
    wide, high = map(float, root.attrib["viewBox"].split()[2:])
    assert root.attrib["width"] == f"{width}.00mm"
    assert round(wide / POINTS, 1) == width
    found = places(svg)
    assert min(size for _, size, _ in found) >= 7
    for words, _, (left, top, right, bottom) in found:
        assert (left >= 0, top >= 0, right <= wide, bottom <= high) == (True,) * 4, words
    for (one, _, a), (other, _, b) in combinations(found, 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]), (one, other)


def test_every_dated_thing_stands_in_a_timeline_beside_its_words(graph):
    drawn = figure(graph, kind="timeline", width=170)
    words = words_of(drawn.svg)
    for name in ("since (since 1888)", "until (until 1821)", "planned (May 2024, planned)", LONG):
        assert name in words
    assert "held (as of 21 February 2024)" in words
    assert drawn.svg.count("<circle") == 31, "thirty meetings and their sign in the key"
    assert drawn.summary == "42 dated statements"


def test_things_of_a_timeline_share_a_row_where_there_is_room():
    days = (record(f"m{year}", "jm:Meeting", f'kg:period "{year}-07-01"') for year in (1900, 1950, 2000))
    svg = figure(world.graph(world.small() + "".join(days)), kind="timeline", width=170).svg
    assert len({top for words, _, (_, top, *_) in places(svg) if words.startswith(("m1", "m2"))}) == 1


def test_an_axis_is_stretched_as_its_sections_say_and_tells_years_apart_from_one_another():
    axis = Axis([[1888, 2000, 0.2], [2000, 2026, 0.8]], 0, 400)
    places = [round(axis.at(year)) for year in (1888, 1944, 2000, 2013, 2026, 3000)]
    assert places == [0, 40, 80, 240, 400, 400]
    assert axis.cuts() == [2000]
    assert axis.years() == [
        1888,
        1950,
        2000,
        2002,
        2004,
        2006,
        2008,
        2010,
        2012,
        2014,
        2016,
        2018,
        2020,
        2022,
        2024,
    ]


def test_doubtful_sums_are_hatched_and_what_is_printed_stands_beside_what_is_drawn(graph):
    svg = figure(graph, kind="flows", width=170).svg
    words = words_of(svg)
    assert "printed US$727 billion, drawn as US$727 million" in words
    assert "printed US$9, not drawn to scale" in words
    assert "Doubtful: MX-CMX: too large." in words
    assert "our subtraction" in words
    assert svg.count('fill="url(#hatch-3b98d6)"') == 3, "two bands and their sign in the key"
    assert 'stroke-dasharray="2 1.5"' in svg
    assert "alone" in words


def test_bands_are_as_high_as_their_sums_and_a_bar_tells_the_scale(graph):
    svg = figure(graph, properties=["imports", "exports"], kind="flows", width=170).svg
    high = [float(each.attrib["height"]) for each in rects(svg) if each.get("width") == "4"]
    scale, *posts = [each for each in sorted(high) if each > 4]
    assert (posts, scale) == ([100, 100], pytest.approx(100 * 500 / (1760 + 348), rel=0.01))
    assert "so high is US$500 million" in words_of(svg)


def test_every_axis_in_a_narrow_column_tells_amounts_at_even_steps_and_its_unit_once():
    svg = figure(
        world.graph(FRAME + money("a", "", 824_000_000, "US$824 million")), kind="chart", width=60
    ).svg
    steps = [words for words, *_ in texts(svg) if re.fullmatch(r"\d{1,3}", words)]
    assert steps == ["0", "200", "400", "600", "800"]
    assert words_of(svg).count("US$ million") == 1


def test_a_doubtful_bar_is_torn_off_the_scale_beside_the_one_probably_meant(graph):
    svg = figure(graph, kind="chart", properties=["fdi-inflow"], width=170).svg
    words = words_of(svg)
    for text in ("printed US$727 billion", "probably US$727 million", "printed US$9", "US$1.95 billion"):
        assert text in words
    assert "⚠" not in words
    assert svg.count('fill="url(#hatch-3b98d6)"') == 4, "three bars and their sign in the key"
    wide = [float(each.attrib["width"]) for each in rects(svg) if each.get("fill") == "#3b98d6"]
    longest, shorter = sorted(wide, reverse=True)[:2]
    assert shorter / longest == pytest.approx(1.95 / 4.28, rel=0.01)


def test_on_a_map_the_area_of_a_circle_is_the_amount_and_a_doubtful_one_is_half_cut_off(graph):
    svg = figure(graph, kind="map", properties=["fdi-inflow"], width=170).svg
    words = words_of(svg)
    assert "MX-GUA US$1.95 billion" in words
    assert "MX-CMX printed US$727 billion probably US$727 million" in words
    assert "⚠" not in words
    assert "Several figures of one place are sectors of one circle." in words
    assert "2 figures of no place on the map, not drawn." in words
    arcs = [each.attrib for each in ElementTree.fromstring(svg).iter(f"{SVG}path") if "A" in each.get("d")]
    one, printed, meant = (float(re.search(r"A ([\d.]+)", each["d"])[1]) for each in arcs)
    assert (meant / one) ** 2 == pytest.approx(2 * 0.727 / 1.95, rel=0.01), "half a circle has twice the area"
    assert printed == max(one, printed, meant)
    assert [each.get("stroke-dasharray") for each in arcs].count("2 1.5") == 1


def test_a_range_is_a_bar_with_caps_at_both_ends_and_its_sign_in_the_key():
    drawn = figure(world.graph(FRAME + money("gua", "jm:to id:MX-GUA", 4_000_000_000) + RANGE), kind="chart")
    words = words_of(drawn.svg)
    assert "US$1-2 billion" in words
    assert words.count("range, end to end") == 1
    beams = [
        each.attrib["d"]
        for each in ElementTree.fromstring(drawn.svg).iter(f"{SVG}path")
        if "h 1 v 2.33 h" in each.attrib["d"]
    ]
    starts = [float(outline.split()[1]) for outline in beams]
    wide = [float(outline.split()[8]) + 2 for outline in beams]
    (bar,) = [each for each in rects(drawn.svg) if each.get("fill") == "#3b98d6" and each.get("x")]
    zero, longest = float(bar.attrib["x"]), float(bar.attrib["width"])
    assert (starts[0] - zero, wide[0]) == (
        pytest.approx(longest / 4, abs=0.05),
        pytest.approx(longest / 4, abs=0.05),
    )


def test_a_band_of_a_range_is_pale_with_a_dashed_edge_and_told_in_the_key():
    svg = figure(world.graph(FRAME + money("gua", "jm:to id:MX-GUA") + RANGE), kind="flows").svg
    words = words_of(svg)
    assert "Pale and not to scale, since it is a range: MX-BCN." in words
    assert "US$1-2 billion, not drawn to scale" in words
    assert "range, not to scale" in words
    assert svg.count('fill-opacity="0.2"') == 2, "the band and its sign in the key"
    assert 'stroke="#3b98d6" stroke-dasharray="2 1.5"' in svg
    assert "doubtful" not in words


def test_a_range_on_a_map_is_a_circle_within_a_dashed_ring_and_told_beneath():
    ends = ranging("cmx", "jm:to id:MX-CMX", 1_000_000, 4_000_000, "US$1-4 million")
    svg = figure(world.graph(FRAME + world.TILES + ends), kind="map").svg
    arcs = [each.attrib for each in ElementTree.fromstring(svg).iter(f"{SVG}path") if "A" in each.get("d")]
    inner, outer = (float(re.search(r"A ([\d.]+)", each["d"])[1]) for each in arcs)
    assert outer == pytest.approx(2 * inner, rel=0.01)
    assert [(each["fill"], each.get("stroke-dasharray")) for each in arcs] == [
        ("#3b98d6", None),
        ("none", "2 1.5"),
    ]
    words = words_of(svg)
    assert "US$1-4 million" in words
    assert "Of a range the circle is the lower end and the ring around it the upper one." in words


def test_a_doubtful_amount_below_zero_is_torn_at_the_other_end():
    wrong = 'jm:to id:MX-CMX ; kg:status kg:suspect ; kg:corrected "-US$5" ; kg:correctedValue -5'
    said = money("up", "jm:to id:MX-GUA", 10, "US$10") + money("down", wrong, -5000, "-US$5000")
    svg = figure(world.graph(FRAME + said), kind="chart", width=170).svg
    paths = (each.attrib["d"] for each in ElementTree.fromstring(svg).iter(f"{SVG}path"))
    (torn,) = (outline for outline in paths if "l3 1.75" in outline)
    base, far = re.findall(r"[ML] ([\d.]+)", torn)[:2]
    assert float(far) < float(base)


def test_a_figure_corrected_to_a_range_is_drawn_as_that():
    ends = "kg:correctedLowest 2000000 ; kg:correctedHighest 4000000"
    wrong = f'jm:to id:MX-CMX ; kg:status kg:suspect ; kg:corrected "US$2-4 million" ; {ends}'
    said = money("up", "jm:to id:MX-GUA", 10, "US$10") + money("down", wrong, 5000, "US$5000")
    words = words_of(figure(world.graph(FRAME + said), kind="chart", width=170).svg)
    assert "US$2-4 million" in words


def test_a_chart_says_what_was_selected_its_key_its_sources_and_the_newest_date(graph, kind):
    words = words_of(figure(graph, since=2024, kind=kind, width=170).svg)
    assert "Shown: the whole graph; only what speaks of 2024 or later." in words
    assert {"timeline": "Signs", "flows": "Bands", "chart": "Bars", "map": "Circles"}[kind] in words
    assert "Sources: A document, 30 July 2025. Newest source: 30 July 2025." in words


def test_a_chart_has_the_paper_of_its_scheme_or_none(graph, kind):
    papers = [
        re.findall(r'<rect width="[^"]+" height="[^"]+" fill="(#\w+)"/>', svg)[:1]
        for svg in (
            figure(graph, kind=kind).svg,
            figure(graph, kind=kind, scheme="dark").svg,
            figure(graph, kind=kind, transparent=True).svg,
        )
    ]
    assert papers[:2] == [["#ffffff"], ["#14171b"]]
    assert papers[2] != papers[0]


def test_words_of_documents_stay_words_in_a_chart(kind):
    hostile = world.hostile() + money("gua", "jm:to id:evil") + money("cmx", "jm:to id:JP")
    evil = world.entity("evil", "</text><script>alert(1)</script>", "jm:State, jm:Place")
    tiles = 'jm:State kg:tiles "evil JP" .'
    root = ElementTree.fromstring(figure(world.graph(hostile + evil + tiles), kind=kind).svg)
    drawn = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert drawn <= {"svg", "title", "desc", "rect", "text", "path", "line", "circle", "defs", "pattern"}


@needs_typst
def test_a_chart_becomes_a_pdf_of_one_page_and_a_png_of_its_size(graph, kind, tmp_path):
    drawn = figure(graph, kind=kind, width=100)
    assert struct.unpack(">I", drawn.written("a.png")[16:20]) == (1181,)
    file = tmp_path / "a.pdf"
    file.write_bytes(drawn.written("a.pdf"))
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo is not installed")
    told = subprocess.run(["pdfinfo", file], capture_output=True, check=True, text=True).stdout
    assert re.search(r"Pages: +1\n", told)
    assert re.search(r"Page size: +283\.\d+ x", told)


CROWDED = {
    "timeline": "".join(record(f"m{i}", "jm:Meeting", f'kg:period "{2000 + i % 20}"') for i in range(240)),
    "flows": "".join(
        money(f"m{i}", f'kg:indicator jm:aid ; kg:period "{1900 + i}"', 10**6 + i, f"US${10**6 + i}")
        for i in range(90)
    ),
    "chart": "".join(money(f"m{i}", f'kg:period "{1900 + i}"', i + 1, f"US${i + 1}") for i in range(90)),
    "map": "".join(
        money(f"m{i}", f'jm:to id:MX-GUA ; kg:period "{1900 + i}"', i + 1, f"US${i + 1}") for i in range(20)
    ),
}


@pytest.mark.parametrize(("width", "high"), [(85, 267), (170, 267), (250, 180), (360, 534)])
def test_a_chart_fits_a_page_and_says_how_much_that_has_no_room_for(kind, width, high):
    made = figure(world.graph(FRAME + world.TILES + CROWDED[kind]), kind=kind, width=width)
    height = float(re.search(r'height="([\d.]+)mm"', made.svg).group(1))
    left_out = {
        "timeline": r"Left out for want of room: (\d+) of 240 dated things\.",
        "flows": r"Left out for want of room: (\d+) of 90 sums of money\.",
        "chart": r"Left out for want of room: (\d+) of 90 figures\.",
        "map": r"Left out for want of room: (\d+) of 20 figures\.",
    }[kind]
    drawn = re.search(r"\d+", made.summary).group()
    told = re.search(left_out, words_of(made.svg))
    assert (0.6 * high if told else 0) < height <= high
    assert told or width > 85
    assert int(drawn) + (int(told.group(1)) if told else 0) == len(re.findall("kg:period", CROWDED[kind]))


def test_the_command_draws_a_chart_for_print(kg, tmp_path):
    data, file = tmp_path / "graph.ttl", tmp_path / "flows.svg"
    data.write_text(FRAME + money("a", "jm:to id:MX-GUA"), encoding="utf-8")
    result = kg("visualize", "-d", data, "--as", "flows", "-o", file, "--width", "85mm")
    assert (result.exit_code, result.stderr) == (0, f"Wrote {file}: 1 sum of money: 0 diagrams, 1 alone\n")
    assert 'width="85.00mm"' in file.read_text(encoding="utf-8")


def test_a_chart_shows_no_measures_in_print_either(graph, kind):
    with pytest.raises(KgError) as error:
        figure(graph, kind=kind, size_by="degree")
    assert error.value.what == f"a picture of kind {kind} shows no measures"


def test_paper_and_page_have_the_same_colours():
    for script, hues in (
        ("timeline.js", palette.LANES),
        ("sources.js", palette.SOURCES),
        ("flows.js", tuple(palette.FLOWS.values())),
    ):
        line = next(line for line in inlining.asset(script).splitlines() if re.match(r"const \w*HUES", line))
        assert tuple(re.findall("#[0-9a-f]{6}", line)) == hues

"""Maps of tiles: where figures stand, what their circles show, and what is left out."""

import re

import pytest
import world
from test_charts import FRAME, money, ranging
from test_draw import data_of

from kg.draw import tiles
from kg.draw.visualize import visualize
from kg.errors import KgError

MAP = FRAME + world.TILES
DOUBT = '; kg:status kg:suspect ; kg:corrected "US$727 million" ; kg:correctedValue 727000000'


def shown(*records, **options):
    return data_of(visualize(world.graph(MAP + "".join(records)), kind="map", **options).html)


def test_tiles_stand_as_their_text_draws_them_and_an_id_given_twice_where_it_came_first():
    found = tiles.read("\nMX-A . MX-B\n.    MX-A MX-C\n")
    assert found.at == {"MX-A": (0, 0), "MX-B": (2, 0), "MX-C": (2, 1)}
    assert found.size == (3, 2)
    assert found.codes == {"MX-A": "A", "MX-B": "B", "MX-C": "C"}


@pytest.mark.parametrize("text", ["MX-A US-A", "MX-A oaxaca", "north south"])
def test_what_stands_on_a_tile_is_the_whole_id_unless_all_begin_alike(text):
    assert list(tiles.read(text).codes.values()) == text.split()


def test_the_area_of_a_circle_is_the_amount():
    (sheet,) = shown(money("gua", "jm:to id:MX-GUA", 4_000_000), money("cmx", "jm:to id:MX-CMX", 1_000_000))[
        "maps"
    ]
    assert (sheet["title"], sheet["common"]) == ("FDI inflow, 2024", "from JP")
    found = [(p["label"], p["at"], [s["radius"] for s in p["sectors"]]) for p in sheet["places"]]
    assert found == [("MX-GUA", [1, 1], [1]), ("MX-CMX", [2, 1], [0.5])]
    assert sheet["key"] == [
        {"radius": 1, "text": "US$4 million"},
        {"radius": 0.5, "text": "US$1 million"},
    ]


def test_a_suspect_figure_is_half_a_circle_cut_off_beside_half_of_what_is_meant():
    (sheet,) = shown(
        money("gua", "jm:to id:MX-GUA", 1_454_000_000),
        money("cmx", f"jm:to id:MX-CMX {DOUBT}", 727_000_000_000, "US$727 billion"),
    )["maps"]
    sectors = [(s["kind"], s["radius"], s["torn"], s["text"]) for s in sheet["places"][1]["sectors"]]
    assert sectors == [
        ("printed", 1, True, "⚠ printed US$727 billion"),
        ("corrected", 1, False, "probably US$727 million"),
    ]


def test_a_range_is_a_circle_for_its_lower_end_and_a_ring_for_its_upper_one():
    ends = ranging("cmx", "jm:to id:MX-CMX", 1_000_000, 4_000_000, "US$1-4 million")
    page = visualize(world.graph(MAP + money("gua", "jm:to id:MX-GUA", 1_000_000) + ends), kind="map")
    (sheet,) = data_of(page.html)["maps"]
    found = {
        p["label"]: [(s["inner"], s["radius"], s["text"]) for s in p["sectors"]] for p in sheet["places"]
    }
    assert found == {"MX-GUA": [(0.5, 0.5, "US$1 billion")], "MX-CMX": [(0.5, 1, "US$1-4 million")]}
    assert "Of a range the circle is the lower end and the ring around it the upper one." in page.html


@pytest.mark.parametrize(
    ("ends", "inner", "radius"), [((-4, -1), 0.5, 1), ((-4, 1), 0, 1), ((0, 4), 0, 1), ((-1, -1), 1, 1)]
)
def test_a_range_below_or_around_zero_is_drawn_by_its_size(ends, inner, radius):
    (sheet,) = shown(ranging("cmx", "jm:to id:MX-CMX", *ends, "some"))["maps"]
    ((sector,),) = (place["sectors"] for place in sheet["places"])
    assert (sector["inner"], sector["radius"], sector["negative"]) == (inner, radius, sum(ends) < 0)


def test_each_period_has_a_map_and_all_of_an_indicator_share_one_scale():
    maps = shown(
        money("new", "jm:to id:MX-GUA", 4_000_000),
        money("old", 'jm:to id:MX-GUA ; kg:period "2023"', 1_000_000),
    )["maps"]
    assert [(sheet["title"], sheet["places"][0]["sectors"][0]["radius"]) for sheet in maps] == [
        ("FDI inflow, 2023", 0.5),
        ("FDI inflow, 2024", 1),
    ]


def test_figures_of_one_place_and_period_are_told_apart_by_what_else_they_are_of():
    product = 'id:cars skos:prefLabel "cars"@en . id:steel skos:prefLabel "steel"@en .'
    made = (money(name, f"jm:to id:MX-GUA ; jm:product id:{name}") for name in ("cars", "steel"))
    titles = [sheet["title"] for sheet in shown(product, *made)["maps"]]
    assert titles == ["FDI inflow, 2024, product cars", "FDI inflow, 2024, product steel"]


def test_figures_of_no_place_or_of_several_are_counted_and_not_drawn():
    page = visualize(
        world.graph(
            MAP
            + money("gua", "jm:to id:MX-GUA")
            + money("whole", "")
            + money("both", "jm:from id:MX-GUA ; jm:to id:MX-CMX")
        ),
        kind="map",
        language="en",
    )
    assert page.summary == "1 figure of 1 place"
    assert "2 figures of no place on the map, not drawn." in page.html
    assert "<td>FDI inflow, 2024</td><td>MX-GUA</td>" in page.html


def test_amounts_below_zero_are_drawn_by_their_size_and_marked():
    (sheet,) = shown(money("gua", "jm:to id:MX-GUA", -4_000_000))["maps"]
    (sector,) = sheet["places"][0]["sectors"]
    assert (sector["radius"], sector["negative"]) == (1, True)


def test_a_map_shows_what_is_asked_for_only():
    made = money("gua", "jm:to id:MX-GUA"), money("cmx", "jm:to id:MX-CMX")
    (sheet,) = shown(*made, entities=["MX-CMX"])["maps"]
    assert [place["label"] for place in sheet["places"]] == ["MX-CMX"]


def test_of_very_many_maps_the_first_are_drawn_and_the_others_counted():
    years = (money(f"m{year}", f'jm:to id:MX-GUA ; kg:period "{year}"') for year in range(1990, 2020))
    page = visualize(world.graph(MAP + "".join(years)), kind="map")
    assert len(data_of(page.html)["maps"]) == 24
    assert "6 more maps not drawn: choose an indicator (--property)." in page.html


@pytest.mark.parametrize(
    ("turtle", "told"),
    [
        (FRAME + money("gua", "jm:to id:MX-GUA"), "this graph has no map to draw figures on"),
        (MAP + money("mx", ""), "none of the figures is of a place on a map"),
        (MAP, "no figure of any indicator is in this graph"),
    ],
)
def test_a_graph_without_a_map_or_without_figures_on_it_says_what_is_missing(turtle, told):
    with pytest.raises(KgError) as refused:
        visualize(world.graph(turtle), kind="map")
    assert str(refused.value).startswith(told)
    assert refused.value.hint


def test_a_data_cube_of_others_is_drawn_on_a_map():
    cube = """
    jm:Region kg:tiles "north\\nsouth" .
    jm:count a qb:MeasureProperty ; rdfs:label "count"@en . jm:area a qb:DimensionProperty .
    id:o1 a qb:Observation ; jm:area id:north ; jm:count 3 .
    id:o2 a qb:Observation ; jm:area id:south ; jm:count 12 .
    """
    (sheet,) = data_of(visualize(world.graph(world.PREFIXES + cube), kind="map").html)["maps"]
    assert [(place["at"], place["sectors"][0]["radius"]) for place in sheet["places"]] == [
        ([0, 1], 1),
        ([0, 0], 0.5),
    ]


def test_a_circle_opens_all_of_its_place_and_a_line_of_the_list_the_words_of_one(opened):
    turtle = MAP + money("gua", "jm:to id:MX-GUA") + money("cmx", f"jm:to id:MX-CMX {DOUBT}", 727_000_000_000)
    page = opened(visualize(world.graph(turtle), kind="map").html)
    assert page.locator(".tile").count() == 4
    page.locator(".told", has_text="CMX").focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "MX-CMX"
    assert "probably US$727 million" in page.locator("#panel .warning").inner_text()
    page.locator(".amounts button", has_text="MX-GUA").click()
    assert page.locator("#panel mark").inner_text() == "Toyota operates in Mexico"
    assert page.url.endswith("#select=gua")


@pytest.mark.parametrize("width", [1900, 390])
def test_five_maps_are_printed_on_one_sheet_from_any_screen(opened, width):
    made = (money(f"y{year}", "jm:to id:MX-GUA").replace('"2024"', f'"{year}"') for year in range(2020, 2025))
    page = opened(visualize(world.graph(MAP + "".join(made)), kind="map").html)
    page.set_viewport_size({"width": width, "height": 900})
    assert page.locator(".places").count() == 5
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_circles_that_are_doubtful_are_hatched_and_half_as_much_has_half_the_area(opened):
    turtle = MAP + money("gua", "jm:to id:MX-GUA", 4_000) + money("cmx", "jm:to id:MX-CMX", 1_000)
    turtle += money("son", "jm:to id:MX-SON ; kg:status kg:ambiguous", 1_000)
    page = opened(visualize(world.graph(turtle), kind="map").html)
    circles = page.locator(".told .area")
    assert [circles.nth(i).get_attribute("fill") for i in range(3)] == ["#3b98d6", "#3b98d6", "url(#hatch-0)"]
    wide = [circles.nth(i).bounding_box()["width"] for i in range(2)]
    assert wide[0] == pytest.approx(2 * wide[1], rel=0.05)


def test_a_range_has_a_ring_around_its_circle(opened):
    ends = ranging("cmx", "jm:to id:MX-CMX", 1_000, 4_000, "US$1-4 thousand")
    page = opened(visualize(world.graph(MAP + ends), kind="map").html)
    wide = [page.locator(f".told .{part}").bounding_box()["width"] for part in ("area", "reach")]
    assert wide[1] == pytest.approx(2 * wide[0], rel=0.05)

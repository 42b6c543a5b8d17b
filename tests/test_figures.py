"""`--as chart`: which figures share a picture, in what order, and how doubtful ones stand beside others."""

from decimal import Decimal

import pytest
import world
from test_charts import FRAME, SUSPECT, money, ranging
from test_draw import data_of

from kg.draw import figures
from kg.draw.figurespage import Scale
from kg.draw.visualize import visualize
from kg.errors import KgError
from kg.statements.reading import read


def page_of(*records, **options):
    return visualize(world.graph(FRAME + "".join(records)), kind="chart", **options)


def rows_of(picture):
    """Return (group, row, [(kind, text, document)]) of a chart."""
    data = data_of(picture.html)

    def bars(row):
        return [(bar["kind"], bar["text"], data["documents"][bar["source"]]) for bar in row["bars"]]

    groups = data["indicators"][0]["groups"]
    return [(group["title"], row["label"], bars(row)) for group in groups for row in group["rows"]]


def test_figures_of_places_are_rows_of_their_year_the_largest_first():
    picture = page_of(
        money("small", "jm:to id:MX-GUA", 1_000_000_000, "US$1 billion"),
        money("large", "jm:to id:MX-CMX", 3_000_000_000, "US$3 billion"),
        money("other", 'jm:to id:MX-GUA ; kg:period "2023"', 2_000_000_000, "US$2 billion"),
    )
    assert rows_of(picture) == [
        ("2023", "MX-GUA", [("stated", "US$2 billion", "A document")]),
        ("2024", "MX-CMX", [("stated", "US$3 billion", "A document")]),
        ("2024", "MX-GUA", [("stated", "US$1 billion", "A document")]),
    ]
    assert picture.summary == "3 figures of FDI inflow"


def test_figures_that_differ_in_their_period_alone_follow_one_another_in_time():
    periods = ("2024", "1999/2024-06", "2021")
    said = (money(f"f{i}", f'kg:period "{period}"') for i, period in enumerate(periods))
    assert [row for _, row, _ in rows_of(page_of(*said))] == ["1999 – June 2024", "2021", "2024"]


def test_where_there_are_more_periods_than_places_each_place_has_its_course_of_time():
    said = (
        money(f"{state}{year}", f'jm:to id:MX-{state} ; kg:period "{year}"')
        for state in ("GUA", "CMX")
        for year in ("2024", "2022", "2023")
    )
    assert [(group, row) for group, row, _ in rows_of(page_of(*said))] == [
        (f"MX-{state}", year) for state in ("CMX", "GUA") for year in ("2022", "2023", "2024")
    ]


def test_a_doubtful_figure_stands_as_printed_torn_off_the_scale_beside_what_is_probably_meant():
    picture = page_of(
        money("gua", "jm:to id:MX-GUA", 1_950_000_000, "US$1.95 billion"),
        money("cmx", SUSPECT, 727_000_000_000, "US$727 billion"),
        language="en",
    )
    assert rows_of(picture)[1][2] == [
        ("printed", "⚠ printed US$727 billion", "A document"),
        ("corrected", "probably US$727 million", "A document"),
    ]
    (_, cmx) = data_of(picture.html)["indicators"][0]["groups"][0]["rows"]
    assert [(bar["to"], bar["torn"]) for bar in cmx["bars"]] == [(1.0, True), (0.3728, False)]
    assert "<td>US$727 billion</td><td>US$727 million</td><td>suspect: </td>" in picture.html


def test_a_range_is_a_bar_from_end_to_end_with_its_words_and_counts_for_the_scale():
    picture = page_of(
        money("gua", "jm:to id:MX-GUA", 2_000_000_000, "US$2 billion"),
        ranging("cmx", "jm:to id:MX-CMX", 3_000_000_000, 4_000_000_000, "US$3-4 billion"),
        language="en",
    )
    assert rows_of(picture) == [
        ("2024", "MX-CMX", [("stated", "US$3-4 billion", "A document")]),
        ("2024", "MX-GUA", [("stated", "US$2 billion", "A document")]),
    ]
    cmx, gua = (row["bars"][0] for row in data_of(picture.html)["indicators"][0]["groups"][0]["rows"])
    assert [(bar["range"], bar["from"], bar["to"]) for bar in (cmx, gua)] == [
        (True, 0.75, 1.0),
        (False, 0, 0.5),
    ]
    assert picture.summary == "2 figures of FDI inflow"
    assert "<td>US$3-4 billion</td><td>US$3 billion to US$4 billion</td>" in picture.html
    assert data_of(picture.html)["ranks"]["2"] == [1, 0]


@pytest.mark.parametrize(
    ("doubt", "bars"),
    [
        ("kg:status kg:ambiguous", [("doubtful", "⚠ US$3-4 billion", True)]),
        (
            SUSPECT.partition(" ; ")[2],
            [("printed", "⚠ printed US$3-4 billion", True), ("corrected", "probably US$727 million", False)],
        ),
    ],
)
def test_a_doubtful_range_is_marked_beside_what_is_probably_meant(doubt, bars):
    said = ranging("cmx", f"jm:to id:MX-CMX ; {doubt}", 3_000_000_000, 4_000_000_000, "US$3-4 billion")
    (row,) = data_of(page_of(said).html)["indicators"][0]["groups"][0]["rows"]
    assert [(bar["kind"], bar["text"], bar["range"]) for bar in row["bars"]] == bars


def test_two_documents_that_give_one_quantity_stand_side_by_side():
    other = world.source("beta", "Another", "2025-01-01") + world.passage("beta", "US$2.1 billion", "x", 50)
    said = money("b", "jm:to id:MX-GUA", 2_000_000_000, "US$2 billion")
    said = said.replace(
        world.cite("alpha", "Toyota operates in Mexico", 0), world.cite("beta", "US$2.1 billion", 50)
    )
    picture = page_of(other, money("a", "jm:to id:MX-GUA"), said)
    assert rows_of(picture) == [
        ("", "2024", [("stated", "US$1 billion", "A document"), ("stated", "US$2 billion", "Another")]),
    ]


def test_indicators_share_a_sheet_that_with_most_figures_first_and_one_can_be_asked_for():
    said = (
        money("a", "jm:to id:MX-GUA"),
        money("b", "jm:to id:MX-CMX"),
        money("c", "kg:indicator jm:imports"),
    )
    page = page_of(*said, language="en")
    assert (page.summary, page.title) == ("3 figures of 2 indicators", "Figures")
    assert [panel["name"] for panel in data_of(page.html)["indicators"]] == [
        "FDI inflow (US$ billion)",
        "Imports (US$ billion)",
    ]
    assert page_of(*said, properties=["imports"]).summary == "1 figure of imports"
    assert "<title>MX-GUA – FDI inflow</title>" in visualize(
        world.graph(FRAME + "".join(said)), ["MX-GUA"], kind="chart"
    ).html  # fmt: skip


def test_figures_in_units_that_cannot_be_compared_are_not_drawn_together():
    picture = page_of(
        money("a", ""),
        money("b", "jm:to id:MX-GUA"),
        money("many", "kg:unit kg:count", 5, "five"),
        language="en",
    )
    assert (picture.summary, picture.title) == ("3 figures of FDI inflow", "FDI inflow")
    panels = data_of(picture.html)["indicators"]
    assert [panel["name"] for panel in panels] == ["FDI inflow (US$ billion)", "FDI inflow (count)"]
    assert [panel["ticks"][-1]["text"] for panel in panels] == ["1", "5"]


@pytest.mark.parametrize(
    ("amount", "language", "unit", "ticks"),
    [
        (824_000_000, "en", "US$ million", ["0", "200", "400", "600", "800"]),
        (824_000_000, "es", "US$ millones", ["0", "200", "400", "600", "800"]),
        (824_000_000, "ja", "US$ 億", ["0", "2", "4", "6", "8"]),
        (4_280_000_000, "es", "US$ millones", ["0", "1,000", "2,000", "3,000", "4,000"]),
        (950, "en", "US$", ["0", "200", "400", "600", "800"]),
    ],
)
def test_an_axis_has_bare_numbers_and_its_unit_is_told_once(amount, language, unit, ticks):
    page = page_of(money("a", "jm:to id:MX-GUA", amount, f"US${amount}"), language=language)
    (panel,) = data_of(page.html)["indicators"]
    assert (panel["unit"], [tick["text"] for tick in panel["ticks"]]) == (unit, ticks)


def test_a_unit_that_the_name_of_the_indicator_has_is_not_told_beside_it():
    terms = 'jm:history rdfs:label "Years of history"@en . kg:years rdfs:label "years"@en .'
    about = "kg:unit kg:years ; kg:indicator jm:{}"
    said = (money(name, about.format(name), 80, "80 years") for name in ("history", "imports"))
    panels = data_of(page_of(terms, *said, language="en").html)["indicators"]
    assert [panel["name"] for panel in panels] == ["Years of history", "Imports (years)"]


def test_a_rank_is_a_point_on_a_scale_that_begins_at_the_first_and_no_bar():
    picture = page_of(
        money("third", "kg:unit kg:rank ; jm:to id:MX-GUA", 3, "third"),
        money("fifth", "kg:unit kg:rank ; jm:to id:MX-CMX", 5, "5th"),
        language="en",
    )
    (panel,) = data_of(picture.html)["indicators"]
    assert [tick["text"] for tick in panel["ticks"]] == ["1", "2", "3", "4", "5"]
    bars = [row["bars"][0] for group in panel["groups"] for row in group["rows"]]
    assert [(bar["text"], bar["from"], bar["to"], bar["point"]) for bar in bars] == [
        ("third", 0.5, 0.5, True),
        ("5th", 1.0, 1.0, True),
    ]
    assert "Ranks are points" in picture.html


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0, 4280, [0, 1000, 2000, 3000, 4000]), (0, 824, [0, 200, 400, 600, 800]), (-5, 10, [-5, 0, 5, 10])],
)
def test_the_scale_has_round_amounts(low, high, ticks):
    assert list(Scale(Decimal(low), Decimal(high)).ticks()) == ticks


def test_amounts_below_zero_lie_on_the_other_side_of_it():
    picture = page_of(money("up", "jm:to id:MX-GUA", 30), money("down", "jm:to id:MX-CMX", -10, "-US$10"))
    data = data_of(picture.html)
    assert data["indicators"][0]["zero"] == 0.25
    assert [bar["to"] for row in data["indicators"][0]["groups"][0]["rows"] for bar in row["bars"]] == [
        1.0,
        0.0,
    ]


def test_nothing_but_doubtful_figures_still_have_a_scale():
    (row,) = rows_of(page_of(money("bad", "kg:status kg:suspect", 592, "US$592")))
    assert row[2] == [("printed", "⚠ printed US$592", "A document")]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "no figure of any indicator is in this graph"),
        ({"since": 2024}, "no figure of any indicator is in what is asked for"),
    ],
)
def test_a_graph_without_figures_is_refused_in_words(options, told):
    with pytest.raises(KgError) as error:
        visualize(world.graph('id:a id:near id:b ; id:note "x" .'), kind="chart", **options)
    assert (error.value.what, error.value.exit_code) == (told, 2)


def test_what_no_figure_differs_in_is_told_once():
    said = read(world.graph(FRAME + money("a", "jm:to id:MX-GUA") + money("b", "jm:to id:MX-CMX")))
    assert figures.constant(figures.recorded(said)) == {"from": "JP"}


CUBE = """
    @prefix ex: <http://example.org/> .
    ex:area a qb:DimensionProperty . ex:refPeriod a qb:DimensionProperty .
    [] qb:measure ex:population . ex:population rdfs:label "population" .
    ex:wales rdfs:label "Wales" .
    ex:o1 a qb:Observation ; ex:area ex:wales ; ex:refPeriod "2020"^^xsd:gYear ; ex:population 3.1 .
    ex:o2 a qb:Observation ; ex:area ex:wales ; ex:refPeriod "2010"^^xsd:gYear ; ex:population 2.9 .
    ex:o3 a qb:Observation ; ex:area ex:wales ; ex:population "many" .
"""


def test_a_data_cube_of_others_is_drawn_by_its_dimensions_and_measures():
    picture = visualize(world.graph(CUBE), kind="chart")
    assert (picture.summary, picture.title) == ("2 figures of population", "Population")
    assert [(row, bars[0][:2]) for _, row, bars in rows_of(picture)] == [
        ("2010", ("stated", "2.9")),
        ("2020", ("stated", "3.1")),
    ]
    assert visualize(world.graph(CUBE), kind="chart", since=2015).summary == "1 figure of population"

"""The timeline and the flows: what is drawn, where, and what is said about doubts."""

import re
from decimal import Decimal

import pytest
import world
from hashseeds import outputs
from test_draw import data_of

from kg.draw import amounts, dates, diagrams, flows, inlining, timeline
from kg.draw.entries import entries as dated_in
from kg.draw.payments import payments
from kg.draw.sankey import Layout
from kg.draw.visualize import visualize
from kg.errors import KgError
from kg.network import joining
from kg.statements.reading import read
from kg.text.datewords import words as in_words

WORDS = world.cite("alpha", "Toyota operates in Mexico", 0)
SUSPECT = (
    'jm:to id:MX-CMX ; kg:status kg:suspect ; kg:corrected "US$727 million" ; kg:correctedValue 727000000'
)
FRAME = "".join(
    (
        world.PREFIXES,
        world.ONTOLOGY,
        "jm:imports skos:broader jm:trade . jm:exports skos:broader jm:trade .",
        'jm:trade skos:prefLabel "trade"@en .',
        world.source("alpha", "A document", "2025-07-30"),
        world.passage("alpha", "Toyota operates in Mexico", world.TEXT, 0),
        *(world.entity(name, name, "jm:Country, jm:Place") for name in ("JP", "MX")),
        *(world.entity(name, name, "jm:State, jm:Place") for name in ("MX-GUA", "MX-CMX", "MX-BCN")),
    )
)


def record(name, cls, about, modality="asserted"):
    return (
        f'id:{name} a {cls}, kg:Record ; skos:prefLabel "{name}"@en ; kg:modality kg:{modality} ;'
        f" prov:wasDerivedFrom {WORDS} ; {about} .\n"
    )


def money(name, about, amount=1_000_000_000, printed="US$1 billion"):
    """An FDI inflow of 2024 from Japan to Mexico, unless `about` says otherwise."""
    base = f'kg:unit kg:USD ; kg:value {amount} ; kg:printed "{printed}"'
    ends = 'jm:from id:JP ; jm:to id:MX ; kg:indicator jm:fdi-inflow ; kg:period "2024"'
    pairs = dict(re.findall(r"((?:jm|kg):\w+) ([^;]+)", f"{ends} ; {base} ; {about}"))
    return record(
        name, "kg:Observation", " ; ".join(f"{key} {value.strip()}" for key, value in pairs.items())
    )


def ranging(name, about, lowest, highest, printed):
    """A figure that is printed as a range, otherwise as `money` makes it."""
    return money(name, about, f"; kg:lowest {lowest} ; kg:highest {highest}", printed).replace(
        "kg:value ;", ""
    )


def drawn(*records):
    found, alone = diagrams.diagrams(flows.flows(read(world.graph(FRAME + "".join(records)))))
    return found, [flow.iri.rpartition("/")[2] for flow in alone]


def entries(*records):
    said = read(world.graph(world.small() + "".join(records)))
    return [entry for entry in dated_in(said) if entry.statements[0].iri.rpartition("/")[2].startswith("t-")]


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("1888", (1888, 1889), "1888"),
        ("2025-05", (2025.3288, 2025.4137), "May 2025"),
        ("2021-01-04T17:00:00-06:00", (2021.0082, 2021.011), "4 January 2021, 17:00"),
        ("2024-02-21+09:00", (2024.1393, 2024.1421), "21 February 2024"),
        ("2024-06:00", (2024, 2025), "2024"),
        ("1999-01/2024-12", (1999, 2025), "January 1999 – December 2024"),
        ("16XX", (1600, 1700), "17th century"),
        ("196X/..", (1960, None), "since the 1960s"),
        ("2005/", (2005, None), "since 2005"),
        ("/2005", (None, 2006), "until 2005"),
        ("-0044", (-44, -43), "-0044"),
        ("no date", None, "no date"),
        ("2024-13", None, "2024-13"),
        ("2024-02-99", None, "2024-02-99"),
        ("1999/..", (1999, None), "since 1999"),
        ("../1821", (None, 1822), "until 1821"),
        ("/", None, ""),
        ("", None, ""),
    ],
)
def test_a_date_covers_a_stretch_of_the_axis_and_is_told_in_words(text, span, words):
    assert (dates.stretch(text), in_words(text)) == (span, words)


def test_a_period_lasts_a_start_is_a_day_and_an_attested_day_says_nothing_of_begin_and_end():
    found = entries(
        record(
            "t-span",
            "jm:Event",
            'kg:period "2021/2022"',
        ),
        record("t-day", "jm:Meeting", 'kg:period "2021-01-04T17:00:00-06:00"'),
        record("t-held", "jm:Tenure", 'kg:asOf "2024-02-21"^^xsd:date'),
        record("t-none", "jm:Event", 'kg:note "undated"'),
    )
    assert [(e.lane, e.label, e.when, e.sign) for e in found] == [
        ("Events and developments", "t-span", "2021–2022", "span"),
        ("Meetings, visits and missions", "t-day", "4 January 2021, 17:00", "day"),
        ("Offices held", "t-held", "as of 21 February 2024", "attested"),
    ]


def test_dated_facts_name_their_subject_and_agreements_have_a_lane_of_their_own():
    found = entries(
        world.entity("treaty", "The Treaty", "jm:Agreement"),
        'jm:signed rdfs:label "signed"@en .\n',
        world.fact("t-signed", ("id:treaty", "jm:signed", '"1888"^^xsd:gYear'), WORDS),
        world.fact("t-since", ("id:JP", "jm:partnerOf", "id:MX"), WORDS, '; kg:period "1999/.."'),
    )
    assert [(e.lane, e.label, e.when) for e in found] == [
        ("Agreements", "The Treaty: signed", "1888"),
        ("Other dated facts", "Japan partner of Mexico", "since 1999"),
    ]


def test_what_two_passages_say_alike_is_one_entry_with_both_quotes_unless_one_denies_it():
    triple, since = ("id:JP", "jm:partnerOf", "id:MX"), '; kg:period "1999/.."'
    other = world.cite("beta", "US$2.1 billion", 50)
    found = entries(
        world.fact("t-1", triple, WORDS, since),
        world.fact("t-2", triple, other, since),
        world.fact("t-3", triple, other, since, "denied"),
    )
    assert [(e.modality, len(e.statements)) for e in found] == [("asserted", 2), ("denied", 1)]


def test_what_is_dated_more_and_less_precisely_is_one_entry_with_both_statements():
    force = 'jm:inForce rdfs:label "in force"@en .\n'
    treaty = world.entity("treaty", "The Treaty", "jm:Agreement")

    def dated(name, date, sort):
        return world.fact(name, ("id:treaty", "jm:inForce", f'"{date}"^^xsd:{sort}'), WORDS)

    year, day = dated("t-year", "2005", "gYear"), dated("t-day", "2005-04-01", "date")
    (entry,) = entries(treaty, force, year, day)
    assert (entry.when, entry.sign) == ("1 April 2005", "day")
    assert [when for _, when in entry.says] == ["1 April 2005", "2005"]
    other = dated("t-other", "2005-06-01", "date")
    assert [e.when for e in entries(treaty, force, year, day, other)] == [
        "2005",
        "1 April 2005",
        "1 June 2005",
    ]


def test_a_figure_of_a_year_is_never_one_with_that_of_a_month():
    figures = [
        record(f"t-{i}", "kg:Observation", f'kg:period "{p}"') for i, p in enumerate(("2025", "2025-04"))
    ]
    found = entries(*(figure.replace(f'"t-{i}"@en', '"exports"@en') for i, figure in enumerate(figures)))
    assert [e.when for e in found] == ["2025", "April 2025"]


def test_a_period_told_as_a_century_is_a_century():
    (entry,) = entries(record("t-c", "jm:Event", 'kg:period "1601/.." ; kg:precision kg:century'))
    assert entry.when == "since the 17th century"
    (entry,) = entries(record("t-c", "jm:Event", 'kg:period "1601/1700" ; kg:precision kg:century'))
    assert entry.when == "17th century"


def test_one_part_of_no_known_whole_is_a_number_and_no_diagram():
    made = drawn(
        money("cars", "jm:product id:cars"), money("gua", "jm:to id:MX-GUA ; kg:indicator jm:imports")
    )
    assert made == ([], ["cars", "gua"])


def test_a_dated_truth_or_number_stands_behind_a_colon_in_words():
    said = "".join(
        world.fact(key, (f"id:{key}", "jm:employees", value), WORDS, '; kg:period "2024"')
        for key, value in (("MX", "true"), ("JP", "1500"))
    )
    labels = {entry.label for entry in dated_in(read(world.graph(FRAME + said)))}
    assert {"MX employees: yes", "JP employees: 1500"} <= labels


def test_the_timeline_is_the_same_whether_or_not_a_network_was_made_of_the_statements_before():
    treaty = world.fact("signed", ("id:JP", "jm:signed", '"1888"^^xsd:gYear'), WORDS)
    statements = read(world.graph(world.small() + treaty))
    before = dated_in(statements)
    joining.whole(statements)
    assert [(e.label, e.says) for e in dated_in(statements)] == [(e.label, e.says) for e in before]


def test_the_axis_is_stretched_where_most_happens():
    sections = timeline.sections([1888, 1960, *(2000 + i for i in range(24) for _ in range(2))])
    assert tuple(sections[0][:2]) == (1888, 2000)
    assert sections[-1][1] == 2024
    assert sections[0][2] < 0.3
    assert sum(share for _, _, share in sections) == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize(("moments", "sections"), [([], []), ([2020.5], [[2020, 2021, 1.0]])])
def test_an_axis_for_nothing_or_one_moment(moments, sections):
    assert timeline.sections(moments) == sections


def test_states_are_parts_of_the_national_whole_and_the_rest_is_our_subtraction():
    (diagram,), alone = drawn(
        money("whole", "", 4_280_000_000, "US$4.28 billion"),
        money("gua", "jm:to id:MX-GUA ; kg:partOf id:whole", 1_950_000_000),
    )
    assert (diagram.title, diagram.whole.statement.printed) == (
        "FDI inflow, 2024, by state",
        "US$4.28 billion",
    )
    assert diagram.rest == Decimal(2_330_000_000)
    assert alone == []


def test_a_suspect_figure_is_drawn_as_corrected_or_not_to_scale_never_as_printed():
    (diagram,), _ = drawn(
        money("gua", "jm:to id:MX-GUA", 1_950_000_000),
        money(
            "cmx",
            SUSPECT,
            727_000_000_000,
        ),
        money("bad", "jm:to id:MX-BCN ; kg:status kg:suspect", 592_000_000_000),
    )
    assert [(flow.kind, flow.amount) for flow in diagram.parts] == [
        ("stated", Decimal(1_950_000_000)),
        ("corrected", Decimal(727_000_000)),
        ("unscaled", None),
    ]
    assert diagram.whole is None


RANGE = ranging("bcn", "jm:to id:MX-BCN", 1_000_000_000, 2_000_000_000, "US$1-2 billion")
"""An inflow into one state that is printed as a range."""


def part_of_whole(*parts):
    return [part.replace("jm:to id:MX-", "kg:partOf id:whole ; jm:to id:MX-") for part in parts]


def test_a_range_is_drawn_pale_and_not_to_scale_and_no_sum_or_rest_pretends_to_hold_it():
    (diagram,), alone = drawn(money("gua", "jm:to id:MX-GUA", 4_000_000_000, "US$4 billion"), RANGE)
    assert [(flow.kind, flow.amount, flow.is_doubtful) for flow in diagram.parts] == [
        ("stated", Decimal(4_000_000_000), False),
        ("range", None, False),
    ]
    assert (diagram.sum, alone) == (Decimal(4_000_000_000), [])
    page = sankeys_of(money("gua", "jm:to id:MX-GUA", 4_000_000_000, "US$4 billion"), RANGE)
    assert "Pale and not to scale, since it is a range: MX-BCN." in page["note"]
    figures = {post["name"]: (post["figure"], "doubt" in post) for post in page["posts"]}
    assert figures["MX-BCN"] == ("US$1-2 billion, not drawn to scale", False)
    assert figures["JP"] == ("US$4 billion, our sum of the parts drawn to scale", False)


def test_what_the_parts_leave_of_a_whole_is_told_to_hold_the_range_among_them():
    whole = money("whole", "", 9_000_000_000, "US$9 billion")
    page = sankeys_of(
        whole, *part_of_whole(money("gua", "jm:to id:MX-GUA", 4_000_000_000, "US$4 billion"), RANGE)
    )
    figures = {post["name"]: post["figure"] for post in page["posts"]}
    assert figures["Not broken down or not to scale"] == "US$5 billion, our subtraction"


def test_the_rest_of_a_whole_that_is_a_range_is_not_told():
    whole = RANGE.replace("id:bcn", "id:whole").replace("id:MX-BCN", "id:MX")
    parts = (money("gua", "jm:to id:MX-GUA"), money("cmx", "jm:to id:MX-CMX"))
    page = sankeys_of(whole, *part_of_whole(*parts))
    assert page["note"] == "What the parts leave of the whole, US$1-2 billion, cannot be told."


def test_ranges_alone_are_listed_with_their_words_and_counted():
    other = RANGE.replace("id:bcn", "id:cmx").replace("id:MX-BCN", "id:MX-CMX")
    assert drawn(RANGE, other)[0] == []
    picture = visualize(world.graph(FRAME + RANGE + other), kind="flows", language="en")
    assert picture.summary == "2 sums of money: 0 diagrams, 2 alone; 2 ranges, not drawn to scale"
    assert "<td>US$1-2 billion</td><td>not to scale</td>" in picture.html


def sankeys_of(*records):
    """The only diagram of a page of flows."""
    (diagram,) = data_of(visualize(world.graph(FRAME + "".join(records)), kind="flows").html)["diagrams"]
    return diagram


def test_investment_and_trade_years_and_currencies_are_never_in_one_diagram():
    parts = ("jm:to id:MX-GUA", "jm:to id:MX-CMX")
    kinds = ("", "kg:indicator jm:imports", 'kg:period "2023"', "kg:unit kg:JPY")
    found, _ = drawn(
        *(
            money(f"m{i}{j}", f"{part} ; {kind}")
            for i, part in enumerate(parts)
            for j, kind in enumerate(kinds)
        )
    )
    assert len(found) == 4
    assert all(len({flow.family for flow in diagram.parts}) == 1 for diagram in found)


def test_imports_and_exports_of_one_period_stand_side_by_side_and_lone_sums_are_listed():
    (diagram,), alone = drawn(
        money("in", 'kg:indicator jm:imports ; kg:period "2025-04"'),
        money("out", 'kg:indicator jm:exports ; kg:period "2025-04" ; jm:from id:MX ; jm:to id:JP'),
        money("lone", "kg:indicator jm:aid"),
        money("balance", 'kg:indicator jm:trade-balance ; kg:period "2025-04" ; jm:between id:JP, id:MX'),
        money("count", "kg:unit kg:count"),
    )
    assert (diagram.title, len(diagram.parts)) == ("Trade, April 2025", 2)
    assert sorted(alone) == ["balance", "lone"]


def test_a_figure_between_two_things_is_listed_with_a_two_headed_arrow_and_never_drawn():
    between = 'jm:between id:JP, id:MX ; kg:unit kg:USD ; kg:value 5 ; kg:printed "US$5" ; kg:period "2024"'
    said = read(world.graph(FRAME + record("both", "kg:Observation", between)))
    (flow,) = flows.flows(said)
    assert (flow.is_two_way, diagrams.diagrams([flow])) == (True, ([], [flow]))
    page = visualize(world.graph(FRAME + record("both", "kg:Observation", between)), kind="flows").html
    assert "both (JP ↔ MX)" in page
    assert "<td>JP</td><td>↔ MX</td>" in page


def placed(*flows):
    """Lay out flows of (amount, posts it runs through), a pixel thick for each of their units."""
    layout = Layout(scale=1)
    for amount, *names in flows:
        layout.run(names, amount, {})
    return layout.placed()


def test_posts_are_as_high_as_their_bands_in_the_order_of_the_flows_and_apart():
    page = placed((30, "JP", "cars", "MX"), (10, "JP", "steel", "MX"), (20, "JP", "beef", "MX"))
    assert [(post["name"], post["column"], post["height"]) for post in page["posts"]] == [
        ("JP", 0, 60), ("cars", 1, 30), ("MX", 2, 60), ("steel", 1, 10), ("beef", 1, 20),
    ]  # fmt: skip
    cars, steel, beef = (post for post in page["posts"] if post["column"] == 1)
    assert steel["y"] - cars["y"] - cars["height"] == beef["y"] - steel["y"] - steel["height"] >= 30
    assert all(0 < post["y"] <= page["height"] - post["height"] for post in page["posts"])


def test_bands_leave_and_enter_their_posts_side_by_side_from_the_top():
    page = placed((30, "JP", "MX"), (10, "US", "MX"), (20, "JP", "BR"))
    tops = {(post["name"], post["column"]): post["y"] for post in page["posts"]}
    bands = [(flow["thickness"], band) for flow in page["flows"] for band in flow["bands"]]
    names = [post["name"] for post in page["posts"]]
    assert [
        (names[band["from"]], names[band["to"]], band["leaves"], band["enters"], thickness)
        for thickness, band in bands
    ] == [
        ("JP", "MX", tops["JP", 0], tops["MX", 1], 30),
        ("US", "MX", tops["US", 0], tops["MX", 1] + 30, 10),
        ("JP", "BR", tops["JP", 0] + 30, tops["BR", 1], 20),
    ]


def test_the_only_post_of_a_column_stands_where_its_bands_run_level_on_average():
    page = placed((30, "JP", "A"), (30, "JP", "B"))
    rises = [band["enters"] - band["leaves"] for flow in page["flows"] for band in flow["bands"]]
    assert rises[0] == -rises[1] < 0


def test_the_least_of_sums_can_still_be_seen_and_chosen():
    assert [flow["thickness"] for flow in placed((1000, "JP", "MX"), (0, "JP", "BR"))["flows"]] == [1000, 2]


def test_parts_are_told_by_what_sets_them_apart_from_their_whole():
    products = (f"jm:product id:{name} ; kg:partOf id:whole" for name in ("cars", "steel"))
    (diagram,), alone = drawn(
        'id:cars skos:prefLabel "cars"@en . id:steel skos:prefLabel "steel"@en .',
        money("whole", "", 5_000_000_000),
        *(money(f"p{i}", about) for i, about in enumerate(products)),
    )
    assert (diagram.title, [flow.part for flow in diagram.parts]) == (
        "FDI inflow, 2024, by product",
        ["cars", "steel"],
    )
    assert (diagram.whole.iri.rpartition("/")[2], alone) == ("whole", [])


def test_what_is_of_a_part_only_or_background_says_so_in_the_picture():
    about = '; kg:period "1999/.." ; kg:restrictedTo "its north"'
    triple = ("id:JP", "jm:partnerOf", "id:MX")
    said = world.small() + world.fact("t-part", triple, WORDS, about)
    page = visualize(world.graph(said), kind="timeline", language="en").html
    assert '"restriction":"only: its north"' in page
    known = world.graph(said.replace("kg:asserted", "kg:background"))
    told = data_of(visualize(known, kind="network", language="en").html)["statements"]
    assert ("background knowledge", "since 1999") in [(it.get("certainty"), it.get("period")) for it in told]


def test_a_class_without_a_lane_is_drawn_in_that_of_its_nearest_superclass_or_of_its_kind():
    found = entries(
        "jm:Summit rdfs:subClassOf jm:Meeting .",
        record("t-summit", "jm:Summit, jm:Meeting", 'kg:period "2020"'),
        record("t-other", "jm:Other", 'kg:period "2020"'),
        'jm:Storm rdfs:subClassOf kg:Record ; rdfs:label "storm"@en .',
        "jm:Gale rdfs:subClassOf jm:Storm, kg:Record .",
        record("t-gale", "jm:Gale, jm:Storm", 'kg:period "2020"'),
        record("t-figure", "kg:Observation", 'kg:period "2020"'),
    )
    assert [(e.lane, e.label) for e in found] == [
        ("Meetings, visits and missions", "t-summit"),
        ("Figures", "t-figure"),
        ("Other records", "t-other"),
        ("Storm", "t-gale"),
    ]


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (1_011_000_000, "USD", "US$1.01 billion"),
        (-532_000_000, "USD", "US$-532 million"),
        (12_000_000_000_000, "JPY", "JPY 12 trillion"),
        (5_700, "USD", "US$5,700"),
    ],
)
def test_amounts_are_told_in_words(amount, unit, text):
    assert amounts.money(Decimal(amount), unit) == text


def hostile():
    """Return hostile text with a sum of money among it."""
    return world.hostile() + money("x", SUSPECT, 727_000_000_000, "US$727 billion")


@pytest.mark.parametrize("kind", ["timeline", "flows", "chart"])
def test_pages_ask_no_network_and_hold_hostile_text_as_text(kind):
    page = visualize(world.graph(hostile()), kind=kind).html
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"<(?:script|img|link|iframe)[^>]* (?:src|href)=(?!.data:)", page)
    assert page.count("<script") == 3


@pytest.mark.parametrize("kind", ["network", "timeline", "flows"])
def test_no_control_character_stands_in_a_page(kind):
    evil = "bell \x07 escape \x1b[31m \x7f \x9b31m back\\slash \\u001b"
    text = hostile() + world.entity("evil", evil, "jm:State, jm:Place")
    text += money("y", f"jm:to id:evil ; kg:note {world.text(evil)}")
    page = visualize(world.graph(text), kind=kind, title=evil).html
    page = re.sub("<script>.*?</script>", "", page, flags=re.DOTALL)
    assert "<title>bell \ufffd escape \ufffd[31m \ufffd \ufffd31m back\\slash \\u001b</title>" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", page)
    assert not re.search(r"(?<!\\)(?:\\\\)*\\u00[01]", page.partition('type="application/json">')[2])


def test_the_table_beneath_tells_what_is_printed_and_what_is_drawn():
    figure = money("x", SUSPECT, 727_000_000_000, "US$727 billion")
    page = visualize(world.graph(world.small() + figure), kind="flows", language="en").html
    assert "<td>2024</td><td>US$727 billion</td><td>US$727 million</td>" in page


TWO = money("x", "jm:to id:MX-CMX", 1_000_000_000, "1000 million") + money(
    "y", "jm:to id:MX-GUA", 950_000_000, "950 million"
)


def test_the_table_beneath_has_a_sentence_once_beside_all_the_sums_that_it_states():
    page = visualize(world.graph(FRAME + TWO), kind="flows", language="en").html
    above, below = re.findall("<tr>(<td.*?)</tr>", page)
    quote, source = re.findall('<td rowspan="2">(.*?)</td>', above)
    assert (quote, source) == ("“<span>Toyota operates in Mexico</span>”", "A document")
    assert [row.count("<td") for row in (above, below)] == [10, 8]


def test_the_table_beneath_is_sorted_by_the_sums_not_by_how_they_are_written():
    page = visualize(world.graph(FRAME + TWO), kind="flows", language="en").html
    assert data_of(page)["ranks"] == {"4": [0, 0], "5": [1, 0], "6": [1, 0]}


def told_on(kind, graph):
    """Return the statements of a picture, their passages and sources put in."""
    page = data_of(visualize(graph, kind=kind).html)
    whole = [passage | {"source": page["sources"][passage["source"]]} for passage in page["passages"]]
    return [it | {"passages": [whole[i] for i in it["passages"]]} for it in page["statements"]]


@pytest.mark.parametrize("kind", ["timeline", "flows", "chart"])
def test_a_chart_tells_a_statement_as_the_network_does_without_what_only_that_filters_by(kind):
    filtered = {"kind", "property", "property_label", "modality", "years"}
    graph = world.graph(world.small() + money("x", SUSPECT, 727_000_000_000, "US$727 billion"))
    told = told_on(kind, graph)
    assert "US$727 billion" in [statement.get("printed") for statement in told]
    network = [
        {name: value for name, value in statement.items() if name not in filtered}
        for statement in told_on("network", graph)
    ]
    assert [statement for statement in told if statement not in network] == []


@pytest.mark.parametrize(
    ("kind", "own"), [("timeline", ".axis"), ("flows", ".post"), ("chart", ".zero"), ("map", ".tile")]
)
def test_a_chart_carries_the_styles_of_its_own_view_alone_without_space_for_a_reader(kind, own):
    texts = dict.fromkeys(("title", "lead", "summary", "scheme", "table_html"), "")
    style = re.search("(?s)<style>(.*?)</style>", inlining.page(kind, "chart", texts, {}))[1]
    assert [name for name in (".axis", ".post", ".zero", ".tile") if name in style] == [own]
    assert not re.search(r"\n|  |/\*|[{};,] ", style)
    assert '[data-scheme="dark"]{color-scheme:dark}' in style
    assert '"Noto Sans CJK JP",sans-serif' in style


@pytest.mark.parametrize(
    ("kind", "told", "reads"),
    [
        ("timeline", "nothing in this graph is dated", "kg:period"),
        ("flows", "no sum of money goes from one thing to another in this graph", "kg:Observation"),
    ],
)
def test_a_graph_without_dates_or_money_is_refused_with_what_is_looked_for(kind, told, reads):
    with pytest.raises(KgError) as error:
        visualize(world.graph('id:a id:near id:b ; id:note "x" .'), kind=kind)
    assert (error.value.what, error.value.exit_code) == (told, 2)
    assert reads in error.value.hint


def test_charts_are_the_same_bytes_under_any_hash_seed():
    script = (
        "import hashlib, test_charts as t; g = t.world.graph(t.hostile());"
        "pages = [t.visualize(g, kind=kind).html for kind in ('timeline', 'flows', 'chart')];"
        "print(hashlib.sha256(''.join(pages).encode()).hexdigest())"
    )
    assert len(outputs(script)) == 1


PAYMENTS = """
    @prefix schema: <https://schema.org/> . @prefix ftm: <https://example.org/ftm#> .
    id:acme a ftm:Company ; rdfs:label "Acme" . id:bob rdfs:label "Bob" . id:eve rdfs:label "Eve" .
    id:p1 a ftm:Payment ; ftm:payer id:acme ; ftm:beneficiary id:bob ; ftm:amount "1000.00" ;
        ftm:currency "usd" ; ftm:date "2020-05-01" .
    id:p2 a ftm:Payment ; ftm:payer id:acme ; ftm:beneficiary id:eve ; ftm:amount "2500000" ;
        ftm:currency "USD" ; ftm:date "2020-07-01"^^xsd:date .
    id:gift a schema:DonateAction ; schema:agent id:bob ; schema:recipient id:eve ; schema:price 5 ;
        schema:priceCurrency "JPY" .
    id:sent a schema:MoneyTransfer ; schema:sender id:eve ; schema:recipient id:bob ;
        schema:amount [ a schema:MonetaryAmount ; schema:value 7.5 ; schema:currency "EUR" ] .
    id:offer schema:seller id:acme ; schema:price 9 ; schema:priceCurrency "EUR" .
    id:odd ftm:payer id:acme ; ftm:beneficiary id:bob ; ftm:amount "much" ; ftm:currency "EUR" .
"""


def test_sums_of_money_of_other_vocabularies_are_flows():
    graph = world.graph(PAYMENTS)
    found = payments(graph, read(graph))
    assert [(f.indicator, f.origin, f.target, f.amount, f.unit, f.period) for f in found] == [
        ("DonateAction", "Bob", "Eve", Decimal(5), "JPY", ""),
        ("MoneyTransfer", "Eve", "Bob", Decimal("7.5"), "EUR", ""),
        ("Payment", "Acme", "Bob", Decimal(1000), "USD", "2020"),
        ("Payment", "Acme", "Eve", Decimal(2_500_000), "USD", "2020"),
    ]
    picture = visualize(graph, kind="flows")
    assert picture.summary == "4 sums of money: 1 diagram, 2 alone"
    assert "Payment, 2020, by thing" in picture.html

"""ontology/quality.ttl: questions that hold many figures beside each other tell each beside the largest."""

import pytest
from bench.corpora import ROOT, corpus
from test_shapes import PREFIXES, triples
from world import graph

from kg.check.rules import quality, store_of
from kg.project import at

MEASURE = "kg:indicator ?indicator ; jm:from|jm:between ?from ; jm:to|jm:between ?to"
KINDS = """
    OPTIONAL { ?this jm:product|jm:component|jm:sector ?kind }
    OPTIONAL { ?that jm:product|jm:component|jm:sector ?thatKind }
    FILTER (COALESCE(?kind, kg:exact) = COALESCE(?thatKind, kg:exact))"""
PAIRS = {
    "SameMeasureDifferentValue": f"""
        ?this {MEASURE} ; kg:period ?period ; kg:unit ?unit ; kg:value|kg:highest ?most .
        ?that {MEASURE} ; kg:period ?period ; kg:unit ?unit ; kg:value|kg:lowest ?least .
        FILTER (?most < ?least) {KINDS}""",
    "ImplausibleGrowth": f"""
        ?this {MEASURE} ; kg:precision kg:year ; kg:unit ?unit ; kg:earliest ?start ; kg:latest ?end ;
              kg:value|kg:lowest ?low ; kg:value|kg:highest ?high .
        ?that {MEASURE} ; kg:precision kg:year ; kg:unit ?unit ; kg:earliest ?from2 ; kg:latest ?end2 ;
              kg:value|kg:lowest ?low2 ; kg:value|kg:highest ?high2 .
        FILTER (YEAR(?start) = YEAR(?end) && YEAR(?from2) = YEAR(?end2) && YEAR(?from2) = YEAR(?start) + 1)
        FILTER (?low2 > 2 * ?high || ?low > 2 * ?high2) {KINDS}""",
    "CumulativeFiguresOfDifferentDates": """
        VALUES ?indicator { jm:fdi-cumulative jm:accumulated-investment }
        VALUES ?other { jm:fdi-cumulative jm:accumulated-investment }
        ?this kg:indicator ?indicator ; jm:from ?from ; jm:to ?to ; kg:value|kg:highest ?most .
        ?that kg:indicator ?other ; jm:from ?from ; jm:to ?to ; kg:value|kg:lowest ?least .
        FILTER (?most < ?least)
        FILTER NOT EXISTS { ?this jm:component ?component }
        FILTER NOT EXISTS { ?that jm:component ?component }
        OPTIONAL { ?this kg:period ?period } OPTIONAL { ?that kg:period ?otherPeriod }
        FILTER (COALESCE(?period, "undated") != COALESCE(?otherPeriod, "undated"))""",
    "RanksOfDifferentScope": """
        ?this a jm:Ranking ; kg:indicator ?indicator ; jm:about ?about ; jm:of ?of ; jm:scope ?scope ;
              kg:value|kg:highest ?most .
        ?that a jm:Ranking ; kg:indicator ?indicator ; jm:about ?about ; jm:of ?of ; jm:scope ?other ;
              kg:value|kg:lowest ?least .
        FILTER (?most < ?least)""",
}
"""What each question holds beside what, pair by pair: the time of asking so grows with their square."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The graph of fifteen documents: three of each of ours, with other figures."""
    return store_of(at(corpus(15, tmp_path_factory.mktemp("corpus") / "archive")).compile().triples)


def pairwise(store, name):
    """Return the figures that differ from another, found pair by pair."""
    rows = store.query(f"SELECT DISTINCT ?this {{ {PAIRS[name]} }}", prefixes=dict(PREFIXES.items()))
    return {row["this"].value for row in rows}


def told(store):
    """Return what the questions tell, by their names."""
    problems = quality(store, triples("quality"), "quality.ttl", PREFIXES)
    return {name: [each for each in problems if each.rule == name] for name in PAIRS}


@pytest.mark.parametrize("name", PAIRS)
def test_every_figure_that_differs_from_another_is_told_and_no_other(archive, name):
    assert {problem.where for problem in told(archive)[name]} == pairwise(archive, name) != set()


def test_several_processes_tell_what_one_does(archive):
    alone = quality(archive, triples("quality"), "quality.ttl", PREFIXES)
    assert alone == quality(archive, triples("quality"), "quality.ttl", PREFIXES, jobs=3) != []


@pytest.mark.parametrize("name", PAIRS)
def test_every_figure_of_our_own_texts_that_differs_from_another_is_told_too(name):
    store = store_of(at(ROOT).compile().triples)
    assert {problem.where for problem in told(store)[name]} == pairwise(store, name)


def figures(*values):
    """Return a store of so many figures of one measure, `id:a` and so on."""
    return store_of(
        graph(
            "".join(
                f"id:{name} a kg:Observation ; kg:indicator jm:fdi-inflow ; jm:from id:JP ; jm:to id:MX ;"
                f' kg:period "2024" ; kg:unit kg:USD ; kg:value {value} ; kg:printed "{value}" ;'
                f' prov:wasDerivedFrom id:p-{name} . id:p-{name} kg:quote "It was {value}." .'
                for name, value in zip("abcde", values, strict=False)
            )
        ).triples()
    )


def test_of_several_figures_each_is_told_beside_the_largest():
    found = told(figures(1, 2, 2, 3, 3))["SameMeasureDifferentValue"]
    assert [(problem.where.rpartition("/")[2], problem.what) for problem in found] == [
        (
            name,
            f"the same measure of the same period is printed as {one} and as 3:"
            f" “It was {one}.” – “It was 3.”",
        )
        for name, one in (("a", 1), ("b", 2), ("c", 2))
    ]


def flows(balance, imports, exports):
    """Return the Turtle of a balance, imports and exports of one year, as documents print them."""
    measures = [("trade-balance", "JP", "MX", balance)]
    measures += [("imports", "JP", "MX", value) for value in imports]
    measures += [("exports", "MX", "JP", value) for value in exports]
    return "".join(
        f"id:f{number} a kg:Observation ; kg:indicator jm:{indicator} ; jm:from id:{start} ; jm:to id:{end} ;"
        f' kg:period "2024" ; kg:unit kg:USD ; kg:value {value} ; kg:printed "{value}" .'
        for number, (indicator, start, end, value) in enumerate(measures)
    )


@pytest.mark.parametrize(
    ("imports", "exports", "difference"),
    [
        ([15], [5], None),
        ([20], [5], "15"),
        ([20, 30], [5, 6], "25"),
        ([20, 11], [5], "15"),
        ([15, 11], [5], "6"),
        ([15, 11], [6, 5], "5"),
        ([20, 20], [5, 5, 5], "15"),
    ],
)
def test_a_balance_that_does_not_follow_from_any_two_figures_is_told_once_beside_what_is_farthest_from_it(
    imports, exports, difference
):
    store = store_of(graph(flows(10, imports, exports)).triples())
    problems = quality(store, triples("quality"), "quality.ttl", PREFIXES)
    found = [problem.what for problem in problems if problem.rule == "BalanceDoesNotFollow"]
    said = [f"differ by {difference}, the printed balance is 10"] if difference else []
    assert [each.partition("imports of 2024 ")[2] for each in found] == said

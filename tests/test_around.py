"""The network around a thing, gathered from a part of the graph, is what all of the graph would give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import world
from endpoint import endpoint

from kg import project
from kg.draw import charts
from kg.draw.printing import of_network
from kg.draw.visualize import visualize
from kg.errors import KgError, UnknownNameError
from kg.graph.graph import Graph
from kg.graph.locations import Reading
from kg.look.show import show
from kg.network import narrow
from kg.network.drawing import everything
from kg.network.from_graph import Whole, network, reach
from kg.statements.reading import read

if TYPE_CHECKING:
    from kg.network import Network

PLAIN = """
id:a id:knows id:b, id:c ; rdfs:label "A"@en ; id:age 40 ; a id:Person .
id:b id:knows id:d ; schema:name "B" ; id:age 41 ; a id:Person .
id:c id:knows id:b ; a id:Person .
id:d id:likes id:a, "tea" ; kg:mentions id:b .
id:e id:knows id:e ; kg:mentions id:c ; a id:Robot . id:Robot rdfs:label "robot"@en .
id:Person rdfs:subClassOf id:Agent ; rdfs:label "person"@en .
"""
AWAY = (
    world.source("gamma", "The third document", "2023-05-01")
    + world.passage("gamma", "US$3 billion", "Guanajuato received US$3 billion, says Ebrard.", 4)
    + "id:exports a kg:Observation, kg:Record ; kg:indicator jm:fdi-inflow ; jm:from id:JP ; kg:value 1 ;"
    ' kg:saidBy id:ebrard ; kg:period "2024" ; kg:printed "US$1" ; skos:prefLabel "Exports: US$1"@en .\n'
    "id:rival a kg:Observation, kg:Record ; kg:indicator jm:fdi-inflow ; jm:from id:JP ; kg:value 3 ;"
    f' kg:period "2024" ; kg:printed "US$3" ; skos:prefLabel "Exports: US$3"@en ;'
    f" jm:topic id:motegi ; prov:wasDerivedFrom {world.cite('gamma', 'US$3 billion', 4)} .\n"
    + world.fact("f9", ("id:alone", "jm:attended", "id:meeting"), world.cite("gamma", "US$3 billion", 4))
)
"""A third figure that only a document elsewhere gives, and a fact that makes a thing of a meeting."""


NAMING = (
    AWAY
    + "id:trip a kg:Record, jm:Visit ; jm:partOf id:tour ; jm:participant id:ebrard .\n"
    + ("id:tour a kg:Record, jm:Visit ; jm:participant id:motegi .")
)
"""A record that another names, which no fact does."""


NAMES = ("toyota", "MX-GUA", "ebrard")


def five_texts() -> Graph:
    return project.opened(Reading())


GRAPHS = {
    "asked": world.graph,
    "drawn": lambda: world.graph(world.small()),
    "with rivals elsewhere": lambda: world.graph(world.small() + AWAY),
    "plain": lambda: world.graph(PLAIN),
    "plain with blank nodes": lambda: world.graph(
        PLAIN + "id:c id:lives [ id:near id:e ] . [ id:on id:b ] ."
    ),
    "plain with entities": lambda: world.graph(PLAIN + "id:a a kg:Entity . id:b a kg:Entity ."),
}
WITH_NAMING = {"with a record in another": lambda: world.graph(world.small() + NAMING)}
"""Where a record has lines only if it is asked for, unlike in the whole network."""


def parts(drawn: Network) -> tuple[dict[str, Any], dict[tuple[str, str, str], Any], dict[str, Any]]:
    edges = {(u, v, key): data for u, v, key, data in drawn.edges(keys=True, data=True)}
    return dict(drawn.nodes(data=True)), edges, drawn.graph


def of_everything(graph: Graph, things: list[str], depth: int, records: Any, **filters: Any) -> Network:
    """Return the network around things by the long way: all of it drawn, then narrowed."""
    whole = everything(graph, records)
    whole.graph["prefixes"] = graph.prefixes
    whole.graph |= {
        "asked": [whole.nodes[thing]["label"] for thing in things],
        "centres": things,
        "ends": [],
        "compared": [],
    }
    return narrow.around(narrow.restricted(whole, kept=things, **filters), things, depth)


@pytest.mark.parametrize("records", ["fold", "show"])
@pytest.mark.parametrize("name", GRAPHS)
def test_the_surroundings_of_every_thing_are_those_that_the_whole_network_has(name, records):
    graph = GRAPHS[name]()
    things = sorted(everything(graph, records))
    assert things
    for depth in (0, 1, 2, 3):
        for thing in things:
            near = network(graph, [thing], depth=depth, records=records)
            assert parts(near) == parts(of_everything(graph, [thing], depth, records)), (thing, depth)


@pytest.mark.parametrize("records", ["fold", "show"])
def test_so_are_those_of_two_things_at_once(records):
    graph = world.graph(world.small() + AWAY)
    pair = [world.NAMESPACE.entity(name) for name in ("ebrard", "MX-GUA")]
    assert parts(network(graph, pair, records=records)) == parts(of_everything(graph, pair, 1, records))


@pytest.mark.parametrize(("thing", "depth"), [("toyota", 1), ("MX-GUA", 2), ("JP", 1), ("mitsubishi", 0)])
def test_so_are_those_of_a_thing_of_the_five_texts(thing, depth):
    graph = five_texts()
    iri = graph.prefixes["id"] + thing
    assert parts(network(graph, [thing], depth=depth)) == parts(of_everything(graph, [iri], depth, "fold"))


@pytest.mark.parametrize("limit", [3, 100])
@pytest.mark.parametrize("name", GRAPHS | WITH_NAMING)
def test_so_are_those_that_are_taken_out_of_a_network_that_was_drawn_once_for_all_of_them(name, limit):
    graph = (GRAPHS | WITH_NAMING)[name]()
    whole = Whole(graph)
    records = [row["x"].value for row in graph.select("SELECT ?x { ?x a kg:Record }")]
    things = [node for node in everything(graph, "fold") if not node.startswith("_:")]
    for thing in (*things, *records):
        taken, alone = whole.around(thing, limit), network(graph, [f"<{thing}>"], limit=limit)
        assert parts(taken) == parts(alone), thing
        assert of_network(taken, 150.0, "light").svg == of_network(alone, 150.0, "light").svg, thing


def test_so_are_those_that_an_endpoint_is_asked_for():
    local = world.graph(world.small() + AWAY)
    with endpoint(local) as url:
        near = parts(network(project.opened(Reading((url,))), ["ebrard"], depth=2))
    assert near[:2] == parts(network(local, ["ebrard"], depth=2))[:2]


@pytest.mark.parametrize(
    "filters",
    [
        {"classes": ["State"]},
        {"properties": ["operatesIn"]},
        {"properties": ["fdi-inflow", "operatesIn"], "until": 2024},
        {"sources": ["beta"]},
        {"since": 2024},
        {"classes": ["Person"], "properties": ["Meeting"]},
    ],
)
def test_so_they_are_when_filters_narrow_them_also_by_names_that_occur_elsewhere_only(filters):
    graph = world.graph(world.small() + AWAY)
    for name in NAMES:
        for depth in (0, 1, 2):
            iri = world.NAMESPACE.entity(name)
            near = network(graph, [name], depth=depth, **filters)
            assert parts(near) == parts(of_everything(graph, [iri], depth, "fold", **filters)), (name, depth)


def test_a_filter_that_names_nothing_anywhere_is_still_an_error():
    with pytest.raises(UnknownNameError) as caught:
        network(world.graph(world.small()), ["alone"], classes=["Compny"])
    assert caught.value.hint == "Did you mean Company?"


def test_a_figure_is_contradicted_by_one_that_stands_nowhere_near():
    """Motegi is a topic of one of two figures of one quantity; the other does not name him."""
    graph = world.graph(world.small() + AWAY)
    ends = (world.NAMESPACE.entity(name) for name in ("JP", "motegi", "rival"))
    edge = network(graph, ["motegi"]).edges[tuple(ends)]
    assert [other["label"] for other in edge["contradicts"]] == ["2024: US$1"]


def test_a_record_of_which_a_fact_elsewhere_speaks_is_a_thing_of_the_surroundings_too():
    near = network(world.graph(world.small() + AWAY), ["motegi"])
    assert world.NAMESPACE.entity("meeting") in near
    assert world.NAMESPACE.entity("alone") not in near


def test_what_is_far_from_a_thing_is_not_read_for_it():
    """Ten times as large a graph, with as large a neighbourhood, gives as many triples to look through."""
    asked = []

    class Counting(Graph):
        def construct(self, text: str, bindings: Any = None) -> Any:
            found = list(super().construct(text, bindings))
            asked.append(len(found))
            return found

    sizes = []
    for entities in (50, 500):
        crowd = "".join(world.entity(f"n{i}", f"Number {i}", "jm:Person") for i in range(entities))
        ties = "".join(
            world.fact(f"n{i}", (f"id:n{i}", "jm:partnerOf", f"id:n{i - 1}"), world.cite("alpha", "x", 0))
            for i in range(1, entities)
        )
        asked.clear()
        network(Counting(world.graph(world.small() + crowd + ties).store), [world.NAMESPACE.entity("n20")])
        sizes.append(sum(asked))
    assert sizes[0] == sizes[1] > 0


def test_figures_that_nothing_tells_apart_contradict_nothing():
    """A graph that declares no dimensions does not say which of its figures are of one quantity."""
    figure = "id:{0} a kg:Observation, kg:Record ; jm:to id:{0}-place ; kg:value {1} .\n"
    assert read(world.graph(figure.format("one", 1) + figure.format("two", 2))).contradictions == {}


def test_the_page_of_a_thing_sets_its_figure_beside_a_rival_that_does_not_name_it():
    page = show(world.graph(world.small() + AWAY), "motegi")
    assert [[item.text for item in group.items] for group in page.disagreements] == [
        ["2024: US$1", "2024: US$3"]
    ]


@pytest.mark.parametrize("kind", ["timeline", "flows", "chart", "views"])
@pytest.mark.parametrize("filters", [{}, {"depth": 2}, {"sources": ["beta"]}, {"since": 2024}])
def test_charts_around_a_thing_are_those_that_reading_everything_gives(monkeypatch, kind, filters):
    graph = world.graph(world.small() + AWAY)

    def drawn(name):
        try:
            return visualize(graph, [name], kind=kind, **filters).html
        except KgError as error:
            return error.what

    near = [drawn(name) for name in NAMES]
    monkeypatch.setattr(charts, "reach", lambda graph, *_: graph)
    assert near == [drawn(name) for name in NAMES]


@pytest.mark.parametrize(("thing", "kind"), [("JP", "flows"), ("MX-GUA", "chart"), ("toyota", "timeline")])
def test_so_are_charts_around_a_thing_of_the_five_texts(monkeypatch, thing, kind):
    graph = five_texts()
    near = visualize(graph, [thing], kind=kind, depth=2).html
    monkeypatch.setattr(charts, "reach", lambda graph, *_: graph)
    assert near == visualize(graph, [thing], kind=kind, depth=2).html


def test_of_a_graph_no_more_is_read_than_is_around_the_things_asked_for():
    graph = five_texts()
    assert len(reach(graph, ["kidzania"], None, {}).lines()) < len(graph.lines()) / 5
    assert reach(graph, [], None, {}) is graph

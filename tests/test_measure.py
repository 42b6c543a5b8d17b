"""Measures against answers worked out by hand and against networkx's own."""

import networkx as nx
import numpy as np
import pytest
from hashseeds import outputs

from kg.errors import UnknownNameError
from kg.network import measure


def barbell():
    """Two triangles a-b-c and d-e-f joined by c–d, with a parallel statement, a loop and a lonely node."""
    drawn = nx.MultiDiGraph()
    drawn.add_node("z")
    for u, v in ["ab", "bc", "ca", "cd", "de", "ef", "fd", "ba", "aa"]:
        drawn.add_edge(u, v, key=f"{u}{v}", directed=True)
    return drawn


def random_network(nodes=120, edges=300):
    drawn = nx.MultiDiGraph()
    drawn.add_nodes_from(f"n{i:03}" for i in range(nodes))
    rng = np.random.default_rng(7)
    for k, (u, v) in enumerate(rng.integers(0, nodes, (edges, 2)).tolist()):
        drawn.add_edge(f"n{u:03}", f"n{v:03}", key=str(k), directed=k % 3 > 0)
    return drawn


def simple(network):
    ties = nx.Graph(network.to_undirected())
    ties.remove_edges_from(nx.selfloop_edges(ties))
    return ties


def test_degree_counts_neighbours_not_statements_and_no_loop():
    assert measure.measure(barbell(), "degree") == {"a": 2, "b": 2, "c": 3, "d": 3, "e": 2, "f": 2, "z": 0}


def test_betweenness_is_highest_where_all_paths_cross():
    found = measure.measure(barbell(), "betweenness")
    assert found["c"] == found["d"] == pytest.approx(6 / 15)
    assert found["a"] == found["z"] == 0


@pytest.mark.parametrize(
    ("name", "theirs"), [("betweenness", nx.betweenness_centrality), ("closeness", nx.closeness_centrality)]
)
def test_fast_centralities_equal_those_of_networkx(name, theirs):
    network = random_network()
    expected = theirs(simple(network))
    assert measure.measure(network, name) == {
        node: pytest.approx(expected[node], abs=1e-9) for node in network
    }


def test_pagerank_is_the_leading_eigenvector_of_the_google_matrix():
    network = random_network()
    both_ways = nx.MultiDiGraph(
        (u, v, {"weight": 1})
        for u, v, way in network.edges(data="directed")
        if u != v
        for u, v in ([(u, v)] if way else [(u, v), (v, u)])
    )
    both_ways.add_nodes_from(network)
    nodes = sorted(network)
    values, vectors = np.linalg.eig(nx.google_matrix(both_ways, nodelist=nodes).T)
    leading = np.abs(np.asarray(vectors)[:, np.argmax(values.real)])
    found = measure.measure(network, "pagerank")
    assert [found[n] for n in nodes] == pytest.approx(list(leading / leading.sum()), abs=1e-6)
    assert sum(found.values()) == pytest.approx(1)


def test_the_two_triangles_are_two_communities_and_the_lonely_node_a_third():
    found = measure.communities(barbell())
    assert found == {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 2, "z": 3}
    assert found == measure.measure(barbell(), "community")


def test_the_bridge_between_the_triangles_is_found_with_the_size_of_its_smaller_side():
    assert measure.bridges(barbell()) == [("c", "d", 3)]


def test_bridges_of_a_star_with_a_tail_come_largest_side_first():
    drawn = nx.MultiDiGraph([("hub", "x"), ("hub", "y"), ("hub", "tail"), ("tail", "tip")])
    assert measure.bridges(drawn) == [
        ("hub", "tail", 2),
        ("hub", "x", 1),
        ("hub", "y", 1),
        ("tail", "tip", 1),
    ]


def test_bridges_equal_those_of_networkx_and_their_sides_those_of_a_cut():
    ties = simple(network := random_network(edges=130))
    expected = {tuple(sorted(pair)) for pair in nx.bridges(ties)}
    found = measure.bridges(network)
    assert {(bridge.a, bridge.b) for bridge in found} == expected
    for bridge in found:
        cut = ties.copy()
        cut.remove_edge(bridge.a, bridge.b)
        sides = [len(nx.node_connected_component(cut, end)) for end in (bridge.a, bridge.b)]
        assert bridge.side == min(sides)


def test_shortest_paths_go_against_the_arrows_too():
    assert measure.shortest_paths(barbell(), "f", "a") == [["f", "d", "c", "a"]]
    assert measure.shortest_paths(barbell(), "a", "z") == []


def test_an_empty_network_has_no_measures():
    for name in measure.MEASURES:
        assert measure.measure(nx.MultiDiGraph(), name) == {}
    assert measure.bridges(nx.MultiDiGraph()) == []


def test_a_measure_nobody_knows_is_answered_with_the_nearest_one():
    with pytest.raises(UnknownNameError, match="no measure is called 'betweeness'") as caught:
        measure.measure(barbell(), "betweeness")
    assert caught.value.hint == "Did you mean betweenness?"


def test_measures_are_the_same_whatever_the_hash_seed():
    script = (
        "import sys; sys.path.insert(0, 'tests'); from test_measure import random_network as r;"
        "from kg.network.measure import *; n = r(); print([(m, measure(n, m)) for m in MEASURES], bridges(n))"
    )
    assert len(outputs(script)) == 1

"""kg.site.here and kg.site.carried: what the page to ask with is told, carries along, or lacks."""

import base64
import gzip
import json

import pytest
import sited
import world
from test_site import TOLD

from kg.graph.graph import Graph
from kg.site import taken


@pytest.fixture
def site():
    return sited.site(world.graph(TOLD))._replace(is_files=True)


def carried(site) -> dict:
    return json.loads(sited.visit(site, "graph.js").body.removeprefix(b"const GRAPH = ").removesuffix(b";\n"))


def unpacked(text: str) -> str:
    return gzip.decompress(base64.b64decode(text)).decode()


def test_the_graph_is_carried_whole_and_things_with_their_pages(site):
    told = carried(site)
    assert sorted(unpacked(told["quads"]).split("\n")) == site.graph.lines()
    names = json.loads(unpacked(told["names"]))
    assert names["things"][f"{world.BASE}id/toyota"] == ["id/toyota.html", "Toyota"]
    assert names["classes"]["Country"][f"{world.BASE}id/MX"][0] == ["Mexico", 0]


def test_blank_nodes_are_carried_by_the_same_names_each_time():
    text = world.PREFIXES + TOLD + "id:toyota jm:near [ jm:near [] ] ."
    site = [sited.site(world.graph(text))._replace(is_files=True) for _ in range(2)]
    assert carried(site[0]) == carried(site[1])


def test_without_the_engine_the_page_says_what_is_missing_and_how_to_get_it(site, monkeypatch):
    monkeypatch.setattr(taken, "is_here", lambda _: False)
    page = sited.words(sited.text(site, "query"))
    assert "oxigraph 0.5.11 is not here, since kg was built without npm. Install npm, then kg anew." in page
    assert "python .ci/take.py gets it" in page
    assert "kg serve takes them" in sited.words(sited.text(site, "queries/operating"))
    assert "engine.js" not in sited.text(site, "query")


def test_a_server_carries_nothing_along(site):
    served = site._replace(is_files=False)
    assert [sited.visit(served, name).status for name in ("engine.js", "graph.js")] == [404, 404]


def test_a_graph_of_nothing_is_asked_too():
    page = sited.text(sited.site(Graph.from_triples([]))._replace(is_files=True), "query")
    assert "The graph has 0 triples." in page or taken.lacking("oxigraph.wasm") in page

"""Of a well-known thing, pictures, pages and data hold what the newest documents say, and say so."""

from __future__ import annotations

from urllib.parse import quote

import pytest
import sited
import world
from world import BASE

from kg.draw.printing import figure
from kg.draw.visualize import visualize
from kg.graph.graph import Graph
from kg.network.from_graph import Whole, network
from kg.statements import newest

NEWEST = {f"{BASE}id/p{n}" for n in (4, 5, 6)} | {f"{BASE}id/JP"}
"""What three documents and background knowledge join the thing to."""


@pytest.fixture(scope="module")
def archive() -> Graph:
    return world.graph(world.archive())


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(newest, "MOST", 3)


def joined(graph: Graph, name: str, **narrowing) -> set[str]:
    """Return what a network joins a thing to."""
    iri = f"{BASE}id/{name}"
    return {end for line in network(graph, [name], **narrowing).edges() for end in line} - {iri}


def test_the_network_of_a_well_known_thing_has_what_the_newest_documents_say(archive):
    assert joined(archive, "toyota") == NEWEST
    assert network(archive, ["toyota"]).graph["of_newest"] == ["Toyota"]


def test_everything_is_drawn_where_it_is_wanted(archive, monkeypatch):
    found = joined(archive, "toyota", everything=True)
    assert found > NEWEST | {f"{BASE}id/p{n}" for n in range(1, 7)}
    assert "of_newest" not in network(archive, ["toyota"], everything=True).graph
    monkeypatch.setattr(newest, "MOST", 400)
    assert joined(archive, "toyota") == found


def test_a_source_that_is_asked_for_is_drawn_however_old_it_is(archive):
    assert joined(archive, "toyota", sources=["d2"]) == {f"{BASE}id/p2"}
    assert "of_newest" not in network(archive, ["toyota"], sources=["d2"]).graph


def test_a_filter_that_fits_nothing_new_finds_what_is_old(archive):
    assert joined(archive, "toyota", properties=["operatesIn"]) == {f"{BASE}id/MX"}


def test_around_a_little_known_thing_a_well_known_one_brings_what_the_same_documents_say():
    codes = "".join(
        f'fact:code{n} a kg:Fact ; rdf:subject id:toyota ; rdf:predicate jm:iso3166 ; rdf:object "T{n}" ;\n'
        f"    kg:modality kg:asserted ; prov:wasDerivedFrom <{BASE}source/d{n}#char=0,9> .\n"
        for n in (1, 6)
    )
    found = network(world.graph(world.archive() + codes), ["p1"])
    assert [said["iri"] for said in found.nodes[f"{BASE}id/toyota"]["facts"]] == [f"{BASE}fact/code1"]
    assert "of_newest" not in found.graph


def test_a_network_drawn_once_for_all_things_gives_no_more_of_a_well_known_one(archive):
    taken = Whole(archive).around(f"{BASE}id/toyota", 100)
    assert taken.graph["of_newest"] == ["Toyota"]
    assert {end for line in taken.edges() for end in line} == NEWEST | {f"{BASE}id/toyota"}
    beside = Whole(archive).around(f"{BASE}id/p1", 100)
    assert set(beside.edges) == set(network(archive, ["p1"]).edges)


@pytest.mark.parametrize("kind", ["views", "network"])
def test_a_picture_says_of_what_it_has_the_newest_only_and_how_to_get_everything(archive, kind):
    drawn = visualize(archive, ["toyota"], kind=kind)
    assert drawn.summary.endswith("; of Toyota only what the newest documents say (--all shows everything)")
    assert "of Toyota only what the newest documents say" in drawn.html
    assert "newest" not in visualize(archive, ["toyota"], kind=kind, everything=True).summary


@pytest.mark.parametrize("kind", ["network", "timeline"])
def test_so_do_a_figure_for_print_and_a_chart(kind):
    dated = "".join(f'fact:d{n} kg:asOf "2026-01-0{n}"^^xsd:date .\n' for n in range(1, 7))
    graph = world.graph(world.archive() + dated)
    printed = figure(graph, ["toyota"], kind=kind)
    assert printed.summary.endswith("(--all shows everything)")
    assert "of Toyota only what the newest documents say" in " ".join(printed.svg.split())
    page = visualize(graph, ["toyota"], kind=kind)
    assert "of Toyota only what the newest documents say" in page.html


@pytest.mark.parametrize("end", ["ttl", "nt", "jsonld", "rdf"])
def test_data_on_it_tell_what_they_are_and_where_everything_is(archive, end):
    site = sited.site(archive)
    told = "what the 3 newest documents on it say; with ?all=yes the address has everything"
    data = sited.text(site, f"id/toyota.{end}")
    assert told in data
    assert "Partner 4" in data
    assert "Partner 1" not in data
    whole = sited.text(site, f"id/toyota.{end}?all=yes")
    assert told not in whole
    assert "Partner 1" in whole


def test_its_page_leads_to_everything_and_to_what_each_document_says(archive):
    site = sited.site(archive)
    page = sited.text(site, "id/toyota")
    assert "This is what the 3 newest documents on it say, 2026-01-06 back to 2026-01-04;" in page
    everything = sited.text(site, "id/toyota?all=yes")
    assert "Partner 1" not in page
    assert "Partner 1" in everything
    links = [link for link in sited.links(page) if "source=" in link]
    assert len(links) == 3
    assert "This is what one document says of it: Document 4;" in sited.text(site, f"id/{links[0][6:]}")


def test_its_page_of_files_leads_to_the_whole_graph(archive):
    site = sited.site(archive)._replace(is_files=True)
    page = sited.text(site, "id/toyota")
    assert '<a href="../graph.ttl">everything</a> is in the whole graph.' in page
    assert "source=" not in page


@pytest.mark.parametrize("address", ["id/toyota", "id/toyota.ttl"])
def test_a_document_is_known_by_its_id_to_its_page_and_its_data(archive, address):
    told = sited.text(sited.site(archive), f"{address}?source=d2")
    assert "Partner 2" in told
    assert "Partner 4" not in told


@pytest.mark.parametrize("end", ["", ".ttl", ".jsonld"])
@pytest.mark.parametrize(
    "source", ["nosuch", "toyota", "Toyota", "http://e/nosuch", "http://e/s> <http://e/t", "<>", "{"]
)
def test_of_a_document_that_is_none_neither_page_nor_data_say_anything(archive, end, source):
    found = sited.visit(sited.site(archive), f"id/toyota{end}?source={quote(source)}")
    assert found.status == 404
    assert "not a Source" in found.body.decode()


def test_a_newer_document_that_says_something_of_it_without_its_name_is_one_of_the_newest(archive):
    unnamed = world.archive().replace("name:d6 kg:nameOf id:toyota ; kg:inSource src:d6 .\n", "")
    assert joined(world.graph(unnamed), "toyota") == joined(archive, "toyota") == NEWEST


def document(name: str, states: str, issued: str = "") -> str:
    """Return a document that gives a thing a partner of its own."""
    dated = f'src:{name} dcterms:issued "{issued}"^^xsd:date .\n' if issued else ""
    return (
        f"{dated}src:{name} a kg:Source . <{BASE}source/{name}#char=0,9> kg:inSource src:{name} .\n"
        f"fact:{name} a kg:Fact ; rdf:subject id:{states} ; rdf:predicate jm:partnerOf ;\n"
        f"    rdf:object id:p{name} ; prov:wasDerivedFrom <{BASE}source/{name}#char=0,9> .\n"
    )


@pytest.mark.parametrize(("most", "last"), [(1, 1), (3, 3), (10, 10), (11, 10)])
def test_the_newest_that_say_something_of_it_stand_in_order_among_any_number_that_do_not(
    monkeypatch, most, last
):
    monkeypatch.setattr(newest, "MOST", 400)
    monkeypatch.setattr(newest, "MOST_SOURCES", most)
    silent = "".join(
        document(f"x{month}{day}", "honda", f"2026-{month:02}-{day:02}")
        for month in (2, 3)
        for day in range(1, 25)
    )
    own = document("new", "toyota", "2026-03-24") + document("undated", "toyota")
    found = newest.newest(world.graph(world.archive() + silent + own), f"{BASE}id/toyota")
    ordered = ["new", "d6", "d5", "d4", "d3", "d2", "d1", "alpha", "beta", "undated"]
    assert found.sources == tuple(f"{BASE}source/{name}" for name in ordered[:last])
    named = {f"{BASE}fact/{name}" for name in ordered} - {f"{BASE}fact/{name}" for name in ("alpha", "beta")}
    assert found.statements & named == named & {f"{BASE}fact/{name}" for name in ordered[:last]}

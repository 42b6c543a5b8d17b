"""kg.graph.diskgraph: what an Oxigraph directory is exported as is what its triples in a file are."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from world import graph, turtle

from kg.api import load
from kg.errors import LocationError
from kg.graph import diskgraph
from kg.graph.locations import Reading, open_graph
from kg.graph.stores import load_store

BLANK = "<https://example.org/a> <https://example.org/b> [ <https://example.org/c> 1 ] ."
NAMED = "<https://example.org/g> { <https://example.org/a> <https://example.org/b> 1 }"
TOLD = '<https://example.org/a> <https://example.org/b> "not _: blank" , "two\\nlines" , "é" , "ａ" , "😀" .'


@pytest.fixture
def few(monkeypatch):
    """Have a few lines sorted at once, so that there are several files of them."""
    monkeypatch.setattr(diskgraph, "_AT_ONCE", 50)


@pytest.fixture
def stored(tmp_path):
    """Put TriG into a directory; return where that is."""

    def store(text):
        folder = tmp_path / "graph.store"
        ox.Store(folder).load(text.encode(), ox.RdfFormat.TRIG)
        return str(folder)

    return store


@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads", "trig", "jsonld"])
@pytest.mark.parametrize("more", ["", TOLD, BLANK])
@pytest.mark.usefixtures("few")
def test_a_directory_is_exported_as_the_same_bytes_as_a_file(stored, tmp_path, kg, name, more):
    (tmp_path / "graph.ttl").write_text(turtle() + more, encoding="utf-8")
    for data, output in ((tmp_path / "graph.ttl", "one"), (stored(turtle() + more), "two")):
        assert kg("export", "-d", data, "-f", name, "-o", tmp_path / output).exit_code == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.usefixtures("few")
def test_lines_are_sorted_on_disk(stored):
    graph = open_graph(Reading((stored(turtle()),)))
    assert [*graph.plain_lines()] == graph.lines()


@pytest.mark.parametrize("more", [BLANK, NAMED])
def test_blank_nodes_and_named_graphs_are_held_as_a_whole(stored, more):
    assert open_graph(Reading((stored(turtle() + more),))).plain_lines() is None


def test_a_format_that_cannot_hold_named_graphs_refuses_them(stored, kg, tmp_path):
    result = kg("export", "-d", stored(NAMED), "-o", tmp_path / "out.ttl")
    assert result.exit_code == 2
    assert "turtle cannot hold named graphs" in result.stderr
    assert not (tmp_path / "out.ttl").exists()


def spoilt(file):
    """Overwrite parts of a file, whose length stays as it is."""
    data = bytearray(file.read_bytes())
    for begin in range(0, len(data) - 600, 256):
        data[begin : begin + 64] = b"U" * 64
    file.write_bytes(data)


def spoilt_first(file):
    """Overwrite the first triples of a file: a store opens that is damaged there alone."""
    data = bytearray(file.read_bytes())
    if len(data) > 2000:  # the smallest holds no triples
        data[:64] = b"U" * 64
    file.write_bytes(data)


def cut(file):
    """Leave half of a file."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


@pytest.mark.parametrize("damage", [spoilt, cut, Path.unlink])
@pytest.mark.parametrize(
    "command", ["search toyota", "show toyota", "schema", "measure", "export -f turtle", "visualize toyota"]
)
def test_a_damaged_directory_is_told_in_a_sentence_by_every_command(tmp_path, kg, damage, command):
    load_store(folder := tmp_path / "graph.store", graph().lines(), [])
    damage(max(folder.glob("*.sst"), key=lambda file: file.stat().st_size))
    name, *rest = command.split()
    result = kg(name, *rest, "-d", folder, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert re.match(r"Error: .*the Oxigraph store (cannot be read|is damaged) \(", result.stderr)
    assert result.stderr.count("\n") == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("query", ["ASK { ?s a jm:Company }", "SELECT * { ?s ?p ?o }", "DESCRIBE id:toyota"])
def test_damage_that_a_query_finds_is_told_of_the_store_not_of_the_query(tmp_path, kg, query):
    load_store(folder := tmp_path / "graph.store", graph().lines(), [])
    for file in folder.glob("*.sst"):
        spoilt_first(file)
    result = kg("query", query, "-d", folder)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: a file of the Oxigraph store is damaged (")
    assert result.stderr.endswith(
        ")\n  Make the store anew, of a project by removing build/stores, else from its RDF files.\n"
    )


def test_what_is_damaged_is_told_in_python_too(tmp_path):
    load_store(folder := tmp_path / "graph.store", graph().lines(), [])
    spoilt(max(folder.glob("*.sst"), key=lambda file: file.stat().st_size))
    with pytest.raises(LocationError, match=r"the Oxigraph store (cannot be read|is damaged)"):
        load(str(folder)).show("toyota")

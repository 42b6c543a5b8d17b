"""kg.graph.index: names found by their words are those that reading all of them finds."""

import pyoxigraph as ox
import pytest
from world import turtle

from kg.build.stored import change_names, load
from kg.errors import LocationError, UnknownNameError
from kg.graph import names
from kg.graph.lines import lines_of
from kg.graph.locations import Reading, open_graph
from kg.graph.stores import change_store, load_store
from kg.look.search import search

WANTED = [
    *("Toyota", "toyta", "toyotamotor", "toyota motr", "guana", "nuvo león", "japon", "日本", "メキシ"),
    *("fdi 2024", "fdi inflow guanajato", "second document", "x", "xyzzy", " ", "méxico", "the second"),
]


@pytest.fixture
def folder(tmp_path):
    """A store of the small graph with an index of its names."""
    store = ox.Store()
    store.load(turtle().encode(), ox.RdfFormat.TURTLE)
    lines = lines_of(store)
    files = [tmp_path / "even.nt", tmp_path / "all.nt"]
    for file, some in zip(files, (lines[::2], lines), strict=True):
        file.write_text("\n".join(["# a heading", *some, ""]), encoding="utf-8", newline="\n")
    folder = tmp_path / "graph.store"
    folder.mkdir()
    load(folder, lines[1::2], files)
    return folder


def opened(folder):
    return open_graph(Reading((str(folder),)))


def test_a_store_loaded_some_at_a_time_is_as_few_files_as_one_loaded_at_once(folder, tmp_path):
    at_once = tmp_path / "at-once.store"
    at_once.mkdir()
    load_store(at_once, (tmp_path / "all.nt").read_text(encoding="utf-8").splitlines()[1:], [])
    assert len([*folder.glob("*.sst")]) == len([*at_once.glob("*.sst")]) > 0


@pytest.mark.parametrize("text", WANTED)
def test_what_is_found_by_words_is_what_reading_all_names_finds(folder, text):
    graph, whole = opened(folder), opened(folder)
    assert graph.index is not None
    whole.index = None
    assert search(graph, text) == search(whole, text)


def test_only_names_of_things_that_may_be_meant_are_read(folder):
    graph = opened(folder)
    found = {name.iri for name in names.near(graph, "toyota")}
    assert found < {name.iri for name in names.names(graph)}
    assert [name.label for name in names.near(graph, "toyota") if name.iri.endswith("/toyota")] == [
        name.label for name in names.names(graph) if name.iri.endswith("/toyota")
    ]


def test_a_name_that_nothing_has_is_told_with_the_nearest(folder):
    with pytest.raises(UnknownNameError) as caught:
        names.resolve(opened(folder), "Guanajuatto")
    assert "Did you mean Guanajuato?" in str(caught.value)


def test_the_index_of_another_state_of_the_store_is_not_used(folder):
    store = ox.Store(folder)
    thing = ox.NamedNode("https://example.org/new")
    store.add(
        ox.Quad(thing, ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), ox.Literal("Zebu"))
    )
    store.flush()
    del store
    assert opened(folder).index is None
    assert [hit.label for hit in search(opened(folder), "zebu")] == ["Zebu"]


@pytest.mark.parametrize("label", ["<https://example.org/label>", "_:label"])
def test_the_names_of_a_store_are_those_of_the_one_before_with_what_has_changed(folder, tmp_path, label):
    xl, thing = "http://www.w3.org/2008/05/skos-xl#", "<https://example.org/new>"
    named = f"{thing} <{xl}altLabel> {label} ."
    old, new = (f'{label} <{xl}literalForm> "{text}" .' for text in ("Zebu", "Okapi"))
    plain = f'{thing} <http://www.w3.org/2004/02/skos/core#prefLabel> "Gnu" .'
    stores = [folder, *(tmp_path / f"{number}.store" for number in range(3))]
    changes = [([], [named, old]), ([], [plain]), ([old], [new])]
    found = []
    for before, after, (removed, added) in zip(stores, stores[1:], changes, strict=False):
        after.mkdir()
        change_store(before, after, removed, added)
        change_names(after, [*removed, *added])
        graph = opened(after)
        assert graph.index is not None
        found.append({text for text in ("Zebu", "Okapi", "Gnu") if names.near(graph, text)})
        assert names.near(graph, "Toyota")
    assert found == [{"Zebu"}, {"Zebu", "Gnu"}, {"Okapi", "Gnu"}]


def test_a_file_that_is_no_index_is_not_used_and_a_damaged_one_is_told(folder):
    file = folder / "names.sqlite"
    whole = file.read_bytes()
    graph = opened(folder)
    file.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    with pytest.raises(LocationError) as caught:
        search(graph, "toyota")
    assert "names.sqlite" in str(caught.value)
    file.write_text("no index")
    assert opened(folder).index is None

"""The page of a network: whole in itself, the same on every run, and safe whatever it holds."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest
import world

from kg.draw.contents import in_context
from kg.draw.inlining import PAGE
from kg.draw.networkpage import network_page
from kg.errors import OutputError
from kg.graph.graph import Graph
from kg.network.from_graph import network
from kg.statements.spoken import spoken
from kg.terms import STANDARD


class InTable(HTMLParser):
    """Collects the texts of the elements of a table, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.texts, self.within = [], []

    @classmethod
    def of(cls, page: str) -> list[str]:
        found = cls()
        found.feed(page[page.index("<table>") : page.index("</table>")])
        return found.texts

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  (what HTMLParser calls)
        if tag in ("caption", "th", "td", "span"):
            self.within.append(len(self.texts))
            self.texts.append("")

    def handle_endtag(self, tag):
        if tag in ("caption", "th", "td", "span"):
            self.within.pop()

    def handle_data(self, data):
        for at in self.within:
            self.texts[at] += data


def held(page: str, name: str, texts=None):
    """Return what a script element of a page holds as JSON, with `texts` where it refers to them."""
    data = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', page, re.DOTALL)[1]
    return json.loads(data, object_hook=lambda found: texts[found[""]] if texts and "" in found else found)


def data_of(page: str, language: int = 0):
    """Return what a page knows, its texts in one of its languages, the first by default."""
    speech = held(page, "words")
    shown = dict(zip(speech["shown"], InTable.of(page), strict=True)) if speech["shown"] else {}

    def text_at(part):
        if isinstance(part, str):
            return part
        told = speech["texts"][part]
        if isinstance(told[-1], list):
            parts = list(map(text_at, told[1]))
            return re.sub(r"\{(\d+)\}", lambda place: parts[int(place[1])], text_at(told[0]))
        return told[min(language, len(told) - 1)] or shown[part]

    return held(page, "data", list(map(text_at, range(len(speech["texts"])))))


@pytest.fixture(scope="module")
def hostile():
    return network_page(network(world.graph(world.hostile())), title="</title>").html


def test_nothing_but_the_page_itself_can_be_asked_for(hostile):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', hostile)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    outside = re.sub(r"<script.*?</script>", "", hostile, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href)\s*=(?!"(?:#|data:))|url\(|@import""", outside)


def test_the_head_tells_those_who_share_the_page_what_it_shows(hostile):
    head = hostile[: hostile.index("<body")]
    assert '<meta property="og:title" content="&lt;/title&gt;">' in head
    assert '<meta name="description" content="17 things' in head
    assert '<link rel="icon" href="data:image/svg+xml,' in head


def test_no_label_can_leave_the_data_it_stands_in(hostile):
    assert hostile.count("</script>") == 4
    written = re.findall(r'"application/json">(.*?)</script>', hostile)
    assert len(written) == 2
    assert not set("<>&\u2028\u2029") & set("".join(written))
    data = data_of(hostile)
    labels = {thing["label"] for thing in data["things"].values()}
    assert set(world.HOSTILE.values()) <= labels
    assert "<title>&lt;/title&gt;</title>" in hostile


def test_node_ids_are_opaque(hostile):
    assert all(re.fullmatch(r"n\d+", node["id"]) for node in data_of(hostile)["nodes"])


def test_the_page_is_the_same_bytes_in_any_locale_folder_and_hash_seed(tmp_path):
    code = (
        "import world, sys; from pathlib import Path; "
        "from kg.draw.networkpage import network_page; from kg.network.from_graph import network; "
        "network_page(network(world.graph(world.hostile())), title='M\\xe9xico').save(Path(sys.argv[1]))"
    )
    root = Path(__file__).parent
    for seed, locale in (("1", "C"), ("2", "C.UTF-8")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "0"}
        environment["PYTHONPATH"] = f"{root}{os.pathsep}{root.parent}"
        subprocess.run([sys.executable, "-c", code, "page.html"], cwd=folder, env=environment, check=True)
        assert [path.name for path in folder.iterdir()] == ["page.html"]
    assert (tmp_path / "1" / "page.html").read_bytes() == (tmp_path / "2" / "page.html").read_bytes()


def test_all_that_is_said_between_two_things_is_on_one_line_with_the_way_of_each_statement():
    back = world.fact("f8", ("id:MX", "jm:partnerOf", "id:toyota"), world.cite("alpha", "x", 0))
    page = data_of(network_page(network(world.graph(world.small() + back))).html)
    names = {node: thing["label"] for node, thing in page["things"].items()}
    told = {
        (names[edge["from"]], names[edge["to"]]): [
            (page["statements"][says]["property_label"], way)
            for says, way in zip(line["says"], line["ways"], strict=True)
        ]
        for edge in page["edges"]
        for line in [page["lines"][edge["id"]]]
    }
    assert len(told) == len(page["edges"]) == 8
    assert told["Mexico", "Toyota"] == [("partner of", 1), ("operates in", -1), ("operates in", -1)]
    assert told["Marcelo Ebrard", "MOTEGI Toshimitsu"] == [("meeting", 0)]


def test_a_long_name_gives_way_to_an_abbreviation_in_its_language():
    turtle = """id:a a jm:Company, kg:Entity ; skos:prefLabel "A rather long name of a thing or another"@en ;
        kg:abbreviation "ALC"@en, "A.L.C."@en, "AC"@es ; jm:partnerOf id:b .
        id:b a jm:Company, kg:Entity ; skos:prefLabel "A rather long name that is never shortened at all"@en ;
        kg:abbreviation "X"@ja ."""
    page = data_of(network_page(network(world.graph(turtle))).html)
    assert page["things"]["n0"]["rows"] == "ALC"
    assert page["things"]["n1"]["rows"] == "A rather long name\nthat is never\nshortened at all"


def test_a_legend_of_certainties_has_the_dashes_of_the_lines():
    page = data_of(network_page(network(world.graph(world.small()))).html)
    legend = {modality["name"]: modality["dashes"] for modality in page["modalities"]}
    assert list(legend) == ["asserted", "planned", "denied"]
    assert legend == {"asserted": [], "planned": [9, 5], "denied": [9, 4, 2, 4]}


def test_measures_take_the_place_of_degree_and_class():
    drawn = network(world.graph(world.small()))
    order = sorted(drawn)
    page = data_of(
        network_page(
            drawn,
            sizes={order[0]: 1.0},
            colors=dict.fromkeys(order, 1),
            size_by="betweenness",
            color_by="community",
        ).html
    )
    assert {node["color"] for node in page["nodes"]} == {"#668fff"}
    sizes = {node["id"]: node["size"] for node in page["nodes"]}
    assert sizes["n0"] > sizes["n1"] == sizes["n2"]
    assert page["key"] == {
        "size": "betweenness",
        "sizes": [{"label": "1", "radius": 33.9}],
        "color": "community",
        "colors": [{"color": "#668fff", "label": "around Japan (8)"}],
    }


def test_a_key_tells_what_sizes_and_shades_stand_for():
    drawn = network(world.graph(world.small()))
    values = dict(zip(sorted(drawn), (0, 0.25, 0.5, 2, 4, 8, 16, 1234), strict=True))
    key = data_of(network_page(drawn, colors=values, color_by="strength").html)["key"]
    assert [entry["label"] for entry in key["colors"]] == ["0", "0.25", "0.5", "2", "4", "8", "16", "1,234"]
    assert [entry["color"] for entry in key["colors"]][::7] == ["#fde725", "#440154"]
    assert key["size"] == "neighbours"
    assert [entry["label"] for entry in key["sizes"]] == ["1", "2", "3"]


def test_an_unwritable_place_is_told_and_left_alone(tmp_path):
    picture = network_page(network(world.graph(world.small())))
    with pytest.raises(OutputError):
        picture.save(tmp_path / "missing" / "page.html")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("quote", "sentence", "parts"),
    [
        ("b c", "a b\u00a0\nc d", ("a ", "b\u00a0\nc", " d")),
        ("a.c", "abc a.c", ("abc ", "a.c", "")),
        ("gone", "a b c", ("", "gone", "")),
        ("", "a b c", ("", "", "")),
    ],
)
def test_quoted_words_are_found_in_their_sentence_whatever_the_white_space(quote, sentence, parts):
    assert in_context(quote, sentence) == parts


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("true", "yes"),
        ("false", "no"),
        ("PT1H15M", "1 hour 15 minutes"),
        ("P10D", "10 days"),
        ("P", "P"),
        ("PT", "PT"),
        ("2024-02-22T05:00:00+09:00", "22 February 2024, 05:00"),
        ("1999/..", "since 1999"),
        ("true friends", "true friends"),
        ("1", "1"),
    ],
)
def test_a_value_is_told_in_words_and_what_is_none_of_these_as_it_is(value, words):
    assert spoken(value) == words


def test_a_class_whose_look_no_page_can_draw_has_that_of_the_nearest_class_above():
    things = """ex:A rdfs:subClassOf ex:B ; kg:color "red" ; kg:shape "blob" . ex:B rdfs:subClassOf ex:C ;
        kg:color "#0072B2" ; kg:shape "square" . ex:C kg:color "#d55e00" ; kg:shape "dot" .
        ex:one a ex:A ; ex:near ex:two ."""
    prefixes = {"ex": "http://example.org/", **STANDARD}
    declared = "".join(f"@prefix {prefix}: <{iri}> . " for prefix, iri in prefixes.items())
    graph = Graph.from_triples(quad.triple for quad in ox.parse(declared + things, ox.RdfFormat.TURTLE))
    page = data_of(network_page(network(graph)).html)
    drawn = {page["things"][node["id"]]["label"]: node for node in page["nodes"]}
    assert (drawn["one"]["color"], drawn["one"]["shape"]) == ("#0072b2", "square")


def test_no_text_in_a_script_spans_lines_of_which_the_page_has_no_indentation():
    scripts = {
        part.name: part.read_text(encoding="utf-8") for part in PAGE.iterdir() if part.name.endswith(".js")
    }
    texts = {name: re.findall(r"`[^`]*`", script) for name, script in scripts.items()}
    assert [name for name, found in texts.items() if any("\n" in text for text in found)] == []
    assert sum(map(len, texts.values())) > 100

"""`kg cite`: a passage, fact, record, source or saved query as BibTeX, CSL-JSON and RIS."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import world

from kg.errors import KgError, UnknownNameError
from kg.look.bibliography import FORMATS, Author, Quote, Reference, bibtex, csl, ris
from kg.look.cite import cite
from kg.version import VERSION

QUERIES = Path(__file__).parent.parent / "queries"
READ_BACK = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}
MADE = """
src:alpha dcterms:creator id:velasco, id:ministry ; dcterms:publisher "The Press" ;
    schema:url <https://example.org/a_b> .
id:velasco a jm:Person, kg:Entity ; skos:prefLabel "Perla Velasco"@en .
id:ministry a jm:Organization, kg:Entity ; skos:prefLabel "Ministry of Trade and Industry"@en .
jm:Person rdfs:subClassOf schema:Person .
id:both a jm:Meeting, kg:Record ; skos:prefLabel "A meeting"@en ; jm:participant id:motegi ;
    prov:wasDerivedFrom BETA, MONEY, WORDS .
id:known a jm:Meeting, kg:Record ; skos:prefLabel "A meeting nobody tells of"@en .
"""
WORDS = {
    "BETA": world.cite("beta", "US$2.1 billion", 50),
    "MONEY": world.cite("alpha", "Guanajuato received US$1.95 billion, Mexico City US$727 billion", 27),
    "WORDS": world.cite("alpha", "Toyota operates in Mexico", 0),
}


@pytest.fixture(scope="module")
def graph():
    return world.graph(world.small() + re.sub("|".join(WORDS), lambda m: WORDS[m[0]], MADE))


def entries(text: str) -> list[dict[str, str]]:
    """Return the entries of a .bib file as BibTeX reads them: fields between balanced braces."""
    found = []
    for kind, key, body in re.findall(r"^@(\w+)\{([^{},\"#%\\~ ]+),\n((?:  .*\n)*)\}$", text, re.MULTILINE):
        entry = {"kind": kind, "key": key}
        for line in body.splitlines():
            name, value = re.fullmatch(r"  (\w+) = (\{.*\}|[a-z]{3}),", line).groups()
            entry[name] = value[1:-1] if value[0] == "{" else value
            depths = [value[: end + 1].count("{") - value[: end + 1].count("}") for end in range(len(value))]
            assert value.isalpha() or (min(depths[:-1]) > 0 and depths[-1] == 0), value
        found.append(entry)
    assert text.count("\n@") == len(found) - 1
    return found


def said(latex: str) -> str:
    """Return what LaTeX prints of a field."""
    names = "|".join(map(re.escape, READ_BACK))
    printed = re.sub(rf"{names}|\\[#$%&_]|[{{}}]", lambda m: READ_BACK.get(m[0], m[0][1:]), latex)
    assert not re.search(r"(?<!\\)[#$%&_~^]", re.sub(names, "", latex))
    return printed


def records(text: str) -> list[list[tuple[str, str]]]:
    """Return the records of a RIS file: a tag of two characters, two spaces, a hyphen and a space a line."""
    assert text.endswith("ER  - \r\n")
    lines = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups() for line in text.split("\r\n")[:-1]]
    assert [tag for tag, _ in lines].count("TY") == [tag for tag, _ in lines].count("ER")
    split = [[]]
    for tag, value in lines:
        split[-1].append((tag, value)) if tag != "ER" else split.append([])
    assert all(record[0][0] == "TY" for record in split[:-1])
    return split[:-1]


def test_a_source_is_cited_with_author_title_date_publisher_and_address(graph):
    assert cite(graph, "src:alpha") == (
        "@misc{alpha,\n"
        "  author = {{Ministry of Trade and Industry} and Perla Velasco},\n"
        "  title = {{The first document}},\n"
        "  year = {2025},\n"
        "  month = jul,\n"
        "  day = {30},\n"
        "  publisher = {The Press},\n"
        "  url = {https://example.org/a_b},\n"
        "}\n"
    )


def test_a_passage_is_cited_with_its_words_and_characters(graph):
    passage = world.cite("beta", "US$2.1 billion", 50)[1:-1]
    (item,) = json.loads(cite(graph, passage, "csl"))
    assert item == {
        "id": "beta",
        "type": "document",
        "title": "The second document",
        "issued": {"date-parts": [[2024, 2, 21]]},
        "note": "“US$2.1 billion” (characters 50–64)",
    }
    assert json.loads(cite(graph, "src:beta#char=50,64", "csl")) == [item]


def test_a_fact_is_cited_by_its_passage(graph):
    assert cite(graph, "fact:f2", "ris") == (
        "TY  - GEN\r\n"
        "ID  - beta\r\n"
        "TI  - The second document\r\n"
        "PY  - 2024\r\n"
        "DA  - 2024/02/21\r\n"
        "N1  - “Toyota does not operate in Mexico” (characters 9–42)\r\n"
        "ER  - \r\n"
    )


def test_what_several_passages_state_has_one_entry_for_each_source_with_its_quotes_in_order(graph):
    first, second = json.loads(cite(graph, "id:both", "csl"))
    assert (first["id"], second["id"]) == ("alpha", "beta")
    assert first["note"] == (
        "“Toyota operates in Mexico” (characters 0–25); "
        "“Guanajuato received US$1.95 billion, Mexico City US$727 billion” (characters 27–90)"
    )
    assert [entry["key"] for entry in entries(cite(graph, "id:both"))] == ["alpha", "beta"]
    assert [dict(record)["ID"] for record in records(cite(graph, "id:both", "ris"))] == ["alpha", "beta"]


def test_a_fact_about_a_record_is_cited_too():
    part = world.fact(
        "part", ("id:meeting", "jm:place", "id:MX-CMX"), world.cite("beta", "US$2.1 billion", 50)
    )
    assert "{beta," in cite(world.graph(world.small() + part), "fact:part")


def test_a_saved_query_is_cited_with_its_title_its_name_the_project_and_the_version(graph):
    assert cite(graph, "fdi-by-state", "bibtex", QUERIES) == (
        "@misc{fdi-by-state,\n"
        "  title = {{FDI from one country by state}},\n"
        "  howpublished = {SPARQL query fdi-by-state of Japan–Mexico economic relations},\n"
        f"  note = {{version {VERSION}}},\n"
        "}\n"
    )
    (item,) = json.loads(cite(graph, "fdi-by-state", "csl", QUERIES))
    assert (item["type"], item["container-title"]) == ("software", "Japan–Mexico economic relations")
    assert ("ET", VERSION) in records(cite(graph, "fdi-by-state", "ris", QUERIES))[0]


def test_an_entity_is_refused_with_what_can_be_cited_instead(graph):
    with pytest.raises(KgError) as caught:
        cite(graph, "toyota")
    assert caught.value.what == "id:toyota (Toyota) is a company, and has no words of its own to cite"
    assert "?fact rdf:subject id:toyota" in caught.value.hint


def test_what_is_background_knowledge_cannot_be_cited(graph):
    with pytest.raises(KgError) as caught:
        cite(graph, "id:known")
    assert caught.value.what == "no passage states id:known"


def test_an_unknown_format_is_refused(graph):
    with pytest.raises(UnknownNameError) as caught:
        cite(graph, "src:alpha", "bibtx")
    assert caught.value.hint == "Did you mean bibtex?"


@pytest.mark.parametrize("name", world.HOSTILE)
def test_hostile_titles_and_quotes_come_back_from_every_format_as_one_line(name):
    text = world.HOSTILE[name] + "} \\ {{ 100% #1 $x_2 ^ ~ & TY  - JOUR\r\nER  - \x1b[2J"
    line = " ".join(text.replace("\x1b", " ").split())
    made = Reference(
        "a", text, (Author(text, True), Author("B, and C", False)), (2025,), quotes=(Quote(text, 1, 2),)
    )
    (entry,) = entries(bibtex([made]))
    assert said(entry["title"]) == line
    assert said(entry["note"]) == f"“{line}” (characters 1–2)"
    (item,) = json.loads(csl([made]))
    assert (item["title"], item["author"][0]) == (line, {"literal": line})
    (record,) = records(ris([made]))
    assert [value for tag, value in record if tag in ("TI", "N1")] == [line, f"“{line}” (characters 1–2)"]


def test_a_name_that_bibtex_would_take_apart_is_kept_whole():
    names = [
        Author("Perla Velasco", True),
        Author("Velasco, Perla", True),
        Author("Trade and Industry", False),
    ]
    (entry,) = entries(bibtex([Reference("a", "T", tuple(names))]))
    assert entry["author"] == "Perla Velasco and {Velasco, Perla} and {Trade and Industry}"


def test_an_address_breaks_no_braces():
    (entry,) = entries(bibtex([Reference("a", "T", url="https://example.org/{a")]))
    assert entry["url"] == "https://example.org/%7Ba"


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ('"2025"', [[2025]]),
        ('"2025-07"', [[2025, 7]]),
        ('"2025-07-30T10:00:00Z"', [[2025, 7, 30]]),
        ('"last July"', None),
        ('"20255"', None),
    ],
)
def test_a_date_is_cited_as_far_as_it_is_known(issued, date):
    turtle = f"src:x a kg:Source ; dcterms:issued {issued} ; dcterms:title 'A' ."
    (item,) = json.loads(cite(world.graph(turtle), "src:x", "csl"))
    assert item.get("issued", {}).get("date-parts") == date


def test_two_sources_with_one_local_name_have_keys_of_their_own():
    passages = "<https://a.example/doc#char=0,1>, <https://b.example/doc#char=0,1>"
    turtle = f"id:r a kg:Record ; prov:wasDerivedFrom {passages} ."
    assert [entry["key"] for entry in entries(cite(world.graph(turtle), "id:r"))] == ["doc", "doc-2"]


@pytest.mark.parametrize(
    ("file", "begins"), [("a.bib", "@misc"), ("a.json", "["), ("a.ris", "TY"), ("a.txt", "@misc")]
)
def test_the_suffix_of_the_file_says_the_format(kg, tmp_path, file, begins):
    assert kg("cite", "velasco-2025", "-o", tmp_path / file).exit_code == 0
    assert (tmp_path / file).read_text(encoding="utf-8").startswith(begins)


def test_the_command_cites_a_query_of_the_project_before_a_thing(kg):
    assert kg("cite", "fdi-by-state").stdout.startswith("@misc{fdi-by-state,\n  title = {{FDI from")


def test_the_same_thing_is_cited_the_same_whatever_the_order_of_triples(graph):
    triples = sorted(graph.triples(), key=str, reverse=True)
    other = type(graph).from_triples(triples, graph.prefixes)
    assert [cite(other, "id:both", form) for form in FORMATS] == [
        cite(graph, "id:both", form) for form in FORMATS
    ]

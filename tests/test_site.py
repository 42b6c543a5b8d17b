"""kg.site: pages made of a graph and an address, and nothing else."""

import json
import re
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import rdflib
import sited
import world
from sited import text, visit
from world import BASE

from kg.graph.graph import Graph
from kg.site.addresses import Links, iri_at, path_of
from kg.site.passages import Passage, marked

ALPHA = "Toyota operates in Mexico. In Guanajuato received US$1.95 billion."
TOLD = world.TURTLE.replace("kg:beginIndex 30 ; kg:endIndex 70", "kg:beginIndex 30 ; kg:endIndex 65")
DATA = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}


@pytest.fixture(scope="module")
def site():
    return sited.site(world.graph(TOLD), {f"{BASE}source/alpha": ALPHA})


@pytest.fixture(scope="module")
def toyota(site):
    return text(site, "id/toyota")


def test_links_are_relative_so_that_they_hold_below_any_path():
    here = [("", "id/a"), ("search", "id/a"), ("id/b", "../id/a"), ("ontology/", "../id/a")]
    for path, link in here:
        assert Links(world.graph(), path).to("id/a") == link
    assert Links(world.graph(), "").to() == "./"
    assert Links(world.graph(), "id/b").to() == "../"


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (f"{BASE}id/toyota", "id/toyota"),
        (f"{BASE}id/MX%20A", "id/MX%20A"),
        (f"{BASE}id/日本", "id/%E6%97%A5%E6%9C%AC"),
        (f"{BASE}source/alpha", "source/alpha"),
        (f"{BASE}fact/f1", "fact/f1"),
        ("http://example.org/a/b?c=d&e#f", "id/http:%2F%2Fexample.org%2Fa%2Fb%3Fc%3Dd%26e%23f"),
        ("http://www.w3.org/ns/org#unitOf", "id/org:unitOf"),
    ],
)
def test_every_thing_has_a_path_that_leads_back_to_it(iri, path):
    graph = world.graph(f"{world.HEADER} <{iri}> rdfs:label 'It' .")
    assert path_of(graph, iri) == path
    assert iri_at(graph, path) == iri


@pytest.mark.parametrize("path", ["source/alpha", "fact/f1", "id/fdi-gua"])
def test_what_documents_state_leads_to_how_it_is_cited(site, path):
    page = text(site, path)
    for end, form, begins in ((".bib", "bibtex", "@misc{alpha,"), (".ris", "ris", "TY  - GEN")):
        assert f'href="../{path}{end}"' in page
        made = visit(site, path + end)
        assert (made.status, made.form, made.body.decode().startswith(begins)) == (200, form, True)


def test_of_a_thing_that_no_passage_states_nothing_is_cited(site, toyota):
    assert "Cite it" not in toyota
    assert visit(site, "id/toyota.bib").status == 404


def test_a_thing_shows_its_names_in_all_languages(toyota):
    assert "<h1>Toyota</h1>" in toyota
    assert '<span lang="ja">トヨタ</span>' in toyota
    assert '<span lang="en">Toyota Motor</span>' in toyota


def test_a_fact_leads_to_its_words_in_the_source(toyota):
    assert "“Toyota operates in Mexico”" in toyota
    assert "../source/alpha#char=0,25" in sited.links(toyota)
    assert "../id/MX" in sited.links(toyota)


def test_what_is_not_agreed_on_stands_before_the_facts(toyota):
    told = sited.words(toyota)
    assert told.index("What is not agreed on") < told.index("Toyota operates in Mexico denied")
    assert told.index("What is not agreed on") < told.index("Facts")


def test_search_engines_are_told_names_in_json(toyota):
    found = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', toyota)[1])
    assert found == {
        "@context": "https://schema.org",
        "@id": f"{BASE}id/toyota",
        "@type": "Thing",
        "name": "Toyota",
        "description": "company",
        "alternateName": ["Toyota Motor", "トヨタ"],
    }


@pytest.mark.parametrize("end", DATA)
def test_a_thing_is_data_in_every_format_that_its_address_may_end_in(site, end):
    graph = rdflib.Graph().parse(data=visit(site, f"id/toyota.{end}").body, format=DATA[end])
    thing, word = rdflib.URIRef(f"{BASE}id/toyota"), rdflib.URIRef(f"{BASE}ontology#operatesIn")
    assert (thing, word, rdflib.URIRef(f"{BASE}id/MX")) in graph
    quotes = {str(quote) for quote in graph.objects(None, rdflib.URIRef(f"{BASE}evidence#quote"))}
    assert quotes == {"Toyota operates in Mexico", "Toyota does not operate in Mexico"}
    assert (None, rdflib.RDFS.subClassOf, None) not in graph


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/turtle", "turtle"), ("application/ld+json, text/html;q=0.5", "jsonld"), ("*/*", "html")],
)
@pytest.mark.parametrize("address", ["id/toyota", "source/alpha", "ontology"])
def test_a_thing_is_given_in_the_format_that_is_liked_best(site, address, accept, form):
    found = visit(site, address, accept)
    assert found.form == ("elsewhere" if (address, form) == ("ontology", "html") else form)


def test_a_format_that_there_is_not_is_refused_with_those_there_are(site):
    found = visit(site, "id/toyota", "image/png")
    assert (found.status, found.body) == (
        406,
        b"Accept one of text/html, text/turtle, application/ld+json, application/n-triples,"
        b" application/rdf+xml.\n",
    )


def test_a_small_picture_shows_what_a_thing_is_joined_to(site):
    picture = visit(site, "id/toyota.svg")
    assert picture.form == "svg"
    assert b">Mexico</text>" in picture.body
    assert visit(site, "id/toyota.dark.svg").body != picture.body


def test_a_thing_by_another_spelling_is_sent_to_its_own_path(site):
    found = visit(site, "id/id:toyota.ttl")
    assert (found.status, found.body) == (303, b"../id/toyota.ttl")


@pytest.mark.parametrize(
    "path", ["id/toyota", "id/jm:Company", "id/kg:asserted", "id/jm%3ACompany", "fact/f1"]
)
def test_a_visitor_who_is_sent_elsewhere_arrives(site, path):
    found = visit(site, path)
    if found.status == 303:
        found = visit(site, found.body.decode().removeprefix("../"))
    assert found.status == 200


def test_a_name_that_nothing_has_is_told_with_those_that_are_like_it(site):
    found = visit(site, "id/toyoto")
    assert found.status == 404
    assert "../id/toyota" in sited.links(found.body.decode())


def test_the_text_of_a_source_leads_to_what_it_states_and_back(site):
    page = text(site, "source/alpha")
    assert '<span id="char=0,25"><a href="#stated=0,25">Toyota operates in Mexico</a></span>. In ' in page
    assert {"stated=0,25", "char=0,25", "stated=30,65", "char=30,70"} <= sited.names(page)
    assert '<a href="#char=0,25">Toyota operates in Mexico</a>' in page
    told = sited.words(page[page.index('id="stated=0,25"') :])
    assert told.index("Toyota home country Japan") < told.index("Toyota operates in Mexico since 2005")
    assert "observation FDI inflow, Japan → Guanajuato, 2024: US$1.95 billion" in told


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ([(0, 2)], '<span id="0-2"><a href="#0-2">ab</a></span>cd&lt;'),
        (
            [(0, 4), (1, 2)],
            '<span id="0-4"><a href="#0-4">a</a><span id="1-2"><a href="#1-2">b</a></span>'
            '<a href="#0-4">cd</a></span>&lt;',
        ),
        (
            [(0, 3), (2, 5)],
            '<span id="0-3"><a href="#0-3">ab</a><span id="2-5"><a href="#2-5">c</a></span></span>'
            '<span><a href="#2-5">d&lt;</a></span>',
        ),
    ],
)
def test_passages_that_lie_in_each_other_or_cross_are_elements_of_their_names(places, told):
    passages = [Passage(start, end, f"{start}-{end}") for start, end in places]
    assert "".join(marked("abcd<", passages, lambda passage: f"#{passage.name}")) == told


@pytest.mark.parametrize("source", ["beta", "alpha"])
def test_a_source_without_its_text_shows_its_passages_and_says_what_is_missing(source):
    site = sited.site(world.graph(TOLD), {f"{BASE}source/alpha": "Another text than the one quoted."})
    page = text(site, f"source/{source}")
    assert "The text of this source is not here" in page
    assert any(name.startswith("char=") for name in sited.names(page))


def test_the_vocabulary_tells_meaning_example_use_and_what_is_below_what():
    more = 'jm:Company a owl:Class ; skos:definition "A firm."@en ; skos:example "id:x a jm:Company" .'
    site = sited.site(world.graph(TOLD + more + "jm:Organization a owl:Class ."))
    told = sited.words(text(site, "ontology/"))
    assert "organization company 1 things" in told
    assert "company jm:Company A firm. For example: id:x a jm:Company 1 thing" in told


def test_a_class_lists_its_things(site):
    page = text(site, "things/jm:State")
    assert [link for link in sited.links(page) if "/id/" in link] == [
        "../id/MX-GUA",
        "../id/MX-NLE",
        "../id/MX-SON",
    ]


@pytest.mark.parametrize("name", ["jm:Nothing", "nothing", "", "http://example.org/%3E%20a"])
def test_a_class_that_there_is_not_is_missing(site, name):
    assert visit(site, f"things/{name}").status == 404


def test_the_front_page_counts_and_leads_on(site):
    page = text(site, "")
    assert "2 sources, 4 passages, 4 facts, 2 records" in sited.words(page)
    wanted = {"source/alpha", "queries/operating", "network.html", "things/jm:State", "search"}
    assert wanted <= set(sited.links(page))
    assert "US$2.1 billion" in page


def test_the_front_page_shows_the_picture_in_the_light_of_its_reader(site):
    assert 'srcset="network.dark.svg"' in text(site, "")
    assert 'src="network.svg"' in text(site, "")
    light, dark = (visit(site, f"network{end}.svg") for end in ("", ".dark"))
    assert (light.form, dark.form) == ("svg", "svg")
    assert b">Toyota</text>" in light.body
    assert light.body != dark.body


def test_the_front_page_of_a_graph_of_very_many_things_leads_to_the_picture_alone():
    many = "".join(f"<x:{number}> a <x:Thing> . " for number in range(6001))
    page = text(sited.site(world.graph(many)), "")
    assert "network.html" in sited.links(page)
    assert "<img" not in page


@pytest.mark.parametrize("wanted", ["toyta", "TOYOTA", "トヨタ", "toyota+moter"])
def test_a_search_bears_typos_and_case_in_any_language(site, wanted):
    assert "id/toyota" in sited.links(text(site, f"search?q={wanted.replace('+', ' ')}"))


def test_a_question_is_asked_with_its_values_and_led_on_from(site):
    page = text(site, "queries/operating?since=2005")
    assert "../id/toyota" in sited.links(page)
    assert "../queries/operating.csv?since=2005" in sited.links(page)
    assert visit(site, "queries/operating.csv?since=2005").body.startswith(b"thing,place\r\n")


def test_an_answer_in_a_format_that_there_is_not_is_refused_with_those_there_are(site):
    found = visit(site, "queries/operating?since=2005", "image/png")
    assert found.status == 406
    assert found.body.startswith(b"Accept one of text/html, application/sparql-results+json, ")


def test_a_value_that_does_not_fit_is_refused_with_an_example(site):
    found = visit(site, "queries/operating?since=soon")
    assert found.status == 400
    assert "&#39;soon&#39; is not a year" in found.body.decode()
    assert "For example: since=2005" in found.body.decode()


def test_a_question_that_needs_a_value_asks_for_it(site):
    page = text(site, "queries/operating")
    assert "needs a value for since" in page
    assert re.search(r'<input id="value-since"[^>]* required>', page)


def test_the_questions_are_told_to_programs(site):
    told = json.loads(visit(site, "openapi.json").body)
    assert told["openapi"] == "3.1.0"
    get = told["paths"]["/queries/operating.{format}"]["get"]
    assert [(each["name"], each["in"], each["required"]) for each in get["parameters"]] == [
        ("format", "path", True),
        ("place", "query", False),
        ("since", "query", True),
    ]
    assert get["parameters"][2]["schema"] == {"type": "string", "pattern": "^[0-9]{4}$"}
    assert get["parameters"][2]["example"] == "2005"
    assert "text/csv" in get["responses"]["200"]["content"]


def crawled(site):
    """Return address → page of all that the front page leads to, and the links with a fragment."""
    waiting, pages, marks = ["index"], {}, set()
    while waiting:
        address = waiting.pop()
        found = visit(site, "" if address == "index" else address)
        pages[address] = found
        if found.form == "html":
            for target, fragment in sited.targets("" if address == "index" else address, found.body.decode()):
                marks |= {(target or "index", fragment)} if fragment else set()
                waiting += [target] if target and target not in pages and target not in waiting else []
    return pages, marks


def test_every_link_of_every_page_leads_somewhere(site):
    pages, marks = crawled(site)
    lacking = {address for address, found in pages.items() if found.status != 200}
    assert {address.partition(".")[0] for address in lacking} <= {"sparql"}, "which the server answers"
    assert {"id/toyota", "id/fdi-gua", "source/beta", "openapi.json"} <= pages.keys()
    lost = {
        (address, fragment)
        for address, fragment in marks
        if pages[address].form == "html" and fragment not in sited.names(pages[address].body.decode())
    }
    assert lost == set()


def test_the_same_address_gives_the_same_bytes(site):
    again = sited.site(world.graph(TOLD), site.texts)
    for address in (
        "",
        "id/toyota",
        "id/toyota.ttl",
        "source/alpha",
        "ontology/",
        "openapi.json",
        "network.html",
    ):
        assert visit(site, address) == visit(again, address)


SCRIPT = "<script>alert(1)</script>"
HOSTILE = f"""{world.ONTOLOGY}
jm:Company skos:definition "{SCRIPT}"@en ; skos:example "{SCRIPT}" ; kg:color "red\\" onload=\\"alert(1)" .
id:a a jm:Company, kg:Entity ; skos:prefLabel "{SCRIPT}"@en, "' onclick='alert(1)"@ja ;
    jm:operatesIn <javascript:alert(1)>, id:b ; rdfs:seeAlso "\\" onmouseover=\\"alert(1)" .
id:b a jm:Company, kg:Entity ; skos:prefLabel "\\u0001{SCRIPT}"@en .
src:s a kg:Source ; dcterms:title "{SCRIPT}"@en ; dcterms:language "\\" onload=\\"alert(1)" ;
    kg:file "../../etc/passwd" ; schema:url "javascript:alert(1)" .
<{BASE}source/s#char=0,25> a kg:Passage ; kg:quote "{SCRIPT}" ; kg:beginIndex 0 ; kg:endIndex 25 ;
    kg:inSource src:s ; kg:mentions id:a .
fact:f a kg:Fact ; rdf:subject id:a ; rdf:predicate jm:operatesIn ; rdf:object id:b ;
    kg:modality kg:asserted ; kg:restrictedTo "{SCRIPT}" ; prov:wasDerivedFrom <{BASE}source/s#char=0,25> .
"""


def acts(page: str) -> list[str]:
    """Return what in a page could run: scripts that are not the site's, handlers, links that are script."""
    data = r"(?! type=\"application/(?:ld\+json|json\" id=\"prefixes)\">\{)"
    found = re.findall(rf"<script{data}(?! src=\"[./]*(?:site|yasgui|editor|query)\.js\" defer>)[^>]*>", page)
    tags = re.findall(r"<[a-z][^<>]*>", page)
    found += [tag for tag in tags if re.search(r"""\son\w+\s*=(?=(?:[^"]*"[^"]*")*[^"]*$)""", tag)]
    return found + [link for link in sited.links(page) if link.strip().lower().startswith("javascript")]


@pytest.mark.parametrize(
    "address",
    [
        *("", "id/a", "id/b", "fact/f", "source/s", "ontology/", "things/jm:Company", "disagreements"),
        *("search?q=script", "queries/", "queries/operating?since=2005", "id/javascript:alert(1)"),
    ],
)
@pytest.mark.parametrize("texts", [{}, {f"{BASE}source/s": SCRIPT + " and more"}])
def test_no_text_of_the_graph_acts_on_a_page(address, texts):
    page = visit(sited.site(world.graph(HOSTILE), texts), address).body.decode()
    assert acts(page) == []
    assert "\x01" not in page


def test_the_guard_against_script_sees_script():
    assert acts(f'{SCRIPT}<a href="javascript:x">y</a><b title="z" onload="w">') == [
        "<script>",
        '<b title="z" onload="w">',
        "javascript:x",
    ]


EVIL = (
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "' onload='alert(1)",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize(
    "address",
    [
        "search?q=E",
        "queries/operating?since=E",
        "queries/operating?E=1",
        "queries/operating?place=E&since=2005",
        "query?query=E",
        "query?query=select ('E' as ?x) {}",
    ],
)
def test_no_value_of_an_address_acts_on_a_page(site, address, evil):
    assert acts(visit(site, address.replace("E", evil)).body.decode()) == []


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize(
    "address", ["E", "id/E", "things/E", "source/E", "queries/E", "ontology/E", "fact/E.ttl"]
)
def test_no_path_acts_on_a_page(site, address, evil):
    found = visit(site, address.replace("E", quote(evil, safe="")))
    assert acts(found.body.decode()) == []


@pytest.mark.parametrize("name", ["path", "fragment", "self", "values", "title", "links", "status"])
def test_a_parameter_with_the_name_of_one_of_ours_is_one_that_a_question_does_not_have(site, name):
    assert visit(site, f"queries/operating?{name}=1").status == 400


@pytest.mark.parametrize(
    "path",
    [
        "queries/..%2F..%2Fetc%2Fpasswd",
        "queries/../../pyproject.toml",
        "source/..%2F..%2Fseeds",
        "..",
        "id/..",
    ],
)
def test_no_path_leads_to_a_file(site, path):
    assert visit(site, path).status == 404


def test_a_graph_of_another_vocabulary_has_pages_too():
    data = """@prefix ex: <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    ex:a a ex:Dog ; rdfs:label "Rex" ; ex:knows ex:b, <https://else.example/c> . ex:b a ex:Dog ."""
    graph = Graph.from_triples(quad.triple for quad in ox.parse(data, ox.RdfFormat.TURTLE))
    site = sited.site(graph)._replace(queries=())
    pages, _ = crawled(site)
    lacking = {address for address, found in pages.items() if found.status != 200}
    assert {address.partition(".")[0] for address in lacking} <= {"sparql"}, "which the server answers"
    dog = next(address for address in pages if address.endswith("example.org%2Fa"))
    assert "https://else.example/c" in sited.links(pages[dog].body.decode())
    assert sum(address.startswith("things/") for address in pages) == 1


def test_a_missing_address_of_a_graph_with_very_many_names_is_told_without_a_search_of_them():
    many = "".join(f'id:n{number} rdfs:label "Number {number}" .\n' for number in range(20_001))
    found = visit(sited.site(world.graph(world.HEADER + many)), "id/number")
    assert found.status == 404
    assert "Names that are like it" not in found.body.decode()

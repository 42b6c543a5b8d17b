"""kg.site.static: the pages as files that any web server shows, and that open from a folder."""

import io
import json
import posixpath
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
import rdflib
import sited
import world
from endpoint import endpoint
from openpyxl import load_workbook
from test_site import ALPHA, TOLD
from world import BASE

from kg.errors import OutputError
from kg.query import saved
from kg.site.filenames import file_of
from kg.site.static import files_of, write_site


@pytest.fixture(scope="module")
def site():
    return sited.site(world.graph(TOLD), {f"{BASE}source/alpha": ALPHA})


@pytest.fixture(scope="module")
def files(site):
    found = list(files_of(site))
    assert len({name.casefold() for name, _ in found}) == len(found)
    return dict(found)


def leading(files):
    """Yield (page, file, fragment) of every link that stays in the folder."""
    for name, body in files.items():
        if name.endswith(".html") and name != "network.html":
            for link in sited.links(body.decode()):
                parts = urlsplit(urldefrag(link).url)
                if not parts.scheme and not parts.netloc:
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
                    yield name, name if not parts.path else target, urldefrag(link).fragment


def test_every_link_of_every_page_leads_to_a_file_and_to_a_place_in_it(files):
    lost = [
        (name, target, fragment)
        for name, target, fragment in leading(files)
        if target not in files or (fragment and unquote(fragment) not in sited.names(files[target].decode()))
    ]
    assert lost == []
    assert {"index.html", "id/toyota.html", "id/toyota.ttl", "id/toyota.jsonld", "id/toyota.svg"} <= set(
        files
    )
    assert {"source/alpha.html", "queries/operating.csv", "queries/operating.json"} <= set(files)
    assert {
        "network.html",
        "network.svg",
        "graph.ttl",
        "graph.jsonld",
        "search.html",
        "ontology/index.html",
    } <= set(files)


def test_every_file_is_led_to(files):
    reached = {target for _, target, _ in leading(files)} | {"index.html"}
    assert files.keys() - reached == set()


def test_every_picture_that_a_page_shows_is_one(files):
    pictures = {name: body for name, body in files.items() if name.endswith(".svg")}
    assert len(pictures) > 5
    assert [name for name, body in pictures.items() if b"<svg" not in body[:500]] == []


def test_no_page_asks_for_what_needs_a_server(files):
    asking = [
        (name, link)
        for name, body in files.items()
        if name.endswith(".html") and name != "network.html"
        for link in sited.links(body.decode())
        if "?" in link or "sparql" in link or link.endswith("/") or link.startswith("/")
    ]
    assert asking == []
    assert all(b"The graph cannot" not in body for body in files.values())


def test_a_question_is_answered_for_the_example_of_a_value_that_it_needs(files):
    page = sited.words(files["queries/operating.html"].decode())
    assert "since 2005 The first year to look at" in page
    assert "place Mexico Where it operates" in page
    assert "kg query operating" in page
    assert files["queries/operating.csv"].startswith(b"thing,place\r\n")
    book = load_workbook(io.BytesIO(files["queries/operating.xlsx"]))
    assert [cell.value for cell in next(book.worksheets[0].iter_rows())] == ["thing", "place"]


def test_without_the_writer_of_sheets_no_page_leads_to_one(site, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    page = sited.visit(site._replace(is_files=True), "queries/operating").body
    assert b"operating.csv" in page
    assert b"operating.xlsx" not in page


def test_where_no_sheet_holds_a_text_the_page_says_so_and_leads_to_the_other_files(site):
    query = saved.parse(f'# title: Long\nSELECT ("{"x" * 32_768}" AS ?text) {{}}', "long")
    written = sited.visit(site._replace(is_files=True, queries=(query,)), "queries/long").body.decode()
    assert "There is no xlsx of it: row 1, column text: a text of 32,768 characters" in written
    assert 'href="long.csv"' in written or "long.csv" in written
    assert "long.xlsx" not in written


def test_the_same_graph_gives_the_same_files(site, files):
    again = sited.site(world.graph(TOLD), site.texts)
    assert dict(files_of(again)) == files


def test_one_processor_makes_the_files_that_several_make(site, files, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert dict(files_of(site)) == files


@pytest.mark.parametrize(
    ("path", "end", "file"),
    [
        ("", "", "index.html"),
        ("style.css", "", "style.css"),
        ("disagreements", "", "disagreements.html"),
        ("ontology/", "", "ontology/index.html"),
        ("ontology", ".ttl", "ontology.ttl"),
        ("id/toyota", "", "id/toyota.html"),
        ("id/toyota", ".dark.svg", "id/toyota.dark.svg"),
        ("id/fdi-2024_gua", ".ttl", "id/fdi-2024_gua.ttl"),
    ],
)
def test_a_plain_name_is_the_name_of_its_file(path, end, file):
    assert file_of(path, end) == file


@pytest.mark.parametrize(
    ("path", "begin"),
    [
        ("id/MX-GUA", "id/MX-GUA~"),
        ("id/toyota.ttl", "id/toyota-ttl~"),
        ("id/index", "id/index~"),
        ("id/con", "id/con~"),
        ("id/_x", "id/x~"),
        ("id/%E6%97%A5%E6%9C%AC", "id/~"),
        ("id/http:%2F%2Fexample.org%2F..%2Fa%3Fb", "id/http-example-org-a-b~"),
        ("id/..", "id/~"),
        ("things/jm:Company", "things/jm-Company~"),
        (f"id/{'a' * 300}", f"id/{'a' * 60}~"),
    ],
)
def test_a_name_that_a_system_could_mistake_is_told_apart_by_a_digest(path, begin):
    assert re.fullmatch(re.escape(begin) + r"[0-9a-f]{12}\.html", file_of(path))


def test_names_that_differ_in_case_alone_have_files_that_do_not():
    names = ("mx", "MX", "Mx", "m%58")
    assert len({file_of(f"id/{name}").casefold() for name in names}) == len(names)


def test_things_with_hostile_names_stay_in_the_folder():
    names = ["..%2F..%2Fx", "CON", "a.ttl", "a", "A", "日本", "x" * 400, "a%3Cscript%3E"]
    graph = world.graph(
        TOLD + "".join(f'<{BASE}id/{n}> a jm:Company ; rdfs:label "N{n[:9]}" .' for n in names)
    )
    files = dict(files_of(sited.site(graph)))
    assert all(re.fullmatch(r"[A-Za-z0-9~_.-]+(/[A-Za-z0-9~_-][A-Za-z0-9~_.-]*)?", name) for name in files)
    assert max(map(len, files)) < 110
    assert [target for _, target, _ in leading(files) if target not in files] == []


def test_repositories_are_told_what_is_in_the_folder(files):
    told = json.loads(files["ro-crate-metadata.json"])
    things = {thing["@id"]: thing for thing in told["@graph"]}
    about, root = things["ro-crate-metadata.json"], things["./"]
    assert about["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert about["about"] == {"@id": "./"}
    assert (root["@type"], root["name"]) == ("Dataset", "Japan–Mexico economic relations")
    assert root["datePublished"] == "2025-07-30"
    assert (
        {part["@id"] for part in root["hasPart"]}
        == {*("graph.ttl", "graph.jsonld", "index.html", "network.html")}
        <= files.keys()
    )
    assert [things[each["@id"]]["name"] for each in root["isBasedOn"]] == [
        "The first document",
        "The second document",
    ]


def test_catalogues_are_told_where_the_data_are(files):
    told = rdflib.Graph().parse(
        data=files["dcat.jsonld"], format="json-ld", publicID="https://host.example/site/dcat.jsonld"
    )
    dataset, place = (
        rdflib.URIRef("https://host.example/site/"),
        rdflib.Namespace("https://host.example/site/"),
    )
    assert (dataset, rdflib.RDF.type, rdflib.DCAT.Dataset) in told
    assert str(told.value(dataset, rdflib.DCTERMS.title)) == "Japan–Mexico economic relations"
    found = {
        told.value(each, rdflib.DCAT.downloadURL) for each in told.objects(dataset, rdflib.DCAT.distribution)
    }
    assert found == {place["graph.ttl"], place["graph.jsonld"]}


def test_a_licence_is_told_where_the_project_names_one():
    licensed = f"<{BASE}ontology> dcterms:license <https://spdx.org/licenses/MIT> ."
    files = dict(files_of(sited.site(world.graph(TOLD + licensed))))
    things = {thing["@id"]: thing for thing in json.loads(files["ro-crate-metadata.json"])["@graph"]}
    assert things["./"]["license"] == {"@id": "https://spdx.org/licenses/MIT"}


def test_a_folder_is_written_whole_and_replaced_by_the_next_site(site, files, tmp_path):
    folder = tmp_path / "site"
    assert write_site(site, folder) == len(files)
    (folder / "id" / "old.html").write_text("gone")
    write_site(site, folder)
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert {name: path.read_bytes() for name, path in there.items()} == files
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", ["thesis.docx", ".git", "index.html"])
def test_a_folder_that_holds_anything_else_is_refused(site, tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(OutputError, match="the folder"):
        write_site(site, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_site_to_which_something_was_added_is_not_replaced(site, tmp_path):
    write_site(site, tmp_path / "site")
    (tmp_path / "site" / "CNAME").write_text("example.org")
    with pytest.raises(OutputError, match="holds CNAME, which is not of a site"):
        write_site(site, tmp_path / "site")


def test_a_file_in_place_of_the_folder_stays(site, tmp_path):
    (tmp_path / "site").write_text("mine")
    with pytest.raises(OutputError, match="it is a file, not a folder"):
        write_site(site, tmp_path / "site")
    assert (tmp_path / "site").read_text() == "mine"


def test_a_failure_leaves_the_old_site_as_it_was(site, files, tmp_path, monkeypatch):
    folder = tmp_path / "site"
    write_site(site, folder)

    def failing(_):
        yield "index.html", b"half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.site.static.files_of", failing)
    with pytest.raises(OutputError, match="cannot write: No space left on device"):
        write_site(site, folder)
    assert (folder / "index.html").read_bytes() == files["index.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_command_of_the_readme_writes_a_site_and_says_where_to_begin(kg, tmp_path, monkeypatch):
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    command = re.search(r"`kg (export -f site [^`]*)`", readme)[1].split()
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "small.ttl"
    data.write_text(world.PREFIXES + TOLD, encoding="utf-8")
    done = kg(*command, "--data", data)
    assert done.exit_code == 0, done.output
    assert done.output.endswith(f"files; begin with {Path('site') / 'index.html'}\n")
    assert (tmp_path / "site" / "id" / "toyota.html").is_file()


def test_pages_of_an_endpoint_are_refused_with_what_to_do_instead(kg, tmp_path):
    with endpoint(world.graph(TOLD)) as url:
        done = kg("export", "-f", "site", "-o", tmp_path / "site", "--data", url)
    assert done.exit_code == 2
    assert "kg export --data URL -f ntriples -o copy.nt" in done.output
    assert list(tmp_path.iterdir()) == []


def test_the_command_wants_a_folder(kg):
    done = kg("export", "-f", "site")
    assert done.exit_code == 2
    assert "name it with -o DIR" in done.output


def test_a_site_that_takes_too_long_leaves_nothing_behind(tmp_path):
    many = "".join(
        f'id:n{n} a jm:Company ; rdfs:label "Number {n}" ; jm:operatesIn id:MX .' for n in range(3000)
    )
    (tmp_path / "many.ttl").write_text(world.PREFIXES + TOLD + many, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "export", "-f", "site", "-o", "site", "-d", "many.ttl"]
    ended = subprocess.run([*command, "--timeout", "4"], cwd=tmp_path, check=False)
    assert ended.returncode == 3
    assert [path.name for path in tmp_path.iterdir()] == ["many.ttl"]

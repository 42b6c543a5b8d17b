"""Independent clients ask the server as people have them: curl, and one of those written in JavaScript."""

import json
import shutil
import subprocess

import pytest
from serving import served

DATA = '<x:a> <x:near> <x:b> . <x:b> <http://www.w3.org/2000/01/rdf-schema#label> "B"@en .'
JAVASCRIPT = "fetch-sparql-endpoint@7.2.0"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    path = tmp_path_factory.mktemp("clients") / "data.ttl"
    path.write_text(DATA, encoding="utf-8")
    with served("--data", str(path)) as running:
        yield running


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_curl_asks_it(site):
    query = "query=SELECT ?x ?l { <x:a> <x:near> ?x . ?x rdfs:label ?l }"
    curl = ("curl", "-sS", "--compressed", "--fail-with-body")
    assert run(*curl, f"{site.url}sparql.csv", "--data-urlencode", query).stdout == "x,l\nx:b,B\n"
    got = run(*curl, "-G", "-H", "Accept: application/json", f"{site.url}sparql", "--data-urlencode", query)
    assert json.loads(got.stdout)["results"]["bindings"][0]["l"] == {
        "type": "literal",
        "value": "B",
        "xml:lang": "en",
    }
    refused = run(*curl, f"{site.url}sparql", "--data-urlencode", "update=CLEAR ALL")
    assert (refused.returncode, refused.stdout) == (22, "This endpoint only asks; no graph is changed.")


@pytest.fixture(scope="module")
def javascript(tmp_path_factory):
    """Give the client in JavaScript, which comes from npm; the tests are skipped where that does not."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("javascript")
    if run("npm", "install", "--silent", "--ignore-scripts", "--prefix", str(folder), JAVASCRIPT).returncode:
        pytest.skip(f"npm cannot install {JAVASCRIPT}")
    return str(folder / "node_modules" / ".bin" / "fetch-sparql-endpoint")


@pytest.mark.parametrize("manner", [(), ("--get",)])
def test_a_client_in_javascript_asks_it_by_post_and_get(site, javascript, manner):
    def said(query):
        return run(javascript, "--endpoint", f"{site.url}sparql", *manner, "--query", query)

    rows = said("SELECT ?x ?y { ?x <x:near> ?y }").stdout
    assert json.loads(rows) == {"x": "x:a", "y": "x:b"}
    assert said("ASK { <x:a> <x:near> <x:b> }").stdout == "true\n"
    assert said("CONSTRUCT { ?y <x:near> ?x } { ?x <x:near> ?y }").stdout.strip() == "<x:b> <x:near> <x:a>."

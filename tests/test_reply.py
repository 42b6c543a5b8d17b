"""What an endpoint answers is checked for what was asked, before anything of it is passed on."""

from __future__ import annotations

import gc
import gzip
import itertools
import json
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from endpoint import JSON, NTRIPLES, Said, answer, endpoint, saying
from world import graph

from kg.cli import main
from kg.errors import LocationError, QueryError, TimeLimitError
from kg.graph.graph import Graph
from kg.graph.locations import Reading, open_graph

XML = "application/sparql-results+xml"
GZIP = {"Content-Encoding": "gzip"}
SELECT, CONSTRUCT, ASK = "SELECT ?s ?o { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }", "ASK { ?s ?p ?o }"
IRI = {"type": "uri", "value": "http://e.org/1"}


def rows(number, *names):
    bindings = [dict.fromkeys(names, IRI) for _ in range(number)]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}).encode()


def triples(number):
    return b"".join(b'<http://e.org/%d> <http://e.org/p> "" .\n' % i for i in range(number))


TWO_ROWS, BOOLEAN = rows(2, "s", "o"), b'{"head": {}, "boolean": true}'


@pytest.fixture(autouse=True)
def swept():
    """Collect here what a failed answer leaves behind: rows may end only in the thread they began in."""
    yield
    gc.collect()


def asked(said, text, timeout=None):
    with saying(lambda _: said) as url:
        answer = open_graph(Reading((url,), timeout=timeout)).query(text)
        return bool(answer) if text.startswith("ASK") else len(list(answer))


def deep_rows(levels):
    iri = json.dumps(IRI)
    opened = f'{{"type":"triple","value":{{"subject":{iri},"predicate":{iri},"object":' * levels
    row = f'{{"s":{opened}{iri}{"}}" * levels}}}'
    return f'{{"head":{{"vars":["s","o"]}},"results":{{"bindings":[{row}]}}}}'.encode()


def deep_triples(levels):
    opened = "<<( <http://e.org/s> <http://e.org/p> " * levels
    return f"<http://e.org/s> <http://e.org/p> {opened}<http://e.org/o>{' )>>' * levels} .\n".encode()


def deep_xml(levels):
    uri = "<uri>http://e.org/1</uri>"
    opened = f"<triple><subject>{uri}</subject><predicate>{uri}</predicate><object>" * levels
    row = f'<result><binding name="s">{opened}{uri}{"</object></triple>" * levels}</binding></result>'
    head = '<head><variable name="s"/><variable name="o"/></head>'
    return (
        f'<sparql xmlns="http://www.w3.org/2005/sparql-results#">{head}<results>{row}</results></sparql>'
    ).encode()


BREAKS_OFF = "the endpoint's answer is broken or breaks off"
NOT_WHOLE = "the endpoint says that its answer is not whole: "
TOO_DEEP = "the endpoint's answer nests triples without end"
MANY = "the endpoint gives 2 rows or triples at most, and this answer has as many"


@pytest.mark.parametrize(
    ("text", "said", "what"),
    [
        (SELECT, Said(TWO_ROWS, status=206), f"{NOT_WHOLE}status 206"),
        (CONSTRUCT, Said(triples(2), NTRIPLES, status=206), f"{NOT_WHOLE}status 206"),
        (SELECT, Said(TWO_ROWS, headers={"X-SQL-State": "S1TAT"}), f"{NOT_WHOLE}X-SQL-State S1TAT"),
        (
            CONSTRUCT,
            Said(triples(2), NTRIPLES, {"X-SQL-State": "S1TAT", "X-SQL-Message": "out\x9b31m of time"}),
            f"{NOT_WHOLE}X-SQL-State S1TAT: out\\u009b31m of time",
        ),
        (SELECT, Said(TWO_ROWS, headers={"X-SPARQL-MaxRows": "2"}), MANY),
        (f"{SELECT} LIMIT 3", Said(TWO_ROWS, headers={"X-SPARQL-MaxRows": "2"}), MANY),
        (CONSTRUCT, Said(triples(3), NTRIPLES, {"X-SPARQL-MaxRows": "2"}), MANY),
        (
            "SELECT ?s ?o { { SELECT * { ?s ?p ?o } LIMIT 1 } }",
            Said(TWO_ROWS, headers={"X-SPARQL-MaxRows": "2"}),
            MANY,
        ),
    ],
)
def test_an_answer_known_to_be_partial_is_refused_with_what_the_endpoint_told(text, said, what):
    with pytest.raises(LocationError) as caught:
        asked(said, text)
    assert caught.value.what == what
    assert caught.value.hint == (
        "Ask in parts, with ORDER BY, LIMIT and OFFSET, or make the query more selective."
    )


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        (SELECT, Said(TWO_ROWS, headers={"X-SPARQL-MaxRows": "3"}), 2),
        (CONSTRUCT, Said(triples(2), NTRIPLES, {"X-SPARQL-MaxRows": "3"}), 2),
        (f"{SELECT} LIMIT 2", Said(TWO_ROWS, headers={"X-SPARQL-MaxRows": "2"}), 2),
        (f"{CONSTRUCT} LIMIT 1", Said(triples(2), NTRIPLES, {"X-SPARQL-MaxRows": "2"}), 2),
        (SELECT, Said(TWO_ROWS, headers={"X-SPARQL-MaxRows": "many"}), 2),
        (ASK, Said(BOOLEAN, headers={"X-SPARQL-MaxRows": "1"}), True),
    ],
)
def test_an_answer_shorter_than_the_limit_of_the_endpoint_or_as_long_as_asked_for_is_whole(text, said, found):
    assert asked(said, text) == found


@pytest.mark.parametrize(
    ("text", "said", "what"),
    [
        (CONSTRUCT, Said(TWO_ROWS), f"a CONSTRUCT with {JSON}, not with triples"),
        (CONSTRUCT, Said(BOOLEAN), f"a CONSTRUCT with {JSON}, not with triples"),
        ("DESCRIBE <http://e.org/1>", Said(TWO_ROWS), f"a DESCRIBE with {JSON}, not with triples"),
        (SELECT, Said(BOOLEAN), "a SELECT with a yes or no, not with rows"),
        (SELECT, Said(triples(2), NTRIPLES), f"a SELECT with {NTRIPLES}, not with rows"),
        (ASK, Said(TWO_ROWS), "an ASK with rows, not with a yes or no"),
        (ASK, Said(triples(2), NTRIPLES), f"an ASK with {NTRIPLES}, not with a yes or no"),
        (SELECT, Said(b"<p>Hello", "text/html"), "a SELECT with text/html, not with rows"),
        (SELECT, Said(TWO_ROWS, "x\x9b31m/y"), "a SELECT with x\\u009b31m/y, not with rows"),
        (SELECT, Said(TWO_ROWS, ""), "a SELECT with an unnamed format, not with rows"),
        (SELECT, Said(rows(1, "s")), "with the column ?s, asked for the columns ?s ?o"),
        (SELECT, Said(rows(1, "s", "o", "x")), "with the columns ?s ?o ?x, asked for the columns ?s ?o"),
        (SELECT, Said(rows(1)), "with no columns, asked for the columns ?s ?o"),
        ("SELECT * { ?s ?p ?o }", Said(rows(1, "x")), "with the column ?x, asked for the columns ?s ?p ?o"),
        ("SELECT * { ?s ?p ?o }", Said(rows(1)), "with no columns, asked for the columns ?s ?p ?o"),
    ],
)
def test_an_answer_of_another_kind_or_with_other_columns_than_asked_for_is_refused(text, said, what):
    with pytest.raises(LocationError) as caught:
        asked(said, text)
    assert caught.value.what == f"the endpoint answers {what}"


@pytest.mark.parametrize(
    ("text", "said", "what"),
    [
        (SELECT, Said(TWO_ROWS[:-9]), BREAKS_OFF),
        (SELECT, Said(TWO_ROWS + b"\njava.util.concurrent.TimeoutException"), BREAKS_OFF),
        (SELECT, Said(TWO_ROWS, headers={"Content-Length": str(len(TWO_ROWS) - 5)}), BREAKS_OFF),
        (
            SELECT,
            Said(TWO_ROWS, headers={"Content-Length": "1000"}),
            "the endpoint cannot be reached: the connection breaks off, or what answers speaks no HTTP",
        ),
        (SELECT, Said(b""), BREAKS_OFF),
        (SELECT, Said(TWO_ROWS, XML), BREAKS_OFF),
        (SELECT, Said(TWO_ROWS.replace(b"e.org", b"\xff")), BREAKS_OFF),
        (CONSTRUCT, Said(triples(1).replace(b'""', b'"\xff"'), NTRIPLES), BREAKS_OFF),
        (CONSTRUCT, Said(triples(2)[:-3], NTRIPLES), BREAKS_OFF),
        (SELECT, Said(rows(1, "s").replace(b'["s"]', b'["s", "o"]').replace(b'{"s"', b'{"z"')), BREAKS_OFF),
        (SELECT, Said(gzip.compress(TWO_ROWS)[:-10], headers=GZIP), BREAKS_OFF),
        (SELECT, Said(TWO_ROWS, headers=GZIP), BREAKS_OFF),
        (
            SELECT,
            Said(gzip.compress(gzip.compress(TWO_ROWS)), headers={"Content-Encoding": "gzip, gzip"}),
            "the endpoint packs its answer in a way that was not asked for",
        ),
        (SELECT, Said(deep_rows(20_000)), TOO_DEEP),
        (SELECT, Said(deep_xml(60_000), XML), TOO_DEEP),
        (CONSTRUCT, Said(deep_triples(100_000), NTRIPLES), TOO_DEEP),
        (CONSTRUCT, Said(deep_triples(40_000), "text/turtle"), TOO_DEEP),
        (
            CONSTRUCT,
            Said(b'<http://e.org/s> <http://e.org/p> "%b" .\n' % (b"x" * (17 << 20)), NTRIPLES),
            "the endpoint's answer holds a text too long to read",
        ),
        (CONSTRUCT, Said(b"[" * 100_000, "application/ld+json"), "the endpoint answers a CONSTRUCT with "
         "application/ld+json, not with triples"),
        (SELECT, Said(b"", status=204), "the endpoint fails: 204 No Content"),
        (SELECT, Said(b"too many", "text/plain", {"X-SQL-State": "22023"}, 500),
         "the endpoint fails: 500 Internal Server Error: too many"),
        (SELECT, Said(b"", status=301, headers={"Location": "http://e.org/\x9b31m"}),
         "the endpoint has moved: 301 Moved Permanently"),
        (SELECT, Said(b"", status=302, headers={"Location": "file:///etc/passwd"}),
         "the endpoint has moved: 302 Found"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_read_is_told_in_our_words(text, said, what):
    with pytest.raises(LocationError) as caught:
        asked(said, text)
    assert caught.value.what == what
    assert caught.value.told().isprintable() or "\n" in caught.value.told()
    assert "\x9b" not in caught.value.told()


def test_what_is_packed_is_read_in_as_many_parts_as_it_comes():
    packed = gzip.compress(triples(2)) + gzip.compress(triples(3))
    assert asked(Said(packed, NTRIPLES, GZIP), CONSTRUCT) == 5


def test_triple_terms_that_people_write_are_read():
    assert asked(Said(deep_rows(20)), SELECT) == asked(Said(deep_xml(20), XML), SELECT) == 1
    assert asked(Said(deep_triples(20), NTRIPLES), CONSTRUCT) == 1


def test_of_an_error_without_end_only_the_beginning_is_read():
    sent = itertools.count()
    with pytest.raises(QueryError, match=r"the endpoint refuses the query: (no ){100}") as caught:
        asked(Said((b"no " * 20_000 for _ in sent), "text/plain", status=400), SELECT)
    assert len(caught.value.what) < 400
    assert next(sent) < 200  # the system takes some before it is refused


def test_packed_zeros_without_end_are_stopped_in_time_and_in_little_memory():
    zeros = gzip.compress(b" " * (64 << 20))
    script = (
        "import resource, sys\n"
        "from kg.errors import TimeLimitError\n"
        "from kg.graph.locations import Reading, open_graph\n"
        "def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"
        "before = most()\n"
        "try: open_graph(Reading((sys.argv[1],), timeout=2)).query('SELECT * { ?s ?p ?o }')\n"
        "except TimeLimitError: print(most() - before)"
    )
    with saying(lambda _: Said(itertools.repeat(zeros), headers=GZIP)) as url:
        ran = subprocess.run([sys.executable, "-c", script, url], capture_output=True, text=True, check=True)
    assert 0 <= int(ran.stdout) < 100  # megabytes


def slowly(piece, seconds=0.05):
    while True:
        time.sleep(seconds)
        yield piece


@pytest.mark.parametrize(
    "said",
    [
        Said(itertools.chain([b'{"head": {"vars": ["s", "o"]},'], slowly(b" "))),
        Said(slowly(b" "), status=500),
        Said(slowly(b"", 30)),
        Said(itertools.chain([b"\x1f\x8b\x08\x08\0\0\0\0\0\x03"], slowly(b"n")), headers=GZIP),
        Said(itertools.repeat(b" " * 65536)),
    ],
    ids=["drips", "fails slowly", "falls silent", "drips the name of what is packed", "is white without end"],
)  # fmt: skip
def test_a_time_limit_holds_for_all_of_an_answer(said):
    begun = time.monotonic()
    with pytest.raises(TimeLimitError, match="the endpoint did not answer in time"):
        asked(said, SELECT, timeout=0.5)
    assert time.monotonic() - begun < 2


def test_rows_that_end_where_the_time_is_up_are_no_answer():
    pieces = itertools.chain([triples(2)], slowly(b"", 30))
    with pytest.raises(TimeLimitError):
        asked(Said(pieces, NTRIPLES), CONSTRUCT, timeout=0.5)


def test_a_time_limit_holds_for_headers_that_drip():
    def drip(listening):
        connection, _ = listening.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            for piece in slowly(b"x"):
                try:
                    connection.sendall(piece)
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=drip, args=(listening,), daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/sparql"
        with pytest.raises(TimeLimitError):
            open_graph(Reading((url,), timeout=0.5)).query(ASK)


def kg(*arguments):
    code = "import sys; from kg.cli import main; main(sys.argv[1:])"
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_every_command_stops_in_time_where_an_endpoint_is_silent(tmp_path):
    def silent(_):
        time.sleep(20)
        return Said(b"")

    with saying(silent) as url:
        here = ["-d", url, "--timeout", "1"]
        commands = [
            ["export", *here],
            ["show", "x", *here],
            ["search", "x", *here],
            ["measure", *here],
            ["diff", url, url, "--timeout", "1"],
            ["schema", *here],
            ["visualize", *here, "-o", str(tmp_path / "x.html")],
            ["query", SELECT, *here],
        ]
        for command, run in [(command[0], kg(*command)) for command in commands]:
            _, told = run.communicate(timeout=60)
            assert (command, run.returncode) == (command, 3)
            assert "time" in told and "Traceback" not in told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "said",
    [
        Said(TWO_ROWS),
        Said(BOOLEAN),
        Said(triples(2), NTRIPLES, {"X-SPARQL-MaxRows": "2"}),
        Said(triples(2), NTRIPLES, status=206),
    ],
    ids=["rows", "a yes", "too many", "a part"],
)
def test_an_export_that_fails_leaves_the_old_file_alone(said, tmp_path):
    kept = tmp_path / "keep.ttl"
    kept.write_text("<http://e.org/1> <http://e.org/p> 1 .\n")
    with saying(lambda _: said) as url:
        run = kg("export", "-d", url, "-o", str(kept))
        _, told = run.communicate(timeout=60)
    assert run.returncode == 2
    assert "Traceback" not in told
    assert kept.read_text() == "<http://e.org/1> <http://e.org/p> 1 .\n"
    assert list(Path(tmp_path).iterdir()) == [kept]


def test_expressions_without_a_name_which_some_endpoints_know_may_have_any():
    assert asked(Said(rows(1, "callret")), "SELECT COUNT(*) { ?s ?p ?o }") == 1
    assert asked(Said(rows(1, "n")), "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }") == 1


def test_an_answer_to_what_is_asked_is_passed_as_it_is():
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://e.org/1"), ox.NamedNode("http://e.org/p"), ox.Literal("x")))
    with endpoint(Graph(store)) as url:
        graph = open_graph(Reading((url,)))
        assert [row["n"].value for row in graph.query("SELECT DISTINCT (STR(?o) AS ?n) { ?s ?p ?o }")] == [
            "x"
        ]
        assert graph.query("SELECT REDUCED $o ?s WHERE { ?s ?p ?o }").variables == ["o", "s"]
        assert graph.query("SELECT * { ?s ?p ?o }").variables == ["o", "p", "s"]


def test_where_only_named_graphs_of_an_endpoint_hold_anything_an_empty_answer_says_so():
    store = ox.Store()
    store.add(ox.Quad(*[ox.NamedNode(f"http://e.org/{name}") for name in "spog"]))
    told = "The endpoint's default graph is empty; write GRAPH ?g { … } to ask its named graphs."
    with endpoint(Graph(store)) as url:
        empty = CliRunner().invoke(main, ["query", "-d", url, SELECT, "-f", "csv"])
        assert (empty.exit_code, empty.stdout) == (0, "s,o\n")
        assert told in empty.stderr.splitlines()
        found = CliRunner().invoke(
            main, ["query", "-d", url, "SELECT ?s { GRAPH ?g { ?s ?p ?o } }", "-f", "csv"]
        )
        assert (found.stdout, found.stderr) == ("s\nhttp://e.org/s\n", "")
    store.add(ox.Quad(*[ox.NamedNode(f"http://e.org/{name}") for name in "spo"]))
    with endpoint(Graph(store)) as url:
        empty = CliRunner().invoke(main, ["query", "-d", url, "SELECT ?s { ?s ?s ?s }", "-f", "csv"])
        assert told not in empty.stderr


def test_values_that_the_queries_of_kg_do_not_expect_are_no_names():
    names = {
        "s": IRI,
        "p": IRI,
        "label": {"type": "literal", "value": "A"},
        "g": {"type": "bnode", "value": "b"},
    }

    def respond(text):
        columns = ["g"] if "?g" in text else ["s", "p", "label"]
        bindings = [{name: names[name] for name in columns}, *([{}] if "UNION" in text else [])]
        return Said(json.dumps({"head": {"vars": columns}, "results": {"bindings": bindings}}).encode())

    with saying(respond) as url:
        graph = open_graph(Reading((url,)))
        assert graph.labels(["http://e.org/1"]) == {}
        assert graph.named_graphs() == []


@pytest.mark.parametrize(
    ("text", "bindings", "what"),
    [
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", [{"n": IRI}], "a value that the query rules out"),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", [{}], "a value that the query rules out"),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", [{"n": {"type": "literal", "value": "nan"}}],
         "a value that the query rules out"),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", [], "no row where one counts"),
        ("SELECT ?n { ?n ?p ?o FILTER(isIRI(?n) && isIRI(?o)) }", [{"n": {"type": "literal", "value": "x"}}],
         "a value that the query rules out"),
        ("SELECT ?n { ?s ?p ?n FILTER(isLiteral(?n)) }", [{"n": IRI}], "a value that the query rules out"),
    ],
)  # fmt: skip
def test_a_value_on_which_kg_relies_is_of_the_kind_that_its_query_asks_for(text, bindings, what):
    body = json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": bindings}}).encode()
    with saying(lambda _: Said(body)) as url:
        graph = open_graph(Reading((url,)))
        with pytest.raises(LocationError) as caught:
            list(graph.select(text))
        assert caught.value.what == f"the endpoint answers with {what}"
        assert len(list(graph.query(text))) == len(bindings)


LITERAL = {"type": "literal", "value": "x y"}
UNEXPECTED = {
    "nothing": None,
    "an IRI": IRI,
    "a text": LITERAL,
    "a blank node": {"type": "bnode", "value": "b"},
    "a triple": {"type": "triple", "value": {"subject": IRI, "predicate": IRI, "object": LITERAL}},
}
ASKING = [
    *("show toyota", "search toyota", "schema", "schema company", "cite fact:f1", "measure"),
    *("visualize -o -", "visualize --as timeline -o -", "export -f graphml"),
    *("query SELECT*{?s__jm:operatesIn__?o} --explain", "query SELECT*{?s__jm:operatesIm__?o}"),
]
WORLD = graph()


@pytest.mark.parametrize("command", ASKING)
@pytest.mark.parametrize("value", UNEXPECTED)
def test_no_value_that_an_endpoint_may_answer_with_is_a_traceback(value, command):
    def respond(text):
        said = answer(WORLD, text)
        told = json.loads(said.body) if said.kind == JSON else {}
        for row in told.get("results", {}).get("bindings", ()):
            row.pop(first := told["head"]["vars"][0], None)
            if UNEXPECTED[value]:
                row[first] = UNEXPECTED[value]
        return Said(json.dumps(told).encode()) if told else said

    with saying(respond) as url:
        words = [word.replace("__", " ") for word in command.split()]
        ran = CliRunner().invoke(main, [*words, "-d", url])
    assert isinstance(ran.exception, SystemExit | None), ran.exc_info
    assert ran.exit_code in (0, 1, 2)


def test_a_count_is_read_whichever_datatype_an_endpoint_gives_it():
    def respond(text):
        said = answer(WORLD, text)
        body = re.sub(rb'"value":"(\d+)","datatype":"[^"]+#integer"', rb'"value":"\1.0"', said.body)
        return said._replace(body=body)

    with saying(respond) as url:
        shown = CliRunner().invoke(main, ["show", "toyota", "-d", url])
        assert "PASSAGES THAT NAME IT\n  1 in The first document\n" in shown.stdout
        asked = ["query", "SELECT ?s { ?s jm:homeCountry ?o }", "--explain", "-d", url]
        assert "        2  ?s jm:homeCountry ?o" in CliRunner().invoke(main, asked).stdout


@pytest.mark.parametrize(
    "command", ["show x", "search x", "measure", "visualize -o -", "export", "export -f dot", "diff URL"]
)
def test_where_only_named_graphs_of_an_endpoint_hold_anything_every_command_says_so(command):
    store = ox.Store()
    store.add(ox.Quad(*[ox.NamedNode(f"http://e.org/{name}") for name in "spog"]))
    with endpoint(Graph(store)) as url:
        where = [url] if command == "diff URL" else ["-d", url]
        ran = CliRunner().invoke(main, [*command.replace("URL", url).split(), *where])
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == (
        f"Error: {url}: the endpoint's default graph is empty, all its data is in named graphs\n"
        "  Ask them with `kg query` and GRAPH ?g { … }; a CONSTRUCT of that gives a file to look at.\n"
    )


def test_a_time_limit_is_over_with_the_answer():
    before = threading.active_count()
    with saying(lambda _: Said(TWO_ROWS)) as url:
        assert len(list(open_graph(Reading((url,), timeout=30)).query(SELECT))) == 2
    with pytest.raises(LocationError):
        open_graph(Reading(("http://127.0.0.1:1/sparql",), timeout=30)).query(SELECT)
    until = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < until:
        time.sleep(0.01)
    assert threading.active_count() <= before

"""kg.watched: what ends a command from outside, as real processes; work of Python called in one."""

from __future__ import annotations

import contextlib
import copyreg
import faulthandler
import gzip
import http.server
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kg import memory, watched
from kg.errors import (
    KgError,
    LocationError,
    MemoryLimitError,
    Problem,
    QueryError,
    SeedError,
    TimeLimitError,
)

KG = [sys.executable, "-m", "kg"]
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?d || ?g != ?j) }"
GROWING = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "data.nt"
    path.write_text("".join(f"<urn:s{i}> <urn:p> <urn:o{i}> .\n" for i in range(300)), encoding="utf-8")
    return str(path)


def run(*arguments, **others):
    return subprocess.run(
        [*KG, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=60, **others
    )


def children(pid):
    """Return the processes whose parent is `pid`."""
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()))


def until(condition, seconds=20):
    """Wait until the condition holds, and say whether it did in time."""
    end = time.monotonic() + seconds
    while not (held := condition()) and time.monotonic() < end:
        time.sleep(0.02)
    return held


def test_a_query_that_grows_is_stopped_at_its_memory_limit_with_exit_code_3(data):
    ran = run("query", "-d", data, GROWING, "--memory", "200MB")
    told = "Error: stopped at 200 MB of memory, the limit\n  Raise the limit with --memory SIZE (0: none)"
    assert (ran.returncode, ran.stdout, ran.stderr.partition(",")[0]) == (3, "", told.partition(",")[0])
    assert told in ran.stderr


def test_a_query_within_its_memory_limit_is_answered(data):
    assert run("query", "-d", data, "ASK {}", "--memory", "1GB").stdout == "true"


@pytest.mark.parametrize("size", ["500", "5x", "-1GB", "1,5GB", "GB", "nan", "2GB please"])
def test_a_memory_limit_half_understood_is_refused_with_an_example(kg, data, size):
    ran = kg("query", "-d", data, "ASK {}", "--memory", size)
    assert (ran.exit_code, f"{size!r} is no size such as 500MB or 2GB" in ran.stderr) == (2, True)


def test_sizes_are_read_in_decimal_and_binary_units_and_spelled_in_decimal_ones():
    read = {text: memory.size(text) for text in ("0", "500MB", "500 mb", "1.5G", "2GiB", "64k")}
    assert list(read.values()) == [0, 500_000_000, 500_000_000, 1_500_000_000, 2_147_483_648, 64_000]
    assert list(map(memory.spelled, (500_000_000, 1_500_000_000, 64_000))) == ["500 MB", "1.5 GB", "64 kB"]


def test_without_a_memory_limit_half_of_the_machine_is_the_limit():
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    assert 0 < memory.half() <= whole // 2


@pytest.mark.parametrize(
    ("number", "code", "told"),
    [
        (signal.SIGINT, 130, b"Interrupted.\n"),
        (signal.SIGTERM, 143, b"Terminated.\n"),
        (signal.SIGHUP, 129, b"Terminated.\n"),
    ],
)
def test_a_signal_to_the_whole_group_ends_a_command_with_one_word(data, number, code, told):
    process = subprocess.Popen(
        [*KG, "query", "-d", data, SLOW], stderr=subprocess.PIPE, start_new_session=True
    )
    assert until(lambda: children(process.pid))
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    assert (process.communicate(timeout=10)[1], process.returncode) == (told, code)


def test_a_command_whose_watcher_is_killed_does_not_go_on(data):
    process = subprocess.Popen([*KG, "query", "-d", data, SLOW], start_new_session=True)
    assert until(lambda: children(process.pid))
    child = children(process.pid)[0]
    assert until(lambda: memory.resident(child) > 30_000_000)
    process.kill()
    process.wait()
    assert until(lambda: not Path(f"/proc/{child}").exists(), seconds=5)


def test_a_command_whose_worker_is_killed_says_so_with_exit_code_2(data):
    process = subprocess.Popen([*KG, "query", "-d", data, SLOW], stderr=subprocess.PIPE, text=True)
    assert until(lambda: children(process.pid))
    os.kill(children(process.pid)[0], signal.SIGKILL)
    told = process.communicate(timeout=10)[1]
    assert process.returncode == 2
    assert told == (
        "Error: the process that read this was ended from outside (SIGKILL)\n"
        "  The system does so when memory runs out: ask for less at once.\n"
    )


def test_what_work_in_a_process_of_its_own_writes_comes_back(data):
    whole = Path(data).read_bytes() * 100
    assert watched.call(lambda stream: stream.write(whole), None, None) == whole


def test_what_is_random_is_another_in_each_process(data):
    import kg

    graph = kg.load(data)
    found = {row.x for _ in range(3) for row in graph.query("SELECT (STRUUID() AS ?x) {}")}
    assert len(found) == 3


def test_an_error_in_a_process_of_its_own_arrives_whole():
    for error in (
        QueryError("what", where="1:2", hint="do this"),
        SeedError([Problem("a.yaml:1:1", "rule", "what", "do this"), Problem("b.yaml:1:1", "rule", "more")]),
    ):
        with pytest.raises(type(error)) as caught:
            watched.call(raising(error), None, None)
        assert (caught.value.told(), caught.value.__dict__) == (error.told(), error.__dict__)


def raising(error):
    def work(stream):
        stream.write(b"lost")
        raise error

    return work


def test_work_in_a_process_of_its_own_meets_its_limits():
    with pytest.raises(TimeLimitError, match=r"stopped after 0\.2 s") as late:
        watched.call(lambda _: time.sleep(20), 0.2, None)
    with pytest.raises(MemoryLimitError, match="stopped at 100 MB of memory") as large:
        watched.call(lambda _: (b"x" * 10**9, time.sleep(20)), None, 10**8)
    assert "timeout=SECONDS" in late.value.hint
    assert "memory=BYTES" in large.value.hint
    assert late.value.exit_code == large.value.exit_code == 3


def test_memory_held_before_does_not_count():
    held = b"x" * 300_000_000
    assert watched.call(lambda stream: (stream.write(held[:3]), time.sleep(0.2)), 20, 10**8) == b"xxx"


def test_a_crash_in_a_process_of_its_own_is_an_error_here():
    with pytest.raises(KgError, match=r"ended by itself \(SIGABRT\)") as caught:
        watched.call(lambda _: (faulthandler.disable(), os.abort()), None, None)
    assert "nested thousands deep" in caught.value.hint


def test_an_error_that_cannot_travel_arrives_in_words():
    class Own(Exception):  # noqa: N818
        pass

    with pytest.raises(KgError, match="Own: why"):
        watched.call(raising(Own("why")), None, None)


def test_an_error_arrives_as_itself_where_a_library_has_errors_take_along_what_led_to_them(monkeypatch):
    def with_cause(error):
        return LocationError, error.args, {"cause": error.__cause__}

    def work(_):
        raise LocationError("why") from OSError(threading.Lock())

    monkeypatch.setitem(copyreg.dispatch_table, LocationError, with_cause)
    with pytest.raises(LocationError, match="why"):
        watched.call(work, None, None)


def test_work_that_ends_its_process_is_not_taken_for_done():
    with pytest.raises(KgError, match="ended without saying why"):
        watched.call(lambda stream: (stream.write(b"half"), os._exit(7)), None, None)


def test_no_limit_and_no_ctrl_c_ends_a_process_while_somebody_reads_in_a_pager():
    code = """
import os, signal, time
from kg import watched
watched.go_on()
watched.limit(0.4, 10**9)
watched.leave_alone()
time.sleep(0.2)
os.killpg(0, signal.SIGINT)
time.sleep(0.6)
print("read", flush=True)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, start_new_session=True
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "read\n", "")


def test_ctrl_c_ends_the_work_and_is_raised_where_it_was_called():
    code = """
import os, signal, time, threading
from kg import watched
threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    watched.call(lambda _: time.sleep(60), None, None)
except KeyboardInterrupt:
    print("stopped", open(f"/proc/self/task/{os.getpid()}/children").read())
"""
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=20
    )
    assert (ran.stdout, ran.stderr) == ("stopped \n", "")


def test_work_that_is_stopped_leaves_no_half_written_file(tmp_path):
    from kg.files import opened

    def work(_):
        with opened(str(tmp_path / "out.ttl")) as stream:
            stream.write(b"half")
            time.sleep(20)

    with pytest.raises(TimeLimitError):
        watched.call(work, 0.3, None)
    assert list(tmp_path.iterdir()) == []


DEEP = 40_000
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">'
NESTED = f"<urn:a> <urn:p> {'<<( <urn:a> <urn:p> ' * DEEP}<urn:o>{' )>>' * DEEP} .\n"
ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
LONG = f'<urn:a> <urn:p> "{"x" * (17 << 20)}" .\n'.encode()
MEGABYTES = gzip.compress(b"x" * (9 << 20))
BOMBS = {
    "nested.ttl": NESTED.encode(),
    "nested.nt": NESTED.encode(),
    "nested.trig": NESTED.encode(),
    "deep.jsonld": ('{"http://e/p":' * 10_000 + "1" + "}" * 10_000).encode(),
    "entities.rdf": (
        f'<!DOCTYPE r [<!ENTITY e0 "aaaaaaaaaa">{ENTITIES}]>{RDF}<e:A><e:p>&e9;</e:p></e:A></rdf:RDF>'
    ).encode(),
    "deep.rdf": f"{RDF}{'<e:A><e:p>' * 50_000}{'</e:p></e:A>' * 50_000}</rdf:RDF>".encode(),
    "long.ttl": LONG,
    "long.nt": LONG,
    "long.ttl.gz": gzip.compress(LONG),
    "large.nt.gz": b"".join(
        gzip.compress(b'<urn:a> <urn:p> "%d' % i) + MEGABYTES + gzip.compress(b'" .\n') for i in range(60)
    ),
}
"""Data that ends a process which reads it as it is: by the stack, by memory or by never ending."""


@pytest.mark.parametrize("command", ["export", "query"])
@pytest.mark.parametrize("name", BOMBS)
def test_data_that_would_end_the_process_is_a_message_and_what_was_there_stays(tmp_path, name, command):
    (tmp_path / name).write_bytes(BOMBS[name])
    out = tmp_path / "out.csv"
    out.write_bytes(b"old")
    asked = ["SELECT * { ?s ?p ?o }"] if command == "query" else ["-f", "edges-csv"]
    ran = run(command, *asked, "-d", tmp_path / name, "-o", out, "--memory", "300MB", "--timeout", "3")
    assert ran.returncode in (2, 3)
    assert ran.stderr.splitlines()[-2].startswith("Error: ")
    assert "Traceback" not in ran.stderr
    assert out.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "out.csv"])


def test_a_crash_says_what_to_look_for(tmp_path):
    (tmp_path / "nested.ttl").write_bytes(BOMBS["nested.ttl"])
    ran = run("export", "-d", tmp_path / "nested.ttl")
    assert (ran.returncode, ran.stdout, ran.stderr) == (
        2,
        "",
        "Error: the process that read this ended by itself (SIGSEGV): nested too deeply\n"
        "  Look for brackets, lists or triples nested thousands deep, in the data or in the query.\n",
    )


def test_a_text_longer_than_the_parser_holds_is_told_with_its_file(kg, tmp_path):
    (tmp_path / "long.ttl").write_bytes(LONG)
    told = (
        f"Error: {tmp_path}/long.ttl: a word or text in it is too long\n"
        "  The parser holds 16 MiB of one at most.\n"
    )
    ran = kg("export", "-d", tmp_path / "long.ttl")
    assert (ran.exit_code, ran.stderr) == (2, told)


GROWTH = {
    "cross product": GROWING,
    "doubling": "SELECT (STRLEN(?c40) AS ?n) { BIND('xxxxxxxxxx' AS ?c0) "
    + " ".join(f"BIND(CONCAT(?c{i}, ?c{i}) AS ?c{i + 1})" for i in range(40))
    + " }",
    "concatenation": "SELECT (GROUP_CONCAT(STR(?a)) AS ?z) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}


@pytest.mark.parametrize("name", GROWTH)
def test_an_answer_that_grows_without_end_is_stopped_at_a_limit(data, name):
    ran = run("query", "-d", data, GROWTH[name], "--memory", "200MB", "--timeout", "4")
    assert ran.returncode == 3
    assert ran.stderr.startswith("Error: stopped ")


TOO_LONG = {
    "variables": "SELECT " + " ".join(f"?v{i}" for i in range(200_000)) + " { ?s ?p ?o }",
    "names": "DESCRIBE " + " ".join(f"<urn:{i}>" for i in range(200_000)),
    "triples": "SELECT * { " + " ".join(f"?v{i} ?p ?o ." for i in range(100_000)) + " }",
}


@pytest.mark.parametrize("name", TOO_LONG)
def test_a_query_that_is_too_long_is_refused_as_that(data, name):
    ran = run("query", "-d", data, "-", "--timeout", "20", input=TOO_LONG[name])
    assert ran.returncode == 2
    assert "the query is too long: refused" in ran.stderr.splitlines()[0]


LONG_QUERIES = {
    "values": "SELECT * { VALUES ?x { " + "'x' " * 300_000 + "} }",
    "strings": "SELECT * { FILTER(?x IN (" + ",".join(["'x'"] * 300_000) + ")) }",
}


@pytest.mark.parametrize("name", LONG_QUERIES)
def test_the_time_limit_holds_for_the_reading_of_a_query(data, name):
    begun = time.monotonic()
    ran = run("query", "-d", data, "-", "--timeout", "0.1", input=LONG_QUERIES[name])
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (3, "Error: stopped after 0.1 s, the time limit")
    assert time.monotonic() - begun < 8


class Hostile(http.server.BaseHTTPRequestHandler):
    """An endpoint whose answer depends on the path: nested results or triples, an error page without end."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        kind, body = {
            "/results": ("application/sparql-results+json", [NESTED_RESULT]),
            "/triples": ("application/n-triples", [NESTED.encode()]),
            "/long": ("application/n-triples", [LONG]),
            "/error": ("text/html", itertools.repeat(b"sorry " * 10_000)),
        }[self.path]
        self.send_response(500 if self.path == "/error" else 200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        with contextlib.suppress(OSError):
            for part in body:
                self.wfile.write(part)

    def log_message(self, *arguments):
        """Say nothing."""


NESTED_RESULT = (
    b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[{"s":'
    + b'{"type":"triple","value":{"subject":{"type":"uri","value":"urn:a"},'
    b'"predicate":{"type":"uri","value":"urn:a"},"object":'
    * 20_000
    + b'{"type":"uri","value":"urn:a"}'
    + b"}}" * 20_000
    + b"}]}}"
)


@pytest.fixture(scope="module")
def hostile():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("results", ["query", "SELECT ?s ?p ?o { ?s ?p ?o }"]),
        ("results", ["show", "toyota"]),
        ("triples", ["query", "CONSTRUCT WHERE { ?s ?p ?o }"]),
        ("triples", ["export"]),
        ("long", ["export"]),
        ("error", ["query", "ASK {}"]),
        ("error", ["export"]),
    ],
)
def test_an_answer_that_would_end_the_process_is_a_message(hostile, path, asked):
    ran = run(*asked, "-d", f"{hostile}/{path}", "--memory", "300MB", "--timeout", "5")
    assert ran.returncode in (2, 3)
    assert ran.stderr.splitlines()[-2 if "\n  " in ran.stderr else -1].startswith("Error: ")
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_project_whose_ontology_ends_the_process_is_a_message(mini, command):
    (mini / "ontology/more.ttl").write_text(NESTED, encoding="utf-8")
    ran = run(command, "--project", mini)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("Error: the process that read this ended by itself (SIGSEGV)")


@pytest.mark.parametrize(
    "asked",
    [
        ["query", "ASK {}"],
        ["show", "toyota"],
        ["search", "toyota"],
        ["schema"],
        ["measure"],
        ["visualize", "-o", "-"],
        ["export"],
        ["diff"],
    ],
    ids=lambda asked: asked[0],
)
def test_every_command_that_reads_a_graph_is_bounded(asked, tmp_path):
    os.mkfifo(tmp_path / "never.ttl")
    where = [str(tmp_path / "never.ttl")] * 2 if asked == ["diff"] else ["-d", str(tmp_path / "never.ttl")]
    ran = run(*asked, *where, "--timeout", "0.5")
    assert (ran.returncode, ran.stdout) == (3, "")
    assert ran.stderr.startswith("Error: stopped after 0.5 s, the time limit\n")

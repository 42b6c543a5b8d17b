"""The one door to the terminal: nothing that comes from anywhere acts there, and no text goes past it."""

from __future__ import annotations

import ast
import hashlib
import http.server
import io
import json
import os
import shlex
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import turtle

from kg.terminal import harmless, one_line

PACKAGE = Path(__file__).parent.parent / "kg"
KG = [sys.executable, "-c", "import sys; sys.argv[0] = 'kg'; from kg.__main__ import run; run()"]
EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
"""Sets the title of a window, rings, clears the screen, colours, turns the text around."""
TOLD = r"\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e"


@pytest.mark.parametrize("character", [*map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160)))])
def test_every_control_character_becomes_its_escape(character):
    assert harmless(f"a{character}b") == one_line(f"a{character}b") == f"a\\u{ord(character):04x}b"


@pytest.mark.parametrize(
    "character", "\xad\u061c\u200b\u200e\u200f\u2028\u202a\u202e\u2060\u2066\u2069\ufeff"
)
def test_marks_of_direction_and_what_has_no_width_become_their_escapes(character):
    assert harmless(f"a{character}b") == f"a\\u{ord(character):04x}b"


def test_half_a_character_and_invisible_tags_become_their_escapes():
    assert harmless("\udcff \U000e0041") == r"\udcff \U000e0041"


def test_lines_and_tabs_stay_in_a_text_but_not_on_one_line():
    assert harmless("a\tb\r\nc\n") == "a\tb\r\nc\n"
    assert harmless("all is well\rpwned") == r"all is well\u000dpwned"
    assert one_line("a\tb\nc\u00a0d") == "a b↵c d"


@pytest.mark.parametrize("text", ["Nuevo León", "日本", "می\u200cخواهم", "👩\u200d🔬", "e\u0301", "“–”"])
def test_letters_of_every_script_stay_as_they_are(text):
    assert harmless(text) == one_line(text) == text


@given(st.text())
def test_what_is_harmless_stays_as_it_is(text):
    assert harmless(harmless(text)) == harmless(text)
    assert one_line(harmless(one_line(text))) == one_line(text)


def past_the_door(tree: ast.AST) -> list[str]:
    """Return what in a module would write to the terminal by itself."""
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and ast.unparse(node) in STREAMS)
        or (isinstance(node, ast.ImportFrom) and node.module == "sys")
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in WRITERS)
        or (isinstance(node, ast.Call) and ast.unparse(node).startswith(("os.write(1,", "os.write(2,")))
    ]


STREAMS = {f"sys.{name}" for name in ("stdout", "stderr", "__stdout__", "__stderr__")}
WRITERS = {
    "print",
    *(f"click.{name}" for name in ("echo", "secho", "echo_via_pager", "confirm", "prompt", "clear")),
    *("traceback.print_exc", "logging.basicConfig", "pprint.pprint"),
}


def test_nothing_is_written_to_the_terminal_but_through_its_door():
    found = {
        str(path.relative_to(PACKAGE)): written
        for path in sorted(PACKAGE.rglob("*.py"))
        if (written := past_the_door(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert list(found) == ["terminal.py"]


def test_whoever_goes_past_the_door_is_seen():
    bad = "print(1); click.echo(x); sys.stdout.write(x); os.write(2, b''); from sys import stderr"
    assert len(past_the_door(ast.parse(bad))) == 5
    assert past_the_door(ast.parse("os.write(pipe, b''); sys.exit(1); terminal.tell(x)")) == []


def test_no_cell_of_a_table_is_made_of_a_text_that_was_not_made_harmless():
    makers = {
        path.name
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Cell", "cells.Cell")
    }
    assert makers == {"cells.py"}


def run(*arguments: str, **options) -> tuple[int, str]:
    """Return exit code and all that a command says, standard output and error together."""
    ran = subprocess.run(
        [*KG, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        env={**os.environ, "COLUMNS": "400"},
        **options,
    )
    return ran.returncode, ran.stdout.decode()


def acting(text: str) -> list[str]:
    return [character for character in text if harmless(character) != character]


NAMES = ("ex:a", "ex:b", "ex:C", "ex:p")


@pytest.fixture
def hostile(tmp_path):
    """A graph in which every label and value acts on a terminal."""
    path = tmp_path / "hostile.ttl"
    literal = json.dumps(EVIL)
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix ex: <http://e.org/> .\n"
        "ex:a a ex:C ; ex:p ex:b .\n"
        + "".join(f"{name} skos:prefLabel {literal} ; ex:q {literal} .\n" for name in NAMES),
        encoding="utf-8",
    )
    return str(path)


@pytest.mark.parametrize(
    "command",
    [
        ("show", "http://e.org/a"),
        ("show", "http://e.org/a", "-f", "markdown"),
        ("search", "owned", "-f", "table"),
        ("schema", "-f", "table"),
        ("schema", "http://e.org/C", "-f", "table"),
        ("measure", "-f", "table"),
        ("measure", "bridges", "-f", "table"),
        ("measure", "--path", "http://e.org/a", "http://e.org/b", "-f", "table"),
        ("query", "SELECT ?l { ?s skos:prefLabel ?l }", "-f", "table"),
        ("query", "SELECT ?l { ?s skos:prefLabel ?l }", "-f", "markdown"),
    ],
    ids=" ".join,
)
def test_what_a_graph_says_does_nothing_on_the_terminal(command, hostile):
    code, said = run(*command, "-d", hostile)
    assert (code, acting(said)) == (0, [])
    assert TOLD in said.replace("\\\\u", "\\u").replace("\\[", "[").replace("\\]", "]")


def test_a_difference_does_nothing_on_the_terminal(hostile, tmp_path):
    other = tmp_path / "other.ttl"
    other.write_text(Path(hostile).read_text(encoding="utf-8").replace("ex:q", "ex:r"), encoding="utf-8")
    code, said = run("diff", hostile, str(other))
    assert (code, acting(said)) == (1, [])
    assert TOLD in said


def test_a_label_with_a_line_break_forges_no_line_of_a_difference(tmp_path):
    old, new = tmp_path / "old.nt", tmp_path / "new.nt"
    old.write_text("")
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    new.write_text(f'<http://e.org/a> {label} "a\\n- b" .\n')
    assert run("diff", str(old), str(new))[1].splitlines()[:2] == [
        "Other things",
        "+ a↵- b  [<http://e.org/a>]",
    ]


def test_a_sentence_nobody_has_read_does_nothing_on_the_terminal(mini):
    path = mini / "seeds/report.txt"
    old = path.read_bytes()
    path.write_bytes(old + f"\nA new {EVIL} sentence.\n".encode())
    yaml = mini / "seeds/report.yaml"
    digests = [hashlib.sha256(each).hexdigest() for each in (old, path.read_bytes())]
    yaml.write_text(yaml.read_text(encoding="utf-8").replace(*digests), encoding="utf-8")
    code, said = run("check", "--coverage", "--project", str(mini))
    assert (code, acting(said)) == (0, [])
    assert f"A new {TOLD} sentence." in said
    assert acting(run("check", "--project", str(mini))[1]) == []


def test_a_file_by_any_name_and_what_a_parser_says_of_it_do_nothing_on_the_terminal(tmp_path):
    for content in ("", f"{EVIL} a b .", f"<a> <b> {EVIL}"):
        path = tmp_path / f"{EVIL.replace('/', '')}.ttl"
        path.write_text(content, encoding="utf-8")
        code, said = run("show", "x", "-d", str(path))
        assert (code, acting(said)) == (2, [])


def test_the_context_that_a_file_names_does_nothing_on_the_terminal(tmp_path):
    path = tmp_path / "remote.jsonld"
    path.write_text(json.dumps({"@context": f"http://e.org/{EVIL}", "@id": "http://e.org/a"}))
    code, said = run("show", "x", "-d", str(path))
    assert (code, acting(said)) == (2, [])


def test_what_a_lenient_reading_mended_does_nothing_on_the_terminal(tmp_path):
    path = tmp_path / f"{EVIL}.nt"
    path.write_text('<http://e.org/a\u202e b> <http://e.org/p> "x" .\n', encoding="utf-8")
    code, said = run("query", "-d", str(path), "--lenient", "ASK {}", "-f", "table")
    assert (code, acting(said)) == (0, [])
    assert said.splitlines()[0].endswith(f"{TOLD}.nt: mended 1 thing")


def test_what_was_typed_does_nothing_on_the_terminal():
    for arguments in ((EVIL,), ("query", f"--{EVIL}"), ("show", EVIL), ("query", EVIL), ("measure", EVIL)):
        code, said = run(*arguments)
        assert (code, acting(said)) == (2, [])


def test_a_saved_query_does_nothing_on_the_terminal_and_means_the_same(tmp_path):
    path = tmp_path / "evil.rq"
    path.write_text(f'# title: {EVIL}\nSELECT ("{EVIL}" AS ?x) {{}}\n', encoding="utf-8")
    code, said = run("queries", str(path))
    first, *_, last = said.splitlines()
    assert (code, first, last) == (0, f"# title: {TOLD}", f'SELECT ("{TOLD}" AS ?x) {{}}')
    copy = tmp_path / "copy.rq"
    copy.write_text(said, encoding="utf-8")
    answers = [run("query", str(each), "-f", "json")[1] for each in (path, copy)]
    assert answers[0] == answers[1]


class Hostile(http.server.BaseHTTPRequestHandler):
    """An endpoint whose path says how it answers: with a status and words, or an odd media type."""

    def do_POST(self):
        status = int(self.path[1:4])
        self.send_response(status, f"No {EVIL[:5]}".replace("\n", ""))
        self.send_header("Content-Type", f"text/{EVIL[:-1]}" if status == 200 else "text/html")
        self.send_header("Location", f"http://e.org/{EVIL[:-1]}")
        self.end_headers()
        self.wfile.write(f"<p>{EVIL}</p>".encode())

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize("status", [200, 302, 400, 403, 500])
def test_what_an_endpoint_says_does_nothing_on_the_terminal(status):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    code, said = run(
        "query", "-d", f"http://127.0.0.1:{server.server_port}/{status}", "SELECT * { ?s ?p ?o }"
    )
    server.shutdown()
    server.server_close()
    assert (code, acting(said)) == (2, [])
    assert said.startswith("Error: http://127.0.0.1:")


def on_a_terminal(*arguments: str, rows: int = 24, across: int = 80, **variables: str) -> str:
    """Return what a person sees of a command on a terminal."""
    import pexpect

    seen = io.BytesIO()
    env = {**os.environ, "TERM": "dumb", **variables}
    child = pexpect.spawn(KG[0], [*KG[1:], *arguments], dimensions=(rows, across), env=env, timeout=60)
    child.logfile_read = seen
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return seen.getvalue().decode().replace("\r\n", "\n")


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_text(turtle(), encoding="utf-8")
    return str(path)


PAGER = "sed s/^/|/"


def test_a_page_longer_than_the_screen_is_shown_in_the_readers_pager(data):
    seen = on_a_terminal("show", "toyota", "-d", data, rows=5, PAGER=PAGER).splitlines()
    assert seen[0] == "|Toyota – company – id:toyota"
    assert all(line.startswith("|") for line in seen)


def test_a_page_that_fits_the_screen_is_shown_as_it_is(data):
    seen = on_a_terminal("show", "toyota", "-d", data, rows=60, PAGER=PAGER)
    assert seen.startswith("Toyota – company – id:toyota\n")


def test_no_pager_stands_in_a_pipe(data, monkeypatch):
    monkeypatch.setenv("PAGER", PAGER)
    monkeypatch.setenv("LINES", "5")
    assert run("show", "toyota", "-d", data)[1].startswith("Toyota – company – id:toyota\n")


def test_no_time_limit_runs_while_someone_reads(data, tmp_path):
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 3\ncat\n")
    slow.chmod(0o755)
    seen = on_a_terminal("show", "toyota", "-d", data, "--timeout", "2", rows=5, PAGER=str(slow))
    assert "Toyota – company – id:toyota" in seen


def test_ctrl_c_is_the_pagers_while_someone_reads(data, tmp_path):
    import pexpect

    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\necho reading\nsleep 2\ncat\n")
    slow.chmod(0o755)
    env = {**os.environ, "TERM": "dumb", "PAGER": str(slow)}
    child = pexpect.spawn(
        KG[0], [*KG[1:], "show", "toyota", "-d", data], dimensions=(5, 80), env=env, timeout=60
    )
    child.expect("reading")
    child.sendintr()
    child.expect("id:toyota")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


@pytest.mark.parametrize(
    ("command", "head"),
    [
        (("measure", "degree"), ["label", "class", "id", "degree"]),
        (("search", "toyta"), ["label", "class", "name", "matched", "score"]),
    ],
)
def test_a_terminal_gets_a_table_and_a_pipe_gets_every_row_as_csv(command, head, data):
    assert on_a_terminal(*command, "-d", data).splitlines()[0].split() == head
    shown = run(*command, "-d", data)[1]
    assert shown.splitlines()[0].split(",")[:3] in (["label", "class", "id"], ["iri", "name", "label"])


def test_the_saved_queries_are_a_table_on_a_terminal_and_csv_in_a_pipe():
    assert on_a_terminal("queries").splitlines()[0].split() == ["name", "title", "parameters"]
    assert run("queries")[1].splitlines()[0] == "name,kind,title,description,parameters"


@pytest.mark.parametrize("suffix", ["csv", "tsv", "json"])
@pytest.mark.parametrize("command", [("measure",), ("search", "toyta"), ("queries",)], ids=lambda c: c[0])
def test_the_suffix_of_the_file_says_the_format_of_our_own_rows(command, suffix, data, tmp_path):
    target = tmp_path / f"rows.{suffix}"
    located = () if command == ("queries",) else ("-d", data)
    assert run(*command, *located, "-o", str(target)) == (0, "")
    text = target.read_text(encoding="utf-8")
    assert {"csv": "," in text, "tsv": text[0] == "?", "json": text[0] == "{"}[suffix]


def test_a_mistyped_command_is_answered_like_a_mistyped_name():
    code, said = run("qurey", "fdi-by-state")
    assert (code, said.splitlines()[-2:]) == (
        2,
        ["Error: there is no command 'qurey'", "  Did you mean query?"],
    )
    code, said = run("nobody")
    assert (code, said.splitlines()[-1][:17]) == (2, "  Commands: init,")


def test_a_mistyped_option_is_answered_with_the_nearest():
    code, said = run("query", "--fromat", "csv", "ASK {}")
    assert (code, "--format" in said) == (2, True)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("query fdi-by-state year=2024", "  The value of a parameter goes with -p: -p year=2024"),
        (
            "query fdi-by-state 'state=Nuevo León'",
            "  The value of a parameter goes with -p: -p 'state=Nuevo León'",
        ),
        ("query fdi-by-state --year 2024", "  The value of a parameter goes with -p: -p year=…"),
        ("query SELECT ?s", "  A query is one argument: put it between quotation marks."),
        ("--project . query", "  The options of a command stand behind it: kg COMMAND --project …"),
    ],
)
def test_what_stands_in_the_wrong_place_is_answered_with_the_right_one(given, told):
    code, said = run(*shlex.split(given))
    assert (code, said.splitlines()[-1]) == (2, told)


def test_a_picture_is_opened_in_the_browser_when_asked(data, tmp_path):
    browser = tmp_path / "xdg-open"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    page = tmp_path / "page.html"
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        [*KG, "visualize", "-d", data, "-o", str(page), "--open"],
        env={**os.environ, "PATH": path},
        check=True,
    )
    assert ran.returncode == 0
    for _ in range(100):
        if (tmp_path / "opened").exists() and (tmp_path / "opened").read_text():
            break
        time.sleep(0.05)
    assert (tmp_path / "opened").read_text().strip() == str(page)
    assert run("visualize", "-d", data, "-o", "-", "--open")[0] == 2


def test_the_title_of_a_picture_acts_on_no_terminal(data, tmp_path):
    page = tmp_path / "page.html"
    assert acting(run("visualize", "-d", data, "-o", str(page), "--title", EVIL)[1]) == []
    assert "\x1b" not in page.read_text(encoding="utf-8")

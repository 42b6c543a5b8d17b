"""A graph is pushed to engines of others: whole, in place of the old one, or the old one stays."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sys
import time

import httpx
import pexpect
import pytest
from engines import Engine, between, oxigraph, virtuoso

from kg.errors import LocationError, OutputError
from kg.graph.graph import Graph
from kg.graph.locations import Reading, open_graph
from kg.graph.pushing import Target, push
from kg.graph.sums import difference, sums

TRADE = "urn:trade"


def told(number: int, text: str = "the words of 日本 and México") -> list[str]:
    """Return lines of N-Triples on so many things, four for each."""
    return [
        line
        for i in range(number)
        for line in (
            f'<urn:e:{i}> <urn:label> "{text} {i}"@en .',
            f"<urn:e:{i}> <urn:next> <urn:e:{i + 1}> .",
            f'<urn:e:{i}> <urn:value> "{i}.5"^^<http://www.w3.org/2001/XMLSchema#decimal> .',
            f'<urn:e:{i}> <urn:said> "{text} \\"{i}\\"\\n" .',
        )
    ]


OLD, NEW = Graph.from_lines(told(3, "old")), Graph.from_lines(told(700))


@pytest.fixture(scope="module")
def oxi(tmp_path_factory):
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as engine:
        yield engine


@pytest.fixture(scope="module")
def virt(tmp_path_factory):
    if not shutil.which("virtuoso-t"):
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as engine:
        yield engine


@pytest.fixture
def dba(monkeypatch):
    monkeypatch.setenv("KG_USER", "dba")
    monkeypatch.setenv("KG_PASSWORD", "dba")


@pytest.fixture
def hasty(monkeypatch):
    """Wait no longer between attempts than a test may."""
    monkeypatch.setattr("kg.graph.sending._WAITS", (0.01, 0.01, 0.01))


def at(engine: Engine, graph: str = "", *, store: bool = False) -> Target:
    return Target(engine.url, engine.update, engine.store if store else "", graph)


def there(engine: Engine, graph: str = "") -> list[str]:
    """Return the sorted lines that the server has in a graph."""
    named = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    asked = open_graph(Reading((engine.url,))).construct(f"CONSTRUCT {{ ?s ?p ?o }} {{ {named} }}")
    return Graph.from_triples(asked).lines()


def graphs(engine: Engine) -> list[str]:
    return open_graph(Reading((engine.url,))).named_graphs()


@pytest.mark.parametrize("store", [False, True], ids=["by updates", "by its graph store"])
@pytest.mark.parametrize("graph", ["", TRADE], ids=["default graph", "named graph"])
def test_oxigraph_has_what_was_pushed_in_place_of_the_old_and_nothing_else(oxi, store, graph):
    push(OLD, at(oxi, graph))
    assert push(NEW, at(oxi, graph, store=store)) == (2800, 2800)
    assert there(oxi, graph) == NEW.lines()
    assert [name for name in graphs(oxi) if "pushing" in name] == []


@pytest.mark.usefixtures("dba")
@pytest.mark.parametrize("store", [False, True], ids=["by updates", "by its graph store"])
def test_virtuoso_has_what_was_pushed_in_place_of_the_old_one(virt, store):
    push(OLD, at(virt, TRADE, store=store))
    assert push(NEW, at(virt, TRADE, store=store)) == (2800, 2800)
    assert there(virt, TRADE) == NEW.lines()
    assert [name for name in graphs(virt) if "pushing" in name] == []


def test_virtuoso_is_asked_with_yes_and_no_as_an_answer(virt):
    graph = open_graph(Reading((virt.url,)))
    assert graph.ask("ASK { ?s ?p ?o }")
    assert not graph.ask("ASK { <urn:nobody> <urn:says> ?this }")


@pytest.mark.usefixtures("dba")
def test_a_default_graph_that_is_all_graphs_as_one_is_not_replaced(virt):
    push(OLD, at(virt, "urn:other"))
    with pytest.raises(LocationError, match="its default graph is all its graphs as one") as caught:
        push(NEW, at(virt))
    assert caught.value.hint == "Name the graph to put it in: --graph IRI."
    assert [name for name in graphs(virt) if "pushing" in name] == []
    assert there(virt, "urn:other") == OLD.lines()


def test_an_engine_that_wants_a_password_is_told_by_its_name(virt):
    with pytest.raises(LocationError, match="the endpoint does not let you in: 401") as caught:
        push(OLD, at(virt, TRADE))
    assert "KG_USER and KG_PASSWORD" in caught.value.hint


def test_the_command_pushes_the_project_and_data_asks_it_then(kg, oxi, mini):
    ran = kg("push", oxi.url, "--update", oxi.update, "--store", oxi.store, "--project", mini)
    assert ran.exit_code == 0, ran.stderr
    assert ran.stderr.endswith(f" triples to {oxi.url}: all arrived\n")
    query = "SELECT ?label { ?x skos:prefLabel ?label } ORDER BY ?label"
    assert kg("query", query, "-d", oxi.url).stdout == kg("query", query, "-d", mini / "build/kg.ttl").stdout


def test_who_sits_before_a_terminal_sees_how_far_it_is(oxi, tmp_path):
    (tmp_path / "data.nt").write_text("\n".join(told(700)), encoding="utf-8")
    given = ["-m", "kg", "push", oxi.url, "--update", oxi.update, "--graph", "urn:seen", "-d"]
    with pexpect.spawn(sys.executable, [*given, str(tmp_path / "data.nt")], encoding="utf-8") as seen:
        seen.expect(r"500 of 2,800 triples sent, [\d,]+ a second, \d+ s left")
        seen.expect("Pushed 2,800 triples to http://[^ ]+, graph <urn:seen>: all arrived")
        seen.expect(pexpect.EOF)


def test_blank_nodes_arrive_as_what_they_were(oxi):
    lists = [f"_:l{i} <urn:first> <urn:e:{i}> .\n_:l{i} <urn:rest> _:l{i + 1} ." for i in range(600)]
    graph = Graph.from_lines([*lists, *told(300)])
    assert push(graph, at(oxi, "urn:blank")) == (2400, 2400)
    assert there(oxi, "urn:blank") == graph.lines()


def test_named_graphs_are_pushed_as_one_only_when_that_is_wanted(kg, oxi, tmp_path):
    (tmp_path / "two.nq").write_text("<urn:a> <urn:p> 'x' <urn:g> .\n".replace("'", '"') * 2)
    given = ["push", oxi.url, "--update", oxi.update, "--graph", "urn:two", "-d", tmp_path / "two.nq"]
    refused = kg(*given)
    assert (refused.exit_code, refused.stderr) == (
        2,
        "Error: what is pushed is one graph, and the data has 1 named graphs\n"
        "  Give --union to push all graphs as one.\n",
    )
    assert kg(*given, "--union").exit_code == 0
    assert there(oxi, "urn:two") == ['<urn:a> <urn:p> "x" .']


def test_nothing_is_put_in_place_of_something(oxi):
    push(OLD, at(oxi, "urn:kept"))
    with pytest.raises(OutputError, match="there is nothing to push"):
        push(Graph.from_lines([]), at(oxi, "urn:kept"))
    assert there(oxi, "urn:kept") == OLD.lines()


def killed_after(seconds: float, graph: Graph, target: Target) -> bool:
    """Push in a process of its own and kill it (SIGKILL) after so long; say whether it still ran."""
    process = multiprocessing.get_context("fork").Process(target=push, args=(graph, target))
    process.start()
    process.join(seconds)
    process.kill()
    process.join()
    return process.exitcode != 0


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_push_that_is_killed_at_any_moment_loses_nothing_and_the_next_one_finishes(oxi):
    target, moments, held, ended = at(oxi, "urn:killed"), random.Random(15), OLD.lines(), 0
    push(OLD, target)
    begun = time.monotonic()
    push(NEW, at(oxi, "urn:timed"))
    whole = time.monotonic() - begun
    for number in range(12):
        version = Graph.from_lines(told(700, f"version {number // 3}"))
        ended += killed_after(moments.uniform(0, whole), version, target)
        found = there(oxi, "urn:killed")
        assert found in (held, version.lines())
        held = found
    assert ended > 3
    push(NEW, target)
    assert there(oxi, "urn:killed") == NEW.lines()
    assert [name for name in graphs(oxi) if "pushing" in name] == []


def stopping_after(number: int):
    """Return what passes so many requests to the graph store on, and then nothing more."""
    stored = 0

    def meddle(passed, pass_on):
        nonlocal stored
        stored += passed.path.startswith("/update")
        return pass_on(passed.body) if stored <= number else httpx.Response(403)

    return meddle


def test_a_push_that_breaks_off_goes_on_where_it_was(oxi):
    with between(oxi, stopping_after(3)) as (engine, _), pytest.raises(LocationError):
        push(NEW, at(engine, "urn:resumed"))
    assert push(NEW, at(oxi, "urn:resumed")) == (2800, 1300)
    assert there(oxi, "urn:resumed") == NEW.lines()


def test_what_another_graph_left_of_a_push_that_broke_off_is_not_gone_on_with(oxi):
    with between(oxi, stopping_after(3)) as (engine, _), pytest.raises(LocationError):
        push(NEW, at(engine, "urn:other"))
    other = Graph.from_lines(line.replace('.5"^^', '.6"^^') for line in told(700))
    assert push(other, at(oxi, "urn:other")) == (2800, 2800)
    assert there(oxi, "urn:other") == other.lines()


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("store", [False, True], ids=["by updates", "by its graph store"])
def test_an_engine_that_fails_now_and_then_or_takes_without_an_answer_has_all_in_the_end(oxi, store):
    def meddle(passed, pass_on):
        if passed.number % 3 == 0:
            return httpx.Response(503)
        answer = pass_on(passed.body)
        return None if passed.number % 3 == 1 else answer

    with between(oxi, meddle) as (engine, _):
        assert push(NEW, at(engine, "urn:shaky", store=store)).triples == 2800
    assert there(oxi, "urn:shaky") == NEW.lines()


@pytest.mark.usefixtures("hasty")
def test_an_engine_that_only_fails_is_told_with_its_words(oxi):
    with between(oxi, lambda *_: httpx.Response(503, text="out of room")) as (engine, seen):
        with pytest.raises(LocationError, match="the endpoint fails: 503 Service Unavailable: out of room"):
            push(NEW, at(engine))
        assert len(seen) == 4


def test_triples_that_were_lost_or_changed_on_the_way_are_told_and_the_old_ones_stay(oxi):
    push(OLD, at(oxi, "urn:kept"))

    def lost(passed, pass_on):
        return pass_on(passed.body.replace(b"<urn:e:7> <urn:next> <urn:e:8> .", b""))

    def garbled(passed, pass_on):
        return pass_on(passed.body.replace("é".encode(), "Ã©".encode()))

    for meddle, said in (
        (lost, "699 triples of <urn:next>, not 700"),
        (garbled, "27,780 characters in triples of <urn:label>, not 27,080"),
    ):
        with between(oxi, meddle) as (engine, _), pytest.raises(LocationError) as caught:
            push(NEW, at(engine, "urn:kept"))
        assert caught.value.what == f"what arrived is not what was sent: {said}"
        assert there(oxi, "urn:kept") == OLD.lines()
        assert [name for name in graphs(oxi) if "pushing" in name] == []


@pytest.mark.parametrize("moment", [b"SELECT", b"COPY"], ids=["while it is compared", "before it is copied"])
def test_what_an_ended_push_had_asked_for_may_be_done_in_between(oxi, moment):
    late = []

    def meddle(passed, pass_on):
        pending = [name for name in graphs(oxi) if "pushing" in name]
        if pending and not late and moment in passed.body:
            late.append(httpx.post(oxi.update, data={"update": f"DROP GRAPH <{pending[0]}>"}))
        return pass_on(passed.body)

    push(OLD, at(oxi, "urn:late"))
    with between(oxi, meddle) as (engine, _):
        push(NEW, at(engine, "urn:late"))
    assert [answer.is_success for answer in late] == [True]
    assert there(oxi, "urn:late") == NEW.lines()
    assert [name for name in graphs(oxi) if "pushing" in name] == []


def test_nobody_but_the_addresses_that_were_named_is_contacted(oxi, monkeypatch):
    monkeypatch.setenv("KG_AUTHORIZATION", "Bearer secret")
    with between(oxi, lambda passed, pass_on: pass_on(passed.body)) as (other, seen):

        def elsewhere(passed, pass_on):
            is_update = passed.path.startswith("/update")
            return (
                httpx.Response(307, headers={"location": other.update}) if is_update else pass_on(passed.body)
            )

        with between(oxi, elsewhere) as (engine, _), pytest.raises(LocationError, match="has moved: 307"):
            push(NEW, at(engine))
        assert seen == []


def test_name_and_password_are_sent_only_to_who_asks_and_never_shown(oxi, monkeypatch):
    monkeypatch.setenv("KG_USER", "ana")
    monkeypatch.setenv("KG_PASSWORD", "s3cret")
    basic = "Basic YW5hOnMzY3JldA=="

    def asking(passed, pass_on):
        if passed.headers.get("authorization") == basic:
            return pass_on(passed.body)
        return httpx.Response(401, headers={"www-authenticate": 'Basic realm="trade"'})

    with between(oxi, asking) as (engine, seen):
        push(OLD, at(engine, "urn:locked"))
        assert "authorization" not in seen[0].headers
    assert there(oxi, "urn:locked") == OLD.lines()
    with between(oxi, lambda *_: httpx.Response(403)) as (engine, seen):
        with pytest.raises(LocationError) as caught:
            push(NEW, at(engine))
        assert "s3cret" not in str(caught.value)
        assert all("authorization" not in each.headers for each in seen)


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (
            ["http://ana:s3cret@127.0.0.1:9/sparql"],
            "http://127.0.0.1:9/sparql: the URL holds a name or password",
        ),
        (["build/store"], "build/store: this is no endpoint"),
        (["http://127.0.0.1:9/sparql", "--graph", "no iri"], "no iri: a graph's name must be an IRI"),
    ],
)
def test_an_address_that_is_none_or_holds_a_password_is_refused(kg, tmp_path, given, what):
    (tmp_path / "a.nt").write_text("<urn:a> <urn:p> <urn:o> .")
    ran = kg("push", *given, "-d", tmp_path / "a.nt")
    assert ran.exit_code == 2
    assert ran.stderr.startswith(f"Error: {what}\n")
    assert "s3cret" not in ran.output


def test_graphs_that_differ_in_one_letter_or_one_triple_have_other_sums():
    assert difference(sums(NEW), sums(Graph.from_lines(told(700)))) == ""
    one_letter, one_triple = Graph.from_lines(told(3, "olde")), Graph.from_lines(told(3, "old")[1:])
    assert difference(sums(OLD), sums(one_letter)) == "39 characters in triples of <urn:label>, not 36"
    assert difference(sums(OLD), sums(one_triple)) == "2 triples of <urn:label>, not 3"

"""The W3C SPARQL 1.1 tests, run as `kg query --data DATA --graph NAME=FILE QUERY.rq -f json` would be."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import main

SUITE = (Path(__file__).parents[2] / "shared" / "w3c" / "sparql" / "sparql11").resolve()
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"

NOT_OURS = {
    "entailment": "the engine answers from what is stated, without an entailment regime",
    "service": "SERVICE is refused unless it is allowed, and these tests need endpoints at fixed addresses",
}
_GRAPH = "the engine evaluates GRAPH ?g once for all graphs, not for each graph in turn"
_ZERO = "the engine finds no path of length zero from a term that is not in the data"
KNOWN_FAILURES = {
    "aggregates/agg-empty-group-count-graph": _GRAPH,
    "bindings/graph": _GRAPH,
    "negation/graph-minus": _GRAPH,
    "aggregates/agg-groupconcat-04": "the engine's GROUP_CONCAT keeps a language tag that all values share",
    "aggregates/agg-groupconcat-06": "the engine's GROUP_CONCAT keeps a language tag that all values share",
    "csv-tsv-res/csv03": "the engine's store writes numbers in their canonical form",
    "csv-tsv-res/tsv03": "the engine's store keeps an xsd:negativeInteger as xsd:integer",
    "functions/bnode01": "the engine's BNODE(text) gives one node for the query, not for each row",
    "property-path/zero_or_one_set_end": _ZERO,
    "property-path/zero_or_one_set_start": _ZERO,
    "property-path/zero_or_more_set_end": _ZERO,
    "property-path/zero_or_more_set_start": _ZERO,
}
REFUSED = {
    "syntax-query/test_4": "function",
    "syntax-query/test_42": "FROM",
    "syntax-fed/test_1": "SERVICE",
    "syntax-fed/test_2": "SERVICE",
    "syntax-fed/test_3": "SERVICE",
}
"""Well-formed queries that kg does not run, and the word that its message has about them."""


pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C suite is not at ../shared/w3c")


@dataclass(frozen=True)
class Case:
    """One entry of a manifest: what is asked of what, and the file with the expected answer."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[tuple[str, Path], ...]
    result: Path | None

    def arguments(self, empty: Path, form: str) -> list[str]:
        data = [argument for path in self.data or (empty,) for argument in ("--data", str(path))]
        graphs = [argument for name, path in self.graphs for argument in ("--graph", f"{name}={path}")]
        return ["query", *data, *graphs, str(self.query), "-f", form]


def cases(*kinds):
    return [
        case for folder in sorted(SUITE.glob("*/manifest.ttl")) for case in read(folder) if case.kind in kinds
    ]


def read(manifest: Path):
    store = ox.Store()
    store.load(path=manifest, base_iri=manifest.as_uri())

    def values(subject, name):
        return [quad.object for quad in store.quads_for_pattern(subject, ox.NamedNode(name), None)]

    for quad in store.quads_for_pattern(None, ox.NamedNode(MF + "action"), None):
        (action,) = values(quad.subject, MF + "action")
        (kind,) = (
            node.value.removeprefix(MF)
            for node in values(quad.subject, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        )
        queries = [action] if isinstance(action, ox.NamedNode) else values(action, QT + "query")
        results = [node for node in values(quad.subject, MF + "result") if isinstance(node, ox.NamedNode)]
        if queries:
            yield Case(
                f"{manifest.parent.name}/{quad.subject.value.rpartition('#')[2].rpartition('/')[2]}",
                kind,
                to_path(queries[0]),
                tuple(map(to_path, values(action, QT + "data"))),
                tuple((node.value, to_path(node)) for node in values(action, QT + "graphData")),
                to_path(results[0]) if results else None,
            )


def to_path(node):
    return Path(unquote(urlsplit(node.value).path))


def ids(case):
    return case.name


def skip_or_expect_failure(request, case):
    reason = NOT_OURS.get(case.name.partition("/")[0])
    if reason:
        pytest.skip(reason)
    if case.name in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_FAILURES[case.name], strict=True))


def ask(case, tmp_path, form):
    empty = tmp_path / "empty.ttl"
    empty.touch()
    ran = CliRunner().invoke(main, case.arguments(empty, form))
    assert ran.exit_code == 0, ran.stderr
    return ran.stdout_bytes


@pytest.mark.parametrize("case", cases("QueryEvaluationTest"), ids=ids)
def test_the_answer_is_the_one_that_the_w3c_expects(case, tmp_path, request):
    skip_or_expect_failure(request, case)
    is_graph = case.result.suffix in (".ttl", ".rdf") and not is_result_set(case.result)
    answer = ask(case, tmp_path, "ntriples" if is_graph else "json")
    if is_graph:
        expected = ox.parse(path=case.result, base_iri=case.result.as_uri())
        assert canonical(ox.parse(answer, ox.RdfFormat.N_TRIPLES)) == canonical(expected)
    else:
        found = ox.parse_query_results(answer, ox.QueryResultsFormat.JSON)
        assert rows_of(found) == expected_rows(case.result)


@pytest.mark.parametrize("case", cases("CSVResultFormatTest"), ids=ids)
def test_csv_has_the_rows_that_the_w3c_expects(case, tmp_path, request):
    skip_or_expect_failure(request, case)
    answer = ask(case, tmp_path, "csv").decode()
    assert csv_rows(answer) == csv_rows(case.result.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("PositiveSyntaxTest11"), ids=ids)
def test_a_well_formed_query_is_accepted(case, tmp_path, request):
    skip_or_expect_failure(request, case)
    runner = CliRunner()
    empty = tmp_path / "empty.ttl"
    empty.touch()
    ran = runner.invoke(main, case.arguments(empty, "table"))
    refused = REFUSED.get(case.name)
    assert ran.exit_code == (2 if refused else 0), ran.stderr
    assert (refused or "") in ran.stderr


@pytest.mark.parametrize("case", cases("NegativeSyntaxTest11"), ids=ids)
def test_a_malformed_query_is_refused_with_its_place(case, tmp_path, request):
    skip_or_expect_failure(request, case)
    empty = tmp_path / "empty.ttl"
    empty.touch()
    ran = CliRunner().invoke(main, case.arguments(empty, "table"))
    assert ran.exit_code == 2, ran.output
    assert ran.stderr.startswith(f"Error: {case.query}:")


@pytest.mark.parametrize("case", cases("QueryEvaluationTest")[::60], ids=ids)
def test_a_whole_process_answers_as_the_function_does(case, tmp_path, request):
    skip_or_expect_failure(request, case)
    form = "ntriples" if case.result.suffix == ".ttl" and not is_result_set(case.result) else "json"
    expected = ask(case, tmp_path, form)
    command = [sys.executable, "-m", "kg"]
    ran = subprocess.run(
        [*command, *case.arguments(tmp_path / "empty.ttl", form)], capture_output=True, check=True, timeout=60
    )
    assert sorted(ran.stdout) == sorted(expected)


def is_result_set(path):
    return any(
        quad.predicate.value == RS + "resultVariable" for quad in ox.parse(path=path, base_iri="http://e/")
    )


def expected_rows(path):
    if path.suffix in (".ttl", ".rdf"):
        return rows_of_graph(path)
    suffix = {
        ".srx": ox.QueryResultsFormat.XML,
        ".srj": ox.QueryResultsFormat.JSON,
        ".tsv": ox.QueryResultsFormat.TSV,
    }
    return rows_of(ox.parse_query_results(path=path, format=suffix[path.suffix]))


def rows_of(results):
    """Return a result as something that compares: its variables and its rows, blank nodes renamed."""
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    names = [variable.value for variable in results.variables]
    return sorted(names), bag([{name: row[name] for name in names if row[name]} for row in results])


def rows_of_graph(path):
    store = ox.Store()
    store.load(path=path, base_iri=path.as_uri())

    def values(subject, name):
        return [quad.object for quad in store.quads_for_pattern(subject, ox.NamedNode(RS + name), None)]

    (result,) = {
        quad.subject for quad in store.quads_for_pattern(None, ox.NamedNode(RS + "resultVariable"), None)
    }
    rows = [
        {
            values(binding, "variable")[0].value: values(binding, "value")[0]
            for binding in values(solution, "binding")
        }
        for solution in values(result, "solution")
    ]
    return sorted(literal.value for literal in values(result, "resultVariable")), bag(rows)


def bag(rows):
    """Return rows as canonical quads: every row a blank node, so that their own can be matched."""
    quads = []
    for row in rows:
        node = ox.BlankNode()
        quads.append(ox.Quad(node, ox.NamedNode(RS + "binding"), ox.Literal("row")))
        quads += [ox.Quad(node, ox.NamedNode(f"{RS}{name}"), by_value(term)) for name, term in row.items()]
    return len(rows), canonical(quads)


def canonical(quads):
    dataset = ox.Dataset(ox.Quad(q.subject, q.predicate, by_value(q.object), q.graph_name) for q in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return Counter(map(str, dataset))


def by_value(term):
    """Return a number in the one form of its value, so that 1.0 and 1.00 are the same."""
    if not isinstance(term, ox.Literal):
        return term
    kind = term.datatype.value.removeprefix(XSD)
    if kind == "boolean":
        return ox.Literal({"0": "false", "1": "true"}.get(term.value, term.value), datatype=term.datatype)
    if kind in ("decimal", "integer"):
        return ox.Literal(format(Decimal(term.value).normalize(), "f"), datatype=term.datatype)
    return (
        ox.Literal(repr(float(term.value)), datatype=term.datatype) if kind in ("double", "float") else term
    )


def csv_rows(text):
    head, *rows = csv.reader(io.StringIO(text))
    return head, Counter(tuple("_:" if cell.startswith("_:") else cell for cell in row) for row in rows)

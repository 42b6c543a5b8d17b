"""The W3C tests of the syntaxes of RDF 1.1, run as `kg export --data FILE --base IRI -f nquads` would be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import main

SUITES = (Path(__file__).parents[2] / "shared" / "w3c" / "rdf").resolve()
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
PUBLISHED = "https://w3c.github.io/rdf-tests/rdf/rdf11/"

_XML = "the engine keeps the namespaces of the document in an XML literal, which need not be canonical"
KNOWN_FAILURES = {"rdf-xml/xml-canon-test001": _XML, "rdf-xml/xml-canon-test002": _XML}

pytestmark = pytest.mark.skipif(not SUITES.is_dir(), reason="the W3C suites are not at ../shared/w3c")


@dataclass(frozen=True)
class Case:
    """One entry of a manifest: a file, whether it is well-formed, and the file of what it says."""

    name: str
    kind: str
    file: Path
    base: str
    result: Path | None


def cases(*, wrong):
    found = [case for manifest in sorted(SUITES.glob("*/manifest.ttl")) for case in read(manifest)]
    return [case for case in found if ("Negative" in case.kind) is wrong]


def read(manifest):
    folder, base = manifest.parent, f"{PUBLISHED}{manifest.parent.name}/"
    store = ox.Store()
    store.load(path=manifest, base_iri=base)

    def value(subject, name):
        quads = store.quads_for_pattern(subject, ox.NamedNode(MF + name), None)
        return next((quad.object.value.removeprefix(base) for quad in quads), "")

    for quad in sorted(store.quads_for_pattern(None, ox.NamedNode(MF + "action"), None), key=str):
        kinds = store.quads_for_pattern(quad.subject, TYPE, None)
        action, result = value(quad.subject, "action"), value(quad.subject, "result")
        yield Case(
            f"{folder.name}/{quad.subject.value.rpartition('#')[2]}",
            next(kinds).object.value.rpartition("#")[2],
            folder / action,
            base + action,
            folder / result if result else None,
        )


def ids(case):
    return case.name


def export(case):
    return CliRunner().invoke(main, ["export", "--data", str(case.file), "--base", case.base, "-f", "nquads"])


def canonical(quads):
    """Quads with blank nodes named alike in isomorphic graphs, literals as they are written."""
    found = ox.Dataset(quads)
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, found))


@pytest.mark.parametrize("case", cases(wrong=False), ids=ids)
def test_a_well_formed_file_is_exported_as_what_it_says(case, request):
    if case.name in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_FAILURES[case.name], strict=True))
    ran = export(case)
    assert ran.exit_code == 0, ran.stderr
    expected = case.result or case.file
    assert canonical(ox.parse(ran.stdout_bytes, ox.RdfFormat.N_QUADS)) == canonical(
        ox.parse(path=expected, base_iri=case.base)
    )


@pytest.mark.parametrize("case", cases(wrong=True), ids=ids)
def test_a_malformed_file_is_refused_with_its_name(case, request):
    if case.name in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_FAILURES[case.name], strict=True))
    ran = export(case)
    assert ran.exit_code == 2
    assert str(case.file) in ran.stderr
    assert not ran.stdout

"""kg.check.findings: what is found in a document is found once, and is what reading all at once finds."""

import json

import pytest
from test_corpus import ROOT, document, many  # noqa: F401 – fixtures of small archives

from kg.build.compile import compile_graph
from kg.build.context import context_of
from kg.check.names import of_focus, of_names, places_inside
from kg.check.passages import doubtful, of_drafts
from kg.check.rules import check_rules, placed, store_of
from kg.errors import in_order
from kg.ontology.vocabularies import places_of_terms
from kg.project import at
from kg.seeds.coverage import waiting, warnings
from kg.seeds.read import read_seeds

DRAFT = "  status: draft\n  facts:\n"


def found_at_once(folder):
    """Return the problems and the coverage that reading and holding everything in memory finds."""
    project = at(folder)
    seeds, ontology = read_seeds(project.seeds), project.vocabulary
    built, context = compile_graph(seeds, ontology), context_of(seeds.proposed, ontology)[0]
    store = None if built.problems else store_of(built.triples)
    alone = [
        *(warning for read in built.coverage for warning in warnings(read)),
        *waiting(seeds),
        *(each for source in seeds.proposed.sources for each in doubtful(source, source.passages, context)),
        *of_drafts(seeds, context),
        *of_names(seeds, context, places_inside(seeds.entities, context)),
    ]
    declared = {thing.node.value for thing in context.things.by_id.values()}
    ruled = placed(
        check_rules(store, ontology, project.ontology),
        places_of_terms(project.ontology) | built.places,
    )
    focus = of_focus(ontology, declared, project.ontology.name)
    return tuple(in_order([*built.problems, *alone, *ruled, *focus])), built.coverage


def found(folder, jobs=1):
    checked = at(folder).check(jobs, coverage=True)
    return checked.problems, checked.coverage


def kept(folder):
    """Return when what is kept was written, by its name."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "build/findings").glob("*.json")}


def test_our_own_texts_are_found_the_same_document_by_document_as_at_once():
    assert found(ROOT) == found_at_once(ROOT)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_archive_is_found_the_same_by_any_number_of_processes_and_again_when_all_is_kept(many, edit, jobs):  # noqa: F811
    edit("seeds/text-07.yaml", "a: Observation", "a: Observation, value: 12")
    expected = found_at_once(many)
    assert {problem.rule for problem in expected[0]} == {"Observation", "coverage", "repetition"}
    for _ in ("found", "kept"):
        assert found(many, jobs) == expected


def test_a_check_after_a_change_in_one_document_reads_that_one_anew(many, edit):  # noqa: F811
    at(many).check()
    before = kept(many)
    edit("seeds/text-07.yaml", "a: Observation", "a: Observation, value: 12")
    assert found(many) == found_at_once(many)
    after = kept(many)
    assert len(after) == len(before) == 21
    assert len(after.items() - before.items()) == 1


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("  facts:\n  - {id: toyotta, operatesIn: MX}\n", id="refused, accepted"),
        pytest.param(f"{DRAFT}  - {{id: plan-text-4, from: JP}}\n", id="draft on a record of another"),
        pytest.param(f"{DRAFT}  - {{id: plan-text-33, from: JP}}\n", id="refused, advised by others"),
        pytest.param(f"{DRAFT}  - {{id: plan-text-2, a: Observation, to: JP}}\n", id="draft of a taken id"),
        pytest.param(f"{DRAFT}  - {{id: o, a: Observation, to: plan-text-4, printed: '1'}}\n", id="end"),
    ],
)
def test_what_depends_on_other_documents_is_found_anew_when_these_change(many, document, rows):  # noqa: F811
    document("draft")
    path = many / "seeds/draft.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + f"- quote: Toyota and Toyota Tsusho operate in Mexico\n{rows}",
        encoding="utf-8",
    )
    assert found(many) == found_at_once(many)
    for suffix in (".txt", ".yaml"):
        (many / f"seeds/text-04{suffix}").unlink()
    document("text-4", "  - {id: plan-text-4, a: Observation, label: A plan}\n")
    assert found(many) == found_at_once(many)
    document("text-4")
    assert found(many) == found_at_once(many)


@pytest.mark.parametrize("left", [20, "its first line", 1_000_000])
def test_findings_cut_short_or_overwritten_are_found_anew(many, left):  # noqa: F811
    whole = found(many)
    for path in (many / "build/findings").glob("*.json"):
        data = path.read_bytes()
        length = data.index(b"\n") + 1 if left == "its first line" else left
        path.write_bytes(data[:length] if length < len(data) else b"nothing of it\n")
    assert found(many) == whole


def test_a_project_that_cannot_be_written_to_is_checked_all_the_same(mini, kg, monkeypatch, tmp_path):
    (tmp_path / "cache").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (mini / "build").write_text("no folder")
    told = json.loads(kg("check", "--project", mini, "--format", "json").stdout)
    assert [problem["rule"] for problem in told["problems"]] == ["coverage", "repetition"]
    covered = json.loads(kg("check", "--project", mini, "--coverage", "--format", "json").stdout)["coverage"]
    assert [read["file"] for read in covered] == ["report.txt"]

"""kg.check: graphs and ontologies held against shapes and quality questions."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.check.rules import check_graph, check_ontology, quality, store_of
from kg.check.shacl import shacl
from kg.errors import Problem, SeedError, in_order
from kg.ontology.vocabularies import places_of_terms, read_triples
from kg.project import at
from kg.terms import Namespace, kg

OURS = Path(__file__).parent.parent / "ontology"

NS = Namespace("my", "https://example.org/my/ontology#")

HEAD = """@prefix kg: <https://w3id.org/japan-mexico-kg/evidence#> .
@prefix id: <https://example.org/my/id/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rule: <https://example.org/rules#> .
"""
DATA = 'id:a a kg:Thing ; skos:prefLabel "Alpha"@en ; kg:value 12000 ; kg:quote "It is\\n big." .'


def triples(text):
    parsed = ox.parse((HEAD + text).encode(), format=ox.RdfFormat.TURTLE)
    return [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in parsed]


def question(select, message="{?this} is {?value}", extra=""):
    shape = (
        f'rule:Big a sh:NodeShape ; {extra} sh:sparql [ sh:message "{message}" ; sh:select """{select}""" ] .'
    )
    return triples(shape)


def test_a_violation_names_the_shape_that_owns_the_broken_constraint():
    shapes = triples(
        "rule:Small a sh:NodeShape ; sh:targetClass kg:Thing ;"
        ' sh:property [ sh:path kg:value ; sh:maxInclusive 5 ; sh:message "Too big." ] .'
        "rule:Held a sh:NodeShape ; sh:targetClass kg:Thing ;"
        " sh:property [ sh:path kg:value ; sh:minCount 1 ] ."
    )
    assert shacl(store_of(triples(DATA)), shapes, NS.prefixes) == [
        Problem(NS.entity("a"), "Small", "Alpha: Too big. (kg:value, found 12000)")
    ]


def test_a_violation_of_a_shape_without_a_message_is_told_in_our_words():
    shapes = triples(
        "rule:Named a sh:NodeShape ; sh:targetClass kg:Thing ; sh:nodeKind sh:BlankNode ;"
        " sh:property [ sh:path kg:unit ; sh:minCount 1 ] ."
    )
    assert [problem.what for problem in shacl(store_of(triples(DATA)), shapes, NS.prefixes)] == [
        "Alpha: does not hold to sh:minCount (kg:unit)",
        "Alpha: does not hold to sh:nodeKind",
    ]


def test_a_violation_on_a_path_without_a_name_tells_no_path():
    shapes = triples(
        "rule:Used a sh:NodeShape ; sh:targetClass kg:Thing ;"
        ' sh:property [ sh:path [ sh:inversePath kg:about ] ; sh:minCount 1 ; sh:message "Unused." ] .'
    )
    assert [problem.what for problem in shacl(store_of(triples(DATA)), shapes, NS.prefixes)] == [
        "Alpha: Unused."
    ]


def test_a_violation_of_severity_warning_is_a_warning():
    shapes = triples(
        "rule:Small a sh:NodeShape ; sh:targetClass kg:Thing ; sh:severity sh:Warning ;"
        ' sh:sparql [ sh:message "Odd." ; sh:select "SELECT $this WHERE { $this ?p 12000 }" ] .'
    )
    assert [problem.severity for problem in shacl(store_of(triples(DATA)), shapes, NS.prefixes)] == [
        "warning"
    ]


def test_a_quality_question_tells_each_row_with_its_values_and_sentences():
    shapes = question("SELECT $this ?value ?quote WHERE { $this kg:value ?value ; kg:quote ?quote }")
    assert quality(store_of(triples(DATA)), shapes, "q.ttl", NS.prefixes) == [
        Problem(NS.entity("a"), "Big", "Alpha is 12,000", "“It is big.”", "warning")
    ]


def test_a_quality_question_of_severity_violation_is_an_error():
    shapes = question("SELECT $this WHERE { $this a kg:Thing }", extra="sh:severity sh:Violation ;")
    assert [
        problem.severity for problem in quality(store_of(triples(DATA)), shapes, "q.ttl", NS.prefixes)
    ] == ["error"]


def test_a_quality_question_knows_the_prefixes_it_declares():
    declared = triples(
        'rule:p sh:declare [ sh:prefix "evidence" ; '
        'sh:namespace "https://w3id.org/japan-mexico-kg/evidence#" ] .'
    )
    shapes = question("SELECT $this WHERE { $this a evidence:Thing }", message="found") + declared
    assert [problem.what for problem in quality(store_of(triples(DATA)), shapes, "q.ttl", NS.prefixes)] == [
        "found"
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_malformed_quality_question_is_told_with_its_file_and_shape(jobs):
    malformed = [*question("SELECT $this WHERE {"), *read_triples(OURS / "quality.ttl")]
    with pytest.raises(SeedError, match=r"q.ttl:1:1: the question of .*#Big> is malformed SPARQL\n"):
        quality(store_of(triples(DATA)), malformed, "q.ttl", NS.prefixes, jobs)


def test_problems_come_in_the_order_of_their_lines():
    problems = [Problem(f"a.yaml:{line}:1", "r", "w") for line in (10, 9, 100, 9)]
    assert [problem.where for problem in in_order(problems)] == ["a.yaml:9:1", "a.yaml:10:1", "a.yaml:100:1"]


def test_terms_of_the_ontology_are_found_on_their_lines(mini):
    mini_ns = "https://example.org/mini/ontology#"
    places = places_of_terms(mini / "ontology")
    assert places[mini_ns + "Country"] == "ontology/mini.ttl:17:1"
    assert places[kg("Entity")].startswith("ontology/evidence.ttl:")


def test_the_small_project_breaks_no_rule(mini):
    project = at(mini)
    ontology = project.vocabulary
    assert check_ontology(ontology, project.ontology) == []
    assert check_graph(store_of(project.compile().triples), ontology, project.ontology) == []
    assert [problem.rule for problem in project.check().problems] == ["coverage", "repetition"]


def test_a_violation_leads_to_the_line_of_the_row_that_made_the_record(mini, edit):
    edit("ontology/shapes.ttl", "sh:maxInclusive 10000000000", "sh:maxInclusive 1000000000")
    edit("ontology/quality.ttl", "> 5000000000", "> 4000000000")
    problems = at(mini).check().problems
    assert [(p.where, p.rule, p.severity) for p in problems if p.where.endswith("20:5")] == [
        ("seeds/report.yaml:20:5", "Large", "warning"),
        ("seeds/report.yaml:20:5", "Observation", "error"),
    ]


def test_the_style_of_the_ontology_is_told_with_its_line(mini, edit):
    country = "mini:Country a owl:Class ; rdfs:subClassOf kg:Entity, schema:Country"
    edit("ontology/mini.ttl", f'{country} ; rdfs:label "country"@en .', f"{country} .")
    problem = next(p for p in at(mini).check().problems if p.rule == "Class")
    assert (problem.where, problem.severity) == ("ontology/mini.ttl:17:1", "error")


def test_a_changed_namespace_is_one_error_that_names_it(mini):
    text = (mini / "ontology/mini.ttl").read_text(encoding="utf-8")
    rules = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix mini: <https://example.org/mini/ontology#> .\n"
    )
    shape = (
        "[] a sh:NodeShape ; sh:targetClass mini:Person ; sh:property [ sh:path mini:from ; sh:minCount 1 ] ."
    )
    (mini / "ontology/shapes.ttl").write_text(rules + shape, encoding="utf-8")
    assert "namespace" not in {problem.rule for problem in at(mini).check().problems}
    (mini / "ontology/mini.ttl").write_text(text.replace("/mini/", "/nueva/"), encoding="utf-8")
    (problem,) = [found for found in at(mini).check().problems if found.severity == "error"]
    assert problem.where == "ontology/shapes.ttl:1:1"
    assert problem.what == (
        "shapes.ttl speaks of <https://example.org/mini/ontology#>, where this project has nothing"
    )
    assert "<https://example.org/nueva/ontology#>" in problem.hint


def test_terms_defined_by_an_ontology_that_is_not_here_are_one_error(mini, edit):
    edit("ontology/mini.ttl", "mini:Person a", "mini:Person rdfs:isDefinedBy <https://example.org/old> ; a")
    (problem,) = [found for found in at(mini).check().problems if found.severity == "error"]
    assert problem.what == (
        "rdfs:isDefinedBy speaks of <https://example.org/old>, where this project has nothing"
    )


def test_rules_that_are_missing_are_told_at_once_rather_than_held_to_be_kept(mini):
    for name in ("shapes.ttl", "quality.ttl", "style.ttl"):
        (mini / "ontology" / name).unlink()
    (problem,) = [found for found in at(mini).check().problems if found.rule == "rules"]
    assert (problem.where, problem.severity) == ("ontology:1:1", "warning")
    assert problem.what == "nothing is held against shapes.ttl, quality.ttl, style.ttl: no such file is here"


def test_missing_files_of_seeds_and_ontology_are_told_at_once(mini):
    for name in ("seeds/entities.yaml", "seeds/report.txt", "ontology/mini.ttl"):
        (mini / name).unlink()
    with pytest.raises(SeedError) as caught:
        at(mini).check()
    assert {problem.where for problem in caught.value.problems} == {
        "ontology:1:1",
        "seeds/entities.yaml:1:1",
        "seeds/report.txt:1:1",
    }


def test_shapes_that_cannot_be_held_against_the_graph_are_told_as_such(mini, edit):
    edit(
        "ontology/shapes.ttl",
        "sh:maxInclusive 10000000000",
        "sh:minCount 1 , 2 ; sh:maxInclusive 10000000000",
    )
    with pytest.raises(SeedError) as caught:
        at(mini).check()
    assert "ontology/shapes.ttl:1:1: these shapes cannot be held against the graph" in str(caught.value)

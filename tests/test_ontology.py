"""kg.ontology.lookups, kg.ontology.vocabularies and kg.build.literals: lookups of what can be said."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.build.literals import described, literal
from kg.errors import SeedError
from kg.ontology.lookups import read_ontology
from kg.terms import OWL, RDF, XSD, Namespace, kg

NS = Namespace("mini", "https://example.org/mini/ontology#")


def test_classes_know_all_their_superclasses_foreign_ones_included(mini):
    ontology = read_ontology(mini / "ontology")
    company = NS.iri + "Company"
    assert ontology.closure([company]) == {company, NS.iri + "Organization", kg("Entity")}
    assert "https://schema.org/Country" in ontology.closure([NS.iri + "Country"])
    assert (ontology.classes["Company"], ontology.classes["Fact"]) == (company, kg("Fact"))


def test_properties_know_ranges_domains_and_whether_they_are_background(mini):
    properties = read_ontology(mini / "ontology").properties
    assert properties["operatesIn"].classes == {NS.iri + "Country"}
    assert properties["operatesIn"].domains == {NS.iri + "Company"}
    assert OWL + "SymmetricProperty" in properties["partnerOf"].kinds
    assert properties["value"].datatypes == {XSD + "integer", XSD + "decimal"}
    background = {name for name, prop in properties.items() if prop.background}
    assert background == {"iso3166", "iso4217", "ucumCode"}


def test_individuals_are_neither_classes_nor_properties(mini):
    individuals = read_ontology(mini / "ontology").individuals
    assert kg("Approximation") in individuals["more-than"].classes
    assert individuals["investment"].iri == NS.iri + "investment"
    assert not {"Company", "operatesIn"} & set(individuals)


def test_classes_that_are_subclasses_of_each_other_do_not_loop(mini, edit):
    organization = "mini:Organization a owl:Class ; rdfs:subClassOf kg:Entity"
    edit("ontology/mini.ttl", organization, organization.replace("kg:Entity", "mini:Company"))
    assert NS.iri + "Company" in read_ontology(mini / "ontology").closure([NS.iri + "Organization"])


def test_malformed_turtle_is_told_with_line_and_column(mini, edit):
    edit("ontology/mini.ttl", "mini:Country a owl:Class ;", "mini:Country a owl:Klass: x ;")
    with pytest.raises(SeedError) as caught:
        read_ontology(mini / "ontology")
    assert caught.value.problems[0].where.startswith("ontology/mini.ttl:17:")
    assert caught.value.problems[0].what.startswith("malformed Turtle (")
    assert caught.value.problems[0].hint == "Look at this line and the end of the line before it."


def test_a_missing_vocabulary_is_told(mini):
    (mini / "ontology/more.ttl").symlink_to(mini / "ontology/nowhere.ttl")
    with pytest.raises(SeedError, match=r"ontology/more.ttl:1:1: the file is missing\n"):
        read_ontology(mini / "ontology")


def test_the_project_s_own_ontology_says_its_prefix_namespace_and_title(mini):
    ontology = read_ontology(mini / "ontology")
    assert (ontology.namespace, ontology.title) == (NS, "Investment in small")
    assert ontology.namespace.prefixes["id"] == "https://example.org/mini/id/"


def test_a_folder_without_an_ontology_of_its_own_is_told_what_its_header_says(mini):
    (mini / "ontology/mini.ttl").unlink()
    with pytest.raises(SeedError, match=r"no file here is the project's own ontology") as caught:
        read_ontology(mini / "ontology")
    assert "owl:imports <https://w3id.org/japan-mexico-kg/evidence>" in caught.value.problems[0].hint


HEADER = (
    'preferredNamespacePrefix "mini"',
    'preferredNamespaceUri "https://example.org/mini/ontology#"',
)
EVIDENCE = "https://w3id.org/japan-mexico-kg/evidence#"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            HEADER[0],
            'preferredNamespacePrefix "m i"',
            "ontology:1:1: <https://example.org/mini/ontology> can",
        ),
        (HEADER[0], 'preferredNamespacePrefix "id"', "cannot have the prefix 'id'"),
        (HEADER[1], 'preferredNamespaceUri "none"', "cannot have the namespace 'none'"),
        (HEADER[1], 'preferredNamespaceUri "urn:x:"', "cannot have the namespace 'urn:x:'"),
        (HEADER[1], f'preferredNamespaceUri "{EVIDENCE}"', f"cannot have the namespace '{EVIDENCE}'"),
        (
            HEADER[1],
            'preferredNamespaceUri "https://x.org/"',
            "no term begins with the namespace https://x.org/",
        ),
        (
            "mini:investment a",
            "mini:heading a",
            "ontology/mini.ttl:41:1: mini:heading has the name of kg:heading",
        ),
        ("mini:anniversary a", "mini:value a", "ontology/mini.ttl:36:1: mini:value has the name of kg:value"),
        (
            "mini:Person a",
            "mini:Person kg:order 1.5 ; a",
            "mini.ttl:20:1: the kg:order of mini:Person cannot be",
        ),
        ("mini:Person a", 'mini:Person kg:scheme "a b" ; a', "the kg:scheme of mini:Person cannot be 'a b'"),
    ],
)
def test_an_ontology_that_cannot_be_used_is_told_with_its_place(mini, edit, old, new, told):
    edit("ontology/mini.ttl", old, new)
    with pytest.raises(SeedError) as caught:
        read_ontology(mini / "ontology")
    (problem,) = caught.value.problems
    assert told in f"{problem.where}: {problem.what}"
    assert problem.hint


def test_two_ontologies_that_want_to_be_the_project_s_own_are_told(mini):
    other = (mini / "ontology/mini.ttl").read_text(encoding="utf-8").replace("org/mini", "org/two")
    (mini / "ontology/two.ttl").write_text(other, encoding="utf-8")
    with pytest.raises(SeedError, match="2 ontologies want to be the project's own"):
        read_ontology(mini / "ontology")


def test_an_evidence_vocabulary_of_another_version_is_told_what_it_lacks(mini):
    ours = (Path(__file__).parents[1] / "ontology/evidence.ttl").read_text(encoding="utf-8")
    (mini / "ontology/evidence.ttl").write_text(ours.replace("kg:role a", "kg:rolle a"), encoding="utf-8")
    with pytest.raises(SeedError, match=r"ontology/evidence.ttl:1:1: the evidence vocabulary lacks kg:role"):
        read_ontology(mini / "ontology")


MORE = """@prefix mini: <https://example.org/mini/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""


def test_a_project_adds_terms_in_a_file_of_their_own_which_needs_no_header(mini):
    (mini / "ontology/more.ttl").write_text(MORE + "mini:Bank a owl:Class .\n", encoding="utf-8")
    assert read_ontology(mini / "ontology").classes["Bank"] == NS.iri + "Bank"


def test_a_mistake_in_a_second_file_is_told_with_the_name_of_that_file(mini):
    (mini / "ontology/more.ttl").write_text(MORE + "mini:value a owl:DatatypeProperty .\n", encoding="utf-8")
    with pytest.raises(SeedError, match=r"ontology/more.ttl:3:1: mini:value has the name of kg:value"):
        read_ontology(mini / "ontology")


def test_a_class_in_a_namespace_of_no_vocabulary_is_told_rather_than_overlooked(mini):
    text = MORE.replace("mini/ontology", "minni/ontology") + "mini:Bank a owl:Class .\n"
    (mini / "ontology/more.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        read_ontology(mini / "ontology")
    (problem,) = caught.value.problems
    assert problem.where == "ontology/more.ttl:3:1"
    assert problem.what == (
        "<https://example.org/minni/ontology#Bank> is defined in a namespace that is none of this project's"
    )
    assert "mini: <https://example.org/mini/ontology#>" in problem.hint


def test_an_ontology_that_imports_another_is_the_project_s_own_and_uses_the_terms_of_both(mini):
    text = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix vann: <http://purl.org/vocab/vann/> .
    @prefix lima: <https://example.org/lima/ontology#> .
    <https://example.org/lima/ontology> a owl:Ontology ; vann:preferredNamespacePrefix "lima" ;
        owl:imports <https://w3id.org/japan-mexico-kg/evidence>, <https://example.org/mini/ontology> ;
        vann:preferredNamespaceUri "https://example.org/lima/ontology#" .
    lima:Bank a owl:Class .
    """
    (mini / "ontology/lima.ttl").write_text(text, encoding="utf-8")
    ontology = read_ontology(mini / "ontology")
    assert ontology.namespace.prefix == "lima"
    assert ontology.classes["Bank"] == "https://example.org/lima/ontology#Bank"
    assert ontology.classes["Company"] == NS.iri + "Company"
    assert (ontology.prefixes["mini"], ontology.prefixes["id"]) == (NS.iri, "https://example.org/lima/id/")


@pytest.mark.parametrize(
    ("text", "datatypes", "expected"),
    [
        ("2021-01-04T17:00:00-06:00", ["date", "dateTime"], ("2021-01-04T17:00:00-06:00", "dateTime")),
        ("2021-01-04", ["dateTime", "gYear", "date"], ("2021-01-04", "date")),
        ("2021-01", ["date", "gYearMonth", "gYear"], ("2021-01", "gYearMonth")),
        ("2021", ["date", "gYearMonth", "gYear", "integer"], ("2021", "gYear")),
        ("１８８８", ["gYear"], ("1888", "gYear")),
        ("PT30M", ["duration"], ("PT30M", "duration")),
        ("+007", ["integer", "decimal"], ("7", "integer")),
        ("1.50", ["integer", "decimal"], ("1.5", "decimal")),
        ("true", ["boolean"], ("true", "boolean")),
        ("https://a.b/c", ["anyURI", "string"], ("https://a.b/c", "anyURI")),
        ("2021", ["string"], ("2021", "string")),
    ],
)
def test_a_value_gets_the_first_datatype_whose_form_it_has(text, datatypes, expected):
    value = literal(text, {XSD + name for name in datatypes})
    assert value == ox.Literal(expected[0], datatype=ox.NamedNode(XSD + expected[1]))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2021-02-30", "date"),
        ("2021-13", "gYearMonth"),
        ("0000-01", "gYearMonth"),
        ("0000", "gYear"),
        ("9" * 5000, "integer"),
        ("2021-01-04T17:00:00", "dateTime"),
        ("2021-01-04T25:00:00Z", "dateTime"),
        ("P", "duration"),
        ("P３Y", "duration"),
        ("1888-０4-01", "date"),
        ("1,500", "integer"),
        ("yes", "boolean"),
        ("a b", "anyURI"),
    ],
)
def test_a_value_that_has_no_form_of_its_range_is_none(text, datatype):
    assert literal(text, {XSD + datatype}) is None


def test_texts_have_a_language_english_when_none_is_given():
    assert literal("Japan", {RDF + "langString"}) == ox.Literal("Japan", language="en")
    assert literal("日本", {RDF + "langString"}, "ja") == ox.Literal("日本", language="ja")
    assert literal("日本", {XSD + "string"}, "ja") is None


def test_a_range_is_described_by_examples():
    assert described({XSD + "gYear", XSD + "date"}) == "2021-01-04 or 2021"

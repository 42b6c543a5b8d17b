"""kg.build.ontology and kg.literals: lookups of what can be said."""

import pyoxigraph as ox
import pytest

from kg.build.literals import described, literal
from kg.build.ontology import read_ontology
from kg.errors import SeedError
from kg.terms import RDF, XSD, jm


def test_classes_know_all_their_superclasses_foreign_ones_included(mini):
    ontology = read_ontology(mini / "ontology/jm.ttl")
    assert ontology.closure([jm("Company")]) == {jm("Company"), jm("Organization"), jm("Entity")}
    assert "https://schema.org/Country" in ontology.closure([jm("Country")])
    assert "Company" in ontology.classes


def test_properties_know_ranges_domains_and_whether_they_are_background(mini):
    properties = read_ontology(mini / "ontology/jm.ttl").properties
    assert properties["operatesIn"].classes == {jm("Country")}
    assert properties["operatesIn"].domains == {jm("Company")}
    assert properties["value"].datatypes == {XSD + "integer", XSD + "decimal"}
    assert [name for name, prop in properties.items() if prop.background] == ["iso3166"]


def test_individuals_are_neither_classes_nor_properties(mini):
    individuals = read_ontology(mini / "ontology/jm.ttl").individuals
    assert individuals["more-than"] == {jm("Approximation")}
    assert not {"Company", "operatesIn"} & set(individuals)


def test_classes_that_are_subclasses_of_each_other_do_not_loop(mini, edit):
    edit("ontology/jm.ttl", "jm:Entity a owl:Class", "jm:Entity rdfs:subClassOf jm:Company ; a owl:Class")
    assert jm("Company") in read_ontology(mini / "ontology/jm.ttl").closure([jm("Country")])


def test_malformed_turtle_is_told_with_line_and_column(mini, edit):
    edit("ontology/jm.ttl", "jm:Entity a owl:Class ;", "jm:Entity a owl:Klass: x ;")
    with pytest.raises(SeedError) as caught:
        read_ontology(mini / "ontology/jm.ttl")
    assert caught.value.problems[0].where.startswith("ontology/jm.ttl:10:")
    assert caught.value.problems[0].what.startswith("malformed Turtle (")
    assert caught.value.problems[0].hint == "Look at this line and the end of the line before it."


def test_a_missing_ontology_is_told(mini):
    (mini / "ontology/jm.ttl").unlink()
    with pytest.raises(SeedError, match=r"ontology/jm.ttl:1:1: the file is missing$"):
        read_ontology(mini / "ontology/jm.ttl")


@pytest.mark.parametrize(
    ("text", "datatypes", "expected"),
    [
        ("2021-01-04T17:00:00-06:00", ["date", "dateTime"], ("2021-01-04T17:00:00-06:00", "dateTime")),
        ("2021-01-04", ["dateTime", "gYear", "date"], ("2021-01-04", "date")),
        ("2021-01", ["date", "gYearMonth", "gYear"], ("2021-01", "gYearMonth")),
        ("2021", ["date", "gYearMonth", "gYear", "integer"], ("2021", "gYear")),
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
        ("2021-01-04T17:00:00", "dateTime"),
        ("2021-01-04T25:00:00Z", "dateTime"),
        ("P", "duration"),
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

"""kg.site.classes: the classes of a graph as a picture."""

import re

import pytest
import sited
import world
from world import BASE

import kg as package
from kg.site.classes import PATHS, Relation, relations
from kg.site.opening import site_of
from kg.site.picture import SMALL
from kg.site.site import made
from kg.site.visit import Wanted

JM = f"{BASE}ontology#"
TOLD = """
jm:Company a owl:Class ; rdfs:label "company"@en ; rdfs:subClassOf jm:Organization .
jm:Organization a owl:Class ; rdfs:label "organization"@en ; rdfs:subClassOf kg:Entity .
jm:Country a owl:Class ; rdfs:label "country <b>"@en ; rdfs:subClassOf kg:Entity .
jm:operatesIn rdfs:label "operates in"@en . jm:leaves rdfs:label "leaves"@en .
id:a a jm:Company, jm:Organization, kg:Entity ; jm:operatesIn id:JP, id:MX ; jm:leaves id:MX .
id:b a jm:Company, jm:Organization, kg:Entity ; jm:operatesIn id:MX .
id:c a jm:Organization, kg:Entity ; jm:leaves id:JP ; kg:saidBy id:JP, id:MX . id:JP jm:leaves id:MX .
id:JP a jm:Country, kg:Entity . id:MX a jm:Country, kg:Entity .
"""


def words(svg):
    return re.findall(r">([^<>]+)</text>", svg)


def test_two_classes_are_joined_by_what_joins_their_things_most_often_and_those_of_a_narrower_not_twice():
    assert relations(world.graph(TOLD)) == (
        Relation(f"{JM}Company", f"{JM}operatesIn", f"{JM}Country", 3),
        Relation(f"{JM}Organization", f"{JM}leaves", f"{JM}Country", 1),
    )


@pytest.mark.parametrize("path", PATHS)
def test_the_picture_names_each_class_with_its_number_and_each_property(path):
    site = sited.site(world.graph(TOLD))
    drawn = made(site, Wanted(path))
    assert (drawn.status, drawn.form) == (200, "svg")
    told = words(drawn.body.decode())
    assert {"company 2", "organization 3", "country &lt;b&gt; 2", "operates in", "leaves"} <= set(told)
    assert made(site, Wanted(path)).body == drawn.body


@pytest.mark.parametrize("path", [*PATHS, *SMALL])
def test_asked_directly_no_picture_of_all_is_drawn_of_a_graph_of_which_pages_show_none(path):
    many = " .\n".join(f"id:c{n} a jm:Company ; jm:operatesIn id:MX" for n in range(6001))
    answer = made(sited.site(world.graph(f"{TOLD}{many} .\n")), Wanted(path))
    assert (answer.status, answer.form) == (404, "html")
    assert "A graph of more than 6,000 things is not drawn whole." in answer.body.decode()


@pytest.mark.parametrize("is_files", [False, True])
def test_the_vocabulary_shows_the_picture_where_there_is_one(is_files):
    drawn = sited.site(world.graph(TOLD))._replace(is_files=is_files)
    assert "../classes.dark.svg" in made(drawn, Wanted("ontology/")).body.decode()
    alone = sited.site(world.graph("id:a a jm:Company ; skos:prefLabel 'A' ."))._replace(is_files=is_files)
    assert "classes.svg" not in made(alone, Wanted("ontology/")).body.decode()
    assert made(alone, Wanted("classes.svg")).status == 404


def test_the_picture_of_the_five_texts_has_no_class_of_the_vocabulary_itself():
    told = words(made(site_of(package.load().opened, None), Wanted("classes.svg")).body.decode())
    assert {"country 9", "company 24", "home country", "member of"} <= set(told)
    assert not {"entity", "record", "Class", "owl:Class"} & set(told)

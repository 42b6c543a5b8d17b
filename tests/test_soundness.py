"""Under OWL-RL the graph is consistent with the vocabularies it borrows from; it borrows only what exists.

`vocabularies/axioms.ttl` holds what those vocabularies say of the borrowed terms that a reasoner can act on.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SKOS, VANN, DefinedNamespace

from kg.graph.bridge import to_rdflib
from kg.ontology.lookups import read_ontology
from kg.ontology.vocabularies import read_triples
from kg.project import at
from kg.terms import STANDARD, local

HERE = Path(__file__).parent
AXIOMS = read_triples(HERE / "vocabularies" / "axioms.ttl")
WORDS = {"quote", "sentence", "note", "text", "printed", "reason", "mentions", "definition", "example"}
"""Local names of properties that no axiom is about: left out, so that the closure stays small."""


def closure(triples: Iterable[ox.Triple], turtle: str = "") -> rdflib.Graph:
    """Return the OWL-RL closure of triples, the axioms and what `turtle` adds."""
    told = [triple for triple in triples if local(triple.predicate.value) not in WORDS]
    graph = to_rdflib([*told, *AXIOMS], STANDARD)
    graph.parse(data=turtle, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(
        graph
    )
    return graph


def errors(graph: rdflib.Graph) -> list[str]:
    """Return what the reasoner found inconsistent."""
    found = graph.subject_objects(rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error"))
    return sorted(str(message) for _, message in found)


@cache
def reasoned() -> rdflib.Graph:
    return closure(at(HERE.parent).compile().triples)


def test_the_graph_is_consistent_with_the_vocabularies_it_borrows_from() -> None:
    assert errors(reasoned()) == []
    assert not list(reasoned().subjects(RDF.type, OWL.Nothing))


def test_the_check_of_consistency_sees_a_record_that_is_an_activity() -> None:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> . " for prefix, iri in STANDARD.items())
    event = "<x:meeting> a kg:Record ; prov:wasAssociatedWith <x:person> ."
    assert errors(closure(read_ontology(HERE.parent / "ontology").triples, prefixes + event))


@pytest.mark.parametrize(
    ("cls", "foreign"),
    [
        ("Agreement", "http://www.w3.org/ns/org#Organization"),
        ("Policy", "http://www.w3.org/ns/prov#Agent"),
        ("Country", "http://www.w3.org/ns/org#Organization"),
        ("Post", "http://www.w3.org/ns/org#Role"),
    ],
)
def test_nothing_becomes_what_it_is_not(cls: str, foreign: str) -> None:
    own = set(
        reasoned().subjects(RDF.type, rdflib.URIRef("https://w3id.org/japan-mexico-kg/ontology#" + cls))
    )
    both = own & set(reasoned().subjects(RDF.type, rdflib.URIRef(foreign)))
    declared_both = {"https://w3id.org/japan-mexico-kg/id/cptpp"}
    assert own
    assert {str(iri) for iri in both} <= declared_both


def test_a_reasoner_finds_what_transitive_and_symmetric_properties_imply() -> None:
    jm, entity = "https://w3id.org/japan-mexico-kg/ontology#", "https://w3id.org/japan-mexico-kg/id/"
    located = rdflib.URIRef(jm + "locatedIn")
    assert (
        rdflib.URIRef(entity + "toyota-tijuana-plant"),
        located,
        rdflib.URIRef(entity + "MX"),
    ) in reasoned()
    relations = rdflib.URIRef(jm + "diplomaticRelationsWith")
    assert (rdflib.URIRef(entity + "MX"), relations, rdflib.URIRef(entity + "JP")) in reasoned()


BORROWED: dict[str, type[DefinedNamespace]] = {
    str(namespace): namespace for namespace in (DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SKOS, VANN)
}
SDMX = {
    "http://purl.org/linked-data/sdmx/2009/measure#obsValue",
    "http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure",
}


def unknown(iris: set[str]) -> list[str]:
    """Return the IRIs in a borrowed vocabulary's namespace that the vocabulary does not define."""
    spaces = [(space, iri) for space in BORROWED for iri in iris if iri.startswith(space) and iri != space]
    return sorted(iri for space, iri in spaces if rdflib.URIRef(iri) not in BORROWED[space])


def test_every_borrowed_term_exists_in_its_vocabulary() -> None:
    iris = {str(node) for triple in to_rdflib(at(HERE.parent).compile().triples, STANDARD) for node in triple}
    assert sum(iri.startswith(tuple(BORROWED)) for iri in iris) > 40
    assert unknown(iris) == []
    assert {iri for iri in iris if "/sdmx/" in iri} <= SDMX


def test_a_term_that_its_vocabulary_does_not_define_is_seen() -> None:
    assert unknown({str(QB) + "obsValue", str(QB) + "dataSet"}) == [str(QB) + "obsValue"]

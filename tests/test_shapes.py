"""Every shape has examples that hold to it and examples that break that very shape: tests/shapes/NAME/*.ttl.

Add a case by dropping a file `pass….ttl` or `fail….ttl` into the folder named after the shape.
"""

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.check.rules import quality, store_of
from kg.check.shacl import shacl
from kg.ontology.vocabularies import read_triples
from kg.terms import RDF, RDFS, STANDARD, Namespace

ROOT = Path(__file__).parent
EXAMPLES = sorted((ROOT / "shapes").glob("*/*.ttl"))
FILES = ("shapes", "style", "quality")
PREFIXES = Namespace("jm", "https://w3id.org/japan-mexico-kg/ontology#").prefixes
NODE_SHAPE = STANDARD["sh"] + "NodeShape"


@cache
def triples(name):
    return read_triples(ROOT.parent / "ontology" / f"{name}.ttl")


@cache
def shapes():
    """Return the file and IRI of every shape by its local name."""
    return {
        triple.subject.value.rpartition("#")[2]: (name, triple.subject.value)
        for name in FILES
        for triple in triples(name)
        if triple.predicate.value == RDF + "type" and triple.object.value == NODE_SHAPE
    }


@cache
def classes():
    """Return what the ontology says of classes: which there are, which are under which, what is of them."""
    both = [*triples("evidence"), *triples("jm")]
    return [t for t in both if t.predicate.value in {RDF + "type", RDFS + "subClassOf"}]


@cache
def of_shape(name, iri):
    """Return the triples of one shape: its own and those of the blank nodes that hang on it."""
    found, wanted = [], {iri}
    while wanted:
        more = [t for t in triples(name) if getattr(t.subject, "value", None) in wanted]
        found += more
        wanted = {t.object.value for t in more if isinstance(t.object, ox.BlankNode)}
    return found


def broken(example):
    """Return the shapes of its folder's file that an example breaks."""
    name, iri = shapes()[example.parent.name]
    data = read_triples(example)
    if name == "quality":
        return {
            problem.rule
            for problem in quality(store_of(data), triples(name), f"ontology/{name}.ttl", PREFIXES)
        }
    known = classes() if name == "shapes" else []
    return {problem.rule for problem in shacl(store_of([*data, *known]), of_shape(name, iri), PREFIXES)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_example_breaks_its_shape_exactly_when_its_name_says_so(example):
    assert (example.parent.name in broken(example)) is example.stem.startswith("fail")


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ("ComponentsDoNotAddUp/fail", "the components add up to 409, the printed total is US$38.9 billion"),
        ("ComponentsDoNotAddUp/fail-range", "add up to at least 398, the"),
        ("ComponentsDoNotAddUp/fail-range-below", "add up to at most 368, the"),
        ("BalanceDoesNotFollow/fail-range", "differ by at most 1212, the printed"),
        ("BalanceDoesNotFollow/fail-of-many", "differ by at least 15, the printed"),
        ("BalanceDoesNotFollow/fail-range-of-balance", "differ by 1212, the printed"),
        ("StateExceedsProduct/fail-range", "add up to at least 600, more than"),
    ],
)
def test_a_sum_of_ranges_is_told_by_the_end_that_is_nearer(example, said):
    data = read_triples(ROOT / f"shapes/{example}.ttl")
    (problem,) = quality(store_of(data), triples("quality"), "ontology/quality.ttl", PREFIXES)
    assert said in problem.what


def test_every_shape_has_an_example_that_passes_and_one_that_fails():
    for shape in sorted(shapes()):
        names = [example.stem for example in EXAMPLES if example.parent.name == shape]
        assert any(name.startswith("pass") for name in names), f"{shape} has no example that passes"
        assert any(name.startswith("fail") for name in names), f"{shape} has no example that fails"


def test_every_folder_of_examples_is_named_after_a_shape():
    assert {example.parent.name for example in EXAMPLES} <= set(shapes())
    assert all(example.stem.startswith(("pass", "fail")) for example in EXAMPLES)


def test_no_two_shapes_share_a_name():
    assert sum(
        t.object.value == NODE_SHAPE for name in FILES for t in triples(name) if hasattr(t.object, "value")
    ) == (len(shapes()))

"""The page of the vocabulary: its classes as a tree, and each term with definition, example and use."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.graph.answers import number
from kg.graph.labels import best
from kg.schema.uses import classes
from kg.site import things
from kg.site.classes import relations
from kg.site.describing import in_rdf
from kg.site.layout import page
from kg.site.picture import is_drawable
from kg.site.visit import Made
from kg.statements.properties import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from kg.graph.graph import Graph
    from kg.site.visit import Visit

    Uses = Mapping[str, int]
    """Class → number of its things, property → number of its statements."""

_CLASSES: Final = {terms.OWL + "Class", terms.RDFS + "Class"}
_PROPERTIES: Final = {terms.RDF + "Property"} | {
    terms.OWL + name for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
}
_DECLARED: Final = (
    "{{ ?term rdfs:isDefinedBy ?by }} UNION {{ VALUES ?type {{ {} }} ?term a ?type }}"
    " UNION {{ ?term ?property ?value FILTER(STRSTARTS(STR(?term), {}) || STRSTARTS(STR(?term), {})) }}"
)
_COLOR: Final = re.compile("#[0-9a-fA-F]{6}")


class Term(NamedTuple):
    """A term: what it is called and means, a true example, and how many things or statements have it."""

    iri: str
    name: str
    label: str
    definition: str
    example: str
    uses: int
    color: str


class Branch(NamedTuple):
    """A class with those below it."""

    term: Term
    below: tuple[Branch, ...]


def vocabulary(visit: Visit) -> Made:
    """Return what stands at the address of the vocabulary, in the format that is asked for."""
    folder, _, rest = visit.path.partition("/")
    end = next((end for end in things.DATA if folder.endswith(end) and not rest), "")
    if end := end or things.liked(visit) or "":
        return Made(things.DATA[end], in_rdf(visit.graph, _stated(visit.graph), things.DATA[end]))
    if visit.path != "ontology/":
        return visit.elsewhere("ontology/")
    members, statements = classes(visit.graph), _counts(visit.graph)
    kinds = _kinds(visit.graph, members, statements)
    told = _terms(visit.graph, kinds, members | statements)
    of_classes = {iri for iri in told if kinds[iri] & _CLASSES}
    of_properties = {iri for iri in told if kinds[iri] & _PROPERTIES} - of_classes
    others = told.keys() - of_classes - of_properties
    return page(
        visit,
        "vocabulary.html",
        "Vocabulary",
        is_drawn=is_drawable(members) and bool(relations(visit.graph)),
        tree=_tree(visit.graph, {iri: told[iri] for iri in of_classes}),
        parts_of=[
            (title, sorted((told[iri] for iri in some), key=lambda term: (term.label.casefold(), term.iri)))
            for title, some in (
                ("Classes", of_classes),
                ("Properties", of_properties),
                ("Other terms", others),
            )
            if some
        ],
        alternates=things.alternates(visit),
    )


def _kinds(graph: Graph, members: Uses, statements: Uses) -> dict[str, set[str]]:
    """Return the classes of every term: of what is defined, and of the classes and properties in use.

    Of other vocabularies these count only in a graph that says nothing of its terms.
    """
    own = (terms.KG, graph.namespace.iri if graph.namespace else terms.KG)
    listed = " ".join(f"<{kind}>" for kind in sorted(_CLASSES | _PROPERTIES))
    declared = _DECLARED.format(listed, *map(Literal, own))
    found: dict[str, set[str]] = defaultdict(set)
    for row in graph.select(f"SELECT DISTINCT ?term ?kind {{ {declared} OPTIONAL {{ ?term a ?kind }} }}"):
        if isinstance(row["term"], NamedNode):
            found[row["term"].value].add(written(row["kind"]))
    used = dict.fromkeys(statements, terms.RDF + "Property") | dict.fromkeys(members, terms.RDFS + "Class")
    said = bool(found)
    for iri, kind in used.items():
        if iri.startswith(own) or not said:
            found[iri].add(kind)
    return dict(found)


def _counts(graph: Graph) -> dict[str, int]:
    """Return property → in how many statements it is used."""
    rows = graph.select("SELECT ?p (COUNT(*) AS ?number) { ?s ?p ?o } GROUP BY ?p")
    return {row["p"].value: number(row["number"]) for row in rows}


def _terms(graph: Graph, kinds: Mapping[str, set[str]], uses: Uses) -> dict[str, Term]:
    named = graph.labels(sorted(kinds))
    definitions, examples = (_texts(graph, terms.SKOS + name) for name in ("definition", "example"))
    comments, colors = _texts(graph, terms.RDFS + "comment"), _texts(graph, terms.kg("color"))
    return {
        iri: Term(
            iri, graph.prefixes.compact(iri), named.get(iri, terms.local(iri)),
            definitions.get(iri) or comments.get(iri, ""), examples.get(iri, ""), uses.get(iri, 0),
            _color(colors.get(iri, "")),
        )
        for iri in kinds
    }  # fmt: skip


def _color(text: str) -> str:
    return text if _COLOR.fullmatch(text) else ""


def _texts(graph: Graph, prop: str) -> dict[str, str]:
    """Return the text that a property gives each thing, in English where there are several."""
    found: dict[str, list[Literal]] = defaultdict(list)
    for row in graph.select(f"SELECT ?s ?o {{ ?s <{prop}> ?o FILTER(isIRI(?s) && isLiteral(?o)) }}"):
        found[row["s"].value].append(row["o"])
    return {iri: best(literals) for iri, literals in found.items()}


def _tree(graph: Graph, told: Mapping[str, Term]) -> tuple[Branch, ...]:
    """Return the classes as a tree; one with several above it stands below each."""
    below: dict[str, set[str]] = defaultdict(set)
    above: dict[str, set[str]] = defaultdict(set)
    for row in graph.select("SELECT ?a ?b { ?a rdfs:subClassOf ?b FILTER(?a != ?b) }"):
        lower, higher = (getattr(row[name], "value", "") for name in "ab")
        if lower in told and higher in told:
            below[higher].add(lower)
            above[lower].add(higher)
    return _branches([iri for iri in told if not above[iri]], below, told, ())


def _branches(
    iris: Iterable[str], below: Mapping[str, set[str]], told: Mapping[str, Term], path: tuple[str, ...]
) -> tuple[Branch, ...]:
    ordered = sorted(
        set(iris) - set(path), key=lambda iri: (not below.get(iri), told[iri].label.casefold(), iri)
    )
    return tuple(
        Branch(told[iri], _branches(below.get(iri, ()), below, told, (*path, iri))) for iri in ordered
    )


def _stated(graph: Graph) -> Iterable[Triple]:
    """Return what the vocabularies say of their terms."""
    return graph.construct("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . ?s rdfs:isDefinedBy ?by }")

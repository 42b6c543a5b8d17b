"""The part of a graph around some things, in memory: what is said of them, with its evidence and names."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import terms
from kg.graph import labels
from kg.statements.contradictions import VALUES, matter
from kg.statements.properties import iri_value, iris_of
from kg.terms import kg

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from kg.graph.graph import Graph
    from kg.statements.properties import Properties

_AT_ONCE: Final = 500
_FIGURES_AT_ONCE: Final = 50
_TYPE: Final = terms.RDF + "type"
_NAMING: Final = ", ".join(f"<{prop}>" for prop in labels.SHOWN)
_NAMING_NODES: Final = "|".join(f"<{prop}>" for prop in labels.PREFERRED if prop.startswith(labels.SKOSXL))
_DESCRIBED: Final = "VALUES ?s { THINGS } ?s ?p ?o"
_NAMED: Final = (
    f"VALUES ?thing {{ THINGS }} {{ ?thing ?p ?o FILTER(?p IN (rdf:type, kg:abbreviation, {_NAMING}))"
    " BIND(?thing AS ?s) }"
    f" UNION {{ ?thing {_NAMING_NODES} ?s . ?s <{labels.FORM}> ?o BIND(<{labels.FORM}> AS ?p) }}"
)
_POINTING: Final = (
    "VALUES ?thing { THINGS } ?s ?by ?thing FILTER(?by NOT IN (rdf:type, kg:mentions, kg:nameOf)) ?s ?p ?o"
)
_MENTIONING: Final = "VALUES ?o { THINGS } ?s ?p ?o FILTER(?p IN (kg:mentions, kg:nameOf))"
_LINKING: Final = "VALUES ?thing { THINGS } ?s rdf:object ?thing ; a kg:Fact ; ?p ?o"
_VALUED: Final = (
    "VALUES ?thing { THINGS } ?s rdf:subject ?thing ; a kg:Fact ; rdf:object ?value FILTER(!isIRI(?value))"
    " ?s ?p ?o"
)
_OF_ONE_MATTER: Final = (
    "VALUES ENDS { THINGS } ?s rdf:subject ?a ; rdf:predicate ?b ; rdf:object ?c ; a kg:Fact ; ?p ?o"
)
_NAMING_RECORDS: Final = "VALUES ?thing { THINGS } ?s ?by ?thing . ?s a kg:Record FOLDING . ?s ?p ?o"
_FOLDING: Final = (
    "FILTER NOT EXISTS { ?s a <CLASS> ; STARTS ?a ; ENDS ?b FILTER(?a != ?b)"
    " FILTER EXISTS { ?a a kg:Entity } FILTER EXISTS { ?b a kg:Entity } }"
)
_ONTOLOGY: Final = (
    *(
        "rdfs:subClassOf",
        "kg:order",
        "kg:color",
        "kg:shape",
        "kg:family",
        "kg:lane",
        "kg:foldsFrom",
        "kg:foldsTo",
    ),
    *("rdf:type owl:FunctionalProperty", "rdf:type qb:DimensionProperty"),
)
"""What vocabularies say that decides how a statement is read: properties, and classes of properties."""


class Surroundings:
    """A part of a graph, growing around things; what it holds of a statement is all that the graph says.

    Each addition costs a handful of queries, whatever the size of the graph and wherever it lives.
    """

    def __init__(self, graph: Graph) -> None:
        self._whole = graph
        self._triples = {triple for triple in graph.construct(_vocabulary()) if not _is_blank(triple)}
        self.vocabulary = frozenset(self._triples)
        """What vocabularies say that decides how a statement is read."""
        self._described: set[str] = set()
        self._asked: dict[str, set[str]] = defaultdict(set)

    def add_all_of(self, iris: Iterable[str]) -> None:
        """Add the triples of things in both directions, and the facts and records in which they stand.

        And the facts about those records, by which a record is itself a thing that others are joined to.
        """
        around = set(iris)
        self._describe(_POINTING, around)
        self._describe(_DESCRIBED, around - self._described)
        self._describe(_LINKING, self._instances(kg("Record")))

    def add_mentions_of(self, iris: Iterable[str]) -> None:
        """Add what names things by which `add_all_of` passes: passages, and names as printed."""
        for things in self._unasked(_MENTIONING, iris):
            self._find(_MENTIONING.replace("THINGS", things))

    def add_own_of(self, iris: Iterable[str]) -> None:
        """Add what is said of things by themselves: their triples, the facts that give them a number or text.

        And the records that may join them to nothing else.
        """
        own = set(iris)
        self._describe(_DESCRIBED, own - self._described)
        self._describe(_VALUED, own)
        self._describe(_NAMING_RECORDS.replace("FOLDING", self._not_folding()), own)
        self._describe(_LINKING, self._instances(kg("Record")))

    def add_statements(self, iris: Iterable[str]) -> None:
        """Add facts and records by themselves, and the facts about those records."""
        self._describe(_DESCRIBED, set(iris) - self._described)
        self._describe(_LINKING, self._instances(kg("Record")))

    def add_naming(self, iris: Iterable[str]) -> None:
        """Add the facts and records that name things, by whatever property, and whatever else does."""
        self._describe(_POINTING, iris)

    def add_rival_facts(self, single: Collection[str]) -> None:
        """Add the facts of the same triples as those that are there already.

        And those of other values of properties of which a thing can have but one, the `single` ones.
        """
        for ends, known in (("?a ?b ?c", self._stated(3)), ("?a ?b", self._stated(2, single))):
            for some in _batches(known, _FIGURES_AT_ONCE):
                pattern = _OF_ONE_MATTER.replace("ENDS", f"({ends})")
                self._find_whole(pattern.replace("THINGS", " ".join(some)))

    def statements(self) -> set[str]:
        """Return the facts and records of which all is there."""
        return self._described & (self._instances(kg("Fact")) | self._instances(kg("Record")))

    def add_triples(self, triples: Iterable[ox.Triple]) -> None:
        """Add triples of the graph as they are, which need not be all of any thing."""
        self._triples.update(triples)

    def add_rivals(self) -> None:
        """Add the figures of the quantities of which there are figures already, wherever they stand."""
        common = matter(self._instances(terms.QB + "DimensionProperty"))
        wanting = [one for one in self._figures() if common and not self._is_whole(one, common[:-2])]
        for alike in _batches({_alike(figure, common) for figure in wanting}, _FIGURES_AT_ONCE):
            self._find_whole(f"{' UNION '.join(alike)} ?s ?p ?o")

    def leads_to_blank_nodes(self) -> bool:
        """Say whether blank nodes hang on things here, beyond which no query can ask any further."""
        return any(map(_is_blank, self._triples))

    def graph(self) -> Graph:
        """Return the part as a graph, with the passages, sources and indicators in it, labels and classes."""
        from kg.graph.graph import Graph

        derived = set(self._objects(terms.PROV + "wasDerivedFrom"))
        self._describe(_DESCRIBED, derived - self._described)
        sources = {iri.partition("#")[0] for iri in derived} - {""}
        self._describe(_DESCRIBED, sources.union(self._objects(kg("inSource"))) - self._described)
        self._describe(_DESCRIBED, set(self._objects(kg("indicator"))) - self._described)
        for some in self._unasked(_NAMED, _iris(self._triples) - self._described):
            self._find(_NAMED.replace("THINGS", some))
        return Graph.from_triples(self._triples, self._whole.prefixes)

    def _describe(self, pattern: str, iris: Iterable[str]) -> None:
        """Add all the triples of what a pattern finds for those things for which it was not asked yet."""
        for things in self._unasked(pattern, iris):
            self._find_whole(pattern.replace("THINGS", things))

    def _unasked(self, pattern: str, iris: Iterable[str]) -> Iterator[str]:
        """Yield the things for which a pattern was not asked yet, as SPARQL writes them, so many at once."""
        wanted = set(iris) - self._asked[pattern]
        self._asked[pattern] |= wanted
        return (" ".join(f"<{iri}>" for iri in some) for some in _batches(wanted, _AT_ONCE))

    def _find_whole(self, pattern: str) -> None:
        """Add what a pattern finds, which is all the triples of every ?s."""
        found = self._find(pattern)
        self._described.update(t.subject.value for t in found if isinstance(t.subject, ox.NamedNode))

    def _find(self, pattern: str) -> set[ox.Triple]:
        """Add and return the triples ?s ?p ?o of a pattern."""
        found = set(self._whole.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"))
        self._triples |= found
        return found

    def _instances(self, cls: str) -> set[str]:
        """Return the IRIs among the instances of a class."""
        typed = (t for t in self._triples if t.predicate.value == _TYPE and iri_value(t.object) == cls)
        return {triple.subject.value for triple in typed if isinstance(triple.subject, ox.NamedNode)}

    def _objects(self, prop: str) -> Iterator[str]:
        found = (iri_value(triple.object) for triple in self._triples if triple.predicate.value == prop)
        return (iri for iri in found if iri)

    def _figures(self) -> list[Properties]:
        """Return the properties of everything that has a value, or the ends between which it lies."""
        return self._having(VALUES)

    def _having(self, properties: Collection[str]) -> list[Properties]:
        """Return the properties of everything that has one of some."""
        having = {triple.subject for triple in self._triples if triple.predicate.value in properties}
        found: dict[object, Properties] = defaultdict(lambda: defaultdict(list))
        for triple in self._triples:
            if triple.subject in having:
                found[triple.subject][triple.predicate.value].append(triple.object)
        return list(found.values())

    def _stated(self, ends: int, properties: Collection[str] | None = None) -> set[str]:
        """Return the first two or all three ends of the triples that facts state, as VALUES takes them.

        They are those of some `properties`, or of all; triples with blank nodes are left out.
        """
        found: set[str] = set()
        for fact in self._having(terms.TRIPLE):
            for triple in product(*(fact.get(part, ()) for part in terms.TRIPLE)):
                is_wanted = properties is None or iri_value(triple[1]) in properties
                if is_wanted and not any(isinstance(term, ox.BlankNode) for term in triple):
                    found.add(f"({' '.join(map(str, triple[:ends]))})")
        return found

    def _not_folding(self) -> str:
        """Return the filters that leave out the records that surely join two things."""
        sides = kg("foldsFrom"), kg("foldsTo")
        ends: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for triple in self._triples:
            if triple.predicate.value in sides:
                ends[str(triple.subject)][sides.index(triple.predicate.value)].append(str(triple.object))
        folded = [(cls, sorted(starts), sorted(stops)) for cls, (starts, stops) in sorted(ends.items())]
        return " ".join(_folding(cls, starts, stops) for cls, starts, stops in folded if starts and stops)

    def _is_whole(self, figure: Properties, dimensions: Iterable[str]) -> bool:
        """Say whether all figures of the same quantity are there: those of a thing all of which was added."""
        return any(iri in self._asked[_POINTING] for prop in dimensions for iri in iris_of(figure, prop))


def _is_blank(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)


def _vocabulary() -> str:
    """Return the query for what vocabularies say that decides how a statement is read."""
    templates = [
        f"?s{i} {told}" if " " in told else f"?s{i} {told} ?o{i}" for i, told in enumerate(_ONTOLOGY)
    ]
    patterns = " UNION ".join(f"{{ {template} }}" for template in templates)
    return f"CONSTRUCT {{ {' . '.join(templates)} }} WHERE {{ {patterns} }}"


def _folding(cls: str, starts: Sequence[str], ends: Sequence[str]) -> str:
    """Return the filter that leaves out the records of a class that have an entity at either end."""
    filled = {"<CLASS>": cls, "STARTS": "|".join(starts), "ENDS": "|".join(ends)}
    return re.sub("|".join(filled), lambda match: filled[match[0]], _FOLDING)


def _alike(figure: Properties, common: Sequence[str]) -> str:
    """Return the pattern of the figures that have, and lack, what one has and lacks of some properties."""
    pattern = f"?s {'|'.join(f'<{prop}>' for prop in sorted(VALUES))} ?value"
    for prop in common:
        known = [value for value in figure.get(prop, ()) if isinstance(value, (ox.NamedNode, ox.Literal))]
        pattern += "".join(f" . ?s <{prop}> {value}" for value in sorted(map(str, known)))
        if prop not in figure:
            pattern += f" FILTER NOT EXISTS {{ ?s <{prop}> ?other }}"
    return f"{{ {pattern} }}"


def around(graph: Graph, iri: str) -> Graph:
    """Return a graph in memory with what `graph` says of `iri` and all that is needed to read it.

    That is its triples in both directions, the facts and records it stands in, the passages these are
    derived from, the sources of those, and labels and classes of everything named.
    """
    part = Surroundings(graph)
    part.add_all_of([iri])
    part.add_rivals()
    return part.graph()


def _iris(triples: Iterable[ox.Triple]) -> set[str]:
    named = {term for t in triples for term in (t.subject, t.predicate, t.object)}
    return {term.value for term in named if isinstance(term, ox.NamedNode)}


def _batches(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    ordered = sorted(texts)
    return (ordered[start : start + size] for start in range(0, len(ordered), size))

"""The figures as data sets of the RDF Data Cube vocabulary (W3C, 2014), one for each source and structure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final
from urllib.parse import urljoin

import pyoxigraph as ox

from kg.build.assembly import DERIVED, LABEL, TYPE, Assembly
from kg.build.part import Statement
from kg.ontology.lookups import DIMENSION
from kg.terms import QB, kg, local, split

_MEASURE: Final = kg("value")
_ATTRIBUTES: Final = (kg("unit"), kg("approximation"), kg("printed"))


def add_data_sets(assembly: Assembly, triples: Iterable[Statement]) -> None:
    """Put every observation of the triples into a data set whose structure names just the dimensions it has.

    Two sources are two data sets, so that figures that disagree are not two values of one observation.
    """
    for (source, dimensions), observations in sorted(_grouped(assembly, triples).items()):
        names = "-".join(map(local, dimensions))
        structure = ox.NamedNode(urljoin(assembly.namespace.iri, f"structure/{names}"))
        data_set = ox.NamedNode(urljoin(assembly.namespace.iri, f"dataset/{source}/{names}"))
        _structure(assembly, structure, dimensions)
        assembly.add(data_set, TYPE, ox.NamedNode(QB + "DataSet"))
        by = ", ".join(assembly.ontology.labels.get(iri, local(iri)) for iri in dimensions)
        assembly.add(data_set, LABEL, ox.Literal(f"Figures of {source} by {by}", language="en"))
        assembly.add(data_set, ox.NamedNode(QB + "structure"), structure)
        for observation in observations:
            assembly.add(ox.NamedNode(observation), ox.NamedNode(QB + "dataSet"), data_set)


def _grouped(
    assembly: Assembly, triples: Iterable[Statement]
) -> dict[tuple[str, tuple[str, ...]], list[str]]:
    """Return (source, dimensions) → observations; a source by the id in its passages' IRIs."""
    known = {prop.iri for prop in assembly.ontology.of_kind(DIMENSION)}
    dimensions: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, str] = {}
    observations = {t.node.value for t in assembly.things.by_id.values() if t.is_a("Observation")}
    for subject, predicate, value in triples:
        if subject.value in observations and predicate.value in known:
            dimensions[subject.value].add(predicate.value)
        elif subject.value in observations and predicate == DERIVED:
            sources.setdefault(subject.value, local(value.value.partition("#")[0]))
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for observation in sorted(observations & sources.keys()):
        groups[sources[observation], tuple(sorted(dimensions[observation], key=local))].append(observation)
    return groups


def _structure(assembly: Assembly, structure: ox.NamedNode, dimensions: tuple[str, ...]) -> None:
    """Describe a data structure: its dimensions, the measure, the attributes."""
    assembly.add(structure, TYPE, ox.NamedNode(QB + "DataStructureDefinition"))
    roles = [("dimension", iri) for iri in dimensions]
    roles += [("measure", _MEASURE), *(("attribute", iri) for iri in _ATTRIBUTES)]
    for role, iri in roles:
        component = ox.NamedNode(f"{structure.value}#{split(iri)[1]}")
        assembly.add(structure, ox.NamedNode(QB + "component"), component)
        assembly.add(component, TYPE, ox.NamedNode(QB + "ComponentSpecification"))
        assembly.add(component, ox.NamedNode(QB + role), ox.NamedNode(iri))

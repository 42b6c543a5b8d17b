"""The figures as data sets of the RDF Data Cube vocabulary (W3C, 2014), one for each source and structure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import urljoin

import pyoxigraph as ox

from kg.build.assembly import DERIVED, LABEL, TYPE, Assembly
from kg.build.part import Statement
from kg.ontology.lookups import DIMENSION
from kg.terms import QB, kg, local, split


class _Measures(NamedTuple):
    """What every observation of a structure has numbers of, and what the structure's name ends in."""

    ending: str
    iris: tuple[str, ...]


_VALUE: Final = _Measures("", (kg("value"),))
_RANGE: Final = _Measures("-range", (kg("lowest"), kg("highest")))
_Group = tuple[str, tuple[str, ...], _Measures]
"""The source of observations, their dimensions and their measures."""
_ATTRIBUTES: Final = (kg("unit"), kg("approximation"), kg("printed"))


def add_data_sets(assembly: Assembly, triples: Iterable[Statement]) -> None:
    """Put every observation of the triples into a data set whose structure names just the dimensions it has.

    Two sources are two data sets, so that figures that disagree are not two values of one observation.
    """
    for (source, dimensions, measures), observations in sorted(_grouped(assembly, triples).items()):
        names = "-".join(map(local, dimensions)) + measures.ending
        structure = ox.NamedNode(assembly.namespace.structures + names)
        data_set = ox.NamedNode(urljoin(assembly.namespace.iri, f"dataset/{source}/{names}"))
        _structure(assembly, structure, dimensions, measures)
        assembly.add(data_set, TYPE, ox.NamedNode(QB + "DataSet"))
        by = ", ".join(assembly.ontology.labels.get(iri, local(iri)) for iri in dimensions)
        what = "Ranges" if measures is _RANGE else "Figures"
        assembly.add(data_set, LABEL, ox.Literal(f"{what} of {source} by {by}", language="en"))
        assembly.add(data_set, ox.NamedNode(QB + "structure"), structure)
        for observation in observations:
            assembly.add(ox.NamedNode(observation), ox.NamedNode(QB + "dataSet"), data_set)


def _grouped(assembly: Assembly, triples: Iterable[Statement]) -> dict[_Group, list[str]]:
    """Return (source, dimensions, measures) → observations; a source by the id in its passages' IRIs."""
    known = {prop.iri for prop in assembly.ontology.of_kind(DIMENSION)}
    dimensions: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, str] = {}
    ranges: set[str] = set()
    observations = {t.node.value for t in assembly.things.by_id.values() if t.is_a("Observation")}
    for subject, predicate, value in triples:
        if subject.value in observations and predicate.value in known:
            dimensions[subject.value].add(predicate.value)
        elif subject.value in observations and predicate.value in _RANGE.iris:
            ranges.add(subject.value)
        elif subject.value in observations and predicate == DERIVED:
            sources.setdefault(subject.value, local(value.value.partition("#")[0]))
    groups: dict[_Group, list[str]] = defaultdict(list)
    for one in sorted(observations & sources.keys()):
        measures = _RANGE if one in ranges else _VALUE
        groups[sources[one], tuple(sorted(dimensions[one], key=local)), measures].append(one)
    return groups


def _structure(
    assembly: Assembly, structure: ox.NamedNode, dimensions: tuple[str, ...], measures: _Measures
) -> None:
    """Describe a data structure: its dimensions, its measures, the attributes."""
    assembly.add(structure, TYPE, ox.NamedNode(QB + "DataStructureDefinition"))
    roles = [("dimension", iri) for iri in dimensions]
    roles += [*(("measure", iri) for iri in measures.iris), *(("attribute", iri) for iri in _ATTRIBUTES)]
    for role, iri in roles:
        component = ox.NamedNode(f"{structure.value}#{split(iri)[1]}")
        assembly.add(structure, ox.NamedNode(QB + "component"), component)
        assembly.add(component, TYPE, ox.NamedNode(QB + "ComponentSpecification"))
        assembly.add(component, ox.NamedNode(QB + role), ox.NamedNode(iri))

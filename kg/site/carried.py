"""What the page to ask with carries where there is no server: engine, graph and names, as scripts.

A page of a folder may run scripts that lie beside it and read nothing else, so that all of it is in them.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.graph.names import of_class
from kg.site import layout, taken
from kg.site.missing import missing
from kg.site.visit import Made

if TYPE_CHECKING:
    from kg.graph.names import Name
    from kg.site.visit import Visit


_PLAIN: Final = re.compile(r"^export (?:\{[^}]*\};?)?", re.M)
"""What makes a script a module, which no worker of a page of a folder may be."""


def engine(visit: Visit) -> Made:
    """Return the script of `ENGINE`: what its worker runs and the WebAssembly; 404 where that is not here."""
    module, wasm = taken.file("oxigraph.js"), taken.file("oxigraph.wasm")
    if module is None or wasm is None or not visit.site.is_files:
        return missing(visit)
    run = _PLAIN.sub("", module.decode()).replace("import.meta.url", '""')
    return _script("ENGINE", {"script": run + layout.file("worker.js").decode(), "wasm": _packed(wasm)})


def graph(visit: Visit) -> Made:
    """Return the script of `GRAPH`: its quads, and what things are called and where they stand.

    `names` holds {"things": {IRI: [link, label]}, "classes": {class: {IRI: [[name, rank]]}}}, those classes
    of which saved queries take a thing.
    """
    if not visit.site.is_files:
        return missing(visit)
    quads = "\n".join(visit.site.graph.lines())
    names = json.dumps({"things": _things(visit), "classes": _classes(visit)}, ensure_ascii=False)
    return _script("GRAPH", {"quads": _packed(quads.encode()), "names": _packed(names.encode())})


def _script(name: str, told: dict[str, Any]) -> Made:
    return Made("script", f"const {name} = {json.dumps(told)};\n".encode())


def _packed(data: bytes) -> str:
    """Return data as gzip in base64, the same for the same data."""
    return base64.b64encode(gzip.compress(data, mtime=0)).decode()


def _things(visit: Visit) -> dict[str, tuple[str, str]]:
    """Return the link and the label of everything that the graph tells of, by its IRI."""
    told = (quad.subject for quad in visit.graph.store)
    iris = sorted({node.value for node in told if isinstance(node, ox.NamedNode)})
    labels = visit.graph.labels(iris)
    return {iri: (visit.links.of(iri), labels.get(iri, "")) for iri in iris}


def _classes(visit: Visit) -> dict[str, dict[str, list[tuple[str, int]]]]:
    """Return the names of all that a saved query may take, by class and IRI, each with its rank."""
    taken_of = {one.type for query in visit.site.queries for one in query.parameters if one.is_entity}
    found = {name: of_class(visit.site.graph, name) for name in sorted(taken_of)}
    return {name: {iri: _named(names) for iri, names in things.items()} for name, things in found.items()}


def _named(names: list[Name]) -> list[tuple[str, int]]:
    """Return the names of a thing, the one to show first, each with 0 for a main one, 2 for a hidden one."""
    ordered = sorted(names, key=lambda name: name.rank)
    return [(name.label, 2 if name.hidden else int(not name.preferred)) for name in ordered]

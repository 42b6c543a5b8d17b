"""A network as one self-contained HTML page; the only importer of pyvis."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from kg.draw import inlining
from kg.draw.telling import Telling
from kg.network.layout import layout, radius_of
from kg.network.palette import LOOKS, OTHERS, Look, hues, looks_of, shades

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.network.joining import Network

SCRIPTS: Final = ("state", "canvas", "panel", "legend", "search", "paths", "save", "keys", "main")
"""The page's own scripts, in the order in which they are joined."""

_BENDS: Final = 0.16
"""How far apart parallel edges bow, as vis-network's roundness."""

_MODALITIES: Final = ("asserted", "reported", "planned", "possible", "denied")
_DASHES: Final[dict[str, list[int]]] = {"planned": [9, 5], "possible": [2, 5], "denied": [9, 4, 2, 4]}


@dataclass(frozen=True)
class Picture:
    """A drawn network: `html` is the whole page; a notebook shows it inline."""

    html: str
    title: str
    left_out: int = 0

    def save(self, path: Path) -> None:
        """Write the page as UTF-8, whole or not at all; OutputError when that cannot be done."""
        from kg.files import write_atomically

        write_atomically(path, self.html.encode())

    def _repr_html_(self) -> str:
        page = html.escape(self.html, quote=True)
        title = html.escape(self.title, quote=True)
        return (
            f'<iframe title="{title}" srcdoc="{page}" sandbox="allow-scripts allow-downloads" '
            'style="width:100%;height:700px;border:1px solid #8884"></iframe>'
        )


def draw(
    network: Network,
    *,
    title: str = "Network",
    sizes: Mapping[str, float] | None = None,
    colors: Mapping[str, float] | None = None,
    communities: bool = False,
    scheme: str = "auto",
) -> Picture:
    """Return the picture of a network, the same bytes for the same network.

    `sizes` and `colors` are measures (node → value) that take the place of degree and class; `communities`
    says that `colors` are numbers of communities. `scheme` is `light`, `dark` or `auto`, the reader's.
    """
    shown = (hues if communities else shades)(colors or {})
    data = _data(network, _radii(network, sizes), shown) | {"title": title, "scheme": scheme}
    return Picture(_page(title, data), title, network.graph.get("left_out", 0))


def _data(network: Network, radii: dict[str, float], colors: dict[str, str]) -> dict[str, Any]:
    """Return everything the page shows, as JSON will hold it."""
    said = Telling()
    looks = looks_of([data["classes"] for _, data in network.nodes(data=True)])
    ids = {node: f"n{i}" for i, node in enumerate(sorted(network))}
    nodes = _nodes(network, ids, looks, radii, colors)
    things = {ids[node]: said.thing(network.nodes[node]) for node in sorted(network)}
    edges, lines = _edges(network, ids, said)
    return {
        "leftOut": network.graph.get("left_out", 0),
        **_vis(nodes, edges),
        "things": things,
        "lines": lines,
        "statements": said.statements,
        "passages": said.passages,
        "sources": said.sources,
        "classes": _classes(network, looks),
        "properties": _properties(said.statements, lines),
        "coloredByMeasure": bool(colors),
    }


def _vis(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> dict[str, Any]:
    """Return vis-network's nodes and edges, made by pyvis under opaque ids."""
    from pyvis.network import Network as Pyvis

    drawn = Pyvis(directed=True)
    for node in nodes:
        drawn.add_node(node.pop("id"), **node)
    for edge in edges:
        drawn.add_edge(edge.pop("from"), edge.pop("to"), **edge)
    made_nodes, made_edges, *_ = drawn.get_network_data()
    return {"nodes": made_nodes, "edges": made_edges}


def _radii(network: Network, sizes: Mapping[str, float] | None) -> dict[str, float]:
    """Return node → radius: of its degree, or of a measure scaled to the same range."""
    if sizes is None:
        return {n: radius_of(len({*network.successors(n), *network.predecessors(n)} - {n})) for n in network}
    most = max(sizes.values(), default=0) or 1
    return {n: radius_of(140 * max(sizes.get(n, 0), 0) / most) for n in network}


def _nodes(
    network: Network,
    ids: dict[str, str],
    looks: dict[str, Look],
    radii: dict[str, float],
    colors: dict[str, str],
) -> list[dict[str, Any]]:
    """Return vis-network's nodes; the page itself writes their labels, knowing where there is room."""
    places = layout(network)
    found = []
    for node in sorted(network):
        look = looks[next(iter(network.nodes[node]["classes"]), "")]
        x, y = places[node]
        shape = {"id": ids[node], "label": " ", "shape": look.shape, "color": colors.get(node, look.color)}
        found.append(shape | {"size": radii[node], "x": x, "y": y})
    return found


def _edges(
    network: Network, ids: dict[str, str], said: Telling
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return vis-network's edges, one for all that join the same two by one property, and what they say."""
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for u, v, data in sorted(network.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["iri"])):
        groups.setdefault((u, v, data["property"]), []).append(data)
    beside = Counter((min(u, v), max(u, v)) for u, v, _ in groups)
    drawn: Counter[tuple[str, str]] = Counter()
    edges, lines = [], {}
    for i, ((u, v, prop), statements) in enumerate(sorted(groups.items())):
        pair = (min(u, v), max(u, v))
        bend = (drawn[pair] - (beside[pair] - 1) / 2) * min(_BENDS, 1.4 / beside[pair])
        drawn[pair] += 1
        line = {"id": f"e{i}", "from": ids[u], "to": ids[v], **_strokes(statements), **_bent(bend, u > v)}
        edges.append(line)
        lines[f"e{i}"] = {"property": prop, "says": [said.index(statement) for statement in statements]}
    return edges, lines


def _strokes(statements: list[dict[str, Any]]) -> dict[str, Any]:
    """Return how a line is drawn: dashed unless asserted, thicker where several say it, with its arrow."""
    best = min(
        (s["modality"] for s in statements), key=lambda m: _MODALITIES.index(m) if m in _MODALITIES else 0
    )
    strokes = {
        "dashes": _DASHES.get(best, False),
        "width": round(min(1 + 0.5 * (len(statements) - 1), 4), 1),
    }
    arrows = "to" if statements[0]["directed"] else ""
    return {key: value for key, value in strokes.items() if value} | {"arrows": arrows}


def _bent(bend: float, reverse: bool) -> dict[str, Any]:
    """Return how far a line bows to one side, seen from its first end in the order of names."""
    if abs(bend) < 0.001:
        return {}
    clockwise = (bend > 0) != reverse
    return {
        "smooth": {
            "enabled": True,
            "type": "curvedCW" if clockwise else "curvedCCW",
            "roundness": round(abs(bend), 3),
        }
    }


def _classes(network: Network, looks: dict[str, Look]) -> list[dict[str, Any]]:
    """Return the classes drawn, in the order of their looks, the more frequent first among alike ones."""
    labels = {data["cls"]: data["cls_label"] for _, data in network.nodes(data=True)}
    counts = Counter(data["cls"] for _, data in network.nodes(data=True))
    rank = {look: i for i, look in enumerate([*LOOKS.values(), *OTHERS])}
    order = sorted(counts, key=lambda cls: (rank[looks[cls]], -counts[cls], cls))
    return [
        {"name": cls, "label": labels[cls] or "other", "count": counts[cls], **looks[cls]._asdict()}
        for cls in order
    ]


def _properties(statements: list[dict[str, Any]], lines: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the properties drawn, the most frequent first."""
    counts = Counter(line["property"] for line in lines.values() for _ in line["says"])
    labels = {statement["property"]: statement["property_label"] for statement in statements}
    order = sorted(counts, key=lambda prop: (-counts[prop], prop))
    return [{"name": prop, "label": labels[prop], "count": counts[prop]} for prop in order]


def _page(title: str, data: dict[str, Any]) -> str:
    """Return the whole page, allowed to run its own scripts and nothing else."""
    vis = files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return inlining.filled(
        "page.html",
        texts={"title": title},
        style=inlining.asset("page.css"),
        scripts=[
            _without_map(vis.read_text(encoding="utf-8")),
            _joined([inlining.asset(f"{name}.js") for name in SCRIPTS]),
        ],
        data=data,
    )


def _joined(scripts: list[str]) -> str:
    """Return the page's own scripts as one that leaves no names behind."""
    return "\n".join(["(() => {", "'use strict';", *scripts, "})();"])


def _without_map(script: str) -> str:
    """Return a script without the address of its source map, which a debugger would ask the network for."""
    return re.sub(r"(?m)^//# sourceMappingURL=.*$", "", script)

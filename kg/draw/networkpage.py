"""A network as one self-contained HTML page; the only importer of pyvis."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.draw import areas, inlining, keys
from kg.draw.contents import FILTERED, Contents
from kg.draw.families import families, family_of
from kg.draw.figure import paper, selection
from kg.draw.layout import layout, radius_of
from kg.draw.lines import DASHES, lines_of_network
from kg.draw.palette import colors_of, looks_of, ordered_classes
from kg.draw.picture import Picture
from kg.draw.sectors import middle_of
from kg.draw.sides import views_beside
from kg.network.kinds import things
from kg.network.sharing import comparison
from kg.speech.texts import joined, say
from kg.statements import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.draw.sides import Beside
    from kg.network import Network
    from kg.statements.vocabulary import Look


def network_page(
    network: Network,
    *,
    title: str = "",
    sizes: Mapping[str, float] | None = None,
    colors: Mapping[str, float] | None = None,
    size_by: str = "",
    color_by: str = "",
    scheme: str = "auto",
    shown: Sequence[str] = (),
    beside: Mapping[str, Beside] | None = None,
) -> Picture:
    """Return the picture of a network, the same bytes for the same network.

    With `beside`, these views become tabs of the page, and the statements drawn a table. `sizes` and
    `colors` are measures (node → value) that take the place of neighbours and class; `size_by`
    and `color_by` what they are called, `community` where colours are numbers of communities. `scheme` is
    `light`, `dark` or `auto`, the reader's; `shown` tells in words what of a graph this is.
    """
    values, radius = _sized(network, sizes)
    inks = colors_of(colors or {}, color_by)
    contents = Contents(FILTERED)
    data = _data(network, _radii(network, values, radius), inks, contents)
    data["key"] = {
        "sizes": keys.size_key(values.values(), radius),
        "size": size_by or say("neighbours"),
        "colors": _color_key(network, colors or {}, color_by),
        "color": color_by,
    }
    data |= {"shown": list(shown) or [say(selection.WHOLE)], "paper": paper.told()}
    heading = title or say("Network")
    texts = {"title": heading, "scheme": scheme, "summary": summary(network, len(data["lines"]))}
    views = {} if beside is None else views_beside(beside, contents)
    data |= {**views, **contents.told()}
    kind = "network" if beside is None else "views"
    html = inlining.page(kind, "network", texts, data, libraries=[_vis_network()])
    return Picture(html, heading, texts["summary"])


def summary(network: Network, lines: int) -> str:
    """Return how much is drawn, in words."""
    told = joined(say(", "), (things(network), say("{n} lines", n=lines)))
    if compared := comparison(network):
        told = say("{name}: {value}", name=told, value=compared.told(network))
    parts = [told]
    if unsaid := network.graph.get("unsaid"):
        parts.append(say("{n} things of which nothing is said are left out", n=unsaid))
    parts.append(selection.extent(network))
    if left_out := network.graph.get("left_out"):
        parts.append(say("the {n} least central things are left out (limit)", n=left_out))
    return joined(say("; "), parts)


def _data(
    network: Network, radii: dict[str, float], colors: dict[str, str], contents: Contents
) -> dict[str, Any]:
    """Return everything the page shows of the network, as JSON will hold it."""
    looks = looks_of([data["classes"] for _, data in network.nodes(data=True)], network.graph["looks"])
    ids = {node: f"n{i}" for i, node in enumerate(sorted(network))}
    communities = areas.communities_of(network)
    places = layout(network, communities)
    nodes = _nodes(network, ids, looks, radii, colors, places=places)
    things = {ids[node]: contents.thing(network.nodes[node]) for node in sorted(network)}
    edges, lines = lines_of_network(network, ids, contents)
    told = contents.told()["statements"]
    return {
        "compared": [ids[node] for node in network.graph.get("compared", []) if node in ids],
        "leftOut": network.graph.get("left_out", 0),
        **_vis(nodes, edges),
        "things": things,
        "lines": lines,
        "classes": _classes(network, looks),
        "families": families(network, looks),
        "areas": areas.told(areas.areas_of(network, communities), ids),
        "opensOnOverview": areas.opens_on_overview(network, communities),
        "middle": ids.get(middle_of(network) or ""),
        "properties": _properties(told, lines),
        "modalities": _modalities(told),
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
    for node in made_nodes:  # the page writes names itself, where there is room
        del node["label"]
    for edge in made_edges:  # the page draws arrowheads itself, at the edge of names
        del edge["arrows"]
    return {"nodes": made_nodes, "edges": made_edges}


def radii(network: Network, sizes: Mapping[str, float] | None) -> dict[str, float]:
    """Return node → radius: for its neighbours, or for a measure scaled to the same range."""
    return _radii(network, *_sized(network, sizes))


def _radii(
    network: Network, values: Mapping[str, float], radius: Callable[[float], float]
) -> dict[str, float]:
    return {node: radius(values.get(node, 0)) for node in network}


def _sized(
    network: Network, sizes: Mapping[str, float] | None
) -> tuple[Mapping[str, float], Callable[[float], float]]:
    """Return what makes nodes large, and the radius for a value of it."""
    return (_neighbours(network), radius_of) if sizes is None else (sizes, _scaled(sizes))


def _neighbours(network: Network) -> dict[str, float]:
    return {n: len({*network.successors(n), *network.predecessors(n)} - {n}) for n in network}


def _scaled(sizes: Mapping[str, float]) -> Callable[[float], float]:
    """Return the radius for a value of a measure, in the range of that for neighbours."""
    most = max(sizes.values(), default=0) or 1
    return lambda value: radius_of(140 * max(value, 0) / most)


def _color_key(network: Network, colors: Mapping[str, float], color_by: str) -> list[dict[str, Any]]:
    return keys.community_key(network, colors) if color_by == "community" else keys.shade_key(colors)


def _nodes(
    network: Network,
    ids: dict[str, str],
    looks: dict[str, Look],
    radii: dict[str, float],
    colors: dict[str, str],
    *,
    places: dict[str, tuple[int, int]],
) -> list[dict[str, Any]]:
    """Return vis-network's nodes; the page itself writes their labels, knowing where there is room."""
    found = []
    for node in sorted(network):
        look = looks[next(iter(network.nodes[node]["classes"]), "")]
        x, y = places[node]
        shape = {"id": ids[node], "label": " ", "shape": look.shape, "color": colors.get(node, look.color)}
        found.append(shape | {"size": radii[node], "x": x, "y": y})
    return found


def _classes(network: Network, looks: dict[str, Look]) -> list[dict[str, Any]]:
    """Return the classes drawn, as the legend has them."""
    return [
        {"name": cls, "label": label, "family": family_of(looks[cls])}
        | {"color": looks[cls].color, "shape": looks[cls].shape}
        for cls, label in ordered_classes(network, looks)
    ]


def _properties(statements: list[dict[str, Any]], lines: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the properties drawn, the most frequent first."""
    drawn = {i for line in lines.values() for i in line["says"]}
    counts = Counter(statements[i]["property"] for i in drawn)
    labels = {statement["property"]: statement["property_label"] for statement in statements}
    order = sorted(counts, key=lambda prop: (-counts[prop], prop))
    return [{"name": prop, "label": labels[prop]} for prop in order]


def _modalities(statements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the modalities of what is said, each with the dashes of its lines."""
    known = {statement.get("modality") for statement in statements}
    return [
        {"name": name, "label": wording.modality(name), "dashes": dashes}
        for name, dashes in DASHES.items()
        if name in known
    ]


def _vis_network() -> str:
    """Return vis-network without the address of its source map, which a debugger would ask for."""
    script = (files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")
    return re.sub(r"(?m)^//# sourceMappingURL=.*$", "", script)

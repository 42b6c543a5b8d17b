"""A network as other programs read it: GraphML and GEXF, Graphviz DOT, and tables of its nodes and edges.

Each thing keeps its labels, class and colour, each edge its words, source and modality, as plain text
columns. Nothing is written that a spreadsheet would take for a formula or that XML 1.0 forbids.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from kg.draw.palette import looks_of
from kg.tables.plain import as_csv
from kg.terminal import legible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from kg.network import Network

    Flat = dict[str, Any]

_NODE_COLUMNS: Final = ("id", "label", "class", "class_label", "kind", "color", "facts", "quotes", "sources")
_EDGE_COLUMNS: Final = (
    *(
        "source",
        "target",
        "source_label",
        "target_label",
        "id",
        "label",
        "property",
        "property_label",
        "kind",
    ),
    *("type", "modality", "said_by", "restricted_to", "period", "as_of", "first_year", "last_year"),
    *("printed", "status", "corrected", "reason", "quotes", "sentences", "published"),
    *("sources", "source_titles", "contradicts", "iri"),
)


def graphml(network: Network) -> bytes:
    """Return GraphML for Gephi, Cytoscape, yEd and igraph; `color` and `r`, `g`, `b` follow the class."""
    import networkx as nx

    flat = _flat(network)
    for _, data in flat.nodes(data=True):
        data.update(zip("rgb", _rgb(str(data["color"])), strict=True))
    for _, _, data in flat.edges(data=True):
        del data["id"]
    output = io.BytesIO()
    nx.write_graphml_xml(flat, output, named_key_ids=True)
    return output.getvalue() + b"\n"


def gexf(network: Network) -> bytes:
    """Return GEXF 1.2 for Gephi, colours in its own `viz` attributes, without the date networkx writes."""
    import networkx as nx

    flat = _flat(network)
    for _, data in flat.nodes(data=True):
        red, green, blue = _rgb(str(data["color"]))
        data["viz"] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}}
    text = "\n".join(nx.generate_gexf(flat, version="1.2draft"))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text).encode() + b"\n"


def dot(network: Network) -> bytes:
    """Return a Graphviz digraph: labels, colours, the quote as tooltip; lines of equals have no arrow."""
    lines = ["digraph kg {", '  node [style=filled, fontname="Helvetica"];', '  edge [fontname="Helvetica"];']
    for node in map(_legible, nodes(network)):
        shown = {"label": node["label"], "fillcolor": node["color"], "class": node["class"]}
        lines.append(f"  {_quoted(node['id'])} {_attributes(shown)};")
    for edge in map(_legible, edges(network)):
        shown = {"label": edge["label"], "tooltip": edge["quotes"] or edge["label"]}
        shown |= {"dir": "none"} if edge["type"] == "undirected" else {}
        lines.append(f"  {_quoted(edge['source'])} -> {_quoted(edge['target'])} {_attributes(shown)};")
    return ("\n".join([*lines, "}"]) + "\n").encode()


def nodes_csv(network: Network) -> bytes:
    """Return a row per node as CSV (RFC 4180, UTF-8 with a byte order mark), a `label_xx` column a language.

    Excel takes CSV without the mark for another encoding; Python reads it as `utf-8-sig`.
    """
    rows = list(nodes(network))
    languages = sorted({column for row in rows for column in row if column.startswith("label_")})
    return _csv([*_NODE_COLUMNS[:2], *languages, *_NODE_COLUMNS[2:]], rows)


def edges_csv(network: Network) -> bytes:
    """Return a row per edge as CSV like that of nodes: both labels, the words, sentences and dates."""
    return _csv(_EDGE_COLUMNS, edges(network))


def nodes(network: Network) -> Iterator[Flat]:
    """Yield every node, sorted by IRI, as plain columns."""
    looks = looks_of([network.nodes[iri]["classes"] for iri in sorted(network)], network.graph["looks"])
    for iri in sorted(network):
        data = network.nodes[iri]
        facts = data.get("facts", [])
        yield {
            "id": iri,
            "label": data["label"],
            **{f"label_{language}": text for language, text in sorted(data["labels"].items()) if language},
            "class": data["cls"],
            "class_label": data["cls_label"],
            "kind": data["kind"],
            "color": looks[data["cls"]].color,
            "facts": " | ".join(fact["label"] for fact in facts),
            "quotes": _distinct(quote["quote"] for fact in facts for quote in fact["quotes"]),
            "sources": _distinct(source for fact in facts for source in fact["sources"]),
        }


def edges(network: Network) -> Iterator[Flat]:
    """Yield every edge, sorted by its ends and its statement, as plain columns; `id` is unique."""
    label = {iri: network.nodes[iri]["label"] for iri in network}
    for u, v, key, data in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        yield {
            "source": u,
            "target": v,
            "source_label": label[u],
            "target_label": label[v],
            "id": f"{key} {u} {v}",
            "type": "directed" if data["directed"] else "undirected",
            **_statement(data),
        }


def _statement(data: Mapping[str, Any]) -> Flat:
    """Return the columns that tell a statement; years are left out when it has none."""
    years = dict(zip(("first_year", "last_year"), data["years"], strict=True)) if data["years"] else {}
    same = ("label", "property", "property_label", "kind", "modality", "period", "as_of")
    quotes = data["quotes"]
    return {
        **{name: data[name] for name in (*same, "printed", "status", "corrected", "reason", "iri")},
        **years,
        "said_by": "; ".join(data["said_by"]),
        "restricted_to": "; ".join(data["restricted_to"]),
        "quotes": _distinct(quote["quote"] for quote in quotes),
        "sentences": _distinct(quote["sentence"] for quote in quotes),
        "published": "; ".join(sorted({quote["published"] for quote in quotes} - {""})),
        "sources": "; ".join(data["sources"]),
        "source_titles": _distinct(quote["source_title"] for quote in quotes),
        "contradicts": " | ".join(other["label"] for other in data["contradicts"]),
    }


def _distinct(texts: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(texts))


def _flat(network: Network) -> nx.MultiDiGraph[Any]:
    """Return the network with plain attributes that XML can hold, nodes and edges in order."""
    import networkx as nx

    flat: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for node in map(_legible, nodes(network)):
        flat.add_node(node.pop("id"), **node)
    for edge in map(_legible, edges(network)):
        edge["direction"] = edge.pop("type")  # networkx reads no GEXF with both types
        flat.add_edge(edge.pop("source"), edge.pop("target"), key=edge["id"], **edge)
    return flat


def _legible(row: Flat) -> Flat:
    return {key: legible(text) if isinstance(text, str) else text for key, text in row.items()}


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red, green, blue


def _attributes(pairs: Mapping[str, object]) -> str:
    return "[" + ", ".join(f"{name}={_quoted(value)}" for name, value in pairs.items()) + "]"


def _quoted(value: object) -> str:
    """Return a DOT string: backslashes are doubled, since labels read escapes such as \\N and \\G."""
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n") + '"'


def _csv(columns: Sequence[str], rows: Iterable[Flat]) -> bytes:
    return as_csv(columns, ([row.get(column, "") for column in columns] for row in rows)).encode("utf-8-sig")

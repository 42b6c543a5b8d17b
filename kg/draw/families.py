"""The families of a picture: what is drawn alike, told by a few names instead of by every class."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from kg.speech.texts import joined, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.network import Network
    from kg.statements.vocabulary import Look

FEW_CLASSES: Final = 12
"""Classes up to which a key tells each; of more it tells the families."""


def family_of(look: Look) -> str:
    """Return the name of the family of a look: as the graph says, else its colour."""
    return look.family or look.color


def families(network: Network, looks: Mapping[str, Look]) -> list[dict[str, Any]]:
    """Return the families drawn with their label, look and number of things, in the order of classes."""
    counts = Counter(data["cls"] for _, data in network.nodes(data=True))
    names = _names(data for _, data in network.nodes(data=True))
    groups: dict[str, list[str]] = {}
    for cls in sorted(counts, key=lambda cls: (looks[cls].order, -counts[cls], cls)):
        groups.setdefault(family_of(looks[cls]), []).append(cls)
    return [
        {"name": name, "label": _label(name, classes, names), "count": sum(counts[cls] for cls in classes)}
        | {"color": looks[classes[0]].color, "shape": looks[classes[0]].shape}
        for name, classes in groups.items()
    ]


def _names(things: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return class → what people call it."""
    return {
        cls: label
        for data in things
        for cls, label in zip(data["classes"], data["class_labels"], strict=True)
    }


def _label(name: str, classes: list[str], names: Mapping[str, str]) -> str:
    """Return what a family is called: as its class is, else as the graph calls it, else by its classes."""
    if not name.startswith("#"):
        return names.get(name, name)
    few = joined(say(", "), [names.get(cls) or say("other") for cls in classes[:2]])
    return joined(" ", (few, "…" if len(classes) > 2 else ""))

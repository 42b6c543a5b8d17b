"""What stands beside a network on its page: charts of the same statements, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.draw.contents import Contents


class Beside(NamedTuple):
    """A view beside a network: what leads into it and its data; None where `lead` says why it is empty."""

    lead: str
    drawn: Callable[[Contents], dict[str, Any]] | None


def views_beside(views: Mapping[str, Beside], contents: Contents) -> dict[str, Any]:
    """Return the data of views, each with what leads into it or says why it is empty."""
    data: dict[str, Any] = {}
    for view in views.values():
        data |= view.drawn(contents) if view.drawn else {}
    told = {name: {"lead" if view.drawn else "nothing": view.lead} for name, view in views.items()}
    return {**data, "views": told}

"""All names of a graph as a script, so that a page finds things by them where there is no server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.draw.inlining import embedded
from kg.look.search import listed
from kg.site.visit import Made

if TYPE_CHECKING:
    from kg.site.visit import Visit


def index(visit: Visit) -> Made:
    """Return the script: things as [link, label, class, kind, [[name, language, 1 if hidden], …]]."""
    things = [
        [
            visit.links.of(one.iri),
            one.label,
            one.cls_label,
            one.kind,
            [[name.label, name.language, int(name.hidden)] for name in one.names],
        ]
        for one in listed(visit.graph)
    ]
    return Made("script", f"const INDEX = {embedded({'things': things})};\n".encode())

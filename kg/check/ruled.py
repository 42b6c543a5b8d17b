"""What rules make of a graph, kept by the hash of all that it depends on: asked once."""

from __future__ import annotations

import json
from collections.abc import Callable

from kg.build.kept import Kept, json_at
from kg.errors import Problem


def ruled(kept: Kept, ask: Callable[[], list[Problem]]) -> list[Problem]:
    """Return the problems that `ask` finds, as they are kept; where they are not, it is asked."""
    path = kept.told()
    known = json_at(path)
    if known is not None:
        return [Problem(*each) for each in known]
    found = ask()
    kept.keep(path, json.dumps(found).encode())
    kept.keep_only([path])
    return found

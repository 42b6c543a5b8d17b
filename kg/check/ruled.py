"""What rules make of a graph, kept by the hash of all that it depends on: asked once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from kg.build.kept import Kept
from kg.errors import Problem


def ruled(kept: Kept, ask: Callable[[], list[Problem]]) -> list[Problem]:
    """Return the problems that `ask` finds, as they are kept; where they are not, it is asked."""
    path = kept.folder / f"{hashlib.sha256(kept.base).hexdigest()[:40]}.json"
    found = _at(path)
    if found is None:
        found = ask()
        kept.keep(path, json.dumps(found).encode())
        kept.keep_only([path])
    return found


def _at(path: Path) -> list[Problem] | None:
    """Return the problems that are kept there, None where there are none or not all of them."""
    try:
        return [Problem(*each) for each in json.loads(path.read_bytes())]
    except (OSError, ValueError):
        return None

"""Open an Oxigraph store that lies on disk."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import LocationError
from kg.graph import formats
from kg.graph.rdffile import READ


def open_store(location: str) -> ox.Store:
    """Return the Oxigraph store in a directory, opened to be read only. Raises LocationError."""
    folder = Path(location)
    if not (folder / "CURRENT").is_file():
        found = sorted(
            path.name for path in folder.iterdir() if path.name.endswith(tuple(formats.suffixes(READ)))
        )
        hint = f"To ask its files give them one by one: --data {folder / found[0]}" if found else ""
        raise LocationError("this directory is no Oxigraph store", where=location, hint=hint)
    try:
        return ox.Store.read_only(location)
    except OSError as error:
        hint = "Make it anew from its RDF files, or give those files one by one."
        raise LocationError(
            f"the Oxigraph store cannot be read ({error})", where=location, hint=hint
        ) from error

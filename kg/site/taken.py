"""What pages use of npm: taken in when the package is built (`.ci/take.py`), never fetched afterwards."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Final

_HERE: Final = files("kg.site")


def file(name: str) -> bytes | None:
    """Return a file by the name that `taken.json` gives it; None where the build had no npm."""
    taken = _HERE / "taken" / name
    return taken.read_bytes() if taken.is_file() else None


def licence(name: str) -> bytes:
    """Return the text of the licence that a file stands under, with those of all that is in it."""
    return (_HERE / "licences" / _listed(name)["text"]).read_bytes()


def lacking(name: str) -> str:
    """Return the sentence that tells why a file is not here, and how to get it."""
    listed = _listed(name)
    what = f"{listed['package']} {listed['version']}"
    return f"{what} is not here, since kg was built without npm. Install npm, then kg anew."


def _listed(name: str) -> dict[str, str]:
    """Return the package of a file, as it is listed."""
    listed = json.loads((_HERE / "taken.json").read_bytes())
    return next(each for each in listed if name in each["files"])

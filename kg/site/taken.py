"""What pages use of npm: taken in when the package is built (`.ci/take.py`), never fetched afterwards."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Final

_HERE: Final = files("kg.site")


def file(name: str) -> bytes | None:
    """Return a file by the name that `taken.json` gives it; None where the build had no npm."""
    return (_HERE / "taken" / name).read_bytes() if is_here(name) else None


def is_here(name: str) -> bool:
    """Say whether there is a file of this name."""
    return (_HERE / "taken" / name).is_file()


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

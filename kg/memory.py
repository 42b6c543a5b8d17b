"""How much memory `2GB` is, how much the machine has, and how much of it a process holds."""

from __future__ import annotations

import os
import re
from typing import Final

_UNITS: Final = {"k": 1000, "m": 1000**2, "g": 1000**3, "t": 1000**4}
_BINARY: Final = {f"{unit}i": 1024**power for power, unit in enumerate("kmgt", 1)}
_CGROUP: Final = "/sys/fs/cgroup/memory.max"


def size(text: str) -> int:
    """Return the bytes of a size such as 500MB, 1.5 GB or 2GiB; 0 is 0. ValueError for anything else."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmgt]i?)b?", text.strip().casefold())
    if not match and text.strip() != "0":
        raise ValueError(text)
    return int(float(match[1]) * (_UNITS | _BINARY)[match[2]]) if match else 0


def spelled(size: int) -> str:
    """Return bytes in the largest unit of which there is one: `500 MB`, `1.5 GB`."""
    name, unit = next(((n, u) for n, u in reversed(_UNITS.items()) if size >= u), ("k", 1000))
    return f"{size / unit:.3g} {name.upper() if name != 'k' else name}B"


def half() -> int:
    """Return half of the memory that this machine, or the container around, has; 0 where nobody tells."""
    if not hasattr(os, "sysconf"):
        return 0
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        return min(whole, int(_content(_CGROUP))) // 2
    except (OSError, ValueError):  # there is no container, or its limit is `max`
        return whole // 2


def resident(pid: int) -> int:
    """Return the bytes of memory that a process holds; 0 where the system has no /proc, or it is gone."""
    try:
        pages = _content(f"/proc/{pid}/statm").split()
    except OSError:
        return 0
    return int(pages[1]) * os.sysconf("SC_PAGE_SIZE") if pages else 0


def highest() -> int:
    """Return the most bytes of memory that this process has held."""
    import resource
    import sys

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _content(path: str) -> bytes:
    """Return the one line of a file that the system answers with, without what a whole Path takes to load."""
    file = os.open(path, os.O_RDONLY)
    try:
        return os.read(file, 200)
    finally:
        os.close(file)

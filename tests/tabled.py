"""Read the tables of examples in tests/tables: lines of cells between tabs, to which anyone can add one."""

import re
from pathlib import Path

_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[nrt])")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t"}


def rows(name):
    """Return the cells of each line of a table that is neither empty nor a comment, escapes resolved."""
    lines = Path(__file__).with_name("tables").joinpath(name).read_text(encoding="utf-8").split("\n")
    return [[_resolved(cell) for cell in line.split("\t")] for line in lines if line and line[0] != "#"]


def marked(text):
    """Return a text without its ⟦ ⟧, and where what they enclosed begins and ends."""
    spans, plain = [], ""
    for outside, inside in re.findall(r"([^⟦]*)(?:⟦([^⟧]*)⟧)?", text):
        plain += outside
        if inside:
            spans.append((len(plain), len(plain) + len(inside)))
        plain += inside
    return plain, spans


def _resolved(cell):
    return _ESCAPE.sub(lambda m: _PLAIN.get(m[1]) or chr(int(m[1][1:], 16)), cell)

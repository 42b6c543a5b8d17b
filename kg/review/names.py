"""The names that a draft lists as known to nobody: which, and the list without one that is known now."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kg.draft.unknown import ENTRY, LISTED
from kg.errors import Problem
from kg.review.blocks import Annotations
from kg.seeds.outline import Keys, Scalar, parse

_ENTRY: Final = re.compile(rf" *{ENTRY}(?P<line>[A-Za-z0-9-]+: \{{.+\}})\s*")


class Stranger(NamedTuple):
    """A name to confirm as an entity: the id and class proposed, and how the text prints it."""

    id: str
    cls: str
    label: str


def strangers(annotations: Annotations) -> list[Stranger]:
    """Return the names that the comments of a draft list, in their order."""
    found = (_ENTRY.fullmatch(line) for line in annotations.lines)
    return [stranger for match in found if match and (stranger := _read(match["line"]))]


def without(annotations: Annotations, name: str) -> Annotations:
    """Return annotations whose list lacks the entry of an id; its heading goes with the last one."""
    entries = {number: match["line"] for number, line in enumerate(annotations.lines)
               if (match := _ENTRY.fullmatch(line))}  # fmt: skip
    gone = {number for number, line in entries.items() if line.split(":")[0] == name}
    if gone == entries.keys():
        gone |= {number for number, line in enumerate(annotations.lines) if line.strip() == LISTED}
    kept = [line for number, line in enumerate(annotations.lines) if number not in gone]
    return Annotations("".join(kept), annotations.name)


def _read(line: str) -> Stranger | None:
    problems: list[Problem] = []
    node = parse(line, "comment", problems.append)
    if problems or not isinstance(node, Keys) or not isinstance(node.entries[0][1], Keys):
        return None
    said = {key.text: value.text for key, value in node.entries[0][1].entries if isinstance(value, Scalar)}
    cls = said.get("a", "")
    return Stranger(node.entries[0][0].text, "" if cls == "CLASS" else cls, said.get("label", ""))

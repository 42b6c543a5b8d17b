"""Rows as a person writes them: keys and values without braces, on one line."""

from __future__ import annotations

import re
from typing import Final

from kg.errors import KgError, Problem
from kg.review.blocks import Annotations, Block, Plain, plain
from kg.seeds.outline import Keys, parse

_FLOW: Final = re.compile(r"- \{(.*)\}(?:\s*#[^}]*)?", re.DOTALL)
_ENDLESS: Final = 1 << 30


def meaning(written: str) -> Plain:
    """Return what `id: toyota, operatesIn: MX` means; KgError where it is no row."""
    problems: list[Problem] = []
    node = parse(f"{{{' '.join(written.split())}}}", "row", problems.append)
    if problems or not isinstance(node, Keys) or not node.entries:
        hint = problems[0].hint if problems else "Write key: value, key: value."
        raise KgError(problems[0].what if problems else "this is no row", hint=hint)
    return plain(node)


def row_text(annotations: Annotations, block: Block, meant: Plain) -> str:
    """Return a row as it is written between its braces, or, without any, as it would be."""
    import yaml

    found = _FLOW.fullmatch("".join(annotations.lines[slice(*block[:2])]).strip())
    if found and _means(found[1], meant):
        return " ".join(found[1].split())
    dumped = yaml.safe_dump(
        meant, default_flow_style=True, allow_unicode=True, width=_ENDLESS, sort_keys=False
    )
    return dumped.strip()[1:-1]


def _means(written: str, meant: Plain) -> bool:
    try:
        return bool(meaning(written) == meant)
    except KgError:
        return False

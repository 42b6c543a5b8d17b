"""Corpora of any number of documents in the shape of our own: our texts again and again, with other figures.

Every copy has its own ids for the source and its records and its own decimals, in the text and in the rows
alike; entities are shared, as they are in a real archive. The same number gives the same bytes.
"""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_DECIMAL = re.compile(r"(?<![\d.,])[1-9]\d*\.\d+(?![\d.,])")
_DECLARED = re.compile(r"\bid: ([A-Za-z0-9-]+)(?=, a: )")
_SOURCE = re.compile(r"^  id: ([A-Za-z0-9-]+)$", re.MULTILINE)
_SHA = re.compile(r"sha256: [0-9a-f]{64}")
_IDENTIFIER = re.compile(r'identifier: "\d+"')


def corpus(number: int, folder: Path, root: Path = ROOT) -> Path:
    """Return a project of that many documents in a new `folder`, with the ontology and queries of `root`."""
    for name in ("ontology", "queries"):
        shutil.copytree(root / name, folder / name)
    (folder / "seeds").mkdir()
    shutil.copy(root / "seeds" / "entities.yaml", folder / "seeds")
    originals = sorted((root / "seeds").glob("0*.txt"))
    for i in range(number):
        copied(originals[i % len(originals)], i, folder / "seeds")
    return folder


def copied(original: Path, i: int, seeds: Path) -> None:
    """Write the i-th document and its annotations, a copy of `original`."""
    rows = original.with_suffix(".yaml").read_bytes().decode()
    text = original.read_bytes().decode()
    chance = random.Random(i)
    figures = {figure: _other(figure, chance) for figure in sorted({*_DECIMAL.findall(text)})}
    text, rows = (_DECIMAL.sub(lambda found: figures.get(found[0], found[0]), each) for each in (text, rows))
    own = {*_DECLARED.findall(rows), *_SOURCE.findall(rows)}
    rows = re.sub(r"(?<![\w-])[A-Za-z0-9-]+(?![\w-])", lambda found: _own(found[0], own, i), rows)
    rows = _SHA.sub(f"sha256: {hashlib.sha256(text.encode()).hexdigest()}", rows)
    rows = _IDENTIFIER.sub(f'identifier: "{i:05}"', rows)
    (seeds / f"{i:05}.txt").write_bytes(text.encode())
    (seeds / f"{i:05}.yaml").write_bytes(rows.encode())


def _own(name: str, own: set[str], i: int) -> str:
    return f"{name}-{i}" if name in own else name


def _other(figure: str, chance: random.Random) -> str:
    """Return a figure of the same length with other decimals, the last of them never zero."""
    whole, _, decimals = figure.partition(".")
    return f"{whole}.{''.join(str(chance.randrange(1, 10)) for _ in decimals)}"


if __name__ == "__main__":
    corpus(int(sys.argv[1]), Path(sys.argv[2]))

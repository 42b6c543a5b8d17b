"""A project on another pair of countries with a drafted text, for the tests of its review."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.draft.add import Given, add
from kg.draft.propose import draft
from kg.ontology.lookups import read_ontology

ROOT = Path(__file__).parent.parent
ENTITIES = """\
CL: {a: Country, label: {en: Chile, es: Chile, ja: チリ}}
KR: {a: Country, label: {en: Korea, es: Corea, ja: 韓国}}
rojas: {a: Person, label: {en: Elena Rojas, ja: ロハス}}
"""
TALKS = """\
Talks took place in Busan.

Elena Rojas stated that exports from Chile to Korea reached US$1.5 billion in 2024. Chile sells copper to \
Korea, and exports from Korea to Chile reached US$2 billion in 2023.

The Hansung Group <b>operates</b> in Chile. The valley is quiet at night.
"""


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    """A project with a source `talks` as `kg add` and `kg draft` leave it; the last sentence is unread."""
    project = tmp_path / "chile-korea"
    (project / "seeds").mkdir(parents=True)
    shutil.copytree(ROOT / "ontology", project / "ontology")
    (project / "seeds/entities.yaml").write_text(ENTITIES, encoding="utf-8")
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    add(project / "seeds", tmp_path / "talks.txt", Given("", "", "en", ""))
    draft(project / "seeds", "talks", read_ontology(project / "ontology"))
    path = project / "seeds/talks.yaml"
    unread = '- quote: "The valley is quiet at night."\n  status: draft\n'
    text = path.read_text(encoding="utf-8")
    assert unread in text
    path.write_text(text.replace(unread, ""), encoding="utf-8")
    return project

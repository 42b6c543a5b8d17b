"""kg draft --names: what a spaCy pipeline recognizes joins the names nobody knows, as candidates alone."""

from __future__ import annotations

import itertools
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
import yaml
from answering import answering, completion
from spacy.language import Language
from spacy.tokens import Span

from kg.review.blocks import Annotations
from kg.review.names import strangers

ROOT = Path(__file__).parent.parent
ENTITIES = """\
CL: {a: Country, label: {en: Chile, es: Chile, ja: チリ}}
KR: {a: Country, label: {en: Korea, es: Corea, ja: 韓国}}
"""
TALKS = """\
The Hansung Holdings operates in Chile. Busan hosted Jane Doe, and the Free Trade Treaty was signed there.
Korea Telecom and Bank of Corea del Norte sell cables to the University of Sur.
"""
NAMED = (
    ("ORG", "The Hansung Holdings"), ("GPE", "Chile"), ("GPE", "Busan"), ("PERSON", "Jane Doe"),
    ("LAW", "the Free Trade Treaty"), ("COMPANY", "Korea Telecom"), ("ORG", "cables"), ("DATE", "Sur"),
    ("MINISTRY", "hosted"), ("GPE", "Corea"),
)  # fmt: skip

LETTERS = {"nlp": {"tokenizer": {"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": "char"}}}
"""What reads each letter as a word of its own: the words of Japanese take a dictionary of 200 MB."""


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory):
    """Save a pipeline of a language that recognizes words by a label, or by a component of these tests."""

    def save(named=(), component="", language="en", **config):
        nlp = spacy.blank(language, config=config)
        if component:
            nlp.add_pipe(component)
        else:
            nlp.add_pipe("entity_ruler").add_patterns(
                [{"label": kind, "pattern": name} for kind, name in named]
            )
        folder = tmp_path_factory.mktemp("pipeline") / "saved"
        nlp.to_disk(folder)
        return folder

    return save


@pytest.fixture(scope="module")
def english(pipeline):
    return pipeline(NAMED)


@pytest.fixture
def draft(tmp_path, kg):
    """Add a text to a project on another pair of countries, and draft it with the help of a pipeline."""
    (tmp_path / "seeds").mkdir()
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    (tmp_path / "seeds/entities.yaml").write_text(ENTITIES, encoding="utf-8")

    def run(names, *options, text=TALKS, language="en"):
        if not (tmp_path / "seeds/talks.txt").exists():
            (tmp_path / "talks.txt").write_text(text, encoding="utf-8")
            added = kg("add", tmp_path / "talks.txt", "--project", tmp_path, "--language", language)
            assert added.exit_code == 0, added.stderr
        given = ("--names", names) if names else ()
        return kg("draft", "talks", "--project", tmp_path, *given, *options)

    return run


@pytest.fixture
def annotations(tmp_path):
    """The annotations of the document as they are written."""
    return lambda: (tmp_path / "seeds/talks.yaml").read_text(encoding="utf-8")


def listed(text):
    """Return the names that a draft lists, with the class of each, as a review reads them."""
    return [(each.label, each.cls) for each in strangers(Annotations(text, "seeds/talks.yaml"))]


@Language.component("hostile", assigns=["doc.ents"])
def hostile(doc):
    """Recognize nothing, blanks, marks, whole sentences, and names that could leave a comment of YAML."""
    ends = [(0, 0), (0, 1), (0, len(doc)), (2, 3), (len(doc) - 1, len(doc))]
    kept, last = [], 0
    for start, end in ends:
        if last <= start <= end <= len(doc) and end - start < len(doc):
            kept.append(Span(doc, start, end, label="ORG\n- quote: x"[: 3 + 11 * (start % 2)]))
            last = end
    doc.set_ents(kept)
    return doc


@Language.component("everything", assigns=["doc.ents"])
def everything(doc):
    """Recognize each word as an organization."""
    doc.set_ents([Span(doc, at, at + 1, label="ORG") for at in range(len(doc))])
    return doc


@Language.component("whole", assigns=["doc.ents"])
def whole(doc):
    """Recognize all that is read as one person."""
    doc.set_ents([Span(doc, 0, len(doc), label="PERSON")] if len(doc) else [])
    return doc


@Language.component("breaking", assigns=["doc.ents"])
def breaking(doc):
    """Fail."""
    raise ValueError(f"\x1b[31mnothing fits\n{doc[:1]}")


@Language.component("calling", assigns=["doc.ents"])
def calling(doc):
    """Reach for the network."""
    with socket.socket() as plug:
        plug.connect(("127.0.0.1", 9))
    return doc


@Language.component("rewriting", assigns=["doc.ents"])
def rewriting(doc):
    """Return another text than was given."""
    return spacy.blank("en").make_doc(doc.text.upper())


@Language.component("counting")
def counting(doc):
    """Recognize nothing, and say so."""
    return doc


def test_what_a_pipeline_recognizes_joins_the_unknown_names_with_the_class_of_its_label(
    draft, english, annotations
):
    assert draft(None).exit_code == 0
    before = annotations()
    result = draft(english, "--again")
    assert result.exit_code == 0, result.stderr
    assert f"kg draft talks --again --names {english}, or" in result.stderr
    assert listed(before) == [
        ("Hansung Holdings", "Company"),
        ("Jane Doe", ""),
        ("Free Trade Treaty", "Agreement"),
        ("University of Sur", "Organization"),
    ]
    assert listed(annotations()) == [
        ("Hansung Holdings", "Company"),
        ("Busan", "Place"),
        ("Jane Doe", "Person"),
        ("Free Trade Treaty", "Agreement"),
        ("University of Sur", "Organization"),
    ]
    assert yaml.safe_load(annotations())["passages"] == yaml.safe_load(before)["passages"]


def test_a_longer_name_stands_beside_what_rules_find_of_it_and_no_shorter_one(draft, pipeline, annotations):
    text = "They met in Ulan del Sur. Hansung Heavy Industries was there, as was the Hansung Bay Trade Union."
    longer = pipeline((("GPE", "Ulan del Sur"), ("ORG", "Heavy Industries"), ("ORG", "Bay Trade Union.")))
    assert draft(longer, text=text).exit_code == 0
    assert listed(annotations()) == [
        ("Ulan", ""),
        ("Ulan del Sur", "Place"),
        ("Sur", ""),
        ("Hansung Heavy Industries", ""),
        ("Hansung Bay Trade Union", ""),
    ]


@pytest.mark.parametrize(
    ("language", "config", "named", "text", "expected"),
    [
        (
            "es",
            {},
            (("PER", "Ana Rey"), ("LOC", "Ulán del Sur"), ("MISC", "Copa")),
            "Martes, dijo Ana Rey en Ulán del Sur. Copa de Chile.",
            [("Ana Rey", "Person"), ("Ulán", ""), ("Ulán del Sur", "Place"), ("Sur", "")],
        ),
        (
            "ja",
            LETTERS,
            (("Person", "森下健"), ("Company", "東亜精機"), ("GPE_Other", "釜山"), ("N_Person", "一人")),
            "森下健は東亜精機の釜山工場を訪問した。一人は韓国へ。",
            [("森下健", "Person"), ("東亜精機", "Company"), ("釜山", "Place")],
        ),
    ],
)  # fmt: skip
def test_labels_of_pipelines_for_other_languages_give_classes_too(
    draft, pipeline, annotations, *, language, config, named, text, expected
):
    result = draft(pipeline(named, language=language, **config), text=text, language=language)
    assert result.exit_code == 0, result.stderr
    assert listed(annotations()) == expected


def test_a_draft_with_a_pipeline_is_the_same_every_time(draft, english, annotations):
    draft(english)
    before = annotations()
    assert draft(english).exit_code == 0
    assert annotations() == before
    assert draft(english, "--again").exit_code == 0
    assert annotations() == before


def test_a_name_that_is_listed_already_is_not_listed_with_another_class(
    tmp_path, draft, english, annotations
):
    draft(None)
    path = tmp_path / "seeds/talks.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("- quote: ")].replace("passages:", "passages: []"), encoding="utf-8")
    assert draft(english).exit_code == 0
    assert sorted(name for name, _ in listed(annotations())) == [
        "Busan",
        "Free Trade Treaty",
        "Hansung Holdings",
        "Jane Doe",
        "University of Sur",
    ]
    assert annotations().count("status: draft") == 4


def test_candidates_stand_beside_the_rows_of_a_language_model(draft, english, annotations, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    operates = {"quote": "operates in Chile", "id": "KR", "note": "x"}
    with answering(lambda _: completion([operates])) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.address)
        result = draft(english, "--model", "tiny", "--wait", 60)
    assert result.exit_code == 0, result.stderr
    assert ("Busan", "Place") in listed(annotations())
    assert annotations().count("status: draft") == 4


@pytest.mark.parametrize(
    ("component", "added"), [("hostile", ["Way"]), ("everything", ["Way"]), ("whole", [])]
)
def test_odd_spans_and_labels_write_nothing_but_names_into_comments(
    draft, pipeline, annotations, component, added
):
    text = (
        'Co: #x "} - [Busan]\tGave\u2028Way, {a: b} – Seúl’s. The (Chile) Y and so on'
        + " and on" * 50
        + ". O. "
    )
    assert draft(None, text=text).exit_code == 0
    before, by_rules = yaml.safe_load(annotations()), listed(annotations())
    result = draft(pipeline(component=component), "--again", text=text)
    assert result.exit_code == 0, result.stderr
    assert yaml.safe_load(annotations()) == before
    assert len(listed(annotations())) == annotations().count("\n#   ")
    assert [name for name, _ in listed(annotations()) if (name, "") not in by_rules] == added


def test_a_thousand_names_are_listed_each_once(draft, pipeline, annotations):
    names = [f"N{''.join(each)}" for each in itertools.product("abcdefghij", repeat=3)]
    text = "\n\n".join(f"{' and '.join(names[at : at + 100])} met." for at in range(0, 1_000, 100))
    assert draft(pipeline(component="everything"), text=f"{text}\n\nThere {names[0]} is.").exit_code == 0
    lines = [line for line in annotations().splitlines() if line.startswith("#   ")]
    assert lines[:-1] == [f'#   {name.lower()}: {{a: Organization, label: "{name}"}}' for name in names]


@pytest.mark.parametrize(
    ("component", "told"),
    [
        ("breaking", "\\u001b[31mnothing fits The"),
        ("calling", "it would reach the network, and a draft fetches nothing"),
        ("rewriting", "it changes the text that it reads, so that places in it are unknown"),
        ("counting", "the pipeline has no component that recognizes names"),
    ],
)
def test_a_pipeline_that_cannot_be_asked_is_told_and_nothing_is_written(
    draft, pipeline, annotations, component, told
):
    draft(None)
    before = annotations()
    saved = pipeline(component=component)
    result = draft(saved, "--again")
    assert result.exit_code == 2
    assert told in result.stderr
    assert str(saved) in result.stderr
    assert annotations() == before


def test_a_pipeline_that_cannot_be_found_is_told(draft, tmp_path):
    for name, told in (
        ("nowhere_at_all", "no package or folder has the name of this pipeline"),
        (tmp_path / "nowhere", "no package or folder has the name of this pipeline"),
        (tmp_path, "the folder is no pipeline, as it has no config.cfg"),
        ("", "no package or folder has the name of this pipeline"),
    ):
        result = draft(name or " ")
        assert (result.exit_code, told in result.stderr) == (2, True), result.stderr


def test_a_package_that_is_no_pipeline_is_told(draft):
    result = draft("click")
    assert result.exit_code == 2
    assert "click: spaCy cannot use the pipeline" in result.stderr.replace("error: ", "")


def test_a_damaged_pipeline_or_one_that_asks_for_missing_code_is_told(draft, english, tmp_path):
    for number, (file, damage) in enumerate((
        ("config.cfg", lambda old: old.replace(b'"entity_ruler"', b'"nonesuch"')),
        ("config.cfg", lambda old: old[: len(old) // 2]),
        ("config.cfg", lambda old: b"\xff\x00" + old),
        ("meta.json", lambda old: old[:40]),
        ("vocab/strings.json", lambda _: b"["),
        ("tokenizer", lambda old: b"\xc1" + old[:90]),
        ("entity_ruler/patterns.jsonl", lambda _: b'{"label": 3}'),
    )):  # fmt: skip
        damaged = Path(shutil.copytree(english, tmp_path / f"damaged-{number}"))
        (damaged / file).write_bytes(damage((damaged / file).read_bytes()))
        result = draft(damaged)
        assert result.exit_code == 2, (file, result.stderr, result.exception)
        assert "spaCy cannot use the pipeline: " in result.stderr
        assert str(damaged) in result.stderr


def test_a_pipeline_for_another_language_is_refused(draft, english):
    result = draft(english, text="チリは成長した。", language="ja")
    assert result.exit_code == 2
    assert "the pipeline is made for 'en', the document is in 'ja'" in result.stderr


def test_without_spacy_what_to_install_is_told(draft, english, monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    result = draft(english)
    assert result.exit_code == 2
    assert "Run pip install 'japan-mexico-kg[names]'." in result.stderr


def test_spacy_is_loaded_for_a_named_pipeline_alone(draft, tmp_path):
    assert draft(None).exit_code == 0
    run = [sys.executable, "-X", "importtime", "-m", "kg", "draft", "talks", "--again", "--project", tmp_path]
    loaded = subprocess.run(run, check=True, capture_output=True, text=True).stderr
    assert ("kg.draft.recognized" in loaded, "spacy.util" in loaded) == (True, False)

"""kg.draft.forms: the JSON Schema by which editors complete and underline what is written into seeds/."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from kg.project import at
from kg.seeds import read

ROOT = Path(__file__).parent.parent
PACIFIC = Path(__file__).parent / "fixtures/pacific"


class _AsEditorsDo(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: a number is a number, a date and `no` are texts."""


_AsEditorsDo.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parsed(text):
    return yaml.load(text, _AsEditorsDo)


@pytest.fixture(scope="module")
def schema():
    return Draft202012Validator(json.loads(at(ROOT).forms()))


def underlined(schema, text):
    """Return where the schema finds mistakes, as far in as it can tell."""
    found = set()
    for error in schema.iter_errors(parsed(text)):
        found.add(".".join(map(str, error.absolute_path)) or "the file")
    return sorted(found)


def test_it_is_a_schema_of_2020_12_and_the_same_bytes_each_time():
    text = at(ROOT).forms()
    Draft202012Validator.check_schema(json.loads(text))
    assert json.loads(text)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert text == at(ROOT).forms()


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.yaml")), ids=lambda path: path.name)
def test_our_seeds_have_nothing_underlined(schema, path):
    assert underlined(schema, path.read_text(encoding="utf-8")) == []


def test_a_project_on_another_pair_with_a_class_of_its_own_has_nothing_underlined(kg, tmp_path):
    folder = tmp_path / "pacific"
    kg("init", folder, "--title", "Korea and Chile")
    shutil.copytree(PACIFIC, folder, dirs_exist_ok=True)
    theirs = Draft202012Validator(json.loads(at(folder).forms()))
    files = [path.read_text(encoding="utf-8") for path in sorted((folder / "seeds").glob("*.yaml"))]
    assert [underlined(theirs, text) for text in files] == [[], [], []]


FILE = """
source: {id: words, sha256: 50fe660755a1959f96569de5aa3226bcaf66a680454aaf5a6591e35019f4d246, language: en}
passages:
- quote: Toyota operates in Mexico
  facts:
  - {id: toyota, operatesIn: MX, period: 2024, restrictedTo: some}
  - {id: trade-2024, a: Observation, indicator: trade, between: [JP, MX], period: Q3 2024, printed: 5}
  - {id: said, a: SpeechAct, act: stated, speaker: motegi, during: a-meeting-to-be-told-later}
skipped:
- {quote: Outlook, reason: a heading, role: heading}
"""
WHO = "acme: {a: [Company, Facility], label: {en: Acme, ja: アクメ}, wording: [the firm], homeCountry: MX}\n"


def test_what_a_build_takes_is_not_underlined(schema):
    assert underlined(schema, FILE) == []
    assert underlined(schema, WHO) == []
    assert underlined(schema, "# nobody yet\n") == []


MISTAKES = {
    "a key that is none": ("operatesIn: MX", "operateIn: MX", "passages.0.facts.0"),
    "an entity that nobody knows": ("operatesIn: MX", "operatesIn: MEX", "passages.0.facts.0.operatesIn"),
    "a thing of another class": ("operatesIn: MX", "operatesIn: motegi", "passages.0.facts.0.operatesIn"),
    "a modality that is none": ("restrictedTo: some", "modality: maybe", "passages.0.facts.0.modality"),
    "a class that is none": ("a: Observation", "a: Observatoin", "passages.0.facts.1.a"),
    "a class of entities": ("a: Observation", "a: Company", "passages.0.facts.1.a"),
    "an indicator that is none": ("indicator: trade", "indicator: trad", "passages.0.facts.1.indicator"),
    "an id with a space": ("id: said", "id: it was said", "passages.0.facts.2.id"),
    "a key of another class": ("speaker: motegi", "holder: motegi", "passages.0.facts.2"),
    "a passage without a quote": ("quote: Toyota operates in Mexico", "role: heading", "passages.0"),
    "a stretch skipped without a reason": (", reason: a heading", "", "skipped.0"),
    "facts that are no list": ("  facts:\n", "  facts: none\n  rest:\n", "passages.0"),
    "a status that is none": ("  facts:", "  status: done\n  facts:", "passages.0.status"),
    "a checksum that is none": ("sha256: 50fe", "sha256: fe", "source.sha256"),
    "a source without an id": ("id: words, ", "", "source"),
    "a language that is none": ("language: en", "language: English", "source.language"),
    "a value that is left out": ("restrictedTo: some", "restrictedTo: ''", "passages.0.facts.0.restrictedTo"),
    "a list that is empty": ("restrictedTo: some", "restrictedTo: []", "passages.0.facts.0.restrictedTo"),
}


@pytest.mark.parametrize(("right", "wrong", "place"), MISTAKES.values(), ids=MISTAKES)
def test_a_typical_mistake_is_underlined_where_it_stands(schema, right, wrong, place):
    assert right in FILE
    assert place in underlined(schema, FILE.replace(right, wrong, 1))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("acme: {a: Company}", "acme"),
        ("acme: {label: Acme}", "acme"),
        ("acme: {a: Compny, label: Acme}", "acme.a"),
        ("acme: {a: Meeting, label: Acme}", "acme.a"),
        ("acme: {a: Company, label: {English: Acme}}", "acme.label"),
        ("acme: {a: Company, label: Acme, homeCountry: toyota}", "acme.homeCountry"),
        ("acme: {a: Company, label: Acme, iso4217: MXN}", "acme"),
        ("acme inc: {a: Company, label: Acme}", "the file"),
    ],
)
def test_a_mistake_in_who_is_who_is_underlined(schema, text, place):
    assert underlined(schema, text) == [place]


def test_it_knows_every_key_that_is_read(schema):
    files = schema.schema["$defs"]["annotations"]["properties"]
    assert tuple(files) == read.FILE_KEYS
    assert tuple(files["source"]["properties"]) == read.SOURCE_KEYS
    assert tuple(files["passages"]["items"]["properties"]) == read.PASSAGE_KEYS
    assert tuple(files["skipped"]["items"]["properties"]) == read.SKIPPED_KEYS


def test_a_property_is_explained_by_its_definition(schema):
    explained = schema.schema["$defs"]["property.operatesIn"]["description"]
    assert explained == next(iter(at(ROOT).vocabulary.objects(
        "http://www.w3.org/2004/02/skos/core#definition"
    )["https://w3id.org/japan-mexico-kg/ontology#operatesIn"]))  # fmt: skip


def test_new_files_of_a_project_lead_editors_to_it_and_builds_keep_it(kg, tmp_path, monkeypatch):
    assert kg("init", tmp_path / "new").exit_code == 0
    monkeypatch.chdir(tmp_path / "new")
    (tmp_path / "talks.txt").write_text("The ministers met.\n", encoding="utf-8")
    assert kg("add", tmp_path / "talks.txt").exit_code == 0
    for name in ("talks.yaml", "entities.yaml"):
        first = Path("seeds", name).read_text(encoding="utf-8").split("\n")[:2]
        assert "# yaml-language-server: $schema=../build/seeds.schema.json" in first
    kept = Path("build/seeds.schema.json")
    assert '"honda"' not in kept.read_text(encoding="utf-8")
    with Path("seeds/entities.yaml").open("a", encoding="utf-8") as file:
        file.write("honda: {a: Company, label: Honda}\n")
    assert kg("build").exit_code == 0
    assert '"honda"' in kept.read_text(encoding="utf-8")
    assert kg("schema", "--as", "json-schema").stdout == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("other", [["company"], ["-f", "csv"], ["-d", "x.ttl"]])
def test_the_schema_of_seeds_takes_nothing_that_is_about_graphs(kg, other):
    result = kg("schema", "--as", "json-schema", *other)
    assert result.exit_code == 2
    assert "is of seeds" in result.stderr

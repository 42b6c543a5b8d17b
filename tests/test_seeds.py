"""kg.seeds.read, kg.seeds.outline and kg.seeds.malformed: files as dataclasses that know their places."""

import hashlib

import pytest
import yaml

from kg.errors import SeedError
from kg.seeds import outline
from kg.seeds.read import read_seeds, read_source


def problems_of(mini):
    with pytest.raises(SeedError) as caught:
        read_seeds(mini / "seeds")
    return [str(problem) for problem in caught.value.problems]


def test_every_value_keeps_its_spelling_and_its_place(mini, edit):
    edit("seeds/entities.yaml", "label: Mexico, iso3166: MX", "label: NO, iso3166: 5:00")
    mexico = read_seeds(mini / "seeds").entities[1]
    assert mexico.where == "seeds/entities.yaml:2:1"
    assert [(p.key, p.values[0].text, p.values[0].where) for p in mexico] == [
        ("a", "Country", "seeds/entities.yaml:2:9"),
        ("label", "NO", "seeds/entities.yaml:2:25"),
        ("iso3166", "5:00", "seeds/entities.yaml:2:38"),
    ]


def test_texts_by_language_carry_their_language(mini):
    japan = read_seeds(mini / "seeds").entities[0]
    assert [(v.text, v.language) for v in japan.get("label")] == [("Japan", "en"), ("日本", "ja")]


def test_a_source_has_its_text_header_passages_and_skipped_stretches(mini):
    (source,) = read_seeds(mini / "seeds").sources
    assert (source.id, source.identifier, source.file) == ("sol-2025", "100", "report.txt")
    assert source.text.startswith("Trade Report\nBy Ana Sol")
    assert [p.key for p in source.header] == ["title", "author", "published"]
    assert [len(p.rows) for p in source.passages] == [2, 1, 1, 1]
    assert source.passages[1].shared.first("modality").text == "possible"
    assert source.skipped[0].reason == "says nothing new"


@pytest.mark.parametrize(
    ("metadata", "told"),
    [
        ("language: English", "report.yaml:4:13: 'English' is no language tag"),
        ("url: example.org/report", "report.yaml:4:8: 'example.org/report' is no address"),
        ("url: javascript:alert(1)", "report.yaml:4:8: 'javascript:alert(1)' is no address"),
    ],
)
def test_a_language_or_an_address_of_another_form_is_refused(mini, edit, metadata, told):
    edit("seeds/report.yaml", '"100"', f'"100"\n  {metadata}')
    with pytest.raises(SeedError) as caught:
        read_seeds(mini / "seeds")
    assert told in str(caught.value)


def test_one_source_is_read_by_itself_whatever_is_wrong_with_the_others(mini):
    (mini / "seeds/other.txt").write_text("A text without annotations.")
    problems = []
    assert read_source(mini / "seeds", "report", problems.append).id == "sol-2025"
    assert problems == []


def test_text_is_read_as_utf_8_with_its_line_ends_as_they_are(mini, edit):
    data = (mini / "seeds/report.txt").read_bytes().replace(b"\n", b"\r\n")
    (mini / "seeds/report.txt").write_bytes(data)
    old = (mini / "seeds/report.yaml").read_text(encoding="utf-8").split("sha256: ")[1].split("\n")[0]
    edit("seeds/report.yaml", old, hashlib.sha256(data).hexdigest())
    assert read_seeds(mini / "seeds").sources[0].text.count("\r\n") == 5


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "  id: sol-2025",
            "\tid: sol-2025",
            "report.yaml:2:1: error: malformed YAML: a tab in the indentation",
        ),
        (
            "  quote: By",
            " quote: By",
            "report.yaml:5:2: error: malformed YAML: this belongs to no key above\n    Lines of one list",
        ),
        (
            "  title: Trade",
            "  title: T: Trade",
            "report.yaml:6:11: error: malformed YAML: this ': ' makes no key\n    Indent by spaces",
        ),
        (
            "{id: toyota, ",
            "{id: toyota ",
            "12:27: error: malformed YAML: the { opened on line 12, column 5, is not closed before this",
        ),
        (
            "  title: Trade Report\n",
            "  title: Trade Report\n  title: Trade Report\n",
            "7:3: error: the key 'title' stands here a second time (first at seeds/report.yaml:6:3)",
        ),
        (
            "  author:",
            "  autor:",
            "7:3: error: unknown key 'autor' in a source\n    Did you mean author?",
        ),
        (
            "passages:",
            "passage:",
            "error: unknown key 'passage' in a file of annotations\n    Did you mean passages?",
        ),
        ("  saidBy: honda", "  saidby: honda", "unknown key 'saidby' in a passage\n    Did you mean saidBy?"),
        ("reason: says", "because: says", "a skipped passage has no reason"),
        ("{id: toyota, operatesIn: MX}", "{operatesIn: MX}", "report.yaml:12:5: error: this fact has no id"),
        ("id: toyota,", "id: toyota/x,", "report.yaml:12:10: error: 'toyota/x' cannot be an id"),
        (
            "  facts:\n  - {id: honda, operatesIn: MX",
            "  facts: {id: honda, operatesIn: MX",
            "a list is expected here",
        ),
        (
            "id: toyota, operatesIn: MX",
            "id: toyota, operatesIn: ",
            "report.yaml:12:30: error: there is no value",
        ),
        (
            "printed: more than US$4.28 billion",
            "printed: 1兆2,000億円",
            "error: there is no value of '000億円'\n    Write one, or remove the key. In braces a comma",
        ),
        ("operatesIn: MX}", "operatesIn: &x [*x]}", "an alias (*name) uses the value here again"),
        (
            "quote: Honda may",
            "quote: *Honda may",
            "report.yaml:14:10: error: malformed YAML: a text cannot begin with *\n    Put the text in",
        ),
        (
            "Tsusho operate in Mexico",
            "Tsusho operate in Mexico #1",
            "report.yaml:10:10: error: a # after a space begins a comment",
        ),
        ("  title: Trade Report", "  title: []", "report.yaml:6:10: error: there is no value here"),
        (
            "{id: toyota, operatesIn: MX}",
            "{id: toyota, operatesIn: MX, restrictedTo: []}",
            "report.yaml:12:48: error: there is no value here",
        ),
        ("reason: says", "reason: a, says", "In braces a comma ends a value"),
    ],
)
def test_a_malformed_file_is_told_with_its_line_and_column(mini, edit, old, new, told):
    edit("seeds/report.yaml", old, new)
    assert any(told in problem for problem in problems_of(mini)), problems_of(mini)


def test_an_alias_is_refused_so_that_no_file_can_grow_without_end(mini, edit):
    edit("seeds/report.yaml", "id: toyota, operatesIn: MX", "id: &t toyota, operatesIn: *t")
    assert "report.yaml:12:10: error: an alias (*name) uses the value here again" in problems_of(mini)[0]


def test_all_problems_of_all_files_are_told_at_once_in_order_of_their_lines(mini, edit):
    edit("seeds/entities.yaml", "label: Toyota}", "label: Toyota, label: Toyota}")
    edit("seeds/report.yaml", "  author:", "  autor:")
    edit("seeds/report.yaml", "  saidBy:", "  saidby:")
    told = [problem.split(": error")[0] for problem in problems_of(mini)]
    assert told == ["seeds/entities.yaml:3:37", "seeds/report.yaml:7:3", "seeds/report.yaml:22:3"]


def test_a_source_that_is_not_utf_8_is_told_with_the_byte(mini):
    (mini / "seeds/report.txt").write_bytes(b"Trade\nReport \xe9\n")
    assert "seeds/report.txt:2:8: error: not UTF-8: byte 0xe9 cannot be read" in problems_of(mini)[0]


@pytest.mark.parametrize("name", ["report.txt", "report.yaml", "entities.yaml"])
def test_an_empty_file_is_told(mini, name):
    (mini / "seeds" / name).write_text("\n")
    assert f"seeds/{name}:1:1: error: the file is empty" in problems_of(mini)[0]


@pytest.mark.parametrize("name", ["report.txt", "report.yaml", "entities.yaml"])
def test_a_missing_file_is_told(mini, name):
    (mini / "seeds" / name).unlink()
    assert problems_of(mini)[0].startswith(f"seeds/{name}:1:1: error: the file is missing")


def test_a_source_edited_after_annotation_is_told_with_its_new_hash(mini, edit):
    edit("seeds/report.txt", "Toyota and", "Toyota, and")
    digest = hashlib.sha256((mini / "seeds/report.txt").read_bytes()).hexdigest()
    (told,) = map(str, read_seeds(mini / "seeds").problems)
    assert told.startswith("seeds/report.yaml:4:11: error: report.txt is not the text that was annotated")
    assert told.endswith(f"write sha256: {digest}")


def test_line_ends_that_a_checkout_changed_are_told_as_such(mini):
    file = mini / "seeds/report.txt"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (told,) = map(str, read_seeds(mini / "seeds").problems)
    what = "report.txt has other line ends than the text that was annotated: it had LF (U+000A)"
    assert told.startswith(f"seeds/report.yaml:4:11: error: {what}")
    assert "seeds/*.txt -text" in told


def test_two_sources_with_one_id_are_told(mini):
    for suffix in ("txt", "yaml"):
        (mini / f"seeds/zweiter.{suffix}").write_bytes((mini / f"seeds/report.{suffix}").read_bytes())
    assert "the source id 'sol-2025' is already taken at seeds/report.yaml:2:3" in problems_of(mini)[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a\n", "the entities.yaml must be a mapping of keys to values"),
        ("JP: x\n", "the entity JP must be a mapping of keys to values"),
        ("JP: {a: Country, label: {EN: Japan}}\n", "'EN' is no language tag"),
        ("? [a]\n: b\n", "a key must be a word, not a list or mapping"),
        (
            "JP: {a: Place}\n\ufeffMX: {a: Place}\n",
            "entities.yaml:2:1: error: malformed YAML: the character U+FEFF",
        ),
        ("JP: 日本 \x01\n", "entities.yaml:1:8: error: malformed YAML: the character U+0001 is not allowed"),
    ],
)
def test_entities_in_another_shape_are_told(mini, text, told):
    (mini / "seeds/entities.yaml").write_text(text, encoding="utf-8")
    assert told in problems_of(mini)[0]


@pytest.mark.parametrize("loader", ["CBaseLoader", "BaseLoader"])
@pytest.mark.parametrize(
    ("text", "told", "hint"),
    [
        ("a:\n\tb: c\n", "2:1: a tab in the indentation", "Indent with spaces"),
        ("a:\n-\tb\n", "2:2: a tab in the indentation", "Indent with spaces"),
        ("a: b\nc: d: e\n", "2:5: this ': ' makes no key", "quote a text that contains ': '"),
        (
            "- a\nb: c\n",
            "2:1: an item of the list above is expected here",
            "begin with '-' in the same col",
        ),
        ("a:\n  b: c\n d: e\n", "3:2: this belongs to no key above", "begin in the same column"),
        ("a:\n- b\n-c\n- d\n", "3:1: this is neither 'key: value' nor '- item'", "Put a space after"),
        ("a: 'b' c\n", "1:8: this belongs to no key above", "quote a text that contains quotes"),
        ("a: 'b\nc: d\n", "1:4: a quotation mark is opened here and never closed", "Close it"),
        ('a: "b\n---\nc"\n', "1:4: a quotation mark is opened here and never closed", "Close it"),
        ('a: "\\xZZ"\n', "1:7: between double quotes \\ begins an escape, which this is none of", "\\\\"),
        ("a: {b: c\nd: e\n", "2:2: the { opened on line 1, column 4, is not closed before this", "Close"),
        ("a: [b, c\n", "2:1: the [ opened on line 1, column 4, is not closed before this", "Close it"),
        ("a: * b\n", "1:4: a text cannot begin with *", "Put the text in quotation marks."),
        ("a: *b\n", "1:4: a text cannot begin with *", "Put the text in quotation marks."),
        ("a: & b\n", "1:4: a text cannot begin with &", "Put the text in quotation marks."),
        ("a: @b\n", "1:4: a text cannot begin with @", "Put the text in quotation marks."),
        ("a: >5 million\n", "1:4: a text cannot begin with >", "Put the text in quotation marks."),
        ("a: ]\n", "1:4: a text cannot begin with ]", "Put the text in quotation marks."),
        ("a: b\n---\nc: d\n", "2:1: a second document begins here", "Remove the line ---."),
        ("[" * 3000 + "]" * 3000, "1:51: lists or mappings are nested too deep", "Close the brackets"),
        ("[" * 3000, "1:51: lists or mappings are nested too deep", "Close the brackets"),
        ("{a: " * 3000, "1:201: lists or mappings are nested too deep", "Close the brackets"),
        ("- " * 3000, "1:101: lists or mappings are nested too deep", "indent less"),
        (
            "\n".join(" " * i + "a:" for i in range(3000)),
            "51:51: lists or mappings are nested too deep",
            "indent less",
        ),
    ],
)
def test_both_parsers_of_yaml_are_told_alike_whatever_they_say(monkeypatch, loader, text, told, hint):
    monkeypatch.setattr(outline, "_LOADER", getattr(yaml, loader))
    problems = []
    assert outline.parse(text, "f.yaml", problems.append) is None
    assert [f"{p.where}: {p.what}" for p in problems] == [
        f"f.yaml:{told.replace(': ', ': malformed YAML: ', 1)}"
    ]
    assert hint in problems[0].hint


def test_fifty_lists_in_each_other_are_read():
    assert outline.parse("[" * 50 + "]" * 50, "f.yaml", pytest.fail) is not None


@pytest.mark.parametrize("text", ["- a\n- b\n", "source:\n- a\n- b\n", "just words\n"])
def test_a_file_of_the_wrong_shape_is_one_problem(mini, text):
    (mini / "seeds/report.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        read_seeds(mini / "seeds")
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("tag", ["!name", "!!int", "!!python/object/apply:os.system", "!"])
@pytest.mark.parametrize("value", ["'Mexico'", "[Mexico]", "{en: Mexico}"])
def test_a_tag_is_refused_because_it_says_nothing(mini, edit, tag, value):
    edit("seeds/entities.yaml", "label: Mexico", f"label: {tag} {value}")
    (told,) = problems_of(mini)
    assert told.startswith("seeds/entities.yaml:2:25: error: a tag (")
    assert told.endswith(") says nothing here\n    Remove it: every value is a text.")


@pytest.mark.parametrize(
    ("escape", "name"), [("\\e", "001B"), ("\\a", "0007"), ("\\x9b", "009B"), ("\\0", "0000")]
)
def test_an_escape_puts_no_control_character_into_a_label(mini, edit, escape, name):
    edit("seeds/entities.yaml", "label: Mexico", f'label: {{en: "Me{escape}xico"}}')
    assert problems_of(mini) == [
        f"seeds/entities.yaml:2:30: error: the character U+{name} is not allowed\n    Remove it."
    ]

"""Decisions on drafted passages: what each changes in a file, line by line, and that nothing else changes."""

import difflib
from pathlib import Path

import pytest

from kg.draft.unknown import LISTED
from kg.errors import KgError
from kg.review import decisions
from kg.review.blocks import Annotations
from kg.review.names import Stranger, strangers, without

START = (Path(__file__).parent / "decisions" / "start.yaml").read_text(encoding="utf-8")
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("0*.yaml"))


def annotations(text=START):
    return Annotations(text, "seeds/talks.yaml")


def difference(before, after):
    """Return the lines that went (-) and came (+)."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:2] != "@@" and line[:3] not in ("---", "+++")]


def changed(decision, *arguments, text=START):
    return difference(text, decision(annotations(text), *arguments).text)


def test_accepting_a_passage_takes_its_mark_of_a_draft_away():
    assert changed(decisions.accept, 0) == ["-  status: draft"]
    assert changed(decisions.accept, 1) == ["-  status: draft"]


def test_a_mark_that_comes_first_leaves_its_dash_to_the_next_key():
    text = "source: {id: a}\npassages:\n- status: draft\n  quote: x\n"
    assert changed(decisions.accept, 0, text=text) == ["-- status: draft", "-  quote: x", "+- quote: x"]


def test_an_accepted_passage_is_not_accepted_again():
    with pytest.raises(KgError, match="accepted already"):
        decisions.accept(annotations(), 2)


def test_rejecting_a_passage_takes_its_lines_and_comments_away_and_those_of_no_other():
    gone = ['-- quote: "Chile sells copper."', "-  status: draft", "-  # named: CL"]
    assert changed(decisions.reject, 0) == gone
    assert changed(decisions.reject, 2) == [
        "-- quote: It grows.",
        "-  after: 'copper: \"much\".'",
        "-  facts:",
        "-  - id: t-2",
        "-    a: Development",
    ]


def test_rejecting_the_only_passage_leaves_an_empty_list():
    text = "source: {id: a}\npassages:\n# remark\n- quote: x\n"
    assert decisions.reject(annotations(text), 0).text == "source: {id: a}\npassages: []\n# remark\n"


def test_a_corrected_row_is_written_on_one_line_without_its_confidence():
    row = "id: t-1, a: Observation,\n indicator: imports, to: KR"
    assert changed(decisions.correct_row, 1, 0, row) == [
        "-  - {id: t-1, a: Observation, indicator: imports, from: CL, to: KR}  # confidence 0.6",
        "+  - {id: t-1, a: Observation, indicator: imports, to: KR}",
    ]


def test_a_row_on_several_lines_is_replaced_whole():
    assert changed(decisions.correct_row, 1, 1, "id: KR, buys: copper") == [
        "-  - {id: KR, buys: [copper,",
        "-     lithium]}  # both",
        "+  - {id: KR, buys: copper}",
    ]
    assert changed(decisions.correct_row, 2, 0, "id: t-2, a: Meeting")[-1] == "+  - {id: t-2, a: Meeting}"


def test_rejecting_a_row_leaves_the_others_and_the_last_takes_the_list_along():
    assert changed(decisions.reject_row, 1, 0) == [
        "-  - {id: t-1, a: Observation, indicator: imports, from: CL, to: KR}  # confidence 0.6"
    ]
    assert changed(decisions.reject_row, 2, 0) == ["-  facts:", "-  - id: t-2", "-    a: Development"]


def test_a_row_is_added_behind_the_last_or_as_the_first_of_a_new_list():
    assert changed(decisions.add_row, 1, "id: CL, sells: copper") == ["+  - {id: CL, sells: copper}"]
    after = decisions.add_row(annotations(), 0, "id: CL, sells: copper").text
    assert "  status: draft\n  facts:\n  - {id: CL, sells: copper}\n  # named: CL\n" in after


def test_new_words_of_a_passage_take_the_place_of_the_old():
    assert changed(decisions.correct_quote, 1, "Korea buys copper", "much.") == [
        "-- quote: |-",
        "-    Korea buys copper,",
        "-    and lithium.",
        '+- quote: "Korea buys copper"',
        '+  after: "much."',
    ]
    assert changed(decisions.correct_quote, 2, "It: grows", "") == [
        "-- quote: It grows.",
        "-  after: 'copper: \"much\".'",
        '+- quote: "It: grows"',
    ]


def test_a_passage_is_split_and_its_rows_go_to_the_part_that_is_told():
    after = decisions.split(annotations(), 1, ("Korea buys copper", "and lithium."), [1]).text
    assert (
        """\
- quote: "Korea buys copper"
  status: draft
  modality: planned  # by 2030
  facts:
  - {id: t-1, a: Observation, indicator: imports, from: CL, to: KR}  # confidence 0.6
  # figure: none
- quote: "and lithium."
  status: draft
  modality: planned  # by 2030
  facts:
  - {id: KR, buys: [copper,
     lithium]}  # both
# The last is read.
"""
        in after
    )


def test_all_rows_may_go_to_the_second_part_and_a_part_has_words():
    after = decisions.split(annotations(), 2, ("It", "grows."), [0]).meaning["passages"]
    assert after[2] == {"quote": "It", "after": 'copper: "much".'}
    assert after[3] == {"quote": "grows.", "facts": [{"id": "t-2", "a": "Development"}]}
    with pytest.raises(KgError, match="no words"):
        decisions.split(annotations(), 2, ("It grows.", " "), [])


def test_a_new_passage_is_a_draft_at_its_place():
    assert changed(decisions.add, 1, "Chile: copper") == ['+- quote: "Chile: copper"', "+  status: draft"]
    after = decisions.add(annotations(), 3, "It grows", "lithium.").text
    assert '    a: Development\n- quote: "It grows"\n  after: "lithium."\n  status: draft\n\n# Where' in after
    first = decisions.add(annotations("source: {id: a}\npassages: []\n"), 0, "x").text
    assert first == 'source: {id: a}\npassages:\n- quote: "x"\n  status: draft\n'


def test_what_needs_no_facts_is_skipped_with_a_reason_in_place_of_its_passage():
    after = decisions.skip(annotations(), ["Chile sells copper."], "background", 0).text
    assert "sells copper." in after.split("skipped:")[1]
    assert (
        'a: Development\n\nskipped:\n- {quote: "Chile sells copper.", reason: "background"}\n\n# Where'
        in after
    )
    more = decisions.skip(annotations(after), ["It", "grows"], "noise")
    assert difference(after, more.text) == ['+- {quote: "It", after: "grows", reason: "noise"}']


def test_accepting_the_source_takes_its_mark_and_the_line_that_tells_of_it_away():
    assert changed(decisions.accept_source) == ["-  status: draft  # until it is read"]
    text = "# A draft: `kg build` leaves it out until the line with status is removed.\n" + START
    assert decisions.accept_source(annotations(text)).text.startswith("source:\n  id: talks\n\n")


@pytest.mark.parametrize("written", ["a: [", "a: b}, {c: d", "# nothing", "}\n- quote: x", "a: b, a: c", ""])
def test_what_is_no_row_is_refused_and_cannot_write_anything_else(written):
    with pytest.raises(KgError):
        decisions.correct_row(annotations(), 1, 0, written)
    with pytest.raises(KgError):
        decisions.add_row(annotations(), 0, written)


@pytest.mark.parametrize(
    "text",
    [
        'source: {id: a}\npassages: [{quote: "x", status: draft}]\n',
        'source: {id: a}\npassages:\n- {quote: "x", status: draft}\n',
    ],
)
def test_what_is_written_in_brackets_is_refused(text):
    with pytest.raises(KgError):
        decisions.accept(annotations(text), 0)


def test_line_ends_and_a_missing_last_one_are_kept():
    text = "source: {id: a}\r\npassages:\r\n- quote: x\r\n  status: draft\r\n- quote: y"
    assert decisions.accept(annotations(text), 0).text == text.replace("  status: draft\r\n", "")
    after = decisions.add_row(annotations(text), 1, "id: b, c: d").text
    assert after == text + "\r\n  facts:\r\n  - {id: b, c: d}\r\n"


def test_an_entity_is_declared_behind_the_others_once():
    text = "CL: {a: Country, label: Chile}  # a remark"
    listed = Annotations(text, "seeds/entities.yaml")
    after = decisions.declare(listed, "seeds/entities.yaml", 'busan: {a: City, label: "Busan"}')
    assert after == text + '\nbusan: {a: City, label: "Busan"}\n'
    with pytest.raises(KgError, match="declared already"):
        decisions.declare(listed, "seeds/entities.yaml", "CL: {a: City}")
    with pytest.raises(KgError):
        decisions.declare(listed, "seeds/entities.yaml", "a: {b: c}\nd: {e: f}")


def test_a_name_that_is_known_now_leaves_the_list_and_the_last_takes_the_heading_along():
    assert strangers(annotations()) == [Stranger("busan", "", "Busan")]
    assert difference(START, without(annotations(), "busan").text) == [
        f"-{LISTED}",
        '-#   busan: {a: CLASS, label: "Busan"}',
    ]
    assert without(annotations(), "pusan").text == START


@pytest.mark.parametrize("file", SEEDS, ids=lambda path: path.stem[:3])
def test_in_our_seeds_no_byte_changes_outside_what_was_decided(file):
    before = Annotations(file.read_text(encoding="utf-8"), file.name)
    for number, passage in list(enumerate(before.passages))[::9]:
        start, end, _ = passage.block
        after = decisions.reject(before, number).lines
        assert after == before.lines[:start] + before.lines[end:]
        for row, block in enumerate(passage.rows[:1]):
            after = decisions.correct_row(before, number, row, "id: JP, note: other").lines
            assert after == [
                *before.lines[: block.start],
                "  - {id: JP, note: other}\n",
                *before.lines[block.end :],
            ]

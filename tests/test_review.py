"""A source under review: each decision is held to what a build and a check hold, and written by itself."""

import hashlib
import re

import pytest
from planted import PLANTED, WHO

from kg.errors import ChangedError, KgError
from kg.project import at, shipped
from kg.review import decisions
from kg.review.asked import Asked, change
from kg.review.offered import offered
from kg.review.review import RefusedError, Review, UnconfirmedError
from kg.review.shown import shown
from kg.review.units import units
from kg.text.document import Document
from kg.text.folding import Span

SWAPPED = """id: talks-2, a: Observation, indicator: exports, from: KR, to: CL, printed: US$1.5 billion, \
saidBy: rojas"""


class Reviewer:
    """A review, the file that it changes, and decisions by name."""

    def __init__(self, project):
        self.review = Review(project / "seeds", "talks", at(project).vocabulary, project / "ontology")
        self.project, self.file = project, project / "seeds/talks.yaml"

    def decide(self, name, *, confirmed=(), **given):
        asked = Asked({"decision": name, **given})
        self.review.decide(self.review.state().version, change(asked), confirmed)

    def text(self):
        return self.file.read_text(encoding="utf-8")

    def items(self):
        return [item for unit in shown(self.review)["units"] for item in unit["items"]]


@pytest.fixture
def reviewer(drafted):
    return Reviewer(drafted)


def test_an_accepted_passage_is_a_draft_no_more_and_the_build_takes_it_in(reviewer):
    before = reviewer.text()
    reviewer.decide("accept", passage=1)
    assert len(before) - len(reviewer.text()) == len("  status: draft\n")
    reviewer.decide("accept-source")
    built = at(reviewer.project).build()
    assert (built.sources, built.records, len(built.drafted["talks"])) == (1, 2, 3)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("id: KR, buys: copper", "unknown-key"),
        ("id: pusan, label: Pusan", "unknown-id"),
        (
            "id: talks-9, a: Observation, indicator: exports, from: KR, to: CL, printed: US$9 billion",
            "printed",
        ),
        ("id: talks-9, a: Observation, indicator: exports, from: KR, to: Chili, period: 2023", "unknown-id"),
    ],
)
def test_what_a_build_refuses_keeps_a_passage_from_being_accepted_and_changes_nothing(reviewer, row, rule):
    reviewer.decide("add-row", passage=3, written=row)
    before = reviewer.text()
    with pytest.raises(RefusedError) as refused:
        reviewer.decide("accept", passage=3)
    assert rule in {problem.rule for problem in refused.value.problems}
    assert reviewer.text() == before


def test_a_quote_that_is_not_in_the_text_keeps_its_passage_from_being_accepted(reviewer):
    reviewer.decide("correct-quote", passage=0, quote="Talks in Pusan")
    with pytest.raises(RefusedError, match="the quote is not in seeds/talks"):
        reviewer.decide("accept", passage=0)


def test_what_a_check_doubts_is_to_be_confirmed(reviewer):
    reviewer.decide("correct-row", passage=1, row=1, written=SWAPPED)
    before = reviewer.text()
    with pytest.raises(UnconfirmedError) as doubted:
        reviewer.decide("accept", passage=1)
    whats = [problem.what for problem in doubted.value.problems]
    assert whats == ["the words come from CL, the row does not"]
    assert reviewer.text() == before
    reviewer.decide("accept", passage=1, confirmed=whats)
    assert reviewer.text().count("  status: draft\n  facts:\n") == 1


def test_an_accepted_row_cannot_be_corrected_into_a_wrong_one(reviewer):
    reviewer.decide("accept", passage=1)
    with pytest.raises(RefusedError):
        reviewer.decide("correct-row", passage=1, row=0, written="id: talks-1, a: Spech, speaker: rojas")


def test_a_draft_may_be_wrong_and_is_told_so_beside_its_row(reviewer):
    reviewer.decide("add-row", passage=3, written="id: pusan, locatedIn: CL")
    row = next(item for item in reviewer.items() if item.get("passage") == 3)["rows"][0]
    assert [problem["what"] for problem in row["problems"]] == ["nobody knows 'pusan'"]


def test_a_row_that_speaks_of_a_record_that_waits_waits_for_it(reviewer):
    reviewer.decide("add-row", passage=0, written="id: talks-1, label: Rojas on exports")
    with pytest.raises(RefusedError, match="talks-1 is declared by a passage that is a draft"):
        reviewer.decide("accept", passage=0)
    reviewer.decide("accept", passage=1)
    reviewer.decide("accept", passage=0)
    with pytest.raises(RefusedError, match="nobody knows 'talks-1'"):
        reviewer.decide("reject", passage=1)


@pytest.mark.parametrize("text", ["  - {id: ", "nonsense: true\n"])
def test_a_file_that_an_editor_has_spoilt_is_told_and_not_written(reviewer, text):
    version = reviewer.review.state().version
    reviewer.file.write_text(reviewer.text() + text, encoding="utf-8")
    spoilt = reviewer.text()
    with pytest.raises(KgError):
        reviewer.review.decide(version, change(Asked({"decision": "accept", "passage": 0})))
    assert reviewer.text() == spoilt


def test_a_file_that_another_program_has_changed_is_never_overwritten(reviewer):
    version = reviewer.review.state().version
    reviewer.file.write_text(reviewer.text() + "# mine\n", encoding="utf-8")
    with pytest.raises(ChangedError):
        reviewer.review.decide(version, change(Asked({"decision": "accept", "passage": 0})))
    assert reviewer.text().endswith("# mine\n")
    reviewer.decide("accept", passage=0)
    assert reviewer.text().endswith("# mine\n")


def test_a_change_that_comes_while_a_decision_is_held_is_not_overwritten_either(reviewer):
    version = reviewer.review.state().version

    def decision(annotations):
        reviewer.file.write_text(reviewer.text() + "# mine\n", encoding="utf-8")
        return decisions.accept(annotations, 0)

    with pytest.raises(ChangedError):
        reviewer.review.decide(version, decision)
    assert reviewer.text().endswith("# mine\n")


def test_a_decision_is_taken_back_unless_others_have_written_since(reviewer):
    before = reviewer.text()
    reviewer.decide("reject", passage=1)
    reviewer.review.undo(reviewer.review.state().version)
    assert reviewer.text() == before
    with pytest.raises(KgError, match="nothing has been decided"):
        reviewer.review.undo(reviewer.review.state().version)
    reviewer.decide("reject", passage=1)
    reviewer.file.write_text(reviewer.text() + "# mine\n", encoding="utf-8")
    with pytest.raises(ChangedError):
        reviewer.review.undo(reviewer.review.state().version)
    assert reviewer.text().endswith("# mine\n")


def test_a_name_becomes_an_entity_and_leaves_the_list_of_the_unknown(reviewer):
    names = [name["id"] for name in shown(reviewer.review)["names"]]
    assert names == ["busan", "hansung-group"]
    line = 'hansung-group: {a: Company, label: "Hansung Group"}'
    reviewer.review.declare(reviewer.review.state().version, line)
    entities = reviewer.project / "seeds/entities.yaml"
    assert entities.read_text(encoding="utf-8").endswith(line + "\n")
    assert "hansung-group" not in reviewer.text()
    reviewer.decide("add-row", passage=3, written="id: hansung-group, operatesIn: CL")
    reviewer.decide("accept", passage=3)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("busan: {a: Town, label: Busan}", "unknown class 'Town'"),
        ("busan: {a: City, label: {ja: 釜山}}", "busan has no English label"),
        ("CL: {a: City, label: Busan}", "declared already"),
        ("busan", "no entity"),
    ],
)
def test_an_entity_that_would_be_wrong_is_refused(reviewer, line, told):
    with pytest.raises(KgError, match=told):
        reviewer.review.declare(reviewer.review.state().version, line)


def test_what_is_unread_stands_among_the_rest_and_becomes_a_passage_or_is_skipped(reviewer):
    assert [item["kind"] for item in reviewer.items()] == ["draft", "draft", "draft", "draft", "unread"]
    unread = reviewer.items()[-1]
    assert (unread["quote"], unread["before"]) == ("The valley is quiet at night.", 4)
    reviewer.decide("add", quote=unread["quote"], after="", before=unread["before"])
    assert reviewer.items()[-1]["kind"] == "draft"
    reviewer.decide("skip", passage=4, quote=unread["quote"], reason="background")
    assert reviewer.items()[-1] == {"kind": "skipped", "reason": "background"}
    assert shown(reviewer.review)["counts"] == {"draft": 4, "accepted": 0, "skipped": 1, "unread": 0}


def test_a_sentence_that_stands_twice_is_told_by_what_is_around_it(drafted):
    text = drafted / "seeds/talks.txt"
    old = text.read_text(encoding="utf-8")
    text.write_text(f"It grows.\n\n{old}\nIt grows.\n", encoding="utf-8")
    path = drafted / "seeds/talks.yaml"
    digest = hashlib.sha256(text.read_bytes()).hexdigest()
    path.write_text(re.sub("  sha256: .*", f"  sha256: {digest}", path.read_text(encoding="utf-8"), count=1))
    reviewer = Reviewer(drafted)
    first, *_, last = reviewer.items()
    assert (first["quote"], first["after"]) == ("It grows.\n\nTalks took place in Busan.", "")
    assert (last["quote"], last["after"]) == ("It grows.", "The valley is quiet at night.")
    reviewer.decide("skip", quote=first["quote"], reason="a heading")
    reviewer.decide("skip", quote=last["quote"], after=last["after"], reason="repeats")


def test_a_row_is_shown_as_it_is_written_with_how_its_figure_is_read(reviewer):
    row = reviewer.items()[1]["rows"][1]
    assert row["written"].startswith("id: talks-2, a: Observation, indicator: exports")
    assert (row["implied"], row["confidence"]) == ("1,500,000,000 USD exact", "0.9")
    assert reviewer.items()[1]["found"] == ["named: rojas, CL, KR", 'period: "in 2024" is 2024']


def test_a_row_in_lines_of_its_own_is_shown_as_it_would_be_written(reviewer):
    text = reviewer.text().replace(
        "  # named: rojas", "  - id: KR\n    note: [a, 'b, c']\n    asOf: '2024'\n  # named: rojas"
    )
    reviewer.file.write_text(text, encoding="utf-8")
    assert reviewer.items()[1]["rows"][2]["written"] == "id: KR, note: [a, 'b, c'], asOf: '2024'"


def test_keys_and_values_are_offered_with_what_they_fit(reviewer):
    terms = offered(reviewer.review.state(), at(reviewer.project).vocabulary)
    assert terms["keys"]["indicator"] == {"told": "indicator", "of": ["Observation"], "takes": ["Indicator"]}
    things = {thing["id"]: thing for thing in terms["things"]}
    assert things["CL"]["names"] == ["Chile", "Chile", "チリ"]
    assert "Country" in things["CL"]["classes"]
    assert "SpeechAct" in things["talks-1"]["classes"]
    assert things["exports"]["classes"] == ["Concept", "Indicator"]


def test_a_unit_joins_the_sentences_of_one_passage_and_tells_its_pieces():
    document = Document("One is here. Two is there.\n\nThree.")
    first, second = units(document, [Span(4, 16), Span(0, 3)])
    assert [(piece.text, piece.inside) for piece in first.pieces] == [
        ("One", (1,)),
        (" ", ()),
        ("is here. Two", (0,)),
        (" is there.", ()),
    ]
    assert (second.pieces[0].text, second.numbers, second.is_first) == ("Three.", (), True)


def test_what_the_shapes_hold_against_a_row_is_told_beside_it_and_to_be_confirmed(reviewer):
    whole = "id: talks-9, a: Observation, indicator: exports, from: KR, to: CL, printed: US$2 billion"
    reviewer.decide("add-row", passage=2, written=whole.replace(", to: CL", ""))
    told = "An observation has an origin and a destination, two parties, or something it is about."
    assert any(told in problem["what"] for problem in reviewer.items()[2]["rows"][-1]["problems"])
    with pytest.raises(UnconfirmedError) as refused:
        reviewer.decide("accept", passage=2)
    whats = [problem.what for problem in refused.value.problems]
    assert any(told in what for what in whats)
    reviewer.decide("accept", passage=2, confirmed=whats)
    assert reviewer.items()[2]["kind"] == "accepted"
    reviewer.decide("correct-row", passage=2, row=len(reviewer.items()[2]["rows"]) - 1, written=whole)
    assert not any(told in problem["what"] for problem in reviewer.items()[2]["rows"][-1]["problems"])


def test_a_misspelt_figure_is_accepted_by_no_key_before_its_value_is_taken(reviewer):
    written = "id: talks-9, a: Observation, indicator: exports, from: CL, to: KR, saidBy: rojas, printed: "
    path = reviewer.project / "seeds/talks.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("1.5 billion", "1.5 bilion"), encoding="utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    text = re.sub("sha256: [0-9a-f]+", f"sha256: {digest}", reviewer.text()).replace(
        "1.5 billion", "1.5 bilion"
    )
    reviewer.file.write_text(text, encoding="utf-8")
    reviewer.decide("correct-row", passage=1, row=1, written=f"{written}US$1.5 bilion")
    for name, sent in (("accept", {"passage": 1}), ("accept-all", {"passages": [1]})):
        with pytest.raises(RefusedError, match=r"Where US\$1.5 billion is meant, write value: 1500000000"):
            reviewer.decide(name, **sent)
    (offer,) = reviewer.items()[1]["rows"][1]["meant"]
    assert (offer["words"], offer["counted"]) == ("US$1.5 billion", "1,500,000,000 USD")
    reviewer.decide("correct-row", passage=1, row=1, written=offer["written"])
    assert reviewer.items()[1]["rows"][1]["meant"] == []
    reviewer.decide("accept", passage=1)
    assert "printed: US$1.5 bilion, value: 1500000000, unit: USD, approximation: exact}" in reviewer.text()


def test_several_passages_are_accepted_at_once_or_none_of_them(reviewer):
    reviewer.decide("accept-all", passages=[1, 0])
    assert [item["kind"] for item in reviewer.items()] == ["accepted", "accepted", "draft", "draft", "unread"]
    before = reviewer.text()
    with pytest.raises(KgError, match="accepted already"):
        reviewer.decide("accept-all", passages=[2, 0])
    with pytest.raises(KgError, match="no passage is sure"):
        reviewer.decide("accept-all", passages=[])
    assert reviewer.text() == before


def test_several_sentences_are_skipped_at_once_for_one_reason(reviewer):
    *_, hansung, valley = reviewer.items()
    stretches = [[hansung["quote"], "", "3"], [valley["quote"], "", ""]]
    reviewer.decide("skip-all", stretches=stretches, reason="a greeting")
    assert [item["kind"] for item in reviewer.items()] == ["draft", "draft", "draft", "skipped", "skipped"]
    assert [item["reason"] for item in reviewer.items()[3:]] == ["a greeting", "a greeting"]
    first, second, third = (item for item in reviewer.items() if item["kind"] == "draft")
    stretches = [[each["quote"], "", str(each["passage"])] for each in (first, second)]
    reviewer.decide("skip-all", stretches=stretches, reason="a heading")
    assert [item["quote"] for item in reviewer.items() if item["kind"] == "draft"] == [third["quote"]]


@pytest.mark.parametrize(
    "sent",
    [
        [],
        {"decision": "accept-all", "passages": ["1"]},
        {"decision": "skip-all", "reason": "x", "stretches": ["a"]},
        {"decision": "skip-all", "reason": "x", "stretches": [["a", "b"]]},
        {"decision": "skip-all", "reason": "x", "stretches": [["a", "b", 1]]},
        {"decision": "delete"},
        {"decision": "accept"},
        {"decision": "accept", "passage": "1"},
        {"decision": "accept", "passage": True},
        {"decision": "accept", "passage": -1},
        {"decision": "split", "passage": 0, "first": "a", "second": "b", "moved": ["1"]},
        {"decision": "add-row", "passage": 0, "written": 5},
    ],
)
def test_what_is_no_decision_is_refused(sent):
    with pytest.raises(KgError):
        change(Asked(sent))


@pytest.mark.parametrize("passage", [4, 99])
def test_a_passage_that_is_not_there_is_told(reviewer, passage):
    with pytest.raises(KgError, match="there is no passage"):
        reviewer.decide("accept", passage=passage)


@pytest.fixture(scope="module")
def shipped_words():
    return shipped().vocabulary


@pytest.mark.parametrize("kind", PLANTED)
def test_each_of_the_seven_mistakes_keeps_its_passage_from_being_accepted_alone_or_with_all_that_is_sure(
    tmp_path, shipped_words, kind
):
    cases = {case.language: case for case in PLANTED[kind]}
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "entities.yaml").write_text(WHO, encoding="utf-8")
    for language, case in cases.items():
        digest = hashlib.sha256(case.quote.encode()).hexdigest()
        subject = "hanjin" if case.row.startswith("operatesIn") else "planted-1"
        row = f"  - {{id: {subject}, {case.row.replace('{}', case.wrong)}}}  # confidence 0.95"
        head = f"source: {{id: planted, language: {language}, sha256: {digest}, status: draft}}"
        lines = [head, "passages:", f"- quote: '{case.quote}'", "  status: draft", "  facts:", row, ""]
        (seeds / "planted.txt").write_text(case.quote, encoding="utf-8")
        (seeds / "planted.yaml").write_text("\n".join(lines), encoding="utf-8")
        review = Review(seeds, "planted", shipped_words, shipped().ontology)
        (item,) = (item for unit in shown(review)["units"] for item in unit["items"])
        assert any(case.words in problem["what"] for problem in item["rows"][0]["problems"])
        before = (seeds / "planted.yaml").read_bytes()
        for sent in ({"decision": "accept", "passage": 0}, {"decision": "accept-all", "passages": [0]}):
            with pytest.raises((RefusedError, UnconfirmedError)):
                review.decide(review.state().version, change(Asked(sent)))
        assert (seeds / "planted.yaml").read_bytes() == before

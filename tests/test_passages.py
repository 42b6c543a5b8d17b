"""kg.check.passages: what is wrong with one passage, accepted or not, in the three languages."""

import hashlib

import pytest
from planted import CASES, TRADE, WHO

from kg.check.passages import of_passage
from kg.project import at, shipped
from kg.seeds.read import read_seeds


@pytest.fixture(scope="module")
def ontology():
    return shipped().vocabulary


@pytest.fixture
def wrong(tmp_path, ontology):
    """What is told of a row under a passage, a draft if need be, after the words before it in its text."""

    def told(quote, language, row, *, before="", title="", is_draft=False):
        text = f"{title}\n\n{before}{quote}\n" if title else f"{before}{quote}\n"
        subject = "hanjin" if row.startswith("operatesIn") else "o"
        lines = [
            f"source: {{id: words, language: {language}, sha256: {hashlib.sha256(text.encode()).hexdigest()}",
            f"  , title: '{title}'}}" if title else "  }",
            "passages:",
            f"- quote: '{quote}'",
            *(["  status: draft"] if is_draft else []),
            "  facts:",
            f"  - {{id: {subject}, {row}}}",
        ]
        (tmp_path / "words.txt").write_text(text, encoding="utf-8")
        (tmp_path / "words.yaml").write_text("\n".join(lines), encoding="utf-8")
        (tmp_path / "entities.yaml").write_text(WHO, encoding="utf-8")
        seeds = read_seeds(tmp_path)
        (source,) = seeds.sources
        (passage,) = source.drafted if is_draft else source.passages
        return [problem.what for problem in of_passage(passage, source, seeds, ontology)]

    return told


@pytest.mark.parametrize("case", CASES)
def test_each_of_the_seven_mistakes_is_told_with_the_words_concerned(wrong, case):
    told = wrong(case.quote, case.language, case.row.replace("{}", case.wrong))
    assert any(case.words in what for what in told), told


@pytest.mark.parametrize("case", CASES)
def test_each_of_the_seven_mistakes_is_told_of_a_draft_alike(wrong, case):
    row = case.row.replace("{}", case.wrong)
    assert wrong(case.quote, case.language, row, is_draft=True) == wrong(case.quote, case.language, row)


@pytest.mark.parametrize("case", CASES)
def test_of_the_same_passages_read_rightly_nothing_is_told(wrong, case):
    assert wrong(case.quote, case.language, case.row.replace("{}", case.right)) == []


UNDERSTOOD = [
    ("en", "Korea sells to Chile. ", "", "In 2023 trade between the two reached US$5 million."),
    ("en", "", "Korea and Chile", "In 2023 bilateral trade reached US$5 million."),
    ("en", "", "Korea and Chile", "In 2023 both countries traded US$5 million, said Chile."),
    ("es", "", "Corea y Chile", "En 2023 el comercio entre ambos países sumó US$5 millones."),
    ("ja", "", "韓国とチリ", "2023年、両国の貿易額は500万ドルだった。"),
    ("ja", "韓国とチリの話。", "", "2023年、両国の貿易額は500万ドルだった。"),
]
TRADED = "a: Observation, indicator: trade, between: [KR, CL], period: 2023, printed: {}"


@pytest.mark.parametrize(("language", "before", "title", "quote"), UNDERSTOOD)
def test_two_ends_that_the_sentence_before_or_the_title_names_need_no_name(
    wrong, language, before, title, quote
):
    printed = next(each for each in ("US$5 millones", "US$5 million", "500万ドル") if each in quote)
    assert wrong(quote, language, TRADED.format(printed), before=before, title=title) == []


def test_an_end_that_the_title_names_is_told_where_the_row_leaves_out_another_that_the_words_name(wrong):
    told = wrong(
        "In 2023 exports from Chile to Korea were US$5 million.", "en",
        TRADE.replace("{}", "from: CL, to: JP"), title="Japan and Korea",
    )  # fmt: skip
    assert told == ["to is JP, which neither the quote nor its sentence names; it names KR"]


def test_an_end_of_which_the_text_told_long_before_is_told(wrong):
    before = "Korea grows.\n\nIt rains.\n\nIt snows. "
    row = TRADE.replace("{}", "from: CL, to: KR")
    told = wrong("In 2023 Chile exported US$5 million.", "en", row, before=before)
    assert told == ["to is KR, which neither the quote nor its sentence names"]


def test_a_place_inside_a_longer_name_is_named(wrong):
    assert wrong("The Chile Week began.", "en", "operatesIn: CL") == []


def test_what_a_build_would_refuse_of_one_passage_is_told_of_that_passage(wrong):
    assert wrong("Hanjin operates in Chile.", "en", "operatesIn: chil, period: 20223", is_draft=True) == [
        "nobody knows 'chil'",
        "'20223' is no ISO 8601 date: write YYYY, YYYY-MM or YYYY-MM-DD",
    ]


def test_what_a_build_would_refuse_of_a_draft_is_a_warning_of_the_check_with_its_place(mini, edit, kg):
    edit("seeds/report.yaml", "operate in Mexico\n", "operate in Mejico\n  status: draft\n")
    project = at(mini)
    told = [(p.where, p.severity, p.what) for p in project.check().problems if p.rule == "quote"]
    assert told == [("seeds/report.yaml:10:10", "warning", "the quote is not in seeds/report.txt")]
    assert kg("build", "--project", mini).exit_code == 0

"""kg draft: passages proposed for a text, left out of the graph until somebody accepts each."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kg.draft.figures import figures, periods
from kg.draft.known import known
from kg.draft.unknown import unknown
from kg.draft.vocabulary import vocabulary
from kg.ontology.lookups import read_ontology
from kg.text.document import Document
from kg.text.mentions import Names

ONTOLOGY = Path(__file__).parent.parent / "ontology"
ENTITIES = """\
CL: {a: Country, label: {en: Chile, es: Chile, ja: チリ}}
KR: {a: Country, label: {en: Korea, es: Corea, ja: 韓国}}
CL-VS: {a: State, label: {en: Valparaíso}}
CL-AN: {a: State, label: {en: Antofagasta}}
copper: {a: Product, label: {en: copper, es: cobre}}
rojas: {a: Person, label: {en: Elena Rojas, ja: ロハス}, spelled: [Rojas]}
kang: {a: Person, label: {en: Kang, ja: 姜}}
abe: {a: Person, label: {en: Noriko Abe}}
santiago: {a: City, label: {en: Santiago}}
trade-minister: {a: Post, label: {en: Minister of Trade of Chile, es: ministra de Comercio de Chile}}
"""
TALKS = """\
Elena Rojas, Minister of Trade of Chile, met Mr. Park Jin-ho of Hansung Holdings in Busan.
Elena Rojas stated that exports from Chile to Korea reached US$1.5 billion in 2024.
The valley is quiet at night.
"""
CHARLAS = """\
Elena Rojas, ministra de Comercio de Chile, llegó ayer.
Elena Rojas señaló que las exportaciones de Chile alcanzaron US$ 820 millones en abril de 2025.
"""
KAIDAN = "ロハスは貿易額が約1兆2,000億円に達したと述べた。2024年の貿易額は5%増となった。"
PASSAGES = """\
- quote: The valley is quiet at night
  facts:
  - {id: CL, note: kept as it is}  # a remark
"""


@pytest.fixture
def project(tmp_path):
    """A project on another pair of countries, with the ontology of ours."""
    (tmp_path / "seeds").mkdir()
    shutil.copytree(ONTOLOGY, tmp_path / "ontology")
    (tmp_path / "seeds/entities.yaml").write_text(ENTITIES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def drafted(kg, project):
    """Add a text to the project and draft it; the passages written, read as YAML."""

    def run(text, language="en", passages=""):
        file = project / "talks.txt"
        file.write_text(text, encoding="utf-8")
        assert kg("add", file, "--project", project, "--language", language).exit_code == 0
        path = project / "seeds/talks.yaml"
        if passages:
            frame = path.read_text(encoding="utf-8")
            path.write_text(frame.replace("passages: []", f"passages:\n{passages}"), encoding="utf-8")
        result = kg("draft", "talks", "--project", project)
        assert result.exit_code == 0, result.stderr
        return yaml.safe_load(path.read_text(encoding="utf-8"))["passages"]

    return run


@pytest.fixture
def frame(project):
    """The annotations of the document as they are written."""
    return lambda: (project / "seeds/talks.yaml").read_text(encoding="utf-8")


def stated(passages):
    """Return what the rows of passages state, without their ids."""
    rows = [row for passage in passages for row in passage.get("facts", [])]
    return [{key: value for key, value in row.items() if key != "id"} for row in rows]


def accept(project, *, source=True):
    """Take the marks of a draft away, from all passages or from the source alone."""
    path = project / "seeds/talks.yaml"
    text = path.read_text(encoding="utf-8")
    head, passages = text.split("passages:", 1)
    head = head.replace("  status: draft\n", "") if source else head
    path.write_text(head + "passages:" + passages, encoding="utf-8")


def test_each_sentence_becomes_a_drafted_passage_with_its_very_words(drafted):
    passages = drafted(TALKS)
    assert [passage["quote"] for passage in passages] == TALKS.splitlines()
    assert {passage["status"] for passage in passages} == {"draft"}


def test_offices_and_what_is_said_and_measured_are_filled_in_from_an_english_text(drafted):
    assert stated(drafted(TALKS)) == [
        {"a": "Tenure", "holder": "rojas", "post": "trade-minister"},
        {"a": "SpeechAct", "speaker": "rojas", "act": "stated"},
        {
            "a": "Observation",
            "indicator": "exports",
            "from": "CL",
            "to": "KR",
            "period": "2024",
            "printed": "US$1.5 billion",
            "saidBy": "rojas",
        },
    ]


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        ("Korea imported US$2 billion of copper from Chile in 2024.", {"from": "CL", "to": "KR"}),
        ("Exports from Chile to Korea reached US$2 billion.", {"from": "CL", "to": "KR"}),
        ("Chile's exports were worth US$2 billion.", {"from": "CL"}),
        ("Exports were US$2 billion, while Chile sold wine to Korea.", {}),
        ("Exports from Chile and from Korea reached US$2 billion.", {}),
        (
            "Chile sells to Korea, and exports from Korea to Chile reached US$2 billion.",
            {"from": "KR", "to": "CL"},
        ),
        ("From Korea, Chile imported little, US$2 billion.", {"from": "KR", "to": "CL"}),
    ],
)
def test_a_figure_has_the_ends_that_the_words_of_its_clause_mark(drafted, sentence, ends):
    (row,) = drafted(sentence)[0]["facts"]
    assert {key: row[key] for key in ("from", "to") if key in row} == ends


def test_a_spanish_text_gives_the_same_kinds_of_facts(drafted):
    assert stated(drafted(CHARLAS, "es"))[:2] == [
        {"a": "Tenure", "holder": "rojas", "post": "trade-minister"},
        {"a": "SpeechAct", "speaker": "rojas", "act": "stated"},
    ]


def test_a_japanese_text_is_parted_into_sentences_and_its_speaker_found(drafted):
    passages = drafted(KAIDAN, "ja")
    assert [passage["quote"][:3] for passage in passages] == ["ロハス", "202"]
    assert stated(passages) == [
        {"a": "SpeechAct", "speaker": "rojas", "act": "stated"},
        {"a": "Observation", "indicator": "trade-volume", "printed": "約1兆2,000億円", "saidBy": "rojas"},
        {
            "a": "Observation",
            "indicator": "trade-volume-growth",
            "growthOf": "trade-volume",
            "period": "2024",
            "printed": "5%",
        },
    ]


SPOKEN = [
    ("Minister Rojas stated that copper is dear, and that she hopes to sell more.",
     "en", "rojas stated, rojas hoped"),
    ("Minister Rojas said that she would open an office.", "en", "rojas promised"),
    ("Minister Rojas thanked Korea and expressed her desire to return.", "en", "rojas thanked, rojas hoped"),
    ("Rojas met Kang. She called for lower tariffs.", "en", ""),
    ("Rojas praised Kang. She also called for lower tariffs.", "en", "rojas valued, rojas requested"),
    ("Rojas met Kang. The two ministers exchanged views.", "en", "kang+rojas discussed"),
    ("Rojas met Kang. Welcoming the treaty, the two ministers shared the view that it works.", "en",
     "kang+rojas welcomed, kang+rojas affirmed"),
    ("Kang, who was ill, replied that he would like to discuss copper.", "en", "kang hoped"),
    ("Rojas spoke, to which Minister Kang responded by expressing his appreciation.", "en", "kang thanked"),
    ("Kang did not say that copper is dear.", "en", ""),
    ("Copper, said to be dear, was asked for.", "en", ""),
    ("Rojas was asked about copper. Kang has been warmly thanked.", "en", ""),
    ("Rojas told the press that copper is dear.", "en", "rojas stated"),
    ("Rojas was told that copper is dear.", "en", ""),
    ("Rojas thanked Kang. The company announced a plant. She asked for more.", "en",
     "rojas thanked, rojas requested"),
    ("La ministra Rojas agradeció todo y expresó su deseo de volver.", "es", "rojas thanked, rojas hoped"),
    ("Rojas felicitó a Kang. También expresó su deseo de volver.", "es", "rojas congratulated, rojas hoped"),
    ("Rojas recibió a Kang. También llegó Park.", "es", ""),
    ("Rojas recibió a Kang. Ambos ministros coincidieron en ello.", "es", "kang+rojas affirmed"),
    ("ロハス大臣は訪問を歓迎し、協力への期待を表明した。", "ja", "rojas welcomed, rojas hoped"),
    ("ロハス大臣は姜大臣と会談した。両大臣は意見交換を行った。", "ja", "kang+rojas discussed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "acts"), SPOKEN)
def test_who_says_what_is_told_by_the_verbs_of_a_language_and_by_who_spoke_before(
    drafted, text, language, acts
):
    rows = [row for row in stated(drafted(text, language)) if row["a"] == "SpeechAct"]
    told = [(row["speaker"], row["act"]) for row in rows]
    said = [("+".join([who] if isinstance(who, str) else who), act) for who, act in told]
    assert ", ".join(map(" ".join, said)) == acts


def test_a_byline_says_who_holds_a_post(drafted):
    (row,) = stated(drafted("By Elena Rojas | Minister of Trade of Chile - 3 May 2024"))
    assert row == {"a": "Tenure", "holder": "rojas", "post": "trade-minister"}


MET = [
    ("On 4 March Elena Rojas, Minister of Trade of Chile, held a meeting with H.E. Mr. Kang in Santiago.",
     "en", [{"a": "Meeting", "participant": ["rojas", "kang"], "place": "santiago", "period": "2024-03-04",
       "inferred": "period"}]),
    ("Minister Rojas, who is visiting Korea, paid a courtesy call on President Kang.", "en",
     [{"a": "Visit", "participant": "rojas", "place": "KR"},
      {"a": "Meeting", "participant": ["rojas", "kang"], "place": "KR"}]),
    ("Rojas and Kang met in Santiago on 2 May 2023.", "en",
     [{"a": "Meeting", "participant": ["rojas", "kang"], "place": "santiago", "period": "2023-05-02"}]),
    ("Rojas met the target, and Kang met nobody.", "en", []),
    ("Rojas met reporters, who asked Kang.", "en", []),
    ("La ministra Rojas se reunió con el presidente Kang el 4 de marzo (5 de marzo en Corea).", "es",
     [{"a": "Meeting", "participant": ["rojas", "kang"], "period": "2024-03-04", "inferred": "period"}]),
    ("3月4日、韓国を訪問中のロハス大臣は姜大統領と会談した。", "ja",
     [{"a": "Meeting", "participant": ["rojas", "kang"], "period": "2024-03-04", "inferred": "period"}]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "rows"), MET)
def test_who_met_whom_where_and_when_is_told_by_the_verbs_of_a_language(drafted, text, language, rows):
    day = {"en": "6 March 2024", "es": "6 de marzo de 2024", "ja": "2024年3月6日"}[language]
    found = stated(drafted(f"A word on what they told\n{day}\n\n{text}", language))
    assert [row for row in found if "participant" in row] == rows


def test_what_is_said_in_a_meeting_of_two_is_said_to_the_other_until_somebody_else_is_named(drafted):
    passages = drafted(
        "Rojas met Kang. Rojas also met Noriko Abe. Minister Kang stated that copper is dear."
        " He thanked Rojas. Rojas thanked Noriko Abe for her visit. She expressed her hope to return."
        " The two ministers exchanged views. In an interview, Rojas announced a fair."
    )
    rows = [row for passage in passages for row in passage.get("facts", [])]
    assert [row["id"] for row in rows if row["a"] == "Meeting"] == ["talks-1", "talks-2"]
    told = ["speaker", "addressee", "act", "during"]
    assert [" ".join(map(str, map(row.get, told))) for row in rows if row["a"] == "SpeechAct"] == [
        "kang rojas stated talks-1",
        "kang rojas thanked talks-1",
        "rojas abe thanked talks-2",
        "rojas abe hoped talks-2",
        "['abe', 'rojas'] None discussed talks-2",
        "rojas None announced None",
    ]


RELATED = [
    ("Hanjin and Codelco operate in Korea.", "en", "hanjin operatesIn KR, codelco operatesIn KR"),
    ("Codelco (of Santiago), a miner, has large operations in Korea.", "en", "codelco operatesIn KR"),
    ("Companies such as Hanjin and Codelco (among others) invest in Chile.", "en",
     "hanjin investsIn CL, codelco investsIn CL"),
    ("Both Chile and Korea are members of APEC.", "en", "CL memberOf apec, KR memberOf apec"),
    ("Hanjin y Codelco tienen presencia en Chile.", "es", "hanjin operatesIn CL, codelco operatesIn CL"),
    ("Chile es miembro de APEC.", "es", "CL memberOf apec"),
    ("Firms from Chile invest in Korea.", "en", ""),
    ("Some of the plants of Hanjin operate in Chile.", "en", ""),
    ("Hanjin no longer operates in Chile.", "en", ""),
    ("Hanjin may operate in Chile.", "en", ""),
    ("Hanjin operates in Chile’s north.", "en", ""),
    ("The treaty was signed in Chile.", "en", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "facts"), RELATED)
def test_what_a_verb_says_outright_of_things_that_are_known_is_a_fact_of_them(
    drafted, project, text, language, facts
):
    with (project / "seeds/entities.yaml").open("a", encoding="utf-8") as file:
        file.write("hanjin: {a: Company, label: Hanjin}\ncodelco: {a: Company, label: Codelco}\n")
        file.write("apec: {a: InternationalOrganization, label: APEC}\n")
    rows = [row for passage in drafted(text, language) for row in passage.get("facts", []) if "a" not in row]
    told = [f"{row['id']} {key} {value}" for row in rows for key, value in row.items() if key != "id"]
    assert ", ".join(told) == facts


def test_a_fact_that_somebody_tells_is_theirs(drafted, project):
    with (project / "seeds/entities.yaml").open("a", encoding="utf-8") as file:
        file.write("hanjin: {a: Company, label: Hanjin}\n")
    (_, row) = stated(drafted("Elena Rojas stated that Hanjin operates in Chile."))
    assert row == {"operatesIn": "CL", "saidBy": "rojas"}


MEASURED = [
    ("In 2024 the states that received the most FDI from Korea were Valparaíso (US$2 billion) and"
     " Antofagasta (US$1 billion).", "en",
     [{"indicator": "fdi-inflow", "from": "KR", "to": "CL-VS", "period": "2024", "printed": "US$2 billion"},
      {"indicator": "fdi-inflow", "from": "KR", "to": "CL-AN", "period": "2024", "printed": "US$1 billion"}]),
    ("The main sale to Korea was copper (US$3 billion).", "en",
     [{"indicator": "exports", "to": "KR", "product": "copper", "printed": "US$3 billion"}]),
    ("Trade volume between Chile and Korea reached US$9 billion.", "en",
     [{"indicator": "trade-volume", "between": ["CL", "KR"], "printed": "US$9 billion"}]),
    ("Exports to Korea were US$3 billion, imports were US$1 billion, a balance of trade of US$2 billion.",
     "en",
     [{"indicator": "exports", "to": "KR", "printed": "US$3 billion"},
      {"indicator": "imports", "printed": "US$1 billion"},
      {"indicator": "trade-balance", "printed": "US$2 billion"}]),
    ("Nearly 40 Korean companies work there.",
     "en", [{"indicator": "company-count", "printed": "Nearly 40"}]),
    ("In 2023 and 2024 sales were US$1 billion.",
     "en", [{"indicator": "exports", "printed": "US$1 billion"}]),
    ("The bridge cost US$1 billion.", "en", []),
    ("Exports to Korea were US$190 milion.", "en",
     [{"indicator": "exports", "to": "KR", "printed": "US$190 milion"}]),
    ("The team played 40 games against companies.", "en", []),
    ("En 2024 las importaciones desde Corea sumaron 300 millones de dólares.", "es",
     [{"indicator": "imports", "from": "KR", "period": "2024", "printed": "300 millones de dólares"}]),
    ("2024年の韓国への輸出額は30億ドルであった。", "ja",
     [{"indicator": "exports", "to": "KR", "period": "2024", "printed": "30億ドル"}]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "rows"), MEASURED)
def test_a_figure_is_of_the_indicator_that_its_words_name_between_whom_they_say(
    drafted, text, language, rows
):
    found = [row for row in stated(drafted(text, language)) if row.pop("a") == "Observation"]
    assert found == rows


def test_a_misspelt_figure_is_drafted_as_printed_unsure_with_what_it_may_be(drafted, frame):
    drafted("Exports from Chile to Korea were US$190 milion in 2022. Imports were US$2 billon.")
    assert re.findall(r'printed: ("US.*?")}  # (.*)|# (figure: .*)', frame()) == [
        ('"US$190 milion"', "confidence 0.3", ""),
        ("", "", 'figure: "US$190 milion" is not understood; is it US$190 million, 190,000,000 USD?'),
        ('"US$2 billon"', "confidence 0.3", ""),
        ("", "", 'figure: "US$2 billon" is not understood; is it US$2 billion, 2,000,000,000 USD'
         " or US$2 billon in Spanish, 2,000,000,000,000 USD?"),
    ]  # fmt: skip


def test_a_drafted_figure_that_is_misspelt_enters_no_build_before_its_value_is_stated(drafted, kg, project):
    drafted("Exports from Chile to Korea were US$190 milion in 2022.")
    accept(project)
    path = project / "seeds/talks.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  status: draft\n", ""), encoding="utf-8")
    for command in ("build", "check"):
        refused = kg(command, "--project", project)
        assert refused.exit_code != 0
        told = " ".join((refused.stdout + refused.stderr).split())
        assert (
            "Where US$190 million is meant, write value: 190000000, unit: USD, approximation: exact" in told
        )


GROWN = [
    ("Exports from Chile to Korea rose 12.9 % in 2024.", "en",
     [{"indicator": "growth", "growthOf": "exports", "from": "CL", "to": "KR", "period": "2024",
       "printed": "12.9 %"}]),
    ("Imports from Korea fell by 3 percent to US$4 billion in 2023.", "en",
     [{"indicator": "growth", "growthOf": "imports", "from": "KR", "period": "2023",
       "printed": "fell by 3 percent"},
      {"indicator": "imports", "from": "KR", "period": "2023", "printed": "US$4 billion"}]),
    ("Bilateral trade between Chile and Korea was US$9 billion in 2024, up 7 percent from 2023.", "en",
     [{"indicator": "trade-volume", "between": ["CL", "KR"], "period": "2024", "printed": "US$9 billion"},
      {"indicator": "trade-volume-growth", "growthOf": "trade-volume", "between": ["CL", "KR"],
       "period": "2024", "since": "2023", "printed": "7 percent"}]),
    ("The number of companies quadrupled since 2005.", "en",
     [{"indicator": "company-count-growth", "growthOf": "company-count", "since": "2005",
       "printed": "quadrupled"}]),
    ("Exports rose from US$2 billion in 2020 to US$4 billion in 2024.", "en",
     [{"indicator": "exports", "period": "2020", "printed": "US$2 billion"},
      {"indicator": "exports", "period": "2024", "printed": "US$4 billion"}]),
    ("Up to 5 percent of all exports are fruit.", "en", []),
    ("Taxes rose 5 percent.", "en", []),
    ("Las importaciones desde Corea cayeron 4 % en 2023.", "es",
     [{"indicator": "growth", "growthOf": "imports", "from": "KR", "period": "2023",
       "printed": "cayeron 4 %"}]),
    ("Más de 5 % de las exportaciones son frutas.", "es", []),
    ("令和6年の韓国への輸出額は前年比5%増の30億ドルであった。", "ja",
     [{"indicator": "growth", "growthOf": "exports", "to": "KR", "period": "2024", "printed": "5%"},
      {"indicator": "exports", "to": "KR", "period": "2024", "printed": "30億ドル"}]),
    ("輸出額は2020年の20億ドルから2024年の40億ドルに増加した。", "ja",
     [{"indicator": "exports", "period": "2020", "printed": "20億ドル"},
      {"indicator": "exports", "period": "2024", "printed": "40億ドル"}]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "rows"), GROWN)
def test_by_how_much_something_grew_is_told_from_what_it_came_to(drafted, text, language, rows):
    found = [row for row in stated(drafted(text, language)) if row.pop("a") == "Observation"]
    assert found == rows


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("Exports reached US$2 billion in 2024, and nearly 40 companies came.", None),
        ("Some 40 companies work here today, more than in 2015.", None),
        ("Some 40 companies came in 2015.", "2015"),
    ],
)
def test_a_figure_has_no_period_of_another_figure_or_of_a_comparison(drafted, sentence, period):
    (row,) = [row for row in stated(drafted(sentence)) if row["indicator"] == "company-count"]
    assert row.get("period") == period


VOICED = [
    ("Rojas noted that exports to Korea reached US$2 billion in 2024.", "en", {"saidBy": "rojas"}),
    ("“Exports to Korea reached US$2 billion in 2024”, said Minister Rojas.", "en", {"saidBy": "rojas"}),
    ("According to Rojas, exports to Korea reached US$2 billion.", "en", {"saidBy": "rojas"}),
    ("According to the bank, exports to Korea reached US$2 billion.", "en", {"modality": "reported"}),
    ("Exports to Korea are expected to reach US$2 billion in 2030.", "en", {"modality": "possible"}),
    ("Rojas announced a grant of US$2 million.", "en", {"saidBy": "rojas", "modality": "planned"}),
    ("Exports to Korea reached US$2 billion in May 2024.", "en", {}),
    ("Según la ministra, las importaciones sumaron 3 millones de dólares.", "es", {"modality": "reported"}),
    ("ロハスによると、輸出額は30億ドルであった。", "ja", {"saidBy": "rojas"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "voice"), VOICED)
def test_a_figure_has_who_says_it_and_that_it_is_not_so_yet(drafted, text, language, voice):
    (row,) = [row for row in stated(drafted(text, language)) if row["a"] == "Observation"]
    assert {key: row[key] for key in ("saidBy", "modality") if key in row} == voice


def test_figures_and_periods_without_a_fact_stay_as_comments(drafted, frame):
    drafted("2024年の参加率は5%であった。", "ja")
    assert '  # figure: "5%" is 5 percent\n' in frame()
    assert '  # period: "2024年" is 2024\n' in frame()


def test_names_nobody_knows_are_listed_as_lines_for_the_entities(drafted, frame):
    drafted(TALKS)
    listed = [line.removeprefix("#   ") for line in frame().splitlines() if line.startswith("#   ")]
    assert listed == [
        'park-jin-ho: {a: Person, label: "Park Jin-ho"}',
        'hansung-holdings: {a: Company, label: "Hansung Holdings"}',
        'busan: {a: CLASS, label: "Busan"}',
    ]
    assert yaml.safe_load("\n".join(listed))["park-jin-ho"] == {"a": "Person", "label": "Park Jin-ho"}


def test_what_stands_in_the_file_stays_byte_for_byte(drafted, frame):
    passages = drafted(TALKS, passages=PASSAGES)
    assert PASSAGES in frame()
    assert [passage["quote"] for passage in passages].count(TALKS.splitlines()[2]) == 0


def test_drafting_again_adds_no_passage(drafted, frame, kg, project):
    drafted(TALKS)
    before = frame()
    assert kg("draft", project / "seeds/talks.txt", "--project", project).exit_code == 0
    assert yaml.safe_load(frame())["passages"] == yaml.safe_load(before)["passages"]


def test_a_sentence_printed_twice_is_found_by_the_one_before_it(drafted):
    passages = drafted("Chile sells copper. It grows. Korea buys copper. It grows.")
    assert [passage.get("after") for passage in passages] == [
        None,
        "Chile sells copper.",
        None,
        "Korea buys copper.",
    ]


def test_an_accepted_source_is_not_drafted_and_an_unknown_one_is_told(drafted, kg, project):
    drafted(TALKS)
    accept(project)
    refused = kg("draft", "talks", "--project", project)
    assert (refused.exit_code, "is no draft" in refused.stderr) == (2, True)
    absent = kg("draft", "nowhere", "--project", project)
    assert (absent.exit_code, "kg add" in absent.stderr) == (2, True)


def test_build_names_drafted_passages_and_leaves_them_out(drafted, kg, project):
    drafted(TALKS)
    accept(project)
    result = kg("build", "--project", project)
    assert result.exit_code == 0, result.stderr
    lines = [
        n
        for n, line in enumerate((project / "seeds/talks.yaml").read_text().splitlines(), 1)
        if "- quote" in line
    ]
    assert f"drafted passages of talks, seeds/talks.yaml line {', '.join(map(str, lines))}." in result.stderr
    assert re.search(r"^records +0$", result.stdout, re.MULTILINE)


def test_a_passage_is_accepted_by_removing_its_mark(drafted, kg, project):
    drafted(TALKS)
    path = project / "seeds/talks.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  status: draft\n", ""), encoding="utf-8")
    result = kg("build", "--project", project)
    assert result.exit_code == 0, result.stderr
    assert "id:rojas" in (project / "build/kg.ttl").read_text(encoding="utf-8")
    assert "Left out" not in result.stderr


def test_check_holds_drafts_against_their_words_before_they_are_accepted(drafted, kg, project, frame):
    drafted(TALKS)
    assert "the words come from CL" not in kg("check", "--project", project).stdout
    path = project / "seeds/talks.yaml"
    path.write_text(frame().replace("from: CL, to: KR", "from: KR, to: CL"), encoding="utf-8")
    assert "the words come from CL, the row does not" in kg("check", "--project", project).stdout


def test_no_other_status_of_a_passage_is_taken(drafted, kg, project, frame):
    drafted(TALKS)
    path = project / "seeds/talks.yaml"
    path.write_text(frame().replace('night."\n  status: draft', 'night."\n  status: done'), encoding="utf-8")
    assert "'done' is no status of a passage" in kg("build", "--project", project).stderr


WRITING = """
import os, sys, time
os.fsync = lambda file: (print("writing", flush=True), time.sleep(30))
from kg import watched
watched.go_on()
from kg.cli import main
main(sys.argv[1:])
"""


def test_a_draft_that_is_ended_while_it_writes_leaves_the_annotations_as_they_were(kg, project, frame):
    (project / "talks.txt").write_text(TALKS, encoding="utf-8")
    kg("add", project / "talks.txt", "--project", project)
    before, held = frame(), sorted(path.name for path in (project / "seeds").iterdir())
    command = [sys.executable, "-c", WRITING, "draft", "talks", "--project", project]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "writing\n"
        process.send_signal(signal.SIGINT)
    assert frame() == before
    assert sorted(path.name for path in (project / "seeds").iterdir()) == held


def test_a_draft_of_comments_alone_leaves_the_list_of_passages_empty(drafted, kg, project):
    assert drafted("Chile grew. Chile grew. Chile grew.\n", passages="") == []
    assert kg("draft", "talks", "--project", project).exit_code == 0


def test_passages_in_brackets_are_not_touched(drafted, kg, project, frame):
    drafted(TALKS)
    path = project / "seeds/talks.yaml"
    head = frame().split("passages:")[0]
    path.write_text(head + 'passages: [{quote: "The valley"}]\n', encoding="utf-8")
    assert "written in brackets" in kg("draft", "talks", "--project", project).stderr
    assert frame().endswith('passages: [{quote: "The valley"}]\n')


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("a fund of US$37 billion", []),
        ("the US signed", ["US"]),
        ("the fair in Mexico City opened", []),
        ("the fair in Mexico opened", ["MX"]),
        ("the Mexico-Chile Economic Partnership Agreement was signed", []),
        ("tension between US-Mexico traders rose", ["US", "MX"]),
        ("people of New Mexico voted", []),
    ],
)
def test_a_known_name_inside_a_longer_one_is_no_mention(text, ids):
    names = Names({"US": {"abbreviation": ["US"]}, "MX": {"label": ["Mexico"]}})
    assert [mention.ids[0] for mention in known(names, text)] == ids


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("sales of more than US$2 billion (US$5 million)", "en", ["more than US$2 billion", "US$5 million"]),
        ("un 12 % más que antes", "es", ["12 %"]),
        ("投資は350社、5%増", "ja", ["350", "5%"]),
        ("on May 4 the G20 spoke of COVID-19 in the 60s", "en", []),
    ],
)
def test_figures_are_found_whole_and_names_with_digits_are_none(text, language, found):
    assert [text[slice(*figure.span)] for figure in figures(text, language)] == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("My Ten Cents on trade", "en"),
        ("20 more firms came", "en"),
        ("the 5 millionth visitor", "en"),
        ("The two ministers met", "en"),
        ("los dos ministros", "es"),
        ("sales of US$12 billion (MXN)", "en"),
        ("a price of $5 (EUR)", "en"),
        ("sales of 1H24 and 3Q24", "en"),
        ("the season 1998-99", "en"),
        ("25 millones de pesos", "es"),
        ("el 31 de abril", "es"),
        ("前24年3月期", "ja"),
        ("10数社、数千人", "ja"),
    ],
)
def test_a_number_that_words_beside_it_make_another_or_known_is_no_figure(text, language):
    assert figures(text, language) == []


def test_the_code_of_the_money_of_a_figure_in_brackets_takes_nothing_from_it():
    found = {text: figures(text, "en") for text in ("US$12 billion (USD) a year", "about $5 (AUD) a day")}
    assert [(f.quantity.value, f.quantity.unit) for (f,) in found.values()] == [
        (12 * 10**9, "USD"),
        (5, "AUD"),
    ]


def test_a_year_is_a_period_and_no_figure():
    text = "From January to March 2024, and in 2019"
    dated = periods(text, "en")
    assert [each.told.text for each in dated] == ["2024-01/2024-03", "2019"]
    assert figures(text, "en", [each.span for each in dated]) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("by the end of FY2026, or in fiscal 2026", "en"),
        ("from FY2022/23 to FY2023/24", "en"),
        ("in the 2023 fiscal year, in the 2024/25 season, in 2024-25", "en"),
        ("on 30 February 2024 and on February 30, 2024", "en"),
        ("in the summer of 2024, before 2020, around 2021 and in Q5 2024", "en"),
        ("on 5/10/2024, on 2024-02-30, in the 1900s", "en"),
        ("el 31 de abril de 2024, en el verano de 2024, antes de 2020", "es"),
        ("el ejercicio 2023, el ciclo 2023-24, el primer cuatrimestre de 2024", "es"),
        ("2024年上期、2024年度末、2024年頃、2024年春、2024年13月、2024年2月30日", "ja"),
        ("平成31年5月、2024年以前", "ja"),
    ],
)
def test_a_year_or_month_that_what_stands_beside_it_makes_another_period_is_none_and_no_figure(
    text, language
):
    assert periods(text, language) == []
    assert [figure for figure in figures(text, language) if figure.is_plain] == []


def test_what_stands_beside_a_period_and_leaves_it_as_it_is_takes_nothing_from_it():
    text = "In 1888, born in 1990s-style; 3Q 2024, by 2030. Signed in Sept. 2005 (early 2024) at Expo 2025"
    told = [each.told.text for each in periods(text, "en")]
    assert told == ["1888", "1990/1999", "2024-07/2024-09", "2030", "2005-09", "2024-01/2024-06", "2025"]
    assert [each.told.text for each in periods("が2024年5月に、2023年末までに", "ja")] == [
        "2024-05",
        "../2023-12",
    ]


def test_an_unknown_name_gets_the_class_that_its_words_suggest():
    words = vocabulary(read_ontology(ONTOLOGY), ())
    text = "The Ministry of Oceans paid Acme Motors, said Ms. Ito Hana. La Secretaría de Pesca y 水産省も。"
    text += " It sells Morocco’s fish to Corea del Sur."
    found = unknown(text, Document(text).sentences, [], words)
    assert [(each.name, each.cls) for each in found] == [
        ("Ministry of Oceans", "GovernmentBody"),
        ("Acme Motors", "Company"),
        ("Ito Hana", "Person"),
        ("Secretaría de Pesca", "GovernmentBody"),
        ("水産省", "GovernmentBody"),
        ("Morocco", "Country"),
        ("Corea", ""),
        ("Sur", ""),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The talks in La Paz ended.", ["La Paz"]),
        ("Se firmó en Los Cabos, La Habana y El Paso.", ["Los Cabos", "La Habana", "El Paso"]),
        ("La Cámara Andina informó. El Paso Norte abrió.", ["Cámara Andina", "Paso Norte"]),
    ],
)
def test_an_article_with_a_capital_inside_a_sentence_belongs_to_the_name(text, names):
    words = vocabulary(read_ontology(ONTOLOGY), ())
    found = unknown(text, Document(text).sentences, [], words)
    assert [each.name for each in found] == names


def test_weekdays_terms_and_who_speaks_are_no_names_but_what_looks_like_them_is():
    words = vocabulary(read_ontology(ONTOLOGY), ())
    text = "We said on Tuesday that Q3 and FY2023 were good, and so did the G20 and Wednesbury."
    found = unknown(text, Document(text).sentences, [], words)
    assert [each.name for each in found] == ["G20", "Wednesbury"]


def test_a_name_that_only_a_draft_prints_may_be_declared_before_the_draft_is_accepted(drafted, kg, project):
    drafted(TALKS)
    with (project / "seeds/entities.yaml").open("a", encoding="utf-8") as file:
        file.write("hansung: {a: Company, label: Hansung, spelled: Hansung Holdings}\n")
    result = kg("build", "--project", project)
    assert result.exit_code == 0, result.stderr


def test_what_is_still_a_draft_is_drafted_anew_by_the_names_known_then_and_nothing_else_is(
    drafted, kg, project
):
    accepted = "# mine\n- quote: The valley is quiet at night.\n"
    drafted("The valley is quiet at night. Minister Vega said that Chile grows.", passages=accepted)
    path, entities = project / "seeds/talks.yaml", project / "seeds/entities.yaml"
    assert '#   vega: {a: Person, label: "Vega"}' in path.read_text(encoding="utf-8")
    entities.write_text(
        entities.read_text(encoding="utf-8") + "vega: {a: Person, label: Vega}\n", encoding="utf-8"
    )
    assert kg("draft", "talks", "--again", "--project", project).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert (accepted in text, "#   vega" in text) == (True, False)
    first, second = yaml.safe_load(text)["passages"]
    assert "status" not in first
    assert [row["speaker"] for row in second["facts"]] == ["vega"]


def test_what_cannot_be_drafted_anew_stays_as_it_was_drafted(drafted, kg, project):
    drafted(TALKS)
    path, entities = project / "seeds/talks.yaml", project / "seeds/entities.yaml"
    before = path.read_bytes()
    entities.write_text(
        entities.read_text(encoding="utf-8") + "vega: {a: Person, label: [}\n", encoding="utf-8"
    )
    assert kg("draft", "talks", "--again", "--project", project).exit_code == 2
    assert path.read_bytes() == before


def test_an_accepted_source_keeps_its_drafted_passages_when_it_is_to_be_drafted_again(drafted, kg, project):
    drafted(TALKS)
    accept(project)
    before = (project / "seeds/talks.yaml").read_bytes()
    refused = kg("draft", "talks", "--again", "--project", project)
    assert (refused.exit_code, "there is no draft" in refused.stderr) == (2, True)
    assert (project / "seeds/talks.yaml").read_bytes() == before

"""kg.check.words: what a row says other than its words is warned of, and what they leave open is not."""

import hashlib

import pytest

from kg.project import at

DURATION = """
mini:lasted a owl:DatatypeProperty ; rdfs:label "lasted"@en ;
    schema:domainIncludes kg:Record ; schema:rangeIncludes xsd:duration .
mini:began a owl:DatatypeProperty ; rdfs:label "began"@en ;
    schema:domainIncludes kg:Record ; schema:rangeIncludes xsd:dateTime .
mini:speaker a owl:ObjectProperty ; rdfs:label "speaker"@en ;
    schema:domainIncludes kg:Record ; schema:rangeIncludes kg:Entity .
"""


def warned(mini, quote, row):
    """Return what is warned of a row under a quote that is the whole text of a second source."""
    ontology = mini / "ontology/mini.ttl"
    ontology.write_text(ontology.read_text(encoding="utf-8") + DURATION, encoding="utf-8")
    digest = hashlib.sha256(quote.encode()).hexdigest()
    (mini / "seeds/words.txt").write_text(quote, encoding="utf-8")
    source = f'source: {{id: words, sha256: {digest}}}\npassages:\n- quote: "{quote}"\n  facts:\n  - {row}\n'
    (mini / "seeds/words.yaml").write_text(source, encoding="utf-8")
    rules = {"speaker", "direction", "end", "figure"}
    problems = [p for p in at(mini).check().problems if p.rule in rules and "words.yaml" in p.where]
    assert {problem.severity for problem in problems} <= {"warning"}
    return [problem.what for problem in problems]


FLOW = "{{id: o, a: Observation, indicator: investment, from: {}, to: {}, printed: {}}}"
NOT_AN_HOUR = "lasted is PT1H, but the quote prints another duration"
RECORD = "{{id: o, a: Observation, {}}}"


@pytest.mark.parametrize(
    ("quote", "row", "what"),
    [
        (
            "Investment from Japan to Mexico was US$5.",
            FLOW.format("MX", "JP", "US$5"),
            ["the words come from JP, the row does not"],
        ),
        (
            "Mexico's exports to Japan were US$5.",
            FLOW.format("JP", "MX", "US$5"),
            ["the words come from MX, the row does not"],
        ),
        ("Investment from Japan to Mexico was US$5.", FLOW.format("JP", "MX", "US$5"), []),
        ("Japan and Mexico traded US$5.", FLOW.format("MX", "JP", "US$5"), []),
        (
            "Of the partners of Japan, Mexico is No. 3.",
            "{id: JP, partnerOf: MX, position: 2}",
            ["position is 2, but the quote prints 3"],
        ),
        ("Of the partners of Japan, Mexico is No. 3.", "{id: JP, partnerOf: MX, position: 3}", []),
        ("Japan has two partners, Mexico is one.", "{id: JP, partnerOf: MX, position: 2}", []),
        (
            "Japan invested US$5.",
            FLOW.format("JP", "MX", "US$5"),
            ["to is MX, which neither the quote nor its sentence names"],
        ),
        ("Japan invested US$5 there.", FLOW.format("JP", "MX, inferred: [to]", "US$5"), []),
        (
            "It lasted fifty minutes.",
            RECORD.format("lasted: PT5M"),
            ["lasted is PT5M, but the quote prints another duration"],
        ),
        ("It lasted fifty minutes.", RECORD.format("lasted: PT50M"), []),
        ("It lasted half an hour.", RECORD.format("lasted: PT30M"), []),
        ("It lasted half an hour.", RECORD.format("lasted: PT1H"), [NOT_AN_HOUR]),
        ("Duró media hora.", RECORD.format("lasted: PT1H"), [NOT_AN_HOUR]),
        ("会談は半時間続いた。", RECORD.format("lasted: PT1H"), [NOT_AN_HOUR]),
        ("会談は30分続いた。", RECORD.format("lasted: PT1H"), [NOT_AN_HOUR]),
        ("会談は17時30分に始まった。", RECORD.format("lasted: PT1H"), []),
        ("会談は1時間30分続いた。", RECORD.format("lasted: PT1H30M"), []),
        ("It lasted a while.", RECORD.format("lasted: PT5M"), []),
        (
            "It began at 5:00 p.m. (8:00 a.m. in Japan).",
            RECORD.format("began: '2024-01-02T18:00:00+09:00'"),
            ["began is 2024-01-02T18:00:00+09:00, but the quote prints 08:00 and 17:00"],
        ),
        (
            "Comenzó a las 17:30, hora japonesa.",
            RECORD.format("began: '2024-01-02T17:30:00-04:00'"),
            [
                "began is 2024-01-02T17:30:00-04:00, but nobody has told which place “hora japonesa” is of",
            ],
        ),
        (
            "It began at 5:00 p.m. Chilean time (8:00 a.m. in Japan).",
            RECORD.format("began: '2024-01-02T17:00:00-04:00'"),
            [
                "began is 2024-01-02T17:00:00-04:00, but nobody has told which place “Chilean time” is of",
                "began is 2024-01-02T17:00:00-04:00, but the quote prints 08:00 in JP",
            ],
        ),
        ("Comenzó a las 17:30, hora prevista.", RECORD.format("began: '2024-01-02T17:30:00-04:00'"), []),
        ("It began at 5:00 p.m. local time.", RECORD.format("began: '2024-01-02T17:00:00-06:00'"), []),
        ("It began at 5:00 p.m.", RECORD.format("began: '2024-01-02T17:00:00-06:00'"), []),
        (
            "Honda Motor said that Toyota grows.",
            RECORD.format("speaker: toyota"),
            ["speaker is toyota, but the words are those of honda"],
        ),
        ("Honda Motor said that Toyota grows.", RECORD.format("speaker: honda"), []),
        (
            "It grows, they said.",
            RECORD.format("speaker: honda"),
            ["speaker is honda, whom the text has not named so far"],
        ),
        ("It grows, they said.", RECORD.format("speaker: honda, inferred: [speaker]"), []),
        (
            "They met on 1 October 2025 in Japan.",
            RECORD.format("period: 2025-01-10"),
            ["period is 2025-01-10, but the quote prints 2025-10-01"],
        ),
        ("They met on 1 October 2025 in Japan.", RECORD.format("period: 2025-10-01"), []),
        ("They met on 1 October 2025 in Japan.", RECORD.format("period: 1 October 2025"), []),
        ("They met on 1 October 2025, and the day after.", RECORD.format("period: 2025-10"), []),
        (
            "They met on 1 October 2025, and the day after.",
            RECORD.format("period: 2025-10-02, inferred: [period]"),
            [],
        ),
    ],
)
def test_a_row_that_says_other_than_its_words_is_warned_of(mini, quote, row, what):
    assert warned(mini, quote, row) == what


def names_warned(mini, entities, quote, row):
    """Return what is warned of names once entities and a second source are added."""
    with (mini / "seeds/entities.yaml").open("a", encoding="utf-8") as file:
        file.write(entities)
    digest = hashlib.sha256(quote.encode()).hexdigest()
    (mini / "seeds/words.txt").write_text(quote, encoding="utf-8")
    source = f'source: {{id: words, sha256: {digest}}}\npassages:\n- quote: "{quote}"\n  facts:\n  - {row}\n'
    (mini / "seeds/words.yaml").write_text(source, encoding="utf-8")
    return [(p.what, p.where, p.severity) for p in at(mini).check().problems if p.rule == "names"]


GROWTH = "growth: {a: Company, label: Growth of Mexico, spelled: [growth]}\n"
USES = "{id: honda, partnerOf: toyota}"


@pytest.mark.parametrize(
    ("entities", "quote", "row", "told"),
    [
        (
            "acme: {a: Company, label: Acme of Leon, spelled: [Acme]}\nacme-ltd: {a: Company, label: Acme}\n",
            "Honda and Toyota met Acme.",
            USES,
            (
                "'Acme' is a name of acme and acme-ltd: what prints it mentions each of them",
                "seeds/entities.yaml:8:1",
            ),
        ),
        (
            GROWTH,
            "Honda and Toyota see growth in Japan.",
            USES,
            (
                "growth is Growth of Mexico, but the text names MX nowhere",
                "seeds/words.yaml:1:9",
            ),
        ),
        (
            GROWTH.replace("growth]", "Toyota and Toyota Tsusho]"),
            "Honda sees Toyota and more.",
            "{id: honda, partnerOf: growth}",
            (
                "growth is Growth of Mexico, but the text names MX nowhere",
                "seeds/words.yaml:5:28",
            ),
        ),
    ],
)
def test_a_name_of_two_things_and_a_thing_of_a_country_that_is_not_named_are_warned_of(
    mini, entities, quote, row, told
):
    assert names_warned(mini, entities, quote, row) == [(*told, "warning")]


@pytest.mark.parametrize(
    ("entities", "quote"),
    [
        (GROWTH, "Honda and Toyota see growth in Mexico."),
        (GROWTH, "Honda and Toyota see the Growth of Mexico."),
        ("acme: {a: Company, label: Acme of Leon, wording: [Honda and Toyota]}\n", "Honda and Toyota met."),
        (
            "one: {a: Company, label: One, wording: they}\ntwo: {a: Company, label: Two, wording: they}\n",
            "Honda and Toyota say that they met.",
        ),
    ],
)
def test_a_wording_may_speak_of_several_things_and_a_thing_of_a_country_that_is_named(mini, entities, quote):
    assert names_warned(mini, entities, quote, USES) == []


def test_a_focus_that_no_seed_declares_is_warned_of(mini, edit):
    edit(
        "ontology/mini.ttl",
        "a owl:Ontology ;",
        "a owl:Ontology ; kg:focus <https://example.org/mini/id/CL> ;",
    )
    told = [(p.what, p.severity) for p in at(mini).check().problems if p.rule == "focus"]
    assert told == [("kg:focus is <https://example.org/mini/id/CL>, which no seed declares", "warning")]


def test_a_name_printed_with_other_capitals_is_told_as_it_is_printed(mini, edit):
    edit("seeds/entities.yaml", "spelled: [Honda]", "spelled: [HONDA]")
    (problem,) = [p for p in at(mini).check().problems if p.rule == "spelled"]
    assert problem.what == "no source prints 'HONDA', a name of honda"
    assert problem.hint == "It is printed with other capitals: write spelled: Honda."

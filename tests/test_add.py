"""kg add: files as they come, their text in seeds/ with a frame beside it, annotated, built and asked."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys

import papers
import pytest
import yaml

from kg.draft.printed import printed_date
from kg.draft.radicals import radicals, spelled

NOTE = (
    "Según la Secretaría de Economía, la inversión japonesa en los estados del Bajío creció el año pasado.\n"
    "Honda puede operar en México, señaló el ministro de la región.\n"
)


@pytest.fixture
def add(kg, mini, tmp_path):
    """Write a file and add it to the small project; the result of the command."""

    def run(name, data, *options):
        (tmp_path / name).write_bytes(data)
        return kg("add", tmp_path / name, "--project", mini, *options)

    return run


@pytest.fixture
def frame(mini):
    """The frame of a source, read as YAML."""
    return lambda name: yaml.safe_load((mini / f"seeds/{name}.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def text(mini):
    """The text of a source."""
    return lambda name: (mini / f"seeds/{name}.txt").read_bytes().decode()


def accept(mini, name, passages):
    """Write passages into a frame and take the draft away, as somebody who annotates does."""
    path = mini / f"seeds/{name}.yaml"
    written = path.read_text(encoding="utf-8")
    assert "passages: []" in written
    written = written.replace("passages: []", f"passages:\n{passages}").replace("  status: draft\n", "")
    path.write_text(written, encoding="utf-8")


DOCUMENTS = {
    "a PDF": ("deal.pdf", papers.readout, "Honda may operate in Mexico"),
    "a web page": ("deal.html", papers.PAGE.encode, "Honda may operate in Mexico"),
    "a Word document": ("deal.docx", papers.docx, "Honda may operate in Mexico"),
    "a text in Windows-1252": ("deal.txt", lambda: NOTE.encode("cp1252"), "Honda puede operar en México"),
    "Markdown": ("deal.md", f"# Deal\n\n*{papers.FIRST}*".encode, "Honda may operate in Mexico"),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_file_is_added_annotated_built_and_asked_for_the_sentence_behind_a_fact(kg, add, mini, kind):
    name, made, quote = DOCUMENTS[kind]
    assert add(name, made()).exit_code == 0
    accept(
        mini, "deal", f"- quote: {quote}\n  modality: possible\n  facts:\n  - {{id: honda, operatesIn: MX}}\n"
    )
    built = kg("build", "--project", mini)
    assert built.exit_code == 0, built.stderr
    asked = "SELECT ?quote { ?p kg:inSource src:deal ; kg:quote ?quote FILTER(CONTAINS(?quote, 'Honda')) }"
    result = kg("query", asked, "-d", mini / "build/kg.ttl", "-f", "csv")
    assert result.stdout.splitlines() == ["quote", quote]


def test_a_draft_is_named_by_build_and_check_and_left_out_of_the_graph(kg, add, mini):
    before = kg("build", "--project", mini).stdout
    add("deal.txt", NOTE.encode())
    built = kg("build", "--project", mini)
    assert (built.exit_code, built.stdout) == (0, before)
    assert "Left out deal, a draft" in built.stderr
    assert "deal" not in (mini / "build/kg.ttl").read_text(encoding="utf-8")
    checked = kg("check", "--project", mini)
    assert checked.exit_code == 0
    assert "the source is a draft, left out of the graph" in checked.stdout


def test_a_status_other_than_draft_is_an_error_that_says_what_to_write(kg, mini, edit):
    edit("seeds/report.yaml", "  title:", "  status: done\n  title:")
    told = kg("build", "--project", mini).stderr
    assert "'done' is no status of a source\n    Write draft, or remove the key" in told


# What is read


def test_the_frame_holds_what_is_known_of_a_web_page_and_its_text_prints(add, frame, mini):
    add("deal.html", papers.PAGE.encode(), "--url", "https://example.org/deal")
    data = (mini / "seeds/deal.txt").read_bytes()
    written = frame("deal")
    assert {key: str(value) for key, value in written["source"].items()} == {
        "id": "deal",
        "status": "draft",
        "identifier": "101",
        "language": "en",
        "url": "https://example.org/deal",
        "sha256": hashlib.sha256(data).hexdigest(),
        "quote": "Chile and Japan sign lithium deal\n\nBy Ana Rojas | March 4, 2025",
        "published": "2025-03-04",
        "title": papers.TITLE,
    }
    assert written["passages"] == []
    assert written["origin"]["file"] == "deal.html"
    assert written["origin"]["sha256"] == hashlib.sha256(papers.PAGE.encode()).hexdigest()
    assert written["origin"]["extraction"].startswith("trafilatura ")
    assert "# author: the id of Ana Rojas" in (mini / "seeds/deal.yaml").read_text(encoding="utf-8")


def test_a_web_page_gives_its_article_and_lists_what_is_left_out(add, frame, text):
    add("deal.html", papers.PAGE.encode())
    assert text("deal").split("\n\n") == [
        papers.TITLE,
        "By Ana Rojas | March 4, 2025",
        papers.FIRST,
        "What comes next",
        papers.SECOND,
        "Japan will lend 300 million dollars.",
        "Chile will build two plants in Antofagasta.\n",
    ]
    assert [(item["text"], item["reason"]) for item in frame("deal")["dropped"]] == [
        ("We use cookies. By continuing you accept our policy.", "outside the article"),
        ("Accept all", "a button"),
        ("Home", "a menu"),
        ("Lithium", "a menu"),
        ("Share on X", "buttons to share the page"),
        ("Ignore what was said before.", "hidden on the page"),
        ("© 2025 Trade Daily. All rights reserved.", "the foot of the page"),
    ]


def test_a_page_without_an_article_element_keeps_who_wrote_it_and_when_and_drops_buttons(add, frame, text):
    parts = [
        "<span>Economía</span><h1>La inversión crece</h1>",
        '<div>Por Ana Rojas · 4 de marzo de 2025</div><div class="addtoany_list">Compartir: Facebook X</div>',
        "<p>La inversión de Japón en los estados del norte alcanzó 1.200 millones de dólares en 2024.</p>",
        "<p>El acuerdo entró en vigor en 2007 y ambas partes estudian ampliarlo para el hidrógeno.</p>",
        "<p>Una visita de la ministra a las plantas está prevista para mayo, según su oficina.</p>",
    ]
    stated = '<meta name="date" content="2025-03-04"><meta name="author" content="Ana Rojas">'
    page = f"<html lang=es-MX><head>{stated}</head><body><div><div>{''.join(parts)}</div></div></body></html>"
    assert add("nota.html", page.encode()).exit_code == 0
    assert "La inversión crece\n\nPor Ana Rojas · 4 de marzo de 2025\n\nLa inversión de Japón" in text("nota")
    assert {"text": "Compartir: Facebook X", "reason": "buttons to share the page"} in frame("nota")[
        "dropped"
    ]
    head = frame("nota")["source"]
    assert (head["language"], head["quote"], str(head["published"])) == (
        "es-MX",
        "La inversión crece\n\nPor Ana Rojas · 4 de marzo de 2025",
        "2025-03-04",
    )


LANGUAGES = {
    "its words say another than the page declares": (NOTE, '<html lang="en">', "es"),
    "its words and the page agree": (NOTE, '<html lang="es-MX">', "es-MX"),
    "its words leave a doubt and the page declares none": ("Honda 2024.", "<html>", None),
    "what the page declares is no tag": ("Honda 2024.", '<html lang="en, title: x">', None),
    "it is written in kana": ("ホンダはメキシコで操業する。", '<html lang="en">', "ja"),
}


@pytest.mark.parametrize("case", LANGUAGES)
def test_the_language_of_a_page_is_told_only_where_nothing_speaks_against_it(add, frame, case):
    words, begun, language = LANGUAGES[case]
    assert add("nota.html", f"{begun}<p>{words}</p></html>".encode()).exit_code == 0
    assert frame("nota")["source"].get("language") == language


PRINTED = {
    "Published on March 4, 2025.": "March 4, 2025",
    "Santiago, 4 de marzo de 2025": "4 de marzo de 2025",
    "2025年3月4日（火）": "2025年3月4日",
    "令和7年3月4日": "令和7年3月4日",
    "令和７年３月４日、東京": "令和７年３月４日",
    "2025年３月４日": "2025年３月４日",
    "平成37年3月4日": "",
    "Tue, 03/04/2025 - 13:25": "03/04/2025",
    "04.03.2025": "04.03.2025",
    "14 March 2025": "",
    "March 4, 20251": "",
}


@pytest.mark.parametrize("line", PRINTED)
def test_a_day_is_found_as_a_text_prints_it(line):
    assert printed_date(line, "2025-03-04") == PRINTED[line]


def test_how_a_japanese_word_is_read_is_no_part_of_the_text(add, frame, text):
    word = "<ruby>連携<rp>（</rp><rt>れんけい</rt><rp>）</rp></ruby>"
    sentence = (
        f"<p>両大臣は、リチウムを含む重要鉱物の供給網の強化について{word}していくことで一致しました。</p>"
    )
    add("kaidan.html", f"<html><body><h1>日・チリ外相会談</h1>{sentence * 2}</body></html>".encode())
    assert "強化について連携していくことで" in text("kaidan")
    assert [item["text"] for item in frame("kaidan")["dropped"]] == ["（", "れんけい", "）"] * 2


def test_a_pdf_gives_paragraphs_whole_and_lists_running_titles_and_page_numbers(add, frame, text):
    add("deal.pdf", papers.readout())
    read = text("deal").replace("\u00ad\n", "")
    assert read.startswith(f"{papers.TITLE}\n\n{papers.FIRST}\n\nWhat comes next\n\n{papers.SECOND}\n")
    assert "\n• Japan will lend 300 million dollars.\n• Chile will build two plants.\n" in read
    assert "Press release" not in read
    assert [(item["text"], item["reason"]) for item in frame("deal")["dropped"]] == [
        ("Ministry of Foreign Affairs", "head or foot of pages 1–2"),
        ("Press release", "head or foot of pages 1–2"),
        ("1 of 2", "head or foot of pages 1–2"),
    ]
    assert frame("deal")["source"]["title"] == papers.TITLE


def test_the_columns_of_a_pdf_are_read_one_after_the_other(add, text):
    columns = "#set page(columns: 2, width: 18cm)\n#set par(first-line-indent: 1em, spacing: 0.65em)\n"
    parts = "\n\n".join(f"{number}. paragraph: {papers.SECOND}" for number in ("One", "Two", "Three", "Four"))
    add("deal.pdf", papers.pdf(f"{columns}= {papers.TITLE}\n{parts}"))
    places = [text("deal").index(f"{number}. paragraph") for number in ("One", "Two", "Three", "Four")]
    assert places == sorted(places)
    assert text("deal").startswith(papers.TITLE)


def test_what_stands_on_some_pages_only_is_listed_with_their_numbers(add, frame):
    head = "#set page(header: context if counter(page).get().first() != 2 [A title])\n"
    add(
        "deal.pdf",
        papers.pdf(head + "#pagebreak()".join(f"Honda says {n}.\n" for n in ("one", "two", "three"))),
    )
    assert frame("deal")["dropped"] == [{"text": "A title", "reason": "head or foot of pages 1, 3"}]


def test_lines_far_apart_and_a_sentence_over_two_pages_are_joined(add, text):
    words = papers.SECOND.replace("lithium", "lithium, of copper and of iodine, long the pride of the north")
    loose = "#set par(justify: false, leading: 1.1em, spacing: 2.5em)\n#set text(hyphenate: false)\n"
    data = papers.pdf(f"{loose}{papers.FIRST.replace('$', chr(92) + '$')}\n\n#v(4.8cm)\n{words}")
    assert b"/Count 2" in data
    add("deal.pdf", data)
    assert text("deal") == f"{papers.FIRST}\n\n{words}\n"


RAISED = {
    "a PDF": (
        "deal.pdf",
        lambda: papers.pdf("In 2024#super(typographic: false)[1] it rose by 5 m#super[2]."),
    ),
    "a web page": (
        "deal.html",
        lambda: b"<html><p>In 2024<sup><a href='#n'>1</a></sup> it rose by 5 m.</p></html>",
    ),
    "a Word document": (
        "deal.docx",
        lambda: papers.docx(f"<w:p>{papers.run('In 2024')}{NOTE_1}{papers.run(' it.')}</w:p>"),
    ),
}
NOTE_1 = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'


@pytest.mark.parametrize("kind", RAISED)
def test_the_number_of_a_note_is_no_part_of_the_year_before_it(add, text, kind):
    name, made = RAISED[kind]
    assert add(name, made()).exit_code == 0
    assert text("deal").startswith("In 2024¹ it")


def test_a_word_document_gives_accepted_changes_and_rows_and_lists_heads_and_deletions(add, frame, text):
    add("deal.docx", papers.docx())
    assert text("deal").split("\n\n") == [
        papers.TITLE,
        "Ana Rojas, March 4, 2025",
        papers.FIRST,
        papers.SECOND,
        "Year\tTonnes",
        "2024\t52,000\n",
    ]
    assert [(item["text"], item["reason"]) for item in frame("deal")["dropped"]] == [
        ("Nobody says more.", "deleted by a tracked change"),
        ("Ministry of Economy", "the head of a page"),
    ]


def test_markdown_is_read_as_it_is_shown_and_its_front_matter_listed(add, frame, text):
    add(
        "deal.md",
        b"---\ntags: trade\n---\n# The deal\n\nJapan *imported*\nlithium.\n\n<b hidden>x</b>\n\n- 1\n- 2\n",
    )
    assert text("deal") == "The deal\n\nJapan imported lithium.\n\n1\n\n2\n"
    assert [item["text"] for item in frame("deal")["dropped"]] == ["tags: trade", "x"]


def test_a_plain_text_in_utf_8_stays_byte_for_byte(add, mini):
    words = f"  {NOTE}\n\n\n{NOTE} "
    add("deal.txt", words.encode())
    assert (mini / "seeds/deal.txt").read_bytes() == words.encode()


def test_the_same_file_gives_the_same_bytes(add, mini):
    data = papers.readout()
    add("deal.pdf", data)
    first = [(mini / f"seeds/deal.{end}").read_bytes() for end in ("txt", "yaml")]
    for end in ("txt", "yaml"):
        (mini / f"seeds/deal.{end}").unlink()
    add("deal.pdf", data)
    assert [(mini / f"seeds/deal.{end}").read_bytes() for end in ("txt", "yaml")] == first


def test_control_characters_and_overrides_of_direction_are_taken_out_and_told(add, text):
    result = add("deal.txt", "Honda\u202e oper\x1b[31mates\r\nin Mexico of the and is.\x07\r".encode())
    assert text("deal") == "Honda oper[31mates\nin Mexico of the and is.\n"
    assert "removed   U+0007 (a control character), 1 time\n" in result.stdout
    assert "removed   U+202E RIGHT-TO-LEFT OVERRIDE, 1 time\n" in result.stdout


def test_words_that_would_be_yaml_stay_words_in_the_frame(add, frame):
    words = "]}\" status: x # 'skipped': *"
    page = papers.PAGE.replace("Accept all", words).replace("Ana Rojas", "Ana\u2028status: x")
    add("deal.html", page.encode())
    assert words in [item["text"] for item in frame("deal")["dropped"]]
    assert frame("deal")["source"]["status"] == "draft"


# Encodings

ENCODED = {
    "UTF-8 with a mark": (NOTE, "utf-8-sig", "utf-8"),
    "UTF-16 with a mark": (NOTE, "utf-16", "utf-16-le"),
    "Windows-1252": (NOTE, "cp1252", "windows-1252"),
    "Windows-1252, with dashes and quotation marks": (
        "The exports of Japan grew – that is “certain” – and Mexico’s did not, from this year by the third.",
        "cp1252",
        "windows-1252",
    ),
    "Windows-1252, with names of another language": (
        "The exports of México and KidZania of the state of Nuevo León grew, as did Mexico’s “Año”, by this.",
        "cp1252",
        "windows-1252",
    ),
    "Macintosh": (NOTE, "mac_roman", "macintosh"),
    "Shift_JIS": ("日本とメキシコは協定を結んだ。ホンダはメキシコで操業する。", "cp932", "shift_jis"),
    "EUC-JP": ("日本とメキシコは協定を結んだ。ホンダはメキシコで操業する。", "euc_jp", "euc-jp"),
    "ISO-2022-JP": ("日本とメキシコは協定を結んだ。", "iso2022_jp", "iso-2022-jp"),
}


@pytest.mark.parametrize("case", ENCODED)
def test_an_encoding_that_can_be_told_for_certain_is_read_and_named(add, frame, text, case):
    words, encoding, named = ENCODED[case]
    assert add("deal.txt", words.encode(encoding)).exit_code == 0
    assert text("deal").strip() == words.strip()
    assert frame("deal")["origin"]["encoding"] == named


def test_a_web_page_in_the_encoding_that_it_declares_is_read(add, text):
    page = papers.PAGE.replace('charset="utf-8"', 'charset="iso-8859-1"').replace("Santiago", "São “Tiago”")
    add("deal.html", page.encode("cp1252"))
    assert "an agreement in São “Tiago” on" in text("deal")


DOUBTFUL = (
    "Secretary Casaubón and the others of the state.",
    "The exports of B\u00e1rcena and of the state are this.",
)


@pytest.mark.parametrize("words", DOUBTFUL)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_no_text_is_read_in_another_encoding_than_its_own(add, text, words, encoding):
    result = add("deal.txt", words.encode(encoding))
    assert result.exit_code == 2 or text("deal") == words


def test_a_text_whose_encoding_is_in_doubt_is_refused_with_what_each_would_read(add, mini):
    data = "Ana Müller, José Peña".encode("cp1252")
    result = add("deal.txt", data)
    assert result.exit_code == 2
    assert "its encoding cannot be told for certain: it is not UTF-8 at byte 5 (0xfc)" in result.stderr
    assert "--encoding windows-1252 reads “Ana Müller, J”" in result.stderr
    assert not (mini / "seeds/deal.txt").exists()
    assert add("deal.txt", data, "--encoding", "windows-1252").exit_code == 0


@pytest.mark.parametrize(("words", "encoding"), [("Japón y México.", "utf-7"), ("日本と米国。", "hz")])
def test_ascii_that_can_be_other_letters_is_refused_until_its_encoding_is_named(add, text, words, encoding):
    data = words.encode(encoding)
    result = add("deal.txt", data)
    assert result.exit_code == 2
    assert f"{encoding} reads its ASCII as other letters" in result.stderr
    assert f"--encoding {encoding} reads “{words[:7]}" in result.stderr
    assert add("deal.txt", data, "--encoding", encoding, "--language", "es").exit_code == 0
    assert text("deal").strip() == words


def test_ascii_with_plus_signs_and_tildes_is_text_as_it_stands(add, text):
    words = "Call +52 55 1234: C++ firms, 50+ of them, at /~ana, met A+B-C on the margins of the summit."
    assert add("deal.txt", words.encode()).exit_code == 0
    assert text("deal").strip() == words


# What is refused

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REFUSED = {
    "a scan": ("a.pdf", lambda: papers.pdf("#circle()"), "the PDF has no text layer; it is a scan"),
    "a locked PDF": ("a.pdf", papers.locked, "the PDF is locked with a password"),
    "a damaged PDF": ("a.pdf", lambda: papers.readout()[:900], "the PDF is damaged"),
    "a PDF that lost a page": ("a.pdf", lambda: spoilt(papers.readout()), "the PDF is damaged"),
    "a page without text": (
        "a.html",
        lambda: b"<html><body><script>x()</script></body></html>",
        "the page has no text",
    ),
    "a deep page": (
        "a.html",
        lambda: b"<html>" + b"<div>" * 5000 + b"x",
        "its elements are nested too deeply",
    ),
    "a damaged archive": ("a.docx", lambda: papers.docx()[:300], "it holds a damaged archive"),
    "a document without a body": (
        "a.docx",
        lambda: papers.docx(more={"word/document.xml": "<w:x"}),
        "the Word document is damaged",
    ),
    "an entity bomb": (
        "a.docx",
        lambda: papers.docx("&b;", before=BOMB),
        "word/document.xml declares entities of its own",
    ),
    "a bomb": (
        "a.docx",
        lambda: papers.docx(more={"word/media/x": "0" * 201_000_000}),
        "it unpacks to more than",
    ),
    "an old Word file": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a file of old Office programs",
    ),
    "a PDF named as text": ("a.txt", papers.readout, "its name says plain text, but it holds a PDF"),
    "a page named as a PDF": ("a.pdf", papers.PAGE.encode, "its name says a PDF, but it holds a web page"),
    "a binary file": ("a.txt", lambda: bytes(range(256)), "it is no text: it holds zero bytes"),
    "an empty file": ("a.txt", lambda: b" \n", "the file is empty"),
    "a file in which nothing is seen": (
        "a.txt",
        "\u200b\u200d\n \ufeff\u00ad\u00a0\n".encode,
        "it holds no text",
    ),
    "another format": ("a.odt", lambda: b"x", "files that end in '.odt' are not read"),
    "a name without letters": ("日本.txt", lambda: b"x", "its name has no letters A–Z"),
}


def spoilt(data):
    """Return a PDF with a byte of its first compressed part changed, which leaves that part empty."""
    begin = data.index(b"FlateDecode")
    place = data.index(b"stream\n", begin) + 20
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_for_certain_is_refused_with_a_reason_and_what_to_do(add, mini, case):
    name, made, told = REFUSED[case]
    before = sorted(path.name for path in (mini / "seeds").iterdir())
    result = add(name, made())
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert len(result.stderr.splitlines()) >= 2
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in (mini / "seeds").iterdir()) == before


OPTIONS = {
    "an encoding for a PDF": (["--encoding", "utf-8"], "a PDF says itself how its letters are encoded"),
    "an address that is none": (["--url", "example.org"], "'example.org' is no address"),
    "a language that is none": (["--language", "English"], "'English' is no language tag"),
    "a name that leaves the folder": (["--name", "../x"], "'../x' cannot be the name of a source"),
    "the name of what is no source": (["--name", "entities"], "the name 'entities' is taken"),
    "the name of a file that is there": (["--name", "Report"], "the name 'Report' is taken"),
}


@pytest.mark.parametrize("case", OPTIONS)
def test_an_option_that_cannot_be_is_refused(add, case):
    options, told = OPTIONS[case]
    result = add("deal.pdf", papers.readout(), *options)
    assert result.exit_code == 2
    assert told in result.stderr


def test_nothing_that_a_file_names_is_fetched(add, text, monkeypatch):
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("the network is asked"))
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://localhost:9/xhtml.dtd">'
    fetched = '<img src="http://localhost:9/a.png"/><iframe src="http://localhost:9/"></iframe><h1>'
    page = papers.PAGE.replace("<!doctype html>", doctype).replace("<h1>", fetched)
    assert add("deal.html", page.encode()).exit_code == 0
    link = f'<Relationship Id="r1" TargetMode="External" Type="{papers.OFFICE}/image" Target="{{}}"/>'
    links = link.format("file:///etc/hostname") + link.format("http://localhost:9/a.png").replace("r1", "r2")
    relations = f'<Relationships xmlns="{papers.RELATIONS}">{links}</Relationships>'
    more = {"word/_rels/document.xml.rels": relations}
    assert (
        add(
            "linked.docx", papers.docx(papers.picture("r1") + papers.picture("r2") + papers.BODY, more=more)
        ).exit_code
        == 0
    )
    assert text("linked").startswith(papers.TITLE)


@pytest.mark.parametrize("kind", ["a pipe", "a folder", "nothing"])
def test_what_is_no_plain_file_is_refused_and_not_waited_for(kg, mini, tmp_path, kind):
    path = tmp_path / "deal.txt"
    {"a pipe": lambda: os.mkfifo(path), "a folder": path.mkdir, "nothing": lambda: None}[kind]()
    result = kg("add", path, "--project", mini)
    assert result.exit_code == 2
    assert ("there is no such file" if kind == "nothing" else "it is no regular file") in result.stderr


def test_outside_a_project_nothing_is_added_to_the_one_the_package_carries(kg, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deal.txt").write_text(NOTE, encoding="utf-8")
    result = kg("add", "deal.txt")
    assert result.exit_code == 2
    assert (
        "no project here\n  A project is a folder with seeds/ and ontology/; `kg init` makes one."
        in result.stderr
    )


def test_what_is_there_is_never_overwritten(add, text):
    add("deal.txt", b"The first of the two and that is it.")
    assert add("deal.txt", b"The second.").exit_code == 2
    assert text("deal") == "The first of the two and that is it."


def test_the_name_of_an_entity_is_no_name_for_a_document(add, mini):
    refused = add("toyota.txt", b"The first of the two and that is it.")
    assert (refused.exit_code, "the id 'toyota' is that of an entity" in refused.stderr) == (2, True)
    assert not (mini / "seeds/toyota.txt").exists()


def limited(mini, file, *options):
    """Return how the command ends, run by itself, so that it is watched."""
    command = [sys.executable, "-m", "kg", "add", str(file), "--project", str(mini), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_file_that_takes_too_long_is_stopped_with_nothing_written(mini, tmp_path):
    (tmp_path / "long.txt").write_bytes("ñ".encode() + b"the of and \n" * 4_000_000)
    done = limited(mini, tmp_path / "long.txt", "--timeout", "0.5")
    assert (done.returncode, done.stdout) == (3, "")
    assert "stopped after 0.5 s, the time limit" in done.stderr
    assert not list((mini / "seeds").glob("*long*"))


def test_a_file_that_swells_is_stopped_with_nothing_written(mini, tmp_path):
    (tmp_path / "bomb.pdf").write_bytes(papers.swelling())
    done = limited(mini, tmp_path / "bomb.pdf", "--memory", "200MB")
    assert (done.returncode, done.stdout) == (3, "")
    assert "stopped at 200 MB of memory, the limit" in done.stderr
    assert not list((mini / "seeds").glob("*bomb*"))


def test_no_library_says_anything_past_the_command(mini, tmp_path):
    (tmp_path / "deal.html").write_bytes(b"<html><body><p>x</p></body></html>")
    told = limited(mini, tmp_path / "deal.html").stderr.splitlines()
    assert [line.partition(" ")[0] for line in told] == ["Wrote", "Next:"]


def test_plain_text_needs_no_library_and_whatever_does_is_told_with_how_to_install_it(mini, tmp_path):
    hidden = (
        "sys.modules.update(dict.fromkeys(['lxml', 'trafilatura', 'mammoth', 'pdfminer', 'markdown_it']))"
    )
    code = f"import sys; {hidden}; from kg.cli import main; main()"

    def run(file):
        command = [sys.executable, "-c", code, "add", str(file), "--project", str(mini)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    (tmp_path / "deal.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "page.html").write_text(papers.PAGE, encoding="utf-8")
    assert run(tmp_path / "deal.txt").returncode == 0
    refused = run(tmp_path / "page.html")
    assert refused.returncode == 2
    assert "reading a web page takes" in refused.stderr
    assert "pip install 'japan-mexico-kg[documents]'" in refused.stderr


RADICALS = {
    "⽇本と⽶国の⻑い友好": "日本と米国の長い友好",
    "ファン‧クラベレン外務⼤⾂": "ファン・クラベレン外務大臣",
    "hy‧phen": "hy‧phen",
    "日本、メキシコ々〇": "日本、メキシコ々〇",
}


@pytest.mark.parametrize("printed", RADICALS)
def test_radicals_of_a_pdf_are_spelled_as_the_characters_they_draw(printed):
    assert spelled(printed) == RADICALS[printed]
    assert bool(radicals(printed)) == (printed != RADICALS[printed])

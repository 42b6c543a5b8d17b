"""Title and date found in the head of a text, and what of it is drafted then."""

import time

import pytest
import yaml

from kg.draft.extract import Extract
from kg.draft.head import headed

HEADS = [
    ("Talks in Busan\n\nRojas spoke.\n", "en", "Talks in Busan", ""),
    ("Home | News\nBusan, 3 May 2024\nKorea buys copper\n\nIt did.\n", "en",
     "Korea buys copper", "2024-05-03"),
    ("Chile-Korea Relations\nMinister Rojas Visits Busan\nMay 3, 2024\n\nShe did.\n", "en",
     "Minister Rojas Visits Busan", "2024-05-03"),
    ("Copper sells\nBy Ana Paz | Fri, 05/17/2024 - 13:25\n\nIt does.\n", "en", "Copper sells", "2024-05-17"),
    ("Copper sells\n05/03/2024\n\nIt does.\n", "en", "Copper sells", ""),
    ("Visita a Lima\n12 de mayo de 2024\n\nLlegó el ministro.\n", "es", "Visita a Lima", "2024-05-12"),
    ("日・ペルー外相会談\n2024年5月12日\n\n外相は会談した。\n", "ja", "日・ペルー外相会談", "2024-05-12"),
    ("May 3, 2024\nMay 4, 2024\nTwo days in Busan\n\nThey met.\n", "en", "Two days in Busan", ""),
    ("On May 3, 2024 the ministers met in Busan, where they spoke of copper.\nIt is dear.\n", "en", "", ""),
    ("The ministers met.\nThey spoke.\n", "en", "", ""),
    ("A line alone\n", "en", "", ""),
    ("Chile-Korea Relations\nMay 3, 2024\nPhoto of ministers\n\nIt is.\n\nBack to Chile-Korea Relations\n",
     "en", "", "2024-05-03"),
    ("Relaciones bilaterales\nVisita a Lima\n\nFue corta.\n\nVolver a Relaciones bilaterales\n", "es",
     "Visita a Lima", ""),
    ("Photovoltaic exports rise\n3 May 2024\n\nThey do.\n", "en", "Photovoltaic exports rise", "2024-05-03"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "title", "published"), HEADS)
def test_title_and_date_are_those_of_the_first_lines_where_these_print_one(text, language, title, published):
    found = headed(Extract(text, "", ()), language)
    assert (found.title, found.published) == (title, published)


@pytest.mark.parametrize("day", ["令和6年5月10日", "令和６年５月10日", "2024年5月10日", "2024-05-10"])
def test_a_day_alone_below_the_title_is_the_day_of_publication_by_whichever_calendar(kg, mini, tmp_path, day):
    (tmp_path / "kaidan.txt").write_text(f"日・ペルー外相会談\n{day}\n\n外相は会談した。\n", encoding="utf-8")
    assert kg("add", tmp_path / "kaidan.txt", "--project", mini).exit_code == 0
    source = yaml.safe_load((mini / "seeds/kaidan.yaml").read_text(encoding="utf-8"))["source"]
    assert str(source["published"]) == "2024-05-10"
    assert source["quote"] == f"日・ペルー外相会談\n{day}"


def test_of_a_text_in_one_paragraph_the_head_is_as_quickly_found_as_of_one_in_many():
    sentence = "Trade grew by 3.4 percent in 2024, officials said. "
    taken = []
    for text in (sentence * 400, f"{sentence}\n" * 400):
        begun = time.process_time()
        assert headed(Extract(text, "", ()), "en").published == ""
        taken.append(time.process_time() - begun)
    assert taken[0] < 2 * taken[1] + 0.1


def test_what_a_file_states_of_itself_is_kept():
    read = Extract(
        "Talks in Busan\nMay 3, 2024\n\nThey met.\n", "", (), title="Talks", published="2024-05-02"
    )
    assert headed(read, "en") == read


def test_the_words_of_the_head_state_title_and_date_and_are_not_drafted(kg, mini, tmp_path):
    (tmp_path / "talks.txt").write_text("Talks in Busan\nMay 3, 2024\n\nThey met twice.\n", encoding="utf-8")
    assert kg("add", tmp_path / "talks.txt", "--project", mini).exit_code == 0
    assert kg("draft", "talks", "--project", mini).exit_code == 0
    written = yaml.safe_load((mini / "seeds/talks.yaml").read_text(encoding="utf-8"))
    head = {key: str(written["source"][key]) for key in ("quote", "title", "published")}
    assert head == {
        "quote": "Talks in Busan\nMay 3, 2024",
        "title": "Talks in Busan",
        "published": "2024-05-03",
    }
    assert [passage["quote"] for passage in written["passages"]] == ["They met twice."]

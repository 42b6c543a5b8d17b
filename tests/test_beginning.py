"""kg init: a new project builds, checks, is asked and drawn at once, and is written whole or not at all."""

import pytest

from kg.project import at


def test_a_new_project_is_built_checked_asked_and_drawn_at_once(kg, tmp_path, monkeypatch):
    result = kg("init", tmp_path / "Chile-Korea")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "terms chilekorea: in <https://example.org/chile-korea/ontology#>" in result.stderr
    monkeypatch.chdir(tmp_path / "Chile-Korea")
    assert kg("build").exit_code == 0
    assert kg("check").stdout.startswith("0 errors")
    assert kg("query", "documents", "-f", "csv").exit_code == 0
    assert kg("visualize", "-o", "n.html").exit_code == 0


def test_a_new_project_speaks_of_nothing_of_ours(kg, tmp_path):
    kg("init", tmp_path / "ck", "--title", 'Chile "and" Korea', "--prefix", "ck")
    assert at(tmp_path / "ck").title == 'Chile "and" Korea'
    assert at(tmp_path / "ck").namespace == ("ck", "https://example.org/ck/ontology#")
    files = [path for path in (tmp_path / "ck").rglob("*") if path.is_file()]
    texts = {path.name: path.read_text(encoding="utf-8") for path in files}
    assert {"ck.ttl", "own.ttl", "shapes.ttl", "quality.ttl", "style.ttl"} <= texts.keys()
    assert [name for name, text in texts.items() if "jm:" in text or "japan-mexico-kg/ontology" in text] == []


def test_a_bare_project_has_the_rules_and_queries_that_know_no_subject_matter(kg, tmp_path, monkeypatch):
    assert kg("init", tmp_path / "minutes", "--bare").exit_code == 0
    project = at(tmp_path / "minutes")
    names = {path.stem for path in project.queries.glob("*.rq")}
    assert {"facts-about", "documents", "timeline"} <= names
    assert "fdi-by-state" not in names
    monkeypatch.chdir(project.root)
    assert kg("check").stdout.startswith("0 errors")


def test_a_folder_that_is_not_empty_is_left_as_it_is(kg, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    result = kg("init", tmp_path)
    assert result.exit_code == 2
    assert "the folder is not empty" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "wrong",
    [("--prefix", "kg"), ("--prefix", "a b"), ("--namespace", "x"), ("--namespace", "https://x.org/#")],
)
def test_a_name_of_no_use_is_refused_and_nothing_written(kg, tmp_path, wrong):
    result = kg("init", tmp_path / "new", *wrong)
    assert result.exit_code == 2
    assert "cannot be the" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_saved_queries_of_a_project_are_listed_from_anywhere(kg, tmp_path):
    kg("init", tmp_path / "minutes", "--bare")
    listed = kg("queries", "--project", tmp_path / "minutes", "-f", "csv").stdout
    assert "facts-about" in listed
    assert "fdi-by-state" not in listed

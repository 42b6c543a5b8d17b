"""A project with a namespace and classes of its own is built, checked, asked, shown and drawn like ours.

It is the small project of `fixtures/mini`: its ontology alone says what a country or an investment is.
"""

import pytest


@pytest.fixture
def inside(mini, monkeypatch):
    """The small project, with the working directory in it."""
    monkeypatch.chdir(mini)
    return mini


def test_it_builds_with_its_own_prefixes_and_nothing_of_ours(kg, inside):
    assert kg("build").exit_code == 0
    built = (inside / "build/kg.ttl").read_text(encoding="utf-8")
    assert "@prefix mini: <https://example.org/mini/ontology#> ." in built
    assert "@prefix id: <https://example.org/mini/id/> ." in built
    assert "japan-mexico-kg/ontology" not in built
    assert "jm:" not in built


@pytest.mark.usefixtures("inside")
def test_it_is_checked_against_its_own_shapes(kg):
    result = kg("check")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "0 errors, 2 warnings")


@pytest.mark.usefixtures("inside")
def test_it_is_asked_with_its_own_prefix_undeclared(kg):
    asked = "SELECT ?who { ?who mini:operatesIn id:MX } ORDER BY ?who"
    result = kg("query", asked, "-f", "csv")
    rows = [f"https://example.org/mini/id/{name}" for name in ("toyota", "toyota-tsusho")]
    assert (result.exit_code, result.stdout.splitlines()) == (0, ["who", *rows])


@pytest.mark.usefixtures("inside")
def test_a_mistyped_term_is_answered_with_its_own_names(kg):
    result = kg("query", "SELECT ?who { ?who mini:operateIn ?where }")
    assert "mini:operateIn is not in this graph; did you mean mini:operatesIn?" in result.stderr


@pytest.mark.usefixtures("inside")
def test_a_thing_of_it_is_shown_with_its_words(kg):
    result = kg("show", "toyota")
    assert result.stdout.startswith("Toyota – company – id:toyota\n")
    assert "“Toyota and Toyota Tsusho operate in Mexico”" in result.stdout


@pytest.mark.parametrize("kind", ["network", "timeline", "flows"])
def test_it_is_drawn_under_its_own_title(kg, inside, kind):
    result = kg("visualize", "--as", kind, "-o", "picture.html")
    assert result.exit_code == 0, result.output
    page = (inside / "picture.html").read_text(encoding="utf-8")
    assert "Investment in small" in page or kind == "timeline"
    assert "japan-mexico-kg/ontology" not in page
    assert "Japan–Mexico" not in page


def test_it_is_exported_and_compared(kg, inside):
    assert kg("export", "-o", "out.ttl").exit_code == 0
    assert kg("export", "-f", "edges-csv", "-o", "edges.csv").exit_code == 0
    assert "operates in" in (inside / "edges.csv").read_text(encoding="utf-8")
    assert kg("diff", "out.ttl", "out.ttl").exit_code == 0

"""`kg review` attacked, killed, and worked with by keyboard alone in a real browser."""

import random
import re
import threading
import time
from pathlib import Path

import httpx
import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from serving import reviewed

SIZES = [(1400, 900), (390, 844)]


def passages(project):
    return yaml.safe_load((project / "seeds/talks.yaml").read_text(encoding="utf-8"))["passages"]


@pytest.fixture
def site(drafted):
    with reviewed(drafted, "talks") as running:
        yield running


def test_what_the_documents_say_is_told_only_to_who_has_the_key(site):
    for path in ("state", "terms"):
        assert site.client.get(path).status_code == 200
        for key in ("", "Bearer", f"Bearer {site.key[:-1]}", f"Basic {site.key}"):
            assert httpx.get(site.url + path, headers={"authorization": key}).status_code == 401
    shell = httpx.get(site.url)
    assert (shell.status_code, "Rojas" in shell.text, site.key in shell.text) == (200, False, False)


def test_each_review_has_a_key_of_its_own(drafted, site):
    with reviewed(drafted, "talks") as another:
        assert another.key != site.key
        assert another.client.get("state", headers={"authorization": f"Bearer {site.key}"}).status_code == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"host": "evil.example"}, 400),
        ({"host": "evil.example", "origin": "http://evil.example"}, 400),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_other_sites_decide_nothing_even_with_the_key(site, drafted, headers, status):
    before = (drafted / "seeds/talks.yaml").read_bytes()
    sent = f'{{"version": "{site.state()["version"]}", "decision": "accept", "passage": 0}}'
    given = {"content-type": "application/json", **headers}
    assert site.client.post("decide", content=sent, headers=given).status_code == status
    assert (drafted / "seeds/talks.yaml").read_bytes() == before


def test_nothing_is_decided_by_a_link(site):
    assert site.client.get("decide").status_code == 405


@pytest.mark.parametrize(
    ("sent", "status"),
    [(b"{", 400), (b"[" * 100_000, 400), (b"[]", 400), (b'"' + b"x" * 2_000_000 + b'"', 413), (b"\xff", 400)],
)
def test_what_is_no_decision_is_told_and_the_review_goes_on(site, sent, status):
    answer = site.client.post("decide", content=sent, headers={"content-type": "application/json"})
    assert answer.status_code == status
    assert site.decide("accept", passage=0).status_code == 200


def test_each_kind_of_refusal_has_a_status_and_its_words(site, drafted):
    site.decide("add-row", passage=3, written="id: pusan, note: x")
    refused = site.decide("accept", passage=3)
    assert (refused.status_code, refused.json()["problems"][0]["what"]) == (422, "nobody knows 'pusan'")
    version = site.state()["version"]
    path = drafted / "seeds/talks.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    sent = {"version": version, "decision": "accept", "passage": 0}
    assert site.client.post("decide", json=sent).status_code == 409
    assert site.decide("accept", passage=9).status_code == 400


def test_a_source_that_is_not_there_is_told(kg, drafted):
    result = kg("review", "nowhere", "--project", drafted)
    assert (result.exit_code, "kg add" in result.stderr) == (2, True)


def noted(site, number):
    return site.decide("add-row", passage=3, written=f"id: CL, note: number {number}")


@pytest.mark.parametrize("seed", range(20))
def test_a_review_that_is_killed_at_any_moment_has_lost_no_decision(drafted, seed):
    """What was answered stands in the file; what was not is there whole or not at all."""
    moment = random.Random(seed).uniform(0.0, 0.9)
    answered = 0
    with reviewed(drafted, "talks") as site:
        site.state()
        ending = threading.Timer(moment, site.kill)
        ending.start()
        try:
            while (
                site.decide("add-row", passage=3, written=f"id: CL, note: number {answered}").status_code
                == 200
            ):
                answered += 1
        except httpx.TransportError:
            pass
        site.process.wait()
    rows = passages(drafted)[3].get("facts", [])
    assert [row["note"] for row in rows] == [f"number {number}" for number in range(len(rows))]
    assert answered <= len(rows) <= answered + 1


class Desk:
    """A page of a review, worked with by keys alone, which are counted."""

    def __init__(self, page):
        self.page, self.keys = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, text):
        self.page.keyboard.type(text)
        self.keys += len(text)

    def left(self, words):
        self.page.wait_for_function(
            "words => document.querySelector('#left').textContent.startsWith(words)", arg=words
        )

    def rewrite(self, key, old, new):
        """Open what a key opens, and replace words in it."""
        self.press(key)
        written = self.page.input_value(".write textarea")
        assert old in written
        self.press("Control+a")
        self.type(written.replace(old, new))
        self.press("Enter")

    def focus(self, selector):
        self.page.wait_for_function("s => document.activeElement.matches(s)", arg=selector)


@pytest.fixture
def desk(browser, site):
    """The page opened in a browser; what it complains of, or asks of others, fails the test."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(10_000)
    wrong = []
    page = context.new_page()
    page.on("request", lambda r: r.url.startswith((site.url, "data:")) or wrong.append(r.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(site.address)
    page.wait_for_selector("html[data-ready]")
    yield Desk(page)
    context.close()
    assert wrong == []


def test_a_text_goes_from_draft_to_graph_by_keyboard_alone(desk, drafted, kg):
    desk.left("4 to decide · 1 unread")
    desk.press("x", "Enter")  # the heading
    desk.left("3 to decide")
    desk.press("a")  # what Rojas said
    desk.left("2 to decide")
    state_that_chile_sells_copper(desk)
    desk.rewrite("e", "indicator: exports", "indicator: imports")  # as Chile sees it
    desk.page.wait_for_selector(".card.current dd:text-is('imports')")
    desk.press("a")
    desk.left("1 to decide")
    make_hansung_an_entity(desk)
    desk.press("a")
    desk.left("0 to decide · 1 unread")
    desk.press("n")  # the unread sentence
    desk.focus(".write textarea")
    desk.press("Escape", "a")
    desk.left("0 to decide · 0 unread")
    desk.press("f")
    desk.page.wait_for_selector("#done", state="hidden")
    result = kg("build", "--project", drafted)
    assert (result.exit_code, "Left out" in result.stderr) == (0, False)
    asked = "ASK { id:hansung jm:operatesIn id:CL . ?x a jm:Development ; jm:participant id:CL }"
    assert kg("query", asked, "-d", drafted / "build/kg.ttl").stdout.strip() == "true"
    assert all("status" not in passage for passage in passages(drafted))


def state_that_chile_sells_copper(desk):
    """Split the sentence, and write a row for its first part, most of it completed."""
    desk.press("s", "Enter")
    desk.left("3 to decide")
    desk.press("n")
    desk.type("Dev")
    desk.press("Tab")
    desk.type("label: Chile sells copper to Korea, parti")
    desk.press("Tab")
    desk.type("Chi")
    desk.press("Tab", "Backspace", "Backspace", "Enter")
    desk.page.wait_for_selector(".row:has-text('participant')")
    desk.press("a")
    desk.left("2 to decide")


def make_hansung_an_entity(desk):
    """Begin a row with a name nobody knows, and make it an entity in place."""
    desk.press("n", "Control+a")
    desk.type("id: Hansung")
    desk.page.wait_for_selector("#offers:has-text('an entity')")
    desk.press("ArrowUp", "Enter")
    desk.focus("#entity input[name=label]")
    desk.press("Tab")
    desk.type("Company")
    desk.press("Enter")
    desk.page.wait_for_selector("#said:has-text('is known now')")
    desk.focus(".write textarea")
    desk.type("operatesI")
    desk.press("Tab")
    desk.type("CL")
    desk.press("Enter")
    desk.page.wait_for_selector(".row:has-text('operatesIn')")


def test_an_error_is_told_beside_its_row_and_keeps_its_passage_from_being_accepted(desk):
    desk.press("n", "Control+a")
    desk.type("id: KR, buys: copper")
    desk.press("Enter")
    desk.page.wait_for_selector(".row .problem.error:has-text(\"no property 'buys'\")")
    desk.press("a")
    desk.page.wait_for_selector(".wrong:has-text('correct this first')")
    desk.left("4 to decide")


def test_a_doubt_is_told_beside_its_row_and_asks_again(desk):
    desk.press("j", "2")
    desk.rewrite("e", "from: CL, to: KR", "from: KR, to: CL")
    desk.page.wait_for_selector(".row[data-row='1'] .problem:has-text('the words come from CL')")
    desk.press("a")
    desk.page.wait_for_selector(".wrong:has-text('Do it again to confirm')")
    desk.press("a")
    desk.left("3 to decide")
    desk.press("u")
    desk.left("4 to decide")


def test_what_another_program_writes_is_shown_and_never_overwritten(desk, drafted):
    path = drafted / "seeds/talks.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    desk.press("a")
    desk.page.wait_for_selector("#said:has-text('Another program')")
    assert path.read_text(encoding="utf-8").endswith("# mine\n")
    desk.left("4 to decide")
    desk.press("a")
    desk.left("3 to decide")
    assert path.read_text(encoding="utf-8").endswith("# mine\n")


def test_what_is_being_written_outlives_what_another_program_writes(desk, drafted):
    desk.press("n")
    desk.type("Development, label: x")
    path = drafted / "seeds/talks.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    desk.press("Enter")
    desk.page.wait_for_selector("#said:has-text('Another program')")
    assert desk.page.input_value(".write textarea").endswith("a: Development, label: x")


def test_every_control_is_reached_by_tab(desk):
    reached = set()
    for _ in range(60):
        desk.press("Tab")
        reached.add(desk.page.evaluate("document.activeElement.textContent.trim()"))
    assert {
        "Accept a",
        "Reject r",
        "Split s",
        "Skip x",
        "Add row n",
        "Words w",
        "Keys ?",
        "Edit",
        "Remove",
    } <= reached


def test_a_hostile_text_stays_text(desk):
    assert desk.page.locator(".words b").count() == 0
    assert "<b>operates</b>" in desk.page.locator(".words").nth(3).text_content()


def test_the_key_does_not_stay_in_the_address(desk):
    assert "#" not in desk.page.url
    desk.page.reload()
    desk.page.wait_for_selector("html[data-ready]")


def test_without_the_key_the_page_says_what_to_do(browser, site):
    page = browser.new_page()
    page.goto(site.url)
    page.wait_for_selector("#trouble:has-text('Open the address that kg review has printed')")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(desk, size, scheme):
    desk.page.set_viewport_size({"width": size[0], "height": size[1]})
    desk.page.emulate_media(color_scheme=scheme)
    for keys in (
        [],
        ["a"],
        ["s"],
        ["Escape", "n"],
        ["Escape", "x"],
        ["Escape", "w"],
        ["Escape", "?"],
        ["Escape", "m"],
    ):
        desk.press(*keys)
        time.sleep(0.2)
        found = Axe().run(desk.page)
        assert found.violations_count == 0, found.generate_report()
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_readme_shows_what_the_command_prints(drafted):
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    command, shown = re.search(r"^\$ (kg review talks)\n(.*)$", readme, re.MULTILINE).groups()
    with reviewed(drafted, command.split()[-1]) as site:
        assert re.sub(r"\d{4,}/#.*", "", shown) == re.sub(
            r"\d{4,}/#.*", "", f"Reviewing talks at {site.address}"
        )
        assert len(shown.split("#")[1]) == len(site.key)


def test_the_help_tells_of_every_key(kg):
    told = kg("review", "--help").stdout
    assert all(f"({key})" in told for key in "aersnc")
    assert re.search(r"kg review talks --open", told)

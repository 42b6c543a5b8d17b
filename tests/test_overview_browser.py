"""The overview in a real browser: few things at first, the rest by zooming, by opening and by choosing."""

from __future__ import annotations

import re
from itertools import combinations, product

import pytest
import world
from test_access import SIZES, complaints
from test_browser import find, page_of, saved, saved_as

from kg.draw.networkpage import network_page
from kg.draw.printing import figure
from kg.draw.visualize import visualize
from kg.network.from_graph import network

BUBBLE = """() => {
  const net = document.getElementById("net"), box = net.getBoundingClientRect();
  for (let y = box.top + 5; y < box.bottom; y += 9) for (let x = box.left + 5; x < box.right; x += 9) {
    net.firstElementChild.firstElementChild.dispatchEvent(
      new PointerEvent("pointermove", { clientX: x, clientY: y, bubbles: true }));
    if (net.style.cursor === "pointer") return [x, y];
  }
  return null;
}"""
"""Where the pointer finds a circle."""
COUNTING = """
  window.drawings = 0;
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    window.drawings += 1;
    clearRect.apply(this, box);
  };
"""
"""Counts the drawings of a page, each of which begins with an empty canvas."""
LETTERS = [
    *"abcdefghijklmnopqrstuvwxyz",
    *("".join(pair) for pair in product("abc", "abcdefghijklmnopqrstuvwxyz")),
]
COLOURED = """() => {
  const { width, height } = document.querySelector("#net canvas");
  const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(document.querySelector("#net canvas"), 0, 0);
  const { data } = copy.getImageData(0, 0, width, height);
  const rows = [];
  for (let i = 0; i < data.length; i += 4) {
    const parts = data.slice(i, i + 3);
    if (Math.max(...parts) - Math.min(...parts) > 90) rows.push(Math.floor(i / 4 / width));
  }
  return { found: rows.length, share: (rows.at(-1) - rows[0]) / height };
}"""
"""How many pixels show a thing in its colour, and over what share of the height."""


NAMED = """
  const canvas = CanvasRenderingContext2D.prototype, { arc, clearRect, fillText } = canvas;
  const onScreen = (context, x, y) => {
    const { x: left, y: top } = context.getTransform().transformPoint({ x, y });
    return [left, top];
  };
  canvas.clearRect = function (...box) {
    Object.assign(window, { rims: [], names: [] });
    clearRect.apply(this, box);
  };
  canvas.arc = function (x, y, radius, ...turn) {
    const rim = [[0.9, 0], [0, 0.9], [-0.9, 0], [0, -0.9]];
    window.rims.push(...rim.map(([dx, dy]) => onScreen(this, x + dx * radius, y + dy * radius)));
    arc.call(this, x, y, radius, ...turn);
  };
  canvas.fillText = function (text, x, y) {
    const half = this.measureText(text).width / 2, size = parseFloat(/([0-9.]+)px/.exec(this.font)[1]);
    const box = [...onScreen(this, x - half, y), ...onScreen(this, x + half, y + 0.8 * size)];
    if (this.font.startsWith("400") || !/^[6b]/.test(this.font)) window.names.push([text, ...box]);
    fillText.call(this, text, x, y);
  };
"""
"""Keeps, of each drawing, the rims of what is round and the names that are not bold, with their boxes."""


@pytest.fixture(scope="module")
def great():
    return page_of(world.large(300, 900))


def watch(page, script: str) -> None:
    """Open a page again so that a script sees it drawn."""
    page.add_init_script(script)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(300)


def drawn(page) -> int:
    """Return how many things the page says it draws, all where it says no number."""
    told = page.inner_text("#note")
    found = re.search(r"(\d+) drawn", told) or re.match(r"(\d+) things", told)
    return int(found[1])


def test_a_great_network_opens_on_few_things_and_says_that_there_are_more(opened, great):
    page = opened(great)
    note = page.inner_text("#note")
    assert note.startswith("300 things, ")
    assert "drawn: zoom in or open a circle for the others" in note
    assert 10 <= drawn(page) <= 40


def test_a_network_is_drawn_once_when_its_page_opens(opened, great):
    page = opened(great)
    page.wait_for_timeout(300)
    watch(page, COUNTING)
    assert page.evaluate("window.drawings") == 1


def test_an_overview_takes_the_height_of_a_phone(opened, great):
    page = opened(great)
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(300)
    assert page.evaluate(COLOURED)["share"] > 0.6


def test_a_phone_is_told_whole_how_much_is_drawn_and_how_many_names_have_no_room(opened, great):
    page = opened(great)
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert "open a circle for the others" in page.inner_text("#note")
    fits = "part => part.scrollHeight <= part.clientHeight + 1"
    assert all(page.locator(part).evaluate(fits) for part in ("#note", "#bar"))
    write = "told => { document.getElementById('unnamed').textContent = told; }"
    page.evaluate(write, "20 names without room: zoom in")
    assert page.locator("#unnamed").is_visible()
    assert page.locator("#bar").evaluate(fits)


def test_what_flows_to_many_has_all_its_names_on_a_phone(opened):
    said = world.cite("alpha", "Toyota operates in Mexico", 0)
    states = [f"MX-{letter}" for letter in "ABCDEFGHIJKLMN"]
    flows = "".join(
        world.entity(state, f"State of {state}", "jm:State, jm:Place")
        + world.observation(f"fdi-{state}", f"id:{state}", ("1", "US$1"), said)
        for state in states
    )
    page = opened(visualize(world.graph(world.small() + flows), properties=["fdi-inflow"]).html)
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.inner_text("#note").startswith("17 things, 16 lines")
    assert page.inner_text("#unnamed") == ""


def test_what_nothing_joins_has_its_name_below_it_on_a_phone(opened):
    said = world.cite("alpha", "Toyota operates in Mexico", 0)
    met = [world.fact(f"m{i}", ("id:c0", "jm:operatesIn", f"id:c{i}"), said) for i in range(1, 5)]
    firms = [world.entity(f"c{i}", f"Company {i} of a city", "jm:Company") for i in range(24)]
    graph = world.graph(world.small() + "".join([*firms, *met]))
    page = opened(visualize(graph, classes=["Company"]).html)
    page.add_init_script(NAMED)
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(300)
    names, rims = page.evaluate("[window.names, window.rims]")
    single = [box for name, *box in names if re.fullmatch(r"Company ([5-9]|1\d|2\d) of a city", name)]
    assert len(single) == 19
    for left, top, right, _ in single:
        assert any(abs(x - (left + right) / 2) < 3 and 0 < top - y < 12 for x, y in rims)
    assert page.inner_text("#unnamed") == ""


def test_paper_has_no_list_of_areas_to_go_to_as_the_picture_names_them(opened, great):
    page = opened(great)
    assert page.locator("#areas").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#areas").is_hidden()
    assert page.locator("#properties").is_visible()


def test_nobody_is_told_to_zoom_in_on_paper(opened):
    page = opened(page_of(world.large(50, 90)))
    for _ in range(6):
        page.click("#zoom-out")
    page.wait_for_function("() => document.getElementById('unnamed').innerText.endsWith('room: zoom in')")
    page.emulate_media(media="print")
    assert page.inner_text("#unnamed").endswith(" without room")


def test_no_circle_covers_another(opened, great):
    page = opened(great)
    boxes = [button.bounding_box() for button in page.locator("#circles button").all()]
    middles = [complex(b["x"] + b["width"] / 2, b["y"] + b["height"] / 2) for b in boxes]
    pairs = list(combinations(range(len(boxes)), 2))
    assert len(boxes) > 3
    assert all(abs(middles[a] - middles[b]) >= (boxes[a]["width"] + boxes[b]["width"]) / 2 for a, b in pairs)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_no_words_but_bold_ones_cover_the_rim_of_a_thing(opened, size):
    page = opened(page_of(world.large(50, 150)))
    page.set_viewport_size(size)
    watch(page, NAMED)
    names, rims = page.evaluate("[window.names, window.rims]")
    assert len(names) > 10 < len(rims)
    covered = {name for name, a, b, c, d in names for x, y in rims if a < x < c and b < y < d}
    assert covered == set()


def test_a_small_network_is_drawn_whole(opened):
    page = opened(page_of(world.small()))
    assert "drawn" not in page.inner_text("#note")
    assert page.evaluate(BUBBLE) is None


def test_zooming_in_shows_more_and_zooming_out_again_as_few_as_before(opened, great):
    page = opened(great)
    few = drawn(page)
    as_before = page.locator("#note", has_text=f" {few} drawn")
    for _ in range(4):
        page.click("#zoom-in")
    as_before.wait_for(state="detached")
    assert drawn(page) > 2 * few
    page.click("#zoom-fit")
    as_before.wait_for()


def test_a_click_opens_a_circle_and_show_everything_folds_it_again(opened, great):
    page = opened(great)
    few = drawn(page)
    x, y = page.evaluate(BUBBLE)
    count = int(re.search(r": (\d+) things", page.inner_text("#tip"))[1])
    page.mouse.click(x, y)
    assert drawn(page) >= few + count
    page.click("#reset")
    page.wait_for_function(
        "few => document.getElementById('note').innerText.includes(`${few} drawn`)", arg=few
    )


def test_an_opened_circle_is_kept_in_the_address(opened, great):
    page = opened(great)
    x, y = page.evaluate(BUBBLE)
    page.mouse.click(x, y)
    many, fragment = drawn(page), page.evaluate("location.hash")
    assert fragment.startswith("#open=")
    assert drawn(opened(great, fragment)) == many
    assert drawn(opened(great, "#open=nothing|of the kind")) < many


def test_back_closes_a_circle_and_forward_opens_it_again(opened, great):
    page = opened(great)
    few = drawn(page)
    x, y = page.evaluate(BUBBLE)
    page.mouse.click(x, y)
    many = drawn(page)
    page.go_back()
    assert drawn(page) == few < many
    page.go_forward()
    assert drawn(page) == many


def test_the_legend_leads_to_an_area_and_opens_all_of_it(opened, great):
    page = opened(great)
    few, area = drawn(page), page.locator("#areas button").first
    count = int(area.locator("small").inner_text())
    area.click()
    assert drawn(page) >= count > few / 2


def test_what_waits_is_found_by_name_and_drawn_with_its_neighbours(opened, great):
    page = opened(great)
    few = drawn(page)
    find(page, "Entity number 299")
    assert page.locator("#panel h2").inner_text() == "Entity number 299"
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    assert 1 < drawn(page) < few


def test_a_filter_that_leaves_few_things_shows_them_all(opened, great):
    page = opened(great)
    page.click('.only[aria-label="Only person"]', force=True)
    note = page.inner_text("#note")
    assert re.match(r"60 things|\d\d things", note)
    assert "drawn" not in note


def test_the_overview_is_saved_as_it_is_drawn_with_its_circles_and_areas(opened, great):
    svg = saved(opened(great))
    sizes = map(float, re.findall('font-size="([^"]+)"', svg))
    assert min(sizes) >= 7
    assert svg.count('class="circle"') >= 4
    assert svg.count('class="area"') >= 3
    told = re.search(r"Shown: the whole graph; (\d+) of 300 things; (\d+) others counted in circles", svg)
    assert 10 <= int(told[1]) <= 40
    assert int(told[2]) > 100


def test_no_name_of_a_saved_overview_is_missing_where_letters_stand_for_those_without_room(opened, great):
    page = opened(great)
    svg = saved_as(page, width="100").read_text(encoding="utf-8")
    assert "Left out" not in svg
    assert svg.count('class="leader"') >= 1
    lines = re.findall("<text [^>]*>([^<]*)</text>", svg)
    letters = [line for line in lines if re.fullmatch("[a-z]{1,2}", line)]
    assert letters
    assert sorted(letters) == sorted(2 * LETTERS[: len(letters) // 2])


def test_letters_of_a_saved_figure_go_on_after_z_as_those_of_the_command_do(opened):
    around = "".join(
        world.entity(f"c{i}", f"Company of a long name {i}", "jm:Company")
        + world.fact(f"g{i}", (f"id:c{i}", "jm:operatesIn", "id:MX"), world.cite("alpha", "x", 0))
        for i in range(50)
    )
    graph = world.graph(world.small() + around)
    drawn = network_page(network(graph, ["mexico"], depth=1), title="Mexico").html
    saved_by_page = saved_as(opened(drawn), width="60").read_text(encoding="utf-8")
    for svg in (saved_by_page, figure(graph, ["mexico"], width=60).svg):
        lines = re.findall("<text [^>]*>([^<]*)</text>", svg)
        letters = [line for line in lines if re.fullmatch("[a-z]{1,2}", line)]
        assert len(letters) > 2 * 26
        assert sorted(letters) == sorted(2 * LETTERS[: len(letters) // 2])


def test_the_table_holds_every_statement_whatever_is_drawn(opened, great):
    page = opened(great)
    page.click("#show-table")
    page.locator("#table tbody tr").nth(800).wait_for(state="attached")


def test_forces_keep_the_network_in_view(opened, great):
    page = opened(great)
    before = page.evaluate(COLOURED)["found"]
    page.click("#physics")
    page.wait_for_timeout(3000)
    assert page.evaluate(COLOURED)["found"] > 0.5 * before


def test_a_family_is_hidden_and_kept_as_a_whole(opened):
    turtle = world.small() + 'jm:Place kg:color "#c81e00" ; kg:shape "square" ; kg:family "Places"@en .'
    for cls in ("Country", "State"):
        turtle = re.sub(rf"jm:{cls} kg:color [^;]*; kg:shape [^;]*;", f"jm:{cls}", turtle)
    turtle = turtle.replace(
        'jm:Place kg:color "#f0e442" ; kg:shape "square" ; kg:order 5 .', "jm:Place kg:order 5 ."
    )
    page = opened(page_of(turtle))
    family = page.locator(".family")
    assert family.inner_text().split("\n") == ["Places", "4"]
    family.click()
    assert family.get_attribute("aria-pressed") == "false"
    assert page.inner_text("#note").startswith("3 things")
    page.click("#reset")
    assert family.get_attribute("aria-pressed") == "true"
    page.click('.choice[data-name="Country"]')
    assert family.inner_text().split("\n") == ["Places", "2"]


CIRCLES = "#circles button"


def on_circles(page) -> list[bool]:
    """Return, for every button, whether the pointer finds a circle at its middle."""
    return page.eval_on_selector_all(
        CIRCLES,
        """buttons => buttons.map((button) => {
          const net = document.getElementById("net"), box = button.getBoundingClientRect();
          net.firstElementChild.firstElementChild.dispatchEvent(new PointerEvent("pointermove",
            { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, bubbles: true }));
          return net.style.cursor === "pointer";
        })""",
    )


def test_the_tab_key_goes_from_the_picture_to_every_circle_and_enter_opens_one(opened, great):
    page = opened(great)
    few, names = drawn(page), page.eval_on_selector_all(CIRCLES, "all => all.map((each) => each.ariaLabel)")
    assert len(names) >= 4
    page.focus("#net")
    for name in names:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.ariaLabel") == name
    number = re.fullmatch(r"(\d+) (states|companies|organizations|persons|sectors) in .+, open", names[-1])[1]
    assert page.inner_text("#tip").split("\n")[0].endswith(f": {number} things")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'net'")
    assert drawn(page) >= few + int(number)
    assert page.locator("#tip").is_hidden()
    page.keyboard.press("ArrowRight")
    assert page.locator("#panel h2").is_visible()


def test_buttons_lie_over_the_circles_wherever_the_picture_is_moved_and_nowhere_else(opened, great):
    page = opened(great, reduced_motion="reduce")
    stage = page.locator("#net").bounding_box()
    for act in ("", "#zoom-in", "Shift+ArrowRight", "Shift+ArrowDown", "#zoom-out"):
        if act.startswith("#"):
            page.click(act)
        elif act:
            page.press("#net", act)
        page.wait_for_timeout(200)
        found = on_circles(page)
        assert len(found) >= 1
        assert all(found)
        for box in (button.bounding_box() for button in page.locator(CIRCLES).all()):
            assert min(box["width"], box["height"]) >= 24
            assert stage["x"] < box["x"] + box["width"] / 2 < stage["x"] + stage["width"]
            assert stage["y"] < box["y"] + box["height"] / 2 < stage["y"] + stage["height"]
    page.click(".only[aria-label='Only person']", force=True)
    page.locator(CIRCLES).first.wait_for(state="detached")


def test_a_circle_that_goes_leaves_the_focus_to_the_picture(opened, great):
    page = opened(great, reduced_motion="reduce")
    page.locator(CIRCLES).first.focus()
    page.keyboard.press("Tab")
    assert page.locator(f"{CIRCLES}:focus").count() == 1
    for _ in range(14):
        page.keyboard.press("+")
        page.wait_for_timeout(50)
    assert page.evaluate("document.activeElement.id") == "net"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_of_the_circles_is_out_of_reach(opened, great, scheme, size):
    page = opened(great, color_scheme=scheme)
    page.set_viewport_size(SIZES[size])
    page.locator(CIRCLES).first.wait_for()
    assert complaints(page) == []
    page.press("#net", "ArrowRight")
    page.locator("#panel article").first.wait_for()
    assert complaints(page) == []


def test_what_hangs_on_one_thing_is_folded_by_what_is_said_and_a_click_unfolds_it(opened):
    around = "".join(
        world.entity(f"c{i}", f"Company {i}", "jm:Company")
        + world.fact(f"g{i}", (f"id:c{i}", "jm:operatesIn", "id:MX"), world.cite("alpha", "x", 0))
        for i in range(80)
    )
    page = opened(network_page(network(world.graph(world.small() + around), ["MX"])).html)
    few = drawn(page)
    circle = page.get_by_role("button", name=re.compile(r"^\d+ companies, open$"))
    assert few < 45
    circle.focus()
    page.keyboard.press("Enter")
    assert drawn(page) > 80


WRITTEN = """
  window.texts = [];
  const canvas = CanvasRenderingContext2D.prototype, { fillText, clearRect } = canvas;
  canvas.clearRect = function (...box) { window.texts = []; clearRect.apply(this, box); };
  canvas.fillText = function (text, ...at) { window.texts.push(text); fillText.call(this, text, ...at); };
"""


def test_an_area_whose_heads_are_drawn_is_named_by_them_alone(opened, great):
    page = opened(great)
    watch(page, WRITTEN)
    written = set(page.evaluate("window.texts"))
    listed = page.locator("#areas button span:nth-child(2)").all_inner_texts()
    assert len(listed) > 3
    for area in listed:
        heads = set(area.split(" · "))
        assert (area in written) <= (not heads <= written), (area, sorted(written))


STROKED = """
  const canvas = CanvasRenderingContext2D.prototype, { fillText, clearRect, moveTo, lineTo } = canvas;
  const onScreen = (context, x, y) => context.getTransform().transformPoint({ x, y });
  canvas.clearRect = function (...box) {
    Object.assign(window, { lines: [], numbers: [] });
    clearRect.apply(this, box);
  };
  canvas.moveTo = function (...at) { this.from = onScreen(this, ...at); moveTo.apply(this, at); };
  canvas.lineTo = function (...at) {
    const { from } = this, to = onScreen(this, ...at);
    if (from && Math.hypot(to.x - from.x, to.y - from.y) > 80) window.lines.push([from, to]);
    this.from = null;
    lineTo.apply(this, at);
  };
  canvas.fillText = function (text, x, y) {
    if (/^[0-9]+$/.test(text)) window.numbers.push(onScreen(this, x, y));
    fillText.call(this, text, x, y);
  };
"""
"""Keeps, of each drawing, the ends of long lines and the middle of the upper edge of every number."""


def test_a_number_is_written_on_a_line_only_where_no_other_line_runs(opened):
    names = [f"p{i}" for i in range(9)]
    people = "".join(world.entity(name, name.upper(), "jm:Person") for name in names)
    said = world.cite("alpha", "Toyota operates in Mexico", 0)
    facts = "".join(
        world.fact(f"{relation}{a}{b}", (f"id:{a}", f"jm:{relation}", f"id:{b}"), said)
        for a, b in combinations(names, 2)
        for relation in ("partnerOf", "operatesIn")
    )
    page = opened(page_of(world.small() + people + facts))
    watch(page, STROKED)
    lines, numbers = page.evaluate("[window.lines, window.numbers]")
    assert len(lines) > 24, "all but the shortest of 36 and a few more"
    assert 5 < len(numbers) < 36
    for number in numbers:
        beside = [_distance(number, line) for line in lines]
        assert sum(distance < 4 for distance in beside) <= 1


def _distance(point: dict[str, float], line: list[dict[str, float]]) -> float:
    """Return how far a line runs from the middle of a number, which is five pixels high or more."""
    a, b, at = (complex(each["x"], each["y"]) for each in (*line, point))
    at += 5j
    along = ((at - a) * (b - a).conjugate()).real / abs(b - a) ** 2
    return abs(at - a - min(max(along, 0), 1) * (b - a))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_circles_leave_room_for_the_names_of_the_greatest_things(opened, size):
    page = opened(page_of(world.large(1000, 3000)))
    page.set_viewport_size(size)
    watch(page, WRITTEN)
    assert page.locator("#circles button").count() > 3
    assert {"Entity number 0", "Entity number 1"} <= set(page.evaluate("window.texts"))

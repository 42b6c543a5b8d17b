"""The permanent link of a network keeps where the reader moved the picture and put its things."""

from __future__ import annotations

import re

import pytest
import world
from test_browser import page_of

PICTURE = "document.querySelector('#net canvas').toDataURL()"
LINKED = "() => location.hash !== ''"


@pytest.fixture(scope="module")
def small():
    return page_of(world.small())


def picture(page) -> str:
    page.wait_for_timeout(400)
    return page.evaluate(PICTURE)


@pytest.mark.parametrize("act", ["zoom-in", "wheel", "drag", "keys"])
def test_a_link_opens_the_same_part_of_the_picture_as_large(opened, small, act):
    page = opened(small)
    page.mouse.move(700, 500)
    if act == "zoom-in":
        page.click("#zoom-in")
    elif act == "wheel":
        page.mouse.wheel(0, -300)
    elif act == "keys":
        page.focus("#net")
        page.keyboard.press("Shift+ArrowLeft")
    else:
        drag(page, (300, 800), (380, 830))
    page.wait_for_function(LINKED)
    fragment = page.evaluate("location.hash")
    assert numbers(fragment) != pytest.approx(shown(opened(small)), rel=0.01, abs=1)
    assert numbers(fragment) == pytest.approx(shown(opened(small, fragment)), rel=0.01, abs=1)


def shown(page) -> list[float]:
    """Return the middle and the scale of a view, which the page tells once it was moved."""
    page.click("#zoom-in")
    page.click("#zoom-out")
    page.wait_for_timeout(400)
    return numbers(page.evaluate("location.hash"))


def numbers(fragment: str) -> list[float]:
    """Return the middle of a view and its scale in percent."""
    x, y, scale = re.fullmatch(r"#at=(.+)%2C(.+)%2C(.+)", fragment).groups()
    return [float(x), float(y), 100 * float(scale)]


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def test_a_thing_put_elsewhere_by_hand_is_there_again_when_the_link_is_opened(opened, small):
    page = opened(small, "#at=0%2C0%2C0.5&placed=MX-GUA%2C0%2C0")
    box = page.locator("#net").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    drag(page, middle, (middle[0] + 100, middle[1] + 50))
    page.wait_for_function("() => !location.hash.includes('GUA%2C0%2C0')")
    assert "placed=MX-GUA%2C200%2C100" in page.evaluate("location.hash")
    page.mouse.click(middle[0] + 100, middle[1] + 50)
    assert page.locator("#panel h2").inner_text() == "Guanajuato"


def test_everything_in_view_again_needs_no_link(opened, small):
    page = opened(small)
    page.click("#zoom-in")
    page.wait_for_function(LINKED)
    page.keyboard.press("0")
    page.wait_for_function("() => location.hash === ''")


def test_a_link_that_tells_no_view_opens_the_whole_picture(opened, small):
    whole = picture(opened(small))
    for wrong in ("at=1%2C2", "at=1%2C2%2C0", "at=a%2Cb%2Cc", "placed=nobody%2C1%2C2", "placed=toyota"):
        assert picture(opened(small, f"#{wrong}")) == whole

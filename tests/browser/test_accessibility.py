"""Axe finds nothing, at any width, on any page or component; and nothing runs out at the side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from fairscreen_api.pages.gallery import examples

EXAMPLES = [f"{example.component}/{example.name}" for example in examples()]
WIDTHS = [1280, 320]


@pytest.fixture(params=WIDTHS)
def sized(request: pytest.FixtureRequest, page: Page) -> Page:
    page.set_viewport_size({"width": request.param, "height": 800})
    return page


def _fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px run out at the side"


@pytest.mark.parametrize("path", ["/", "/granska", "/ingenstans"])
def test_a_page(sized: Page, home: str, path: str, accessible: Callable[[Page], None]) -> None:
    sized.goto(home + path)
    accessible(sized)
    _fits(sized)


def test_the_form_with_an_error(sized: Page, home: str, accessible: Callable[[Page], None]) -> None:
    sized.goto(f"{home}/granska")
    sized.get_by_role("button", name="Granska annonsen").click()
    sized.get_by_role("alert").wait_for()
    accessible(sized)
    _fits(sized)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_result(
    sized: Page, home: str, ad: str, scheme: str, accessible: Callable[[Page], None]
) -> None:
    sized.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    review(sized, home, ad)
    accessible(sized)
    _fits(sized)


def test_the_result_with_larger_text(page: Page, home: str, ad: str) -> None:
    # 200 % zoom of a 1280 px window leaves 640 CSS px.
    page.set_viewport_size({"width": 640, "height": 450})
    review(page, home, ad)
    _fits(page)


def test_the_result_with_forced_colours_still_shows_its_lines(
    page: Page, home: str, ad: str
) -> None:
    page.emulate_media(forced_colors="active")
    review(page, home, ad)
    styles = page.locator(".ad .mark").evaluate_all(
        "marks => marks.map(m => getComputedStyle(m).textDecorationLine)"
    )
    assert set(styles) == {"underline"}


def test_levels_differ_by_the_shape_of_the_line(page: Page, home: str) -> None:
    page.goto(f"{home}/_komponenter/legend/all")
    shapes = page.locator(".mark").evaluate_all(
        "marks => marks.map(m => getComputedStyle(m).textDecorationStyle)"
    )
    assert len(shapes) == len(set(shapes)) == 3


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_component(
    page: Page, home: str, example: str, accessible: Callable[[Page], None]
) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{home}/_komponenter/{example}")
        accessible(page)
        _fits(page)


def review(page: Page, home: str, text: str) -> None:
    page.goto(f"{home}/granska")
    page.get_by_label("Annonsens text").fill(text)
    page.get_by_role("button", name="Granska annonsen").click()
    page.get_by_role("heading", name="Annonsen är granskad").wait_for()

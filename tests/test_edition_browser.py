"""The day as a page in a real browser: nothing is fetched or logged, all can be read, reached and found."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tasks.config import Settings
from tasks.edition.making import make_edition
from tests.lake_builder import SAMPLE_DAYS

pytestmark = [pytest.mark.slow, pytest.mark.browser]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDE, PHONE = 1280, 390
# axe would fetch the style sheets to look for orientation locks; the pages forbid it, and say so in the console.
WITHOUT_FETCHING = {"preload": False}


class Opened(NamedTuple):
    """A page that is open, with what it said in the console and what it asked for outside of its edition."""

    page: Page
    said: list[str]
    asked: list[str]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the tests are skipped, in continuous integration they fail."""
    executable = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if executable is None:
        reason = f"none of {', '.join(BROWSERS)} is installed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def edition(sample_home: Settings) -> Path:
    """The folder of the edition of the last sample day."""
    return make_edition(SAMPLE_DAYS[-1], sample_home).path.parent


@pytest.fixture
def opened(browser: Browser, edition: Path) -> Iterator[Any]:
    """Opens a page of the edition; at the end none of them has said or asked for anything."""
    contexts, all_opened = [], []

    def show(name: str, *, width: int = WIDE, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        one = Opened(page, [], [])
        all_opened.append(one)
        page.on("console", lambda message: one.said.append(message.text))
        page.on("pageerror", lambda error: one.said.append(str(error)))

        def pass_own_files(route: Route) -> None:
            if route.request.url.startswith(edition.as_uri()):
                route.continue_()
            else:
                one.asked.append(route.request.url)
                route.abort()

        page.route("**/*", pass_own_files)
        page.goto((edition / name).as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert [one.said for one in all_opened if one.said] == []
    assert [one.asked for one in all_opened if one.asked] == []


def _largest(edition: Path, folder: str) -> str:
    path = max((edition / folder).glob("*.html"), key=lambda path: (path.stat().st_size, path.name))
    return path.relative_to(edition).as_posix()


def _pages(edition: Path) -> Sequence[str]:
    return ["index.html", *(_largest(edition, folder) for folder in ("people", "countries", "agencies"))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_to_object_to(opened: Any, edition: Path, scheme: str, width: int) -> None:
    for name in _pages(edition):
        page = opened(name, width=width, color_scheme=scheme)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found = Axe().run(page, options=WITHOUT_FETCHING)
        assert found.violations_count == 0, found.generate_report()


def test_nothing_scrolls_sideways_on_a_phone(opened: Any, edition: Path) -> None:
    for name in _pages(edition):
        page = opened(name, width=PHONE)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE


@pytest.mark.parametrize("width", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_search_box_covers_nothing_of_the_masthead(opened: Any, width: int) -> None:
    page = opened("index.html", width=width)
    box = page.locator(".masthead input").bounding_box()
    others = [one.bounding_box() for one in page.locator(".masthead nav a, .masthead .nameplate, .dateline").all()]
    assert len(others) > 2
    for other in others:
        assert other["x"] + other["width"] <= box["x"] or other["y"] + other["height"] <= box["y"]


def test_the_style_sheet_and_the_script_are_applied(opened: Any) -> None:
    page = opened("index.html")
    assert page.locator(".columns, .leads").first.evaluate("one => getComputedStyle(one).display") == "grid"
    assert page.locator(".search").is_visible()


def test_a_tap_on_a_bullet_shows_its_evidence_and_leads_to_it(opened: Any) -> None:
    page = opened("index.html", width=PHONE, has_touch=True)
    bullet = page.locator(".source").first
    evidence = bullet.locator("mark").first
    assert not evidence.is_visible()
    bullet.locator("summary").tap()
    assert evidence.is_visible()
    target = page.locator(bullet.locator(".jump a").get_attribute("href").replace("#", "[id='") + "']")
    assert not target.is_visible()
    bullet.locator(".jump a").tap()
    target.wait_for(state="visible")
    assert evidence.inner_text().startswith(target.inner_text()[:20])


def test_the_keyboard_opens_a_bullet(opened: Any) -> None:
    page = opened("index.html")
    page.locator(".source > summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".source mark").first.is_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_stories(opened: Any) -> None:
    page = opened("index.html")
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_search_box_finds_a_story_and_a_person(opened: Any) -> None:
    page = opened("index.html")
    title = page.locator(".is-first h3").inner_text()
    page.locator("#words").click()
    page.wait_for_function("Array.isArray(window.daybookIndex)")
    page.keyboard.type(title.upper())
    page.locator(".found a").first.wait_for()
    assert title in page.locator(".found a").all_inner_texts()
    person = page.locator("#named-person + ol a").first.inner_text()
    page.locator("#words").fill(person)
    assert page.locator(".found a").first.inner_text() == person
    page.locator(".found a").first.click()
    page.wait_for_url("**/people/*.html")
    assert page.locator("h1").inner_text() == person


def test_a_search_for_nothing_that_is_there_says_so(opened: Any) -> None:
    page = opened("index.html")
    page.locator("#words").click()
    page.wait_for_function("Array.isArray(window.daybookIndex)")
    page.keyboard.type("qqzzxx")
    assert page.locator(".found-count").inner_text() == "Nothing found"


def test_without_script_all_is_read_and_the_search_box_is_away(opened: Any) -> None:
    page = opened("index.html", java_script_enabled=False)
    assert not page.locator(".search").is_visible()
    assert page.locator(".is-first h3").is_visible()
    bullet = page.locator(".source").first
    bullet.locator("summary").click()
    assert bullet.locator("mark").first.is_visible()
    depth = page.locator(".depth").first
    depth.locator("summary").click()
    assert depth.locator(".body p").first.is_visible()


def test_print_leaves_out_what_paper_cannot_do(opened: Any) -> None:
    page = opened("index.html")
    page.emulate_media(media="print")
    assert not page.locator(".search").is_visible()
    assert page.locator(".is-first h3").is_visible()
    assert page.locator(".is-first .bullets li").first.is_visible()

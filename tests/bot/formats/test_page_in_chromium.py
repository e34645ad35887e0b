"""The page in a real browser: quiet, self-contained, readable at 360 pixels, in the dark and from right to left."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bot.formats.page import as_html
from digests.models import Digest
from tests.bot.formats.examples import example_digest, one_story_of

_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = pytest.mark.skipif(
    _CHROMIUM is None, reason="no Chromium on this machine: no chromium, chromium-browser or google-chrome in PATH"
)


@dataclass
class Window:
    """A browser tab and all that it asked for and complained about."""

    page: Page
    folder: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def show(self, digest: Digest) -> Page:
        file = self.folder / "digest.html"
        file.write_text(as_html(digest), encoding="utf-8")
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(file.as_uri(), wait_until="load")
        return self.page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        opened = playwright.chromium.launch(executable_path=_CHROMIUM, args=flags)
        yield opened
        opened.close()


@pytest.fixture
def window(browser: Browser, tmp_path: Path) -> Iterator[Window]:
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme="light")
    page.set_default_timeout(10_000)
    yield Window(page, tmp_path)
    page.close()


def _background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def test_the_page_asks_for_nothing_but_itself_and_the_console_stays_empty(window: Window) -> None:
    page = window.show(example_digest())
    assert [url for url in window.requests if not url.startswith("data:")] == [page.url]
    assert window.complaints == []


def test_a_script_in_a_feed_does_not_run(window: Window) -> None:
    hostile = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    page = window.show(one_story_of(hostile, hostile, source=hostile))
    assert page.title().startswith("News digest · ")
    assert [url for url in window.requests if not url.startswith("data:")] == [page.url]


def test_the_policy_stops_even_a_script_that_got_into_the_page(browser: Browser) -> None:
    # Not reachable through a feed: this is what the policy is for if it ever were.
    broken = as_html(one_story_of("Title")).replace("</main>", "<script>document.title='owned'</script></main>")
    page = browser.new_page()
    page.set_content(broken)
    assert page.title().startswith("News digest · ")
    page.close()


def test_every_headline_is_seen(window: Window) -> None:
    page = window.show(example_digest())
    headlines = page.locator("article h2")
    assert headlines.count() == 5
    assert all(headlines.nth(place).is_visible() for place in range(5))


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_nothing_scrolls_sideways_on_a_small_phone(window: Window, language: str) -> None:
    word = "Donau" * 60
    digest = one_story_of(word, word, source=word, language=language)
    page = window.show(digest)
    page.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    boxes = page.locator("h2, blockquote p, figcaption, li").all()
    assert all(
        (box := element.bounding_box()) and box["x"] >= 0 and box["x"] + box["width"] <= 360 for element in boxes
    )


def test_the_example_digest_does_not_scroll_sideways_with_all_details_open(window: Window) -> None:
    page = window.show(example_digest("ar"))
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_dark_is_dark_and_the_light_is_light(window: Window) -> None:
    page = window.show(example_digest())
    light = _background(page)
    page.emulate_media(color_scheme="dark")
    dark = _background(page)
    assert (light, dark) == ("rgb(251, 249, 244)", "rgb(23, 22, 19)")


_CONTRASTS = """() => {
  const channel = v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 };
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number);
    return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b) };
  const paper = light(getComputedStyle(document.documentElement).backgroundColor);
  return [...document.querySelectorAll('h1, h2, p, a, figcaption, summary, h3, small, time, .id')].map(e => {
    const ink = light(getComputedStyle(e).color);
    return (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05) });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_that_wcag_asks_for(window: Window, scheme: str) -> None:
    page = window.show(example_digest())
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    # WCAG 2.2, success criterion 1.4.3 (AA): 4.5 to 1.
    assert min(page.evaluate(_CONTRASTS)) >= 4.5


def test_details_open_at_a_click_and_by_the_keyboard(window: Window) -> None:
    page = window.show(example_digest())
    first, second = page.locator("details").nth(0), page.locator("details").nth(1)
    assert not first.locator("li").first.is_visible()
    first.locator("summary").click()
    assert first.locator("li").first.is_visible()
    second.locator("summary").press("Enter")
    assert second.locator("li").first.is_visible()


def test_arabic_runs_to_the_left_and_stands_at_the_right(window: Window) -> None:
    page = window.show(example_digest("fr"))
    story = page.locator("#m4ze")
    assert story.locator("h2").evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert story.locator("figure").evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert story.locator(".foot").evaluate("e => getComputedStyle(e).direction") == "ltr"
    # Where the letters are, not where their box is: the space is on the left.
    gap_left, gap_right = story.locator("figcaption").evaluate(
        "e => [e.getBoundingClientRect().left, innerWidth - e.parentElement.getBoundingClientRect().right]"
    )
    assert gap_left > gap_right


def test_a_page_for_an_arabic_reader_runs_to_the_left(window: Window) -> None:
    page = window.show(example_digest("ar"))
    assert page.locator("body").evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator("#k7qm h2").evaluate("e => getComputedStyle(e).direction") == "ltr"

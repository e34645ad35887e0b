"""The rules of headlines: titles without site names, the best of them, openings of texts without a title."""

import numpy as np
import pytest

from digests.headlines import OPENING_CHARACTERS, TITLES, Title, best_title, clean_title, clipped, opening, titles
from digests.models import Article
from tests.digests.examples import an_article

DAM = "The dam above the town of Ambra broke early on Monday morning."


def article(name: str, text: str = "", *, title: str = "", source: str = "") -> Article:
    return an_article(name, text=text, title=title, source=source)


@pytest.mark.parametrize(
    ("title", "source", "clean"),
    [
        ("Dam breaks | Example News", "Example News", "Dam breaks"),
        ("Dam breaks - EXAMPLE NEWS", "Example News", "Dam breaks"),
        ("Dam breaks – Ambra waits – Example News", "Example News", "Dam breaks – Ambra waits"),
        ("Dam breaks | Ambra waits", "Example News", "Dam breaks | Ambra waits"),
        (" | Example News", "Example News", "| Example News"),
        ("Dam breaks", "", "Dam breaks"),
    ],
)
def test_a_headline_has_no_site_name(title: str, source: str, clean: str) -> None:
    assert clean_title(article("a", title=title, source=source)) == clean


def test_the_first_titles_are_to_choose_from_none_that_is_empty() -> None:
    articles = [article("a"), *(article(f"b{number}", title=f"Dam number {number} breaks") for number in range(9))]
    found = titles([(one, 0.5) for one in articles], [])
    assert found == [Title(f"Dam number {number} breaks", 0.5) for number in range(TITLES)]


def test_a_title_that_the_reader_has_had_is_to_choose_only_where_there_is_no_other() -> None:
    had, other = (article("a", title="Dam breaks"), 1.0), (article("b", title="Rain goes on"), 1.0)
    assert titles([had, other], ["DAM BREAKS"]) == [Title("Rain goes on", 1.0)]
    assert titles([had], ["DAM BREAKS"]) == [Title("Dam breaks", 1.0)]


def test_the_best_title_is_the_nearest_and_of_equals_the_newest_and_the_first() -> None:
    near, far = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
    old, new = Title("old", 0.1), Title("new", 0.9)
    assert best_title([new, old], np.stack([far, near]), near) == 1
    assert best_title([old, new], np.stack([near, near]), near) == 1
    assert best_title([old, new], np.stack([near, near]), None) == 1
    assert best_title([old, old], np.stack([near, near]), near) == 0


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"{DAM} It rains.", DAM),
        (f"\n {DAM}\nIt rains.", DAM),
        ("Dam breaks\nIt rains.", "Dam breaks"),
        ("Mr. Brown left. It rains.", "Mr. Brown left."),
        ("x" * OPENING_CHARACTERS, "x" * OPENING_CHARACTERS),
        ("x" * 1000, "x" * (OPENING_CHARACTERS - 1) + "…"),
        ("river " * 200_000, "river " * 18 + "river…"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_a_headline_from_a_text_is_its_first_sentence_or_that_cut_at_a_word(text: str, headline: str) -> None:
    assert clipped(text, "en") == headline
    assert len(headline) <= OPENING_CHARACTERS


def test_the_first_article_that_has_a_text_gives_the_opening() -> None:
    assert opening([article("a", " \n"), article("b", DAM), article("c", "It rains.")]) == DAM
    assert opening([]) == ""

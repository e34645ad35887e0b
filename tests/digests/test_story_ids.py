"""The rules of story ids: short, speakable, the same for the same article, never one for two."""

from hypothesis import given
from hypothesis import strategies as st

from digests.story_ids import ID_LENGTHS, ID_LETTERS, story_id


@given(st.text() | st.text(st.characters(categories=["Cs"])))
def test_an_id_is_four_speakable_letters_made_from_the_first_article(founder: str) -> None:
    name = story_id(founder, {})
    assert len(name) == 4
    assert set(name) <= set(ID_LETTERS)


def test_no_letter_looks_like_another_and_none_is_a_vowel() -> None:
    assert not set(ID_LETTERS) & set("0oOil1aeuAEIU")
    assert ID_LETTERS.lower() == ID_LETTERS
    assert len(set(ID_LETTERS)) == len(ID_LETTERS)
    assert ID_LENGTHS == (4, 5, 6)


@given(st.text(), st.integers(0, 9))
def test_the_same_article_has_the_same_id_however_often_it_is_asked(founder: str, others: int) -> None:
    founders: dict[str, str] = {}
    for number in range(others):
        founders[story_id(f"other {number}", founders)] = f"other {number}"
    name = story_id(founder, founders)
    assert story_id(founder, founders | {name: founder}) == name


def test_an_id_that_another_article_has_becomes_longer() -> None:
    name = story_id("a", {})
    longer = story_id("a", {name: "b"})
    longest = story_id("a", {name: "b", longer: "c"})
    assert longer[:4] == longest[:4] == name
    assert (len(longer), len(longest)) == (5, 6)


def test_when_all_its_ids_are_taken_an_article_gets_quite_another_one() -> None:
    founders: dict[str, str] = {}
    for number in range(500):
        name = story_id("a", founders)
        assert 4 <= len(name) <= 6
        assert set(name) <= set(ID_LETTERS)
        assert name not in founders
        founders[name] = f"another {number}"


def test_no_two_of_100_000_stories_share_an_id() -> None:
    founders: dict[str, str] = {}
    for number in range(100_000):
        name = story_id(f"article {number}", founders)
        assert name not in founders
        founders[name] = f"article {number}"
    lengths = {len(name) for name in founders}
    assert lengths in ({4, 5}, {4, 5, 6})

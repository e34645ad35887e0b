"""The rules of when two texts say the same: case, accents, digits, nearly all words of the shorter one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.wording import bag, numbers, repeats_headline, same_words, was_told

DAM = "The dam above the town of Ambra broke early on Monday morning."
HELP = "More than 300 soldiers were sent to help the people of Ambra."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DAM, DAM.upper()),
        (DAM, "Early on Monday morning, the dam above the town of Ambra broke"),
        (DAM, f"{DAM.removesuffix('.')}, as the mayor, Paul Stone, and the police said in the afternoon."),
        ("Le barrage d’Ambra a cédé", "Le barrage d’Ambra a cede"),
        ("Dámský tým vyhrál", "Da\u0301msky\u0301 ty\u0301m vyhra\u0301l"),
        ("انهار السد عام ١٣٥٩", "انهار السد عام 1359"),
        ("انهار السد عام ۱۳۵۹", "انهار السد عام ١٣٥٩"),
        ("المبنى على النهر", "المبني علي النهر"),
        ("أعلنت المدينة", "اعلنت المدينه"),
        ("سُدّ النهر", "سد النهر"),
        ("大坝决堤１２人死亡", "大坝决堤12人死亡"),
        ("बाँध २०२६ में टूटा", "बाँध 2026 में टूटा"),
    ],
)
def test_nearly_the_same_words_say_the_same(one: str, other: str) -> None:
    assert same_words(one, other)
    assert same_words(other, one)


def test_a_long_report_that_papers_open_each_anew_says_the_same() -> None:
    report = (
        "as the district office of Ambra said, firefighters went out 209 times in the first six hours of the year, "
        "most often to burning bins and hedges, and twice to houses whose roofs rockets had set on fire"
    )
    assert same_words(f"A busy night: {report}.", f"Rockets, drunken drivers, burnt fingers: {report}.")
    toll = "{} people died when the dam above the town of Ambra broke, the mayor said {} evening in {}."
    assert not same_words(toll.format("Three", "this", "Orsk"), toll.format("Seven", "last", "Foss"))


@pytest.mark.parametrize(("one", "other"), [(DAM, HELP), ("", ""), ("", DAM), ("…", "!"), ("大坝决堤", "大雨不停")])
def test_other_words_and_none_at_all_do_not(one: str, other: str) -> None:
    assert not same_words(one, other)


def test_numbers_are_words_with_a_digit_in_any_style() -> None:
    assert numbers("G20: ٣٠٠ of 1,500") == {"g20", "300", "1", "500"}
    assert numbers(DAM) == set()


def test_what_was_told_is_told_again_only_with_another_number() -> None:
    assert was_told(HELP, [DAM, HELP.upper()])
    assert not was_told(HELP, [DAM])
    assert not was_told(HELP.replace("300", "900"), [HELP])
    assert was_told(HELP.replace("300 ", ""), [HELP])
    assert was_told("…", ["…"])


@pytest.mark.parametrize(
    ("sentence", "headline", "repeats"),
    [
        (DAM, "Dam above town of Ambra broke early Monday morning", True),
        (DAM, DAM.upper() + " 40 missing", True),
        ("安布拉大坝星期一早上决堤了。", "安布拉大坝星期一早上决堤", True),
        (HELP, "Dam breaks", False),
        ("…", "Dam breaks", False),
    ],
)
def test_a_sentence_repeats_the_headline_when_that_has_nearly_all_its_words(
    sentence: str, headline: str, repeats: bool
) -> None:
    assert repeats_headline(sentence, headline) == repeats


@given(st.text(max_size=200))
def test_any_text_that_has_words_says_the_same_as_itself(text: str) -> None:
    assert same_words(text, text) == bool(bag(text))


@pytest.mark.parametrize("pattern", ["a", "a ", "١", "\u0301", "é", "好", "ﷺ"])
def test_a_million_hostile_characters_are_compared_by_how_they_begin(pattern: str) -> None:
    text = pattern * 1_000_000
    assert bag(text) == bag(pattern * 2000)

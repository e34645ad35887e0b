"""Which language tags are one language to a reader, and which of several is best."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.languages import best_language, chinese, primary, same_language, variant_language

ONE = [
    "en en", "en en-GB", "en-US en_gb", "pt-BR pt", "pt-BR pt-PT", "es-419 es", "nb no", "nn no", "nb nn", "tl fil",
    "iw he", "in id", "mo ro", "cmn zh", "zh-TW zh-Hant", "zh-HK zh-TW", "zh-CN zh", "zh-Hans zh", "zh-SG zh-CN",
    "yue zh-Hant", "wuu zh", "arz ar", "ar-EG ar", "prs fa", "sr-Latn sr", "sr-Latn sr-Cyrl", "sh sr", "EN en",
]  # fmt: skip
TWO = [
    "zh-Hant zh-Hans", "zh-TW zh-CN", "zh-HK zh", "zh-Hant zh", "da nb", "da no", "sv nb", "hr sr", "hr bs", "sh hr",
    "id ms", "uk ru", "be ru", "ca es", "gl pt", "af nl", "gsw de", "lb de", "cs sk", "mk bg", "az-Cyrl az", "ltg lv",
    "ckb ku", "en fr", "und und", "und en", "zxx zxx", "mul mul", " ", "xx xx", "en- en-", "english english",
    "中文 中文",
]  # fmt: skip
NONSENSE = ["", "und", "xx", "x", "en-", "-", "中文", "a" * 100, "\0", "en gb", "i-", "1"]

tags = st.sampled_from([*" ".join([*ONE, *TWO]).split(), *NONSENSE]) | st.text(max_size=12)


@pytest.mark.parametrize("pair", ONE)
def test_regions_and_other_names_of_a_language_are_one_to_its_reader(pair: str) -> None:
    a, b = pair.split(" ")
    assert same_language(a, b)
    assert same_language(b, a)


@pytest.mark.parametrize("pair", TWO)
def test_other_languages_and_other_scripts_of_chinese_are_not(pair: str) -> None:
    a, b = pair.split(" ")
    assert not same_language(a, b)
    assert not same_language(b, a)


@given(tags, tags)
def test_any_two_texts_match_both_ways_or_neither_and_raise_nothing(a: str, b: str) -> None:
    assert same_language(a, b) == same_language(b, a)


@pytest.mark.parametrize(
    ("wishes", "have", "best"),
    [
        ("fr", "en fr", "fr"),
        ("fr en", "en de", "en"),
        ("de fr", "fr-CA fr de-AT", "de-AT"),
        ("pt-BR", "pt-PT pt pt-BR", "pt-BR"),
        ("pt-BR", "pt-PT pt", "pt"),
        ("en-NZ", "en-US en-AU en-GB", "en-GB"),
        ("nn", "da nb", "nb"),
        ("zh-Hant", "zh zh-HK", "zh-HK"),
        ("zh-Hant en", "zh en", "en"),
        ("en", "fr de", None),
        ("und xx", "und xx en", None),
        ("", "en", None),
        ("en", "", None),
    ],
)
def test_the_best_language_is_the_nearest_to_the_first_wish_that_is_met(
    wishes: str, have: str, best: str | None
) -> None:
    assert best_language(wishes.split(), have.split()) == best
    assert best_language(wishes.split(), [*reversed(have.split())]) == best


@given(st.lists(tags, max_size=4), st.frozensets(tags, max_size=4))
def test_the_best_language_is_one_of_those_there_are(wishes: list[str], have: frozenset[str]) -> None:
    best = best_language(wishes, have)
    assert best is None or (best in have and any(same_language(wish, best) for wish in wishes))
    for wish in wishes:
        variant = variant_language(wish, have)
        assert variant is None or (variant in have and not same_language(wish, variant))


@pytest.mark.parametrize(
    ("wish", "have", "variant"),
    [
        ("zh-Hant", "en zh", "zh"),
        ("zh-CN", "zh-Hant zh-TW", "zh-Hant"),
        ("az", "az-Cyrl tr", "az-Cyrl"),
        ("zh-Hant", "zh-TW en", None),
        ("sr", "hr sr-Latn", None),
        ("id", "ms", None),
        ("und", "und", None),
        ("", "zh", None),
    ],
)
def test_a_variant_is_the_same_language_in_another_script(wish: str, have: str, variant: str | None) -> None:
    assert variant_language(wish, have.split()) == variant


@pytest.mark.parametrize(
    ("tag", "language"), [("pt-BR", "pt"), ("pt_BR", "pt"), ("EN", "en"), ("iw", "iw"), ("und", "und"), ("", "")]
)
def test_the_primary_language_is_the_tag_without_what_follows(tag: str, language: str) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize(
    ("text", "declared", "tag"),
    [
        ("大壩今天早上決堤，鎮長說會重建。", "zh-CN", "zh-Hant"),
        ("大坝今天早上决堤，镇长说会重建。", "zh-TW", "zh"),
        ("山上下雨", "zh_HK", "zh-Hant"),
        ("山上下雨", "zh", "zh"),
        ("山上下雨", "", "zh"),
        ("", "en", "zh"),
    ],
)
def test_chinese_is_told_by_the_signs_that_only_one_script_has(text: str, declared: str, tag: str) -> None:
    assert chinese(text, declared) == tag

"""The rules of sumy's methods as we offer them: languages, scripts, odd input, limits."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sumy.nlp.stemmers import Stemmer, nltk_stemmers_module
from sumy.utils import normalize_language

from digests.errors import BadRequest
from digests.methods import CROSSLINGUAL, METHODS, MOST_SENTENCES, chosen, known_method
from digests.sumy_methods import SUMY_NAMES

SUMY = [method for method in METHODS if method != CROSSLINGUAL]

STORY = [
    "The dam above the town of Ambra broke on Monday.",
    "Cheese is sold on the market.",
    "The broken dam above Ambra was built by the town in 1931.",
    "Rain fell.",
]
CHINESE = ["安布拉大坝星期一早上决堤。", "店里卖奶酪和蜂蜜。", "安布拉大坝由市政府建造。"]
THAI = ["เขื่อนเหนือเมืองอัมบราพังเมื่อวันจันทร์", "ตลาดขายชีสและน้ำผึ้ง", "เขื่อนเมืองอัมบราสร้างขึ้นโดยเทศบาล"]


STEMMED = "ar cs da de el en es fi fr he hu it ja ko nb nl nn no pl pt ro ru sk sv uk zh".split()


@pytest.mark.parametrize("name", METHODS)
def test_a_method_is_known_by_its_name_in_any_case(name: str) -> None:
    assert known_method(f" {name.upper()} ") == name


@pytest.mark.parametrize("name", ["", "bert", "lex rank"])
def test_of_an_unknown_method_the_error_names_the_known_ones(name: str) -> None:
    with pytest.raises(BadRequest, match=", ".join(METHODS)):
        known_method(name)


@pytest.mark.parametrize("method", SUMY)
@pytest.mark.parametrize("count", [1, 2, 4, 9])
def test_as_many_are_chosen_as_asked_for_or_there_in_order(method: str, count: int) -> None:
    found = chosen(method, STORY, "en", count=count)
    assert len(found) == min(count, len(STORY))
    assert found == sorted(found)


@pytest.mark.parametrize(("texts", "language"), [(STORY, "en"), (CHINESE, "zh"), (CHINESE, "ja"), (THAI, "th")])
def test_what_shares_its_words_with_others_is_chosen_in_any_script(texts: list[str], language: str) -> None:
    assert 1 not in chosen("luhn", texts, language, count=2)


def test_words_are_stemmed_and_stop_words_left_out() -> None:
    texts = [
        "Die Dämme brachen.",
        "Und die und das und der und dem.",
        "Der Damm brach, die Brücken hielten.",
        "Brücke.",
    ]
    assert 1 not in chosen("textrank", texts, "de", count=3)


def test_all_languages_that_sumy_stems_are_tried() -> None:
    names = {normalize_language(SUMY_NAMES.get(tag, tag)) for tag in STEMMED}
    assert names == {*Stemmer.SPECIAL_STEMMERS, *nltk_stemmers_module.SnowballStemmer.languages} - {"porter"}


@pytest.mark.parametrize("method", SUMY)
@pytest.mark.parametrize("language", STEMMED)
def test_where_sumy_stems_a_method_chooses_and_not_merely_the_first(method: str, language: str) -> None:
    texts = ["Orsk slept.", "Paul saw rain fall over Ambra dam.", "Ambra dam broke.", "Rain fell on Paul."]
    assert chosen(method, texts, language, count=1) != [0]


@pytest.mark.parametrize("method", SUMY)
@pytest.mark.parametrize("language", ["en-GB", "sw", "und", "", "zh-Hant", "tr", "xx-invalid", "pt_BR"])
def test_any_language_will_do(method: str, language: str) -> None:
    assert len(chosen(method, STORY, language, count=2)) == 2


@pytest.mark.parametrize("method", SUMY)
@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["", "1984", "!!!"],
        ["the", "and", "of"],
        ["Same words."] * 5,
        ["word"],
        ["A dam.", "..."],
    ],
)
def test_odd_texts_give_what_there_is_and_no_warning(method: str, texts: list[str]) -> None:
    found = chosen(method, texts, "en", count=2)
    assert bool(found) == bool(texts)
    assert len(set(found)) == len(found) <= 2


@pytest.mark.parametrize("method", SUMY)
def test_only_so_many_sentences_are_weighed(method: str) -> None:
    texts = [f"Report {number} on the dam of Ambra." for number in range(MOST_SENTENCES)]
    assert max(chosen(method, [*texts, *STORY * 500], "en", count=MOST_SENTENCES * 2)) < MOST_SENTENCES


def test_nobody_waits_for_sumy_before_something_is_summarised() -> None:
    code = "import sys, digests.composing; sys.exit(' '.join({'sumy', 'nltk', 'scipy'} & set(sys.modules)) or 0)"
    subprocess.run([sys.executable, "-c", code], check=True)


@given(
    texts=st.lists(st.text(max_size=80), max_size=8),
    language=st.sampled_from(["en", "zh", "und", "uk"]),
    method=st.sampled_from(SUMY),
    count=st.integers(1, 5),
)
def test_hostile_texts_are_chosen_from_like_any(texts: list[str], language: str, method: str, count: int) -> None:
    found = chosen(method, texts, language, count=count)
    assert found == sorted(set(found))
    assert all(0 <= number < len(texts) for number in found)
    assert len(found) <= count

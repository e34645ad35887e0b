"""The rules of profiles: whole numbers of one length, against what was usual in the days before."""

import math
import random
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from digests.models import Article
from digests.profiles import FACTS_KEPT, SCALE, Background, Profile
from tests.digests.archive import DAY, news, unit
from tests.digests.examples import NOON

DIMENSION = 6
LASTS_DAYS = 4
ZEROS = np.zeros(DIMENSION, np.float32)


def background(*, prior: int = 50, language_prior: int = 20, usual: NDArray[np.float32] = ZEROS) -> Background:
    return Background(
        usual,
        lasts_days=LASTS_DAYS,
        prior=prior,
        language_prior=language_prior,
        names_weight=0.4,
        numbers_weight=0.1,
    )


def numbers(profile: Profile) -> tuple[list[int], list[int], list[int]]:
    return profile.meaning.tolist(), profile.facts.tolist(), profile.weights.tolist()


def length(profile: Profile) -> float:
    return math.hypot(*profile.meaning.tolist(), *profile.weights.tolist())


def cosine(one: Profile, other: Profile) -> float:
    return float(one.meaning.astype(float) @ other.meaning.astype(float)) / (length(one) * length(other))


def seen(days: float, title: str = "", language: str = "en") -> Article:
    """Return an article fetched so many days after NOON."""
    return news("a", NOON + timedelta(days=days), title=title, language=language)


rows = st.lists(
    st.tuples(
        st.integers(-9, 9),  # days
        st.sampled_from(["en", "fr", "zh"]),
        st.lists(st.sampled_from("Ambra Calderby Harwick 12 40 aa".split()), max_size=4),
        st.integers(0, 10**6),
    ),
    min_size=1,
    max_size=15,
)
Rows = list[tuple[int, str, list[str], int]]


def see_all(where: Background, rows: Rows) -> list[Profile]:
    return [
        where.see(
            seen(days, " ".join(words), language), unit(*np.random.default_rng(seed).normal(size=DIMENSION).tolist())
        )
        for days, language, words, seed in rows
    ]


# ---------------------------------------------------------------- one article


@given(rows=rows)
def test_a_profile_is_a_row_of_whole_numbers_of_one_length(rows: Rows) -> None:
    for profile in see_all(background(), rows):
        assert profile.meaning.dtype == np.int16
        assert profile.facts.dtype == profile.weights.dtype == np.int64
        assert profile.facts.shape == profile.weights.shape
        assert (np.diff(profile.facts) > 0).all()
        assert length(profile) == pytest.approx(SCALE, abs=math.sqrt(DIMENSION + len(profile.facts)))


def test_names_and_numbers_have_their_share_beside_the_meaning() -> None:
    profile = background().see(seen(0, "Calderby 12 Ambra"), unit(1, 0, 0, 0, 0, 0))
    assert len(profile.facts) == 3
    assert float(profile.weights @ profile.weights) / SCALE**2 == pytest.approx(0.5 / 1.5, abs=1e-3)


def test_an_article_that_says_what_is_usual_and_names_nothing_is_all_zeros() -> None:
    usual = unit(1, 2, 3, 4, 5, 6)
    profile = background(usual=usual).see(seen(0, "aa bb"), usual)
    assert numbers(profile) == ([0] * DIMENSION, [], [])


def test_an_article_that_says_what_is_usual_is_only_what_it_names() -> None:
    usual = unit(1, 2, 3, 4, 5, 6)
    profile = background(usual=usual).see(seen(0, "Calderby"), usual)
    assert not profile.meaning.any()
    assert profile.weights.tolist() == [SCALE]


@pytest.mark.parametrize("title", ["", "\0", "\ud800", "😀", "Ambra \ud800Calderby", "A" * 1_000_000])
def test_any_title_has_a_profile(title: str) -> None:
    assert length(background().see(seen(0, title), unit(1, 0, 0, 0, 0, 0))) == pytest.approx(SCALE, abs=2)


def test_of_many_facts_only_the_weightiest_are_kept() -> None:
    where = background()
    common = [f"N{number}" for number in range(100, 200)]
    for _ in range(20):
        where.see(seen(0, " ".join(common)), unit(1, 0, 0, 0, 0, 0))
    alone = where.see(seen(0, "Ambra " + " ".join(common)), unit(1, 0, 0, 0, 0, 0))
    assert len(alone.facts) == FACTS_KEPT
    (ambra,) = background().see(seen(0, "Ambra"), unit(1, 0, 0, 0, 0, 0)).facts
    assert ambra in alone.facts
    many = where.see(seen(0, " ".join(f"Q{number:04}" for number in range(10_000))), unit(1, 0, 0, 0, 0, 0))
    assert len(many.facts) == FACTS_KEPT


@given(rows=rows)
def test_a_packed_profile_is_the_same_when_unpacked(rows: Rows) -> None:
    for profile in see_all(background(), rows):
        again = Profile.unpacked(profile.packed())
        assert numbers(again) == numbers(profile)
        assert [again.meaning.dtype, again.facts.dtype, again.weights.dtype] == [np.int16, np.int64, np.int64]


def test_a_profile_that_is_known_is_kept_and_counts_as_usual() -> None:
    known = background().see(seen(0, "Calderby"), unit(0, 1, 0, 0, 0, 0))
    where, fresh = background(), background()
    assert where.see(seen(0, "Calderby"), unit(1, 0, 0, 0, 0, 0), known) is known
    fresh.see(seen(0, "Calderby"), unit(1, 0, 0, 0, 0, 0))
    after = [one.see(seen(0, "Calderby Ambra"), unit(1, 1, 0, 0, 0, 0)) for one in (where, fresh)]
    assert numbers(after[0]) == numbers(after[1])


# ---------------------------------------------------------------- what is usual


def test_what_all_articles_of_a_language_share_is_taken_away() -> None:
    where, chance = background(), np.random.default_rng(1)
    shared = np.array([3, 0, 0, 0, 0, 0])
    for _ in range(300):
        where.see(seen(0, language="fr"), unit(*(shared + chance.normal(size=DIMENSION)).tolist()))
    one = where.see(seen(0, language="fr"), unit(3, 1, 0, 0, 0, 0))
    other = where.see(seen(0, language="fr"), unit(3, 0, 1, 0, 0, 0))
    assert unit(3, 1, 0, 0, 0, 0) @ unit(3, 0, 1, 0, 0, 0) == pytest.approx(0.9)
    assert cosine(one, other) < 0.5


def test_what_another_language_shares_counts_only_for_news_in_general() -> None:
    where = background()
    for _ in range(300):
        where.see(seen(0, language="fr"), unit(1, 0, 0, 0, 0, 0))
    few = where.see(seen(0, language="en"), unit(1, 1, 0, 0, 0, 0))
    for _ in range(300):
        where.see(seen(0, language="en"), unit(0, 1, 0, 0, 0, 0))
    many = where.see(seen(0, language="en"), unit(1, 1, 0, 0, 0, 0))
    assert few.meaning[0] < few.meaning[1]  # what is usual in the other language stands in for its own
    assert many.meaning[0] > many.meaning[1]


def test_few_articles_say_little_of_what_is_usual() -> None:
    where = background(usual=unit(1, 0, 0, 0, 0, 0))
    first = where.see(seen(0), unit(1, 1, 0, 0, 0, 0))
    second = where.see(seen(0), unit(1, 1, 0, 0, 0, 0))
    assert cosine(first, second) > 0.99


def test_a_rarer_name_weighs_more() -> None:
    where = background()
    for _ in range(5):
        where.see(seen(0, "Calderby"), unit(1, 0, 0, 0, 0, 0))
    (usual,) = where.see(seen(0, "Calderby"), unit(1, 0, 0, 0, 0, 0)).facts
    both = where.see(seen(0, "Calderby Ambra"), unit(1, 0, 0, 0, 0, 0))
    weights = dict(zip(both.facts.tolist(), both.weights.tolist(), strict=True))
    assert weights.pop(int(usual)) < max(weights.values())


def test_the_article_itself_is_not_yet_usual() -> None:
    first = background().see(seen(0, "Calderby"), unit(1, 2, 0, 0, 0, 0))
    where = background()
    where.see(seen(-LASTS_DAYS - 1, "Calderby"), unit(1, 2, 0, 0, 0, 0))
    assert numbers(where.see(seen(0, "Calderby"), unit(1, 2, 0, 0, 0, 0))) == numbers(first)


# ---------------------------------------------------------------- how long


@pytest.mark.parametrize(("days_before", "counts"), [(0, True), (LASTS_DAYS, True), (LASTS_DAYS + 1, False)])
def test_what_was_fetched_within_some_days_before_is_usual(days_before: int, counts: bool) -> None:
    where = background()
    where.see(seen(-days_before, "Calderby"), unit(1, 0, 0, 0, 0, 0))
    after = where.see(seen(0, "Calderby Ambra"), unit(1, 1, 0, 0, 0, 0))
    fresh = background().see(seen(0, "Calderby Ambra"), unit(1, 1, 0, 0, 0, 0))
    assert (numbers(after) != numbers(fresh)) == counts


def test_days_are_those_of_the_clock_in_utc_whatever_the_hour() -> None:
    profiles = []
    for hour in (-11, 11):
        where = background()
        where.see(news("a", NOON - LASTS_DAYS * DAY + timedelta(hours=hour)), unit(1, 0, 0, 0, 0, 0))
        profiles.append(numbers(where.see(seen(0), unit(1, 1, 0, 0, 0, 0))))
    assert profiles[0] == profiles[1]


@settings(max_examples=100)
@given(rows=rows, order=st.randoms(use_true_random=False))
def test_the_order_in_which_the_others_were_seen_changes_nothing(rows: Rows, order: random.Random) -> None:
    *others, last = rows
    shuffled = list(others)
    order.shuffle(shuffled)
    one, other = background(), background()
    see_all(one, others)
    see_all(other, shuffled)
    assert numbers(*see_all(one, [last])) == numbers(*see_all(other, [last]))


@settings(max_examples=100)
@given(rows=rows)
def test_only_what_was_fetched_since_those_days_before_changes_anything(rows: Rows) -> None:
    *others, last = rows
    everything, lately = background(), background()
    see_all(everything, others)
    see_all(lately, [row for row in others if row[0] >= last[0] - LASTS_DAYS])
    assert numbers(*see_all(everything, [last])) == numbers(*see_all(lately, [last]))


def test_copies_of_one_text_are_no_more_usual_than_one() -> None:
    once, often = background(prior=5), background(prior=5)
    for _ in range(500):
        often.see(seen(0, "Flood in Ambra"), unit(1, 1, 0, 0, 0, 0))
    once.see(seen(0, "Flood in Ambra"), unit(1, 1, 0, 0, 0, 0))
    other = (seen(0, "Vote in Harwick"), unit(1, 0, 1, 0, 0, 0))
    assert numbers(often.see(*other)) == numbers(once.see(*other))

"""The rules of nearness: the same from both sides and in any order, and what the dates forbid is never near."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.nearness import RICH, Sum, added, nearness, sum_of_one
from digests.profiles import SCALE, Profile
from tests.digests.archive import DAY, HOUR, PLAIN, news, unit
from tests.digests.examples import NOON

PARAMETERS = replace(PLAIN, decay_per_day=0.05)


def profile(*direction: float, facts: dict[int, int] | None = None) -> Profile:
    facts, numbers = facts or {}, (*direction, 0, 0, 0, 0)[:4]
    meaning = np.rint(unit(*numbers) * SCALE).astype(np.int16) if any(numbers) else np.zeros(4, np.int16)
    names = sorted(facts)
    return Profile(meaning, np.array(names, np.int64), np.array([facts[name] for name in names], np.int64))


def one(
    *direction: float,
    at: datetime | None = NOON,
    fetched: datetime | None = None,
    facts: dict[int, int] | None = None,
    text: str = "",
    language: str = "en",
) -> Sum:
    return sum_of_one(news("a", at, fetched=fetched, text=text, language=language), profile(*direction, facts=facts))


def values(total: Sum) -> tuple[object, ...]:
    """Return all that a sum says, to be compared exactly; no date is None."""
    dates = tuple(None if np.isnan(date) else float(date) for date in total.dates)
    return (
        total.meaning.tolist(), total.facts.tolist(), total.weights.tolist(), dict(total.languages), total.richness,
        total.count, dates, total.square,
    )  # fmt: skip


def margin(a: Sum, b: Sum, *, merging: bool = False) -> float:
    return float(nearness(a, [b], PARAMETERS, merging=merging).margins[0])


ones = st.builds(
    lambda direction, hours, fetched, facts, text, language: one(
        *direction,
        at=None if hours is None else NOON + hours * HOUR,
        fetched=NOON + fetched * HOUR,
        facts=facts,
        text=text,
        language=language,
    ),
    direction=st.tuples(*[st.integers(-5, 5)] * 4),
    hours=st.none() | st.integers(-500, 500),
    fetched=st.integers(0, 500),
    facts=st.dictionaries(st.integers(0, 9), st.integers(1, SCALE), max_size=5),
    text=st.sampled_from(["", "bb " * 100, "bb " * 500]),
    language=st.sampled_from(["en", "fr"]),
)
totals = st.lists(ones, min_size=1, max_size=6).map(added)


# ---------------------------------------------------------------- sums


@given(ones)
def test_a_sum_of_one_is_the_article(article: Sum) -> None:
    assert values(added([article])) == values(article)


@given(articles=st.lists(ones, min_size=1, max_size=8), order=st.randoms(use_true_random=False), cut=st.integers(1, 7))
def test_the_order_and_the_parts_in_which_articles_are_added_change_nothing(
    articles: list[Sum], order: random.Random, cut: int
) -> None:
    shuffled = list(articles)
    order.shuffle(shuffled)
    total = added(articles)
    parts = [part for part in (shuffled[:cut], shuffled[cut:]) if part]
    assert values(added(shuffled)) == values(total)
    assert values(added([added(part) for part in parts])) == values(total)
    assert total.count == len(articles)


def test_a_thousand_alike_add_up_exactly() -> None:
    article = one(1, 2, 3, 4, facts={7: 5})
    total = added([article] * 1000)
    for _ in range(1000):
        total = added([total, article])
    assert total.meaning.tolist() == (2000 * article.meaning.astype(np.int64)).tolist()
    assert total.weights.tolist() == [10_000]


def test_a_sum_spans_the_dates_of_those_that_have_one() -> None:
    total = added([one(1, at=None, fetched=NOON + 9 * DAY), one(1, at=NOON), one(1, at=NOON + DAY)])
    assert total.last - total.first == 1
    assert total.fetched_last - total.fetched_first == 9


@pytest.mark.parametrize(("characters", "richness"), [(0, 0), (100, 0), (500, RICH // 2), (5000, RICH), (10**6, RICH)])
def test_an_article_is_between_a_mere_title_and_a_full_text(characters: int, richness: int) -> None:
    article = sum_of_one(news("a", title="", text="b" * characters), profile(1))
    assert article.richness == richness


# ---------------------------------------------------------------- nearness


@settings(max_examples=200)
@given(a=totals, b=totals, merging=st.booleans())
def test_one_is_as_near_to_the_other_as_the_other_to_it(a: Sum, b: Sum, merging: bool) -> None:
    assert margin(a, b, merging=merging) == margin(b, a, merging=merging)


@given(a=totals, others=st.lists(totals, min_size=1, max_size=6), merging=st.booleans())
def test_how_near_one_is_to_another_does_not_depend_on_the_company(a: Sum, others: list[Sum], merging: bool) -> None:
    together = nearness(a, others, PARAMETERS, merging=merging).margins
    assert together.tolist() == [margin(a, other, merging=merging) for other in others]


@given(a=totals, b=totals)
def test_meaning_and_facts_together_are_a_cosine(a: Sum, b: Sum) -> None:
    near = nearness(a, [b], PARAMETERS)
    assert -1 - 1e-9 <= near.meaning[0] + near.facts[0] <= 1 + 1e-9
    assert near.silence[0] >= 0


def test_one_is_nearest_to_itself() -> None:
    article = one(1, 2, facts={3: 4000})
    near = nearness(article, [article], PARAMETERS)
    assert near.meaning[0] + near.facts[0] == pytest.approx(1)
    assert near.silence[0] == 0
    assert near.margins[0] > 0


def test_only_facts_that_both_have_bring_them_together() -> None:
    article = one(1, facts={1: 3000, 2: 4000})
    others = [one(0, 1, facts=facts) for facts in ({1: 3000, 2: 4000}, {2: 4000}, {3: 5000}, {})]
    both, single, another, none = nearness(article, others, PARAMETERS).facts.tolist()
    assert both > single > another == none == 0


def test_nothing_said_is_near_to_nothing() -> None:
    empty = one(0)
    assert nearness(empty, [empty, one(1)], PARAMETERS).meaning.tolist() == [0, 0]
    assert margin(empty, empty) < 0


def test_two_stories_must_be_nearer_than_an_article_and_a_story() -> None:
    a, b = added([one(1, 0)] * 2), added([one(1, 1)] * 2)
    assert margin(a, b, merging=True) < margin(a, b)


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("a", "b", "is_open"),
    [
        (one(1), one(1, at=NOON + timedelta(days=4)), True),
        (one(1), one(1, at=NOON + timedelta(days=4, minutes=1)), False),
        (added([one(1, at=NOON + day * DAY) for day in range(0, 11, 2)]), one(1, at=NOON + 14 * DAY), True),
        (added([one(1, at=NOON + day * DAY) for day in range(0, 13, 2)]), one(1, at=NOON + 15 * DAY), False),
        (one(1, at=None, fetched=NOON), one(1, at=NOON - 99 * DAY, fetched=NOON + DAY), True),
        (one(1, at=None, fetched=NOON), one(1, at=NOON, fetched=NOON + 5 * DAY), False),
        (one(1, at=None, fetched=NOON), one(1, at=None, fetched=NOON + 5 * DAY), False),
    ],
    ids=["4 days", "over 4 days", "14 days", "over 14 days", "undated, fetched then", "undated, fetched later", "both"],
)
def test_dates_open_and_close_a_story_from_both_sides(a: Sum, b: Sum, is_open: bool) -> None:
    assert [margin(a, b) > -np.inf, margin(b, a) > -np.inf] == [is_open, is_open]
    assert bool(nearness(a, [b], PARAMETERS).is_open[0]) == is_open


def test_each_day_of_silence_takes_something_off_and_an_article_without_date_knows_of_none() -> None:
    others = [one(1, at=NOON + days * DAY) for days in (0, 1, 3)] + [one(1, at=None, fetched=NOON + 3 * DAY)]
    near = nearness(one(1), others, PARAMETERS)
    assert near.silence.tolist() == pytest.approx([0, 0.05, 0.15, 0])


def test_within_the_days_of_a_story_there_is_no_silence() -> None:
    story = added([one(1, at=NOON), one(1, at=NOON + 4 * DAY)])
    assert nearness(story, [one(1, at=NOON + 2 * DAY)], PARAMETERS).silence.tolist() == [0]

"""The rules of choice and order in one digest."""

import math
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from digests.editions import (
    Caps,
    Contender,
    Reason,
    Window,
    date_verdict,
    feed_topic,
    fitted,
    is_told,
    language_verdict,
    next_window,
    ranked,
    ranking,
    score,
)
from digests.models import Article, Fallback, Story, Subscription, Undated
from tests.digests.examples import NOON, an_article

HOUR = timedelta(hours=1)
WISH = Subscription(feeds=("https://news.example/rss",), language="en")


def article(source: str = "A", language: str = "en", at: datetime = NOON, name: str = "a") -> Article:
    return an_article(name, source=source, language=language, at=at)


def contender(name: str = "k7qm", *articles: Article, topic: str | None = None, is_single: bool = False) -> Contender:
    told = articles or (article("A"), article("B"))
    return Contender(
        story=Story(id=name, article_ids=("a",), first_seen_at=NOON, last_seen_at=NOON),
        articles=tuple(told),
        ranking=ranking(told, NOON),
        topic=topic,
        is_single=is_single,
    )


# ---------------------------------------------------------------- date


@pytest.mark.parametrize(
    ("hours_since_last", "hours_back"), [(None, 36), (12, 12), (36, 36), (37, 36), (500, 36), (-1, 0)]
)
def test_a_window_reaches_from_the_last_digest_at_most_36_hours(hours_since_last: int | None, hours_back: int) -> None:
    last = None if hours_since_last is None else NOON - hours_since_last * HOUR
    window = next_window(WISH, last, NOON)
    assert window.since == NOON - hours_back * HOUR
    assert window.until == NOON


def test_how_far_a_window_reaches_can_be_set() -> None:
    assert next_window(replace(WISH, window=timedelta(days=7)), None, NOON).since == NOON - timedelta(days=7)


@pytest.mark.parametrize(
    ("dated", "fetched", "reason"),
    [
        (-1, -1, Reason.IN_TIME),
        (-12, -12, Reason.IN_TIME),
        (0, 0, Reason.IN_TIME),
        (-13, -13, Reason.TOO_OLD),
        (-13, -2, Reason.LATE),
        (-48, -2, Reason.LATE),
        (-49, -2, Reason.TOO_OLD),
        (1, 1, Reason.TOO_YOUNG),
    ],
)
def test_an_article_belongs_to_a_window_by_its_date_or_because_it_came_late(
    dated: int, fetched: int, reason: Reason
) -> None:
    window = next_window(WISH, NOON - 12 * HOUR, NOON)
    late = replace(article(at=NOON + dated * HOUR), fetched_at=NOON + fetched * HOUR)
    verdict = date_verdict(late, window, Undated.FIRST_SEEN)
    assert verdict.reason is reason
    assert verdict.passed is (reason in (Reason.IN_TIME, Reason.LATE))


def test_a_window_that_looks_at_dates_alone_takes_nothing_late() -> None:
    window = Window(since=NOON - 12 * HOUR, until=NOON)
    assert window.reach == NOON - 12 * HOUR
    late = replace(article(at=NOON - 13 * HOUR), fetched_at=NOON)
    assert date_verdict(late, window, Undated.FIRST_SEEN).reason is Reason.TOO_OLD
    assert date_verdict(late, Window(since=None, until=NOON), Undated.FIRST_SEEN).passed


def test_an_article_without_a_date_counts_as_published_when_it_was_seen_or_is_left_out() -> None:
    undated = replace(article(), published_at=None)
    window = Window(since=NOON - HOUR, until=NOON)
    assert date_verdict(undated, window, Undated.FIRST_SEEN).reason is Reason.IN_TIME
    assert date_verdict(undated, window, Undated.SKIP).reason is Reason.UNDATED


# ---------------------------------------------------------------- language


@pytest.mark.parametrize(
    ("languages", "fallback", "told"),
    [
        (["fr"], Fallback.ORIGINAL, True),
        (["fr"], Fallback.HEADLINE, True),
        (["fr"], Fallback.SKIP, False),
        (["fr", "de"], Fallback.SKIP, True),
        (["fr", "en"], Fallback.SKIP, True),
    ],
)
def test_a_story_that_its_reader_cannot_read_is_left_out_only_where_that_is_set(
    languages: list[str], fallback: Fallback, told: bool
) -> None:
    wish = replace(WISH, also_read=("de",), fallback=fallback)
    assert is_told([article(language=language) for language in languages], wish) is told


@pytest.mark.parametrize(
    ("language", "others", "fallback", "reason", "passed"),
    [
        ("en", ["fr"], Fallback.SKIP, Reason.WISHED, True),
        ("de", ["fr"], Fallback.SKIP, Reason.ALSO_READ, True),
        ("fr", ["de"], Fallback.SKIP, Reason.SKIPPED, True),
        ("fr", ["it"], Fallback.SKIP, Reason.SKIPPED, False),
        ("fr", ["it"], Fallback.ORIGINAL, Reason.NOT_READ, True),
    ],
)
def test_the_verdict_on_a_language_says_where_it_stands_with_the_reader(
    language: str, others: list[str], fallback: Fallback, reason: Reason, passed: bool
) -> None:
    wish = replace(WISH, also_read=("de",), fallback=fallback)
    told = [article(language=each) for each in [language, *others]]
    verdict = language_verdict(told[0], told, wish)
    assert verdict.passed is passed
    assert verdict.reason is (Reason.NOT_READ if passed and reason is Reason.SKIPPED else reason)


# ---------------------------------------------------------------- rank


@pytest.mark.parametrize(
    ("counts", "hours", "topic", "expected"),
    [((1, 1, 0), 24, 0, 0.94), ((3, 2, 3), 1, 0, 2.57), ((10, 5, 4), 0, 0, 4.10), ((1, 1, 0), 24, 0.8, 1.74)],
)
def test_the_score_is_the_documented_formula(
    counts: tuple[int, int, int], hours: int, topic: float, expected: float
) -> None:
    publishers, languages, joined = counts
    found = score(publishers, languages, hours * HOUR, joined, topic)
    formula = math.log(1 + publishers) + 0.5 * math.log(languages) + 0.5 * 2 ** (-hours / 24)
    assert found == pytest.approx(formula + 0.25 * math.log(1 + joined) + topic)
    assert found == pytest.approx(expected, abs=0.04)


def test_a_ranking_counts_publishers_languages_and_who_just_came() -> None:
    found = ranking(
        [
            article("A", at=NOON - 20 * HOUR),
            article("A", "fr", at=NOON - HOUR),
            article("B", at=NOON - 5 * HOUR),
            article("C", at=NOON - 6 * HOUR),
        ],
        NOON,
    )
    assert (found.publishers, found.languages, found.joined) == (3, 2, 1)
    assert found.age == HOUR


def test_a_publisher_s_second_article_in_the_same_language_adds_nothing() -> None:
    assert ranking([article(), article()], NOON) == ranking([article()], NOON)


def test_an_article_dated_after_the_end_is_as_fresh_as_one_at_the_end() -> None:
    assert ranking([article(at=NOON + 5 * HOUR)], NOON).score == ranking([article()], NOON).score


def test_the_best_come_first_then_the_younger_then_the_first_id() -> None:
    many = contender("cccc", article("A"), article("B"), article("C"))
    old = contender("aaaa", article("A", at=NOON - 30 * HOUR))
    one, other = contender("dddd", article("A")), contender("bbbb", article("A"))
    assert [c.story.id for c in ranked([old, one, other, many])] == ["cccc", "bbbb", "dddd", "aaaa"]


# ---------------------------------------------------------------- cap


def taken(wish: Subscription, *contenders: Contender) -> list[Reason]:
    caps = Caps(wish)
    return [caps.taken(each).reason for each in contenders]


def test_so_many_stories_are_told_and_no_more() -> None:
    told = taken(replace(WISH, stories=2), contender(), contender(), contender())
    assert told == [Reason.TOLD, Reason.TOLD, Reason.STORIES]


def test_finds_of_a_single_source_have_a_section_of_their_own() -> None:
    wish = replace(WISH, stories=1, singles=1)
    single = contender("s1", article("A"), is_single=True)
    found = taken(wish, contender(), single, single, contender())
    assert found == [Reason.TOLD, Reason.TOLD, Reason.SINGLES, Reason.STORIES]


def test_one_topic_does_not_crowd_out_the_rest() -> None:
    wish = replace(WISH, per_topic=1)
    found = taken(wish, contender(topic="sport"), contender(topic="sport"), contender(topic="arts"), contender())
    assert found == [Reason.TOLD, Reason.TOPIC, Reason.TOLD, Reason.TOLD]


def test_one_publisher_does_not_crowd_out_the_rest() -> None:
    wish = replace(WISH, per_publisher=1, singles=9)
    alone = contender("s", article("A"), article("A"), is_single=True)
    found = taken(wish, alone, alone, contender("s", article("B"), is_single=True), contender())
    assert found == [Reason.TOLD, Reason.PUBLISHER, Reason.TOLD, Reason.TOLD]


def test_a_story_that_is_held_back_counts_for_no_cap() -> None:
    wish = replace(WISH, per_topic=1, per_publisher=1, singles=9)
    held = contender("s", article("A"), topic="sport", is_single=True)
    found = taken(wish, contender(topic="sport"), held, contender("s", article("A"), topic="arts", is_single=True))
    assert found == [Reason.TOLD, Reason.TOPIC, Reason.TOLD]


def test_a_cap_that_is_none_holds_nothing_back() -> None:
    wish = replace(WISH, per_topic=None, per_publisher=None, singles=9)
    alone = contender("s", article("A"), topic="sport", is_single=True)
    assert set(taken(wish, *[alone] * 9)) == {Reason.TOLD}


def test_the_verdict_of_a_cap_has_its_numbers() -> None:
    caps = Caps(replace(WISH, per_topic=1))
    caps.taken(contender(topic="sport"))
    assert caps.taken(contender(topic="sport")).numbers == {"count": 1, "limit": 1, "name": "sport"}


def test_where_there_is_one_publisher_none_can_confirm_or_crowd_out_another() -> None:
    alone = fitted(WISH, [article("A"), article("A")])
    assert (alone.min_publishers, alone.per_publisher) == (1, None)
    several = fitted(replace(WISH, min_publishers=5), [article("A"), article("B")])
    assert (several.min_publishers, several.per_publisher) == (2, 2)
    assert fitted(WISH, []).min_publishers == 1


def test_a_story_has_the_topic_of_most_of_its_feeds() -> None:
    feeds = {"https://a.example": "sport", "https://b.example": "arts", "https://c.example": "arts"}
    articles = [replace(article(), feed_url=url) for url in (*feeds, "https://d.example")]
    assert feed_topic(articles, feeds) == "arts"
    assert feed_topic(articles[:2], feeds) == "arts"  # of equals the first by name
    assert feed_topic(articles[3:], feeds) is None

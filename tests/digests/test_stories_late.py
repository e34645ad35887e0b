"""The rules of late wisdom: stories merge, articles move, ids that vanish lead on, and what was posted stays."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.models import Article
from digests.stories import Former, group
from tests.digests.archive import HOUR, PLAIN, Archive, Vectors, archived, news, told, unit
from tests.digests.examples import NOON
from tests.digests.test_stories_independence import Row, cut, fetched_in_time, rows, vectors_of

# Two stories, and articles halfway between them: the first of those joins the older, the second makes them one.
ANGLES: Vectors = {"a": unit(1, 0, 0), "b": unit(0, 1, 0), "c": unit(0, 0, 1)}
ANGLES |= {f"bridge {number}": unit(1, 1, 0) for number in range(3)}
ANGLES |= {f"wide {number}": unit(1, 1, 1) for number in range(5)}

# `x` joins `s`, the only one near it; then a story grows up that it fits clearly better.
MOVING: Vectors = {"s": unit(1, 0, 0), "x": unit(0.35, 0.937, 0)}
MOVING |= {"t0": unit(-0.5, 0.866, 0), "t1": unit(0, 1, 0), "t2": unit(0.2, 0.98, 0)}
MOVING_ONLY = replace(PLAIN, title_merge=0.5, text_merge=0.5)  # the two stories stay two


def in_turn(vectors: Vectors, *prefixes: str) -> list[Article]:
    """Return the articles whose names start so, an hour apart, as they stand in `vectors`."""
    return [news(name, NOON + place * HOUR) for place, name in enumerate(vectors) if name.startswith(prefixes)]


def members(archive: Archive) -> set[tuple[str, ...]]:
    return {story.article_ids for story in archive.stories().values()}


# ---------------------------------------------------------------- merging


def test_stories_that_grow_together_are_one_and_the_younger_id_leads_to_the_older() -> None:
    archive = archived([in_turn(ANGLES, "a", "b")[:2]], ANGLES, PLAIN)
    older, younger = archive.homes["a"], archive.homes["b"]
    assert older != younger
    archive.take(*in_turn(ANGLES, "bridge"))
    assert archive.stories().keys() == {older}
    assert archive.stories()[older].article_ids == ("a", "b", "bridge 0", "bridge 1", "bridge 2")
    assert archive.aliases == {younger: older}


def test_stories_that_merged_before_anyone_was_told_leave_no_alias() -> None:
    grouped = group(in_turn(ANGLES, "a", "b"), ANGLES, parameters=PLAIN)
    assert len(grouped.stories) == 1
    assert grouped.aliases == {}


def test_a_merge_is_written_down_article_by_article() -> None:
    grouped = group(in_turn(ANGLES, "a", "b"), ANGLES, parameters=PLAIN)
    (story,) = grouped.stories
    placed = {one.article_id: (one.story_id, one.placed_at) for one in grouped.placements}
    assert placed["a"] == (story.id, NOON)
    assert placed["b"] == (story.id, in_turn(ANGLES, "bridge 1")[0].dated_at)


def test_one_article_may_make_one_story_of_three() -> None:
    archive = archived([in_turn(ANGLES, "a", "b", "c")[:2], in_turn(ANGLES, "c")], ANGLES, PLAIN)
    first, second, third = (archive.homes[name] for name in "abc")
    assert len({first, second, third}) == 3
    archive.take(*in_turn(ANGLES, "wide"))
    assert {archive.story(name).id for name in (first, second, third)} == {first}


def test_ids_lead_on_through_a_chain_of_merges() -> None:
    batches = [in_turn(ANGLES, "a", "b")[:2], in_turn(ANGLES, "bridge")]
    archive = archived(batches, ANGLES | {"older": unit(1, 0, 0)}, PLAIN)
    former = archive.homes["a"]
    archive.take(news("older", NOON - HOUR))
    assert members(archive) == {("older", "a", "b", "bridge 0", "bridge 1", "bridge 2")}
    assert archive.homes["a"] != former
    assert {archive.story(name).id for name in archive.founders} == {archive.homes["older"]}


def test_an_id_whose_article_came_to_another_story_leads_there() -> None:
    vectors = {"late": unit(1, 0, 0), "a": unit(1, 0, 0)}
    archive = archived([[news("a")]], vectors, PLAIN)
    vanished = archive.homes["a"]
    archive.take(news("late", NOON - HOUR))
    assert archive.aliases == {vanished: archive.homes["late"]}
    assert members(archive) == {("late", "a")}


def test_stories_that_would_not_have_merged_are_parted_again_by_what_comes_late() -> None:
    vectors = {"a": unit(1, 0, 0), "b": unit(0.28, 0.96, 0), "late": unit(0, 0, 1), "y": unit(0.56, 0.42, 0.714)}
    a, b, late, y = (news(name, NOON + place * HOUR) for place, name in enumerate(vectors))
    archive = archived([[a, b, y]], vectors, PLAIN)
    assert members(archive) == {("a", "b", "y")}
    archive.take(late)
    assert members(archive) == told([a, b, late, y], vectors, PLAIN) == {("a",), ("b",), ("late", "y")}
    assert archive.aliases == {}


# ---------------------------------------------------------------- moving


def test_an_article_moves_to_a_story_that_it_fits_clearly_better() -> None:
    archive = archived([in_turn(MOVING, "s", "x")], MOVING, MOVING_ONLY)
    former = archive.homes["x"]
    assert members(archive) == {("s", "x")}
    archive.take(*in_turn(MOVING, "t"))
    assert members(archive) == {("s",), ("x", "t0", "t1", "t2")}
    assert archive.homes["s"] == former
    assert archive.homes["x"] == archive.homes["t0"] != former
    assert archive.aliases == {}


def test_an_article_stays_where_another_story_is_only_a_little_nearer() -> None:
    vectors = {"s": unit(1, 0), "x": unit(0.6, 0.8), "t0": unit(-0.4, 0.917), "t1": unit(0, 1)}
    assert told(in_turn(vectors, "s", "x", "t"), vectors, MOVING_ONLY) == {("s", "x"), ("t0", "t1")}


def test_a_story_does_not_lose_its_only_article() -> None:
    vectors = {name: vector for name, vector in MOVING.items() if name != "s"}
    archive = archived([in_turn(vectors, "x")], vectors, MOVING_ONLY)
    archive.take(*in_turn(vectors, "t"))
    assert archive.story(archive.homes["x"]).article_ids


# ---------------------------------------------------------------- posted


def test_articles_of_a_posted_story_never_move() -> None:
    archive = archived([in_turn(MOVING, "s", "x")], MOVING, MOVING_ONLY)
    archive.posted.add(archive.homes["s"])
    archive.take(*in_turn(MOVING, "t"))
    assert members(archive) == {("s", "x"), ("t0", "t1", "t2")}


def test_what_was_posted_stays_together_when_it_is_grouped_once_more() -> None:
    s, x, t1 = news("s"), news("x", NOON + HOUR), news("t1", NOON - HOUR)
    assert told([t1, s, x], MOVING, MOVING_ONLY) == {("t1", "x"), ("s",)}
    archive = archived([[s, x]], MOVING, MOVING_ONLY)
    posted = archive.homes["s"]
    archive.posted.add(posted)
    archive.take(t1)
    assert {"s", "x"} <= set(archive.stories()[posted].article_ids)


@pytest.mark.parametrize(("posted", "stays"), [("a", "a"), ("b", "b"), ("ab", "a")])
def test_of_two_stories_that_merge_the_posted_one_stays_before_the_older(posted: str, stays: str) -> None:
    archive = archived([in_turn(ANGLES, "a", "b")[:2]], ANGLES, PLAIN)
    ids = {name: archive.homes[name] for name in "ab"}
    archive.posted |= {ids[name] for name in posted}
    archive.take(*in_turn(ANGLES, "bridge"))
    assert archive.stories().keys() == {ids[stays]}
    assert archive.aliases == {ids[other]: ids[stays] for other in "ab" if other != stays}


def test_a_posted_story_keeps_its_id_when_an_older_article_comes_late() -> None:
    archive = archived([[news("a")]], {"a": unit(1, 0), "late": unit(1, 0)}, PLAIN)
    posted = archive.homes["a"]
    archive.posted.add(posted)
    archive.take(news("late", NOON - HOUR))
    assert archive.stories().keys() == {posted}
    assert archive.stories()[posted].article_ids == ("late", "a")


def test_the_id_of_a_posted_story_is_given_to_no_second_one() -> None:
    # It was made for `a`, which had left when people saw it, and which now founds a story of its own once more.
    vectors: Vectors = {"x": unit(1, 0), "a": unit(0, 1)}
    (posted,) = group([news("a")], vectors).founders
    former = Former(
        articles=[news("x")],
        stories={"x": posted},
        founders={posted: "a", "bcdf": "t"},
        posted={posted},
        later={"x": posted, "a": "bcdf"},
    )
    grouped = group([news("a", NOON + HOUR)], vectors, former=former)
    assert [story.article_ids for story in grouped.stories if story.id != posted] == [("a",)]


@settings(max_examples=100)
@given(rows=rows, places=st.lists(st.integers(0, 5), min_size=24, max_size=24), seed=st.integers())
def test_what_was_posted_is_never_torn_apart(rows: list[Row], places: list[int], seed: int) -> None:
    articles, chance = fetched_in_time(rows), random.Random(seed)
    archive = Archive(vectors_of(rows))
    seen: dict[str, Sequence[str]] = {}
    for batch in cut(articles, places):
        archive.take(*batch)
        for story in archive.stories().values():
            if chance.random() < 0.3:
                archive.posted.add(story.id)
                seen[story.id] = story.article_ids
        for story_id, article_ids in seen.items():
            home = archive.story(story_id)
            assert set(article_ids) <= set(home.article_ids)
            assert home.id in archive.posted
    assert archive.homes.keys() == {article.id for article in articles}

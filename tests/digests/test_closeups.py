"""A story in full: which articles count, how it grew, what of it is new, and what its reader then has had."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from digests.adapters.store import SqlStore
from digests.choosing import Desk
from digests.closeups import (
    Closeup,
    Coverage,
    Growth,
    by_language,
    caught_up,
    closeup,
    coverage_of,
    seen,
    timeline,
    title_of,
)
from digests.models import Article, Feed, FollowedFeed, Item, Story, Told
from digests.nearness import is_open
from digests.readers import TEXTS_REMEMBERED
from tests.digests.examples import NOON, an_article
from tests.digests.posted import FEED, FOLLOWED, HOUR, Words

OTHER = Feed(url="https://other.example/rss", title="Other")
DAM = "The dam at Foss broke on Monday. Rescuers found 14 people in the valley. The mill of Foss is closed."


def report(name: str, hours: float, *, language: str = "en", source: str = "Herald", text: str = DAM) -> Article:
    return an_article(
        name, at=NOON + hours * HOUR, title=f"The dam of Foss, {name}", text=text, language=language, source=source
    )


def kept(store: SqlStore, *articles: Article) -> Story:
    story = Story(
        id="f2ss",
        article_ids=tuple(article.id for article in articles),
        first_seen_at=articles[0].dated_at,
        last_seen_at=articles[-1].dated_at,
    )
    store.save_followed([FOLLOWED])
    store.save_feeds([OTHER])
    store.save_articles(articles)
    store.save_grouping(
        [story],
        founders={story.id: articles[0].id},
        placements=[],
        aliases={},
        profiles={},
        profiled_as="test",
        since=NOON,
    )
    return story


def shown(
    store: SqlStore, *, told: Told | None = None, count: int = 2, feeds: Sequence[str] = (FEED.url,)
) -> Closeup | None:
    encoder = Words()
    desk = Desk(store=store, encoder=encoder, sentence_encoder=encoder)
    return closeup(
        "f2ss", feeds=feeds, language="en", also_read=(), count=count, told=told, now=NOON + 9 * HOUR, desk=desk
    )


# ---------------------------------------------------------------- which articles count


def test_an_article_counts_for_each_feed_that_carries_it(store: SqlStore) -> None:
    first, second = report("a", 0), report("b", 1)
    kept(store, first, second)
    assert coverage_of("f2ss", [OTHER.url], store) is None
    again = Item(
        feed_url=OTHER.url,
        guid="b",
        article_id="b",
        publisher="herald",
        url=None,
        text_hash="t",
        title_hash="t",
        seen_at=NOON,
    )
    followed = FollowedFeed(feed=OTHER, location=OTHER.url, followed_at=NOON, next_fetch_at=NOON)
    store.save_round(followed, [again], [])
    found = coverage_of("f2ss", [OTHER.url], store)
    assert found is not None
    assert found.articles == (second,)


def test_without_feeds_all_that_are_shared_count(store: SqlStore) -> None:
    first, elsewhere = report("a", 0), replace(report("b", 1), feed_url=OTHER.url)
    kept(store, first, elsewhere)
    unshared = FollowedFeed(feed=OTHER, location=OTHER.url, is_shared=False, followed_at=NOON, next_fetch_at=NOON)
    store.save_followed([unshared])
    found = coverage_of("f2ss", (), store)
    assert found is not None
    assert found.articles == (first,)


def test_what_is_no_story_has_no_closeup(store: SqlStore) -> None:
    assert shown(store) is None


def test_a_story_is_open_for_four_days_and_at_most_two_weeks() -> None:
    story = Story(id="f2ss", article_ids=("a",), first_seen_at=NOON, last_seen_at=NOON + timedelta(days=12))
    assert is_open(story, NOON + timedelta(days=14))
    assert not is_open(story, NOON + timedelta(days=15))
    assert not is_open(replace(story, last_seen_at=NOON), NOON + timedelta(days=4, hours=1))


# ---------------------------------------------------------------- what is said of it


def test_the_timeline_has_the_first_of_each_language_how_it_grew_and_the_latest() -> None:
    articles = [
        report("a", 0, source="Herald"),
        report("b", 0.5, source="Post"),
        report("c", 4, language="fr", source="Courrier"),
        report("d", 5, language="fr", source="Courrier"),
        report("e", 30, language="en", source="Herald"),
    ]
    line = timeline(articles)
    assert (line.first.id, [one.id for one in line.languages]) == ("a", ["c"])
    assert line.growth == (
        Growth(after=HOUR, articles=2, publishers=2),
        Growth(after=6 * HOUR, articles=4, publishers=3),
    )
    assert line.latest is not None
    assert line.latest.id == "e"


def test_the_timeline_of_one_article_is_its_report() -> None:
    line = timeline([report("a", 0)])
    assert (line.languages, line.growth, line.latest) == ((), (), None)


def test_the_readers_language_stands_first_then_that_of_most_articles() -> None:
    articles = [
        report("a", 0, language="it"),
        report("b", 1, language="de"),
        report("c", 2, language="de"),
        report("d", 3, language="pt"),
    ]
    assert [language for language, _ in by_language(articles, "pt-BR")] == ["pt", "de", "it"]


def test_a_title_is_the_youngest_in_the_first_language_that_there_is() -> None:
    articles = [report("a", 0), report("b", 1), replace(report("c", 2), title=""), report("d", 3, language="fr")]
    assert title_of(articles, ["de", "en"]) == ("The dam of Foss, b", articles[1])
    bare = replace(report("e", 0), title="")
    assert title_of([bare], ["en"]) == ("The dam at Foss broke on Monday.", bare)


# ---------------------------------------------------------------- what is new


def test_what_a_reader_has_had_is_not_new(store: SqlStore) -> None:
    kept(store, report("a", 0))
    first = shown(store)
    assert first is not None
    assert first.since is None
    told = seen(first, None, NOON + HOUR)
    again = shown(store, told=told)
    assert again is not None
    assert again.since is None


def test_what_is_new_is_told_apart_and_not_twice(store: SqlStore) -> None:
    kept(store, report("a", 0))
    first = shown(store)
    assert first is not None
    told = seen(first, None, NOON + HOUR)
    kept(store, report("a", 0), report("b", 2, text=f"{DAM} Minister Ada Lind promised 30 million on Tuesday."))
    again = shown(store, told=told, count=8)
    assert again is not None
    assert again.since is not None
    assert again.since.item is not None
    [new] = again.since.item.summary.sentences
    assert new.text == "Minister Ada Lind promised 30 million on Tuesday."
    assert new not in again.item.summary.sentences
    assert again.item.summary.sentences
    assert new.text in seen(again, told, NOON + 3 * HOUR).texts


def test_one_more_publisher_that_repeats_the_others_is_not_news(store: SqlStore) -> None:
    kept(store, report("a", 0))
    first = shown(store)
    assert first is not None
    kept(store, report("a", 0), report("b", 2, source="Post"))
    again = shown(store, told=seen(first, None, NOON + HOUR))
    assert again is not None
    assert again.since is not None
    assert (again.since.articles, again.since.item) == (1, None)


# ---------------------------------------------------------------- what the reader then has had


def test_what_was_read_last_is_remembered_longest() -> None:
    story = Story(id="f2ss", article_ids=("a", "z"), first_seen_at=NOON, last_seen_at=NOON)
    coverage = Coverage(story=story, articles=(report("a", 0),))
    before = Told(
        story_id="old",
        at=NOON,
        article_ids=frozenset("b"),
        publishers=frozenset(["Post"]),
        texts=tuple(str(number) for number in range(TEXTS_REMEMBERED)),
    )
    told = caught_up(coverage, before, NOON + HOUR, texts=["0", "new"])
    assert (told.story_id, told.at) == ("f2ss", NOON + HOUR)
    assert (told.article_ids, told.publishers) == (frozenset("abz"), frozenset(["Post", "Herald"]))
    assert len(told.texts) == TEXTS_REMEMBERED
    assert told.texts[-3:] == (str(TEXTS_REMEMBERED - 1), "0", "new")
    assert told.texts[0] == "2"

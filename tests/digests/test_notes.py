"""Notes to those who follow a story: when one comes, what it says, and that it comes once."""

import json
from dataclasses import replace

import pytest

from digests import notes
from digests.models import Article, Fallback, Feed, FollowedFeed
from digests.notes import NOTES_KEPT, Notes
from digests.planning import change
from digests.schedules import closed, resumed
from tests.digests.examples import NOON
from tests.digests.noted import CRACKS, NEW, ONE, Desks
from tests.digests.posted import BRIDGE, CHESS, FEED, HOUR, TEXTS, WISH, a_story, news

FRENCH = replace(WISH, feeds=(), mention="4711", ui_language="de", silent=True)
OLD = "The stone bridge will close for two years, the county said at Kellerau."
ELSEWHERE = Feed(url="https://elsewhere.example/rss", title="Elsewhere")


# ---- what a note says


def test_a_follower_gets_the_sentence_that_is_new_once(desks: Desks) -> None:
    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    before = desks.follow(had)
    assert desks.note() == 1
    after = desks.bookmark()
    assert (after.noted_at, after.followed_at, after.told.at) == (ONE, NOON, ONE)
    assert after.told.article_ids == before.told.article_ids | {CRACKS.id}
    assert after.told.publishers == {"Herald", "Courier"}
    assert set(after.told.texts) == {BRIDGE, NEW}
    assert desks.note(ONE + 7 * HOUR) == 0
    head, sentences = desks.sent()
    assert json.loads(sentences.payload) == [NEW]
    assert {(each.address, each.posting_id, each.expires_at) for each in (head, sentences)} == {
        ("@ria", None, ONE + 24 * HOUR)
    }
    assert head.id != sentences.id
    assert (head.part, sentences.part, head.tells) == (0, 1, ("bridge",))


def test_a_note_is_in_the_words_of_its_reader_and_calls_nobody(desks: Desks) -> None:
    desks.house.subscribe("bbbb", FRENCH)
    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    desks.follow(had, language="fr", by="bbbb")
    desks.note()
    [digest], [subscription] = desks.chat.digests, desks.chat.subscriptions
    assert (digest.is_note, digest.language, digest.ui_language) == (True, "fr", None)
    assert [item.is_update for item in digest.items] == [True]
    assert (digest.since, digest.until) == (NOON, ONE)
    looks = (subscription.language, subscription.ui_language, subscription.mention, subscription.silent)
    assert looks == ("fr", None, None, True)


def test_the_language_that_a_reader_has_set_since_counts(desks: Desks) -> None:
    desks.house.subscribe("bbbb", FRENCH)
    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    desks.follow(had, language="fr", by="bbbb")
    desks.database.readership.save_language("paper", "ria", "it")
    desks.note()
    assert [digest.language for digest in desks.chat.digests] == ["it"]


LIZ = "La maçonne Liz Dorval a trouvé 14 fissures dans le pilier."
IN_FRENCH = news(BRIDGE, source="Courrier", hours=1, language="fr", text=LIZ)


@pytest.mark.parametrize(
    ("fallback", "language", "articles", "said"),
    [
        (Fallback.ORIGINAL, "fr", (CRACKS, IN_FRENCH), [[LIZ]]),
        (Fallback.ORIGINAL, "es", (CRACKS, IN_FRENCH), [[NEW]]),
        (Fallback.ORIGINAL, "es", (IN_FRENCH,), [[LIZ]]),
        (Fallback.HEADLINE, "es", (IN_FRENCH,), [[]]),
        (Fallback.SKIP, "es", (IN_FRENCH,), []),
    ],
    ids=["their own", "that of their channel", "any", "headline", "nothing"],
)
def test_a_note_is_in_the_language_of_its_reader_if_it_can_be(
    desks: Desks, fallback: Fallback, language: str, articles: tuple[Article, ...], said: list[list[str]]
) -> None:
    desks.house.subscribe("bbbb", replace(WISH, fallback=fallback))
    had = news(BRIDGE)
    desks.keep(had, *articles)
    desks.follow(had, language=language, by="bbbb")
    assert desks.note() == len(said)
    assert desks.said() == said


# ---- when there is one


@pytest.mark.parametrize("text", [OLD, TEXTS[BRIDGE]])
def test_what_says_nothing_new_gives_no_note(desks: Desks, text: str) -> None:
    had = news(BRIDGE)
    desks.keep(had, *(news(BRIDGE, source=source, hours=1, text=text) for source in ("Courier", "Bote", "Globe")))
    before = desks.follow(had)
    assert desks.note() == 0
    assert (desks.sent(), desks.bookmark()) == ([], before)


def test_there_is_at_most_one_note_in_six_hours(desks: Desks) -> None:
    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    desks.follow(had)
    later = news(BRIDGE, source="Bote", hours=3, text="The repair will cost 9 million, said Ivo Maller.")
    assert desks.note() == 1
    desks.keep(had, CRACKS, later)
    assert [desks.note(ONE + hours * HOUR) for hours in (2, 5.9, 6.1, 7)] == [0, 0, 1, 0]
    assert len(desks.said(ONE + 7 * HOUR)) == 2


def test_what_only_other_channels_read_is_not_told(desks: Desks) -> None:
    desks.house.store.save_followed(
        [FollowedFeed(feed=ELSEWHERE, location=ELSEWHERE.url, followed_at=NOON, next_fetch_at=NOON)]
    )
    desks.house.subscribe("bbbb", replace(WISH, feeds=(FEED.url, ELSEWHERE.url)))
    desks.house.subscribe("cccc", replace(WISH, feeds=()))
    had = news(BRIDGE)
    desks.keep(had, replace(CRACKS, feed_url=ELSEWHERE.url))
    for name in ("aaaa", "bbbb", "cccc"):
        desks.follow(had, person=name, by=name)
    assert desks.note() == 2
    assert {each.address for each in desks.sent()} == {"@bbbb", "@cccc"}
    assert desks.bookmark("aaaa").told.article_ids == {had.id}


def test_a_digest_of_all_feeds_tells_nothing_of_one_that_is_not_shared(desks: Desks) -> None:
    unshared = FollowedFeed(
        feed=ELSEWHERE, location=ELSEWHERE.url, is_shared=False, followed_at=NOON, next_fetch_at=NOON
    )
    desks.house.store.save_followed([unshared])
    desks.house.subscribe("cccc", replace(WISH, feeds=()))
    had = news(BRIDGE)
    desks.keep(had, replace(CRACKS, feed_url=ELSEWHERE.url))
    desks.follow(had, person="cccc", by="cccc")
    assert desks.note() == 0


def test_nobody_follows_a_story_that_has_closed(desks: Desks) -> None:
    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    desks.follow(had)
    desks.follow(news(CHESS))  # of which nothing is left
    assert desks.note(NOON + 98 * HOUR) == 0
    assert desks.sent(NOON + 98 * HOUR) == []
    assert [each.followed_at for each in desks.database.readership.bookmarks("paper", "ria")] == [None, None]


def test_by_a_digest_that_is_closed_nothing_is_noted_until_it_is_open_again(desks: Desks) -> None:
    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    before = desks.follow(had)
    change("aaaa", lambda one: closed(one, NOON), ledger=desks.database.ledger)
    assert desks.note() == 0
    assert desks.bookmark() == before
    change("aaaa", lambda one: resumed(one, NOON), ledger=desks.database.ledger)
    assert desks.note() == 1


def test_a_story_stays_open_for_four_days_after_its_last_article(desks: Desks) -> None:
    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    desks.follow(had)
    assert desks.note(NOON + 96 * HOUR) == 1


def test_where_a_chat_is_not_served_here_its_followers_wait(desks: Desks) -> None:
    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    before = desks.follow(had, chat="pigeon")
    assert desks.note() == 0
    assert desks.database.readership.bookmarks("pigeon", "ria") == [before]


# ---- stories that have become one


def merge(desks: Desks) -> tuple[Article, Article]:
    """Let the story of chess have become part of that of the bridge, where something new has come."""
    bridge, chess = news(BRIDGE), news(CHESS)
    desks.keep(bridge, chess)
    story = replace(a_story([bridge, CRACKS]), article_ids=(bridge.id, chess.id, CRACKS.id))
    desks.house.store.save_articles([CRACKS])
    desks.house.store.save_grouping(
        [story],
        founders={story.id: bridge.id},
        placements=[],
        aliases={"chess": story.id},
        profiles={},
        profiled_as="test",
        since=NOON,
    )
    return bridge, chess


def test_who_follows_a_story_that_was_merged_follows_the_one_it_has_become(desks: Desks) -> None:
    bridge, chess = merge(desks)
    desks.follow(chess)
    assert desks.note() == 1
    assert desks.bookmark().story_id == "chess"
    assert desks.bookmark().told.article_ids == {bridge.id, chess.id, CRACKS.id}
    assert {each.tells for each in desks.sent() if each.part == 0} == {("bridge",)}


def test_who_follows_both_gets_one_note_on_what_is_new_to_them(desks: Desks) -> None:
    bridge, chess = merge(desks)
    desks.follow(bridge)
    desks.follow(chess)
    assert [desks.note(), desks.note(ONE + 5 * HOUR), desks.note(ONE + 7 * HOUR)] == [1, 0, 0]
    assert desks.said() == [[NEW]]


# ---- once, and for all


def test_of_many_followers_some_get_theirs_at_once_and_the_next_call_goes_on(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "AT_ONCE", 2)
    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    for person in ("ana", "ben", "cem"):
        desks.follow(had, person=person)
    assert [desks.note(), desks.note(), desks.note()] == [2, 1, 0]
    assert sorted({each.address for each in desks.sent()}) == ["@ana", "@ben", "@cem"]


def test_many_followers_of_one_story_cost_one_note(desks: Desks) -> None:
    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    for number in range(5):
        desks.follow(had, person=f"p{number}")
    assert desks.note() == 5
    assert len(desks.sent()) == 10
    assert desks.chat.rendered == 1


def test_what_says_nothing_new_is_read_once_however_often_somebody_looks(desks: Desks) -> None:
    had = news(BRIDGE)
    desks.keep(had, news(BRIDGE, source="Courier", hours=1, text=OLD))
    desks.follow(had)
    notes = Notes(NOTES_KEPT)
    desks.note(notes=notes)
    desks.house.encoder.texts.clear()
    desks.note(ONE + HOUR, notes=notes)
    assert desks.house.encoder.texts == []

"""The way from stories to a digest, on invented news: what is chosen, what returns, and why not the rest."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from digests.adapters.store import SqlStore
from digests.choosing import Desk
from digests.composing import compose, is_posted, summaries, verdicts_of
from digests.editions import Reason, Stage, Window
from digests.errors import BadRequest
from digests.models import Article, Digest, Empty, Fallback, Feed, Mute, Novelty, Story, Subscription, Told
from digests.ports import Encoder
from tests.digests.examples import NOON, an_article

HOUR = timedelta(hours=1)
FEED = Feed(url="https://news.example/rss", title="News")
WISH = Subscription(feeds=(FEED.url,), language="en", sentences=2)
TODAY = Window(since=NOON - 24 * HOUR, until=NOON)

BRIDGE = (
    "The stone bridge at Kellerau will close to all traffic for two years, the county of Lindmark said on Monday.",
    "Engineers found 14 cracks in the middle pier after the floods of March, a report by Ana Torvik says.",
)
CHESS = ("Mira Solano won the national chess title in Port Avery on Thursday with nine points from ten games.",)
FERRY = ("The night ferry from Port Avery to Sundhavn will sail again in April after a refit of eight months.",)


@pytest.fixture
def desk(store: SqlStore, encoder: Encoder) -> Desk:
    store.save_feeds([FEED])
    return Desk(store=store, encoder=encoder, sentence_encoder=encoder)


def keep(desk: Desk, stories: Mapping[str, list[Article]]) -> None:
    """Keep articles as grouping would have left them."""
    desk.store.save_articles([article for articles in stories.values() for article in articles])
    desk.store.save_grouping(
        [
            Story(
                id=name,
                article_ids=tuple(article.id for article in articles),
                first_seen_at=articles[0].dated_at,
                last_seen_at=articles[-1].dated_at,
            )
            for name, articles in stories.items()
        ],
        founders={name: articles[0].id for name, articles in stories.items()},
        placements=[],
        aliases={},
        profiles={},
        profiled_as="test",
        since=NOON,
    )


def bridge(source: str = "Herald", *sentences: str, hours_ago: float = 2, language: str = "en") -> Article:
    return an_article(
        f"bridge-{source}-{hours_ago}",
        at=NOON - hours_ago * HOUR,
        title="Old bridge at Kellerau closes for two years",
        text=" ".join(sentences or BRIDGE),
        source=source,
        language=language,
    )


def chess(source: str = "Herald", hours_ago: float = 3) -> Article:
    title = "Teenager wins national chess title"
    return an_article(f"chess-{source}", at=NOON - hours_ago * HOUR, title=title, text=" ".join(CHESS), source=source)


def ferry(source: str = "Herald", hours_ago: float = 4) -> Article:
    title = "Night ferry to Sundhavn returns in April"
    return an_article(f"ferry-{source}", at=NOON - hours_ago * HOUR, title=title, text=" ".join(FERRY), source=source)


def told_in(digest: Digest) -> list[Told]:
    return [
        Told(
            story_id=item.story.id,
            at=digest.until,
            article_ids=frozenset(item.story.article_ids),
            publishers=frozenset(item.publishers),
            texts=(item.summary.headline, *(sentence.text for sentence in item.summary.sentences)),
        )
        for item in digest.items
    ]


def ids(digest: Digest) -> list[str]:
    return [item.story.id for item in digest.items]


# ---------------------------------------------------------------- choice


def test_finds_of_a_single_source_stand_after_the_stories_that_several_tell(desk: Desk) -> None:
    keep(desk, {"solo": [chess(hours_ago=0)], "many": [bridge("Herald"), bridge("Bote")]})
    digest = compose(WISH, window=TODAY, desk=desk)
    assert [(item.story.id, item.is_single) for item in digest.items] == [("many", False), ("solo", True)]


def test_without_a_place_for_single_finds_they_are_left_out(desk: Desk) -> None:
    keep(desk, {"solo": [chess()], "many": [bridge("Herald"), bridge("Bote")]})
    assert ids(compose(replace(WISH, singles=0), window=TODAY, desk=desk)) == ["many"]


def test_where_one_publisher_tells_everything_its_stories_are_no_finds(desk: Desk) -> None:
    keep(desk, {"aaaa": [chess()], "bbbb": [bridge()], "cccc": [ferry()]})
    digest = compose(replace(WISH, singles=0), window=TODAY, desk=desk)
    assert [item.is_single for item in digest.items] == [False, False, False]


def test_rules_leave_out_stories_and_articles(desk: Desk) -> None:
    keep(desk, {"aaaa": [chess("Herald"), chess("Bote")], "bbbb": [bridge("Herald"), bridge("Bote")]})
    assert ids(compose(replace(WISH, exclude=("chess",)), window=TODAY, desk=desk)) == ["bbbb"]
    assert ids(compose(replace(WISH, include=('"chess title"',)), window=TODAY, desk=desk)) == ["aaaa"]
    digest = compose(replace(WISH, exclude=("source:Bote",)), window=TODAY, desk=desk)
    assert {article.source for item in digest.items for article in item.articles} == {"Herald"}
    with pytest.raises(BadRequest, match="regular expression"):
        compose(replace(WISH, exclude=("/(/",)), window=TODAY, desk=desk)


def test_a_topic_in_another_language_finds_its_stories_and_raises_them(desk: Desk) -> None:
    keep(desk, {"aaaa": [chess("Herald"), chess("Bote")], "bbbb": [bridge("Herald"), bridge("Bote")]})
    plain = compose(WISH, window=TODAY, desk=desk)
    assert ids(plain) == ["bbbb", "aaaa"]
    raised = compose(replace(WISH, topics=("Schach",)), window=TODAY, desk=desk)
    assert ids(raised) == ["aaaa", "bbbb"]
    assert raised.items[0].topic == "Schach"
    assert raised.items[0].ranking.topic >= 0.5
    assert ids(compose(replace(WISH, exclude=("topic:Schach",)), window=TODAY, desk=desk)) == ["bbbb"]


@pytest.mark.parametrize(
    ("fallback", "stories", "sentences"),
    [(Fallback.ORIGINAL, 1, 2), (Fallback.HEADLINE, 1, 0), (Fallback.SKIP, 0, 0)],
)
def test_a_story_in_no_language_that_is_read_is_told_as_set(
    desk: Desk, fallback: Fallback, stories: int, sentences: int
) -> None:
    keep(desk, {"aaaa": [bridge()]})
    digest = compose(replace(WISH, language="fr", fallback=fallback), window=TODAY, desk=desk)
    assert len(digest.items) == stories
    assert sum(len(item.summary.sentences) for item in digest.items) == sentences
    assert all(item.summary.language == "en" for item in digest.items)


def test_an_article_that_came_late_is_told_by_the_next_digest(desk: Desk) -> None:
    late = replace(bridge(hours_ago=30), fetched_at=NOON - HOUR)
    keep(desk, {"aaaa": [late]})
    assert ids(compose(WISH, window=replace(TODAY, oldest=NOON - 48 * HOUR), desk=desk)) == ["aaaa"]
    assert ids(compose(WISH, window=TODAY, desk=desk)) == []


def test_a_digest_of_headlines_has_no_sentences(desk: Desk) -> None:
    keep(desk, {"aaaa": [bridge()]})
    [item] = compose(replace(WISH, sentences=0), window=TODAY, desk=desk).items
    assert item.summary.headline
    assert item.summary.sentences == ()


# ---------------------------------------------------------------- novelty

NEWER = (
    "The stone bridge at Kellerau will close to all traffic for two years, the county of Lindmark said on Monday.",
    "A ferry run by Captain Bela Ferrant will carry 600 cars a day across the river from December.",
)


def later(hours: float = 12) -> Window:
    return Window(since=NOON, until=NOON + hours * HOUR)


def test_a_story_that_was_told_does_not_return_without_a_new_article(desk: Desk) -> None:
    keep(desk, {"aaaa": [bridge("Herald"), bridge("Bote")]})
    first = compose(WISH, window=TODAY, desk=desk)
    for novelty in Novelty:
        again = compose(replace(WISH, novelty=novelty), window=TODAY, told=told_in(first), desk=desk)
        assert ids(again) == []


def test_a_story_returns_as_an_update_with_only_what_is_new(desk: Desk) -> None:
    keep(desk, {"aaaa": [bridge("Herald")]})
    first = compose(WISH, window=TODAY, desk=desk)
    keep(desk, {"aaaa": [bridge("Herald"), bridge("Bote", *NEWER, hours_ago=-4)]})
    [item] = compose(WISH, window=later(), told=told_in(first), desk=desk).items
    assert item.is_update
    assert [sentence.text for sentence in item.summary.sentences] == [NEWER[1]]


def test_another_article_that_says_nothing_new_brings_no_story_back(desk: Desk) -> None:
    keep(desk, {"aaaa": [bridge("Herald")]})
    first = compose(WISH, window=TODAY, desk=desk)
    keep(desk, {"aaaa": [bridge("Herald"), bridge("Bote", hours_ago=-4)]})
    assert ids(compose(WISH, window=later(), told=told_in(first), desk=desk)) == []


def test_two_new_publishers_bring_a_story_back_and_never_yesterdays_text(desk: Desk) -> None:
    keep(desk, {"aaaa": [bridge("Herald", BRIDGE[0])]})
    first = compose(WISH, window=TODAY, desk=desk)
    others = [
        bridge("Bote", BRIDGE[0], "The closure angers many farmers who live on the far side.", hours_ago=-4),
        bridge("Courier", BRIDGE[0], hours_ago=-5),
    ]
    keep(desk, {"aaaa": [bridge("Herald", BRIDGE[0]), *others]})
    [item] = compose(WISH, window=later(), told=told_in(first), desk=desk).items
    assert item.is_update
    assert [sentence.text for sentence in item.summary.sentences] == [
        "The closure angers many farmers who live on the far side."
    ]


def test_after_the_cooldown_any_new_article_brings_a_story_back(desk: Desk) -> None:
    plain = "The closure angers many farmers who live on the far side."
    keep(desk, {"aaaa": [bridge("Herald")]})
    first = told_in(compose(WISH, window=TODAY, desk=desk))
    keep(desk, {"aaaa": [bridge("Herald"), bridge("Herald", plain, hours_ago=-80)]})
    soon, far = later(80), later(81)
    for wish, window, expected in (
        (replace(WISH, cooldown=timedelta(hours=81)), soon, []),
        (WISH, far, ["aaaa"]),
        (replace(WISH, novelty=Novelty.NEVER), far, ["aaaa"]),
        (replace(WISH, novelty=Novelty.NEVER, cooldown=timedelta(days=9)), far, []),
        (replace(WISH, novelty=Novelty.ALWAYS, cooldown=timedelta(days=9)), far, ["aaaa"]),
    ):
        assert ids(compose(wish, window=window, told=first, desk=desk)) == expected


def test_an_update_counts_those_who_told_the_story_before_as_publishers_of_it(desk: Desk) -> None:
    keep(desk, {"aaaa": [bridge("Herald"), bridge("Courier")]})
    first = compose(WISH, window=TODAY, desk=desk)
    keep(
        desk,
        {
            "aaaa": [bridge("Herald"), bridge("Courier"), bridge("Bote", *NEWER, hours_ago=-4)],
            "bbbb": [replace(chess("Post"), published_at=NOON + HOUR, fetched_at=NOON + HOUR)],
        },
    )
    items = compose(WISH, window=later(), told=told_in(first), desk=desk).items
    assert [(item.story.id, item.is_single) for item in items] == [("aaaa", False), ("bbbb", True)]


# ---------------------------------------------------------------- why


def stages(desk: Desk, article: Article, wish: Subscription = WISH, **given: object) -> list[tuple[Stage, Reason]]:
    verdicts = verdicts_of(article, wish, **{"window": TODAY, "desk": desk, **given})  # type: ignore[arg-type]
    assert all(verdict.passed for verdict in verdicts[:-1])
    return [(verdict.stage, verdict.reason) for verdict in verdicts]


def test_every_stage_says_what_it_found_until_one_ends_the_way(desk: Desk) -> None:
    stories = {"aaaa": [bridge("Herald"), bridge("Bote")], "bbbb": [chess("Herald"), chess("Bote")]}
    keep(desk, stories | {"cccc": [ferry()]})
    first, second = stories["aaaa"][0], stories["bbbb"][0]
    before = [(Stage.DATE, Reason.IN_TIME), (Stage.LANGUAGE, Reason.WISHED)]
    ranked = [*before, (Stage.FILTER, Reason.NO_RULE), (Stage.STORY, Reason.SEVERAL), (Stage.RANK, Reason.RANKED)]
    new = [*ranked, (Stage.NOVELTY, Reason.NEW)]
    assert stages(desk, first) == [*new, (Stage.CAP, Reason.TOLD)]
    assert stages(desk, second, replace(WISH, stories=1)) == [*new, (Stage.CAP, Reason.STORIES)]
    assert stages(desk, second, replace(WISH, stories=1, singles=0)) == [*new, (Stage.CAP, Reason.STORIES)]
    assert stages(desk, first, replace(WISH, exclude=("bridge",))) == [*before, (Stage.FILTER, Reason.EXCLUDED)]
    assert stages(desk, first, replace(WISH, include=("snow",))) == [*before, (Stage.FILTER, Reason.NOT_INCLUDED)]
    assert stages(desk, first, replace(WISH, exclude=("source:herald",)))[-1] == (Stage.FILTER, Reason.EXCLUDED)
    for rule in ("story:aaaa", "source:herald", "topic:bridges"):
        muted = replace(WISH, muted=(Mute(rule=rule),))
        [*_, last] = verdicts_of(first, muted, window=TODAY, desk=desk)
        assert (last.stage, last.reason, last.numbers["rule"]) == (Stage.FILTER, Reason.EXCLUDED, f"muted {rule}")
    skipping = replace(WISH, language="fr", fallback=Fallback.SKIP)
    assert stages(desk, first, skipping) == [before[0], (Stage.LANGUAGE, Reason.SKIPPED)]
    assert stages(desk, first, window=Window(since=NOON - HOUR, until=NOON)) == [(Stage.DATE, Reason.TOO_OLD)]
    told = told_in(compose(WISH, window=TODAY, desk=desk))
    assert stages(desk, first, told=told) == [*ranked, (Stage.NOVELTY, Reason.HAD)]


def test_what_is_muted_is_told_again_from_its_date_on(desk: Desk) -> None:
    keep(desk, {"aaaa": [chess("Herald"), chess("Bote")], "bbbb": [bridge("Herald"), bridge("Bote")]})
    for rule in ("story:aaaa", "topic:chess title"):
        for until, told in ((None, ["bbbb"]), (NOON + HOUR, ["bbbb"]), (NOON, ["bbbb", "aaaa"])):
            muted = replace(WISH, muted=(Mute(rule=rule, until=until),))
            assert ids(compose(muted, window=TODAY, desk=desk)) == told
    muted = replace(WISH, muted=(Mute(rule="source:Bote"),))
    assert all(item.publishers == ("Herald",) for item in compose(muted, window=TODAY, desk=desk).items)
    assert ids(compose(replace(WISH, muted=(Mute(rule="story:gone"),)), window=TODAY, desk=desk)) == ["bbbb", "aaaa"]


def test_a_muted_story_stays_so_when_it_becomes_one_with_another(desk: Desk) -> None:
    keep(desk, {"aaaa": [chess("Herald")], "bbbb": [chess("Bote")]})
    articles = [chess("Herald"), chess("Bote")]
    whole = Story(
        id="bbbb",
        article_ids=tuple(article.id for article in articles),
        first_seen_at=articles[0].dated_at,
        last_seen_at=articles[-1].dated_at,
    )
    grouping = {
        "founders": {"bbbb": articles[1].id},
        "placements": [],
        "profiles": {},
        "profiled_as": "test",
        "since": NOON,
    }
    desk.store.save_grouping([whole], aliases={"aaaa": "bbbb"}, **grouping)  # type: ignore[arg-type]
    assert ids(compose(WISH, window=TODAY, desk=desk)) == ["bbbb"]
    assert ids(compose(replace(WISH, muted=(Mute(rule="story:aaaa"),)), window=TODAY, desk=desk)) == []


def test_an_article_that_was_not_grouped_yet_waits(desk: Desk) -> None:
    desk.store.save_articles([bridge()])
    assert stages(desk, bridge())[-1] == (Stage.STORY, Reason.UNGROUPED)


def test_asking_why_changes_nothing_of_the_digest(desk: Desk) -> None:
    keep(desk, {f"s{number:03}": [replace(chess(), id=f"a{number}")] for number in range(12)})
    before = compose(replace(WISH, stories=3), window=TODAY, desk=desk)
    verdicts = verdicts_of(replace(chess(), id="a11"), replace(WISH, stories=3), window=TODAY, desk=desk)
    assert verdicts[-1].numbers == {"count": 3, "limit": 3, "name": None}
    assert compose(replace(WISH, stories=3), window=TODAY, desk=desk) == before


# ---------------------------------------------------------------- nothing to say


def test_a_digest_without_a_story_is_posted_once_as_a_line_or_not_at_all(desk: Desk) -> None:
    keep(desk, {"aaaa": [bridge()]})
    full = compose(WISH, window=TODAY, desk=desk)
    empty = compose(replace(WISH, include=("snow",)), window=TODAY, desk=desk)
    assert empty.items == ()
    for empty_as in Empty:
        assert is_posted(full, empty_as, was_empty=True)
    assert is_posted(empty, Empty.LINE, was_empty=False)
    assert not is_posted(empty, Empty.LINE, was_empty=True)
    assert not is_posted(empty, Empty.SKIP, was_empty=False)


def test_the_words_around_the_news_may_be_in_another_language(desk: Desk) -> None:
    keep(desk, {"aaaa": [bridge()]})
    assert compose(replace(WISH, ui_language="de"), window=TODAY, desk=desk).ui_language == "de"


# ---------------------------------------------------------------- single articles


def test_each_article_is_summarised_by_itself_in_its_own_language(desk: Desk) -> None:
    german = bridge("Bote", "Die Steinbrücke von Kellerau wird zwei Jahre lang gesperrt, teilte der Kreis mit.")
    articles = [bridge(), replace(german, language="de"), replace(bridge("Post"), text="", title="Rain")]
    keep(desk, {"aaaa": articles})
    found = summaries(articles, language=None, count=1, method="crosslingual", desk=desk)
    assert [summary.language for summary in found] == ["en", "de", "en"]
    assert [len(summary.sentences) for summary in found] == [1, 1, 0]
    assert all(
        s.article_id == article.id for article, each in zip(articles, found, strict=True) for s in each.sentences
    )

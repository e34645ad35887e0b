"""A digest for whoever looks: of this moment, told again in another language, and the next one before it comes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from digests.adapters.store import open_database
from digests.choosing import Desk
from digests.composing import Preview
from digests.editions import Reason, Stage
from digests.filters import parse_rule
from digests.looking import digest_now, digest_to_come, read_in, retold
from digests.models import Digest, Fallback, Subscription
from digests.postings import Posting
from tests.digests.examples import NOON
from tests.digests.posted import BRIDGE, CHESS, FERRY, HOUR, WISH, House, PaperChat, Words, news

DAY = 24 * HOUR
FRENCH = {BRIDGE: "Le vieux pont de Kellerau ferme", FERRY: "Le ferry de nuit revient en avril"}


@pytest.fixture
def house() -> Iterator[House]:
    store, ledger = open_database("sqlite://")
    yield House(store=store, ledger=ledger, encoder=Words(), chat=PaperChat())
    store.close()


def desk_of(house: House) -> Desk:
    return Desk(store=house.store, encoder=house.encoder, sentence_encoder=house.encoder)


def headlines(digest: Digest) -> list[str]:
    return [item.summary.headline for item in digest.items]


# ---------------------------------------------------------------- of this moment


def of_now(house: House, wish: Subscription = WISH, *, hours: float = 24, about: str | None = None) -> list[str]:
    rule = parse_rule(about) if about else None
    return headlines(digest_now(wish, last=hours * HOUR, about=rule, now=NOON, desk=desk_of(house)))


def test_what_was_told_is_in_the_digest_of_this_moment_again(house: House) -> None:
    house.keep(news(BRIDGE), news(CHESS, hours=-5))
    house.subscribe()
    house.post(NOON)
    assert of_now(house) == [BRIDGE, CHESS]


def test_it_reaches_back_as_many_hours_as_asked_for(house: House) -> None:
    house.keep(news(BRIDGE), news(CHESS, hours=-5), news(FERRY, hours=-100))
    assert of_now(house, hours=3) == [BRIDGE]
    assert of_now(house, hours=168) == [BRIDGE, CHESS, FERRY]


def test_of_a_topic_only_what_the_channel_would_read_is_told(house: House) -> None:
    house.keep(news(BRIDGE), news(CHESS), news(FERRY))
    assert of_now(house, about='"Port Avery"') == [CHESS, FERRY]
    assert of_now(house, replace(WISH, include=("ferry", "bridge")), about='"Port Avery"') == [FERRY]
    assert of_now(house, replace(WISH, exclude=("ferry",)), about='"Port Avery"') == [CHESS]


def test_of_a_topic_more_stories_are_told_than_one_topic_may_have(house: House) -> None:
    titles = [f"{name} harbour opens" for name in ("Alder", "Birch", "Cedar", "Elm", "Fir")]
    house.keep(*(news(title, source=f"Paper {title}") for title in titles))
    assert len(of_now(house, replace(WISH, per_topic=1), about="harbour")) == 5


# ---------------------------------------------------------------- told again


def posted(house: House, wish: Subscription = WISH, *, at: datetime = NOON) -> Posting:
    house.subscribe(wish=wish)
    house.post(at)
    [posting] = house.ledger.postings("aaaa", 1)
    return posting


def again(house: House, posting: Posting, wish: Subscription = WISH, *, language: str = "en") -> Digest:
    return retold(posting, wish, language=language, desk=desk_of(house))


def two_languages(house: House) -> None:
    """Keep two stories that are told in English and French, and one that only English papers tell."""
    english = [news(BRIDGE, hours=-2), news(CHESS, hours=-3), news(FERRY, hours=-4)]
    french = [
        replace(news(BRIDGE, source="Courrier", language="fr"), text="Le pont de Kellerau ferme pour deux ans."),
        replace(news(FERRY, source="Courrier", language="fr"), text="Le ferry de nuit repart vers Sundhavn en avril."),
    ]
    house.keep(*english, *french)
    house.store.save_articles(replace(article, title=FRENCH[article.title]) for article in french)


def test_a_digest_is_told_again_in_another_language_story_by_story(house: House) -> None:
    two_languages(house)
    posting = posted(house)
    digest = again(house, posting, language="fr")
    assert [item.story.id for item in digest.items] == [told.story_id for told in posting.edition.told]
    assert headlines(digest) == [FRENCH[BRIDGE], FRENCH[FERRY], CHESS]
    assert [item.summary.language for item in digest.items] == ["fr", "fr", "en"]
    assert digest.items[0].summary.sentences[0].text == "Le pont de Kellerau ferme pour deux ans."
    assert (digest.language, digest.since, digest.until) == ("fr", posting.since, posting.until)


def test_what_the_channel_reads_is_told_to_a_reader_of_another_language_whatever_the_fallback(house: House) -> None:
    two_languages(house)
    wish = replace(WISH, fallback=Fallback.HEADLINE)
    digest = again(house, posted(house, wish), wish, language="fr")
    assert [len(item.summary.sentences) for item in digest.items] == [1, 1, 1]
    assert read_in(WISH, "de").also_read == ("en",)
    assert read_in(replace(WISH, also_read=("fr",)), "en-GB").also_read == ("fr",)


def test_a_story_is_told_again_by_the_articles_that_it_had_then(house: House) -> None:
    text = "The bridge will close on 3 May, the county said."
    house.keep(news(BRIDGE, text=text))
    posting = posted(house)
    later = news(BRIDGE, source="Bote", hours=1, text="The bridge will close on 9 June, the county of Lindmark said.")
    house.keep(news(BRIDGE, text=text), later)
    [item] = again(house, posting).items
    assert {article.source for article in item.articles} == {"Herald"}
    assert [sentence.text for sentence in item.summary.sentences] == [text]


def test_what_was_forgotten_is_left_out(house: House) -> None:
    house.keep(news(BRIDGE, hours=-30), news(CHESS), news(FERRY, hours=-30), news(FERRY, source="Bote"))
    posting = posted(house)
    house.store.forget_before(NOON - 24 * HOUR)
    digest = again(house, posting)
    assert headlines(digest) == [FERRY, CHESS]
    assert digest.items[0].publishers == ("Bote",)


def test_finds_of_a_single_source_stay_behind_the_others(house: House) -> None:
    house.keep(news(BRIDGE), news(BRIDGE, source="Bote"), news(CHESS))
    wish = replace(WISH, min_publishers=2)
    digest = again(house, posted(house, wish), wish)
    assert [(item.story.id, item.is_single) for item in digest.items] == [("bridge", False), ("chess", True)]


def test_it_is_told_as_long_as_the_channel_wants_its_digests(house: House) -> None:
    house.keep(news(BRIDGE))
    [item] = again(house, posted(house), replace(WISH, sentences=0)).items
    assert item.summary.sentences == ()


def test_a_digest_without_stories_is_told_again_as_it_was(house: House) -> None:
    house.keep(news(BRIDGE))
    posting = posted(house)
    nothing = replace(posting, edition=replace(posting.edition, told=()))
    assert again(house, nothing).items == ()


# ---------------------------------------------------------------- the next one


def to_come(house: House, wish: Subscription = WISH, *, count: int = 15, now: datetime = NOON) -> Preview:
    memory = house.ledger.memories(["aaaa"], now - 30 * DAY)["aaaa"]
    return digest_to_come(wish, memory, count=count, now=now, desk=desk_of(house))


def left_out(found: Preview) -> list[tuple[str, Stage, Reason]]:
    return [(story.story_id, story.verdict.stage, story.verdict.reason) for story in found.left_out]


def test_the_next_digest_reaches_back_to_the_last_one_and_does_not_repeat_it(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe()
    house.post(NOON)
    house.keep(news(FERRY, hours=3))
    found = to_come(house, now=NOON + 6 * HOUR)
    assert headlines(found.digest) == [FERRY]
    assert (found.digest.since, found.digest.until) == (NOON, NOON + 6 * HOUR)
    assert house.post(NOON + 6 * HOUR).posted == 1
    assert house.headlines()[0] == [FERRY]


def test_what_it_leaves_out_stands_with_the_stage_that_cost_it_its_place_the_best_first(house: House) -> None:
    house.keep(news(BRIDGE), news(BRIDGE, source="Bote"), news(CHESS, hours=-1), news(FERRY, hours=-20))
    wish = replace(WISH, stories=1, singles=0, min_publishers=1, exclude=("chess",))
    found = to_come(house, wish)
    assert headlines(found.digest) == [BRIDGE]
    assert left_out(found) == [("chess", Stage.FILTER, Reason.EXCLUDED), ("ferry", Stage.CAP, Reason.STORIES)]
    assert found.left_out[1].verdict.numbers == {"count": 1, "limit": 1, "name": None}
    assert [article.title for article in found.left_out[0].articles] == [CHESS]


def test_what_was_told_and_has_nothing_new_is_left_out_as_such(house: House) -> None:
    house.keep(news(BRIDGE, hours=0))
    house.subscribe()
    house.post(NOON)
    assert left_out(to_come(house, now=NOON + HOUR)) == [("bridge", Stage.NOVELTY, Reason.HAD)]


def test_what_nobody_there_reads_is_left_out_for_its_language(house: House) -> None:
    house.keep(news(BRIDGE, language="de"))
    found = to_come(house, replace(WISH, fallback=Fallback.SKIP))
    assert left_out(found) == [("bridge", Stage.LANGUAGE, Reason.SKIPPED)]


def test_of_many_that_are_left_out_the_best_stand_there_and_the_others_are_counted(house: House) -> None:
    titles = [f"Report{number} on the harbour" for number in range(40)]
    house.keep(*(news(title, hours=-1 - number / 10) for number, title in enumerate(titles)))
    wish = replace(WISH, stories=2, per_publisher=None)
    found = to_come(house, wish, count=5)
    assert left_out(found) == [(f"report{number}", Stage.CAP, Reason.STORIES) for number in range(2, 7)]
    assert found.others == 33


def test_a_channel_that_had_nothing_yet_is_shown_as_far_back_as_its_window(house: House) -> None:
    house.keep(news(BRIDGE, hours=-35), news(CHESS, hours=-37))
    assert headlines(to_come(house).digest) == [BRIDGE]

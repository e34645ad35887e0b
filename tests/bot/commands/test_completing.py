"""Proposals while an option is typed: the likeliest first, at most as many and as long as Discord takes."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.calls import Call, Person, Value
from bot.commands.completing import LONGEST, MOST, Proposal
from bot.commands.table import COMMANDS
from digests import planning
from digests.models import Mute, Told
from digests.postings import Edition, Made, Posting
from digests.readers import Bookmark
from tests.bot.commands.newsdesk import CHANNEL, FEEDS, MIA, NOW, RIA, STRANGER, Newsdesk, an_article


def proposed(
    desk: Newsdesk, command: str, option: str, typed: str = "", person: Person = MIA, **options: Value
) -> list[Proposal]:
    call = Call(id="1", person=person, place=CHANNEL, command=command, options=options, at=NOW)
    return asyncio.run(desk.core.proposals(call, option, typed))


def values(
    desk: Newsdesk, command: str, option: str, typed: str = "", person: Person = MIA, **options: Value
) -> list[str]:
    return [each.value for each in proposed(desk, command, option, typed, person, **options)]


def told(story_id: str, headline: str) -> Told:
    return Told(
        story_id=story_id, at=NOW, article_ids=frozenset(), publishers=frozenset({"Lindmark Herald"}), texts=(headline,)
    )


def post(desk: Newsdesk, name: str, *stories: Told) -> None:
    edition = Edition(id=name * 64, told=stories)
    posting = Posting(
        id=name, subscriber_id="d7gs", edition=edition, since=NOW, until=NOW, made_at=NOW + timedelta(seconds=ord(name))
    )
    assert desk.database.ledger.save_postings([Made(slot=None, posting=posting)]) == 1


# ---------------------------------------------------------------- stories


def test_stories_of_the_last_digests_are_found_by_id_and_by_words(desk: Newsdesk) -> None:
    post(desk, "a", told("k7qm", "Night train to Port Avery returns in May"), told("m3sm", "Lost harbour maps"))
    post(desk, "b", told("f2dd", "Hochwasser in Kellerau sperrt zwei Brücken"), told("k7qm", "Night train: tickets"))
    assert proposed(desk, "story", "id", person=RIA) == [
        Proposal(label="f2dd · Hochwasser in Kellerau sperrt zwei Brücken", value="f2dd"),
        Proposal(label="k7qm · Night train: tickets", value="k7qm"),
        Proposal(label="m3sm · Lost harbour maps", value="m3sm"),
    ]
    assert values(desk, "story", "id", "m3") == ["m3sm"]
    assert values(desk, "why", "article", "BRUCKEN hoch") == ["f2dd"]
    assert values(desk, "sources", "id", "eclipse") == []


def test_a_label_is_one_line_and_not_too_long(desk: Newsdesk) -> None:
    post(desk, "a", told("k7qm", "Very\nlong " * 40))
    [proposal] = proposed(desk, "story", "id")
    assert len(proposal.label) == LONGEST
    assert "\n" not in proposal.label


def test_what_a_person_follows_is_proposed_to_end_it(desk: Newsdesk) -> None:
    bookmark = Bookmark(
        chat="console", person_id="ria", story_id="k7qm", told=told("k7qm", "Night train"), subscriber_id="d7gs"
    )
    desk.database.readership.save_bookmark(bookmark)
    assert values(desk, "unfollow", "id", person=RIA) == []
    desk.database.readership.save_bookmark(replace(bookmark, followed_at=NOW, address="@ria", language="en"))
    assert proposed(desk, "unfollow", "id", person=RIA) == [Proposal(label="k7qm · Night train", value="k7qm")]
    assert values(desk, "unfollow", "id") == []


# ---------------------------------------------------------------- languages and zones


def test_languages_of_the_feeds_and_of_the_bot_come_first_in_the_words_of_the_person(desk: Newsdesk) -> None:
    french = Person(id="ria", workspace="w1", language="fr")
    assert [each.label for each in proposed(desk, "now", "language", person=french)] == [
        "allemand · de",
        "anglais · en",
        "espagnol · es",
        "français · fr",
        "italien · it",
    ]


@pytest.mark.parametrize(
    ("typed", "tag"), [("germ", "de"), ("pol", "pl"), ("deutsch", "de"), ("PT-br", "pt-BR"), ("brazil", "pt-BR")]
)
def test_every_language_is_found_by_code_or_name(desk: Newsdesk, typed: str, tag: str) -> None:
    assert tag in values(desk, "story", "language", typed)


def test_a_new_language_of_a_feed_is_known_after_ten_minutes(desk: Newsdesk) -> None:
    assert "pt" not in values(desk, "now", "language")
    news = [replace(an_article(f"p{number}", "fr", NOW, "Porto", "…"), language="pt") for number in range(9)]
    desk.database.store.save_articles(news)
    later = Call(id="1", person=MIA, place=CHANNEL, command="now", at=NOW + timedelta(minutes=10))
    assert "pt" in [each.value for each in asyncio.run(desk.core.proposals(later, "language", ""))]


def test_the_language_of_a_person_may_be_chosen_for_them(desk: Newsdesk) -> None:
    assert proposed(desk, "language", "code", "au", RIA)[0] == Proposal(label="automatic", value="auto")


def test_zones_are_found_by_any_part_and_without_accents(desk: Newsdesk) -> None:
    here = Person(id="mia", workspace="w1", timezone="Asia/Tokyo")
    assert values(desk, "setup", "timezone", "", here)[:2] == ["Asia/Tokyo", "Europe/Paris"]
    assert values(desk, "setup", "timezone", "são p") == ["America/Sao_Paulo"]
    assert values(desk, "setup", "timezone", "new york")[0] == "America/New_York"
    assert len(values(desk, "setup", "timezone", "europe")) == MOST


# ---------------------------------------------------------------- what this digest has


def test_feeds_of_this_digest_are_found_by_title_and_address(desk: Newsdesk) -> None:
    assert set(values(desk, "feed remove", "address")) == {feed.url for feed in FEEDS.values()}
    assert proposed(desk, "feed remove", "address", "kellerauer") == [
        Proposal(label="Kellerauer Tagblatt · https://tagblatt.example/rss", value="https://tagblatt.example/rss")
    ]
    assert values(desk, "feed remove", "address", "elsewhere") == []


def test_settings_are_proposed_by_name_and_their_values_as_they_are_and_may_be(desk: Newsdesk) -> None:
    assert values(desk, "settings set", "key", "quiet h") == ["quiet_hours"]
    assert [each.label for each in proposed(desk, "settings set", "value", key="novelty")] == [
        "update (now)",
        "always",
        "never",
    ]
    assert values(desk, "settings set", "value", key="min_publishers") == ["2"]
    assert values(desk, "settings set", "value", "ber", key="timezone") == [
        "Europe/Berlin",
        "Atlantic/Bermuda",
        "Australia/Canberra",
    ]
    assert values(desk, "settings set", "value", "ital", key="language")[0] == "it"
    assert values(desk, "settings set", "value", key="colour") == []


def test_a_value_too_long_to_be_proposed_does_not_keep_others_away(desk: Newsdesk) -> None:
    many = tuple(f"https://newspaper{number}.example/rss" for number in range(40))
    wish = replace(desk.subscriber.subscription, feeds=many)
    planning.resubscribe("d7gs", lambda _: wish, ledger=desk.database.ledger, now=NOW)
    assert values(desk, "settings set", "value", key="sources") == ["all"]


def test_rules_mutes_and_managers_are_those_of_this_digest(desk: Newsdesk) -> None:
    wish = replace(
        desk.subscriber.subscription,
        include=("climate",),
        exclude=('"rate cut"',),
        muted=(Mute(rule="story:k7qm"),),
    )
    planning.resubscribe("d7gs", lambda _: wish, ledger=desk.database.ledger, now=NOW)
    assert values(desk, "topic remove", "rule") == ["climate", '"rate cut"']
    assert values(desk, "unmute", "what") == ["story:k7qm"]
    assert values(desk, "managers remove", "person") == ["mia"]


def test_commands_are_those_that_the_person_may_use(desk: Newsdesk) -> None:
    assert values(desk, "help", "command", "feed", RIA) == []
    assert values(desk, "help", "command", "follow", RIA) == ["follow", "unfollow"]
    assert values(desk, "help", "command", "feed ad")[0] == "feed add"


def test_words_that_an_option_takes_are_proposed(desk: Newsdesk) -> None:
    assert values(desk, "story", "length", "l") == ["long", "full"]


# ---------------------------------------------------------------- whoever asks


def test_those_who_may_not_use_a_command_are_proposed_nothing(desk: Newsdesk) -> None:
    assert values(desk, "feed remove", "address", person=RIA) == []
    assert values(desk, "story", "id", person=STRANGER) == []


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(COMMANDS)), st.text(max_size=30))
def test_whatever_is_typed_there_are_no_more_and_no_longer_ones_than_discord_takes(
    desk: Newsdesk, command: str, typed: str
) -> None:
    for option in COMMANDS[command].options:
        found = proposed(desk, command, option.name, typed, key="language")
        assert len(found) <= MOST
        assert all(1 <= len(each.label) <= LONGEST and 1 <= len(each.value) <= LONGEST for each in found)

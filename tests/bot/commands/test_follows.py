"""Who follows a story, and who no longer does."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.commands.calls import Call, Place
from bot.texts import texts_for
from digests.schedules import subscribed
from tests.bot.commands.looked_up import headings, join, marks_of
from tests.bot.commands.newsdesk import (
    CHANNEL,
    FLOOD,
    HOUR,
    MIA,
    MUSEUM,
    NOW,
    OLD,
    RIA,
    TRAIN,
    WISH,
    Newsdesk,
    an_article,
    articles_of,
    keep,
    words_of,
)

# ---------------------------------------------------------------- follow


def test_who_follows_gets_notes_on_what_comes_later(desk: Newsdesk) -> None:
    assert words_of(desk.ask("follow", id=TRAIN)) == (
        "Night train to Port Avery returns in May\nk7qm\nYou now follow this story.\nYou get a "
        "private note when there is something new, at most one every 6 hours, until the story "
        "ends.\n(Unfollow: unfollow k7qm)"
    )
    [mark] = marks_of(desk)
    assert (mark.story_id, mark.followed_at, mark.address, mark.language) == (TRAIN, NOW, "@ria", "en")
    assert mark.told.article_ids == {article.id for article in articles_of(TRAIN)}
    assert mark.subscriber_id == "d7gs"


def test_who_follows_already_is_told_so(desk: Newsdesk) -> None:
    desk.ask("follow", id=TRAIN)
    desk.now = NOW + HOUR
    assert words_of(desk.ask("follow", id=TRAIN, language="fr")) == (
        "Le train de nuit de Port Avery revient en mai\nk7qm\nVous suivez déjà ce sujet.\n"
        "Vous recevrez un message privé quand il y aura du nouveau, au plus un toutes les 6 heures, jusqu’à la fin du "
        "sujet.\n(Ne plus suivre: unfollow k7qm)"
    )
    assert [mark.followed_at for mark in marks_of(desk)] == [NOW]


@pytest.mark.parametrize("language", ["de", "it", "es"])
def test_following_is_confirmed_in_the_language_of_the_reader(desk: Newsdesk, language: str) -> None:
    say = texts_for(language).say
    answer = desk.ask("follow", id=TRAIN, language=language)
    assert [line.text for line in answer.lines] == [say("follow-done"), say("follow-promise", hours=6)]
    assert marks_of(desk)[0].language == language
    assert desk.ask("unfollow", id=TRAIN, language=language).lines[0].text == say("unfollow-done", id=TRAIN)


def test_a_story_that_has_ended_is_not_followed(desk: Newsdesk) -> None:
    answer = desk.ask("follow", id=OLD)
    assert words_of(answer) == (
        "The story “b8ld” has ended: its last article is from Nov 16, 2026, 11:30\u202fAM, and no more "
        "will be added. It can no longer be followed."
    )
    assert "follow" not in {button.command for button in desk.ask("story", id=OLD).buttons}


def test_twenty_stories_can_be_followed(desk: Newsdesk) -> None:
    names = [f"s{number}tt" for number in range(10, 31)]
    keep(desk.database, {name: [an_article(name, "en", NOW - HOUR, f"Report {name}", "")] for name in names})
    for name in names[:20]:
        assert not desk.ask("follow", id=name).is_refused
    refused = desk.ask("follow", id=names[20])
    assert refused.is_refused
    assert "/digest unfollow s" in words_of(refused)
    desk.ask("unfollow", id=names[0])
    assert not desk.ask("follow", id=names[20]).is_refused


def test_stories_that_have_ended_leave_room_for_others(desk: Newsdesk) -> None:
    names = [f"s{number}tt" for number in range(10, 30)]
    keep(desk.database, {name: [an_article(name, "en", NOW - HOUR, f"Report {name}", "")] for name in names})
    for name in names:
        desk.ask("follow", id=name)
    desk.now = NOW + timedelta(days=5)
    keep(desk.database, {"n2ww": [an_article("new", "en", desk.now, "Something else", "")]})
    assert not desk.ask("follow", id="n2ww").is_refused


def test_looking_at_a_story_does_not_end_following_it(desk: Newsdesk) -> None:
    desk.ask("follow", id=TRAIN)
    desk.now = NOW + HOUR
    answer = desk.ask("story", id=TRAIN)
    [mark] = marks_of(desk)
    assert (mark.followed_at, mark.told.at) == (NOW, NOW + HOUR)
    assert answer.buttons[1].command == "unfollow"


def test_follow_pressed_while_the_story_is_read_stays(desk: Newsdesk) -> None:
    def call(command: str) -> Call:
        options = {"id": TRAIN}
        return Call(id=f"press {command}", person=RIA, place=CHANNEL, command=command, options=options, at=NOW)

    async def both() -> None:
        reading = await desk.core.answer(call("story"))
        await desk.core.answer(call("follow"))
        assert reading is not None
        assert reading.then is not None
        await reading.then()

    asyncio.run(both())
    assert [mark.followed_at for mark in marks_of(desk)] == [NOW]


def test_two_stories_followed_that_become_one_are_followed_once(desk: Newsdesk) -> None:
    desk.ask("follow", id=TRAIN)
    desk.ask("follow", id=FLOOD)
    join(desk, FLOOD, TRAIN)
    desk.ask("story", id=TRAIN)
    assert [mark.story_id for mark in marks_of(desk) if mark.followed_at] == [TRAIN]


def test_in_a_direct_message_the_own_digest_counts(desk: Newsdesk) -> None:
    own = Place(chat="console", address="@ria", workspace="w1")
    assert desk.ask("follow", place=own, id=TRAIN).is_refused
    wish = replace(WISH, feeds=("https://tagblatt.example/rss",), language="de", managers=())
    subscriber = subscribed(
        subscriber_id="r2ww", chat="console", address="@ria", subscription=wish, now=NOW - 48 * HOUR
    )
    assert desk.database.ledger.save_subscribers([(subscriber, ())])
    assert headings(desk.ask("sources", place=own, id=TRAIN)) == ["Deutsch"]
    desk.ask("follow", place=own, id=TRAIN)
    [mark] = marks_of(desk)
    assert (mark.address, mark.subscriber_id, mark.language) == ("@ria", "r2ww", "de")
    assert desk.ask("follow", place=own, id=MUSEUM).is_refused


# ---------------------------------------------------------------- unfollow


def test_who_unfollows_gets_no_more_notes(desk: Newsdesk) -> None:
    desk.ask("follow", id=TRAIN)
    assert words_of(desk.ask("unfollow", id="#K7QM")) == "You get no more notes on k7qm.\n(Follow: follow k7qm)"
    assert [mark.followed_at for mark in marks_of(desk)] == [None]


def test_unfollow_finds_a_story_under_its_former_id_and_without_a_digest(desk: Newsdesk) -> None:
    desk.ask("follow", id=FLOOD)
    join(desk, FLOOD, TRAIN)
    elsewhere = Place(chat="console", address="another", workspace="w1")
    answer = desk.ask("unfollow", place=elsewhere, id=TRAIN)
    assert words_of(answer) == "You get no more notes on k7qm."
    assert [mark.followed_at for mark in marks_of(desk)] == [None]


def test_who_unfollows_what_they_do_not_follow_sees_what_they_do(desk: Newsdesk) -> None:
    assert words_of(desk.ask("unfollow", id=TRAIN)) == (
        "You are not following any story. To follow one, write its id: /digest follow k7qm"
    )
    names = [f"s{number}tt" for number in range(10, 17)]
    keep(desk.database, {name: [an_article(name, "en", NOW - HOUR, f"Report {name}", "")] for name in names})
    for name in names:
        desk.ask("follow", id=name)
    assert words_of(desk.ask("unfollow", id=TRAIN, language="fr")) == (
        "Vous ne suivez pas «\u00a0k7qm\u00a0». Vous suivez\u00a0: s10tt, s11tt, s12tt, s13tt et s14tt (et 2 autres)."
    )
    assert len([mark for mark in marks_of(desk) if mark.followed_at]) == 7


def test_all_can_be_unfollowed_at_once(desk: Newsdesk) -> None:
    desk.ask("follow", id=TRAIN)
    desk.ask("follow", id=MUSEUM)
    desk.ask("follow", MIA, id=MUSEUM)
    assert words_of(desk.ask("unfollow", id="all")) == "You followed 2 stories. You get no more notes on them."
    assert [mark.followed_at for mark in marks_of(desk)] == [None, None]
    assert [mark.followed_at for mark in marks_of(desk, MIA)] == [NOW]

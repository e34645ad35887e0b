"""From the form to the digest that stands in a channel, to its buttons, and to the day when all of it is forgotten."""

import json
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from simcord import ChannelHandle
from simcord.backend import serializers
from sqlalchemy import select

from bot.chats.discord_bot import create_discord_bot
from bot.chats.discord_parts import IS_COMPONENTS_V2, SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS
from bot.texts import texts_for
from digests import planning
from digests.adapters.engine import reading
from digests.adapters.store import SqlStore
from digests.adapters.tables import METADATA
from digests.models import Layout, Thread
from digests.ports import Workers
from tests.bot.chats.discord.scene import TOKENS, Scene, a_bot, playing, shown
from tests.bot.commands.newsdesk import ECLIPSE, FEEDS, HOUR, NOW, TRAIN, WISH, Newsdesk, an_article, articles_of, keep

ENGLISH, FRENCH, GERMAN = map(texts_for, ("en", "fr", "de"))
FORM = {"language": "en", "timezone": "Europe/Paris", "times": "11:00", "sources": "all", "topics": ""}
FRENCH_TRAIN, GERMAN_TRAIN = "Le train de nuit de Port Avery", "Nachtzug nach Port Avery"


@pytest.fixture
async def scene(tmp_path: Path, workers: Workers) -> AsyncIterator[Scene]:
    async with playing(tmp_path, workers) as scene:
        yield scene


def subscribe(scene: Scene, channel: ChannelHandle, **settings: Any) -> None:
    """Set a digest up that is due half an hour after the scene begins, at eleven in Paris."""
    assert channel.guild
    planning.subscribe(
        chat="discord",
        address=str(channel.id),
        workspace=str(channel.guild.id),
        subscription=replace(WISH, times=(time(11),), **settings),
        ledger=scene.desk.database.ledger,
        now=scene.desk.now,
    )


def of_the_bot(channel: ChannelHandle) -> list[discord.Message]:
    """Return the messages of a digest in a channel: what tells that a thread was begun is none."""
    return [each for each in channel.history() if each.components]


def bodies(scene: Scene, cursor: int, channel: ChannelHandle) -> list[dict[str, Any]]:
    """Return what was posted into a channel since."""
    path = f"/channels/{channel.id}/messages"
    return [body for _, asked, body in scene.requests_since(cursor) if asked == path]


def test_the_bot_is_made_without_network_environment_and_settings(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unused(*_: object, **__: object) -> None:
        raise AssertionError("nothing is to be asked yet")

    with monkeypatch.context() as closed:
        closed.setattr(socket, "socket", unused)
        closed.setattr(socket, "getaddrinfo", unused)
        closed.setattr("os.environ", SimpleNamespace(get=unused))
        bot = create_discord_bot(TOKENS, desk.core, unused)  # type: ignore[arg-type]
    assert isinstance(bot, discord.AutoShardedClient)
    assert bot.intents.value == discord.Intents(guilds=True).value == 1


async def test_a_digest_goes_the_whole_way_from_its_form_to_its_end(scene: Scene) -> None:
    channel = scene.guild.create_text_channel("first")
    opened = await scene.ada.slash(channel, "digest setup")
    assert ENGLISH.say("setup-done") in shown(await scene.ada.submit_modal(opened, FORM))
    await scene.round(minutes=31)
    [digest] = of_the_bot(channel)
    assert digest.flags.value == IS_COMPONENTS_V2 | SUPPRESS_EMBEDS

    async def pressed(custom_id: str) -> str:
        return shown(await scene.ria.click(digest, custom_id=f"d1:{custom_id}"))

    async def all_pressed() -> None:
        assert "Lindmark Herald" in await pressed(f"story:{TRAIN}")
        assert "Courrier du Port" in await pressed(f"sources:{TRAIN}")
        assert FRENCH_TRAIN in await pressed("read:fr")
        about = shown(await scene.ria.context_menu(channel, "About this story", digest))
        assert about.startswith(f"## {ENGLISH.say('about-which')}")

    await all_pressed()
    assert ENGLISH.say("story-button-unfollow") in await pressed(f"follow:{TRAIN}")
    await scene.ria.slash(channel, "digest language", code="de")
    words = await pressed("read:")
    assert GERMAN_TRAIN in words
    assert GERMAN.say("digest-title") in words
    await scene.ria.slash(channel, "digest language", code="auto")

    proposed = await scene.ria.autocomplete(channel, "digest story", "id", "")
    assert [each["value"] for each in proposed][:2] == [TRAIN, ECLIPSE]
    assert "Night train" in shown(await scene.ria.slash(channel, "digest last"))
    assert shown(await scene.ada.slash(channel, "digest status")).startswith(f"## {ENGLISH.say('status-well')}")

    await scene.env.restart_bot(a_bot(scene.desk))
    await all_pressed()

    await scene.round(days=100)
    for command in ("story", "sources", "follow"):
        words = await pressed(f"{command}:{TRAIN}")
        assert words == ENGLISH.say("story-forgotten", id=TRAIN, days=30)
    assert ENGLISH.say("last-all-gone") in await pressed("read:fr")
    about = shown(await scene.ria.context_menu(channel, "About this story", digest))
    assert about == ENGLISH.say("about-forgotten", days=30)


async def test_a_digest_stands_where_and_looks_as_its_settings_say(scene: Scene) -> None:
    guild, role = scene.guild, scene.guild.create_role("Readers")
    plain, cards, loud, one = (guild.create_text_channel(name) for name in ("plain", "cards", "loud", "one"))
    details, forum = guild.create_text_channel("details"), guild.create_forum_channel("forum")
    subscribe(scene, plain, layout=Layout.PLAIN)
    subscribe(scene, cards, layout=Layout.CARDS, silent=True, previews=True)
    subscribe(scene, loud, mention=str(role.id))
    subscribe(scene, one, stories=3, singles=0, min_publishers=5)
    subscribe(scene, details, thread=Thread.DETAILS)
    subscribe(scene, forum, thread=Thread.FORUM)
    cursor = len(scene.env.http_requests)
    done = await scene.round(minutes=31)
    assert (done.sent.refused, done.sent.unknown, done.sent.pending) == (0, 0, 0)

    assert of_the_bot(plain)[0].embeds[0].title == articles_of(TRAIN)[0].title
    assert {each.flags.value for each in of_the_bot(cards)} == {IS_COMPONENTS_V2 | SUPPRESS_NOTIFICATIONS}
    called = [each["allowed_mentions"] for each in bodies(scene, cursor, loud)]
    assert called[0] == {"parse": [], "roles": [str(role.id)]}
    assert all(each == {"parse": []} for each in called[1:])
    assert all(each["enforce_nonce"] for each in bodies(scene, cursor, plain))

    [overview], [thread] = of_the_bot(details), details.threads
    assert thread.id == overview.id
    for place, message in ((details, overview), (thread, of_the_bot(thread)[0])):
        words = shown(await scene.ria.context_menu(place, "About this story", message))
        assert words.startswith(f"## {ENGLISH.say('about-which')}")
    [post] = forum.threads
    assert post.name is not None
    assert post.name.startswith(ENGLISH.say("digest-title"))
    [told] = of_the_bot(post)
    assert "Night train" in shown(await scene.ria.click(told, custom_id=f"d1:story:{TRAIN}"))
    assert FRENCH_TRAIN in shown(await scene.ria.click(told, custom_id="d1:read:fr"))
    words = shown(await scene.ria.context_menu(post, "About this story", told))
    assert words.startswith(f"## {ENGLISH.say('about-which')}")
    [only] = of_the_bot(one)
    assert "Night train" in shown(await scene.ria.context_menu(one, "About this story", only))


async def test_only_a_role_that_discord_knows_by_its_number_is_called(scene: Scene) -> None:
    role = scene.guild.create_role("Readers")

    async def told(value: str) -> str:
        return shown(await scene.mia.slash(scene.channel, "digest settings set", key="mention", value=value))

    for value in ("Readers", "@everyone", str(scene.guild.id)):
        assert "## " not in await told(value)
        assert scene.subscriber.subscription.mention is None
    await told(f"<@&{role.id}>")
    assert scene.subscriber.subscription.mention == str(role.id)


async def test_a_person_gets_a_digest_and_notes_until_they_can_no_longer_be_written_to(scene: Scene) -> None:
    pia, sam = scene.mia.user, scene.ria.user
    for person in (pia, sam):
        shown(await person.slash("digest setup", **{k: v for k, v in FORM.items() if v}))
    shown(await sam.slash("digest follow", id=TRAIN))
    away = f"/channels/{pia.dm_channel.id}/messages"
    scene.env.inject_error("POST", away, status=403, code=50007)
    await scene.round(minutes=31)
    ledger = scene.desk.database.ledger
    [hers], [his] = (ledger.subscribers_in("discord", f"@{person.id}") for person in (pia, sam))
    assert hers.closed_at
    assert his.closed_at is None
    assert len(of_the_bot(sam.dm_channel)) == 1

    late = (
        (
            "en",
            "The night train to Port Avery is delayed until 14 June. A strike of 300 drivers at Sundhavn stopped it.",
        ),
        ("de", "Der Nachtzug kommt erst am 14. Juni. Ein Streik von 300 Fahrern in Sundhavn hielt die Tests auf."),
    )
    new = [an_article(f"{TRAIN}-{number}", each[0], NOW + HOUR, "Delay", each[1]) for number, each in enumerate(late)]
    keep(scene.desk.database, {TRAIN: [*articles_of(TRAIN), *new]})
    await scene.round(hours=7)
    note = of_the_bot(sam.dm_channel)[-1]
    words = shown(await sam.click(note, custom_id=f"d1:unfollow:{TRAIN}"))
    assert words.startswith(ENGLISH.say("unfollow-done", id=TRAIN))


async def test_nothing_is_left_of_a_server_that_sent_the_bot_away(scene: Scene) -> None:
    own = replace(FEEDS["en"], url="https://only-here.example/rss", title="Only Here")
    followed = replace(scene.desk.database.store.followed_feeds()[0], feed=own, location=own.url, is_shared=False)
    scene.desk.database.store.save_followed([followed])
    subscribe(scene, scene.channel, feeds=(*WISH.feeds, own.url), managers=(str(scene.mia.id),))
    subscribe(scene, scene.elsewhere)
    await scene.round(minutes=31)
    await scene.ria.slash(scene.channel, "digest follow", id=TRAIN)
    theirs = [str(each.id) for each in (scene.guild, scene.channel, scene.ria, scene.mia)]
    assert rows_with(scene, theirs) >= {"subscriber", "delivery", "bookmark"}

    backend = scene.env.backend
    backend.emit("GUILD_DELETE", {"id": str(scene.guild.id)})
    await scene.env.settle()
    await scene.round(days=29)
    assert "subscriber" in rows_with(scene, theirs)
    await scene.round(days=2)
    assert rows_with(scene, theirs) == set()
    assert own.url not in {each.feed.url for each in scene.desk.database.store.followed_feeds()}
    [left] = scene.desk.database.ledger.subscribers()
    assert left.address == str(scene.elsewhere.id)

    told = dict(serializers.guild_create_payload(backend, backend.guilds[scene.guild.id]))
    del told["unavailable"]
    backend.emit("GUILD_CREATE", told)
    await scene.env.settle()
    greeting = of_the_bot(scene.channel)[-1]
    words = greeting.components[0]
    assert isinstance(words, discord.TextDisplay)
    assert words.content.startswith(f"## {FRENCH.say('welcome-title')}")
    asked = await scene.ria.slash(scene.channel, "digest last")
    assert shown(asked).startswith(ENGLISH.say("no-digest-here")[:40])


def rows_with(scene: Scene, texts: list[str]) -> set[str]:
    """Return the names of the tables that have a row with one of these texts in it."""
    store = scene.desk.database.store
    assert isinstance(store, SqlStore)
    with reading(store._engine) as connection:
        return {
            table.name
            for table in METADATA.sorted_tables
            for row in connection.execute(select(table)).all()
            if any(text in json.dumps(list(row), default=str) for text in texts)
        }

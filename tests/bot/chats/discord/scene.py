"""A server of Discord with a channel that has a digest, and people who do things there, through the real bot and core.

scene = await a_scene(env, desk)
result = await scene.ria.slash(scene.channel, "digest story", id=TRAIN)
shown(result)   # all that is shown to whoever acted
"""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
from pydantic import SecretStr
from simcord import ChannelHandle, Env, GuildHandle, InteractionResult, MemberActor

from bot.chats.discord_bot import DigestBot, create_discord_bot
from bot.chats.discord_chat import DiscordChat
from bot.chats.discord_parts import size
from bot.clock import Clock, Round
from bot.commands.dispatch import Core
from bot.settings import Tokens
from digests.adapters.store import Database, open_all
from digests.models import FollowedFeed
from digests.ports import Workers
from digests.posting import Press
from digests.postings import Subscriber
from digests.schedules import subscribed
from digests.sending import Sender
from tests.bot.commands.newsdesk import ELSEWHERE, FEEDS, HOUR, NEWS, NOW, WISH, Newsdesk, articles_of, keep

EPHEMERAL = 1 << 6
TOKENS = Tokens(discord_token=SecretStr("a.b.c"), _env_file=None)  # type: ignore[call-arg]


def a_bot(desk: Newsdesk, **others: Any) -> DigestBot:
    """Return a bot that asks the desk, in the desk's time; `others` take the place of doors of its room."""
    desk.open()
    desk.room = replace(desk.room, chats={"discord": DiscordChat()}, **others)
    desk.core = Core(desk.room)
    return create_discord_bot(TOKENS, desk.core, lambda: desk.now)


@dataclass(kw_only=True)
class Scene:
    """What there is."""

    env: Env
    desk: Newsdesk
    guild: GuildHandle
    channel: ChannelHandle
    elsewhere: ChannelHandle  # of another server, without a digest
    ria: MemberActor  # a reader
    mia: MemberActor  # whom the digest names as a manager
    ada: MemberActor  # whom Discord lets manage the server
    sam: MemberActor  # of the other server, which is theirs
    known_errors: int = 0  # of those that simcord has noted, how many belong there

    @property
    def subscriber(self) -> Subscriber:
        [subscriber] = self.desk.database.ledger.subscribers_in("discord", str(self.channel.id))
        return subscriber

    def begin_anew(self) -> None:
        """Set the digest back to what it was at first; a while has passed."""
        self.desk.now += timedelta(minutes=2)
        ledger = self.desk.database.ledger
        for channel in (self.channel, self.elsewhere):
            for subscriber in ledger.subscribers_in("discord", str(channel.id)):
                ledger.remove_subscriber(subscriber.id)
        subscribe(self.desk.database, str(self.channel.id), str(self.guild.id), str(self.mia.id))

    async def round(self, **later: float) -> Round:
        """Do all that is due so much later, as the service does it: its chat sends by the bot that is there now."""
        self.desk.now += timedelta(**later)
        room, bot = self.desk.room, self.env.bot
        chat = room.chats["discord"]
        assert isinstance(chat, DiscordChat)
        assert isinstance(bot, DigestBot)
        chat.through(bot, bot.budget)
        clock = Clock(
            desk=room.desk,
            ledger=room.ledger,
            readership=room.readership,
            chats=room.chats,
            fetcher=room.fetcher,
            workers=room.workers,
            press=Press(desk=room.desk, ledger=room.ledger, chats=room.chats),
            sender=Sender(ledger=room.ledger, chats=room.chats),
            now=lambda: self.desk.now,
        )
        done = await clock.run_due(self.desk.now)
        await self.env.settle()
        return done

    def requests_since(self, cursor: int) -> list[tuple[str, str, Any]]:
        """Return what was asked of Discord since: method, path, JSON."""
        return [(each.method, each.path, each.json) for each in self.env.http_requests[cursor:]]


@asynccontextmanager
async def playing(folder: Path, workers: Workers) -> AsyncIterator[Scene]:
    """Give a scene with a database of its own; at its end, no mistake must have been passed over."""
    database = open_all(f"sqlite:///{folder / 'news.db'}")
    desk = Newsdesk(database=database, workers=workers)
    env = Env(a_bot(desk), shard_count=1)
    await env.start()
    scene = a_scene(env, desk)
    yield scene
    await env.shutdown()
    assert env.errors_since(scene.known_errors) == ()
    database.store.close()


def a_scene(env: Env, desk: Newsdesk) -> Scene:
    guild = env.create_guild("Lindmark readers", preferred_locale="fr")
    other = env.create_guild("Elsewhere")
    channel = guild.create_text_channel("news")
    managing = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    over_there = other.create_role("Managers", permissions=discord.Permissions(administrator=True))
    scene = Scene(
        env=env,
        desk=desk,
        guild=guild,
        channel=channel,
        elsewhere=other.create_text_channel("general"),
        ria=guild.add_member(env.create_user("ria")),
        mia=guild.add_member(env.create_user("mia")),
        ada=guild.add_member(env.create_user("ada"), roles=[managing]),
        sam=other.add_member(env.create_user("sam"), roles=[over_there]),
    )
    fill(desk.database)
    subscribe(desk.database, str(channel.id), str(guild.id), str(scene.mia.id))
    return scene


def fill(database: Database) -> None:
    """Keep all the news of the newsdesk."""
    database.store.save_followed(
        FollowedFeed(feed=feed, location=feed.url, followed_at=NOW - 240 * HOUR, next_fetch_at=NOW + HOUR)
        for feed in [*FEEDS.values(), ELSEWHERE]
    )
    keep(database, {name: articles_of(name) for name in NEWS})


def subscribe(database: Database, address: str, workspace: str, manager: str) -> None:
    subscriber = subscribed(
        subscriber_id="d7gs",
        chat="discord",
        address=address,
        subscription=replace(WISH, managers=(manager,)),
        now=NOW - 48 * HOUR,
    )
    assert database.ledger.save_subscribers([(replace(subscriber, workspace=workspace), ())]) == {"d7gs"}


def shown(result: InteractionResult) -> str:
    """Return all words that are shown for an interaction, after checking that only its author sees them.

    Commands that can be pressed are as the bot's texts have them.
    """
    words = []
    for each in [result.response, *result.followups]:
        assert each is not None
        assert each.ephemeral
        components = each.components
        assert components
        assert each.flags.components_v2
        room = size(components)
        assert room.components <= 40
        assert room.shown <= 4000
        words += [part for component in components for part in _words(component)]
    return re.sub(r"<(/[a-z ]+):\d+>", r"\1", "\n".join(words))


def _words(component: dict[str, Any]) -> Iterator[str]:
    yield from (component[key] for key in ("content", "label") if key in component)
    for inner in component.get("components", ()):
        yield from _words(inner)

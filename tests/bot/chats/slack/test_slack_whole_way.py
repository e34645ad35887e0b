"""From an installation to the digest that stands in a channel, and to the day when all of it is forgotten.

Two workspaces on one process: by signed HTTP, with the tokens that they have given it by OAuth.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientSession, CookieJar
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import select
from yarl import URL

from bot.chats.slack_app import SlackApp, create_slack_app
from bot.chats.slack_chat import SlackChat
from bot.chats.slack_installations import Installations
from bot.chats.slack_parts import action_id
from bot.clock import Clock, Round
from bot.texts import texts_for
from bot.web.server import listening
from digests.adapters.engine import reading
from digests.adapters.store import open_all
from digests.adapters.tables import METADATA
from digests.ports import Workers
from digests.posting import Press
from digests.postings import Subscriber
from digests.sending import Sender
from tests.bot.chats.loopback_slack import Code, LoopbackSlack, Shown, open_slack
from tests.bot.chats.slack.scene import a_core, settled
from tests.bot.chats.slack_oauth_server import CLIENT_ID, CLIENT_SECRET
from tests.bot.chats.slack_scene import CHANNEL, CREATOR, HARBOUR, MANAGER, OTHER_TEAM, READER, STRANGER, TEAM, tokens
from tests.bot.commands.newsdesk import HOUR, TRAIN, Newsdesk, an_article, articles_of, fill, keep

ENGLISH, FRENCH, GERMAN = map(texts_for, ("en", "fr", "de"))
FORM = {"language": "en", "timezone": "Europe/Paris", "times": "11:00", "sources": "all", "topics": ""}
GERMAN_TRAIN, FRENCH_TRAIN = "Nachtzug nach Port Avery", "Le train de nuit de Port Avery"
LATE = (
    ("en", "The night train to Port Avery is delayed until 14 June. A strike of 300 drivers at Sundhavn stopped it."),
    ("fr", "Le train de nuit est reporté au 14 juin. Une grève de 300 conducteurs à Sundhavn a tout arrêté."),
    ("de", "Der Nachtzug kommt erst am 14. Juni. Ein Streik von 300 Fahrern in Sundhavn hielt die Tests auf."),
)


@dataclass(kw_only=True)
class Town:
    """A bot for whoever installs it, a Slack that it lives in, and one clock for both."""

    slack: LoopbackSlack
    desk: Newsdesk
    key: SecretStr = field(default_factory=lambda: SecretStr(Fernet.generate_key().decode()))
    app: SlackApp = field(init=False)
    url: str = ""
    _running: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def installations(self) -> Installations:
        return Installations(self.desk.database.engine, client_id=CLIENT_ID, key=self.key)

    async def start(self) -> None:
        """Begin as a new process does: with the settings and the database, and nothing else."""
        settings = tokens(
            self.slack.api,
            slack_bot_token=None,
            slack_app_token=None,
            slack_client_id=CLIENT_ID,
            slack_client_secret=SecretStr(CLIENT_SECRET),
            slack_encryption_key=self.key,
            slack_public_url="https://bot.example",
        )
        core = a_core(self.desk)
        self.app = create_slack_app(settings, core, lambda: self.desk.now, installations=self.installations)
        chat = self.desk.room.chats["slack"]
        assert isinstance(chat, SlackChat)
        chat.through(self.app.clients)
        self.url = await self._running.enter_async_context(listening(self.app.routes(), "127.0.0.1", 0))
        self.slack.wire.listener = f"{self.url}slack/events"
        self._running.push_async_callback(self._ended, asyncio.create_task(self.app.serve()))

    async def stop(self) -> None:
        await self._running.aclose()

    async def _ended(self, serving: asyncio.Task[None]) -> None:
        await self.app.close()
        await serving

    async def installed(self, team: str, user: str) -> None:
        """Let a person install the bot in a workspace, in a browser."""
        jar = CookieJar(unsafe=True, treat_as_secure_origin=URL(self.url).origin())
        async with ClientSession(self.url, cookie_jar=jar) as browser:
            asked = await browser.get("/slack/install", allow_redirects=False)
            [state] = parse_qs(urlsplit(asked.headers["Location"]).query)["state"]
            self.slack.codes[team] = Code(team=team, user=user)
            answer = await browser.get("/slack/oauth_redirect", params={"code": team, "state": state})
            assert answer.status == 200
        await settled(self.app)

    async def set_up(self, user: str, channel: str, **others: str) -> str:
        """Let a person fill in the form of `/digest setup`; return what the window says then."""
        await self.slack.command(user, channel, "setup")
        await settled(self.app)
        await self.slack.submit(user, {**FORM, **others})
        await settled(self.app)
        return "\n".join(self.slack.windows(user)[-1].texts)

    async def round(self, **later: float) -> Round:
        """Do all that is due so much later, as the service does it."""
        self.desk.now += timedelta(**later)
        self.slack.now = self.desk.now
        room = self.desk.room
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
        return await clock.run_due(self.desk.now)

    # ---- what people do, and are then shown: to them alone, beside the message that they did it to

    async def pressed(self, user: str, at: Shown, command: str, arguments: str = TRAIN) -> str:
        before = len(self.slack.ephemerals(user))
        assert (await self.slack.press(user, at, action_id(command, arguments))).status == 200
        return await self._told(user, at, before)

    async def read(self, user: str, at: Shown, option: str) -> str:
        before = len(self.slack.ephemerals(user))
        await self.slack.choose(user, at, "d1:read:", option)
        return await self._told(user, at, before)

    async def about(self, user: str, at: Shown) -> str:
        before = len(self.slack.ephemerals(user))
        await self.slack.shortcut(user, at, "about")
        return await self._told(user, at, before)

    async def _told(self, user: str, at: Shown, before: int) -> str:
        await settled(self.app)
        new = self.slack.ephemerals(user)[before:]
        assert new
        assert {(each.channel, each.thread_ts) for each in new} == {(at.channel, at.thread_ts)}
        return "\n".join(text for each in new for text in each.texts)

    # ---- what is kept

    def digest_of(self, channel: str) -> Subscriber:
        [subscriber] = self.desk.database.ledger.subscribers_in("slack", channel)
        return subscriber

    def tables_with(self, *texts: str) -> set[str]:
        """Return the names of the tables that have a row with one of these texts in it."""
        with reading(self.desk.database.engine) as connection:
            return {
                table.name
                for table in METADATA.sorted_tables
                for row in connection.execute(select(table)).all()
                if any(text in json.dumps(list(row), default=str) for text in texts)
            }


@asynccontextmanager
async def living(folder: Path, workers: Workers) -> AsyncIterator[Town]:
    database = open_all(f"sqlite:///{folder / 'news.db'}")
    fill(database)
    database.ledger.remove_subscriber("d7gs")  # of another chat
    async with open_slack() as slack:
        slack.people[STRANGER].is_admin = True  # of their own workspace
        town = Town(slack=slack, desk=Newsdesk(database=database, workers=workers))
        slack.now = town.desk.now
        await town.start()
        try:
            yield town
        finally:
            await town.stop()
    database.store.close()


@pytest.fixture
async def town(tmp_path: Path, workers: Workers) -> AsyncIterator[Town]:
    async with living(tmp_path, workers) as town:
        yield town


async def test_a_digest_goes_the_whole_way_from_its_installation_to_its_end(town: Town) -> None:
    digest, theirs = await two_workspaces_have_a_digest_each(town)
    await readers_look_things_up(town, digest, theirs)
    await a_manager_changes_it_on_the_home_page(town)
    note = await the_next_one_is_as_it_was_changed_and_a_follower_gets_a_note(town)
    await a_new_process_knows_what_the_old_one_has_shown(town, digest, note)
    await nothing_is_left_of_a_workspace_that_sends_the_bot_away(town)


async def two_workspaces_have_a_digest_each(town: Town) -> tuple[Shown, Shown]:
    slack = town.slack
    await town.installed(TEAM, MANAGER)
    await town.installed(OTHER_TEAM, STRANGER)
    assert ENGLISH.say("welcome-title") in slack.directs(MANAGER)[0].texts[0]
    assert FRENCH.say("welcome-title") in slack.directs(STRANGER)[0].texts[0]
    assert ENGLISH.say("setup-done") in await town.set_up(MANAGER, CHANNEL)
    assert FRENCH.say("setup-done") in await town.set_up(STRANGER, HARBOUR, language="fr")

    done = await town.round(minutes=31)
    assert (done.sent.refused, done.sent.unknown, done.sent.pending) == (0, 0, 0)
    [digest], [theirs] = slack.messages(CHANNEL), slack.messages(HARBOUR)
    assert (digest.author, theirs.author) == (slack.teams[TEAM].bot, slack.teams[OTHER_TEAM].bot)
    assert ENGLISH.say("digest-title") in digest.texts[0]
    assert FRENCH_TRAIN in "\n".join(theirs.texts)
    assert not any(each["unfurl_links"] for each in slack.calls["chat.postMessage"])
    return digest, theirs


async def readers_look_things_up(town: Town, digest: Shown, theirs: Shown) -> None:
    assert "Lindmark Herald" in await town.pressed(READER, digest, "story")
    assert "Courrier du Port" in await town.pressed(READER, digest, "sources")
    assert "Courrier du Port" in await town.pressed(STRANGER, theirs, "sources")
    assert ENGLISH.say("only-members").partition("/")[0] in await town.pressed(STRANGER, digest, "sources")
    assert ENGLISH.say("story-button-unfollow") in await town.pressed(READER, digest, "follow")
    words = await town.read(CREATOR, digest, ENGLISH.say("my-language"))
    assert GERMAN_TRAIN in words
    assert GERMAN.say("digest-title") in words
    assert FRENCH_TRAIN in await town.read(READER, digest, "Français")
    assert (await town.about(READER, digest)).startswith(ENGLISH.say("about-which"))


async def a_manager_changes_it_on_the_home_page(town: Town) -> None:
    slack = town.slack
    await slack.open_home(MANAGER)
    await settled(town.app)
    home = slack.homes[MANAGER]
    assert f"*<#{CHANNEL}>*" in "\n".join(home.texts)
    assert HARBOUR not in "\n".join(home.texts)
    await slack.press(MANAGER, home, ENGLISH.say("form-settings-title"))
    await settled(town.app)
    in_thread = ENGLISH.say("form-thread-details")
    await slack.submit(MANAGER, {"language": "fr", "times": "12:00", "thread": in_thread})
    await settled(town.app)
    assert "12:00" in "\n".join(home.texts)


async def the_next_one_is_as_it_was_changed_and_a_follower_gets_a_note(town: Town) -> Shown:
    slack = town.slack
    new = [an_article(f"{TRAIN}-{each[0]}-2", each[0], town.desk.now + HOUR, "Delay", each[1]) for each in LATE]
    keep(town.desk.database, {TRAIN: [*articles_of(TRAIN), *new]})
    await town.round(days=1)
    assert len(slack.messages(CHANNEL)) == 1
    await town.round(hours=1)
    [_, overview] = slack.messages(CHANNEL)
    [detail] = slack.messages(CHANNEL, thread_ts=overview.ts)
    assert FRENCH.say("digest-title") in overview.texts[0]
    assert "Une grève de 300 conducteurs" in "\n".join(detail.texts)
    assert "Lindmark Herald" in await town.about(READER, detail)
    [note] = slack.directs(READER)
    assert note.texts[0] == ENGLISH.say("note-title")
    return note


async def a_new_process_knows_what_the_old_one_has_shown(town: Town, digest: Shown, note: Shown) -> None:
    slack = town.slack
    await slack.command(MANAGER, CHANNEL, "settings")
    await settled(town.app)
    await town.stop()
    await town.start()
    assert "Lindmark Herald" in await town.pressed(READER, digest, "story")
    assert GERMAN_TRAIN in await town.read(CREATOR, digest, "Deutsch")
    assert (await town.pressed(READER, note, "unfollow")).startswith(ENGLISH.say("unfollow-done", id=TRAIN))
    await slack.submit(MANAGER, {"stories": "3"})
    await settled(town.app)
    assert town.digest_of(CHANNEL).subscription.stories == 3


async def nothing_is_left_of_a_workspace_that_sends_the_bot_away(town: Town) -> None:
    ids, slack = [TEAM, CHANNEL, MANAGER, READER, CREATOR], town.slack
    assert town.tables_with(*ids) >= {"subscriber", "delivery", "bookmark", "slack_bot"}
    await slack.uninstall(TEAM)
    await settled(town.app)
    assert town.digest_of(CHANNEL).closed_at == town.desk.now
    assert await town.installations.workspaces() == {OTHER_TEAM}
    count = len(slack.messages(CHANNEL))
    await town.round(days=1)
    assert len(slack.messages(CHANNEL)) == count
    await town.round(days=28)
    assert {"subscriber", "delivery"} <= town.tables_with(*ids)
    await town.round(days=2)
    assert town.tables_with(*ids) == set()
    assert town.digest_of(HARBOUR).closed_at is None

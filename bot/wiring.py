"""The only place where a port meets its adapter."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from filelock import FileLock, Timeout

from bot.chats.console_chat import ConsoleChat
from bot.chats.discord_chat import DiscordChat
from bot.chats.file_chat import FileChat
from bot.chats.slack_chat import SlackChat
from bot.settings import Settings, Tokens
from digests.adapters import sqlite
from digests.adapters.encoders import E5Encoder, UniversalSentenceEncoder, why_not_e5
from digests.adapters.engine import parsed
from digests.adapters.files import FileFetcher
from digests.adapters.http import HttpFetcher
from digests.adapters.ledger import SqlLedger
from digests.adapters.store import Database, SqlStore, open_all, open_database, open_store
from digests.adapters.workers import ProcessWorkers
from digests.errors import BadRequest, StoreUnusable
from digests.models import Answer
from digests.ports import Encoder, Fetcher
from digests.posting_ports import Chat

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from bot.chats.discord_bot import DigestBot
    from bot.chats.slack_app import SlackApp
    from bot.commands.asked import Room

DEFAULT_DATABASE = "digestbot.db"


class _ByScheme:
    """Files from the disk, everything else through the one door to the network."""

    def __init__(self, files: Fetcher, network: Fetcher) -> None:
        self._files, self._network = files, network

    async def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        validated_url: str | None = None,
        max_bytes: int | None = None,
        is_page: bool = False,
    ) -> Answer:
        """Return the answer behind the address; see Fetcher."""
        return await self._behind(url).fetch(
            url,
            etag=etag,
            last_modified=last_modified,
            validated_url=validated_url,
            max_bytes=max_bytes,
            is_page=is_page,
        )

    async def robots_allow(self, url: str) -> bool:
        """Return whether the page may be read; see Fetcher."""
        return await self._behind(url).robots_allow(url)

    def _behind(self, url: str) -> Fetcher:
        return self._files if url.startswith("file:") else self._network


@asynccontextmanager
async def opened_fetcher(settings: Settings) -> AsyncIterator[Fetcher]:
    """Give a fetcher for file: and http(s) addresses, and close its connections at the end."""
    user_agent = f"digestbot/{version('digestbot')} (+{settings.contact_url})"
    async with HttpFetcher(user_agent, settings.allow_private_addresses) as network:
        yield _ByScheme(FileFetcher(), network)


def database_url(settings: Settings, database: str | None = None, *, is_remembered: bool = False) -> str:
    """Return the SQLAlchemy URL of the database that is named, as a path or a URL, else of the one of the settings.

    Where neither names one, what is to be remembered gets a file in the working folder, the rest a database in memory.
    """
    url = database or settings.database_url or (DEFAULT_DATABASE if is_remembered else "sqlite://")
    if "://" in url:
        return url
    try:
        path = Path(url).expanduser()
    except RuntimeError as error:  # ~ of a user whom nobody knows
        raise BadRequest(f"{url} is no path: there is no such user") from error
    return "sqlite:///" + quote(str(path), safe="/:\\")  # else "?" and "%" would mean something in a URL


def database_file(url: str) -> Path | None:
    """Return the file that a database URL means, None for one on a server or in memory.

    Raises StoreUnusable for what is no URL.
    """
    found = parsed(url)
    is_file = found.get_backend_name() == "sqlite" and not sqlite.is_in_memory(found)
    return sqlite.path_of(found).resolve() if is_file else None


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Hold the right to serve a database file for as long as this lasts, or this process; a server serves many.

    Raises BadRequest where another process holds it, StoreUnusable where that cannot be told.
    """
    file = database_file(url)
    if file is None:
        yield
        return
    lock = FileLock(f"{file}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise BadRequest(f"another digestbot is running on {file}; stop it first, or name another database") from None
    except OSError as error:
        raise StoreUnusable(f"The file {file}.lock cannot be written: {error.strerror}.") from error
    try:
        yield
    finally:
        lock.release()


def opened_store(settings: Settings, database: str | None = None, *, is_remembered: bool = False) -> SqlStore:
    """Open the database of `database_url` for the news alone."""
    return open_store(database_url(settings, database, is_remembered=is_remembered))


def opened_database(settings: Settings, database: str | None = None) -> tuple[SqlStore, SqlLedger]:
    """Open the database of `database_url`, which is to be remembered, for the news and for who gets them."""
    return open_database(database_url(settings, database, is_remembered=True))


def opened_all(settings: Settings, database: str | None = None) -> Database:
    """Open the database of `database_url` with all that commands ask of it."""
    return open_all(database_url(settings, database, is_remembered=True))


def chats() -> dict[str, Chat]:
    """Give all chats, by name. What a digest looks like each of them knows; one with a token sends once it has it."""
    return {chat.name: chat for chat in (ConsoleChat(), FileChat(), DiscordChat(), SlackChat())}


def served(chats: Mapping[str, Chat], tokens: Tokens | None = None) -> dict[str, Chat]:
    """Return those of the chats that can send with these tokens; without any those that can wherever this runs."""
    has_token = {"discord": tokens and tokens.discord_token, "slack": tokens and tokens.is_for_slack}
    return {name: chat for name, chat in chats.items() if has_token.get(name, True)}


def workers(prepare: Callable[[], None]) -> ProcessWorkers:
    """Give the processes that parse and clean, prepared for it; a context manager that ends them."""
    return ProcessWorkers(prepare=prepare)


def encoders(settings: Settings) -> tuple[Encoder, Encoder]:
    """Give what tells stories apart, as the settings say or the best that can run here, and what weighs sentences.

    Those are many and short, and all of one story: the quicker one does for them. Each loads at its first text.
    """
    reason = why_not_e5()
    if settings.encoder == "e5" and reason:
        raise BadRequest(f"the setting DIGESTBOT_ENCODER cannot be e5 here: {reason}; “use” runs everywhere")
    quick = UniversalSentenceEncoder()
    return quick if settings.encoder == "use" or reason else E5Encoder(), quick


@asynccontextmanager
async def opened_room(settings: Settings, database: str | None = None) -> AsyncIterator["Room"]:
    """Give what commands work with, on the database of `database_url`; at the end all of it is let go."""
    kept = await asyncio.to_thread(opened_all, settings, database)
    try:
        async with furnished(settings, kept, encoders(settings), chats()) as room:
            yield room
    finally:
        kept.store.close()


@asynccontextmanager
async def furnished(
    settings: Settings, kept: Database, encoders: tuple[Encoder, Encoder], chats: Mapping[str, Chat]
) -> AsyncIterator["Room"]:
    """Give what commands and the clock work with, on a database that is open and stays so.

    What is slow to load is loaded by the first who needs it: encoders at their first text, workers at their first job.
    """
    # Here: most that is wired makes no digest, and these take a quarter of a second.
    from bot.commands.asked import Room
    from digests.choosing import Desk
    from digests.reading import prepare_pages
    from digests.searching import Searcher

    encoder, sentence_encoder = encoders
    desk = Desk(store=kept.store, encoder=encoder, sentence_encoder=sentence_encoder)
    async with opened_fetcher(settings) as fetcher:
        with workers(prepare_pages) as processes:
            yield Room(
                desk=desk,
                ledger=kept.ledger,
                readership=kept.readership,
                archive=kept.archive,
                searcher=Searcher(desk=desk, archive=kept.archive),
                fetcher=fetcher,
                workers=processes,
                chats=chats,
                computing=asyncio.Semaphore(1),
            )


def discord_bot(tokens: Tokens, room: "Room") -> "DigestBot":
    """Return the bot that answers commands in this room; its chat sends by it. It connects nowhere yet."""
    from bot.chats.discord_bot import create_discord_bot  # here: discord.py takes half a second
    from bot.commands.dispatch import Core

    bot = create_discord_bot(tokens, Core(room), lambda: datetime.now(UTC))
    chat = room.chats["discord"]
    assert isinstance(chat, DiscordChat)  # noqa: S101 — `chats` made it
    chat.through(bot, bot.budget)
    return bot


def slack_app(tokens: Tokens, room: "Room", engine: "Engine") -> "SlackApp":
    """Return the app that answers commands in this room; its chat sends by it. It connects nowhere yet.

    Raises BadRequest for an encryption key that is none.
    """
    from bot.chats.slack_app import create_slack_app  # here: slack-bolt takes a third of a second
    from bot.chats.slack_installations import Installations
    from bot.commands.dispatch import Core

    installations = None
    if tokens.slack_client_id and tokens.slack_encryption_key:
        installations = Installations(engine, client_id=tokens.slack_client_id, key=tokens.slack_encryption_key)
    app = create_slack_app(tokens, Core(room), lambda: datetime.now(UTC), installations=installations)
    chat = room.chats["slack"]
    assert isinstance(chat, SlackChat)  # noqa: S101 — `chats` made it
    chat.through(app.clients)
    return app

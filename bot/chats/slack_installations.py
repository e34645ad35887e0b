"""Which workspaces have installed the bot, and the token of each: slack_sdk's store on the bot's own database.

In: the engine of the database, the app's id and the key of the settings. Out: tokens by workspace. In the database they
are encrypted (Fernet: AES-128 and an HMAC, cryptography.io/en/latest/fernet); a row that the key does not open is as if
it were not there, but stays. Of a workspace the last installation is kept, and nothing of who installed it.

    installations = Installations(engine, client_id="1.2", key=settings.slack_encryption_key)
    token = await installations.token_of("T024BE7LD")

An installation for a whole organisation is not kept: a digest knows its workspace alone.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import cast

import structlog
from cryptography.fernet import Fernet, InvalidToken
from pydantic import SecretStr
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import ColumnElement, Connection, Engine, MetaData, Table, and_, delete, select

from digests.adapters.engine import reading, writing
from digests.adapters.tables import SLACK_BOT
from digests.errors import BadRequest

REMEMBERED_S = 60.0  # so that what has three seconds for its answer does not wait for a disk
REMEMBERED = 1000  # workspaces

_WRONG_KEY = (
    "SLACK_ENCRYPTION_KEY is not the key that these tokens were kept with; set that one again, or install the app anew"
)
_log = structlog.get_logger("digestbot.slack")


class SdkEngine:
    """What slack_sdk's stores take for an engine: by it they read and write as everything here does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self) -> AbstractContextManager[Connection]:
        """Give a connection to write with; raises StoreUnusable."""
        return writing(self._engine)

    def connect(self) -> AbstractContextManager[Connection]:
        """Give a connection to read with; raises StoreUnusable."""
        return reading(self._engine)


class _OneTransaction:
    """The same inside a transaction that has begun."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self) -> AbstractContextManager[Connection]:
        return nullcontext(self._connection)


class _Bots(SQLAlchemyInstallationStore):
    """The SDK's store on our table; of an installation only what is of the bot goes there."""

    def __init__(self, client_id: str, engine: SdkEngine | _OneTransaction) -> None:
        super().__init__(client_id, cast(Engine, engine))

    @classmethod
    def build_bots_table(cls, metadata: MetaData, table_name: str) -> Table:
        return SLACK_BOT


class Installations(AsyncInstallationStore):
    """The installations of one app, for bolt's OAuth flow and for whoever posts.

    Raises BadRequest for what is no key. Every other method raises StoreUnusable where the database cannot be used.
    """

    def __init__(
        self, engine: Engine, *, client_id: str, key: SecretStr, elapsed: Callable[[], float] = time.monotonic
    ) -> None:
        try:
            self._cipher = Fernet(key.get_secret_value())
        except ValueError:
            raise BadRequest(
                "SLACK_ENCRYPTION_KEY is not a valid key; set it to what digestbot slack key prints"
            ) from None
        self.engine = engine
        self._client_id = client_id
        self._bots = _Bots(client_id, SdkEngine(engine))
        self._elapsed = elapsed
        self._remembered: dict[str, tuple[float, str | None]] = {}
        self._changes = 0
        self._told: set[str] = set()  # workspaces of whose tokens the log says that they cannot be read

    async def token_of(self, workspace: str) -> str | None:
        """Return the token to post with in a workspace; None where the bot is not installed."""
        until, token = self._remembered.get(workspace, (0.0, None))
        now = self._elapsed()
        if now < until:
            return token
        changes = self._changes
        token = await asyncio.to_thread(self._read, workspace)
        if changes == self._changes:  # else it may be what was there before
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[workspace] = (now + REMEMBERED_S, token)
        return token

    async def workspaces(self) -> set[str]:
        """Return the workspaces that have installed the bot and not sent it away, also where no token can be read.

        What is of other workspaces may be forgotten, and a key that was mistyped for a day is no reason for that.
        """
        return await asyncio.to_thread(self._workspaces)

    async def is_installed(self, workspace: str) -> bool:
        """Return whether a workspace is one of those."""
        return await asyncio.to_thread(self._is_kept, workspace)

    async def forget(self, workspace: str, *, before: datetime | None = None) -> bool:
        """Delete what is kept of a workspace's installation, with a moment only if it is from before that.

        Return whether nothing is kept of it by now.
        """
        is_gone = await asyncio.to_thread(self._forget, workspace, before)
        self._changed(workspace)
        return is_gone

    # ---- what bolt calls

    async def async_save(self, installation: Installation) -> None:
        """Keep an installation in the place of the one before, wholly or not."""
        await self.async_save_bot(installation.to_bot())

    async def async_save_bot(self, bot: Bot) -> None:
        """Keep a bot in the place of the one before, wholly or not."""
        if not bot.team_id:
            raise ValueError("an installation without a workspace is none")
        await asyncio.to_thread(self._replace, bot, bot.team_id)
        self._changed(bot.team_id)

    # ---- in a thread

    def _read(self, team: str) -> str | None:
        bot = self._bots.find_bot(enterprise_id=None, team_id=team)
        if bot is None:
            return None
        token = self._opened(bot.bot_token)
        if token is None and team not in self._told:
            _log.error("slack_token_unreadable", error=_WRONG_KEY, workspace=team)
            self._told.add(team)
        return token

    def _workspaces(self) -> set[str]:
        mine = select(SLACK_BOT.c.team_id, SLACK_BOT.c.bot_token).where(SLACK_BOT.c.client_id == self._client_id)
        with reading(self.engine) as connection:
            tokens = {row.team_id: row.bot_token or "" for row in connection.execute(mine)}
        if unread := sum(self._opened(token) is None for token in tokens.values()):
            _log.error("slack_tokens_unreadable", error=_WRONG_KEY, workspaces=unread, of=len(tokens))
        return set(tokens)

    def _is_kept(self, team: str) -> bool:
        with reading(self.engine) as connection:
            return connection.execute(select(SLACK_BOT.c.id).where(self._is_of(team))).first() is not None

    def _forget(self, team: str, before: datetime | None) -> bool:
        mine = self._is_of(team)
        old = delete(SLACK_BOT).where(mine)
        if before is not None:
            old = old.where(SLACK_BOT.c.installed_at < before.astimezone(UTC).replace(tzinfo=None))
        with writing(self.engine) as connection:
            connection.execute(old)
            return connection.execute(select(SLACK_BOT.c.id).where(mine)).first() is None

    def _is_of(self, team: str) -> ColumnElement[bool]:
        return and_(SLACK_BOT.c.client_id == self._client_id, SLACK_BOT.c.team_id == team)

    def _replace(self, bot: Bot, team: str) -> None:
        kept = Bot(
            app_id=bot.app_id,
            team_id=team,  # by which it is found; in which enterprise that is may change
            bot_token=self._sealed(bot.bot_token),
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_scopes=bot.bot_scopes,
            installed_at=bot.installed_at,
        )
        with writing(self.engine) as connection:
            bots = _Bots(self._client_id, _OneTransaction(connection))
            bots.delete_bot(enterprise_id=None, team_id=team)
            bots.save_bot(kept)

    def _changed(self, team: str) -> None:
        self._changes += 1
        self._remembered.pop(team, None)

    def _sealed(self, token: str) -> str:
        return self._cipher.encrypt(token.encode()).decode()

    def _opened(self, sealed: str) -> str | None:
        try:
            return self._cipher.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return None

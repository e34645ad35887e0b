"""The bot on Discord: logged in, connected, in its servers; what happens there goes to the core.

In: the token, the core, a clock. Out: a client that connects when it is told to, and stays until it is closed.

    bot = create_discord_bot(read_tokens(), core, lambda: datetime.now(UTC))
    await bot.serve()   # until somebody calls `await bot.close()`

It hears of servers and their channels, and of what somebody does with it, and of nothing else: of no message and of no
member. Sources: Discord's API documentation, "Gateway" (intents, close codes) and "Message Resource" (nonces).
"""

import asyncio
import base64
import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.chats import discord_tree
from bot.chats.discord_answers import said
from bot.chats.discord_budget import InvalidRequests, trace
from bot.chats.discord_faults import LOGIN_REFUSED
from bot.chats.discord_interactions import Interactions
from bot.chats.discord_parts import NAME
from bot.chats.discord_replies import FAILED_REQUEST, for_log
from bot.chats.discord_requests import Requests
from bot.chats.discord_voice import hush
from bot.chats.waits import pauses
from bot.commands.dispatch import Core
from bot.settings import Tokens
from digests.errors import BadRequest, DeliveryError

LAUNCH_WITHIN_S = 60.0  # a shard; discord.py tries again every five seconds meanwhile
SYNC_WITHIN_S = 5.0  # less than whoever logs in waits for (`discord_account`); Discord may ask for minutes
GREET_WITHIN_S = 15.0
# The second twice; together less than the five seconds that whoever stops the bot waits for.
FINISH_WITHIN_S, CLOSE_WITHIN_S = 1.5, 1.5

_REFUSES_TOKEN = 4004  # the gateway's close code
_MAX_NONCE = 25

_log = structlog.get_logger("digestbot.discord")


def create_discord_bot(settings: Tokens, core: Core, clock: Callable[[], datetime]) -> "DigestBot":
    """Return the bot. It connects nowhere, reads nothing of the environment and needs no event loop until `serve`."""
    return DigestBot(settings, core, clock)


class DigestBot(discord.AutoShardedClient):
    """The client. `tree` are its commands, `budget` counts what Discord has refused."""

    def __init__(
        self,
        settings: Tokens,
        core: Core,
        clock: Callable[[], datetime],
        *,
        pauses: Callable[[], Iterator[float]] = pauses,
    ) -> None:
        hush()
        self.budget = InvalidRequests()
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            http_trace=trace(self.budget),
        )
        self._token = settings.discord_token
        self._core = core
        self._clock = clock
        self._pauses = pauses
        self._interactions = Interactions(core, clock)
        self.tree = _Tree(self, self._interactions)
        answering = self._interactions
        for command in discord_tree.commands(answering.command, answering.proposals, answering.about):
            self.tree.add_command(command)
        self._servers_before: dict[int, list[discord.Guild]] = {}  # of each shard when it lost its connection
        self._shards_known: set[int] = set()  # those of which Discord has told the servers
        self._has_logged_in = False  # or tried to; before, discord.py has nothing that it could close
        self._serving: asyncio.Task[None] | None = None
        self._syncing: asyncio.Task[None] | None = None
        self._shutting: asyncio.Task[None] | None = None

    # ---- coming and going

    async def serve(self) -> None:
        """Stay connected until the bot is closed. Raises BadRequest where Discord refuses the token."""
        if self._shutting:
            return
        self._serving = asyncio.create_task(self._stay_connected())
        try:
            await asyncio.wait({self._serving})
        finally:
            await self.close()
        if not self._serving.cancelled():
            self._serving.result()

    async def login(self, token: str) -> None:
        """Log in, as discord.py does it."""
        self._has_logged_in = True
        await super().login(token)

    async def setup_hook(self) -> None:
        """Tell Discord of the commands, if it knows others."""
        await self.tree.set_translator(discord_tree.Words())
        await self._sync()

    async def close(self) -> None:
        """End the connection and `serve`, within five seconds, whatever is going on."""
        if asyncio.current_task() is self._serving:  # discord.py gives up a connection; it is made anew
            await self._disconnect()
            return
        if self._shutting is None:
            self._shutting = asyncio.create_task(self._shut())
        await asyncio.shield(self._shutting)

    async def _stay_connected(self) -> None:
        waits = self._pauses()
        while True:
            try:
                await self.login(self._token.get_secret_value() if self._token else "")
                await self.connect(reconnect=True)
                error: Exception | None = None
            except Exception as raised:  # noqa: BLE001 — whatever it is, the bot comes back
                error = raised
            if _is_refused(error):
                raise BadRequest(LOGIN_REFUSED)
            if self.is_ready():  # it was connected meanwhile
                waits = self._pauses()
            seconds = next(waits)
            if isinstance(error, FAILED_REQUEST):
                _log.warning("discord_unreachable", error=for_log(error), seconds=round(seconds))
            else:
                _log.error("discord_connection_broke", exc_info=error, seconds=round(seconds))
            await self._reopen()
            await asyncio.sleep(seconds)

    async def _reopen(self) -> None:
        """Forget the connection that failed, so that another can be made."""
        await self._disconnect()
        self._servers_before.clear()
        self._shards_known.clear()
        self.clear()
        self.http.connector = discord.utils.MISSING  # closed with its session; discord.py would go on using it
        self.shard_count = None  # type: ignore[assignment]  # asked for anew: Discord may want more of them by now
        await self.__aenter__()  # a fresh queue: in the old one the next `connect` would read what is left of this one

    async def _disconnect(self) -> None:
        # discord.py does it once, and whoever closes the bot meanwhile waits for that: it must not be cut with `serve`.
        await asyncio.shield(super().close())

    async def _shut(self) -> None:
        if self._serving:
            self._serving.cancel()
            await asyncio.wait({self._serving}, timeout=CLOSE_WITHIN_S)
        if running := self._interactions.running:
            await asyncio.wait(running, timeout=FINISH_WITHIN_S)
        for task in [*self._interactions.running, *([self._syncing] if self._syncing else [])]:
            task.cancel()
        if not self._has_logged_in:
            return
        try:
            async with asyncio.timeout(CLOSE_WITHIN_S):
                await super().close()
        except TimeoutError:  # Discord does not answer our goodbye
            await self.http.close()

    async def launch_shard(self, gateway: Any, shard_id: int, *, initial: bool = False) -> None:
        """Connect a shard, as discord.py does it, which tries for ever; but not for so long. Raises TimeoutError."""
        async with asyncio.timeout(LAUNCH_WITHIN_S):
            await super().launch_shard(gateway, shard_id, initial=initial)

    # ---- what happens

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Have an event handled, as discord.py does it; keep count of the servers of each shard.

        Not in `on_…`, which is called later: by then Discord may have told more.
        """
        if event == "shard_disconnect":
            self._servers_before[args[0]] = [guild for guild in self.guilds if guild.shard_id == args[0]]
        super().dispatch(event, *args, **kwargs)
        if event == "shard_connect":
            self._shards_known.add(args[0])
            self._leave_those_gone(self._servers_before.pop(args[0], []))

    def _leave_those_gone(self, before: list[discord.Guild]) -> None:
        """Have those servers left that a new connection does not tell of.

        For those that it does tell of discord.py has made new objects; the others it keeps as they were.
        """
        gone = [guild for guild in before if self.get_guild(guild.id) is guild]
        if len(gone) < len(before):  # else it tells of none, which is hardly so
            for guild in gone:
                self._connection.parse_guild_delete({"id": guild.id})  # as if Discord told of it

    async def on_ready(self) -> None:
        """Close the digests of servers that the bot was sent away from while it was not there."""
        await self._sync()
        # Servers out of order are among them. What a shard has not told yet would be closed as if it were gone, as all
        # would be after a connection that broke before its on_ready came.
        if len(self._shards_known) == self.shard_count:
            await self._core.is_in(NAME, self._present, self._clock())

    async def _present(self) -> set[str]:
        return {str(guild.id) for guild in self.guilds}

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Say how to set a digest up, in the first channel where the bot may write."""
        channel = _first_channel(guild)
        if channel is None:
            _log.info("discord_no_channel_to_greet_in", guild=guild.id)
            return
        answer = await self._core.welcome(NAME, str(guild.id), guild.preferred_locale.value)
        requests = Requests(self, self.budget, within_s=GREET_WITHIN_S)
        for part, one in enumerate(said(answer, command_id=self._interactions.command_id)):
            body = {**one.body, "nonce": _nonce(guild, part), "enforce_nonce": True}
            try:
                await requests.ask("POST", "/channels/{channel_id}/messages", json=body, channel_id=str(channel.id))
            except (discord.HTTPException, DeliveryError) as error:  # who wants a digest finds /digest setup anyway
                _log.warning("discord_greeting_failed", guild=guild.id, error=str(error))
                return

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Close the digests of a server that has sent the bot away."""
        await self._core.left(NAME, str(guild.id), self._clock())

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer buttons and forms; the commands are the tree's."""
        await self._interactions.acted(interaction)

    async def on_error(self, event_method: str, /, *_: object, **__: object) -> None:
        """Log what went wrong with something that happened."""
        _log.error("discord_event_failed", method=event_method, exc_info=True)

    async def _sync(self) -> None:
        """Tell Discord of the commands, once and not for ever; what takes longer goes on behind."""
        if self._syncing is None:
            self._syncing = asyncio.create_task(self._tell_commands())
        await asyncio.wait({self._syncing}, timeout=SYNC_WITHIN_S)

    async def _tell_commands(self) -> None:
        try:
            synced = await discord_tree.sync(self.tree)
            self._interactions.command_id = synced.command_id
            _log.info("discord_commands_told", is_changed=synced.is_new)
        except Exception as error:  # noqa: BLE001 — the commands that Discord knows go on working
            _log.warning("discord_commands_not_told", error=for_log(error))
            self._syncing = None  # again when it is next ready


class _Tree(app_commands.CommandTree[DigestBot]):
    """The commands, and what becomes of a call that discord.py can make nothing of."""

    def __init__(self, client: DigestBot, interactions: Interactions) -> None:
        super().__init__(client)
        self._interactions = interactions

    async def on_error(
        self, interaction: discord.Interaction[DigestBot], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell whoever called."""
        await self._interactions.failed(interaction, error)


def _is_refused(error: Exception | None) -> bool:
    is_closed = isinstance(error, discord.ConnectionClosed) and error.code == _REFUSES_TOKEN
    return is_closed or isinstance(error, discord.LoginFailure)


def _first_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """Return the channel where Discord greets newcomers, else the first, of those where the bot may write."""
    candidates = [*([guild.system_channel] if guild.system_channel else []), *guild.text_channels]
    return next((channel for channel in candidates if _may_write(channel)), None)


def _may_write(channel: discord.TextChannel) -> bool:
    may = channel.permissions_for(channel.guild.me)
    return may.view_channel and may.send_messages


def _nonce(guild: discord.Guild, part: int) -> str:
    """Return what makes Discord take a greeting once, however often it is told that the bot joins."""
    joined = guild.me.joined_at
    name = f"welcome {guild.id} {joined.isoformat() if joined else ''} {part}"
    return base64.b32encode(hashlib.sha256(name.encode()).digest()).decode().lower()[:_MAX_NONCE]

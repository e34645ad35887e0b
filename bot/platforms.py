"""Discord and Slack while `digestbot run` serves them: connected, watched, and let go.

In: tokens, the room that commands work in, the engine of its database. Out: on stderr a line for each that is
connected, and for each that is off, with the reason. Whatever ends one of them, the others go on.

    platforms = Platforms(tokens, room, database.engine)
    await platforms.serve()   # until somebody calls `await platforms.close()`
"""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from bot import wiring
from bot.commands.asked import Room
from bot.console import tell
from bot.formats.feeds import counted
from bot.settings import Tokens
from bot.web.server import listening
from digests.errors import BadRequest

if TYPE_CHECKING:
    from bot.chats.discord_bot import DigestBot
    from bot.chats.slack_app import SlackApp

SLACK_IS_DEAF = "Slack: commands are not heard, digests go on"  # for what posts is another token

LOOK_EVERY_S, PATIENCE_S = 0.25, 20.0  # for a connection; Discord's shards come one after another


class Platforms:
    """Those for which there are tokens; each one's chat sends by it. Nothing is connected until `serve`."""

    def __init__(self, tokens: Tokens, room: Room, engine: Engine) -> None:
        self._tokens = tokens
        self._discord = wiring.discord_bot(tokens, room) if tokens.discord_token else None
        self._slack = wiring.slack_app(tokens, room, engine) if tokens.is_for_slack else None

    async def serve(self) -> None:
        """Serve them until they are closed."""
        serving = []
        if discord := self._discord:
            serving.append(_on("Discord is off", lambda: _watched(discord.serve(), watch_discord(discord))))
        if slack := self._slack:
            serving.append(_on(SLACK_IS_DEAF, lambda: _serve_slack(slack, self._tokens)))
        await asyncio.gather(*serving)

    async def log_in(self) -> None:
        """Let messages go out, without a connection on which commands would be heard."""
        if self._discord and self._tokens.discord_token:
            from bot.chats.discord_account import log_in  # here: discord.py takes half a second

            try:
                await log_in(self._discord, self._tokens.discord_token.get_secret_value())
            except BadRequest as error:
                tell(f"Discord is off: {error}")

    async def close(self) -> None:
        """End them, within some seconds."""
        await asyncio.gather(*(each.close() for each in (self._discord, self._slack) if each))


async def _on(what_then: str, serve: Callable[[], Awaitable[None]]) -> None:
    """Serve one platform, and say what ends it, and what is so then."""
    try:
        await serve()
    except BadRequest as error:
        tell(f"{what_then}: {error}")
    except Exception as error:  # noqa: BLE001 — the others go on
        tell(f"{what_then}: a mistake of ours ({type(error).__name__}: {error})")


async def _watched(serving: Awaitable[None], watch: Coroutine[Any, Any, None]) -> None:
    """Serve, and watch meanwhile."""
    watching = asyncio.create_task(watch)
    try:
        await serving
    finally:
        watching.cancel()


async def watch_discord(bot: "DigestBot") -> None:
    """Say when Discord is connected; from then on set its servers aside each time it tells of them."""
    await _until("Discord", bot.is_ready)  # wait_until_ready is not to be called before discord.py has logged in
    tell(f"Discord: connected as {bot.user}, in {counted(len(bot.guilds), 'server')}")
    while True:
        set_aside()
        await bot.wait_for("shard_ready")


async def _serve_slack(app: "SlackApp", tokens: Tokens) -> None:
    async with AsyncExitStack() as stack:
        if routes := app.routes():
            listens = listening(routes, tokens.slack_listen_host, tokens.slack_listen_port)
            try:
                url = await stack.enter_async_context(listens)
            except BadRequest as error:
                raise BadRequest(f"{error}; set SLACK_LISTEN_HOST or SLACK_LISTEN_PORT to another") from error
            tell(f"Slack: listening at {url}")
        await _watched(app.serve(), _watch_slack(app, tokens))


async def _watch_slack(app: "SlackApp", tokens: Tokens) -> None:
    """Say when Slack is connected, and whose token the bot has: only a message would show that it has a wrong one."""
    from bot.chats.slack_account import account_of

    is_by_socket = tokens.slack_listens_by == "socket"
    if is_by_socket:
        await _until("Slack", lambda: app.is_connected)
    if tokens.slack_bot_token is None:  # each workspace has given its own
        if is_by_socket:
            tell("Slack: connected")
        return
    try:
        account = await account_of(tokens)
    except BadRequest as error:
        tell(f"warning: {error}")
    else:
        tell(f"Slack: connected as {account.name}, in {account.workspace}")


async def _until(name: str, is_there: Callable[[], bool]) -> None:
    """Wait until a platform is connected, and say so where that takes long."""
    waited_s = 0.0
    while not is_there():
        await asyncio.sleep(LOOK_EVERY_S)
        waited_s += LOOK_EVERY_S
        if waited_s == PATIENCE_S:
            tell(f"{name} is not connected yet; it is tried again until it is")


def set_aside() -> None:
    """Take all that is loaded now for what stays, until this is called again.

    To look through it for what is not needed any more holds everything up for a quarter of a second where Discord has
    told of thousands of servers. So that is done here, and not whenever there is much new.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()

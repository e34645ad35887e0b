"""A token shown to Discord's REST API alone: whose it is, and a client that may send with it.

In: a token. Out: the account that it opens, or why none.

    await account_of(token)   # Account(name="digestbot", servers=12, takes_commands=True)
"""

import asyncio
from dataclasses import dataclass

import aiohttp
import discord

from bot.chats.discord_faults import LOGIN_REFUSED
from bot.chats.discord_voice import hush
from digests.errors import BadRequest

WITHIN_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The bot as Discord has it."""

    name: str
    servers: int  # that it is in, about
    takes_commands: bool  # here; else Discord sends them to an address that the application names


async def account_of(token: str) -> Account:
    """Return the account that the token opens. Raises BadRequest, with what to do, where it opens none."""
    hush()
    async with discord.Client(intents=discord.Intents.none()) as client:
        await log_in(client, token)
        about = client.application
        return Account(
            name=str(client.user),
            servers=about.approximate_guild_count if about else 0,
            takes_commands=not (about and about.interactions_endpoint_url),
        )


async def log_in(client: discord.Client, token: str) -> None:
    """Let a client send, without a connection to the gateway. Raises BadRequest, with what to do, where it cannot."""
    try:
        async with asyncio.timeout(WITHIN_S):
            await client.login(token)
    except discord.LoginFailure as error:
        raise BadRequest(LOGIN_REFUSED) from error
    except discord.HTTPException as error:
        raise BadRequest(f"Discord answers {error.status}; try again later") from error
    except (OSError, TimeoutError, aiohttp.ClientError) as error:
        raise BadRequest("Discord cannot be reached from here, so that DISCORD_TOKEN was not tried") from error

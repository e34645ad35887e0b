"""Who asks for what, where, as Discord says it with an interaction.

In: an interaction. Out: the `Call` that the core answers.

    call_of(interaction, clock(), command="story", options={"id": "k7qm"})

Sources: Discord's API reference, "Interaction Object"; the permissions in it are those in the channel, with what its
roles and overwrites grant.
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime

import aiohttp
import discord

from bot.chats.discord_parts import NAME
from bot.commands.answers import Refusal
from bot.commands.calls import Ability, Attachment, Call, Person, Place, Value

MAX_FILE_MB = 5  # of a file that comes with a command: as much as the largest list or settings that are read
FILE_WITHIN_S = 10.0

_NEEDED = {
    Ability.SEE: discord.Permissions(view_channel=True),
    Ability.POST: discord.Permissions(send_messages=True),
    Ability.READ_HISTORY: discord.Permissions(read_message_history=True),
    Ability.EMBED: discord.Permissions(embed_links=True),
    Ability.ATTACH: discord.Permissions(attach_files=True),
    Ability.BEGIN_THREADS: discord.Permissions(create_public_threads=True),
    Ability.POST_IN_THREADS: discord.Permissions(send_messages_in_threads=True),
}


def call_of(
    interaction: discord.Interaction,
    at: datetime,
    *,
    command: str = "",
    options: Mapping[str, Value] | None = None,
    text: str | None = None,
    message: str | None = None,
) -> Call:
    """Return the call of a command, or of what stands on a button: `text`."""
    return Call(
        id=str(interaction.id),
        person=person_of(interaction),
        place=place_of(interaction),
        command=command,
        options=options or {},
        text=text,
        message=message,
        at=at,
    )


def person_of(interaction: discord.Interaction) -> Person:
    """Return who acts. Discord says no time zone."""
    may = interaction.permissions
    return Person(
        id=str(interaction.user.id),
        workspace=_workspace(interaction),
        language=interaction.locale.value,
        is_admin=may.administrator or may.manage_guild or may.manage_channels,
    )


def place_of(interaction: discord.Interaction) -> Place:
    """Return where somebody acts: of a thread or forum post the channel that it is in."""
    if interaction.guild_id is None:
        return Place(chat=NAME, address=f"@{interaction.user.id}", workspace="")
    channel = interaction.channel
    address = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id
    return Place(
        chat=NAME,
        address=str(address),
        workspace=_workspace(interaction),
        language=interaction.guild_locale.value if interaction.guild_locale else None,
        lacks=frozenset(ability for ability, needed in _NEEDED.items() if not needed <= interaction.app_permissions),
    )


async def read_files(options: Mapping[str, Value | discord.Attachment]) -> dict[str, Value]:
    """Return options with the files that were handed over read. Refusal for one too large, or out of reach."""
    return {
        name: await _read(value) if isinstance(value, discord.Attachment) else value for name, value in options.items()
    }


async def _read(file: discord.Attachment) -> Attachment:
    if file.size > MAX_FILE_MB * 1_000_000:
        raise Refusal("discord-file-too-large", most=MAX_FILE_MB)
    try:
        async with asyncio.timeout(FILE_WITHIN_S):
            return Attachment(name=file.filename, data=await file.read())
    except (discord.DiscordException, aiohttp.ClientError, OSError):  # TimeoutError is an OSError
        raise Refusal("discord-file-unreadable") from None


def _workspace(interaction: discord.Interaction) -> str:
    return "" if interaction.guild_id is None else str(interaction.guild_id)

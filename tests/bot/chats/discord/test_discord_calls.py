"""What Discord says of whoever acts and of where."""

from typing import Any

import discord
import pytest

from bot.chats.discord_calls import call_of, person_of, place_of
from bot.commands.access import role_of
from bot.commands.calls import Ability, Role
from tests.bot.commands.newsdesk import NOW

ALL = discord.Permissions.all().value
CLIENT = discord.Client(intents=discord.Intents.none())
USER = {"id": "7", "username": "ria", "discriminator": "0", "avatar": None, "global_name": None}
CLIENT._connection.user = discord.ClientUser(state=CLIENT._connection, data=USER)  # type: ignore[arg-type]
CHANNEL = {"id": "20", "type": 0, "name": "news", "position": 0, "permission_overwrites": [], "nsfw": False}
THREAD = {
    "id": "30",
    "type": 11,
    "name": "Details",
    "parent_id": "20",
    "owner_id": "7",
    "message_count": 0,
    "member_count": 1,
    "thread_metadata": {"archived": False, "auto_archive_duration": 60, "archive_timestamp": "2026-01-01T00:00:00Z"},
}


def interaction(*, channel: dict[str, Any] = CHANNEL, may: int = 0, bot_may: int = ALL, **told: Any) -> Any:
    member: dict[str, Any] = {"user": USER, "roles": [], "joined_at": None, "deaf": False, "mute": False, "flags": 0}
    data = {
        "id": "1000",
        "application_id": "1417",
        "type": 2,
        "token": "t",
        "version": 1,
        "data": {},
        "channel": channel,
        "locale": "pt-BR",
        "guild_locale": "de",
        "guild_id": "10",
        "member": {**member, "permissions": str(may)},
        "app_permissions": str(bot_may),
        "attachment_size_limit": 1,
        **told,
    }
    return discord.Interaction(data=data, state=CLIENT._connection)  # type: ignore[arg-type]


def in_a_direct_message() -> Any:
    made = interaction(channel={"id": "40", "type": 1, "recipients": [USER]}, guild_id=None, user=USER, bot_may=0)
    made.guild_locale = None
    return made


def test_a_call_has_the_id_of_its_interaction_and_where_it_comes_from() -> None:
    call = call_of(interaction(), NOW, command="story", options={"id": "k7qm"}, message="5")
    assert (call.id, call.command, call.options, call.message, call.at) == ("1000", "story", {"id": "k7qm"}, "5", NOW)
    assert (call.place.chat, call.place.address, call.place.workspace, call.place.language) == (
        "discord",
        "20",
        "10",
        "de",
    )
    assert (call.person.id, call.person.workspace, call.person.language) == ("7", "10", "pt-BR")


def test_a_language_of_discord_that_is_unknown_here_is_handed_on() -> None:
    assert person_of(interaction(locale="tlh-PQ")).language == "tlh-PQ"


@pytest.mark.parametrize("permission", ["manage_guild", "manage_channels", "administrator"])
def test_who_manages_the_server_or_the_channel_manages_its_digest(permission: str) -> None:
    made = interaction(may=discord.Permissions(**{permission: True}).value)
    assert person_of(made).is_admin
    assert role_of(person_of(made), place_of(made), None) is Role.MANAGER


def test_all_others_are_readers() -> None:
    made = interaction(may=discord.Permissions(manage_messages=True, send_messages=True).value)
    assert role_of(person_of(made), place_of(made), None) is Role.READER


def test_a_thread_is_in_its_channel() -> None:
    assert place_of(interaction(channel=THREAD)).address == "20"


def test_in_a_direct_message_the_place_is_the_person() -> None:
    place = place_of(in_a_direct_message())
    assert (place.address, place.workspace, place.lacks, place.is_direct) == ("@7", "", frozenset(), True)
    assert role_of(person_of(in_a_direct_message()), place, None) is Role.MANAGER


def test_a_place_lacks_what_the_bot_may_not_do_there() -> None:
    assert place_of(interaction()).lacks == frozenset()
    assert place_of(interaction(bot_may=0)).lacks == frozenset(Ability)
    may = discord.Permissions(ALL)
    may.update(administrator=False, send_messages=False, embed_links=False)
    assert place_of(interaction(bot_may=may.value)).lacks == {Ability.POST, Ability.EMBED}

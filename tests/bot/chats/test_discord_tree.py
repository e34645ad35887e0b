"""Discord's commands: all of the table within Discord's rules, called and proposed for, and registered when changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands
from structlog.testing import capture_logs

from bot.chats.discord_tree import ROOT, Synced, Words, commands, sync
from bot.commands.completing import Proposal
from bot.commands.table import COMMANDS, Kind
from bot.formats.visible import length
from bot.texts import texts_for

LOCALES = {"fr", "de", "it", "es-ES", "es-419"}  # the bot's own languages; English is what all others are shown
ON_A_MESSAGE = "About this story"
SUBCOMMAND, GROUP, STRING, USER = 1, 2, 3, 6

Payload = dict[str, Any]


@dataclass(kw_only=True)
class Heard:
    """What Discord's commands asked for, and what they are answered."""

    answered: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    typed: list[tuple[str, dict[str, Any], str, str]] = field(default_factory=list)
    pointed_at: list[int] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)

    async def answer(self, interaction: discord.Interaction, command: str, options: dict[str, Any]) -> None:
        self.answered.append((command, options))
        await interaction.response.send_message("Done.", ephemeral=True)

    async def propose(
        self, interaction: discord.Interaction, command: str, given: dict[str, Any], option: str, typed: str
    ) -> list[Proposal]:
        self.typed.append((command, given, option, typed))
        if typed == "break":
            raise ZeroDivisionError
        return self.proposals

    async def about(self, interaction: discord.Interaction, message: discord.Message) -> None:
        self.pointed_at.append(message.id)
        await interaction.response.send_message("It is about this.", ephemeral=True)


class Bot(discord.Client):
    """A client with nothing but the commands."""

    def __init__(self, heard: Heard) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.synced: list[Synced] = []
        for command in commands(heard.answer, heard.propose, heard.about):
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        await self.tree.set_translator(Words())
        self.synced.append(await sync(self.tree))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def simcord_bot(heard: Heard) -> Bot:
    return Bot(heard)


async def payload() -> list[Payload]:
    """Return what is sent to Discord."""
    tree = Bot(Heard()).tree
    await tree.set_translator(Words())
    return [await each.get_translated_payload(tree, tree.translator or Words()) for each in tree.get_commands()]


def within(part: Payload) -> Iterator[Payload]:
    """Yield a command with all that is in it, choices too."""
    yield part
    for each in (*part.get("options", ()), *part.get("choices", ())):
        yield from within(each)


def leaves(part: Payload, path: str = "") -> Iterator[tuple[str, Payload]]:
    """Yield each command that can be called, by its name in the table."""
    for each in part["options"]:
        name = f"{path} {each['name']}".strip()
        if each["type"] == GROUP:
            yield from leaves(each, name)
        else:
            yield name, each


def texts_of(part: Payload, key: str) -> list[str]:
    return [part[key], *part.get(f"{key}_localizations", {}).values()]


# ---------------------------------------------------------------- what is sent to Discord


async def test_all_of_the_table_stands_under_one_command_and_what_is_called_on_a_message_in_its_menu() -> None:
    root, menu = await payload()
    assert (root["name"], root["type"], menu["name"], menu["type"]) == (ROOT, 1, ON_A_MESSAGE, 3)
    found = {name: {option["name"] for option in leaf["options"]} for name, leaf in leaves(root)}
    assert found == {name: {option.name for option in each.options} for name, each in COMMANDS.items()}


async def test_commands_work_in_servers_and_direct_messages_and_are_hidden_from_nobody() -> None:
    for command in await payload():
        assert (command["contexts"], command["integration_types"]) == ([0, 1], [0])
        assert (command["nsfw"], command["default_member_permissions"]) == (False, None)


async def test_options_take_what_the_table_says() -> None:
    root, _ = await payload()
    kinds = {Kind.TEXT: STRING, Kind.NUMBER: 4, Kind.SWITCH: 5, Kind.FILE: 11}
    for name, leaf in leaves(root):
        by_name = {option.name: option for option in COMMANDS[name].options}
        for sent in leaf["options"]:
            option = by_name[sent["name"]]
            assert sent["required"] is option.is_required
            assert [each["value"] for each in sent.get("choices", [])] == list(option.choices)
            if (name, option.name) == ("managers add", "person"):
                assert sent["type"] == USER
                continue
            assert sent["type"] == kinds[option.kind]
            assert sent.get("autocomplete", False) is (option.source is not None)
            if option.kind is Kind.NUMBER:
                assert (sent["min_value"], sent["max_value"]) == (option.low, option.high)
            if option.kind is Kind.TEXT and not option.choices:
                assert (sent["min_length"], sent["max_length"]) == (option.low, option.high)


async def test_whoever_is_no_longer_a_manager_may_have_left_and_is_proposed_from_the_settings() -> None:
    root, _ = await payload()
    [person] = dict(leaves(root))["managers remove"]["options"]
    assert (person["type"], person["autocomplete"]) == (STRING, True)


async def test_nothing_is_longer_or_more_than_discord_takes() -> None:
    for part in [part for command in await payload() for part in within(command)]:
        is_choice, is_menu = "value" in part, part.get("type") == 3 and "contexts" in part
        for name in texts_of(part, "name"):
            assert 1 <= length(name) <= (100 if is_choice else 32)
            assert is_choice or is_menu or (re.fullmatch(r"[-_\w]{1,32}", name) and name == name.lower())
        if not (is_choice or is_menu):
            assert all(1 <= length(text) <= 100 for text in texts_of(part, "description"))
        inner, choices = part.get("options", []), part.get("choices", [])
        assert len(inner) <= 25
        assert len(choices) <= 25
        for each in (inner, choices):
            names = [one["name"] for one in each]
            assert len(names) == len(set(names))
        needs = [option.get("required", False) for option in inner]
        assert needs == sorted(needs, reverse=True)
        assert part.get("min_length", 0) <= 6000
        assert 1 <= part.get("max_length", 1) <= 6000


async def test_a_command_has_at_most_8000_characters_with_the_longest_translation_of_each_text() -> None:
    root, menu = await payload()
    for command in (root, menu):
        count = 0
        for part in within(command):
            count += max(map(length, texts_of(part, "name"))) + length(str(part.get("value", "")))
            count += max(map(length, texts_of(part, "description"))) if "description" in part else 0
        assert count <= 8000


async def test_what_is_said_is_said_in_every_language_of_the_bot() -> None:
    root, menu = await payload()
    assert set(menu["name_localizations"]) == LOCALES
    for part in within(root):
        key = "name_localizations" if "value" in part else "description_localizations"
        assert set(part[key]) == LOCALES


async def test_commands_and_groups_are_named_in_every_language_and_options_as_help_names_them() -> None:
    root, _ = await payload()
    assert not root["name_localizations"]  # the bot's own name
    for part in within(root):
        if part is root or "value" in part:
            continue
        is_option = part["type"] not in {SUBCOMMAND, GROUP}
        assert set(part.get("name_localizations") or ()) == (set() if is_option else LOCALES)


async def test_a_name_in_any_language_is_a_word_and_no_other_commands_beside_it() -> None:
    root, _ = await payload()
    for part in [root, *(each for each in root["options"] if each["type"] == GROUP)]:
        for locale in LOCALES:
            own = {each["name"]: each["name_localizations"][locale] for each in part["options"]}
            assert len(set(own.values())) == len(own)
            assert all(local == name or local not in own for name, local in own.items())
            assert all(local.replace("-", "").isalpha() and local == local.lower() for local in own.values())


async def test_names_are_those_that_the_language_has() -> None:
    root, _ = await payload()
    feed = next(each for each in root["options"] if each["name"] == "feed")
    add = next(each for each in feed["options"] if each["name"] == "add")
    assert feed["name_localizations"]["fr"] == "flux"
    assert add["name_localizations"] == {
        "fr": "ajouter",
        "de": "hinzufügen",
        "it": "aggiungi",
        "es-ES": "añadir",
        "es-419": "añadir",
    }


def test_in_english_a_command_is_named_as_in_the_table() -> None:
    # Discord is told no English name beside the default one; whoever reads the texts sees the same.
    words = {word for name in COMMANDS for word in name.split()}
    assert {word: texts_for("en").say(f"name-{word}") for word in words} == {word: word for word in words}


async def test_two_choices_are_never_called_the_same() -> None:
    root, _ = await payload()
    for part in within(root):
        choices = part.get("choices", [])
        labels = [tuple(texts_of(choice, "name")) for choice in choices]
        assert all(len(set(one)) == len(choices) for one in zip(*labels, strict=True))


# ---------------------------------------------------------------- called


async def test_a_command_is_answered_by_its_name_in_the_table_with_what_was_given(
    simcord_env: simcord.Env, heard: Heard
) -> None:
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("news")
    mia = guild.add_member(simcord_env.create_user("mia"))
    result = await mia.slash(channel, "digest now", hours=24, post=False)
    await mia.slash(channel, "digest schedule skip", count=0)
    await mia.slash(channel, "digest story", id="k7qm", length="full")
    await mia.slash(channel, "digest feed list")
    assert result.ephemeral
    assert heard.answered == [
        ("now", {"hours": 24, "post": False}),
        ("schedule skip", {"count": 0}),
        ("story", {"id": "k7qm", "length": "full"}),
        ("feed list", {}),
    ]


async def test_people_are_handed_on_by_id_and_files_as_discord_describes_them(
    simcord_env: simcord.Env, heard: Heard
) -> None:
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("news")
    mia, ria = (guild.add_member(simcord_env.create_user(name)) for name in ("mia", "ria"))
    await mia.slash(channel, "digest managers add", person=ria)
    await mia.slash(channel, "digest feed import", file=("feeds.opml", b"<opml/>"))
    [(_, person), (_, file)] = heard.answered
    assert person == {"person": str(ria.id)}
    assert isinstance(file["file"], discord.Attachment)
    assert (file["file"].filename, await file["file"].read()) == ("feeds.opml", b"<opml/>")


async def test_commands_are_there_in_a_direct_message(simcord_env: simcord.Env, heard: Heard) -> None:
    await simcord_env.create_user("ria").slash("digest top", days=7)
    assert heard.answered == [("top", {"days": 7})]


async def test_a_message_can_be_pointed_at(simcord_env: simcord.Env, heard: Heard) -> None:
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("news")
    ria = guild.add_member(simcord_env.create_user("ria"))
    message = await ria.send(channel, "Night train to Port Avery returns in May")
    result = await ria.context_menu(channel, ON_A_MESSAGE, message)
    assert result.ephemeral
    assert heard.pointed_at == [message.id]


# ---------------------------------------------------------------- proposed for


async def test_what_is_proposed_depends_on_what_is_typed_and_what_stands_already(
    simcord_env: simcord.Env, heard: Heard
) -> None:
    heard.proposals = [Proposal(label="short (now)", value="short"), Proposal(label="medium", value="medium")]
    choices = await simcord_env.create_user("mia").autocomplete("digest settings set", "value", "sh", key="length")
    assert choices == [{"name": "short (now)", "value": "short"}, {"name": "medium", "value": "medium"}]
    assert heard.typed == [("settings set", {"key": "length"}, "value", "sh")]


async def test_whatever_is_proposed_discord_gets_no_more_no_longer_and_no_equal_ones(
    simcord_env: simcord.Env, heard: Heard
) -> None:
    alike = [Proposal(label="Kellerauer Tagblatt " * 9 + end, value=f"https://tagblatt.example/{end}") for end in "ab"]
    hostile = [
        Proposal(label="too long a value", value="x" * 101),
        Proposal(label="too long in UTF-16", value="🚂" * 51),
        Proposal(label="nothing", value=""),
        Proposal(label="  ", value="blank"),
        Proposal(label="🚂" * 90, value="trains"),
        Proposal(label="k7qm · Night train", value="k7qm"),
        Proposal(label="k7qm · Night train again", value="k7qm"),
    ]
    heard.proposals = [*hostile, *alike, *(Proposal(label=f"l{each}", value=f"v{each}") for each in range(40))]
    choices = await simcord_env.create_user("mia").autocomplete("digest feed remove", "address", "")
    assert [each["value"] for each in choices][:4] == ["trains", "k7qm", *(each.value for each in alike)]
    assert len(choices) == 25
    assert all(1 <= length(choice[key]) <= 100 for choice in choices for key in ("name", "value"))
    assert len({choice["name"] for choice in choices}) == len({choice["value"] for choice in choices}) == 25


async def test_proposals_that_fail_are_none_rather_than_an_error(simcord_env: simcord.Env, heard: Heard) -> None:
    with capture_logs() as logs:
        assert await simcord_env.create_user("mia").autocomplete("digest story", "id", "break") == []
    assert [each["event"] for each in logs] == ["proposals_broke_us"]
    assert simcord_env.http_requests[-1].json == {"type": 8, "data": {"choices": []}}

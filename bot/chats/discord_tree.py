"""Discord's commands, made of the table: `/digest` with all that stands in it, and "About this story" on a message.

In: whom to call when a command is used or typed. Out: what discord.py's CommandTree registers and calls.

    for command in commands(answer, propose, about):  # await answer(interaction, "feed add", {"address": "…"})
        tree.add_command(command)
    await tree.set_translator(Words())
    await sync(tree)  # Synced(command_id="1417", is_new=True): Discord had other commands than these

Names of commands and groups are localised, and so are all descriptions, the menu entry on a message and the choices.
Discord calls a command by its English name whatever its reader sees, and finds it by that name, too. Names of options
stay English: help and refusals name options in every language, beside what is typed on other platforms.

Sources: Discord's API reference, "Application Commands"; discord/discord-api-docs issues 5001, 5446 (how clients find
a command whose name is localised).
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import Parameter, Signature
from logging import INFO, WARNING
from typing import Any, TypeAlias, cast

import discord
import structlog
from discord import app_commands

from bot.chats.discord_replies import FAILED_REQUEST, for_log, is_gone
from bot.commands.calls import Value
from bot.commands.completing import LONGEST, MOST, Proposal
from bot.commands.helping import described, group_described, option_described
from bot.commands.language_names import languages_named
from bot.commands.table import COMMANDS, Command, Kind, Option, Source
from bot.formats.visible import length
from bot.texts import LANGUAGES, Texts, primary_subtag, texts_for

Answer: TypeAlias = Callable[[discord.Interaction, str, dict[str, Value | discord.Attachment]], Awaitable[None]]
Propose: TypeAlias = Callable[[discord.Interaction, str, dict[str, Any], str, str], Awaitable[list[Proposal]]]
About: TypeAlias = Callable[[discord.Interaction, discord.Message], Awaitable[None]]
Registered: TypeAlias = app_commands.Group | app_commands.ContextMenu

ROOT = "digest"
PATIENCE = 2.5  # seconds for proposals; Discord waits three

# Whom Discord itself can offer: nobody knows another's id by heart. Who is removed may have left, so there they are
# proposed from the settings.
_NAMES_A_MEMBER = frozenset({"managers add"})

_CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
_INSTALLS = app_commands.AppInstallationType(guild=True, user=False)

_log = structlog.get_logger("digestbot.discord")


def commands(answer: Answer, propose: Propose, about: About) -> list[Registered]:
    """Return the commands that Discord is to offer, in servers and in direct messages.

    `answer` gets the options that were given: a person by their id, a file as Discord describes it.
    """
    # Nobody is kept from it by default: Discord grants or refuses the whole of it, and half of it is for readers.
    root = app_commands.Group(
        name=ROOT,
        description=_localised(lambda texts: texts.say("digest-title")),
        allowed_contexts=_CONTEXTS,
        allowed_installs=_INSTALLS,
        nsfw=False,
        auto_locale_strings=False,
    )
    groups: dict[str, app_commands.Group] = {}
    for command in COMMANDS.values():
        parent = root
        if command.group:
            if command.group not in groups:
                groups[command.group] = _group(command.group, root)
            parent = groups[command.group]
        parent.add_command(_command(command, parent, answer, propose))
    return [root, _menu_entry(about)]


# ---------------------------------------------------------------- of the table


def _group(name: str, root: app_commands.Group) -> app_commands.Group:
    description = _localised(partial(group_described, name))
    return app_commands.Group(name=_name(name), description=description, parent=root, auto_locale_strings=False)


def _command(
    command: Command, parent: app_commands.Group, answer: Answer, propose: Propose
) -> app_commands.Command[Any, ..., None]:
    async def callback(interaction: discord.Interaction, **given: Any) -> None:
        await answer(
            interaction, command.name, {name: _as_value(each) for name, each in given.items() if each is not None}
        )

    options = sorted(command.options, key=lambda option: not option.is_required)  # Discord wants these first
    first = Parameter("interaction", Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction)
    callback.__signature__ = Signature([first, *(_parameter(option, command) for option in options)])  # type: ignore[attr-defined]
    app_commands.describe(**{each.name: _localised(partial(option_described, each)) for each in options})(callback)
    app_commands.choices(**{each.name: _choices(each) for each in options if each.choices})(callback)
    typed = {each.name: _proposing(command.name, each.name, propose) for each in options if _is_proposed(each, command)}
    app_commands.autocomplete(**typed)(callback)
    return app_commands.Command(
        name=_name(command.name.rpartition(" ")[2]),
        description=_localised(partial(described, command)),
        callback=callback,
        parent=parent,
        auto_locale_strings=False,
    )


def _parameter(option: Option, command: Command) -> Parameter:
    default = Parameter.empty if option.is_required else None
    return Parameter(option.name, Parameter.KEYWORD_ONLY, annotation=_annotation(option, command), default=default)


def _annotation(option: Option, command: Command) -> Any:
    """Return the type by which discord.py tells Discord what an option takes."""
    between = cast(Any, app_commands.Range)
    match option.kind:
        case Kind.NUMBER:
            return between[int, option.low, option.high]
        case Kind.SWITCH:
            return bool
        case Kind.FILE:
            return discord.Attachment
        case Kind.TEXT if _is_of_members(option, command):
            return discord.User
        case Kind.TEXT if option.choices:
            return str
        case Kind.TEXT:
            return between[str, option.low, option.high]


def _is_of_members(option: Option, command: Command) -> bool:
    return option.source is Source.MANAGER and command.name in _NAMES_A_MEMBER


def _is_proposed(option: Option, command: Command) -> bool:
    return option.source is not None and not option.choices and not _is_of_members(option, command)


def _as_value(given: Any) -> Value | discord.Attachment:
    """Return what was given; of a person their id. One whom Discord says no more of comes as a mere Object."""
    return str(given.id) if isinstance(given, (discord.User, discord.Member, discord.Object)) else given


def _menu_entry(about: About) -> app_commands.ContextMenu:
    async def callback(interaction: discord.Interaction, message: discord.Message) -> None:
        await about(interaction, message)

    return app_commands.ContextMenu(
        name=_localised(lambda texts: texts.say("about-this-story")),
        callback=callback,
        allowed_contexts=_CONTEXTS,
        allowed_installs=_INSTALLS,
        nsfw=False,
        auto_locale_strings=False,
    )


# ---------------------------------------------------------------- words


class Words(app_commands.Translator):
    """The bot's own words in the languages that it speaks; in all others Discord shows the English ones."""

    async def load(self) -> None:
        """Read them now, and the names of languages: half a second, which nobody who types should wait for."""
        await asyncio.to_thread(_read_words)

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """Return what is said in the language of a locale, None where that is what everybody is told: English."""
        language = primary_subtag(locale.value)
        if language not in LANGUAGES[1:]:
            return None
        return cast(str, string.extras["say"](texts_for(language)))


def _read_words() -> None:
    for language in LANGUAGES:
        languages_named("", texts_for(language))


def _localised(say: Callable[[Texts], str]) -> app_commands.locale_str:
    return app_commands.locale_str(say(texts_for(LANGUAGES[0])), say=say)


def _name(word: str) -> app_commands.locale_str:
    """Return a word of the table as the name of a command or group. It means the same wherever it stands."""
    return app_commands.locale_str(word, say=lambda texts: texts.say(f"name-{word}"))


def _choices(option: Option) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=_localised(partial(_label, each)), value=each) for each in option.choices]


def _label(choice: str, texts: Texts) -> str:
    match choice:
        case "short":
            return texts.say("choice-short")
        case "medium":
            return texts.say("choice-medium")
        case "long":
            return texts.say("choice-long")
        case _:
            return texts.say("choice-full")


# ---------------------------------------------------------------- proposals


def _proposing(
    command: str, option: str, propose: Propose
) -> Callable[[discord.Interaction, Any], Coroutine[Any, Any, list[app_commands.Choice[str]]]]:
    """Return what discord.py calls with each letter typed. It never fails: whoever types goes on typing."""

    async def proposed(interaction: discord.Interaction, typed: object) -> list[app_commands.Choice[str]]:
        others = ((name, value) for name, value in interaction.namespace if name != option)
        given = {name: value for name, value in others if isinstance(value, (str, int))}
        choices: list[app_commands.Choice[str]] = []
        try:
            async with asyncio.timeout(PATIENCE):  # a client may send a number for what is typed into a text
                choices = _as_choices(await propose(interaction, command, given, option, str(typed)))
        except TimeoutError:
            _log.warning("proposals_late", command=command, option=option)
        except Exception as error:  # noqa: BLE001 — nobody who types is to be told of it
            _log.error("proposals_broke_us", command=command, option=option, exc_info=error)
        await _propose(interaction, choices)
        return choices  # which discord.py does not send once more

    return proposed


async def _propose(interaction: discord.Interaction, choices: Sequence[app_commands.Choice[str]]) -> None:
    """Send proposals, in place of discord.py, which takes what comes too late for a mistake and logs its traceback."""
    try:
        await interaction.response.autocomplete(choices)
    except FAILED_REQUEST as error:
        _log.log(INFO if is_gone(error) else WARNING, "proposals_not_shown", error=for_log(error))
        # It would send them again now. This task is of this interaction alone, and so ends here.
        raise asyncio.CancelledError from error


def _as_choices(proposals: Sequence[Proposal]) -> list[app_commands.Choice[str]]:
    """Return as many as Discord takes of those that it takes: no value too long, no value and no name twice."""
    by_name: dict[str, str] = {}
    for proposal in proposals:
        name = _cut(proposal.label)
        if name in by_name:
            name = proposal.value  # which tells apart what begins alike
        fits = name.strip() and 1 <= length(proposal.value) <= LONGEST
        if fits and name not in by_name and proposal.value not in by_name.values():
            by_name[name] = proposal.value
    return [app_commands.Choice(name=name, value=value) for name, value in by_name.items()][:MOST]


def _cut(label: str) -> str:
    while length(label) > LONGEST:
        label = label[: min(len(label), LONGEST) - 2] + "…"
    return label


# ---------------------------------------------------------------- registering


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What Discord has now."""

    command_id: str | None  # of `/digest`, None where Discord does not say
    is_new: bool  # it had other commands before


async def sync(tree: app_commands.CommandTree[Any]) -> Synced:
    """Tell Discord of the tree's global commands, all at once, if it has others; return what it has then.

    Raises what a failing request raises: discord.DiscordException, aiohttp.ClientError, TimeoutError. The commands that
    Discord has go on working then, and so may the bot.
    """
    client, translator = tree.client, tree.translator
    if client.application_id is None:
        raise app_commands.MissingApplicationID
    route = discord.http.Route("GET", "/applications/{id}/commands", id=client.application_id)
    known = await client.http.request(route, params={"with_localizations": "true"})
    if not isinstance(known, list):  # a page of some proxy, which discord.py hands on as text
        raise discord.DiscordException("Discord does not say which commands it has")
    ours = [
        await each.get_translated_payload(tree, translator) if translator else each.to_dict(tree)
        for each in tree.get_commands()
    ]
    if _by_name(known) == _by_name(ours):
        return Synced(command_id=_id_among({each["name"]: each["id"] for each in known}), is_new=False)
    return Synced(command_id=_id_among({each.name: each.id for each in await tree.sync()}), is_new=True)


def _id_among(ids: Mapping[str, object]) -> str | None:
    return str(ids[ROOT]) if ROOT in ids else None


# What a command, an option or a choice is, as far as we say it; Discord adds ids, versions and names of old.
_TOLD = frozenset(
    "name name_localizations description description_localizations type options choices value required autocomplete "
    "min_value max_value min_length max_length channel_types contexts integration_types nsfw "
    "default_member_permissions".split()
)


def _by_name(all_told: Sequence[Mapping[str, Any]]) -> dict[tuple[Any, Any], Any]:
    return {(each.get("type", 1), each.get("name")): _told(each) for each in all_told}


def _told(command: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told of a command or an option, without what counts as said where nothing is."""
    kept = {key: value for key, value in command.items() if key in _TOLD and not _is_usual(value)}
    for key in ("options", "choices"):
        if key in kept:
            kept[key] = [_told(each) for each in kept[key]]
    for key in ("contexts", "integration_types", "channel_types"):
        if key in kept:
            kept[key] = sorted(kept[key])
    return kept


def _is_usual(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})

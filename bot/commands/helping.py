"""`help`, `language`, and what commands and options are said to do.

In: a command, a group, or nothing; a language by its code or its name. Out: lists and sentences in the reader's
language. The texts `command-feed-add`, `group-feed` and `option-address` are looked up here and nowhere else.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from babel.lists import format_list

from bot.commands import naming
from bot.commands.answers import Answer, Button, Line, Refusal, Section
from bot.commands.asked import Asked
from bot.commands.calls import Feature, Role
from bot.commands.language_names import folded, language_meant
from bot.texts import LANGUAGES, Texts, primary_subtag, texts_for

if TYPE_CHECKING:  # the table names the handlers of this module
    from bot.commands.table import Command, Option

AUTO = "auto"  # for a language: whatever the platform or the channel says
_AROUND = "".join(naming.QUOTES) + "’ "


# ---------------------------------------------------------------- what they do


def described(command: "Command", texts: Texts) -> str:
    """Return what a command does, in at most 100 characters."""
    return texts.say(f"command-{command.name.replace(' ', '-')}")


def group_described(group: str, texts: Texts) -> str:
    """Return what the commands of a group are for, in at most 100 characters."""
    return texts.say(f"group-{group}")


def option_described(option: "Option", texts: Texts) -> str:
    """Return what an option is, in at most 100 characters."""
    return texts.say(f"option-{option.name}")


# ---------------------------------------------------------------- help


def help_(asked: Asked) -> Answer:
    """Return all commands that the person may use, or what is to know of one or of one group."""
    words = asked.text("command").strip(_AROUND).casefold().removeprefix(naming.PREFIX).strip()
    if not words:
        return _all(asked)
    if members := naming.members_of(words, asked.commands):
        return Answer(headline=group_described(words, asked.texts), lines=_lines(members, asked))
    return _one(naming.named(words, asked.commands)[0], asked)


def _all(asked: Asked) -> Answer:
    managers = [command for command in asked.commands.values() if command.role is Role.MANAGER]
    others = [command for command in asked.commands.values() if command.role is not Role.MANAGER]
    sections = [Section(heading=asked.say("help-for-everyone"), lines=_lines(others, asked))]
    if asked.role is Role.MANAGER:
        sections.append(Section(heading=asked.say("help-for-managers"), lines=_lines(managers, asked)))
    notes = [asked.say("help-brackets"), asked.say("help-more")]
    if Feature.TYPED in asked.place.features:
        notes.append(asked.say("help-quotes"))
        if asked.role is Role.MANAGER:
            notes.append(asked.say("help-windows"))
    if asked.role is Role.STRANGER:
        notes.append(asked.say("help-only-members"))
    return Answer(headline=asked.say("help-title"), notes=tuple(notes), sections=tuple(sections))


def _lines(commands: Iterable["Command"], asked: Asked) -> tuple[Line, ...]:
    return tuple(Line(text=_usage(each, asked), notes=(described(each, asked.texts),)) for each in commands)


def _usage(command: "Command", asked: Asked) -> str:
    return naming.usage(command, with_files=Feature.FILES in asked.place.features)


def _one(command: "Command", asked: Asked) -> Answer:
    notes = [described(command, asked.texts)]
    if command.role is Role.MANAGER:
        notes.append(asked.say("help-only-managers"))
    options = tuple(
        Line(text=option.name, notes=(option_described(option, asked.texts), *_bounds(option, asked)))
        for option in command.options
        if Feature.FILES in asked.place.features or option.kind.value != "file"
    )
    return Answer(
        headline=_usage(command, asked),
        notes=tuple(notes),
        lines=(*options, Line(text=asked.say("help-example", example=naming.example(command)))),
    )


def _bounds(option: "Option", asked: Asked) -> list[str]:
    """Return what may be written for an option, and whether it must be."""
    bounds = [asked.say("help-needed")] if option.is_required else []
    if option.choices:
        return [*bounds, format_list(option.choices, style="or", locale=asked.texts.locale)]
    match option.kind.value:
        case "number":
            bounds.append(asked.say("help-number", low=option.low, high=option.high))
        case "switch":
            bounds.append(asked.say("help-switch"))
        case "text":
            bounds.append(asked.say("help-text", high=option.high))
    return bounds


# ---------------------------------------------------------------- language


def language(asked: Asked) -> Answer:
    """Return the language that the person is answered in, after setting it where one is named."""
    wish = asked.text("code")
    if not wish:
        return _shown(asked)
    readership = asked.room.readership
    if folded(wish) == AUTO:
        readership.save_language(asked.place.chat, asked.person.id, None)
        tag = _automatic(asked)
        texts = texts_for(tag)
        said = texts.say("language-forgotten", language=texts.in_language(tag))
        return Answer(lines=(Line(text=said),), language=texts.language)
    tag = language_meant(wish) or ""
    if not tag:
        raise Refusal("language-unknown", language=naming.shown(wish))
    readership.save_language(asked.place.chat, asked.person.id, tag)
    texts = texts_for(tag)
    is_spoken = primary_subtag(tag) in LANGUAGES
    spoken = texts.in_language(tag)
    said = texts.say("language-set", language=spoken) if is_spoken else texts.say("language-of-news", language=spoken)
    return Answer(lines=(Line(text=said), *_channel_lines(asked, texts)), language=texts.language)


def _shown(asked: Asked) -> Answer:
    own = asked.room.readership.language_of(asked.place.chat, asked.person.id)
    spoken = asked.texts.in_language(asked.language)
    is_spoken = primary_subtag(asked.language) in LANGUAGES
    said = asked.say("language-shown", language=spoken) if is_spoken else asked.say("language-of-news", language=spoken)
    source = asked.say("language-chosen") if own else asked.say("language-automatic")
    buttons = (
        Button(label=texts_for(tag).language_name(tag), command=asked.command.name, arguments=tag)
        for tag in LANGUAGES
        if tag != primary_subtag(asked.language)
    )
    lines = (Line(text=said), Line(text=source), *_channel_lines(asked, asked.texts))
    return Answer(lines=lines, buttons=tuple(buttons))


def _channel_lines(asked: Asked, texts: Texts) -> list[Line]:
    """Say that what everybody reads stays as it is, where there is such a thing."""
    if asked.found is None or asked.place.is_direct:
        return []
    return [Line(text=texts.say("language-of-channel", language=texts.in_language(asked.subscription.language)))]


def _automatic(asked: Asked) -> str:
    """Return the language of somebody who has chosen none: of their platform, else of the channel."""
    channels = asked.found.subscription.language if asked.found else None
    return asked.person.language or channels or asked.place.language or LANGUAGES[0]

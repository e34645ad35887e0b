"""How commands are called and written: what a person types for them, an example of each, and the one that is meant.

In: commands, words, options. Out: text as `grammar` reads it. Pure; the table stands above this module, not below.

    usage(COMMANDS["mute"])       '/digest mute what [until]'
    example(COMMANDS["story"])    '/digest story k7qm language:fr'
"""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

from bot.commands.answers import Refusal
from bot.commands.calls import Attachment, Value

if TYPE_CHECKING:
    from bot.commands.table import Command, Option

PREFIX = "/digest"
# What may stand around a value, by what opens it. A closing mark within a value is written twice.
QUOTES = {'"': '"”“', "“": '”"', "”": '”"', "„": '“”"', "«": "»", "»": "«", "‘": "’"}

_MAX_SHOWN = 60  # characters of what somebody typed that are said again
_STORY_ID = re.compile("[a-z0-9]{4,6}", re.ASCII)
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")  # brackets, "#", quotation marks
_NEAR = 0.6  # how alike two names are of which one may be meant by the other
# What an option may hold, by its name: one that is taken as it stands.
_SAMPLES = {
    "address": "https://paper.example/rss",
    "article": "k7qm",
    "code": "fr",
    "command": "feed add",
    "confirm": "true",
    "count": "2",
    "days": "7",
    "file": "file",
    "hours": "24",
    "id": "k7qm",
    "key": "length",
    "language": "fr",
    "length": "long",
    "n": "1",
    "person": "mia",
    "post": "true",
    "query": "night train",
    "rule": '"rate cut"',
    "sources": "https://paper.example/rss",
    "text": 'length = "short"',
    "times": "08:00",
    "timezone": "Europe/Paris",
    "topic": "climate",
    "topics": "climate",
    "until": "2026-12-24",
    "value": "short",
    "what": "source:paper.example",
    "when": "08:30 mon-fri",
}


def usage(command: "Command", *, with_files: bool = False) -> str:
    """Return what to write for a command; what may be left out stands in square brackets. A file cannot be typed."""
    options = [option for option in command.options if with_files or option.kind.value != "file"]
    written = (option.name if option.is_required else f"[{option.name}]" for option in options)
    return " ".join((PREFIX, command.name, *written))


def example(command: "Command") -> str:
    """Return a command as somebody may write it: with what it needs, and one thing that may be left out."""
    needed = [_SAMPLES[option.name] for option in command.options if option.is_required]
    others = [option for option in command.options if not option.is_required and option.kind.value != "file"]
    return " ".join((PREFIX, command.name, *needed, *(_sample(option) for option in others[:1])))


def _sample(option: "Option") -> str:
    if option.kind.value == "switch":
        return option.name
    return _SAMPLES[option.name] if option.takes_rest else f"{option.name}:{_SAMPLES[option.name]}"


def arguments_of(options: Mapping[str, Value]) -> str:
    """Return options as text that `grammar.parsed` reads as the same ones, each by its name: for buttons.

    A file cannot be written, and is left out.
    """
    given = ((name, value) for name, value in options.items() if not isinstance(value, Attachment))
    return " ".join(f"{name}:{written(value)}" for name, value in given)


def written(value: str | int | bool) -> str:
    """Return a value as it is typed: in quotation marks where it has blanks."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if text and text[0] not in QUOTES and not any(letter.isspace() for letter in text):
        return text
    return '"' + "".join(letter * 2 if letter in QUOTES['"'] else letter for letter in text) + '"'


def story_name(typed: str) -> str:
    """Return the id of a story that somebody may have meant, "" for what is none: "k7qm" of " [K7QM] "."""
    name = _AROUND.sub("", typed).lower()
    return name if _STORY_ID.fullmatch(name) else ""


# ---------------------------------------------------------------- which one is meant


def named(words: str, commands: Mapping[str, "Command"]) -> tuple["Command", str]:
    """Return the command that a text begins with, and the rest of it as it stands.

    Refusal for a group alone, which needs one more word, and for what is no command, with the one that may be meant.
    """
    first, after_first = _parted(words)
    name = first.removeprefix("/").casefold()
    if command := commands.get(name):
        return command, after_first
    second, after_second = _parted(after_first)
    if command := commands.get(f"{name} {second.casefold()}"):
        return command, after_second
    if members := members_of(name, commands):
        if not second:
            raise Refusal("group-alone", group=name, commands=_members(members))
        if near := near_name(second, [each.name.rpartition(" ")[2] for each in members]):
            raise Refusal("no-such-command-but", command=shown(f"{name} {second}"), near=f"{name} {near}")
        raise Refusal("no-such-member", command=shown(f"{name} {second}"), group=name, commands=_members(members))
    raise _unknown(name, second.casefold(), commands)


def members_of(group: str, commands: Mapping[str, "Command"]) -> list["Command"]:
    """Return the commands of a group, none where there is no such group."""
    return [command for command in commands.values() if command.group == group]


def near_name(word: str, names: list[str]) -> str | None:
    """Return the name that may be meant by a word that is none of them."""
    return next(iter(get_close_matches(word[:_MAX_SHOWN].casefold(), names, n=1, cutoff=_NEAR)), None)


def shown(text: str) -> str:
    """Return the beginning of what somebody typed, to be said again."""
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"


def _unknown(first: str, second: str, commands: Mapping[str, "Command"]) -> Refusal:
    """Return what to say of a word that begins no command: of names of one and of two words the most like it."""
    first, second = first[:_MAX_SHOWN], second[:_MAX_SHOWN]
    typed = {1: first, 2: f"{first} {second}"}
    groups = [command.group for command in commands.values() if command.group]
    alike = {
        name: SequenceMatcher(None, typed[1 + name.count(" ")], name).ratio()
        for name in dict.fromkeys([*commands, *groups])
    }
    if (swapped := f"{second} {first}") in commands:
        return Refusal("no-such-command-but", command=shown(typed[2]), near=swapped)
    near = max(alike, key=lambda name: alike[name])
    if alike[near] >= _NEAR:
        return Refusal("no-such-command-but", command=shown(typed[1 + near.count(" ")]), near=near)
    return Refusal("no-such-command", command=shown(first))


def _parted(text: str) -> tuple[str, str]:
    """Return the first word of a text and what follows it, both without blanks around."""
    first, *rest = text.split(maxsplit=1) or [""]
    return first, rest[0].strip() if rest else ""


def _members(members: list["Command"]) -> str:
    return " | ".join(command.name.rpartition(" ")[2] for command in members)

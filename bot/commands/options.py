"""What is written for the options of a command, checked against the table.

In: options as a platform or `grammar` hands them over, texts or typed values. Out: values of the right type and within
their bounds; Refusal with what may be written instead. Pure.

    checked(COMMANDS["now"], {"hours": "24", "post": "yes"})   {"hours": 24, "post": True}
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from bot.commands.answers import Refusal
from bot.commands.calls import Attachment, Value
from bot.commands.naming import near_name, shown, usage
from bot.commands.table import Command, Kind, Option

# What people say for on and off, in the languages that the bot speaks.
SWITCH_WORDS: Mapping[str, bool] = {
    **dict.fromkeys("true yes y on 1 oui vrai ja an wahr sì si vero sí verdadero".split(), True),
    **dict.fromkeys("false no n off 0 non faux nein aus falsch falso".split(), False),
}

_NUMBER = re.compile(r"\+?[0-9]{1,9}")
_NO_TEXT = re.compile("(?![\t\n\r])[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # control characters, halves of characters
# What a chat makes of "@mia", "#general" and "@here" that are typed: nothing that is looked for in the news.
_MENTION = re.compile(r"<(?:[@#][!&]?[A-Za-z0-9]+|![a-z]+(?:\^[A-Za-z0-9]+)?)(?:\|[^<>]*)?>")
_SAMPLE = 3  # the number that is given as an example, where it is within bounds


def checked(command: Command, options: Mapping[str, Value]) -> dict[str, Value]:
    """Return the options of a call, typed; what is blank counts as left out. Refusal for the first that cannot be.

    Of a command that keeps blanks it is "".
    """
    known = {option.name: option for option in command.options}
    for name in options:
        if name not in known:
            raise _unknown(name, command)
    blank = {name: "" for name, value in options.items() if isinstance(value, str) and not value.strip()}
    given = {name: value for name, value in options.items() if name not in blank}
    for option in command.options:
        if option.is_required and option.name not in given:
            raise Refusal("given-too-little", option=option.name, usage=usage(command))
    read = {name: _READERS[known[name].kind](known[name], value) for name, value in given.items()}
    return {**blank, **read} if command.keeps_blanks else read


def _unknown(name: str, command: Command) -> Refusal:
    if near := near_name(name, [option.name for option in command.options]):
        return Refusal("no-such-option-but", option=shown(name), near=near, usage=usage(command))
    return Refusal("no-such-option", option=shown(name), usage=usage(command))


def _number(option: Option, value: Value) -> int:
    text = _plain(value)
    if not isinstance(value, bool) and _NUMBER.fullmatch(text) and option.low <= (number := int(text)) <= option.high:
        return number
    sample = f"{option.name}:{min(option.high, max(option.low, _SAMPLE))}"
    raise Refusal("wants-number", option=option.name, low=option.low, high=option.high, sample=sample)


def _switch(option: Option, value: Value) -> bool:
    if isinstance(value, bool):
        return value
    if (meant := SWITCH_WORDS.get(_plain(value))) is None:
        raise Refusal("wants-switch", option=option.name)
    return meant


def _file(option: Option, value: Value) -> Attachment:
    if not isinstance(value, Attachment):
        raise Refusal("wants-file", option=option.name)
    return value


def _text(option: Option, value: Value) -> str:
    if isinstance(value, Attachment):
        raise Refusal("wants-text", option=option.name)
    if option.choices:
        return _choice(option, value)
    text = str(value).strip()
    if _NO_TEXT.search(text):
        raise Refusal("wants-letters", option=option.name)
    if not option.takes_mentions and _MENTION.search(text):
        raise Refusal("wants-words", option=option.name)
    if not option.low <= len(text) <= option.high:
        raise Refusal("wants-length", option=option.name, low=option.low, high=option.high, length=len(text))
    return text


def _choice(option: Option, value: Value) -> str:
    text = _plain(value)
    if text in option.choices:
        return text
    choices = ", ".join(option.choices)
    if near := next(iter(get_close_matches(text[:60], option.choices, n=1)), None):
        raise Refusal("wants-choice-but", option=option.name, choices=choices, near=f"{option.name}:{near}")
    raise Refusal("wants-choice", option=option.name, choices=choices, sample=f"{option.name}:{option.choices[0]}")


def _plain(value: Value) -> str:
    return "" if isinstance(value, Attachment) else unicodedata.normalize("NFKC", str(value)).strip().casefold()


_READERS: Mapping[Kind, Callable[[Option, Value], Value]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.SWITCH: _switch,
    Kind.FILE: _file,
}

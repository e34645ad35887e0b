"""What may follow in a line that is being typed: names of commands, of options, and what they may be.

In: the line up to the cursor. Out: completions for prompt_toolkit, from the proposals that chat platforms show, too.
"""

import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from dataclasses import dataclass

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.commands.answers import Refusal
from bot.commands.calls import Value
from bot.commands.completing import Proposal
from bot.commands.grammar import parsed
from bot.commands.naming import PREFIX, named, written
from bot.commands.table import COMMANDS, Command, Kind, Option
from bot.formats.typography import harmless

Propose = Callable[[str, dict[str, Value], str, str], Awaitable[list[Proposal]]]

_PREFIX = re.compile(rf"\s*(?:{PREFIX}\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """What is being typed at the end of a line."""

    command: Command | None  # None: its name
    word: str  # what stands of it
    options: dict[str, Value]  # that stand before it
    option: Option | None = None  # that the word is for
    is_named: bool = False  # the name of the option stands before the word


def typing_at(line: str) -> Typing:
    """Return what is being typed at the end of a line."""
    words = _PREFIX.sub("", line, count=1)
    try:
        command, rest = named(words, COMMANDS)
    except Refusal:
        return Typing(command=None, word=words, options={})
    if not rest and not words[-1:].isspace():
        return Typing(command=None, word=words, options={})
    word = "" if words[-1:].isspace() else rest.split()[-1]
    try:
        options = parsed(f"{command.name} {rest.removesuffix(word)}")[1]
    except Refusal:
        options = {}
    name, colon, typed = word.partition(":")
    if called := next((option for option in command.options if colon and option.name == name), None):
        return Typing(command=command, word=typed, options=options, option=called, is_named=True)
    following = next((each for each in command.options if each.name not in options and each.kind is Kind.TEXT), None)
    return Typing(command=command, word=word, options=options, option=following)


class Completions(Completer):
    """Completes lines at a prompt; `propose` gives what an option may be."""

    def __init__(self, propose: Propose) -> None:
        self._propose = propose

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Give nothing: who waits for the database asks the other way."""
        return iter(())

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        """Give what may follow at the cursor."""
        typing = typing_at(document.text_before_cursor)
        for text, label in [*_names(typing), *await self._values(typing)]:
            yield Completion(text, start_position=-len(typing.word), display=harmless(label))

    async def _values(self, typing: Typing) -> list[tuple[str, str]]:
        if typing.command is None or typing.option is None:
            return []
        found = await self._propose(typing.command.name, typing.options, typing.option.name, typing.word)
        is_rest = typing.option.takes_rest and not typing.is_named
        return [(each.value if is_rest else written(each.value), each.label) for each in found]


def _names(typing: Typing) -> Iterator[tuple[str, str]]:
    word = typing.word.casefold()
    if typing.command is None:
        yield from ((name, name) for name in COMMANDS if name.startswith(word))
    elif not typing.is_named:
        left = (option.name for option in typing.command.options if option.name not in typing.options)
        yield from ((f"{name}:", f"{name}:") for name in left if name.startswith(word))

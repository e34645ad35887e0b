"""A command as a person types it: its name, then options by name or in order.

In: what stands behind "/digest" in Slack, on a button or at the prompt. Out: the name of a command and its options as
written; `options` then reads them. Pure, and takes as long as the text is long.

    now 12 topic:"world news"                                 by name or in the order of the table
    now 24 post                                               a switch alone is on
    search night train days:3                                 what takes the rest takes it as it stands

>>> parsed("story k7qm length:long")
('story', {'id': 'k7qm', 'length': 'long'})
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.commands.answers import Refusal
from bot.commands.calls import Value
from bot.commands.naming import PREFIX, QUOTES, named, near_name, shown, usage
from bot.commands.options import SWITCH_WORDS
from bot.commands.table import COMMANDS, Command, Kind, Option, Source

MAX_TEXT = 7000  # characters: the longest option and what stands around it

_WITHOUT_COLON = frozenset({Source.LANGUAGE, Source.ZONE})  # what these list never has one
_CALLED = re.compile(rf"{PREFIX}(?!\S)|{PREFIX[1:]}(?!\S)", re.IGNORECASE)
_NAMED = re.compile(r"([a-z]\w{0,31})[:=]", re.IGNORECASE | re.ASCII)
_WORD = re.compile(r"\S+")
_BLANKS = re.compile(r"\s*")
# What stands in quotation marks, by the mark that opens it: up to one that closes it, with a blank or the end behind.
# A mark that stands twice is one of the text. Possessive, since it is tried at each of a thousand marks.
_DOUBLED = {opening: re.compile(rf"([{closing}])\1") for opening, closing in QUOTES.items()}
_QUOTED = {
    opening: re.compile(rf"{opening}((?:[^{closing}]++|([{closing}])\2|([{closing}])(?!\3)(?=\S))*+)[{closing}](?!\S)")
    for opening, closing in QUOTES.items()
}


def parsed(text: str, commands: Mapping[str, Command] = COMMANDS) -> tuple[str, dict[str, Value]]:
    """Return the name of the command and its options as they are written. Refusal for what makes no sense."""
    if len(text) > MAX_TEXT:
        raise Refusal("text-too-long", most=MAX_TEXT)
    words = text.strip()
    while called := _CALLED.match(words):
        words = words[called.end() :].strip()
    command, rest = named(words or "help", commands)
    reading = _Reading(command=command, text=rest)
    while reading.at < len(rest):
        reading.read_one()
    return command.name, dict(reading.options)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """How far the options of one command are read."""

    command: Command
    text: str
    at: int = 0  # where the next word begins, or the end
    options: dict[str, str] = field(default_factory=dict)

    def read_one(self) -> None:
        """Read the next option."""
        if option := self._called_at(self.at):
            self._keep(option, *self._value_at(option, self._after_name(self.at)))
            return
        word = self._word_at(self.at)
        switch = self._option(word)
        if switch and switch.kind is Kind.SWITCH:
            self._keep(switch, "true", self.at + len(word))
            return
        option = self._next()
        self._refuse_slip(word, option)
        # A switch is named, or said yes or no to.
        if option is None or (option.kind is Kind.SWITCH and word.casefold() not in SWITCH_WORDS):
            raise Refusal("words-left", words=shown(self.text[self.at :]), usage=usage(self.command))
        is_rest = option.takes_rest and (option.keeps_quotes or not self._is_quoted(option))
        self._keep(option, *(self._rest_at(option, self.at) if is_rest else self._phrase_at(option, self.at)))

    def _keep(self, option: Option, value: str, end: int) -> None:
        """Keep the value of an option, which ends there."""
        if option.name in self.options:
            raise Refusal("given-twice", option=option.name, usage=usage(self.command))
        self.options[option.name] = value
        self.at = self._past_blanks(end)

    # ---- which option

    def _option(self, name: str) -> Option | None:
        return next((option for option in self.command.options if option.name == name.casefold()), None)

    def _called_at(self, at: int) -> Option | None:
        """Return the option that a word such as "hours:24" names, None where it is a value."""
        called = _NAMED.match(self.text, at)
        return self._option(called[1]) if called else None

    def _next(self) -> Option | None:
        """Return the option that comes next in order; a file cannot be typed."""
        left = (option for option in self.command.options if option.name not in self.options)
        return next((option for option in left if option.kind is not Kind.FILE), None)

    def _refuse_slip(self, word: str, option: Option | None) -> None:
        """Raise Refusal for a name of no option that is nearly one, or that stands where no value has a colon.

        "https://…" and "source:…" are values.
        """
        called = _NAMED.match(word)
        if not called or word.startswith("//", called.end()) or (option and option.takes_rest):
            return
        if near := near_name(called[1], [each.name for each in self.command.options]):
            raise Refusal("no-such-option-but", option=called[1], near=near, usage=usage(self.command))
        if option is None or option.kind is not Kind.TEXT or option.choices or option.source in _WITHOUT_COLON:
            raise Refusal("no-such-option", option=called[1], usage=usage(self.command))

    # ---- its value, and where that ends

    def _value_at(self, option: Option, at: int) -> tuple[str, int]:
        """Return what stands behind the name of an option, be there blanks between or not."""
        at = self._past_blanks(at)
        if at == len(self.text):
            raise Refusal("given-empty", option=option.name, usage=usage(self.command))
        if not option.takes_rest:
            return self._phrase_at(option, at)
        quoted = self._quoted_at(at)
        # Quotes around a part of the rest are its own: "rate cut", /x/
        return quoted if quoted and self._is_tail(quoted[1], option) else self._rest_at(option, at)

    def _phrase_at(self, option: Option, at: int) -> tuple[str, int]:
        """Return what stands in quotation marks, or one word. Marks that nobody closed go round all that is left."""
        if quoted := self._quoted_at(at):
            return quoted
        if self.text[at] in QUOTES:
            return self._rest_at(option, at + 1)
        word = self._word_at(at)
        return word, at + len(word)

    def _is_quoted(self, option: Option) -> bool:
        """Whether all of the rest that is the option's stands in one pair of quotation marks."""
        quoted = self._quoted_at(self.at)
        return quoted is not None and self._is_tail(quoted[1], option)

    def _rest_at(self, option: Option, at: int) -> tuple[str, int]:
        """Return all that is left, as it stands, up to other options by name that end it."""
        for word in _WORD.finditer(self.text, at + 1):
            begins = self.text[word.start() - 1].isspace()
            if begins and self._called_at(word.start()) and self._is_tail(word.start(), option):
                return self.text[at : word.start()].rstrip(), word.start()
        return self.text[at:], len(self.text)

    def _is_tail(self, at: int, last: Option) -> bool:
        """Whether nothing follows but options by name that are not given yet."""
        given = {*self.options, last.name}
        at = self._past_blanks(at)
        while at < len(self.text):
            option = self._called_at(at)
            if option is None or option.name in given:
                return False
            given.add(option.name)
            at = self._past_blanks(self._after_name(at))
            quoted = self._quoted_at(at)
            at = self._past_blanks(quoted[1] if quoted else at + len(self._word_at(at)))
        return True

    def _quoted_at(self, at: int) -> tuple[str, int] | None:
        """Return what stands between quotation marks that begin there, None where none do or nobody closed them."""
        opening = self.text[at : at + 1]
        quoted = _QUOTED[opening].match(self.text, at) if opening in QUOTES else None
        return (_DOUBLED[opening].sub(r"\1", quoted[1]), quoted.end()) if quoted else None

    # ---- words

    def _after_name(self, at: int) -> int:
        called = _NAMED.match(self.text, at)
        return called.end() if called else at

    def _word_at(self, at: int) -> str:
        found = _WORD.match(self.text, at)
        return found.group() if found else ""

    def _past_blanks(self, at: int) -> int:
        found = _BLANKS.match(self.text, at)
        return found.end() if found else at

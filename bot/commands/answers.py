"""What a command answers, before any platform: words in the reader's language, links, stories, buttons.

All of it is plain text that may hold whatever feeds hold: who renders it makes it harmless, and escapes it.

    Answer(headline=say("followed-story", id="k7qm"), buttons=(Button(command="unfollow", arguments="k7qm", …),))
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.commands.calls import Attachment
from bot.formats.typography import BEGINS_QUOTED
from bot.texts import Texts, texts_for
from digests.models import Digest

MAX_PRESSED = 90  # characters of a button's command and arguments together
MAX_LINK = 100  # characters of a text that is pressed; a longer one is read, and its source behind it carries the link


class Refusal(Exception):
    """What cannot be done for whoever asked: the key of a text, and what goes into it. Nothing was changed."""

    def __init__(self, key: str, **arguments: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.arguments = arguments


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an answer: a sentence, or an entry of a list."""

    text: str
    url: str | None = None  # where the text leads
    notes: tuple[str, ...] = ()  # what stands smaller behind it, each apart: "Le Monde", "21 nov. 2026, 18:05"
    at: datetime | None = None  # the moment to come that it says: a platform may add what that is to each reader

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry of a list."""
        return bool(self.url or self.notes)

    @property
    def is_quotation(self) -> bool:
        """Whether it is to be read and not pressed: a quotation with its source, or what is as long."""
        return bool(self.url and self.notes) and (len(self.text) > MAX_LINK or self.text.startswith(BEGINS_QUOTED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines below a heading of their own."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryItem:
    """One story of a list; "More", "Sources" and "Follow" may stand beside it."""

    id: str
    headline: str
    url: str | None = None
    notes: tuple[str, ...] = ()  # "7 publishers", "en de fr", "in German", …
    quote: str = ""  # a sentence of it, in its quotation marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to press: it calls a command with these arguments, written as a person would type them."""

    label: str
    command: str
    arguments: str = ""  # "k7qm", "hours:24 post:true"; at most MAX_PRESSED characters with the command


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the values that a field of a form may have."""

    value: str  # at most 150 characters
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form: an option of its command. It is written, or chosen where there are choices."""

    option: str
    label: str
    value: str  # what stands in it at first
    hint: str = ""
    choices: tuple[Choice, ...] = ()  # at most 100
    takes_several: bool = False  # of the choices: their values come with a line break between them


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What to fill in before a command can be done; sent off, it calls the command with these options."""

    command: str
    title: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said to whoever called. What stands first in this list stands first on the screen."""

    headline: str = ""
    url: str | None = None  # where the headline leads
    notes: tuple[str, ...] = ()  # below it, smaller, each apart
    lines: tuple[Line, ...] = ()
    digest: Digest | None = None  # rendered as its chat renders digests
    stories: tuple[StoryItem, ...] = ()
    sections: tuple[Section, ...] = ()
    attachment: Attachment | None = None
    form: Form | None = None
    buttons: tuple[Button, ...] = ()
    is_refused: bool = False  # nothing was done; the lines say why
    refusal: str | None = None  # the key of what the lines say, where that is a `Refusal`
    language: str | None = None  # of the words; None until it is known who is answered
    # What is still to be done after this answer is shown; its answer takes the place of this one.
    then: "Work | None" = None

    @property
    def texts(self) -> Texts:
        """The words of its language."""
        return texts_for(self.language or "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeEntry:
    """One digest that a person may change."""

    address: str  # of its channel, as `Place.address` has it; the person's own begins with "@"
    lines: tuple[Line, ...]
    buttons: tuple[Button, ...]  # what they call is called in that channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What a person sees of the bot where a platform has a page for that: the digests that they may change."""

    headline: str
    lines: tuple[Line, ...]
    entries: tuple[HomeEntry, ...]
    buttons: tuple[Button, ...]  # what they call is called in the direct message with the bot
    language: str


Work = Callable[[], Awaitable[Answer]]

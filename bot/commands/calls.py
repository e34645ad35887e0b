"""Who asks for what, where: a command as a platform hands it over.

Call(id="1417", person=person, place=place, command="story", options={"id": "k7qm"}, at=now)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import TypeAlias


class Role(IntEnum):
    """What somebody is in a place; who is more may do all that who is less may."""

    STRANGER = 0  # of another workspace
    READER = 1
    MANAGER = 2  # may change the digest of the place


class Ability(StrEnum):
    """What the bot may have to be allowed in a channel."""

    SEE = "see"  # that there is the channel
    POST = "post"
    READ_HISTORY = "read history"  # by which a message is looked for whose sending was not answered
    EMBED = "embed"  # post in the oldest layout, with links that unfold
    ATTACH = "attach"  # hand out files
    BEGIN_THREADS = "begin threads"
    POST_IN_THREADS = "post in threads"


class Feature(StrEnum):
    """What a chat has beside messages and buttons."""

    FILES = "files"  # that come with a command
    FORUMS = "forums"
    TYPED = "typed"  # a command is typed as one text, and the name of a form alone opens its window


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whoever calls, as far as the platform knows them."""

    id: str  # as the chat calls them, without "@"
    workspace: str  # the id of the server or workspace that they belong to, or act in
    language: str | None = None  # the locale that they use the platform in, BCP 47
    timezone: str | None = None  # a name of the IANA database
    is_admin: bool = False  # whether the platform lets them manage this channel or all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The channel where a command is called; in a direct message that is the person."""

    chat: str  # Chat.name
    address: str  # as `Chat.send` takes it: "@" and the id of the person in a direct message
    workspace: str
    language: str | None = None  # of the server or workspace, BCP 47
    timezone: str | None = None
    features: frozenset[Feature] = frozenset((Feature.FILES, Feature.FORUMS))  # of the chat
    lacks: frozenset[Ability] = frozenset()  # what the bot is not allowed there, as far as the platform says

    @property
    def is_direct(self) -> bool:
        """Whether it is a direct message, which only the person sees."""
        return self.address.startswith("@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that comes with a command or goes with an answer."""

    name: str
    data: bytes


Value: TypeAlias = str | int | bool | Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of one command."""

    id: str  # of the interaction, never twice in a chat: it is handled once, however often it comes
    person: Person
    place: Place
    command: str = ""  # "now", "feed add"
    options: Mapping[str, Value] = field(default_factory=dict)  # as written; each is checked before a handler sees it
    text: str | None = None  # what was typed or stands on a button: command and options are read from it
    message: str | None = None  # the id of the message that a button stands under, or that was pointed at
    is_from_elsewhere: bool = False  # from a page or a window: nothing but its own word says that they see the place
    at: datetime

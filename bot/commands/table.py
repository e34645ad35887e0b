"""The one table of commands: what each is called, takes and does, and who may use it.

Discord's tree, Slack's parser, `help`, the prompt and the README's list are made of it. What a command and its options
do is said by the texts `command-feed-add` and `option-address`.

>>> COMMANDS["mute"].role.name, [option.name for option in COMMANDS["mute"].options]
('MANAGER', ['what', 'until'])
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.commands import (
    digesting,
    feed_form,
    feeding,
    finding,
    governing,
    health,
    helping,
    messages,
    muting,
    scheduling,
    setting_up,
    settings_form,
    stories,
    topic_form,
    topics,
)
from bot.commands.answers import Answer
from bot.commands.asked import Asked
from bot.commands.calls import Role
from digests.preferences import PREFERENCES

MAX_QUERY = 200  # characters


class Kind(StrEnum):
    """What an option takes."""

    TEXT = "text"
    NUMBER = "number"
    SWITCH = "switch"  # true or false
    FILE = "file"


class Source(StrEnum):
    """Where the proposals for an option come from while it is typed; other values are taken, too."""

    STORY = "story"  # ids of stories of the last digests
    FOLLOWED = "followed"  # ids of stories that the person follows
    LANGUAGE = "language"
    ZONE = "zone"
    FEED = "feed"  # feeds of this digest
    KEY = "key"  # names of settings
    VALUE = "value"  # what the setting named before may be
    RULE = "rule"  # of this digest's include and exclude
    MUTE = "mute"  # what is muted here
    MANAGER = "manager"
    COMMAND = "command"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a command."""

    name: str
    kind: Kind = Kind.TEXT
    is_required: bool = False
    low: int = 1  # of a number; of a text how many characters it has at least
    high: int = 200  # likewise at most
    choices: tuple[str, ...] = ()  # nothing else may be written
    source: Source | None = None
    takes_rest: bool = False  # as the last one in order it takes all that is left, unquoted: "search train strike"
    keeps_quotes: bool = False  # and quotation marks around it mean something: a phrase is no list of words
    takes_mentions: bool = False  # of people, groups or channels, as the chat writes them: "<@U024BE7LH>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command."""

    name: str  # "now", or group and name: "feed add"
    handler: Callable[[Asked], Answer]
    options: tuple[Option, ...] = ()
    role: Role = Role.READER  # who may use it, and who is more
    needs_digest: bool = True  # whether the place must have one
    opens_form: bool = False  # without options it answers with a form, which a platform shows only if it comes first
    keeps_blanks: bool = False  # an option that comes as "" is not left out: back to what it usually is
    # Between two runs of `Answer.then` in one place; while one runs there, none begins.
    cooldown: timedelta | None = None

    @property
    def group(self) -> str | None:
        """ "feed" of "feed add", None of "now"."""
        return self.name.rpartition(" ")[0] or None


def _number(name: str, low: int, high: int) -> Option:
    return Option(name=name, kind=Kind.NUMBER, low=low, high=high)


_ID = Option(name="id", is_required=True, high=20, source=Source.STORY)
_LANGUAGE = Option(name="language", high=35, source=Source.LANGUAGE)
_TOPIC = Option(name="topic", high=100)
_ADDRESS = Option(name="address", is_required=True, high=2000)
_FILE = Option(name="file", kind=Kind.FILE)
_RULE = Option(name="rule", is_required=True, takes_rest=True, keeps_quotes=True)
_PERSON = Option(name="person", is_required=True, high=200, source=Source.MANAGER, takes_mentions=True)
_KEY = Option(name="key", is_required=True, high=40, source=Source.KEY)
_VALUE = Option(
    name="value",
    is_required=True,
    high=6000,
    source=Source.VALUE,
    takes_rest=True,
    keeps_quotes=True,
    takes_mentions=True,
)
_UNTIL = Option(name="until", high=40, takes_rest=True)
_LENGTH = Option(name="length", choices=("short", "medium", "long", "full"))

_MANAGER = Role.MANAGER

_TABLE = (
    # ---- for everyone
    Command(
        name="now",
        handler=digesting.now,
        options=(
            _number("hours", 1, 168),
            _LANGUAGE,
            _TOPIC,
            Option(name="post", kind=Kind.SWITCH),  # a manager's, which its handler checks
        ),
        cooldown=timedelta(seconds=60),
    ),
    # In a direct message a story may be one that the person knows from elsewhere.
    Command(name="story", handler=stories.story, options=(_ID, _LANGUAGE, _LENGTH), needs_digest=False),
    Command(name="sources", handler=stories.sources, options=(_ID,), needs_digest=False),
    Command(
        name="search",
        handler=finding.search,
        options=(
            Option(name="query", is_required=True, high=MAX_QUERY, takes_rest=True),
            _number("days", 1, 30),
            _LANGUAGE,
        ),
    ),
    Command(name="top", handler=finding.top, options=(_TOPIC, _number("days", 1, 30))),
    Command(name="last", handler=digesting.last, options=(_number("n", 1, 10), _LANGUAGE)),
    Command(
        name="language",
        handler=helping.language,
        options=(Option(name="code", high=35, source=Source.LANGUAGE),),
        needs_digest=False,
    ),
    Command(name="follow", handler=stories.follow, options=(_ID,), needs_digest=False),
    Command(
        name="unfollow",
        handler=stories.unfollow,
        options=(Option(name="id", is_required=True, high=20, source=Source.FOLLOWED),),
        needs_digest=False,
    ),
    Command(
        name="help",
        handler=helping.help_,
        options=(Option(name="command", high=40, source=Source.COMMAND, takes_rest=True),),
        role=Role.STRANGER,
        needs_digest=False,
    ),
    # ---- for managers
    Command(
        name="setup",
        handler=setting_up.setup,
        options=(
            _LANGUAGE,
            Option(name="timezone", high=100, source=Source.ZONE),
            Option(name="times", high=200),
            Option(name="sources", high=4000),
            Option(name="topics", high=1000),
        ),
        role=_MANAGER,
        needs_digest=False,
        opens_form=True,
    ),
    Command(name="settings show", handler=governing.show, role=_MANAGER),
    Command(name="settings set", handler=governing.set_, options=(_KEY, _VALUE), role=_MANAGER),
    Command(name="settings reset", handler=governing.reset, options=(_KEY,), role=_MANAGER),
    Command(name="settings export", handler=governing.export, role=_MANAGER),
    Command(
        name="settings import",
        handler=governing.import_,
        options=(_FILE, Option(name="text", high=6000, takes_rest=True, keeps_quotes=True, takes_mentions=True)),
        role=_MANAGER,
    ),
    Command(name="schedule show", handler=scheduling.show, role=_MANAGER),
    Command(
        name="schedule set",
        handler=scheduling.set_,
        options=(Option(name="when", is_required=True, takes_rest=True),),
        role=_MANAGER,
    ),
    Command(
        name="schedule pause",
        handler=scheduling.pause,
        options=(_UNTIL,),
        role=_MANAGER,
    ),
    Command(name="schedule resume", handler=scheduling.resume, role=_MANAGER),
    Command(name="schedule skip", handler=scheduling.skip, options=(_number("count", 0, 100),), role=_MANAGER),
    Command(name="feed add", handler=feeding.add, options=(_ADDRESS,), role=_MANAGER),
    Command(
        name="feed remove",
        handler=feeding.remove,
        options=(Option(name="address", is_required=True, high=2000, source=Source.FEED, takes_rest=True),),
        role=_MANAGER,
    ),
    Command(name="feed list", handler=feeding.list_, role=_MANAGER),
    Command(name="feed test", handler=feeding.test, options=(_ADDRESS,), role=_MANAGER),
    Command(
        name="feed import",
        handler=feeding.import_,
        options=(_FILE, Option(name="address", high=2000)),
        role=_MANAGER,
    ),
    Command(name="feed export", handler=feeding.export, role=_MANAGER),
    Command(name="topic include", handler=topics.include, options=(_RULE,), role=_MANAGER),
    Command(name="topic exclude", handler=topics.exclude, options=(_RULE,), role=_MANAGER),
    Command(
        name="topic remove",
        handler=topics.remove,
        options=(Option(name="rule", is_required=True, source=Source.RULE, takes_rest=True, keeps_quotes=True),),
        role=_MANAGER,
    ),
    Command(name="topic list", handler=topics.list_, role=_MANAGER),
    Command(name="mute", handler=muting.mute, options=(Option(name="what", is_required=True), _UNTIL), role=_MANAGER),
    Command(
        name="unmute",
        handler=muting.unmute,
        options=(Option(name="what", is_required=True, source=Source.MUTE, takes_rest=True),),
        role=_MANAGER,
    ),
    Command(name="preview", handler=digesting.preview, role=_MANAGER, cooldown=timedelta(seconds=10)),
    Command(
        name="why",
        handler=health.why,
        options=(Option(name="article", is_required=True, high=2000, source=Source.STORY),),
        role=_MANAGER,
    ),
    Command(name="status", handler=health.status, role=_MANAGER),
    Command(
        name="resend",
        handler=health.resend,
        options=(Option(name="confirm", kind=Kind.SWITCH),),
        role=_MANAGER,
    ),
    Command(name="managers add", handler=governing.add_manager, options=(_PERSON,), role=_MANAGER),
    Command(name="managers remove", handler=governing.remove_manager, options=(_PERSON,), role=_MANAGER),
    Command(name="managers list", handler=governing.list_managers, role=_MANAGER),
)

COMMANDS: Mapping[str, Command] = {command.name: command for command in _TABLE}

# What is called on a message, by a button under it or by pointing at it: `Call.message` says on which. Nobody types it.
ON_MESSAGES: Mapping[str, Command] = {
    command.name: command
    for command in (
        Command(name="read", handler=messages.read, options=(_LANGUAGE,)),
        Command(name="about", handler=messages.about, needs_digest=False),  # notes stand where there may be none
    )
}


def _setting(key: str) -> Option:
    """Return the option of a form for a setting that is one of some words, or a number within bounds."""
    wants = PREFERENCES[key].wants
    if wants.kind.value == "choice":
        return Option(name=key, choices=wants.choices)
    return _number(key, wants.low, wants.high)


def _lines(name: str) -> Option:
    """Return an option of several lines."""
    return Option(name=name, high=topic_form.MAX_FIELD)


# What only a form calls: nobody types it, and no platform registers it.
FORMS: Mapping[str, Command] = {
    name: Command(name=name, handler=handler, options=options, role=_MANAGER, opens_form=True, keeps_blanks=True)
    for name, handler, options in (
        (
            "settings",
            settings_form.settings,
            (
                _LANGUAGE,
                Option(name="timezone", high=100, source=Source.ZONE),
                Option(name="times", high=200),
                _setting("stories"),
                Option(name="length", high=20),  # a word, or a number of sentences
                _setting("layout"),
                _setting("thread"),
                _setting("novelty"),
            ),
        ),
        ("feed", feed_form.feed, (_lines("add"), _lines("remove"))),
        ("topic", topic_form.topic, (_lines("include"), _lines("exclude"))),
    )
}

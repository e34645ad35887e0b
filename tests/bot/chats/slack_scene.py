"""Who and what is in the Slack of the tests: teams, channels, people, and what each of them sees. No network.

scene = Scene()
scene.post(scene.teams[TEAM], scene.channels[CHANNEL], {"text": "Rain in Lindmark."})
scene.messages(CHANNEL)[0].texts
"""

import copy
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from pydantic import SecretStr

from bot.settings import Tokens
from tests.bot.chats.slack_limits import Json, Refused, texts_in

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
APP_ID = "A012DIGEST"
APP_TOKEN, SIGNING_SECRET = "xapp-1-A012DIGEST-1-feed", "8f742231b10e8888abcdef0123456789"
TEAM, OTHER_TEAM = "T024BE7LD", "T061EG9R6"
BOT_TOKEN, OTHER_TOKEN = "xoxb-24-1-town", "xoxb-61-1-harbour"
BOT, OTHER_BOT = "U0DIGEST1", "U0DIGEST2"
CHANNEL, OTHER, PRIVATE, ARCHIVED, CLOSED_OFF = "C024BE91L", "C024BE92M", "G024BE93N", "C024BE94P", "C024BE95Q"
HARBOUR = "C061EG91A"  # of the other team
READER, CREATOR, MANAGER, STRANGER = "U024READR", "U024CREAT", "U024BE7LH", "U061STRAN"
_TRIGGER_FOR, _URL_FOR, _URL_USES = timedelta(seconds=3), timedelta(minutes=30), 5


def tokens(api: str, **others: Any) -> Tokens:
    """Return the settings of a bot of one workspace, by Socket Mode, with the Slack at this address."""
    given: dict[str, Any] = {
        "slack_bot_token": SecretStr(BOT_TOKEN),
        "slack_app_token": SecretStr(APP_TOKEN),
        "slack_signing_secret": SecretStr(SIGNING_SECRET),
        "slack_api_url": api,
    }
    return Tokens(_env_file=None, **(given | others))  # type: ignore[call-arg]


@dataclass(slots=True, kw_only=True)
class Team:
    """A workspace in which the app is installed."""

    id: str
    token: str
    bot: str
    name: str
    scopes: set[str] = field(default_factory=lambda: {"commands", "chat:write", "users:read"})
    error: str | None = None  # with which every request with its token is answered: "token_revoked", ...


@dataclass(slots=True, kw_only=True)
class Channel:
    id: str
    team: str
    name: str
    creator: str = CREATOR
    has_bot: bool = True
    is_private: bool = False
    is_archived: bool = False
    person: str | None = None  # with whom the bot talks here; None: no direct message
    guests: set[str] = field(default_factory=set)  # people of other teams


@dataclass(slots=True, kw_only=True)
class Somebody:
    """A person as users.info tells of them."""

    id: str
    team: str
    name: str
    locale: str = "en-US"
    tz: str = "Europe/Paris"
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    deleted: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class Shown:
    """A message; `to` is who alone sees it."""

    channel: str
    team: str
    ts: str
    author: str
    body: Json  # text, blocks (each with a block_id), …
    thread_ts: str | None = None
    to: str | None = None

    @property
    def texts(self) -> list[str]:
        """Every text in its blocks, or its text where it has none."""
        return list(texts_in(self.body.get("blocks"))) or [self.body.get("text", "")]

    @property
    def blocks(self) -> list[Json]:
        return list(self.body.get("blocks", ()))

    @property
    def labels(self) -> list[str]:
        """The words on its buttons, in order."""
        return [each["text"]["text"] for _, each in elements_in(self.blocks) if each["type"] == "button"]


@dataclass(slots=True, kw_only=True, eq=False)
class Window:
    """A modal window, or the home of one person."""

    id: str
    team: str
    user: str
    hash: str
    view: Json
    is_open: bool = True
    typed: dict[tuple[str, str], Any] = field(default_factory=dict)  # by block and action: what stands in the fields
    errors: dict[str, str] = field(default_factory=dict)  # by block: what the app said of the last submission
    history: list[Json] = field(default_factory=list)  # of the views that it showed

    @property
    def texts(self) -> list[str]:
        return list(texts_in(self.view))

    @property
    def blocks(self) -> list[Json]:
        return list(self.view["blocks"])

    @property
    def labels(self) -> list[str]:
        return [each["text"]["text"] for _, each in elements_in(self.blocks) if each["type"] == "button"]

    @property
    def fields(self) -> list[str]:
        """The labels of its fields, in order."""
        return [block["label"]["text"] for block in self.blocks if block["type"] == "input"]


@dataclass(slots=True, kw_only=True)
class Trigger:
    team: str
    user: str
    until: datetime
    is_used: bool = False


@dataclass(slots=True, kw_only=True)
class ReplyUrl:
    """A response_url: where what is posted to it stands."""

    team: str
    channel: str
    user: str
    until: datetime
    on: Shown | None = None  # the message of the button; None: a slash command
    uses: int = 0


def elements_in(blocks: list[Json]) -> list[tuple[Json, Json]]:
    """Return (block, element) of each button, menu and field, in order."""
    found = []
    for block in blocks:
        held = block.get("elements", ()) if block["type"] == "actions" else ()
        for element in (*held, block.get("accessory"), block.get("element")):
            if element:
                found.append((block, element))
    return found


@dataclass(slots=True, kw_only=True)
class Scene:
    """Everything that stands somewhere, and the clock by which things expire."""

    now: datetime = NOW
    teams: dict[str, Team] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    people: dict[str, Somebody] = field(default_factory=dict)
    homes: dict[str, Window] = field(default_factory=dict)  # by person
    triggers: dict[str, Trigger] = field(default_factory=dict)
    reply_urls: dict[str, ReplyUrl] = field(default_factory=dict)  # by the last part of their path
    _shown: list[Shown] = field(default_factory=list)
    _windows: dict[str, list[Window]] = field(default_factory=lambda: defaultdict(list))  # by person, the top one last
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        for team in (
            Team(id=TEAM, token=BOT_TOKEN, bot=BOT, name="Town news"),
            Team(id=OTHER_TEAM, token=OTHER_TOKEN, bot=OTHER_BOT, name="Harbour news"),
        ):
            self.teams[team.id] = team
        for channel in (
            Channel(id=CHANNEL, team=TEAM, name="news", guests={STRANGER}),
            Channel(id=OTHER, team=TEAM, name="sport"),
            Channel(id=PRIVATE, team=TEAM, name="council", is_private=True),
            Channel(id=ARCHIVED, team=TEAM, name="old-news", is_archived=True),
            Channel(id=CLOSED_OFF, team=TEAM, name="without-the-bot", has_bot=False),
            Channel(id=HARBOUR, team=OTHER_TEAM, name="harbour", creator=STRANGER),
        ):
            self.channels[channel.id] = channel
        for person in (
            Somebody(id=READER, team=TEAM, name="Ada Reader"),
            Somebody(id=CREATOR, team=TEAM, name="Bo Creator", locale="de-DE", tz="Europe/Berlin"),
            Somebody(id=MANAGER, team=TEAM, name="Cy Manager", is_admin=True),
            Somebody(id=STRANGER, team=OTHER_TEAM, name="Di Stranger", locale="fr-FR"),
            Somebody(id=BOT, team=TEAM, name="digestbot", is_bot=True),
            Somebody(id=OTHER_BOT, team=OTHER_TEAM, name="digestbot", is_bot=True),
        ):
            self.people[person.id] = person

    # ---- what is seen

    def messages(self, channel: str, *, thread_ts: str | None = None) -> list[Shown]:
        """Return what all see in a channel, or in one thread of it, oldest first."""
        return [each for each in self._shown if (each.channel, each.thread_ts, each.to) == (channel, thread_ts, None)]

    def ephemerals(self, user: str, channel: str | None = None) -> list[Shown]:
        """Return what this person alone sees, oldest first."""
        return [each for each in self._shown if each.to == user and channel in (None, each.channel)]

    def directs(self, user: str) -> list[Shown]:
        """Return what the bot told this person in their direct message."""
        return [each for each in self._shown if each.to is None and self.channels[each.channel].person == user]

    def windows(self, user: str) -> list[Window]:
        """Return the windows open before this person, the top one last."""
        return self._windows[user]

    # ---- what changes it

    def id(self, prefix: str) -> str:
        return f"{prefix}{next(self._ids):08}"

    def ts(self) -> str:
        return f"{int(self.now.timestamp())}.{next(self._ids):06}"

    def direct(self, team: str, user: str) -> Channel:
        """Return the channel in which the bot of a team and a person talk, made where there is none."""
        for channel in self.channels.values():
            if (channel.team, channel.person) == (team, user):
                return channel
        channel = Channel(id=self.id("D"), team=team, name="directmessage", person=user)
        self.channels[channel.id] = channel
        return channel

    def post(
        self, team: Team, channel: Channel, body: Json, *, to: str | None = None, author: str | None = None
    ) -> Shown:
        """Let a message stand in a channel."""
        kept = {name: copy.deepcopy(body[name]) for name in ("text", "blocks") if body.get(name)}
        thread_ts = body.get("thread_ts")
        shown = Shown(
            channel=channel.id,
            team=team.id,
            ts=self.ts(),
            author=author or team.bot,
            body=self._named(kept),
            thread_ts=thread_ts,
            to=to,
        )
        self._shown.append(shown)
        return shown

    def replace(self, shown: Shown, body: Json) -> None:
        shown.body = self._named({name: copy.deepcopy(body[name]) for name in ("text", "blocks") if body.get(name)})

    def delete(self, shown: Shown) -> None:
        if shown in self._shown:
            self._shown.remove(shown)

    def is_there(self, channel: str, ts: str) -> bool:
        """Say whether a thread can begin at this message."""
        return any(each.ts == ts for each in self.messages(channel))

    def open(self, team: str, user: str, view: Json) -> Window:
        window = Window(id=self.id("V"), team=team, user=user, hash=self.ts(), view={})
        self.show(window, view)
        return window

    def show(self, window: Window, view: Json) -> None:
        """Let a window show this; what was typed stays in the fields that are still there."""
        window.view = self._named(copy.deepcopy(view))
        window.hash = self.ts()
        window.errors = {}
        window.history.append(window.view)
        there = {(block["block_id"], element["action_id"]) for block, element in elements_in(window.blocks)}
        window.typed = {at: value for at, value in window.typed.items() if at in there}

    def window(self, view_id: str | None) -> Window:
        """Return a window that is open, or a home. Raises Refused."""
        for window in (*self.homes.values(), *(each for stack in self._windows.values() for each in stack)):
            if window.id == view_id:
                return window
        raise Refused("not_found")

    def close_windows(self, user: str, *windows: Window) -> None:
        for window in windows or tuple(self._windows[user]):
            window.is_open = False
            self._windows[user].remove(window)

    def trigger(self, team: str, user: str) -> str:
        """Return a trigger_id, good once within three seconds."""
        trigger = f"{next(self._ids)}.{next(self._ids)}.{team.lower()}"
        self.triggers[trigger] = Trigger(team=team, user=user, until=self.now + _TRIGGER_FOR)
        return trigger

    def pull(self, trigger_id: Any, team: str) -> Trigger:
        """Use a trigger_id. Raises Refused."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None or trigger.team != team:
            raise Refused("invalid_trigger_id")
        if trigger.is_used:
            raise Refused("exchanged_trigger_id")
        if self.now > trigger.until:
            raise Refused("expired_trigger_id")
        trigger.is_used = True
        return trigger

    def reply_url(self, team: str, channel: str, user: str, on: Shown | None = None) -> str:
        """Return the last part of a new response_url."""
        key = self.id("R")
        self.reply_urls[key] = ReplyUrl(team=team, channel=channel, user=user, until=self.now + _URL_FOR, on=on)
        return key

    def use(self, key: str) -> ReplyUrl:
        """Use a response_url. Raises Refused."""
        url = self.reply_urls.get(key)
        if url is None:
            raise Refused("no_such_url")
        if self.now > url.until:
            raise Refused("expired_url")
        if url.uses >= _URL_USES:
            raise Refused("used_url")
        url.uses += 1
        return url

    def _named(self, part: Json) -> Json:
        for block in part.get("blocks", ()):
            block.setdefault("block_id", self.id("b"))
        for _, element in elements_in(part.get("blocks", [])):
            element.setdefault("action_id", self.id("a"))
        return part

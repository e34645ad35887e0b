"""Who did what, where, as Slack says it with a command, a button, a window or a shortcut.

In: a payload of Slack. Out: what of it matters, and the `Call` that the core answers. Pure.

    acted = acted_in(payload, "T024BE7LD")
    call_of(acted, clock(), profile=profile, text=plain(payload["text"]))

Sources: Slack's references "Slash commands" (escaping) and "Interaction payloads".
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from bot.chats.slack_parts import NAME
from bot.commands.calls import Call, Feature, Person, Place, Value

Payload: TypeAlias = Mapping[str, Any]

MAX_ID = 200  # characters of a trigger_id; they have some fifty

# What Slack makes of what was typed: <https://x.example|x.example>, <mailto:…|…>, <@U1|mia>, <#C1|news>, <!here>,
# <!subteam^S1|@desk>
_SPECIAL = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_FEATURES = frozenset((Feature.TYPED,))
_CHANNEL = re.compile(r"[CG]\w+", re.ASCII)  # not a direct message: "D…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What Slack says of a person; nothing where it has not answered."""

    language: str | None = None  # BCP 47
    timezone: str | None = None
    teams: tuple[str, ...] = ()  # that they belong to
    is_admin: bool = False  # of the workspace where they are asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """One thing that somebody did."""

    id: str  # of the interaction: the same in all its deliveries
    user: str
    team: str  # that the person belongs to, as far as the payload says; in a shared channel maybe another one
    workspace: str  # where the bot is asked
    channel: str | None = None  # None in a window and on the home page
    thread: str | None = None  # the message that it hangs from
    message: str | None = None
    response_url: str | None = None

    @property
    def in_channel(self) -> str | None:
        """The channel, None in a direct message."""
        return self.channel if self.channel and _CHANNEL.fullmatch(self.channel) else None

    @property
    def address(self) -> str:
        """Where that is, as `Place.address` has it."""
        return self.in_channel or f"@{self.user}"


def acted_in(payload: Payload, workspace: str | None) -> Acted:
    """Return what of a payload matters; `workspace` is where the app was installed of which it is."""
    if "user_id" in payload:  # a command
        team = _text(payload, "team_id") or workspace or ""
        return Acted(
            id=_id(payload),
            user=_text(payload, "user_id"),
            team=team,
            workspace=workspace or team,
            channel=_text(payload, "channel_id") or None,
            response_url=_text(payload, "response_url") or None,
        )
    user, container, message, channel = (_part(payload, name) for name in ("user", "container", "message", "channel"))
    team = _text(user, "team_id") or workspace or ""
    ts = _text(container, "message_ts") or _text(payload, "message_ts")
    thread = _text(message, "thread_ts") or _text(container, "thread_ts")
    return Acted(
        id=_id(payload),
        user=_text(user, "id"),
        team=team,
        workspace=workspace or team,
        channel=_text(channel, "id") or _text(container, "channel_id") or None,
        thread=thread if thread and thread != ts else None,  # else it stands in the channel, and a thread hangs from it
        message=ts or None,
        response_url=_text(payload, "response_url") or None,
    )


def _part(payload: Payload, name: str) -> Payload:
    part = payload.get(name)
    return part if isinstance(part, dict) else {}


def _text(payload: Payload, name: str) -> str:
    text = payload.get(name)
    return text if isinstance(text, str) else ""


def _id(payload: Payload) -> str:
    """Return what is the same in all deliveries of an interaction, and of no other: also where Slack says nothing."""
    name = _text(payload, "trigger_id")
    if name and len(name) <= MAX_ID:
        return name
    return hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()


def call_of(
    acted: Acted,
    at: datetime,
    *,
    profile: Profile,
    address: str | None = None,
    command: str = "",
    options: Mapping[str, Value] | None = None,
    text: str | None = None,
) -> Call:
    """Return the call of a command, or of what was typed or stands on a button: `text`; `address` may be elsewhere."""
    return Call(
        id=acted.id,
        person=Person(
            id=acted.user,
            workspace=_team_of(acted, profile),
            language=profile.language,
            timezone=profile.timezone,
            is_admin=profile.is_admin,
        ),
        place=Place(chat=NAME, address=address or acted.address, workspace=acted.workspace, features=_FEATURES),
        command=command,
        options=options or {},
        text=text,
        message=acted.message,
        is_from_elsewhere=address not in (None, acted.address),
        at=at,
    )


def _team_of(acted: Acted, profile: Profile) -> str:
    """Return the workspace of a person: of several that where they act. Of a command Slack may say another's."""
    teams = profile.teams or (acted.team,)
    return acted.workspace if acted.workspace in teams else teams[0]


def plain(text: str) -> str:
    """Return what was typed behind a command as it was typed; a person stays "<@U024BE7LH>", a group "<!subteam^S1>".

    >>> plain("feed add <https://a.example/?x=1&amp;y=2|a.example>")
    'feed add https://a.example/?x=1&y=2'
    """
    typed = _SPECIAL.sub(_typed, text)
    return typed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _typed(special: re.Match[str]) -> str:
    target, label = special[1], special[2]
    if target.startswith(("@", "!subteam^")):
        return f"<{target}>"
    if target.startswith("#"):
        return f"#{label}" if label else special[0]
    if target.startswith("!"):
        return label or special[0]
    if target.startswith(("mailto:", "tel:")):
        return label or target.partition(":")[2]
    return target

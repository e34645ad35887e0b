"""Who did what, where, as Slack says it with a command, a button, a window or a shortcut.

In: a payload of Slack. Out: what of it matters, and the `Call` that the core answers. Pure.

    acted = acted_in(payload, "T024BE7LD")
    call_of(acted, clock(), profile=profile, text=plain(payload["text"]))

Sources: Slack's references "Slash commands" (escaping) and "Interaction payloads".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from bot.chats.slack_parts import NAME
from bot.commands.calls import Call, Person, Place, Value

Payload: TypeAlias = Mapping[str, Any]

# What Slack makes of what was typed: <https://x.example|x.example>, <mailto:…|…>, <@U1|mia>, <#C1|news>, <!here>
_SPECIAL = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
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
        team = str(payload.get("team_id") or workspace or "")
        return Acted(
            id=str(payload.get("trigger_id", "")),
            user=str(payload["user_id"]),
            team=team,
            workspace=workspace or team,
            channel=payload.get("channel_id"),
            response_url=payload.get("response_url"),
        )
    user, container, message = (payload.get(name) or {} for name in ("user", "container", "message"))
    team = str(user.get("team_id") or workspace or "")
    at = container.get("message_ts") or payload.get("message_ts")
    thread = message.get("thread_ts") or container.get("thread_ts")
    return Acted(
        id=str(payload.get("trigger_id", "")),
        user=str(user.get("id", "")),
        team=team,
        workspace=workspace or team,
        channel=(payload.get("channel") or {}).get("id") or container.get("channel_id"),
        thread=thread if thread != at else None,  # else it stands in the channel, and a thread hangs from it
        message=at,
        response_url=payload.get("response_url") or None,
    )


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
        place=Place(chat=NAME, address=address or acted.address, workspace=acted.workspace),
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
    """Return what was typed behind a command as it was typed; a person stays "<@U024BE7LH>".

    >>> plain("feed add <https://a.example/?x=1&amp;y=2|a.example>")
    'feed add https://a.example/?x=1&y=2'
    """
    typed = _SPECIAL.sub(_typed, text)
    return typed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _typed(special: re.Match[str]) -> str:
    target, label = special[1], special[2]
    if target.startswith("@"):
        return f"<{target}>"
    if target.startswith("#"):
        return f"#{label}" if label else special[0]
    if target.startswith("!"):
        return label or special[0]
    if target.startswith(("mailto:", "tel:")):
        return label or target.partition(":")[2]
    return target

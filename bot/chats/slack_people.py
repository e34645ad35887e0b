"""What Slack says of people and channels: language, time zone, who manages what. Kept for a while.

In: ids. Out: what is known, after a short wait at most; whoever acts is not kept waiting by a Slack that is silent.

    directory = Directory(clients, clock)
    await directory.profile("T024BE7LD", "U024BE7LH")   # Profile(language="fr-FR", timezone="Europe/Paris", …)

Who created a channel only those hear who may list channels, which the bot does not ask for (the scopes channels:read
and groups:read); where an operator has added them, creators count as managers. Sources: Slack's reference of
users.info, conversations.info and auth.test.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import structlog
from slack_sdk.errors import SlackApiError

from bot.chats.slack_calls import Profile

if TYPE_CHECKING:
    from bot.chats.slack_clients import Clients

KEPT_FOR = timedelta(hours=1)
REFUSED_FOR = timedelta(days=1)  # before a workspace is asked again for what the bot has no scope for
WITHIN_S = 1.5  # that somebody waits at most
MOST = 10_000  # people or channels that are kept; a few hundred bytes each

_Said = TypeVar("_Said")
_Key = tuple[str, str]  # workspace, id
_log = structlog.get_logger("digestbot.slack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What Slack says of a channel; None: nothing."""

    creator: str | None = None
    is_member: bool | None = None  # the bot


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """What Slack says of the bot itself; None: nothing."""

    name: str | None = None
    workspace: str | None = None


class Directory:
    """People and channels of all workspaces."""

    def __init__(self, clients: "Clients", clock: Callable[[], datetime]) -> None:
        self._clients = clients
        self._clock = clock
        self._people = _Kept(self._profile, clock)
        self._channels = _Kept(self._channel, clock)
        self._bots = _Kept(self._bot, clock)
        self._refused: dict[str, datetime] = {}  # workspaces where channels may not be asked for, until when

    async def profile(self, workspace: str, user: str, *, within_s: float = WITHIN_S) -> Profile:
        """Return who somebody is; nothing where Slack does not answer in time."""
        return await self._people.get((workspace, user), within_s) or Profile()

    def known(self, workspace: str, user: str) -> Profile:
        """Return who somebody is as far as Slack has said, at once."""
        return self._people.known((workspace, user)) or Profile()

    async def channel(self, workspace: str, channel: str) -> Channel:
        """Return what Slack says of a channel; nothing where it does not answer in time, or not the bot."""
        if self._clock() < self._refused.get(workspace, self._clock()):
            return Channel()
        return await self._channels.get((workspace, channel), WITHIN_S) or Channel()

    async def bot(self, workspace: str) -> Bot:
        """Return who the bot is in a workspace; nothing where Slack does not answer in time."""
        return await self._bots.get((workspace, ""), WITHIN_S) or Bot()

    async def home(self, workspace: str) -> str | None:
        """Return the workspace that the bot is of, where something was done in this one; None: Slack does not say.

        With one token it is always the same: who visits from elsewhere (Slack Connect) may act in theirs.
        """
        return (await self.bot(workspace)).workspace if self._clients.has_one_token else workspace

    def forget(self, workspace: str) -> None:
        """Forget a workspace that has sent the bot away."""
        for kept in (self._people, self._channels, self._bots):
            kept.forget(workspace)
        self._refused.pop(workspace, None)

    def close(self) -> None:
        """Wait for no answer any more."""
        for kept in (self._people, self._channels, self._bots):
            kept.close()

    # ---- what is asked

    async def _profile(self, workspace: str, user: str) -> Profile:
        client = await self._clients.asking(workspace)
        said = await client.users_info(user=user, include_locale=True)
        person: dict[str, Any] = said["user"]
        teams = [person.get("team_id"), *(person.get("enterprise_user") or {}).get("teams", ())]
        return Profile(
            teams=tuple(str(team) for team in teams if team),
            language=_text(person.get("locale")),
            timezone=_text(person.get("tz")),
            is_admin=any(person.get(right) for right in ("is_admin", "is_owner", "is_primary_owner")),
        )

    async def _channel(self, workspace: str, channel: str) -> Channel:
        client = await self._clients.asking(workspace)
        try:
            said = await client.conversations_info(channel=channel)
        except SlackApiError as error:
            said, code = error.response, error.response.get("error")
            if code == "missing_scope" and "channels:read" in str(said.get("needed")):  # else of private channels only
                self._refused[workspace] = self._clock() + REFUSED_FOR
            elif code not in ("missing_scope", "channel_not_found"):  # a private one that the bot is not in
                raise
            return Channel()
        return Channel(creator=said["channel"].get("creator"), is_member=said["channel"].get("is_member"))

    async def _bot(self, workspace: str, _: str) -> Bot:
        client = await self._clients.asking(workspace)
        said = await client.auth_test()
        return Bot(name=said.get("user"), workspace=said.get("team_id"))


class _Kept(Generic[_Said]):
    """Answers of Slack. Each question is put once at a time, and goes on when whoever asked waits no more."""

    def __init__(self, ask: Callable[[str, str], Awaitable[_Said]], clock: Callable[[], datetime]) -> None:
        self._ask = ask
        self._clock = clock
        self._kept: dict[_Key, tuple[datetime, _Said]] = {}  # until when; the oldest first
        self._asking: dict[_Key, tuple[asyncio.Task[_Said | None], float]] = {}  # and since when
        self._is_silent = False  # Slack, and that is logged

    def known(self, key: _Key) -> _Said | None:
        until, said = self._kept.get(key, (None, None))
        return said if until and self._clock() < until else None

    async def get(self, key: _Key, within_s: float) -> _Said | None:
        if (known := self.known(key)) is not None:
            return known
        now = asyncio.get_running_loop().time()
        if key not in self._asking:
            self._asking[key] = asyncio.create_task(self._asked(key)), now
        task, since = self._asking[key]
        await asyncio.wait({task}, timeout=max(since + within_s - now, 0))  # who comes later has less to wait
        return task.result() if task.done() and not task.cancelled() else None

    def forget(self, workspace: str) -> None:
        self._kept = {key: kept for key, kept in self._kept.items() if key[0] != workspace}

    def close(self) -> None:
        for task, _ in self._asking.values():
            task.cancel()

    async def _asked(self, key: _Key) -> _Said | None:
        try:
            said = await self._ask(*key)
        except Exception as error:  # noqa: BLE001 — whoever acts is answered without it
            if not self._is_silent:
                _log.warning("slack_does_not_say", of=self._ask.__name__.strip("_"), error=type(error).__name__)
            self._is_silent = True
            return None
        finally:
            del self._asking[key]
        self._is_silent = False
        self._kept.pop(key, None)
        self._kept[key] = (self._clock() + KEPT_FOR, said)
        if len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]
        return said


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None

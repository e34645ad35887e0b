"""Slack as a chat of the sender: one request for a message, in its channel or in a thread, and no second too early.

In: frozen messages (`slack_post`). Out: their ids, or what became of them instead.

    chat = SlackChat()
    chat.through(clients)   # once there are clients; before that nothing can be sent
    await chat.send("C024BE7LR", payload, "pukvyke6nfcauvmsmrm3kydnq", workspace="T024BE7LD")

Slack has no nonces, and lets nobody look for a message without reading all that a channel says: a message whose answer
was lost is neither sent again nor found.

Sources: Slack's reference of chat.postMessage; its "Rate limits" allow one message a second in a channel.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.chats import slack_digest
from bot.chats.slack_faults import THREAD_LOST, UNREADABLE, code_of, meaning
from bot.chats.slack_parts import NAME, Body
from bot.chats.slack_post import as_payload, as_post
from bot.formats.posted import notice_text
from digests.errors import SendLater, SendRefused, SendUnknown
from digests.models import Digest, Subscription
from digests.postings import Message, Notice

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.chats.slack_clients import Clients

WITHIN_S = 29.0  # for one message with all that it takes
SPACING_S = 1.0  # between two messages of one channel
REMEMBERED = 10_000  # threads that take nothing, of which the longest known is forgotten

_ID = re.compile("[A-Z][A-Z0-9]{1,31}")

_STUMBLES = (OSError, RuntimeError, *UNREADABLE)  # OSError: the time is over, or the connection is


@dataclass(frozen=True, slots=True, kw_only=True)
class _Errand:
    """One message on its way."""

    client: "AsyncWebClient"
    channel: str
    body: Body
    request_s: float  # that one request may take
    until: float  # when all of it must be over
    has_one_token: bool
    to_person: bool


class SlackChat:
    """The `Chat` port on Slack. An address is the id of a channel, or "@" and that of a person."""

    name = NAME
    keeps_nonces_for = timedelta(0)

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Make a chat that spaces its messages by this clock."""
        self._monotonic = monotonic
        self._sleep = sleep
        self._clients: Clients | None = None
        self._free_at: dict[str, float] = {}  # when a channel takes the next message
        self._lost: dict[str, None] = {}  # threads that take nothing any more, by the id of their first message

    def through(self, clients: "Clients") -> None:
        """Send by these clients from now on."""
        self._clients = clients

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
        """Return the messages that a digest is, each with where it is to stand."""
        posts = slack_digest.posts(digest, subscription, is_late=is_late)
        return [Message(payload=as_payload(post), tells=tells) for post, tells in posts]

    def notice(self, notice: Notice, subscription: Subscription) -> str:
        """Return the sentence as a message; a channel in it shows as its name."""
        payload = as_payload(slack_digest.notice_post(notice_text(notice, subscription)))
        channel = str(notice.arguments.get("channel", ""))
        return payload.replace(channel, f"<#{channel}>") if _ID.fullmatch(channel) else payload

    async def send(
        self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
    ) -> str:
        """Post a message where it is to stand, or else in its channel; return its id. Raises as Chat.send says."""
        until = self._monotonic() + WITHIN_S
        if self._clients is None:
            raise SendLater("not connected to Slack", is_of_chat=True)
        channel = address.removeprefix("@")  # what is sent to a person's id is a direct message
        if not _ID.fullmatch(channel):
            raise SendRefused("Slack has no such channel")
        post = as_post(payload)
        errand = _Errand(
            client=await self._clients.posting(workspace),
            channel=channel,
            body=post.body,
            request_s=self._clients.timeout_s,
            until=until,
            has_one_token=self._clients.has_one_token,
            to_person=channel != address,
        )
        is_reply = post.in_thread and first not in self._lost
        return await self._posted(errand, thread=first if is_reply else None)

    async def find(self, address: str, nonce: str, since: datetime) -> str | None:
        """Raise SendUnknown: Slack will never tell."""
        raise SendUnknown("Slack does not let the bot look for it")

    # ---- posting

    async def _posted(self, errand: _Errand, *, thread: str | None) -> str:
        """Post into a thread or the channel; where the thread is gone, in the channel."""
        import aiohttp  # here, as slack_sdk: the command line imports this, and most of it never sends
        from slack_sdk.errors import SlackApiError

        await self._turn(errand)
        try:
            answer = await errand.client.chat_postMessage(**errand.body, channel=errand.channel, thread_ts=thread)
            return _id_in(answer["ts"])
        except (SlackApiError, aiohttp.ClientError, *_STUMBLES) as error:
            if thread is None or code_of(error) not in THREAD_LOST:
                raise meaning(error, has_one_token=errand.has_one_token, to_person=errand.to_person) from error
        self._lost[thread] = None
        if len(self._lost) > REMEMBERED:
            del self._lost[next(iter(self._lost))]
        return await self._posted(errand, thread=None)

    async def _turn(self, errand: _Errand) -> None:
        """Wait until the channel takes a message. Raises SendLater where no time is left for sending it then."""
        now = self._monotonic()
        self._free_at = {channel: at for channel, at in self._free_at.items() if at > now}
        begins_at = max(now, self._free_at.get(errand.channel, now))
        if begins_at + errand.request_s > errand.until:
            raise SendLater("too many messages wait for their turn")
        self._free_at[errand.channel] = begins_at + SPACING_S
        if begins_at > now:
            await self._sleep(begins_at - now)


def _id_in(ts: object) -> str:
    """Return the id of what Slack says that it has posted. Raises ValueError where that is none."""
    if not isinstance(ts, str) or not ts:
        raise ValueError("no id")
    return ts

"""Discord as a chat of the sender: where in a channel a message stands, and whether it stands there already.

In: frozen messages (`discord_post`). Out: their ids, or what became of them instead.

    chat = DiscordChat()
    chat.through(client, budget)   # once there is a client; before that nothing can be sent
    await chat.send("1417", payload, "pukvyke6nfcauvmsmrm3kydnq")

A message is shown once by its nonce while Discord keeps that, and found for ever by its mark. The first message of a
forum post takes no nonce: its mark is looked for before it is posted.

Sources: Discord's API reference, "Create Message", "Create DM", "Start Thread from Message", "Start Thread in Forum or
Media Channel".
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from bot.chats import discord_digest
from bot.chats.discord_budget import InvalidRequests
from bot.chats.discord_faults import THREAD_CLOSED, THREAD_LOST, meaning
from bot.chats.discord_finding import Search, found_in, mark, marked
from bot.chats.discord_parts import Body, is_id
from bot.chats.discord_post import Post, Where, as_payload, as_post
from bot.chats.discord_requests import Requests, id_in
from bot.chats.discord_threads import Begun, begin_post, begin_thread, post_begun_before, threads_since
from bot.formats.posted import notice_text
from digests.errors import SendLater, SendRefused, SendUnknown
from digests.models import Digest, Subscription
from digests.postings import Message, Notice

if TYPE_CHECKING:
    import discord

T = TypeVar("T")

WITHIN_S = 15.0  # for one message with all that it takes
REMEMBERED = 10_000  # channels, people and threads, of which the longest known is forgotten
BEGUN_WITHIN = timedelta(hours=1)  # in which a forum post that was begun without an answer is looked for
_FORUMS = (15, 16)  # types of channels: forum, media


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """What an address is."""

    channel: str
    guild: str | None  # None: a direct message
    is_forum: bool = False


class _Questions(Requests):
    """Requests that change nothing: whatever is lost of one, it may be asked again later."""

    async def ask(self, method: str, path: str, **given: Any) -> Any:
        """Return what Discord answers. Raises as Chat.send says of what has not left."""
        with _before_it_leaves():
            answer = await super().ask(method, path, **given)
        if isinstance(answer, str):
            raise SendLater("an answer that is not Discord’s")
        return answer


class DiscordChat:
    """The `Chat` port on Discord. An address is the id of a channel or forum, or "@" and that of a person."""

    name = "discord"
    keeps_nonces_for = timedelta(minutes=2)  # Discord says "the past few minutes"

    def __init__(
        self, *, within_s: float = WITHIN_S, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Make a chat that waits so long for Discord."""
        self._within_s = within_s
        self._clock = clock
        self._client: discord.Client | None = None
        self._budget = InvalidRequests()
        self._places: dict[str, _Place] = {}  # by address
        self._rooms: dict[str, str] = {}  # where what follows a first message is posted, by the id of that message

    def through(self, client: "discord.Client", budget: InvalidRequests) -> None:
        """Send by this client from now on, as long as this budget allows."""
        self._client, self._budget = client, budget

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
        """Return the messages that a digest is, each with where it is to stand."""
        posts = discord_digest.posts(digest, subscription, is_late=is_late)
        return [Message(payload=as_payload(post), tells=tells) for post, tells in posts]

    def notice(self, notice: Notice, subscription: Subscription) -> str:
        """Return the sentence as a message; a channel in it shows as its name."""
        payload = as_payload(discord_digest.notice_post(notice_text(notice, subscription)))
        channel = str(notice.arguments.get("channel", ""))
        return payload.replace(channel, f"<#{channel}>") if is_id(channel) else payload

    async def send(
        self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
    ) -> str:
        """Post a message where it is to stand, or else in its channel; return its id. Raises as Chat.send says."""
        requests = self._requests()
        with _about_its_channel(), _before_it_leaves():
            place = await self._place(requests, address)
        post = as_post(payload)
        post = replace(post, body=marked(_calling_not_everyone(post.body, place.guild), nonce))
        with _faults():
            if place.is_forum and first is None:
                return (await self._begun(requests, place, post, nonce)).message
            room = place.channel
            if first and place.guild and (place.is_forum or post.where is Where.THREAD):
                room = await self._room(requests, place, post, first)
            return await self._posted(requests, place, post, nonce, room=room, first=first)

    async def find(self, address: str, nonce: str, since: datetime) -> str | None:
        """Return the id of the message with the mark of this nonce. Raises as Chat.find says."""
        requests = _Questions(self._client, self._budget, within_s=self._within_s)
        try:
            with _faults():
                place = await self._place(requests, address)
                search = self._search(place, nonce, since=since)
                found = None if place.is_forum else await found_in(requests, place.channel, search)
                if found or place.guild is None:
                    return found
                for thread in await threads_since(requests, place.guild, place.channel, search):
                    if found := await found_in(requests, thread, search):
                        return found
                return None
        except SendRefused as error:
            if error.is_of_chat:  # somebody may set another token
                raise SendLater(error.reason, is_of_chat=True) from error
            raise SendUnknown(error.reason) from error

    # ---- where

    def _requests(self) -> Requests:
        return Requests(self._client, self._budget, within_s=self._within_s)

    def _search(self, place: _Place, nonce: str, *, since: datetime) -> Search:
        author = str(self._client.user.id) if self._client and self._client.user else ""
        return Search(mark=mark(nonce), author=author, since=since, is_readable=self._is_readable(place))

    async def _place(self, requests: Requests, address: str) -> _Place:
        """Return what an address is: as the client knows it, else as Discord says."""
        if not is_id(address.removeprefix("@")):
            raise SendRefused("Discord has no such channel")
        if address not in self._places:
            _remember(self._places, address, self._cached(address) or await self._asked(requests, address))
        return self._places[address]

    def _cached(self, address: str) -> _Place | None:
        import discord  # here, since the command line imports this, and most of it never sends

        channel = self._client.get_channel(int(address)) if self._client and not address.startswith("@") else None
        if not isinstance(channel, discord.abc.GuildChannel):
            return None
        is_forum = isinstance(channel, discord.ForumChannel)
        return _Place(channel=address, guild=str(channel.guild.id), is_forum=is_forum)

    async def _asked(self, requests: Requests, address: str) -> _Place:
        if address.startswith("@"):
            opened = await requests.ask("POST", "/users/@me/channels", json={"recipient_id": address[1:]})
            return _Place(channel=id_in(opened), guild=None)
        channel = await requests.ask("GET", "/channels/{channel_id}", channel_id=address)
        return _Place(channel=id_in(channel), guild=channel.get("guild_id"), is_forum=channel["type"] in _FORUMS)

    def _is_readable(self, place: _Place) -> bool:
        """Return whether surely we may read a channel's past."""
        import discord

        if place.guild is None:
            return True
        channel = self._client.get_channel(int(place.channel)) if self._client else None
        if not isinstance(channel, discord.abc.GuildChannel) or channel.guild.me is None:
            return False
        allowed = channel.permissions_for(channel.guild.me)
        return allowed.view_channel and allowed.read_message_history

    async def _room(self, requests: Requests, place: _Place, post: Post, first: str) -> str:
        """Return where what follows a first message is posted: its thread, which has its id, or the channel."""
        if first not in self._rooms:
            with _before_it_leaves():
                is_thread = place.is_forum or await begin_thread(requests, place.channel, first, post.title)
            _remember(self._rooms, first, first if is_thread else place.channel)
        return self._rooms[first]

    # ---- posting

    async def _posted(
        self, requests: Requests, place: _Place, post: Post, nonce: str, *, room: str, first: str | None
    ) -> str:
        """Post into a channel or thread; where that thread is gone, beside it."""
        import discord

        body = {**post.body, "nonce": nonce, "enforce_nonce": True}
        try:
            path = "/channels/{channel_id}/messages"
            return id_in(await requests.ask("POST", path, json=body, channel_id=room))
        except discord.HTTPException as error:
            lost = THREAD_LOST if place.is_forum else THREAD_CLOSED
            if first is None or room == place.channel or error.code not in lost:
                raise
        stands = await self._stands_in(requests, place, nonce, room)
        if stands:
            return stands
        if place.is_forum:
            begun = await self._begun(requests, place, post, nonce)
            _remember(self._rooms, first, begun.thread)
            return begun.message
        _remember(self._rooms, first, place.channel)
        return await self._posted(requests, place, post, nonce, room=place.channel, first=first)

    async def _stands_in(self, requests: Requests, place: _Place, nonce: str, thread: str) -> str | None:
        """Return the id of the message if it stands in a thread that is closed now: an answer may have been lost."""
        import discord

        try:
            return await found_in(requests, thread, self._search(place, nonce, since=self._clock() - BEGUN_WITHIN))
        except SendUnknown:
            return None
        except discord.HTTPException as error:
            if error.status not in (403, 404):
                raise
            return None

    async def _begun(self, requests: Requests, place: _Place, post: Post, nonce: str) -> Begun:
        """Begin a forum post, or find that it is begun; what follows its message goes there."""
        now, guild = self._clock(), str(place.guild)
        search = self._search(place, nonce, since=now - BEGUN_WITHIN)
        with _before_it_leaves():
            begun = await post_begun_before(requests, guild, place.channel, post.title, search, now=now)
        if begun and not begun.is_sure:
            raise SendUnknown("a post of that title was begun just now, and may not be read")
        begun = begun or await begin_post(requests, place.channel, post)
        _remember(self._rooms, begun.message, begun.thread)
        return begun


# ---------------------------------------------------------------- what Discord takes and answers


@contextmanager
def _faults() -> Iterator[None]:
    """Raise what Discord refuses, or answers and makes no sense, as Chat.send says."""
    import discord

    try:
        yield
    except discord.HTTPException as error:
        raise meaning(error) from error
    except (KeyError, TypeError, ValueError) as error:
        raise SendUnknown("the answer makes no sense") from error


@contextmanager
def _before_it_leaves() -> Iterator[None]:
    """Raise the same while the message itself is not sent: what nobody knows then is no message."""
    try:
        with _faults():
            yield
    except SendUnknown as error:
        raise SendLater(error.reason) from error


@contextmanager
def _about_its_channel() -> Iterator[None]:
    """Raise as a refusal by the channel what is refused while that is looked up: no message is there yet."""
    try:
        yield
    except SendRefused as error:
        raise SendRefused(error.reason, is_of_chat=error.is_of_chat, is_of_person=error.is_of_person) from error


def _calling_not_everyone(body: Body, guild: str | None) -> Body:
    """Return a message that does not call the role that everybody in a server has: its id is the server's."""
    called = body.get("allowed_mentions", {})
    if guild not in called.get("roles", ()):
        return body
    others = {**called, "roles": [role for role in called["roles"] if role != guild]}
    without: Body = json.loads(re.sub(rf"(\\n)?<@&{guild}>", "", json.dumps(body)))
    return {**without, "allowed_mentions": others}


def _remember(known: dict[str, T], key: str, value: T) -> None:
    known[key] = value
    if len(known) > REMEMBERED:
        del known[next(iter(known))]

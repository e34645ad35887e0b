"""The mark by which a message of ours is found again in its channel, and the search for it.

In: a nonce. Out: a number that the first component of its message has as its id; the id of the message that has it.

    body = marked(body, nonce)
    await found_in(requests, "1417", search)

Sources: Discord's API reference, "Component Reference" (ids: positive, 32 bits, one each), "Get Channel Messages".
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.chats.discord_parts import Body
from bot.chats.discord_requests import Requests
from digests.errors import SendUnknown

PAGE, PAGES = 100, 10  # messages that are read at a time to find one, and how often
_SAID = 0  # message type: no note of the system's
_HIGH = 1 << 30  # Discord itself counts components from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for."""

    mark: int
    author: str  # ourselves
    since: datetime
    is_readable: bool  # whether surely the channel's past may be read: else Discord shows it as empty


def mark(nonce: str) -> int:
    """Return the mark of a nonce: 31 bits.

    >>> mark("pukvyke6nfcauvmsmrm3kydnq")
    2038151623
    """
    return _HIGH | int.from_bytes(hashlib.sha256(nonce.encode()).digest()[:4]) % _HIGH


def marked(body: Body, nonce: str) -> Body:
    """Return a message with the mark of its nonce; one without components has no place for it."""
    components = list(body.get("components", ()))
    if not components:
        return body
    return {**body, "components": [{**components[0], "id": mark(nonce)}, *components[1:]]}


def is_marked(message: Mapping[str, Any], mark: int) -> bool:
    """Return whether a message that Discord shows has this mark."""
    return any(component.get("id") == mark for component in message.get("components", ()))


def snowflake(at: datetime) -> int:
    """Return the lowest id that Discord gives at a moment."""
    import discord  # here, since the command line imports this, and most of it never sends

    return discord.utils.time_snowflake(at)


def listed(answer: object) -> list[Any]:
    """Return an answer that is to be a list. Raises SendUnknown for any other, which would look like an empty one."""
    if isinstance(answer, list):
        return answer
    raise SendUnknown("an answer that is not Discord’s")


async def found_in(requests: Requests, room: str, search: Search) -> str | None:
    """Return the id of the message in a channel or thread that has the mark; None where surely there is none.

    Raises SendUnknown where that cannot be told.
    """
    after = snowflake(search.since)
    for _ in range(PAGES):
        params = {"after": after, "limit": PAGE}
        page = listed(await requests.ask("GET", "/channels/{channel_id}/messages", params=params, channel_id=room))
        for message in page:
            if message["author"]["id"] != search.author:
                continue
            if is_marked(message, search.mark):
                return str(message["id"])
            if message["type"] == _SAID and not message.get("components") and "interaction_metadata" not in message:
                raise SendUnknown("a message of ours stands there that has no mark")
        if not page and not search.is_readable:
            raise SendUnknown("the bot may not read the channel’s past")
        if len(page) < PAGE:
            return None
        after = max(int(message["id"]) for message in page)
    raise SendUnknown("too much was written there since")

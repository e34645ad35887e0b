"""One message of a digest as it is kept until it is sent: what is posted, and where in its channel. Pure.

as_payload(Post(body=message([text("…")]), where=Where.CHANNEL))   # what Delivery.payload holds
"""

import json
from dataclasses import dataclass
from enum import StrEnum

from bot.chats.discord_parts import Body

MAX_TITLE = 100  # characters of the name of a thread or forum post


class Where(StrEnum):
    """Where in its channel a message stands."""

    CHANNEL = "channel"
    THREAD = "thread"  # in the thread of the first message of its posting, which is begun where there is none yet
    FORUM = "forum"  # the first message begins a post of the forum, those after it stand in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One message."""

    body: Body  # of Discord's "Create Message"
    where: Where = Where.CHANNEL
    title: str  # of the thread or forum post, where one is begun: 1 to MAX_TITLE characters


def as_payload(post: Post) -> str:
    """Return what a delivery keeps, on one line."""
    return json.dumps({"where": post.where, "title": post.title, "body": post.body}, ensure_ascii=False)


def as_post(payload: str) -> Post:
    """Return the message of a delivery. Raises ValueError for what is none."""
    kept = json.loads(payload)
    return Post(body=kept["body"], where=Where(kept["where"]), title=kept["title"])

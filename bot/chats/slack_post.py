"""One message of a digest as it is kept until it is sent: what is posted, and where in its channel. Pure.

as_payload(Post(body=message([section("…")], text="…")))   # what Delivery.payload holds
"""

import json
from dataclasses import dataclass

from bot.chats.slack_parts import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One message."""

    body: Body  # of chat.postMessage, without its channel
    in_thread: bool = False  # in the thread of the first message of its posting


def as_payload(post: Post) -> str:
    """Return what a delivery keeps, on one line."""
    return json.dumps({"in_thread": post.in_thread, "body": post.body}, ensure_ascii=False)


def as_post(payload: str) -> Post:
    """Return the message of a delivery. Raises ValueError for what is none."""
    kept = json.loads(payload)
    return Post(body=kept["body"], in_thread=bool(kept["in_thread"]))

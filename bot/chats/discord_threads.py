"""Threads of a channel and posts of a forum: begun once, and found again.

In: a channel, a title. Out: whether there is a thread, or the ids of the forum post.

    await begin_thread(requests, "1417", "1418", "News digest, 20 November")

Sources: Discord's API reference, "Start Thread from Message", "Start Thread in Forum or Media Channel", "List Active
Guild Threads", "List Public Archived Threads". The id of a thread is that of the message that it was begun from, or
that begins it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.chats.discord_faults import ALREADY_A_THREAD, TAG_REQUIRED
from bot.chats.discord_finding import Search, is_marked, listed, snowflake
from bot.chats.discord_post import Post
from bot.chats.discord_requests import Requests, id_in

ARCHIVED_AFTER_MIN = 1440  # without a word; the next one opens it again
JUST_NOW = timedelta(minutes=10)  # in which a forum post of the same title is taken for the one that is being begun
ACTIVE_LOOKED_AT, ARCHIVED_LOOKED_AT = 10, 50  # threads, the latest ones


@dataclass(frozen=True, slots=True)
class Begun:
    """A forum post."""

    thread: str
    message: str  # its first one; Discord gives both the same id
    is_sure: bool = True  # that it is ours, by its mark; else by its title, where its message may not be read


async def begin_thread(requests: Requests, channel: str, message: str, title: str) -> bool:
    """Begin the thread of a message; return whether there is one, begun now or before; where none may be, False."""
    import discord  # here, since the command line imports this, and most of it never sends

    thread = {"name": title, "auto_archive_duration": ARCHIVED_AFTER_MIN}
    path = "/channels/{channel_id}/messages/{message_id}/threads"
    try:
        await requests.ask("POST", path, json=thread, channel_id=channel, message_id=message)
    except discord.HTTPException as error:
        if not error.code or error.status not in (400, 403, 404):
            raise
        return error.code == ALREADY_A_THREAD
    return True


async def begin_post(requests: Requests, forum: str, post: Post) -> Begun:
    """Begin a post of a forum, with its first tag where it demands one."""
    import discord

    path = "/channels/{channel_id}/threads"
    thread = {"name": post.title, "auto_archive_duration": ARCHIVED_AFTER_MIN, "message": post.body}
    try:
        return _begun(await requests.ask("POST", path, json=thread, channel_id=forum))
    except discord.HTTPException as error:
        if error.code != TAG_REQUIRED:
            raise
        channel = await requests.ask("GET", "/channels/{channel_id}", channel_id=forum)
        tags = [tag["id"] for tag in channel["available_tags"] if not tag.get("moderated")]
        if not tags:
            raise
    thread["applied_tags"] = tags[:1]
    return _begun(await requests.ask("POST", path, json=thread, channel_id=forum))


def _begun(answer: Any) -> Begun:
    thread = id_in(answer)
    return Begun(thread, id_in(answer.get("message") or answer))


async def post_begun_before(
    requests: Requests, guild: str, forum: str, title: str, search: Search, *, now: datetime
) -> Begun | None:
    """Return the post of a forum that has the mark: whoever began it may not have heard the answer.

    Where its message may not be read, one of that title that was begun just now.
    """
    import discord

    threads = sorted(await _active_threads(requests, guild, forum, search), key=lambda each: int(each["id"]))
    for thread in threads[-ACTIVE_LOOKED_AT:]:
        if int(thread["id"]) < snowflake(search.since):
            continue
        ids = {"channel_id": thread["id"], "message_id": thread["id"]}
        try:
            message = await requests.ask("GET", "/channels/{channel_id}/messages/{message_id}", **ids)
        except discord.HTTPException as error:
            if error.status == 403 and thread["name"] == title and int(thread["id"]) >= snowflake(now - JUST_NOW):
                return Begun(thread["id"], thread["id"], is_sure=False)
            if error.status not in (403, 404):
                raise
            continue
        if is_marked(message, search.mark):
            return Begun(thread["id"], message["id"])
    return None


async def threads_since(requests: Requests, guild: str, channel: str, search: Search) -> list[str]:
    """Return the ids of our public threads in a channel in which something was written since, newest first."""
    params = {"limit": ARCHIVED_LOOKED_AT}
    path = "/channels/{channel_id}/threads/archived/public"
    archived = _ours(await requests.ask("GET", path, params=params, channel_id=channel), channel, search)
    threads = await _active_threads(requests, guild, channel, search) + archived
    last = {thread["id"]: int(thread.get("last_message_id") or thread["id"]) for thread in threads}
    return sorted((each for each in last if last[each] >= snowflake(search.since)), key=int, reverse=True)


async def _active_threads(requests: Requests, guild: str, channel: str, search: Search) -> list[dict[str, Any]]:
    return _ours(await requests.ask("GET", "/guilds/{guild_id}/threads/active", guild_id=guild), channel, search)


def _ours(answer: dict[str, Any], channel: str, search: Search) -> list[dict[str, Any]]:
    threads = listed(answer["threads"])
    return [each for each in threads if (each.get("parent_id"), each.get("owner_id")) == (channel, search.author)]

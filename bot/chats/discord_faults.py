"""What became of a message when Discord, or what lies between, did not answer that it arrived. Pure.

In: what discord.py or aiohttp raised. Out: SendLater, SendRefused or SendUnknown, with a clause for the managers.

    raise meaning(error, has_left=True) from error

Sources: Discord's API reference, "Opcodes and Status Codes" (the JSON codes), "Rate Limits" (429 and its headers), and
"Create Message" (`enforce_nonce`). The codes 520 to 530 are those of the network before Discord's own servers.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.chats.waits import asked_wait, wait_of
from digests.errors import DeliveryError, SendLater, SendRefused, SendUnknown

if TYPE_CHECKING:
    import discord

EDGE_WAIT = timedelta(minutes=1)  # where what stands before Discord turns us away and does not say for how long
FULL_WAIT = timedelta(minutes=30)  # until some thread of a server is archived

LOGIN_REFUSED = (
    "Discord does not take DISCORD_TOKEN; copy the token once more from the page “Bot” of your application at "
    "https://discord.com/developers/applications"
)

# Answered before Discord's servers were reached, or by one that has no time: 503 by any, 52x and 530 by the edge.
_NOT_DONE = {503, 521, 522, 523, 525, 526, 530}

# JSON codes
ALREADY_A_THREAD, TAG_REQUIRED = 160004, 40067
THREAD_LOST = {10003, 50083, 160005}  # deleted, archived for good, locked
_THREADS_FULL = {160006, 160007}
THREAD_CLOSED = THREAD_LOST | {50001, 50013}  # or we may not write in threads

_CHANNEL_REFUSED = {
    10003: "the channel is gone",
    10004: "the server is gone",
    10013: "there is no such person",
    40058: "this kind of channel takes no messages",
    40066: "the forum demands a tag, and none that the bot may set",
    TAG_REQUIRED: "the forum demands a tag, and none that the bot may set",
    50001: "the bot may not see the channel",
    50007: "this person takes no messages from the bot",
    50008: "this kind of channel takes no messages",
    50013: "the bot lacks a permission in the channel",
    50024: "this kind of channel takes no messages",
    50033: "there is no such person",
    50083: "the thread is archived",
    50278: "this person shares no server with the bot",
    160005: "the thread is locked",
}
_OF_PERSON = {10013, 50007, 50033, 50278}  # of those
_MESSAGE_REFUSED = {
    20009: "Discord takes the text for explicit",
    20031: "Discord does not allow a word of the title",
    40005: "Discord takes the message for too large",
    50006: "Discord takes the message for empty",
    50035: "Discord does not take the form of the message",
    50109: "Discord does not take the form of the message",
    200000: "a rule of the server’s AutoMod blocks it",
    200001: "a rule of the server’s AutoMod blocks its title",
    240000: "Discord’s filter of harmful links blocks it",
}
_OF_MESSAGE = {400, 413, 415, 422}  # statuses about what is asked, not about who asks or where
_LATER = {
    20016: "the channel’s slow mode lets us wait",
    20028: "too much is written in the channel",
    20029: "too much is written in the server",
    40003: "too many direct messages are begun",
}
_LATER_ALL = {
    20026: "Discord takes the bot for a sender of spam",
    40004: "Discord takes no messages for now",
    40006: "Discord has switched this off for now",
    40333: "what stands before Discord turns us away",
    130000: "Discord is overloaded",
}


def meaning(error: Exception, *, has_left: bool = True) -> DeliveryError:
    """Return what to tell of an error; `has_left`: whether the request may have left.

    What may have left and has no answer that settles it is unknown, also where the answer is a server's mistake: it may
    have been made after the message was shown.
    """
    import aiohttp  # here, as discord: the command line imports this, and most of it never sends
    import discord

    match error:
        case discord.HTTPException():
            return _answered(error)
        case discord.RateLimited():
            return SendLater("too many requests", retry_after=wait_of(error.retry_after))
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError() | aiohttp.ClientHttpProxyError():
            return SendLater("Discord cannot be reached", is_of_chat=True)
        case TimeoutError() if has_left:
            return SendUnknown("no answer came in time")
        case TimeoutError():
            return SendLater("too many requests wait for their turn")
        case aiohttp.ClientError() | OSError() if has_left:
            return SendUnknown("the connection broke before the answer came")
    if has_left:
        return SendUnknown("the answer makes no sense")
    return SendLater("not connected to Discord", is_of_chat=True)


def _answered(error: "discord.HTTPException") -> DeliveryError:
    """What Discord answered, or what stands before it."""
    status, code = error.status, error.code
    headers: Mapping[str, str] = error.response.headers
    if status == 401:
        return SendRefused("Discord does not take our token", is_of_chat=True)
    if code in _LATER:
        return SendLater(_LATER[code], retry_after=_asked(headers))
    if code in _LATER_ALL:
        return SendLater(_LATER_ALL[code], is_of_chat=True, retry_after=_asked(headers) or EDGE_WAIT)
    if code in _THREADS_FULL:
        return SendLater("the server has as many threads as it may have", retry_after=FULL_WAIT)
    if status == 429:
        return _too_many(headers)
    if status in _NOT_DONE:
        return SendLater(f"Discord is in trouble ({status})", is_of_chat=True, retry_after=_asked(headers))
    if status >= 500 or status == 408:
        return SendUnknown(f"Discord is in trouble ({status})")
    if code == 10008:  # of a message that came with this nonce and was deleted
        return SendUnknown("Discord says that it is deleted")
    if code in _CHANNEL_REFUSED:
        return SendRefused(_CHANNEL_REFUSED[code], is_of_person=code in _OF_PERSON)
    if code in _MESSAGE_REFUSED:
        return SendRefused(_MESSAGE_REFUSED[code], is_of_message=True)
    if code == 0 and (status in (403, 404, 405) or status < 400):
        return _not_discord(error)
    return SendRefused(f"Discord refuses it ({status}, error code {code})", is_of_message=status in _OF_MESSAGE)


def _too_many(headers: Mapping[str, str]) -> DeliveryError:
    """What a 429 asks for: a rest of this channel, or of all of them."""
    is_banned = "Via" not in headers  # the answer of the edge, not of the API
    is_global = headers.get("X-RateLimit-Global") == "true" or headers.get("X-RateLimit-Scope") == "global"
    wait = _asked(headers) or (EDGE_WAIT if is_banned else None)
    return SendLater("too many requests", is_of_chat=is_banned or is_global, retry_after=wait)


def _not_discord(error: "discord.HTTPException") -> DeliveryError:
    """An answer without one of Discord's codes: the API says "no" to a channel with a code."""
    is_page = not error.text or error.text.lstrip().startswith("<")
    return SendLater(f"an answer that is not Discord’s ({error.status})", is_of_chat=is_page, retry_after=EDGE_WAIT)


def _asked(headers: Mapping[str, str]) -> timedelta | None:
    """Return how long the headers ask us to wait; None where they do not, or not in numbers."""
    return asked_wait(headers, "Retry-After", "X-RateLimit-Reset-After")

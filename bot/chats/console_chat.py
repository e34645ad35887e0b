"""A chat that prints: for trying a schedule without any token.

In: a digest. Out: its text on the standard output, under the name of its channel:

    ── harbour ─────────────────────────────────────────────────
    News digest · Nov 20 – 21, 2026 · 2 stories from 9 articles
"""

import asyncio
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.formats.plain import WIDTH, as_text
from bot.formats.typography import harmless
from bot.texts import texts_for
from digests.errors import SendLater, SendRefused, SendUnknown
from digests.models import Digest, Subscription
from digests.postings import Notice

SEND_WITHIN_S = 20  # what reads our output may hold us up


class ConsoleChat:
    """The Chat port on the standard output: an address is a name that stands above the message. It has no nonces."""

    name = "console"
    keeps_nonces_for = timedelta(0)

    def __init__(self) -> None:
        self._printing = asyncio.Lock()  # two messages would stand in each other

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[str]:
        """Return the digest as one text; days are those of the subscription's zone."""
        return [digest_text(digest, subscription, is_late=is_late)]

    def notice(self, notice: Notice, subscription: Subscription) -> str:
        """Return the sentence on a line."""
        return notice_text(notice, subscription) + "\n"

    async def send(self, address: str, payload: str, nonce: str) -> str:
        """Print a message under its address; "to …" for a person. Its id is the nonce. Raises as Chat.send says."""
        name = harmless(address)
        heading = f"── {f'to {name}' if name.startswith('@') else name} ".ljust(WIDTH, "─")
        is_begun = False
        try:
            async with asyncio.timeout(SEND_WITHIN_S), self._printing:
                is_begun = True
                await asyncio.to_thread(_print, f"{heading}\n{payload}\n")
        except TimeoutError:
            if is_begun:
                raise SendUnknown("nobody takes what is printed") from None
            raise SendLater("nobody takes what is printed") from None
        return nonce

    async def find(self, address: str, nonce: str, since: datetime) -> str | None:
        """Raise SendUnknown: what was printed cannot be read back."""
        raise SendUnknown("what was printed cannot be read back")


def digest_text(digest: Digest, subscription: Subscription, *, is_late: bool) -> str:
    """The digest as plain text, in the words and the time zone of the subscription."""
    worded = replace(digest, ui_language=subscription.ui_language or subscription.language)
    return as_text(worded, zone=ZoneInfo(subscription.timezone), is_late=is_late)


def notice_text(notice: Notice, subscription: Subscription) -> str:
    """The notice as a sentence on one line, in the subscription's `ui_language`."""
    return harmless(texts_for(subscription.ui_language or subscription.language).say(notice.key, **notice.arguments))


def _print(text: str) -> None:
    """Print at once, as UTF-8; tell a reader who has gone, for good, from a disk that is full, for now."""
    if sys.stdout is None or sys.stdout.closed:
        raise SendRefused("the standard output is closed", is_of_chat=True)
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise SendRefused("nobody reads the standard output any more", is_of_chat=True) from None
    except OSError as error:
        raise SendLater(f"the standard output takes nothing: {error.strerror or 'it is broken'}") from None

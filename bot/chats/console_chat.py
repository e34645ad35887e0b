"""A chat that prints: for trying a schedule without any token.

In: a digest. Out: its text on the standard output, under the name of its channel:

    ── harbour ─────────────────────────────────────────────────
    News digest · Nov 20 – 21, 2026 · 2 stories from 9 articles
"""

import asyncio
import sys
from concurrent.futures import Future
from datetime import datetime, timedelta

from bot.chats.threads import begun
from bot.formats.plain import WIDTH
from bot.formats.posted import digest_text, notice_text
from bot.formats.typography import harmless
from digests.errors import SendLater, SendUnknown
from digests.models import Digest, Subscription
from digests.postings import Message, Notice

SEND_WITHIN_S = 20.0  # what reads our output may hold us up
GONE_FOR = timedelta(minutes=10)  # then we look again; another process on the same database may print meanwhile
NOBODY_TAKES = "nobody takes what is printed"


class ConsoleChat:
    """The Chat port on the standard output: an address is a name that stands above the message. It has no nonces."""

    name = "console"
    keeps_nonces_for = timedelta(0)

    def __init__(self, *, within_s: float = SEND_WITHIN_S) -> None:
        """Make a chat that waits so long for whoever reads its output."""
        self._within_s = within_s
        self._printing = asyncio.Lock()  # two messages would stand in each other
        self._last: Future[None] | None = None  # the last print: it may go on when nobody waits for it any more

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
        """Return the digest as one text; days are those of the subscription's zone."""
        text = digest_text(digest, subscription, is_late=is_late)
        return [Message(payload=text, tells=tuple(item.story.id for item in digest.items))]

    def notice(self, notice: Notice, subscription: Subscription) -> str:
        """Return the sentence on a line."""
        return notice_text(notice, subscription) + "\n"

    async def send(
        self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
    ) -> str:
        """Print a message under its address; "to …" for a person. Its id is the nonce. Raises as Chat.send says."""
        name = harmless(address)
        heading = f"── {f'to {name}' if name.startswith('@') else name} ".ljust(WIDTH, "─")
        is_begun = False
        try:
            async with asyncio.timeout(self._within_s), self._printing:
                if self._last and not self._last.done():
                    raise SendLater(NOBODY_TAKES, is_of_chat=True)
                self._last = begun(_print, f"{heading}\n{payload}\n")
                is_begun = True
                await asyncio.wrap_future(self._last)
        except TimeoutError:
            if is_begun:
                raise SendUnknown(NOBODY_TAKES) from None
            raise SendLater(NOBODY_TAKES, is_of_chat=True) from None
        return nonce

    async def find(self, address: str, nonce: str, since: datetime) -> str | None:
        """Raise SendUnknown: what was printed cannot be read back."""
        raise SendUnknown("what was printed cannot be read back")


def _print(text: str) -> None:
    """Print at once, as UTF-8; tell a reader who has gone from a disk that is full.

    Past the buffer: that is locked while nobody reads, and prints again later what a full disk has left in it.
    """
    if sys.stdout is None or sys.stdout.closed:
        raise SendLater("the standard output is closed", is_of_chat=True, retry_after=GONE_FOR)
    output = getattr(sys.stdout.buffer, "raw", sys.stdout.buffer)
    rest = memoryview(text.encode("utf-8", "replace"))
    try:
        while rest:
            taken = output.write(rest)
            if taken is None:  # it was opened so that nobody waits for it
                raise SendLater(NOBODY_TAKES, is_of_chat=True)
            rest = rest[taken:]
    except BrokenPipeError:
        reason = "nobody reads the standard output any more"
        raise SendLater(reason, is_of_chat=True, retry_after=GONE_FOR) from None
    except OSError as error:
        raise SendLater(f"the standard output takes nothing: {error.strerror or 'it is broken'}") from None

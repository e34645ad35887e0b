"""What can go wrong, as a tree. Each error carries data and says one sentence that helps.

DigestError
├── SourceError          a source gave nothing; the others go on
│   ├── SourceMissing    no such file or folder, or nothing in it that can be read
│   ├── FeedUnreadable   bytes came, but no feed or article is in them
│   └── FetchFailed      an address gave no answer that can be used
│       └── Disallowed   robots.txt does not let it be asked
├── StepFailed           a step took too long, too much memory, or broke, on what it was given
├── StoreUnusable        the database cannot be opened, read or written
├── DeliveryError        a message was not seen to arrive in its chat
│   ├── SendLater        the chat does not take it now; it did not arrive
│   ├── SendRefused      the chat will not take it, however often it is sent
│   └── SendUnknown      the message left and nothing was heard: it may have arrived
├── BadRequest           a wish that cannot be met: a language, a time or a number that is none
└── NothingToSay         all went well and there is no article to tell of
"""

from datetime import timedelta


class DigestError(Exception):
    """Anything this package raises on purpose."""


class SourceError(DigestError):
    """A source gave nothing. `source` is its path or address, `reason` a clause without a full stop."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        """Say how to make it again: by its fields, since pickle would call the class with the sentence alone."""
        return type(self), (self.source, self.reason), self.__dict__


class SourceMissing(SourceError):
    """There is no such file or folder, or nothing in it that can be read."""


class FeedUnreadable(SourceError):
    """Bytes came, but no feed or article is in them."""


class FetchFailed(SourceError):
    """An address gave no answer that can be used.

    `status` is that of the answer, None where there was none; `retry_after` how long the server asks to be left alone.
    """

    def __init__(
        self, source: str, reason: str, *, status: int | None = None, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(source, reason)
        self.status = status
        self.retry_after = retry_after


class Disallowed(FetchFailed):
    """The robots.txt of a site does not let its page be read, or cannot be read itself."""


class StepFailed(DigestError):
    """A step took too long, too much memory, or broke, on what it was given. Its text is a clause."""


class StoreUnusable(DigestError):
    """The database cannot be opened, read or written."""


class DeliveryError(DigestError):
    """A message was not seen to arrive. `reason` is a clause without a full stop, and holds no token and no address.

    `is_of_chat`: it is not about this channel; whatever is sent to the chat with the same token fares alike.
    """

    def __init__(self, reason: str, *, is_of_chat: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_of_chat = is_of_chat


class SendLater(DeliveryError):
    """The message did not arrive, and may be sent again: too many requests, a server in trouble, no connection.

    `retry_after` is how long the chat asks to be left alone, None where it says nothing.
    """

    def __init__(self, reason: str, *, is_of_chat: bool = False, retry_after: timedelta | None = None) -> None:
        super().__init__(reason, is_of_chat=is_of_chat)
        self.retry_after = retry_after


class SendRefused(DeliveryError):
    """The message will never be taken: no permission, no such channel; with `is_of_chat` the token is revoked.

    `is_of_message`: it is this message that is refused, for what is in it; others may arrive. `is_of_person`: the
    person can no longer be written to, and nothing that somebody sets right will change that.
    """

    def __init__(
        self, reason: str, *, is_of_chat: bool = False, is_of_message: bool = False, is_of_person: bool = False
    ) -> None:
        super().__init__(reason, is_of_chat=is_of_chat)
        self.is_of_message = is_of_message
        self.is_of_person = is_of_person


class SendUnknown(DeliveryError):
    """The message left and no answer came that says what became of it."""


class BadRequest(DigestError):
    """A wish that cannot be met: a language, a time or a number that is none."""


class NothingToSay(DigestError):
    """All went well and there is no article to tell of."""

"""The doors through which digests leave: chats, and the ledger of who gets what. Each docstring is a contract.

The steps never see these; the bot's wiring knows which adapter stands behind.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from digests.models import Digest, Subscription
from digests.postings import Delivery, Halt, Made, Memory, Message, Notice, Posting, Record, Slot, State, Subscriber


class Chat(Protocol):
    """One chat platform: what a digest looks like there, and the way of one message."""

    @property
    def name(self) -> str:
        """What subscribers call it: "discord", "slack", "console", "file"."""
        ...

    @property
    def keeps_nonces_for(self) -> timedelta:
        """How long after a message was sent the same nonce shows it once; zero: it has no nonces."""
        ...

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
        """Return the messages that a digest is, in order, at least one. Pure, and may raise anything: what comes from
        feeds is hostile. Only the fields of how it looks and is called are read of the subscription.

        Each message names the stories that it tells, so that of a digest of which only the first messages arrived the
        others are told later.
        """
        ...

    def notice(self, notice: Notice, subscription: Subscription) -> str:
        """Return the payload of a sentence of the bot's own, in the subscription's `ui_language`. Pure."""
        ...

    async def send(
        self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
    ) -> str:
        """Send one message to a channel, or to a person where the address is "@" and their id; return its id.

        `workspace` is the server or workspace in which that is, as `Subscriber` has it: a chat may have a token for
        each. `first` is the id of the first message of the same posting that has arrived, None where none has: a chat
        that tells details in a thread, or in a post of its own, finds that by it.

        Sends once; whoever calls repeats. Answers within 30 s. Raises SendLater when the message did not arrive and may
        be sent again; SendRefused when it never will, with `is_of_message` where the channel may take another, with
        `is_of_person` where the person can no longer be written to; SendUnknown for everything else: also for an answer
        that makes no sense.
        """
        ...

    async def find(self, address: str, nonce: str, since: datetime) -> str | None:
        """Return the id of the message sent with this nonce since that moment; None when surely none was.

        Raises SendLater when the chat cannot be asked now, SendUnknown when it will never tell.
        """
        ...


class Ledger(Protocol):
    """Who is subscribed, what is due, and what became of it. Beside the store, in the same database.

    Every method but `forget_before` is one transaction, on the disk when it returns. Raises StoreUnusable when the
    database cannot do its work.
    """

    def save_subscribers(self, changes: Iterable[tuple[Subscriber, Sequence[Slot]]]) -> set[str]:
        """Insert subscribers of version 0, replace others whose `version` is still the one kept; return whose were.

        Their version then is one higher. The slots are inserted with them; one that is there already stays as it is.
        An id or version taken by somebody else meanwhile: nothing of that subscriber is kept.

        What waits for one that is newly paused or closed expires, settled at its `paused_at` or `closed_at`; a posting
        goes on of which a delivery was sent, or may have been, or is being sent.
        """
        ...

    def remove_subscriber(self, subscriber_id: str, *, closed_before: datetime | None = None) -> bool:
        """Forget a subscriber and all of its slots, postings and deliveries; return whether there was one.

        With a moment only one that was closed before it: nobody has resumed it meanwhile.
        """
        ...

    def subscribers(self, ids: Iterable[str] | None = None) -> list[Subscriber]:
        """Return the subscribers of these ids, or all, oldest first, ties by id."""
        ...

    def subscribers_in(self, chat: str, address: str) -> list[Subscriber]:
        """Return the subscribers of one channel, oldest first, ties by id."""
        ...

    def subscribers_of(self, chat: str, workspace: str) -> list[Subscriber]:
        """Return the subscribers in channels of one server or workspace, oldest first, ties by id."""
        ...

    def workspaces(self, chat: str) -> set[str]:
        """Return the servers or workspaces of a chat in which there are subscribers that are not closed."""
        ...

    def due_subscribers(self, now: datetime, limit: int) -> list[Subscriber]:
        """Return subscribers with `next_due_at <= now`, longest due first, at most so many."""
        ...

    def slots(self, subscriber_id: str, since: date) -> list[Slot]:
        """Return the slots of a subscriber from that local date on, oldest first."""
        ...

    def planned_slots(self, limit: int) -> list[Slot]:
        """Return slots whose digest is to be made, longest due first, at most so many."""
        ...

    def memories(self, subscriber_ids: Iterable[str], since: datetime) -> dict[str, Memory]:
        """Return {subscriber id: what it has had} for all of them; editions of postings made from `since` on.

        A posting counts unless every delivery of it that has ended was refused or expired, and of it the stories of
        which a delivery that tells them was neither, or which no delivery names: what may have been read is not told
        again, what surely was not is. To tell it, `last` goes back to the `since` of a posting of which a delivery was
        refused or expired, until a posting counts that was made after that. What was told and cannot be read is left
        out, and the log says so. What somebody asked for is told as any other, but changes no `last`.
        """
        ...

    def save_postings(self, made: Iterable[Made]) -> int:
        """Write down what was made of slots that are still planned, all else is passed over; return how many.

        The slot becomes posted, or empty, or what its `fate` says where that is not planned; posting and deliveries are
        inserted. The stories told count as posted from `Posting.made_at` on, also under the ids that they have been
        merged into.
        """
        ...

    def sendable(self, now: datetime, chats: Collection[str], limit: int) -> list[Delivery]:
        """Return deliveries in these chats that somebody may send, longest waiting first, at most so many.

        Those are pending ones with `next_attempt_at <= now`, and sending ones whose lease has run out; of each posting
        only the first part that is pending or sending, and none after one that expired.
        """
        ...

    def change_delivery(self, before: Delivery, after: Delivery) -> bool:
        """Replace what is kept of a delivery if its state and attempts are still those of `before`; return whether."""
        ...

    def refuse(self, before: Delivery, after: Delivery, subscriber: Subscriber, notices: Iterable[Delivery]) -> bool:
        """As change_delivery; if it did: pause the subscriber as given, refuse its other pending deliveries likewise,
        and insert the notices. Whatever version the subscriber has: its `paused_at`, `paused_until`, `pause_reason` and
        `closed_at` are set, the rest stays. Of one that is paused at `after.settled_at` nothing changes, but that it is
        closed where it was not and is to be; no notice is inserted.
        """
        ...

    def refuse_notice(self, before: Delivery, after: Delivery) -> bool:
        """As change_delivery; if it did: nobody follows a story any more whose notes go to that address."""
        ...

    def expire(self, now: datetime) -> dict[State, int]:
        """Let pending deliveries with `expires_at <= now` expire, settled then; return how many in which state.

        One that has left once without an answer becomes unknown, here as in `refuse`: it may stand in the chat.
        """
        ...

    def halts(self) -> list[Halt]:
        """Return the chats that take nothing with the token that we have, by name."""
        ...

    def save_halt(self, halt: Halt) -> bool:
        """Remember that a chat takes nothing; return whether that is new."""
        ...

    def lift_halt(self, chat: str) -> None:
        """Forget that a chat takes nothing."""
        ...

    def records(self, slots: int, ids: Iterable[str] | None = None) -> list[Record]:
        """Return what became of each of these subscribers, or all, with so many last slots each.

        They come as `subscribers` orders them.
        """
        ...

    def deliveries(self, subscriber_id: str) -> list[Delivery]:
        """Return the deliveries of a subscriber that are remembered, newest posting first, its parts in order."""
        ...

    def first_message_id(self, posting_id: str) -> str | None:
        """Return the chat's id of the first message of a posting that arrived, None while none was seen to."""
        ...

    def delivery_of(self, chat: str, address: str, message_id: str) -> tuple[Delivery, Posting | None] | None:
        """Return what was sent as this message, and its posting, None of a notice; None for what is not remembered.

        Some chats give an id once in each channel: what was sent to this address comes first, then what was sent last.
        """
        ...

    def last_deliveries(self, subscriber_id: str) -> list[Delivery]:
        """Return the deliveries of the last posting of a subscriber, its parts in order."""
        ...

    def postings(self, subscriber_id: str, limit: int) -> list[Posting]:
        """Return the last postings that may have arrived, newest first, at most so many."""
        ...

    def forget_before(self, moment: datetime, subscriber_ids: Iterable[str]) -> int:
        """Forget slots, postings and deliveries of these subscribers from before that moment; return how many rows.

        What is planned, pending or sending stays, and of each subscriber the last posting of its schedule. Then
        editions and payloads that no posting and no delivery names any more. In several transactions.
        """
        ...

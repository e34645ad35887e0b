"""The doors to the world, as protocols. Each docstring is the contract its adapters keep.

The steps never see these; the pipeline takes them as arguments; only the bot's wiring knows which adapter stands
behind.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeAlias, TypeVar

from digests.models import Answer, Article, Digest, Feed, FollowedFeed, Item, Placement, Story, Subscription
from digests.postings import Delivery, Halt, Made, Memory, Message, Notice, Record, Slot, State, Subscriber

if TYPE_CHECKING:  # the workers read feeds and count nothing: 25 MB each, and a tenth of a second to start
    import numpy as np
    from numpy.typing import NDArray

P = ParamSpec("P")
T = TypeVar("T")

Vector: TypeAlias = "NDArray[np.float32]"  # shape (dimension,), of length 1
Vectors: TypeAlias = "NDArray[np.float32]"  # shape (n, dimension), one row a text, each row of length 1


class Fetcher(Protocol):
    """The one door for every request to the network."""

    async def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        validated_url: str | None = None,
        max_bytes: int | None = None,
        is_page: bool = False,
    ) -> Answer:
        """Return the answer behind an http(s) address, redirects followed.

        Validators that are given are sent verbatim, and only to `validated_url` (None: the first address); the answer
        may then be `is_unchanged`. `max_bytes` is of the decoded body, None for the door's own limit. For a page
        (`is_page`) the robots.txt of each site on the way is obeyed (Disallowed), and an answer that is no HTML is
        refused. Waits until its host may be asked again.

        Raises FetchFailed for everything that is not a whole body with a 2xx status, or a 304 that was asked for:
        another scheme, a private address, no connection, a status, a time-out, a body over the limit.
        """
        ...

    async def robots_allow(self, url: str) -> bool:
        """Return whether the robots.txt of its site lets this page be read; where that cannot be told, it does not."""
        ...


class Workers(Protocol):
    """Other processes, in which steps meet what strangers sent: they can be killed, and cannot take all memory."""

    async def run(self, step: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return `step(*args, **kwargs)`; step, arguments and result must be picklable, step by its module and name.

        Raises what DigestError the step raises, and StepFailed when it takes longer than a limit that grows with the
        bytes and strings it is given, or too much memory, ends its process, or raises anything else.
        """
        ...


class Encoder(Protocol):
    """Texts in any language become vectors in which like meanings are near."""

    @property
    def name(self) -> str:
        """What vectors are stored under; vectors of two names are never compared."""
        ...

    @property
    def usual(self) -> Vector:
        """What it gives for news in general: the mean of many rows, so not of length 1."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row per text, in order; the same text gives the same row (to 1e-6) in any company.

        Takes any string; cuts what is longer than it can use. Blocks: call it off the event loop.
        """
        ...


class Store(Protocol):
    """What is remembered. Every method is one transaction: it happens wholly or not at all.

    Raises StoreUnusable when the database cannot do its work.
    """

    def save_feeds(self, feeds: Iterable[Feed]) -> None:
        """Insert feeds, or update title, language and site_url of those whose url is known."""
        ...

    def followed_feeds(self) -> list[FollowedFeed]:
        """Return every feed that is followed, ended ones too, by title, ties by url."""
        ...

    def save_followed(self, feeds: Iterable[FollowedFeed]) -> None:
        """Follow feeds, or replace what is known of followed ones; their `feed` is saved as by `save_feeds`."""
        ...

    def unfollow(self, url: str) -> None:
        """Forget the following of a feed (by its Feed.url). The feed, its items and its articles stay."""
        ...

    def main_languages(self) -> dict[str, str]:
        """Return {feed url: the language of most of its articles} for feeds that have any; of equals the last code."""
        ...

    def known_items(
        self,
        feed_url: str,
        *,
        guids: Collection[str],
        title_hashes: Collection[str],
        urls: Collection[str],
        text_hashes: Collection[str],
    ) -> list[Item]:
        """Return items that an entry may be: of this feed by guid or title, of every feed by canonical url or text."""
        ...

    def save_round(self, followed: FollowedFeed, items: Iterable[Item], articles: Iterable[Article]) -> None:
        """Keep what one fetch of one feed brought: its state, the articles (as `save_articles`), then the items.

        A feed that is no longer followed stays so: its articles and items are kept, its state is not. An item is
        inserted, or replaced where (feed_url, guid) is known.
        """
        ...

    def feed_of(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return {article id: feed url} for those ids that are known."""
        ...

    def save_articles(self, articles: Iterable[Article]) -> None:
        """Insert articles of known feeds; a known id gets the new title, text, url, language, source and publisher.

        Keeps the known article's dates and story: an edited article never becomes news again. When title or text
        changed its vectors are forgotten. The same id twice in one call: the last one stands.
        """
        ...

    def ungrouped_articles(self) -> list[Article]:
        """Return the articles that belong to no story yet, oldest `dated_at` first, ties by id."""
        ...

    def grouping_window(self, fetched_since: datetime) -> list[Article]:
        """Return the articles fetched from that moment on, and all that ever shared a story with one; in no order."""
        ...

    def placements_before(self, moment: datetime, article_ids: Iterable[str]) -> dict[str, str]:
        """Return {article id: story id} as the last `placed_at` before the moment has it, for those that have one."""
        ...

    def profiles(self, profiled_as: str, article_ids: Iterable[str]) -> dict[str, bytes]:
        """Return {article id: what grouping compared it as} for those articles that have one of this name."""
        ...

    def founders(self) -> dict[str, str]:
        """Return {story id: the id of the article that it was given for} for every story id ever given."""
        ...

    def posted_stories(self) -> set[str]:
        """Return the ids of the stories that have been posted."""
        ...

    def mark_posted(self, story_ids: Iterable[str], at: datetime) -> None:
        """Remember that people have seen these stories; the first time counts, an unknown id is passed over."""
        ...

    def save_grouping(
        self,
        stories: Iterable[Story],
        *,
        founders: Mapping[str, str],
        placements: Iterable[Placement],
        aliases: Mapping[str, str],
        profiles: Mapping[str, bytes],
        profiled_as: str,
        since: datetime,
    ) -> None:
        """Keep what grouping from `since` on has made of stories.

        Stories are inserted or updated; each of their articles now belongs to them, and to no other; no article leaves
        a story unless another claims it. The placements replace those with `placed_at >= since` of the same articles;
        of several of one article at one moment the last counts. An alias leads from a known story that has lost its
        articles to the one that has them; a story that is saved is no alias any more. `profiles`, by article id, are
        inserted or replaced under the name `profiled_as`.
        """
        ...

    def story(self, story_id: str) -> Story | None:
        """Return the story of that id, or the one to which the id leads; None when there is none."""
        ...

    def stories_of(self, article_ids: Iterable[str]) -> dict[str, Story]:
        """Return {article id: its story} for those articles that have one."""
        ...

    def articles(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """Return {id: article} for those ids that are known."""
        ...

    def articles_at(self, urls: Iterable[str]) -> list[Article]:
        """Return the articles with one of these canonical urls, oldest first, ties by id."""
        ...

    def articles_between(self, feeds: Iterable[str], since: datetime | None, until: datetime) -> list[Article]:
        """Return the articles of these feed urls with `since <= dated_at <= until`, oldest first, ties by id.

        An article that several feeds carry is an article of each.
        """
        ...

    def vectors(self, encoder: str, article_ids: Iterable[str]) -> dict[str, Vector]:
        """Return {article id: vector} for those articles that have one of this encoder."""
        ...

    def save_vectors(self, encoder: str, vectors: Mapping[str, Vector]) -> None:
        """Insert or replace the vectors of known articles under this encoder's name."""
        ...

    def forget_before(self, moment: datetime) -> int:
        """Forget articles fetched before that moment, with all that is kept of them; return how many.

        Items that no feed has carried since go, too, and stories without articles: after a year those that were posted.
        Happens in several transactions, so that nobody waits for long.
        """
        ...

    def close(self) -> None:
        """Let go of the database. Nothing may be called after."""
        ...


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

    async def send(self, address: str, payload: str, nonce: str) -> str:
        """Send one message to a channel, or to a person where the address is "@" and their id; return its id.

        Sends once; whoever calls repeats. Answers within 30 s. Raises SendLater when the message did not arrive and may
        be sent again, SendRefused when it never will, SendUnknown for everything else: also for an answer that makes no
        sense.
        """
        ...

    async def find(self, address: str, nonce: str, since: datetime) -> str | None:
        """Return the id of the message sent with this nonce since that moment; None when surely none was.

        Raises SendUnknown when that cannot be told.
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

        What waits for one that is newly paused expires, settled at its `paused_at`; a posting goes on of which a
        delivery was sent, or may have been, or is being sent.
        """
        ...

    def remove_subscriber(self, subscriber_id: str) -> bool:
        """Forget a subscriber and all of its slots, postings and deliveries; return whether there was one."""
        ...

    def subscribers(self, ids: Iterable[str] | None = None) -> list[Subscriber]:
        """Return the subscribers of these ids, or all, oldest first, ties by id."""
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
        out, and the log says so.
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
        and insert the notices. Whatever version the subscriber has: its `paused_at`, `paused_until` and `pause_reason`
        are set, the rest stays. Of one that is paused at `after.settled_at` nothing changes, and no notice is inserted.
        """
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

    def forget_before(self, moment: datetime, subscriber_ids: Iterable[str]) -> int:
        """Forget slots, postings and deliveries of these subscribers from before that moment; return how many rows.

        What is planned, pending or sending stays, and of each subscriber the last posting. Then editions and payloads
        that no posting and no delivery names any more. In several transactions.
        """
        ...

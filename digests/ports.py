"""The doors to the world, as protocols. Each docstring is the contract its adapters keep.

The steps never see these; the pipeline takes them as arguments; only the bot's wiring knows which adapter stands
behind.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeAlias, TypeVar

from digests.models import Answer, Article, Feed, FollowedFeed, Item, Placement, Story

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

    def shared_feeds(self) -> tuple[str, ...]:
        """Return the urls of those that are shared, in the same order: what a digest of all feeds reads."""
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

    def carriers(self, article_ids: Iterable[str]) -> dict[str, set[str]]:
        """Return {article id: urls of the feeds that carry it} for those ids that are known."""
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

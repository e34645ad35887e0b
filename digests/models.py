"""The nouns of the news: feed, entry, article, story, sentence, summary, digest.

The way of the data is `answer → feed → entry → article → story → summary → digest`. Every class is frozen: a step
takes values and returns new ones. Times are time-zone-aware `datetime`s in UTC; languages are BCP 47 tags (`en`,
`pt-BR`), `und` when unknown.

>>> Sentence(article_id="a1", start=0, end=14, text="Rain in Paris.").text
'Rain in Paris.'
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

UNDETERMINED = "und"  # BCP 47's own tag for "language not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server, or the disk, answered to one request that went well."""

    url: str  # where the body came from, redirects followed
    body: bytes = b""  # decoded from its transfer and content encodings
    is_unchanged: bool = False  # 304: the body is the one that the validators were given with, and empty here
    moved_to: str | None = None  # where the address asked for has moved for good: every redirect was a 301 or 308
    etag: str | None = None  # validators, verbatim, to be sent back (RFC 9110 section 8.8)
    last_modified: str | None = None
    fresh_for: timedelta | None = None  # how long the server wants not to be asked again (Cache-Control, Expires)
    media_type: str = ""  # in lower case, without parameters: "text/html"
    charset: str | None = None  # as the header declares it


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source of articles, as it describes itself."""

    # Identity: where it was first fetched, or the address that a feed read from a file gives for itself, or a file: URI
    url: str
    title: str  # what a reader calls it; the host or file name where the feed has no title
    language: str | None = None  # as the feed declares it: a hint, never believed against the text
    site_url: str | None = None  # its page for people
    format: str = ""  # "RSS 2.0", "Atom 1.0", "JSON Feed 1.1"; empty for rows and texts
    asked_interval: timedelta | None = None  # how often it wants to be asked at most: RSS ttl, sy:updatePeriod
    skip_hours: frozenset[int] = frozenset()  # of the day in UTC, in which it does not want to be asked (RSS 2.0)
    skip_days: frozenset[int] = frozenset()  # of the week, Monday is 0
    is_whole: bool = True  # False: what was read broke off, and its entries are those before; never stored


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedFeed:
    """A feed that is fetched again and again, and what fetching it has taught."""

    feed: Feed
    location: str  # where it is fetched now: Feed.url until it moved for good
    language: str | None = None  # what its owner here says it is written in; before Feed.language, and a hint like it
    topic: str | None = None
    # Whether digests of all feeds read it: the operator follows it. False: somebody added it in a chat, for their own.
    is_shared: bool = True
    followed_at: datetime
    next_fetch_at: datetime
    tried_at: datetime | None = None  # the last fetch, however it ended
    succeeded_at: datetime | None = None  # the last fetch that gave a feed, changed or not
    failures: int = 0  # in a row
    last_error: str | None = None  # the clause of the last failure; None after a success
    waits_until: datetime | None = None  # before then the server does not want to be asked (Retry-After)
    ended_at: datetime | None = None  # gone for good (410): never asked again; last_error says why
    etag: str | None = None  # the validators of the last whole answer from `location`
    last_modified: str | None = None
    validated_url: str | None = None  # who gave them: `location`, or where it redirected to
    body_hash: str | None = None  # SHA-256 of that answer's body, hexadecimal: some servers never answer 304
    interval: timedelta = timedelta(hours=1)  # how long after a success it is asked again, as far as we choose
    moving_to: str | None = None  # where permanent redirects lead, and how many fetches in a row agreed on it
    moving_seen: int = 0
    articles_a_day: float | None = None  # how many it publishes, by the dates of its entries; None: no dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of one feed as it was parsed, before anything is cleaned."""

    guid: str  # what the feed calls the item; unique within the feed
    title: str = ""  # may hold markup and entities
    content: str = ""  # the fullest text that the item carries
    is_html: bool = True  # whether title and content are HTML rather than plain text
    url: str | None = None  # absolute
    language: str | None = None  # as declared for the item: a hint
    published_at: datetime | None = None
    source: str | None = None  # the publisher's name where the item gives one; else the feed's title counts
    source_url: str | None = None  # that publisher's site or feed
    author: str | None = None  # only to recognise the author's byline and portrait in the text; never kept
    article_id: str | None = None  # an id that the source promises to be its own (the `id` of a .jsonl row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is remembered of one entry of one feed, so that it is news only once."""

    feed_url: str
    guid: str
    article_id: str | None  # None: older than our following of the feed, or never readable
    publisher: str  # as Article.publisher
    url: str | None  # canonical
    text_hash: str  # of the text, or of title and text where that is short; markup, case and punctuation left out
    title_hash: str
    failures: int = 0  # how often reading it failed
    seen_at: datetime  # when the feed last carried it, to the day


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A web page, read for its article."""

    url: str  # where it came from
    canonical_url: str | None = None  # what it says is its own address, on the same publisher's site
    title: str = ""
    paragraphs: tuple[str, ...] = ()  # of the main text: plain, none empty
    language: str | None = None  # as declared: a hint
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One item of one feed, clean and ready to be grouped and quoted."""

    id: str  # unique; the row's own id for .jsonl, the file's stem for .txt, else derived from feed url and guid
    feed_url: str
    url: str | None  # canonical http(s) address
    title: str  # plain, NFC, without the site's name
    text: str  # plain, NFC, one paragraph a line, no page furniture; what `Sentence` offsets point into
    language: str  # detected; the declared one until then
    published_at: datetime | None  # never later than fetched_at; None where the source gives no usable date
    fetched_at: datetime
    source: str  # the publisher's name as a reader knows it
    # Who answers for it: the registered domain ("example.com" of feeds.example.com), else `source` in small letters.
    publisher: str

    @property
    def dated_at(self) -> datetime:
        """When the article counts as published: its date, else when it was first seen."""
        return self.published_at or self.fetched_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles, in any language, that report the same event.

    The "crosslingual cluster" of Miranda et al. 2018 (doi:10.18653/v1/D18-1483).
    """

    id: str  # four to six letters and digits, stable, speakable
    article_ids: tuple[str, ...]  # oldest first
    first_seen_at: datetime  # when the oldest article is dated
    last_seen_at: datetime  # when the youngest article is dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where grouping put an article: it stays there until a later placement."""

    article_id: str
    story_id: str
    placed_at: datetime  # when the article was due whose turn it was: itself, or one that moved or merged it


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of one article, with its place: `article.text[start:end] == text`."""

    article_id: str
    start: int  # offset of the first character in Article.text
    end: int  # offset after the last character
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Verbatim sentences of one story, all in one language."""

    story_id: str
    language: str  # the language that the sentences are in: the fact, not the wish
    headline: str  # a title of one of the story's articles in that language
    sentences: tuple[Sentence, ...]  # in reading order
    method: str  # how they were chosen


class Fallback(StrEnum):
    """What is told of a story that has no sentence in a language its reader reads."""

    ORIGINAL = "original"  # its sentences as they are, under the name of their language
    HEADLINE = "headline"  # its headline alone, under the name of its language
    SKIP = "skip"  # nothing


class Length(StrEnum):
    """How long a summary is; `SENTENCES` has the numbers."""

    HEADLINE = "headline"
    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"
    FULL = "full"  # of one story that is looked up; its sentences stand by publisher


SENTENCES = {Length.HEADLINE: 0, Length.SHORT: 1, Length.MEDIUM: 2, Length.LONG: 4, Length.FULL: 8}


class Novelty(StrEnum):
    """When a story returns that the reader has had."""

    UPDATE = "update"  # only with what is new of it
    ALWAYS = "always"  # with every further article
    NEVER = "never"  # not within the cooldown


class Empty(StrEnum):
    """What a digest without a story does."""

    SKIP = "skip"  # nothing is posted
    LINE = "line"  # one line says so


class Undated(StrEnum):
    """What becomes of an article without a date."""

    FIRST_SEEN = "first seen"  # it counts as published when it was first fetched
    SKIP = "skip"  # it is not told


class Layout(StrEnum):
    """How a digest stands in a chat."""

    COMPACT = "compact"
    CARDS = "cards"
    PLAIN = "plain"  # as clients show it that do not know the others


class Thread(StrEnum):
    """Where the sentences of a digest stand in a chat."""

    NONE = "none"  # in the message
    DETAILS = "details"  # headlines in the message, sentences in its thread
    FORUM = "forum"  # a forum post each


class Quiet(StrEnum):
    """What becomes of a digest that is due in quiet hours."""

    HOLD = "hold"  # it comes when they end
    DROP = "drop"  # it does not come; the next one reaches back


class Alerts(StrEnum):
    """Who learns that a channel gets its digest no longer."""

    MANAGERS = "managers"  # each by direct message
    HERE = "here"  # the channel itself
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """What a channel does not want to hear of for a while."""

    rule: str  # "story:k7qm", "source:paper.example", "topic:football": nothing else is muted
    until: datetime | None = None  # from then on it is told again; None: until somebody says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What one channel wants to read, how, and when.

    `preferences` knows each field's range and how a person writes it.
    """

    feeds: tuple[str, ...]  # Feed.url of each; of a channel's subscription, none means all that are shared
    language: str  # the language wished for
    also_read: tuple[str, ...] = ()  # other languages that may be quoted when the wished one is not there, best first
    ui_language: str | None = None  # of the words around the news; None: as `language`
    fallback: Fallback = Fallback.ORIGINAL

    window: timedelta = timedelta(hours=36)  # how far back a digest reaches at most
    max_age: timedelta = timedelta(hours=48)  # of an article that comes late, by its date
    undated: Undated = Undated.FIRST_SEEN

    include: tuple[str, ...] = ()  # rules as `filters` reads them; with any, only stories that meet one are told
    exclude: tuple[str, ...] = ()  # stories and articles that meet one of these are not
    muted: tuple[Mute, ...] = ()  # stories, sources and topics that are not told for a while
    topics: tuple[str, ...] = ()  # what the reader cares for, in words of any language: told earlier

    stories: int = 8  # at most
    min_publishers: int = 2  # that tell a story, or it is a find of a single source
    singles: int = 3  # of those, at most
    per_topic: int | None = 3  # stories of one topic at most; None: any number
    per_publisher: int | None = 2  # stories that one publisher tells alone, at most; None: any number
    sentences: int = SENTENCES[Length.MEDIUM]  # per story, at most; from five on they stand by publisher

    novelty: Novelty = Novelty.UPDATE
    cooldown: timedelta = timedelta(days=3)  # after which a story that the reader has had counts as news again
    empty: Empty = Empty.SKIP

    layout: Layout = Layout.COMPACT
    thread: Thread = Thread.NONE
    previews: bool = False  # whether links unfold
    images: bool = False
    silent: bool = False  # whether its messages come without a sound
    mention: str | None = None  # the id of the one role or group of the chat that its first message calls

    timezone: str = "UTC"  # a name of the IANA database: of all that follows
    times: tuple[time, ...] = (time(8),)  # of the day, in order, each once, to the minute
    weekdays: frozenset[int] = frozenset(range(7))  # Monday is 0
    quiet_dates: tuple[tuple[date, date], ...] = ()  # first and last day of each: no digest
    quiet_hours: tuple[tuple[time, time], ...] = ()  # from, until (not included); past midnight where until <= from
    quiet: Quiet = Quiet.HOLD  # what becomes of a digest in quiet hours
    catch_up: timedelta = timedelta(hours=6)  # how late a digest may come, and how long its sending is tried

    retention: timedelta = timedelta(days=30)  # how long what was posted, and its articles, are remembered
    managers: tuple[str, ...] = ()  # ids of the chat's users who may change it, besides its administrators
    alerts: Alerts = Alerts.MANAGERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a reader has had of one story: all its tellings so far, as one."""

    story_id: str
    at: datetime  # the last time
    article_ids: frozenset[str]  # that it had then
    publishers: frozenset[str]  # names, as Article.source: what the reader saw
    texts: tuple[str, ...]  # headlines and sentences, as they stood


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """What a story is ranked by; `editions.score` has the formula."""

    publishers: int
    languages: int
    age: timedelta  # of its youngest article at the end of the window
    joined: int  # publishers that came to it in the last hours of the window
    topic: float  # how near it is to what the reader cares for, 0 to 1
    score: float  # higher first


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """One story as one digest tells it."""

    story: Story
    articles: tuple[Article, ...]  # those of the digest's window and feeds, oldest first
    summary: Summary
    ranking: Ranking
    topic: str | None = None  # of the reader's topics, or of the feeds' own
    is_single: bool = False  # too few publishers tell it: a find, apart from the others
    is_update: bool = False  # the reader has had it; the summary is of what is new

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the story is told in, the most frequent first."""
        counts: dict[str, int] = {}
        for article in self.articles:
            counts[article.language] = counts.get(article.language, 0) + 1
        return tuple(sorted(counts, key=lambda language: (-counts[language], language)))

    @property
    def publishers(self) -> tuple[str, ...]:
        """The names of the publishers that tell it, one each, in order of their first article."""
        names: dict[str, str] = {}
        for article in self.articles:
            names.setdefault(article.publisher, article.source)
        return tuple(names.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What one reader is told about one window of time."""

    language: str  # the wish; each item's summary says in which language it really is
    since: datetime | None  # None: no lower bound
    until: datetime
    items: tuple[DigestItem, ...]  # best first; finds of a single source after the others
    ui_language: str | None = None  # of the words around the news; None: as `language`
    is_note: bool = False  # what is new of the one story that its reader follows, told to them alone

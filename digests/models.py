"""The nouns of the news: feed, entry, article, story, sentence, summary, digest.

The way of the data is `feed → entry → article → story → summary → digest`. Every class is frozen: a step takes values
and returns new ones. Times are time-zone-aware `datetime`s in UTC; languages are BCP 47 tags (`en`, `pt-BR`), `und`
when unknown.

>>> Sentence(article_id="a1", start=0, end=14, text="Rain in Paris.").text
'Rain in Paris.'
"""

from dataclasses import dataclass
from datetime import datetime

UNDETERMINED = "und"  # BCP 47's own tag for "language not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source of articles."""

    # Identity: where it is fetched, or the address that a feed read from a file gives for itself, or a file: URI
    url: str
    title: str  # what a reader calls it; the host or file name where the feed has no title
    language: str | None = None  # as the feed declares it: a hint, never believed against the text


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
    author: str | None = None  # only to recognise the author's byline and portrait in the text; never kept
    article_id: str | None = None  # an id that the source promises to be its own (the `id` of a .jsonl row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One item of one feed, clean and ready to be grouped and quoted."""

    id: str  # unique; the row's own id for .jsonl, the file's stem for .txt, else derived from feed url and guid
    feed_url: str
    url: str | None  # canonical http(s) address
    title: str  # plain, NFC, without the site's name
    text: str  # plain, NFC, one paragraph a line, no page furniture; what `Sentence` offsets point into
    language: str  # detected
    published_at: datetime | None  # never later than fetched_at; None where the source gives no usable date
    fetched_at: datetime
    source: str  # the publisher's name as a reader knows it

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What one channel wants to read."""

    feeds: tuple[str, ...]  # Feed.url of each
    language: str  # the language wished for
    also_read: tuple[str, ...] = ()  # other languages that may be quoted when the wished one is not there, best first
    stories: int = 8  # at most, 1 to 50
    sentences: int = 2  # per story, 0 to 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """One story as one digest tells it."""

    story: Story
    articles: tuple[Article, ...]  # those of the digest's window and feeds, oldest first
    summary: Summary
    score: float  # what it was ranked by; higher first

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the story is told in, the most frequent first."""
        counts: dict[str, int] = {}
        for article in self.articles:
            counts[article.language] = counts.get(article.language, 0) + 1
        return tuple(sorted(counts, key=lambda language: (-counts[language], language)))

    @property
    def publishers(self) -> tuple[str, ...]:
        """The names of the publishers that tell it, in order of their first article."""
        return tuple(dict.fromkeys(article.source for article in self.articles))


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What one reader is told about one window of time."""

    language: str  # the wish; each item's summary says in which language it really is
    since: datetime | None  # None: no lower bound
    until: datetime
    items: tuple[DigestItem, ...]  # best first

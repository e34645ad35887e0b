"""Which entries of one fetch are news, which belong to an article that is known, and which are history.

In: the entries of one document, and the items remembered that they may be. Out: `Verdicts`. Pure. Entries are told
again by their guid; where that is new by their address, by their text within one publisher, and by their titles when
a feed changes most of its entries at once.

    marks = marked(entries, feed=feed, now=now)
    known = store.known_items(feed.url, **lookup(marks))
    verdicts = judged(marks, feed=feed, known=known, is_first_round=False, now=now)
"""

import hashlib
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import urlsplit

from digests.links import canonical_url, publisher_of
from digests.models import Article, Entry, Feed, Item

RECENT = timedelta(hours=24)  # of a feed's first round: what is older was there before we came
HISTORY = timedelta(days=14)  # on later rounds: what a feed brings up again
REFRESHED_AFTER = timedelta(days=1)  # so often an item is saved for nothing but the day it was last seen
READINGS = 2  # an item that broke the reading so often is never read again
TWICE = 2
LONG_TEXT = 600  # letters; a text of its own, whatever stands above it
MEANINGFUL_TEXT = 60  # letters of title and text; less is no identity
MEANINGFUL_TITLE = 15
BULK = 5  # entries; in fewer, known titles may be chance

_TAG = re.compile("<[^<>]*>")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An entry, and what it can be told by. None: in its document that is nobody's alone, or says too little."""

    entry: Entry
    item: Item  # as it would be remembered, its article still unknown
    url: str | None  # without its scheme
    text: str | None
    title: str | None

    @property
    def keys(self) -> list[Hashable]:
        """By what a second entry of the document would be the same article."""
        of_text = (self.text, self.item.publisher) if self.text else None
        return [key for key in (self.url, of_text) if key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What the entries of one document are. An entry that is none of these is known, unchanged and lately seen."""

    new: tuple[Mark, ...]  # to be read
    edited: tuple[tuple[Mark, Item], ...]  # to be read as a new version of the item's article
    seen: tuple[Item, ...]  # to be saved as they are, nothing is read


def marked(entries: Iterable[Entry], *, feed: Feed, now: datetime) -> list[Mark]:
    """Return what the entries of one document can be told by, the first of each guid, in their order.

    Takes some 0.1 s for a thousand entries with long texts; the other functions here are quick.
    """
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.guid, entry)
    letters = [_Letters.of(entry) for entry in first.values()]
    items = [_item(entry, of_entry, feed, now) for entry, of_entry in zip(first.values(), letters, strict=True)]
    shared_urls = _shared((item.url, (item.title_hash, item.text_hash)) for item in items)
    titles = Counter(item.title_hash for item in items)
    headings = Counter(text for text, _ in {(item.text_hash, item.title_hash) for item in items})
    shared_texts = _shared((item.text_hash, item.title_hash) for item in items)
    # One long text under two headings is an article twice; under three and more it is what stands below all of them.
    shared_texts -= {
        item.text_hash
        for item, of_entry in zip(items, letters, strict=True)
        if len(of_entry.content) >= LONG_TEXT and headings[item.text_hash] <= TWICE
    }
    marks = []
    for entry, of_entry, item in zip(first.values(), letters, items, strict=True):
        has_text = len(of_entry.title) + len(of_entry.content) >= MEANINGFUL_TEXT
        has_title = len(of_entry.title) >= MEANINGFUL_TITLE and titles[item.title_hash] == 1
        has_url = item.url and item.url not in shared_urls and not _is_front_page(item.url, feed)
        marks.append(
            Mark(
                entry=entry,
                item=item,
                url=_bare(item.url) if item.url and has_url else None,
                text=item.text_hash if has_text and item.text_hash not in shared_texts else None,
                title=item.title_hash if has_title else None,
            )
        )
    return marks


def lookup(marks: Iterable[Mark]) -> dict[str, frozenset[str]]:
    """Return the arguments of `Store.known_items` that find every item which one of the entries may be."""
    marks = list(marks)
    return {
        "guids": frozenset(mark.entry.guid for mark in marks),
        "title_hashes": frozenset(mark.title for mark in marks if mark.title),
        "urls": frozenset(f"{scheme}:{mark.url}" for mark in marks if mark.url for scheme in ("http", "https")),
        "text_hashes": frozenset(mark.text for mark in marks if mark.text),
    }


def judged(
    marks: Sequence[Mark], *, feed: Feed, known: Iterable[Item], is_first_round: bool, now: datetime
) -> Verdicts:
    """Return what each entry is, `known` being the items that `lookup` found.

    Of two entries with one address or text the later one is left for the next round, which finds the article of the
    first.
    """
    judge = _Judge(feed=feed, known=_Known.of(known, feed), now=now)
    unknown = [mark for mark in marks if not judge.knows_guid(mark)]
    unknown = [mark for mark in unknown if not judge.knows_elsewhere(mark)]
    unknown = judge.without_bulk(unknown, among=len(marks))
    for mark in unknown:
        judge.take(mark, is_news=_is_news(mark.entry, is_first_round=is_first_round, now=now))
    return Verdicts(new=tuple(judge.new), edited=tuple(judge.edited), seen=tuple(judge.seen))


def twins(new: Iterable[tuple[Mark, Article]], known: Iterable[Article]) -> dict[str, str]:
    """Return {id of a new article: id of the article that it is} where a page gave it the address of another one.

    `known` are those that have one of the new articles' addresses. A site may give all its pages one address by
    mistake, so the title or the text must be the same too.
    """
    first: dict[tuple[str | None, str], str] = {}
    found: dict[str, str] = {}
    for article in known:
        _remember(first, article)
    for mark, article in new:
        same = _remember(first, article)
        if same != article.id and article.url != mark.item.url:
            found[article.id] = same
    return found


def _remember(first: dict[tuple[str | None, str], str], article: Article) -> str:
    """Return the id of the first article with this address and title or text."""
    keys = [(article.url, said) for said in (article.title, article.text) if article.url and said]
    same = next((first[key] for key in keys if key in first), article.id)
    for key in keys:
        first.setdefault(key, same)
    return same


def _is_news(entry: Entry, *, is_first_round: bool, now: datetime) -> bool:
    """Whether an entry that nothing is known of is news by its date. One ahead of us counts as published now."""
    published_at = entry.published_at
    if is_first_round:
        return published_at is not None and now - published_at <= RECENT
    return published_at is None or now - published_at <= HISTORY


# ---------------------------------------------------------------- what an entry can be told by


def _shared(holders: Iterable[tuple[str | None, Hashable]]) -> set[str | None]:
    """Return the values that have more than one holder."""
    first: dict[str | None, Hashable] = {}
    return {value for value, holder in holders if first.setdefault(value, holder) != holder}


def _is_front_page(url: str, feed: Feed) -> bool:
    parts = urlsplit(url)
    site = canonical_url(feed.site_url)
    is_site = site is not None and _bare(url).rstrip("/") == _bare(site).rstrip("/")
    return is_site or (parts.path in {"", "/"} and not parts.query)


def _bare(url: str) -> str:
    """The address without its scheme: a site that moves to https moves no article."""
    return url.partition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letters:
    """The letters and digits of an entry, in small letters."""

    title: str
    content: str

    @classmethod
    def of(cls, entry: Entry) -> "_Letters":
        return cls(
            title=_letters(entry.title, is_html=entry.is_html), content=_letters(entry.content, is_html=entry.is_html)
        )

    @property
    def title_hash(self) -> str:
        return _hash(self.title)

    @property
    def text_hash(self) -> str:
        return _hash(self.content if len(self.content) >= LONG_TEXT else self.title + self.content)


def _letters(text: str, *, is_html: bool) -> str:
    text = unescape(_TAG.sub(" ", text)) if is_html else text
    return "".join(_WORD.findall(text.casefold()))


def _hash(letters: str) -> str:
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _item(entry: Entry, letters: _Letters, feed: Feed, now: datetime) -> Item:
    return Item(
        feed_url=feed.url,
        guid=entry.guid,
        article_id=None,
        publisher=publisher_of((entry.source_url, entry.url, feed.site_url, feed.url), entry.source or feed.title),
        url=canonical_url(entry.url),
        text_hash=letters.text_hash,
        title_hash=letters.title_hash,
        seen_at=now,
    )


# ---------------------------------------------------------------- against what is known


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    by_guid: dict[str, Item]  # of this feed
    by_title: dict[str, list[Item]]  # of this feed
    by_url: dict[str, list[Item]]  # of every feed
    by_text: dict[tuple[str, str], list[Item]]  # text and publisher, of every feed

    @classmethod
    def of(cls, items: Iterable[Item], feed: Feed) -> "_Known":
        known = cls(by_guid={}, by_title={}, by_url={}, by_text={})
        for item in items:
            if item.feed_url == feed.url:
                known.by_guid[item.guid] = item
                known.by_title.setdefault(item.title_hash, []).append(item)
            if item.url:
                known.by_url.setdefault(_bare(item.url), []).append(item)
            known.by_text.setdefault((item.text_hash, item.publisher), []).append(item)
        return known


@dataclass(slots=True, kw_only=True)
class _Judge:
    """What is found out, and the addresses and texts that are taken by entries already judged."""

    feed: Feed
    known: _Known
    now: datetime
    new: list[Mark] = field(default_factory=list)
    edited: list[tuple[Mark, Item]] = field(default_factory=list)
    seen: list[Item] = field(default_factory=list)
    taken: set[Hashable] = field(default_factory=set)

    def knows_guid(self, mark: Mark) -> bool:
        item = self.known.by_guid.get(mark.entry.guid)
        if item is None:
            return False
        self.taken.update(mark.keys)
        if item.article_id is None and 0 < item.failures < READINGS:
            self.new.append(mark)
        elif item.article_id is not None and _is_edited(mark.item, item):
            self.edited.append((mark, item))
        elif item.article_id is not None and mark.item.url != item.url:
            self.seen.append(replace(mark.item, article_id=item.article_id))
        elif self.now - item.seen_at >= REFRESHED_AFTER:
            self.seen.append(replace(item, seen_at=self.now))
        return True

    def knows_elsewhere(self, mark: Mark) -> bool:
        """Tell whether an entry with an unknown guid has an address or a text that is known."""
        at_address = self._known_here(self.known.by_url.get(mark.url, []) if mark.url else [])
        with_text = self._known_here(
            self.known.by_text.get((mark.text, mark.item.publisher), []) if mark.text else self._dressed_anew(mark)
        )
        if not at_address and not with_text:
            return False
        item = self._likest(mark, at_address or with_text)
        self.taken.update(mark.keys)
        # Another feed's version, or one at another address, is no newer than the one we have; but what a publisher's
        # own feed says of its article goes before what others said of it.
        is_own = item.feed_url == self.feed.url or self._is_the_publishers(mark.item, item)
        if is_own and item.article_id is not None and at_address and _is_edited(mark.item, item):
            self.edited.append((mark, item))
        else:
            self.seen.append(replace(mark.item, article_id=item.article_id))
        return True

    def _known_here(self, items: Iterable[Item]) -> list[Item]:
        """The items without other feeds' history: what was old to them when they were followed may be news here."""
        return [item for item in items if item.feed_url == self.feed.url or item.article_id is not None]

    def _dressed_anew(self, mark: Mark) -> list[Item]:
        """The items of this feed with a short entry's title and text, and its address but for the query."""
        same = (mark.item.text_hash, _place(mark.item))
        by_title = self.known.by_title.get(mark.title, []) if mark.title else []
        return [item for item in by_title if (item.text_hash, _place(item)) == same]

    def _is_the_publishers(self, now: Item, before: Item) -> bool:
        own, other = (publisher_of([url], "") for url in (now.feed_url, before.feed_url))
        return own == now.publisher != other

    def without_bulk(self, unknown: list[Mark], *, among: int) -> list[Mark]:
        """Return the entries without those that are known by title, where a feed gave most of its entries new faces."""
        known = [mark for mark in unknown if self._has_known_title(mark)]
        if among < BULK or len(known) * 2 <= among:
            return unknown
        for mark in known:
            item = self._likest(mark, self.known.by_title[mark.item.title_hash])
            self.taken.update(mark.keys)
            self.seen.append(replace(mark.item, article_id=item.article_id))
        guids = {mark.entry.guid for mark in known}
        return [mark for mark in unknown if mark.entry.guid not in guids]

    def _has_known_title(self, mark: Mark) -> bool:
        """Whether this feed had the title before, and the text where there is one: else the title recurs over news."""
        items = self.known.by_title.get(mark.title, []) if mark.title else []
        return any(not mark.text or item.text_hash == mark.item.text_hash for item in items)

    def take(self, mark: Mark, *, is_news: bool) -> None:
        if not self.taken.isdisjoint(mark.keys):
            return
        self.taken.update(mark.keys)
        if is_news:
            self.new.append(mark)
        else:
            self.seen.append(mark.item)

    def _likest(self, mark: Mark, items: Iterable[Item]) -> Item:
        def likeness(item: Item) -> tuple[bool, bool, bool, datetime, str]:
            is_same = (item.title_hash, item.text_hash) == (mark.item.title_hash, mark.item.text_hash)
            return is_same, item.article_id is not None, item.feed_url == self.feed.url, item.seen_at, item.guid

        return max(items, key=likeness)


def _is_edited(now: Item, before: Item) -> bool:
    """Whether the article is to be read again. Not for another scheme or query: some feeds change theirs each time."""
    return (now.title_hash, now.text_hash, _place(now)) != (before.title_hash, before.text_hash, _place(before))


def _place(item: Item) -> str:
    return _bare(item.url).partition("?")[0] if item.url else ""

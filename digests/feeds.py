"""Bytes become entries: feeds, lists of feeds, rows of articles, single articles.

In: the bytes of one source and its address. Out: a `Feed` with its `Entry`s, or the feeds that an OPML list names.
Pure.

>>> read_rows(b'{"title": "Rain in Paris"}', url="file:///a.jsonl")[1][0].title
'Rain in Paris'
"""

import hashlib
import html
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from digests.documents import HEAD_BYTES, decoded, parsed_feed, plain, repaired
from digests.errors import FeedUnreadable
from digests.models import Entry, Feed

TITLE_LINE_CHARACTERS = 200  # a first line shorter than this is a text file's title
KICKER_WORDS = 2  # a line of so few words above a longer title-like line names the section, not the article

_RSS_AUTHOR = re.compile(r"^[^\s@]+@[^\s@(]+\s*\((.+)\)$")  # "a@b (Name)"


class SourceKind(StrEnum):
    """What a file or an answer holds."""

    FEED = "feed"  # RSS, RDF, Atom or JSON Feed
    OPML = "opml"  # a list of feeds
    ROWS = "rows"  # one JSON object a line, each an article
    TEXT = "text"  # one article as plain text


def kind_of(name: str, data: bytes) -> SourceKind:
    """Tell what `data` holds, by the ending of `name` and, for markup, by its root element."""
    ending = PurePath(name).suffix.lower()
    if ending in {".jsonl", ".ndjson"}:
        return SourceKind.ROWS
    if ending == ".txt":
        return SourceKind.TEXT
    if ending == ".opml" or re.match(r"\s*(?:<[?!][^>]*>\s*)*<opml[\s>]", decoded(data[:HEAD_BYTES]), re.IGNORECASE):
        return SourceKind.OPML
    return SourceKind.FEED


# ---------------------------------------------------------------- feeds


def read_feed(data: bytes, *, url: str) -> tuple[Feed, list[Entry]]:
    """Return the feed and its entries in the feed's order, newest usually first.

    `url` is where the bytes came from; relative links are resolved against the feed's own link or it. A feed read
    from a file is known by the address that it gives for itself, so that it is the same feed on every machine.
    fastfeedparser reads it; feedparser, which guesses harder, gets what that cannot read.

    Raises FeedUnreadable when no feed is in the bytes, or they break off before its end.
    """
    text = decoded(data)
    if not text.strip():
        raise FeedUnreadable(url, "the file is empty")
    parsed = parsed_feed(text, url=url)
    about = parsed["feed"]
    identity = url if url.startswith("http") else _http(about.get("self")) or url
    title = _label(about.get("title")) or urlsplit(identity).hostname or name_of(identity)
    feed = Feed(url=identity, title=title, language=plain(about.get("language")).strip() or None)
    home = _http(about.get("base"), base=identity) or _http(about.get("link"), base=identity) or identity
    return feed, _distinct([_entry(raw, home) for raw in parsed["entries"] if isinstance(raw, dict)])


def _entry(raw: dict[str, Any], home: str) -> Entry:
    content, kind = _fullest(raw)
    title = plain(raw.get("title"))
    url = _http(raw.get("link"), base=home)
    guid = plain(raw.get("id")).strip() or url or _fingerprint(title, content)
    return Entry(
        guid=guid,
        title=title,
        content=content,
        is_html=kind != "text/plain",
        url=url,
        published_at=moment(raw.get("published") or raw.get("updated")),
        language=plain(raw.get("language")) or None,
        author=_RSS_AUTHOR.sub(r"\1", plain(raw.get("author")).strip()) or None,
    )


def _fullest(raw: dict[str, Any]) -> tuple[str, str]:
    """Return the longest text that an entry carries, and its media type."""
    texts = [(plain(raw.get("description") or raw.get("summary")), "text/html")]
    for content in raw.get("content") or []:
        texts.append((plain(content.get("value")), content.get("type") or "text/html"))
    return max(texts, key=lambda text: len(text[0]))


def _distinct(entries: list[Entry]) -> list[Entry]:
    """Give entries that share a guid but not their content guids of their own: some feeds use one guid for all."""
    first: dict[str, Entry] = {}
    distinct = []
    for entry in entries:
        known = first.setdefault(entry.guid, entry)
        if (known.title, known.content) == (entry.title, entry.content):
            distinct.append(entry)
        else:
            own = f"{entry.guid}#{_fingerprint(entry.title, entry.content)}"
            distinct.append(replace(entry, guid=own, article_id=entry.article_id and own))
    return distinct


# ---------------------------------------------------------------- lists of feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed that an OPML list names."""

    url: str  # as written: http(s), or a path relative to the list
    title: str


def read_opml(data: bytes, *, url: str) -> list[Outline]:
    """Return the feeds that an OPML 1.x or 2.0 list names, in its order, each address once.

    Raises FeedUnreadable when the list is broken or names no feed.
    """
    text = decoded(data)
    start = re.search(r"<opml[\s>]", text, re.IGNORECASE)
    if not start:
        raise FeedUnreadable(url, "this is no OPML list")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False, huge_tree=False)
    try:
        root = etree.fromstring(repaired(text, start, url).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FeedUnreadable(url, f"this OPML list is broken: {_clause(error)}") from error
    found: dict[str, Outline] = {}
    for element in root.iter("outline"):
        said = {str(key).lower(): str(value).strip() for key, value in element.attrib.items()}
        if address := said.get("xmlurl"):
            title = said.get("title") or said.get("text") or address
            found.setdefault(address, Outline(url=address, title=title))
    if not found:
        raise FeedUnreadable(url, "this OPML list names no feed")
    return list(found.values())


# ---------------------------------------------------------------- rows and texts


def read_rows(data: bytes, *, url: str) -> tuple[Feed, list[Entry], list[str]]:
    """Return a feed for the file, an entry per good row in order, and a sentence about each bad row.

    A row is a JSON object with `id?, title?, text?, language?, published?, url?, source?` and at least a title or a
    text.

    Raises FeedUnreadable when no row is good.
    """
    entries: list[Entry] = []
    problems: list[str] = []
    for number, line in enumerate(decoded(data).split("\n"), 1):
        if not line.strip():
            continue
        try:
            entries.append(_row(line))
        except ValueError as error:
            problems.append(f"line {number}: {error}")
    if not entries:
        raise FeedUnreadable(url, problems[0] if problems else "the file is empty")
    return Feed(url=url, title=name_of(url)), _distinct(entries), problems


def _row(line: str) -> Entry:
    try:
        row = json.loads(line, strict=False, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        raise ValueError("this is not JSON") from None
    if not isinstance(row, dict):
        raise ValueError("a row must be a JSON object")
    title, text = plain(row.get("title")), plain(row.get("text"))
    if not title.strip() and not text.strip():
        raise ValueError("a row needs a title or a text")
    own_id = plain(row.get("id")).strip() or None
    return Entry(
        guid=own_id or _fingerprint(title, text, plain(row.get("url"))),
        article_id=own_id,
        title=title,
        content=text,
        is_html=False,
        url=_http(row.get("url")),
        language=plain(row.get("language")) or None,
        published_at=moment(row.get("published")),
        source=plain(row.get("source")).strip() or None,
    )


def read_text(data: bytes, *, url: str) -> tuple[Feed, list[Entry]]:
    """Return a plain text file as a feed of one entry.

    Its first non-empty line is the title if it is shorter than 200 characters. A line of one or two words that stands
    above a longer title-like line is a section label, and the line below it the title.

    Raises FeedUnreadable when there is no text in it.
    """
    text = decoded(data)
    if "\0" in text:
        raise FeedUnreadable(url, "this is a binary file, not a text")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled:
        raise FeedUnreadable(url, "the file is empty")
    title, body = "", lines
    if len(lines[filled[0]].strip()) < TITLE_LINE_CHARACTERS:
        first = filled[0]
        if len(filled) > 1 and _is_kicker(lines[first], lines[filled[1]].strip()):
            first = filled[1]
        title, body = lines[first].strip(), lines[first + 1 :]
    stem = PurePath(name_of(url)).stem
    entry = Entry(guid=stem, article_id=stem, title=title, content="\n".join(body), is_html=False)
    return Feed(url=url, title=name_of(url)), [entry]


def _is_kicker(line: str, below: str) -> bool:
    return (
        len(line.split()) <= KICKER_WORDS < len(below.split())
        and len(below) < TITLE_LINE_CHARACTERS
        and not below.endswith((".", "!", ":", "…"))
    )


# ---------------------------------------------------------------- small readings


def moment(value: object) -> datetime | None:
    """Return an ISO 8601 date or time as an aware UTC datetime, None for anything else. Without a zone it is UTC.

    >>> moment("2026-11-16T07:00:00+01:00").isoformat()
    '2026-11-16T06:00:00+00:00'
    """
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value.strip())
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def name_of(url: str) -> str:
    """Return the last part of an address or path: what a person calls the file.

    >>> name_of("file:///news/all%20of%20it.jsonl")
    'all of it.jsonl'
    """
    return unquote(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]) or url


def _http(value: object, *, base: str = "") -> str | None:
    """Return an absolute http(s) address, None for everything else."""
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        written = plain(value).strip()
        address = urljoin(base, written) if base.startswith("http") else written
        parts = urlsplit(address)
    except ValueError:
        return None
    good = parts.scheme in {"http", "https"} and parts.hostname
    return (
        address
        if good and not re.search("[\\s\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]", address)
        else None
    )


def _label(value: object) -> str:
    """Return a name as one plain line, tags and entities resolved."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", html.unescape(plain(value)))).split())


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _clause(error: Exception) -> str:
    return str(error).split("\n", 1)[0].rstrip(". ")

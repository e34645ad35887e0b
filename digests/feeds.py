"""Bytes become entries: feeds, lists of feeds, rows of articles, single articles.

In: the bytes of one source and its address. Out: a `Feed` with its `Entry`s, or the feeds that an OPML list names.
Pure.

>>> read_rows(b'{"title": "Rain in Paris"}', url="file:///a.jsonl")[1][0].title
'Rain in Paris'
"""

import hashlib
import io
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from digests.errors import FeedUnreadable
from digests.models import Entry, Feed

TITLE_LINE_CHARACTERS = 200  # a first line shorter than this is a text file's title
KICKER_WORDS = 2  # a line of so few words above a longer title-like line names the section, not the article
HEAD_BYTES = 8192  # where a feed says of itself who it is


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
    if ending == ".opml" or re.search(rb"<opml[\s>]", data[:HEAD_BYTES], re.IGNORECASE):
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
    _refuse_what_is_no_feed(data, url)
    parsed = _parse_fast(data)
    if not parsed or not parsed["entries"] or "\ufffd" in json.dumps(parsed, ensure_ascii=False, default=str):
        parsed = _parse_patiently(data, url) or parsed
    if not parsed:
        raise FeedUnreadable(url, "this is not a feed (RSS, Atom or JSON Feed)")
    about = parsed["feed"]
    identity = url if url.startswith("http") else _own_address(data) or url
    title = _plain(about.get("title")) or urlsplit(identity).hostname or name_of(identity)
    feed = Feed(url=identity, title=title, language=_plain(about.get("language")) or _own_language(data))
    home = _http(about.get("link")) or identity
    return feed, _distinct([_entry(raw, home) for raw in parsed["entries"] if isinstance(raw, dict)])


def _refuse_what_is_no_feed(data: bytes, url: str) -> None:
    if not data.strip():
        raise FeedUnreadable(url, "the file is empty")
    head = data[:HEAD_BYTES]
    if b"\0" in head and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"\0<", b"<\0")):
        raise FeedUnreadable(url, "this is a binary file, not a feed")
    root = re.search(rb"<((?:\w+:)?(?:rss|feed|RDF))[\s>]", head)
    if root and b"</" + root[1] not in data[-HEAD_BYTES:]:
        # A feed cut short is refused whole: its next fetch has all of it, and half of it would pass for the whole.
        raise FeedUnreadable(url, f"the XML breaks off before </{root[1].decode()}>")


def _parse_fast(data: bytes) -> dict[str, Any] | None:
    import fastfeedparser

    try:
        parsed: dict[str, Any] = fastfeedparser.parse(data)
    except Exception:  # noqa: BLE001 — whatever it stumbles over, the patient parser is asked next
        return None
    return parsed


def _parse_patiently(data: bytes, url: str) -> dict[str, Any] | None:
    import feedparser

    try:
        # A stream, since feedparser would open a file or an address that a bare string names.
        parsed = feedparser.parse(io.BytesIO(data), response_headers={"content-location": url})
    except Exception as error:
        raise FeedUnreadable(url, "this feed breaks every parser we have") from error
    return dict(parsed) if parsed.get("version") else None


def _entry(raw: dict[str, Any], home: str) -> Entry:
    content, kind = _fullest(raw)
    title = _plain(raw.get("title"))
    url = _http(raw.get("link"), base=home)
    guid = _plain(raw.get("id")) or url or _fingerprint(title, content)
    return Entry(
        guid=guid,
        title=title,
        content=content,
        is_html=kind != "text/plain",
        url=url,
        published_at=moment(raw.get("published") or raw.get("updated")),
        author=_plain(raw.get("author")) or None,
    )


def _fullest(raw: dict[str, Any]) -> tuple[str, str]:
    """Return the longest text that an entry carries, and its media type."""
    texts = [(_plain(raw.get("description") or raw.get("summary")), "text/html")]
    for content in raw.get("content") or []:
        texts.append((_plain(content.get("value")), content.get("type") or "text/html"))
    return max(texts, key=lambda text: len(text[0]))


def _distinct(entries: list[Entry]) -> list[Entry]:
    """Give entries that share a guid but not their content guids of their own: some feeds use one guid for all."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        known = seen.get(entry.guid)
        if known is not None and (known.title, known.content) != (entry.title, entry.content):
            own = f"{entry.guid}#{_fingerprint(entry.title, entry.content)}"
            seen[own] = replace(entry, guid=own, article_id=entry.article_id and own)
        else:
            seen[entry.guid] = entry
    return list(seen.values())


def _own_address(data: bytes) -> str | None:
    """The address that a feed gives as its own: `<link rel="self">` or JSON Feed's `feed_url`."""
    head = data[:HEAD_BYTES].decode("utf-8", "replace")
    for tag in re.findall(r"<(?:atom:)?link\b[^>]*>", head):
        if re.search(r"rel=[\"']self[\"']", tag) and (found := re.search(r"href=[\"'](https?://[^\"']+)", tag)):
            return found[1]
    found = re.search(r'"feed_url"\s*:\s*"(https?:[^"]+)"', head)
    return found[1].replace("\\/", "/") if found else None


def _own_language(data: bytes) -> str | None:
    head = data[:HEAD_BYTES].decode("utf-8", "replace")
    found = re.search(r"<(?:dc:)?language>\s*([A-Za-z]{2,3}(?:-\w+)*)\s*<", head) or re.search(
        r"xml:lang=[\"']([A-Za-z]{2,3}(?:-\w+)*)[\"']", head
    )
    return found[1] if found else None


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
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FeedUnreadable(url, f"this OPML list is broken: {_clause(error)}") from error
    found: dict[str, Outline] = {}
    for element in root.iter("outline"):
        address = (element.get("xmlUrl") or element.get("xmlurl") or "").strip()
        if address:
            title = (element.get("title") or element.get("text") or address).strip()
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
    for number, line in enumerate(data.decode("utf-8-sig", "replace").split("\n"), 1):
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
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("this is not JSON") from None
    if not isinstance(row, dict):
        raise ValueError("a row must be a JSON object")
    title, text = _plain(row.get("title")), _plain(row.get("text"))
    if not title.strip() and not text.strip():
        raise ValueError("a row needs a title or a text")
    own_id = row.get("id")
    own_id = None if own_id is None or isinstance(own_id, (dict, list)) else str(own_id).strip() or None
    return Entry(
        guid=own_id or _fingerprint(title, text, _plain(row.get("url"))),
        article_id=own_id,
        title=title,
        content=text,
        is_html=False,
        url=_http(row.get("url")),
        language=_plain(row.get("language")) or None,
        published_at=moment(row.get("published")),
        source=_plain(row.get("source")).strip() or None,
    )


def read_text(data: bytes, *, url: str) -> tuple[Feed, list[Entry]]:
    """Return a plain text file as a feed of one entry.

    Its first non-empty line is the title if it is shorter than 200 characters. A line of one or two words that stands
    above a longer title-like line is a section label, and the line below it the title.

    Raises FeedUnreadable when there is no text in it.
    """
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FeedUnreadable(url, "this is a binary file, not a text")
    text = _decoded(data)
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


def _decoded(data: bytes) -> str:
    """Decode by byte order mark, else as UTF-8, else as Windows-1252, in which every byte is a letter or nothing."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


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
        address = urljoin(base, value.strip()) if base.startswith("http") else value.strip()
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname and not re.search(r"\s", address) else None


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _clause(error: Exception) -> str:
    return str(error).split("\n", 1)[0].rstrip(". ")

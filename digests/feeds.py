"""Bytes become entries: feeds, rows of articles, single articles.

In: the bytes of one source and its address. Out: a `Feed` with its `Entry`s. Pure.

>>> read_rows(b'{"title": "Rain in Paris"}', url="file:///a.jsonl")[1][0].title
'Rain in Paris'
"""

import hashlib
import html
import json
import re
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from digests.dates import moment
from digests.documents import HEAD_BYTES, decoded, parsed_feed, plain
from digests.errors import FeedUnreadable
from digests.models import Entry, Feed

TITLE_LINE_CHARACTERS = 200  # a first line shorter than this is a text file's title
FIRST_YEAR = 1970  # an article dated in it or before has no date
KICKER_WORDS = 2  # a line of so few words above a longer title-like line names the section, not the article

_RSS_AUTHOR = re.compile(r"^[^\s@]+@[^\s@(]+\s*\((.+)\)$")  # "a@b (Name)"
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
_UNSPEAKABLE = re.compile("[\\s\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]")
_MARKUP = re.compile(r"</[a-z]|<br|<p>", re.IGNORECASE)  # in what says of itself that it is plain text


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


def read_feed(data: bytes, *, url: str, charset: str | None = None) -> tuple[Feed, list[Entry]]:
    """Return the feed and its entries in the feed's order, newest usually first, at most `MAX_ENTRIES`.

    `url` is where the bytes came from, `charset` what the HTTP header declares them to be in; relative links are
    resolved against the base that entry or feed declares, the feed's page, or `url`. A feed read from a file is known
    by the address that it gives for itself, so that it is the same feed on every machine.

    Of a feed that breaks off, the entries before are read, and `is_whole` is False.

    Raises FeedUnreadable when no feed is in the bytes, or no entry of it is whole.
    """
    text = decoded(data, charset)
    if not text.strip():
        raise FeedUnreadable(url, "the file is empty")
    parsed = parsed_feed(text, url=url)
    about = parsed["feed"]
    identity = url if url.startswith("http") else _http(about.get("self")) or url
    base = _http(about.get("base"), base=identity)
    site_url = _http(about.get("link"), base=base or identity)
    minutes = about.get("asked_minutes")
    feed = Feed(
        url=identity,
        title=_label(about.get("title")) or urlsplit(identity).hostname or name_of(identity),
        language=plain(about.get("language")).strip() or None,
        site_url=site_url,
        format=about.get("format", ""),
        asked_interval=timedelta(minutes=minutes) if minutes else None,
        skip_hours=about.get("skip_hours", frozenset()),
        skip_days=about.get("skip_days", frozenset()),
        is_whole=about.get("is_whole", True),
    )
    home = base or site_url or identity
    return feed, _distinct([_entry(raw, home) for raw in parsed["entries"] if isinstance(raw, dict)])


def _entry(raw: dict[str, Any], home: str) -> Entry:
    content, is_html = _fullest(raw)
    title = plain(raw.get("title"))
    if not is_html and re.search("[<&]", title):  # one flag speaks for both
        content, is_html = html.escape(content, quote=False).replace("\n", "<br>"), True
    guid = plain(raw.get("id")).strip()
    base = _http(raw.get("base"), base=home) or home
    url = _http(raw.get("link"), base=base) or _http(guid)
    date = moment(raw.get("published") or raw.get("updated"))
    return Entry(
        # By its date, where it has one, since an edit changes the content.
        guid=guid or url or _fingerprint(title, date.isoformat() if title.strip() and date else content),
        title=title,
        content=content,
        is_html=is_html,
        url=url,
        # Programs that know no date write the first that they can hold: of the year 1, or of 1970.
        published_at=date if date and date.year > FIRST_YEAR else None,
        language=plain(raw.get("language")).strip() or None,
        source=(_label(raw["source"]) or None) if raw.get("source") else None,
        source_url=_http(raw.get("source_url"), base=base),
        author=_RSS_AUTHOR.sub(r"\1", plain(raw.get("author")).strip()) or None,
    )


def _fullest(raw: dict[str, Any]) -> tuple[str, bool]:
    """Return the longest text that an entry carries, and whether it is HTML."""
    texts = [(plain(raw.get("description") or raw.get("summary")), True)]
    for content in raw.get("content") or []:
        kind, text = plain(content.get("type")).lower() or "html", plain(content.get("value"))
        if kind == "text" or re.match(r"text/|x?html|.*[/+]xml", kind):  # anything else is base64
            texts.append((text, kind not in {"text", "text/plain"} or bool(_MARKUP.search(text))))
    return max(texts, key=lambda text: len(text[0]))


def _distinct(entries: list[Entry]) -> list[Entry]:
    """Give entries that share a guid but not their content guids of their own: some feeds use one guid for all.

    Not even the first keeps it, since tomorrow another would be the first. Only an id that a row chose itself stays
    with the first row that has it.
    """
    contents: dict[str, dict[tuple[str, str], None]] = {}  # of each guid, in order
    for entry in entries:
        contents.setdefault(entry.guid, {})[entry.title, entry.content] = None
    distinct = []
    for entry in entries:
        content, same = (entry.title, entry.content), contents[entry.guid]
        if len(same) == 1 or (entry.article_id and content == next(iter(same))):
            distinct.append(entry)
        else:
            own = f"{entry.guid}#{_fingerprint(*content)}"
            distinct.append(replace(entry, guid=own, article_id=entry.article_id and own))
    return distinct


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
        address = plain(value).strip()
        if base.startswith("http") and not _ABSOLUTE.match(address):
            address = urljoin(base, address)
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and parts.hostname
    except ValueError:
        return None
    return address if good and not _UNSPEAKABLE.search(address) else None


def _label(value: object) -> str:
    """Return a name as one plain line, tags and entities resolved."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", html.unescape(plain(value)))).split())


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

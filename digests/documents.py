"""A feed's bytes become one plain shape, whatever their charset, format and faults.

In: bytes. Out: text, and for XML and JSON feeds `{"feed": {…}, "entries": [{…}]}` with feedparser's keys; nothing in it
is cleaned or resolved yet. Pure: no document type is read and no entity resolved but those of XML and HTML.

>>> parsed_feed('{"version": "https://jsonfeed.org/version/1.1", "title": "Rain"}', url="")["feed"]["title"]
'Rain'
"""

import html
import io
import json
import re
from typing import Any

from digests.errors import FeedUnreadable

HEAD_BYTES = 8192  # where a file says what it is
MAX_ATTRIBUTES = 1000  # of one tag: XML parsers take the square of their number, 200,000 stall them for 20 s

# Patterns meet hostile text: what repeats is possessive (`*+`) or cannot end in two ways, else trying takes for ever.
# In a feed's text, from the left: a document type, a number or date as guid (which fastfeedparser would take for the
# item's date), a CDATA section (kept as it is), an entity that XML does not know.
_REPAIRED = re.compile(
    r"(?P<type><!DOCTYPE\b(?:[^\[<>]{0,999}+(?:\[[^\]]{0,999}+\]\s*+)?+>)?+)|(?P<guid><guid\b[^<>]*>\s*+(?:<!\[CDATA\[)?+(?!\s*+https?:))"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?-i:amp|lt|gt|quot|apos);)(?P<entity>#?\w{1,30};)?",
    re.DOTALL | re.IGNORECASE,
)
_GUID_MARK = "guid\u2063"  # no parser takes this for the beginning of a date
_ROOT = re.compile(r"<((?:\w{1,20}:)?(?:rss|feed|RDF))(?=[\s/>])[^>]*>", re.IGNORECASE)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip
# Charsets that are believed when declared. ISO 8859-1 is not among them: whoever declares it writes Windows-1252.
_CHARSETS = re.compile(
    r"windows-|cp\d|iso-8859-1?[02-9]|iso-2022|koi8|mac|big5|gb|euc|shift|sjis|ks_c|tis", re.IGNORECASE
)


def parsed_feed(text: str, *, url: str) -> dict[str, Any]:
    """Return what a feed says of itself (with `self`, `base`: its own address, the base of its links) and its entries.

    fastfeedparser reads it; feedparser, which guesses harder, gets what that cannot read.

    Raises FeedUnreadable when no feed is in the text, or it breaks off before its end.
    """
    return _json_feed(text, url) if text.lstrip().startswith("{") else _xml_feed(text, url)


def _json_feed(text: str, url: str) -> dict[str, Any]:
    """Read JSON Feed 1.0 or 1.1 into the shape that the XML parsers give. https://www.jsonfeed.org/version/1.1/"""
    try:
        about = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        raise FeedUnreadable(url, "this JSON is broken, or breaks off before its end") from None
    if "jsonfeed.org" not in plain(about.get("version")):
        raise FeedUnreadable(url, "this is JSON, but no JSON Feed")
    items = about.get("items")
    entries = []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            authors = item.get("authors")
            author = authors[0] if isinstance(authors, list) and authors else item.get("author")
            texts = (("content_html", "text/html"), ("content_text", "text/plain"), ("summary", "text/plain"))
            content = [{"value": item.get(key), "type": kind} for key, kind in texts if plain(item.get(key)).strip()]
            dates = {"published": item.get("date_published"), "updated": item.get("date_modified")}
            name = author.get("name") if isinstance(author, dict) else None
            link = item.get("url") or item.get("external_url")
            entries.append({**item, **dates, "link": link, "author": name, "content": content[:1], "summary": None})
    said = {"link": about.get("home_page_url"), "self": about.get("feed_url"), "base": None}
    return {"feed": {**about, **said}, "entries": entries}


def _xml_feed(text: str, url: str) -> dict[str, Any]:
    root = _ROOT.search(text)
    if "\0" in text[: root.start() if root else HEAD_BYTES]:
        raise FeedUnreadable(url, "this is a binary file, not a feed")
    if re.match(r"\s*+(?:(?><[?!]--.*?-->|<\?[^>]*>)\s*+)*+<(?:!doctype\s+)?html\b", text, re.IGNORECASE | re.DOTALL):
        raise FeedUnreadable(url, "this is a web page, not a feed")
    if not root:
        raise FeedUnreadable(url, "this is not a feed (RSS, Atom or JSON Feed)")
    if not root[0].endswith("/>") and not re.search(rf"</{re.escape(root[1])}\s*>", text[root.end() :]):
        # A feed cut short is refused whole: its next fetch has all of it, and half of it would pass for the whole.
        raise FeedUnreadable(url, f"the XML breaks off before </{root[1]}>")
    head = re.split(r"<(?:\w+:)?(?:item|entry)[\s>]", text, maxsplit=1, flags=re.IGNORECASE)
    cleaned = repaired(text, root, url).encode()
    parsed = _parse_fast(cleaned)
    if not parsed or (not parsed["entries"] and len(head) > 1):
        parsed = _parse_patiently(cleaned, url) or parsed
    if not parsed:
        raise FeedUnreadable(url, "this is not a feed (RSS, Atom or JSON Feed)")
    for entry in parsed["entries"]:
        entry["id"] = plain(entry.get("id")).strip().removeprefix(_GUID_MARK)
    about = parsed["feed"]
    language = plain(about.get("language")) or _own_language(head[0])
    base = re.search(r"""\bxml:base\s*=\s*["']([^"'<>]+)""", root[0])
    said = {"self": _own_address(head[0]), "base": base and html.unescape(base[1]), "language": language}
    return {"feed": {**about, **said}, "entries": parsed["entries"]}


def repaired(text: str, root: re.Match[str], url: str) -> str:
    """Return the XML without document type and with no entity but XML's own: parsers drop those they do not know."""
    for tag in re.finditer(r"<\w[^<>]{5000,}", text):
        if tag[0].count("=") > MAX_ATTRIBUTES:
            raise FeedUnreadable(url, "a tag in it has thousands of attributes")
    body = text[root.start() :]
    if "<content:encoded" in body and "xmlns:content" not in body:
        at = 1 + len(root[1])
        body = f'{body[:at]} xmlns:content="http://purl.org/rss/1.0/modules/content/"{body[at:]}'
    body = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", body)
    return _REPAIRED.sub(_repair, body)


def _repair(found: re.Match[str]) -> str:
    if found["type"]:
        return ""
    if found["guid"]:
        return found["guid"] + _GUID_MARK
    if not found[0].startswith("&"):
        return found[0]
    meant = html.unescape("&" + (found["entity"] or ""))
    return html.escape(meant.strip("\0\ufffd")) if len(meant) <= 2 else "&amp;" + (found["entity"] or "")


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
        parsed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:
        raise FeedUnreadable(url, "this feed breaks every parser we have") from error
    for entry in parsed["entries"]:
        date = entry.get("published_parsed") or entry.get("updated_parsed")
        entry["published"] = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*date) if date else None
    return dict(parsed) if parsed.get("version") else None


def _own_address(head: str) -> str | None:
    """The address that a feed gives as its own: `<link rel="self">`."""
    for tag in re.findall(r"<(?:atom:)?link\b[^<>]*>", head):
        if re.search(r"rel=[\"']self[\"']", tag) and (found := re.search(r"href=[\"'](https?://[^\"']+)", tag)):
            return html.unescape(found[1])
    return None


def _own_language(head: str) -> str | None:
    found = re.search(r"<(?:dc:)?language>\s*([A-Za-z]{2,3}(?:-\w+)*)\s*<", head) or re.search(
        r"xml:lang=[\"']([A-Za-z]{2,3}(?:-\w+)*)[\"']", head
    )
    return found[1] if found else None


def decoded(data: bytes) -> str:
    """Decode by byte order mark, as UTF-8, or by the declared charset; else odd bytes are Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    said = re.match(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""", data[:HEAD_BYTES])
    charset = said[1].decode() if said else ""
    try:
        if b"\x1b" not in data or not _CHARSETS.match(charset):  # ISO 2022 hides behind ASCII and the escape
            return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        if _CHARSETS.match(charset):
            return data.decode(charset, "replace")
    except LookupError:
        pass
    return re.sub(
        "[\udc80-\udcff]+",
        lambda odd: odd[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"),
        data.decode("utf-8", "surrogateescape"),
    )


def plain(value: object) -> str:
    """Return a string or number as text that every database and encoder takes, "" for anything else."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return re.sub("[\0\ud800-\udfff]", "\ufffd", value) if isinstance(value, str) else ""

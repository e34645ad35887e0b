"""A feed's bytes become one plain shape, whatever their charset, format and faults.

In: bytes. Out: text, and for XML and JSON feeds `{"feed": {…}, "entries": [{…}]}` with feedparser's keys; nothing in it
is cleaned or resolved yet. Pure: no document type is read and no entity resolved but those of XML and HTML.

>>> parsed_feed('{"version": "https://jsonfeed.org/version/1.1", "title": "Rain"}', url="")["feed"]["title"]
'Rain'
"""

import codecs
import io
import json
import re
from typing import Any

from digests.errors import FeedUnreadable
from digests.xml_items import about_feed, item_fields, items_in
from digests.xml_repair import GUID_MARK, repaired

HEAD_BYTES = 8192  # where a file says what it is
MAX_ENTRIES = 10_000  # of one feed; the newest stand first, and no newspaper writes more in a year
MAX_PATIENT_TAGS = 30_000  # feedparser takes 13 to 55 µs for each, the most where none is ever closed

_ROOT = re.compile(r"<((?:\w{1,20}:)?(?:rss|feed|RDF))(?=[\s/>])[^>]*>", re.IGNORECASE)
_ITEM_END = re.compile(r"</(?:[\w-]{1,20}:)?(?:item|entry)\s*+>", re.IGNORECASE)
_PAGE = re.compile(r"\s*+(?:(?><[?!]--.*?-->|<\?[^>]*>)\s*+)*+<(?:!doctype\s+)?html\b", re.IGNORECASE | re.DOTALL)
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"), (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"), (b"{\0\0\0", "utf-32-le"), (b"\0\0\0{", "utf-32-be"), (b"{\0", "utf-16-le"),
    (b"\0{", "utf-16-be"),
)  # fmt: skip
# Codecs that are believed when declared. ISO 8859-1 is not among them: whoever declares it writes Windows-1252.
_CHARSETS = re.compile(r"cp\d|iso8859-(?!1\Z)|iso2022|koi8|mac|big5|gb|hz\Z|euc|johab|kz1048|ptcp|shift|tis", re.ASCII)
# Whoever declares one of these writes the wider one too. https://encoding.spec.whatwg.org/#names-and-labels
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-9": "cp1254"}
LETTERS_A_RUN = 2  # not ASCII: words of other scripts are made of them, words of Latin script have one here and there
SAMPLED_BYTES = 100_000
GUESSED_BYTES = 4000  # are enough to tell a charset
_ODD_PASSAGE = re.compile(rb"[\x80-\xff][^<>]{0,1000}+")
_ODD_RUN = re.compile(rb"[\x80-\xff]++")
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xf4][\x80-\xbf]{2}")
_NOT_ASCII = bytes(range(128, 256))
_DECLARED = re.compile(rb"""\s*(?:<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)|<\?xml)""")
_META = re.compile(rb"""<meta\s[^<>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def parsed_feed(text: str, *, url: str) -> dict[str, Any]:
    """Return what a feed says of itself (the keys of `xml_items.about_feed`, as far as it says them) and its entries.

    fastfeedparser reads it; feedparser, which guesses harder, gets what that cannot read, or finds too few items in.
    (A character lost in decoding is no reason to ask it: what both are given is decoded and repaired already.)

    Of XML that breaks off, the entries before are read, and what the feed says of itself has `is_whole` False.

    Raises FeedUnreadable when no feed is in the text, or it breaks off before its first entry has ended.
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
    named = re.search(r"version/(\d(?:\.\d)?)", plain(about["version"]))
    said = {
        "title": about.get("title"),
        "link": about.get("home_page_url"),
        "self": about.get("feed_url"),
        "language": about.get("language"),
        "format": f"JSON Feed {named[1] if '.' in named[1] else named[1] + '.0'}" if named else "JSON Feed",
    }
    return {"feed": said, "entries": entries[:MAX_ENTRIES]}


def _xml_feed(text: str, url: str) -> dict[str, Any]:
    xml, is_whole = _from_root(text, url)
    body = repaired(xml, url=url)
    parsed = _parse_fast(body)
    opened = items_in(body)
    if not parsed or len(parsed["entries"]) < opened:
        patient = _parse_patiently(body)
        if patient and (not parsed or len(patient["entries"]) > len(parsed["entries"])):
            parsed = patient
    if not parsed:
        raise FeedUnreadable(url, "its XML is too broken to be read")
    entries = parsed["entries"][:MAX_ENTRIES]
    for entry, more in zip(entries, item_fields(body, count=len(parsed["entries"]), limit=MAX_ENTRIES), strict=False):
        entry.update(more)
    for entry in entries:
        entry["id"] = plain(entry.get("id")).strip().removeprefix(GUID_MARK)
        entry["link"] = _article_link(entry)
    return {"feed": about_feed(body) | {"is_whole": is_whole}, "entries": entries}


def _from_root(text: str, url: str) -> tuple[str, bool]:
    """Return the text from its root element on, without what programs write above it, and whether it is whole."""
    root = _ROOT.search(text)
    if "\0" in text[: root.start() if root else HEAD_BYTES]:
        raise FeedUnreadable(url, "this is a binary file, not a feed")
    if _PAGE.match(text) or (not root and re.search(r"<(?:html|head|body)[\s>]", text, re.IGNORECASE)):
        raise FeedUnreadable(url, "this is a web page, not a feed")
    if not root:
        raise FeedUnreadable(url, "this is not a feed (RSS, Atom or JSON Feed)")
    closed = re.compile(rf"</{re.escape(root[1])}\s*+(?:>|\Z)")
    near_end = max(root.end(), len(text) - 99)
    if root[0].endswith("/>"):
        return text[root.start() :], True
    if end := closed.search(text, near_end) or closed.search(text, root.end()):
        return text[root.start() :] + ("" if end[0].endswith(">") else ">"), True
    return _cut_after_last_item(text[root.start() :], root[1], url), False


def _cut_after_last_item(text: str, root: str, url: str) -> str:
    """Return XML that breaks off, ended after the last item that is all there. Raises FeedUnreadable without any."""
    ends = [found.end() for found in _ITEM_END.finditer(text)]
    if not ends:
        raise FeedUnreadable(url, f"the XML breaks off before </{root}>")
    text = text[: ends[-1]]
    channel = re.search(r"<((?:\w{1,20}:)?channel)[\s>]", text, re.IGNORECASE)
    is_open = channel and f"</{channel[1]}" not in text  # RSS 1.0 has its items after its channel
    return text + (f"</{channel[1]}>" if channel and is_open else "") + f"</{root}>"


def _article_link(entry: dict[str, Any]) -> object:
    """Return the address of an entry's page rather than of a part of it, or of another format."""
    links = [link for link in _dicts(entry.get("links")) if link.get("href")]
    mine = next((link for link in links if link["href"] == entry.get("link")), None)
    if not mine or (mine.get("rel") in {None, "alternate"} and "html" in (mine.get("type") or "html")):
        return entry.get("link")
    pages = [link for link in links if link.get("rel") in {None, "alternate"}]
    best = next((link for link in pages if "html" in (link.get("type") or "html")), pages[0] if pages else None)
    return best["href"] if best else None


def _parse_fast(data: bytes) -> dict[str, Any] | None:
    import fastfeedparser

    try:
        parsed: dict[str, Any] = fastfeedparser.parse(data)
    except Exception:  # noqa: BLE001 — whatever it stumbles over, the patient parser is asked next
        return None
    return parsed


def _parse_patiently(data: bytes) -> dict[str, Any] | None:
    import feedparser

    if re.sub(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", b"", data, flags=re.DOTALL).count(b"<") > MAX_PATIENT_TAGS:
        return None
    try:
        # A stream, since feedparser would open a file or an address that a bare string names.
        parsed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except Exception:  # noqa: BLE001 — it meets the worst of all feeds, and gives up on some in ways of its own
        return None
    if not parsed.get("version"):
        return None
    # Plain dicts: its own warn, and take one key for another.
    return {"entries": [_plainly(dict(entry)) for entry in parsed["entries"]]}


def _plainly(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of feedparser's as fastfeedparser would give it.

    An element of an unlucky name puts a text where feedparser otherwise has a structure.
    """
    dates = (entry.get("published_parsed"), entry.get("updated_parsed"))
    date = next((date for date in dates if isinstance(date, tuple)), None)
    source = entry["source"] if isinstance(entry.get("source"), dict) else {}
    link, guid = entry.get("link"), plain(entry.get("id"))
    if entry.get("guidislink") and link == guid and not re.match("https?:", guid):
        link = None  # it takes any id of Atom for an address
    return {
        **entry,
        "published": "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*date) if date else None,
        "link": link,
        "source": source.get("title"),
        "source_url": source.get("href") or source.get("link"),
        # What it tells of the type is its guess.
        "content": [{**content, "type": "html"} for content in _dicts(entry.get("content"))],
    }


def _dicts(value: object) -> list[dict[str, Any]]:
    """Return the dicts in a list, [] for what is no list."""
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def decoded(data: bytes, charset: str | None = None) -> str:
    """Decode by byte order mark, as UTF-8, by what is declared, or by what is rather likely; else it is Windows-1252.

    `charset` is what an HTTP header declares; it counts where the document itself (XML declaration, HTML `meta`)
    declares none that can be believed.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    data = data.removeprefix(codecs.BOM_UTF8)  # no promise: some programs put it before whatever they have
    names = [name for said in (_declared_charset(data[:HEAD_BYTES]), charset) if (name := _believed(said))]
    # ISO 2022 hides behind ASCII and the escape.
    for name in names if names and b"\x1b" in data else ["utf-8", *names]:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    if names:
        return data.decode(names[0], "replace")
    odd = len(data) - len(data.translate(None, _NOT_ASCII))
    if sum(map(len, _UTF8_LETTER.findall(data))) < odd / 2:  # what looks like UTF-8 among so much else is chance
        return data.decode(_guessed(data), "replace")
    return re.sub(
        "[\udc80-\udcff]+",
        lambda odd: odd[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"),
        data.decode("utf-8", "surrogateescape"),
    )


def _guessed(data: bytes) -> str:
    """Return the codec that bytes of which nobody says the charset are rather in: another script's, or Windows-1252."""
    first = _ODD_RUN.search(data)
    sample = data[first.start() :][:SAMPLED_BYTES] if first else b""
    runs = _ODD_RUN.findall(sample)
    if len(b"".join(runs)) < LETTERS_A_RUN * len(runs) or not runs:
        return "cp1252"  # single accented letters among plain ones
    from charset_normalizer import from_bytes

    best = from_bytes(b" ".join(_ODD_PASSAGE.findall(sample))[:GUESSED_BYTES]).best()
    return best.encoding if best and _CHARSETS.match(codecs.lookup(best.encoding).name) else "cp1252"


def _declared_charset(head: bytes) -> str | None:
    found = _DECLARED.match(head) or _META.search(head)
    return found[1].decode() if found and found[1] else None


def _believed(charset: str | None) -> str | None:
    """Return the codec for a declared charset that is worth trying: none of the usual ones under another name."""
    try:
        codec = codecs.lookup((charset or "").lower().removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(codec, codec) if _CHARSETS.match(codec) else None


def plain(value: object) -> str:
    """Return a string or number as text that every database and encoder takes, "" for anything else."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return ""
    try:
        value.encode()  # much faster than looking for what cannot be encoded
    except UnicodeEncodeError:
        value = re.sub("[\ud800-\udfff]", "\ufffd", value)
    return value.replace("\0", "\ufffd")

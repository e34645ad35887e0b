"""XML as strangers write it becomes XML that parsers read without loss, or is refused.

In: the text of a feed or a list of feeds from its root element on. Out: the same without document type, without
entities but XML's own, without characters that XML cannot hold, its dates in one shape. Pure.

>>> repaired("<rss><title>R&D, caf&eacute;</title></rss>", url="")
b'<rss><title>R&amp;D, caf\\xc3\\xa9</title></rss>'
"""

import html
import re

from digests.dates import moment
from digests.errors import FeedUnreadable

MAX_ATTRIBUTES = 1000  # of one tag: XML parsers take the square of their number, 200,000 stall them for 20 s
GUID_MARK = "guid#@"  # no parser takes this for the beginning of a date

# Patterns meet hostile text: what repeats is possessive (`*+`) or cannot end in two ways, else trying takes for ever.
# Each is a pass of its own, since a pattern that begins with a fixed letter is found several times faster.
_TYPE = re.compile(rb"<!DOCTYPE\b(?:[^\[<>]{0,999}+(?:\[[^\]]{0,999}+\]\s*+)?+>)?+", re.IGNORECASE)
# The text of a date that is in neither of the two usual shapes.
_ODD_DATE = re.compile(
    rb"<(?:pub[Dd]ate|published|updated|issued|modified|lastBuildDate|(?:dc|dcterms|atom|a10):(?:date|created|issued|modified|published|updated))(?:\s[^<>]*+)?(?<!/)>"
    rb"(?!\s*+(?:(?:[A-Z][a-z]{2}, )?\d\d? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"
    rb" \d\d:\d\d:\d\d (?:GMT|UTC|[ECMP][SD]T|[+-]\d{4})"
    rb"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d))\s*<)"
    rb"(?:\s*+<!\[CDATA\[)?+([^<>\]]*+)(?:\]\]>)?+"
)
# A number or date as guid, which fastfeedparser would take for the item's date.
_GUID = re.compile(rb"<guid\b[^<>]*+>\s*+(?:<!\[CDATA\[)?+(?!\s*+https?:)")
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)(#?\w{1,30};)?")
# Namespaces that feeds use without declaring them.
_KNOWN_PREFIXES = {
    b"content": b"http://purl.org/rss/1.0/modules/content/",
    b"dc": b"http://purl.org/dc/elements/1.1/",
    b"media": b"http://search.yahoo.com/mrss/",
    b"atom": b"http://www.w3.org/2005/Atom",
    b"itunes": b"http://www.itunes.com/dtds/podcast-1.0.dtd",
    b"sy": b"http://purl.org/rss/1.0/modules/syndication/",
    b"feedburner": b"http://rssnamespace.org/feedburner/ext/1.0",
    b"rdf": b"http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_KNOWN_PREFIX = re.compile(b"<(" + b"|".join(_KNOWN_PREFIXES) + b"):")
# What XML cannot hold, as UTF-8: control characters and two noncharacters. Surrogates cannot be encoded at all.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_OPEN, _CLOSE = b"<![CDATA[", b"]]>"


def repaired(text: str, *, url: str) -> bytes:
    """Return the XML repaired, in UTF-8; `text` begins with its root's tag, `url` is only for the error.

    Raises FeedUnreadable when parsers would take for ever over it.
    """
    data = text.encode("utf-8", "ignore").translate(None, _CONTROLS)
    # A quoted ">" does not end a tag, so what is counted goes on to the next "<".
    for tag in re.finditer(rb"<\w[^<]{5000,}", data):
        if len(re.findall(rb"\s[^\s=\"'<>]++\s*+=", tag[0])) > MAX_ATTRIBUTES:
            raise FeedUnreadable(url, "a tag in it has thousands of attributes")
    if b"\xef\xbf" in data:
        data = data.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
    if b"<!D" in data or b"<!d" in data:
        data = _TYPE.sub(b"", data)
    data = _ODD_DATE.sub(_mend_date, _unnested(_declared(data)))
    if b"<guid" in data:
        data = _GUID.sub(rb"\g<0>" + GUID_MARK.encode(), data)
    return _mend_entities(data) if _ENTITY.search(data) else data


def _mend_date(found: re.Match[bytes]) -> bytes:
    whole = found[0]
    read = moment(html.unescape(found[1].decode()))
    return whole[: whole.index(b">") + 1] + (read.isoformat().encode() if read else b"")


def _mend_entities(data: bytes) -> bytes:
    """Write out what XML does not know, outside CDATA sections."""
    first, *sections = data.split(_OPEN)
    parts = [_ENTITY.sub(_mend_entity, first)]
    for section in sections:
        inside, close, outside = section.partition(_CLOSE)  # without a close, all of it is inside
        parts.append(inside + close + _ENTITY.sub(_mend_entity, outside))
    return _OPEN.join(parts)


def _mend_entity(found: re.Match[bytes]) -> bytes:
    name = found[1] or b""
    meant = html.unescape("&" + name.decode())
    return html.escape(meant.strip("\0\ufffd")).encode("utf-8", "ignore") if len(meant) <= 2 else b"&amp;" + name


def _declared(data: bytes) -> bytes:
    """Declare at the root the well-known prefixes that are used and nowhere declared."""
    root = re.match(rb"(<[\w:.-]+)[^<>]*", data)
    if not root:
        return data
    missing = b"".join(
        b' xmlns:%b="%b"' % (prefix, _KNOWN_PREFIXES[prefix])
        for prefix in sorted(set(_KNOWN_PREFIX.findall(data)))
        if b"xmlns:" + prefix not in root[0] and b"xmlns:" + prefix not in data
    )
    return root[1] + missing + data[root.end(1) :] if missing else data


def _unnested(data: bytes) -> bytes:
    """Make one CDATA section of one inside another: XML ends the outer one where the inner one ends."""
    parts, done, start = [], 0, data.find(_OPEN)
    while start >= 0:
        end = data.find(_CLOSE, start)
        if end < 0:
            break
        after = data.find(_OPEN, end)
        if data.find(_OPEN, start + 1, end) >= 0:
            outer = data.find(_CLOSE, end + 1, after if after >= 0 else len(data))
            if outer >= 0 and not re.search(rb"</(?:item|entry)", data[end:outer]):
                inside = data[start + len(_OPEN) : outer].replace(_OPEN, b"").replace(_CLOSE, b"")
                parts += [data[done:start], _OPEN, inside]
                done = outer
        start = after
    return b"".join([*parts, data[done:]]) if parts else data

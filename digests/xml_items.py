"""What an XML feed says of itself, and of its items what fastfeedparser leaves out or takes for something else.

In: a feed's repaired XML. Out: plain dicts with feedparser's keys. Pure: no document type is read, nothing fetched.

>>> about_feed(b'<rss version="2.0"><channel><title>Rain</title></channel></rss>')["title"]
'Rain'
"""

import base64
import html
import re
from typing import Any

from lxml import etree

_XML = "{http://www.w3.org/XML/1998/namespace}"
_ITEM = re.compile(rb"<((?:[\w-]{1,20}+:)?(?:item|entry))(?=[\s/>])", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_]\w+)*")
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}  # minutes
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MAX_INTERVAL_MINUTES = 527_040  # a year; who asks for more has made a mistake
# Where fastfeedparser errs: it stops at the first tag inside a text, takes elements of other namespaces for the
# format's own (media:title, itunes:summary), and does not know `source`, the address behind a proxy's, an item's base.
_MISREAD = re.compile(
    rb"<(?:(?:title|description|summary|content(?::encoded)?)\b[^<>]*+>[^<]*+<(?!/|!\[CDATA\[)|(?:source|body)\b"
    rb"|[\w-]{1,20}+:(?:title|description|summary|link|author|group|origLink|full-text|body)\b)"
)
_MISREAD_RSS = re.compile(rb"<link\s[^<>]*href|<rdf:RDF")


def items_in(data: bytes) -> int:
    """Return how many items the XML opens, wherever they stand."""
    first = _ITEM.search(data)
    return data.count(b"<" + first[1]) - data.count(b"<" + first[1] + b"s") if first else 0  # RSS 1.0 lists its <items>


def about_feed(data: bytes) -> dict[str, Any]:
    """Return what a feed says of itself outside its items, keys as in `_about`; {} where there is no root element."""
    first = _ITEM.search(data)
    head = data
    if first:
        last = max(data.rfind(b"</" + first[1] + b">"), first.start())
        head = data[: first.start()] + data[data.find(b">", last) + 1 :]
    root = _tree(head)
    return _about(root) if root is not None else {}


def _about(root: etree._Element) -> dict[str, Any]:
    """Return title, link, self, base, language, format, asked_minutes, skip_hours and skip_days of a feed's head."""
    channel = next((child for child in root if _name(child)[1] == "channel"), root)
    own, _ = _name(channel)
    texts: dict[str, str] = {}
    addresses: dict[str, str] = {}
    skipped: dict[str, list[str]] = {}
    for child in channel:
        space, name = _name(child)
        if name == "link" and (child.get("href") or (child.text or "").strip()):
            kind = "alternate" if child.get("href") is None else child.get("rel") or "alternate"
            addresses.setdefault(kind, (child.get("href") or child.text or "").strip())
        elif name in {"skiphours", "skipdays"}:
            skipped[name] = [(part.text or "").strip().lower() for part in child]
        elif space == own or name in {"language", "updateperiod", "updatefrequency"}:
            texts.setdefault(name, _inside(child).strip())
    languages = (texts.get("language"), channel.get(f"{_XML}lang"), root.get(f"{_XML}lang"))
    hours = frozenset(
        int(hour) % 24 for hour in skipped.get("skiphours", []) if re.fullmatch(r"\d|[01]\d|2[0-4]", hour)
    )
    days = frozenset(_DAYS.index(day) for day in skipped.get("skipdays", []) if day in _DAYS)
    return {
        "title": texts.get("title"),
        "link": addresses.get("alternate"),
        "self": addresses.get("self"),
        "base": channel.base,
        "language": next((said for said in languages if said and _LANGUAGE.fullmatch(said)), None),
        "format": _format(root, own),
        "asked_minutes": _asked_minutes(texts),
        "skip_hours": hours if len(hours) < 24 else frozenset(),  # who never wants to be asked does not mean it
        "skip_days": days if len(days) < 7 else frozenset(),
    }


def _format(root: etree._Element, channel_space: str) -> str:
    """Return "RSS 2.0", "Atom 1.0" and so on, by root element, namespace and version."""
    space, name = _name(root)
    version = (root.get("version") or root.get("VERSION") or "").strip()
    if name == "rdf":
        return "RSS 0.90" if "netscape" in channel_space else "RSS 1.0"
    if name == "feed":
        return "Atom 0.3" if space == "http://purl.org/atom/ns#" or version == "0.3" else "Atom 1.0"
    return f"RSS {version}" if re.fullmatch(r"\d\.\d{1,2}(?:\.\d)?", version) else "RSS"


def _asked_minutes(texts: dict[str, str]) -> int | None:
    """Return the longer of RSS's ttl and the syndication module's period, in minutes."""
    period = _PERIODS.get(texts.get("updateperiod", "").lower(), 0)
    frequency = texts.get("updatefrequency", "")
    ttl = texts.get("ttl", "")
    asked = (
        period // max(1, int(frequency) if re.fullmatch(r"[0-9]{1,6}", frequency) else 1),
        int(ttl) if re.fullmatch(r"[0-9]{1,9}", ttl) else 0,
    )
    return max((minutes for minutes in asked if 0 < minutes <= MAX_INTERVAL_MINUTES), default=None)


def item_fields(data: bytes, *, count: int, limit: int) -> list[dict[str, Any]]:
    """Return title, link, texts and source of the first items as they stand, at most `limit`.

    Returns [] where fastfeedparser reads them right, and where there are not `count` of them: another parser then took
    different things for items, and the two readings cannot be laid side by side.
    """
    first = _ITEM.search(data)
    if not first:
        return []
    is_atom = first[1].lower().endswith(b"entry")
    if not (
        _MISREAD.search(data, first.start())
        or data.find(b"xml:base", first.start()) >= 0
        or data.find(b"base64", first.start()) >= 0
        or (not is_atom and _MISREAD_RSS.search(data))
    ):
        return []
    root = _tree(data)
    items = [] if root is None else [element for element in root.iter() if _name(element)[1] in {"item", "entry"}]
    return [_fields(item) for item in items[:limit]] if len(items) == count else []


def _fields(item: etree._Element) -> dict[str, Any]:
    own, _ = _name(item)
    fields: dict[str, Any] = {}
    links: dict[str, str] = {}
    texts: list[dict[str, str | None]] = []
    beside: list[dict[str, str | None]] = []  # of other namespaces: counts only where there is nothing else
    for child in item:
        space, name = _name(child)
        if name == "link" and (address := (child.get("href") or child.text or "").strip()):
            links.setdefault(_kind(child), address)
            fields.setdefault("base", child.base)
        elif name == "origlink":
            links["original"] = (child.text or "").strip()
        elif name in {"encoded", "full-text", "body"} or (
            space == own and name in {"description", "summary", "content"}
        ):
            texts.append({"value": _inside(child), "type": child.get("type"), "language": child.get(f"{_XML}lang")})
        elif space == own and name == "title":
            fields["title"] = _inside(child).strip()
        elif space == own and name == "source":
            fields["source"], fields["source_url"] = _source(child)
        elif name in {"description", "summary", "group"}:
            inner = next((part for part in child if _name(part)[1] == "description"), child)
            beside.append({"value": inner.text, "type": None})
    link = next((links[kind] for kind in ("original", "alternate", "other") if links.get(kind)), None)
    given = [text for text in texts if (text["value"] or "").strip()]
    return {
        **fields,
        **({"link": link} if link else {}),
        "content": given or beside,
        "description": None,
        "summary": None,
    }


def _kind(link: etree._Element) -> str:
    """Tell an item's own address from those of its parts and neighbours."""
    if link.get("href") is None:
        return "alternate"
    rel = (link.get("rel") or "alternate").lower().removeprefix("http://www.iana.org/assignments/relation/")
    if rel != "alternate":
        return rel
    return "alternate" if "html" in (link.get("type") or "html") else "other"


def _source(source: etree._Element) -> tuple[str | None, str | None]:
    """Return name and address of the publisher that an RSS or Atom `source` element names."""
    parts: dict[str, str] = {}
    for part in source:
        address = part.get("href")
        if _name(part)[1] == "link" and address and (part.get("rel") or "alternate") in {"alternate", "self"}:
            parts.setdefault(part.get("rel") or "alternate", address)
        elif _name(part)[1] in {"title", "id"}:
            parts.setdefault(_name(part)[1], _inside(part).strip())
    name = parts.get("title") or (source.text or "").strip()
    address = source.get("url") or parts.get("alternate") or parts.get("self") or parts.get("id")
    return name or None, address


def _tree(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _name(element: etree._Element) -> tuple[str, str]:
    """Return an element's namespace, or its prefix where that was never declared, and its local name in small letters.

    What shares its namespace with the item that holds it is the format's own, whatever that namespace is.
    """
    tag = str(element.tag)
    space, _, name = tag[1:].rpartition("}") if tag.startswith("{") else tag.rpartition(":")
    return space, name.lower()


def _inside(element: etree._Element) -> str:
    """Return an element's text, with the markup in it where it holds any, and as it was before base64 (Atom 0.3)."""
    if not len(element):
        text = element.text or ""
        return _unpacked(text) if element.get("mode") == "base64" else text
    inner = "".join(etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
    return html.escape(element.text or "", quote=False) + re.sub(r'\sxmlns(?::[\w-]+)?="[^"]*"', "", inner)


def _unpacked(text: str) -> str:
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode("utf-8", "replace")
    except ValueError:
        return text

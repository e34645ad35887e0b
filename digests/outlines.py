"""Lists of feeds, as readers exchange them: OPML.

In: the bytes of a list. Out: the feeds that it names; and back, the feeds that are followed as a list that every
reader takes. Pure. https://opml.org/spec2.opml

>>> read_opml(b'<opml><body><outline text="Rain" xmlUrl="https://a.example/feed"/></body></opml>', url="")[0].title
'Rain'
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from digests.documents import decoded
from digests.errors import FeedUnreadable
from digests.models import FollowedFeed
from digests.xml_repair import repaired

# What XML 1.0 cannot hold, whatever is done to it.
_UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed that an OPML list names."""

    url: str  # as written: http(s), or a path relative to the list
    title: str
    language: str | None = None
    topic: str | None = None  # its category, else the folder that it lies in


def read_opml(data: bytes, *, url: str) -> list[Outline]:
    """Return the feeds that an OPML 1.x or 2.0 list names, in its order, each address once.

    A list is read as far as its XML can be followed, as readers do.

    Raises FeedUnreadable when the bytes are no list, or name no feed.
    """
    text = decoded(data)
    start = re.search(r"<opml[\s>]", text, re.IGNORECASE)
    if not start:
        raise FeedUnreadable(url, "this is no OPML list")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(repaired(text[start.start() :], url=url), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise FeedUnreadable(url, "this OPML list is too broken to be read") from None
    found: dict[str, Outline] = {}
    for outline in _outlines(root):
        found.setdefault(outline.url, outline)
    if not found:
        raise FeedUnreadable(url, "this OPML list names no feed")
    return list(found.values())


def _outlines(root: etree._Element) -> Iterator[Outline]:
    """Go through a list from its top, knowing in which folder each outline lies."""
    waiting: list[tuple[etree._Element, str]] = [(root, "")]
    while waiting:
        element, folder = waiting.pop()
        said = {str(key).lower(): str(value).strip() for key, value in element.attrib.items()}
        name = said.get("title") or said.get("text") or ""
        if address := said.get("xmlurl"):
            yield Outline(
                url=address,
                title=name or address,
                language=said.get("language") or None,
                topic=_category(said.get("category", "")) or folder or None,
            )
        elif element.tag == "outline":
            folder = said.get("text") or name or folder
        waiting += [(child, folder) for child in reversed(element)]


def _category(written: str) -> str:
    """Return the last name of the first of the comma-separated paths ("/News/Local,/Ferries") in a category.

    >>> _category("/News/Local,/Ferries")
    'Local'
    """
    first = written.split(",", 1)[0]
    return first.rstrip("/").rsplit("/", 1)[-1].strip() if first.startswith("/") else written


def write_opml(feeds: Iterable[FollowedFeed], *, created_at: datetime) -> bytes:
    """Return an OPML 2.0 list of feeds in the order given: where each is fetched, its name, page, language and topic.

    Characters that XML cannot hold are left out.
    """
    opml = etree.Element("opml", version="2.0")
    head = etree.SubElement(opml, "head")
    etree.SubElement(head, "title").text = "Feeds"
    etree.SubElement(head, "dateCreated").text = format_datetime(created_at)
    body = etree.SubElement(opml, "body")
    for followed in feeds:
        feed = followed.feed
        said = {
            "type": "rss",
            "text": feed.title,
            "title": feed.title,
            "xmlUrl": followed.location,
            "htmlUrl": feed.site_url,
            "language": followed.language or feed.language,
            "category": followed.topic,
        }
        holdable = {name: _UNHOLDABLE.sub("", value) for name, value in said.items() if value}
        etree.SubElement(body, "outline", holdable)
    return etree.tostring(opml, encoding="utf-8", xml_declaration=True, pretty_print=True)

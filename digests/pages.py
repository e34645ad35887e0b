"""A web page's bytes become its article's text, or the feeds that the site offers.

In: the body of a page and its address. Out: a `Page`, or addresses of feeds. Pure: trafilatura finds the main text in a
tree that is parsed here, and nothing is fetched.

>>> feeds_on_page(b'<link rel="alternate" type="application/rss+xml" href="/rss" title="All">', url="https://a.example/")
[('https://a.example/rss', 'All')]
"""

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from digests.documents import decoded
from digests.errors import FeedUnreadable
from digests.furniture import without_furniture
from digests.links import canonical_url, publisher_of
from digests.markup import lines, one_line
from digests.models import Page

if TYPE_CHECKING:
    from trafilatura.settings import Extractor

MAX_BYTES = 5_000_000
# Extraction walks every element with all that is below it: their number and depth together decide how long it takes.
MAX_ELEMENTS = 20_000
MAX_DEPTH = 120
MAX_ANCESTORS = 400_000  # of all elements together
MAX_REJOINED = 200_000_000  # characters: an element that goes may cost as many as its parent has between elements
MAX_ATTRIBUTE_CHARACTERS = 2000  # embedded pictures and states of applications; no class or address is longer
MAX_TYPES = 50  # of things described in one JSON-LD script; trafilatura searches on from each to the script's end
# What holds no text of an article. It goes before trafilatura, which takes the square of its number for it.
_TEXTLESS_TAGS = (
    "area aside audio button canvas datalist embed iframe input link map marquee math menu nav noscript object "
    "optgroup option picture progress select source style svg template textarea time track video"
).split()
LAYOUT_CHARACTERS = 40  # a table cell with a paragraph so long lays the page out; it holds no figures
# A teaser of another article: a heading that is a link, in a box of at most so many levels, and a line of text.
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LINKED_SHARE = 0.8
TEASER_LEVELS = 3
TEASER_CHARACTERS = 300

_FEED_TYPES = {
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json",
    "application/x.atom+xml", "application/x-atom+xml", "text/rss+xml", "text/atom+xml",
}  # fmt: skip
_FEED_PATH = re.compile(
    r"/(?:feeds?|rss|atom)(?:\d?/?$|[./])|\.(?:rss|atom|rdf)$|(?:rss|feed|atom)[\w.-]*\.(?:xml|json)$"
)
_COMMENT_FEED = re.compile(r"comment|kommentar|commentaire|commenti|comentario|/replies")
MAX_FEEDS = 50  # named ones, and as many that look so

# Where sites keep their feed when their pages do not say; the likeliest first.
COMMON_FEED_PATHS = (
    "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds", "/rss/index.xml",
    "/rss/news.xml", "/news/rss", "/blog/feed", "/blog/rss.xml", "/index.rdf", "/?feed=rss2",
)  # fmt: skip


def read_page(data: bytes, *, url: str, charset: str | None = None) -> Page:
    """Return what a web page says of its article: main text, title, own address, declared language and date.

    `charset` is the one that the answer's header declares.

    Raises FeedUnreadable when no article is in the bytes, or they are built to stall their reader.
    """
    root = _tree(data, url, charset)
    _guard(root, url)
    said = _Said(root, url)
    title, canonical = said.title(), said.canonical_url()
    language, published_at = said.language(), said.published_at()
    paragraphs = without_furniture(_main_text(root, url), title=title)
    if not any(character.isalpha() for paragraph in paragraphs for character in paragraph):
        raise FeedUnreadable(url, "no article is on this page")
    return Page(
        url=url,
        canonical_url=canonical,
        title=title,
        paragraphs=tuple(paragraphs),
        language=language,
        published_at=published_at,
    )


# ---------------------------------------------------------------- the tree


def _tree(data: bytes, url: str, charset: str | None) -> html.HtmlElement:
    """The page as a tree. Raises FeedUnreadable when there is none."""
    if len(data) > MAX_BYTES:
        raise FeedUnreadable(url, "this page has more than 5 MB")
    text = decoded(data, charset=charset)
    if "\0" in text[:1000] or not re.search(r"<[a-zA-Z!]", text):
        raise FeedUnreadable(url, "this is not a web page")
    # Without the prolog, whose encoding holds no more, the characters that XML knows not, the attributes of huge tags.
    text = re.sub(r"^\s*<\?xml[^>]{0,300}>|[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
    text = re.sub(r"<(\w{1,20})\s[^<>]{20000,}>", r"<\1>", text)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise FeedUnreadable(url, "this is not a web page") from None
    return root


def _guard(root: html.HtmlElement, url: str) -> None:
    """Raise FeedUnreadable for a tree of more elements, or deeper ones, than extraction can walk in time."""
    elements = ancestors = rejoined = 0
    open_elements: list[list[int]] = [[0, 0]]  # of each: children so far, characters between them
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            elements += 1
            ancestors += len(open_elements)
            open_elements.append([0, len(element.text or "")])
            for name, value in element.items():
                if len(value) > MAX_ATTRIBUTE_CHARACTERS:
                    del element.attrib[name]
        else:
            children, characters = open_elements.pop()
            rejoined += children * characters
            open_elements[-1][0] += 1
            open_elements[-1][1] += len(element.tail or "")
        is_large = elements > MAX_ELEMENTS or ancestors > MAX_ANCESTORS or rejoined > MAX_REJOINED
        if is_large or len(open_elements) > MAX_DEPTH:
            raise FeedUnreadable(url, "this page is built too deep or too large to be read")


# ---------------------------------------------------------------- text


def _main_text(root: html.HtmlElement, url: str) -> list[str]:
    """The paragraphs of the main text; takes the tree apart."""
    from trafilatura.core import bare_extraction
    from trafilatura.settings import Document

    for script in [*root.iter("script")]:
        if script.get("type") != "application/ld+json" or (script.text or "").count('"@type"') > MAX_TYPES:
            script.tag = "template"
    _mark_teasers(root)
    etree.strip_elements(root, *_TEXTLESS_TAGS, with_tail=False)
    for table in [*root.iter("table")]:
        if any(len(paragraph.text_content()) >= LAYOUT_CHARACTERS for paragraph in table.iter("p")):
            for element in [*table.iter("table", "tbody", "tr", "td", "th")]:
                element.tag = "div"
    try:
        found = bare_extraction(root, options=_options())
    except Exception as error:
        raise FeedUnreadable(url, "this page breaks the search for its text") from error
    return lines(found.text or "") if isinstance(found, Document) else []


def _mark_teasers(root: html.HtmlElement) -> None:
    """Make asides of lists of other articles: boxes with several headings that are links and little text to each."""
    headings: dict[html.HtmlElement, int] = {}
    for heading in root.iter(*_HEADINGS):
        linked = sum(len(link.text_content().strip()) for link in heading.iter("a"))
        if linked and linked >= LINKED_SHARE * len(heading.text_content().strip()):
            for box in islice(heading.iterancestors(), TEASER_LEVELS):
                headings[box] = headings.get(box, 0) + 1
    for box, count in headings.items():
        is_list = count > 1 and box.tag not in {"body", "html"} and box.find(".//h1") is None
        if is_list and len(box.text_content()) < TEASER_CHARACTERS * count:
            box.tag = "aside"


@cache
def _options() -> "Extractor":
    """Settings for trafilatura, which takes 0.3 s to load, and warns of every page without text."""
    from trafilatura.settings import Extractor

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return Extractor(output_format="python", fast=True, comments=False, tables=False)


# ---------------------------------------------------------------- what the page says of itself


class _Said:
    """What stands in a page's head and its markup, beside the text."""

    def __init__(self, root: html.HtmlElement, url: str) -> None:
        self._root = root
        self._url = url
        self._meta: dict[str, str] = {}
        for meta in root.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("http-equiv") or meta.get("itemprop") or ""
            if value := one_line(meta.get("content") or ""):
                self._meta.setdefault(name.lower(), value)

    def title(self) -> str:
        headings = [one_line(heading.text_content()) for heading in self._root.iter("h1")]
        heading = headings[0] if len(headings) == 1 else ""
        title = self._root.findtext(".//title") or ""
        return self._meta.get("og:title") or heading or one_line(title)

    def language(self) -> str | None:
        own = self._root.get("lang") or self._root.get("{http://www.w3.org/XML/1998/namespace}lang")
        own = own or self._root.get("xml:lang")
        return own or self._meta.get("og:locale") or self._meta.get("content-language") or None

    def canonical_url(self) -> str | None:
        """The page's own address as it says; not believed when another publisher's, or that of a section above it."""
        links = (link.get("href") for link in self._root.iter("link") if "canonical" in _words(link.get("rel")))
        said = next((href for href in links if href), None) or self._meta.get("og:url")
        address = _absolute(self._url, said)
        return address if address and _may_be_same(address, self._url) else None

    def published_at(self) -> datetime | None:
        told = [self._meta.get(name) for name in ("article:published_time", "datepublished", "date", "dc.date.issued")]
        for script in self._root.iter("script"):
            if script.get("type") == "application/ld+json":
                told += re.findall(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{8,40})"', script.text or "")[:1]
        for article in self._root.iter("article"):
            told += [time.get("datetime") for time in article.iter("time")][:1]
        return next((date for text in told if (date := _date(text))), None)


def _words(text: str | None) -> list[str]:
    return (text or "").lower().split()


def _absolute(base: str, href: str | None) -> str | None:
    """An http(s) address out of a page, None for what is none or holds what no address may (RFC 3986)."""
    href = (href or "").strip()
    if not href or re.search(r"[\s<>\"\0-\x20\x7f]", href):
        return None
    try:
        return canonical_url(urljoin(base, href))
    except ValueError:
        return None


def _may_be_same(address: str, url: str) -> bool:
    if publisher_of([address], "") != publisher_of([url], ""):
        return False
    said, own = urlsplit(address), urlsplit(canonical_url(url) or "")
    if said.path == "/" and not said.query:
        return own.path == "/"
    below = own.path.removeprefix(said.path.rstrip("/") + "/") if said.path != own.path else ""
    is_below = bool(below) and below != own.path
    return not is_below or bool(re.fullmatch(r"amp/?|amp\.html|\d{1,3}/?", below))


def _date(text: str | None) -> datetime | None:
    try:
        date = datetime.fromisoformat((text or "").strip())
        return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


# ---------------------------------------------------------------- feeds


def feeds_on_page(data: bytes, *, url: str, charset: str | None = None) -> list[tuple[str, str]]:
    """Return (address, title) of the feeds that a page offers, each once: named ones first, those of comments last.

    Named are those in `<link rel="alternate">`; after them come links to what looks like a feed.

    Raises FeedUnreadable when the bytes are no web page.
    """
    root = _tree(data, url, charset)
    base = _absolute(url, next((element.get("href") for element in root.iter("base") if element.get("href")), None))
    found: dict[str, str] = {}
    for href, title in [*islice(_named_feeds(root), MAX_FEEDS), *islice(_linked_feeds(root), MAX_FEEDS)]:
        if (address := _absolute(base or url, href)) and (title or address not in found):
            found.setdefault(address, title)
    return sorted(found.items(), key=lambda feed: bool(_COMMENT_FEED.search(f"{feed[0]} {feed[1]}".lower())))


def _named_feeds(root: html.HtmlElement) -> Iterator[tuple[str | None, str]]:
    for link in root.iter("link"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        is_json = kind == "application/json"  # also what content systems call their programming interface
        if "alternate" in _words(link.get("rel")) and kind in _FEED_TYPES:
            href = link.get("href") or ""
            if not is_json or "feed" in href.lower():
                yield href, one_line(link.get("title") or "")


def _linked_feeds(root: html.HtmlElement) -> Iterator[tuple[str | None, str]]:
    for link in root.iter("a"):
        href = link.get("href") or ""
        if _FEED_PATH.search(href.partition("#")[0].partition("?")[0].lower()):
            yield href, one_line(link.text_content())[:200]

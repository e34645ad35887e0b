"""An entry becomes an article: plain clean text, canonical address, detected language, stable identity.

In: an `Entry`, its `Feed`, the moment it was fetched. Out: an `Article`. Pure.

>>> plain_paragraphs("<p>Rain &amp; sun.</p><script>x()</script><p>Fog.</p>")
['Rain & sun.', 'Fog.']
"""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from lxml import etree, html

from digests.furniture import without_furniture
from digests.models import UNDETERMINED, Article, Entry, Feed

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

OLDEST_YEAR = 1980  # an earlier date is a clock that was never set
MAX_TEXT_CHARACTERS = 100_000  # some 15,000 words; what is longer is no article of a newspaper
MAX_TITLE_CHARACTERS = 500
DETECTED_CHARACTERS = 600  # of the text; more does not change the verdict and costs time
SHORT_CHARACTERS = 200  # below this a declared language is heard, if the detector finds it possible at all
POSSIBLE = 0.05  # of the likeliest language's probability

_SKIPPED_TAGS = frozenset(
    "script style noscript template iframe object embed svg math video audio canvas figure figcaption aside nav form "
    "button select textarea head title footer".split()
)
_BLOCK_TAGS = frozenset(
    "p div br li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre table tr td th section article header main hr "
    "address details summary".split()
)
# Characters that are never seen but change what is: controls, soft hyphens, zero-width spaces, direction overrides,
# surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u061c\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
# Marks without end on one letter: composing them takes the square of their number. 30 are enough for every script
# (Stream-Safe Text Format, UAX #15).
_MARK_RUN = re.compile(r"[^\w\s]{31,}")
_LONG_TAG = re.compile(r"<\w[^<>]{5000,}>")  # an embedded picture or an attack: no text is in it
_ESCAPED_TAG = re.compile(
    r"&lt;/?(?:p|br|b|i|em|strong|a|div|span|h[1-6]|ul|li|img)\b(?:(?!&lt;).)*?&gt;", re.IGNORECASE | re.DOTALL
)
_LINE_BREAKS = re.compile("[\n\r\x0c\x85\u2028\u2029]+")
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|at_(medium|campaign)\w*|xtor|wt_mc|cmpid|ref_src)$"
)


def read_article(entry: Entry, feed: Feed, *, fetched_at: datetime) -> Article | None:
    """Return the article of an entry, None when neither a title nor a text is left of it."""
    paragraphs = plain_paragraphs(entry.content) if entry.is_html else _lines(entry.content)
    source = _one_line(entry.source or "") or (_host(entry.url) if entry.article_id else "") or _one_line(feed.title)
    title = without_site_name(
        _one_line(" ".join(plain_paragraphs(entry.title)) if entry.is_html else entry.title), source
    )
    text = "\n".join(without_furniture(paragraphs, title=title, author=entry.author))[:MAX_TEXT_CHARACTERS].rstrip()
    title = title[:MAX_TITLE_CHARACTERS].rstrip()
    if not title and not text:
        return None
    return Article(
        id=entry.article_id or derived_id(feed.url, entry.guid),
        feed_url=feed.url,
        url=canonical_url(entry.url),
        title=title,
        text=text,
        language=detected_language(f"{title}\n{text[:DETECTED_CHARACTERS]}", hint=entry.language or feed.language),
        published_at=_believable(entry.published_at, fetched_at),
        fetched_at=fetched_at,
        source=source,
    )


def unique_ids(articles: Iterable[Article], feed_of: Mapping[str, str]) -> list[Article]:
    """Return the articles, those whose id belongs to another feed's article under an id of their own.

    `feed_of` tells which feed owns the ids given out before. Only ids that a source chose itself can clash.
    """
    owners = dict(feed_of)
    distinct = []
    for article in articles:
        if owners.setdefault(article.id, article.feed_url) == article.feed_url:
            distinct.append(article)
        else:
            distinct.append(replace(article, id=f"{article.id}~{derived_id(article.feed_url, article.id)[:6]}"))
    return distinct


def derived_id(feed_url: str, guid: str) -> str:
    """Return the id of a feed's item: 12 letters and digits, 60 bits of SHA-256 over feed url and guid."""
    digest = hashlib.sha256(f"{feed_url}\x1f{guid}".encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode()[:12].lower()


# ---------------------------------------------------------------- text


def plain_paragraphs(markup: str) -> list[str]:
    """Return the visible paragraphs of an HTML fragment, entities resolved, one string each, none empty."""
    markup = _LONG_TAG.sub(" ", _INVISIBLE.sub("", markup)).replace("<![CDATA[", "").replace("]]>", "")
    if "<" not in markup and _ESCAPED_TAG.search(markup):
        markup = unescape(markup)  # escaped once too often
    if not re.search(r"<[a-zA-Z/!?]|&[#\w]+;", markup):
        return _lines(markup)
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return _lines(re.sub(r"<[^>]*>", " ", markup))
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in {"comment", "pi"}:
            pieces.append(element.tail or "")
        elif event == "end":
            pieces.append("\n" if element.tag in _BLOCK_TAGS else "")
            pieces.append(element.tail or "")
        elif element.tag in _SKIPPED_TAGS:
            walk.skip_subtree()
            pieces.append("\n")
        else:
            # A line break of the source is a space in HTML; only elements make paragraphs.
            pieces.append("\n" if element.tag in _BLOCK_TAGS else "")
            pieces.append(element.text or "")
    # An entity that is still there was escaped twice; no newspaper writes of entities.
    return _lines(re.sub(r"&#?\w{2,8};", lambda entity: unescape(entity[0]), _joined(pieces)))


def _joined(pieces: Iterable[str]) -> str:
    return "".join(piece if piece == "\n" else _LINE_BREAKS.sub(" ", piece) for piece in pieces)


def _lines(text: str) -> list[str]:
    lines = (_one_line(line) for line in _LINE_BREAKS.split(text))
    return [line for line in lines if line]


def _one_line(text: str) -> str:
    """NFC, without what cannot be seen, blanks collapsed; no-break spaces stay, they are the typesetter's will."""
    text = unicodedata.normalize("NFC", _MARK_RUN.sub(_few_marks, _INVISIBLE.sub("", text)))
    return re.sub(r"[ \t\n\r\v\f]+", " ", text).strip()


def _few_marks(run: re.Match[str]) -> str:
    return "".join(sign for place, sign in enumerate(run[0]) if place < 30 or not unicodedata.combining(sign))


def without_site_name(title: str, source: str) -> str:
    """Return the title without the publisher's name that pages hang at its end or its beginning.

    >>> without_site_name("Rain in Paris | The Daily", "The Daily")
    'Rain in Paris'
    """
    name = _letters(source)
    for separator in (" | ", " - ", " – ", " — ", " · ", " :: "):
        head, found, tail = title.rpartition(separator)
        if found and name and _letters(tail) == name and head.strip():
            return head.strip()
        head, found, tail = title.partition(separator)
        if found and name and _letters(head) == name and tail.strip():
            return tail.strip()
    return title


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


# ---------------------------------------------------------------- address, date, language


def canonical_url(url: str | None) -> str | None:
    """Return the address without fragment and tracking parameters, host in lower case; None unless it is http(s)."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2].lower()
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    # The pairs that stay are not decoded: an address is changed in nothing but what it loses.
    query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.match(pair.partition("=")[0]))
    return urlunsplit((parts.scheme, host, parts.path, query, ""))


def _host(url: str | None) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _believable(published_at: datetime | None, fetched_at: datetime) -> datetime | None:
    if published_at is None or published_at.year < OLDEST_YEAR:
        return None
    return min(published_at, fetched_at)


def detected_language(text: str, *, hint: str | None = None) -> str:
    """Return the language that the text is written in, as an ISO 639 code; `und` when nothing tells.

    A declared language is only a hint: it decides for short texts, when the detector finds it possible, and for none.
    """
    declared = (hint or "").strip().replace("_", "-").split("-")[0].lower()
    declared = declared if re.fullmatch("[a-z]{2,3}", declared) else ""
    if not any(character.isalpha() for character in text):
        return declared or UNDETERMINED
    ranking = _identifier().rank(text)
    best, probability = ranking[0]
    if declared and declared != best and len(text) < SHORT_CHARACTERS:
        possible = dict(ranking).get(declared, 0.0)
        if possible >= POSSIBLE * probability:
            return declared
    return str(best)


@cache
def _identifier() -> "LanguageIdentifier":
    """py3langid's model from its own package: 0.4 s and 100 MB, so it is loaded at the first text and kept."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

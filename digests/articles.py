"""An entry becomes an article, and a page fills it where the feed gave only a teaser.

In: an `Entry` with its `Feed` and the moment it was fetched, then the article's `Page`. Out: an `Article`: plain clean
text, canonical address, publisher, detected language, stable identity. Pure.

>>> without_site_name("Rain in Paris | The Daily", "The Daily")
'Rain in Paris'
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digests.furniture import without_furniture
from digests.languages import chinese, primary
from digests.links import canonical_url, host_of, publisher_of
from digests.markup import lines, one_line, plain_paragraphs
from digests.models import UNDETERMINED, Article, Entry, Feed, Page
from digests.page_words import CUT_MARKS, TEASER_ENDS

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

OLDEST_YEAR = 1980  # an earlier date is a clock that was never set
MAX_TEXT_CHARACTERS = 100_000  # some 15,000 words; what is longer is no article of a newspaper
MAX_TITLE_CHARACTERS = 500
DETECTED_CHARACTERS = 600  # of the text; more does not change the verdict and costs time
SHORT_CHARACTERS = 200  # below this a declared language is heard, if the detector finds it possible at all
POSSIBLE = 0.05  # of the likeliest language's probability


def clean_article(entry: Entry, feed: Feed, *, fetched_at: datetime) -> Article | None:
    """Return the article of an entry, None when neither a title nor a text is left of it.

    Its language is the declared one, `und` without: `with_language` tells the true one.
    """
    paragraphs = plain_paragraphs(entry.content) if entry.is_html else lines(entry.content)
    source = one_line(entry.source or "") or (host_of(entry.url) if entry.article_id else "") or one_line(feed.title)
    title = without_site_name(
        one_line(" ".join(plain_paragraphs(entry.title)) if entry.is_html else entry.title), source
    )[:MAX_TITLE_CHARACTERS].rstrip()
    text = _text(without_furniture(paragraphs, title=title, author=entry.author))
    if not title and not text:
        return None
    return Article(
        id=entry.article_id or derived_id(feed.url, entry.guid),
        feed_url=feed.url,
        url=canonical_url(entry.url),
        title=title,
        text=text,
        language=_declared(entry.language) or _declared(feed.language) or UNDETERMINED,
        published_at=_believable(entry.published_at, fetched_at),
        fetched_at=fetched_at,
        source=source,
        publisher=publisher_of((entry.source_url, entry.url, feed.site_url, feed.url), source),
    )


def _text(paragraphs: Iterable[str]) -> str:
    return "\n".join(paragraphs)[:MAX_TEXT_CHARACTERS].rstrip()


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


def without_site_name(title: str, source: str) -> str:
    """Return the title without the publisher's name that pages hang at its end or its beginning."""
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


def _believable(published_at: datetime | None, fetched_at: datetime) -> datetime | None:
    if published_at is None or published_at.year < OLDEST_YEAR:
        return None
    return min(published_at, fetched_at)


# ---------------------------------------------------------------- pages

WHOLE_CHARACTERS = 1000  # a text from here on is taken for the whole article, unless it ends like a teaser
DENSE_CHARACTERS = 2.5  # so many letters say as much as one Chinese, Japanese or Korean sign
FULLER = 1.2  # a page is read for at least so much more text
# Of title and text in 5-letter runs, a page must hold so much to be the article's own. Of two unrelated articles in one
# language the median share is 0.05, that of one pair in a hundred above 0.30 (sample feeds, first 250 characters).
SHARED_NGRAMS = 0.5
SHARED_TOPIC = 0.15
NGRAM, DENSE_NGRAM = 5, 3

_DENSE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def lacks_text(article: Article) -> bool:
    """Whether the article's page should be read: it has one, and the feed gave less than a whole text."""
    if not article.url:
        return False
    end = article.text[-50:].lower()
    is_cut = end.endswith(CUT_MARKS) or end.rstrip(" .:>»→").endswith(TEASER_ENDS)
    return is_cut or _measure(article.text) < WHOLE_CHARACTERS


def with_page(article: Article, page: Page) -> Article:
    """Return the article with the page's text where that is fuller and the article's own, else as it was.

    A page is the article's own when it holds title and text; a wall of consent or payment, a "not found" or a home page
    does not. Of such a page the canonical address is taken too, and language and date where the feed gave none.
    """
    text = _text(page.paragraphs)
    if not _is_of(article, page, text):
        return article
    is_fuller = _measure(text) > FULLER * _measure(article.text)
    canonical = canonical_url(page.canonical_url)
    is_own_address = canonical and publisher_of([canonical], "") == publisher_of([article.url, page.url], "")
    return replace(
        article,
        text=text if is_fuller else article.text,
        url=canonical if is_own_address else article.url,
        language=article.language if article.language != UNDETERMINED else _declared(page.language) or UNDETERMINED,
        published_at=article.published_at or _believable(page.published_at, article.fetched_at),
    )


def _is_of(article: Article, page: Page, text: str) -> bool:
    if _is_home(page.url) and not _is_home(article.url):
        return False
    teaser = article.text[:WHOLE_CHARACTERS]
    has_title = _share(article.title, page.title) >= SHARED_NGRAMS
    if not has_title and article.title and _letters(article.title) in map(_letters, page.paragraphs):
        return False  # the title is one of many on this page: a list of articles
    if has_title and (not teaser or _share(teaser, text) >= SHARED_TOPIC):
        return True  # under this title, what the feed says may be worded anew
    return _share(f"{article.title}\n{teaser}", f"{page.title}\n{text}") >= SHARED_NGRAMS


def _share(text: str, other: str) -> float:
    """How much of a text is found in another, by runs of letters."""
    letters = _letters(text)
    size = DENSE_NGRAM if 2 * len(_DENSE.findall(letters)) > len(letters) else NGRAM
    wanted = _ngrams(letters, size)
    return len(wanted & _ngrams(_letters(other), size)) / len(wanted) if wanted else 0.0


def _is_home(url: str | None) -> bool:
    parts = urlsplit(canonical_url(url) or "")
    return parts.path == "/" and not parts.query


def _ngrams(letters: str, size: int) -> set[str]:
    return {letters[at : at + size] for at in range(max(1, len(letters) - size + 1))} - {""}


def _measure(text: str) -> float:
    return len(text) + (DENSE_CHARACTERS - 1) * len(_DENSE.findall(text))


# ---------------------------------------------------------------- language


def with_language(article: Article) -> Article:
    """Return the article with the language that it is written in; what was declared is the hint for short texts."""
    text = f"{article.title}\n{article.text[:DETECTED_CHARACTERS]}"
    return replace(article, language=detected_language(text, hint=article.language))


def detected_language(text: str, *, hint: str | None = None) -> str:
    """Return the language that the text is written in, as an ISO 639 code; `und` when nothing tells.

    Chinese in traditional signs is "zh-Hant". A declared language is only a hint: it decides for short texts, when the
    detector finds it possible, and for none.
    """
    declared = _declared(hint)
    if not any(character.isalpha() for character in text):
        return declared or UNDETERMINED
    ranking = _identifier().rank(text)
    best, probability = ranking[0]
    likely = primary(declared)
    if likely and likely != best and len(text) < SHORT_CHARACTERS:
        possible = dict(ranking).get(likely, 0.0)
        if possible >= POSSIBLE * probability:
            best = likely
    # The detector takes some short Chinese for Wu, in which no newspaper is written, and some for Cantonese.
    is_chinese = best in {"zh", "wuu"} or (best == "yue" and likely == "zh")
    return chinese(text, declared) if is_chinese else str(best)


def _declared(tag: str | None) -> str:
    """The language of a declared tag ("pt" of "pt_BR"; "zh-Hant" of "zh-TW"), "" when there is none in it."""
    language = primary((tag or "").strip())
    if not re.fullmatch("[a-z]{2,3}", language):
        return ""
    return chinese("", (tag or "").strip()) if language == "zh" else language


def _identifier() -> "LanguageIdentifier":
    with _LOADING:  # a cache alone would let every thread that comes meanwhile load another
        return _loaded_identifier()


_LOADING = Lock()


@cache
def _loaded_identifier() -> "LanguageIdentifier":
    """py3langid's model from its own package: 0.4 s and 100 MB, so it is loaded at the first text and kept."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

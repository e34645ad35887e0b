"""A digest as one self-contained page: no script, nothing loaded, readable on a phone, in the dark and on paper.

A `Digest` comes in, HTML goes out. The page's direction is that of the reader's language; whatever is in another
language (a story, a sentence, the bot's own words where it has none in the reader's) says so in `lang` and `dir`.
"""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache, partial
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from bot.formats.contract import iso_utc
from bot.formats.links import best_link, web_address
from bot.formats.quotes import language_note, paragraphs, quotation
from bot.formats.typography import direction, harmless, short_title
from bot.texts import Texts, primary_subtag, texts_for
from digests.languages import same_language
from digests.models import UNDETERMINED, Article, Digest, DigestItem

# Feeds are written by strangers: even if one found a way past the escaping, nothing would run, load or be sent.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
)

# Of whatever shows a page of ours. What a <meta> cannot say is said here: nobody may frame it.
HEADERS = {
    "Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def as_html(digest: Digest, *, zone: tzinfo = UTC) -> str:
    """The digest as a whole HTML document; days and times are those of `zone`, which the page names."""
    texts = texts_for(digest.ui_language or digest.language)
    since, until = digest.since and digest.since.astimezone(zone), digest.until.astimezone(zone)
    return _template().render(
        digest=digest,
        page=digest.language,
        policy=CONTENT_SECURITY_POLICY,
        title=texts.say("digest-title"),
        days=texts.date_range(since, until),
        counts=_counts(digest, texts),
        zone_name=until.tzname(),
        texts=texts,
        words=partial(_own_words, own=texts.language),
        languages=lambda item: ", ".join(texts.language_name(code) for code in item.languages),
        moment=lambda at: _moment(at, texts, zone),
        note=lambda item: language_note(item.summary.language, digest.language, texts),
        by_language=lambda item: _by_language(item, digest.language),
    )


@lru_cache
def _template() -> Template:
    # trim_blocks and lstrip_blocks: a line that holds only a tag leaves nothing behind.
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(harmless=harmless, short_title=short_title, web_address=web_address, best_link=best_link)
    environment.globals.update(language_attributes=_language_attributes, paragraphs=paragraphs, quotation=quotation)
    return environment.from_string(files("bot.formats").joinpath("page.html.j2").read_text(encoding="utf-8"))


def _counts(digest: Digest, texts: Texts) -> str:
    articles = sum(len(item.articles) for item in digest.items)
    return texts.say("counts", stories=len(digest.items), articles=articles)


def _language_attributes(language: str, around: str | None = None) -> Markup:
    """` lang="ar" dir="rtl"`, or nothing where the text around is in that language already."""
    if language == around:
        return Markup("")
    # HTML says "not known" with an empty `lang`, not with `und`.
    tag = "" if primary_subtag(language) == UNDETERMINED else language
    return Markup(' lang="{}" dir="{}"').format(tag, direction(language))


def _own_words(text: str, around: str, *, own: str) -> Markup:
    """What the bot says, marked and kept apart where the text around it is in another language."""
    if own == primary_subtag(around):
        return Markup("{}").format(text)
    return Markup("<bdi{}>{}</bdi>").format(_language_attributes(own), text)


def _moment(at: datetime, texts: Texts, zone: tzinfo) -> tuple[str, str]:
    """A time for a program and for the reader."""
    return iso_utc(at), texts.moment(at.astimezone(zone))


def _by_language(item: DigestItem, wish: str) -> list[tuple[str, list[Article]]]:
    """The articles of a story by language: the reader's own first, then the most frequent; oldest first in each."""
    ordered = sorted(item.languages, key=lambda language: not same_language(wish, language))
    return [(language, [a for a in item.articles if a.language == language]) for language in ordered]

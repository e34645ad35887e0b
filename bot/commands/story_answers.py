"""How a story that is looked up is said: its quotes, what is new of it, how it went around, who tells it.

In: what `closeups` found of it. Out: an `Answer` in the reader's language.

    followed(asked, coverage, ("fr", "en"), joined_from="k7qm", was_followed=False)   # "You follow this story. …"
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from babel.dates import format_timedelta

from bot.commands.answers import Answer, Button, Line, Section
from bot.commands.asked import Asked
from bot.commands.naming import arguments_of
from bot.formats.links import best_link, web_address
from bot.formats.quotes import language_note, paragraphs, quotation
from bot.formats.typography import short_title
from digests.closeups import Closeup, Coverage, Growth, Timeline, by_language, title_of
from digests.models import SENTENCES, Article, DigestItem, Length, Story
from digests.nearness import is_open
from digests.notes import NOTE_EVERY

_LANGUAGES_SHOWN = 10  # in the timeline; the section below it has more
_TOLD_IN_SHOWN = 20  # languages with their publishers
_PUBLISHERS_SHOWN = 10  # of a language
_SOURCES_SHOWN = 20  # of a language
_SOURCES_IN_ALL = 60


# ---------------------------------------------------------------- story


def story(asked: Asked, close: Closeup, *, wish: str, length: Length, joined_from: str, is_followed: bool) -> Answer:
    """Return all that is said of a story, for a reader who wants it in the language `wish`."""
    item = close.item
    notes = [
        asked.say("publishers", count=len(item.publishers)),
        " ".join(item.languages[:_TOLD_IN_SHOWN]),
        item.story.id,
    ]
    if note := language_note(item.summary.language, wish, asked.texts):
        notes.append(note)
    sections = (_since(asked, close), _timeline(asked, close.timeline), _told_by(asked, item))
    return Answer(
        headline=short_title(item.summary.headline),
        url=best_link(item),
        notes=(*notes, asked.say("times-in", zone=str(asked.zone))),
        lines=(*_joined(asked, item.story, joined_from), *_quotes(asked, item)),
        sections=tuple(section for section in sections if section),
        buttons=_buttons(asked, close, length, is_followed=is_followed),
    )


def _joined(asked: Asked, of: Story, joined_from: str) -> tuple[Line, ...]:
    """Return a line that says so where the id asked for leads to another story."""
    if joined_from == of.id:
        return ()
    return (Line(text=asked.say("story-joined", old=joined_from, id=of.id)),)


def _quotes(asked: Asked, item: DigestItem) -> tuple[Line, ...]:
    lines = (
        Line(text=quotation(article, sentences), url=web_address(article.url), notes=(_publisher(article),))
        for article, sentences in paragraphs(item)
    )
    return tuple(lines) or (Line(text=asked.say("story-nothing-quoted")),)


def _since(asked: Asked, close: Closeup) -> Section | None:
    """Return what is new since the reader looked, None where nothing came."""
    if close.since is None:
        return None
    nothing = (Line(text=asked.say("story-nothing-new", articles=close.since.articles)),)
    return Section(
        heading=asked.say("story-since", when=asked.moment(close.since.at)),
        lines=_quotes(asked, close.since.item) if close.since.item else nothing,
    )


def _timeline(asked: Asked, line: Timeline) -> Section:
    """Return how the story went around, in the order of time."""

    def named(article: Article) -> dict[str, str]:
        return {"language": asked.texts.in_language(article.language), "publisher": _publisher(article)}

    first, latest = line.first, line.latest
    events = [_event(asked, first, asked.say("story-first", **named(first)))]
    for article in line.languages[:_LANGUAGES_SHOWN]:
        events.append(_event(asked, article, asked.say("story-first-in", **named(article))))
    events += [(first.dated_at + growth.after, _growth(asked, growth)) for growth in line.growth]
    if latest:
        events.append(_event(asked, latest, asked.say("story-latest", publisher=_publisher(latest))))
    events.sort(key=lambda event: event[0])
    return Section(heading=asked.say("story-timeline"), lines=tuple(told for _, told in events))


def _event(asked: Asked, article: Article, text: str) -> tuple[datetime, Line]:
    at = article.dated_at
    return at, Line(text=text, url=web_address(article.url), notes=(asked.moment(at),))


def _growth(asked: Asked, growth: Growth) -> Line:
    time = format_timedelta(growth.after, threshold=1, locale=asked.texts.locale)
    return Line(text=asked.say("story-growth", time=time, articles=growth.articles, publishers=growth.publishers))


def _told_by(asked: Asked, item: DigestItem) -> Section:
    """Return the publishers of each language."""
    languages = by_language(item.articles, asked.language)
    lines = [_tellers(asked, language, articles) for language, articles in languages[:_TOLD_IN_SHOWN]]
    if more := len(languages) - len(lines):
        lines.append(Line(text=asked.say("story-more-languages", count=more)))
    return Section(heading=asked.say("story-publishers"), lines=tuple(lines))


def _tellers(asked: Asked, language: str, articles: Sequence[Article]) -> Line:
    names: dict[str, str] = {}
    for article in articles:
        names.setdefault(article.publisher, _publisher(article))
    notes = list(names.values())[:_PUBLISHERS_SHOWN]
    if more := len(names) - len(notes):
        notes.append(asked.say("story-more-publishers", count=more))
    text = asked.say("story-told-in", language=_language(asked, language), count=len(names))
    return Line(text=text, notes=tuple(notes))


def _buttons(asked: Asked, close: Closeup, length: Length, *, is_followed: bool) -> tuple[Button, ...]:
    item, new = close.item, close.since.item if close.since else None
    quoted = len(item.summary.sentences) + (len(new.summary.sentences) if new else 0)
    buttons = [Button(label=asked.say("story-button-sources"), command="sources", arguments=item.story.id)]
    if is_followed or is_open(item.story, asked.now):
        buttons.append(follow_button(asked, item.story.id, is_followed=is_followed))
    if length is not Length.FULL and quoted >= SENTENCES[length]:
        options = {"id": item.story.id, "length": Length.FULL.value}
        if "language" in asked.options:
            options["language"] = asked.text("language")
        more = Button(label=asked.say("story-button-more"), command="story", arguments=arguments_of(options))
        buttons.append(more)
    return tuple(buttons)


def follow_button(asked: Asked, name: str, *, is_followed: bool) -> Button:
    """Return what to press to follow a story, or to follow it no more."""
    if is_followed:
        return Button(label=asked.say("story-button-unfollow"), command="unfollow", arguments=name)
    return Button(label=asked.say("story-button-follow"), command="follow", arguments=name)


# ---------------------------------------------------------------- sources, follow


def sources(asked: Asked, found: Coverage, readable: Sequence[str], *, joined_from: str) -> Answer:
    """Return the articles of a story by language and publisher."""
    sections, left = [], _SOURCES_IN_ALL
    for language, articles in by_language(found.articles, asked.language):
        chosen = _by_publisher(articles, min(left, _SOURCES_SHOWN))
        left -= len(chosen)
        lines = [_source(asked, article) for article in chosen]
        if more := len(articles) - len(chosen):
            lines.append(Line(text=asked.say("sources-more", articles=more)))
        sections.append(Section(heading=_language(asked, language), lines=tuple(lines)))
    title, article = title_of(found.articles, readable)
    return Answer(
        headline=short_title(title),
        url=web_address(article.url),
        notes=(
            asked.say("all-articles", count=len(found.articles)),
            asked.say("publishers", count=found.publishers),
            found.story.id,
            asked.say("times-in", zone=str(asked.zone)),
        ),
        lines=_joined(asked, found.story, joined_from),
        sections=tuple(sections),
    )


def _by_publisher(articles: Sequence[Article], most: int) -> list[Article]:
    """Return up to so many articles, those of one publisher together; where not all fit, of each at least its first."""
    count = Counter[str]()
    place: dict[str, int] = {}
    for article in articles:
        count[article.publisher] += 1
        place[article.id] = count[article.publisher]
    publishers = list(count)
    chosen = sorted(articles, key=lambda article: place[article.id])[:most]
    return sorted(chosen, key=lambda article: (publishers.index(article.publisher), place[article.id]))


def _source(asked: Asked, article: Article) -> Line:
    at = asked.moment(article.published_at) if article.published_at else asked.say("undated")
    title, _ = title_of([article], (article.language,))
    return Line(text=short_title(title), url=web_address(article.url), notes=(_publisher(article), at))


def followed(asked: Asked, found: Coverage, readable: Sequence[str], *, joined_from: str, was_followed: bool) -> Answer:
    """Return what is said to whoever now follows a story, or did so already."""
    title, article = title_of(found.articles, readable)
    promise = asked.say("follow-promise", hours=NOTE_EVERY // timedelta(hours=1))
    done = asked.say("follow-already") if was_followed else asked.say("follow-done")
    return Answer(
        headline=short_title(title),
        url=web_address(article.url),
        notes=(found.story.id,),
        lines=(*_joined(asked, found.story, joined_from), Line(text=done), Line(text=promise)),
        buttons=(follow_button(asked, found.story.id, is_followed=True),),
    )


# ---------------------------------------------------------------- words for both


def _publisher(article: Article) -> str:
    return short_title(article.source)


def _language(asked: Asked, language: str) -> str:
    """Return the name of a language as it begins a line."""
    name = asked.texts.language_name(language)
    return name[:1].upper() + name[1:]

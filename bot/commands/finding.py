"""`search` and `top`: stories found by what they are about, and the largest ones.

In: a query, or a topic and some days. Out: an `Answer` with a list of stories, each in the reader's language where it
is told in it.

    search(asked)   # "séisme Grèce": a story told only in German, too
    top(asked)      # what most publishers of this digest's feeds tell today
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.commands.answers import Answer, Line, Refusal, StoryItem
from bot.commands.asked import Asked
from bot.commands.naming import shown
from bot.formats.links import web_address
from bot.formats.quotes import language_note, quotation
from bot.formats.typography import short_title
from digests.closeups import Coverage, by_language, coverage_of, title_of
from digests.encoding import topic_nearness
from digests.languages import same_language
from digests.search_words import matching_sentence, query_words
from digests.searching import Hit
from digests.topics import is_about

SHOWN = 10  # stories
SEARCH_DAYS, TOP_DAYS = 30, 1
LOOKED_AT = 100  # of the largest stories, those among which a topic is looked for
QUOTE_CHARACTERS = 300  # a longer sentence is not quoted
LANGUAGES_SHOWN = 10


# ---------------------------------------------------------------- search


def search(asked: Asked) -> Answer:
    """Return the stories that fit a query, best first. Refusal for a query without a letter or digit."""
    if not query_words(asked.text("query")):
        raise Refusal("search-no-words")
    wish = asked.wished_language()
    if asked.room.searcher.is_ready:
        return _found(asked, wish)
    return _later(asked, asked.say("search-reading"), lambda: _found(asked, wish))


def _found(asked: Asked, wish: str) -> Answer:
    days, query = asked.number("days", SEARCH_DAYS), asked.text("query")
    feeds, store, since = asked.wish.feeds, asked.room.desk.store, asked.now - timedelta(days=days)
    hits = asked.room.searcher.search(query, feeds=feeds, since=since, now=asked.now, limit=SHOWN + 1)
    told = [(hit, covered) for hit in hits[:SHOWN] if (covered := coverage_of(hit.story_id, feeds, store))]
    if not told and days < SEARCH_DAYS:
        return _sentence(asked.say("search-nothing", query=shown(query), days=days, more=SEARCH_DAYS))
    if not told:
        return _sentence(asked.say("search-nothing-ever", query=shown(query), days=days))
    if len(hits) > SHOWN:
        headline = asked.say("search-best", query=shown(query), count=SHOWN)
    else:
        headline = asked.say("search-found", query=shown(query), count=len(told))
    items = tuple(story_item(asked, covered, wish, _quote(covered, hit, query, wish)) for hit, covered in told)
    return _listed(asked, headline, items)


def _quote(covered: Coverage, hit: Hit, query: str, wish: str) -> str:
    """Return the sentence that has the words looked for, of the article that fits best, where the reader reads it."""
    article = next((each for each in covered.articles if each.id == hit.article_id), None)
    if article is None or not hit.words or not same_language(wish, article.language):
        return ""
    sentence = matching_sentence(article, query_words(query))
    return quotation(article, [sentence]) if sentence and len(sentence.text) <= QUOTE_CHARACTERS else ""


# ---------------------------------------------------------------- top


def top(asked: Asked) -> Answer:
    """Return the stories that most publishers tell; with a topic only those about it, which takes a moment."""
    if asked.text("topic"):
        return _later(asked, asked.say("top-reading", topic=shown(asked.text("topic"))), lambda: _about(asked))
    days = asked.number("days", TOP_DAYS)
    found = _largest(asked, SHOWN)
    if not found:
        return _sentence(asked.say("top-nothing", days=days))
    return _listed(asked, asked.say("top-headline", days=days), _items(asked, found))


def _about(asked: Asked) -> Answer:
    topic, days, desk = asked.text("topic"), asked.number("days", TOP_DAYS), asked.room.desk
    largest = {covered.story.id: covered for covered in _largest(asked, LOOKED_AT)}
    members = {story_id: covered.articles for story_id, covered in largest.items()}
    nearness = topic_nearness([topic], members, desk.store, (desk.encoder, desk.sentence_encoder), desk.report)
    found = [covered for story_id, covered in largest.items() if is_about(nearness[story_id][topic])][:SHOWN]
    if not found:
        return _sentence(asked.say("top-nothing-about", days=days, topic=shown(topic)))
    return _listed(asked, asked.say("top-about", days=days, topic=shown(topic)), _items(asked, found))


def _largest(asked: Asked, limit: int) -> list[Coverage]:
    since = asked.now - timedelta(days=asked.number("days", TOP_DAYS))
    feeds, store = asked.wish.feeds, asked.room.desk.store
    sizes = asked.room.archive.largest(feeds, since, asked.now, limit)
    return [covered for size in sizes if (covered := coverage_of(size.story_id, feeds, store))]


# ---------------------------------------------------------------- what both say


def _items(asked: Asked, found: Sequence[Coverage]) -> tuple[StoryItem, ...]:
    return tuple(story_item(asked, covered, asked.language) for covered in found)


def story_item(asked: Asked, covered: Coverage, wish: str, quote: str = "") -> StoryItem:
    """Return a story as it stands in a list for a reader who wants it in the language `wish`."""
    headline, article = title_of(covered.articles, (wish, asked.subscription.language, *asked.subscription.also_read))
    languages = [language for language, _ in by_language(covered.articles, wish)]
    notes = [asked.say("publishers", count=covered.publishers), " ".join(languages[:LANGUAGES_SHOWN])]
    if note := language_note(article.language, wish, asked.texts):
        notes.append(note)
    notes.append(asked.moment(covered.articles[-1].dated_at))
    return StoryItem(
        id=covered.story.id,
        headline=short_title(headline),
        url=web_address(article.url),
        notes=tuple(notes),
        quote=quote,
    )


def _listed(asked: Asked, headline: str, items: tuple[StoryItem, ...]) -> Answer:
    return Answer(headline=headline, notes=(asked.say("times-in", zone=str(asked.zone)),), stories=items)


def _sentence(text: str) -> Answer:
    return Answer(lines=(Line(text=text),))


def _later(asked: Asked, first: str, work: Callable[[], Answer]) -> Answer:
    """Return an answer that says what is being done, and does it when that is shown."""

    async def done() -> Answer:
        return await asked.compute(work)

    return Answer(lines=(Line(text=first),), then=done)

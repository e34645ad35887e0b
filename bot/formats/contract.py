"""A digest as JSON for other programs: the stable contract.

A `Digest` comes in, one JSON document goes out. Keys are only ever added, never renamed, moved or removed: a program
written against today's digest must read next year's.

>>> print(as_json(Digest(language="en", since=None, until=datetime(2026, 11, 21, tzinfo=UTC), items=())), end="")
{
  "language": "en",
  "since": null,
  "until": "2026-11-21T00:00:00Z",
  "stories": []
}
"""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from digests.models import Article, Digest, DigestItem, Sentence, Summary, Told

# Characters that act rather than show: DEL and C1 controls, line separators, bidi controls, halves of a surrogate pair.
# JSON may say them as \uXXXX, which gives back the very same text: so nothing in a feed can steer the terminal that the
# document is printed on, and it can always be written as UTF-8. (C0 controls are escaped by JSON anyway.)
_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def as_json(digest: Digest) -> str:
    """The digest as indented JSON that ends with a newline.

    Times are ISO 8601 in UTC to the second, `null` where there is none; `score` has four decimals; a story's `language`
    is the one its headline and sentences are in; `start` and `end` count code points in the article's text.
    """
    document = {
        "language": digest.language,
        "since": digest.since and iso_utc(digest.since),
        "until": iso_utc(digest.until),
        "stories": [_story(item) for item in digest.items],
    }
    return json_line(document, indent=2)


def json_line(value: object, *, indent: int | None = None) -> str:
    """The value as JSON that no terminal obeys, ending with a newline."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def iso_utc(at: datetime) -> str:
    """A time as `2026-11-21T18:05:00Z`."""
    # Not strftime: on Linux it writes the year 1 as "1".
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _story(item: DigestItem) -> dict[str, object]:
    articles = {article.id: article for article in item.articles}
    return {
        "id": item.story.id,
        "headline": item.summary.headline,
        "language": item.summary.language,
        "score": round(item.ranking.score, 4),
        "languages": list(item.languages),
        "publishers": len(item.publishers),
        "sentences": [_sentence(sentence, articles[sentence.article_id]) for sentence in item.summary.sentences],
        "articles": [_article(article) for article in item.articles],
        "topic": item.topic,
        "single": item.is_single,
        "update": item.is_update,
        "ranking": {
            "publishers": item.ranking.publishers,
            "languages": item.ranking.languages,
            "age_hours": round(item.ranking.age / timedelta(hours=1), 2),
            "joined": item.ranking.joined,
            "topic": round(item.ranking.topic, 4),
        },
    }


def _sentence(sentence: Sentence, article: Article) -> dict[str, object]:
    return {
        "text": sentence.text,
        "article_id": sentence.article_id,
        "start": sentence.start,
        "end": sentence.end,
        "url": article.url,
        "source": article.source,
        "language": article.language,
    }


def as_summary_line(article: Article, summary: Summary) -> str:
    """The summary of one article as a JSON line `{"id", "summary", "headline", "language", "method", "sentences"}`.

    `summary` is the sentences in one string; `sentences` are as those of a digest.
    """
    row = {
        "id": article.id,
        "summary": " ".join(sentence.text for sentence in summary.sentences),
        "headline": summary.headline,
        "language": summary.language,
        "method": summary.method,
        "sentences": [_sentence(sentence, article) for sentence in summary.sentences],
    }
    return json_line(row)


def told_of(document: object) -> tuple[datetime, list[Told]]:
    """The end of a digest that `as_json` wrote, and what its readers had of each story.

    ValueError for what is no such digest; keys that were added since are passed over.
    """
    try:
        match document:
            case {"until": str(until), "stories": list(stories)}:
                at = datetime.fromisoformat(until).astimezone(UTC)
                return at, [_told(story, at) for story in stories]
    except (KeyError, TypeError, OverflowError) as error:
        raise ValueError("a story lacks what it should have") from error
    raise ValueError("no digest")


def _told(story: dict[str, Any], at: datetime) -> Told:
    articles, quotes = story["articles"], story["sentences"]
    return Told(
        story_id=str(story["id"]),
        at=at,
        article_ids=frozenset(str(article["id"]) for article in articles),
        publishers=frozenset(str(article["source"]) for article in articles),
        texts=(str(story["headline"]), *(str(quote["text"]) for quote in quotes)),
    )


def _article(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "language": article.language,
        "published": article.published_at and iso_utc(article.published_at),
    }

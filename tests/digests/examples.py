"""Articles made for tests: whatever does not matter has a default."""

from datetime import UTC, datetime

from digests.models import Article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def an_article(
    name: str = "a",
    *,
    at: datetime = NOON,
    title: str = "",
    text: str = "",
    language: str = "en",
    source: str = "Example News",
) -> Article:
    return Article(
        id=name,
        feed_url="https://news.example/rss",
        url=None,
        title=title,
        text=text,
        language=language,
        published_at=at,
        fetched_at=at,
        source=source,
        publisher=source.casefold(),
    )

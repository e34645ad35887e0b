"""What tests of single stories ask for."""

from bot.commands.answers import Answer
from bot.commands.calls import Person
from digests.models import Story
from digests.readers import Bookmark
from tests.bot.commands.newsdesk import NOW, RIA, Newsdesk, articles_of


def marks_of(desk: Newsdesk, person: Person = RIA) -> list[Bookmark]:
    return desk.database.readership.bookmarks("console", person.id)


def headings(answer: Answer) -> list[str]:
    return [section.heading for section in answer.sections]


def join(desk: Newsdesk, gone: str, into: str) -> None:
    """Keep two stories as one, as grouping does that finds them to be."""
    articles = sorted([*articles_of(into), *articles_of(gone)], key=lambda article: article.dated_at)
    story = Story(
        id=into,
        article_ids=tuple(article.id for article in articles),
        first_seen_at=articles[0].dated_at,
        last_seen_at=articles[-1].dated_at,
    )
    desk.database.store.save_grouping(
        [story],
        founders={into: articles[0].id},
        placements=[],
        aliases={gone: into},
        profiles={},
        profiled_as="test",
        since=NOW,
    )

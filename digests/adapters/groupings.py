"""Stories in the database: which articles they hold, where each article was placed when, and where old ids lead.

In: an open connection and what grouping made or asks. Out: rows written, or the values of `digests.models`. Each table
is written in order of its key: on PostgreSQL two groupings at once would else more often wait for each other for ever.

    found = story(connection, "k7qm")
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from digests.adapters.queries import batches, rows_in, upsert
from digests.adapters.rows import as_article, as_stories, select_articles, select_story_members, story_row
from digests.adapters.tables import ARTICLE, ARTICLE_PROFILE, PLACEMENT, STORY
from digests.models import Article, Story

# ---- what is read


def window(connection: Connection, fetched_since: datetime) -> list[Article]:
    """Return the articles fetched at or after that moment, and all that ever shared a story with one; in no order."""
    # Each half has an index of its own; joined by "or" PostgreSQL would use neither.
    fetched = select(ARTICLE.c.id).where(ARTICLE.c.fetched_at >= fetched_since)
    theirs = select(PLACEMENT.c.story_id).where(PLACEMENT.c.article_id.in_(fetched))
    told = select(PLACEMENT.c.article_id).where(PLACEMENT.c.story_id.in_(theirs))
    found = connection.execute(select_articles().where(ARTICLE.c.id.in_(fetched.union(told))))
    return [as_article(row) for row in found]


def placements_before(connection: Connection, moment: datetime, article_ids: Iterable[str]) -> dict[str, str]:
    """Return {article id: story id} as the last `placed_at` before the moment has it, for those that have one."""
    statement = select(PLACEMENT).where(PLACEMENT.c.placed_at < moment)
    statement = statement.order_by(PLACEMENT.c.article_id, PLACEMENT.c.placed_at)  # as the key is: nothing is sorted
    rows = rows_in(connection, statement, PLACEMENT.c.article_id, article_ids)
    return {row.article_id: row.story_id for row in rows}


def story(connection: Connection, story_id: str) -> Story | None:
    """Return the story of that id, or the one to which the id leads; None when there is none."""
    passed = set()
    following: str | None = story_id
    while following is not None and following not in passed:
        passed.add(following)
        for found in as_stories(connection.execute(select_story_members().where(STORY.c.id == following))):
            return found
        following = connection.scalar(select(STORY.c.merged_into).where(STORY.c.id == following))
    return None


def stories_of(connection: Connection, article_ids: Iterable[str]) -> dict[str, Story]:
    """Return {article id: its story} for those articles that have one."""
    statement = select(ARTICLE.c.id, ARTICLE.c.story_id).where(ARTICLE.c.story_id.is_not(None))
    owners = {row.id: row.story_id for row in rows_in(connection, statement, ARTICLE.c.id, article_ids)}
    members = rows_in(connection, select_story_members(), STORY.c.id, owners.values())
    stories = {story.id: story for story in as_stories(members)}
    return {article_id: stories[story_id] for article_id, story_id in owners.items()}


# ---- what is written


def save_aliases(connection: Connection, aliases: Mapping[str, str]) -> None:
    """Let known stories lead to others."""
    lead = update(STORY).where(STORY.c.id == bindparam("alias")).values(merged_into=bindparam("target"))
    if aliases:  # SQLAlchemy takes an empty list of values for one set of none
        connection.execute(lead, [{"alias": alias, "target": target} for alias, target in sorted(aliases.items())])


def save_stories(connection: Connection, stories: Collection[Story], founders: Mapping[str, str]) -> None:
    """Insert stories or update their times, and let each of their articles belong to them."""
    rows = [story_row(story, founders[story.id]) for story in sorted(stories, key=lambda story: story.id)]
    upsert(connection, STORY, rows, changing=("first_seen_at", "last_seen_at", "merged_into"))
    owners = {article_id: story.id for story in stories for article_id in story.article_ids}
    join_story = update(ARTICLE).where(
        ARTICLE.c.id == bindparam("member"), ARTICLE.c.story_id.is_distinct_from(bindparam("owner"))
    )
    if owners:
        members = [{"member": article_id, "owner": owner} for article_id, owner in sorted(owners.items())]
        connection.execute(join_story.values(story_id=bindparam("owner")), members)


def save_profiles(connection: Connection, profiled_as: str, profiles: Mapping[str, bytes]) -> None:
    """Insert or replace what articles were compared as."""
    rows = [
        {"article_id": article_id, "profiled_as": profiled_as, "profile": profile}
        for article_id, profile in sorted(profiles.items())
    ]
    upsert(connection, ARTICLE_PROFILE, rows)


def save_placements(connection: Connection, rows: Collection[Mapping[str, object]], since: datetime) -> None:
    """Insert rows of `placement`, and delete the others with `placed_at >= since` of the same articles."""
    for batch in batches(str(row["article_id"]) for row in rows):
        connection.execute(delete(PLACEMENT).where(PLACEMENT.c.article_id.in_(batch), PLACEMENT.c.placed_at >= since))
    upsert(connection, PLACEMENT, rows)

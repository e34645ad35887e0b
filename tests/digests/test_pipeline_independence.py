"""The stories do not depend on how the news came, in the database too, whose window of former articles is bounded."""

from collections.abc import Sequence

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digests.adapters.store import open_store
from digests.models import Article, Feed, Story
from digests.pipeline import group_articles
from digests.ports import Vector, Vectors
from tests.digests.archive import HOUR
from tests.digests.archive import Vectors as Known
from tests.digests.examples import NOON
from tests.digests.test_stories_independence import DIMENSION, Row, cut, fetched_in_time, rows, vectors_of


class KnownEncoder:
    """An encoder that is asked nothing: all vectors are in the database."""

    name = "known"
    usual: Vector = np.zeros(DIMENSION, np.float32)

    def encode(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError(texts)


def stored(batches: Sequence[Sequence[Article]], vectors: Known) -> dict[str, Story]:
    store = open_store("sqlite://")
    store.save_feeds([Feed(url="https://news.example/rss", title="Example News")])
    for batch in batches:
        store.save_articles(batch)
        store.save_vectors("known", {article.id: vectors[article.id] for article in batch})
        group_articles(store=store, encoder=KnownEncoder())
    stories = {story.id: story for story in store.stories_of(vectors).values()}
    assert all(store.story(story_id) for story_id in store.founders())
    store.close()
    return stories


def an_hour(at: int, *names: str) -> Row:
    return Row(hours=at, is_dated=True, days_late=0, cluster=0, wanders=0, language="en", names=names, text="")


# A story that is closed by the time that another, begun while it was open, has grown near to it.
@settings(max_examples=30)
@example(rows=[an_hour(276), an_hour(324, "Ambra", "Ambra"), an_hour(0), an_hour(180, "Ambra")], hours=36)
@given(rows=rows, hours=st.sampled_from([36, 96]))
def test_the_database_gives_the_same_stories_round_by_round_as_at_once(rows: list[Row], hours: int) -> None:
    articles, vectors = fetched_in_time(rows), vectors_of(rows)
    rounds = [int((article.fetched_at - NOON) / (hours * HOUR)) for article in articles]
    assert stored(cut(articles, rounds), vectors) == stored([articles], vectors)

"""Labelled news is read as the program reads it, once, and its ids and labels meet nothing but the measuring."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digests.errors import SourceError
from digests.ports import Vectors
from tests.benchmarks.labelled import Labelled, load, names_in
from tests.benchmarks.stories import scores

ARTICLES: list[dict[str, object]] = [
    {"id": "z1", "title": "Fähre läuft auf Sandbank", "text": "Alle sind wohlauf.", "language": "de", "story": "ferry"},
    {"id": "a2", "title": "Ferry strands on a sandbank", "text": "All are safe.", "language": "en", "story": "ferry"},
    {"id": "a3", "title": "Museum burns", "text": "", "language": "en", "story": "museum", "published": "2026-03-01"},
]
PAIRS: list[dict[str, object]] = [
    {"a": "z1", "b": "a2", "same_story": True, "language_a": "de", "language_b": "en"},
    {"a": "a2", "b": "a3", "same_story": False, "language_a": "en", "language_b": "en"},
    {"a": "z1", "b": "a3", "same_story": None, "language_a": "de", "language_b": "en"},
]


class Counting:
    """An encoder that gives every text the same vector and keeps the texts."""

    name = "counting"
    usual = np.zeros(2, np.float32)

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return np.tile(np.array([0.6, 0.8], np.float32), (len(texts), 1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("labelled")
    write(folder / "ecbplus" / "articles.jsonl", ARTICLES)
    write(folder / "semeval2022-task8" / "slug_articles.jsonl", ARTICLES)
    write(folder / "semeval2022-task8" / "slug_pairs.jsonl", PAIRS)
    return folder


@pytest.fixture(scope="module")
def data(folder: Path) -> Labelled:
    return load(folder, "ecbplus", Counting(), cache=folder / "cache")


def write(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def by_title(data: Labelled) -> dict[str, str]:
    return {article.title: article.id for article in data.articles}


def test_the_sets_that_are_there_are_named_and_the_sample_feeds_always(folder: Path) -> None:
    assert names_in(folder) == ["ecbplus", "semeval2022-task8-slugs", "seeds"]
    assert names_in(None) == ["seeds"]


def test_articles_vectors_and_labels_go_by_ids_that_say_nothing(data: Labelled) -> None:
    ids = by_title(data)
    assert set(ids) == {"Fähre läuft auf Sandbank", "Ferry strands on a sandbank", "Museum burns"}
    assert set(ids.values()) == set(data.vectors)
    assert not set(data.stories) & {"z1", "a2", "a3"}
    assert data.stories[ids["Museum burns"]] == "museum"
    assert data.languages[ids["Fähre läuft auf Sandbank"]] == "de"
    assert data.articles[0].title == "Museum burns"  # the only one with a date; the others count as read last


def test_gold_stories_do_not_reach_the_articles(data: Labelled, tmp_path: Path) -> None:
    write(tmp_path / "ecbplus" / "articles.jsonl", [{**row, "story": "same"} for row in ARTICLES])
    other = load(tmp_path, "ecbplus", Counting(), cache=tmp_path)
    assert set(other.stories.values()) == {"same"}
    assert [replace(article, feed_url="") for article in other.articles] == [
        replace(article, feed_url="") for article in data.articles
    ]


def test_judged_pairs_are_read_where_there_are_no_gold_stories(folder: Path) -> None:
    data = load(folder, "semeval2022-task8-slugs", Counting(), cache=folder / "cache")
    ids = by_title(data)
    ferry, german = ids["Ferry strands on a sandbank"], ids["Fähre läuft auf Sandbank"]
    assert [(pair.a, pair.b, pair.is_same, pair.is_across) for pair in data.pairs] == [
        (german, ferry, True, True),
        (ferry, ids["Museum burns"], False, False),
    ]
    assert not data.stories


def test_a_second_time_nothing_is_read_or_encoded(data: Labelled, folder: Path) -> None:
    encoder = Counting()
    again = load(folder, "ecbplus", encoder, cache=folder / "cache")
    assert encoder.texts == []
    assert again.articles == data.articles
    assert {i: list(vector) for i, vector in again.vectors.items()} == {i: list(v) for i, v in data.vectors.items()}


def test_what_is_encoded_otherwise_is_encoded_anew(data: Labelled, folder: Path) -> None:
    encoder = Counting()
    load(folder, "ecbplus", encoder, cache=folder / "cache", text=lambda article: article.title)
    assert set(encoder.texts) == {article.title for article in data.articles}


@pytest.mark.parametrize("bad", ['{"id": "a4", "title": " ", "text": ""}', "no row"])
def test_a_set_that_cannot_be_read_whole_is_refused_every_time(bad: str, tmp_path: Path) -> None:
    write(tmp_path / "ecbplus" / "articles.jsonl", ARTICLES)
    with (tmp_path / "ecbplus" / "articles.jsonl").open("a", encoding="utf-8") as file:
        file.write(bad)
    for _ in range(2):  # what was refused is not found in the cache either
        with pytest.raises(SourceError, match="line 4"):
            load(tmp_path, "ecbplus", Counting(), cache=tmp_path)


def test_an_article_without_a_label_counts_as_a_story_of_its_own(data: Labelled) -> None:
    ids = by_title(data)
    rates, pairs = scores(data, {ids["Ferry strands on a sandbank"]: "1", ids["Museum burns"]: "2"})
    assert rates
    assert (rates.precision, rates.recall) == (1, (1 / 2 + 1 / 2 + 1) / 3)
    assert pairs.across.recall == 0

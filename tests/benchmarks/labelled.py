"""News of which people have said what is one story: read as the program reads it, with the vectors of one encoder.

In: a folder of labelled data sets, the name of one, an encoder. Out: its articles, their vectors and the gold labels.

    seeds = load(None, "seeds", encoder, cache=Path("digestbot-benchmarks"))

A data set is a folder of that name. In its `articles.jsonl` each row is an article as `digestbot group` takes it, with
its gold `story` and `language`; or a `pairs.jsonl` beside it has rows of `a`, `b`, `same_story`, `language_a` and
`language_b`. Articles and vectors are kept in a database of our own store for each data set, since encoding takes
minutes. Delete the cache after a change of how articles are read; a change of what is encoded is noticed.

Gold stories and ids meet nothing but the measuring: some data sets number their articles story by story, so each gets
an id that says nothing before it is encoded or grouped. A row's language is heard as a feed's is: as a hint.
"""

import asyncio
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digests.adapters.files import FileFetcher, addresses
from digests.adapters.store import SqlStore, open_store
from digests.adapters.workers import ProcessWorkers
from digests.models import Article, Feed
from digests.ports import Encoder, Vector
from digests.reading import prepare_feeds, read
from digests.stories import article_order, encoded_text
from tests.benchmarks.metrics import JudgedPair
from tests.conftest import ROOT

SEEDS = "seeds"
# Name → the folder and the start of the file names in it: one of them holds two sets.
FILES = {
    "ecbplus": ("ecbplus", ""),
    "og2021": ("og2021", ""),
    "uci-news-aggregator": ("uci-news-aggregator", ""),
    "semeval2022-task8": ("semeval2022-task8", ""),
    "semeval2022-task8-slugs": ("semeval2022-task8", "slug_"),
}
NOW = datetime(2026, 11, 19, tzinfo=UTC)  # when all is read; an article without a date counts as published then
ENCODED_AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One data set."""

    name: str
    articles: tuple[Article, ...]  # oldest first
    vectors: Mapping[str, Vector]  # by article id
    stories: Mapping[str, str]  # article id → gold story; empty for a set of judged pairs
    languages: Mapping[str, str]  # article id → language as the label says; empty for a set of judged pairs
    pairs: tuple[JudgedPair, ...]  # empty for a set of gold stories


def names_in(folder: Path | None) -> list[str]:
    """Return the names of the data sets that can be loaded: those in the folder, and the sample feeds always."""
    found = [name for name in FILES if folder and _file(folder, name, "articles.jsonl").is_file()]
    return [*found, SEEDS]


def load(
    folder: Path | None, name: str, encoder: Encoder, *, cache: Path, text: Callable[[Article], str] = encoded_text
) -> Labelled:
    """Return the data set, its vectors those of `text`; what the cache has is neither read nor encoded again.

    `seeds` is the sample feeds and needs no folder. Raises SourceError when not every article can be read.
    """
    source = ROOT / "seeds" / "feeds" if folder is None or name == SEEDS else _file(folder, name, "articles.jsonl")
    cache.mkdir(parents=True, exist_ok=True)
    store = open_store(f"sqlite:///{cache / f'{name}-{_digest(source)}.db'}")
    try:
        # Nothing is ever grouped in this store, so that all its articles are without a story.
        articles = store.ungrouped_articles() or _read(source, store, name)
        vectors = _vectors({article.id: text(article) for article in articles}, encoder, store, name)
    finally:
        store.close()
    stories, languages, pairs = _gold(folder, name)
    return Labelled(
        name=name,
        articles=tuple(article_order(articles)),
        vectors=vectors,
        stories=stories,
        languages=languages,
        pairs=pairs,
    )


def _file(folder: Path, name: str, file: str) -> Path:
    place, start = FILES[name]
    return folder / place / f"{start}{file}"


def _digest(source: Path) -> str:
    """Return what tells one version of the data from another."""
    files = sorted(path for path in source.rglob("*") if path.is_file()) if source.is_dir() else [source]
    found = hashlib.sha256()
    for path in files:
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def _neutral(article_id: str) -> str:
    return hashlib.sha256(article_id.encode()).hexdigest()[:16]


# ---------------------------------------------------------------- articles and vectors


def _read(source: Path, store: SqlStore, name: str) -> list[Article]:
    """Read the articles, keep them under ids that say nothing, and return them so; half a data set is none."""
    places = [(address.url, address.reaches_out) for address in addresses(str(source))]
    _tell(f"{name}: reading")
    raw = open_store("sqlite://")
    with ProcessWorkers(prepare=prepare_feeds) as workers:
        reading = asyncio.run(read(places, fetcher=FileFetcher(), workers=workers, store=raw, now=NOW))
    if reading.problems:
        raise reading.problems[0]
    articles = [replace(article, id=_neutral(article.id)) for article in raw.articles(reading.article_ids).values()]
    raw.close()
    store.save_feeds(Feed(url=url, title=url) for url in reading.feeds)
    store.save_articles(articles)
    return articles


def _vectors(texts: Mapping[str, str], encoder: Encoder, store: SqlStore, name: str) -> dict[str, Vector]:
    """Return the vectors of the texts by article id; those that the store does not have are made and kept.

    They are kept under the texts that they are of, not only the encoder: what is encoded may change.
    """
    fingerprint = hashlib.sha256(json.dumps(sorted(texts.items())).encode()).hexdigest()[:12]
    kept_as = f"{encoder.name} {fingerprint}"
    vectors = store.vectors(kept_as, texts)
    missing = [article_id for article_id in texts if article_id not in vectors]
    for at in range(0, len(missing), ENCODED_AT_ONCE):
        batch = missing[at : at + ENCODED_AT_ONCE]
        rows = encoder.encode([texts[article_id] for article_id in batch])
        made = dict(zip(batch, rows, strict=True))
        store.save_vectors(kept_as, made)
        vectors |= made
        _tell(f"{name}: encoded {at + len(batch)} of {len(missing)}")
    return vectors


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


# ---------------------------------------------------------------- labels


def _gold(folder: Path | None, name: str) -> tuple[dict[str, str], dict[str, str], tuple[JudgedPair, ...]]:
    """Return the gold stories and languages by article id, and the judged pairs."""
    if folder is None or name == SEEDS:
        rows = json.loads((ROOT / "seeds" / "expected.json").read_text(encoding="utf-8"))["articles"]
        return *_story_gold(rows, "event"), ()
    pairs = _file(folder, name, "pairs.jsonl")
    if pairs.is_file():
        return {}, {}, tuple(_judged(row) for row in _rows(pairs) if row["same_story"] is not None)
    return *_story_gold(_rows(_file(folder, name, "articles.jsonl")), "story"), ()


def _story_gold(rows: Iterable[Mapping[str, Any]], field: str) -> tuple[dict[str, str], dict[str, str]]:
    rows = list(rows)
    stories = {_neutral(str(row["id"])): str(row[field]) for row in rows}
    return stories, {_neutral(str(row["id"])): str(row["language"]) for row in rows}


def _judged(row: Mapping[str, Any]) -> JudgedPair:
    return JudgedPair(
        a=_neutral(str(row["a"])),
        b=_neutral(str(row["b"])),
        is_same=bool(row["same_story"]),
        is_across=row["language_a"] != row["language_b"],
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)

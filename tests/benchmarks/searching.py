"""How well stories are found that are told only in other languages than the one somebody searches in.

Run: .venv/bin/python -m tests.benchmarks.searching [FOLDER] [--cache DIR]

In: the sample feeds, and as what they must be told from the labelled news of FOLDER (`labelled` says what lies there).
Out: for each encoder how often the story asked for is the first that is found, or among the first five: by two or three
words as people type them, and by the headline of one of its articles. Each query is asked once of all feeds, and once
of those alone that are in other languages. Then how many of the queries that mean nothing find something. Queries and
labels are ours; each data set is moved to the same days, so that none is newer.

The numbers flatter: the weights and bars of `digests.searching` were chosen on these queries, what is usual for an
encoder was measured on these feeds, and the other news is of other subjects. Asked of all feeds, a headline finds its
own article.
"""

import argparse
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from digests.adapters.store import Database, open_all
from digests.choosing import Desk
from digests.models import Article, Feed, Story
from digests.ports import Encoder
from digests.searching import Searcher
from tests.benchmarks.labelled import NOW, SEEDS, Labelled, load, names_in
from tests.benchmarks.stories import encoder_named

LANGUAGES = ("en", "fr", "de", "it", "es")
CASES = {  # event of seeds/expected.json → how people ask for it, in the order of LANGUAGES
    "ai-copyright-eu": (
        "AI copyright ruling",
        "IA droits des éditeurs",
        "KI Urteil Presse",
        "sentenza intelligenza artificiale giornali",
        "inteligencia artificial prensa",
    ),
    "allotment-ruling-calderby": (
        "allotments court",
        "jardins ouvriers tribunal",
        "Schrebergärten Urteil",
        "orti urbani sentenza",
        "huertos urbanos sentencia",
    ),
    "aurora-launch": (
        "weather satellite launch",
        "satellite météo",
        "Wettersatellit Start",
        "satellite meteorologico",
        "satélite meteorológico",
    ),
    "azafran-consuegra": (
        "saffron harvest",
        "récolte de safran",
        "Safranernte",
        "raccolto zafferano",
        "cosecha azafrán",
    ),
    "biber-bahnstrecke": (
        "beaver railway flooded",
        "castors voie ferrée",
        "Biber Bahnstrecke",
        "castori ferrovia",
        "castores vía tren",
    ),
    "ecb-rates": ("ECB interest rates", "taux BCE", "EZB Zinsen", "tassi Bce", "tipos BCE"),
    "greve-theatre-montpellier": (
        "theatre strike",
        "grève théâtre",
        "Theater Streik",
        "sciopero teatro",
        "huelga teatro",
    ),
    "halcyon-launch": (
        "rocket launch aborted",
        "lancement fusée annulé",
        "Raketenstart abgebrochen",
        "lancio razzo interrotto",
        "lanzamiento cohete cancelado",
    ),
    "iceland-banknotes": (
        "new banknotes Iceland",
        "nouveaux billets Islande",
        "neue Banknoten Island",
        "nuove banconote Islanda",
        "billetes nuevos Islandia",
    ),
    "malaria-vaccine": ("malaria vaccine", "vaccin paludisme", "Malaria Impfung", "vaccino malaria", "vacuna malaria"),
    "museum-theft-ghent": ("museum theft", "vol musée", "Museum Diebstahl", "furto museo", "robo museo"),
    "olio-toscana-raccolta": (
        "olive oil harvest",
        "récolte huile d’olive",
        "Olivenernte",
        "raccolta olive",
        "cosecha aceite oliva",
    ),
    "port-merger": ("port merger", "fusion ports", "Hafen Fusion", "fusione porti", "fusión puertos"),
    "quake-peloponnese": (
        "earthquake Greece",
        "séisme Grèce",
        "Erdbeben Griechenland",
        "terremoto Grecia",
        "terremoto Grecia",
    ),
    "rail-strike-italy": (
        "Italy train strike",
        "grève trains Italie",
        "Bahnstreik Italien",
        "sciopero treni",
        "huelga trenes Italia",
    ),
    "snb-rates": (
        "Swiss franc rate cut",
        "franc suisse taux",
        "Schweizer Leitzins",
        "franco svizzero tassi",
        "franco suizo tipos",
    ),
    "stadio-piacenza": (
        "stadium renovation",
        "rénovation stade",
        "Stadion Umbau",
        "ristrutturazione stadio",
        "reforma estadio",
    ),
    "storm-biscay": (
        "storm power cuts",
        "tempête coupures électricité",
        "Sturm Stromausfall",
        "tempesta blackout",
        "temporal apagones",
    ),
}
NONSENSE = """
blorf zantiquo, asdfgh qwertz, xk7 zzp, mmmmmm, wubba lubba, fnord grumbatsch, plim plam plum, grztk, hihihi, xylo qwop,
trallafitti huppdika, oin oin, zzzz, vlrp knix, shoobeedoo
"""
SPAN = timedelta(days=14)  # over which the articles of a data set are spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What somebody types, and what they want."""

    text: str
    language: str
    story: str


def typed() -> Iterator[Query]:
    """Yield the queries of a few words."""
    for story, texts in CASES.items():
        for language, text in zip(LANGUAGES, texts, strict=True):
            yield Query(text=text, language=language, story=story)


def headlines(seeds: Labelled) -> Iterator[Query]:
    """Yield the headline of the first article of each story in each language."""
    seen = set()
    for article in seeds.articles:
        query = Query(text=article.title, language=seeds.languages[article.id], story=seeds.stories[article.id])
        if (query.story, query.language) not in seen:
            seen.add((query.story, query.language))
            yield query


# ---------------------------------------------------------------- the archive


def feed_of(language: str) -> str:
    """Return the feed that all articles of a language are of."""
    return f"https://{language}.example/feed"


def keep(database: Database, data: Labelled, encoder: Encoder) -> None:
    """Keep a data set as grouping would have left it; articles of unknown stories are stories of their own."""
    languages = {article.id: data.languages.get(article.id, article.language)[:2] for article in data.articles}
    articles = [
        replace(
            article,
            feed_url=feed_of(languages[article.id]),
            published_at=NOW - SPAN * number / len(data.articles),
            fetched_at=NOW,
        )
        for number, article in enumerate(data.articles, 1)
    ]
    members: dict[str, list[Article]] = {}
    for article in articles:
        members.setdefault(data.stories.get(article.id, article.id), []).append(article)
    database.store.save_feeds(Feed(url=feed_of(each), title=each) for each in set(languages.values()))
    database.store.save_articles(articles)
    database.store.save_vectors(encoder.name, data.vectors)
    database.store.save_grouping(
        [
            Story(
                id=name,
                article_ids=tuple(article.id for article in own),
                first_seen_at=min(article.dated_at for article in own),
                last_seen_at=max(article.dated_at for article in own),
            )
            for name, own in members.items()
        ],
        founders={name: own[0].id for name, own in members.items()},
        placements=[],
        aliases={},
        profiles={},
        profiled_as="benchmark",
        since=NOW,
    )


def rank(searcher: Searcher, query: Query, feeds: Sequence[str]) -> int:
    """Return the place of the story, from 1 on; 6 where it is not among the first five."""
    hits = searcher.search(query.text, feeds=feeds, since=NOW - SPAN - timedelta(days=1), now=NOW, limit=5)
    return next((place for place, hit in enumerate(hits, 1) if hit.story_id == query.story), 6)


def row(name: str, searcher: Searcher, queries: Sequence[Query], languages: set[str], told: dict[str, set[str]]) -> str:
    """Return the row of the table for one kind of query."""
    everywhere = [rank(searcher, query, [feed_of(each) for each in languages]) for query in queries]
    across = [query for query in queries if told[query.story] - {query.language}]
    elsewhere = [rank(searcher, query, [feed_of(each) for each in languages - {query.language}]) for query in across]
    cells = [f"{share(places, first):.2f}" for places in (everywhere, elsewhere) for first in (1, 5)]
    return f"| {name} | {len(queries)} | {' | '.join(cells[:2])} | {len(across)} | {' | '.join(cells[2:])} |"


def share(places: Sequence[int], first: int) -> float:
    """Return which share of the places is among the first."""
    return statistics.mean(place <= first for place in places)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "digestbot-benchmarks")
    asked = parser.parse_args()
    print("| encoder, query | queries | first | of five | across languages | first | of five |")
    print("| --- " * 7 + "|")
    for name in ("e5", "use"):
        encoder = encoder_named(name)
        database = open_all("sqlite://")
        sets = {each: load(asked.folder, each, encoder, cache=asked.cache) for each in names_in(asked.folder)}
        for data in sets.values():
            keep(database, data, encoder)
        desk = Desk(store=database.store, encoder=encoder, sentence_encoder=encoder)
        searcher = Searcher(desk=desk, archive=database.archive)
        languages = {
            data.languages.get(article.id, article.language)[:2] for data in sets.values() for article in data.articles
        }
        told: dict[str, set[str]] = {}
        for article_id, story in sets[SEEDS].stories.items():
            told.setdefault(story, set()).add(sets[SEEDS].languages[article_id])
        print(row(f"{name}, a few words", searcher, list(typed()), languages, told), flush=True)
        print(row(f"{name}, a headline", searcher, list(headlines(sets[SEEDS])), languages, told), flush=True)
        feeds = [feed_of(each) for each in languages]
        nothing = [" ".join(each.split()) for each in NONSENSE.split(",")]
        since = NOW - SPAN - timedelta(days=1)
        found = sum(bool(searcher.search(each, feeds=feeds, since=since, now=NOW)) for each in nothing)
        print(f"{name}: {found} of {len(nothing)} queries that mean nothing find something", flush=True)
        database.store.close()


if __name__ == "__main__":
    main()

"""How well topics are found by meaning: each worded in five languages, over the stories of the sample feeds.

Run: .venv/bin/python -m tests.benchmarks.topics [--cache DIR]

For each encoder, and for the mean of both as digests take it, one row for each language a topic is worded in: how many
of the gold stories that are found are about it (P), how many of those about it are found (R), both together (F1), and
the same for single articles in another language than the topic. Some topics have no story: what is found for them is
wrong. Topics and labels are ours.
"""

import argparse
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digests.models import Article
from digests.ports import Encoder
from digests.topics import OTHER_TEXTS, Topics, centred, is_about, story_vector, topic_text
from tests.benchmarks.labelled import SEEDS, Labelled, load
from tests.benchmarks.stories import encoder_named

Found = Counter[tuple[bool, bool]]  # (is about the topic, is found) → how many

LANGUAGES = ("en", "fr", "de", "it", "es")


@dataclass(frozen=True, slots=True)
class Case:
    """One topic, and which events of seeds/expected.json are about it."""

    words: tuple[str, ...]  # in the order of LANGUAGES
    about: tuple[str, ...] = ()
    may: tuple[str, ...] = ()  # about which people differ: not counted


CASES = (
    Case(
        ("earthquakes", "séismes", "Erdbeben", "terremoti", "terremotos"),
        about=("quake-peloponnese",),
        may=("seismograph-exhibit",),
    ),
    Case(
        ("football", "football", "Fußball", "calcio", "fútbol"),
        about=("cup-varenne-ondarreta", "league-varenne-saintmarc"),
        may=("stadio-piacenza",),
    ),
    Case(
        ("interest rates", "taux d’intérêt", "Leitzinsen", "tassi d’interesse", "tipos de interés"),
        about=("ecb-rates", "snb-rates"),
    ),
    Case(
        ("spaceflight", "vols spatiaux", "Raumfahrt", "voli spaziali", "vuelos espaciales"),
        about=("aurora-launch", "halcyon-launch"),
    ),
    Case(
        (
            "artificial intelligence",
            "intelligence artificielle",
            "künstliche Intelligenz",
            "intelligenza artificiale",
            "inteligencia artificial",
        ),
        about=("ai-copyright-eu",),
    ),
    Case(
        ("vaccines", "vaccins", "Impfstoffe", "vaccini", "vacunas"),
        about=("malaria-vaccine",),
    ),
    Case(
        ("strikes", "grèves", "Streiks", "scioperi", "huelgas"),
        about=("greve-theatre-montpellier", "rail-strike-italy"),
    ),
    Case(
        ("storms", "tempêtes", "Stürme", "tempeste", "tormentas"),
        about=("storm-biscay",),
    ),
    Case(
        ("art theft", "vol d’œuvres d’art", "Kunstraub", "furto d’arte", "robo de arte"),
        about=("museum-theft-ghent",),
    ),
    Case(
        (
            "company mergers",
            "fusions d’entreprises",
            "Unternehmensfusionen",
            "fusioni aziendali",
            "fusiones de empresas",
        ),
        about=("port-merger",),
    ),
    Case(
        ("copyright", "droit d’auteur", "Urheberrecht", "diritto d’autore", "derechos de autor"),
        about=("ai-copyright-eu",),
    ),
    Case(
        (
            "natural disasters",
            "catastrophes naturelles",
            "Naturkatastrophen",
            "catastrofi naturali",
            "catástrofes naturales",
        ),
        about=("quake-peloponnese", "storm-biscay"),
        may=("biber-bahnstrecke",),
    ),
    Case(
        ("crime", "criminalité", "Kriminalität", "criminalità", "delincuencia"),
        about=("museum-theft-ghent",),
    ),
    Case(
        ("health", "santé", "Gesundheit", "salute", "salud"),
        about=("malaria-vaccine",),
    ),
    Case(
        ("railways", "chemins de fer", "Eisenbahn", "ferrovie", "ferrocarriles"),
        about=("biber-bahnstrecke", "rail-strike-italy"),
    ),
    Case(
        ("agriculture", "agriculture", "Landwirtschaft", "agricoltura", "agricultura"),
        about=("azafran-consuegra", "olio-toscana-raccolta"),
        may=("allotment-ruling-calderby",),
    ),
    Case(
        ("museums", "musées", "Museen", "musei", "museos"),
        about=("museum-theft-ghent", "seismograph-exhibit"),
    ),
    Case(
        ("economy", "économie", "Wirtschaft", "economia", "economía"),
        about=("ecb-rates", "port-merger", "snb-rates"),
        may=("azafran-consuegra", "iceland-banknotes", "olio-toscana-raccolta", "rail-strike-italy"),
    ),
    Case(
        ("sport", "sport", "Sport", "sport", "deporte"),
        about=("cup-varenne-ondarreta", "league-varenne-saintmarc"),
        may=("stadio-piacenza",),
    ),
    Case(
        ("wild animals", "animaux sauvages", "Wildtiere", "animali selvatici", "animales salvajes"),
        about=("biber-bahnstrecke", "biber-freising"),
        may=("iceland-banknotes",),
    ),
    Case(
        ("court rulings", "décisions de justice", "Gerichtsurteile", "sentenze dei tribunali", "sentencias judiciales"),
        about=("ai-copyright-eu", "allotment-ruling-calderby"),
    ),
    Case(
        ("theatre", "théâtre", "Theater", "teatro", "teatro"),
        about=("greve-theatre-montpellier",),
    ),
    Case(
        (
            "ports and shipping",
            "ports et transport maritime",
            "Häfen und Schifffahrt",
            "porti e trasporto marittimo",
            "puertos y transporte marítimo",
        ),
        about=("port-merger",),
        may=("storm-biscay",),
    ),
    Case(
        ("tennis", "tennis", "Tennis", "tennis", "tenis"),
    ),
    Case(
        ("elections", "élections", "Wahlen", "elezioni", "elecciones"),
    ),
    Case(
        ("cinema", "cinéma", "Kino", "cinema", "cine"),
    ),
    Case(
        ("immigration", "immigration", "Einwanderung", "immigrazione", "inmigración"),
    ),
    Case(
        ("cryptocurrency", "cryptomonnaies", "Kryptowährungen", "criptovalute", "criptomonedas"),
    ),
    Case(
        ("war", "guerre", "Krieg", "guerra", "guerra"),
    ),
    Case(
        ("climate change", "changement climatique", "Klimawandel", "cambiamento climatico", "cambio climático"),
        may=("azafran-consuegra", "olio-toscana-raccolta", "storm-biscay"),
    ),
)


def rates(found: Found) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    right, wrong, missed = found[True, True], found[False, True], found[True, False]
    return right / ((right + wrong) or 1), right / ((right + missed) or 1), 2 * right / (2 * right + wrong + missed)


@dataclass(frozen=True, slots=True)
class Near:
    """How near stories and single articles are to all topics: rows are topics, in every language, columns are units."""

    stories: NDArray[np.float64]
    articles: NDArray[np.float64]


def nearness(encoder: Encoder, data: Labelled) -> Near:
    """Return what one encoder says; the topics case by case, each in the order of LANGUAGES."""
    topics = Topics(encoder.encode(OTHER_TEXTS))
    own = centred(data.articles, data.vectors, encoder.usual)
    whole = [story_vector(articles, own) for articles in told(data).values()]
    asked = encoder.encode([topic_text(word) for case in CASES for word in case.words])
    stories, articles = np.array(whole), np.array([own[article.id] for article in data.articles])
    return Near(
        stories=np.array([topics.nearness(topic, stories) for topic in asked]),
        articles=np.array([topics.nearness(topic, articles) for topic in asked]),
    )


def told(data: Labelled) -> dict[str, list[Article]]:
    """Return {event: its articles}."""
    stories: dict[str, list[Article]] = {}
    for article in data.articles:
        stories.setdefault(data.stories[article.id], []).append(article)
    return stories


def rows(name: str, near: Near, data: Labelled) -> list[str]:
    """Return the rows of the table for one way to be near, the last for all languages together."""
    table, all_by_story, all_by_article = [], Found(), Found()
    for at, language in enumerate(LANGUAGES):
        by_story, by_article = Found(), Found()
        for number, case in enumerate(CASES):
            row = number * len(LANGUAGES) + at
            for event, value in zip(told(data), near.stories[row], strict=True):
                by_story[event in case.about, is_about(value)] += event not in case.may
            for article, value in zip(data.articles, near.articles[row], strict=True):
                event, is_across = data.stories[article.id], data.languages[article.id] != language
                by_article[event in case.about, is_about(value)] += is_across and event not in case.may
        all_by_story += by_story
        all_by_article += by_article
        table.append(_row(name, language, by_story, by_article))
    return [*table, _row(name, "all", all_by_story, all_by_article)]


def _row(name: str, language: str, *found: Found) -> str:
    cells = [f"{value:.2f}" for one in found for value in rates(one)]
    return f"| {' | '.join([name, language, *cells])} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "digestbot-benchmarks")
    cache = parser.parse_args().cache
    print("| encoder | topic in | stories P | R | F1 | articles in other languages P | R | F1 |")
    print("| --- " * 8 + "|")
    found: dict[str, Near] = {}
    for name in ("e5", "use"):
        encoder = encoder_named(name)
        data = load(None, SEEDS, encoder, cache=cache)
        found[name] = nearness(encoder, data)
    one, other = found.values()
    found["both"] = Near(stories=(one.stories + other.stories) / 2, articles=(one.articles + other.articles) / 2)
    for name, near in found.items():
        print("\n".join(rows(name, near, data)), flush=True)


if __name__ == "__main__":
    main()

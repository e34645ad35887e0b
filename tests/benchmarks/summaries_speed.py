"""What a digest costs, and one summary as its story gets longer, beside sumy's LexRank.

Run: .venv/bin/python -m tests.benchmarks.summaries_speed

In: nothing but a seed. Out: two tables. The first is of whole digests, through `compose` and a database in a file in
which the articles, their vectors and their stories are: invented news in five languages, and in one, where five times
as many sentences can be quoted. The second is of single stories in one language; LexRank is sumy's own on the same
sentences. Times are by the clock unless a column says otherwise; the encoder has its weights before the clock starts.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.utils import get_stop_words

from digests.adapters.encoders import UniversalSentenceEncoder
from digests.adapters.store import SqlStore, open_store
from digests.choosing import Desk
from digests.composing import compose
from digests.editions import Window
from digests.models import SENTENCES, Article, Digest, Feed, Length, Story, Subscription
from digests.ports import Encoder, Store, Vector
from digests.sentences import SentenceTokenizer, split_sentences
from digests.stories import encoded_text
from digests.telling import Telling, tell
from tests.benchmarks.summaries import head

SEED = 20261119
STORIES, ARTICLES_EACH, PUBLISHERS = 250, 8, 60
SENTENCES_EACH, PARAGRAPH = 27, 3  # of an article, the median of news; of a paragraph
RUNS = 20
LENGTHS, SENTENCES_OF_ONE = (100, 200, 400, 800), 25  # sentences of a single story, and of each of its articles
LEXRANK_UP_TO = 400  # its time grows with the square
COUNT = 4  # sentences of a single story's summary
UNTIL = datetime(2026, 11, 19, tzinfo=UTC)
SPAN = timedelta(hours=24)

P = ParamSpec("P")
T = TypeVar("T")


# ---------------------------------------------------------------- invented news

SYLLABLES = "ba ko ri sen tal mo vi lu der ham os pel ni gra tu zen wi fal jo mer".split()
PARTS = {  # subject, verb, object, end
    "en": (
        ("the mayor of {place}", "{person} of the port authority", "a court in {place}", "the union of dock workers"),
        ("rejected", "welcomed", "postponed", "examined", "criticised"),
        (
            "the plan for a new dam",
            "a budget of {number} million",
            "the repair of {number} bridges",
            "the flood report",
        ),
        ("on Monday", "after a debate of {number} hours", "despite a warning from {person}", "at a meeting in {place}"),
    ),
    "de": (
        ("der Bürgermeister von {place}", "{person} vom Hafenamt", "ein Gericht in {place}", "die Gewerkschaft"),
        ("kritisierte", "prüfte", "begrüßte", "verschob", "verteidigte"),
        ("den Plan für einen Damm", "einen Haushalt von {number} Millionen", "den Bericht", "{number} neue Brücken"),
        (
            "am Montag",
            "nach {number} Stunden Debatte",
            "trotz einer Warnung von {person}",
            "bei einem Treffen in {place}",
        ),
    ),
    "fr": (
        ("le maire de {place}", "{person}, du port autonome,", "un tribunal de {place}", "le syndicat des dockers"),
        ("a rejeté", "a salué", "a reporté", "a examiné", "a critiqué"),
        ("le projet de barrage", "un budget de {number} millions", "la réparation de {number} ponts", "le rapport"),
        ("lundi", "après {number} heures de débat", "malgré un avertissement de {person}", "à une réunion à {place}"),
    ),
    "es": (
        ("el alcalde de {place}", "{person}, del puerto,", "un tribunal de {place}", "el sindicato de estibadores"),
        ("rechazó", "celebró", "aplazó", "examinó", "criticó"),
        ("el plan de una presa", "un presupuesto de {number} millones", "el arreglo de {number} puentes", "el informe"),
        ("el lunes", "tras {number} horas de debate", "pese a un aviso de {person}", "en una reunión en {place}"),
    ),
    "it": (
        ("il sindaco di {place}", "{person}, del porto,", "un tribunale di {place}", "il sindacato dei portuali"),
        ("ha respinto", "ha accolto", "ha rinviato", "ha esaminato", "ha criticato"),
        (
            "il progetto di una diga",
            "un bilancio di {number} milioni",
            "la riparazione di {number} ponti",
            "il rapporto",
        ),
        ("lunedì", "dopo {number} ore di dibattito", "malgrado un avviso di {person}", "in una riunione a {place}"),
    ),
}
AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e"}


def article(number: int, story: int, language: str, *, sentences: int = SENTENCES_EACH) -> Article:
    """Return an article on the story's own people and places."""
    dice = random.Random(f"{SEED} {number} {language}")
    told = [_sentence(story, language, dice) for _ in range(sentences + 1)]
    paragraphs = (told[at : at + PARAGRAPH] for at in range(1, len(told), PARAGRAPH))
    publisher = (story + 7 * number) % PUBLISHERS
    return Article(
        id=f"article {number}",
        feed_url=f"https://newspaper{publisher}.example/feed",
        url=None,
        title=told[0].removesuffix("."),
        text="\n".join(map(" ".join, paragraphs)),
        language=language,
        published_at=UNTIL - dice.random() * SPAN,
        fetched_at=UNTIL,
        source=f"Newspaper {publisher}",
        publisher=f"newspaper{publisher}.example",
    )


def _sentence(story: int, language: str, dice: random.Random) -> str:
    own = [_name(random.Random(f"{SEED} {story} {name}")) for name in range(4)]
    clauses = []
    for parts in (PARTS[language][:3], PARTS[language]):  # some 22 words in all, as in news
        skeleton = " ".join(map(dice.choice, parts))
        person = f"{_name(dice)} {dice.choice(own)}"
        clauses.append(skeleton.format(place=dice.choice(own), person=person, number=dice.randrange(2, 900)))
    sentence = f" {AND[language]} ".join(clauses)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _name(dice: random.Random) -> str:
    return "".join(dice.choices(SYLLABLES, k=3)).capitalize()


def vectors_of(articles: Sequence[Article], encoder: Encoder) -> dict[str, Vector]:
    """Return the articles' vectors by their ids."""
    rows = encoder.encode([encoded_text(one) for one in articles])
    return {one.id: row for one, row in zip(articles, rows, strict=True)}


# ---------------------------------------------------------------- whole digests


class Clocked:
    """What stands before a store or an encoder and counts the seconds that its methods take."""

    def __init__(self, behind: object) -> None:
        self._behind = behind
        self.seconds = 0.0

    def __getattr__(self, name: str) -> object:
        found = getattr(self._behind, name)
        return self._counted(found) if callable(found) else found

    def _counted(self, method: Callable[P, T]) -> Callable[P, T]:
        def call(*args: P.args, **kwargs: P.kwargs) -> T:
            result, seconds, _ = timed(method, *args, **kwargs)
            self.seconds += seconds
            return result

        return call


def filled(path: Path, languages: Sequence[str], encoder: Encoder) -> SqlStore:
    """Return a store with the news, their vectors and their stories."""
    dice = random.Random(SEED)
    stories = {
        f"story{story}": [
            article(ARTICLES_EACH * story + at, story, dice.choice(languages)) for at in range(ARTICLES_EACH)
        ]
        for story in range(STORIES)
    }
    articles = [one for told in stories.values() for one in told]
    store = open_store(f"sqlite:///{path}")
    store.save_feeds(Feed(url=url, title=url) for url in sorted({one.feed_url for one in articles}))
    store.save_articles(articles)
    store.save_vectors(encoder.name, vectors_of(articles, encoder))
    store.save_grouping(
        [_story(name, sorted(told, key=lambda one: one.dated_at)) for name, told in stories.items()],
        founders={name: told[0].id for name, told in stories.items()},
        placements=[],
        aliases={},
        profiles={},
        profiled_as="",
        since=UNTIL - SPAN,
    )
    return store


def _story(name: str, told: Sequence[Article]) -> Story:
    ids = tuple(one.id for one in told)
    return Story(id=name, article_ids=ids, first_seen_at=told[0].dated_at, last_seen_at=told[-1].dated_at)


def composed(language: str, store: Store, encoder: Encoder) -> Digest:
    """Return the digest of all feeds."""
    feeds = tuple(f"https://newspaper{publisher}.example/feed" for publisher in range(PUBLISHERS))
    return compose(
        Subscription(feeds=feeds, language=language),
        window=Window(since=UNTIL - SPAN, until=UNTIL),
        desk=Desk(store=store, encoder=encoder, sentence_encoder=encoder),
    )


def digest_row(languages: Sequence[str], encoder: Encoder) -> list[str]:
    """Return the cells of digests in each language by turns: in all, and what of it is the store, encoding, telling."""
    whole, cpu, reading, encoding, telling = [], [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        store = filled(Path(folder) / "digests.db", languages, encoder)
        for run in range(RUNS):
            language = languages[run % len(languages)]
            clocked_store, clocked_encoder = Clocked(store), Clocked(encoder)
            digest, wall, of_processor = timed(
                composed, language, cast(Store, clocked_store), cast(Encoder, clocked_encoder)
            )
            whole.append(wall)
            cpu.append(of_processor)
            reading.append(clocked_store.seconds)
            encoding.append(clocked_encoder.seconds)
            told = [one for item in digest.items for one in item.articles]
            vectors = store.vectors(encoder.name, [one.id for one in told])
            telling.append(timed(_tell, digest, vectors, encoder)[1])
        store.close()
    times = [whole[0], statistics.median(whole), max(whole), *map(statistics.median, (cpu, reading, encoding, telling))]
    told_of = f"{STORIES * ARTICLES_EACH:,} in {len(languages)}"
    return [told_of, str(len(digest.items)), *(f"{1000 * seconds:.0f}" for seconds in times), f"{peak_mb():.0f}"]


def _tell(digest: Digest, vectors: Mapping[str, Vector], encoder: Encoder) -> None:
    tellings = [Telling(story_id=item.story.id, articles=item.articles) for item in digest.items]
    tell(tellings, languages=[digest.language], count=SENTENCES[Length.MEDIUM], vectors=vectors, encoder=encoder)


# ---------------------------------------------------------------- single stories


def story_row(sentences: int, encoder: Encoder) -> list[str]:
    """Return the cells of one story of so many sentences."""
    articles = tuple(article(n, 0, "en", sentences=SENTENCES_OF_ONE) for n in range(sentences // SENTENCES_OF_ONE))
    vectors, telling = vectors_of(articles, encoder), Telling(story_id="story0", articles=articles)
    texts = [sentence.text for one in articles for sentence in split_sentences(one)]
    ours = statistics.median(
        timed(tell, [telling], languages=["en"], count=COUNT, vectors=vectors, encoder=encoder)[1] for _ in range(5)
    )
    cells = [str(len(texts)), f"{1000 * ours:.1f}", f"{1000 * ours / len(texts):.2f}"]
    if sentences > LEXRANK_UP_TO:
        return [*cells, "–", "–"]
    theirs = timed(_lexrank, texts)[1]
    return [*cells, f"{1000 * theirs:.0f}", f"{theirs / ours:.1f}"]


def _lexrank(texts: Sequence[str]) -> None:
    tokenizer = SentenceTokenizer("en")
    summarizer = LexRankSummarizer(Stemmer("en"))
    summarizer.stop_words = get_stop_words("en")
    summarizer(ObjectDocumentModel([Paragraph([SumySentence(text, tokenizer) for text in texts])]), COUNT)


# ---------------------------------------------------------------- the tables


def timed(step: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> tuple[T, float, float]:
    """Return what a step returns and the seconds that it takes: by the clock, and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = step(*args, **kwargs)
    return result, time.perf_counter() - wall, time.process_time() - cpu


def peak_mb() -> float:
    """Return the most memory that the process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> None:
    """Print the tables."""
    encoder = UniversalSentenceEncoder()
    encoder.encode([""])  # loads its weights
    times = ("first ms", "median ms", "worst", "CPU median", "of it the store", "encoding", "telling, alone")
    print(
        f"A digest, {RUNS} times, its language by turns; medians. The peak is of the whole process, filling the store"
    )
    print(f"too: what is imported and the encoder alone take {peak_mb():.0f} MB.")
    head("articles, in languages", "stories told", *times, "peak MB")
    for languages in (tuple(PARTS), ("en",)):
        print(f"| {' | '.join(digest_row(languages, encoder))} |", flush=True)
    print(f"\nOne story in one language, {COUNT} sentences of it: ours the median of five.")
    head("sentences", "ours ms", "ms a sentence", "sumy LexRank ms", "times ours")
    for sentences in LENGTHS:
        print(f"| {' | '.join(story_row(sentences, encoder))} |", flush=True)


if __name__ == "__main__":
    main()

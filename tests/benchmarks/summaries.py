"""How good summaries are: of single texts against what people wrote of them, of stories by whom and what they quote.

Run: .venv/bin/python -m tests.benchmarks.summaries [FOLDER] [--sentences N] [--stories FOLDER] [--cache DIR]

FOLDER holds the sets of `TEXTS`: in the `documents.jsonl` of each a row has `id`, `language`, `text` and `reference`,
and is read as `digestbot summarize` reads it. Every method gives N sentences (1). Ours chooses among those that can be
quoted; all others among all: the first ones, sumy's five methods, five draws of the dice, and the best that can be
chosen knowing the reference. A cell is ROUGE-1 / 2 / L, F-measures × 100. `below` names the methods, Lead and sumy's,
that ours (crosslingual) is not above.

Stories are the gold ones of the sample feeds, and those of `STORIES` in the folder of `--stories`, that two publishers
tell at least. Each is told in each of its languages, by ours and by sumy's methods as we offer them. Publishers are
those that tell it in that language; `agreement` is the mean cosine of two languages' summaries (of so many stories).
"""

import argparse
import hashlib
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from random import Random
from statistics import fmean

import numpy as np

from digests.adapters.encoders import UniversalSentenceEncoder
from digests.articles import clean_article, with_language
from digests.feeds import read_rows
from digests.methods import CROSSLINGUAL, METHODS, chosen
from digests.models import Article, Summary
from digests.ports import Encoder, Vector, Vectors
from digests.sentences import split_sentences
from digests.stories import encoded_text
from digests.telling import Telling, tell
from tests.benchmarks.labelled import NOW, SEEDS, Labelled, load
from tests.benchmarks.rouge import Rouge, rouge, words

TEXTS = ("orangesum-fr", "headlines-semeval")
STORIES = ("ecbplus", "semeval2022-task8")  # the labelled sets whose articles have texts
LEAD, RANDOM, BEST = "Lead", "random", "best possible"
SUMY = tuple(method for method in METHODS if method != CROSSLINGUAL)
DRAWS = 5
LENGTHS = (2, 4)  # sentences of a story's summary
QUALITIES = ("sentences each", "publishers quoted, of all", "of as many as can be", "pairs that repeat", "agreement")
REPEATED = 0.9  # a cosine above which two sentences say the same


class KeptEncoder(UniversalSentenceEncoder):
    """The encoder, its rows kept on disk by the text that they are of."""

    def __init__(self, cache: Path) -> None:
        super().__init__()
        self._path = cache / f"summaries-{self.name}.npz"
        self._rows: dict[str, Vector] = {}
        if self._path.is_file():
            with np.load(self._path) as kept:
                self._rows = dict(zip(kept["names"].tolist(), kept["rows"], strict=True))

    def encode(self, texts: Sequence[str]) -> Vectors:
        names = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32] for text in texts]
        missing = {name: text for name, text in zip(names, texts, strict=True) if name not in self._rows}
        if missing:
            self._rows.update(zip(missing, super().encode(list(missing.values())), strict=True))
        return np.array([self._rows[name] for name in names], np.float32).reshape(len(texts), self.dimension)

    def save(self) -> None:
        np.savez(self._path, names=np.array(list(self._rows)), rows=np.array(list(self._rows.values()), np.float32))


# ---------------------------------------------------------------- single texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text, and what people wrote of it."""

    article: Article
    language: str  # as its row says
    sentences: tuple[str, ...]  # all of them
    reference: str


def documents(path: Path) -> list[Document]:
    """Return the texts of a file."""
    data = path.read_bytes()
    rows = {row["id"]: row for row in map(json.loads, filter(None, data.decode().split("\n")))}
    feed, entries, _ = read_rows(data, url=path.absolute().as_uri())
    articles = [with_language(one) for entry in entries if (one := clean_article(entry, feed, fetched_at=NOW))]
    return [
        Document(
            article=article,
            language=rows[article.id]["language"],
            sentences=tuple(sentence.text for sentence in split_sentences(article)),
            reference=rows[article.id]["reference"],
        )
        for article in articles
    ]


def summarized(found: Sequence[Document], count: int, encoder: Encoder) -> dict[str, list[list[str]]]:
    """Return for each method what it makes of the documents, in their order; once for each draw of the dice."""
    return {
        CROSSLINGUAL: [_ours(found, count, encoder)],
        LEAD: [[" ".join(document.sentences[:count]) for document in found]],
        **{method: [[_by_sumy(document, method, count) for document in found]] for method in SUMY},
        RANDOM: [[_drawn(document, count, draw) for document in found] for draw in range(DRAWS)],
        BEST: [[_best(document, count) for document in found]],
    }


def _ours(found: Sequence[Document], count: int, encoder: Encoder) -> list[str]:
    rows = encoder.encode([encoded_text(document.article) for document in found])
    vectors = {document.article.id: row for document, row in zip(found, rows, strict=True)}
    by_language: dict[str, list[Telling]] = defaultdict(list)
    for article in (document.article for document in found):
        by_language[article.language].append(Telling(story_id=article.id, articles=(article,)))
    told: dict[str, Summary] = {}
    for language, tellings in by_language.items():
        summaries = tell(tellings, languages=[language], count=count, vectors=vectors, encoder=encoder)
        told |= {summary.story_id: summary for summary in summaries}
    return [" ".join(sentence.text for sentence in told[document.article.id].sentences) for document in found]


def _by_sumy(document: Document, method: str, count: int) -> str:
    return _joined(document, chosen(method, document.sentences, document.article.language, count=count))


def _joined(document: Document, places: Iterable[int]) -> str:
    return " ".join(document.sentences[place] for place in sorted(places))


def _drawn(document: Document, count: int, draw: int) -> str:
    size = len(document.sentences)
    return _joined(document, Random(f"{document.article.id} {draw}").sample(range(size), min(count, size)))


def _best(document: Document, count: int) -> str:
    """Return the sentences with the highest mean of the three measures, taken one by one while it rises."""
    taken: list[int] = []
    for _ in range(count):
        more = [[*taken, place] for place in range(len(document.sentences)) if place not in taken]
        taken = max([taken, *more], key=lambda places: rouge(_joined(document, places), document.reference).mean)
    return _joined(document, taken)


def rouge_table(name: str, found: Sequence[Document], methods: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Print a row for all documents and, of several languages, one for each."""
    references = [document.reference for document in found]
    scores = {  # method → (document, measure), the mean of its draws
        method: np.mean([list(map(rouge, run, references)) for run in runs], axis=0) for method, runs in methods.items()
    }
    length = [len(words(summary)) for summary in methods[CROSSLINGUAL][0]]
    languages = sorted({document.language for document in found})
    for language in [None, *languages] if len(languages) > 1 else [None]:
        at = [number for number, document in enumerate(found) if language in {None, document.language}]
        means = {method: Rouge(*(100 * np.mean(rows[at], axis=0)).tolist()) for method, rows in scores.items()}
        cells = [name, language or f"all ({', '.join(languages)})", len(at), f"{fmean(length[n] for n in at):.1f}"]
        cells += [" / ".join(f"{measure:.2f}" for measure in mean) for mean in means.values()]
        print(f"| {' | '.join(map(str, [*cells, _below(means)]))} |", flush=True)


def _below(means: Mapping[str, Rouge]) -> str:
    """Return what ours is not above: of the first sentences and of sumy's methods, with the measures."""
    found = []
    for method in (LEAD, *SUMY):
        both = zip("12L", means[CROSSLINGUAL], means[method], strict=True)
        if measures := [measure for measure, ours, other in both if round(ours, 2) <= round(other, 2)]:
            found.append(f"{method} {'/'.join(measures)}")
    return ", ".join(found) or "–"


# ---------------------------------------------------------------- stories


def gold_stories(data: Labelled) -> dict[str, list[Article]]:
    """Return the stories that two publishers tell at least; of judged pairs those that are the same are joined."""
    labels = dict(data.stories) or {article.id: article.id for article in data.articles}
    for pair in data.pairs:
        if pair.is_same:
            one, other = labels[pair.a], labels[pair.b]
            labels |= {article_id: one for article_id, label in labels.items() if label == other}
    stories: dict[str, list[Article]] = defaultdict(list)
    for article in data.articles:
        if article.id in labels:
            stories[labels[article.id]].append(article)
    return {name: told for name, told in stories.items() if len({article.publisher for article in told}) > 1}


def story_summaries(
    data: Labelled, stories: Mapping[str, Sequence[Article]], method: str, count: int, encoder: Encoder
) -> dict[tuple[str, str], Summary]:
    """Return {(story, language): summary} for each language that a story is told in."""
    found: dict[tuple[str, str], Summary] = {}
    for language in sorted({article.language for told in stories.values() for article in told}):
        own = [name for name, told in stories.items() if language in {article.language for article in told}]
        tellings = [Telling(story_id=name, articles=tuple(stories[name])) for name in own]
        summaries = tell(
            tellings, languages=[language], count=count, vectors=data.vectors, encoder=encoder, method=method
        )
        found |= {(summary.story_id, language): summary for summary in summaries}
    return found


def story_cells(
    stories: Mapping[str, Sequence[Article]], summaries: Mapping[tuple[str, str], Summary], count: int, encoder: Encoder
) -> list[str]:
    """Return what the summaries quote, how often they repeat themselves, how far those of a story agree."""
    rows: dict[str, list[Vectors]] = defaultdict(list)  # story → the vectors of each summary's sentences
    quoted, possible = [], []
    for (name, language), summary in summaries.items():
        publishers = {article.id: article.publisher for article in stories[name]}
        own = len({article.publisher for article in stories[name] if article.language == language})
        told_by = len({publishers[sentence.article_id] for sentence in summary.sentences})
        quoted.append(told_by / own)
        possible.append(told_by / min(count, own))
        if summary.sentences:
            rows[name].append(encoder.encode([sentence.text for sentence in summary.sentences]))
    taken = [vectors for told in rows.values() for vectors in told]
    cosines = [float(one @ other) for vectors in taken for one, other in combinations(vectors, 2)]
    agreements = [agreement(told) for told in rows.values() if len(told) > 1]
    return [
        f"{len(stories)} / {len(summaries)}",
        *(f"{fmean(map(len, taken)):.2f}", f"{fmean(quoted):.1%}", f"{fmean(possible):.1%}"),
        f"{sum(cosine > REPEATED for cosine in cosines)} of {len(cosines)}",
        f"{fmean(agreements):.3f} ({len(agreements)})" if agreements else "–",
    ]


def agreement(summaries: Sequence[Vectors]) -> float:
    """Return the mean cosine of any two summaries' mean sentence vectors."""
    means = [np.mean(vectors, axis=0) for vectors in summaries]
    units = [mean / np.linalg.norm(mean) for mean in means]
    return fmean(float(one @ other) for one, other in combinations(units, 2))


# ---------------------------------------------------------------- the tables


def head(*cells: str) -> None:
    """Print the head of a table."""
    print(f"\n| {' | '.join(cells)} |\n{'| --- ' * len(cells)}|")


def main() -> None:
    """Print a table on single texts, where a folder has any, and one on stories."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--sentences", type=int, default=1)
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "digestbot-benchmarks")
    arguments = parser.parse_args()
    arguments.cache.mkdir(parents=True, exist_ok=True)
    encoder = KeptEncoder(arguments.cache)
    if arguments.folder:
        head("set", "language", "texts", "words of ours", CROSSLINGUAL, LEAD, *SUMY, RANDOM, BEST, "below")
        for name in TEXTS:
            found = documents(arguments.folder / name / "documents.jsonl")
            rouge_table(name, found, summarized(found, arguments.sentences, encoder))
            encoder.save()
    head("data set", "sentences", "method", "stories / told", *QUALITIES)
    for name in (*(STORIES if arguments.stories else ()), SEEDS):
        data = load(arguments.stories, name, UniversalSentenceEncoder(), cache=arguments.cache)
        stories = gold_stories(data)
        for count, method in product(LENGTHS, METHODS):
            summaries = story_summaries(data, stories, method, count, encoder)
            cells = (name, str(count), method, *story_cells(stories, summaries, count, encoder))
            print(f"| {' | '.join(cells)} |", flush=True)
        encoder.save()


if __name__ == "__main__":
    main()

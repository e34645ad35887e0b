"""How well articles are grouped by story, against labels, beside what the field's open digest engines do.

Run: .venv/bin/python -m tests.benchmarks.stories [FOLDER] [--encoder e5|use] [--cache DIR]

Without a folder only the sample feeds are grouped, against seeds/expected.json. FOLDER holds the labelled data sets
that `labelled` knows by name. One setting of everything serves all of them. `--encoder` is that of our own grouping;
the title vectors of the baselines are always those of the Universal Sentence Encoder, for which their bar is made.
"""

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from digests.ports import Encoder, Vector
from digests.stories import group
from tests.benchmarks import baselines
from tests.benchmarks.labelled import Labelled, load, names_in
from tests.benchmarks.metrics import PairRates, Rates, bcubed, judged_pair_rates, pair_rates

HEAD = (
    "data set",
    "method",
    "articles",
    "stories: found / gold",
    "BCubed P",
    "R",
    "F1",
    "pair F1: all",
    "within a language",
    "across languages",
)


def ours(data: Labelled, encoder: Encoder) -> dict[str, str]:
    """Return {article id: story id} as `digestbot group` gives them."""
    stories = group(data.articles, data.vectors, usual=encoder.usual).stories
    return {article_id: story.id for story in stories for article_id in story.article_ids}


def groupings(
    data: Labelled, encoder: Encoder, title_vectors: Mapping[str, Vector]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each method's name and its labels by article id."""
    yield "ours", ours(data, encoder)
    yield "title words, Jaccard ≥ 0.55", baselines.title_words(data.articles)
    yield "title vectors (USE), cosine ≥ 0.60", baselines.title_vectors(data.articles, title_vectors)
    yield "the same in each language", baselines.title_vectors_by_language(data.articles, title_vectors)
    yield "TF-IDF of all words, average link", baselines.all_words(data.articles)


def scores(data: Labelled, labels: Mapping[str, str]) -> tuple[Rates | None, PairRates]:
    """Return the BCubed rates, None for a set of judged pairs, and the pair rates of a grouping.

    An article without a label counts as a story of its own.
    """
    if data.pairs:
        return None, judged_pair_rates(labels, data.pairs)
    ids = sorted(data.stories)
    predicted = [labels.get(article_id, f"alone {article_id}") for article_id in ids]
    gold = [data.stories[article_id] for article_id in ids]
    return bcubed(predicted, gold), pair_rates(predicted, gold, [data.languages[article_id] for article_id in ids])


def row(data: Labelled, method: str, labels: Mapping[str, str]) -> str:
    """Return one row of the table."""
    b3, pairs = scores(data, labels)
    found, gold = len(set(labels.values())), len(set(data.stories.values())) or "–"
    rates = [b3.precision, b3.recall, b3.f1] if b3 else [None, None, None]
    rates += [pairs.overall.f1, pairs.within.f1, pairs.across.f1]
    cells = [data.name, method, len(data.articles), f"{found} / {gold}"]
    cells += ["–" if rate is None else f"{rate:.3f}" for rate in rates]
    return f"| {' | '.join(map(str, cells))} |"


def encoder_named(name: str) -> Encoder:
    """Return the encoder; it loads its weights at the first text, so that a second run never does."""
    from digests.adapters.encoders import E5Encoder, UniversalSentenceEncoder

    return UniversalSentenceEncoder() if name == "use" else E5Encoder()


def main() -> None:
    """Print the table: for each data set a row of our grouping and of each baseline."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--encoder", choices=("e5", "use"), default="e5")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "digestbot-benchmarks")
    arguments = parser.parse_args()
    folder, cache = arguments.folder, arguments.cache
    encoder, title_encoder = encoder_named(arguments.encoder), encoder_named("use")
    print(f"| {' | '.join(HEAD)} |")
    print("| --- " * len(HEAD) + "|")
    for name in names_in(folder):
        data = load(folder, name, encoder, cache=cache)
        titles = load(folder, name, title_encoder, cache=cache, text=baselines.title_of)
        for method, labels in groupings(data, encoder, titles.vectors):
            print(row(data, method, labels), flush=True)


if __name__ == "__main__":
    main()

"""Find the weights of salience on labelled texts: the numbers of digests/summaries.py.

Run: .venv/bin/python -m tests.benchmarks.tune_summaries FOLDER [--minutes N] [--cache DIR]

FOLDER is that of `tests.benchmarks.summaries`. One setting for all sets, which weigh the same, one sentence a text.
From the weights in the code, a few at a time are changed at random (seeded); what is better in ROUGE-1 is kept, if it
is better by enough: the optimum is flat, and what only fits these texts would not last. A setting is found on four of
five texts, and also scored on the fifth; prints each better one with both. What it prints is to be rounded by hand.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from digests import summaries
from digests.ports import Encoder
from digests.stories import encoded_text
from digests.telling import Telling, tell
from tests.benchmarks.rouge import rouge
from tests.benchmarks.summaries import TEXTS, Document, KeptEncoder, documents

# Weight → how far it is changed at a time. Those that only stories of several articles need are not looked for.
STEPS = {
    "CENTRE_WEIGHT": 0.5,
    "WORDS_WEIGHT": 1.0,
    "POSITION_WEIGHT": 0.3,
    "FIRST_WEIGHT": 0.3,
    "NAMES_WEIGHT": 0.15,
    "QUOTATION_PENALTY": 0.2,
    "AWKWARD_PENALTY": 0.2,
}
ENOUGH = 0.0003  # of ROUGE-1 as a share, per weight that is changed
HELD_BACK = 5  # every fifth text


def scored(sets: Sequence[Sequence[Document]], encoder: Encoder) -> tuple[float, float]:
    """Return the mean ROUGE-1 of the sets, of the texts to learn from and of those held back."""
    scores = [
        [rouge(summary, one.reference)[0] for one, summary in zip(found, _told(found, encoder), strict=True)]
        for found in sets
    ]
    learnt = [fmean(score for at, score in enumerate(own) if at % HELD_BACK) for own in scores]
    return fmean(learnt), fmean(fmean(own[::HELD_BACK]) for own in scores)


def _told(found: Sequence[Document], encoder: Encoder) -> list[str]:
    rows = encoder.encode([encoded_text(document.article) for document in found])
    vectors = {document.article.id: row for document, row in zip(found, rows, strict=True)}
    tellings = [Telling(story_id=document.article.id, articles=(document.article,)) for document in found]
    told = tell(tellings, languages=(), count=1, vectors=vectors, encoder=encoder)
    return [" ".join(sentence.text for sentence in summary.sentences) for summary in told]


def main() -> None:
    """Print better and better settings until the time is over."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "digestbot-benchmarks")
    arguments = parser.parse_args()
    arguments.cache.mkdir(parents=True, exist_ok=True)
    encoder = KeptEncoder(arguments.cache)
    sets = [documents(arguments.folder / name / "documents.jsonl") for name in TEXTS]
    drawn = random.Random(5)
    best = {name: float(getattr(summaries, name)) for name in STEPS}
    learnt, held_back = scored(sets, encoder)
    until = time.monotonic() + 60 * arguments.minutes
    while True:
        print(f"{100 * learnt:.2f}, held back {100 * held_back:.2f}: {best}", flush=True)
        bar = learnt
        while learnt <= bar:
            if time.monotonic() > until:
                encoder.save()
                return
            names = drawn.sample(sorted(STEPS), drawn.choice((1, 1, 2, 3)))
            changed = best | {name: round(best[name] + drawn.gauss(0, STEPS[name]), 2) for name in names}
            for name, value in changed.items():
                setattr(summaries, name, value)
            score = scored(sets, encoder)
            if score[0] > learnt + ENOUGH * len(names):
                (learnt, held_back), best = score, changed


if __name__ == "__main__":
    main()

"""How good a grouping is, against a gold one or against judged pairs.

In: the story that each article was given and the story that it should have, or pairs of articles of which people said
whether they are one story. Out: precision, recall and F1.

>>> bcubed(["a", "a", "b"], ["x", "x", "x"]).recall
0.5555555555555555
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Precision, recall and their harmonic mean, from 0 to 1; None where there was nothing to count."""

    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRates:
    """How well pairs of articles were put into one story: of all, of one language, of two."""

    overall: Rates
    within: Rates
    across: Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPair:
    """Two articles of which people said whether they tell the same story."""

    a: str  # article id
    b: str
    is_same: bool
    is_across: bool  # whether they are in two languages


def bcubed(predicted: Sequence[str], gold: Sequence[str]) -> Rates:
    """Return the BCubed rates of two labellings of the same articles (Bagga & Baldwin 1998, doi:10.3115/980845.980859).

    Both are in the order of the articles.

    >>> bcubed(["a", "a", "b"], ["x", "x", "x"])
    Rates(precision=1.0, recall=0.5555555555555555, f1=0.7142857142857143)
    """
    if not gold:
        return Rates(precision=None, recall=None, f1=None)
    both = Counter(zip(predicted, gold, strict=True))
    of_predicted, of_gold = Counter(predicted), Counter(gold)
    precision = sum(n * n / of_predicted[p] for (p, _), n in both.items()) / len(gold)
    recall = sum(n * n / of_gold[g] for (_, g), n in both.items()) / len(gold)
    return Rates(precision=precision, recall=recall, f1=2 * precision * recall / (precision + recall))


def pair_rates(predicted: Sequence[str], gold: Sequence[str], languages: Sequence[str]) -> PairRates:
    """Return the rates over all pairs of articles that either labelling puts into one story.

    All three are in the order of the articles.

    >>> pair_rates(["a", "a", "a"], ["x", "x", "y"], ["en", "fr", "fr"]).across.precision
    0.5
    """
    both = list(zip(predicted, gold, strict=True))
    overall = [_together(labels) for labels in (both, predicted, gold)]
    within = [_together(zip(labels, languages, strict=True)) for labels in (both, predicted, gold)]
    across = [every - same for every, same in zip(overall, within, strict=True)]
    return PairRates(overall=_rates(*overall), within=_rates(*within), across=_rates(*across))


def judged_pair_rates(labels: Mapping[str, str], pairs: Sequence[JudgedPair]) -> PairRates:
    """Return the rates over the judged pairs; an article without a label is in no story with any other."""

    def rates(counted: Sequence[JudgedPair]) -> Rates:
        said = [pair.a in labels and labels[pair.a] == labels.get(pair.b) for pair in counted]
        hits = sum(same and pair.is_same for same, pair in zip(said, counted, strict=True))
        return _rates(hits, sum(said), sum(pair.is_same for pair in counted))

    return PairRates(
        overall=rates(pairs),
        within=rates([pair for pair in pairs if not pair.is_across]),
        across=rates([pair for pair in pairs if pair.is_across]),
    )


def _together(labels: Iterable[Hashable]) -> int:
    """Return how many pairs share a label."""
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())


def _rates(hits: int, predicted: int, gold: int) -> Rates:
    return Rates(
        precision=hits / predicted if predicted else None,
        recall=hits / gold if gold else None,
        f1=2 * hits / (predicted + gold) if predicted + gold else None,
    )

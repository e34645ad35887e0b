"""How good a grouping is, against a gold one."""

from collections import Counter
from collections.abc import Sequence


def bcubed_f1(predicted: Sequence[str], gold: Sequence[str]) -> float:
    """Return the BCubed F1 of two labellings of the same articles (Bagga & Baldwin 1998, doi:10.3115/980845.980859).

    >>> bcubed_f1(["a", "a", "b"], ["x", "x", "x"])
    0.7142857142857143
    """
    both = Counter(zip(predicted, gold, strict=True))
    of_predicted, of_gold = Counter(predicted), Counter(gold)
    precision = sum(n * n / of_predicted[p] for (p, _), n in both.items()) / len(predicted)
    recall = sum(n * n / of_gold[g] for (_, g), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)

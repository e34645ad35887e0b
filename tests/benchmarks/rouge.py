"""How much of a summary's wording is that of a reference: ROUGE-1, ROUGE-2, ROUGE-L (Lin 2004, aclanthology W04-1013).

In: two texts in any language. Out: F-measures from 0 to 1; recall and precision weigh the same, nothing is stemmed and
no word is left out. For ROUGE-L a text is one sequence of words, however many sentences it has.

>>> rouge("the cat sat", "the cat ran").bigrams
0.5
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple


class Rouge(NamedTuple):
    """How much two texts share, from 0 to 1."""

    words: float  # ROUGE-1
    bigrams: float  # ROUGE-2
    sequence: float  # ROUGE-L

    @property
    def mean(self) -> float:
        """Return the mean of the three."""
        return sum(self) / len(self)


def rouge(summary: str, reference: str) -> Rouge:
    """Return the F-measures of a summary against its reference; the two may change places.

    >>> rouge("the cat sat", "the cat ran")
    Rouge(words=0.6666666666666666, bigrams=0.5, sequence=0.6666666666666666)
    """
    one, other = words(summary), words(reference)
    return Rouge(
        words=_f_measure(shared_runs(one, other, 1), len(one), len(other)),
        bigrams=_f_measure(shared_runs(one, other, 2), len(one) - 1, len(other) - 1),
        sequence=_f_measure(common_subsequence(one, other), len(one), len(other)),
    )


def words(text: str) -> list[str]:
    """Return the words in lower case, letters with their accents; marks that have no letter of their own are left out.

    >>> words("L'Été, İzmir!")
    ['l', 'été', 'izmir']
    """
    low = unicodedata.normalize("NFC", text.lower())
    return re.findall(r"\w+", "".join(sign for sign in low if not unicodedata.combining(sign)))


def shared_runs(one: Sequence[str], other: Sequence[str], length: int) -> int:
    """Return how many runs of so many words both have, each as often as the text that has it less often."""
    mine, its = (Counter(zip(*(text[at:] for at in range(length)), strict=False)) for text in (one, other))
    return (mine & its).total()


def common_subsequence(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest common subsequence.

    The bits of one number are the words of `other` (Hyyrö 2004, "Bit-parallel LCS-length computation revisited").
    """
    places: dict[str, int] = {}
    for at, word in enumerate(other):
        places[word] = places.get(word, 0) | 1 << at
    unmatched = every_word = (1 << len(other)) - 1
    for word in one:
        matching = unmatched & places.get(word, 0)
        unmatched = ((unmatched + matching) | (unmatched - matching)) & every_word
    return len(other) - unmatched.bit_count()


def _f_measure(shared: int, one: int, other: int) -> float:
    return 2 * shared / (one + other) if shared else 0.0

"""How the sentences of a story may be chosen, by name: our own way, and five of sumy's for who prefers them.

In: the name of one of sumy's, a language and texts; or for ours a `Material`. Out: the numbers of those that are
chosen. Pure, offline. All are summarizers of sumy's, in `sumy_methods`, which is imported when the first one is asked:
sumy brings nltk, half a second that reading and grouping need not wait for.

>>> chosen("luhn", ["It rains.", "The dam broke.", "The dam above the town broke on Monday."], "en", count=1)
[1]
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from digests.errors import BadRequest
from digests.languages import primary

if TYPE_CHECKING:
    from digests.summaries import Material

CROSSLINGUAL = "crosslingual"  # our own
METHODS = (CROSSLINGUAL, "lexrank", "textrank", "lsa", "luhn", "kl")
MOST_SENTENCES = 120  # LexRank, TextRank and KL take quadratic time: with these up to a second


def known_method(name: str) -> str:
    """Return the name of a method as METHODS has it. Raises BadRequest for any other."""
    if name.strip().lower() not in METHODS:
        raise BadRequest(f"there is no method “{name}”; there are {', '.join(METHODS)}")
    return name.strip().lower()


def chosen(name: str, texts: Sequence[str], language: str, *, count: int) -> list[int]:
    """Return the numbers of up to `count` texts that a method of sumy's chooses, in order.

    Only the first MOST_SENTENCES are weighed. Where the method finds nothing to go by, the first ones are chosen.
    """
    from digests.sumy_methods import chosen_by_sumy

    weighed = texts[:MOST_SENTENCES]
    return chosen_by_sumy(name, weighed, primary(language), count) or list(range(len(weighed)))[:count]


def chosen_by_salience(material: "Material", language: str, *, count: int) -> list[int]:
    """Return the rows of up to `count` candidates that our own way chooses, the best first."""
    from digests.sumy_methods import CrosslingualSummarizer, document, quotes

    best = CrosslingualSummarizer(material)(document(quotes(material.candidates, language)), count)
    return [quote.number for quote in best]

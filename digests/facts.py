"""What an article names and counts: facts that read alike in many languages.

In: articles. Out: their names and numbers. Pure.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from digests.models import Article

FACTS_CHARACTERS = 3000  # of title and text, in which names and numbers are counted
NAME_CHARACTERS = 6  # names are compared by their first letters: inflections differ between languages, stems rarely
SHORTEST_NAME = 3  # characters; where a text has no capitals at all, one more


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article names and counts, each with how often."""

    names: Counter[str]
    numbers: Counter[str]


def facts(article: Article) -> Facts:
    """Return the names and numbers of an article.

    A name is a word with a capital; where a text has none at all (Arabic, a title taken from an address), every
    longer word.
    """
    text = f"{article.title}\n{article.text}"[:FACTS_CHARACTERS]
    caseless = not any(character.isupper() for character in text)
    names: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for word in re.findall(r"\w+", text):
        if any(character.isdigit() for character in word):
            numbers[word.lstrip("0") or "0"] += 1
        elif len(word) >= SHORTEST_NAME + caseless and (word[0].isupper() or caseless):
            names[stem_of(word)] += 1
    return Facts(names, numbers)


def stem_of(word: str) -> str:
    """Return the letters by which a word is compared as a name: the first ones, without case and accents."""
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", word.casefold()))[:NAME_CHARACTERS]

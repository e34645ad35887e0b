"""By which words articles are found: those that an article is kept under, and those that a query asks for. Pure.

In: title and text of an article, or what a person typed. Out: words without case, accents and styles of digits, of
letters and digits alone, so that no sign of a query language is among them. A sign of Chinese, Japanese, Thai and the
like is a word of its own, and a query of such signs asks for pairs of neighbours.

>>> indexed_words("Élections à Lyon", "東京は")
'elections a lyon 東 京 は'
>>> query_words("élections NOT 東京は 2026*")
('election*', 'not', '東 京', '京 は', '2026')
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from digests.models import Article, Sentence
from digests.sentences import split_sentences
from digests.wording import SIGN, plain

# What an article is about stands at its beginning; an index of all of a long one would find it for everything.
INDEXED_CHARACTERS = 2000
QUERY_WORDS = 12  # more say no more, and each is looked up
WORD_CHARACTERS = 40  # of one: no language's are longer, but addresses and nonsense are
STEM_CHARACTERS = 4  # that a word keeps at least
TELLING_CHARACTERS = 3  # shorter words say nothing: "l", "or", "zu"
# Nor do short words that a larger share of all articles has, in whatever language: "not", "und", "pour". Longer ones
# may be what most news of a small archive is about.
COMMON, COMMON_MIN, COMMON_CHARACTERS = 0.08, 5, 4
PREFIX = "*"  # ends a word of a query that other endings are as good for

# Of the scripts of India the vowels too, which are marks on letters and not letters.
_WORD = re.compile(r"[\w\u0900-\u0963\u0966-\u0dff]+")
# What the plural, the gender and the case of nouns and adjectives put at the end, in five languages, without accents.
# After what light stemmers take away (Savoy 2006, doi:10.1145/1141277.1141523).
_ENDINGS = tuple(sorted("a as e en er ern es i o os s x".split(), key=len, reverse=True))


def indexed_words(title: str, text: str) -> str:
    """Return the words that an article is found by, in their order, blanks between them."""
    return " ".join(_words(f"{title}\n{text[:INDEXED_CHARACTERS]}"[:INDEXED_CHARACTERS]))


def query_words(query: str) -> tuple[str, ...]:
    """Return what a query asks for, each once: whole words, stems that end with PREFIX, pairs of signs ("東 京")."""
    words = _words(query)
    asked: dict[str, None] = {}
    for at, word in enumerate(words):
        if not SIGN.match(word):
            asked[_stem(word)] = None
        elif not _beside(words, at):
            asked[word] = None
        elif at + 1 < len(words) and SIGN.match(words[at + 1]):
            asked[f"{word} {words[at + 1]}"] = None
    return tuple(asked)[:QUERY_WORDS]


def word_weights(frequencies: Mapping[str, int], total: int) -> dict[str, float]:
    """Return what the words of a query count for that say something, all together 1: rare ones for more.

    It is the word's inverse document frequency (Spärck Jones 1972, doi:10.1108/eb026526). A word that no article has is
    the rarest: who has only the other words of the query may tell of something else.
    """
    weights = {
        word: math.log((total + 1) / max(count, 1))
        for word, count in frequencies.items()
        if _is_telling(word, count, total)
    }
    whole = sum(weights.values())
    return {word: weight / whole for word, weight in weights.items()} if whole else {}


def matching_sentence(article: Article, asked: Sequence[str]) -> Sentence | None:
    """Return the sentence with most of a query's words, the first of equals, of those that the article is found by.

    None where no sentence has any.
    """
    best, most = None, 0
    for sentence in split_sentences(replace(article, text=article.text[:INDEXED_CHARACTERS])):
        words = f" {' '.join(_words(sentence.text))} "
        # "election*" as " election", all others with both blanks around.
        count = sum(f" {word} ".removesuffix(f"{PREFIX} ") in words for word in asked)
        if count > most and sentence.end < INDEXED_CHARACTERS:  # not one that is cut off there
            best, most = sentence, count
    return best


def _is_telling(word: str, count: int, total: int) -> bool:
    """Whether an article that has the word may be found for it."""
    is_common = count > max(COMMON * total, COMMON_MIN) and len(word) <= COMMON_CHARACTERS
    return bool(SIGN.match(word)) or (len(word) >= TELLING_CHARACTERS and not is_common)


def _beside(words: list[str], at: int) -> bool:
    """Whether a sign has another for a neighbour."""
    return any(0 <= place < len(words) and SIGN.match(words[place]) for place in (at - 1, at + 1))


def _words(text: str) -> list[str]:
    readable = plain(text.encode("utf-8", "replace").decode().casefold())
    apart = SIGN.sub(r" \g<0> ", readable.replace("_", " "))
    return [word[:WORD_CHARACTERS] for word in _WORD.findall(apart)]


def _stem(word: str) -> str:
    """Return a word of a query without its ending; short words and those with a digit have to be met as they are."""
    if len(word) <= STEM_CHARACTERS or not word.isalpha():
        return word
    ending = next((each for each in _ENDINGS if word.endswith(each)), "")
    stem = word.removesuffix(ending) if len(word) - len(ending) >= STEM_CHARACTERS else word
    return f"{stem}{PREFIX}"

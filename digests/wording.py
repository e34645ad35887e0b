"""The words of a text, and whether two texts say the same in them.

In: texts of one language. Out: their words without case, accents and styles of digits; whether the one repeats the
other. Pure.

>>> sorted(bag("Été: ٣٠ mm."))
['30', 'ete', 'mm']
>>> repeats_headline("It rains in Paris.", "Rain: it rains in all of Paris")
True
>>> was_told("Rain fell: 30 mm.", ["30 mm: rain fell"]), was_told("Rain fell: 50 mm.", ["30 mm: rain fell"])
(True, False)
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

WORDS_REPEATED = 0.9  # share of the shorter one's words that the longer one has, from which two texts say the same
LONG_WORDS, LONG_REPEATED = 25, 0.8  # if it has so many different words, such a share: papers open one report each anew
HEADLINE_REPEATED = 0.75  # share of a sentence's words that the headline has, from which it only repeats it
COMPARED_CHARACTERS = 2000  # of a text: what is longer is no sentence
KEPT_BAGS = 8192  # texts whose words are kept: each sentence of a digest is compared several times

_SIGN = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"  # of Thai, Lao, Khmer, Japanese, Chinese: a word each
WORD = re.compile(rf"[{_SIGN}]|[^\W{_SIGN}]+")
SIGN = re.compile(f"[{_SIGN}]")

# Accents, and what Arabic papers write or leave out: vowel marks, the long dash within a word.
_MARK = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
# Letters of Arabic that papers write one for the other, behind NFKD, which already makes one of all sorts of alef.
_SAME_LETTERS = str.maketrans("ىیکة", "ييكه")


def plain(text: str) -> str:
    """Return a text without accents, and with letters and digits in one style: the same word is written one way."""
    if text.isascii():
        return text
    bare = _MARK.sub("", unicodedata.normalize("NFKD", text)).translate(_SAME_LETTERS)
    one_style = _FOREIGN_DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), bare)
    return unicodedata.normalize("NFC", one_style)  # the syllables of Korean, which NFKD takes apart


def bag(text: str) -> frozenset[str]:
    """Return the words of a text, whatever their case, accents, styles of digits and order."""
    return _bag(text[:COMPARED_CHARACTERS])


def numbers(text: str) -> frozenset[str]:
    """Return the words of a text that have a digit."""
    return frozenset(word for word in bag(text) if any(character.isdigit() for character in word))


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, in nearly the same words."""
    mine, others = bag(one), bag(other)
    shorter = min(len(mine), len(others))
    enough = LONG_REPEATED if shorter >= LONG_WORDS else WORDS_REPEATED
    return shorter > 0 and len(mine & others) / shorter >= enough


def repeats_headline(text: str, headline: str) -> bool:
    """Whether a sentence says no more than the headline."""
    mine = bag(text)
    return bool(mine) and len(mine & bag(headline)) / len(mine) >= HEADLINE_REPEATED


def was_told(text: str, told: Iterable[str]) -> bool:
    """Whether the reader has had this: in these words, without another number."""
    return any(text == had or (same_words(text, had) and numbers(text) <= numbers(had)) for had in told)


@lru_cache(KEPT_BAGS)
def _bag(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(plain(text).casefold()))

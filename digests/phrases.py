"""Where segments of a text begin that has blanks between phrases and no stops between sentences: Thai and Lao. Pure.

In: one paragraph, where its sentences begin as far as stops tell, its language. Out: where segments begin, each a few
phrases long, so that it says something.

    begins = phrase_begins(paragraph, [0], "th")
"""

import re
from collections.abc import Sequence

from digests.quotations import quotations
from digests.sentence_words import PHRASE_CONTINUERS, PHRASE_OPENERS

# So many characters make a segment.
PHRASES_MIN_CHARACTERS = 50
PHRASES_MAX_CHARACTERS = 200

_CLOSES_PHRASE = frozenset('”’"»)')


def phrase_begins(plain: str, begins: Sequence[int], language: str) -> list[int]:
    """Return where segments of a few phrases begin, `begins` among them; every blank must be a plain one."""
    opener, continuer = PHRASE_OPENERS[language], PHRASE_CONTINUERS[language]
    _, held = quotations(plain)
    hold = 0
    found: list[int] = []
    for begin, end in zip(begins, [*begins[1:], len(plain)], strict=True):
        found.append(begin)
        for gap in re.finditer(r" +", plain[begin:end]):
            at, start = begin + gap.start(), begin + gap.end()
            length = at - found[-1]
            while hold < len(held) and held[hold][1] < at:
                hold += 1
            if end - start < PHRASES_MIN_CHARACTERS // 2 or (hold < len(held) and held[hold][0] < at):
                continue
            if not _ends_phrase(plain[at - 1]) or not has_no_case(plain[start]):
                continue  # beside a number or a foreign name, the blank is no end
            is_new = plain.startswith(opener, start)
            if length >= PHRASES_MAX_CHARACTERS or (
                length >= (PHRASES_MIN_CHARACTERS // 2 if is_new else PHRASES_MIN_CHARACTERS)
                and not plain.startswith(continuer, start)
                and not plain.endswith(continuer, found[-1], at)
            ):
                found.append(start)
    return found


def _ends_phrase(character: str) -> bool:
    return has_no_case(character) or _is_mark(character) or character in _CLOSES_PHRASE


def _is_mark(character: str) -> bool:
    """Whether this is a vowel or tone that stands over or under its letter."""
    return "\u0e30" <= character <= "\u0e4e" or "\u0eb0" <= character <= "\u0ece"


def has_no_case(character: str) -> bool:
    """Whether this is a letter of a script without capitals."""
    return character.isalpha() and character.lower() == character.upper()

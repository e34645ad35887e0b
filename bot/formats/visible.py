"""Text that anybody may have written, on one line, without what is invisible and without towers of accents. Pure.

>>> plain("Z" + "\\u0335" * 40 + "algo\\u200b")
'Z̵̵̵̵̵algo'
"""

import re
import unicodedata
from collections.abc import Callable

from bot.formats.typography import harmless

LOOKED_AT = 4  # characters of a text for each that may be shown
MAX_MARKS = 5  # on one letter: pointed Hebrew with cantillation has four, more is no writing

# Letters of ancient and technical use that are as wide as a blank, or nothing at all.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2800\u3164\uffa0]")
# Invisible letters; the flags of England, Scotland and Wales are spelt with them.
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{2,6}\U000e007f)|[\U000e0000-\U000e007f]")


def plain(text: str) -> str:
    """Return text on one line, without what is invisible and without towers of accents."""
    text = _TAGS.sub(lambda match: match[1] or "", _BLANK.sub("", harmless(text)))
    if text.isascii():
        return text.strip()
    shown, marks = list[str](), 0
    for character in text:
        is_mark = unicodedata.category(character) in {"Mn", "Me", "Cf"} and character < "\U000e0000"
        marks = marks + 1 if is_mark else 0
        if marks <= MAX_MARKS:
            shown.append(character)
    return "".join(shown).strip()


def length(text: str) -> int:
    """Return the characters of a text in UTF-16 units, as the clients of chats count; their APIs never count more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int, taken: Callable[[str], int]) -> str:
    """Return the text, `plain`, cut so that what is `taken` of it is at most so much, then with "…", which takes one.

    It is cut at a space where there is one in the second half. Of what is far too long only the beginning is looked at.
    """
    start = text[: LOOKED_AT * most]
    is_whole, text = len(start) == len(text), plain(start)
    if is_whole and taken(text) <= most:
        return text
    count = _fitting(text, most - 1, taken)
    rest, start = text[count:], text[:count]
    while rest and start and unicodedata.category(text[count]) in {"Mn", "Me", "Mc", "Cf"}:
        count -= 1  # a letter goes with its accents
        start = text[:count]
    if rest and text[count] != " " and " " in start[len(start) // 2 :]:
        start = start.rsplit(" ", 1)[0]
    return start.rstrip() + "…" if most > 0 else ""


def _fitting(text: str, most: int, taken: Callable[[str], int]) -> int:
    """Return how many characters from the beginning of a text take at most so much."""
    fits, ends = 0, max(0, min(len(text), most))
    while fits < ends:
        middle = (fits + ends + 1) // 2
        if taken(text[:middle]) <= most:
            fits = middle
        else:
            ends = middle - 1
    return fits


def hides(address: str) -> bool:
    """Whether an address holds what is not seen."""
    if address.isascii():
        return False
    categories = {unicodedata.category(character) for character in address}
    return bool(categories & {"Cf", "Cc", "Zs"} or _BLANK.search(address))

"""Text that runs to the left among text that runs to the right, as it reads right in any chat. Pure.

It is set apart, and a mark of its direction begins its line: so it reads as it should whether a client sets a line in
the direction of its first letter or, as some do, every line from the left.

    directed("<…|5G يصل>", "5G يصل", "ar")   # a mark, then what begins to be set apart, then the markup, then its end
"""

import re
import unicodedata

from bot.formats.typography import direction

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_FROM_LEFT, _FROM_RIGHT = "\u200e", "\u200f"  # marks: what they begin runs so
_APART_FROM_RIGHT, _APART, _END = "\u2067", "\u2068", "\u2069"  # isolates: to the left; as the first letter says


def directed(markup: str, text: str, language: str) -> str:
    """Return the markup of a text at the beginning of a line, set in the direction of its language."""
    if not runs_left(text):
        return markup
    first = next((kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}), "L")
    wanted = direction(language)
    if wanted == "rtl" or (wanted == "auto" and first != "L"):
        return f"{_FROM_RIGHT}{_APART_FROM_RIGHT}{markup}{_END}"
    return markup if first == "L" else _FROM_LEFT + markup


def apart(markup: str) -> str:
    """Return markup that runs as its first letter says, whatever stands around it."""
    return f"{_APART}{markup}{_END}"


def runs_left(text: str) -> bool:
    """Whether any letter of a text is of a script that runs to the left."""
    return bool(_RIGHT_TO_LEFT.search(text))

"""How the text of a feed is set for a reader: made harmless, quoted as its language quotes, run in its direction. Pure.

>>> quoted("Es regnet in Köln.", "de")
'„Es regnet in Köln.“'
"""

import re
from datetime import datetime

from bot.texts import primary_subtag

MAX_TITLE = 300  # characters of a headline or title that are shown; the longest of real newspapers stay under 200

# The outer quotation marks of CLDR 47 (common/main/*.xml, delimiters), which Babel does not carry. French alone sets
# a space inside, which must not break. Languages not named here, or that quote like English, get English ones.
_QUOTES = {
    "fr": ("«\u00a0", "\u00a0»"),
    **dict.fromkeys(("ca", "el", "es", "eu", "fa", "hy", "it", "nb", "nn", "no", "ru", "sq", "uk", "be"), ("«", "»")),
    **dict.fromkeys(("bg", "cs", "de", "et", "hr", "is", "ka", "lt", "lb", "mk", "sk", "sl", "sr"), ("„", "“")),
    **dict.fromkeys(("hu", "pl", "ro", "bs"), ("„", "”")),
    **dict.fromkeys(("fi", "sv", "he"), ("”", "”")),
    **dict.fromkeys(("ar", "ur"), ("”", "“")),
    "ja": ("「", "」"),
    "nl": ("‘", "’"),
}
_ENGLISH = ("“", "”")
# Feeds write these spaces as plain ones; a line that begins with "»" or "?" reads badly.
_FRENCH_SPACES = re.compile("(?<=«) | (?=[»?!;:])")
BEGINS_QUOTED = tuple("“”„‟«»‹›‘‚\"'「『《〈＂\u05f4")  # the last is Hebrew’s own

_RTL_SCRIPTS = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))
_RTL_LANGUAGES = frozenset(
    ("ar", "arz", "ckb", "dv", "fa", "he", "iw", "ks", "pnb", "ps", "sd", "syr", "ug", "ur", "yi")
)

# ECMA-48 sequences: CSI, then strings (OSC, DCS, SOS, PM, APC) with their end, then any other escape. A string without
# an end loses only its introducer, else one ESC would swallow the rest of the text.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]?"
)
_SPACES = re.compile("[\t-\r\x1c-\x1f \x85\u2028\u2029]+")
# Controls; bidi embeddings, overrides and isolates (which could make the rest of a line read backwards); soft hyphens
# and other marks that a terminal shows as something. LRM, RLM and the joiners stay: Persian is spelt with them.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]")
_HALF_PAIRS = re.compile("[\ud800-\udfff]")


def harmless(text: str) -> str:
    """The text on one line, without terminal escapes, control characters and bidi controls; nothing else is changed."""
    text = _UNSEEN.sub("", _SPACES.sub(" ", _ESCAPES.sub("", text)))
    return _HALF_PAIRS.sub("\ufffd", _SPACES.sub(" ", text)).strip()  # two blanks may have lost what parted them


def short_title(text: str) -> str:
    """A headline or title made `harmless`, cut at MAX_TITLE characters, at a space where there is one, with "…"."""
    text = harmless(text)
    if len(text) <= MAX_TITLE:
        return text
    start = text[: MAX_TITLE - 1]
    return (start.rsplit(" ", 1)[0] if " " in start[MAX_TITLE // 2 :] else start).rstrip() + "…"


def quoted(text: str, language: str) -> str:
    """The sentence, `harmless`, in its language's quotation marks; as it is where it already begins with one."""
    text = harmless(text)
    if primary_subtag(language) == "fr":
        text = _FRENCH_SPACES.sub("\u00a0", text)
    if text.startswith(BEGINS_QUOTED):
        return text
    opening, closing = _QUOTES.get(primary_subtag(language), _ENGLISH)
    return f"{opening}{text}{closing}"


def direction(language: str) -> str:
    """`rtl`, `ltr`, or `auto` for a language that is not known: what HTML's `dir` wants.

    A script in the tag counts more than the language: `ks-Deva` runs to the right.
    """
    if primary_subtag(language) == "und":
        return "auto"
    scripts = [part.lower() for part in re.split("[-_]", language)[1:] if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if primary_subtag(language) in _RTL_LANGUAGES else "ltr"


def minute(at: datetime) -> str:
    """Return a moment to the minute, in the zone that it carries."""
    return f"{at:%Y-%m-%d %H:%M}"

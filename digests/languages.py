"""Which language tags are one language to a reader, and which of several he would rather read.

In: BCP 47 tags, as a person wishes for them and as articles are tagged. Out: whether they match, or the best of them.
Pure; distances are CLDR's, by langcodes.

>>> same_language("pt-BR", "pt"), same_language("zh-Hant", "zh")
(True, False)
>>> best_language(("ca", "es-MX"), {"en", "es"})
'es'
"""

from collections.abc import Collection, Sequence
from functools import lru_cache

import langcodes
from langcodes.data_dicts import MACROLANGUAGES
from langcodes.tag_parser import LanguageTagError

CACHED_TAGS = 4096  # tags, or pairs of them, whose verdict is kept: digests ask about the same few again and again
# The most that tags of one language differ by in CLDR's language matching: 5 for a region, 20 for the two Norwegian
# standards; another script that its readers do not share is 50 or more.
FARTHEST = 20

# ISO 639-3 counts these as one language with others, and their readers do not.
_ON_THEIR_OWN = frozenset("bs cnr hr id ltg sr".split())

# Frequent signs that the two scripts of Chinese write differently, in the same order, neither of which the other uses.
_TRADITIONAL = frozenset(
    "國學會來這個們時說為對發經關進過還現開長東門車馬見話認議論訊電報場應該點動業體實樣從變當無將強張黨區總統選舉勞術銀資產導聯軍戰義權檢調處醫療藥環氣歲華務團顯則據壓決災損縣鎮"
)
_SIMPLIFIED = frozenset(
    "国学会来这个们时说为对发经关进过还现开长东门车马见话认议论讯电报场应该点动业体实样从变当无将强张党区总统选举劳术银资产导联军战义权检调处医疗药环气岁华务团显则据压决灾损县镇"
)
_NO_LANGUAGE = frozenset("mis mul und zxx".split())


@lru_cache(CACHED_TAGS)
def same_language(a: str, b: str) -> bool:
    """Whether a reader of `a` reads `b` as his own language: another region, standard or name of it.

    Another script of Chinese is not; `und` and what is no tag match nothing.
    """
    return _language(a) == _language(b) != "" and _distance(a, b) <= FARTHEST


def best_language(wishes: Sequence[str], have: Collection[str]) -> str | None:
    """Return the nearest of `have` to the first wish that one of them satisfies, None when none satisfies any."""
    for wish in wishes:
        if matching := [tag for tag in have if same_language(wish, tag)]:
            return _nearest(wish, matching)
    return None


def variant_language(wish: str, have: Collection[str]) -> str | None:
    """Return the nearest of `have` that is the wished language in another script, None when there is none."""
    wished = _language(wish)
    others = [tag for tag in have if wished and _language(tag) == wished and not same_language(wish, tag)]
    return _nearest(wish, others) if others else None


def primary(tag: str) -> str:
    """Return the language of a tag without region and script, as it is written but in lower case: "pt" of "pt-BR"."""
    return tag.replace("_", "-").partition("-")[0].lower()


def chinese(text: str, declared: str = "") -> str:
    """Return "zh-Hant" for Chinese text in traditional signs, "zh" (CLDR's short form of "zh-Hans") for simplified.

    The declared tag decides where the text has as many of the one as of the other.
    """
    balance = sum((sign in _TRADITIONAL) - (sign in _SIMPLIFIED) for sign in text)
    if balance:
        return "zh-Hant" if balance > 0 else "zh"
    return "zh-Hant" if same_language(declared, "zh-Hant") else "zh"


def _nearest(wish: str, tags: Collection[str]) -> str:
    return min(tags, key=lambda tag: (tag != wish, _distance(wish, tag), tag))


def _distance(a: str, b: str) -> int:
    """CLDR's distance the shorter way: a reader of Egyptian Arabic has 10 to Arabic, one of Arabic 80 back."""
    return min(langcodes.tag_distance(a, b), langcodes.tag_distance(b, a))


@lru_cache(CACHED_TAGS)
def _language(tag: str) -> str:
    """The language of a tag by its present name, a part of a macro-language by that of the whole; "" for none."""
    try:
        name = langcodes.Language.get(tag).language or ""
    except LanguageTagError:
        return ""
    if name in _NO_LANGUAGE or not langcodes.tag_is_valid(name or tag):
        return ""
    return name if name in _ON_THEIR_OWN else MACROLANGUAGES.get(name, name)

"""Which sentences of an article can be quoted alone.

In: sentences as they were split, their language. Out: those that a reader understands without what stood around them.
Pure.
"""

import re
from collections.abc import Iterable, Sequence

from digests.lexicon import (
    ADDITIVES,
    DANGLING_OPENERS,
    POINTING_CLAUSES,
    POINTING_WORDS,
    PREPOSITIONS,
    SPEAKER_PRONOUNS,
)
from digests.models import Sentence

MIN_CHARACTERS = 30
MAX_CHARACTERS = 500  # a longer "sentence" is a list or a text without full stops
MIN_WORDS = 5
SPACELESS_MIN_CHARACTERS = 12  # Chinese, Japanese and Thai say in 12 characters what takes 30 elsewhere
SPEECH_TAG_WORDS = 6  # "he said on Monday": no more than this, and no name among them
BARE_SPEECH_TAG_WORDS = 2  # "ha detto": too few to say who spoke, in languages that leave the pronoun out
OPENING_WORDS = 4  # how far from its start a sentence is looked at for words that point back

_END = re.compile(r"[.!…。！।؟?][\"'”’»“‘)\]\s」』]*$")
_QUESTION = re.compile(r"[?？؟;]\s*[\"'”’»“‘)\]」』]*\s*$")  # ";" is the Greek question mark
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_QUOTATION = re.compile(r"^[«“„\"»‘‚「『].*[»”“\"’‘」』]\s*[.!…]?\s*$")
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"), ("「", "」"), ("『", "』"))


def quotable(sentences: Iterable[Sentence], language: str) -> list[Sentence]:
    """Return the sentences that can stand alone, in order; when there is none, those that are at least whole."""
    whole = [sentence for sentence in sentences if is_whole(sentence.text)]
    standing = [sentence for sentence in whole if not dangles(sentence.text, language)]
    return standing or whole


def is_whole(text: str) -> bool:
    """Whether this is one complete statement: no heading, list item, question, or half of a quotation."""
    if not _END.search(text) or _QUESTION.search(text) or not _has_quotable_length(text):
        return False
    first = next((character for character in text if character.isalnum()), "")
    if first.islower() or text.lstrip()[:1] in "-–—•*…":
        return False
    return _balanced(text)


def _has_quotable_length(text: str) -> bool:
    if _SPACELESS.search(text):
        return SPACELESS_MIN_CHARACTERS <= len(text) <= MAX_CHARACTERS
    return MIN_CHARACTERS <= len(text) <= MAX_CHARACTERS and len(text.split()) >= MIN_WORDS


def dangles(text: str, language: str) -> bool:
    """Whether the sentence points back to something that was said before it, or is a quotation without its speaker."""
    primary = language.split("-", maxsplit=1)[0]
    if _QUOTATION.match(text) or _has_unnamed_speaker(text, primary):
        return True
    if any(clause in text.casefold() for clause in POINTING_CLAUSES.get(primary, ())):
        return True
    words = re.findall(r"\w+", text[:160])
    low = [word.casefold() for word in words[: OPENING_WORDS + 1]]
    if not low:
        return True
    if primary == "de" and low[0] == "das" and _is_article(words):
        return False
    openers = DANGLING_OPENERS.get(primary, frozenset())
    if any("_".join(low[:length]) in openers for length in range(1, OPENING_WORDS + 1)):
        return True
    if any(word in ADDITIVES.get(primary, frozenset()) for word in low[1:OPENING_WORDS]):
        return True
    behind_preposition = low[0] in PREPOSITIONS.get(primary, frozenset())
    return behind_preposition and any(word in POINTING_WORDS.get(primary, frozenset()) for word in low[1:3])


def _has_unnamed_speaker(text: str, primary: str) -> bool:
    """Whether a quotation is followed by no more than "he said" or «ha detto»."""
    quotation = re.match(r"[«“„\"»‘].*[»”“\"’‘](.*)$", text)
    if not quotation:
        return False
    said = re.findall(r"\w+", quotation[1])
    if len(said) > SPEECH_TAG_WORDS or any(word[0].isupper() for word in said):
        return False
    pronouns = SPEAKER_PRONOUNS.get(primary, frozenset())
    return len(said) <= BARE_SPEECH_TAG_WORDS or any(word in pronouns for word in said)


def _is_article(words: Sequence[str]) -> bool:
    """Whether a German "Das" is the article of a noun ("Das Museum", "Das neue Museum") and not a pronoun ("Das
    fordern").
    """
    if len(words) < 3:  # the article, and an adjective with its noun
        return False
    adjective = words[1].endswith("e") and not words[1].endswith("te")  # "-te" is mostly a verb's past tense
    return words[1][0].isupper() or (adjective and words[2][0].isupper())


def _balanced(text: str) -> bool:
    """Whether every quotation and bracket that opens also closes: else the sentence is a part of a longer quotation."""
    if text.count('"') % 2 or any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS):
        return False
    low, high, end = (text.count(mark) for mark in "„“”")
    if low:  # „German“, „Polish”
        return low == high + end
    return high == end or (high == 0 and end % 2 == 0)  # “English”, ”Swedish”

"""Which sentences of an article can be quoted alone.

In: sentences as they were split, their language. Out: those that a reader understands without what stood around them.
Pure.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from digests.models import Sentence
from digests.page_words import CREDIT_MARKS, SERVICE_MARKS
from digests.sentence_words import (
    ADDITIVES,
    ADJECTIVES_IN_TE,
    AUTHOR_PRONOUNS,
    DANGLING_OPENERS,
    FIRST_PERSON,
    NEAR_WORDS,
    POINTING_CLAUSES,
    POINTING_WORDS,
    PREPOSITIONS,
    SPEAKER_PRONOUNS,
    STANDING_OPENERS,
    TIMES,
    VERBS_IN_E,
)

MIN_CHARACTERS = 30
MAX_CHARACTERS = 500  # a longer "sentence" is a list or a text without full stops
MIN_WORDS = 5
SPACELESS_MIN_CHARACTERS = 12  # Chinese, Japanese and Thai say in 12 characters what takes 30 elsewhere
SPEECH_TAG_WORDS = 3  # behind a quotation, among which a pronoun is its speaker: "he told Reuters", « a-t-il dit »
BARE_SPEECH_TAG_WORDS = 2  # "ha detto": too few to say who spoke, in languages that leave the pronoun out
OPENING_CHARACTERS = 160
OPENING_WORDS = 4  # how far from its start a sentence is looked at for words that point back

_END = re.compile(r"[.!…。！।۔։።។؟?][\"'”’»“‘)\]\s」』]*$")
_QUESTION = re.compile(r"[?？؟;]\s*[\"'”’»“‘)\]」』]*\s*$")  # ";" is the Greek question mark
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_ADDRESS = re.compile(r"https?://|\bwww\.|\bpic\.(?:twitter|x)\.com/|\bt\.co/|@\w{2}")  # links, posts, contacts
_BREAKS_OFF = re.compile(r"(?:\.\.|…)[\])]*$")  # where a feed cuts its text
_LIST_NUMBER = re.compile(r"\(?\w{1,2}\)")
_TAG = re.compile(r"[«“„\"»‘].*(?:[»”“\"]|’(?!\w))(.*)$")  # what follows a quotation; ’ may be an apostrophe
_QUOTATION = re.compile(r"^[«“„\"»‘‚「『].*[»”“\"’‘」』]\s*[.!…]?\s*$")
_QUOTE_MARK = re.compile('[«“„"「‘]')
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"), ("「", "」"), ("『", "』"))


def quotable(sentences: Iterable[Sentence], language: str) -> list[Sentence]:
    """Return the sentences that can stand alone, in order; when there is none, those that are at least whole."""
    whole = [sentence for sentence in sentences if is_whole(sentence.text)]
    standing = [sentence for sentence in whole if not dangles(sentence.text, language)]
    return standing or whole


def is_whole(text: str) -> bool:
    """Whether this is one complete statement: no heading, list item, question, post, or half of a quotation."""
    if not _has_quotable_length(text):  # first of all: a "sentence" of 100,000 blanks is searched by no pattern
        return False
    if not _END.search(text) or _QUESTION.search(text) or _BREAKS_OFF.search(text):
        return False
    low = text.casefold()
    if _ADDRESS.search(text) or any(mark in low for mark in (*CREDIT_MARKS, *SERVICE_MARKS)):
        return False  # furniture that a page set into a paragraph
    first = re.search(r"[^\W_]+", text)
    if first is None or first[0].islower():  # a name may be: "eBay"
        return False
    if text.lstrip()[:1] in "-–—•*…·▪►" or _LIST_NUMBER.match(text.lstrip()):
        return False
    return _balanced(text)


def _has_quotable_length(text: str) -> bool:
    if _SPACELESS.search(text):
        return SPACELESS_MIN_CHARACTERS <= len(text) <= MAX_CHARACTERS
    return MIN_CHARACTERS <= len(text) <= MAX_CHARACTERS and len(text.split()) >= MIN_WORDS


def dangles(text: str, language: str) -> bool:
    """Whether the sentence needs more than itself: what stood before it, a quotation's speaker, or who says "I"."""
    primary = language.split("-", maxsplit=1)[0]
    tag = _TAG.match(text)
    if _QUOTATION.match(text) or (tag and _is_unnamed(tag[1], primary)):
        return True
    if primary in POINTING_CLAUSES and re.search(POINTING_CLAUSES[primary], text.casefold()):
        return True
    words = re.findall(r"[^\W_]+", text[:OPENING_CHARACTERS])
    low = _without_dates([word.casefold() for word in words], primary)[: OPENING_WORDS + 1]
    if not low:
        return True
    unquoted = _QUOTE_MARK.split(text, maxsplit=1)[0].casefold()
    if not AUTHOR_PRONOUNS.get(primary, frozenset()).isdisjoint(re.findall(r"\w+", unquoted)[: OPENING_WORDS + 1]):
        return True
    if primary == "de" and low[0] == "das" and _is_article(words):
        return False
    openers = DANGLING_OPENERS.get(primary, frozenset())
    if tag and any(word[0].isupper() for word in re.findall(r"[^\W_]+", tag[1])):
        openers -= FIRST_PERSON.get(primary, frozenset())  # “We will stay,” said Ada Brown.
    starts = {"_".join(low[:length]) for length in range(1, OPENING_WORDS + 1)}
    if starts & openers and not starts & STANDING_OPENERS.get(primary, frozenset()):
        return True
    if any(word in ADDITIVES.get(primary, frozenset()) for word in low[1:OPENING_WORDS]):
        return True
    behind_preposition = low[0] in PREPOSITIONS.get(primary, frozenset())
    return behind_preposition and any(word in POINTING_WORDS.get(primary, frozenset()) for word in low[1:3])


def _is_unnamed(tag: str, primary: str) -> bool:
    """Whether what follows a quotation says no more of its speaker than "he said on Monday" or «ha detto»."""
    said = re.findall(r"[^\W_]+", tag)
    if any(word in SPEAKER_PRONOUNS.get(primary, frozenset()) for word in said[:SPEECH_TAG_WORDS]):
        return True
    return len(said) <= BARE_SPEECH_TAG_WORDS and not any(word[0].isupper() for word in said)


def _without_dates(low: Sequence[str], primary: str) -> list[str]:
    """Return the words without a "this" that points to the day of the news: "this week", "ce mardi"."""
    near, times = NEAR_WORDS.get(primary, frozenset()), TIMES.get(primary, frozenset())
    return [word for word, following in zip_longest(low, low[1:]) if not (word in near and following in times)]


def _is_article(words: Sequence[str]) -> bool:
    """Whether a German "Das" is an article ("Das Museum", "Das neue Museum") and not a pronoun ("Das fordern")."""
    if len(words) < 3:  # the article, and an adjective with its noun
        return False
    second, third = words[1], words[2]
    if not second[0].islower() or second in PREPOSITIONS["de"]:  # a verb never stands between: "Das am Montag …"
        return True
    adjectives = [_is_adjective(second), _is_adjective(third)]
    return adjectives[0] and (third[0].isupper() or third == "und" or adjectives[1])


def _is_adjective(word: str) -> bool:
    """Whether a German word can stand between "das" and its noun."""
    if word in VERBS_IN_E or not word[0].islower():
        return False
    return word in ADJECTIVES_IN_TE or (word.endswith("e") and not word.endswith("te"))


def _balanced(text: str) -> bool:
    """Whether every quotation and bracket that opens also closes: else the sentence is a part of a longer quotation."""
    straight = text.count('"')
    low, high, end = (text.count(mark) for mark in "„“”")
    if low and straight % 2:  # „typed"
        return low == high + end + straight
    if straight % 2 or any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS):
        return False
    if low:  # „German“, „Polish”
        return low == high + end
    return high == end or (high == 0 and end % 2 == 0)  # “English”, ”Swedish”

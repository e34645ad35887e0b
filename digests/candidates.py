"""Which sentences of a story's articles can be quoted alone, and which only together with the one before.

In: the sentences of each article as they were split, their language. Out: those that a reader understands without what
stood around them. Pure.

>>> tram = Sentence(article_id="a", start=0, end=49, text="Ada Brown opened the tram line of Orsk on Monday.")
>>> [sentence.start for sentence in quotable([[tram]], "en")]
[0]
"""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise, zip_longest

from digests.languages import primary
from digests.models import Sentence
from digests.opening_words import (
    DANGLING_BEGINNINGS,
    DANGLING_OPENERS,
    READER_OPENERS,
    STANDING_BEGINNINGS,
    STANDING_OPENERS,
)
from digests.page_words import CREDIT_MARKS, READER_WORDS, SERVICE_MARKS, SERVICE_WORDS
from digests.pointing_words import (
    ADDITIVES,
    ADJECTIVES_IN_TE,
    AUTHOR_PRONOUNS,
    FIRST_PERSON,
    NEAR_WORDS,
    POINTING_CLAUSES,
    POINTING_WORDS,
    PREPOSITIONS,
    SPEAKER_PRONOUNS,
    TIMES,
    VERBS_IN_E,
)

MIN_CHARACTERS = 30
MAX_CHARACTERS = 500  # a longer "sentence" is a list or a text without full stops
MIN_WORDS = 5
DENSE_MIN_CHARACTERS = 12  # Chinese, Japanese, Korean and Thai say in 12 characters what takes 30 elsewhere
LEDE_SENTENCES = 3  # at the beginning of an article, that may lack their full stop
LEDE_CHARACTERS = 40  # from which such a one is no heading
STOPLESS_MIN_CHARACTERS = 25  # of a sentence in a language of dense letters that ends without a full stop
SPEECH_TAG_WORDS = 3  # behind a quotation, among which a pronoun is its speaker: "he told Reuters", « a-t-il dit »
BARE_SPEECH_TAG_WORDS = 2  # "ha detto": too few to say who spoke, in languages that leave the pronoun out
OPENING_CHARACTERS = 160
OPENING_WORDS = 4  # how far from its start a sentence is looked at for words that point back
NEAR_START = 8  # words, dates among them, that hold those
QUOTED_SENTENCES = 8  # so far is the end of a quotation looked for; farther, its beginning is taken for a slip
JUDGED_SENTENCES = 8192  # whose verdict is kept: digests ask about the same ones, and `dependent` after `quotable`

# What page_words need not know, as only these short texts are left of a page: names of a button's icon, and, where it
# speaks to its reader, what a paper offers to send.
ICONS = ("pfeil nach rechts", "pfeil nach unten", "arrow right", "right arrow", "arrow-right", "chevron right")
ALERTS = ("news alert", "news alerts", "breaking news", "eilmeldung", "eilmeldungen", "alertes info")

_STOPS = ".!…。！।॥۔།።։؟?？၊။។៕፧⁉⁈‽．｡"
_QUESTION_MARKS = frozenset("?？؟⸮፧՞;")  # ";" is the Greek one
_CLOSING = "\"'”’»“‘)]」』 \u00a0\u202f"
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STOPLESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]|[\u3040-\u30ff\u3400-\u9fff].*[，、,]")
_ADDRESS = re.compile(r"https?://|\bwww\.|\bpic\.(?:twitter|x)\.com/|\bt\.co/|@\w{2}")  # links, posts, contacts
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|<%|%>|\$\{")  # of a page that was never filled in
_BREAKS_OFF = ("..", "…")  # where a feed cuts its text
_LIST_NUMBER = re.compile(r"\(?\w{1,2}\)")
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"[«“„\"»‘].*(?:[»”“\"]|’(?!\w))(.*)$")  # what follows a quotation; ’ may be an apostrophe
_QUOTATION = re.compile(r"^[«“„\"»‘‚「『].*[»”“\"’‘」』]\s*[.!…]?\s*$")
_QUOTE_MARK = re.compile('[«“„"「‘»”’』」]')
_OPENS_LAST = re.compile(r'(?:^|[\s(:–—-])"\w[^"]*$')
_NONE: frozenset[str] = frozenset()
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"), ("「", "」"), ("『", "』"))
_CLAUSES = {language: (words, re.compile(pattern)) for language, (words, pattern) in POINTING_CLAUSES.items()}


class _Kind(IntEnum):
    """What a sentence is good for."""

    FURNITURE = 0  # of the page, or without a word
    FRAGMENT = 1  # not one complete statement
    HANGING = 2  # whole, but needs more than the sentence before it: a speaker, the author's person
    POINTING = 3  # whole, but points back to what stood before it
    STANDING = 4  # can be quoted alone


def quotable(read: Iterable[Sequence[Sentence]], language: str) -> list[Sentence]:
    """Return the sentences that can stand alone, in order; when there is none, those that are at least whole.

    When there is none of those either: all that are no furniture; at last all that have a word. `read` are those of
    each article of a story, in order.
    """
    judged = [pair for own in read for pair in zip(own, _kinds(own, language), strict=True)]
    for least in (_Kind.STANDING, _Kind.HANGING, _Kind.FRAGMENT):
        if kept := [sentence for sentence, kind in judged if kind >= least]:
            return kept
    return [sentence for sentence, _ in judged if _WORD.search(sentence.text)]


def dependent(sentences: Sequence[Sentence], language: str) -> dict[Sentence, Sentence]:
    """Return the whole sentences that point back to the one directly before them, which can stand alone, with that one.

    They can be quoted behind it. `sentences` are those of one article, in order, without gaps.
    """
    judged = zip(sentences, _kinds(sentences, language), strict=True)
    return {
        sentence: before
        for (before, kind_before), (sentence, kind) in pairwise(judged)
        if kind is _Kind.POINTING and kind_before is _Kind.STANDING
    }


def is_whole(text: str) -> bool:
    """Whether this is one complete statement: no heading, list item, question, post, or half of a quotation."""
    if not _has_quotable_length(text) or not _is_ended(text):  # first of all: a "sentence" of 100,000 blanks
        return False
    first = _WORD.search(text)
    if first is None or (first[0][0].islower() and not "ა" <= first[0][0] <= "ჿ" and first[0].islower()):
        return False  # a name may begin so: "eBay"
    start = text.lstrip()
    if start[0] in "-–—•*…·▪►" or "•" in text or _LIST_NUMBER.match(start):
        return False
    if ("/" in text or "@" in text or "www." in text) and _ADDRESS.search(text):
        return False
    return _balanced(text) and not _is_furniture(text.casefold())


def dangles(text: str, language: str) -> bool:
    """Whether the sentence needs more than itself: what stood before it, a quotation's speaker, or who says "I"."""
    tag = primary(language)
    return _hangs(text, tag) or _points_back(text, tag)


def _kinds(sentences: Sequence[Sentence], language: str) -> list[_Kind]:
    tag = primary(language)
    kinds = [_kind(sentence.text[: MAX_CHARACTERS + 1], tag) for sentence in sentences]
    for place, sentence in enumerate(sentences[:LEDE_SENTENCES]):
        if kinds[place] is _Kind.FRAGMENT and _lacks_only_its_stop(sentence.text):
            kinds[place] = _kind(f"{sentence.text}.", tag)
    for place in _quoted(sentences):
        kinds[place] = min(kinds[place], _Kind.FRAGMENT)
    return kinds


@lru_cache(JUDGED_SENTENCES)
def _kind(text: str, language: str) -> _Kind:
    if not is_whole(text):
        return _Kind.FRAGMENT if _WORD.search(text) and not _is_furniture(text.casefold()) else _Kind.FURNITURE
    if _hangs(text, language):
        return _Kind.HANGING
    return _Kind.POINTING if _points_back(text, language) else _Kind.STANDING


def _lacks_only_its_stop(text: str) -> bool:
    """Whether this may be a statement but for its full stop, as many papers print the first paragraph."""
    return LEDE_CHARACTERS <= len(text) < MAX_CHARACTERS and (text[-1].isalnum() or text[-1] in _CLOSING)


def _quoted(sentences: Sequence[Sentence]) -> list[int]:
    """Return the places of sentences in the midst of a quotation, which began in one before and ends in one behind."""
    inside: list[int] = []
    opened: int | None = None
    is_german = False  # „opened so“: the mark that closes is the one that opens in English
    for place, sentence in enumerate(sentences):
        text = sentence.text
        if opened is not None and place - opened > QUOTED_SENTENCES:
            opened, is_german = None, False
        if not _QUOTE_MARK.search(text):
            continue
        is_odd = text.count('"') % 2 == 1
        is_opening = is_odd and bool(_OPENS_LAST.search(text))
        opens = text.count("„") + text.count("«") + text.count("「")
        closes = text.count("”") + text.count("»") + text.count("」")
        if is_german or "„" in text:
            closes += text.count("“")
        else:
            opens += text.count("“")
        if opened is not None and ((is_odd and not is_opening) or closes > opens):
            inside.extend(range(opened + 1, place))
            opened, is_german = None, False
        elif is_opening or opens > closes:
            opened, is_german = place, "„" in text
    return inside


# ---------------------------------------------------------------- whole


def _has_quotable_length(text: str) -> bool:
    length = len(text)
    if length > MAX_CHARACTERS or length < DENSE_MIN_CHARACTERS:
        return False
    if length >= MIN_CHARACTERS and len(text.split(maxsplit=MIN_WORDS)) >= MIN_WORDS:
        return True
    return not text.isascii() and 2 * len(_DENSE.findall(text)) > length


def _is_ended(text: str) -> bool:
    """Whether the text ends as a statement does, not as a heading, a question, or where a feed cuts it."""
    if text.rstrip("])").endswith(_BREAKS_OFF):
        return False
    end = text.rstrip(_CLOSING)
    stops = end[len(end.rstrip(_STOPS)) :]
    if not stops:
        return end[-1:] not in _QUESTION_MARKS and len(text) >= STOPLESS_MIN_CHARACTERS and bool(_STOPLESS.search(text))
    return _QUESTION_MARKS.isdisjoint(stops)


def _by_word(marks: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return marks by a word that each has, so that few have to be looked for, and those that have none."""
    by_word: dict[str, tuple[str, ...]] = {}
    wordless = []
    for mark in marks:
        words = [word for word in _WORD.findall(mark) if word.isascii() or not _DENSE.search(word)]
        if mark[0].isalnum() and mark[-1].isalnum() and words:
            word = max(words, key=len)
            by_word[word] = (*by_word.get(word, ()), mark)
        else:
            wordless.append(mark)
    return by_word, tuple(wordless)


_MARKS_BY_WORD, _WORDLESS_MARKS = _by_word((*CREDIT_MARKS, *SERVICE_MARKS, *ICONS))
_MARK_WORDS = frozenset(_MARKS_BY_WORD)
_SERVICES_BY_WORD, _ = _by_word((*SERVICE_WORDS, *ALERTS))


def _is_furniture(low: str) -> bool:
    """Whether a part of the page was set into the paragraph, or the paper speaks of its services to its reader."""
    if any(mark in low for mark in _WORDLESS_MARKS) or _TEMPLATE.search(low):
        return True
    words = set(_WORD.findall(low))
    if not words.isdisjoint(_MARK_WORDS) and _has_mark(low, words, _MARKS_BY_WORD):
        return True
    return not words.isdisjoint(READER_WORDS) and _has_mark(low, words, _SERVICES_BY_WORD)


def _has_mark(low: str, words: set[str], by_word: dict[str, tuple[str, ...]]) -> bool:
    return any(mark in low for word in words & by_word.keys() for mark in by_word[word])


def _balanced(text: str) -> bool:
    """Whether every quotation and bracket that opens also closes: else the sentence is a part of a longer quotation."""
    straight = text.count('"')
    low, high, end = text.count("„"), text.count("“"), text.count("”")
    if low and straight % 2:  # „typed"
        return low == high + end + straight
    if straight % 2 or any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS):
        return False
    if low:  # „German“, „Polish”
        return low == high + end
    return high == end or (high == 0 and end % 2 == 0)  # “English”, ”Swedish”


# ---------------------------------------------------------------- dangling


def _hangs(text: str, language: str) -> bool:
    """Whether it is a quotation without its speaker, says "I" outside of one, or tells its reader what to do."""
    unquoted = text[:OPENING_CHARACTERS]
    if mark := _QUOTE_MARK.search(text):
        tag = _TAG.match(text)
        if _QUOTATION.match(text) or (tag and _is_unnamed(tag[1], language)):
            return True
        unquoted = unquoted[: mark.start()]
    low = _WORD.findall(unquoted.casefold())[: OPENING_WORDS + 1]
    if not AUTHOR_PRONOUNS.get(language, _NONE).isdisjoint(low):
        return True
    first = FIRST_PERSON.get(language, _NONE)
    if language in DANGLING_BEGINNINGS:
        return unquoted.lstrip().startswith(tuple(first))
    return bool(low) and (low[0] in first or low[0] in READER_OPENERS.get(language, _NONE))


def _points_back(text: str, language: str) -> bool:
    words = _WORD.findall(text[:OPENING_CHARACTERS])
    low = _without_dates([word.casefold() for word in words[:NEAR_START]], language)[: OPENING_WORDS + 1]
    if not low:
        return True
    if language in DANGLING_BEGINNINGS:
        start = text.lstrip('“”"「『（( ')
        return start.startswith(DANGLING_BEGINNINGS[language]) and not start.startswith(
            STANDING_BEGINNINGS.get(language, ())
        )
    if language in _CLAUSES and _has_pointing_clause(text, language):
        return True
    if language == "de" and low[0] == "das" and _is_article(words):
        return False
    openers = DANGLING_OPENERS.get(language, _NONE)
    tag = _TAG.match(text) if _QUOTE_MARK.search(text) else None
    if tag and any(word[0].isupper() for word in _WORD.findall(tag[1])):
        openers -= FIRST_PERSON.get(language, _NONE)  # “We will stay,” said Ada Brown.
    starts = {"_".join(low[:length]) for length in range(1, OPENING_WORDS + 1)}
    if starts & openers and not starts & STANDING_OPENERS.get(language, _NONE):
        return True
    if not ADDITIVES.get(language, _NONE).isdisjoint(low[1:OPENING_WORDS]):
        return True
    if low[0] not in PREPOSITIONS.get(language, _NONE):
        return False
    return not POINTING_WORDS.get(language, _NONE).isdisjoint(low[1:3])


def _has_pointing_clause(text: str, language: str) -> bool:
    words, pattern = _CLAUSES[language]
    low = text.casefold()
    return any(word in low for word in words) and pattern.search(low) is not None


def _is_unnamed(tag: str, language: str) -> bool:
    """Whether what follows a quotation says no more of its speaker than "he said on Monday" or «ha detto»."""
    said = _WORD.findall(tag)
    if any(word in SPEAKER_PRONOUNS.get(language, _NONE) for word in said[:SPEECH_TAG_WORDS]):
        return True
    return len(said) <= BARE_SPEECH_TAG_WORDS and not any(word[0].isupper() for word in said)


def _without_dates(low: Sequence[str], language: str) -> list[str]:
    """Return the words without a "this" that points to the day of the news: "this week", "ce mardi"."""
    near = NEAR_WORDS.get(language, _NONE)
    if near.isdisjoint(low):
        return list(low)
    times = TIMES.get(language, _NONE)
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

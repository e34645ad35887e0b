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
    OPENING_ADVERBS,
    PARTICIPLE_ENDS,
    READER_OPENERS,
    READER_PRONOUNS,
    STANDING_BEGINNINGS,
    STANDING_OPENERS,
    UNNAMED_SUBJECTS,
)
from digests.page_words import ALERTS, CREDIT_MARKS, ICONS, READER_WORDS, SERVICE_MARKS, SERVICE_WORDS
from digests.pointing_words import (
    ADDITIVES,
    ADJECTIVES_IN_TE,
    AUTHOR_PRONOUNS,
    FIRST_PERSON,
    IMPERSONAL,
    LATE_PRONOUNS,
    NEAR_WORDS,
    NO_VERBS,
    PLACE_PREPOSITIONS,
    POINTING_CLAUSES,
    POINTING_WORDS,
    PREPOSITIONS,
    SPEAKER_PRONOUNS,
    TIMES,
    VERB_SECOND,
    VERBS_IN_E,
)
from digests.quotations import QUOTE_MARK, balanced, quoted_places
from digests.sentence_words import CLIPPED_WORD

MIN_CHARACTERS = 30
MAX_CHARACTERS = 500  # a longer "sentence" is a list or a text without full stops
MIN_WORDS = 5
DENSE_MIN_CHARACTERS = 12  # Chinese, Japanese, Korean and Thai say in 12 characters what takes 30 elsewhere
LEDE_SENTENCES = 3  # at the beginning of an article, that may lack their full stop
LEDE_CHARACTERS = 40  # from which such a one is no heading
STOPLESS_MIN_CHARACTERS = 25  # of a sentence in a language of dense letters that ends without a full stop
SPEECH_TAG_WORDS = 3  # behind a quotation, among which a pronoun is its speaker: "he told Reuters", « a-t-il dit »
BARE_SPEECH_TAG_WORDS = 2  # "ha detto": too few to say who spoke, in languages that leave the pronoun out
OPENING_CHARACTERS = 120  # of a sentence, in which its opening words are looked for
READER_CHARACTERS = 60  # in which a service tells its reader what to do
OPENING_WORDS = 4  # how far from its start a sentence is looked at for words that point back
LATE_NOUN_WORDS = 4  # before one behind no comma: in four, a noun and a verb may be: "On Monday police said they"
FEW_WORDS = 3  # "In San Marino, he", "Grand reporter, il": what opens with more may name somebody, or be a clause
NEAR_START = 8  # words, dates among them, that hold those; and the verb before a pronoun: "Maandag zei hij"
JUDGED_SENTENCES = 8192  # whose verdict is kept: digests ask about the same ones, and `dependent` after `quotable`

_STOPS = ".!…。！।॥۔།።։؟?？၊။។៕፧⁉⁈‽．｡"
_QUESTION_MARKS = frozenset("?？؟⸮፧՞;")  # ";" is the Greek one
_OPENING = "“”„«»\"'‘¿¡(（「『 \u00a0\u202f"
_CLOSING = "\"'”’»“‘)]」』 \u00a0\u202f"
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STOPLESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]|[\u3040-\u30ff\u3400-\u9fff].*[，、,]")
_ADDRESS = re.compile(r"https?://|\bwww\.|\bpic\.(?:twitter|x)\.com/|\bt\.co/|@\w{2}")  # links, posts, contacts
_TEMPLATE = r"\{\{|\}\}|\{%|%\}|<%|%>|\$\{"  # of a page that was never filled in
_BREAKS_OFF = ("..", "…")  # where a feed cuts its text
_CLIPPED = re.compile(CLIPPED_WORD)
_LIST_NUMBER = re.compile(r"\(?\w{1,2}\)")
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"[«“„\"»‘].*(?:[»”“\"]|’(?!\w))(.*)$")  # what follows a quotation; ’ may be an apostrophe
_QUOTATION = re.compile(r"^[«“„\"»‘‚「『].*[»”“\"’‘」』]\s*[.!…]?\s*$")
_NONE: frozenset[str] = frozenset()
_LATE = {tag: re.compile(rf"(?<![\w’'-])(?:{'|'.join(words)})(?![\w’'-])") for tag, words in LATE_PRONOUNS.items()}
_IMPERSONAL = {language: re.compile(pattern) for language, pattern in IMPERSONAL.items()}
_UNNAMED = {language: re.compile(pattern) for language, pattern in UNNAMED_SUBJECTS.items()}
_BREAK = re.compile('[:;–—(«“„"「‘»”』」]|’(?!\\w)')
_SAID = re.compile(r", (?:sagt|so |erklär|teilt|beton|mein|schr|kündigt|fügt|heißt|hieß|berichtet)")  # by whom follows
_READER = re.compile(READER_PRONOUNS)
_CLAUSES = {language: (words, re.compile(pattern)) for language, (words, pattern) in POINTING_CLAUSES.items()}


class _Kind(IntEnum):
    """What a sentence is good for."""

    FURNITURE = 0  # of the page, or without a word
    FRAGMENT = 1  # not one complete statement
    HANGING = 2  # whole, but needs more than the sentence before it: a speaker, the author's person
    POINTING = 3  # whole, but points back to what stood before it
    STANDING = 4  # can be quoted alone


def quotable(read: Iterable[Sequence[Sentence]], language: str) -> list[Sentence]:
    """Return the sentences that can stand alone, in order. `read` are those of each article of a story, in order."""
    return [sentence for sentence, kind in _judged(read, language) if kind is _Kind.STANDING]


def makeshifts(read: Iterable[Sequence[Sentence]], language: str) -> list[Sentence]:
    """Return what may be quoted where nothing stands alone, best first: what is whole, fragments, furniture, signs."""
    every = [(min(kind, _Kind.HANGING), sentence) for sentence, kind in _judged(read, language)]
    return [one for _, one in sorted(every, key=lambda pair: (-pair[0], not _WORD.search(pair[1].text)))]


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
    start = text.lstrip()
    if first is None or (first[0].islower() and not "ა" <= first[0][0] <= "ჿ" and not _CLIPPED.match(start)):
        return False  # a name may begin so: "eBay"
    if start[0] in "-–—•*…·▪►" or "•" in text or _LIST_NUMBER.match(start):
        return False
    if ("/" in text or "@" in text or "www." in text) and _ADDRESS.search(text):
        return False
    return balanced(text) and not _is_furniture(text.casefold())


def _judged(read: Iterable[Sequence[Sentence]], language: str) -> list[tuple[Sentence, _Kind]]:
    return [pair for own in read for pair in zip(own, _kinds(own, language), strict=True)]


def _kinds(sentences: Sequence[Sentence], language: str) -> list[_Kind]:
    tag = primary(language)
    kinds = [_kind(sentence.text[: MAX_CHARACTERS + 1], tag) for sentence in sentences]
    for place, sentence in enumerate(sentences[:LEDE_SENTENCES]):
        if kinds[place] is _Kind.FRAGMENT and _lacks_only_its_stop(sentence.text):
            kinds[place] = _kind(f"{sentence.text}.", tag)
    for place in quoted_places([sentence.text for sentence in sentences]):
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


def _by_word(marks: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
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
    return by_word, wordless


_MARKS_BY_WORD, _wordless = _by_word((*CREDIT_MARKS, *SERVICE_MARKS, *ICONS))
_WORDLESS_MARKS = re.compile("|".join([*map(re.escape, _wordless), _TEMPLATE]))
_MARK_WORDS = frozenset(_MARKS_BY_WORD)
_SERVICES_BY_WORD, _ = _by_word((*SERVICE_WORDS, *ALERTS))


def _is_furniture(low: str) -> bool:
    """Whether a part of the page was set into the paragraph, or the paper speaks of its services to its reader."""
    if _WORDLESS_MARKS.search(low):
        return True
    words = set(_WORD.findall(low))
    if not words.isdisjoint(_MARK_WORDS) and _has_mark(low, words, _MARKS_BY_WORD):
        return True
    return not words.isdisjoint(READER_WORDS) and _has_mark(low, words, _SERVICES_BY_WORD)


def _has_mark(low: str, words: set[str], by_word: dict[str, tuple[str, ...]]) -> bool:
    return any(mark in low for word in words & by_word.keys() for mark in by_word[word])


# ---------------------------------------------------------------- dangling


def _hangs(text: str, language: str) -> bool:
    """Whether it is a quotation without its speaker, says "I" outside of one, or tells its reader what to do."""
    unquoted = text[:OPENING_CHARACTERS]
    if mark := QUOTE_MARK.search(text):
        tag = _TAG.match(text)
        if _QUOTATION.match(text) or (tag and _is_unnamed(tag[1], language)):
            return True
        unquoted = unquoted[: mark.start()]
    if language == "de" and _READER.search(unquoted[:READER_CHARACTERS]):
        return True
    low = _WORD.findall(unquoted.casefold())[: OPENING_WORDS + 1]
    if not AUTHOR_PRONOUNS.get(language, _NONE).isdisjoint(low):
        return True
    first = FIRST_PERSON.get(language, _NONE)
    if language in DANGLING_BEGINNINGS:
        return unquoted.lstrip().startswith(tuple(first))
    return bool(low) and (low[0] in first or low[0] in READER_OPENERS.get(language, _NONE))


def _points_back(text: str, language: str) -> bool:
    opening = text[:OPENING_CHARACTERS]
    low = _without_dates(_WORD.findall(opening.casefold())[:NEAR_START], language)[: OPENING_WORDS + 1]
    if not low:
        return True
    if language in DANGLING_BEGINNINGS:
        start, standing = text.lstrip(_OPENING), STANDING_BEGINNINGS.get(language, ())
        return start.startswith(DANGLING_BEGINNINGS[language]) and not start.startswith(standing)
    if language in _CLAUSES and _has_pointing_clause(text, language):
        return True
    if language in _UNNAMED and _UNNAMED[language].match(text.lstrip(_OPENING)):
        return True
    if language == "de" and low[0] == "das" and _is_article(_WORD.findall(opening)):
        return False
    openers = DANGLING_OPENERS.get(language, _NONE)
    tag = _TAG.match(text) if QUOTE_MARK.search(text) else None
    if tag and any(word[0].isupper() for word in _WORD.findall(tag[1])):
        openers -= FIRST_PERSON.get(language, _NONE)  # “We will stay,” said Ada Brown.
    starts = {"_".join(low[:length]) for length in range(1, OPENING_WORDS + 1)}
    if starts & openers and not starts & STANDING_OPENERS.get(language, _NONE):
        return True
    if not ADDITIVES.get(language, _NONE).isdisjoint(low[1:OPENING_WORDS]):
        return True
    if low[0] in PREPOSITIONS.get(language, _NONE) and not POINTING_WORDS.get(language, _NONE).isdisjoint(low[1:3]):
        return True
    return _has_late_pronoun(text, language)


def _has_late_pronoun(text: str, language: str) -> bool:
    """Whether behind an opening phrase without a name its subject is a pronoun: "On Monday he", "À Paris, elle"."""
    found = _LATE[language].search(text, 0, OPENING_CHARACTERS) if language in _LATE else None
    if not found:
        return False
    before, comma, rest = text[: found.start()].partition(",")
    words = _WORD.findall(before)
    if not words or rest.strip() or _BREAK.search(before) or (comma and text.startswith(",", found.end())):
        return False  # "Le maire, lui, refuse"
    first, last = words[0].casefold(), words[-1].casefold()
    unlike = NO_VERBS.get(language, _NONE)
    if language == "de":  # behind its verb, in a clause that no comma has opened
        is_behind_verb = not comma and words[-1].islower() and last not in unlike and len(words) > 1
        return is_behind_verb and not _SAID.search(text, found.end())
    if _is_named(words, language) or (language in _IMPERSONAL and _IMPERSONAL[language].match(text, found.start())):
        return False
    times = TIMES.get(language, _NONE)
    is_phrase = first in times or first in PREPOSITIONS.get(language, _NONE) | OPENING_ADVERBS.get(language, _NONE)
    if comma:
        is_phrase = is_phrase or first.endswith(PARTICIPLE_ENDS.get(language, ())) or last in times
        is_phrase = is_phrase or (len(words) <= FEW_WORDS and first not in unlike)
        return is_phrase and language not in VERB_SECOND
    if not is_phrase or last in unlike:
        return False
    if language in VERB_SECOND:
        return words[-1].islower() and 2 <= len(words) < NEAR_START
    return len(words) < LATE_NOUN_WORDS or last in times or last.isdigit()


def _is_named(words: Sequence[str], language: str) -> bool:
    """Whether a name stands among the words of an opening phrase; a capital in front, a day or a month is none."""
    if len(words) <= FEW_WORDS and words[0].casefold() in PLACE_PREPOSITIONS.get(language, _NONE):
        return False
    times = TIMES.get(language, _NONE)
    return any(word[0].isupper() and word.casefold() not in times for word in words[1:])


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

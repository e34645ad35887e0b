"""A text becomes sentences with their places: sentencex and our own rules, and sumy's tokenizer made of both.

In: an `Article`. Out: `Sentence`s, verbatim slices of its text in order, which lack nothing of it but blanks and stray
punctuation. Pure, offline (sumy's own tokenizer wants NLTK data). sentencex knows the abbreviations of some thirty
languages; what quotation marks, numbers, ellipses and speakers ask for is decided here, what languages without full
stops ask for in `phrases`.

>>> [text for _, text in spans("M. Dupont est là. Il part.", "fr")]
['M. Dupont est là.', 'Il part.']
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from unicodedata import category

import sentencex

from digests.languages import primary
from digests.models import Article, Sentence
from digests.phrases import has_no_case, phrase_begins
from digests.quotations import QUOTE_KIND, quotations
from digests.sentence_words import (
    ABBREVIATIONS,
    CLIPPED_WORD,
    EXCLAMATION_NAMES,
    NEVER_LAST,
    NUMBERED_ABBREVIATIONS,
    ORDINAL_DOT,
    PHRASE_OPENERS,
    SENTENCE_OPENERS,
    SPOKEN_BY,
)

LONGEST_ABBREVIATION = 24  # characters before a full stop that are looked at
LONGEST_ABBREVIATED_WORD = 3  # letters, where no list tells: "Haus. 36" and "ab. 36" end a sentence, "Abs. 36" may not
LONGEST_LIST_MARK = 6  # characters before its full stop: "• 12"
WINDOW_CHARACTERS = 1000  # that sentencex sees at once: its time grows with the square of their sentences

_ODD_BLANK = re.compile(r"[^\S ]")
_STOPS = ".!?…。！？｡．؟۔।॥།။።፧፨។៕᙮‽⁇⁈⁉⸮᠃᱾꯫։"
_STOPS_IN = {"el": ";", "hy": ":"}
_LAST_WORD = re.compile(r"[^\s(\[«“„\"'’»/]+$")
_FIRST_WORD = re.compile(r"[^\w]{0,4}([^\W_]+)")
_LETTER_BEHIND_MARKS = re.compile(r"[\"'“”„«»‘’‚(\[—–\- ]{0,8}([^\W\d_])")
_LIST_MARK = re.compile(r"\W{0,3}(?:\d{1,3}|[^\W\d_])")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]")  # "J.-P" too
_CLIPPED = re.compile(CLIPPED_WORD)
_ORDINAL = re.compile(r"-?\d{1,3}|[IVXL]{1,6}")
_LETTER_ABBREVIATED = re.compile(r"(?:^|[^\w.])[a-zà-ÿ]\. $")  # "z. B."
_INITIAL_FIRST = re.compile(r"[^\w]{0,4}[^\W\d_]\.")
_NUMBER_SIGNS = frozenset("n° nº № nr no".split())
_REFERENCE = re.compile(r"(?:\[\d{1,3}\])+")  # to a source, behind the full stop
_ADDRESS = re.compile(r"[/@:]|\.(?:Com|Net|Org|Co|De|Fr|Eu|Io|Tv|Info)\b|\..*\.")
_LETTER_OR_DIGIT = re.compile(r"\w")
# "It rained. .", where a sentence has already ended; not "Well . . ."
_STRAY_STOPS = re.compile(rf"(?:(?<=\w[{_STOPS}])|(?<=[{_STOPS}][\"'“”’»)」]))(?:\s+[.…]+)+$")
_MASKED = re.compile('["“”„‟«»‹›‘‚`「」『』《》()（）\\[\\]<>{}【】]')


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one language's words say of a full stop."""

    language: str
    abbreviations: frozenset[str]
    numbered: frozenset[str]
    openers: frozenset[str]
    has_ordinals: bool
    end: re.Pattern[str]
    end_or_bullet: re.Pattern[str]
    spoken_by: re.Pattern[str] | None


class _Stop(NamedTuple):
    """Where a sentence may end."""

    text: str
    begin: int  # of the sentence
    at: int  # where the stops stand
    mark: str  # the stops
    is_closed: bool  # a quotation or bracket closes behind them
    start: int  # where the next sentence would begin
    has_blank: bool  # before that
    is_cut: bool  # sentencex ends the sentence here

    @property
    def following(self) -> str:
        return self.text[self.start]


@cache
def _rules(language: str) -> _Rules:
    end = rf"[{_STOPS}{_STOPS_IN.get(language, '')}]+(?: [.…]+(?!\w))*"  # ". . ." too
    return _Rules(
        language=language,
        abbreviations=ABBREVIATIONS.get(language, frozenset()),
        numbered=NUMBERED_ABBREVIATIONS.get(language, frozenset()),
        openers=SENTENCE_OPENERS.get(language, frozenset()),
        has_ordinals=language in ORDINAL_DOT,
        end=re.compile(end),
        end_or_bullet=re.compile(rf"{end}| (?=[•⁃])"),
        spoken_by=re.compile(SPOKEN_BY[language]) if language in SPOKEN_BY else None,
    )


def split_sentences(article: Article) -> list[Sentence]:
    """Return the sentences of the article in order; a paragraph's end is always a sentence's end."""
    sentences: list[Sentence] = []
    offset = 0
    for paragraph in article.text.split("\n"):
        for start, text in spans(paragraph, article.language):
            begin = offset + start
            sentences.append(Sentence(article_id=article.id, start=begin, end=begin + len(text), text=text))
        offset += len(paragraph) + 1
    return sentences


def spans(paragraph: str, language: str) -> list[tuple[int, str]]:
    """Return (offset, text) of each sentence of one paragraph, without blanks and stray stops around it."""
    # Every blank as a plain one: sentencex 1.0.32 panics at some no-break spaces. The count of characters stays.
    plain = _ODD_BLANK.sub(" ", paragraph)
    rules = _rules(primary(language))
    begins = _begins(plain, rules)
    if rules.language in PHRASE_OPENERS:
        begins = phrase_begins(plain, begins, rules.language)
    found = []
    for begin, end in zip(begins, [*begins[1:], len(plain)], strict=True):
        text = paragraph[begin:end]
        stripped = _STRAY_STOPS.sub("", text.strip())
        if _is_more_than_punctuation(stripped):
            found.append((begin + len(text) - len(text.lstrip()), stripped))
    return found


def _is_more_than_punctuation(text: str) -> bool:
    """Whether this is a sentence at all, if only one emoji: a stop or a quotation mark left over is none."""
    return _LETTER_OR_DIGIT.search(text) is not None or any(category(sign)[0] not in "PZC" for sign in text)


def _begins(plain: str, rules: _Rules) -> list[int]:
    """Return where sentences begin, the first at 0."""
    begins = [0]
    closing, held = quotations(plain)
    masked = _without_marks(plain)
    cuts = _sentencex_cuts(masked, rules.language)
    cut = hold = 0
    length = len(plain)
    for found in (rules.end_or_bullet if "•" in plain else rules.end).finditer(plain):
        start = stop = found.end()
        if start < length and (plain[start] != " " or closing):
            if plain[start - 1] == "." and (plain[start].islower() or plain[start].isdigit()):
                continue  # example.com, 3.14
            stop = start = _behind_closing(plain, start, closing)
        while start < length and plain[start] == " ":
            start += 1
        if start == length:
            break
        while hold < len(held) and held[hold][1] < found.start():
            hold += 1
        if hold < len(held) and held[hold][0] < found.start() and stop <= held[hold][1]:
            continue
        while cut < len(cuts) and cuts[cut] <= found.start():
            cut += 1
        first = start  # letter, as sentencex sees it
        while masked[first] == " " and first + 1 < length:
            first += 1
        is_cut = cut < len(cuts) and cuts[cut] <= first
        at = found.start()
        if _is_end(_Stop(plain, begins[-1], at, found[0], found.end() < stop, start, start > stop, is_cut), rules):
            begins.append(start)
    return begins


def _without_marks(plain: str) -> str:
    """Return the text with blanks for quotation marks and brackets.

    sentencex would take the text between any two of them for one sentence.
    """
    masked = _MASKED.sub(" ", plain)
    return masked.replace("'", "’")


def _sentencex_cuts(masked: str, language: str) -> list[int]:
    """Return where sentencex ends its sentences, found window by window.

    A window's last sentence may be cut: the next window begins with it. One that fills a window is taken as it is.
    """
    cuts: list[int] = []
    at = 0
    while at < len(masked):
        window = masked[at : at + WINDOW_CHARACTERS]
        ends = [boundary["end_index"] for boundary in sentencex.get_sentence_boundaries(language, window)]
        is_last = at + len(window) == len(masked)
        whole = ends if is_last or len(ends) < 2 else ends[:-1]
        cuts.extend(at + end for end in whole)
        at += whole[-1] if whole and not is_last else len(window)
    return cuts


# ---------------------------------------------------------------- where a sentence ends


def _behind_closing(plain: str, at: int, closing: set[int]) -> int:
    """Return the offset behind the marks that close at a sentence's end, French ones behind a blank too."""
    if plain[at : at + 1] == "[" and (reference := _REFERENCE.match(plain, at)):
        at = reference.end()
    while closing:
        if at in closing:
            at += 1
        elif at + 1 in closing and plain[at] == " " and plain[at + 1] in '»›"”':
            at += 2
        else:
            break
    return at


def _is_end(stop: _Stop, rules: _Rules) -> bool:
    """Whether the sentence ends here."""
    if stop.mark == " ":
        return True  # before a bullet
    if not stop.has_blank:
        return _is_end_without_blank(stop, rules)
    letter = stop.following if stop.following.isalpha() else _letter_behind(stop.text, stop.start)
    is_small = letter.islower() and not "ა" <= letter <= "ჿ"  # Georgian writes no capitals
    if is_small and not _CLIPPED.match(stop.text, stop.start):
        return False
    if stop.mark == ".":
        return _is_end_at_dot(stop, rules)
    if set(stop.mark) <= {".", "…", " "}:
        return stop.text[stop.at - 1 : stop.at] not in {"[", "("}  # "[…]"
    if stop.mark == "!" and _word_before(stop.text, stop.at).lower() in EXCLAMATION_NAMES:
        return False
    return not _is_spoken(stop, rules)


def _is_spoken(stop: _Stop, rules: _Rules) -> bool:
    """Whether a quotation ends here, and its speaker follows."""
    return stop.is_closed and rules.spoken_by is not None and rules.spoken_by.match(stop.text, stop.start) is not None


def _letter_behind(plain: str, start: int) -> str:
    found = _LETTER_BEHIND_MARKS.match(plain, start)
    return found[1] if found else ""


def _word_before(plain: str, at: int, begin: int = 0) -> str:
    found = _LAST_WORD.search(plain[max(begin, at - LONGEST_ABBREVIATION) : at])
    return found[0] if found else ""


def _is_end_without_blank(stop: _Stop, rules: _Rules) -> bool:
    mark, following, before = stop.mark[-1], stop.following, stop.text[stop.start - 1]
    if before in "」』" and "ぁ" <= following <= "ん":  # 「…。」と述べた
        return False
    if stop.is_closed and "가" <= following <= "힣":  # “… .”고 말했다
        return False
    if mark not in ".!?…:;":
        return (following.isalnum() or following in QUOTE_KIND or following in "—–-") and not _is_spoken(stop, rules)
    if mark in "!?…":
        return stop.is_cut and (following.isupper() or has_no_case(following))
    if not following.isupper() or stop.is_closed or len(stop.mark) > 1:
        return mark == "." and has_no_case(following) and has_no_case(stop.text[stop.at - 1])
    # "It rained.The dam broke": a blank was lost. Not "example.Com", "U.S.A" and "v.Berg".
    before, behind = stop.text[max(0, stop.at - 3) : stop.at], stop.text[stop.start + 1 : stop.start + 2]
    is_glued = len(before) == 3 and before.isalpha() and before.islower() and (behind.islower() or behind == " ")
    return is_glued and not _ADDRESS.search(_token(stop.text, stop.at))


def _token(plain: str, at: int) -> str:
    """Return what stands between blanks around the offset, as far as it matters."""
    near = plain[max(0, at - 40) : at], plain[at : at + 40]
    return near[0].rpartition(" ")[2] + near[1].partition(" ")[0]


def _is_end_at_dot(stop: _Stop, rules: _Rules) -> bool:
    """Whether a sentence ends at a full stop with a blank behind it; the next would not begin with a small letter."""
    text, begin, at = stop.text, stop.begin, stop.at
    if at - begin <= LONGEST_LIST_MARK and _LIST_MARK.fullmatch(text[begin:at].strip()):
        return False  # "1. First", "A. Brown"
    word = _word_before(text, at, begin)
    first = _FIRST_WORD.match(text, stop.start)
    next_word = first[1] if first else ""
    is_number_next, is_initial = next_word[:1].isdigit(), len(word) == 1 and word.isupper()
    low = word.lower()
    if low in rules.numbered and not is_initial:
        return not is_number_next
    if low in NEVER_LAST or (len(word) == 1 and _LETTER_ABBREVIATED.search(text[max(begin, at - 5) : at - 1])):
        return False
    if is_number_next and (len(word) == 1 or low in _NUMBER_SIGNS):
        return word.isdigit() and not rules.has_ordinals
    opens = next_word.lower() in rules.openers and not _INITIAL_FIRST.match(text, stop.start)
    if is_initial:
        return opens or (rules.language == "en" and word == "I" and not _is_name(text, at - 1))
    if low in rules.abbreviations or _ACRONYM.fullmatch(word) or (rules.has_ordinals and _ORDINAL.fullmatch(word)):
        return opens
    if stop.is_cut:
        return True
    if is_number_next and rules.has_ordinals:  # in which sentencex may never end a sentence before a number
        return len(word) > LONGEST_ABBREVIATED_WORD or word.islower() or not word[-1:].isalnum()
    return opens and len(word) > 1


def _is_name(plain: str, at: int) -> bool:
    """Whether the word before the offset begins with a capital: "Albert I. Jones", not "you and I."."""
    return _word_before(plain, at - 1)[:1].isupper()


class SentenceTokenizer:
    """What sumy asks of a tokenizer, answered by our own sentences, for any language and without a download."""

    def __init__(self, language: str) -> None:
        self.language = language

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """Return the sentences of a paragraph."""
        return tuple(text for line in paragraph.split("\n") for _, text in spans(line, self.language))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the words of a sentence, without punctuation and numbers."""
        return tuple(re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", sentence))

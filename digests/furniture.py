"""Page furniture goes: photo credits, bylines, share lines, comment forms, embedded posts, authors' portraits.

In: the paragraphs of one article. Out: those that are the article. Pure; it only ever drops whole paragraphs, except
for an agency's dateline ("LONDON, Nov 16 (Agency) – "), which is cut off the paragraph that it opens.

>>> without_furniture(["Photo: J. Doe", "Rain fell on Paris all day, the weather office said."], title="Rain")
['Rain fell on Paris all day, the weather office said.']
"""

import re
import unicodedata
from collections.abc import Sequence

from digests.page_words import (
    BYLINE_OPENERS,
    CREDIT_MARKS,
    DATE_OPENERS,
    HEADINGS,
    LINE_OPENERS,
    READER_WORDS,
    SERVICE_MARKS,
    SERVICE_WORDS,
    TAIL_OPENERS,
)

MAX_PARAGRAPHS = 3000  # no article has more, and looking at each has its price
SHORT_LINE_CHARACTERS = 200  # furniture is short; a longer paragraph is never dropped for a word in it
BYLINE_WORDS = 9
HEADING_WORDS = 4  # a one-word opener ("Comments", "Anzeige") counts only in a line of so few words
BODY_SHARE_BEFORE_TAIL = 0.4  # a line that ends the article must have at least this share of its characters above it
PORTRAIT_PARAGRAPHS = 2  # an author's portrait stands in the last paragraphs

_POST_SIGNATURE = re.compile(r"^[—–-]{1,2}\s.{1,80}\(@\w+\).{0,60}$")
_DATELINE = re.compile(
    r"^(?:[A-ZÀ-ÖØ-ÞŁŚŻ][\w'’./-]*(?: (?:(?:am|an|der|de|del|di|la|sur) )*[A-ZÀ-ÖØ-Þ][\w'’./-]*){0,4}"  # LONDON
    r"(?:,\s[^()–—]{2,30})?\s*)?\((?!\d)[^()]{2,40}\)\s*\.?[-–—:]+\s+(?=[\W\dA-ZÀ-ÖØ-ÞŁŚŻ])"  # no aside
)
_NAME_AND_DATE = re.compile(
    r"^[A-ZÀ-ÖØ-Þ][\w.'’-]+(?: [A-ZÀ-ÖØ-Þ][\w.'’-]+){0,3}, (?:[A-ZÀ-ÖØ-Þ]\w+\.? )?[\d. ,]*(?:19|20)\d\d$"
)
_JOINING_WORDS = frozenset("and und et e ed y & och og en".split())  # between two names
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")  # Thai, Lao, Khmer, CJK
_SENTENCE_END = (".", "!", "?", "…", "»", "”", "“", '"', "。", "！", "？", "؟", "।", "‘", "’")


def without_furniture(paragraphs: Sequence[str], *, title: str, author: str | None = None) -> list[str]:
    """Return the paragraphs that belong to the article, in order. When nothing would be left, nothing is dropped.

    What comes after the first 3,000 is left out unread.
    """
    paragraphs = paragraphs[:MAX_PARAGRAPHS]
    names = {_folded(author)} if author and " " in author.strip() else set()
    kept: list[str] = []
    for paragraph in _without_tail(paragraphs):
        line = _DATELINE.sub("", paragraph)
        if _repeats_title(line, title):
            continue
        if name := _byline_name(line):
            names.add(_folded(name))
            continue
        if not is_furniture(line):
            kept.append(line)
    return _without_portrait(kept, names) or list(paragraphs)


def is_furniture(line: str) -> bool:
    """Whether a paragraph is no part of any article, by itself alone."""
    words = line.split()
    if not any(character.isalpha() for character in line):
        return True
    if len(words) == 1 and not _SPACELESS.search(line) and not line.endswith(_SENTENCE_END):
        return True  # a slug, a lone name, a label
    if _POST_SIGNATURE.match(line) or line.startswith("©"):
        return True
    if len(line) > SHORT_LINE_CHARACTERS:
        return False
    low = _lowered(line)
    if _opens_with(low, LINE_OPENERS) or any(mark in low for mark in SERVICE_MARKS) or _is_service(low):
        return True
    if _NAME_AND_DATE.match(line) or _is_date_line(low):
        return True
    if len(words) <= BYLINE_WORDS and " | " in line:
        return True  # "Jana Kessel | 17.11.2026", "Rosa Villarejo | Consuegra"
    if len(words) <= BYLINE_WORDS and line.isupper() and line.replace(" ", "").isalpha():
        return True  # a byline or a label in capitals
    return any(mark in low for mark in CREDIT_MARKS) and not line.endswith(_SENTENCE_END)


def _is_service(low: str) -> bool:
    if not any(word in low for word in SERVICE_WORDS):
        return False
    return not low.endswith(_SENTENCE_END) or not READER_WORDS.isdisjoint(re.findall(r"\w+", low))


def _is_date_line(low: str) -> bool:
    short = len(low.split()) <= BYLINE_WORDS and not low.endswith(_SENTENCE_END)
    return short and low.startswith(DATE_OPENERS) and any(character.isdigit() for character in low)


def _without_tail(paragraphs: Sequence[str]) -> Sequence[str]:
    total = sum(map(len, paragraphs))
    before = 0
    for number, paragraph in enumerate(paragraphs):
        is_tail = len(paragraph) <= SHORT_LINE_CHARACTERS and _opens_with(
            _lowered(paragraph).lstrip("0123456789 "), TAIL_OPENERS
        )
        if is_tail and before >= BODY_SHARE_BEFORE_TAIL * total:
            return paragraphs[:number]
        before += len(paragraph)
    return paragraphs


def _lowered(line: str) -> str:
    return re.sub(r"\s", " ", line.lower()).lstrip("([*#•–—-→» ")


def _opens_with(low: str, openers: tuple[str, ...]) -> bool:
    if not low.startswith(openers):
        return False
    for opener in openers:
        if low.startswith(opener) and not low[len(opener) : len(opener) + 1].isalpha():
            # A phrase tells by itself; a lone word may also begin a sentence of the article.
            after = low[len(opener) :].lstrip()
            exact = not opener.isalpha() and (opener not in HEADINGS or after.startswith(":"))
            if exact or (len(low.split()) <= HEADING_WORDS and not low.endswith((".", "!", "?"))):
                return True
    return False


def _byline_name(line: str) -> str | None:
    """Return the name in "By Jane Doe" or "Von Jana Kessel | 17.11.2026", None when the line is no byline."""
    words = re.split("[|,•·]", line, maxsplit=1)[0].split()
    if len(line.split()) > BYLINE_WORDS or line.endswith(_SENTENCE_END[:4]):
        return None
    if not 2 <= len(words) <= 8 or words[0].lower() not in BYLINE_OPENERS:
        return None
    names = " ".join(word if word not in _JOINING_WORDS else "\n" for word in words[1:]).split("\n")
    good = all(name.strip() and all(word[:1].isupper() for word in name.split()) for name in names)
    return names[0].strip() if good else None


def _without_portrait(paragraphs: list[str], names: set[str]) -> list[str]:
    """Drop closing paragraphs that open with the author's own name."""
    kept = list(paragraphs)
    for _ in range(PORTRAIT_PARAGRAPHS):
        if len(kept) > 1 and any(name and _folded(kept[-1]).startswith(name) for name in names):
            kept.pop()
    return kept


def _repeats_title(line: str, title: str) -> bool:
    folded = _folded(line)
    return bool(folded) and len(line) <= SHORT_LINE_CHARACTERS + 100 and folded == _folded(title)


def _folded(text: str) -> str:
    """Letters and digits only, without accents and case, for comparing lines that were typeset differently."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", re.sub(r"[\u0300-\u036f'’]", "", decomposed)))

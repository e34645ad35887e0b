"""What of a story's articles may be told: read from their beginnings, quotable, and not what the reader has had.

In: the articles of one language that may be quoted, what was told. Out: candidates, those best by words and places
first. Pure.

    found = excerpts(articles, "en", count=2, told=(), is_worth=None)
    weighed = promising(found, 2)  # by meaning
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile
from unicodedata import category

from digests.candidates import MAX_CHARACTERS, dependent, makeshifts, quotable
from digests.models import Article, Sentence
from digests.sentences import split_sentences
from digests.summaries import Candidate, candidates
from digests.wording import same_words, was_told

READ_CHARACTERS, MORE_CHARACTERS = 1600, 400  # of one article, and for each sentence wished for: news says it early
FEW_ARTICLES = 2  # of a story of more, half as much is read of each
PROMISING = (3, 2)  # sentences of one story, and for each wished for: the best by words are weighed by meaning too
BEGINNING_CHARACTERS = 350  # of a sentence longer than can be quoted: so much of it at most

_CLAUSE_END = re.compile(r"(?<=\w)(?:[,;:](?=\s)|\s[–—-]\s|[，、；：,。！？])")


def excerpts(
    articles: Sequence[Article],
    language: str,
    *,
    count: int,
    told: Sequence[str],
    is_worth: Callable[[Sentence], bool] | None,
) -> list[Candidate]:
    """Return the sentences of a story that may be told in a summary of `count`, best first by their words.

    Those that can be quoted alone, or behind the one that they need; where nothing of the story can, one makeshift.
    Articles come oldest first.
    """
    characters = READ_CHARACTERS + MORE_CHARACTERS * count
    if len(articles) > FEW_ARTICLES:
        characters //= 2
    read = [_read(article, characters) for article in articles]

    def is_news(sentence: Sentence) -> bool:
        return (is_worth is None or is_worth(sentence)) and not was_told(sentence.text, told)

    alone = set(quotable(read, language))
    if not alone:
        found = (_quotable_part(sentence) for sentence in makeshifts(read, language))
        best = next(filter(is_news, found), None)
        one = [[best] if best and best.article_id == article.id else [] for article in articles]
        return candidates(articles, one)
    needed = {sentence: before for own in read for sentence, before in dependent(own, language).items()}
    return [
        candidate if candidate.sentence in alone else replace(candidate, needs=needed[candidate.sentence])
        for candidate in candidates(articles, read)
        if (candidate.sentence in alone or candidate.sentence in needed) and is_news(candidate.sentence)
    ]


def promising(every: Sequence[Candidate], count: int) -> list[Candidate]:
    """Return the first of those that stand alone, as many as are worth weighing by meaning, and what needs them."""
    best = [one for one in every if one.needs is None][: PROMISING[0] + PROMISING[1] * count]
    there = {one.sentence for one in best}
    return best + [one for one in every if one.needs in there][: count // 2]


def distinct(every: Sequence[Candidate], most: int) -> list[Candidate]:
    """Return up to `most` that stand alone, in the order of their articles; of those that say the same, the first."""
    kept: list[Candidate] = []
    for candidate in every:
        if len(kept) == most:
            break
        text = candidate.sentence.text
        if candidate.needs is None and not any(same_words(text, other.sentence.text) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda one: (one.article, one.sentence.start))


def _read(article: Article, characters: int) -> list[Sentence]:
    """Return the sentences at the beginning of an article; at least one where it has any."""
    while len(article.text) > characters:
        sentences = split_sentences(replace(article, text=article.text[:characters]))
        if sentences and len(sentences[-1].text) <= MAX_CHARACTERS:
            del sentences[-1]  # it may be cut; of one that is too long in any case, the beginning will do
        if sentences:
            return sentences
        characters *= 8
    return split_sentences(article)


def _quotable_part(sentence: Sentence) -> Sentence:
    """Return the sentence; of one that is too long its beginning, up to the end of a clause, of a word, or a sign."""
    text = sentence.text
    if len(text) <= MAX_CHARACTERS:
        return sentence
    least = BEGINNING_CHARACTERS // 2
    near = text[: BEGINNING_CHARACTERS + 1]
    clauses = [found.start() for found in _CLAUSE_END.finditer(near, least)]
    words = [found.start() for found in re.finditer(r"\s", near[least:])]
    if clauses:
        end = clauses[-1]
    elif words:
        end = least + words[-1]
    else:
        joined = takewhile(lambda at: _is_joined(text[at - 1], text[at]), range(BEGINNING_CHARACTERS, least, -1))
        end = BEGINNING_CHARACTERS - len(list(joined))
    kept = text[:end].rstrip()
    return replace(sentence, end=sentence.start + len(kept), text=kept)


def _is_joined(before: str, behind: str) -> bool:
    """Whether two characters are parts of one sign: a letter and its accent, an emoji and its colour."""
    joiner = "\u200d"
    return joiner in (before, behind) or category(behind)[0] == "M" or "\U0001f3fb" <= behind <= "\U0001f3ff"

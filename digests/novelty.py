"""What is new of a story for readers who have had it.

In: the story's articles, and what its readers were told. Out: which articles are new to them, and which sentences say
something that none of the old ones did: a name or a number that stood nowhere. Pure.

>>> known = words_of(["Three died at Foss, the mayor said."])
>>> says_new("Rescuers found 14 people alive.", "en", known), says_new("The mayor of Foss spoke.", "en", known)
(True, False)
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from digests.facts import FACTS_CHARACTERS, stem_of
from digests.languages import primary
from digests.models import Article, Story, Told
from digests.wording import plain

NEW_PUBLISHERS = 2  # that make a story worth telling again, whatever they say

_WORD = re.compile(r"\w+")
_NOUNS_ARE_CAPITAL = frozenset({"de", "lb"})  # every noun has a capital: only two in a row are a name


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A story that its readers have had, as it goes on."""

    told: Told
    articles: tuple[Article, ...]  # that they have not had, oldest first
    publishers: int  # among those that they have not met in this story
    known: frozenset[str]  # words and numbers of what was written before, as `words_of` gives them


class History:
    """What the readers of a digest have had, by story."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told
        self._places: dict[str, set[int]] = {}  # by the ids of stories and of their articles
        for place, one in enumerate(told):
            for name in (one.story_id, *one.article_ids):
                self._places.setdefault(name, set()).add(place)

    def of(self, story: Story) -> Told | None:
        """Return all that was told of a story, under whatever id, as one; None when nothing was.

        A story may have been merged with another that was told too: one article in common is enough.
        """
        places = set().union(*(self._places.get(name, ()) for name in (story.id, *story.article_ids)))
        found = [self._told[place] for place in sorted(places)]
        if not found:
            return None
        return Told(
            story_id=story.id,
            at=max(told.at for told in found),
            article_ids=frozenset().union(*(told.article_ids for told in found)),
            publishers=frozenset().union(*(told.publishers for told in found)),
            texts=tuple(dict.fromkeys(text for told in found for text in told.texts)),
        )


def news_of(articles: Sequence[Article], told: Told, before: Iterable[Article]) -> News:
    """Return what came since: `articles` are those of the window, `before` those that were there when it was told."""
    came = tuple(article for article in articles if article.id not in told.article_ids)
    old = (f"{article.title}\n{article.text}" for article in before if article.id in told.article_ids)
    return News(
        told=told,
        articles=came,
        publishers=len({article.publisher for article in came if article.source not in told.publishers}),
        known=words_of([*told.texts, *old]),
    )


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the numbers of texts and the first letters of their words, in which names are compared."""
    return frozenset(_fact(word) for text in texts for word in _WORD.findall(text[:FACTS_CHARACTERS]))


def says_new(sentence: str, language: str, known: Collection[str]) -> bool:
    """Whether a sentence has a number or a name that is not among the words known.

    A name is a word with a capital that does not open the sentence; in German, where nouns have capitals, two in a
    row. Scripts without capitals are judged by their numbers alone.
    """
    words = [(found.group(), _opens(sentence, found.start())) for found in _WORD.finditer(sentence)]
    capital = [not opens and word[0].isupper() for word, opens in words]
    only_pairs = primary(language) in _NOUNS_ARE_CAPITAL
    for place, (word, _) in enumerate(words):
        if any(character.isdigit() for character in word):
            if _fact(word) not in known:
                return True
        elif capital[place] and _fact(word) not in known:
            beside = any(capital[max(0, place - 1) : place] + capital[place + 1 : place + 2])
            if beside or not only_pairs:
                return True
    return False


def _opens(sentence: str, at: int) -> bool:
    """Whether a word opens a sentence or a quotation in it."""
    before = sentence[:at].rstrip()
    return not before or before[-1] in "«“„\"'‘‚»:.!?…(["


def _fact(word: str) -> str:
    if any(character.isdigit() for character in word):
        return plain(word).lstrip("0") or "0"
    return stem_of(word)

"""What a rule would have done to the stories of the last week, before anybody relies on it.

In: a rule, and the feeds of a digest. Out: how many stories it meets, and a few of them. Computes for seconds where
there is much news, and holds the texts of one day at a time.

A story is judged day by day, as daily digests would: what is met on one day is met.

    effect_of(parse_rule("football"), feeds, now=asked.now, is_include=False, desk=asked.room.desk).met
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from digests.choosing import Desk
from digests.encoding import topic_nearness
from digests.filters import Kind, Rule, kept_articles, story_verdict
from digests.languages import best_language
from digests.models import Article

DAYS = 7

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)  # a time asked for includes both of its ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A title of a story, to stand as an example."""

    story_id: str
    text: str
    language: str
    url: str | None


@dataclass(slots=True, kw_only=True)
class Effect:
    """What a rule would have done."""

    stories: set[str] = field(default_factory=set)  # ids of all there were
    met: Counter[str] = field(default_factory=Counter)  # {id of a story that it tells or hides: articles}
    articles: int = 0
    articles_met: int = 0  # by a rule of source or language
    headlines: dict[str, dict[str, Headline]] = field(default_factory=dict)  # of the stories met, by language

    def examples(self, language: str, count: int) -> list[Headline]:
        """Return headlines of the largest stories met, in this language where there is one, else in the newest."""
        largest = sorted(self.met, key=lambda story_id: (-self.met[story_id], story_id))[:count]
        return [_in_language(self.headlines[story_id], language) for story_id in largest]


def _in_language(titles: dict[str, Headline], language: str) -> Headline:
    return titles[best_language([language], titles.keys()) or next(reversed(titles))]


def effect_of(rule: Rule, feeds: Sequence[str], *, now: datetime, is_include: bool, desk: Desk) -> Effect:
    """Return what a rule alone would have told, or hidden, of these feeds in the last days."""
    return effect_of_all(*(([rule], []) if is_include else ([], [rule])), feeds, now=now, desk=desk)


def effect_of_all(
    include: Sequence[Rule], exclude: Sequence[Rule], feeds: Sequence[str], *, now: datetime, desk: Desk
) -> Effect:
    """Return what rules would have told of these feeds in the last days; hidden, where none says what to tell."""
    effect = Effect()
    for day in range(DAYS, 0, -1):
        since = now - day * _DAY
        articles = desk.store.articles_between(feeds, since, since + _DAY - _INSTANT)
        _add(effect, (include, exclude), articles, desk)
    return effect


def _add(effect: Effect, rules: tuple[Sequence[Rule], Sequence[Rule]], articles: Sequence[Article], desk: Desk) -> None:
    """Add one day."""
    include, exclude = rules
    kept, dropped = kept_articles(articles, include, exclude)
    effect.articles += len(articles)
    effect.articles_met += len(kept if include else dropped)
    stories = _by_story(articles, desk)
    effect.stories.update(stories)
    near = _nearness([*include, *exclude], stories, desk)
    stay = {article.id for article in kept}
    for story_id, members in stories.items():
        left = [article for article in members if article.id in stay]
        is_told = bool(left) and story_verdict(left, include, exclude, near.get(story_id, {})).kept
        if is_told == bool(include):
            effect.met[story_id] += len(members)
            _note(effect.headlines.setdefault(story_id, {}), story_id, members)


def _note(titles: dict[str, Headline], story_id: str, members: Sequence[Article]) -> None:
    for article in members:
        titles.pop(article.language, None)  # so that the newest stands last
        titles[article.language] = Headline(
            story_id=story_id, text=article.title, language=article.language, url=article.url
        )


def _by_story(articles: Sequence[Article], desk: Desk) -> dict[str, list[Article]]:
    of = desk.store.stories_of(article.id for article in articles)
    stories: dict[str, list[Article]] = {}
    for article in articles:
        if story := of.get(article.id):
            stories.setdefault(story.id, []).append(article)
    return stories


def _nearness(
    rules: Sequence[Rule], stories: Mapping[str, Sequence[Article]], desk: Desk
) -> dict[str, dict[str, float]]:
    """Return how near each story is to the topic of a rule, by the encoder whose vectors are kept of all news.

    A digest asks the other one, too; encoding a week for it takes minutes.
    """
    topics = [rule.wanted for rule in rules if rule.kind is Kind.TOPIC]
    return topic_nearness(topics, stories, desk.store, [desk.encoder]) if topics else {}

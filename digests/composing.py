"""From stories in the store to a digest, and why an article is or is not in it: the order of choosing and telling.

    date → language → filter → story → rank → novelty → cap → told

Computes: call it off an event loop.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from digests import filters
from digests.editions import (
    Caps,
    Contender,
    Reason,
    Stage,
    Verdict,
    Window,
    date_verdict,
    feed_topic,
    filter_verdict,
    fitted,
    is_told,
    language_verdict,
    novelty_verdict,
    rank_verdict,
    ranked,
    ranking,
    story_verdict,
)
from digests.encoding import ENCODED_AT_ONCE, stored_vectors, topic_nearness
from digests.filters import Rule, kept_articles, parse_rules
from digests.languages import best_language
from digests.models import (
    Article,
    Digest,
    DigestItem,
    Empty,
    Fallback,
    Novelty,
    Sentence,
    Story,
    Subscription,
    Summary,
    Told,
)
from digests.novelty import NEW_PUBLISHERS, News, news_of, says_new, told_before
from digests.ports import Encoder, Store
from digests.reading import Report, silent
from digests.telling import Telling, tell
from digests.topics import best_topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What composing works with."""

    store: Store
    encoder: Encoder  # that tells stories apart
    sentence_encoder: Encoder  # that weighs sentences; topics are compared by both
    report: Report = silent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is asked for, understood."""

    subscription: Subscription  # as it can be met in this window
    window: Window
    told: Sequence[Told]
    include: Sequence[Rule]
    exclude: Sequence[Rule]
    desk: Desk


@dataclass(slots=True)
class _Choice:
    """What became of every article and every story of a window."""

    dates: dict[str, Verdict] = field(default_factory=dict)  # by article id
    dropped: dict[str, Verdict] = field(default_factory=dict)  # by article id: what its source or language cost it
    members: dict[str, list[Article]] = field(default_factory=dict)  # by story id
    verdicts: dict[str, list[Verdict]] = field(default_factory=dict)  # by story id, from the filter on
    # Best first, finds of a single source last; with the summary where it is of what is new.
    chosen: list[tuple[Contender, Summary | None]] = field(default_factory=list)


def compose(subscription: Subscription, *, window: Window, told: Sequence[Told] = (), desk: Desk) -> Digest:
    """Return the digest of a window for readers who have had what is `told`; it may be without any story."""
    choice = _choose(subscription, window, told, desk)
    fresh = [contender for contender, update in choice.chosen if update is None]
    tellings = [Telling(story_id=each.story.id, articles=each.articles) for each in fresh]
    summaries = {summary.story_id: summary for summary in _told(tellings, subscription, desk)}
    items = [
        _item(each, update or summaries[each.story.id], subscription, is_update=update is not None)
        for each, update in choice.chosen
    ]
    return Digest(
        language=subscription.language,
        since=window.since,
        until=window.until,
        items=tuple(items),
        ui_language=subscription.ui_language,
    )


def verdicts_of(
    article: Article, subscription: Subscription, *, window: Window, told: Sequence[Told] = (), desk: Desk
) -> list[Verdict]:
    """Return what each stage of `compose` says of an article, in order; the last one is where it ended."""
    choice = _choose(subscription, window, told, desk, asked=article.id)
    date = choice.dates.get(article.id) or date_verdict(article, window, subscription.undated)
    story_id = next((name for name, members in choice.members.items() if article in members), None)
    members = choice.members[story_id] if story_id else [article]
    verdicts = [date, language_verdict(article, members, subscription)]
    if article.id in choice.dropped:
        verdicts.append(choice.dropped[article.id])
    elif story_id is None:
        verdicts.append(Verdict(stage=Stage.STORY, passed=False, reason=Reason.UNGROUPED))
    else:
        verdicts += choice.verdicts[story_id]
    ended = next((number for number, verdict in enumerate(verdicts, 1) if not verdict.passed), len(verdicts))
    return verdicts[:ended]


def summaries(
    articles: Sequence[Article], *, language: str | None, count: int, method: str, desk: Desk
) -> list[Summary]:
    """Return the summary of each article as a story of its own; None for language: each in its own."""
    found: list[Summary] = []
    for at in range(0, len(articles), ENCODED_AT_ONCE):
        batch = articles[at : at + ENCODED_AT_ONCE]
        found += tell(
            [Telling(story_id=article.id, articles=(article,)) for article in batch],
            languages=(language,) if language else (),
            count=count,
            vectors=stored_vectors(batch, desk.store, desk.sentence_encoder),
            encoder=desk.sentence_encoder,
            method=method,
        )
        desk.report("summarising", len(found), len(articles))
    return found


def is_posted(digest: Digest, empty: Empty, *, was_empty: bool) -> bool:
    """Whether a digest is worth a message: it has a story, or says once that there is none."""
    return bool(digest.items) or (empty is Empty.LINE and not was_empty)


# ---------------------------------------------------------------- choose


def _choose(
    subscription: Subscription, window: Window, told: Sequence[Told], desk: Desk, *, asked: str | None = None
) -> _Choice:
    """Return which stories are told; of the story with the article asked for, every verdict."""
    found = desk.store.articles_between(subscription.feeds, window.reach, window.until)
    choice = _Choice(dates={article.id: date_verdict(article, window, subscription.undated) for article in found})
    in_time = [article for article in found if choice.dates[article.id].passed]
    wish = _Wish(
        subscription=fitted(subscription, in_time),
        window=window,
        told=told,
        include=parse_rules(subscription.include),
        exclude=parse_rules(subscription.exclude),
        desk=desk,
    )
    kept, dropped = kept_articles(in_time, wish.include, wish.exclude)
    choice.dropped = {name: _filtered(rule, float(rule is not None), passed=False) for name, rule in dropped.items()}
    stories = _by_story(kept, desk.store)
    choice.members = {story.id: articles for story, articles in stories}
    contenders = ranked(_contenders(stories, wish, choice.verdicts))
    caps = Caps(wish.subscription)
    for place, contender in enumerate(contenders, 1):
        verdicts = choice.verdicts[contender.story.id]
        verdicts.append(rank_verdict(contender, place, len(contenders)))
        if caps.is_full and asked not in contender.story.article_ids:
            continue
        novelty, update = _novelty(contender, wish)
        verdicts.append(novelty)
        if novelty.passed:
            verdicts.append(caps.taken(contender))
            if verdicts[-1].passed:
                choice.chosen.append((contender, update))
    choice.chosen.sort(key=lambda chosen: chosen[0].is_single)
    return choice


def _by_story(articles: Iterable[Article], store: Store) -> list[tuple[Story, list[Article]]]:
    """Return each story with its articles, in their order; one that came since the grouping waits for the next."""
    by_id = {article.id: article for article in articles}
    stories = store.stories_of(by_id)
    told: dict[str, tuple[Story, list[Article]]] = {}
    for article_id, article in by_id.items():
        if story := stories.get(article_id):
            told.setdefault(story.id, (story, []))[1].append(article)
    return list(told.values())


def _contenders(
    stories: Sequence[tuple[Story, list[Article]]], wish: _Wish, verdicts: dict[str, list[Verdict]]
) -> Iterator[Contender]:
    """Yield the stories that language and filters let through, with their numbers; write down the verdicts of all."""
    subscription, store = wish.subscription, wish.desk.store
    near = _nearness(stories, wish)
    of_feeds = {followed.feed.url: followed.topic for followed in store.followed_feeds() if followed.topic}
    for story, articles in stories:
        met = filters.story_verdict(articles, wish.include, wish.exclude, near[story.id])
        said = verdicts.setdefault(story.id, [])
        said.append(_filtered(met.rule, met.share, passed=met.kept))
        if not met.kept or not is_told(articles, subscription):
            continue
        liked = {topic: near[story.id][topic] for topic in subscription.topics}
        topic = best_topic(liked)
        told = told_before(story, wish.told)
        sources = {article.source for article in articles} | (told.publishers if told else frozenset())
        contender = Contender(
            story=story,
            articles=tuple(articles),
            ranking=ranking(articles, wish.window.until, topic=liked[topic] if topic else 0.0),
            topic=topic or feed_topic(articles, of_feeds),
            told=told,
            is_single=len(sources) < subscription.min_publishers,
        )
        said.append(story_verdict(contender, subscription))
        yield contender


def _nearness(stories: Sequence[tuple[Story, list[Article]]], wish: _Wish) -> dict[str, dict[str, float]]:
    """Return {story id: {topic: nearness}} for the reader's topics and those of the rules."""
    rules = (rule.wanted for rule in (*wish.include, *wish.exclude) if rule.kind is filters.Kind.TOPIC)
    members = {story.id: articles for story, articles in stories}
    desk = wish.desk
    encoders = (desk.encoder, desk.sentence_encoder)
    return topic_nearness([*wish.subscription.topics, *rules], members, desk.store, encoders, desk.report)


def _filtered(rule: Rule | None, share: float, *, passed: bool) -> Verdict:
    is_topic = rule is not None and rule.kind is filters.Kind.TOPIC
    return filter_verdict(rule.written if rule else None, share, is_topic=is_topic, passed=passed)


# ---------------------------------------------------------------- novelty


def _novelty(contender: Contender, wish: _Wish) -> tuple[Verdict, Summary | None]:
    """Return whether a story is new to its readers; with the summary of what is, where they have had it."""
    told, subscription = contender.told, wish.subscription
    if told is None:
        return novelty_verdict(Reason.NEW, passed=True), None
    since_told = wish.window.until - told.at
    news = news_of(contender.articles, told, wish.desk.store.articles(told.article_ids).values())
    said = partial(
        novelty_verdict,
        articles=len(news.articles),
        publishers=news.publishers,
        hours=since_told / timedelta(hours=1),
    )
    if not news.articles:
        return said(Reason.HAD, passed=False), None
    rests = subscription.novelty is not Novelty.ALWAYS and since_told < subscription.cooldown
    if rests and subscription.novelty is Novelty.NEVER:
        return said(Reason.RESTS, passed=False), None
    must_say_new = rests and news.publishers < NEW_PUBLISHERS
    [update] = _told([_update(contender, news, must_say_new=must_say_new)], subscription, wish.desk)
    if not update.sentences and (must_say_new or update.headline in told.texts):
        return said(Reason.NOTHING_NEW, passed=False), None
    return said(Reason.UPDATE, passed=True), update


def _update(contender: Contender, news: News, *, must_say_new: bool) -> Telling:
    languages = {article.id: article.language for article in news.articles}

    def says_new_of(sentence: Sentence) -> bool:
        return says_new(sentence.text, languages[sentence.article_id], news.known)

    return Telling(
        story_id=contender.story.id,
        articles=contender.articles,
        quoted=frozenset(languages),
        told=news.told.texts,
        is_worth=says_new_of if must_say_new else None,
    )


# ---------------------------------------------------------------- tell


def _told(tellings: Sequence[Telling], wish: Subscription, desk: Desk) -> list[Summary]:
    articles = [article for telling in tellings for article in telling.articles]
    return tell(
        tellings,
        languages=(wish.language, *wish.also_read),
        count=max(1, wish.sentences),  # what is new of a story is seen by its sentences, also where none is shown
        vectors=stored_vectors(articles, desk.store, desk.sentence_encoder, desk.report),
        encoder=desk.sentence_encoder,
        report=lambda done, total: desk.report("summarising", done, total),
    )


def _item(contender: Contender, summary: Summary, wish: Subscription, *, is_update: bool) -> DigestItem:
    foreign = best_language((wish.language, *wish.also_read), [summary.language]) is None
    shown = 0 if foreign and wish.fallback is Fallback.HEADLINE else wish.sentences
    return DigestItem(
        story=contender.story,
        articles=contender.articles,
        summary=replace(summary, sentences=summary.sentences[:shown]),
        ranking=contender.ranking,
        topic=contender.topic,
        is_single=contender.is_single,
        is_update=is_update,
    )

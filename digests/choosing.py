"""Which stories of a window a digest tells, and what each stage said of every one: the order of choosing.

    date → language → filter → story → rank → novelty → cap

In: a subscription, a window, what its readers have had. Out: a `Choice`. Computes: call it off an event loop.

    choice = choose(subscription, window, told, desk)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from digests import filters
from digests.editions import (
    Caps,
    Contender,
    Reason,
    Verdict,
    Window,
    date_verdict,
    feed_topic,
    filter_verdict,
    fitted,
    is_told,
    novelty_verdict,
    rank_verdict,
    ranked,
    ranking,
    story_verdict,
)
from digests.encoding import stored_vectors, topic_nearness
from digests.filters import Rule, kept_articles, parse_rules
from digests.models import Article, Mute, Novelty, Story, Subscription, Summary, Told
from digests.mutes import in_force, mute_rules, muted_story, verdict_words
from digests.novelty import NEW_PUBLISHERS, History, news_of
from digests.ports import Encoder, Store
from digests.reading import Report, silent
from digests.telling import Telling, tell, update_of
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
    told: History
    include: Sequence[Rule]
    exclude: Sequence[Rule]  # with those of what is muted
    muted: Mapping[str, str]  # by story id: how its verdict names what mutes it
    about: Rule | None  # that a story must meet besides
    desk: Desk


@dataclass(slots=True)
class Choice:
    """What became of every article and every story of a window."""

    dates: dict[str, Verdict] = field(default_factory=dict)  # by article id
    dropped: dict[str, Verdict] = field(default_factory=dict)  # by article id: what its source or language cost it
    stories: list[tuple[Story, list[Article]]] = field(default_factory=list)  # as source and language left them
    verdicts: dict[str, list[Verdict]] = field(default_factory=dict)  # by story id, from the filter on
    # Best first, finds of a single source last; with the summary where it is of what is new.
    chosen: list[tuple[Contender, Summary | None]] = field(default_factory=list)
    cut: list[Contender] = field(default_factory=list)  # that might have been told, best first


def choose(
    subscription: Subscription,
    window: Window,
    told: Sequence[Told],
    desk: Desk,
    *,
    about: Rule | None = None,
    asked: str | None = None,
    watched: int = 0,
) -> Choice:
    """Return which stories are told; every verdict of the story with the article asked for, and of the first so many
    that are cut.
    """
    found = desk.store.articles_between(subscription.feeds, window.reach, window.until)
    choice = Choice(dates={article.id: date_verdict(article, window, subscription.undated) for article in found})
    in_time = [article for article in found if choice.dates[article.id].passed]
    wish = _Wish(
        subscription=fitted(subscription, in_time),
        window=window,
        told=History(told),
        include=parse_rules(subscription.include),
        exclude=(*parse_rules(subscription.exclude), *mute_rules(in_force(subscription.muted, window.until))),
        muted=_muted_stories(in_force(subscription.muted, window.until), desk.store),
        about=about,
        desk=desk,
    )
    kept, dropped = kept_articles(in_time, wish.include, wish.exclude)
    choice.dropped = {name: _filtered(rule, float(rule is not None), passed=False) for name, rule in dropped.items()}
    stories = _by_story(kept, desk.store)
    choice.stories = stories
    contenders = ranked(_contenders(stories, wish, choice.verdicts))
    caps = Caps(wish.subscription)
    for place, contender in enumerate(contenders, 1):
        verdicts = choice.verdicts[contender.story.id]
        verdicts.append(rank_verdict(contender, place, len(contenders)))
        if caps.is_full and len(choice.cut) >= watched and asked not in contender.story.article_ids:
            choice.cut.append(contender)
            continue
        novelty, update = _novelty(contender, wish)
        verdicts.append(novelty)
        if novelty.passed:
            verdicts.append(caps.taken(contender))
        if verdicts[-1].passed:
            choice.chosen.append((contender, update))
        else:
            choice.cut.append(contender)
    choice.chosen.sort(key=lambda chosen: chosen[0].is_single)
    return choice


def carried(articles: Iterable[Article], feeds: Iterable[str], store: Store) -> list[Article]:
    """Return those of the articles that one of the feeds carries, in their order."""
    articles, wanted = list(articles), set(feeds)
    carriers = store.carriers(article.id for article in articles)
    return [article for article in articles if not wanted.isdisjoint(carriers.get(article.id, ()))]


def _muted_stories(mutes: Iterable[Mute], store: Store) -> dict[str, str]:
    """Return what mutes each story, by the id that it has now: two may have become one since."""
    found = {mute.rule: store.story(name) for mute in mutes if (name := muted_story(mute))}
    return {story.id: verdict_words(rule) for rule, story in found.items() if story}


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
        if met.kept and wish.about:
            met = filters.story_verdict(articles, [wish.about], (), near[story.id])
        said, mute = verdicts.setdefault(story.id, []), wish.muted.get(story.id)
        said.append(
            filter_verdict(mute, 1.0, passed=False) if mute else _filtered(met.rule, met.share, passed=met.kept)
        )
        if mute or not met.kept or not is_told(articles, subscription):
            continue
        liked = {topic: near[story.id][topic] for topic in subscription.topics}
        topic = best_topic(liked)
        told = wish.told.of(story)
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
    about = [wish.about] if wish.about else []
    rules = (rule.wanted for rule in (*wish.include, *wish.exclude, *about) if rule.kind is filters.Kind.TOPIC)
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
    telling = update_of(contender.story.id, contender.articles, news, must_say_new=must_say_new)
    [update] = told_as([telling], subscription, wish.desk)
    if not update.sentences and (must_say_new or update.headline in told.texts):
        return said(Reason.NOTHING_NEW, passed=False), None
    return said(Reason.UPDATE, passed=True), update


def told_as(tellings: Sequence[Telling], wish: Subscription, desk: Desk) -> list[Summary]:
    """Return the summary of each story in the languages of a subscription, as long as it wishes."""
    articles = [article for telling in tellings for article in telling.articles]
    return tell(
        tellings,
        languages=(wish.language, *wish.also_read),
        count=max(1, wish.sentences),  # what is new of a story is seen by its sentences, also where none is shown
        vectors=stored_vectors(articles, desk.store, desk.sentence_encoder, desk.report),
        encoder=desk.sentence_encoder,
        report=lambda done, total: desk.report("summarising", done, total),
    )

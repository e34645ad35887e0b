"""From stories in the store to a digest, and why an article is or is not in it: what is chosen is told.

    date → language → filter → story → rank → novelty → cap → told

Computes: call it off an event loop.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digests.choosing import Choice, Desk, choose, told_as
from digests.editions import (
    Contender,
    Reason,
    Stage,
    Verdict,
    Window,
    date_verdict,
    language_verdict,
    ranked,
    ranking,
)
from digests.encoding import ENCODED_AT_ONCE, stored_vectors
from digests.filters import Rule
from digests.languages import best_language
from digests.models import Article, Digest, DigestItem, Empty, Fallback, Subscription, Summary, Told
from digests.telling import Telling, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A story that a digest does not tell."""

    story_id: str
    articles: tuple[Article, ...]  # of the window, as the rules left them, oldest first
    verdict: Verdict  # of the stage where it ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A digest with what it does not tell."""

    digest: Digest
    left_out: tuple[LeftOut, ...]  # best first
    others: int  # how many more are left out


def compose(
    subscription: Subscription, *, window: Window, told: Sequence[Told] = (), about: Rule | None = None, desk: Desk
) -> Digest:
    """Return the digest of a window for readers who have had what is `told`; it may be without any story.

    With a rule that it is to be about, only stories that meet it are told, too.
    """
    choice = choose(subscription, window, told, desk, about=about)
    return _digest(choice, subscription, window, desk)


def preview(
    subscription: Subscription, *, window: Window, told: Sequence[Told] = (), count: int, desk: Desk
) -> Preview:
    """Return what `compose` does, and of the stories that it leaves out the best, at most so many."""
    choice = choose(subscription, window, told, desk, watched=count)
    known = {contender.story.id for contender in (*choice.cut, *(chosen for chosen, _ in choice.chosen))}
    refused = [
        Contender(story=story, articles=tuple(articles), ranking=ranking(articles, window.until))
        for story, articles in choice.stories
        if story.id not in known
    ]
    left_out = ranked([*choice.cut, *refused])
    return Preview(
        digest=_digest(choice, subscription, window, desk),
        left_out=tuple(_left_out(contender, choice, subscription) for contender in left_out[:count]),
        others=len(left_out[count:]),
    )


def verdicts_of(
    article: Article, subscription: Subscription, *, window: Window, told: Sequence[Told] = (), desk: Desk
) -> list[Verdict]:
    """Return what each stage of `compose` says of an article, in order; the last one is where it ended."""
    choice = choose(subscription, window, told, desk, asked=article.id)
    date = choice.dates.get(article.id) or date_verdict(article, window, subscription.undated)
    story, members = next((one for one in choice.stories if article in one[1]), (None, [article]))
    verdicts = [date, language_verdict(article, members, subscription)]
    if article.id in choice.dropped:
        verdicts.append(choice.dropped[article.id])
    elif story is None:
        verdicts.append(Verdict(stage=Stage.STORY, passed=False, reason=Reason.UNGROUPED))
    else:
        verdicts += choice.verdicts[story.id]
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


def items_of(contenders: Sequence[Contender], subscription: Subscription, desk: Desk) -> list[DigestItem]:
    """Return stories as a digest tells those that its readers have not had, in their order."""
    tellings = [Telling(story_id=each.story.id, articles=each.articles) for each in contenders]
    told = told_as(tellings, subscription, desk)
    return [_item(each, summary, subscription, is_update=False) for each, summary in zip(contenders, told, strict=True)]


def is_posted(digest: Digest, empty: Empty, *, was_empty: bool) -> bool:
    """Whether a digest is worth a message: it has a story, or says once that there is none."""
    return bool(digest.items) or (empty is Empty.LINE and not was_empty)


# ---------------------------------------------------------------- tell


def _digest(choice: Choice, subscription: Subscription, window: Window, desk: Desk) -> Digest:
    fresh = iter(items_of([each for each, update in choice.chosen if update is None], subscription, desk))
    return Digest(
        language=subscription.language,
        since=window.since,
        until=window.until,
        items=tuple(
            _item(each, update, subscription, is_update=True) if update else next(fresh)
            for each, update in choice.chosen
        ),
        ui_language=subscription.ui_language,
    )


def _left_out(contender: Contender, choice: Choice, subscription: Subscription) -> LeftOut:
    verdict = choice.verdicts[contender.story.id][-1]
    if verdict.passed:  # no rule, but its languages are what cost it its place
        verdict = language_verdict(contender.articles[0], contender.articles, subscription)
    return LeftOut(story_id=contender.story.id, articles=contender.articles, verdict=verdict)


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

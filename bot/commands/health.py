"""How the digest of a place does, and why an article is or is not in it: `status`, `resend`, `why`.

In: what was asked. Out: an answer that says what went wrong and what to do about it.

    status(asked).sections
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from bot.commands import problems
from bot.commands.abilities import lacking
from bot.commands.answers import Answer, Button, Line, Refusal, Section
from bot.commands.asked import Asked, no_digest
from bot.commands.feed_words import public_address
from bot.commands.naming import story_name
from bot.commands.problems import short
from bot.formats.typography import short_title
from bot.formats.verdicts import ending_words, stage_words, verdict_words
from digests.composing import verdicts_of
from digests.deliveries import sent_again
from digests.editions import next_window
from digests.errors import FetchFailed
from digests.links import canonical_url, publisher_of, without_secrets
from digests.models import Article, FollowedFeed
from digests.posting import REMEMBERED
from digests.postings import Delivery, Fate, Record, Slot, State, Subscriber
from digests.schedules import is_paused, upcoming

RUNS_SHOWN = 3  # of those that were, and of those to come
FEEDS_SHOWN = 10
MAX_CLAUSE = 200  # characters of an error: what a chat or a server says may be endless
TRIED_FOR = timedelta(hours=1)  # how long the sending of what is sent again is tried

FAILED = (State.REFUSED, State.EXPIRED, State.UNKNOWN)


# ---------------------------------------------------------------- status


def status(asked: Asked) -> Answer:
    """Return what was sent, what comes next, what went wrong, and what to do about it."""
    ledger, subscriber = asked.room.ledger, asked.subscriber
    records = ledger.records(RUNS_SHOWN, [subscriber.id])
    if not records:  # it has been removed within this second
        raise no_digest(asked.place)
    [record] = records
    parts = ledger.last_deliveries(subscriber.id)
    feeds = asked.sources()
    troubles = [*_chat_troubles(asked, record), *lacking(asked), *_part_troubles(asked, parts)]
    sections = [
        Section(heading=asked.say("status-runs"), lines=tuple(_run_lines(asked, record.slots))),
        Section(heading=asked.say("status-next"), lines=tuple(_next_lines(asked))),
        Section(heading=asked.say("status-messages"), lines=tuple(_part_lines(asked, parts, record))),
        Section(heading=asked.say("status-feeds"), lines=tuple(_feed_lines(asked, feeds))),
    ]
    is_well = not troubles and not any(feed.failures or feed.ended_at for feed in feeds)
    buttons = []
    if any(part.state in FAILED for part in parts):
        buttons.append(Button(label=asked.say("status-resend-button"), command="resend"))
    if subscriber.paused_at and is_paused(subscriber, asked.now):
        buttons.append(Button(label=asked.say("status-resume-button"), command="schedule resume"))
    return Answer(
        headline=asked.say("status-well") if is_well else asked.say("status-troubled"),
        lines=tuple(troubles),
        sections=tuple(section for section in sections if section.lines),
        buttons=tuple(buttons),
    )


def _chat_troubles(asked: Asked, record: Record) -> Iterator[Line]:
    yield from halted(asked)
    yield from pausing(asked, record.subscriber)
    if record.missed:
        yield Line(text=asked.say("status-missed", count=record.missed))


def halted(asked: Asked) -> Iterator[Line]:
    """Yield that the chat takes nothing any more, if so."""
    for halt in asked.room.ledger.halts():
        if halt.chat == asked.place.chat:
            at, reason = asked.moment(halt.at), _clause(halt.reason)
            yield Line(text=asked.say("status-chat-halted", at=at, reason=reason))


def pausing(asked: Asked, subscriber: Subscriber) -> Iterator[Line]:
    """Yield that a digest is paused, and why or until when, if so."""
    if subscriber.paused_at and is_paused(subscriber, asked.now):
        if subscriber.pause_reason:
            yield Line(text=asked.say("status-refused", reason=_clause(subscriber.pause_reason)))
        elif subscriber.paused_until:
            yield Line(text=asked.say("status-paused-until", until=asked.moment(subscriber.paused_until)))
        else:
            yield Line(text=asked.say("status-paused"))


def _part_troubles(asked: Asked, parts: Sequence[Delivery]) -> Iterator[Line]:
    """Yield what to do about the parts of the last digest that did not arrive."""
    states = Counter(part.state for part in parts)
    if count := states[State.UNKNOWN]:
        yield Line(text=asked.say("status-do-unknown", count=count))
    if count := states[State.REFUSED] + states[State.EXPIRED]:
        yield Line(text=asked.say("status-do-failed", count=count))


def _run_lines(asked: Asked, slots: Iterable[Slot]) -> Iterator[Line]:
    for slot in slots:
        yield Line(text=_fate(asked, slot), notes=(asked.moment(slot.due_at),))


def _fate(asked: Asked, slot: Slot) -> str:
    match slot.fate:
        case Fate.PLANNED:
            return asked.say("status-run-planned")
        case Fate.POSTED if slot.is_late:
            return asked.say("status-run-late")
        case Fate.POSTED:
            return asked.say("status-run-posted")
        case Fate.EMPTY:
            return asked.say("status-run-empty")
        case Fate.MISSED:
            return asked.say("status-run-missed")
        case Fate.QUIET:
            return asked.say("status-run-quiet")
        case Fate.SKIPPED:
            return asked.say("status-run-skipped")
        case Fate.MOVED:
            return asked.say("status-run-moved")


def _next_lines(asked: Asked) -> Iterator[Line]:
    runs = upcoming(asked.subscriber, asked.now, RUNS_SHOWN)
    for moment in runs:
        yield Line(text=asked.moment(moment), at=moment)
    if not runs:
        yield Line(text=asked.say("status-no-next"))
    if skips := asked.subscriber.skips:
        yield Line(text=asked.say("status-skips", count=skips))


def _part_lines(asked: Asked, parts: Sequence[Delivery], record: Record) -> Iterator[Line]:
    """Yield how many parts of the last digest are in which state, and the last error."""
    if not parts:
        yield Line(text=asked.say("status-none-sent"))
        return
    states = Counter(part.state for part in parts)
    total = len(parts)
    if count := states[State.SENT]:
        sent = max(part.settled_at for part in parts if part.state is State.SENT and part.settled_at)
        yield Line(text=asked.say("status-sent", count=count, total=total), notes=(asked.moment(sent),))
    waiting = [part for part in parts if part.state in (State.PENDING, State.SENDING)]
    if waiting:
        at = asked.moment(max(min(part.next_attempt_at for part in waiting), asked.now))
        yield Line(text=asked.say("status-pending", count=len(waiting), total=total, at=at))
    if count := states[State.UNKNOWN]:
        yield Line(text=asked.say("status-unknown", count=count, total=total))
    if count := states[State.REFUSED]:
        yield Line(text=asked.say("status-parts-refused", count=count, total=total))
    if count := states[State.EXPIRED]:
        yield Line(text=asked.say("status-expired", count=count, total=total))
    yield from last_failure(asked, parts)


def last_failure(asked: Asked, parts: Sequence[Delivery]) -> Iterator[Line]:
    """Yield why a part of the last digest did not arrive, if one did not."""
    errors = [part.error for part in parts if part.error and part.state is not State.SENT]
    if errors:
        yield Line(text=asked.say("status-error", reason=_clause(errors[0])))


def _feed_lines(asked: Asked, feeds: Sequence[FollowedFeed]) -> Iterator[Line]:
    """Yield how many feeds there are, and what is wrong with those that fail, the longest failing first."""
    if not feeds:
        yield Line(text=asked.say("status-no-feed"))
        return
    fetched = max((feed.tried_at for feed in feeds if feed.tried_at), default=None)
    notes = (asked.say("status-feeds-fetched", at=asked.moment(fetched)),) if fetched else ()
    yield Line(text=asked.say("status-feeds-count", count=len(feeds)), notes=notes)
    failing = [feed for feed in feeds if feed.failures or feed.ended_at]
    failing.sort(key=lambda feed: (feed.ended_at is None, -feed.failures, feed.feed.title))
    for feed in failing[:FEEDS_SHOWN]:
        name = short_title(feed.feed.title)
        if _is_dropped(feed):
            yield Line(text=name, notes=(asked.say("feed-dropped"),))
            continue
        if feed.ended_at:
            said = asked.say("status-feed-ended", feed=name)
        else:
            at = asked.moment(feed.next_fetch_at)
            said = asked.say("status-feed-fails", feed=name, count=feed.failures, at=at)
        yield Line(text=said, notes=(_last_error(asked, feed),))
    if len(failing) > FEEDS_SHOWN:
        yield Line(text=asked.say("status-more-feeds", count=len(failing) - FEEDS_SHOWN))
    if failing:
        yield Line(text=asked.say("status-do-feeds"))


def _is_dropped(feed: FollowedFeed) -> bool:
    """Return whether a feed is in the list and not followed any more: one that has ended has said how."""
    return feed.ended_at is not None and feed.last_error is None


def _last_error(asked: Asked, feed: FollowedFeed) -> str:
    """Return as a sentence why a feed could not be read the last time."""
    address = public_address(feed) or feed.feed.title
    return problems.sentence(FetchFailed(address, feed.last_error or ""), asked.texts)


def _clause(text: str | None) -> str:
    return short(without_secrets(text or ""), MAX_CLAUSE)


# ---------------------------------------------------------------- resend


def resend(asked: Asked) -> Answer:
    """Send the parts of the last digest again that failed or may have, once that is confirmed."""
    ledger = asked.room.ledger
    failed = [part for part in ledger.last_deliveries(asked.subscriber.id) if part.state in FAILED]
    if not failed:
        raise Refusal("resend-nothing")
    unknown = sum(part.state is State.UNKNOWN for part in failed)
    if not asked.is_on("confirm"):
        lines = [Line(text=asked.say("resend-twice", count=unknown))] if unknown else []
        return Answer(
            headline=asked.say("resend-sure", count=len(failed)),
            lines=tuple(lines),
            buttons=(Button(label=asked.say("resend-button"), command="resend", arguments="confirm:true"),),
        )
    again = [(part, sent_again(part, asked.now, asked.now + TRIED_FOR)) for part in failed]
    count = sum(ledger.change_delivery(before, after) for before, after in again)
    if not count:  # somebody else was first
        raise Refusal("resend-nothing")
    return Answer(headline=asked.say("resend-done", count=count))


# ---------------------------------------------------------------- why


def why(asked: Asked) -> Answer:
    """Return what each stage of the next digest says of an article or a story."""
    article = _article_of(asked)
    return Answer(headline=asked.say("why-looking"), then=lambda: asked.compute(lambda: _verdicts(asked, article)))


def _verdicts(asked: Asked, article: Article) -> Answer:
    subscriber = asked.subscriber
    desk, ledger = asked.room.desk, asked.room.ledger
    memory = ledger.memories([subscriber.id], asked.now - REMEMBERED)[subscriber.id]
    window = next_window(subscriber.subscription, memory.last, asked.now)
    told = [told for edition in memory.editions for told in edition.told]
    verdicts = verdicts_of(article, asked.wish, window=window, told=told, desk=desk)
    story = desk.store.stories_of([article.id]).get(article.id)
    was_told = [one.at for one in told if article.id in one.article_ids]
    ending = [Line(text=ending_words(verdicts[-1], asked.texts))]
    ending += [Line(text=asked.say("why-was-told", at=asked.moment(max(was_told))))] if was_told else []
    dated = article.published_at or article.fetched_at
    notes = [article.source, asked.texts.language_name(article.language), asked.moment(dated)]
    notes += [story.id] if story else []
    lines = [
        Line(
            text=verdict_words(verdict, asked.texts),
            notes=(stage_words(verdict.stage, asked.texts), _passed(asked, is_passed=verdict.passed)),
        )
        for verdict in verdicts
    ]
    return Answer(
        headline=short_title(article.title or article.text),
        url=article.url,
        notes=tuple(notes),
        lines=tuple(ending),
        sections=(Section(heading=asked.say("why-stages"), lines=tuple(lines)),),
    )


def _passed(asked: Asked, *, is_passed: bool) -> str:
    return asked.say("why-passed") if is_passed else asked.say("why-held-back")


def _article_of(asked: Asked) -> Article:
    """Return the article of an address or an id, of a story its newest. Refusal where none of this digest is meant."""
    store, typed = asked.room.desk.store, asked.text("article").strip()
    found = store.articles_at(filter(None, [typed, canonical_url(typed)]))
    found += store.articles([typed]).values()
    if story := store.story(story_name(typed)):
        found += reversed(list(store.articles(story.article_ids).values()))
    if carried := asked.carried(found):
        return carried[0]
    if "://" in typed or ("." in typed and "/" in typed):
        raise _unknown_address(asked, typed)
    raise Refusal("why-no-article", name=typed[:60])


def _unknown_address(asked: Asked, typed: str) -> Refusal:
    """Return what is known of the site of an article that has not come."""
    try:
        host = urlsplit(typed if "://" in typed else f"https://{typed}").hostname
    except ValueError:
        host = None
    if not host:
        return Refusal("why-no-article", name=typed[:60])
    publisher = publisher_of([f"https://{host}/"], "")
    sources = [feed for feed in asked.sources() if not _is_dropped(feed)]
    near = [feed for feed in sources if publisher_of([feed.feed.site_url, feed.location], "") == publisher]
    if not near:
        return Refusal("why-no-feed", host=host)
    [feed, *_] = sorted(near, key=lambda one: (one.failures, one.feed.title))
    name = short_title(feed.feed.title)
    if feed.last_error:
        return Refusal("why-feed-fails", feed=name, reason=_last_error(asked, feed))
    if feed.tried_at is None:
        return Refusal("why-feed-new", feed=name)
    return Refusal("why-not-come", feed=name, at=asked.moment(feed.tried_at))

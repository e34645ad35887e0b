"""Subscribers and their slots in the ledger: who subscribes, what is changed, and what is due.

In: wishes and the moment. Out: what the ledger keeps; `schedules` decides it. Several processes may do this on one
database: whose save comes first has decided, and the others look again.

    planned = plan_due(datetime.now(UTC), ledger=ledger)
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from digests.errors import BadRequest, StoreUnusable
from digests.models import Subscription
from digests.posting_ports import Ledger
from digests.postings import Slot, Subscriber
from digests.preferences import checked
from digests.schedules import NEAR, closed, decided, moved, replanned, subscribed
from digests.story_ids import story_id

BATCH = 500  # subscribers of one transaction: others write in between
TRIES = 20  # to save what others change, too; each of them means that another was first

_log = structlog.get_logger("digestbot.planning")


def subscribe(
    *,
    chat: str,
    address: str,
    subscription: Subscription,
    ledger: Ledger,
    now: datetime,
    workspace: str | None = None,
) -> Subscriber:
    """Return the new subscriber as it is kept, under an id that nobody else has.

    `workspace` is the server or workspace of its channel; "" is none, as for a person.
    Raises BadPreference for a subscription that nobody could read again.
    """
    checked(subscription)
    taken = set[str]()
    for _ in range(TRIES):
        name = story_id(f"{chat}\n{address}\n{now.isoformat()}", {}, taken)
        new = subscribed(subscriber_id=name, chat=chat, address=address, subscription=subscription, now=now)
        if name in ledger.save_subscribers([(replace(new, workspace=workspace or None), ())]):
            return _kept(name, ledger)
        taken.add(name)
    raise StoreUnusable("no free id was found for the subscription; please try again")


def resubscribe(
    subscriber_id: str, change: Callable[[Subscription], Subscription], *, ledger: Ledger, now: datetime
) -> Subscriber:
    """Return the subscriber as it is kept with changed settings; its slots move with them.

    Raises BadRequest for an unknown id, BadPreference for settings that nobody could read again, and what `change`
    raises, which is asked again where somebody else was first.
    """

    def with_settings(subscriber: Subscriber) -> tuple[Subscriber, Sequence[Slot]]:
        known = ledger.slots(subscriber_id, (now - NEAR).date())
        return moved(subscriber, checked(change(subscriber.subscription)), known, now)

    return _changed(subscriber_id, with_settings, ledger)


def change(subscriber_id: str, change: Callable[[Subscriber], Subscriber], *, ledger: Ledger) -> Subscriber:
    """Return the subscriber as it is kept after a pause, a resumption or the like. Raises as resubscribe."""
    return _changed(subscriber_id, lambda subscriber: (change(subscriber), ()), ledger)


def close(chat: str, workspace: str, *, ledger: Ledger, now: datetime) -> int:
    """Close every subscriber of a server or workspace that the bot was sent away from; return how many that were not.

    What waits for them expires. They get nothing until somebody resumes them, and are forgotten after their retention.
    """
    count = 0
    for _ in range(TRIES):
        left = [each for each in ledger.subscribers_of(chat, workspace) if each.closed_at is None]
        if not left:
            break
        count += len(ledger.save_subscribers([(closed(each, now), ()) for each in left]))
    else:
        raise StoreUnusable("the subscriptions are being changed by others all the time; please try again")
    if count:
        _log.info("subscribers_closed", chat=chat, subscribers=count)
    return count


def plan_due(now: datetime, *, ledger: Ledger) -> int:
    """Return how many slots got their fate: those due up to now that nobody has decided on yet."""
    fates, lost = Counter[str](), set[str]()
    # Who has lost against somebody else is passed over, and asked for on top so that the others behind come, too.
    while due := [one for one in ledger.due_subscribers(now, BATCH + len(lost)) if one.id not in lost]:
        changes = [_decided(subscriber, now, ledger) for subscriber in due]
        saved = ledger.save_subscribers(changes)
        lost |= {subscriber.id for subscriber, _ in changes} - saved
        fates.update(str(slot.fate) for subscriber, slots in changes if subscriber.id in saved for slot in slots)
    if fates:
        _log.info("slots_decided", **fates)
    return fates.total()


def replan(now: datetime, *, ledger: Ledger) -> None:
    """Compute anew when each subscriber is due: since the last start the rules of its time zone may have changed."""
    before = ledger.subscribers()
    changes = [(after, ()) for one in before if (after := replanned(one, now)) != one]
    for start in range(0, len(changes), BATCH):
        ledger.save_subscribers(changes[start : start + BATCH])
    if changes:
        _log.info("subscribers_replanned", subscribers=len(changes))


def _decided(subscriber: Subscriber, now: datetime, ledger: Ledger) -> tuple[Subscriber, Sequence[Slot]]:
    """Return the decision, knowing what is kept where that matters: asking for each would cost as much as saving."""
    after, slots = decided(subscriber, now)
    if len(slots) <= 1 and not subscriber.skips:
        return after, slots
    since = min((slot.date for slot in slots), default=now.date())
    return decided(subscriber, now, ledger.slots(subscriber.id, since))


def _changed(
    subscriber_id: str, change: Callable[[Subscriber], tuple[Subscriber, Sequence[Slot]]], ledger: Ledger
) -> Subscriber:
    for _ in range(TRIES):
        after, slots = change(_kept(subscriber_id, ledger))
        if after.id in ledger.save_subscribers([(after, slots)]):
            return _kept(subscriber_id, ledger)
    raise StoreUnusable("the subscription is being changed by others all the time; please try again")


def _kept(subscriber_id: str, ledger: Ledger) -> Subscriber:
    for subscriber in ledger.subscribers([subscriber_id]):
        return subscriber
    raise BadRequest(f"there is no subscription “{subscriber_id[:20]}”")

"""The `digestbot subscribe`, `unsubscribe` and `subscriptions` commands that change or show one of them.

In: what was typed, each thing as text. Out: subscribers in the ledger, and a few lines that say what holds now.

    subscribe(chat="console", channel=None, language="fr", schedule={"times": "08:00"}, sources=[], settings=[],
              database=None)
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from pathlib import Path

from bot import wiring
from bot.console import tell, write, write_table
from bot.formats.status import (
    FATES,
    RUNS_SHOWN,
    channel_words,
    next_digests,
    next_run,
    paused_words,
    runs,
    schedule_of,
    zone_of,
)
from bot.formats.subscriptions import changed_schedule, moment_ahead, settings_lines
from bot.formats.typography import harmless, minute
from bot.inputs import with_settings
from bot.logs import set_up_logs
from bot.settings import read_settings
from bot.subscriptions.sources import followed_feeds, in_words
from digests import planning
from digests.errors import BadRequest, NothingToSay
from digests.following import known_feeds, with_feeds
from digests.models import Subscription
from digests.ports import Store
from digests.posting_ports import Ledger
from digests.postings import Fate, Subscriber
from digests.preferences import as_rows, changed, checked, imported, reset
from digests.schedules import paused, resumed, skipping, upcoming

MAX_LABEL = 100  # characters of a console's name
DEFAULT_CHANNELS = {"console": "console", "file": "digests.jsonl"}


# ---------------------------------------------------------------- to subscribe and to end it


def subscribe(
    *,
    chat: str,
    channel: str | None,
    language: str,
    schedule: Mapping[str, str],
    sources: Sequence[str],
    settings: Sequence[str],
    database: str | None,
) -> None:
    """Make a subscription of the sources, or of all that is followed, and say when it is due. Raises BadRequest."""
    address = channel_of(chat, channel)
    zone = None if "timezone" in schedule else _zone_here()
    rows = {"language": language, **({"timezone": zone} if zone else {}), **schedule}
    wish = with_settings(imported(Subscription(feeds=(), language="en"), rows), settings)
    now = datetime.now(UTC)
    with opened(database) as (store, ledger):
        wish = with_feeds(wish, known_feeds(wish.feeds, store, now, is_shared=True))
        if sources:
            wish = replace(wish, feeds=tuple(dict.fromkeys((*wish.feeds, *followed_feeds(sources, store, now)))))
            wish = checked(wish)  # there may be more than may be
        subscriber = planning.subscribe(chat=chat, address=address, subscription=wish, ledger=ledger, now=now)
        if zone and wish.timezone == zone:
            tell(f"its times are those of {zone}, the zone of this machine; --timezone names another")
        say(f"{channel_words(subscriber)}: gets a digest ({wish.language}) at {schedule_of(wish)}")
        say(f"sources: {in_words(wish, store)}")
        _say_runs(subscriber, now)


def unsubscribe(id_: str, *, database: str | None) -> None:
    """End a subscription. Raises BadRequest for an unknown one."""
    with opened(database) as (_, ledger):
        subscriber = subscriber_of(id_, ledger)
        ledger.remove_subscriber(subscriber.id)
        say(f"{channel_words(subscriber)}: gets no digest any more")


def channel_of(chat: str, channel: str | None) -> str:
    """Return the address of a channel in a chat that needs no token. Raises BadRequest."""
    if chat not in DEFAULT_CHANNELS:
        kinds = " and ".join(DEFAULT_CHANNELS)
        if chat in ("discord", "slack"):
            raise BadRequest(f"channels of {chat} are subscribed in the chat itself; here only {kinds}")
        raise BadRequest(f"“{chat[:MAX_LABEL]}” is no chat that can be subscribed here; {kinds} are")
    name = (channel or DEFAULT_CHANNELS[chat]).strip()
    if chat == "file":
        return _file_of(name)
    if not name or name != harmless(name) or len(name) > MAX_LABEL or name.startswith("@"):
        raise BadRequest(f"a console is called by 1 to {MAX_LABEL} characters on one line, without @ at the start")
    return name


def _file_of(name: str) -> str:
    try:
        path = Path(name).expanduser().absolute()
        if path.suffix.lower() != ".jsonl" or name != harmless(name):
            raise BadRequest(f"“{name}” is no name of a .jsonl file, to which messages are written")
        if not path.parent.is_dir():
            raise BadRequest(f"there is no folder {path.parent}")
        if path.exists() and not path.is_file():
            raise BadRequest(f"{path} is no file")
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: ~ of a user whom nobody knows
        raise BadRequest(f"“{name[:MAX_LABEL]}” is no name of a file here: {error}") from None
    return str(path)


def _zone_here() -> str:
    """Return the time zone of this machine by its IANA name, UTC where it cannot be told."""
    from tzlocal import get_localzone_name  # here: it asks the operating system

    try:
        name = get_localzone_name() or "UTC"
        name = "UTC" if name == "Etc/UTC" else name  # as most servers call it, and nobody else
        return changed(Subscription(feeds=(), language="en"), "timezone", name).timezone
    except (BadRequest, LookupError, OSError, ValueError):
        return "UTC"


# ---------------------------------------------------------------- to look


def show_all(*, database: str | None) -> None:
    """Print a table of the subscriptions."""
    now = datetime.now(UTC)
    with opened(database) as (_, ledger):
        subscribers = ledger.subscribers()
    if not subscribers:
        raise NothingToSay("there is no subscription yet; digestbot subscribe makes one")
    rows = []
    for subscriber in subscribers:
        subscription = subscriber.subscription
        at = next_run(subscriber, now)
        row = (
            subscriber.id,
            subscriber.chat,
            subscriber.address,
            subscription.language,
            schedule_of(subscription),
            minute(at.astimezone(zone_of(subscription))) if at else "none",
            f"paused {words}" if (words := paused_words(subscriber, now)) else "",
        )
        rows.append(row)
    write_table(("id", "chat", "channel", "language", "schedule", "next run", "state"), rows)


def show(id_: str, *, database: str | None) -> None:
    """Print every setting of a subscription, the changed ones marked. Raises BadRequest for an unknown one."""
    now = datetime.now(UTC)
    with opened(database) as (_, ledger):
        subscriber = subscriber_of(id_, ledger)
    say(channel_words(subscriber))
    if words := paused_words(subscriber, now):
        say(f"paused {words}")
    _say_runs(subscriber, now)
    write("\n".join(["", *settings_lines(as_rows(subscriber.subscription)), "", "* changed", ""]), None)


# ---------------------------------------------------------------- to change


def set_settings(id_: str, settings: Sequence[str], *, database: str | None) -> None:
    """Change settings as "key=value", all or none, and say when it is due now. Raises BadRequest."""
    _resubscribe(id_, lambda subscription: with_settings(subscription, settings), database)


def reset_settings(id_: str, keys: Sequence[str], *, database: str | None) -> None:
    """Put settings back to their defaults, all or none. Raises BadRequest."""
    _resubscribe(id_, lambda subscription: reduce(reset, keys, subscription), database)


def _resubscribe(id_: str, wished: Callable[[Subscription], Subscription], database: str | None) -> None:
    now = datetime.now(UTC)
    with opened(database) as (store, ledger):
        before = subscriber_of(id_, ledger)
        # Whatever is wrong is said before anything is followed.
        wish, kept = wished(before.subscription).feeds, before.subscription.feeds
        feeds = known_feeds([url for url in wish if url not in kept], store, now, is_shared=True)
        feeds |= known_feeds([url for url in wish if url in kept], store, now, is_shared=False)  # as they are
        since = now.date() - timedelta(days=1)  # its today may be our yesterday
        decided = {(slot.date, slot.time) for slot in ledger.slots(before.id, since)}
        after = planning.resubscribe(before.id, lambda now_: with_feeds(wished(now_), feeds), ledger=ledger, now=now)
        old = {row[0]: row[1] for row in as_rows(before.subscription)}
        rows = [(key, text) for key, text, _ in as_rows(after.subscription) if old[key] != text]
        for key, text in rows:
            say(f"{key}: {text}")
        if not rows:
            say("nothing changed: it was so already")
        if changed_schedule(before.subscription, after.subscription):
            for slot in ledger.slots(after.id, since):
                if (slot.date, slot.time) not in decided:
                    say(f"{slot.date} at {slot.time:%H:%M}: {_MEANINGS.get(slot.fate, FATES[slot.fate])}")
            _say_runs(after, now)


# What a change of the schedule makes of a time that is over by it, or of a day that has had its digest.
_MEANINGS = {
    Fate.PLANNED: "its digest comes now",
    Fate.MOVED: "no digest, since another time of that day has taken its place",
}


def pause(id_: str, until: str | None, *, database: str | None) -> None:
    """Pause a subscription until a time of its zone, or until it is resumed. Raises BadRequest."""
    now = datetime.now(UTC)

    def change(subscriber: Subscriber) -> Subscriber:
        return paused(subscriber, now, moment_ahead(until, subscriber.subscription, now) if until else None)

    after = _changed(id_, change, database)
    say(f"{after.id}: paused {paused_words(after, now)}")
    if until:
        _say_runs(after, now)


def resume(id_: str, *, database: str | None) -> None:
    """End the pause of a subscription. Raises BadRequest."""
    now = datetime.now(UTC)
    after = _changed(id_, lambda subscriber: resumed(subscriber, now), database)
    say(f"{after.id}: is not paused")
    _say_runs(after, now)


def skip(id_: str, count: int, *, database: str | None) -> None:
    """Leave out so many of the next digests; 0 takes it back. Raises BadRequest."""
    after = _changed(id_, lambda subscriber: skipping(subscriber, count), database)
    say(f"{after.id}: {f'{next_digests(after.skips)} will be left out' if after.skips else 'none is left out'}")
    _say_runs(after, datetime.now(UTC))


def _changed(id_: str, change: Callable[[Subscriber], Subscriber], database: str | None) -> Subscriber:
    with opened(database) as (_, ledger):
        return planning.change(subscriber_of(id_, ledger).id, change, ledger=ledger)


# ---------------------------------------------------------------- the ledger, and what is said


def subscriber_of(id_: str, ledger: Ledger) -> Subscriber:
    """Return the subscriber of this id. Raises BadRequest for none."""
    for subscriber in ledger.subscribers([id_.strip()]):
        return subscriber
    raise BadRequest(f"“{id_[:20]}” is no subscription; digestbot subscriptions list shows them")


def _say_runs(subscriber: Subscriber, now: datetime) -> None:
    say(f"next runs: {runs(upcoming(subscriber, now, RUNS_SHOWN), subscriber.subscription)}")


def say(line: str) -> None:
    """Print a line."""
    write(f"{harmless(line)}\n", None)


@contextmanager
def opened(database: str | None) -> Iterator[tuple[Store, Ledger]]:
    """Give the database for as long as a command works."""
    settings = read_settings()
    set_up_logs(settings.log_level)
    store, ledger = wiring.opened_database(settings, database)
    with closing(store):
        yield store, ledger

"""The `digestbot subscriptions export` and `import` commands: subscriptions as a TOML file, and back.

In: ids, or a file. Out: a file, or subscribers as the file has them, all or none.

    import_file("subscriptions.toml", database="news.db")
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.console import write
from bot.formats.status import channel_words, schedule_of
from bot.formats.subscriptions import MAX_BYTES, Entry, as_toml, entries_of
from bot.subscriptions.commands import channel_of, opened, say, subscriber_of
from digests import planning
from digests.errors import BadRequest, NothingToSay, SourceMissing, StoreUnusable
from digests.following import known_feeds, with_feeds
from digests.models import Subscription
from digests.posting_ports import Ledger
from digests.postings import Slot, Subscriber
from digests.schedules import NEAR, moved, subscribed
from digests.story_ids import story_id


def export(ids: Sequence[str], output: str | None, *, database: str | None) -> None:
    """Write subscriptions as TOML. Raises BadRequest for an unknown id."""
    with opened(database) as (_, ledger):
        subscribers = [subscriber_of(id_, ledger) for id_ in dict.fromkeys(ids)] if ids else ledger.subscribers()
    if not subscribers:
        raise NothingToSay("there is no subscription yet; digestbot subscribe makes one")
    write(as_toml(subscribers), output)


def import_file(source: str, *, database: str | None) -> None:
    """Change or make the subscriptions of a TOML file, all or none of them. Raises SourceMissing, BadRequest.

    What they name as sources is followed from now on; the next round fetches it.
    """
    now = datetime.now(UTC)
    with opened(database) as (store, ledger):
        before = {subscriber.id: subscriber for subscriber in ledger.subscribers()}
        try:
            entries = _placed(entries_of(_bytes_of(source)), before, now)
            # Not shared: the file may name what people added in their chats.
            addresses = [url for entry in entries.values() for url in entry.subscription.feeds]
            feeds = known_feeds(addresses, store, now, is_shared=False)
        except BadRequest as error:
            raise BadRequest(f"{source}: {error}") from None
        wishes = {name: with_feeds(entry.subscription, feeds) for name, entry in entries.items()}
        _save(entries, wishes, ledger, now)
        for subscriber in ledger.subscribers(entries):
            here = before.get(subscriber.id)
            is_same = here is not None and here.subscription == subscriber.subscription
            verb = "as it was" if is_same else "changed" if here else "new"
            say(f"{channel_words(subscriber)}: {verb}, {schedule_of(subscriber.subscription)}")


def _placed(entries: Sequence[Entry], before: Mapping[str, Subscriber], now: datetime) -> dict[str, Entry]:
    """Return the entries by the id that each has from now on, with its channel. Raises BadRequest."""
    placed: dict[str, Entry] = {}
    taken = {*before, *(entry.id for entry in entries if entry.id)}
    for entry in entries:
        try:
            channel = _channel_of(entry, before.get(entry.id or ""))
        except BadRequest as error:
            raise BadRequest(f"{entry.name}: {error}") from None
        name = entry.id or story_id(f"{entry.chat}\n{channel}\n{now.isoformat()}", {}, taken)
        taken.add(name)
        placed[name] = replace(entry, id=name, channel=channel)
    return placed


def _channel_of(entry: Entry, here: Subscriber | None) -> str:
    """Return where a subscription of a file goes; one that is here stays where it is."""
    if here is None:
        return channel_of(entry.chat, entry.channel)
    if entry.chat != here.chat or entry.channel not in (None, here.address):
        raise BadRequest(f"it goes to {here.chat} · {here.address} here; without its id it would be a new one")
    return here.address


def _save(entries: Mapping[str, Entry], wishes: Mapping[str, Subscription], ledger: Ledger, now: datetime) -> None:
    """Save all in one transaction; then again those that somebody else changed meanwhile."""
    left = set(entries)
    for _ in range(planning.TRIES):
        here = {subscriber.id: subscriber for subscriber in ledger.subscribers(left)}
        changes: list[tuple[Subscriber, Sequence[Slot]]] = []
        for name in left:
            if name in here:
                known = ledger.slots(name, (now - NEAR).date())
                changes.append(moved(here[name], wishes[name], known, now))
            else:
                chat, address = entries[name].chat, entries[name].channel or ""
                new = subscribed(subscriber_id=name, chat=chat, address=address, subscription=wishes[name], now=now)
                changes.append((new, ()))
        left -= ledger.save_subscribers(changes)
        if not left:
            return
    raise StoreUnusable("the subscriptions are being changed by others all the time; please try again")


def _bytes_of(source: str) -> bytes:
    try:
        path = Path(source).expanduser()
        if not path.is_file():
            raise SourceMissing(source, "there is no such file")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError, ValueError) as error:  # no name for a file, or one that may not be read
        raise SourceMissing(source, getattr(error, "strerror", None) or "there is no such file") from None

"""What an hour costs in which ten thousand subscriptions are due, what one costs in which nothing is, and one instant.

Run: .venv/bin/python -m tests.benchmarks.hour [SUBSCRIPTIONS]

In: nothing but a seed: invented news in five languages in a database in a file, and subscriptions (10,000) in forty
time zones, to five languages and four sets of sources, whose messages go to forty files (the `file` chat, which writes
each to the disk before it says so). Out: a table. "An hour": their times are on every fifth minute of it, so that they
want 240 digests. "An instant": all are due at once. "An hour, each its own": everybody's sources differ, and no digest
is shared; a tenth of the subscriptions. The clock is moved from one due time to the next; how late a message is, is
measured from its due time to the moment when the ledger knows that it was sent. "Idle": the same database for an hour
in which nothing is due, all ticks as often as the bot makes them.
"""

import asyncio
import statistics
import sys
import tempfile
import time as clock
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.chats.file_chat import FileChat
from bot.clock import DELIVERIES_S, SLOTS_S
from bot.logs import set_up_logs
from digests.adapters.encoders import UniversalSentenceEncoder
from digests.adapters.ledger import SqlLedger
from digests.adapters.store import open_database
from digests.choosing import Desk
from digests.models import Subscription
from digests.planning import plan_due
from digests.ports import Encoder
from digests.posting import Press
from digests.postings import State
from digests.schedules import subscribed
from digests.sending import Sender
from tests.benchmarks.summaries import head
from tests.benchmarks.summaries_speed import PARTS, PUBLISHERS, UNTIL, filled, peak_mb

SUBSCRIPTIONS = 10_000
ZONES = """
Africa/Abidjan Africa/Cairo Africa/Johannesburg Africa/Lagos Africa/Nairobi America/Anchorage America/Bogota
America/Buenos_Aires America/Chicago America/Denver America/Halifax America/Lima America/Los_Angeles America/Mexico_City
America/New_York America/Phoenix America/Santiago America/Sao_Paulo America/St_Johns Asia/Bangkok Asia/Dubai
Asia/Hong_Kong Asia/Jakarta Asia/Karachi Asia/Kathmandu Asia/Kolkata Asia/Seoul Asia/Shanghai Asia/Tehran Asia/Tokyo
Australia/Adelaide Australia/Lord_Howe Australia/Sydney Europe/Berlin Europe/Istanbul Europe/London Europe/Paris
Pacific/Auckland Pacific/Chatham Pacific/Honolulu
""".split()
HOUR = timedelta(hours=1)
EVERY = timedelta(minutes=5)
SOURCE_SETS = 4
FEEDS = tuple(f"https://newspaper{publisher}.example/feed" for publisher in range(PUBLISHERS))


def due_times(step: timedelta) -> list[datetime]:
    """Return the moments of the hour at which something is due; a step of zero: one."""
    return [UNTIL + number * step for number in range(HOUR // step)] if step else [UNTIL]


def local_time(due: datetime, zone: str) -> time:
    """Return what the clocks of a zone show then."""
    return due.astimezone(ZoneInfo(zone)).time()


def subscriptions(count: int, dues: list[datetime], *, own: bool) -> Iterator[Subscription]:
    """Yield so many, each combination of zone, language, sources and time about as often."""
    for number in range(count):
        zone = ZONES[number % len(ZONES)]
        first = number // 20 % SOURCE_SETS if not own else number % (PUBLISHERS // 2)
        feeds = FEEDS[first :: SOURCE_SETS if not own else 1]
        yield Subscription(
            feeds=feeds[: -1 - number // 30] if own else feeds,
            language=tuple(PARTS)[number // 7 % len(PARTS)],
            timezone=zone,
            times=(local_time(dues[number // 80 % len(dues)], zone),),
        )


def subscribe(ledger: SqlLedger, wanted: Iterator[Subscription], folder: Path) -> None:
    """Let them all be subscribed since yesterday."""
    since = UNTIL - timedelta(hours=23)
    ledger.save_subscribers(
        (
            subscribed(
                subscriber_id=f"s{number}",
                chat="file",
                address=str(folder / f"{number % 40}.jsonl"),
                subscription=subscription,
                now=since,
            ),
            (),
        )
        for number, subscription in enumerate(wanted)
    )


def run(ledger: SqlLedger, press: Press, sender: Sender, dues: list[datetime]) -> tuple[float, float, int]:
    """Post and send all that is due; return the seconds for making and for sending, and how many digests were made."""
    making = sending = 0.0
    editions = 0
    for due in dues:
        started = clock.perf_counter()
        plan_due(due, ledger=ledger)
        editions += press.post_due(due).editions
        made = clock.perf_counter() - started
        asyncio.run(sender.send_due(due + timedelta(seconds=made)))
        making += made
        sending += clock.perf_counter() - started - made
    return making, sending, editions


def row(name: str, count: int, step: timedelta, encoder: Encoder, *, own: bool = False) -> tuple[list[str], float]:
    """Return the cells of one run, and the seconds that an idle hour takes after it."""
    dues = due_times(step)
    with tempfile.TemporaryDirectory() as name_of_folder:
        folder = Path(name_of_folder)
        filled(folder / "hour.db", tuple(PARTS), encoder).close()
        store, ledger = open_database(f"sqlite:///{folder / 'hour.db'}")
        subscribe(ledger, subscriptions(count, dues, own=own), folder)
        chats = {"file": FileChat()}
        desk = Desk(store=store, encoder=encoder, sentence_encoder=encoder)
        press, sender = Press(desk=desk, ledger=ledger, chats=chats), Sender(ledger=ledger, chats=chats)
        making, sending, editions = run(ledger, press, sender, dues)
        late = sorted(lags(ledger))
        idle = seconds(idle_hour, ledger, press, sender)
        store.close()
    percentiles = statistics.quantiles(late, n=100)
    cells = [
        name,
        f"{count:,}",
        f"{len(late):,}",
        str(editions),
        f"{making:.1f}",
        f"{sending:.1f}",
        f"{count / (making + sending):.0f}",
        f"{percentiles[49]:.1f}",
        f"{percentiles[98]:.1f}",
        f"{late[-1]:.1f}",
        f"{peak_mb():.0f}",
    ]
    return cells, idle


def lags(ledger: SqlLedger) -> Iterator[float]:
    """Yield how many seconds after its due time each message was known to be sent; each digest is of that time."""
    for subscriber in ledger.subscribers():
        [slot] = ledger.slots(subscriber.id, UNTIL.date() - timedelta(days=2))
        for delivery in ledger.deliveries(subscriber.id):
            assert delivery.state is State.SENT
            assert delivery.settled_at is not None
            yield (delivery.settled_at - slot.due_at).total_seconds()


def idle_hour(ledger: SqlLedger, press: Press, sender: Sender) -> None:
    """Make the ticks of an hour."""

    async def deliveries() -> None:
        for tick in range(int(HOUR.total_seconds() // DELIVERIES_S)):
            await sender.send_due(start + timedelta(seconds=tick * DELIVERIES_S))

    start = UNTIL + 2 * HOUR
    for tick in range(int(HOUR.total_seconds() // SLOTS_S)):
        plan_due(start + timedelta(seconds=tick * SLOTS_S), ledger=ledger)
        press.post_due(start + timedelta(seconds=tick * SLOTS_S))
    asyncio.run(deliveries())


def seconds(step: Callable[..., None], *arguments: object) -> float:
    """Return the processor's seconds that a step takes."""
    before = clock.process_time()
    step(*arguments)
    return clock.process_time() - before


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SUBSCRIPTIONS
    set_up_logs("error")
    encoder = UniversalSentenceEncoder()
    encoder.encode([""])  # loads its weights
    print("Making is planning, composing, rendering and writing down; seconds by the clock. Peak MB of the process.")
    head(
        *("", "subscriptions", "messages", "digests composed", "making s", "sending s", "digests a second"),
        *("lag p50 s", "p99", "worst", "peak MB"),
    )
    idle = 0.0
    for name, of, step, own in (
        ("an hour, each its own", count // 10, EVERY, True),
        ("an hour", count, EVERY, False),
        ("an instant", count, timedelta(0), False),
    ):
        cells, idle = row(name, of, step, encoder, own=own)
        print(f"| {' | '.join(cells)} |", flush=True)
    print(f"\nAn idle hour with {count:,} subscriptions takes {idle:.1f} s of the processor.")


if __name__ == "__main__":
    main()

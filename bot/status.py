"""The `digestbot status` command: what was sent, what comes next, what went wrong.

In: a database. Out: a paragraph per subscription, then what does not do well; nothing is changed.

    show(None, database="news.db")
"""

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot import wiring
from bot.console import write
from bot.formats.status import feed_lines, halt_lines, history_lines, overview, size, subscription_lines
from bot.logs import set_up_logs
from bot.settings import read_settings
from digests.errors import BadRequest
from digests.ports import Ledger, Store

SLOTS_READ = 10  # of each subscription: enough to tell its last runs


def show(id_: str | None, *, database: str | None) -> None:
    """Print what became of all subscriptions, or of one with its last runs and messages. Raises BadRequest."""
    settings = read_settings()
    set_up_logs(settings.log_level)
    now = datetime.now(UTC)
    store, ledger = wiring.opened_database(settings, database)
    with closing(store):
        if id_ is not None:
            _show_one(id_.strip(), ledger, now)
        else:
            _show_all(store, ledger, now, _kept(wiring.database_url(settings, database, is_remembered=True)))


def _show_one(id_: str, ledger: Ledger, now: datetime) -> None:
    record = next((record for record in ledger.records(slots=SLOTS_READ) if record.subscriber.id == id_), None)
    if record is None:
        raise BadRequest(f"“{id_}” is no subscription; digestbot subscriptions list shows them")
    deliveries = ledger.deliveries(id_)
    halts = [halt for halt in ledger.halts() if halt.chat == record.subscriber.chat]
    _write([*halt_lines(halts), *subscription_lines(record, deliveries, now), *history_lines(record, deliveries)])


def _show_all(store: Store, ledger: Ledger, now: datetime, kept: str) -> None:
    records, followed = ledger.records(slots=SLOTS_READ), store.followed_feeds()
    _write([overview(len(records), followed, now=now, kept=kept), *halt_lines(ledger.halts())])
    for record in records:  # one after the other: the messages of thousands are many
        _write(["", *subscription_lines(record, ledger.deliveries(record.subscriber.id), now)])
    if failing := feed_lines(followed, now):
        _write(["", *failing])


def _write(lines: Iterable[str]) -> None:
    write("".join(f"{line}\n" for line in lines), None)


def _kept(url: str) -> str:
    """Return the name and size of the file that keeps it all; "" where it is no file."""
    path = wiring.database_file(url)
    if path is None:
        return ""
    # What was written last stands beside the file until SQLite moves it in.
    files = (path, path.with_name(f"{path.name}-wal"))
    return f"{path.name} has {size(sum(file.stat().st_size for file in files if Path(file).exists()))}"

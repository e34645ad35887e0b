"""The `digestbot status` command: what was sent, what comes next, what went wrong.

In: a database. Out: a paragraph per subscription, of very many only for those that do not do well; nothing is changed.

    show(None, database="news.db")
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot import wiring
from bot.console import write
from bot.formats.status import (
    feed_lines,
    halt_lines,
    history_lines,
    others_lines,
    overview,
    size,
    subscription_lines,
    trouble_lines,
    troubled,
)
from bot.logs import set_up_logs
from bot.settings import read_settings
from digests.errors import BadRequest
from digests.ports import Store
from digests.posting_ports import Ledger

SLOTS_READ = 10  # of each subscription: enough to tell its last runs
MANY = 50  # paragraphs; of more subscriptions they are of those with trouble


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
    records = ledger.records(SLOTS_READ, [id_])
    if not records:
        raise BadRequest(f"“{id_[:20]}” is no subscription; digestbot subscriptions list shows them")
    [record], deliveries = records, ledger.deliveries(id_)
    halts = [halt for halt in ledger.halts() if halt.chat == record.subscriber.chat]
    _write([*halt_lines(halts), *subscription_lines(record, deliveries, now), *history_lines(record, deliveries)])


def _show_all(store: Store, ledger: Ledger, now: datetime, kept: str) -> None:
    records, followed = ledger.records(slots=0), store.followed_feeds()
    _write([overview(len(records), followed, now=now, kept=kept), *halt_lines(ledger.halts())])
    if len(records) > MANY:
        by_trouble = troubled(records)
        _write(["", *trouble_lines(by_trouble, len(records))])
        records = [record for some in by_trouble.values() for record in some]
    ids = [record.subscriber.id for record in records]
    _write_paragraphs(ids[:MANY], ledger, now)
    if others := ids[MANY:]:
        _write(["", *others_lines(others)])
    if failing := feed_lines(followed, now):
        _write(["", *failing])


def _write_paragraphs(ids: Sequence[str], ledger: Ledger, now: datetime) -> None:
    records = {record.subscriber.id: record for record in ledger.records(SLOTS_READ, ids)}
    for id_ in ids:
        if record := records.get(id_):  # else it has ended just now
            _write(["", *subscription_lines(record, ledger.deliveries(id_), now)])


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

"""A whole bot to be harmed: two papers in files, subscribers due at noon, a real database, a chat of files.

Out: folders that hold one, clocks that serve it, and what its readers got. All news is invented.

    build(folder)
    with serving(folder) as clock:
        await clock.run_due(NOON)
"""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from bot.chats.file_chat import FileChat
from bot.clock import Clock
from digests.adapters.files import FileFetcher
from digests.adapters.ledger import SqlLedger
from digests.adapters.readership import SqlReadership
from digests.adapters.store import SqlStore, open_database
from digests.choosing import Desk
from digests.errors import SendUnknown
from digests.following import newly_followed
from digests.models import Digest, Feed, Subscription
from digests.planning import subscribe
from digests.posting import Press
from digests.posting_ports import Chat, Ledger
from digests.postings import Delivery, Message, State, Subscriber
from digests.sending import Sender
from tests.digests.newsroom import NOW, a_feed, an_item
from tests.digests.posted import Words

P = ParamSpec("P")
T = TypeVar("T")

NOON = NOW
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
NOTHING = "nothing was due"
AT_NOON = Subscription(
    feeds=(), language="en", times=(time(12),), min_publishers=1, singles=8, per_publisher=None, per_topic=None
)

_STORIES = (
    (
        "Ferry to Sundhavn sails again",
        "The night ferry from Port Avery to Sundhavn sails again from Friday, its captain Oda Brekke announced. "
        "Shipyard workers replaced both engines during a refit that cost 12 million crowns. "
        "Passengers can book cabins online; lorries board through the stern door before midnight.",
    ),
    (
        "Solano wins the chess title",
        "Grandmaster Mira Solano won her first chess title on Thursday after a rook sacrifice on move thirty-one. "
        "Her opponent Pavel Drozd resigned with seconds left, having missed a draw by repetition. "
        "Solano scored nine points out of ten games, more than anybody since 1998.",
    ),
    (
        "Stone bridge at Kellerau closes",
        "Masons will close Kellerau's medieval stone bridge for two years because three arches have cracked. "
        "Traffic is diverted over Highway 7, which adds forty minutes for commuters, said engineer Ruth Amsel. "
        "Kellerau council approved 4.5 million for scaffolding and new pillars in the river.",
    ),
    (
        "Lindmark museum finds a globe",
        "Curators at Lindmark museum discovered a copper globe from 1592 in a forgotten cellar crate. "
        "It shows coastlines that no other surviving map of that century contains, historian Jonas Falk believes. "
        "Visitors may admire it behind glass from May, beside antique telescopes.",
    ),
    (
        "Teachers of Avery end strike",
        "Schoolteachers ended their eleven-day strike this morning when unions accepted a salary rise of 6 percent. "
        "Lessons resume on Wednesday; exams move to June so pupils get time to prepare. "
        "Negotiators had slept in the ministry's basement, union leader Carla Wenzel joked.",
    ),
)


def paper(*numbers: int, title: str, at: datetime = NOON - HOUR) -> bytes:
    """Return a feed with these stories."""
    return a_feed(*(_item(number, title, at) for number in numbers), title=title)


def _item(number: int, paper_title: str, at: datetime) -> str:
    headline, text = _STORIES[number]
    slug = f"{paper_title}-{number}".replace(" ", "-").lower()
    return an_item(number, title=headline, guid=slug, link=f"https://{slug}.example/", text=text, at=at)


class HereWorkers:
    """Workers that do a step where they are."""

    async def run(self, step: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return step(*args, **kwargs)


class TwoPartChat(FileChat):
    """The chat of files, where a digest is two messages, and that looks what the ledger knows when one is sent."""

    def __init__(self, *, before_send: Callable[[str], None] = lambda nonce: None) -> None:
        super().__init__(locked_s=5)
        self._before_send = before_send

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
        headlines = [item.summary.headline for item in digest.items]
        second = json.dumps({"text": "Those were all.", "headlines": headlines})
        return [*super().messages(digest, subscription, is_late=is_late), Message(payload=second, tells=())]

    async def send(
        self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
    ) -> str:
        self._before_send(nonce)
        return await super().send(address, payload, nonce)


class ForgetfulChat(TwoPartChat):
    """A chat that keeps no nonces and cannot be searched: what is sent twice stands there twice."""

    keeps_nonces_for = timedelta(0)

    async def send(
        self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
    ) -> str:
        line = json.dumps({"nonce": nonce, **json.loads(payload)}) + "\n"
        await asyncio.to_thread(_append, Path(address), line)
        return nonce

    async def find(self, address: str, nonce: str, since: datetime) -> str | None:
        raise SendUnknown("it cannot be searched")


def _append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line)


# ---------------------------------------------------------------- a house


def build(folder: Path, *, wishes: Sequence[Subscription] = (), url: str = "") -> list[Subscriber]:
    """Make a house in that folder, by default with two readers; their files are relative to the working folder."""
    papers = {"Lindmark Herald": (0, 1, 2), "Avery Courier": (2, 3, 4)}
    readers = wishes or (AT_NOON, replace(AT_NOON, sentences=1, stories=3))
    with opened(folder, url) as (store, ledger):
        for name, numbers in papers.items():
            file = folder / f"{name.split()[-1].lower()}.xml"
            file.write_bytes(paper(*numbers, title=name))
            feed = Feed(url=file.as_uri(), title=name)
            followed = newly_followed(feed, location=feed.url, language=None, topic=None, now=NOON - HOUR)
            store.save_followed([followed])
        return [
            subscribe(chat="file", address=f"{number}.jsonl", subscription=wish, ledger=ledger, now=NOON - HOUR)
            for number, wish in enumerate(readers)
        ]


@contextmanager
def opened(folder: Path, url: str = "") -> Iterator[tuple[SqlStore, SqlLedger]]:
    """Open the database of a house: the one behind the URL, else its file."""
    store, ledger = open_database(url or f"sqlite:///{folder / 'news.db'}")
    with closing(store):
        yield store, ledger


def a_clock(store: SqlStore, ledger: Ledger, chat: Chat | None = None) -> Clock:
    encoder, chats = Words(), {"file": chat or TwoPartChat()}
    desk = Desk(store=store, encoder=encoder, sentence_encoder=encoder)
    return Clock(
        desk=desk,
        ledger=ledger,
        readership=SqlReadership(store._engine),
        chats=chats,
        fetcher=FileFetcher(),
        workers=HereWorkers(),
        press=Press(desk=desk, ledger=ledger, chats=chats),
        sender=Sender(ledger=ledger, chats=chats),
        now=lambda: NOON,
    )


async def run_until_nothing_is_due(clock: Clock, at: datetime, every: timedelta = 2 * MINUTE) -> int:
    """Run rounds until two in a row had nothing to do; return how many."""
    idle = 0
    for number in range(20):
        idle = idle + 1 if str(await clock.run_due(at + number * every)) == NOTHING else 0
        if idle == 2:
            return number + 1
    raise AssertionError("it never comes to an end")


# ---------------------------------------------------------------- what became of it


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What stands in the files and in the ledger of a house."""

    lines: dict[str, list[str]]  # by file, in order
    slots: list[tuple[str, str, str]]  # file, due, fate
    deliveries: list[Delivery]

    @property
    def nonces(self) -> list[str]:
        return [json.loads(line)["nonce"] for lines in self.lines.values() for line in lines]

    @property
    def states(self) -> set[State]:
        return {delivery.state for delivery in self.deliveries}


def outcome(folder: Path, url: str = "") -> Outcome:
    """Return what its readers got, from the working folder, and what the ledger says of it."""
    lines = {path.name: path.read_text(encoding="utf-8").splitlines() for path in sorted(Path.cwd().glob("*.jsonl"))}
    with opened(folder, url) as (_, ledger):
        subscribers = sorted(ledger.subscribers(), key=lambda one: one.address)
        slots = [
            (one.address, slot.due_at.isoformat(), slot.fate.value)
            for one in subscribers
            for slot in ledger.slots(one.id, (NOON - 90 * DAY).date())
        ]
        deliveries = [delivery for one in subscribers for delivery in ledger.deliveries(one.id)]
    return Outcome(lines=lines, slots=slots, deliveries=deliveries)


def digest_lines(lines: Sequence[str]) -> list[dict[str, Any]]:
    """Return the first messages of digests among these."""
    return [found for found in map(json.loads, lines) if "digest" in found]


def state_of(database: Path, delivery_id: str) -> str:
    """Return the state of a delivery as another process sees it."""
    with closing(sqlite3.connect(database)) as connection:
        (state,) = connection.execute("SELECT state FROM delivery WHERE id = ?", (delivery_id,)).fetchone()
        return str(state)

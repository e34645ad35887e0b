"""The contract of the Readership port on every database: languages, bookmarks, notes and claims."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import update
from sqlalchemy.exc import StatementError
from structlog.testing import capture_logs

from digests.adapters.engine import writing
from digests.adapters.readership import SqlReadership
from digests.adapters.store import Database, open_all
from digests.adapters.tables import BOOKMARK
from digests.postings import State
from digests.readers import Bookmark
from tests.digests.adapters.ledgers import CHATS, DAY, EIGHT, HOUR, notice, subscriber, told

TEN = EIGHT + 2 * HOUR


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = open_all(database_url)
    with closing(database.store):
        database.ledger.save_subscribers([(subscriber(name), []) for name in ("k7qm", "zzzz")])
        yield database


@pytest.fixture
def readership(database: Database) -> SqlReadership:
    return database.readership


def bookmark(story_id: str = "s", **changes: object) -> Bookmark:
    known = Bookmark(chat="file", person_id="ria", story_id=story_id, told=told(story_id), subscriber_id="k7qm")
    return replace(known, **changes)  # type: ignore[arg-type]


def followed(story_id: str = "s", **changes: object) -> Bookmark:
    return bookmark(story_id, **{"followed_at": EIGHT, "address": "@ria", "language": "fr"} | changes)


def ids(bookmarks: list[Bookmark]) -> list[str]:
    return [bookmark.story_id for bookmark in bookmarks]


# ---- languages


def test_a_language_is_remembered_replaced_and_forgotten(readership: SqlReadership) -> None:
    assert readership.language_of("file", "ria") is None
    for language in ("fr", "pt-BR", None):
        readership.save_language("file", "ria", language)
        assert readership.language_of("file", "ria") == language


def test_the_same_id_in_another_chat_is_another_person(readership: SqlReadership) -> None:
    readership.save_language("file", "ria", "fr")
    readership.save_bookmark(bookmark())
    assert readership.language_of("console", "ria") is None
    assert readership.bookmarks("console", "ria") == []


# ---- bookmarks


def test_a_bookmark_is_kept_as_it_was_and_replaced(readership: SqlReadership) -> None:
    full = followed(noted_at=TEN, told=replace(told(), texts=("L’été\0", "\ud800", "雨")))
    for kept in (full, bookmark()):
        readership.save_bookmark(kept)
        assert readership.bookmarks("file", "ria") == [kept]


def test_the_last_seen_come_first(readership: SqlReadership) -> None:
    for name, hours in (("b", 0), ("a", 0), ("Z", 0), ("c", 1), ("d", -1)):
        readership.save_bookmark(bookmark(name, told=told(name, at=EIGHT + hours * HOUR)))
    assert ids(readership.bookmarks("file", "ria")) == ["c", "Z", "a", "b", "d"]
    assert ids(readership.bookmarks("file", "ria", ["a", "d", "none"])) == ["a", "d"]
    assert readership.bookmarks("file", "ria", []) == []


def test_a_bookmark_goes_with_the_digest_by_which_its_story_was_met(database: Database) -> None:
    database.readership.save_bookmark(bookmark())
    database.ledger.remove_subscriber("k7qm")
    database.readership.save_bookmark(bookmark("later"))
    assert database.readership.bookmarks("file", "ria") == []


def test_one_that_another_version_wrote_is_left_out_and_the_log_says_so_once(readership: SqlReadership) -> None:
    for name in ("a", "b"):
        readership.save_bookmark(followed(name))
    with writing(readership._engine) as connection:
        connection.execute(update(BOOKMARK).where(BOOKMARK.c.story_id == "a").values(told='{"story_id": "a"}'))
    with capture_logs() as logs:
        assert ids(readership.bookmarks("file", "ria")) == ids(readership.followed(TEN)) == ["b"]
    assert [(line["event"], line["stories"]) for line in logs] == [("bookmarks_unreadable", ["a"])]


# ---- notes


def test_who_waits_longest_for_a_note_comes_first(readership: SqlReadership) -> None:
    readership.save_bookmark(bookmark("looked"))
    readership.save_bookmark(followed("noted", noted_at=EIGHT - HOUR))
    readership.save_bookmark(followed("later", followed_at=EIGHT + HOUR))
    readership.save_bookmark(followed("sooner"))
    readership.save_bookmark(followed("lately", noted_at=TEN))
    assert ids(readership.followed(TEN)) == ["noted", "sooner", "later"]


def test_a_note_is_kept_with_all_its_messages(database: Database) -> None:
    before = followed()
    database.readership.save_bookmark(before)
    after = replace(before, noted_at=TEN, told=told(at=TEN))
    parts = [notice(id=f"part {part}", part=part, payload=f"part {part}") for part in range(2)]
    assert database.readership.save_note(before, after, iter(parts))
    assert database.readership.bookmarks("file", "ria") == [after]
    assert database.ledger.sendable(TEN, CHATS, 9) == parts


@pytest.mark.parametrize(
    "now_is",
    [
        replace(followed(), told=told(at=EIGHT + HOUR)),
        replace(followed(), told=replace(told(), texts=())),
        replace(followed(), followed_at=None),
        replace(followed(), noted_at=EIGHT),
    ],
    ids=["looked again", "read more", "follows no longer", "noted by another"],
)
def test_a_bookmark_that_has_changed_since_gets_no_note(database: Database, now_is: Bookmark) -> None:
    database.readership.save_bookmark(now_is)
    assert not database.readership.save_note(followed(), replace(followed(), noted_at=TEN), [notice()])
    assert database.readership.bookmarks("file", "ria") == [now_is]
    assert database.ledger.sendable(TEN, CHATS, 9) == []


def test_without_its_bookmark_or_its_subscriber_there_is_no_note(database: Database) -> None:
    after = replace(followed(), noted_at=TEN)
    assert not database.readership.save_note(followed(), after, [notice()])
    database.readership.save_bookmark(followed())
    database.ledger.remove_subscriber("zzzz")
    assert not database.readership.save_note(followed(), after, [notice("zzzz")])
    assert database.readership.bookmarks("file", "ria") == [followed()]


def test_who_cannot_be_written_to_follows_nothing_any_more(database: Database) -> None:
    readership, here = database.readership, followed("s1")
    others = [followed("s1", person_id="ann", address="@ann"), followed("s1", chat="slack")]
    for each in (here, followed("s2", address="#direct"), *others):
        readership.save_bookmark(each)
    sent = notice(address="@ria")
    assert readership.save_note(here, here, [sent])
    refused = replace(sent, state=State.REFUSED, settled_at=TEN, error="no such person")

    assert not database.ledger.refuse_notice(replace(sent, attempts=1), refused)
    assert [mark.followed_at for mark in readership.bookmarks("file", "ria")] == [EIGHT, EIGHT]
    assert database.ledger.refuse_notice(sent, refused)

    assert database.ledger.deliveries("k7qm") == [refused]
    assert {mark.story_id: mark.followed_at for mark in readership.bookmarks("file", "ria")} == {
        "s1": None,
        "s2": EIGHT,
    }
    assert [*readership.bookmarks("file", "ann"), *readership.bookmarks("slack", "ria")] == others


def test_a_note_that_cannot_be_kept_whole_is_not_kept_at_all(database: Database) -> None:
    database.readership.save_bookmark(followed())
    broken = notice(id="b", expires_at=EIGHT.replace(tzinfo=None))
    with pytest.raises(StatementError):
        database.readership.save_note(followed(), replace(followed(), noted_at=TEN), [notice(id="a"), broken])
    assert database.readership.followed(TEN) == [followed()]
    assert database.ledger.sendable(TEN, CHATS, 9) == []


# ---- claims


def test_a_name_that_is_taken_is_free_again_when_its_time_is_over(readership: SqlReadership) -> None:
    assert readership.claim("i1", EIGHT, TEN) is None
    assert readership.claim("i1", EIGHT + HOUR, TEN + DAY) == TEN
    assert readership.claim("i2", EIGHT, TEN) is None
    assert readership.claim("i1", TEN, TEN + HOUR) is None
    assert readership.claim("i1", TEN, TEN + DAY) == TEN + HOUR


def test_of_several_processes_one_gets_a_name_and_one_writes_a_note(database_url: str) -> None:
    databases = [open_all(database_url) for _ in range(4)]
    databases[0].ledger.save_subscribers([(subscriber(), [])])
    databases[0].readership.save_bookmark(followed())
    barrier = Barrier(len(databases))

    def race(number: int) -> tuple[bool, bool]:
        readership = databases[number].readership
        barrier.wait()
        is_mine = readership.claim("now|C7", EIGHT, TEN) is None
        after = replace(followed(), noted_at=TEN)
        return is_mine, readership.save_note(followed(), after, [notice(id=f"of {number}")])

    with ThreadPoolExecutor(len(databases)) as pool:
        won = list(pool.map(race, range(len(databases))))
    sent = databases[0].ledger.sendable(TEN, CHATS, 9)
    for database in databases:
        database.store.close()
    assert [sum(each) for each in zip(*won, strict=True)] == [1, 1]
    assert [delivery.id for delivery in sent] == [f"of {[noted for _, noted in won].index(True)}"]


# ---- what is old


def test_what_is_old_is_forgotten_and_the_rest_stays(readership: SqlReadership) -> None:
    for name, hours in (("old", -1), ("new", 0)):
        readership.save_bookmark(followed(name, told=told(name, at=EIGHT + hours * HOUR)))
        readership.claim(name, EIGHT - DAY, EIGHT + (hours + 1) * HOUR)
    readership.save_language("file", "ria", "fr")
    assert readership.forget_before(EIGHT, EIGHT) == 2
    assert ids(readership.bookmarks("file", "ria")) == ["new"]
    assert readership.claim("new", EIGHT, TEN) == EIGHT + HOUR
    assert readership.language_of("file", "ria") == "fr"

"""What is promised of PostgreSQL beyond the contract of the store: what goes wrong there, and what comes after."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier, Event
from typing import LiteralString

import psycopg
import pytest
from sqlalchemy import Connection, Engine, func, make_url, select, text

from digests.adapters.engine import engine_of, open_engine, reading, writing
from digests.adapters.store import SqlStore, open_store
from digests.adapters.tables import FEED as FEED_TABLE
from digests.errors import StoreUnusable
from tests.digests.adapters.conftest import Server
from tests.digests.adapters.examples import FEED, OTHER_FEED, article

DIE = "SELECT pg_terminate_backend(pg_backend_pid())"


@pytest.fixture
def store(clean_postgresql: str) -> Iterator[SqlStore]:
    with closing(open_store(clean_postgresql)) as store:
        yield store


@pytest.fixture
def engine(clean_postgresql: str) -> Iterator[Engine]:
    engine = engine_of(make_url(clean_postgresql))
    yield engine
    engine.dispose()


def ending(url: str) -> str:
    """Return the clause that says why a database cannot be opened."""
    with pytest.raises(StoreUnusable) as failure:
        open_engine(url)
    return str(failure.value).partition(": ")[2]


class TestOpening:
    def test_the_url_may_begin_as_hosting_companies_write_it(self, clean_postgresql: str) -> None:
        engine = open_engine(clean_postgresql.replace("postgresql://", "postgres://"))

        assert engine.dialect.driver == "psycopg"
        engine.dispose()

    def test_the_server_knows_who_asks_and_how_long_it_may_take(self, engine: Engine) -> None:
        names = ("application_name", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        with reading(engine) as connection:
            settings = [connection.scalar(select(func.current_setting(name))) for name in names]

        assert settings == ["digestbot", "30s", "5s", "1min"]

    def test_what_the_url_says_of_that_counts(self, clean_postgresql: str) -> None:
        url = f"{clean_postgresql}&application_name=mine&options=-c%20statement_timeout%3D7s"
        engine = open_engine(url)
        with reading(engine) as connection:
            names = ("application_name", "statement_timeout", "lock_timeout")
            settings = [connection.scalar(select(func.current_setting(name))) for name in names]
        engine.dispose()

        assert settings == ["mine", "7s", "5s"]

    def test_several_that_start_at_once_migrate_once(self, new_postgresql: str) -> None:
        together = Barrier(4)

        def start(_: int) -> int:
            together.wait()
            with closing(open_store(new_postgresql)) as store:
                store.save_feeds([FEED])
                return len(store.ungrouped_articles())

        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(start, range(4))) == [0] * 4

    def test_the_tables_of_others_are_no_hindrance(self, new_postgresql: str) -> None:
        with psycopg.connect(new_postgresql) as connection:
            connection.execute("CREATE TABLE guestbook (url TEXT)")

        open_engine(new_postgresql).dispose()

    def test_a_database_made_by_a_newer_version(self, new_postgresql: str) -> None:
        open_engine(new_postgresql).dispose()
        with psycopg.connect(new_postgresql) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")

        assert ending(new_postgresql) == "it was made by a newer version of this program."


class TestRefusals:
    def test_there_is_no_such_database(self, postgresql: Server) -> None:
        assert ending(postgresql.url("none")) == "the server has no database of this name."

    def test_there_is_no_such_user(self, postgresql: Server) -> None:
        assert ending(postgresql.url("postgres", user="nobody")) == "the server knows no such user."

    def test_a_user_who_may_not_make_tables(self, postgresql: Server, new_postgresql: str) -> None:
        postgresql.run("CREATE ROLE guest LOGIN")
        try:
            name = str(make_url(new_postgresql).database)
            assert ending(postgresql.url(name, user="guest")) == (
                "its user lacks a right (permission denied for schema public)."
            )
        finally:
            postgresql.run("DROP ROLE guest")

    def test_a_database_that_can_only_be_read(self, clean_postgresql: str) -> None:
        url = f"{clean_postgresql}&options=-c%20default_transaction_read_only%3Don"

        assert ending(url) == "it can be read but not written."

    def test_a_wrong_password(self, postgresql: Server, clean_postgresql: str) -> None:
        postgresql.run("CREATE ROLE locked LOGIN PASSWORD 'right'")
        try:
            with postgresql.passwords_wanted():
                url = postgresql.url(str(make_url(clean_postgresql).database), user="locked:s3cret")
                assert ending(url) == "the server does not accept its user and password."
        finally:
            postgresql.run("DROP ROLE locked")


class TestFaults:
    def test_a_server_that_was_restarted_meanwhile_is_no_fault(self, postgresql: Server, store: SqlStore) -> None:
        store.save_feeds([FEED])

        postgresql.restart()

        store.save_articles([article("a")])
        assert list(store.articles("a")) == ["a"]

    def test_a_restart_in_the_middle_of_a_write_keeps_nothing_of_it(self, postgresql: Server, engine: Engine) -> None:
        def write() -> None:
            with writing(engine) as connection:
                connection.execute(FEED_TABLE.insert().values(url="f", title="F"))
                postgresql.restart()
                connection.execute(FEED_TABLE.insert().values(url="g", title="G"))

        with pytest.raises(StoreUnusable, match="the server is being stopped or restarted"):
            write()

        with reading(engine) as connection:
            assert connection.execute(select(FEED_TABLE)).all() == []

    @pytest.mark.parametrize(
        ("statement", "reason"),
        [
            ("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40P01'; END $$", "trying again will help"),
            ("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$", "trying again will help"),
            ("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$", "the disk of the server is full"),
            ("SET LOCAL statement_timeout = '10ms'; SELECT pg_sleep(9)", "the server took too long to answer"),
            (DIE, "the server is being stopped or restarted"),
            ("SELECT nothing", 'column "nothing" does not exist'),
        ],
    )
    def test_a_fault_is_one_sentence_and_nothing_is_kept(self, engine: Engine, statement: str, reason: str) -> None:
        def write() -> None:
            with writing(engine) as connection:
                connection.execute(FEED_TABLE.insert().values(url="f", title="F"))
                connection.exec_driver_sql(statement)

        with pytest.raises(StoreUnusable, match=f"cannot be used: .*{reason}"):
            write()

        with writing(engine) as connection:
            assert connection.execute(select(FEED_TABLE)).all() == []

    def test_a_database_that_another_keeps_locked_can_be_used_afterwards(self, clean_postgresql: str) -> None:
        with (
            closing(open_store(f"{clean_postgresql}&options=-c%20lock_timeout%3D20ms")) as store,
            psycopg.connect(clean_postgresql) as other,
        ):
            other.execute("LOCK TABLE feed")
            with pytest.raises(StoreUnusable, match="another program keeps it locked"):
                store.save_feeds([FEED])
            other.rollback()

            store.save_feeds([FEED])


class TestTransactions:
    def test_a_reader_sees_one_moment_and_does_not_wait_for_a_writer(self, engine: Engine) -> None:
        query = select(FEED_TABLE.c.url)
        with writing(engine) as one:
            one.execute(FEED_TABLE.insert().values(url="f", title="F"))
            with reading(engine) as other:
                assert other.scalars(query).all() == []
                one.commit()

                assert other.scalars(query).all() == []
        with reading(engine) as other:
            assert other.scalars(query).all() == ["f"]

    def test_a_reader_cannot_write(self, engine: Engine) -> None:
        with pytest.raises(StoreUnusable, match="it can be read but not written"), reading(engine) as connection:
            connection.execute(FEED_TABLE.insert().values(url="f", title="F"))

    def test_one_writes_at_a_time_so_that_none_wait_for_each_other_for_ever(self, engine: Engine) -> None:
        """Two rows, each changed by one and then by the other, would be a deadlock."""
        with writing(engine) as connection:
            connection.execute(FEED_TABLE.insert(), [{"url": url, "title": ""} for url in "ab"])
        began = Event()

        def change(first: str, then: str, wait: Callable[[], object]) -> None:
            with writing(engine) as connection:
                _rename(connection, first)
                wait()
                _rename(connection, then)

        with ThreadPoolExecutor(2) as threads:
            one = threads.submit(change, "a", "b", lambda: began.wait(0.2))
            other = threads.submit(change, "b", "a", began.set)
            one.result()
            other.result()

        with reading(engine) as connection:
            assert set(connection.scalars(select(FEED_TABLE.c.title))) == {"xx"}

    def test_a_text_may_hold_a_nul_which_becomes_what_stands_for_the_unreadable(self, store: SqlStore) -> None:
        store.save_feeds([FEED, OTHER_FEED])
        store.save_articles([article("a", text="one\0two")])

        assert store.articles("a")["a"].text == "one\ufffdtwo"

    @pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
    def test_the_zone_of_the_server_does_not_matter(
        self, postgresql: Server, clean_postgresql: str, zone: LiteralString
    ) -> None:
        with psycopg.connect(clean_postgresql) as connection:
            connection.execute(f"ALTER ROLE postgres SET timezone = '{zone}'")
        try:
            with closing(open_store(clean_postgresql)) as store, reading(store._engine) as reader:
                for moment in ("0001-01-01T00:00Z", "9999-12-31T23:59:59.999999Z"):
                    assert reader.scalar(text("SELECT CAST(:moment AS timestamptz)"), {"moment": moment}) is not None
        finally:
            postgresql.run("ALTER ROLE postgres RESET timezone")


def _rename(connection: Connection, url: str) -> None:
    connection.execute(FEED_TABLE.update().where(FEED_TABLE.c.url == url).values(title=FEED_TABLE.c.title.concat("x")))

"""The tokens of workspaces: found by their workspace, unreadable in the database, replaced and forgotten as a whole."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from slack_sdk.oauth.installation_store import Installation
from sqlalchemy import Connection, Engine, event, select, text, update

from bot.chats.slack_installations import REMEMBERED, REMEMBERED_S, Installations
from digests.adapters.engine import open_engine, reading, writing
from digests.adapters.tables import SLACK_BOT
from digests.errors import BadRequest, StoreUnusable
from tests.digests.adapters.conftest import clean_postgresql, database_url, migrated_postgresql, migrated_sqlite
from tests.digests.adapters.conftest import postgresql as postgresql  # noqa: PLC0414 — a fixture of the fixtures

__all__ = ["clean_postgresql", "database_url", "migrated_postgresql", "migrated_sqlite"]

TEAM, OTHER = "T024BE7LD", "T061EG9R6"
NOW, SECOND, HOUR = datetime(2026, 3, 1, 8, tzinfo=UTC), timedelta(seconds=1), timedelta(hours=1)
KEY, OTHER_KEY = (SecretStr(Fernet.generate_key().decode()) for _ in range(2))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


class Elapsed:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def opened(engine: Engine, *, key: SecretStr = KEY, client_id: str = "24.61", **others: Any) -> Installations:
    return Installations(engine, client_id=client_id, key=key, **others)


def installed(team: str | None = TEAM, token: str = "xoxb-24-1-town", **others: Any) -> Installation:
    return Installation(user_id="U024BE7LH", team_id=team, bot_token=token, bot_user_id="U0DIGEST1", **others)


def rows(engine: Engine) -> list[Any]:
    with reading(engine) as connection:
        return list(connection.execute(select(SLACK_BOT)).mappings())


async def test_a_token_is_found_by_its_workspace(engine: Engine) -> None:
    await opened(engine).async_save(installed(bot_scopes="commands,chat:write"))

    again = opened(engine)
    assert await again.token_of(TEAM) == "xoxb-24-1-town"
    assert await again.token_of(OTHER) is None
    assert await again.workspaces() == {TEAM}
    [row] = rows(engine)
    assert (row["bot_scopes"], row["bot_user_id"]) == ("commands,chat:write", "U0DIGEST1")


async def test_no_token_and_nothing_of_the_installer_stands_in_the_database(engine: Engine) -> None:
    person = {"user_token": "xoxp-24-1-mine", "user_refresh_token": "xoxe-1-mine", "enterprise_name": "Harbour Group"}
    await opened(engine).async_save(installed(bot_refresh_token="xoxe-1-town", team_name="Lindmark Post", **person))

    kept = str(rows(engine))
    for secret in ("xoxb", "xoxe", "xoxp", "town", "mine", "U024BE7LH", "Lindmark", "Harbour"):
        assert secret not in kept
    assert await opened(engine).token_of(TEAM) == "xoxb-24-1-town"


async def test_a_long_token_is_kept_whole(engine: Engine) -> None:
    long = "xoxb-" + "a1-" * 2000
    await opened(engine).async_save(installed(token=long))
    assert await opened(engine).token_of(TEAM) == long


async def test_an_installation_takes_the_place_of_the_one_before(engine: Engine) -> None:
    installations = opened(engine)
    for token in ("xoxb-1", "xoxb-2", "xoxb-3"):
        await installations.async_save(installed(token=token))
        assert await installations.token_of(TEAM) == token
    assert len(rows(engine)) == 1


async def test_many_installations_at_once_leave_one(engine: Engine) -> None:
    installations = opened(engine)
    await asyncio.gather(*(installations.async_save(installed(token=f"xoxb-{n}")) for n in range(8)))
    assert len(rows(engine)) == 1
    assert await installations.token_of(TEAM) in {f"xoxb-{n}" for n in range(8)}


async def test_a_workspace_is_found_whatever_enterprise_it_has_joined(engine: Engine) -> None:
    installations = opened(engine)
    await installations.async_save(installed(enterprise_id="E1"))
    assert await installations.token_of(TEAM) == "xoxb-24-1-town"
    await installations.async_save(installed(enterprise_id="E2"))
    assert len(rows(engine)) == 1


async def test_an_installation_without_a_workspace_is_not_kept(engine: Engine) -> None:
    installations = opened(engine)
    with pytest.raises(ValueError, match="without a workspace"):
        await installations.async_save(installed(team=None, enterprise_id="E1", is_enterprise_install=True))
    assert rows(engine) == []


async def test_a_workspace_that_is_forgotten_leaves_nothing_and_the_others_stay(engine: Engine) -> None:
    installations = opened(engine)
    await installations.async_save(installed())
    await installations.async_save(installed(team=OTHER, token="xoxb-other"))
    assert await installations.token_of(TEAM)

    assert await installations.forget(TEAM)
    assert await installations.forget("T0NOBODY")

    assert await installations.token_of(TEAM) is None
    assert await installations.token_of(OTHER) == "xoxb-other"
    assert [row["team_id"] for row in rows(engine)] == [OTHER]


async def test_what_was_installed_since_is_not_forgotten(engine: Engine) -> None:
    installations = opened(engine)
    await installations.async_save(installed(installed_at=NOW.timestamp()))
    for before in (NOW - HOUR, NOW, NOW.astimezone(timezone(-9 * HOUR))):
        assert not await installations.forget(TEAM, before=before)
    assert await installations.token_of(TEAM) == "xoxb-24-1-town"

    assert await installations.forget(TEAM, before=NOW + SECOND)
    assert await installations.token_of(TEAM) is None
    assert await installations.forget(TEAM, before=NOW)  # there is nothing that it could be


async def test_it_is_known_of_one_workspace_whether_it_has_the_bot(engine: Engine) -> None:
    await opened(engine).async_save(installed())
    assert await opened(engine, key=OTHER_KEY).is_installed(TEAM)
    assert not await opened(engine).is_installed(OTHER)
    assert not await opened(engine, client_id="24.99").is_installed(TEAM)


async def test_two_apps_in_one_database_do_not_see_each_other(engine: Engine) -> None:
    one, other = opened(engine), opened(engine, client_id="24.99")
    await one.async_save(installed())
    assert (await other.token_of(TEAM), await other.workspaces()) == (None, set())
    await other.async_save(installed(token="xoxb-other"))
    await other.forget(TEAM)
    assert await opened(engine).token_of(TEAM) == "xoxb-24-1-town"


# ---- the key


@pytest.mark.parametrize(
    "key", ["", "secret-but-short", "ü" * 44, "A" * 44, "not base64 at all, but 44 characters !!!!!!"]
)
def test_what_is_no_key_is_said_without_it(engine: Engine, key: str) -> None:
    with pytest.raises(BadRequest, match="is not a valid key; set it to what digestbot slack key prints") as raised:
        opened(engine, key=SecretStr(key))
    assert not key or key not in str(raised.value)


async def test_with_another_key_a_workspace_is_as_if_not_installed_and_that_is_logged(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    await opened(engine).async_save(installed())
    capsys.readouterr()

    elapsed = Elapsed()
    other = opened(engine, key=OTHER_KEY, elapsed=elapsed)
    for _ in range(3):
        assert await other.token_of(TEAM) is None
        elapsed.now += REMEMBERED_S
    said = capsys.readouterr().out
    assert said.count("slack_token_unreadable") == 1
    assert TEAM in said
    assert "SLACK_ENCRYPTION_KEY" in said

    assert await opened(engine).token_of(TEAM) == "xoxb-24-1-town"


async def test_with_another_key_no_workspace_counts_as_gone(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    await opened(engine).async_save(installed())
    await opened(engine, key=OTHER_KEY).async_save(installed(team=OTHER))
    assert await opened(engine).workspaces() == {TEAM, OTHER}
    said = capsys.readouterr().out
    assert "slack_tokens_unreadable" in said
    assert KEY.get_secret_value() not in said


@pytest.mark.parametrize("sealed", ["", "xoxb-24-1-town", "gAAAAA", "é" * 9, "gAAAAA" + "A" * 200])
async def test_a_row_that_is_damaged_counts_as_not_installed(engine: Engine, sealed: str) -> None:
    await opened(engine).async_save(installed())
    with writing(engine) as connection:
        connection.execute(update(SLACK_BOT).values(bot_token=sealed))
    assert await opened(engine).token_of(TEAM) is None
    assert await opened(engine).workspaces() == {TEAM}


# ---- the database


async def test_a_token_is_found_while_another_writes(engine: Engine) -> None:
    await opened(engine).async_save(installed())
    with writing(engine) as connection:
        connection.execute(update(SLACK_BOT).values(bot_token="unfinished"))
        assert await opened(engine).token_of(TEAM) == "xoxb-24-1-town"


async def test_a_database_that_fails_is_said_as_everywhere(engine: Engine) -> None:
    installations = opened(engine)
    with writing(engine) as connection:
        connection.execute(text("DROP TABLE slack_bot"))
    with pytest.raises(StoreUnusable):
        await installations.token_of(TEAM)
    with pytest.raises(StoreUnusable):
        await installations.async_save(installed())
    with pytest.raises(StoreUnusable):
        await installations.forget(TEAM)
    with pytest.raises(StoreUnusable):
        await installations.workspaces()
    with writing(engine) as connection:
        SLACK_BOT.create(connection)  # for the tests after


async def test_an_installation_that_cannot_be_kept_leaves_the_one_before(engine: Engine) -> None:
    installations = opened(engine)
    await installations.async_save(installed())

    def fail(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO slack_bot"):
            raise StoreUnusable("The disk is full.")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(StoreUnusable):
        await installations.async_save(installed(token="xoxb-new"))
    assert await opened(engine).token_of(TEAM) == "xoxb-24-1-town"


# ---- what is remembered


async def test_a_token_is_remembered_for_a_minute(engine: Engine) -> None:
    elapsed = Elapsed()
    installations = opened(engine, elapsed=elapsed)
    await installations.async_save(installed())
    assert await installations.token_of(TEAM)
    await opened(engine).forget(TEAM)  # by another process

    elapsed.now += REMEMBERED_S - 1
    assert await installations.token_of(TEAM) == "xoxb-24-1-town"
    elapsed.now += 1
    assert await installations.token_of(TEAM) is None


async def test_what_was_read_before_a_change_is_not_remembered(engine: Engine) -> None:
    installations = opened(engine)
    await installations.async_save(installed())
    is_read, may_go_on = threading.Event(), threading.Event()

    def hold(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT") and not is_read.is_set():
            is_read.set()
            may_go_on.wait(10)

    event.listen(engine, "after_cursor_execute", hold)
    reader = asyncio.create_task(installations.token_of(TEAM))
    await asyncio.to_thread(is_read.wait, 10)
    await installations.forget(TEAM)
    may_go_on.set()

    assert await reader == "xoxb-24-1-town"
    assert await installations.token_of(TEAM) is None


async def test_only_so_many_workspaces_are_remembered(engine: Engine) -> None:
    installations = opened(engine)
    installations._remembered = {f"T{n}": (1e9, None) for n in range(REMEMBERED)}
    await installations.token_of(TEAM)
    assert len(installations._remembered) <= REMEMBERED

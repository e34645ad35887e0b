"""An event that a platform tells again is handled once."""

import asyncio
from datetime import timedelta

import pytest

from digests.errors import StoreUnusable
from tests.bot.commands.newsdesk import NOW, Newsdesk


def test_of_ten_tellings_at_once_one_is_the_first_also_after_a_restart(desk: Newsdesk) -> None:
    async def ten() -> list[bool]:
        return await asyncio.gather(*(desk.core.heard("slack", "Ev1", NOW) for _ in range(10)))

    assert sorted(asyncio.run(ten())) == [False] * 9 + [True]
    desk.open()
    assert not asyncio.run(desk.core.heard("slack", "Ev1", NOW + timedelta(hours=23)))


def test_another_event_another_chat_and_the_next_day_are_the_first_time(desk: Newsdesk) -> None:
    told = [("slack", "Ev1", NOW), ("slack", "Ev2", NOW), ("file", "Ev1", NOW), ("slack", "Ev1", NOW + timedelta(2))]
    assert all(asyncio.run(desk.core.heard(*each)) for each in told)


def test_without_its_database_nobody_knows(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise StoreUnusable("The database cannot be used: the disk is full.")

    monkeypatch.setattr(type(desk.database.readership), "claim", gone)
    with pytest.raises(StoreUnusable):
        asyncio.run(desk.core.heard("slack", "Ev1", NOW))

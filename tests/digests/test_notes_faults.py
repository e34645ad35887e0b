"""Notes where something goes wrong: refused by their chat, made by two at once, broken."""

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from digests.errors import SendRefused
from digests.notes import NOTES_KEPT, Notes
from digests.postings import Message
from digests.sending import Sender
from tests.digests.examples import NOON
from tests.digests.noted import CRACKS, NEW, ONE, Desks, NoteChat
from tests.digests.posted import BRIDGE, CHESS, HOUR, TEXTS, news

# ---- refused


async def test_who_cannot_be_written_to_gets_no_other_note(desks: Desks) -> None:
    class Gone(NoteChat):
        async def send(
            self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
        ) -> str:
            raise SendRefused("no such person")

    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    desks.follow(had)
    assert desks.note() == 1
    await Sender(ledger=desks.database.ledger, chats={"paper": Gone()}).send_due(ONE)
    assert desks.bookmark().followed_at is None
    assert desks.database.ledger.subscribers()[0].paused_at is None
    desks.keep(had, CRACKS, news(BRIDGE, source="Gazette", hours=8, text=TEXTS[CHESS]))
    assert desks.note(NOON + 9 * HOUR) == 0


async def test_a_note_that_is_refused_for_what_is_in_it_ends_no_following(desks: Desks) -> None:
    class Strict(NoteChat):
        async def send(
            self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
        ) -> str:
            raise SendRefused("a word is not allowed", is_of_message=True)

    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    desks.follow(had)
    assert desks.note() == 1
    await Sender(ledger=desks.database.ledger, chats={"paper": Strict()}).send_due(ONE)
    assert desks.bookmark().followed_at is not None
    assert desks.database.ledger.subscribers()[0].paused_at is None


# ---- two at once


def test_of_two_processes_one_writes_the_note(desks: Desks) -> None:
    had, others = news(BRIDGE), list[int]()
    desks.keep(had, CRACKS)
    desks.follow(had)

    def other_process() -> None:
        desks.house.encoder.before = lambda: None
        others.append(desks.note())

    desks.house.encoder.before = other_process
    assert (desks.note(), others) == (0, [1])
    assert desks.said() == [[NEW]]


def test_who_looks_meanwhile_gets_no_note(desks: Desks) -> None:
    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    before = desks.follow(had)
    looked = replace(before, told=replace(before.told, at=ONE, article_ids=frozenset({had.id, CRACKS.id})))
    desks.house.encoder.before = lambda: desks.database.readership.save_bookmark(looked)
    assert desks.note() == 0
    assert (desks.sent(), desks.bookmark()) == ([], looked)


# ---- broken


def test_a_note_that_no_database_can_keep_stops_no_other(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    had = news(BRIDGE)
    desks.keep(had, CRACKS)
    desks.follow(had)
    broken = [Message(payload="half a character: \ud83d", tells=())]
    monkeypatch.setattr(desks.chat, "messages", lambda *_, **__: broken)
    assert desks.note() == 0
    assert desks.sent() == []


def test_a_story_that_breaks_us_stops_no_other_and_is_said_once(desks: Desks) -> None:
    bridge, chess = news(BRIDGE), news(CHESS)
    win = news(CHESS, source="Courier", hours=1, text="Solano met the president Ada Brenn on Friday.")
    desks.keep(bridge, CRACKS, chess, win)
    desks.follow(bridge)
    desks.follow(chess)
    desks.chat.poison = BRIDGE
    notes = Notes(NOTES_KEPT)
    with capture_logs() as logs:
        assert [desks.note(notes=notes), desks.note(notes=notes)] == [1, 0]
    assert [(line["event"], line.get("story")) for line in logs] == [
        ("note_not_made", "bridge"),
        ("followers_noted", None),
    ]

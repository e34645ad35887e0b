import asyncio
import gc
import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.chats.console_chat import GONE_FOR, ConsoleChat
from digests.errors import SendLater, SendUnknown
from digests.models import Subscription
from digests.postings import Notice
from tests.bot.formats.examples import a_digest, night_train

FRENCH = Subscription(feeds=(), language="fr", timezone="Asia/Tokyo")


@contextmanager
def a_stdout(monkeypatch: pytest.MonkeyPatch, raw: io.RawIOBase) -> Iterator[None]:
    stream = io.TextIOWrapper(io.BufferedWriter(raw))
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        yield
    stream.close()  # nothing is left in the buffer


def test_a_digest_is_one_text_in_the_words_and_days_of_its_reader() -> None:
    digest = replace(a_digest(night_train()), until=datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    (message,) = ConsoleChat().messages(digest, FRENCH, is_late=False)
    text, heading = message.payload, message.payload.splitlines()[0]
    assert heading.startswith("Revue de presse · ")
    assert "21 nov" in heading  # in Tokyo
    assert "[k7qm]" in text
    assert message.tells == ("k7qm",)
    (message,) = ConsoleChat().messages(digest, replace(FRENCH, ui_language="de"), is_late=False)
    assert message.payload.startswith("Presseschau · ")


def test_a_late_digest_says_so_in_the_readers_language() -> None:
    digest = a_digest(night_train())
    (late,) = ConsoleChat().messages(digest, FRENCH, is_late=True)
    (in_time,) = ConsoleChat().messages(digest, FRENCH, is_late=False)
    assert late.payload.splitlines()[2] == "Cette revue de presse arrive plus tard que prévu."
    assert "plus tard" not in in_time.payload


def test_a_notice_is_said_in_the_readers_language() -> None:
    notice = Notice(key="paused-refused", arguments={"channel": "harbour", "reason": "no\x1b[31m access"})
    said = "La revue de presse pour harbour est suspendue\N{NO-BREAK SPACE}: la messagerie l’a refusée (no access). "
    assert ConsoleChat().notice(notice, FRENCH).startswith(said)
    said = "The digest for harbour is paused: the chat refused it (no access). "
    assert ConsoleChat().notice(notice, replace(FRENCH, ui_language="en")).startswith(said)


async def test_a_message_stands_under_the_name_of_its_channel(capsys: pytest.CaptureFixture[str]) -> None:
    chat = ConsoleChat()
    assert await chat.send("harbour\x1b[31m", "News\n", "n1") == "n1"
    await chat.send("@ana", "No access.\n", "n2")
    first, news, _, second, notice, _ = capsys.readouterr().out.splitlines()
    assert first.strip("─") == " harbour "
    assert len(first) == 100
    assert second.strip("─") == " to @ana "
    assert (news, notice) == ("News", "No access.")


async def test_messages_that_are_sent_at_once_do_not_stand_in_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    chat = ConsoleChat()
    long = ("word " * 20_000 + "\n", "WORD " * 20_000 + "\n")
    await asyncio.gather(*(chat.send("a", text, "n") for text in long))
    assert [line + "\n" for line in capsys.readouterr().out.splitlines() if "ord" in line.lower()] == list(long)


async def test_nobody_can_tell_what_was_printed_before() -> None:
    chat = ConsoleChat()
    assert chat.keeps_nonces_for == timedelta(0)
    with pytest.raises(SendUnknown):
        await chat.find("a", "n", datetime(2026, 11, 20, tzinfo=UTC))


async def test_a_reader_who_has_gone_is_looked_for_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    to_read, to_write = os.pipe()
    os.close(to_read)
    with a_stdout(monkeypatch, io.FileIO(to_write, "w")), pytest.raises(SendLater) as put_off:
        await ConsoleChat().send("a", "News\n", "n")
    assert (put_off.value.is_of_chat, put_off.value.retry_after) == (True, GONE_FOR)


async def test_a_closed_output_is_looked_for_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        with pytest.raises(SendLater) as put_off:
            await ConsoleChat().send("a", "News\n", "n")
    assert (put_off.value.is_of_chat, put_off.value.retry_after) == (True, GONE_FOR)


async def test_a_reader_who_pauses_holds_one_thread_until_he_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    to_read, to_write = os.pipe()
    before, chat = set(threading.enumerate()), ConsoleChat(within_s=0.05)
    with a_stdout(monkeypatch, io.FileIO(to_write, "w")):
        with pytest.raises(SendUnknown):
            await chat.send("a", "x" * 1_000_000, "n1")
        for _ in range(10):
            with pytest.raises(SendLater) as put_off:
                await chat.send("a", "y", "n2")
            assert put_off.value.is_of_chat
        (printing,) = set(threading.enumerate()) - before
        with open(to_read, "rb", buffering=0) as reader:  # noqa: ASYNC230, PTH123 — a pipe that is open already
            while not reader.read(100_000).endswith(b"x\n"):
                pass
            printing.join()
            assert await chat.send("a", "z", "n3") == "n3"


async def test_two_that_wait_for_a_reader_are_told_apart_by_what_has_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    to_read, to_write = os.pipe()
    before, chat = set(threading.enumerate()), ConsoleChat(within_s=0.05)
    with a_stdout(monkeypatch, io.FileIO(to_write, "w")):
        sent = (chat.send("a", "x" * 1_000_000, "n1"), chat.send("b", "y", "n2"))
        first, second = await asyncio.gather(*sent, return_exceptions=True)
        os.close(to_read)
        for printing in set(threading.enumerate()) - before:
            printing.join()
    assert isinstance(first, SendUnknown)
    assert isinstance(second, SendLater)


async def test_what_becomes_of_a_print_that_nobody_waits_for_disturbs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    to_read, to_write = os.pipe()
    before, chat, disturbed = set(threading.enumerate()), ConsoleChat(within_s=0.05), list[object]()
    asyncio.get_running_loop().set_exception_handler(lambda _, context: disturbed.append(context))
    with a_stdout(monkeypatch, io.FileIO(to_write, "w")):
        with pytest.raises(SendUnknown):
            await chat.send("a", "x" * 1_000_000, "n1")
        (printing,) = set(threading.enumerate()) - before
        os.close(to_read)
        printing.join()
        with pytest.raises(SendLater, match="nobody reads"):
            await chat.send("a", "y", "n2")
    del chat
    gc.collect()
    assert disturbed == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a disk that is always full is a device of Linux")  # noqa: PTH110
async def test_a_full_disk_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_stdout(monkeypatch, io.FileIO("/dev/full", "w")), pytest.raises(SendLater, match="No space left") as put_off:
        await ConsoleChat().send("a", "News\n", "n")
    assert not put_off.value.is_of_chat

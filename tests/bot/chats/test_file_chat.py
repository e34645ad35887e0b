import asyncio
import json
import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from bot.chats.file_chat import THREADS, FileChat
from digests.errors import DeliveryError, SendLater, SendRefused, SendUnknown
from digests.models import Subscription
from digests.postings import Notice
from tests.bot.formats.examples import a_digest, night_train

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
FRENCH = Subscription(feeds=(), language="fr", timezone="Asia/Tokyo")


def a_payload(text: str = "News") -> str:
    return json.dumps({"text": text}) + "\n"


def lines(path: Path) -> list[dict[str, object]]:
    content = path.read_text(encoding="utf-8")
    assert content.endswith("\n")
    return [json.loads(line) for line in content.splitlines()]


def test_a_digest_is_one_object_for_people_and_for_programs() -> None:
    (made,) = FileChat().messages(a_digest(night_train()), FRENCH, is_late=True)
    message = json.loads(made.payload)
    assert made.payload.count("\n") == 1
    assert made.tells == ("k7qm",)
    assert message["text"].startswith("Revue de presse · ")
    assert "plus tard que prévu" in message["text"]
    assert message["late"] is True
    assert [story["id"] for story in message["digest"]["stories"]] == ["k7qm"]


def test_a_notice_is_a_text_in_the_readers_language() -> None:
    notice = Notice(key="times-in", arguments={"zone": "UTC"})
    assert json.loads(FileChat().notice(notice, FRENCH)) == {"text": "Heures données en UTC."}
    assert json.loads(FileChat().notice(notice, replace(FRENCH, ui_language="en")))["text"] == "Times are in UTC."


async def test_each_message_is_a_line_with_its_nonce(tmp_path: Path) -> None:
    path, chat = tmp_path / "news.jsonl", FileChat()
    assert await chat.send(str(path), a_payload("One"), "n1") == "n1"
    assert await chat.send(str(path), a_payload("Two"), "n2") == "n2"
    assert lines(path) == [{"nonce": "n1", "text": "One"}, {"nonce": "n2", "text": "Two"}]


async def test_a_nonce_is_written_once_whoever_sends_it(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    for chat in (FileChat(), FileChat()):
        for _ in range(2):
            assert await chat.send(str(path), a_payload(), "n1") == "n1"
    assert len(lines(path)) == 1
    assert datetime(2026, 1, 1, tzinfo=UTC) + FileChat().keeps_nonces_for > datetime(2100, 1, 1, tzinfo=UTC)


async def test_many_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    path, chats = str(tmp_path / "news.jsonl"), (FileChat(), FileChat())
    sent = [chat.send(path, a_payload(), f"n{number}") for number in range(40) for chat in chats]
    await asyncio.gather(*sent)
    assert sorted(str(line["nonce"]) for line in lines(Path(path))) == sorted(f"n{number}" for number in range(40))


async def test_a_message_is_found_by_its_nonce(tmp_path: Path) -> None:
    path, chat = str(tmp_path / "news.jsonl"), FileChat()
    assert await chat.find(path, "n1", LONG_AGO) is None
    await FileChat().send(path, a_payload('a "nonce": "n2", too'), "n1")
    assert await chat.find(path, "n1", LONG_AGO) == "n1"
    assert await chat.find(path, "n2", LONG_AGO) is None


async def test_a_file_that_cannot_be_read_says_nothing_of_its_messages(tmp_path: Path) -> None:
    with pytest.raises(SendUnknown):
        await FileChat().find(str(tmp_path), "n1", LONG_AGO)


async def test_a_file_that_was_put_aside_or_emptied_is_read_anew(tmp_path: Path) -> None:
    path, chat = tmp_path / "news.jsonl", FileChat()
    await chat.send(str(path), a_payload(), "n1")
    path.rename(tmp_path / "old.jsonl")
    await chat.send(str(path), a_payload(), "n2")
    assert [line["nonce"] for line in lines(path)] == ["n2"]
    path.write_bytes(b"")
    await chat.send(str(path), a_payload(), "n2")
    assert [line["nonce"] for line in lines(path)] == ["n2"]


@given(cut=st.integers(min_value=1, max_value=200))
async def test_a_line_cut_short_is_written_anew(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("cut") / "news.jsonl"
    await FileChat().send(str(path), a_payload("One"), "n1")
    whole = path.stat().st_size
    await FileChat().send(str(path), a_payload("é" * 50), "n2")
    kept = max(whole, path.stat().st_size - cut)
    os.truncate(path, kept)
    chat = FileChat()
    for nonce in ("n2", "n3"):
        await chat.send(str(path), a_payload("é" * 50), nonce)
    assert [line["nonce"] for line in lines(path)] == ["n1", "n2", "n3"]


@given(before=st.binary(max_size=40))
async def test_what_somebody_else_wrote_stays(tmp_path_factory: pytest.TempPathFactory, before: bytes) -> None:
    path = tmp_path_factory.mktemp("other") / "news.jsonl"
    path.write_bytes(before)
    chat = FileChat()
    for nonce in ("n1", "n1", "n2"):
        await chat.send(str(path), a_payload(), nonce)
    content = path.read_bytes()
    *_, first, second = content.splitlines()
    assert [json.loads(line)["nonce"] for line in (first, second)] == ["n1", "n2"]
    is_half_of_ours = b'{"nonce": "'.startswith(before.rpartition(b"\n")[2])
    assert content.startswith(before) or is_half_of_ours


async def test_a_missing_folder_is_never_made(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "news.jsonl"
    with pytest.raises(SendRefused, match="its folder is not there"):
        await FileChat().send(str(path), a_payload(), "n1")
    assert not path.parent.exists()


async def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    refusals = {
        str(tmp_path): "a folder",
        str(tmp_path / "pipe"): "a device",
        "~nobody-is-called-so/x": "no such user",
        "@ana": "a person",
        "a\0b": "no file is called so",
    }
    for address, reason in refusals.items():
        with pytest.raises(SendRefused, match=reason) as refused:
            await FileChat().send(address, a_payload(), "n1")
        assert not refused.value.is_of_chat
        assert address not in refused.value.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_file_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").touch(mode=0o400)
    with pytest.raises(SendRefused, match="it may not be written to"):
        await FileChat().send(str(tmp_path / "news.jsonl"), a_payload(), "n1")


async def test_a_name_that_is_too_long_is_refused_or_tried_again(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError):
        await FileChat().send(str(tmp_path / ("x" * 300)), a_payload(), "n1")


async def test_a_disk_that_is_full_keeps_no_half_line_and_is_tried_again(tmp_path: Path) -> None:
    path, chat = tmp_path / "news.jsonl", FileChat()
    await chat.send(str(path), a_payload("One"), "n1")
    before, limits = path.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a limit on the size of files: EFBIG half-way, as ENOSPC
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, limits[1]))
    try:
        with pytest.raises(SendLater):
            await chat.send(str(path), a_payload("Two"), "n2")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == before
    await chat.send(str(path), a_payload("Two"), "n2")
    assert [line["nonce"] for line in lines(path)] == ["n1", "n2"]


async def test_a_file_that_another_program_keeps_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    with FileLock(f"{path}.lock"), pytest.raises(SendLater, match="another program"):
        await FileChat(locked_s=0).send(str(path), a_payload(), "n1")
    assert not path.exists()


async def test_files_that_others_keep_hold_up_no_other_file_and_no_database(tmp_path: Path) -> None:
    chat, paths = FileChat(locked_s=3600, within_s=3600), [tmp_path / f"{number}.jsonl" for number in range(40)]
    with ExitStack() as locks:
        for path in paths:
            locks.enter_context(FileLock(f"{path}.lock"))
        sending = [asyncio.create_task(chat.send(str(path), a_payload(), "n1")) for path in paths]
        async with asyncio.timeout(60):
            assert await chat.send(str(tmp_path / "free.jsonl"), a_payload(), "n1") == "n1"
            await asyncio.to_thread(int)  # as the ledger is asked
    async with asyncio.timeout(60):
        assert await asyncio.gather(*sending) == ["n1"] * 40


async def test_a_file_has_one_lock_under_all_of_its_names(tmp_path: Path) -> None:
    path, link = tmp_path / "news.jsonl", tmp_path / "link.jsonl"
    link.symlink_to("news.jsonl")
    with FileLock(f"{path}.lock"), pytest.raises(SendLater, match="another program"):
        await FileChat(locked_s=0).send(str(link), a_payload(), "n1")
    chat = FileChat()
    await asyncio.gather(*(chat.send(str(name), a_payload(), f"n{n}") for n in range(20) for name in (path, link)))
    assert sorted(str(line["nonce"]) for line in lines(path)) == sorted(f"n{n}" for n in range(20))


async def test_links_that_lead_in_a_circle_are_refused(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / name).symlink_to(other)
    with pytest.raises(SendRefused, match="in a circle"):
        await FileChat().send(str(tmp_path / "a"), a_payload(), "n1")


# ---------------------------------------------------------------- a disk that hangs


@dataclass
class Disk:
    """A disk that hangs when it is to write down the files of some names for good, until it answers."""

    names: set[str]
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    answers: threading.Event = field(default_factory=threading.Event)

    def fsync(self, file: int) -> None:
        if Path(f"/proc/self/fd/{file}").readlink().name in self.names:
            self.begun.release()
            self.answers.wait()


@contextmanager
def hanging(monkeypatch: pytest.MonkeyPatch, *names: str) -> Iterator[Disk]:
    disk, before = Disk(set(names)), set(threading.enumerate())
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", disk.fsync)
        try:
            yield disk
        finally:
            disk.answers.set()
            for thread in set(threading.enumerate()) - before:
                if thread.daemon:
                    thread.join()


on_linux = pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="the names of open files are told by Linux")  # noqa: PTH112


@on_linux
async def test_a_disk_that_hangs_holds_one_thread_a_file_and_holds_up_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, chat = str(tmp_path / "news.jsonl"), FileChat()
    with hanging(monkeypatch, "news.jsonl") as disk:
        sending = asyncio.create_task(chat.send(path, a_payload(), "n1"))
        await asyncio.to_thread(disk.begun.acquire)
        sending.cancel()
        await asyncio.wait({sending})
        for _ in range(THREADS):
            with pytest.raises(SendLater, match="the disk does not answer") as put_off:
                await chat.send(path, a_payload(), "n2")
            assert not put_off.value.is_of_chat
        with pytest.raises(SendUnknown):
            await chat.find(path, "n1", LONG_AGO)
        assert await chat.send(str(tmp_path / "other.jsonl"), a_payload(), "n1") == "n1"
    for nonce in ("n1", "n2"):
        await chat.send(path, a_payload(), nonce)
    assert [line["nonce"] for line in lines(Path(path))] == ["n1", "n2"]


@on_linux
async def test_where_every_thread_hangs_with_a_disk_the_whole_chat_waits_and_the_database_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, chat = [f"{number}.jsonl" for number in range(THREADS)], FileChat(within_s=0.1)
    with hanging(monkeypatch, *names):
        sent = [chat.send(str(tmp_path / name), a_payload(), "n1") for name in names]
        for error in await asyncio.gather(*sent, return_exceptions=True):
            assert isinstance(error, SendUnknown)
        with pytest.raises(SendLater) as put_off:
            await chat.send(str(tmp_path / "other.jsonl"), a_payload(), "n1")
        assert put_off.value.is_of_chat
        await asyncio.to_thread(int)

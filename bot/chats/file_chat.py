"""A chat that writes each message as a line of JSON to a file: for programs, and for trying a schedule without a token.

In: a digest. Out: a line at the end of the file that the address names:

    {"nonce": "6wq…", "text": "News digest · …", "late": false, "digest": {"language": "en", …}}
"""

import asyncio
import json
import os
import re
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from errno import EDQUOT, ELOOP, ENOSPC
from functools import partial
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, Concatenate, ParamSpec, TypeVar

from filelock import FileLock, Timeout

from bot.chats.threads import begun
from bot.formats.contract import as_json, json_line
from bot.formats.posted import digest_text, notice_text
from digests.errors import DeliveryError, SendLater, SendRefused, SendUnknown
from digests.models import Digest, Subscription
from digests.postings import Message, Notice

P = ParamSpec("P")
T = TypeVar("T")

LOCKED_S = 10.0  # how long another process may keep the file
LOOK_AGAIN_S = 0.05  # whether it still does
SEND_WITHIN_S = 25.0  # a disk may hang
THREADS = 8  # of which each may hang with a disk, one for each file
HANGS = "the disk does not answer"

_BEGINNING = b'{"nonce": "'  # of every line of ours, before the nonce
_LINE = re.compile(rb'\{"nonce": "([^"\\]{1,64})", ')


@dataclass(slots=True)
class _Read:
    """How far a file has been read, and which nonces are in it up to there."""

    file: tuple[int, int] = (0, 0)  # device and inode: another file of that name is read anew
    size: int = 0
    nonces: set[bytes] = field(default_factory=set)


class FileChat:
    """The Chat port on files, one a channel. A nonce that is in the file is not written again, however old it is."""

    name = "file"
    keeps_nonces_for = timedelta(days=36_525)  # for ever, but a date to which it is added stays one

    def __init__(self, *, locked_s: float = LOCKED_S, within_s: float = SEND_WITHIN_S) -> None:
        """Make a chat that waits so long for a file that another process writes to, and so long for a disk."""
        self._locked_s, self._within_s = locked_s, within_s
        self._read: defaultdict[Path, _Read] = defaultdict(_Read)  # each only while its file is locked
        self._writing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._threads = asyncio.Semaphore(THREADS)
        self._last: dict[str, Future[Any]] = {}  # what each file was asked for last: it may go on when nobody waits

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
        """Return one JSON object: the digest as a text for people, and as the JSON of a digest for programs."""
        text = digest_text(digest, subscription, is_late=is_late)
        payload = json_line({"text": text, "late": is_late, "digest": json.loads(as_json(digest))})
        return [Message(payload=payload, tells=tuple(item.story.id for item in digest.items))]

    def notice(self, notice: Notice, subscription: Subscription) -> str:
        """Return a JSON object with the sentence as its text."""
        return json_line({"text": notice_text(notice, subscription)})

    async def send(
        self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
    ) -> str:
        """Append a message to the file of that name, on the disk when this returns; its id is the nonce.

        A person has no file: what is for them is refused. Raises as Chat.send says.
        """
        if address.startswith("@"):
            raise SendRefused("a person has no file to be written to")
        line = _BEGINNING + nonce.encode() + b'", ' + payload.strip().removeprefix("{").encode() + b"\n"
        await self._done(self._append, address, nonce.encode(), line)
        return nonce

    async def find(self, address: str, nonce: str, since: datetime) -> str | None:
        """Return the nonce if it is in the file. Raises SendUnknown where the file cannot be read."""
        try:
            found = await self._done(self._holds, address, nonce.encode())
        except DeliveryError:
            raise SendUnknown("the file cannot be read") from None
        return nonce if found else None

    # ---- in threads, so that a disk that hangs holds up neither the others nor the database

    async def _done(self, work: Callable[Concatenate[str, P], T], address: str, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the work on a file gives, one thing at a time for each file. Raises DeliveryError."""
        call: Future[T] | None = None
        try:
            async with asyncio.timeout(self._within_s), self._writing[address]:
                if address in self._last and not self._last[address].done():
                    raise SendLater(HANGS)
                gives_up_at = time.monotonic() + self._locked_s
                while True:
                    call = await self._begun(partial(work, address, *args, **kwargs))
                    self._last[address] = call
                    try:
                        return await asyncio.wrap_future(call)
                    except Timeout:
                        if time.monotonic() >= gives_up_at:
                            raise SendLater("another program keeps the file locked") from None
                    except OSError as error:
                        raise _failure(error) from None
                    await asyncio.sleep(LOOK_AGAIN_S)
        except TimeoutError:
            if call and not call.done():
                raise SendUnknown(HANGS) from None
            raise SendLater(HANGS, is_of_chat=self._threads.locked()) from None

    async def _begun(self, work: Callable[[], T]) -> Future[T]:
        """Begin work when a thread is free, which it is when its work is done, whoever still waits for that."""
        await self._threads.acquire()
        loop = asyncio.get_running_loop()

        def free(_: object) -> None:
            with suppress(RuntimeError):  # the loop has ended before the disk answered
                loop.call_soon_threadsafe(self._threads.release)

        call = begun(work)
        call.add_done_callback(free)
        return call

    def _append(self, address: str, nonce: bytes, line: bytes) -> None:
        path = _path(address)
        with FileLock(f"{path}.lock", timeout=0):
            nonces, half = self._caught_up(path)
            if nonce not in nonces:
                _mend(path, half)
                _write(path, line)

    def _holds(self, address: str, nonce: bytes) -> bool:
        path = _path(address)
        if not path.exists():
            return False
        with FileLock(f"{path}.lock", timeout=0):
            return nonce in self._caught_up(path)[0]

    def _caught_up(self, path: Path) -> tuple[set[bytes], bytes]:
        """Return which nonces are in the file, and its last line if that has no end.

        Only what was added since the last time is read.
        """
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return set(), b""
        with file:
            stat = os.fstat(file.fileno())
            read = self._read[path]
            if read.file != (stat.st_dev, stat.st_ino) or stat.st_size < read.size:
                read = self._read[path] = _Read(file=(stat.st_dev, stat.st_ino))
            file.seek(read.size)
            for line in file:
                is_ended = line.endswith(b"\n")
                if (is_ended or _is_whole(line)) and (found := _LINE.match(line)):
                    read.nonces.add(found[1])
                if not is_ended:
                    return read.nonces, line
                read.size += len(line)
        return read.nonces, b""


def _path(address: str) -> Path:
    """Return the file behind all links, so that it has one lock under all of its names.

    Refuses a folder, and a pipe, which would wait for its reader; and a missing folder, which the lock would make.
    """
    if "\0" in address:
        raise SendRefused("no file is called so")
    try:
        path = Path(address).expanduser()
    except RuntimeError:  # ~ of a user whom nobody knows
        raise SendRefused("there is no such user") from None
    path = Path(os.path.realpath(path))
    if not path.parent.is_dir():
        raise SendRefused("its folder is not there")
    with suppress(FileNotFoundError):
        if not S_ISREG(mode := path.stat().st_mode):
            raise SendRefused("it is a folder, not a file" if S_ISDIR(mode) else "it is a device, not a file")
    return path


def _mend(path: Path, half: bytes) -> None:
    """End a last line that has no end: one of ours that was cut short goes, of all else nothing is lost."""
    if not half:
        return
    is_ours = half.startswith(_BEGINNING) or _BEGINNING.startswith(half)
    if is_ours and not _is_whole(half):
        os.truncate(path, path.stat().st_size - len(half))
    else:
        _write(path, b"\n")


def _write(path: Path, line: bytes) -> None:
    """Write a line to the disk, or nothing of it."""
    with path.open("ab", buffering=0) as file:
        end = file.seek(0, os.SEEK_END)
        try:
            rest = memoryview(line)
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):  # else whoever writes next mends it
                file.truncate(end)
            raise


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _failure(error: OSError) -> DeliveryError:
    """Say what an error of the disk means for the message: it did not arrive, for now or for good."""
    if error.errno == ELOOP:
        return SendRefused("its links lead round in a circle")
    if error.errno in {ENOSPC, EDQUOT}:
        return SendLater("the disk is full")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return SendRefused("its folder is not there")
    if isinstance(error, PermissionError):
        return SendRefused("it may not be written to")
    return SendLater(f"it cannot be written: {error.strerror or 'the disk says no'}")

"""A chat that writes each message as a line of JSON to a file: for programs, and for trying a schedule without a token.

In: a digest. Out: a line at the end of the file that the address names:

    {"nonce": "6wq…", "text": "News digest · …", "late": false, "digest": {"language": "en", …}}
"""

import asyncio
import json
import os
import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from errno import EDQUOT, ENOSPC
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from filelock import FileLock, Timeout

from bot.chats.console_chat import digest_text, notice_text
from bot.formats.contract import as_json, json_line
from digests.errors import DeliveryError, SendLater, SendRefused, SendUnknown
from digests.models import Digest, Subscription
from digests.postings import Notice

LOCKED_S = 10.0  # how long another process may keep the file
SEND_WITHIN_S = 25  # a disk may hang

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

    def __init__(self, *, locked_s: float = LOCKED_S) -> None:
        """Make a chat that waits so long for a file that another process writes to."""
        self._locked_s = locked_s
        self._read: defaultdict[Path, _Read] = defaultdict(_Read)
        self._writing: defaultdict[Path, asyncio.Lock] = defaultdict(asyncio.Lock)

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[str]:
        """Return one JSON object: the digest as a text for people, and as the JSON of a digest for programs."""
        text = digest_text(digest, subscription, is_late=is_late)
        return [json_line({"text": text, "late": is_late, "digest": json.loads(as_json(digest))})]

    def notice(self, notice: Notice, subscription: Subscription) -> str:
        """Return a JSON object with the sentence as its text."""
        return json_line({"text": notice_text(notice, subscription)})

    async def send(self, address: str, payload: str, nonce: str) -> str:
        """Append a message to the file of that name, on the disk when this returns; its id is the nonce.

        A person has no file: what is for them is refused. Raises as Chat.send says.
        """
        if address.startswith("@"):
            raise SendRefused("a person has no file to be written to")
        path = _path(address)
        line = _BEGINNING + nonce.encode() + b'", ' + payload.strip().removeprefix("{").encode() + b"\n"
        try:
            async with asyncio.timeout(SEND_WITHIN_S), self._writing[path]:
                await asyncio.to_thread(self._append, path, nonce.encode(), line)
        except TimeoutError:
            raise SendUnknown("the disk does not answer") from None
        return nonce

    async def find(self, address: str, nonce: str, since: datetime) -> str | None:
        """Return the nonce if it is in the file. Raises SendUnknown where the file cannot be read."""
        path = _path(address)
        try:
            async with asyncio.timeout(SEND_WITHIN_S), self._writing[path]:
                found = await asyncio.to_thread(self._holds, path, nonce.encode())
        except (TimeoutError, DeliveryError):
            raise SendUnknown("the file cannot be read") from None
        return nonce if found else None

    # ---- in a thread, one at a time for each file

    def _append(self, path: Path, nonce: bytes, line: bytes) -> None:
        try:
            _refuse_what_is_no_file(path)
            with FileLock(f"{path}.lock", timeout=self._locked_s):
                nonces, half = self._caught_up(path)
                if nonce not in nonces:
                    _mend(path, half)
                    _write(path, line)
        except OSError as error:
            raise _failure(error) from None

    def _holds(self, path: Path, nonce: bytes) -> bool:
        try:
            if not path.exists():
                return False
            _refuse_what_is_no_file(path)
            with FileLock(f"{path}.lock", timeout=self._locked_s):
                return nonce in self._caught_up(path)[0]
        except OSError as error:
            raise _failure(error) from None

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
    try:
        return Path(address).expanduser()
    except RuntimeError:  # ~ of a user whom nobody knows
        raise SendRefused("there is no such user") from None


def _refuse_what_is_no_file(path: Path) -> None:
    """Refuse a folder, and a pipe, which would wait for its reader; and a missing folder, which the lock would make."""
    if "\0" in str(path):
        raise SendRefused("no file is called so")
    if not path.parent.is_dir():
        raise SendRefused("its folder is not there")
    with suppress(FileNotFoundError):
        if not S_ISREG(mode := path.stat().st_mode):
            raise SendRefused("it is a folder, not a file" if S_ISDIR(mode) else "it is a device, not a file")


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
    if isinstance(error, Timeout):
        return SendLater("another program keeps the file locked")
    if error.errno in {ENOSPC, EDQUOT}:
        return SendLater("the disk is full")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return SendRefused("its folder is not there")
    if isinstance(error, PermissionError):
        return SendRefused("it may not be written to")
    return SendLater(f"it cannot be written: {error.strerror or 'the disk says no'}")

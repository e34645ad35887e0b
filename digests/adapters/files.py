"""Files on this machine as addresses and bytes.

>>> addresses("https://example.org/feed")[0].url
'https://example.org/feed'
"""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from digests.errors import FetchFailed, SourceMissing
from digests.models import Answer

READABLE_ENDINGS = frozenset({".xml", ".rss", ".atom", ".rdf", ".json", ".jsonl", ".ndjson", ".txt", ".opml"})
MAX_BYTES = 200_000_000  # a month of rows; more is a mistake


@dataclass(frozen=True, slots=True)
class Address:
    """Where a source is read from."""

    url: str  # http(s) or file
    reaches_out: bool = True  # whether a list of feeds found here may be followed to the network


def addresses(source: str) -> list[Address]:
    """Return the addresses behind a name: of an http(s) address, a file, or a folder's readable files by their names.

    A folder never leads to the network: a list of feeds in it is followed only to files.

    Raises SourceMissing when there is no such thing, or nothing to read in the folder.
    """
    if source.lower().startswith(("http://", "https://")):
        return [Address(source)]
    if not source.strip():
        raise SourceMissing(source, "a source must be an address, a file or a folder")
    try:
        path = _path(source) if source.startswith("file:") else Path(source).expanduser()
        if path.is_dir():
            return _in_folder(path, source)
        if path.exists():
            return [Address(path.resolve().as_uri())]
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: ~ of a user whom nobody knows
        raise SourceMissing(source, "this path cannot be read") from error
    if "://" in source:
        raise SourceMissing(source, "only http(s) addresses, files and folders can be read")
    raise SourceMissing(source, "there is no such file or folder")


def _in_folder(folder: Path, source: str) -> list[Address]:
    found = []
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or not path.is_file() or path.suffix.lower() not in READABLE_ENDINGS:
            continue
        if path.suffix.lower() == ".json" and b"jsonfeed.org" not in _ends(path):
            continue  # some other JSON file: a JSON Feed names its version's page on jsonfeed.org
        found.append(Address(path.resolve().as_uri(), reaches_out=False))
    if not found:
        raise SourceMissing(source, "the folder holds no feed and no article")
    return found


def _ends(path: Path) -> bytes:
    """Return the first and the last 8 kB of a file, b"" when it cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(8192)
            file.seek(max(0, path.stat().st_size - 8192))
            return head + file.read(8192)
    except OSError:
        return b""


def _path(url: str) -> Path:
    """Return the path of a file: address, also when its name is not UTF-8."""
    path = urlsplit(url).path
    return Path(os.fsdecode(unquote_to_bytes(path)) if os.name == "posix" else url2pathname(path))


class FileFetcher:
    """The `Fetcher` for file: addresses."""

    async def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,  # this and the rest mean nothing for a file
        last_modified: str | None = None,
        validated_url: str | None = None,
        max_bytes: int | None = None,
        is_page: bool = False,
    ) -> Answer:
        """Return the file's bytes. Raises FetchFailed when it cannot be read."""
        return Answer(url=url, body=await asyncio.to_thread(_read, _path(url)))

    async def robots_allow(self, url: str) -> bool:
        """Return True: no robots.txt stands over files."""
        return True


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            is_there = path.exists()  # a pipe or a device may never end
            raise FetchFailed(str(path), "this is no plain file" if is_there else "there is no such file")
        if path.stat().st_size > MAX_BYTES:
            raise FetchFailed(str(path), f"the file is larger than {MAX_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FetchFailed(str(path), f"the file cannot be read ({reason})") from error

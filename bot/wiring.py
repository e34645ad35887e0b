"""The only place where a port meets its adapter."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from bot.settings import Settings
from digests.adapters.encoders import UniversalSentenceEncoder
from digests.adapters.files import FileFetcher
from digests.adapters.http import HttpFetcher
from digests.adapters.store import SqlStore, open_store
from digests.errors import BadRequest
from digests.ports import Encoder, Fetcher


class _ByScheme:
    """Files from the disk, everything else through the one door to the network."""

    def __init__(self, files: Fetcher, network: Fetcher) -> None:
        self._files, self._network = files, network

    async def fetch(self, url: str) -> bytes:
        """Return the bytes behind the address; see Fetcher."""
        return await (self._files if url.startswith("file:") else self._network).fetch(url)


@asynccontextmanager
async def opened_fetcher(settings: Settings) -> AsyncIterator[Fetcher]:
    """Give a fetcher for file: and http(s) addresses, and close its connections at the end."""
    user_agent = f"digestbot/{version('digestbot')} (news digest bot)"
    async with HttpFetcher(user_agent, settings.allow_private_addresses) as network:
        yield _ByScheme(FileFetcher(), network)


def opened_store(settings: Settings, database: str | None = None) -> SqlStore:
    """Open the database that is named, as a path or an SQLAlchemy URL, else the one of the settings."""
    url = database or settings.database_url
    if "://" in url:
        return open_store(url)
    try:
        path = Path(url).expanduser()
    except RuntimeError as error:  # ~ of a user whom nobody knows
        raise BadRequest(f"{url} is no path: there is no such user") from error
    return open_store("sqlite:///" + quote(str(path), safe="/:\\"))  # else "?" and "%" would mean something in a URL


def encoder() -> Encoder:
    """Give the encoder; it loads its weights at the first text."""
    return UniversalSentenceEncoder()

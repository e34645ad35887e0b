"""The only place where a port meets its adapter."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from bot.settings import Settings
from digests.adapters.encoders import E5Encoder, UniversalSentenceEncoder, why_not_e5
from digests.adapters.files import FileFetcher
from digests.adapters.http import HttpFetcher
from digests.adapters.store import SqlStore, open_store
from digests.adapters.workers import ProcessWorkers
from digests.errors import BadRequest
from digests.models import Answer
from digests.ports import Encoder, Fetcher

DEFAULT_DATABASE = "digestbot.db"


class _ByScheme:
    """Files from the disk, everything else through the one door to the network."""

    def __init__(self, files: Fetcher, network: Fetcher) -> None:
        self._files, self._network = files, network

    async def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        validated_url: str | None = None,
        max_bytes: int | None = None,
        is_page: bool = False,
    ) -> Answer:
        """Return the answer behind the address; see Fetcher."""
        return await self._behind(url).fetch(
            url,
            etag=etag,
            last_modified=last_modified,
            validated_url=validated_url,
            max_bytes=max_bytes,
            is_page=is_page,
        )

    async def robots_allow(self, url: str) -> bool:
        """Return whether the page may be read; see Fetcher."""
        return await self._behind(url).robots_allow(url)

    def _behind(self, url: str) -> Fetcher:
        return self._files if url.startswith("file:") else self._network


@asynccontextmanager
async def opened_fetcher(settings: Settings) -> AsyncIterator[Fetcher]:
    """Give a fetcher for file: and http(s) addresses, and close its connections at the end."""
    user_agent = f"digestbot/{version('digestbot')} (+{settings.contact_url})"
    async with HttpFetcher(user_agent, settings.allow_private_addresses) as network:
        yield _ByScheme(FileFetcher(), network)


def opened_store(settings: Settings, database: str | None = None, *, is_remembered: bool = False) -> SqlStore:
    """Open the database that is named, as a path or an SQLAlchemy URL, else the one of the settings.

    Where neither names one, what is to be remembered gets a file in the working folder, the rest a database in memory.
    """
    url = database or settings.database_url or (DEFAULT_DATABASE if is_remembered else "sqlite://")
    if "://" in url:
        return open_store(url)
    try:
        path = Path(url).expanduser()
    except RuntimeError as error:  # ~ of a user whom nobody knows
        raise BadRequest(f"{url} is no path: there is no such user") from error
    return open_store("sqlite:///" + quote(str(path), safe="/:\\"))  # else "?" and "%" would mean something in a URL


def workers(prepare: Callable[[], None]) -> ProcessWorkers:
    """Give the processes that parse and clean, prepared for it; a context manager that ends them."""
    return ProcessWorkers(prepare=prepare)


def encoders(settings: Settings) -> tuple[Encoder, Encoder]:
    """Give what tells stories apart, as the settings say or the best that can run here, and what weighs sentences.

    Those are many and short, and all of one story: the quicker one does for them. Each loads at its first text.
    """
    reason = why_not_e5()
    if settings.encoder == "e5" and reason:
        raise BadRequest(f"the setting DIGESTBOT_ENCODER cannot be e5 here: {reason}; “use” runs everywhere")
    quick = UniversalSentenceEncoder()
    return quick if settings.encoder == "use" or reason else E5Encoder(), quick

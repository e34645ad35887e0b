"""Requests to Discord through a client of discord.py, each sent once, all of one errand within one deadline.

In: method, path and JSON. Out: the JSON of the answer.

    requests = Requests(client, budget, within_s=15)
    await requests.ask("POST", "/channels/{channel_id}/messages", json=body, channel_id="1417")

discord.py by itself repeats a request up to five times and sleeps in between, at times for longer than anybody waits;
one that is cut while it sleeps out a limit of all requests lets none go any more. So what it would sleep on is raised
here before it sees it, and whoever sends decides when to repeat.
"""

import asyncio
import json
from typing import TYPE_CHECKING, Any

from bot.chats.discord_budget import InvalidRequests
from bot.chats.discord_faults import meaning
from digests.errors import SendLater, SendUnknown

if TYPE_CHECKING:
    import aiohttp
    import discord

CONNECT_SHARE = 2 / 3  # of the time left, for making a connection: when that fails, surely nothing has left

# OSError: the time is over, or the connection is. The others: a session that is closed, and what discord.py's reading
# of an answer raises that is not Discord's.
_STUMBLES = (OSError, RuntimeError, ValueError, TypeError, KeyError, AttributeError)


class _Watch:
    """What is known of one request while discord.py is at it."""

    def __init__(self, budget: InvalidRequests) -> None:
        self._budget = budget
        self.has_left = False  # or may have
        self.refusal: discord.HTTPException | None = None
        self.body: bytes | None = None  # of an answer that all is well

    async def __call__(
        self, request: "aiohttp.ClientRequest", handler: "aiohttp.ClientHandlerType"
    ) -> "aiohttp.ClientResponse":
        """Send the request, as a middleware of aiohttp."""
        import discord

        self.has_left = True
        response = await handler(request)
        body = await response.read()
        if response.status < 300:
            self.body = body
        elif response.status == 429 or response.status >= 500:
            # The trace of the session does not hear of an answer that is raised.
            self._budget.saw(response.status, response.headers.get("X-RateLimit-Scope"))
            self.refusal = discord.HTTPException(response, _told(body))
            raise self.refusal
        return response


class Requests:
    """The requests of one errand."""

    def __init__(self, client: "discord.Client | None", budget: InvalidRequests, *, within_s: float) -> None:
        self._client = client
        self._budget = budget
        self._deadline = asyncio.get_running_loop().time() + within_s

    async def ask(self, method: str, path: str, *, json: object = None, params: object = None, **ids: str) -> Any:
        """Return what Discord answers. `ids` are those in the path.

        Raises discord.HTTPException for an answer that is no success, SendLater for what surely did not leave,
        SendUnknown for what may have.
        """
        import aiohttp  # here, as discord: the command line imports this, and most of it never sends
        import discord

        client = self._ready_client()
        watch = _Watch(self._budget)
        given: dict[str, Any] = {"params": params} if json is None else {"json": json}
        try:
            async with asyncio.timeout_at(self._deadline):
                return await client.http.request(
                    discord.http.Route(method, path, **ids),
                    **given,
                    timeout=self._timeout(),
                    allow_redirects=False,  # of a POST it would make a GET
                    middlewares=(watch,),
                )
        except discord.HTTPException:
            raise
        except (aiohttp.ClientError, discord.DiscordException, *_STUMBLES) as error:
            # discord.py lets go of an answer only when its limits allow the next request, and reads them before.
            if watch.body is not None:
                return _read(watch.body)
            raise watch.refusal or meaning(error, has_left=watch.has_left) from error

    def _ready_client(self) -> "discord.Client":
        if self._client is None or self._client.user is None or self._client.is_closed():
            raise SendLater("not connected to Discord", is_of_chat=True)
        silence = self._budget.wait()
        if silence is not None:
            raise SendLater("Discord has said no too often", is_of_chat=True, retry_after=silence)
        if self._left_s() <= 0:  # what came before this has taken it all
            raise SendLater("too many requests wait for their turn")
        return self._client

    def _timeout(self) -> "aiohttp.ClientTimeout":
        import aiohttp

        return aiohttp.ClientTimeout(total=None, connect=self._left_s() * CONNECT_SHARE)

    def _left_s(self) -> float:
        return self._deadline - asyncio.get_running_loop().time()


def id_in(answer: Any) -> str:
    """Return the id of what Discord says that it has made."""
    try:
        return str(int(answer["id"]))
    except (KeyError, TypeError, ValueError) as error:
        raise SendUnknown("the answer makes no sense") from error


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError as error:
        raise SendUnknown("the answer makes no sense") from error


def _told(body: bytes) -> dict[str, Any]:
    """Return Discord's code for a refusal in a form that discord.py can read, whatever came."""
    try:
        return {"code": int(json.loads(body)["code"])}
    except (ValueError, KeyError, TypeError):
        return {}

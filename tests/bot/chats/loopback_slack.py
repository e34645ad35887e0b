"""A Slack on this machine for the real slack_sdk and slack_bolt: what an app asks of it, and what people do in it.

async with open_slack() as slack:                                  # slack.api is the base_url of an AsyncWebClient
    shown = await AsyncWebClient(BOT_TOKEN, base_url=slack.api).chat_postMessage(channel=CHANNEL, text="Rain")
    slack.messages(CHANNEL)[0].texts                               # what all see; ephemerals(user), directs(user),
                                                                   # windows(user), homes[user] are what one sees
    # An app listens by Socket Mode (APP_TOKEN), or where slack.wire.listener = "http://127.0.0.1:…/slack/events" says.
    await slack.wire.connected()                                   # until its connection has been greeted
    told = await slack.command(READER, CHANNEL, "story k7qm")      # returns when the app acknowledged:
    told.payload, told.seconds, told.status                        # how it did
    await slack.press(READER, slack.messages(CHANNEL)[0], "Sources")        # a button by its words or its action_id
    await slack.choose(READER, slack.messages(CHANNEL)[0], "Language", "German")      # a menu and an option of it
    await slack.when(lambda: slack.ephemerals(READER))             # until that is true; returns it
    await slack.submit(READER, {"Words": "trains", "Feeds": ["Lindmark Post"]})       # the fields of the top window
    await slack.shortcut(MANAGER, slack.messages(CHANNEL)[0], "about")                # its callback_id
    told = await slack.open_home(READER)
    await slack.again(told)                                        # the same event_id, redelivered
    await slack.uninstall(TEAM)

    slack.faults["chat.postMessage"] = [Fault.CUT_AFTER, None, limited(30)]  # of its next requests; also of
                                                                   # "response_url" and f"chat.postMessage {CHANNEL}"
    slack.faults_at["users.info"] = Fault.HANG                     # of every one
    await slack.until("chat.postMessage", 2)                       # the arguments of its second request
    slack.now += timedelta(seconds=4)                              # trigger_ids and response_urls expire by it
    await slack.wire.disconnect(); slack.wire.cut(); slack.wire.is_ponging = False    # what happens to Socket Mode

Waiting in vain ends after ten seconds; time that is let pass by slack.wire.patience.let_pass does not count.
Rights: slack.teams[TEAM].scopes and .error, slack.channels[…].has_bot, slack.people[…].is_admin. OAuth: slack.codes.
"""

import asyncio
import contextlib
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.bot.chats import slack_payloads as payloads
from tests.bot.chats.slack_limits import Json, Refused, check_view
from tests.bot.chats.slack_methods import done, respond
from tests.bot.chats.slack_oauth_server import Code, access
from tests.bot.chats.slack_scene import APP_TOKEN, Scene, Shown, Window, elements_in
from tests.bot.chats.slack_wire import Acknowledged, Kind, Wire

__all__ = ["Acknowledged", "Code", "Fault", "LoopbackSlack", "Refusal", "Shown", "Window", "limited", "open_slack"]

SOCKET, API, REPLY = "/link/", "/api/", "/response/"
RESPONSE_URL = "response_url"  # what faults and requests of any of them are kept under
T = TypeVar("T")


class Fault(StrEnum):
    """What the server does to a request instead of answering it."""

    HANG = "hang"  # does what it is asked and never answers
    HANG_BEFORE = "hang before"  # reads the request and never does anything
    CUT_BEFORE = "cut before"  # cuts the connection, nothing done
    CUT_AFTER = "cut after"  # does it and cuts the connection
    PAGE = "page"  # does it and answers with a web page
    HALF = "half"  # does it and answers with half a JSON
    EMPTY = "empty"  # does it and answers with a JSON that says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An answer instead of doing anything."""

    error: str | None  # of Slack's JSON; None: a web page
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    is_done: bool = False  # it is done, and then the answer says so all the same


def limited(seconds: int) -> Refusal:
    """Return the answer to too many requests."""
    return Refusal(error="ratelimited", status=429, headers={"Retry-After": str(seconds)})


@dataclass(slots=True, kw_only=True)
class LoopbackSlack(Scene):
    """What stands in the channels and windows, what was asked, and what the server does next."""

    url: str = ""
    faults: dict[str, list[Fault | Refusal | None]] = field(default_factory=dict)  # of the next requests of a method
    faults_at: dict[str, Fault | Refusal] = field(default_factory=dict)  # of every request of it
    hangs_for_s: float = 0.0  # so much time passes at once for all in this loop when a request hangs
    asked: list[str] = field(default_factory=list)  # methods, in order
    calls: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))  # arguments, by method
    codes: dict[str, Code] = field(default_factory=dict)  # that oauth.v2.access takes
    app_token: str = APP_TOKEN
    heard: asyncio.Condition = field(default_factory=asyncio.Condition)
    is_over: asyncio.Event = field(default_factory=asyncio.Event)
    wire: Wire = field(init=False)

    def __post_init__(self) -> None:
        Scene.__post_init__(self)
        self.wire = Wire(scene=self)

    @property
    def api(self) -> str:
        return f"{self.url}{API}"

    async def until(self, method: str, times: int = 1) -> Json:
        """Wait until a method was asked so many times; return the arguments of the last of them."""
        await self.when(lambda: len(self.calls[method]) >= times)
        return self.calls[method][times - 1]

    async def when(self, found: Callable[[], T]) -> T:
        """Wait until this is true after something was asked; return it. Raises TimeoutError."""
        async with self.wire.patience.wait(), self.heard:
            await self.heard.wait_for(found)
        return found()

    async def hear(self, method: str, args: Json) -> None:
        async with self.heard:
            self.asked.append(method)
            self.calls[method].append(args)
            self.heard.notify_all()

    # ---- what people do

    async def command(self, user: str, channel: str, text: str = "", *, command: str = "/digest") -> Acknowledged:
        """Let a person type a slash command in a channel, or in the direct message with the bot (a user id)."""
        person = self.people[user]
        where = self.direct(person.team, user) if channel == user else self.channels[channel]
        key = self.reply_url(where.team, where.id, user)
        body = payloads.commanded(self, user, where, command, text)
        body |= {"response_url": self._reply(key), "trigger_id": self.trigger(where.team, user)}
        told = await self.wire.deliver(Kind.COMMAND, body)
        if told.payload and told.status == 200:
            respond(self, key, {"response_type": "ephemeral", **told.payload})
            self.reply_urls[key].uses -= 1
        return told

    async def press(self, user: str, at: Shown | Window, name: str) -> Acknowledged:
        """Let a person press the button with these words, or with this action_id."""
        block, element = _found(at, name, lambda each: [each["text"]["text"]] if each["type"] == "button" else [])
        action: Json = {
            key: element[key] for key in ("type", "action_id", "text", "value", "url", "style") if key in element
        }
        return await self._act(user, at, block, action)

    async def choose(self, user: str, at: Shown | Window, name: str, option: str | list[str]) -> Acknowledged:
        """Let a person choose from the menu with this placeholder or action_id; a window keeps what is chosen."""
        block, element = _found(at, name, lambda each: [each.get("placeholder", {}).get("text")])
        value = payloads.value_of(element, option)
        if isinstance(at, Window):
            at.typed[block["block_id"], element["action_id"]] = value
        held = {"selected_options": value} if isinstance(value, list) else {"selected_option": value}
        return await self._act(user, at, block, {"type": element["type"], "action_id": element["action_id"], **held})

    async def submit(
        self, user: str, fields: Mapping[str, str | list[str]] | None = None, *, window: Window | None = None
    ) -> Acknowledged:
        """Let a person fill in fields of a window, each by its label, block_id or action_id, and send it off."""
        window = window or self.windows(user)[-1]
        self.fill(window, fields or {})
        body = payloads.submitted(self, window) | {"trigger_id": self.trigger(window.team, user)}
        return await self.wire.deliver(Kind.INTERACTIVE, body, on_ack=lambda said: self._submitted(window, said))

    def fill(self, window: Window, fields: Mapping[str, str | list[str]]) -> None:
        """Let a person type and choose in a window. Raises LookupError, ValueError where Slack would not let them."""
        for name, said in fields.items():
            block, element = _found(window, name, lambda each: [])
            window.typed[block["block_id"], element["action_id"]] = payloads.value_of(element, said)
        values = payloads.filled_view(window)["state"]["values"]
        for block, element in elements_in(window.blocks):
            held = values.get(block["block_id"], {}).get(element["action_id"], {})
            is_blank = not any(value for name, value in held.items() if name != "type")
            if block["type"] == "input" and is_blank and not block.get("optional"):
                raise ValueError(f"{block['label']['text']!r} must be filled in")
            if len(held.get("value") or "") > element.get("max_length", 3000):
                raise ValueError(f"{block['label']['text']!r} takes no more")

    async def close(self, user: str) -> Acknowledged | None:
        """Let a person close the top window; the app hears of it where it asked to."""
        window = self.windows(user)[-1]
        self.close_windows(user, window)
        if not window.view.get("notify_on_close"):
            return None
        return await self.wire.deliver(Kind.INTERACTIVE, payloads.closed(self, window))

    async def shortcut(self, user: str, shown: Shown, callback_id: str) -> Acknowledged:
        """Let a person call a shortcut on a message."""
        body = payloads.about_message(self, user, shown, callback_id)
        key = self.reply_url(shown.team, shown.channel, user)
        body |= {"response_url": self._reply(key), "trigger_id": self.trigger(shown.team, user)}
        return await self.wire.deliver(Kind.INTERACTIVE, body)

    async def open_home(self, user: str) -> Acknowledged:
        return await self.event(payloads.home_opened(self, user), team=self.people[user].team)

    async def uninstall(self, team: str) -> list[Acknowledged]:
        """Let a workspace remove the app: its token is worth nothing from now on, and two events say so."""
        self.teams[team].error = "account_inactive"
        events: list[Json] = [payloads.tokens_revoked(self.teams[team].bot), {"type": "app_uninstalled"}]
        return [await self.event(event, team=team) for event in events]

    async def event(self, event: Json, *, team: str) -> Acknowledged:
        """Send an event with a new event_id."""
        return await self.wire.deliver(Kind.EVENT, payloads.told(self, team, event))

    async def again(self, told: Acknowledged, *, retry: int = 1) -> Acknowledged:
        """Send the same once more, as Slack does with an event that was not acknowledged in time."""
        return await self.wire.deliver(told.kind, told.body, retry=retry)

    async def _act(self, user: str, at: Shown | Window, block: Json, action: Json) -> Acknowledged:
        sees = at.to in (None, user) if isinstance(at, Shown) else at.user == user and at.is_open
        assert sees, "nobody can press what they do not see"
        body = payloads.pressed(self, user, at, block, action) | {"trigger_id": self.trigger(at.team, user)}
        if isinstance(at, Shown):
            body["response_url"] = self._reply(self.reply_url(at.team, at.channel, user, at))
        return await self.wire.deliver(Kind.INTERACTIVE, body)

    def _submitted(self, window: Window, said: Json | None) -> None:
        match (said or {}).get("response_action"):
            case None:
                self.close_windows(window.user, window)
            case "clear":
                self.close_windows(window.user)
            case "errors":
                assert said is not None
                assert set(said["errors"]) <= {block["block_id"] for block in window.blocks}
                window.errors = dict(said["errors"])
            case "update":
                assert said is not None
                check_view(said["view"], kind="modal")
                self.show(window, said["view"])

    def _reply(self, key: str) -> str:
        return f"{self.url}{REPLY}{key}"

    # ---- the server

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a request of any kind."""
        if request.path.startswith(SOCKET):
            return await self.wire.converse(request)
        args, is_reply = await _args(request), request.path.startswith(REPLY)
        method = RESPONSE_URL if is_reply else request.path.removeprefix(API)
        channel = args.get("channel") if isinstance(args, dict) else None
        fault = self._fault(f"{method} {channel}") or self._fault(method)
        if isinstance(fault, Refusal) and not fault.is_done:
            await self.hear(method, args)
            return _refused(fault)
        if fault in (Fault.HANG_BEFORE, Fault.CUT_BEFORE):
            await self.hear(method, args)
            return await self._silence(request, is_cut=fault is Fault.CUT_BEFORE)
        response = await self._done(method, request, args)
        await self.hear(method, args)
        match fault:
            case Fault.HANG | Fault.CUT_AFTER:
                return await self._silence(request, is_cut=fault is Fault.CUT_AFTER)
            case Fault.PAGE:
                return web.Response(text="<html>Something else</html>", content_type="text/html")
            case Fault.HALF:
                return web.Response(text='{"ok": tr', content_type="application/json")
            case Fault.EMPTY:
                return web.json_response({})
            case Refusal():
                return _refused(fault)
        return response

    async def _done(self, method: str, request: web.Request, args: Json) -> web.Response:
        try:
            if method == RESPONSE_URL:
                respond(self, request.path.removeprefix(REPLY), args)
                return web.Response(text="ok")
            return web.json_response({"ok": True, **self._asked(method, request, args)}, headers=self._granted(request))
        except Refused as refused:
            no: Json = {"ok": False, "error": refused.code, **refused.more}
            if refused.detail:
                no["response_metadata"] = {"messages": [f"[ERROR] {refused.detail}"]}
            late = refused.code in ("used_url", "expired_url", "no_such_url")
            return web.json_response(no, status=(404 if late else 400) if method == RESPONSE_URL else 200)

    def _asked(self, method: str, request: web.Request, args: Json) -> Json:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or args.get("token")
        if method == "apps.connections.open":
            if token != self.app_token:
                raise Refused("invalid_auth" if token else "not_authed")
            return {"url": f"{self.url.replace('http', 'ws', 1)}{SOCKET}?ticket={self.wire.ticket()}"}
        if method == "oauth.v2.access":
            return access(self, self.codes, request.headers.get("Authorization", ""), args)
        return done(self, method, token, args)

    def _granted(self, request: web.Request) -> dict[str, str]:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        scopes = [team.scopes for team in self.teams.values() if team.token == token]
        return {"X-OAuth-Scopes": ",".join(sorted(scopes[0]))} if scopes else {}

    def _fault(self, method: str) -> Fault | Refusal | None:
        if self.faults.get(method):
            return self.faults[method].pop(0)
        return self.faults_at.get(method)

    async def _silence(self, request: web.Request, *, is_cut: bool) -> web.StreamResponse:
        if not is_cut:
            self.wire.patience.let_pass(self.hangs_for_s)
            await self.is_over.wait()
        if request.transport:
            request.transport.abort()
        return web.Response()


def _found(at: Shown | Window, name: str, words: Callable[[Json], list[str | None]]) -> tuple[Json, Json]:
    found = []
    for block, element in elements_in(at.blocks):
        label = block.get("label", {}).get("text")
        if name in (element["action_id"], block["block_id"], label, *words(element)):
            found.append((block, element))
    if not found:
        raise LookupError(f"no {name!r} among {[element['action_id'] for _, element in elements_in(at.blocks)]}")
    return found[0]


async def _args(request: web.Request) -> Any:
    if request.content_type == "application/json":
        return json.loads(await request.text())
    return {**request.query, **await request.post()}


def _refused(refusal: Refusal) -> web.Response:
    if refusal.error is None:
        page = "<html>Something else</html>"
        return web.Response(text=page, status=refusal.status, headers=refusal.headers, content_type="text/html")
    return web.json_response({"ok": False, "error": refusal.error}, status=refusal.status, headers=refusal.headers)


@contextlib.asynccontextmanager
async def open_slack() -> AsyncIterator[LoopbackSlack]:
    """Serve a Slack on loopback until the block ends; who hangs then is let go, and connections are cut."""
    slack = LoopbackSlack()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", slack.answer)
    async with TestServer(app, host="127.0.0.1") as server:
        slack.url = str(server.make_url("")).rstrip("/")
        try:
            yield slack
        finally:
            slack.is_over.set()
            slack.wire.cut()

"""What whoever acts on Slack is shown for it: to them alone, as messages or in a window.

In: what somebody did, answers. Out: messages by the address that Slack hands out with it (response_url: five uses in
30 minutes); once that is used up, ephemeral messages; where the bot may not write, a direct message.

    reply = ByUrl(acted, doors)
    await reply.show(answer)

An answer never takes the place of what others see, nor of what was shown before: by the response_url of a command Slack
adds messages whatever `replace_original` says (slackapi/bolt-js, issue 2287; slackapi/bolt-python, issue 1268).
Sources: Slack's references "Handling user interaction", chat.postEphemeral, views.update.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

import aiohttp
import structlog
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.chats.slack_answers import said
from bot.chats.slack_calls import Acted, Payload
from bot.chats.slack_clients import SDK_LOG, Clients
from bot.chats.slack_faults import UNREADABLE, code_of
from bot.chats.slack_forms import answer_view, form_again, form_view, waiting_view
from bot.chats.slack_parts import Body
from bot.commands.answers import Answer
from bot.settings import Tokens
from bot.texts import Texts
from digests.errors import DeliveryError

GOOD_FOR = timedelta(minutes=30)  # of a response_url

# What a request to Slack raises that was refused, or that came to nothing. TimeoutError is an OSError.
FAILED_REQUEST = (SlackClientError, aiohttp.ClientError, OSError, DeliveryError)
NO_ANSWER = (*FAILED_REQUEST, *UNREADABLE)

# Until Slack has surely shown what a window that was sent off is acknowledged with, which goes by another connection.
ACKNOWLEDGED_WITHIN_S = 0.3

_log = structlog.get_logger("digestbot.slack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What leads to Slack, for all that is answered."""

    settings: Tokens
    clients: Clients
    clock: Callable[[], datetime]


class Reply(Protocol):
    """Where answers are shown to one person."""

    async def show(self, answer: Answer) -> None:
        """Show an answer. Raises what a request to Slack raises that fails."""


class ByUrl:
    """Messages that only whoever acted sees."""

    def __init__(self, acted: Acted, doors: Doors) -> None:
        self._acted = acted
        self._doors = doors
        self._url = acted.response_url  # None once Slack takes nothing by it
        self._until = doors.clock() + GOOD_FOR

    async def show(self, answer: Answer) -> None:
        """Show an answer; a form, which is no message, as a button that leads to it."""
        command = self._doors.settings.slack_command
        for body in await asyncio.to_thread(said, answer, command=command):
            if not await self._by_url(body):
                client = await self._doors.clients.asking(self._acted.workspace)
                await privately(client, self._acted, body)

    async def _by_url(self, body: Body) -> bool:
        """Show a message by the response_url; return whether that was possible."""
        if not self._url or self._doors.clock() >= self._until:
            return False
        ours = {"response_type": "ephemeral", "replace_original": False, "delete_original": False}
        thread = {"thread_ts": self._acted.thread} if self._acted.thread else {}
        try:
            session = self._doors.clients.session()
            hook = AsyncWebhookClient(self._url, session=session, logger=SDK_LOG, retry_handlers=[])
            answer = await hook.send_dict({**body, **ours, **thread})
        except FAILED_REQUEST as error:  # shown twice is better than not at all
            _log.info("slack_response_url_failed", error=type(error).__name__)
            return False
        if answer.status_code != 200:
            _log.info("slack_response_url_refused", status=answer.status_code)
            self._url = None
        return answer.status_code == 200


class InWindow:
    """A window that is open; once its reader has closed it, messages."""

    def __init__(self, acted: Acted, doors: Doors, view_id: str, *, address: str) -> None:
        self._acted = acted
        self._doors = doors
        self._view_id = view_id
        self._address = address

    async def show(self, answer: Answer) -> None:
        """Show an answer in place of what the window has shown before."""
        view = await asyncio.to_thread(self._view, answer)
        client = await self._doors.clients.asking(self._acted.workspace)
        try:
            await client.views_update(view_id=self._view_id, view=view)
        except NO_ANSWER as error:
            _log.info("slack_window_not_updated", error=for_log(error))
            if answer.form is None or code_of(error) != "not_found":  # whoever has closed a form wants none
                elsewhere = replace(self._acted, channel=self._acted.channel or self._address)
                await ByUrl(elsewhere, self._doors).show(answer)

    def _view(self, answer: Answer) -> dict[str, Any]:
        command = self._doors.settings.slack_command
        if answer.form:
            return form_view(answer, address=self._address, command=command)
        return answer_view(answer, address=self._address, command=command)


class InForm(InWindow):
    """A window that was filled in and sent off: what was refused stands above it, as it was filled in."""

    def __init__(self, acted: Acted, doors: Doors, view: Payload, *, address: str) -> None:
        super().__init__(acted, doors, str(view["id"]), address=address)
        self._filled = view
        self._from = asyncio.get_running_loop().time() + ACKNOWLEDGED_WITHIN_S

    async def show(self, answer: Answer) -> None:
        """Show an answer once the acknowledgement is shown, which says to wait, and else would for ever."""
        await asyncio.sleep(self._from - asyncio.get_running_loop().time())
        await super().show(answer)

    def _view(self, answer: Answer) -> dict[str, Any]:
        if answer.is_refused:
            return form_again(self._filled, answer, command=self._doors.settings.slack_command)
        return super()._view(answer)


async def opened(acted: Acted, doors: Doors, trigger: str, texts: Texts, *, address: str) -> InWindow | None:
    """Open a window that says to wait; None where Slack does not, mostly because it is too late."""
    try:
        client = await doors.clients.asking(acted.workspace)
        answer = await client.views_open(trigger_id=trigger, view=waiting_view(texts, address=address))
        return InWindow(acted, doors, str(answer["view"]["id"]), address=address)
    except NO_ANSWER as error:
        _log.info("slack_window_not_opened", error=for_log(error))
        return None


async def privately(client: AsyncWebClient, acted: Acted, body: Body) -> None:
    """Post a message that only whoever acted sees: where they are, else in a direct message."""
    if acted.in_channel:
        try:
            await client.chat_postEphemeral(
                channel=acted.in_channel, user=acted.user, thread_ts=acted.thread, **_of_message(body)
            )
            return
        except NO_ANSWER as error:  # the bot may not be there
            _log.info("slack_not_ephemeral", error=for_log(error))
    await client.chat_postMessage(channel=acted.user, **body)


def for_log(error: Exception) -> str:
    """Return an error for the log. Others than Slack's own may hold an address, and that what nobody may know."""
    return code_of(error) or type(error).__name__


def _of_message(body: Body) -> Body:
    """Return a body without what an ephemeral message does not take."""
    return {key: value for key, value in body.items() if not key.startswith("unfurl_")}

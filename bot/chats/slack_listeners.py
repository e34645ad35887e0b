"""What bolt hears from Slack: acknowledged at once, before anything is looked up, and then handed on.

In: bolt's app. Out: listeners of it that begin the work in tasks of their own.

    Listeners(interactions, gone).add_to(app, settings)

Slack waits three seconds for an acknowledgement. Nothing is remembered of a request here; that one is handled once,
however often it comes, is seen to by the core.
"""

import re
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.chats.slack_calls import Acted, Payload, acted_in
from bot.chats.slack_forms import address_in, waiting_view
from bot.chats.slack_interactions import Interactions
from bot.chats.slack_manifest import ABOUT
from bot.chats.slack_parts import pressed, row_address
from bot.settings import Tokens

_ANY = re.compile("")

_log = structlog.get_logger("digestbot.slack")


class Listeners:
    """All that bolt calls."""

    def __init__(
        self, interactions: Interactions, gone: Callable[[str, str, datetime], Coroutine[Any, Any, None]]
    ) -> None:
        """Hand on what people do, and to `gone` which workspace sent the bot away, with the event's id and its time."""
        self._interactions = interactions
        self._gone = gone
        self._begin = interactions.begin
        self._is_name_told = False

    def add_to(self, app: AsyncApp, settings: Tokens) -> None:
        """Let the app listen; the first that fits is called."""
        app.command(settings.slack_command)(self._commanded)
        app.command(_ANY)(self._commanded_otherwise)  # it is the app's all the same: Slack sends no other
        app.action(_ANY)(self._pressed)
        app.view(_ANY)(self._submitted)
        app.message_shortcut(ABOUT)(self._pointed)
        app.shortcut(_ANY)(self._ignored)
        app.event("app_home_opened")(self._home_opened)
        app.event("app_uninstalled")(self._uninstalled)
        app.event("tokens_revoked")(self._revoked)
        app.event(_ANY)(self._ignored)

    async def _commanded(self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        acted = acted_in(body, context.team_id)
        self._begin(self._interactions.command(acted, body.get("text") or "", body.get("trigger_id") or ""))

    async def _commanded_otherwise(self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        if not self._is_name_told:
            self._is_name_told = True
            _log.warning("slack_command_is_not_that_of_the_settings", command=body["command"])
        await self._commanded(ack, body, context)

    async def _pointed(self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        self._begin(self._interactions.about(acted_in(body, context.team_id)))

    async def _pressed(self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        acted, trigger = acted_in(body, context.team_id), body.get("trigger_id") or ""
        action, view = body["actions"][0], body.get("view")
        address = row_address(action.get("block_id") or "")
        if view is None:
            self._begin(self._interactions.press(acted, action, trigger))
        elif view.get("type") == "home":
            self._begin(self._interactions.press_at_home(acted, action, trigger, address or acted.address))
        else:
            self._begin(self._interactions.press_in_window(acted, action, view, address or _address(view, acted)))

    async def _submitted(self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        acted, view = acted_in(body, context.team_id), body["view"]
        address = _address(view, acted)
        await ack(response_action="update", view=waiting_view(self._interactions.words(acted), address=address))
        command, _ = pressed(view.get("callback_id") or "") or ("", "")
        self._begin(self._interactions.submit(acted, view, command, address))

    async def _home_opened(self, body: dict[str, Any], event: dict[str, Any], context: AsyncBoltContext) -> None:
        if event.get("tab", "home") == "home":  # the other tab is the direct message
            workspace = context.team_id or body["team_id"]
            acted = Acted(id=body["event_id"], user=event["user"], team=workspace, workspace=workspace)
            self._begin(self._interactions.home(acted, body["event_id"]))

    async def _uninstalled(self, body: dict[str, Any]) -> None:
        self._sent_away(body)

    async def _revoked(self, body: dict[str, Any], event: dict[str, Any]) -> None:
        if event.get("tokens", {}).get("bot"):  # not only those of people
            self._sent_away(body)

    def _sent_away(self, body: dict[str, Any]) -> None:
        at = datetime.fromtimestamp(body["event_time"], UTC)
        self._begin(self._gone(body["team_id"], body["event_id"], at))

    async def _ignored(self, ack: AsyncAck) -> None:
        await ack()


def _address(view: Payload, acted: Acted) -> str:
    return address_in(view) or acted.address

"""What whoever acts on Discord is shown for it: always to them alone, and never in place of what others see.

In: an interaction, answers. Out: Discord's "Interaction Response", then edits of it, and messages that follow it.

    reply = Reply(interaction, command_id)
    await reply.wait()         # within three seconds: "the bot is thinking …"
    await reply.show(answer)   # in place of that, for 15 minutes as often as wanted

The bodies are JSON already, and discord.py's own methods want views of theirs, which it would keep; so they go through
its adapter for webhooks. That does not wait for the bot's own limits, which interactions are not counted in. Sources:
Discord's API reference, "Receiving and Responding".
"""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from bot.chats.discord_answers import said
from bot.chats.discord_forms import modal_of
from bot.chats.discord_parts import Body
from bot.commands.answers import Answer, Form, Line
from bot.commands.calls import Attachment
from bot.texts import Texts, texts_for

RETRIED_AFTER_S = 1.0  # by discord.py, at the soonest
WITHIN_S = 15.0  # for one message, also where Discord asks to be tried again later
HEARS_FIRST_WITHIN_S = 3.0  # Discord, of an interaction; then it knows it no more

_EPHEMERAL = 1 << 6  # which an edit cannot change, and may not name
# What a request to Discord raises that was refused, or that came to nothing. TimeoutError is an OSError.
FAILED_REQUEST = (discord.DiscordException, aiohttp.ClientError, OSError)
# Discord knows the interaction no more, or heard an answer to it before; or the person sent the message away.
_HEARD = 40060
_GONE = frozenset({10008, 10015, 10062, _HEARD, 50027})


class Reply:
    """What is shown for one interaction, and how far that has got."""

    def __init__(self, interaction: discord.Interaction, command_id: str | None) -> None:
        self._interaction = interaction
        self._command_id = command_id
        self.is_answered = False  # by the core: what was asked for is done, or begun
        self._is_heard = False  # by an attempt whose answer was lost
        self._too_late_at = asyncio.get_running_loop().time() + HEARS_FIRST_WITHIN_S

    @property
    def is_begun(self) -> bool:
        """Whether Discord has heard anything yet."""
        return self._is_heard or self._interaction.response.is_done()

    @property
    def is_too_late(self) -> bool:
        """Whether nothing can be shown any more: Discord has heard nothing in time."""
        return not self.is_begun and asyncio.get_running_loop().time() > self._too_late_at

    async def wait(self) -> None:
        """Say that there will be an answer, unless that was said. Raises what a failing request raises, as all here."""
        if self.is_begun:
            return
        async with _in_time():
            began = asyncio.get_running_loop().time()
            try:
                await self._interaction.response.defer(ephemeral=True, thinking=True)
            except aiohttp.ClientConnectionError:  # perhaps it was closed for having been idle
                await self._wait_again()
            except discord.HTTPException as error:
                # discord.py tries again what got an error of the server, and that may have got through; at once it is
                # somebody else who answers, as another bot with our token does.
                if error.code != _HEARD or asyncio.get_running_loop().time() - began < RETRIED_AFTER_S:
                    raise
                self._is_heard = True

    async def _wait_again(self) -> None:
        try:
            await self._interaction.response.defer(ephemeral=True, thinking=True)
        except discord.HTTPException as error:
            if error.code != _HEARD:
                raise
            self._is_heard = True

    async def ask(self, form: Form) -> None:
        """Show a form. It must be the first that is shown."""
        async with _in_time():
            await self._interaction.response.send_modal(modal_of(form))

    async def show(self, answer: Answer) -> None:
        """Show an answer in place of what was shown before. A form can no longer be shown then, but a way to it."""
        await self.wait()
        first, *others = await asyncio.to_thread(said, answer, command_id=self._command_id)
        hook, adapter = self._interaction.followup, async_context.get()
        async with _in_time():
            await adapter.edit_original_interaction_response(
                hook.id, self._interaction.token, session=hook.session, **_parts(first.body, first.file)
            )
        for one in others:
            async with _in_time():
                await adapter.execute_webhook(
                    hook.id,
                    self._interaction.token,
                    session=hook.session,
                    wait=True,
                    **_parts({**one.body, "flags": one.body.get("flags", 0) | _EPHEMERAL}, one.file),
                )

    async def tell(self, sentence: str) -> None:
        """Show a sentence of why something was not done."""
        await self.show(Answer(lines=(Line(text=sentence),), is_refused=True))

    async def withdraw(self) -> None:
        """Take back that there will be an answer."""
        async with _in_time():
            await self._interaction.delete_original_response()


@asynccontextmanager
async def _in_time() -> AsyncIterator[None]:
    """Cut a request that takes too long.

    The adapter lets one request of an interaction wait for another, and one that is cut while it sleeps out a limit is
    waited for for ever. So what follows it in this task, which is of one interaction, goes through another adapter.
    """
    try:
        async with asyncio.timeout(WITHIN_S):
            yield
    except TimeoutError:
        async_context.set(AsyncWebhookAdapter())  # type: ignore[no-untyped-call]
        raise


def for_log(error: BaseException) -> str:
    """Return an error for the log. Those of aiohttp may hold an address, and that an interaction's token."""
    return str(error) if isinstance(error, discord.DiscordException) else type(error).__name__


def is_gone(error: BaseException) -> bool:
    """Return whether Discord refused because whoever acted can be shown nothing more, or was shown it before."""
    return isinstance(error, discord.HTTPException) and error.code in _GONE


def texts_of(interaction: discord.Interaction) -> Texts:
    """Return words in the language that somebody uses Discord in, for where the core is not asked."""
    return texts_for(interaction.locale.value)


def _parts(body: Body, attached: Attachment | None) -> dict[str, Any]:
    """Return what discord.py's adapter takes for a message: its JSON, or a form of several parts with the file."""
    if attached is None:
        return {"payload": body}
    file = discord.File(io.BytesIO(attached.data), filename=attached.name)
    described = {**body, "attachments": [{"id": 0, "filename": file.filename}]}
    return {
        "multipart": [
            {"name": "payload_json", "value": json.dumps(described)},
            {
                "name": "files[0]",
                "value": file.fp,
                "filename": file.filename,
                "content_type": "application/octet-stream",
            },
        ],
        "files": [file],
    }

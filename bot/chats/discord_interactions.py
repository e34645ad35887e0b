"""What somebody does on Discord — commands, buttons, forms, a message pointed at — becomes a call, and gets its answer.

In: interactions of discord.py. Out: what `Core` answers, shown to whoever acted. Nothing is remembered between two
interactions: all that a button or a form means stands in its custom id.

    interactions = Interactions(core, clock)
    await interactions.command(interaction, "feed add", {"address": "https://herald.example/rss"})
    await interactions.acted(interaction)   # on a button, or by sending a form off

Discord wants to hear something within three seconds, so the first thing that is done is to tell it that an answer will
come; but a form can only be shown as the first thing. Nothing is raised to discord.py.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, cast

import discord
import structlog

from bot.chats.discord_calls import call_of, read_files
from bot.chats.discord_forms import filled
from bot.chats.discord_parts import pressed
from bot.chats.discord_replies import FAILED_REQUEST, Reply, for_log, is_gone, texts_of
from bot.commands.answers import Answer, Refusal
from bot.commands.calls import Call, Value
from bot.commands.completing import Proposal
from bot.commands.dispatch import Core
from bot.commands.table import COMMANDS
from bot.texts import Texts

ON_BUTTONS = frozenset({"read"})  # of what is called on a message; the rest stands in the menu of a message
FORM_WITHIN_S = 2.0  # for a form to be there; later Discord might hear nothing in time

_log = structlog.get_logger("digestbot.discord")


class Interactions:
    """Answers interactions. `command_id` is that of `/digest`, as soon as Discord has told it."""

    def __init__(self, core: Core, clock: Callable[[], datetime]) -> None:
        self._core = core
        self._clock = clock
        self.command_id: str | None = None
        self.running: set[asyncio.Task[Any]] = set()  # what is being answered

    async def command(
        self, interaction: discord.Interaction, name: str, options: Mapping[str, Value | discord.Attachment]
    ) -> None:
        """Answer a command that was typed."""
        async with self._answering(interaction) as reply:
            if COMMANDS[name].opens_form and not options:
                await self._open(reply, call_of(interaction, self._clock(), command=name))
                return
            await reply.wait()
            given = await read_files(options)
            await self._answer(reply, call_of(interaction, self._clock(), command=name, options=given))

    async def about(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Answer what somebody asks of a message that they point at."""
        async with self._answering(interaction) as reply:
            await reply.wait()
            call = call_of(interaction, self._clock(), command="about", message=str(message.id))
            await self._answer(reply, call)

    async def proposals(
        self, interaction: discord.Interaction, name: str, options: Mapping[str, Any], option: str, typed: str
    ) -> list[Proposal]:
        """Return what may be meant by what is typed so far for an option."""
        call = call_of(interaction, self._clock(), command=name, options=options)
        return await self._core.proposals(call, option, typed)

    async def acted(self, interaction: discord.Interaction) -> None:
        """Answer a button that was pressed, or a form that was sent off; whatever else it may be is let be."""
        if interaction.type is discord.InteractionType.component:
            async with self._answering(interaction) as reply:
                await self._press(interaction, reply)
        elif interaction.type is discord.InteractionType.modal_submit:
            async with self._answering(interaction) as reply:
                await self._submit(interaction, reply)

    async def failed(self, interaction: discord.Interaction, error: Exception) -> None:
        """Say what Discord could not make a command of: mostly one that it took from an older list of ours."""
        if interaction.type is discord.InteractionType.autocomplete:  # to whoever types nothing can be said
            _log.warning("discord_proposals_failed", error=type(error).__name__)
            return
        async with self._answering(interaction) as reply:
            _log.warning("discord_command_unknown", error=type(error).__name__)  # its words may be those typed
            await reply.tell(texts_of(interaction).say("discord-old-command"))

    # ---- one kind each

    async def _press(self, interaction: discord.Interaction, reply: Reply) -> None:
        command, arguments = _pressed(interaction)
        message = str(interaction.message.id) if interaction.message else None
        if command in COMMANDS and COMMANDS[command].opens_form and not arguments:
            await self._open(reply, call_of(interaction, self._clock(), command=command, message=message))
            return
        await reply.wait()
        if command in COMMANDS:
            text = f"{command} {arguments}".strip()
            call = call_of(interaction, self._clock(), text=text, message=message)
        elif command in ON_BUTTONS:
            options = {"language": arguments} if arguments else {}
            call = call_of(interaction, self._clock(), command=command, options=options, message=message)
        else:
            await reply.tell(texts_of(interaction).say("discord-other-version"))
            return
        await self._answer(reply, call)

    async def _submit(self, interaction: discord.Interaction, reply: Reply) -> None:
        await reply.wait()
        command, _ = _pressed(interaction)
        if command not in COMMANDS:
            await reply.tell(texts_of(interaction).say("discord-other-version"))
            return
        call = call_of(interaction, self._clock(), command=command, options=filled(interaction.data))
        await self._answer(reply, call)

    # ---- what the core answers

    async def _answer(self, reply: Reply, call: Call) -> None:
        await self._show(reply, await self._core.answer(call))

    async def _open(self, reply: Reply, call: Call) -> None:
        """Show the form of a command, or why there is none; a way to it where it comes too late."""
        asking = asyncio.create_task(self._core.answer(call))
        await asyncio.wait({asking}, timeout=FORM_WITHIN_S)
        if not asking.done():
            await reply.wait()
        answer = await asking
        if answer and answer.form and not reply.is_begun:
            await reply.ask(answer.form)
            return
        await reply.wait()
        await self._show(reply, answer)

    async def _show(self, reply: Reply, answer: Answer | None) -> None:
        reply.is_answered = True
        if answer is None:  # it was answered before
            await reply.withdraw()
            return
        try:
            await reply.show(answer)
        except Exception as error:
            if answer.then is None:
                raise
            _logged(error)  # and go on: it was asked for and is allowed, whether or not it can be said that it begins
        if answer.then:
            await reply.show(await answer.then())

    @asynccontextmanager
    async def _answering(self, interaction: discord.Interaction) -> AsyncIterator[Reply]:
        """Log what goes wrong, once, and tell whoever acted as far as that is still possible."""
        reply = Reply(interaction, self.command_id)
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        self.running.add(task)
        try:
            yield reply
        except Refusal as refusal:
            await _tell(reply, _refused(refusal, texts_of(interaction)))
        except Exception as error:  # noqa: BLE001 — whoever acts gets a sentence, whatever happens
            _logged(error)
            if is_gone(error) or reply.is_too_late:
                return
            texts = texts_of(interaction)
            await _tell(reply, texts.say("discord-not-shown") if reply.is_answered else texts.say("our-mistake"))
        finally:
            self.running.discard(task)


def _pressed(interaction: discord.Interaction) -> tuple[str, str]:
    """Return the command and the arguments of a button or form; of what is none of ours a command that is none."""
    match interaction.data:
        case {"custom_id": str(custom_id)}:
            return pressed(custom_id) or ("", "")
    return "", ""


def _refused(refusal: Refusal, texts: Texts) -> str:
    if refusal.key == "discord-file-too-large":
        return texts.say("discord-file-too-large", **refusal.arguments)
    return texts.say("discord-file-unreadable")


def _logged(error: Exception) -> None:
    if is_gone(error):
        _log.info("discord_interaction_gone", error=for_log(error))
    elif isinstance(error, FAILED_REQUEST):
        _log.warning("discord_reply_failed", error=for_log(error))
    else:
        _log.error("discord_broke_us", exc_info=error)


async def _tell(reply: Reply, sentence: str) -> None:
    try:
        await reply.tell(sentence)
    except Exception as error:  # noqa: BLE001 — aiohttp's RuntimeError, too: a connection made anew has another session
        _log.info("discord_reply_failed_too", error=for_log(error))

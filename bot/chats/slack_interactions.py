"""What somebody does on Slack — commands, buttons, windows, a message pointed at — becomes a call, and gets its answer.

In: what was done, once Slack has been told that it is heard. Out: what `Core` answers, shown to whoever acted. Nothing
is remembered between two interactions: all that a button or a window means stands in its ids.

    interactions = Interactions(core, directory, doors)
    interactions.begin(interactions.command(acted, "feed add https://herald.example/rss", trigger))

Slack opens a window within three seconds of what was done, so a window is opened at once, says to wait, and shows then
what there is to show. Nothing is raised to bolt.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import structlog

from bot.chats.slack_answers import said
from bot.chats.slack_calls import Acted, Payload, Profile, call_of, plain
from bot.chats.slack_forms import filled
from bot.chats.slack_home import home_view
from bot.chats.slack_parts import NAME, pressed
from bot.chats.slack_people import Channel, Directory
from bot.chats.slack_replies import FAILED_REQUEST, NO_ANSWER, ByUrl, Doors, InForm, InWindow, Reply, for_log, opened
from bot.commands.answers import Answer, Line
from bot.commands.calls import Call, Person
from bot.commands.dispatch import Core
from bot.commands.table import COMMANDS, FORMS
from bot.texts import Texts, texts_for
from digests.errors import DigestError

OPENING = frozenset({*(name for name, command in COMMANDS.items() if command.opens_form), *FORMS})
ON_BUTTONS = frozenset({"read"})  # of what is called on a message; the rest is a shortcut
# Answers that are worked on; the others wait their turn. The threads of more keep the event loop, which acknowledges,
# waiting for the interpreter, and are no faster together.
AT_ONCE = 3
LANGUAGE_WITHIN_S = 0.5  # before a window opens, which it must within three seconds

_log = structlog.get_logger("digestbot.slack")


class Interactions:
    """Answers what people do."""

    def __init__(self, core: Core, directory: Directory, doors: Doors) -> None:
        self._core = core
        self._directory = directory
        self._doors = doors
        self._turns = asyncio.Semaphore(AT_ONCE)
        self.running: set[asyncio.Task[None]] = set()  # what is being answered

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Have something done while Slack hears that it was heard."""
        task = asyncio.create_task(work)
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    async def command(self, acted: Acted, text: str, trigger: str) -> None:
        """Answer a command that was typed; `text` is what stands behind it, as Slack has it."""
        async with self._answering(acted) as replies:
            name = " ".join(text.split()).casefold()
            if name in OPENING:
                await self._open(acted, name, trigger, replies)
                return
            call = await self._call(acted, text=plain(text))
            await self._answer(replies, call)

    async def about(self, acted: Acted) -> None:
        """Answer what somebody asks of a message that they point at."""
        async with self._answering(acted) as replies:
            await self._answer(replies, await self._call(acted, command="about"))

    async def press(self, acted: Acted, action: Payload, trigger: str) -> None:
        """Answer a button under a message."""
        async with self._answering(acted) as replies:
            await self._pressed(acted, action, replies, trigger=trigger)

    async def press_in_window(self, acted: Acted, action: Payload, view: Payload, address: str) -> None:
        """Answer a button in a window, in that window."""
        async with self._answering(acted) as replies:
            replies.now = InWindow(acted, self._doors, str(view["id"]), address=address)
            await self._pressed(acted, action, replies, address=address)

    async def press_at_home(self, acted: Acted, action: Payload, trigger: str, address: str) -> None:
        """Answer a button of the home page, in a window over it; then the page shows what is so by now."""
        async with self._answering(acted) as replies:
            replies.now = await self._window(acted, trigger, address) or replies.now
            await self._pressed(acted, action, replies, address=address)
            await self._show_home(acted)

    async def submit(self, acted: Acted, view: Payload, command: str, address: str) -> None:
        """Do what a window says that was filled in; a refusal stands above it, as it was filled in."""
        async with self._answering(acted) as replies:
            replies.now = InForm(acted, self._doors, view, address=address)
            if command not in COMMANDS and command not in FORMS:
                await self._say_other_version(acted, replies)
                return
            call = await self._call(acted, command=command, options=filled(view), address=address)
            await self._answer(replies, call)
            await self._show_home(acted)

    async def home(self, acted: Acted, event: str) -> None:
        """Show the home page of a person who has opened it."""
        async with self._answering(acted, is_silent=True):
            if await self._core.heard(NAME, event, self._doors.clock()):
                await self._show_home(acted)

    async def welcome(self, workspace: str, user: str) -> None:
        """Greet whoever has installed the app, and say how a digest is set up."""
        acted = Acted(id="", user=user, team=workspace, workspace=workspace)
        async with self._answering(acted, is_silent=True):
            profile = await self._directory.profile(workspace, user)
            answer = await self._core.welcome(NAME, workspace, profile.language)
            client = await self._doors.clients.asking(workspace)
            for body in said(answer, command=self._doors.settings.slack_command):
                await client.chat_postMessage(channel=user, **body)

    def words(self, acted: Acted) -> Texts:
        """Return words in the language that somebody uses Slack in, as far as that is known, at once."""
        return texts_for(self._directory.known(acted.workspace, acted.user).language or "en")

    # ---- one kind each

    async def _pressed(
        self, acted: Acted, action: Payload, replies: "_Replies", *, trigger: str = "", address: str | None = None
    ) -> None:
        """Do what a button says; with a trigger what opens a form opens a window for it."""
        command, arguments = _called(action)
        if command in OPENING and not arguments:
            if trigger:
                await self._open(acted, command, trigger, replies)
            else:
                await self._answer(replies, await self._call(acted, command=command, address=address))
        elif command in COMMANDS:
            text = f"{command} {arguments}".strip()
            await self._answer(replies, await self._call(acted, text=text, address=address))
        elif command in ON_BUTTONS:
            options = {"language": arguments} if arguments else {}
            await self._answer(replies, await self._call(acted, command=command, options=options))
        else:
            await self._say_other_version(acted, replies)

    async def _open(self, acted: Acted, command: str, trigger: str, replies: "_Replies") -> None:
        replies.now = await self._window(acted, trigger, acted.address) or replies.now
        await self._answer(replies, await self._call(acted, command=command))

    async def _window(self, acted: Acted, trigger: str, address: str) -> InWindow | None:
        await self._directory.profile(acted.workspace, acted.user, within_s=LANGUAGE_WITHIN_S)
        return await opened(acted, self._doors, trigger, self.words(acted), address=address)

    async def _say_other_version(self, acted: Acted, replies: "_Replies") -> None:
        await self._directory.profile(acted.workspace, acted.user, within_s=LANGUAGE_WITHIN_S)
        await replies.now.show(_refusal(self.words(acted).say("slack-other-version"), self.words(acted)))

    async def _show_home(self, acted: Acted) -> None:
        """Show the home page as it is now; where that fails it stays as it was, until it is opened again."""
        call = await self._call(acted, address=f"@{acted.user}")
        async with self._turns:
            home = await self._core.home(call)
            view = await asyncio.to_thread(home_view, home, command=self._doors.settings.slack_command)
        try:
            client = await self._doors.clients.asking(acted.workspace)
            await client.views_publish(user_id=acted.user, view=view)
        except NO_ANSWER as error:
            _log.warning("slack_home_not_shown", error=for_log(error))

    # ---- what the core is asked, and answers

    async def _call(self, acted: Acted, *, address: str | None = None, **what: Any) -> Call:
        address = address or acted.address
        profile, channel, home = await asyncio.gather(
            self._directory.profile(acted.workspace, acted.user),
            self._channel(acted.workspace, address),
            self._directory.home(acted.workspace),
        )
        if home is None:  # and maybe not theirs
            return call_of(acted, self._doors.clock(), profile=Profile(), address=address, **what)
        profile = replace(profile, is_admin=profile.is_admin or channel.creator == acted.user)
        here = replace(acted, workspace=home)
        return call_of(here, self._doors.clock(), profile=profile, address=address, **what)

    async def _channel(self, workspace: str, address: str) -> Channel:
        return Channel() if address.startswith("@") else await self._directory.channel(workspace, address)

    async def _answer(self, replies: "_Replies", call: Call) -> None:
        async with self._turns:
            answer = await self._core.answer(call)
        if answer is None:  # it was answered before
            return
        replies.is_answered = True
        try:
            await replies.now.show(await self._amended(answer, call))
        except Exception as error:
            if answer.then is None:
                raise
            _logged(error)  # and go on: it was asked for and is allowed, whether or not it can be said that it begins
        if answer.then:
            await replies.now.show(await self._amended(await answer.then(), call))

    async def _amended(self, answer: Answer, call: Call) -> Answer:
        """Return an answer with what only this platform knows of it."""
        texts = answer.texts
        if answer.refusal == "only-managers" and _is_unknown(call.person):
            return replace(answer, lines=(Line(text=texts.say("slack-who-are-you")),))
        if answer.refusal == "only-managers":
            return replace(answer, lines=(Line(text=texts.say("slack-only-managers")),))
        if _has_set_up(answer, call):
            channel = await self._channel(call.place.workspace, call.place.address)
            if not channel.is_member:
                name = (await self._directory.bot(call.place.workspace)).name
                command = f"/invite @{name}" if name else "/invite"
                return replace(answer, lines=(Line(text=texts.say("slack-invite-me", command=command)), *answer.lines))
        return answer

    @asynccontextmanager
    async def _answering(self, acted: Acted, *, is_silent: bool = False) -> AsyncIterator["_Replies"]:
        """Log what goes wrong, once, and tell whoever acted as far as that is still possible."""
        replies = _Replies(now=ByUrl(acted, self._doors))
        try:
            yield replies
        except Exception as error:  # noqa: BLE001 — whoever acts gets a sentence, whatever happens
            _logged(error)
            if is_silent:
                return
            texts = self.words(acted)
            sentence = texts.say("slack-not-shown") if replies.is_answered else texts.say("our-mistake")
            await _tell(replies.now, _refusal(sentence, texts))


@dataclass(slots=True, kw_only=True)
class _Replies:
    """Where somebody is answered, and how far that has got."""

    now: Reply
    is_answered: bool = False  # by the core: what was asked for is done, or begun


def _called(action: Payload) -> tuple[str, str]:
    """Return the command and the arguments of a button or a choice; of what is none of ours a command that is none."""
    chosen = (action.get("selected_option") or {}).get("value")
    return pressed(str(chosen or action.get("action_id", ""))) or ("", "")


def _is_unknown(person: Person) -> bool:
    """Whether Slack has not said who this is, whether they manage anything among it."""
    return person.language is None and person.timezone is None


def _has_set_up(answer: Answer, call: Call) -> bool:
    """Whether this is the last that is said of a digest that was set up in a channel."""
    is_setup = "setup" in (call.command, *(call.text or "").casefold().split()[:1])
    is_done = not (answer.is_refused or answer.form or answer.then)
    return is_setup and is_done and not call.place.is_direct


def _refusal(sentence: str, texts: Texts) -> Answer:
    return Answer(lines=(Line(text=sentence),), is_refused=True, language=texts.language)


def _logged(error: Exception) -> None:
    if isinstance(error, (*FAILED_REQUEST, DigestError)):
        _log.warning("slack_reply_failed", error=for_log(error))
    else:
        _log.error("slack_broke_us", exc_info=error)


async def _tell(reply: Reply, answer: Answer) -> None:
    try:
        await reply.show(answer)
    except Exception as error:  # noqa: BLE001 — the first error is logged already, and nobody is left to tell
        _log.info("slack_reply_failed_too", error=for_log(error))

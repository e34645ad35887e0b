"""From a call to its answer: who it is, whether they may, whether it makes sense; then its handler, then what is slow.

In: a `Call` as a platform hands it over. Out: an `Answer` in the person's language, also where something went wrong.

    answer = await Core(room).answer(call)   # at once; None: it was answered before
    if answer and answer.then:
        answer = await answer.then()         # after that was shown
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.commands import completing, home, joining, problems
from bot.commands.access import admit, digests_in, role_of
from bot.commands.answers import Answer, Home, Line, Refusal
from bot.commands.asked import Asked, Room, no_digest
from bot.commands.calls import Call, Role
from bot.commands.completing import Proposal
from bot.commands.grammar import parsed
from bot.commands.naming import named, shown
from bot.commands.options import checked
from bot.commands.table import COMMANDS, FORMS, ON_MESSAGES, Command
from bot.commands.waiting import LONGEST_RUN, Waiting
from bot.texts import Texts, texts_for
from digests import planning
from digests.errors import DigestError, StoreUnusable
from digests.postings import Subscriber

HANDLED_FOR = timedelta(days=1)  # how long an interaction is remembered; platforms repeat them within minutes

_log = structlog.get_logger("digestbot.commands")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Who is answered, and in which language."""

    language: str
    texts: Texts
    found: Subscriber | None


class Core:
    """Answers calls, for every platform alike. One event loop; handlers run in threads."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._running: dict[str, datetime] = {}  # what runs in which place, and since when
        self._waiting = Waiting()

    async def answer(self, call: Call) -> Answer | None:
        """Return what to show at once, None where this very interaction was handled before. Never raises DigestError.

        Where `then` is there, it is to be called once, after the answer is shown; it never raises either.
        """
        reader = _at_first(call)
        try:
            reader = await asyncio.to_thread(self._reader, call)
            if not await asyncio.to_thread(self._is_new, f"call {call.place.chat} {call.id}", call.at):
                return None
        except Exception as error:  # noqa: BLE001 — whoever asks gets a sentence, whatever happens
            return _refused(error, call, reader)
        return await self._guarded(call, reader, lambda: asyncio.to_thread(self._handled, call, reader))

    async def proposals(self, call: Call, option: str, typed: str) -> list[Proposal]:
        """Return what may be meant by what is typed so far for an option, at most 25; nothing where it goes wrong.

        Of `call` the options that stand already are read, as they are.
        """
        try:
            return await asyncio.to_thread(self._proposed, call, option, typed)
        except (DigestError, Refusal):
            return []
        except Exception as error:  # noqa: BLE001 — whoever types goes on typing
            _log.error("proposals_broke_us", command=_logged(call), chat=call.place.chat, exc_info=error)
            return []

    async def home(self, call: Call) -> Home:
        """Return the page of a person with the digests that they may change. Never raises.

        The place of the call is their direct message with the bot.
        """
        reader = _at_first(call)
        try:
            reader = await asyncio.to_thread(self._reader, call)
            # Whoever may ask for help may see what is theirs.
            return await asyncio.to_thread(lambda: home.home(self._allowed(COMMANDS["help"], call, reader)))
        except Exception as error:  # noqa: BLE001 — whoever asks gets a sentence, whatever happens
            return home.failed(_refused(error, call, reader))

    async def heard(self, chat: str, event: str, at: datetime) -> bool:
        """Return whether this event of a chat is told for the first time; of several at once one is.

        Raises StoreUnusable.
        """
        return await asyncio.to_thread(self._is_new, f"event {chat} {event}", at)

    # ---- where the bot is

    async def left(self, chat: str, workspace: str, at: datetime) -> None:
        """Close the digests of a server or workspace that has sent the bot away. Raises StoreUnusable."""
        await asyncio.to_thread(planning.close, chat, workspace, ledger=self._room.ledger, now=at)

    async def is_in(self, chat: str, present: Callable[[], Awaitable[Collection[str]]], at: datetime) -> None:
        """Close the digests of all servers or workspaces of a chat but those present; none where none is.

        `present` is asked after the digests, so that one set up meanwhile is not closed. Raises StoreUnusable.
        """
        known = await asyncio.to_thread(self._room.ledger.workspaces, chat)
        if here := set(await present()):
            for workspace in known - here:
                await self.left(chat, workspace, at)

    async def welcome(self, chat: str, workspace: str, language: str | None) -> Answer:
        """Return what to say in a server or workspace that the bot has just joined. Raises StoreUnusable."""
        return await asyncio.to_thread(joining.welcome, chat, workspace, language, self._room.ledger)

    # ---- in threads

    def _reader(self, call: Call) -> _Reader:
        found = next(iter(digests_in(call.place, self._room.ledger)), None)
        own = self._room.readership.language_of(call.place.chat, call.person.id)
        language = _spoken(call, own, found)
        return _Reader(language=language, texts=texts_for(language), found=found)

    def _is_new(self, name: str, at: datetime) -> bool:
        return self._room.readership.claim(name, at, at + HANDLED_FOR) is None

    def _handled(self, call: Call, reader: _Reader) -> Answer:
        asked = self._asked(call, reader)
        answer = asked.command.handler(asked)
        if answer.then is None:
            return answer
        place = _place_of(asked)
        self._waiting.enter(call)  # only now: what is answered at once need not wait
        try:
            self._begin(asked, place)  # only now: who is refused may try again at once
        except Exception:
            self._waiting.leave(call)
            raise
        return replace(answer, then=self._later(call, reader, answer.then, place))

    def _asked(self, call: Call, reader: _Reader) -> Asked:
        name, options = (call.command, call.options) if call.text is None else parsed(call.text, _commands(call))
        asked = self._allowed(_command_of(name, _commands(call)), call, reader)
        if asked.command.needs_digest and reader.found is None:
            raise no_digest(call.place)
        return replace(asked, options=checked(asked.command, options))

    def _allowed(self, command: Command, call: Call, reader: _Reader) -> Asked:
        """Return what is asked, its options not checked yet. Refusal for whom it is not for."""
        role = role_of(call.person, call.place, reader.found)
        # Pages and windows of a place are made for who may change its digest; an altered one opens no closed channel.
        admit(role, max(command.role, Role.MANAGER) if call.is_from_elsewhere else command.role)
        return Asked(
            command=command,
            commands=COMMANDS,
            options=call.options,
            person=call.person,
            place=call.place,
            role=role,
            now=call.at,
            language=reader.language,
            texts=reader.texts,
            found=reader.found,
            room=self._room,
            message=call.message,
        )

    def _begin(self, asked: Asked, place: str) -> None:
        """Take the one run that a place has of a command. Refusal where it is taken, or was a short time ago."""
        if asked.command.cooldown is None:
            return
        if place in self._running and asked.now - self._running[place] < LONGEST_RUN:
            raise Refusal("runs-already", command=asked.command.name)
        until = self._room.readership.claim(f"run {place}", asked.now, asked.now + asked.command.cooldown)
        if until is not None:
            seconds = max(1, round((until - asked.now).total_seconds()))
            raise Refusal("too-soon", command=asked.command.name, seconds=seconds)
        self._running[place] = asked.now

    def _proposed(self, call: Call, option: str, typed: str) -> list[Proposal]:
        asked = self._allowed(_command_of(call.command, COMMANDS), call, self._reader(call))
        return completing.proposals(asked, option, typed)

    # ---- what goes wrong becomes a sentence

    def _later(
        self, call: Call, reader: _Reader, work: Callable[[], Awaitable[Answer]], place: str
    ) -> Callable[[], Awaitable[Answer]]:
        async def done() -> Answer:
            try:
                return await self._guarded(call, reader, work)
            finally:
                self._waiting.leave(call)
                if self._running.get(place) == call.at:  # else another took its place, after LONGEST_RUN
                    del self._running[place]

        return done

    async def _guarded(self, call: Call, reader: _Reader, work: Callable[[], Awaitable[Answer]]) -> Answer:
        try:
            answer = await work()
        except Exception as error:  # noqa: BLE001 — whoever asks gets a sentence, whatever happens
            return _refused(error, call, reader)
        return replace(answer, language=answer.language or reader.texts.language)


def _at_first(call: Call) -> _Reader:
    """Return who is answered, as far as the call says it."""
    language = _spoken(call, None, None)
    return _Reader(language=language, texts=texts_for(language), found=None)


def _place_of(asked: Asked) -> str:
    """Return what runs where: readers and managers do not wait for each other, nor a look for a posting."""
    switches = [name for name, value in asked.options.items() if value is True]
    return " ".join([asked.command.name, *switches, asked.role.name, asked.place.chat, asked.place.address])


def _spoken(call: Call, own: str | None, found: Subscriber | None) -> str:
    """Return the language of private answers: the person's own setting, else their platform's, else the channel's."""
    channels = found.subscription.language if found else None
    return own or call.person.language or channels or call.place.language or "en"


def _commands(call: Call) -> Mapping[str, Command]:
    """Return the commands that there are for a call: on a message some more, or that of a form, which nobody types."""
    if call.text is None and call.command in FORMS:  # to all others "settings" is a group
        return {call.command: FORMS[call.command]}
    return {**COMMANDS, **ON_MESSAGES} if call.message else COMMANDS


def _command_of(name: str, commands: Mapping[str, Command]) -> Command:
    command, rest = named(name, commands)
    if rest:
        raise Refusal("no-such-command", command=shown(name))
    return command


def _refused(error: Exception, call: Call, reader: _Reader) -> Answer:
    """Return a sentence for an error, and log what is ours to mend."""
    texts = reader.texts
    key = error.key if isinstance(error, Refusal) else None
    if isinstance(error, Refusal):
        sentence = texts.say(error.key, **error.arguments)
    elif isinstance(error, StoreUnusable):
        _log.error("command_failed", command=_logged(call), chat=call.place.chat, error=str(error))
        sentence = texts.say("database-does-not-answer")
    elif isinstance(error, DigestError):
        sentence = problems.sentence(error, texts)
    else:
        _log.error("command_broke_us", command=_logged(call), chat=call.place.chat, exc_info=error)
        sentence = texts.say("our-mistake")
    return Answer(lines=(Line(text=sentence),), is_refused=True, refusal=key, language=texts.language)


def _logged(call: Call) -> str:
    """Return the command of a call if it is one of ours: nothing that a person wrote is logged."""
    words = (call.text or call.command).split()[:2]
    return next((name for name in (" ".join(words), *words[:1]) if name in _commands(call)), "unknown")

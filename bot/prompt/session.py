"""One person in one place who types commands: what they type goes through the same door as in a chat.

In: a line of text. Out: an Answer; on the way there, what is said while it is in work. What a command sends to console
and file chats is sent at once, what it sends to others waits in the outbox: `digestbot run` has the connections.

    async with opened(Seat(who="manager"), database=None) as session:
        answer = await session.answered("/digest status", report=print)
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot import wiring
from bot.commands.answers import Answer, Line, Refusal
from bot.commands.asked import Room
from bot.commands.calls import Attachment, Call, Person, Place, Value
from bot.commands.completing import Proposal
from bot.commands.dispatch import Core
from bot.commands.grammar import parsed
from bot.commands.table import COMMANDS, Kind
from bot.formats.typography import harmless
from bot.settings import read_settings
from bot.texts import known_language
from digests.errors import BadRequest
from digests.sending import Sender

READER, MANAGER, STRANGER = "reader", "manager", "stranger"
MAX_FILE = 5_000_000  # bytes
MAX_NAME = 100  # characters of a person or a channel
_HERE, _ELSEWHERE = "", "elsewhere"  # workspaces; a digest that is made here belongs to none


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Who types, and where, as the command line says it."""

    who: str | None = None  # None: the person of the direct message, else a reader
    language: str | None = None
    channel: str = "console"  # "@ana" is a direct message with ana; the id of a subscription is its channel
    chat: str = "console"


class Session:
    """Answers what one person types in one place. Lives in one event loop."""

    def __init__(self, room: Room, person: Person, place: Place) -> None:
        self._room, self._person, self._place = room, person, place
        self._core = Core(room)
        self._served = wiring.served(room.chats)
        self._sender = Sender(ledger=room.ledger, chats=self._served)

    async def answered(self, text: str, report: Callable[[Answer], None]) -> Answer:
        """Return the last answer to a line; one before it, which says what is in work, goes to `report`."""
        try:
            name, options = parsed(text)
        except Refusal:
            call = replace(
                self._call("", {}), text=text
            )  # Core reads it again, and says what is wrong in their language
        else:
            call = self._call(name, _with_files(name, options))
        answer = await self._core.answer(call) or Answer()  # None is for an id that came before; this one is new
        if answer.then:
            report(answer)
            answer = await answer.then()
        await self._sender.send_due(datetime.now(UTC))
        if await asyncio.to_thread(self._something_waits):
            report(
                Answer(
                    lines=(
                        Line(text=f"what is to go to {self._place.chat.title()} goes when digestbot run is running"),
                    )
                )
            )
        return answer

    async def proposals(self, command: str, options: dict[str, Value], option: str, typed: str) -> list[Proposal]:
        """Return what may be meant by what is typed so far for an option."""
        return await self._core.proposals(self._call(command, options), option, typed)

    def zone(self) -> tzinfo:
        """Return the zone of the days of a digest: that of the digest here, else UTC."""
        found = self._room.ledger.subscribers_in(self._place.chat, self._place.address)
        return ZoneInfo(found[0].subscription.timezone if found else "UTC")

    def _something_waits(self) -> bool:
        """Return whether there is something to be sent that this prompt cannot send."""
        chat = self._place.chat
        return chat not in self._served and bool(self._room.ledger.sendable(datetime.now(UTC), [chat], 1))

    def _call(self, command: str, options: dict[str, Value]) -> Call:
        return Call(
            id=uuid4().hex,
            person=self._person,
            place=self._place,
            command=command,
            options=options,
            at=datetime.now(UTC),
        )


@asynccontextmanager
async def opened(seat: Seat, database: str | None) -> AsyncIterator[Session]:
    """Give a session on the database, for as long as somebody sits there. Raises BadRequest for what is no seat."""
    language = known_language(seat.language) if seat.language else None
    async with wiring.opened_room(read_settings(), database) as room:
        if seat.chat not in room.chats:
            raise BadRequest(f"“{seat.chat}” is no chat here; write one of {', '.join(room.chats)}")
        chat, address = _channel_of(seat, room)
        who = _name("--as", seat.who or (address.removeprefix("@") if address.startswith("@") else READER))
        person = Person(
            id=who,
            workspace=_ELSEWHERE if who == STRANGER else _HERE,
            language=language,
            timezone=_zone_here(),
            is_admin=who == MANAGER,
        )
        yield Session(room, person, Place(chat=chat, address=address, workspace=_HERE))


def _channel_of(seat: Seat, room: Room) -> tuple[str, str]:
    name = _name("--channel", seat.channel)
    for subscriber in room.ledger.subscribers([name]):
        return subscriber.chat, subscriber.address
    return seat.chat, str(Path(name).expanduser().absolute()) if seat.chat == "file" else name


def _name(option: str, text: str) -> str:
    name = text.strip()
    if not name.strip("@") or name != harmless(name) or len(name) > MAX_NAME:
        raise BadRequest(f"{option} takes a name of 1 to {MAX_NAME} characters on one line, such as {option} ana")
    return name


def _zone_here() -> str | None:
    """Return the time zone of this machine by its name, None where it has none."""
    from tzlocal import get_localzone_name  # here: it asks the operating system

    try:
        name = str(get_localzone_name())
    except (LookupError, OSError, ValueError):
        return None
    return "UTC" if name == "Etc/UTC" else name  # as most servers call it, and nobody else


def _with_files(command: str, options: dict[str, Value]) -> dict[str, Value]:
    """Return the options with the files that are named in them: only at a prompt is a path one of ours."""
    kinds = {option.name: option.kind for option in COMMANDS[command].options}
    return {name: _file(str(value)) if kinds[name] is Kind.FILE else value for name, value in options.items()}


def _file(name: str) -> Attachment:
    try:
        path = Path(name).expanduser()
        if not path.is_file():
            raise BadRequest(f"there is no file {name}")
        if path.stat().st_size > MAX_FILE:
            raise BadRequest(f"{name} is too large: at most {MAX_FILE // 1_000_000} MB are read")
        return Attachment(name=path.name, data=path.read_bytes())
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: ~ of a user whom nobody knows
        raise BadRequest(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from error

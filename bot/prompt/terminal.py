"""`digestbot do` and `digestbot chat`: commands at the terminal, one or many.

In: what is typed. Out: answers on the standard output, styled where a person looks on; what is in work and what is
refused on stderr.
"""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bot.commands.answers import Answer
from bot.console import tell, write
from bot.logs import set_up_logs
from bot.prompt.rendering import Part, Row, file_rows, rows_of, sentences_of, text_of
from bot.prompt.session import Seat, Session, opened
from bot.settings import read_settings
from digests.errors import BadRequest, DigestError

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

LEAVE = frozenset({"exit", "quit"})
STYLES = {Part.HEADING: "bold", Part.NOTE: "dim", Part.LINK: "cyan"}


def do(text: str, seat: Seat, *, database: str | None) -> None:
    """Run one command and write its answer. Raises BadRequest with what it says where it is refused."""
    set_up_logs(read_settings().log_level)
    asyncio.run(_do(text, seat, database))


def chat(seat: Seat, *, database: str | None) -> None:
    """Answer line by line until the input ends or says exit; Ctrl+C ends only what is running."""
    set_up_logs(read_settings().log_level)
    with asyncio.Runner() as runner:
        doors = AsyncExitStack()
        session = runner.run(doors.enter_async_context(opened(seat, database)))
        try:
            for line in _lines(runner, session):
                if line.casefold() in LEAVE:
                    break
                _answer(line, session, runner)
        finally:
            runner.run(doors.aclose())


async def _do(text: str, seat: Seat, database: str | None) -> None:
    async with opened(seat, database) as session:
        answer = await session.answered(text, report=_tell)
        if answer.is_refused:
            raise BadRequest("\n".join(sentences_of(answer)))
        if answer.attachment and not _is_watched():  # what is piped into a file is the file
            _tell(answer)
            write(answer.attachment.data.decode("utf-8", "replace"), None)
        else:
            _show(answer, session)


def _answer(line: str, session: Session, runner: asyncio.Runner) -> None:
    try:
        answer = runner.run(session.answered(line, report=_tell))
    except KeyboardInterrupt:
        tell("stopped")
    except DigestError as error:
        tell(str(error))
    else:
        (_tell if answer.is_refused else partial(_show, session=session))(answer)


def _lines(runner: asyncio.Runner, session: Session) -> Iterator[str]:
    """Give the lines that are typed or piped in, without blanks around; empty ones are passed over."""
    if not sys.stdin.isatty():
        yield from filter(None, (line.decode("utf-8", "replace").strip() for line in sys.stdin.buffer))
        return
    from prompt_toolkit import PromptSession  # here: only who types needs it
    from prompt_toolkit.history import InMemoryHistory

    from bot.prompt.completion import Completions

    prompt: PromptSession[str] = PromptSession(
        history=InMemoryHistory(), completer=Completions(session.proposals), complete_while_typing=False
    )
    while (line := runner.run(_typed(prompt))) is not None:
        if line:
            yield line


async def _typed(prompt: "PromptSession[str]") -> str | None:
    """Return the next line; empty after Ctrl+C, None after Ctrl+D."""
    try:
        return (await prompt.prompt_async("/digest ")).strip()
    except KeyboardInterrupt:
        return ""
    except EOFError:
        return None


def _tell(answer: Answer) -> None:
    for sentence in sentences_of(answer):
        tell(sentence)


def _show(answer: Answer, session: Session) -> None:
    rows = rows_of(answer, zone=session.zone())
    if answer.attachment:
        rows += [Row(Part.GAP, ""), *file_rows(answer.attachment)]
    if not _is_watched():
        write(text_of(rows), None)
        return
    console = Console(highlight=False)
    for row in rows:
        console.print(Text(row.text, style=STYLES.get(row.part, "")), soft_wrap=True)


def _is_watched() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()

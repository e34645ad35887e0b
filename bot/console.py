"""The terminal: results to stdout or a file, all else to stderr, tables and progress bars where a person looks on."""

import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from bot.formats.typography import harmless
from digests.errors import BadRequest, SourceError
from digests.links import without_secrets
from digests.reading import Report

PROGRESS_AFTER_S = 1.0
ROWS_FOLDED = 500  # of a table; Rich takes a millisecond for each


def write(text: str, output: str | None) -> None:
    """Write a result, always as UTF-8: to stdout, or whole or not at all to a file. Raises BadRequest."""
    data = text.encode("utf-8", "replace")
    if output is None and sys.stdout is None:
        raise BadRequest("the result cannot be written: the standard output is closed")
    try:
        if output is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            _write_file(Path(output).expanduser(), data)
    except BrokenPipeError:
        raise  # whoever read our output has enough
    except (OSError, RuntimeError) as error:  # RuntimeError: ~ of a user whom nobody knows
        reason = getattr(error, "strerror", None) or str(error)
        raise BadRequest(f"{output or 'the result'} cannot be written: {reason}") from error


def write_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write rows of text, made harmless, below the names of their columns.

    Folded to the width of a terminal; a line each where there is none, or where nobody reads so many.
    Raises BadRequest.
    """
    rows = [[harmless(cell) for cell in row] for row in rows]
    console = Console()
    if console.is_terminal and len(rows) <= ROWS_FOLDED:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*map(Text, row))  # Rich reads markup in a bare string
        console.print(table)
        return
    lines = [list(columns), *rows]
    widths = [max(map(cell_len, cells)) for cells in zip(*lines, strict=True)]
    write("".join(f"{_padded(line, widths)}\n" for line in lines), None)


def _padded(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; where a link leads to it, the link stays, and so do the file's permissions."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a pipe or a device is written to, never replaced; a folder says that it is one
        return
    path = path.resolve()
    unfinished = path.with_name(f".{path.name[:50]}.{os.getpid()}")
    try:
        unfinished.write_bytes(data)
        if path.exists():
            shutil.copymode(path, unfinished)
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise


@contextmanager
def progress() -> Iterator[Report]:
    """Give a reporter that draws a bar on stderr once the work has taken a second, if a person is there to see it."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda what, done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    started = time.monotonic()
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None, visible=False)

        def report(what: str, done: int, total: int) -> None:
            late = time.monotonic() - started > PROGRESS_AFTER_S
            bar.update(task, description=what, completed=done, total=total, visible=late)

        yield report


def tell(sentence: str) -> None:
    """Say something on stderr; it may quote an address or a file's name, and those come from strangers.

    Secrets in addresses are taken out: what services say on stderr is kept in logs.
    """
    if sys.stderr is not None:  # closed by the caller: print would take stdout instead
        print(f"digestbot: {harmless(without_secrets(sentence))}", file=sys.stderr)  # noqa: T201 — this is what stderr is for


def said(problem: SourceError) -> str:
    """Return what a person calls the source, and the reason."""
    source = problem.source
    if source.startswith("file:"):
        path = Path(url2pathname(urlsplit(source).path))
        source = str(path)
        with suppress(OSError):  # the working folder may be gone
            source = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else source
    return f"{source}: {problem.reason}"

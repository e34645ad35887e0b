"""An answer as lines for a terminal: at most 100 columns, whatever feeds hold made harmless. Pure.

In: an Answer. Out: lines, each with its part in the whole, which a terminal may show by a style.

    [k7qm] Night train to Port Avery returns in May
      7 publishers · en de fr
      “The first train leaves in May.”
    [More] /digest story k7qm
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, tzinfo
from enum import StrEnum
from typing import NamedTuple

from bot.commands.answers import Answer, Button, Form, Line, StoryItem
from bot.commands.calls import Attachment
from bot.commands.naming import PREFIX, arguments_of
from bot.formats.plain import as_text, wrapped
from bot.formats.typography import harmless

SHORT = 48  # characters of an entry that stands on one line with its notes: a setting and its value
MAX_FILE_LINES = 400  # of a file that is shown instead of written


class Part(StrEnum):
    """What a line is in an answer."""

    HEADING = "heading"
    TEXT = "text"
    NOTE = "note"  # what stands smaller
    LINK = "link"  # an address, or a command to type
    GAP = "gap"  # an empty line


class Row(NamedTuple):
    """One line."""

    part: Part
    text: str


def rows_of(answer: Answer, *, zone: tzinfo = UTC) -> list[Row]:
    """Return an answer as lines, with a gap between its blocks; `zone` is that of the days of a digest."""
    blocks = [
        [*_heading(answer)],
        [row for line in answer.lines for row in _line(line)],
        [Row(Part.TEXT, text) for text in as_text(answer.digest, zone=zone).splitlines()] if answer.digest else [],
        *([*_story(item)] for item in answer.stories),
        *(
            [*_rows(Part.HEADING, section.heading), *(row for line in section.lines for row in _line(line, "  "))]
            for section in answer.sections
        ),
        [*_form(answer.form)] if answer.form else [],
        [row for button in answer.buttons for row in _button(button)],
    ]
    rows = [row for block in blocks if block for row in (Row(Part.GAP, ""), *block)]
    return rows[1:]


def text_of(rows: Iterable[Row]) -> str:
    """Return lines as plain text."""
    return "".join(f"{row.text}\n" for row in rows)


def sentences_of(answer: Answer) -> list[str]:
    """Return the headline and the lines of an answer that says what is in work, or why nothing was done."""
    return [text for text in (answer.headline, *(line.text for line in answer.lines)) if text]


def file_rows(file: Attachment) -> list[Row]:
    """Return a file of text below its name."""
    lines = file.data.decode("utf-8", "replace").splitlines()
    shown = [Row(Part.TEXT, _indent(line) + harmless(line)) for line in lines[:MAX_FILE_LINES]]
    more = [Row(Part.NOTE, "…")] if len(lines) > MAX_FILE_LINES else []
    return [*_rows(Part.HEADING, f"── {file.name} "), *shown, *more]


def _indent(line: str) -> str:
    return " " * (len(line) - len(line.lstrip(" ")))


def _heading(answer: Answer) -> Iterator[Row]:
    yield from _rows(Part.HEADING, answer.headline)
    yield from _link(answer.url, "")
    yield from _notes(answer.notes, "")


def _line(line: Line, indent: str = "") -> Iterator[Row]:
    beside = " · ".join((line.text, *line.notes))
    if line.url is None and len(beside) <= SHORT:
        yield from _rows(Part.TEXT, beside, indent)
        return
    yield from _rows(Part.TEXT, line.text, indent)
    yield from _notes(line.notes, indent + "  ")
    yield from _link(line.url, indent + "  ")


def _story(item: StoryItem) -> Iterator[Row]:
    yield from _rows(Part.HEADING, f"[{item.id}] {item.headline}")
    yield from _notes(item.notes, "  ")
    yield from _rows(Part.TEXT, item.quote, "  ")
    yield from _link(item.url, "  ")


def _form(form: Form) -> Iterator[Row]:
    yield from _rows(Part.HEADING, form.title)
    for field in form.fields:
        yield from _rows(Part.TEXT, f"{field.option}: {field.label}", "  ")
        yield from _notes([field.hint] if field.hint else [], "    ")
    filled = arguments_of({field.option: field.value for field in form.fields if field.value})
    yield Row(Part.LINK, harmless(f"{PREFIX} {form.command} {filled}"))


def _button(button: Button) -> Iterator[Row]:
    yield Row(Part.LINK, harmless(f"[{button.label}] {PREFIX} {button.command} {button.arguments}"))


def _notes(notes: Sequence[str], indent: str) -> Iterator[Row]:
    yield from _rows(Part.NOTE, " · ".join(notes), indent)


def _link(url: str | None, indent: str) -> Iterator[Row]:
    if url:
        yield Row(Part.LINK, indent + harmless(url))  # never broken, so that a terminal can open it


def _rows(part: Part, text: str, indent: str = "") -> Iterator[Row]:
    if text := harmless(text):
        for line in wrapped(text, indent=indent, hang="" if part is Part.HEADING else "  "):
            yield Row(part, line)

"""An answer of a command as messages of Discord, each within all limits, whatever feeds have written into it. Pure.

In: an `Answer`. Out: the messages that say it: the first in place of "the bot is thinking", the others after it.

    said(Answer(headline="Night train returns", notes=("k7qm",)), command_id="1417")[0].body["components"]
    # [{"type": 10, "content": "## Night train returns\\n-# k7qm"}]

What stands first in an answer stands first on the screen. A line, a story, or a heading with its first line is never
parted between two messages; a text that is too long is cut. The limits are those of `discord_parts`. Commands that the
bot's own words name can be pressed, and people whom it lists are shown by their names.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.chats import discord_digest
from bot.chats.discord_markup import cut, escaped, linked, when
from bot.chats.discord_mentions import mentioned
from bot.chats.discord_parts import (
    IN_A_ROW,
    MAX_CUSTOM_ID,
    SUPPRESS_EMBEDS,
    Body,
    Component,
    Size,
    button,
    container,
    custom_id,
    custom_ids,
    file,
    fits,
    message,
    pressed,
    rows,
    size,
    text,
)
from bot.commands.answers import Answer, Button, Line, StoryItem
from bot.commands.calls import Attachment
from bot.formats.telling import BEFORE_SOURCE
from bot.formats.visible import length, plain
from bot.texts import Texts
from digests.models import Digest, Subscription

MAX_MESSAGES = 5  # of one answer: who asked in a channel wants to see that channel again
MAX_ROWS = 5  # of buttons below an answer
REFUSED = 0xED4245  # the red of Discord's own warnings

# UTF-16 units of markdown: the longest line, story or top stays well within one message.
MAX_HEADLINE, MAX_TEXT, MAX_NOTES = 400, 1200, 500
LARGE = 60  # characters; a longer headline in large letters fills a telephone
TERM = 70  # characters; the names of settings and commands stand out from what is said of them

_SMALL, _HEADLINE, _HEADING, _ENTRY = "-# ", "## ", "### ", "- "
_BETWEEN = " · "
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_-]+")  # Discord changes the name of a file that holds other characters
MAX_NAME = 40  # characters of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message of an answer."""

    body: Body
    file: Attachment | None = None  # to be sent along, under exactly this name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """What is never parted between two messages."""

    components: Sequence[Component]
    entries: int = 0  # lines and stories in it


def said(answer: Answer, *, command_id: str | None = None) -> list[Said]:
    """Return the messages of an answer, at least one and at most MAX_MESSAGES.

    `command_id` is what Discord calls `/digest` by; without it the commands that are named cannot be pressed.
    """
    texts = answer.texts
    attachment = _safely_named(answer.attachment) if answer.attachment else None
    pages = _pages(_blocks(answer, texts, command_id), _entries(answer), _below(answer, attachment), texts)
    messages = [Said(body=_message(page, is_refused=answer.is_refused)) for page in pages]
    messages[-1] = replace(messages[-1], file=attachment)  # it is shown below the rest
    return messages


def _message(page: Sequence[Component], *, is_refused: bool) -> Body:
    components = list(page) or [text("…")]
    boxed = [container(*components, colour=REFUSED)]
    holds_box = any(each["type"] == boxed[0]["type"] for each in components)  # none may stand in another
    return message(boxed if is_refused and not holds_box and fits(boxed) else components, flags=SUPPRESS_EMBEDS)


# ---------------------------------------------------------------- what an answer says


def _blocks(answer: Answer, texts: Texts, command_id: str | None) -> Iterator[_Block]:
    """Yield what is said, in its order."""
    if top := _top(answer):
        yield _Block(components=[text(top if answer.url else mentioned(top, command_id))])
    yield from _lines(answer.lines, command_id)
    if answer.digest:
        yield from _digest(answer.digest)
    for item in answer.stories:
        yield _story(item, texts)
    for section in answer.sections:
        yield from _lines(section.lines, command_id, heading=section.heading)


def _entries(answer: Answer) -> int:
    """Return how many lines and stories an answer has."""
    lines = [*answer.lines, *(line for section in answer.sections for line in section.lines)]
    return len(lines) + len(answer.stories) + (len(answer.digest.items) if answer.digest else 0)


def _top(answer: Answer) -> str:
    headline = answer.headline or (answer.form.title if answer.form else "")
    words = linked(cut(headline, MAX_HEADLINE), answer.url)
    sign = _HEADLINE if len(headline) <= LARGE else _HEADING
    title = f"**{words}**" if answer.digest else sign + words  # a digest has a heading of its own
    notes = _notes(answer.notes)
    return "\n".join([*([title] if words else []), *([_SMALL + notes] if notes else [])])


def _lines(lines: Sequence[Line], command_id: str | None, heading: str = "") -> Iterator[_Block]:
    """Yield lines, the first one with the heading above it; several that are entries as a list."""
    is_list = len(lines) > 1 if heading else sum(line.is_entry for line in lines) > 1
    are_terms = not any(line.url or len(line.text) > TERM for line in lines if line.notes)
    above = _HEADING + escaped(cut(heading, MAX_HEADLINE)) if heading.strip() else ""
    for line in lines:
        sign = _ENTRY if is_list and (heading or line.is_entry) and not line.is_quotation else ""
        words = _line(line, is_term=are_terms)
        if line.at:  # "in 3 hours": true in every reader's zone, whose own date and time a client shows with it
            words = _BETWEEN.join(filter(None, [words, when(line.at, "R")]))
        # What leads to an article is not the bot's own. A feed's name in a sentence of ours may hold a command, too:
        # whoever presses that has it before them, and nothing is done unless they send it.
        if not line.url:
            words = mentioned(words, command_id)
        if words:
            yield _Block(components=[text("\n".join(filter(None, [above, sign + words])))], entries=1)
            above = ""
        else:
            yield _Block(components=[], entries=1)
    if above:
        yield _Block(components=[text(above)])


def _line(line: Line, *, is_term: bool) -> str:
    if line.is_quotation:  # as a digest quotes
        source, *others = line.notes
        quote = f"{escaped(cut(line.text, MAX_TEXT))}{BEFORE_SOURCE}{linked(cut(source, MAX_NOTES), line.url)}"
        return _BETWEEN.join(filter(None, [quote, _notes(others)]))
    words, notes = linked(cut(line.text, MAX_TEXT), line.url), _notes(line.notes)
    return _BETWEEN.join(filter(None, [f"**{words}**" if words and notes and is_term else words, notes]))


def _notes(notes: Sequence[str]) -> str:
    return escaped(cut(_BETWEEN.join(note for note in notes if note.strip()), MAX_NOTES))


def _digest(digest: Digest) -> Iterator[_Block]:
    """Yield the messages of a digest as they would be posted, without the buttons for other languages.

    Those ask for the digest of the message that they stand under; this message is no digest that was posted.
    """
    for post, told in discord_digest.posts(digest, Subscription(feeds=(), language=digest.language), is_late=False):
        components = post.body["components"]
        languages = {each for each in custom_ids(components) if (called := pressed(each)) and called[0] == "read"}
        yield _Block(components=_without(components, languages), entries=len(told))


def _story(item: StoryItem, texts: Texts) -> _Block:
    shown = [
        _HEADING + (linked(cut(item.headline, MAX_HEADLINE), item.url) or "…"),
        escaped(cut(item.quote, MAX_TEXT)),
        _SMALL + (_notes((*item.notes, item.id)) or "…"),
    ]
    buttons = (
        Button(label=texts.say("story-button-more"), command="story", arguments=item.id),
        Button(label=texts.say("story-button-sources"), command="sources", arguments=item.id),
        Button(label=texts.say("story-button-follow"), command="follow", arguments=item.id),
    )
    return _Block(components=[container(text("\n".join(filter(None, shown))), *_rows(buttons))], entries=1)


# ---------------------------------------------------------------- what stands below it


def _below(answer: Answer, attachment: Attachment | None) -> list[Component]:
    """Return the file and the buttons of an answer; a form that comes too late to be shown is one that asks again."""
    buttons = list(answer.buttons)
    if answer.form:
        buttons.insert(0, Button(label=answer.form.title, command=answer.form.command))
    return [*([file(attachment.name)] if attachment else []), *_rows(buttons)[:MAX_ROWS]]


def _rows(buttons: Sequence[Button]) -> list[Component]:
    """Return buttons in rows, without those that Discord would not take."""
    standing = list(islice(filter(_can_stand, buttons), 2 * MAX_ROWS * IN_A_ROW))
    return rows([button(plain(each.label[:MAX_TEXT]), each.command, each.arguments) for each in standing])


def _can_stand(one: Button) -> bool:
    called = custom_id(one.command, one.arguments)
    return bool(plain(one.label[:MAX_TEXT])) and length(called) <= MAX_CUSTOM_ID and plain(called) == called


def _safely_named(attachment: Attachment) -> Attachment:
    stem, _, ending = attachment.name.rpartition(".")
    parts = [_NOT_IN_NAMES.sub("_", part)[:MAX_NAME].strip("_") for part in (stem, ending)]
    return replace(attachment, name=".".join(filter(None, parts)) or "file")


# ---------------------------------------------------------------- into messages


def _pages(blocks: Iterator[_Block], left: int, below: Sequence[Component], texts: Texts) -> list[list[Component]]:
    """Return the components of each message. Of `left` entries those that are too much are counted, and never made.

    What stands below the last always stands.
    """
    nothing, room = Size(0, 0), size([text(f"\n{_left_out(left, texts)}"), *below])  # which the last keeps free
    pages: list[list[Component]] = [[]]
    for block in blocks:
        grown, fresh = _with(pages[-1], block.components), _with([], block.components)
        if fits(grown, room if len(pages) == MAX_MESSAGES else nothing):
            pages[-1] = grown
        elif len(pages) < MAX_MESSAGES and fits(fresh, room if len(pages) + 1 == MAX_MESSAGES else nothing):
            pages.append(fresh)
        else:
            break
        left -= block.entries
    end = [*([text(_left_out(left, texts))] if left else []), *below]
    last = _with(pages[-1], end)
    return [*pages[:-1], last] if fits(last) else [*pages, _with([], end)]


def _left_out(count: int, texts: Texts) -> str:
    return _SMALL + escaped(texts.say("answer-left-out", count=count))


def _with(page: Sequence[Component], components: Sequence[Component]) -> list[Component]:
    """Return a message with more in it: text goes on where text ends, and no button stands there twice."""
    grown, ids = list(page), set(custom_ids(page))
    for component in components:
        if grown and "content" in grown[-1] and "content" in component:
            grown[-1] = text(f"{grown[-1]['content']}\n{component['content']}")
        else:
            grown += _without([component], ids)
            ids.update(custom_ids([component]))
    return grown


def _without(components: Sequence[Component], ids: Collection[str]) -> list[Component]:
    """Return components without the buttons of these ids, and without rows of nothing else."""
    kept = []
    for component in components:
        inner = _without(component.get("components", ()), ids)
        if inner or ("components" not in component and component.get("custom_id") not in ids):
            kept.append({**component, "components": inner} if inner else component)
    return kept

"""An answer of a command as messages or as a window of Slack, within all limits, whatever feeds have written. Pure.

In: an `Answer`. Out: the messages that say it, or the blocks of one window.

    said(Answer(headline="Night train returns", notes=("k7qm",)))[0]["blocks"]
    # [{"type": "section", "text": {…}}, {"type": "context", "elements": [{…}]}]

What stands first in an answer stands first on the screen. A line, a story, or a heading with its first line is never
parted between two messages; a text that is too long is cut. The bot asks for no right to hand out files, so a file is
shown as text that is copied as it is. Commands that the bot's own words name have the name that they have here, and
people whom it lists are shown by their names.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.chats import slack_digest
from bot.chats.slack_markup import cut, escaped, linked
from bot.chats.slack_mentions import mentioned
from bot.chats.slack_pages import MESSAGES, WINDOW, Piece, Room, paged, without
from bot.chats.slack_parts import (
    IN_A_ROW,
    MAX_FALLBACK,
    MAX_HEADER,
    MAX_LABEL,
    Block,
    Body,
    action_id,
    action_ids,
    actions,
    button,
    context,
    header,
    message,
    pressed,
    section,
)
from bot.commands.answers import MAX_PRESSED, Answer, Button, Line, StoryItem
from bot.commands.calls import Attachment
from bot.formats.telling import BEFORE_SOURCE
from bot.formats.typography import harmless
from bot.formats.visible import length
from bot.texts import Texts
from digests.models import Digest, Subscription

# UTF-16 units of mrkdwn: the longest line or story stays within one section, also with its addresses and mentions.
MAX_HEADLINE, MAX_TEXT, MAX_NOTES = 400, 1000, 400
TERM = 70  # characters; the names of settings and commands stand out from what is said of them
MAX_PART = 9000  # characters of a file in one block, as they are sent: what is copied at once
MAX_CALLED = MAX_PRESSED + length(action_id(""))  # what a button sends: a row of the longest is half a message
REFUSED = "⚠️"

_ENTRY, _BETWEEN = "• ", " · "
# What writes a file of this kind as a whole, on the machine of whoever runs the bot.
_WHOLE_FILES = {"opml": "digestbot feeds export", "toml": "digestbot subscriptions export"}


def said(answer: Answer, *, command: str = "/digest") -> list[Body]:
    """Return the messages of an answer, at least one and at most four; `command` is what is typed to call the bot."""
    return [message(page or [section("…")], text=_fallback(page)) for page in _pages(answer, MESSAGES, command)]


def shown(answer: Answer, *, command: str = "/digest") -> list[Block]:
    """Return the blocks of an answer in a window, at least one."""
    [page] = _pages(answer, WINDOW, command)
    return page or [section("…")]


def lines(entries: Sequence[Line], command: str, *, heading: str = "") -> Iterator[Piece]:
    """Yield lines, the first one with the heading above it; several that are entries as a list."""
    is_list = len(entries) > 1 if heading else sum(line.is_entry for line in entries) > 1
    are_terms = not any(line.url or len(line.text) > TERM for line in entries if line.notes)
    above = _bold(escaped(cut(heading, MAX_HEADLINE)))
    for line in entries:
        sign = _ENTRY if is_list and (heading or line.is_entry) and not line.is_quotation else ""
        words = _line(line, is_term=are_terms)
        # What leads to an article is not the bot's own. A feed's name in a sentence of ours may hold a command, too:
        # whoever types that sees what they type.
        if not line.url:
            words = mentioned(words, command)
        if words:
            block = section("\n".join(filter(None, [above, sign + words])))
            yield Piece(blocks=[block], entries=1, goes_on=not above)
            above = ""
        else:
            yield Piece(blocks=[], entries=1)
    if above:
        yield Piece(blocks=[section(above)])


def row(buttons: Iterable[Button], *, address: str | None = None) -> list[Block]:
    """Return buttons in one row, each once and without those that Slack would not take; no row where there are none."""
    standing = {action_id(each.command, each.arguments): each for each in islice(buttons, 2 * IN_A_ROW)}
    made = [
        button(cut(each.label, MAX_LABEL), each.command, each.arguments)
        for called, each in standing.items()
        if cut(each.label, MAX_LABEL) and length(called) <= MAX_CALLED and harmless(called) == called
    ]
    return [actions(made[:IN_A_ROW], address=address)] if made else []


def left_out(count: int, texts: Texts) -> list[Block]:
    """Return what says how many lines and stories do not fit."""
    return [context(escaped(texts.say("answer-left-out", count=count)))] if count else []


# ---------------------------------------------------------------- what an answer says


def _pages(answer: Answer, room: Room, command: str) -> list[list[Block]]:
    """Return the blocks of each page. What is too much is counted, and never made; what stands below always stands."""
    texts = answer.texts
    if answer.is_refused:
        answer = _marked(answer)
    file, row_below = _File.of(answer.attachment), row(_below(answer))

    def below(entries_left: int, file_left: int) -> list[Block]:
        return [*left_out(entries_left, texts), *file.left_out(file_left, texts), *row_below]

    pieces = _pieces(answer, file, texts, command)
    return paged(pieces, room, below=below, entries=_entries(answer), of_file=len(file.lines))


def _pieces(answer: Answer, file: "_File", texts: Texts, command: str) -> Iterator[Piece]:
    """Yield what is said, in its order."""
    yield from _top(answer, command)
    yield from lines(answer.lines, command)
    if answer.digest:
        yield from _digest(answer.digest)
    for item in answer.stories:
        yield _story(item, texts)
    for each in answer.sections:
        yield from lines(each.lines, command, heading=each.heading)
    yield from file.pieces()


def _marked(answer: Answer) -> Answer:
    """Return an answer that is seen to be a refusal."""
    if answer.headline.strip() or not answer.lines:
        return replace(answer, headline=f"{REFUSED} {answer.headline}".strip())
    first, *others = answer.lines
    return replace(answer, lines=(replace(first, text=f"{REFUSED} {first.text}"), *others))


def _entries(answer: Answer) -> int:
    """Return how many lines and stories an answer has."""
    every = [*answer.lines, *(line for each in answer.sections for line in each.lines)]
    return len(every) + len(answer.stories) + (len(answer.digest.items) if answer.digest else 0)


def _top(answer: Answer, command: str) -> Iterator[Piece]:
    headline = cut(answer.headline or (answer.form.title if answer.form else ""), MAX_HEADLINE)
    words, notes = linked(headline, answer.url), _notes(answer.notes)
    if not answer.url:
        words, notes = mentioned(words, command), mentioned(notes, command)
    if answer.digest:  # which has a heading of its own
        words, notes = "", _BETWEEN.join(filter(None, [words, notes]))
    # In large letters nothing but text can stand.
    is_large = _has_more(answer) and words == escaped(headline) and length(headline) <= MAX_HEADER
    if words:
        yield Piece(blocks=[header(headline) if is_large else section(_bold(words))])
    if notes:
        yield Piece(blocks=[context(notes)])


def _has_more(answer: Answer) -> bool:
    """Return whether the headline heads something: a list, stories, sections; not some sentences that go on with it."""
    return bool(answer.stories or answer.sections or any(line.is_entry for line in answer.lines))


def _line(line: Line, *, is_term: bool) -> str:
    if line.is_quotation:  # as a digest quotes
        source, *others = line.notes
        quote = f"{escaped(cut(line.text, MAX_TEXT))}{BEFORE_SOURCE}{linked(cut(source, MAX_NOTES), line.url)}"
        return _BETWEEN.join(filter(None, [quote, _notes(others)]))
    words, notes = linked(cut(line.text, MAX_TEXT), line.url), _notes(line.notes)
    return _BETWEEN.join(filter(None, [_bold(words) if notes and is_term else words, notes]))


def _notes(notes: Sequence[str]) -> str:
    return escaped(cut(_BETWEEN.join(note for note in notes if note.strip()), MAX_NOTES))


def _bold(mrkdwn: str) -> str:
    return f"*{mrkdwn}*" if mrkdwn else ""


def _digest(digest: Digest) -> Iterator[Piece]:
    """Yield the messages of a digest as they would be posted, without the menu of its languages.

    That asks for the digest of the message that it stands under; this message is no digest that was posted.
    """
    for post, told in slack_digest.posts(digest, Subscription(feeds=(), language=digest.language), is_late=False):
        blocks = post.body["blocks"]
        languages = {each for each in action_ids(blocks) if (called := pressed(each)) and called[0] == "read"}
        yield Piece(blocks=list(without(blocks, languages)), entries=len(told))


def _story(item: StoryItem, texts: Texts) -> Piece:
    headline = _bold(linked(cut(item.headline, MAX_HEADLINE), item.url)) or "…"
    buttons = (
        Button(label=texts.say("story-button-more"), command="story", arguments=item.id),
        Button(label=texts.say("story-button-sources"), command="sources", arguments=item.id),
        Button(label=texts.say("story-button-follow"), command="follow", arguments=item.id),
    )
    words = section("\n".join(filter(None, [headline, escaped(cut(item.quote, MAX_TEXT))])))
    return Piece(blocks=[words, context(_notes((*item.notes, item.id)) or "…"), *row(buttons)], entries=1)


def _below(answer: Answer) -> Iterator[Button]:
    """Yield the buttons of an answer; a form that comes too late to be shown is one that asks again."""
    if answer.form:
        yield Button(label=answer.form.title, command=answer.form.command)
    yield from answer.buttons


# ---------------------------------------------------------------- a file as text


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    lines: Sequence[str]

    @classmethod
    def of(cls, attachment: Attachment | None) -> "_File":
        """Return the lines of a file, those cut that no block holds."""
        text = attachment.data.decode("utf-8", "replace").replace("\0", "").strip("\n") if attachment else ""
        if attachment is None or not text.strip():
            return cls("", ())
        return cls(attachment.name, [part for line in text.split("\n") for part in _parts(line)])

    def pieces(self) -> Iterator[Piece]:
        """Yield the file in parts that end with a line, below its name."""
        above = [section(_bold(escaped(cut(self.name, MAX_NOTES))))] if self.lines and cut(self.name, MAX_NOTES) else []
        part, size = list[str](), 0
        for line in self.lines:
            if any(part) and size + _sent(line) > MAX_PART:
                yield Piece(blocks=[*above, _preformatted(part)], of_file=len(part))
                above, part, size = [], [], 0
            part.append(line)
            size += _sent(line)
        if part:
            yield Piece(blocks=[*above, _preformatted(part)], of_file=len(part))

    def left_out(self, count: int, texts: Texts) -> list[Block]:
        """Return what says how much of the file is missing, and how whoever runs the bot gets it all."""
        if not count:
            return []
        ending = self.name.rpartition(".")[2]
        command = _WHOLE_FILES.get(ending, _WHOLE_FILES["toml"])
        sentence = texts.say("slack-file-cut", missing=count, lines=len(self.lines), command=command)
        return [section(escaped(sentence).replace(command, f"`{command}`"))]


def _parts(line: str) -> list[str]:
    """Return a line in parts that a block holds, most often one; parted at blanks where it can be."""
    parts = list[str]()
    while _sent(line) > MAX_PART:
        count = MAX_PART - 2
        while _sent(line[:count]) > MAX_PART:
            count = count * 2 // 3
        count = line.rfind(" ", count // 2, count) + 1 or count
        parts.append(line[:count])
        line = line[count:]
    return [*parts, line]


def _sent(line: str) -> int:
    """Return how many characters a line is sent as, with its end."""
    return length(json.dumps(line, ensure_ascii=False))


def _preformatted(part: Sequence[str]) -> Block:
    """Return text in which nothing is read, as it is."""
    text = {"type": "text", "text": "\n".join(part)}
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [text]}]}


# ---------------------------------------------------------------- for notifications and screen readers


def _fallback(page: Sequence[Block]) -> str:
    """Return the words of a page, up to the first text that is too much."""
    told = list[str]()
    for text in _texts(page):
        if length("\n".join([*told, text])) > MAX_FALLBACK:
            break
        told.append(text)
    return "\n".join(told) or "…"


def _texts(page: Sequence[Block]) -> Iterator[str]:
    for block in page:
        match block:
            case {"type": "header", "text": {"text": str(text)}}:
                yield escaped(text)
            case {"type": "section", "text": {"text": str(text)}}:
                yield text
            case {"type": "context", "elements": [*elements]}:
                yield _BETWEEN.join(each["text"] for each in elements if isinstance(each.get("text"), str))

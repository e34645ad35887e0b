"""A digest as plain text, for a terminal, a file or a mail: at most 100 columns, no colours, no escapes.

News digest · Nov 20 – 21, 2026 · 2 stories from 9 articles

 1. Ministers agree on the night train [k7qm]
    “The first train leaves in May.” — The Harbour Post
    7 publishers · en de fr
    https://harbour.example/night-train
"""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, tzinfo

from bot.formats.links import best_link
from bot.formats.quotes import language_note, paragraphs, quotation
from bot.formats.typography import harmless, short_title
from bot.texts import Texts, texts_for
from digests.models import Digest, DigestItem

WIDTH = 100  # columns


def as_text(digest: Digest, *, zone: tzinfo = UTC, is_late: bool = False) -> str:
    """The digest in lines of at most WIDTH columns (only a longer address exceeds them), ending with a newline.

    Days are those of `zone`. The bot's own words are in the reader's language, each sentence in its own; one of them
    says that the digest `is_late`.
    """
    texts = texts_for(digest.ui_language or digest.language)
    blocks = [wrapped(_heading(digest, texts, zone), indent="")]
    if is_late:
        blocks.append([texts.say("comes-late")])
    if not digest.items:
        blocks.append([texts.say("no-stories")])
    digits = len(str(len(digest.items)))
    for number, item in enumerate(digest.items, start=1):
        if item.is_single and not (number > 1 and digest.items[number - 2].is_single):
            blocks.append([texts.say("singles")])
        label = "" if digest.is_note else f"{number:>{digits + 1}}. "
        blocks.append(_story(item, label=label, wish=digest.language, texts=texts))
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def _heading(digest: Digest, texts: Texts, zone: tzinfo) -> str:
    since = digest.since and digest.since.astimezone(zone)
    days = texts.date_range(since, digest.until.astimezone(zone))
    if digest.is_note:
        return " · ".join((texts.say("note-title"), days))
    counts = texts.say("counts", stories=len(digest.items), articles=sum(len(item.articles) for item in digest.items))
    return " · ".join((texts.say("digest-title"), days, counts))


def _story(item: DigestItem, *, label: str, wish: str, texts: Texts) -> list[str]:
    """The lines of one story; `label` ("12. ") sets how far they are indented."""
    indent = " " * len(label)
    head = f"{short_title(item.summary.headline)} [{item.story.id}]"
    notes = [texts.say("update")] if item.is_update else []
    if note := language_note(item.summary.language, wish, texts):
        notes.append(note)
    if notes:
        head += f" ({', '.join(notes)})"
    lines = wrapped(head, indent=indent)
    lines[0] = label + lines[0].removeprefix(indent)

    for article, sentences in paragraphs(item):
        quote = f"{quotation(article, sentences)} — {harmless(article.source)}"
        lines += wrapped(quote, indent=indent, hang="  ")

    publishers = texts.say("publishers", count=len(item.publishers))
    lines += wrapped(f"{publishers} · {harmless(' '.join(item.languages))}", indent=indent)
    if link := best_link(item):
        lines.append(indent + link)  # never broken, so that a terminal and a mail program can open it
    return lines


def wrapped(text: str, *, indent: str, hang: str = "") -> list[str]:
    """The text in lines of at most WIDTH columns, broken at spaces: the first after `indent`, others after `hang` too.

    `textwrap` counts characters, but a Chinese one fills two columns and a combining accent none.
    """
    room = WIDTH - len(indent) - len(hang)
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        for piece, columns in _pieces(word, room):
            if line and used + 1 + columns > room:
                lines.append(line)
                line, used = piece, columns
            else:
                line, used = (f"{line} {piece}", used + 1 + columns) if line else (piece, columns)
    lines.append(line)
    return [indent + (hang if number else "") + line for number, line in enumerate(lines)]


def _pieces(word: str, room: int) -> Iterator[tuple[str, int]]:
    """The word with its columns, in pieces where it is wider than `room`, each but the last as wide as can be."""
    piece, columns = "", 0
    for character in word:
        width = _columns(character)
        if columns + width > room:
            yield piece, columns
            piece, columns = "", 0
        piece += character
        columns += width
    yield piece, columns


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

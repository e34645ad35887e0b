"""The home of the bot in Slack: the digests that a person may change, each with its buttons, within all limits. Pure.

In: a `Home`. Out: the view that views.publish takes.

    home_view(home)["blocks"]
    # [{"type": "header", …}, {"type": "divider"}, {"type": "section", …}, {"type": "actions", …}]

A button of an entry stands in a row that names the channel of that entry: `slack_parts.row_address` of its block_id.
Sources: Slack's reference of views; `slack_pages` for what one holds.
"""

from collections.abc import Iterator
from typing import Any

from bot.chats.slack_answers import left_out, lines, row
from bot.chats.slack_markup import cut, escaped
from bot.chats.slack_pages import WINDOW, Piece, joined, paged
from bot.chats.slack_parts import MAX_HEADER, Block, divider, header, section
from bot.commands.answers import Home, HomeEntry
from bot.texts import texts_for


def home_view(home: Home, *, command: str = "/digest") -> dict[str, Any]:
    """Return the home; of digests that do not fit it says how many they are."""
    texts, row_below = texts_for(home.language), row(home.buttons)

    def below(left: int, _: int) -> list[Block]:
        return [*left_out(left, texts), *row_below]

    top = list[Block]()
    for piece in _top(home, command):
        top = joined(top, piece)
    pieces = [Piece(blocks=top), *(_entry(entry, command) for entry in _once(home))]
    [blocks] = paged(pieces, WINDOW, below=below, entries=len(home.entries))
    return {"type": "home", "blocks": blocks or [section("…")]}


def _top(home: Home, command: str) -> Iterator[Piece]:
    if headline := cut(home.headline, MAX_HEADER):
        yield Piece(blocks=[header(headline)])
    yield from lines(home.lines, command)


def _once(home: Home) -> Iterator[HomeEntry]:
    """Yield the entries, without buttons where a place has a second one: a row of a name stands once in a view."""
    places = set[str]()
    for entry in home.entries:
        yield entry if entry.address not in places else HomeEntry(address=entry.address, lines=entry.lines, buttons=())
        places.add(entry.address)


def _entry(entry: HomeEntry, command: str) -> Piece:
    """Return one digest: its channel first, where it has one of its own."""
    blocks = [] if entry.address.startswith("@") else [section(f"*<#{escaped(entry.address)}>*")]
    for piece in lines(entry.lines, command):
        blocks = joined(blocks, piece)
    return Piece(blocks=[divider(), *blocks, *row(entry.buttons, address=entry.address)], entries=1)

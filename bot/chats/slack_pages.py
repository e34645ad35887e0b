"""Pieces of an answer set into messages or into one window of Slack, as much of it as there is room for. Pure.

In: pieces, each of blocks that are never parted, and what is to stand below them. Out: the blocks of each page.

    paged([Piece(blocks=[section("One line")], entries=1), …], MESSAGES, below=left_out, entries=400)

Sources: Slack's reference of views (100 blocks, 250 KB of JSON); `slack_parts` for messages.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.chats.slack_parts import MAX_IN_VIEW, MAX_SECTION, Block, action_ids, fits, section, shown
from bot.formats.visible import length

# Characters of all text in one window: at six bytes each, as JSON writes what is not ASCII, a fourth is left for the
# rest of its 250 KB.
MAX_IN_WINDOW = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is never parted between two messages."""

    blocks: Sequence[Block]
    entries: int = 0  # lines and stories in it
    of_file: int = 0  # lines of a file in it
    goes_on: bool = False  # whether it may stand in one section with the text before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What there is room for."""

    pages: int
    holds: Callable[[Sequence[Block]], bool]  # whether one page holds these


def _fits_window(blocks: Sequence[Block]) -> bool:
    return len(blocks) <= MAX_IN_VIEW and shown(blocks) <= MAX_IN_WINDOW


MESSAGES = Room(pages=4, holds=fits)  # a response_url takes five, and one says "working …"
WINDOW = Room(pages=1, holds=_fits_window)


def paged(
    pieces: Iterable[Piece], room: Room, *, below: Callable[[int, int], list[Block]], entries: int, of_file: int = 0
) -> list[list[Block]]:
    """Return pieces on pages, at least one, up to the first that does not fit; those after it are never made.

    `below` tells what is to stand below the last one, by how many of all the entries and lines of the file are left.
    """
    counts = [(count, lines) for count in {min(entries, 1), entries} for lines in {min(of_file, 1), of_file}]
    reserved = max((below(*each) for each in counts), key=shown)  # in words one may be longer than a number
    pages: list[list[Block]] = [[]]
    for piece in pieces:
        grown, fresh = joined(pages[-1], piece), joined([], piece)
        if room.holds([*grown, *(reserved if len(pages) == room.pages else ())]):
            pages[-1] = grown
        elif len(pages) < room.pages and room.holds([*fresh, *(reserved if len(pages) + 1 == room.pages else ())]):
            pages.append(fresh)
        else:
            break
        entries -= piece.entries
        of_file -= piece.of_file
    end = below(entries, of_file)
    last = joined(pages[-1], Piece(blocks=end))
    return [*pages[:-1], last] if room.holds(last) else [*pages, end]


def joined(page: Sequence[Block], piece: Piece) -> list[Block]:
    """Return a page with more on it: text goes on in its section, and no button stands there twice.

    A row that says for which place it is stands by itself: the same buttons call something else there.
    """
    grown = list(page)
    ids = set(action_ids(block for block in page if "block_id" not in block))
    for block in piece.blocks:
        before = _text_of(grown[-1]) if grown and piece.goes_on else None
        both = f"{before}\n{_text_of(block)}"
        if before and _text_of(block) and length(both) <= MAX_SECTION:
            grown[-1] = section(both)
        elif "block_id" in block:
            grown.append(block)
        else:
            grown += without([block], ids)
            ids.update(action_ids([block]))
    return grown


def without(blocks: Sequence[Block], ids: Collection[str]) -> Iterator[Block]:
    """Yield blocks without the buttons and menus of these ids, and without rows of nothing else."""
    for block in blocks:
        if block["type"] != "actions":
            yield block
        elif kept := [each for each in block["elements"] if each["action_id"] not in ids]:
            yield {**block, "elements": kept}


def _text_of(block: Block) -> str | None:
    """Return the text of a section that holds nothing else."""
    return block["text"]["text"] if block["type"] == "section" and set(block) == {"type", "text"} else None

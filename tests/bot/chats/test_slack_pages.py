"""Pieces set into pages: whole, in order, with room kept for what stands below."""

from bot.chats.slack_pages import MESSAGES, Piece, Room, joined, paged
from bot.chats.slack_parts import MAX_SECTION, Block, actions, button, context, section

SMALL = Room(pages=2, holds=lambda blocks: len(blocks) <= 3)


def pieces(count: int, blocks: int = 1) -> list[Piece]:
    return [Piece(blocks=[section(f"{number}")] * blocks, entries=1) for number in range(count)]


def told(left: int, _: int) -> list[Block]:
    return [context(f"{left} more")] if left else []


def test_the_last_page_keeps_room_for_what_says_how_many_are_left() -> None:
    pages = paged(pieces(9), SMALL, below=told, entries=9)
    assert [len(page) for page in pages] == [3, 3]
    assert pages[-1][-1] == context("4 more")


def test_no_piece_is_parted_and_none_stands_behind_one_that_did_not_fit() -> None:
    pages = paged([*pieces(2, blocks=2), *pieces(1, blocks=4), *pieces(1)], SMALL, below=told, entries=4)
    assert pages[-1] == [section("1"), section("1"), context("2 more")]
    assert len(pages) == 2


def test_without_pieces_there_is_one_empty_page() -> None:
    assert paged((), MESSAGES, below=told, entries=0) == [[]]


def test_room_is_kept_for_the_longest_of_what_may_be_said() -> None:
    def told(left: int, _: int) -> list[Block]:
        return [section("x" * 90 if left == 1 else f"{left}")] if left else []

    room = Room(pages=1, holds=lambda blocks: sum(len(block["text"]["text"]) for block in blocks) <= 100)
    long = [Piece(blocks=[section("y" * 9)], entries=1), Piece(blocks=[section("y" * 80)], entries=1)]
    assert len(paged(long, room, below=told, entries=2)) == 1


def test_text_goes_on_in_its_section_as_long_as_that_holds_it() -> None:
    line = Piece(blocks=[section("line")], goes_on=True)
    page = joined(joined([], line), line)
    assert page == [section("line\nline")]
    long = Piece(blocks=[section("x" * (MAX_SECTION - 9))], goes_on=True)
    assert len(joined(page, long)) == 2
    assert joined([context("small")], line) == [context("small"), section("line")]
    assert len(joined(page, Piece(blocks=[section("A story")]))) == 2


def test_of_two_buttons_that_do_the_same_the_first_stands() -> None:
    first = actions([button("More", "story", "k7qm")])
    both = actions([button("Again", "story", "k7qm"), button("Other", "story", "f2dd")])
    assert joined([first], Piece(blocks=[both])) == [first, actions([button("Other", "story", "f2dd")])]
    assert joined([first], Piece(blocks=[first])) == [first]


def test_the_same_button_for_another_place_is_another_one() -> None:
    more = button("More", "settings")
    rows = [actions([more]), actions([more], address="C1"), actions([more], address="C2"), actions([more])]
    assert joined([], Piece(blocks=rows)) == rows[:3]

"""Where quotations and brackets open and close in a text, in the typographies of many languages. Pure.

In: one paragraph. Out: offsets of the marks that close, and what quotations and brackets hold together. Marks of each
kind are paired for themselves; one that is never closed, or too far away, holds nothing.

>>> quotations("“We go. We win,” he said.")[1]
[(0, 15)]
"""

import re

MAX_HELD_CHARACTERS = 400  # a longer quotation or bracket ends with each of its sentences, as one never closed does

_KINDS = ('"“”„‟', "«»‹›", "‘’‚", "「」", "『』", "《》", "()", "（）", "[]", "【】")
QUOTE_KIND = {mark: kind for kind in _KINDS for mark in kind}
_ALWAYS_OPEN, _ALWAYS_CLOSE = frozenset("「『《(（[【"), frozenset("」』》)）]】’")
_OPENS_ANYWHERE = frozenset("“„‟«‹‘‚")  # where none of their kind is open: Chinese sets no blank before
_MARKS = re.compile(f"[{re.escape(''.join(QUOTE_KIND).replace('’', ''))}]|’(?!\\w)")
_BEFORE_OPENING = frozenset(" ([（—–-/:¿¡“„«‘‚'\"")
_NOT_OPENED_BEFORE = frozenset(" ,.;:!?)…")


def quotations(plain: str) -> tuple[set[int], list[tuple[int, int]]]:
    """Return the offsets of closing marks, and (first, last) of what quotations and brackets hold together, in order.

    Every blank must be a plain one.
    """
    closing: set[int] = set()
    held: list[tuple[int, int]] = []
    opened: dict[str, int] = {}
    for found in _MARKS.finditer(plain):
        mark, at = found[0], found.start()
        kind = QUOTE_KIND[mark]
        if _opens(plain, at, mark, is_open=kind in opened):
            opened[kind] = at
            continue
        closing.add(at)
        since = opened.pop(kind, None)
        if since is not None and at - since <= MAX_HELD_CHARACTERS:
            held.append((since, at))
    if len(held) > 1:
        held = _united(held)
    return closing, held


def _opens(plain: str, at: int, mark: str, *, is_open: bool) -> bool:
    if mark in _ALWAYS_OPEN:
        return True
    if mark in _ALWAYS_CLOSE:
        return False
    following = plain[at + 1 : at + 2] or " "
    is_first = at == 0 or plain[at - 1] in _BEFORE_OPENING
    if following in _NOT_OPENED_BEFORE:  # but « text »
        return mark == "«" and is_first and following == " " and not is_open
    return is_first or (mark in _OPENS_ANYWHERE and not is_open)


def _united(held: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, those that overlap as one: a bracket in a quotation."""
    united: list[tuple[int, int]] = []
    for first, last in sorted(held):
        if united and first <= united[-1][1]:
            united[-1] = (united[-1][0], max(last, united[-1][1]))
        else:
            united.append((first, last))
    return united

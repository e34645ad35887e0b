"""Where quotations and brackets open and close in a text, in the typographies of many languages. Pure.

In: one paragraph. Out: offsets of the marks that close, and what quotations and brackets hold together. Marks of each
kind are paired for themselves; one that is never closed, or too far away, holds nothing. Of sentences already split:
which stand in the midst of a quotation, and whether one is the half of one.

>>> quotations("“We go. We win,” he said.")[1]
[(0, 15)]
"""

import re
from collections.abc import Sequence

MAX_HELD_CHARACTERS = 400  # a longer quotation or bracket ends with each of its sentences, as one never closed does
QUOTED_SENTENCES = 8  # so far is the end of a quotation looked for; farther, its beginning is taken for a slip

_KINDS = ('"“”„‟', "«»‹›", "‘’‚", "「」", "『』", "《》", "()", "（）", "[]", "【】")
QUOTE_KIND = {mark: kind for kind in _KINDS for mark in kind}
_ALWAYS_OPEN, _ALWAYS_CLOSE = frozenset("「『《(（[【"), frozenset("」』》)）]】’")
_OPENS_ANYWHERE = frozenset("“„‟«‹‘‚")  # where none of their kind is open: Chinese sets no blank before
_MARKS = re.compile(f"[{re.escape(''.join(QUOTE_KIND).replace('’', ''))}]|’(?!\\w)")
_BEFORE_OPENING = frozenset(" ([（—–-/:¿¡“„«‘‚'\"")
_NOT_OPENED_BEFORE = frozenset(" ,.;:!?)…")
QUOTE_MARK = re.compile('[«“„"「‘»”’』」]')
_PAIRED_MARK = re.compile('["„“”«»()\\[\\]「」『』]')
_OPENS_LAST = re.compile(r'(?:^|[\s(:–—-])"\w[^"]*$')
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"), ("「", "」"), ("『", "』"))


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


def quoted_places(sentences: Sequence[str]) -> list[int]:
    """Return the numbers of sentences in the midst of a quotation, which began in one before and ends in one behind."""
    inside: list[int] = []
    opened: int | None = None
    is_german = False  # „opened so“: the mark that closes is the one that opens in English
    for place, text in enumerate(sentences):
        if opened is not None and place - opened > QUOTED_SENTENCES:
            opened, is_german = None, False
        if not QUOTE_MARK.search(text):
            continue
        is_odd = text.count('"') % 2 == 1
        is_opening = is_odd and bool(_OPENS_LAST.search(text))
        opens = text.count("„") + text.count("«") + text.count("「")
        closes = text.count("”") + text.count("»") + text.count("」")
        if is_german or "„" in text:
            closes += text.count("“")
        else:
            opens += text.count("“")
        if opened is not None and ((is_odd and not is_opening) or closes > opens):
            inside.extend(range(opened + 1, place))
            opened, is_german = None, False
        elif is_opening or opens > closes:
            opened, is_german = place, "„" in text
    return inside


def balanced(text: str) -> bool:
    """Whether every quotation and bracket that opens also closes: else the sentence is a part of a longer quotation."""
    if not _PAIRED_MARK.search(text):
        return True
    straight = text.count('"')
    low, high, end = text.count("„"), text.count("“"), text.count("”")
    if low and straight % 2:  # „typed"
        return low == high + end + straight
    if straight % 2 or any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS):
        return False
    if low:  # „German“, „Polish”
        return low == high + end
    return high == end or (high == 0 and end % 2 == 0)  # “English”, ”Swedish”

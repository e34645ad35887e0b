"""HTML fragments and texts become plain lines: entities resolved, NFC, nothing in them that cannot be seen.

In: the markup or text of one title or one article. Out: lines, none empty. Pure, and linear in what it is given.

>>> plain_paragraphs("<p>Rain &amp; sun.</p><script>x()</script><p>Fog.</p>")
['Rain & sun.', 'Fog.']
"""

import re
import unicodedata
from collections.abc import Iterable
from html import unescape

from lxml import etree, html

_SKIPPED_TAGS = frozenset(
    "script style noscript template iframe object embed svg math video audio canvas figure figcaption aside nav form "
    "button select textarea head title footer".split()
)
_BLOCK_TAGS = frozenset(
    "p div br li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre table tr td th section article header main hr "
    "address details summary".split()
)
# Characters that are never seen but change what is: controls, soft hyphens, zero-width spaces, direction overrides,
# surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u061c\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
# Control characters that nobody means: a program took Windows-1252 for Unicode (as the HTML standard has it, section
# 13.2.5.80).
_MISTAKEN = re.compile("[\x80-\x9f]")
_MEANT = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
# Marks without end on one letter: composing them takes the square of their number. 30 are enough for every script
# (Stream-Safe Text Format, UAX #15).
_MARK_RUN = re.compile(r"[^\w\s]{31,}")
_LONG_TAG = re.compile(r"<\w[^<>]{5000,}>")  # an embedded picture or an attack: no text is in it
_ESCAPED_TAG = re.compile(
    r"&lt;/?(?:p|br|b|i|em|strong|a|div|span|h[1-6]|ul|li|img)\b(?:(?!&lt;).)*?&gt;", re.IGNORECASE | re.DOTALL
)
_LINE_BREAKS = re.compile("[\n\r\x0c\x85\u2028\u2029]+")


def plain_paragraphs(markup: str) -> list[str]:
    """Return the visible paragraphs of an HTML fragment, entities resolved, one string each, none empty."""
    markup = _LONG_TAG.sub(" ", _visible(markup)).replace("<![CDATA[", "").replace("]]>", "")
    if "<" not in markup and _ESCAPED_TAG.search(markup):
        markup = unescape(markup)  # escaped once too often
    if not re.search(r"<[a-zA-Z/!?]|&[#\w]+;", markup):
        return lines(markup)
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return lines(re.sub(r"<[^<>]*>", " ", markup))
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in {"comment", "pi"}:
            pieces.append(element.tail or "")
        elif event == "end":
            pieces.append("\n" if element.tag in _BLOCK_TAGS else "")
            pieces.append(element.tail or "")
        elif element.tag in _SKIPPED_TAGS:
            walk.skip_subtree()
            pieces.append("\n")
        else:
            # A line break of the source is a space in HTML; only elements make paragraphs.
            pieces.append("\n" if element.tag in _BLOCK_TAGS else "")
            pieces.append(element.text or "")
    # An entity that is still there was escaped twice; no newspaper writes of entities.
    return lines(re.sub(r"&#?\w{2,8};", lambda entity: unescape(entity[0]), _joined(pieces)))


def _joined(pieces: Iterable[str]) -> str:
    return "".join(piece if piece == "\n" else _LINE_BREAKS.sub(" ", piece) for piece in pieces)


def lines(text: str) -> list[str]:
    """Return the lines of a plain text, each as `one_line` gives it, none empty."""
    made = (one_line(line) for line in _LINE_BREAKS.split(text))
    return [line for line in made if line]


def one_line(text: str) -> str:
    """Return a text in NFC, without what cannot be seen, blanks collapsed; no-break spaces stay, they were set."""
    text = unicodedata.normalize("NFC", _MARK_RUN.sub(_few_marks, _visible(text)))
    return re.sub(r"[ \t\n\r\v\f]+", " ", text).strip()


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", text.translate(_MEANT) if _MISTAKEN.search(text) else text)


def _few_marks(run: re.Match[str]) -> str:
    return "".join(sign for place, sign in enumerate(run[0]) if place < 30 or not unicodedata.combining(sign))

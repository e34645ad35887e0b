"""Text from feeds in Slack's mrkdwn: shown as it is, and doing nothing. Pure.

In: text that anybody may have written, an address, a moment. Out: mrkdwn for text objects with `verbatim`, in which
addresses and names that merely stand there do nothing.

    linked("Night train returns", "https://harbour.example/1")   # "<https://harbour.example/1|Night train returns>"
    escaped("<!channel> *wow* & 5 * 3 in snake_case")            # "&lt;!channel&gt; ∗wow∗ &amp; 5 * 3 in snake_case"

`&`, `<` and `>` are written as entities: so no mention, link or date can begin (Slack, "Formatting message text").
Marks of formatting know no escape (slackhq/slack-api-docs, issues 34 and 93). One begins only before what is no blank
and behind what is no letter, and ends the other way round (yhatt/jsx-slack, "About escape and exact mode";
pocka/slack-message-parser); wide ones of East Asian keyboards act alike. What can end is shown as a letter that looks
the same, and what can begin too where something behind it in the text can end: then nothing that stands beside it can,
either. The date that jsx-slack wraps them in instead shows wrong on Android (its issue 187), and an invisible letter
beside them would be copied and searched along. In the label of a link each is replaced: Android shows a link whose
label is formatted as plain text, and a label of two lines is no link anywhere (getsentry/sentry, issues 109694 and
121520).
"""

import re
from datetime import datetime

from bot.formats.directions import directed
from bot.formats.links import web_address
from bot.formats.telling import Markup
from bot.formats.visible import length, plain, shortened

MAX_URL = 800  # characters as it is written in a message; a longer one would take the place of news
LINK = "→"  # what leads to an article that has no title

_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
# Each as another letter of its looks; U+FF3F, which looks more like "_" than this, is one of the marks itself.
_ALIKE = {"*": "∗", "＊": "﹡", "_": "ˍ", "＿": "ˍ", "~": "∼", "`": "ˋ", "｀": "ˋ"}
_KINDS = {"＊": "*", "＿": "_", "｀": "`"}
_ENDS = r"(?<!\s)[*＊_＿~`｀](?![^\W_])"
_BEGINS = r"(?<![^\W_])[*＊_＿~`｀](?!\s)"
_ENDING, _ACTING = re.compile(_ENDS), re.compile(f"{_ENDS}|{_BEGINS}")
# :smile:, :+1:, :white_check_mark:, :チェック:; not an address behind a colon.
_EMOJI = re.compile(r":(?!https?://)(?=[^\s:!-&(-*,./;-@\[-^`{-~]+:)")
_QUOTE = {">": "›", "＞": "﹥"}  # at the beginning of a line, also as an entity
_IN_LABEL = {ord("|"): "∣"}  # what stands between an address and its label
_IN_ADDRESS = {ord("|"): "%7C", ord("*"): "%2A"}  # what would end the address, and what is bold around it


def escaped(text: str) -> str:
    """Return mrkdwn that shows this text on one line, and does nothing.

    >>> escaped("> <@U1> *said* :wave: ~500 times")
    '› &lt;@U1&gt; ∗said∗ ꞉wave: ~500 times'
    """
    text = plain(text)
    ends = {_kind(match[0]): match.start() for match in _ENDING.finditer(text)}  # of each kind the last

    def shown(match: re.Match[str]) -> str:
        return _ALIKE[match[0]] if match.start() <= ends.get(_kind(match[0]), -1) else match[0]

    return _encoded(_ACTING.sub(shown, text))


def linked(label: str, url: str | None, *, language: str = "") -> str:
    """Return the label as a link, alone where there is no address of the web, or one that is too long.

    At the beginning of a line, name its language, and it is set in the direction of that. A mark before the link would
    do the same, but behind such a mark Slack might not see where something bold begins.
    """
    text, address = plain(label), _address(url)
    if address is None:
        return directed(escaped(text), text, language) if language else escaped(text)
    shown = _encoded(_ACTING.sub(lambda match: _ALIKE[match[0]], text).translate(_IN_LABEL))
    shown = directed(shown, text, language) if language else shown
    return f"<{address}|{shown or LINK}>"


def when(at: datetime, form: str, fallback: str) -> str:
    """Return a moment that every reader sees in their own zone and language; `form` is such as "{date_short} {time}".

    Clients that cannot do that, and notifications, show the fallback.
    """
    return f"<!date^{int(at.timestamp())}^{form}|{_encoded(fallback).replace('|', '¦')}>"


def cut(text: str, most: int) -> str:
    """Return the text, `plain`, cut so that it fills at most so many UTF-16 units once escaped, then with "…"."""
    return shortened(text, most, lambda start: length(_encoded(start)))


def _encoded(text: str) -> str:
    text = _EMOJI.sub("꞉", text)
    return (_QUOTE.get(text[:1], text[:1]) + text[1:]).translate(_ENTITIES)


def _kind(mark: str) -> str:
    return _KINDS.get(mark, mark)


def _address(url: str | None) -> str | None:
    """Return the address as it stands in a link."""
    address = web_address(url)
    if address is None:
        return None
    address = address.translate(_IN_ADDRESS).translate(_ENTITIES)
    return address if length(address) <= MAX_URL else None


MARKUP = Markup(escaped=escaped, linked=linked, cut=cut)

r"""Text from feeds in Discord's markdown: shown as it is, and doing nothing. Pure.

In: text that anybody may have written, an address, a moment. Out: markdown for texts, and embeds' descriptions.

    linked("Night train returns", "https://harbour.example/1")   # "[Night train returns](<https://harbour.example/1>)"
    escaped("@everyone *wow*")                                   # r"\@everyone \*wow\*"

A backslash before punctuation makes Discord's clients show that character and nothing else; an invisible character put
between would be copied and searched along, so none is ever put. Inside the label of a link it does not work: there the
clients show the backslash, drop every invisible character, and show the whole link as source where the label holds an
address, a mention or an emoji (discord/discord-api-docs issues 6185, 6116, 7721). Such a label stands before its link.
"""

import re
from datetime import datetime

from bot.formats.links import web_address
from bot.formats.telling import Markup
from bot.formats.visible import hides, length, plain, shortened

MAX_URL = 512  # characters; a longer one would take the place of news
LINK = "→"  # what leads to an article where its title cannot; arrows that are emoji would break the link

# What acts wherever it stands; then addresses, :emoji:, mentions, entities, and Discord's own hosts, which it reads as
# invitations and gifts also without "https://"; then what makes a heading, list or quote of a line that begins with it.
_ACTS = re.compile(
    r"[\\*_~`|<>\[\]]"
    r"|(?<=\])\("
    r"|:(?=//|[^\s:]+:)"
    r"|@(?=everyone|here)"
    r"|&(?=#?\w+;)"
    r"|(?<=discord)\.(?=\w)|(?<=discordapp)\.(?=\w)"
    r"|^(?:[-+=](?!\w)|#+)"
    r"|(?:(?<=^\d)|(?<=^\d\d)|(?<=^\d{3})|(?<=^\d{4}))[.)](?!\S)",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"^(\d{5,})([.)])(?!\S)")  # a look behind has one length
_ACTS_ON_CLICK = re.compile(
    r"https?://(?:[^/?#]*[.@])?(?:discord\.(?:gg|gift|new)\b"
    r"|discord(?:app)?\.com(?::\d+)?/+(?:invite|template|gifts|oauth2|api|channels|events)\b)",
    re.IGNORECASE,
)
# What every client reads as an address: a host without a name and password before it, and at most a port after it.
_HOST = re.compile(r"https?://[^/?#@:%|^\[\]]+(?::\d{1,5})?(?=[/?#]|$)", re.IGNORECASE)
_IN_ADDRESS = {ord(character): f"%{ord(character):02X}" for character in "()*"}  # "*" would end what is bold around it

_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")  # in a label they would be dropped
# In a label: joiners and marks of direction would be dropped, emoji would break the link. ASCII digits are no emoji.
_NOT_IN_LABEL = re.compile(
    "[\u00a9\u00ae\u061c\u200b-\u200f\u203c\u2049\u20e3\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a-\u23ff\u24c2\u25aa"
    "\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297"
    "\u3299\ufe0f\U0001f000-\U0001faff\U000e0000-\U000e007f]"
)


def escaped(text: str) -> str:
    r"""Return markdown that shows this text on one line, and does nothing.

    >>> print(escaped("# [Win](https://prize.example) with_this_ <@1>"))
    \# \[Win\]\(https\://prize.example) with\_this\_ \<@1\>
    """
    return _escaped(plain(text))


def linked(label: str, url: str | None) -> str:
    """Return the label as a link; escaped and before it where no link can hold it, alone where there is no address."""
    text = plain(label)
    markdown = _escaped(text)
    address = _address(url)
    if address is None:
        return markdown
    if text and markdown == text and not _NOT_IN_LABEL.search(text):
        return f"[{_SPACES.sub(' ', text)}](<{address}>)"
    return f"{markdown} [{LINK}](<{address}>)".lstrip()


def when(at: datetime, style: str) -> str:
    """Return a moment that every reader sees in their own zone and locale; Discord's styles are t T d D f F R."""
    return f"<t:{int(at.timestamp())}:{style}>"


def cut(text: str, most: int) -> str:
    """Return the text, `plain`, cut so that it fills at most so many UTF-16 units once escaped, then with "…"."""
    return shortened(text, most, lambda start: length(_escaped(start)))


def _escaped(text: str) -> str:
    text = _ACTS.sub(lambda match: "".join(f"\\{character}" for character in match[0]), text)
    return _LONG_NUMBER.sub(r"\1\\\2", text)


def _address(url: str | None) -> str | None:
    """Return the address as it stands in a link, None where no reader should be led there, or where Discord would not.

    Invitations are none: whoever wants to read an article does not want to join a server. Of an address that holds what
    is not seen Discord would show the source.
    """
    address = web_address(url)
    if address is None or not _HOST.match(address) or _ACTS_ON_CLICK.match(address) or hides(address):
        return None
    address = address.translate(_IN_ADDRESS)
    return address if length(address) <= MAX_URL else None


MARKUP = Markup(escaped=escaped, linked=linked, cut=cut)

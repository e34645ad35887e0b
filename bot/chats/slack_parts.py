"""What Slack's messages and windows are made of: Block Kit as JSON, and its limits. Pure.

In: mrkdwn that is escaped already, plain text, buttons. Out: blocks, and the message that holds them.

    message([section("*Night train returns*"), actions([button("More", "story", "k7qm")])], text="Night train returns")

Sources: Slack's reference of Block Kit and of chat.postMessage; that a message of more than about 13,200 characters in
its blocks is refused as msg_blocks_too_long is in no reference (slackapi/bolt-js, issue 2509). What holds the texts
counts along: 11,341 characters of text in many blocks were refused (its issue 2867).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from bot.formats.visible import length

Block: TypeAlias = dict[str, Any]  # as the API takes it
Element: TypeAlias = dict[str, Any]
Body: TypeAlias = dict[str, Any]  # of a message: what chat.postMessage takes beside its channel

NAME = "slack"  # what this chat is called in calls and in the database

MAX_BLOCKS = 50  # in one message
MAX_IN_VIEW = 100  # blocks in one window or home
MAX_SECTION, MAX_HEADER, MAX_CONTEXT = 3000, 150, 10  # characters, characters, elements
MAX_SHOWN = 10_000  # characters of all text in one message
MAX_JSON = 12_000  # characters of its blocks as they are sent; Slack adds an id of some 20 to each
IN_A_ROW = 25  # elements in one actions block
MAX_LABEL, MAX_ACTION_ID, MAX_BLOCK_ID = 75, 255, 255
MAX_OPTIONS, MAX_OPTION, MAX_OPTION_VALUE = 100, 75, 150
MAX_FALLBACK = 3000  # of the 40,000 characters of `text`: what notifications and screen readers say

_PREFIX = "d1"  # the first form of our buttons: one pressed in years must still be understood
_AT = "at:"


def header(text: str) -> Block:
    """Return a heading; no mrkdwn is read in it."""
    return {"type": "header", "text": plain_text(text, MAX_HEADER)}


def section(mrkdwn: str) -> Block:
    """Return a paragraph; what it holds of others must be escaped."""
    return {"type": "section", "text": mrkdwn_text(mrkdwn)}


def context(*mrkdwn: str) -> Block:
    """Return small print."""
    return {"type": "context", "elements": [mrkdwn_text(each) for each in mrkdwn]}


def divider() -> Block:
    """Return a line across."""
    return {"type": "divider"}


def actions(elements: Sequence[Element], *, address: str | None = None) -> Block:
    """Return buttons and menus beside each other; `address` is where what they call is called."""
    block: Block = {"type": "actions", "elements": list(elements)}
    return block | {"block_id": f"{_AT}{address}"} if address else block


def button(label: str, command: str, arguments: str = "") -> Element:
    """Return a button that calls a command; the label is cut, since nobody presses less because of it."""
    return {"type": "button", "text": plain_text(label, MAX_LABEL), "action_id": action_id(command, arguments)}


def menu(placeholder: str, command: str, options: Iterable[tuple[str, str]]) -> Element:
    """Return a menu; of each option (label, arguments) choosing it calls the command with those."""
    return {
        "type": "static_select",
        "placeholder": plain_text(placeholder, MAX_LABEL),
        "action_id": action_id(command),
        "options": [option(label, action_id(command, arguments)) for label, arguments in options],
    }


def option(label: str, value: str) -> Element:
    """Return one option of a menu."""
    return {"text": plain_text(label, MAX_OPTION), "value": value}


def plain_text(text: str, most: int) -> Element:
    """Return text in which nothing is read, not even an emoji, cut to so many characters."""
    text = text if length(text) <= most else text[: most // 2 - 1] + "…"
    return {"type": "plain_text", "text": text, "emoji": False}


def mrkdwn_text(mrkdwn: str) -> Element:
    """Return text in which mrkdwn is read, and an address or a name that merely stands there is not."""
    return {"type": "mrkdwn", "text": mrkdwn, "verbatim": True}


def message(blocks: Sequence[Block], *, text: str) -> Body:
    """Return a message that unfolds no link; `text` is what notifications and screen readers say, escaped."""
    return {"blocks": list(blocks), "text": text, "unfurl_links": False, "unfurl_media": False}


def fits(blocks: Sequence[Block]) -> bool:
    """Return whether one message holds these; of two buttons that do the same it holds one."""
    sent, ids = json.dumps(blocks, ensure_ascii=False, separators=(",", ":")), action_ids(blocks)
    is_within = len(blocks) <= MAX_BLOCKS and length(sent) <= MAX_JSON and shown(blocks) <= MAX_SHOWN
    return is_within and len(ids) == len(set(ids))


def action_ids(blocks: Iterable[Block]) -> list[str]:
    """Return what the buttons and menus in blocks send, in their order."""
    elements = (element for block in blocks for element in block.get("elements", ()))
    return [element["action_id"] for element in elements if "action_id" in element]


def shown(part: Any) -> int:
    """Return the characters of all text in blocks."""
    if isinstance(part, Mapping):
        own = part.get("text")
        inner = sum(shown(each) for each in part.values() if isinstance(each, Mapping | list))
        return inner + (length(own) if isinstance(own, str) else 0)
    return sum(map(shown, part))


def action_id(command: str, arguments: str = "") -> str:
    """Return what a button sends when it is pressed: all that is needed, so that nothing is to be remembered of it.

    >>> action_id("story", "k7qm")
    'd1:story:k7qm'
    """
    return f"{_PREFIX}:{command}:{arguments}"


def pressed(action_id: str) -> tuple[str, str] | None:
    """Return the command and the arguments of a button of ours; None for what is none.

    >>> pressed("d1:story:k7qm")
    ('story', 'k7qm')
    """
    prefix, *rest = action_id.split(":", 2)
    return (rest[0], rest[1]) if prefix == _PREFIX and len(rest) == 2 else None


def row_address(block_id: str) -> str | None:
    """Return the address that a row of buttons is for; None where it is for the place that it stands in."""
    return block_id.removeprefix(_AT) if block_id.startswith(_AT) else None

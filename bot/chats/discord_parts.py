"""What Discord's messages are made of: the components of API v10 as its JSON, and its limits. Pure.

In: markdown that is escaped already, buttons. Out: components, and the message that holds them.

    message([container(text("**Night train returns**"), row(button("More", "story", "k7qm")))])

Sources: Discord's API reference, "Component Reference", "Create Message" and "Message Resource"; the 4,000 characters
that a message of components may show are not in it, but what the API answers when there are more.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

from bot.formats.visible import length

Component: TypeAlias = dict[str, Any]  # as the API takes it
Body: TypeAlias = dict[str, Any]  # of a message, as the API takes it

NAME = "discord"  # what this chat is called in calls and in the database

MAX_COMPONENTS = 40  # in one message, those inside others counted
MAX_SHOWN = 4000  # characters of all text in one message
MAX_LABEL, MAX_CUSTOM_ID = 80, 100
MAX_ID = (1 << 63) - 1  # of anything that Discord has
IN_A_ROW = 5  # buttons

IS_COMPONENTS_V2, SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS = 1 << 15, 1 << 2, 1 << 12
_ACTION_ROW, _BUTTON, _TEXT_DISPLAY, _FILE, _CONTAINER = 1, 2, 10, 13, 17
_SECONDARY = 2  # style of a button: grey

_PREFIX = "d1"  # the first form of our buttons: one pressed in years must still be understood


class Size(NamedTuple):
    """How much of a message's room components take."""

    components: int
    shown: int  # characters


_NOTHING = Size(0, 0)


def text(markdown: str) -> Component:
    """Return text; what it holds of others must be escaped."""
    return {"type": _TEXT_DISPLAY, "content": markdown}


def button(label: str, command: str, arguments: str = "") -> Component:
    """Return a button that calls a command; the label is cut, since nobody presses less because of it."""
    return {
        "type": _BUTTON,
        "style": _SECONDARY,
        "label": label if length(label) <= MAX_LABEL else label[: MAX_LABEL // 2 - 1] + "…",
        "custom_id": custom_id(command, arguments),
    }


def row(*buttons: Component) -> Component:
    """Return at most five buttons beside each other."""
    return {"type": _ACTION_ROW, "components": list(buttons)}


def rows(buttons: Sequence[Component]) -> list[Component]:
    """Return any number of buttons in rows, each button once: of two that call the same Discord takes neither."""
    once = list({each["custom_id"]: each for each in reversed(buttons)}.values())[::-1]
    return [row(*once[start : start + IN_A_ROW]) for start in range(0, len(once), IN_A_ROW)]


def file(name: str) -> Component:
    """Return the place where a file that is sent along is shown."""
    return {"type": _FILE, "file": {"url": f"attachment://{name}"}}


def container(*components: Component, colour: int | None = None) -> Component:
    """Return a box around components, with a stripe of that colour (0xRRGGBB)."""
    stripe = {} if colour is None else {"accent_color": colour}
    return {"type": _CONTAINER, "components": list(components), **stripe}


def message(components: Sequence[Component], *, flags: int = 0) -> Body:
    """Return a message of components that calls nobody."""
    return {
        "flags": IS_COMPONENTS_V2 | flags,
        "components": list(components),
        "allowed_mentions": {"parse": []},
    }


def size(components: Iterable[Component]) -> Size:
    """Return how much room components take."""
    count = shown = 0
    for component in components:
        inner = size(component.get("components", ()))
        count += 1 + inner.components
        shown += inner.shown + length(component.get("content", ""))
    return Size(count, shown)


def fits(components: Sequence[Component], room: Size = _NOTHING) -> bool:
    """Return whether one message holds these beside `room`. Of two buttons that do the same Discord takes neither."""
    taken, ids = size(components), custom_ids(components)
    is_within = taken.components + room.components <= MAX_COMPONENTS and taken.shown + room.shown <= MAX_SHOWN
    return is_within and len(ids) == len(set(ids))


def custom_ids(components: Iterable[Component]) -> list[str]:
    """Return what the buttons in components send, in their order."""
    ids = list[str]()
    for component in components:
        ids += [component["custom_id"]] if "custom_id" in component else custom_ids(component.get("components", ()))
    return ids


def is_id(text: str) -> bool:
    """Return whether a text is an id as Discord gives them; a request with any other it refuses as a whole."""
    return text.isascii() and text.isdecimal() and len(text) <= len(str(MAX_ID)) and int(text) <= MAX_ID


def custom_id(command: str, arguments: str = "") -> str:
    """Return what a button sends when it is pressed: all that is needed, so that nothing is to be remembered of it.

    >>> custom_id("story", "k7qm")
    'd1:story:k7qm'
    """
    return f"{_PREFIX}:{command}:{arguments}"


def pressed(custom_id: str) -> tuple[str, str] | None:
    """Return the command and the arguments of a button of ours; None for what is none.

    >>> pressed("d1:story:k7qm")
    ('story', 'k7qm')
    """
    prefix, *rest = custom_id.split(":", 2)
    return (rest[0], rest[1]) if prefix == _PREFIX and len(rest) == 2 else None

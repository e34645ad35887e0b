"""Windows of Slack: a form to fill in, what was filled in, an answer, the wait for one. Pure; a window is stateless.

In: an `Answer` with a form, or without. Out: the view that views.open and views.update take; of what Slack sends when
it is sent off, the options.

    await client.views_open(trigger_id=…, view=waiting_view(texts, address="C024BE91L"))
    await client.views_update(view_id=…, view=form_view(answer, address="C024BE91L"))
    filled(payload["view"])   # {"language": "fr", "times": "08:00"}

A window says for which place it is, so the bot may restart while it is open.
Sources: Slack's references of views, of input blocks and of their elements.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from bot.chats.slack_answers import lines, shown
from bot.chats.slack_markup import cut, escaped
from bot.chats.slack_mentions import mentioned, named
from bot.chats.slack_pages import joined
from bot.chats.slack_parts import (
    MAX_HEADER,
    MAX_IN_VIEW,
    MAX_OPTION,
    MAX_OPTION_VALUE,
    MAX_OPTIONS,
    Block,
    Element,
    action_id,
    context,
    header,
    option,
    plain_text,
    section,
)
from bot.commands.answers import Answer, Choice, FormField, Line
from bot.commands.table import COMMANDS, FORMS
from bot.formats.visible import length
from bot.texts import Texts

View: TypeAlias = dict[str, Any]  # as the API takes it

MAX_TITLE = 24  # and of what its buttons say
MAX_FIELD_LABEL, MAX_HINT, MAX_VALUE = 200, 500, 3000
LONG = 200  # characters; what may be longer is written on several lines

_REFUSAL = "refusal:"  # what the blocks of a refusal above a form are called
_OF_VIEW = ("type", "callback_id", "title", "submit", "close", "private_metadata")  # what is sent back as it came


# ---------------------------------------------------------------- windows


def form_view(answer: Answer, *, address: str, command: str = "/digest") -> View:
    """Return the window to fill in the form of an answer. Raises ValueError where it has none."""
    if answer.form is None:
        raise ValueError("this answer has no form")
    form, texts = answer.form, answer.texts
    fields = {field.option: field for field in form.fields[: MAX_IN_VIEW // 2]}
    title = cut(form.title, MAX_HEADER) or form.command
    is_whole = title == cut(title, MAX_TITLE)
    blocks = [
        *([] if is_whole else [header(title)]),
        *([] if address.startswith("@") else [context(f"<#{escaped(address)}>")]),
        *_above(answer, command),
        *(_block(form.command, field, texts, command) for field in fields.values()),
    ]
    view = _window(title if is_whole else texts.say("slack-window-title"), blocks, texts, address=address)
    view |= {"submit": _button(texts.say("slack-window-send")), "close": _button(texts.say("slack-window-cancel"))}
    return view | {"callback_id": action_id(form.command)}


def answer_view(answer: Answer, *, address: str, command: str = "/digest") -> View:
    """Return the window that shows an answer."""
    texts = answer.texts
    return _window(texts.say("slack-window-title"), shown(answer, command=command), texts, address=address)


def waiting_view(texts: Texts, *, address: str) -> View:
    """Return the window that is there until there is more to show."""
    blocks = [section(escaped(texts.say("slack-window-wait")))]
    return _window(texts.say("slack-window-title"), blocks, texts, address=address)


def form_again(view: Mapping[str, Any], answer: Answer, *, command: str = "/digest") -> View:
    """Return a window as it was filled in and sent off, below the answer that refuses it."""
    below = [_as_filled(block, view) for block in view["blocks"] if not _is_refusal(block)]
    above = shown(answer, command=command)[: MAX_IN_VIEW - len(below)]
    blocks = [block | {"block_id": f"{_REFUSAL}{number}"} for number, block in enumerate(above)]
    return {key: view[key] for key in _OF_VIEW if view.get(key)} | {"blocks": [*blocks, *below]}


# ---------------------------------------------------------------- what comes back


def filled(view: object) -> dict[str, str]:
    """Return the options that a window was sent off with; of what is none, nothing.

    Of several that were chosen each stands on a line. Blank ones are "": what that means, the command knows.
    """
    match view:
        case {"state": {"values": {**controls}}}:
            return {str(option): value for option in controls if (value := _value(controls[option])) is not None}
    return {}


def metadata(address: str) -> str:
    """Return what a window keeps of the place that it is for, until `address_in` reads it."""
    return json.dumps({"at": address})


def address_in(view: object) -> str | None:
    """Return the address of the place that a window is for; None where it says none."""
    match view:
        case {"private_metadata": str(kept)}:
            try:
                match json.loads(kept):
                    case {"at": str(address)} if address:
                        return address
            except ValueError:  # RecursionError cannot come: Slack takes no more than 3,000 characters
                return None
    return None


def _value(controls: object) -> str | None:
    """Return what stands in the one control of an input block."""
    match controls:
        case {**named_} if len(named_) == 1:
            match next(iter(named_.values())):
                case {"type": "plain_text_input", "value": str(value)}:
                    return value.strip()
                case {"type": "static_select", "selected_option": {"value": str(value)}}:
                    return value
                case {"type": "multi_static_select", "selected_options": [*options]}:
                    return "\n".join(each["value"] for each in options if _is_option(each))
                case {"type": "plain_text_input", "value": None} | {"type": "static_select", "selected_option": None}:
                    return ""
    return None


def _is_option(option: object) -> bool:
    match option:
        case {"value": str()}:
            return True
    return False


# ---------------------------------------------------------------- what they are made of


def _window(title: str, blocks: Sequence[Block], texts: Texts, *, address: str) -> View:
    return {
        "type": "modal",
        "title": _button(title),
        "close": _button(texts.say("slack-window-close")),
        "blocks": list(blocks),
        "private_metadata": metadata(address),
    }


def _button(words: str) -> Element:
    return plain_text(cut(words, MAX_TITLE) or "…", MAX_TITLE)


def _above(answer: Answer, command: str) -> list[Block]:
    """Return what is to be read before filling in; the title stands above all of it already."""
    is_told = answer.form and answer.headline in ("", answer.form.title)
    headline = [] if is_told else [Line(text=answer.headline)]
    above = list[Block]()
    for piece in lines([*headline, *answer.lines], command):
        above = joined(above, piece)
    return above[: MAX_IN_VIEW // 4]


def _block(of: str, field: FormField, texts: Texts, command: str) -> Block:
    """Return the field to fill in; where what stands in it is more than a window takes, what says so instead of it."""
    label = cut(field.label, MAX_FIELD_LABEL) or field.option
    element = _chosen(field) if field.choices else _typed(field, _room(of, field.option))
    if element is None:
        too_long = mentioned(escaped(texts.say("slack-field-too-long")), command)
        return section(f"*{escaped(label)}*\n{too_long}")
    block: Block = {"type": "input", "block_id": field.option, "label": plain_text(label, MAX_FIELD_LABEL)}
    if hint := cut(named(field.hint, command), MAX_HINT):
        block["hint"] = plain_text(hint, MAX_HINT)
    # All are optional: the command knows what it needs, and says so in the person's language.
    return block | {"element": {"action_id": field.option, **element}, "optional": True}


def _typed(field: FormField, most: int) -> Element | None:
    if length(field.value) > most:
        return None
    element: Element = {"type": "plain_text_input", "max_length": most, "multiline": most > LONG}
    return element | ({"initial_value": field.value} if field.value else {})


def _chosen(field: FormField) -> Element | None:
    """Return a menu. What is chosen now always stands in it, else it would be lost when the window is sent off."""
    now = list(dict.fromkeys(filter(None, field.value.split("\n") if field.takes_several else [field.value])))
    choices = {each.value: each for each in (*(Choice(value=value, label=value) for value in now), *field.choices)}
    options = {value: _option(choices[value]) for value in _in_order(field, now) if _fits(value)}
    if not options or len(now) > MAX_OPTIONS or not all(map(_fits, now)):
        return None
    shown_ = list(options.values())[:MAX_OPTIONS]
    chosen = [options[value] for value in now]
    if field.takes_several:
        return {"type": "multi_static_select", "options": shown_} | ({"initial_options": chosen} if chosen else {})
    return {"type": "static_select", "options": shown_} | ({"initial_option": chosen[0]} if chosen else {})


def _in_order(field: FormField, now: Sequence[str]) -> Iterator[str]:
    """Yield the values of a menu in their order; those that are chosen first where they might not be reached."""
    values = list(dict.fromkeys(each.value for each in field.choices))
    if not set(now) <= set(values[:MAX_OPTIONS]):
        yield from now
    yield from values


def _option(choice: Choice) -> Element:
    return option(cut(choice.label, MAX_OPTION) or cut(choice.value, MAX_OPTION) or "…", choice.value)


def _fits(value: str) -> bool:
    return 0 < length(value) <= MAX_OPTION_VALUE


def _room(command: str, option: str) -> int:
    """Return how many characters may be written for an option."""
    every = {**COMMANDS, **FORMS}
    options = every[command].options if command in every else ()
    return min([MAX_VALUE, *(each.high for each in options if each.name == option and each.kind.value == "text")])


# ---------------------------------------------------------------- a form once more


def _is_refusal(block: Mapping[str, Any]) -> bool:
    return str(block.get("block_id", "")).startswith(_REFUSAL)


def _as_filled(block: Mapping[str, Any], view: Mapping[str, Any]) -> Block:
    """Return a block of a window; what was written or chosen stands in it at first."""
    if block.get("type") != "input":
        return dict(block)
    element = {key: value for key, value in block["element"].items() if not key.startswith("initial_")}
    held = view["state"]["values"].get(block["block_id"], {}).get(element["action_id"], {})
    # Slack refuses an option that differs from the one of the menu in a single character, as what comes back may.
    options = {each["value"]: each for each in element.get("options", ())}
    if held.get("value"):
        element["initial_value"] = held["value"]
    if chosen := options.get((held.get("selected_option") or {}).get("value")):
        element["initial_option"] = chosen
    if several := [options[each["value"]] for each in held.get("selected_options") or () if each["value"] in options]:
        element["initial_options"] = several
    return {**block, "element": element}

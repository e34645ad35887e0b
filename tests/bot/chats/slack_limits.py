"""What Slack refuses in messages and windows: raises `Refused` with the code that Slack answers with.

check_message({"text": "Rain", "blocks": [...]})      # Refused("invalid_blocks", "/blocks/0/text: …")
check_view({"type": "modal", ...}, kind="modal")      # Refused("invalid_arguments", …)

Sources: Slack's reference of Block Kit and of views; slack_sdk.models, through which every block goes as well; that a
message of more than 13,200 characters in its blocks is refused is measured (slackapi/bolt-js, issue 2509).
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn
from urllib.parse import urlsplit

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.formats.visible import length

Json = dict[str, Any]

_TEXT, _BLOCKS_TEXT, _IN_MESSAGE, _IN_VIEW, _VIEW_BYTES = 40_000, 13_200, 50, 100, 250_000
_ELEMENT = {"type", "action_id", "confirm", "focus_on_load", "placeholder"}
_PICKED = _ELEMENT | {"options", "option_groups"}
_KEYS = {  # what a block or an element may say; anything else is refused
    "section": {"text", "fields", "accessory", "expand"},
    "header": {"text"},
    "divider": set[str](),
    "context": {"elements"},
    "actions": {"elements"},
    "input": {"label", "element", "dispatch_action", "hint", "optional"},
    "rich_text": {"elements"},
    "rich_text_section": {"type", "elements"},
    "rich_text_preformatted": {"type", "elements", "border"},
    "rich_text_quote": {"type", "elements", "border"},
    "text": {"type", "text", "style"},
    "link": {"type", "url", "text", "style", "unsafe"},
    "button": {"type", "action_id", "confirm", "text", "url", "value", "style", "accessibility_label"},
    "static_select": _PICKED | {"initial_option"},
    "multi_static_select": _PICKED | {"initial_options", "max_selected_items"},
    "overflow": {"type", "action_id", "confirm", "options"},
    "checkboxes": (_PICKED | {"initial_options"}) - {"placeholder", "option_groups"},
    "radio_buttons": (_PICKED | {"initial_option"}) - {"placeholder", "option_groups"},
    "plain_text_input": (_ELEMENT - {"confirm"})
    | {"initial_value", "multiline", "min_length", "max_length", "dispatch_action_config"},
    "timepicker": _ELEMENT | {"initial_time", "timezone"},
    "mrkdwn": {"type", "text", "verbatim"},
    "plain_text": {"type", "text", "emoji"},
}
_BLOCKS = {"section", "header", "divider", "context", "actions", "input", "rich_text"}
_RICH, _IN_RICH = {"rich_text_section", "rich_text_preformatted", "rich_text_quote"}, {"text", "link"}
_TEXTS = {"mrkdwn", "plain_text"}
_BUTTONS = {"button", "overflow"}
_FIELDS = {"static_select", "multi_static_select", "checkboxes", "radio_buttons", "plain_text_input", "timepicker"}
_IN_ACTIONS = (_BUTTONS | _FIELDS) - {"plain_text_input", "multi_static_select"}
_VIEW_KEYS = {"type", "blocks", "private_metadata", "callback_id", "external_id"}
_MODAL_KEYS = _VIEW_KEYS | {"title", "submit", "close", "clear_on_close", "notify_on_close"}
_STRINGS = {"action_id": 255, "url": 3000, "accessibility_label": 75, "initial_value": 3000}
_OPTIONS = {"static_select": 100, "multi_static_select": 100, "overflow": 5, "checkboxes": 10, "radio_buttons": 10}


class Refused(Exception):
    """An answer that says no."""

    def __init__(self, code: str, detail: str = "", **more: Any) -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail
        self.more = more


def check_message(body: Mapping[str, Any]) -> None:
    """Refuse what chat.postMessage, chat.postEphemeral or a response_url would refuse."""
    text, blocks = body.get("text"), body.get("blocks")
    if not text and not blocks:
        raise Refused("no_text")
    if text is not None and length(text) > _TEXT:
        raise Refused("msg_too_long")
    if blocks:
        check_blocks(blocks, most=_IN_MESSAGE)
        if sum(length(each) for each in texts_in(blocks)) > _BLOCKS_TEXT:
            raise Refused("msg_blocks_too_long")


def check_view(view: Any, *, kind: str) -> None:
    """Refuse what views.open, views.update (kind "modal") or views.publish ("home") would refuse."""
    try:
        _check_view(view, kind)
    except Refused as refused:
        if refused.code != "invalid_blocks":
            raise
        raise Refused("invalid_arguments", refused.detail) from None


def _check_view(view: Any, kind: str) -> None:
    if not isinstance(view, dict) or view.get("type") != kind:
        _no("/view/type", f"must be {kind}")
    if len(json.dumps(view, ensure_ascii=False).encode()) > _VIEW_BYTES:
        raise Refused("view_too_large")
    if unknown := set(view) - (_MODAL_KEYS if kind == "modal" else _VIEW_KEYS):
        _no("/view", f"no such property: {sorted(unknown)}")
    for name in ("title", "submit", "close"):
        if name in view:
            _check_text(view[name], f"/view/{name}", 24, only="plain_text")
    if kind == "modal" and "title" not in view:
        _no("/view", "a title is required")
    for name, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if length(view.get(name, "")) > most:
            _no(f"/view/{name}", f"must be at most {most} characters")
    check_blocks(view.get("blocks"), most=_IN_VIEW, at="/view/blocks")
    if kind == "modal" and "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        _no("/view/submit", "is required where there is an input block")
    try:
        View(**view).validate_json()
    except SlackObjectFormationError as error:
        _no("/view", str(error))


def check_blocks(blocks: Any, *, most: int, at: str = "/blocks") -> None:
    """Refuse blocks as Slack does, and those that its own models refuse."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if not 1 <= len(blocks) <= most:
        _no(at, f"must be 1 to {most} items")
    ids: set[str] = set()
    for number, block in enumerate(blocks):
        here = f"{at}/{number}"
        _check_block(block, here)
        if block_id := block.get("block_id"):
            if block_id in ids:
                _no(here, f"block_id {block_id} already exists")
            ids.add(block_id)
        try:
            parsed = Block.parse(block)
            assert parsed is not None
            parsed.to_dict()  # validates this block and what is in it
        except (SlackObjectFormationError, TypeError) as error:
            _no(here, str(error))


def texts_in(part: Any) -> Iterator[str]:
    """Give every text that stands in blocks, elements or windows, as it was sent."""
    if isinstance(part, dict):
        if part.get("type") in _TEXTS | _IN_RICH and "text" in part:
            yield part["text"]
        for each in part.values():
            yield from texts_in(each)
    elif isinstance(part, list):
        for each in part:
            yield from texts_in(each)


def _check_block(block: Any, at: str) -> None:
    kind = block.get("type") if isinstance(block, dict) else None
    if kind not in _BLOCKS:
        _no(at, f"unsupported block {kind}")
    _check_keys(block, at, _KEYS[kind] | {"type", "block_id"})
    if "block_id" in block:
        _check_string(block["block_id"], f"{at}/block_id", 255)
    match kind:
        case "section":
            _check_section(block, at)
        case "header":
            _check_text(block.get("text"), f"{at}/text", 150, only="plain_text")
        case "context":
            for element in _some(block, "elements", at, 10, is_required=True):
                _check_text(element, f"{at}/elements", 3000)
        case "actions":
            elements = _some(block, "elements", at, 25, is_required=True)
            for element in elements:
                _check_element(element, f"{at}/elements", _IN_ACTIONS)
            _check_unique([each["action_id"] for each in elements if "action_id" in each], at)
        case "input":
            _check_text(block.get("label"), f"{at}/label", 2000, only="plain_text")
            if "hint" in block:
                _check_text(block["hint"], f"{at}/hint", 2000, only="plain_text")
            _check_element(block.get("element"), f"{at}/element", _FIELDS)
        case "rich_text":
            _check_rich(block, at)


def _check_section(block: Json, at: str) -> None:
    if "text" not in block and "fields" not in block:
        _no(at, "text or fields are required")
    if "text" in block:
        _check_text(block["text"], f"{at}/text", 3000)
    for field in _some(block, "fields", at, 10):
        _check_text(field, f"{at}/fields", 2000)
    if "accessory" in block:
        _check_element(block["accessory"], f"{at}/accessory", _IN_ACTIONS | {"multi_static_select"})


def _check_rich(block: Json, at: str) -> None:
    for part in _some(block, "elements", at, 100, is_required=True):
        if not isinstance(part, dict) or part.get("type") not in _RICH:
            _no(at, "unsupported element of rich_text")
        _check_keys(part, at, _KEYS[part["type"]])
        for each in _some(part, "elements", at, 1000, is_required=True):
            if not isinstance(each, dict) or each.get("type") not in _IN_RICH:
                _no(at, "unsupported element in rich_text")
            _check_keys(each, at, _KEYS[each["type"]])
            if each["type"] == "text" or "text" in each:
                _check_string(each.get("text"), f"{at}/text", _TEXT)
            if each["type"] == "link" and not _is_of_the_web(each.get("url", "")):
                _no(f"{at}/url", "must be a valid URL")


def _check_element(element: Any, at: str, allowed: set[str]) -> None:
    kind = element.get("type") if isinstance(element, dict) else None
    if kind not in allowed:
        _no(at, f"unsupported element {kind}")
    _check_keys(element, at, _KEYS[kind])
    for name, most in _STRINGS.items():
        if name in element:
            _check_string(element[name], f"{at}/{name}", most)
    if kind == "button":
        _check_text(element.get("text"), f"{at}/text", 75, only="plain_text")
        _check_string(element.get("value", "-"), f"{at}/value", 2000)
        if "url" in element and not _is_of_the_web(element["url"]):
            _no(f"{at}/url", "must be a valid URL")
        if element.get("style", "primary") not in ("primary", "danger"):
            _no(f"{at}/style", "must be primary or danger")
    if "placeholder" in element:
        _check_text(element["placeholder"], f"{at}/placeholder", 150, only="plain_text")
    if "confirm" in element:
        _check_confirm(element["confirm"], f"{at}/confirm")
    if kind in _OPTIONS:
        _check_options(element, at, _OPTIONS[kind])
    if kind == "plain_text_input":
        _check_typed(element, at)


def _check_options(element: Json, at: str, most: int) -> None:
    groups = _some(element, "option_groups", at, 100)
    if ("options" in element) == bool(groups):
        _no(at, "either options or option_groups are required")
    for group in groups:
        _check_keys(group, at, {"label", "options"})
        _check_text(group.get("label"), f"{at}/option_groups/label", 75, only="plain_text")
    options = [each for holder in groups or [element] for each in _some(holder, "options", at, most, is_required=True)]
    only = None if element["type"] in ("checkboxes", "radio_buttons") else "plain_text"
    for option in options:
        _check_keys(option, f"{at}/options", {"text", "value", "description", "url"})
        _check_text(option.get("text"), f"{at}/options/text", 75, only=only)
        _check_string(option.get("value"), f"{at}/options/value", 150)
        if "description" in option:
            _check_text(option["description"], f"{at}/options/description", 75)
    chosen = [element["initial_option"]] if "initial_option" in element else []
    for option in chosen + _some(element, "initial_options", at, most):
        if option not in options:
            _no(at, "what is chosen first must be one of the options")


def _check_typed(element: Json, at: str) -> None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if not 0 <= least <= most <= 3000 or most == 0:
        _no(at, "min_length and max_length must be within 0 to 3000")
    if "initial_value" in element and length(element["initial_value"]) > most:
        _no(f"{at}/initial_value", f"must be at most {most} characters")


def _check_confirm(confirm: Json, at: str) -> None:
    _check_keys(confirm, at, {"title", "text", "confirm", "deny", "style"})
    for name, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        _check_text(confirm.get(name), f"{at}/{name}", most, only=None if name == "text" else "plain_text")


def _check_text(text: Any, at: str, most: int, *, only: str | None = None) -> None:
    kind = text.get("type") if isinstance(text, dict) else None
    if kind not in _TEXTS or kind != (only or kind):
        _no(at, f"must be a text object, {only or 'plain_text or mrkdwn'}")
    _check_keys(text, at, _KEYS[kind])
    _check_string(text.get("text"), f"{at}/text", most)
    if not text["text"].strip():
        _no(at, "must not be empty")


def _check_string(value: Any, at: str, most: int) -> None:
    if not isinstance(value, str) or not 1 <= length(value) <= most:
        _no(at, f"must be a string of 1 to {most} characters")


def _check_unique(ids: list[str], at: str) -> None:
    if len(ids) != len(set(ids)):
        _no(at, "the same action_id stands twice in this block")


def _check_keys(part: Any, at: str, allowed: set[str]) -> None:
    if not isinstance(part, dict):
        _no(at, "must be an object")
    if unknown := set(part) - allowed:
        _no(at, f"no such property: {sorted(unknown)}")


def _some(holder: Json, name: str, at: str, most: int, *, is_required: bool = False) -> list[Any]:
    if name not in holder and not is_required:
        return []
    found = holder.get(name)
    if not isinstance(found, list) or not 1 <= len(found) <= most:
        _no(f"{at}/{name}", f"must be 1 to {most} items")
    return found


def _is_of_the_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _no(at: str, why: str) -> NoReturn:
    raise Refused("invalid_blocks", f"{why} [json-pointer:{at}]")

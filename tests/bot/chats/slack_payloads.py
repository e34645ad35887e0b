"""What Slack sends when a person does something: the bodies of commands, buttons, windows, shortcuts and events. Pure.

pressed(scene, READER, message, block, element)    # a block_actions payload without trigger_id and response_url

Sources: Slack's reference of interaction payloads and of the events named here.
"""

from typing import Any

from tests.bot.chats.slack_limits import Json
from tests.bot.chats.slack_methods import as_message, as_view
from tests.bot.chats.slack_scene import APP_ID, Channel, Scene, Shown, Window, elements_in

_TYPED = {"plain_text_input": "value", "timepicker": "selected_time"}
_ONE, _SEVERAL = ("static_select", "radio_buttons"), ("multi_static_select", "checkboxes")


def commanded(scene: Scene, user: str, channel: Channel, command: str, text: str) -> Json:
    """Return the form of a slash command."""
    team = scene.teams[channel.team]
    about = {"token": "of-no-use", "team_id": team.id, "team_domain": team.id.lower(), "api_app_id": APP_ID}
    about |= {"channel_id": channel.id, "channel_name": _name_of(channel), "is_enterprise_install": "false"}
    return about | {"user_id": user, "user_name": scene.people[user].name.lower(), "command": command, "text": text}


def pressed(scene: Scene, user: str, at: Shown | Window, block: Json, action: Json) -> Json:
    """Return the payload of a button pressed or a menu chosen from in a message, a window or a home."""
    action = {"block_id": block["block_id"], **action, "action_ts": scene.ts()}
    payload = _interactive(scene, "block_actions", user, at.team)
    if isinstance(at, Window):
        container: Json = {"type": "view", "view_id": at.id}
        return {**payload, "container": container, "view": filled_view(at), "actions": [action]}
    container = {"type": "message", "message_ts": at.ts, "channel_id": at.channel, "is_ephemeral": at.to is not None}
    container["is_app_unfurl"] = False
    if at.thread_ts:
        container["thread_ts"] = at.thread_ts
    payload |= {"container": container, "channel": _channel(scene, at), "state": {"values": {}}, "actions": [action]}
    return payload | ({"message": _message(scene, at)} if at.to is None else {})


def submitted(scene: Scene, window: Window) -> Json:
    """Return the payload of a window that is sent off, as it is filled in now."""
    payload = _interactive(scene, "view_submission", window.user, window.team)
    return payload | {"view": filled_view(window), "response_urls": []}


def closed(scene: Scene, window: Window) -> Json:
    """Return the payload of a window that is closed."""
    payload = _interactive(scene, "view_closed", window.user, window.team)
    return payload | {"view": filled_view(window), "is_cleared": False}


def about_message(scene: Scene, user: str, shown: Shown, callback_id: str) -> Json:
    """Return the payload of a shortcut that is called on a message."""
    payload = _interactive(scene, "message_action", user, shown.team)
    payload |= {"callback_id": callback_id, "channel": _channel(scene, shown), "message_ts": shown.ts}
    return payload | {"message": _message(scene, shown), "action_ts": scene.ts()}


def told(scene: Scene, team: str, event: Json) -> Json:
    """Return an event in its envelope, with a new event_id."""
    authorization = {"enterprise_id": None, "team_id": team, "user_id": scene.teams[team].bot}
    return {
        **{"token": "of-no-use", "team_id": team, "api_app_id": APP_ID, "type": "event_callback"},
        **{"event": {"event_ts": scene.ts(), **event}, "event_id": scene.id("Ev")},
        **{"event_time": int(scene.now.timestamp()), "is_ext_shared_channel": False},
        "authorizations": [{**authorization, "is_bot": True, "is_enterprise_install": False}],
    }


def home_opened(scene: Scene, user: str) -> Json:
    """Return the event of a person who opens the home of the app."""
    team = scene.people[user].team
    event: Json = {"type": "app_home_opened", "user": user, "channel": scene.direct(team, user).id, "tab": "home"}
    return event | ({"view": as_view(scene.homes[user])} if user in scene.homes else {})


def tokens_revoked(bot: str) -> Json:
    """Return the event of a bot whose token is worth nothing any more."""
    return {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot]}}


def filled_view(window: Window) -> Json:
    """Return a window with what stands in its fields."""
    values: dict[str, Json] = {}
    for block, element in elements_in(window.blocks):
        value = window.typed.get((block["block_id"], element["action_id"]), _first(element))
        if (held := _held(element["type"], value)) is not None:
            values.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"], **held}
    return as_view(window) | {"state": {"values": values}}


def value_of(element: Json, said: Any) -> Any:
    """Return what a field holds after a person typed or chose that: text, or the labels or values of options."""
    if element["type"] in _TYPED:
        return said
    if element["type"] in _SEVERAL:
        return [option_of(element, each) for each in said]
    return option_of(element, said)


def option_of(element: Json, said: str) -> Json:
    """Return the option of a menu with this label or value, as payloads hold it."""
    options = [each for group in element.get("option_groups", [element]) for each in group["options"]]
    for option in options:
        if said in (option["text"]["text"], option["value"]):
            return {name: option[name] for name in ("text", "value")}
    raise LookupError(f"no option {said!r} among {[each['text']['text'] for each in options]}")


def _first(element: Json) -> Any:
    for name in ("initial_value", "initial_time", "initial_option", "initial_options"):
        if name in element:
            return element[name]
    return None


def _held(kind: str, value: Any) -> Json | None:
    if kind in _TYPED:
        return {_TYPED[kind]: value or None}
    if kind in _ONE:
        return {"selected_option": value}
    return {"selected_options": value or []} if kind in _SEVERAL else None


def _interactive(scene: Scene, kind: str, user: str, team: str) -> Json:
    person = scene.people[user]
    who = {"id": user, "username": person.name.lower(), "name": person.name.lower(), "team_id": person.team}
    where = {"team": {"id": team, "domain": team.lower()}, "enterprise": None, "is_enterprise_install": False}
    return {"type": kind, "user": who, "api_app_id": APP_ID, "token": "of-no-use", **where}


def _message(scene: Scene, shown: Shown) -> Json:
    # The first message of a thread has a thread_ts too, its own, once somebody answered.
    is_first = bool(scene.messages(shown.channel, thread_ts=shown.ts))
    return as_message(shown) | ({"thread_ts": shown.ts} if is_first else {})


def _channel(scene: Scene, shown: Shown) -> Json:
    return {"id": shown.channel, "name": _name_of(scene.channels[shown.channel])}


def _name_of(channel: Channel) -> str:
    return "privategroup" if channel.is_private else channel.name

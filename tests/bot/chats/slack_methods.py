"""What each method of Slack's Web API does in the scene, and what it answers; `Refused` where Slack says no.

done(scene, "chat.postMessage", BOT_TOKEN, {"channel": CHANNEL, "text": "Rain"})   # {"channel": …, "ts": …}

Sources: Slack's reference of each method. A reply to a message that is not there is refused (Slack takes it and shows
it nowhere).
"""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.bot.chats.slack_limits import Json, Refused, check_message, check_view
from tests.bot.chats.slack_scene import APP_ID, BOT, OTHER_BOT, Channel, Scene, Shown, Team, Window

_TS = re.compile(r"\d{10}\.\d{6}")


def done(scene: Scene, method: str, token: str | None, args: Json) -> Json:
    """Do what is asked with this token; return the answer without its "ok"."""
    if token is None:
        raise Refused("not_authed")
    team = next((team for team in scene.teams.values() if team.token == token), None)
    if team is None:
        raise Refused("invalid_auth")
    if team.error:
        raise Refused(team.error)
    needed, does = _METHODS.get(method, ("", None))
    if does is None:
        raise Refused("unknown_method")
    if needed and not team.scopes & set(needed.split()):
        raise Refused("missing_scope", needed=needed.split()[0], provided=",".join(sorted(team.scopes)))
    return does(scene, team, args)


def _auth_test(scene: Scene, team: Team, args: Json) -> Json:
    about = {"url": f"https://{team.id.lower()}.slack.example/", "team": team.name, "user": "digestbot"}
    return {
        **about,
        "team_id": team.id,
        "user_id": team.bot,
        "bot_id": f"B{team.bot[1:]}",
        "is_enterprise_install": False,
    }


def _post_message(scene: Scene, team: Team, args: Json) -> Json:
    channel = channel_for(scene, team, str(args.get("channel")))
    args = unpacked(args, "blocks")
    check_message(args)
    _check_thread(scene, channel, args)
    shown = scene.post(team, channel, args)
    return {"channel": channel.id, "ts": shown.ts, "message": as_message(shown)}


def _post_ephemeral(scene: Scene, team: Team, args: Json) -> Json:
    channel = channel_for(scene, team, str(args.get("channel")))
    args = unpacked(args, "blocks")
    check_message(args)
    person = scene.people.get(str(args.get("user")))
    is_in = person is not None and (person.team == channel.team or person.id in channel.guests)
    if person is None or not is_in or channel.person not in (None, person.id):
        raise Refused("user_not_in_channel")
    _check_thread(scene, channel, args)
    return {"message_ts": scene.post(team, channel, args, to=person.id).ts}


def channel_for(scene: Scene, team: Team, address: str) -> Channel:
    """Return the channel that a bot may post to under this address. Raises Refused."""
    person = scene.people.get(address)
    if person:
        if person.is_bot or person.deleted or person.team != team.id:
            raise Refused("channel_not_found" if not person.is_bot else "cannot_dm_bot")
        return scene.direct(team.id, person.id)
    channel = scene.channels.get(address)
    if channel is None or channel.team != team.id or (channel.is_private and not channel.has_bot):
        raise Refused("channel_not_found")
    if channel.is_archived:
        raise Refused("is_archived")
    if not channel.has_bot and "chat:write.public" not in team.scopes:
        raise Refused("not_in_channel")
    return channel


def _check_thread(scene: Scene, channel: Channel, args: Json) -> None:
    thread_ts = args.get("thread_ts")
    if thread_ts is None:
        return
    if not _TS.fullmatch(str(thread_ts)):
        raise Refused("invalid_thread_ts")
    if not scene.is_there(channel.id, thread_ts):
        raise Refused("thread_not_found")


def as_message(shown: Shown) -> Json:
    """Return a message as answers and payloads hold it."""
    about: Json = {"type": "message", "user": shown.author, "ts": shown.ts, "team": shown.team, "text": ""}
    if shown.author in (BOT, OTHER_BOT):
        about |= {"app_id": APP_ID, "bot_id": f"B{shown.author[1:]}"}
    if shown.thread_ts:
        about["thread_ts"] = shown.thread_ts
    return {**about, **shown.body}


def _users_info(scene: Scene, team: Team, args: Json) -> Json:
    person = scene.people.get(str(args.get("user")))
    if person is None:
        raise Refused("user_not_found")
    user: Json = {"id": person.id, "team_id": person.team, "name": person.name.lower(), "real_name": person.name}
    user |= {"deleted": person.deleted, "is_bot": person.is_bot, "is_app_user": False, "updated": 1_700_000_000}
    user["profile"] = {"real_name": person.name, "display_name": person.name}
    if person.team != team.id:
        return {"user": user | {"is_stranger": True, "tz": person.tz}}
    user |= {"tz": person.tz, "tz_label": person.tz, "tz_offset": 3600, "is_restricted": person.is_restricted}
    user |= {"is_admin": person.is_admin or person.is_owner, "is_owner": person.is_owner, "is_primary_owner": False}
    user["is_ultra_restricted"] = False
    if str(args.get("include_locale")).lower() in ("1", "true"):
        user["locale"] = person.locale
    return {"user": user}


def _conversations_info(scene: Scene, team: Team, args: Json) -> Json:
    channel = scene.channels.get(str(args.get("channel")))
    if channel is None or channel.team != team.id or (channel.is_private and not channel.has_bot):
        raise Refused("channel_not_found")
    needed = "im:read" if channel.person else "groups:read" if channel.is_private else "channels:read"
    if needed not in team.scopes:
        raise Refused("missing_scope", needed=needed, provided=",".join(sorted(team.scopes)))
    about: Json = {"id": channel.id, "created": 1_700_000_000, "is_archived": channel.is_archived}
    if channel.person:
        return {"channel": about | {"is_im": True, "user": channel.person}}
    about |= {"name": channel.name, "creator": channel.creator, "is_channel": True, "is_member": channel.has_bot}
    about |= {"is_private": channel.is_private, "is_im": False, "is_mpim": False, "is_general": False}
    return {"channel": about | {"context_team_id": team.id, "is_ext_shared": bool(channel.guests)}}


def _views_open(scene: Scene, team: Team, args: Json) -> Json:
    view: Any = unpacked(args, "view").get("view")
    check_view(view, kind="modal")
    user = scene.pull(args.get("trigger_id"), team.id).user
    window = scene.open(team.id, user, view)
    scene.windows(user).append(window)
    return {"view": as_view(window)}


def _views_update(scene: Scene, team: Team, args: Json) -> Json:
    window = scene.window(args.get("view_id"))
    view: Any = unpacked(args, "view").get("view")
    check_view(view, kind=window.view["type"])
    if args.get("hash") not in (None, window.hash):
        raise Refused("hash_conflict")
    scene.show(window, view)
    return {"view": as_view(window)}


def _views_publish(scene: Scene, team: Team, args: Json) -> Json:
    person = scene.people.get(str(args.get("user_id")))
    if person is None or person.is_bot:
        raise Refused("invalid_arguments", "user_id")
    view: Any = unpacked(args, "view").get("view")
    check_view(view, kind="home")
    window = scene.homes.get(person.id)
    if window is None:
        window = scene.homes[person.id] = scene.open(team.id, person.id, view)
    elif args.get("hash") not in (None, window.hash):
        raise Refused("hash_conflict")
    else:
        scene.show(window, view)
    return {"view": as_view(window)}


def as_view(window: Window) -> Json:
    """Return a window as answers and payloads hold it; what is filled in is not part of it."""
    about: Json = {"id": window.id, "team_id": window.team, "hash": window.hash, "root_view_id": window.id}
    about |= {"previous_view_id": None, "app_id": APP_ID, "app_installed_team_id": window.team, "bot_id": "B0DIGEST1"}
    rest: Json = {"callback_id": "", "private_metadata": "", "external_id": "", "title": None, "submit": None}
    rest |= {"close": None, "clear_on_close": False, "notify_on_close": False, "state": {"values": {}}}
    return {**about, **rest, **window.view}


def unpacked(args: Json, name: str) -> Json:
    """Return arguments with one read that was sent as JSON in a form."""
    if not isinstance(args.get(name), str):
        return args
    try:
        return {**args, name: json.loads(args[name])}
    except ValueError:
        raise Refused("invalid_blocks_format" if name == "blocks" else "invalid_arguments") from None


_METHODS: dict[str, tuple[str, Callable[[Scene, Team, Json], Json]]] = {  # the scope that each needs, one of them
    "auth.test": ("", _auth_test),
    "chat.postMessage": ("chat:write", _post_message),
    "chat.postEphemeral": ("chat:write", _post_ephemeral),
    "users.info": ("users:read", _users_info),
    "conversations.info": ("", _conversations_info),
    "views.open": ("", _views_open),
    "views.update": ("", _views_update),
    "views.publish": ("", _views_publish),
}


def respond(scene: Scene, key: str, body: Any) -> None:
    """Do what is posted to a response_url. Raises Refused."""
    if not isinstance(body, dict):
        raise Refused("invalid_payload")
    url = scene.use(key)
    team, channel = scene.teams[url.team], scene.channels[url.channel]
    if body.get("delete_original") and url.on:
        return scene.delete(url.on)
    check_message(body)
    _check_thread(scene, channel, body)
    # Who presses a button and is answered without a word on it has the message itself replaced.
    if url.on and body.get("replace_original", "response_type" not in body):
        return scene.replace(url.on, body)
    scene.post(team, channel, body, to=None if body.get("response_type") == "in_channel" else url.user)
    return None

"""What Slack is to know of the app: its manifest, from which Slack makes an app in one step. Pure.

In: the settings. Out: YAML. With Socket Mode, which is the default, it holds no address; with HTTP those under which
Slack reaches the bot.

    print(manifest(read_tokens()))

Its fields and limits are those of Slack's reference of app manifests. A scope that is optional stands in both lists.
Slack's own words for an app have one language.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.settings import Tokens, problems_of
from bot.texts import texts_for
from digests.errors import BadRequest

# Nothing of them lets the bot read what people write. With the optional one it posts in public channels that it has not
# been added to.
OPTIONAL_SCOPES = ("chat:write.public",)
SCOPES = ("commands", "chat:write", "users:read", *OPTIONAL_SCOPES)
EVENTS = ("app_home_opened", "app_uninstalled", "tokens_revoked")  # none of them asks for a scope
ABOUT = "about"  # what a message is asked by

EVENTS_PATH = "/slack/events"  # of events, commands and buttons alike
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"

APP_NAME = "digestbot"
_DESCRIPTION = "The news of many feeds in many languages, as one short digest in yours."
_LONG_DESCRIPTION = (
    "digestbot reads news feeds in many languages and posts one short digest in the language of your channel, at the"
    " hours you choose. Articles about the same event are one story, across languages, and each story is told by"
    " sentences quoted word for word from its articles, each with its source. Everybody may ask for more: a story in"
    " full, all its sources, a search, or a note when there is news on it. It reads no messages of yours."
)
_COMMAND_DESCRIPTION = "Get the news in your language, or set up the digest of a channel"
_COMMAND_HINT = "help, now, search WORDS, story ID, setup, settings"
_SHORTCUT_DESCRIPTION = "Tell what a story of the digest is about"
_COLOUR = "#1f3a5f"

_USED = ("SLACK_COMMAND ", "SLACK_PUBLIC_URL ")  # with what is wrong with others there may be a manifest
_PUBLIC_URL = re.compile(r"https://[!-~]+")


def manifest(settings: Tokens) -> str:
    """Return the manifest as YAML.

    Raises BadRequest where a setting that it is made of is missing or could not be used by Slack.
    """
    for problem in problems_of(settings):
        if problem.startswith(_USED):
            raise BadRequest(problem)
    if settings.slack_public_url and not _PUBLIC_URL.fullmatch(settings.slack_public_url):
        raise BadRequest("SLACK_PUBLIC_URL is no address that Slack takes; write one that begins with https://")
    events = public_address(settings, EVENTS_PATH) if _is_by_http(settings) else None
    return "\n".join(_lines(_fields(settings, events))) + "\n"


def public_address(settings: Tokens, path: str) -> str:
    """Return under which address Slack and browsers find the path; raises BadRequest where there is none."""
    if not settings.slack_public_url:
        raise BadRequest("SLACK_PUBLIC_URL is not set; write the https:// address by which Slack reaches the bot")
    return settings.slack_public_url.rstrip("/") + path


def _is_by_http(settings: Tokens) -> bool:
    """Return whether Slack sends requests; of settings that hold no token yet this is not what was meant."""
    has_chosen = settings.slack_mode or settings.slack_app_token or settings.slack_signing_secret
    return bool(has_chosen) and settings.slack_listens_by == "http"


def _fields(settings: Tokens, events: str | None) -> dict[str, Any]:
    oauth: dict[str, Any] = {"scopes": {"bot": SCOPES, "bot_optional": OPTIONAL_SCOPES}}
    if settings.slack_public_url:
        oauth["redirect_urls"] = [public_address(settings, REDIRECT_PATH)]
    return {
        "display_information": {
            "name": APP_NAME,
            "description": _DESCRIPTION,
            "long_description": _LONG_DESCRIPTION,
            "background_color": _COLOUR,
        },
        "features": _features(settings.slack_command, events),
        "oauth_config": oauth,
        "settings": {
            "event_subscriptions": _requested(events) | {"bot_events": EVENTS},
            "interactivity": {"is_enabled": True} | _requested(events),
            # Of a whole organisation one token would be kept, and nothing says of which workspaces it is.
            "org_deploy_enabled": False,
            "socket_mode_enabled": events is None,
            "token_rotation_enabled": False,  # a digest may be the first thing in weeks that asks for the token
        },
    }


def _features(command: str, events: str | None) -> dict[str, Any]:
    return {
        # The tab of messages must not be read-only: commands are typed there, too.
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": APP_NAME, "always_online": True},
        "shortcuts": [
            {
                "name": texts_for("en").say("about-this-story"),
                "type": "message",
                "callback_id": ABOUT,
                "description": _SHORTCUT_DESCRIPTION,
            }
        ],
        "slash_commands": [
            {"command": command}
            | ({"url": events} if events else {})
            | {
                "description": _COMMAND_DESCRIPTION,
                "usage_hint": _COMMAND_HINT,
                "should_escape": True,  # else a person arrives as a name, which may be anybody's
            }
        ],
    }


def _requested(events: str | None) -> dict[str, Any]:
    return {"request_url": events} if events else {}


def _lines(value: Mapping[str, Any] | Sequence[Any]) -> Iterator[str]:
    """Yield mappings and lists as YAML in blocks; every scalar in them as JSON, which YAML reads the same.

    >>> list(_lines({"scopes": ["commands"], "is_enabled": True}))
    ['scopes:', '  - "commands"', 'is_enabled: true']
    """
    for key, inner in value.items() if isinstance(value, Mapping) else ((None, each) for each in value):
        lead = "-" if key is None else f"{key}:"
        if not isinstance(inner, (Mapping, list, tuple)):
            yield f"{lead} {json.dumps(inner, ensure_ascii=False)}"
        elif key is None:
            first, *rest = _lines(inner)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)
        else:
            yield lead
            yield from (f"  {line}" for line in _lines(inner))

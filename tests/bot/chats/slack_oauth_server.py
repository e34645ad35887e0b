"""What oauth.v2.access answers: a code that a browser brought from Slack is changed for a bot's token, once.

slack.codes["code-1"] = Code(team=OTHER_TEAM, user=STRANGER)
"""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass

from tests.bot.chats.slack_limits import Json, Refused
from tests.bot.chats.slack_scene import APP_ID, Scene

CLIENT_ID, CLIENT_SECRET = "24.61", "c0ffee"


@dataclass(slots=True, kw_only=True)
class Code:
    """What a person allowed on Slack's page."""

    team: str
    user: str
    redirect_uri: str | None = None  # that the page was asked with; None: any
    is_used: bool = False


def access(scene: Scene, codes: Mapping[str, Code], authorization: str, args: Json) -> Json:
    """Change a code for a token, and install the app in its team. Raises Refused."""
    client = b64decode(authorization.removeprefix("Basic ")).decode() if authorization else ""
    if client not in (f"{CLIENT_ID}:{CLIENT_SECRET}", ""):
        raise Refused("invalid_client_id" if not client.startswith(f"{CLIENT_ID}:") else "bad_client_secret")
    if not client and (args.get("client_id"), args.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
        raise Refused("invalid_client_id")
    code = codes.get(str(args.get("code")))
    if code is None:
        raise Refused("invalid_code")
    if code.is_used:
        raise Refused("code_already_used")
    if code.redirect_uri not in (None, args.get("redirect_uri")):
        raise Refused("bad_redirect_uri")
    code.is_used = True
    team = scene.teams[code.team]
    team.error = None
    return {
        **{"access_token": team.token, "token_type": "bot", "scope": ",".join(sorted(team.scopes))},
        **{"bot_user_id": team.bot, "app_id": APP_ID, "team": {"id": team.id, "name": team.name}},
        **{"enterprise": None, "is_enterprise_install": False, "authed_user": {"id": code.user}},
    }

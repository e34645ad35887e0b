"""The manifest of the Slack app: what Slack takes, what the bot uses and no more, and equal to the file in docs."""

from typing import Any

import pytest
import yaml
from pydantic import SecretStr

from bot.chats import slack_manifest
from bot.chats.slack_manifest import SCOPES, manifest
from bot.settings import Tokens
from digests.errors import BadRequest
from tests.conftest import ROOT

URL = "https://bot.example.org"


def settings(**given: Any) -> Tokens:
    return Tokens(**({name: None for name in Tokens.model_fields if name.endswith("_token")} | given))


def read(**given: Any) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(manifest(settings(**given)))
    return found


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Tokens.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_file_in_docs_is_what_is_printed_where_nothing_is_set() -> None:
    assert (ROOT / "docs" / "slack-manifest.yaml").read_text(encoding="utf-8") == manifest(settings())


def test_it_asks_for_what_is_used_and_for_nothing_that_people_write() -> None:
    found = read()
    assert found["oauth_config"]["scopes"] == {
        "bot": ["commands", "chat:write", "users:read", "chat:write.public"],
        "bot_optional": ["chat:write.public"],
    }
    assert not [scope for scope in SCOPES if "history" in scope or scope.startswith("admin")]
    assert set(found["settings"]["event_subscriptions"]["bot_events"]) == {
        "app_home_opened",
        "app_uninstalled",
        "tokens_revoked",
    }
    assert found["settings"]["token_rotation_enabled"] is False
    assert found["settings"]["org_deploy_enabled"] is False


def test_by_socket_mode_it_holds_no_address() -> None:
    found = read()
    assert found["settings"]["socket_mode_enabled"] is True
    assert "url" not in manifest(settings())
    assert read(slack_app_token=SecretStr("xapp-1"), slack_signing_secret=SecretStr("c0ffee")) == found


@pytest.mark.parametrize("given", [{"slack_mode": "http"}, {"slack_signing_secret": SecretStr("c0ffee")}])
def test_by_http_it_holds_the_address_that_the_bot_answers_at(given: dict[str, Any]) -> None:
    found = read(slack_public_url=f"{URL}/news/", **given)
    events = f"{URL}/news{slack_manifest.EVENTS_PATH}"
    assert found["settings"]["socket_mode_enabled"] is False
    assert found["settings"]["event_subscriptions"]["request_url"] == events
    assert found["settings"]["interactivity"] == {"is_enabled": True, "request_url": events}
    assert [command["url"] for command in found["features"]["slash_commands"]] == [events]


def test_who_lets_others_install_the_app_has_the_address_that_browsers_come_back_to() -> None:
    found = read(slack_public_url=URL, slack_app_token=SecretStr("xapp-1"))
    assert found["oauth_config"]["redirect_urls"] == [f"{URL}/slack/oauth_redirect"]
    assert found["settings"]["socket_mode_enabled"] is True


def test_the_command_is_called_as_the_settings_say() -> None:
    [command] = read(slack_command="/news-2")["features"]["slash_commands"]
    assert command["command"] == "/news-2"


def test_people_and_channels_arrive_as_ids() -> None:
    [command] = read()["features"]["slash_commands"]
    assert command["should_escape"] is True


def test_commands_can_be_typed_to_the_bot_itself() -> None:
    assert read()["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_every_text_is_as_short_and_as_long_as_slack_takes_it() -> None:
    found = read(slack_mode="http", slack_public_url=URL, slack_command="/" + "d" * 31)
    shown, features = found["display_information"], found["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert len(features["bot_user"]["display_name"]) <= 80
    for command in features["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
    [shortcut] = features["shortcuts"]
    assert (shortcut["type"], shortcut["callback_id"]) == ("message", "about")
    assert len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"slack_mode": "http"}, "SLACK_PUBLIC_URL is not set"),
        ({"slack_mode": "http", "slack_public_url": "http://bot.example.org"}, "https://"),
        ({"slack_public_url": "bot.example.org"}, "SLACK_PUBLIC_URL"),
        ({"slack_public_url": 'https://bot.example.org/\n- "x"'}, "SLACK_PUBLIC_URL"),
        ({"slack_command": "digest"}, "SLACK_COMMAND"),
        ({"slack_command": "/Digest news"}, "SLACK_COMMAND"),
        ({"slack_command": "/" + "d" * 32}, "SLACK_COMMAND"),
    ],
)
def test_what_slack_would_not_take_is_said_in_one_sentence(given: dict[str, Any], named: str) -> None:
    with pytest.raises(BadRequest, match=named) as raised:
        manifest(settings(**given))
    assert "\n" not in str(raised.value)


def test_what_yaml_would_take_for_something_else_is_text() -> None:
    odd = "https://bot.example.org/#{y}&*[!]|>'%@`:-"
    assert read(slack_public_url=odd)["oauth_config"]["redirect_urls"] == [f"{odd}{slack_manifest.REDIRECT_PATH}"]

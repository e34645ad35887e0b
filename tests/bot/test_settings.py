import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.settings import Settings, Tokens, problems_of, read_settings, read_tokens, unknown_names
from digests.errors import BadRequest
from tests.conftest import ROOT

DISCORD = "MTEy" * 6 + ".GhIjKl." + "aB3-_" * 8  # of the right form, and nobody's
SLACK: dict[str, Any] = {
    "slack_bot_token": SecretStr("xoxb-11-22-a3B"),
    "slack_app_token": SecretStr("xapp-1-A1-22-c4"),
}


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Tokens.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_a_wrong_setting_is_named_without_its_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGESTBOT_ALLOW_PRIVATE_ADDRESSES", "s3cret")
    with pytest.raises(BadRequest, match="DIGESTBOT_ALLOW_PRIVATE_ADDRESSES cannot be used") as refused:
        read_settings()
    assert "s3cret" not in str(refused.value)
    monkeypatch.delenv("DIGESTBOT_ALLOW_PRIVATE_ADDRESSES")
    (tmp_path / ".env").write_bytes(b"DIGESTBOT_DATABASE_URL=caf\xe9\n")
    for read in (read_settings, read_tokens):
        with pytest.raises(BadRequest, match=r"\.env"):
            read()


def test_all_wrong_settings_are_named_at_once_a_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGESTBOT_ENCODER", "bert")
    monkeypatch.setenv("DIGESTBOT_LOG_LEVEL", "loud")
    monkeypatch.setenv("DIGESTBOT_CONTACT_URL", "nowhere")
    monkeypatch.setenv("DIGESTBOT_DATABASE_URL", "oracle://h/d")
    monkeypatch.setenv("DIGESTBOT_ALLOW_PRIVATE_ADDRESSES", "perhaps")
    with pytest.raises(BadRequest) as refused:
        read_settings()
    assert [line.split()[2] for line in str(refused.value).splitlines()] == [
        "DIGESTBOT_DATABASE_URL",
        "DIGESTBOT_ALLOW_PRIVATE_ADDRESSES",
        "DIGESTBOT_CONTACT_URL",
        "DIGESTBOT_ENCODER",
        "DIGESTBOT_LOG_LEVEL",
    ]


def test_what_is_wrong_with_a_setting_is_said_in_words_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"DIGESTBOT_{name.upper()}" for name in Settings.model_fields]
    for name in names:
        monkeypatch.setenv(name, "nothing://")
    with pytest.raises(BadRequest) as refused:
        read_settings()
    lines = str(refused.value).splitlines()
    assert [line.split()[2] for line in lines] == names
    assert all("write" in line and "hould" not in line and "nothing://" not in line for line in lines)


@pytest.mark.parametrize(
    "url", ["postgresql://me:p@s3cret@host/news", "sqlite://news.db", "postgresql+asyncpg://host/d"]
)
def test_a_database_url_that_cannot_be_read_is_a_wrong_setting(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DIGESTBOT_DATABASE_URL", url)
    with pytest.raises(BadRequest, match="DIGESTBOT_DATABASE_URL cannot be used: The database") as refused:
        read_settings()
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize("url", ["postgresql://me:secret@host/news", "sqlite:///news.db", "~/news.db", "sqlite://"])
def test_a_database_url_or_path_that_can_be_read_is_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DIGESTBOT_DATABASE_URL", url)
    assert read_settings().database_url == url


def test_a_name_that_is_no_setting_is_found_wherever_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGESTBOT_LOGLEVEL", "info")
    monkeypatch.setenv("DIGESTBOT_LOG_LEVEL", "info")
    monkeypatch.setenv("OTHERBOT_LOG", "info")
    (tmp_path / ".env").write_text("digestbot_databse_url=x.db\nDISCORD_TOKEN=x\n", encoding="utf-8")
    assert unknown_names() == ["DIGESTBOT_DATABSE_URL", "DIGESTBOT_LOGLEVEL"]
    (tmp_path / ".env").write_bytes(b"DIGESTBOT_X=caf\xe9\n")
    assert unknown_names() == []  # read_settings says why


@pytest.mark.parametrize(
    "contact", ["no address", "https://a.example/\r\nX-Odd: 1", "https://a.example/) (", "javascript:x"]
)
def test_a_contact_that_could_not_stand_in_a_header_is_refused(monkeypatch: pytest.MonkeyPatch, contact: str) -> None:
    monkeypatch.setenv("DIGESTBOT_CONTACT_URL", contact)
    with pytest.raises(BadRequest, match="DIGESTBOT_CONTACT_URL cannot be used"):
        read_settings()


def test_an_encoder_that_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGESTBOT_ENCODER", "bert")
    with pytest.raises(BadRequest, match="DIGESTBOT_ENCODER cannot be used: write e5 or use"):
        read_settings()


# ---------------------------------------------------------------- tokens


def test_a_token_is_read_under_its_own_name_and_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", DISCORD)
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-11-22-a3B\n", encoding="utf-8")
    tokens = read_tokens()
    assert tokens.discord_token == SecretStr(DISCORD)
    assert tokens.slack_bot_token == SecretStr("xoxb-11-22-a3B")
    for shown in (repr(tokens), str(tokens), tokens.model_dump_json()):
        assert DISCORD not in shown
        assert "xoxb" not in shown


def test_a_wrong_token_is_no_matter_to_the_other_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "x")
    assert read_settings().log_level == "warning"
    assert problems_of(read_tokens()) != []


def test_an_empty_token_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    assert read_tokens().discord_token is None


def test_tokens_of_the_right_form_have_no_problem() -> None:
    assert problems_of(Tokens()) == []
    assert problems_of(Tokens(discord_token=SecretStr(DISCORD), **SLACK)) == []
    by_http: dict[str, Any] = {
        "slack_bot_token": SLACK["slack_bot_token"],
        "slack_signing_secret": SecretStr("0af9" * 8),
    }
    assert problems_of(Tokens(slack_api_url="http://127.0.0.1:8080/api/", **by_http)) == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (f"Bot {DISCORD}", "a word such as Bot in front"),
        (f'"{DISCORD}"', "quotation marks"),
        (f"{DISCORD}'", "quotation marks"),
        (f" {DISCORD}", "a blank or a line break"),
        (f"{DISCORD}\n", "a blank or a line break"),
        (DISCORD.replace(".", ""), "write three parts with dots"),
        ("11223344556677889900", "write three parts with dots"),
        (DISCORD + "\N{SNOWMAN}", "write three parts with dots"),
    ],
)
def test_what_is_wrong_with_a_token_is_said_without_it(value: str, said: str) -> None:
    (problem,) = problems_of(Tokens(discord_token=SecretStr(value)))
    assert problem.startswith("DISCORD_TOKEN ")
    assert said in problem
    assert value.strip("'\" \n") not in problem


def test_the_tokens_of_slack_are_told_apart() -> None:
    swapped = {"slack_bot_token": SLACK["slack_app_token"], "slack_app_token": SLACK["slack_bot_token"]}
    assert problems_of(Tokens(**swapped)) == [
        "SLACK_BOT_TOKEN is no such token; write one that begins with xoxb-",
        "SLACK_APP_TOKEN is no such token; write one that begins with xapp-",
    ]


def test_a_token_of_slack_that_lacks_its_other_half_is_a_problem() -> None:
    (alone,) = problems_of(Tokens(slack_bot_token=SLACK["slack_bot_token"]))
    assert "SLACK_APP_TOKEN" in alone
    assert "SLACK_SIGNING_SECRET" in alone
    for name, value in (("slack_app_token", "xapp-1-A1"), ("slack_signing_secret", "0af9" * 8)):
        assert problems_of(Tokens(**{name: SecretStr(value)})) == [  # type: ignore[arg-type]
            f"{name.upper()} does nothing without SLACK_BOT_TOKEN or SLACK_CLIENT_ID; set both or neither"
        ]


@pytest.mark.parametrize(
    "url", ["https://slack.com/api", "slack.com/api/", "ftp://slack.com/", "https:///api/", "http://[/", "https://a b/"]
)
def test_an_address_of_slack_that_requests_cannot_be_sent_to_is_a_problem(url: str) -> None:
    (problem,) = problems_of(Tokens(slack_api_url=url))
    assert problem.startswith("SLACK_API_URL is no http(s) address")


def test_every_token_is_in_the_readme_and_in_env_example_with_its_default() -> None:
    names = {name.upper(): _written(field.default) for name, field in Tokens.model_fields.items()}
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^# ((?:DISCORD|SLACK)_[A-Z_]+)=", example, re.MULTILINE)) == names.keys()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| `((?:DISCORD|SLACK)_[A-Z_]+)` \| `([^`]*)`", readme, re.MULTILINE)) == names


def _written(default: str | float | None) -> str:
    return f"{default:g}" if isinstance(default, float) else str(default or "unset")


OAUTH: dict[str, Any] = {
    "slack_client_id": "123.456",
    "slack_client_secret": SecretStr("0af9" * 8),
    "slack_encryption_key": SecretStr("k" * 43 + "="),
    "slack_public_url": "https://bot.example.org",
    "slack_signing_secret": SecretStr("0af9" * 8),
}


def test_an_app_that_many_workspaces_install_needs_all_its_parts() -> None:
    assert problems_of(Tokens(**OAUTH)) == []
    for name in ("slack_client_secret", "slack_encryption_key", "slack_public_url"):
        (problem,) = problems_of(Tokens(**{**OAUTH, name: None}))
        assert problem == f"SLACK_CLIENT_ID is set without {name.upper()}, which installing by OAuth needs"
    (problem,) = problems_of(Tokens(**OAUTH, slack_bot_token=SLACK["slack_bot_token"]))
    assert problem.endswith("are both set; leave one of the two out")


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_a_way_to_slack_that_lacks_its_token_is_a_problem(mode: str) -> None:
    other = {"slack_app_token": SLACK["slack_app_token"]} if mode == "http" else {"slack_signing_secret": "0af9" * 8}
    (problem,) = problems_of(Tokens(slack_bot_token=SLACK["slack_bot_token"], slack_mode=mode, **other))  # type: ignore[arg-type]
    assert problem.startswith(f"SLACK_MODE is {mode}, and SLACK_")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("slack_client_id", "A123"),
        ("slack_command", "digest"),
        ("slack_command", "/Digest now"),
        ("slack_public_url", "bot.example.org"),
        ("slack_encryption_key", SecretStr("short")),
    ],
)
def test_what_is_no_such_thing_of_slack_is_named(name: str, value: str) -> None:
    (problem,) = problems_of(Tokens(**{**OAUTH, name: value}))
    assert problem.startswith(f"{name.upper()} is no")


@pytest.mark.parametrize(("name", "value"), [("SLACK_MODE", "carrier pigeon"), ("SLACK_LISTEN_PORT", "70000")])
def test_a_setting_of_slack_that_cannot_be_read_says_what_to_write(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadRequest, match=f"the setting {name} cannot be used: write "):
        read_tokens()

"""What is printed for whoever sets up the app in Slack."""

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.settings import Tokens, problems_of
from tests.bot.subscribed import Typed
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Tokens.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_manifest_is_printed_as_the_settings_say(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed("slack", "manifest") == (ROOT / "docs" / "slack-manifest.yaml").read_text(encoding="utf-8")
    monkeypatch.setenv("SLACK_COMMAND", "/news")
    assert '- command: "/news"\n' in typed("slack", "manifest")


def test_a_key_is_printed_that_the_settings_take(typed: Typed) -> None:
    key, other = typed("slack", "key"), typed("slack", "key")
    assert key != other
    assert Fernet(key.removesuffix("\n")).encrypt(b"a token")
    problems = problems_of(Tokens(slack_encryption_key=SecretStr(key.removesuffix("\n"))))
    assert not [problem for problem in problems if "no such token" in problem]

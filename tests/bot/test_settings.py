from pathlib import Path

import pytest

from bot.settings import read_settings
from digests.errors import BadRequest


def test_a_wrong_setting_is_named_without_its_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIGESTBOT_ALLOW_PRIVATE_ADDRESSES", "s3cret")
    with pytest.raises(BadRequest, match="DIGESTBOT_ALLOW_PRIVATE_ADDRESSES cannot be used") as refused:
        read_settings()
    assert "s3cret" not in str(refused.value)
    monkeypatch.delenv("DIGESTBOT_ALLOW_PRIVATE_ADDRESSES")
    (tmp_path / ".env").write_bytes(b"DIGESTBOT_DATABASE_URL=caf\xe9\n")
    with pytest.raises(BadRequest, match=r"\.env"):
        read_settings()


@pytest.mark.parametrize(
    "contact", ["no address", "https://a.example/\r\nX-Odd: 1", "https://a.example/) (", "javascript:x"]
)
def test_a_contact_that_could_not_stand_in_a_header_is_refused(monkeypatch: pytest.MonkeyPatch, contact: str) -> None:
    monkeypatch.setenv("DIGESTBOT_CONTACT_URL", contact)
    with pytest.raises(BadRequest, match="DIGESTBOT_CONTACT_URL cannot be used"):
        read_settings()


def test_an_encoder_that_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGESTBOT_ENCODER", "bert")
    with pytest.raises(BadRequest, match="DIGESTBOT_ENCODER cannot be used: Input should be 'e5' or 'use'"):
        read_settings()

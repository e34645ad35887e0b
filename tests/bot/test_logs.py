import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import set_up_logs

SECRETS = {
    "address with a password": ("https://ana:pa55word@a.example/feed", "pa55word"),
    "token in a query": ("https://a.example/feed?auth=k3y-0f-mine&page=2", "k3y-0f-mine"),
    "webhook": ("https://hooks.example/services/T01234567/B01234567/abcDEF123ghiJKL456mnoPQ7", "abcDEF123ghi"),
    "bearer": ("Authorization: Bearer abcdef0123456789abcdef", "abcdef0123456789"),
}


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root, of_discord = logging.getLogger(), logging.getLogger("discord")
    handlers, level, level_of_discord = root.handlers[:], root.level, of_discord.level
    yield
    root.handlers[:], root.level = handlers, level
    logging.getLogger("discord.shard").filters.clear()
    of_discord.setLevel(level_of_discord)
    structlog.reset_defaults()


def test_a_line_is_an_event_with_keys_and_values(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    structlog.get_logger("digestbot.rounds").info("feed_fetched", feed="https://a.example/rss", status="ok", ms=12)
    (line,) = capsys.readouterr().err.splitlines()
    assert "level=info event=feed_fetched" in line
    assert line.endswith("feed=https://a.example/rss status=ok ms=12")


def test_what_is_below_the_level_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("warning")
    structlog.get_logger("digestbot.rounds").info("feed_fetched")
    logging.getLogger("aiohttp").info("connected")
    assert capsys.readouterr().err == ""


def test_what_discord_is_told_and_tells_is_not_logged_at_any_level(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("debug")
    logging.getLogger("discord.gateway").debug("For Shard ID 0: WebSocket Event: %s", {"value": "what Ana typed"})
    logging.getLogger("discord.gateway").warning("Shard ID 0 heartbeat blocked")
    assert "Ana" not in (logged := capsys.readouterr().err)
    assert "heartbeat blocked" in logged


@pytest.mark.parametrize("name", SECRETS)
def test_no_secret_is_logged_by_us_by_a_library_or_in_a_traceback(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    said, secret = SECRETS[name]
    set_up_logs("debug")
    structlog.get_logger("digestbot.rounds").info(f"at {said}", feed=said, nested={"url": [said]})
    logging.getLogger("some.library").warning("asking %s", said)
    try:
        raise ValueError(said)
    except ValueError:
        structlog.get_logger("digestbot.rounds").exception("broke")
        logging.getLogger("some.library").exception("broke")
    logged = capsys.readouterr().err
    assert logged.count("event=broke") == 2
    assert "ValueError" in logged
    assert secret not in logged


def test_a_line_of_a_stranger_stays_one_line_without_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    structlog.get_logger("x").info("feed_fetched", feed="a\nlevel=critical event=forged \x1b[31mred")
    out = capsys.readouterr().err
    assert out.count("\n") == 1
    assert "\x1b" not in out


def test_discord_out_of_reach_is_a_short_line_each_time_it_is_tried(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    try:
        raise ConnectionError("gateway.example")
    except ConnectionError:
        logging.getLogger("discord.shard").exception("Failed to connect for shard_id: %s. Retrying...", 0)
    out = capsys.readouterr().err
    assert "shard_id: 0. Retrying... (ConnectionError)" in out
    assert "Traceback" not in out

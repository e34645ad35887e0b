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
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
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

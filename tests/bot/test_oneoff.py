import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.oneoff import moment_of, write
from bot.settings import Settings, read_settings
from bot.wiring import opened_store
from digests.errors import BadRequest

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("24h", NOW - timedelta(hours=24)),
        ("90 min", NOW - timedelta(minutes=90)),
        ("3d", NOW - timedelta(days=3)),
        ("2W", NOW - timedelta(weeks=2)),
        ("2026-11-16T08:00", datetime(2026, 11, 16, 8, tzinfo=UTC)),
        ("2026-11-16T08:00+01:00", datetime(2026, 11, 16, 7, tzinfo=UTC)),
        ("2026-11-16T08:00Z", datetime(2026, 11, 16, 8, tzinfo=UTC)),
    ],
)
def test_a_time_is_a_span_before_now_or_an_iso_time(said: str, meant: datetime) -> None:
    assert moment_of(said, now=NOW) == meant


def test_a_bare_date_is_its_first_instant_as_a_start_and_its_last_as_an_end() -> None:
    assert moment_of("2026-11-16", now=NOW, is_start=True) == datetime(2026, 11, 16, tzinfo=UTC)
    for said in ("2026-11-16", "20261116"):
        assert moment_of(said, now=NOW) == datetime(2026, 11, 16, 23, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize(
    "said",
    ["", "h", "24", "24x", "tomorrow", "2026-13-01", "2026-02-30", "99999h h", "1.5h", "-1d", "0001-01-01T00:00+23:59"],
)
def test_what_is_no_time_is_refused_with_an_example(said: str) -> None:
    with pytest.raises(BadRequest, match="write 24h, 3d, 2026-11-16"):
        moment_of(said, now=NOW)


def test_a_span_that_ends_before_the_first_year_is_refused() -> None:
    with pytest.raises(BadRequest, match="write 24h"):
        moment_of("9999w", now=datetime(100, 1, 1, tzinfo=UTC))


def test_a_file_behind_a_link_is_replaced_and_link_and_permissions_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o600)
    link.symlink_to(file)
    write("new", str(link))
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new"
    assert file.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"file", "link"}


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write("new", str(pipe))
        assert os.read(reader, 10) == b"new"
        assert pipe.is_fifo()
    finally:
        os.close(reader)


@pytest.mark.parametrize("name", ["", ".", "/", "~nobody-is-called-so/x", "file/x", "n" * 256])
def test_what_can_be_no_output_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(BadRequest, match="cannot be written"):
        write("new", name)
    assert {path.name for path in tmp_path.iterdir()} == {"file"}


def test_a_long_name_of_an_output_file_is_no_trouble(tmp_path: Path) -> None:
    write("new", str(tmp_path / ("n" * 255)))
    assert (tmp_path / ("n" * 255)).read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("name", ["a?b.db", "a%20b.db", "a#b c.db", "é.db"])
def test_a_database_has_the_name_that_was_typed(tmp_path: Path, name: str) -> None:
    opened_store(Settings(), str(tmp_path / name)).close()
    assert (tmp_path / name).is_file()


def test_a_database_of_an_unknown_user_is_refused() -> None:
    with pytest.raises(BadRequest, match="no such user"):
        opened_store(Settings(), "~nobody-is-called-so/x.db")


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

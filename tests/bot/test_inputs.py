from datetime import UTC, datetime, timedelta

import pytest

from bot.inputs import moment_of
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

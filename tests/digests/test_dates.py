"""Which texts are dates, and of what moment."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.dates import moment


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-11-16", "2026-11-16T00:00+00:00"),
        ("2026-11-16T07:00:00", "2026-11-16T07:00+00:00"),
        ("2026-11-16T07:00:00+01:00", "2026-11-16T06:00+00:00"),
        ("2026-11-16T07:00:00.123456789Z", "2026-11-16T07:00:00.123456+00:00"),
        ("2026-11-16 07:00:00 +0100", "2026-11-16T06:00+00:00"),
        ("2026-11-16T7:00:00Z", "2026-11-16T07:00+00:00"),
        ("2026-11-16T07:00:00 UTC", "2026-11-16T07:00+00:00"),
        ("2026-11-16T24:00:00Z", "2026-11-17T00:00+00:00"),
        ("20261116T070000Z", "2026-11-16T07:00+00:00"),
        ("2026/11/16 07:00", "2026-11-16T07:00+00:00"),
        ("2026年11月16日 07:00", "2026-11-16T07:00+00:00"),
    ],
)
def test_iso_dates_and_their_variants_are_read(written: str, expected: str) -> None:
    assert moment(written) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon, 16 Nov 2026 07:00:00 GMT", "2026-11-16T07:00+00:00"),
        ("Mon,16 Nov 2026 07:00 +0100", "2026-11-16T06:00+00:00"),
        ("16 Nov 26 07:00 EST", "2026-11-16T12:00+00:00"),
        ("16 Nov 99 07:00 UT", "1999-11-16T07:00+00:00"),
        ("16 Nov 126 07:00 UT", "2026-11-16T07:00+00:00"),
        ("Mon, 16 Nov 2026 07:00:00 GMT+0100", "2026-11-16T06:00+00:00"),
        ("Mon, 16 Nov 2026 07:00:60 A", "2026-11-16T07:00:59+00:00"),
        ("Mon, 16 Nov 2026 07:00:00 XYZT", "2026-11-16T07:00+00:00"),
        ("Mon Nov 16 07:00:00 EST 2026", "2026-11-16T12:00+00:00"),
        ("November 16th, 2026, 7:00 p.m. CET", "2026-11-16T18:00+00:00"),
        ("Nov 16, 2026 12:30 AM", "2026-11-16T00:30+00:00"),
        ("16-Nov-2026 07:00", "2026-11-16T07:00+00:00"),
        ("16.11.2026 07:00", "2026-11-16T07:00+00:00"),
        ("16/11/2026", "2026-11-16T00:00+00:00"),
    ],
)
def test_rfc_822_dates_and_their_variants_are_read(written: str, expected: str) -> None:
    assert moment(written) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("zone", ["EDT -4", "CST -6", "CDT -5", "MST -7", "MDT -6", "PST -8", "PDT -7", "Z 0", "UTC 0"])
def test_the_zones_of_rfc_822_are_known(zone: str) -> None:
    name, hours = zone.split()
    assert moment(f"16 Nov 2026 12:00:00 {name}") == moment(f"2026-11-16T{12 - int(hours):02}:00:00Z")


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("mar., 17 févr. 2026 08:00:00 +0000", 2),
        ("Montag, 16. März 2026", 3),
        ("lunes, 16 de noviembre de 2026", 11),
        ("lun, 16 giu 2026", 6),
        ("16 de fevereiro de 2026", 2),
        ("ma, 16 mrt 2026", 3),
        ("16 października 2026", 10),
        ("Пн, 16 мая 2026", 5),
        ("16 Ağustos 2026", 8),
        ("16 juillet 2026", 7),
    ],
)
def test_months_are_known_in_many_languages(written: str, month: int) -> None:
    read = moment(written)
    assert read
    assert (read.year, read.month) == (2026, month)


@pytest.mark.parametrize(
    "value",
    [
        None, "", "soon", "Tuesday", "10:30", "16", "2026", "2026-11", "1763276400", 1763276400, float("nan"), [],
        "\ud800", "0001-01-01T00:00:00+12:00", "2026-02-30", "0000-00-00 00:00:00", "Mon, 32 Nov 2026 07:00:00 GMT",
        "16 Nov 2026 25:00", "16 Nov 2026 07:99", "16 Nov 2026 07:00 +9900", "16 Nul 2026", "1" * 300,
    ],
)  # fmt: skip
def test_what_is_no_date_or_an_impossible_one_is_none(value: object) -> None:
    assert moment(value) is None


def test_a_date_that_two_customs_read_differently_is_none() -> None:
    assert moment("5/11/2026") is None


words = st.sampled_from("16 Nov nov. 2026 26 07:00 24:00 +0100 EST GMT T Z - / : , . de mai 年 99999 ١٦".split())


@given(st.one_of(st.text(), st.lists(words).map(" ".join), st.lists(words).map("".join)))
def test_any_text_is_a_moment_in_utc_or_none(text: str) -> None:
    read = moment(text)
    assert read is None or read.utcoffset() is not None

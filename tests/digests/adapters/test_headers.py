"""Times, validators and types, as servers write them and as they should not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from digests.adapters.headers import charset, conditions, fresh_for, media_type, retry_after, validator

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR_AGO = "Sun, 01 Mar 2026 11:00:00 GMT"
THEN = "Sun, 01 Mar 2026 12:10:00 GMT"  # ten minutes from now


def seconds(duration: timedelta | None) -> float | None:
    return None if duration is None else duration.total_seconds()


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"Cache-Control": "max-age=600"}, 600),
        ({"Cache-Control": 'public, MAX-AGE="600" , must-revalidate'}, 600),
        ({"Cache-Control": "max-age=600", "Age": "60"}, 540),
        ({"Cache-Control": "max-age=600", "Age": "601"}, 0),
        ({"Cache-Control": "max-age=600", "Age": "soon"}, 600),
        ({"Cache-Control": "max-age=0"}, 0),
        ({"Cache-Control": "max-age=600, max-age=5"}, 600),
        ({"Cache-Control": "max-age=600, no-cache"}, 0),
        ({"Cache-Control": "no-store"}, 0),
        ({"Cache-Control": 'max-age=600, no-cache="Set-Cookie"'}, 600),
        ({"Cache-Control": "s-maxage=600, public"}, None),
        ({"Cache-Control": "max-age"}, None),
        ({"Cache-Control": "max-age=-600"}, None),
        ({"Cache-Control": "max-age=6e2"}, None),
        ({"Cache-Control": "max-age=٦٠٠"}, None),
        ({"Cache-Control": "max-age=" + "9" * 5000}, 2**31),
        ({"Expires": THEN}, 600),
        ({"Expires": THEN, "Date": HOUR_AGO}, 4200),
        ({"Expires": THEN, "Date": HOUR_AGO, "Age": "200"}, 4000),
        ({"Expires": THEN, "Date": "now"}, 600),
        ({"Expires": HOUR_AGO}, 0),
        ({"Expires": "0"}, 0),
        ({"Expires": "-1"}, 0),
        ({"Expires": THEN, "Cache-Control": "max-age=5"}, 5),
        ({"Expires": THEN, "Cache-Control": "max-age=garbage"}, 600),
        ({"Expires": "Sunday, 01-Mar-26 12:10:00 GMT"}, 600),  # RFC 850
        ({"Expires": "Sun Mar  1 12:10:00 2026"}, 600),  # asctime
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], expected: float | None) -> None:
    assert seconds(fresh_for(CIMultiDict(headers), NOW)) == expected


def test_all_lines_of_cache_control_count() -> None:
    assert fresh_for(CIMultiDict([("Cache-Control", "public"), ("cache-control", "no-store")]), NOW) == timedelta(0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", 0),
        (THEN, 600),
        ("Sun, 01 Mar 2026 13:10:00 +0100", 600),
        ("86401", 86400),
        ("9" * 5000, 86400),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86400),
        (HOUR_AGO, None),
        ("-1", None),
        ("1.5", None),
        ("1h", None),
        ("", None),
        ("soon", None),
        ("Sun, 99 Mar 2026 12:10:00 GMT", None),
        ("Sun, 01 Mar 99999999999999999999 12:10:00 GMT", None),
        ("Sun, 01 Mar 2026 12:10:00 +9999999999999", None),
    ],
)
def test_how_long_a_server_asks_to_be_left_alone(value: str, expected: float | None) -> None:
    assert seconds(retry_after(CIMultiDict({"Retry-After": value}), NOW)) == expected


def test_a_server_with_a_wrong_clock_is_left_alone_by_its_own_clock() -> None:
    headers = CIMultiDict({"Retry-After": "Mon, 02 Jan 2006 00:02:00 GMT", "Date": "Mon, 02 Jan 2006 00:00:00 GMT"})
    assert retry_after(headers, NOW) == timedelta(minutes=2)


@pytest.mark.parametrize("value", ['"abc"', 'W/"a,b"', "unquoted", '"', "Sun, 1 march 2026", '"é"', "a\u00a0b"])
def test_a_validator_is_kept_and_sent_as_it_is(value: str) -> None:
    assert validator(CIMultiDict(ETag=value), "ETag") == value
    assert conditions(value, value) == {"If-None-Match": value, "If-Modified-Since": value}


@pytest.mark.parametrize(
    "value", ["", "a\rX: y", "a\nX: y", "a\r\nX: y", "a\0", "a\tb", "a\x7f", "a\x85", "\udce9", "x" * 1001]
)
def test_a_validator_that_would_break_out_of_its_line_is_neither_kept_nor_sent(value: str) -> None:
    assert validator(CIMultiDict(ETag=value), "ETag") is None
    assert conditions(value, value) == {}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text/html", ("text/html", None)),
        ("Text/HTML; charset=UTF-8", ("text/html", "UTF-8")),
        ("application/rss+xml;Charset = 'iso-8859-1'", ("application/rss+xml", "iso-8859-1")),
        ('text/xml; a=b; charset="windows-1252"; c=d', ("text/xml", "windows-1252")),
        ("text/xml; charset=", ("text/xml", None)),
        ("text/xml; xcharset=utf-8", ("text/xml", None)),
        ("; charset=utf-8", ("", "utf-8")),
        ("", ("", None)),
        ("html", ("", None)),
        ("text/<script>", ("", None)),
        ("a/" + "b" * 200, ("", None)),
    ],
)
def test_the_type_and_the_charset_are_read_as_far_as_they_are_sane(
    value: str, expected: tuple[str, str | None]
) -> None:
    headers = CIMultiDict({"Content-Type": value})
    assert (media_type(headers), charset(headers)) == expected


NUMBERS = st.integers().map(str)
DATES = st.builds(
    "Sun, {} {} {} {}:{}:{} {}".format,
    st.integers(-99, 99),
    st.sampled_from(["Jan", "Feb", "xyz", ""]),
    st.integers(),
    st.integers(-99, 99),
    st.integers(-99, 99),
    st.integers(-99, 99),
    st.sampled_from(["GMT", "-0000", "+9999", "-9999", "+99999999999999", "x"]),
)
VALUES = st.one_of(st.text(), NUMBERS, NUMBERS.map("max-age={}".format), DATES)


NAMES = ["Cache-Control", "Expires", "Date", "Age", "Retry-After", "Content-Type"]


@given(st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_whatever_headers_say_times_stay_within_their_limits(values: dict[str, str]) -> None:
    headers = CIMultiDict(values)
    fresh, wait = fresh_for(headers, NOW), retry_after(headers, NOW)
    assert fresh is None or fresh >= timedelta(0)
    assert wait is None or timedelta(0) <= wait <= timedelta(days=1)
    assert media_type(headers).isascii()
    assert (charset(headers) or "").isascii()

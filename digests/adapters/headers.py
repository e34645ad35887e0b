"""What the headers of an answer mean: strings of a stranger go in, times, validators and types come out.

Nothing here raises: a header that is not as its standard says counts as absent.

>>> from multidict import CIMultiDict
>>> fresh_for(CIMultiDict({"Cache-Control": "public, max-age=600", "Age": "60"}), datetime.now(UTC))
datetime.timedelta(seconds=540)
"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from multidict import MultiMapping

Headers = MultiMapping[str]

_LONGEST_WAIT = timedelta(hours=24)  # a server may ask to be left alone for longer; a day later it is asked again
_ENDLESS = 2**31  # seconds; RFC 9111 section 1.2.2 lets larger numbers mean this one
_LONGEST_VALIDATOR = 1000  # letters; they are kept for each feed and sent back with each request
_DIGITS = re.compile(r"[0-9]+")
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}")  # RFC 6838 section 4.2
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([a-z0-9_.:+-]{1,40})""", re.IGNORECASE)


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the headers that ask only for what has changed since the validators were given (RFC 9110 section 13.1).

    They came from a stranger: one that would break out of its line is left out.
    """
    given = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in given.items() if value and _fits_in_a_header(value)}


def validator(headers: Headers, name: str) -> str | None:
    """Return an ETag or Last-Modified, verbatim, when it can be kept and sent back as it is."""
    value = headers.get(name)
    return value if value and _fits_in_a_header(value) else None


def _fits_in_a_header(value: str) -> bool:
    # Control characters end or cut a header; lone surrogates stand for bytes that are no UTF-8, and cannot be encoded.
    return len(value) <= _LONGEST_VALIDATOR and not any(
        letter < " " or "\x7f" <= letter <= "\x9f" or "\ud800" <= letter <= "\udfff" for letter in value
    )


def fresh_for(headers: Headers, now: datetime) -> timedelta | None:
    """Return for how long the answer need not be asked for again (RFC 9111 section 4.2), None when that is unsaid."""
    lifetime = _lifetime(headers, now)
    if lifetime is None:
        return None
    age = _seconds(headers.get("Age", "")) or timedelta(0)
    return max(lifetime - age, timedelta(0))


def _lifetime(headers: Headers, now: datetime) -> timedelta | None:
    max_age = None
    for directive in ",".join(headers.getall("Cache-Control", [])).split(","):
        name, _, value = directive.strip().lower().partition("=")
        if name in ("no-cache", "no-store") and not value:  # no-cache="Set-Cookie" is about that header only
            return timedelta(0)
        if name == "max-age" and max_age is None:
            max_age = _seconds(value.strip('"'))
    if max_age is not None or "Expires" not in headers:
        return max_age
    expires = _time(headers["Expires"])
    if expires is None:
        return timedelta(0)  # RFC 9111 section 5.3: what is no date, like the frequent "0", is over already
    return expires - (_time(headers.get("Date", "")) or now)


def retry_after(headers: Headers, now: datetime) -> timedelta | None:
    """Return how long the server asks to be left alone (RFC 9110 section 10.2.3), a day at most, None when unsaid."""
    value = headers.get("Retry-After", "")
    wait = _seconds(value)
    if wait is None and (until := _time(value)) is not None:
        wait = until - (_time(headers.get("Date", "")) or now)  # the server's own clock counts, as it may be wrong
    if wait is None or wait < timedelta(0):
        return None
    return min(wait, _LONGEST_WAIT)


def media_type(headers: Headers) -> str:
    """Return the type of the body in lower case, without parameters; empty when there is none, or nonsense."""
    declared = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return declared if _MEDIA_TYPE.fullmatch(declared) else ""


def charset(headers: Headers) -> str | None:
    """Return the charset of the body as it is declared."""
    declared = _CHARSET.search(headers.get("Content-Type", ""))
    return declared[1] if declared else None


def _seconds(text: str) -> timedelta | None:
    text = text.strip()
    if not _DIGITS.fullmatch(text):
        return None
    # int() refuses thousands of digits; ten are more than _ENDLESS.
    return timedelta(seconds=_ENDLESS if len(text) > 10 else min(int(text), _ENDLESS))


def _time(text: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(text[:100])
    except (ValueError, TypeError, IndexError, OverflowError):  # as hostile dates make the standard library raise
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)

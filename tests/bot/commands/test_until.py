"""Until when: spans, dates, tomorrow and days of the week in five languages; nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.answers import Refusal
from bot.commands.until import moment_to_come
from bot.texts import LANGUAGES, texts_for
from digests.models import Subscription

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)  # a Sunday
WISH = Subscription(feeds=(), language="en", timezone="Europe/Paris")


def until(text: str) -> str:
    return f"{moment_to_come(text, WISH, NOW):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("3d", "2026-11-25 09:30"), (" 90 MIN ", "2026-11-22 11:00"), ("until 1 w", "2026-11-29 09:30"),
        ("2026-12-01", "2026-11-30 23:00"), ("2026-12-01T08:00", "2026-12-01 07:00"),
        ("2026-12-01t08:00z", "2026-12-01 08:00"), ("bis 2026-12-01 08:00", "2026-12-01 07:00"),
        *((word, "2026-11-22 23:00") for word in ("tomorrow", "until Tomorrow", "morgen", "bis morgen", "demain",
          "jusqu’à demain", "domani", "fino a domani", "mañana", "hasta manana", "Monday", "bis Montag", "lundi",
          "fino a lunedì", "hasta el lunes")),
        ("friday", "2026-11-26 23:00"), ("sunday", "2026-11-28 23:00"), ("dimanche", "2026-11-28 23:00"),
    ],
)  # fmt: skip
def test_a_moment_to_come_is_understood_in_the_zone_of_the_digest(text: str, moment: str) -> None:
    assert until(text) == moment


def test_a_day_begins_in_the_zone_of_the_digest_also_where_the_clocks_are_put_back() -> None:
    saturday = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)  # a Sunday there already, of 25 hours
    assert moment_to_come("tomorrow", WISH, saturday) == datetime(2026, 10, 25, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *((text, "until-unreadable") for text in ("soon", "🌞", "25:00", "mon-fri", "weekend", "8")),
        *((text, "until-over") for text in ("yesterday", "gestern", "hier", "ieri", "ayer", "heute", "2026-11-21",
          "until 2020-01-01", "2026-11-22T10:00", "0 d")),
        *((text, "until-too-far") for text in ("2040-01-01", "9999 w")),
    ],
)  # fmt: skip
def test_what_is_no_moment_to_come_is_refused_and_why(text: str, key: str) -> None:
    with pytest.raises(Refusal) as caught:
        until(text)
    assert (caught.value.key, caught.value.arguments) == (key, {"text": text})
    said = {texts_for(language).say(key, text=text) for language in LANGUAGES}
    assert len(said) == len(LANGUAGES)


@settings(max_examples=50)
@given(st.text(max_size=40) | st.text("0123456789-T:dhwmin +Z", max_size=20))
def test_whatever_is_written_is_refused_or_to_come_within_ten_years(text: str) -> None:
    try:
        moment = moment_to_come(text, WISH, NOW)
    except Refusal:
        return
    assert NOW < moment <= NOW + timedelta(days=3661)

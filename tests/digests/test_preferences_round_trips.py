"""The settings: what is written is read as the same, by whatever way, and nothing else is."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.errors import DigestError
from digests.models import Alerts, Empty, Fallback, Layout, Mute, Novelty, Quiet, Subscription, Thread, Undated
from digests.notations import MAX_ADDRESSES, MAX_LIST, MAX_WORD
from digests.preferences import (
    PREFERENCES,
    BadPreference,
    as_rows,
    changed,
    checked,
    exported_changes,
    imported,
    preference,
    reset,
    written,
)

DEFAULT = Subscription(feeds=(), language="en")
PLAIN = Subscription(feeds=("https://paper.example/feed",), language="en")
LANGUAGES = ("en", "fr", "de", "pt-BR", "zh-Hant", "zh-TW", "es-419", "ca-valencia", "he", "sr-Latn", "fil", "yue")
RULES = ("storm", '"heavy rain"', '"rain, then sun"', "/flood(s|ing)/", "/a{1,2}/", r"/tcp\/ip, v\d/", "language:fr")
MUTED = (
    "story:k7qm", "story:f2dd9x", "source:paper.example", "source:the paper", 'source:"post, morning"',
    "source:https://paper.example/rss", "topic:football", "topic:Natural Disasters", 'topic:"war until noon"',
)  # fmt: skip
ZONES = ("UTC", "Europe/Paris", "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "Etc/GMT+5", "Etc/GMT-14")
ADDRESSES = (
    "https://paper.example/feed", "http://paper.example/a,b?c=d,e", "https://paper.example/x,", "file:///news/paper.xml",
    "https://proxy.example/?of=a,https://paper.example/feed", "HTTPS://Paper.example/é", "https://paper.example/,,x",
)  # fmt: skip
DAY, NOW = date(2026, 12, 24), datetime(2026, 12, 24, tzinfo=UTC)
IDS = ("175928847299117063", "S012AB3CD", "U7", "a" * 64)

minutes = timedelta(minutes=1)
moments = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(second=0, microsecond=0))
mutes = st.builds(Mute, rule=st.sampled_from(MUTED), until=st.none() | moments)
spans = st.integers(60, 7 * 24 * 60).map(lambda count: count * minutes)
QUOTES = str.maketrans("", "", '"“”„‟«»')
awkward = ["none", "None", "trade, tariffs", "TCP/IP", "a/b, c/d", "source:/a", "-", "/a, b/", "a:“b"]
phrases = st.sampled_from(awkward) | st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=80)
hostile = (
    st.text()
    | st.text(st.characters(categories=["Cs", "Cc"]))
    | st.text(',:/\\"“”„«» \n\u0301none1hd-', max_size=20)
    | st.text("<>@!&|.,:;/- \n–0123468apmhtouefrnd", max_size=30)
)
clock_times = st.times().map(lambda moment: time(moment.hour, moment.minute))
hours = st.tuples(clock_times, clock_times)
date_ranges = st.tuples(st.dates(), st.dates()).map(sorted).map(lambda ends: (ends[0], ends[1]))


@st.composite
def subscriptions(draw: st.DrawFn) -> Subscription:
    """Any subscription that a person could have written."""
    language, *also_read = draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=11, unique=True))
    return Subscription(
        feeds=tuple(draw(st.lists(st.sampled_from(ADDRESSES), unique=True))),
        language=language,
        also_read=tuple(also_read),
        ui_language=draw(st.none() | st.sampled_from(LANGUAGES)),
        fallback=draw(st.sampled_from(Fallback)),
        window=draw(spans),
        max_age=draw(spans),
        undated=draw(st.sampled_from(Undated)),
        include=tuple(draw(st.lists(st.sampled_from(RULES), unique=True))),
        exclude=tuple(draw(st.lists(st.sampled_from(RULES), unique=True))),
        muted=tuple(draw(st.lists(mutes, max_size=9, unique_by=lambda mute: mute.rule))),
        topics=topics_of(draw(st.lists(phrases, max_size=20))),
        stories=draw(st.integers(3, 20)),
        min_publishers=draw(st.integers(1, 10)),
        singles=draw(st.integers(0, 10)),
        per_topic=draw(st.none() | st.integers(1, 20)),
        per_publisher=draw(st.none() | st.integers(1, 20)),
        sentences=draw(st.integers(0, 8)),
        novelty=draw(st.sampled_from(Novelty)),
        cooldown=draw(spans | st.just(timedelta(0))),
        empty=draw(st.sampled_from(Empty)),
        layout=draw(st.sampled_from(Layout)),
        thread=draw(st.sampled_from(Thread)),
        previews=draw(st.booleans()),
        images=draw(st.booleans()),
        silent=draw(st.booleans()),
        mention=draw(st.none() | st.sampled_from(IDS)),
        timezone=draw(st.sampled_from(ZONES)),
        times=tuple(sorted(draw(st.sets(clock_times, min_size=1, max_size=6)))),
        weekdays=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        quiet_dates=apart(draw(st.lists(date_ranges, max_size=50))),
        quiet_hours=tuple(sorted(pair for pair in draw(st.sets(hours, max_size=6)) if pair[0] != pair[1])),
        quiet=draw(st.sampled_from(Quiet)),
        catch_up=draw(st.integers(0, 24 * 60)) * minutes,
        retention=draw(st.integers(7, 365)) * timedelta(days=1),
        managers=tuple(draw(st.lists(st.sampled_from(IDS), unique=True))),
        alerts=draw(st.sampled_from(Alerts)),
    )


def apart(ranges: list[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Those that begin after all before them have ended."""
    kept: list[tuple[date, date]] = []
    for first, last in sorted(ranges):
        if not kept or first > kept[-1][1]:
            kept.append((first, last))
    return tuple(kept)


def topics_of(texts: list[str]) -> tuple[str, ...]:
    return changed(PLAIN, "topics", ",".join(f'"{text.translate(QUOTES).strip() or "x"}"' for text in texts)).topics


@given(subscriptions())
def test_what_is_written_is_read_as_what_it_was(subscription: Subscription) -> None:
    assert checked(subscription) is subscription
    for key in PREFERENCES:
        assert changed(subscription, key, written(subscription, key)) == subscription


@settings(max_examples=40)
@given(subscriptions(), subscriptions(), st.randoms(use_true_random=False))
def test_what_is_exported_makes_any_subscription_the_same(
    subscription: Subscription, other: Subscription, random: Any
) -> None:
    rows = [(key, text) for key, text, _ in as_rows(subscription)]
    random.shuffle(rows)
    assert imported(other, dict(rows)) == subscription


@settings(max_examples=40)
@given(subscriptions())
def test_what_is_kept_is_what_differs_from_a_default_and_makes_the_same_subscription(
    subscription: Subscription,
) -> None:
    rows = exported_changes(subscription)
    assert imported(DEFAULT, rows) == subscription
    assert rows.keys() - {"language"} == {key for key, _, is_default in as_rows(subscription) if not is_default} - {
        "language"
    }
    assert exported_changes(replace(DEFAULT, language=subscription.language)) == {"language": subscription.language}


@given(subscriptions(), hostile)
def test_whatever_is_written_is_refused_or_can_be_written_again(subscription: Subscription, text: str) -> None:
    for key in PREFERENCES:
        with suppress(BadPreference):
            subscription = changed(subscription, key, text)
    assert checked(subscription) is subscription


def test_as_many_of_the_longest_addresses_as_are_allowed_can_be_written_and_read() -> None:
    feeds = tuple(f"https://a.example/{number},".ljust(2000, "x") for number in range(500))
    assert checked(replace(PLAIN, feeds=feeds)).feeds == feeds


@pytest.mark.parametrize(
    "unit",
    [
        "“a,",
        "/a,",
        ",",
        " ",
        "\n",
        "a:",
        '"',
        "/ ",
        "1 d ",
        "\\",
        "ﷺ",
        "9",
        "en-",
        "<",
        "<@",
        "<@1|",
        "https://a,",
        "..",
        "8 h ",
        "mon-",
        "8:30 ",
        " to ",
    ],
)
def test_a_text_of_megabytes_is_refused_or_read_at_once(unit: str) -> None:
    for key in PREFERENCES:
        for size in (MAX_WORD, MAX_LIST, MAX_ADDRESSES, 3_000_000):
            text = unit * (size // len(unit))
            with suppress(BadPreference):
                new = changed(PLAIN, key, text)
                assert len(written(new, key)) <= len(text) + MAX_WORD


def test_the_language_wished_for_is_never_among_those_also_read() -> None:
    assert changed(PLAIN, "also_read", "fr, EN, de").also_read == ("fr", "de")
    both = changed(changed(PLAIN, "also_read", "fr, de"), "language", "fr")
    assert (both.language, both.also_read) == ("fr", ("de",))
    swapped = imported(PLAIN, {"also_read": "en", "language": "fr"})
    assert (swapped.language, swapped.also_read) == ("fr", ("en",))


@settings(max_examples=40)
@given(subscriptions())
def test_a_setting_goes_back_to_its_default(subscription: Subscription) -> None:
    for key in PREFERENCES.keys() - {"language"}:
        subscription = reset(subscription, key)
    assert subscription == replace(DEFAULT, language=subscription.language)
    with pytest.raises(BadPreference, match="no default"):
        reset(subscription, "language")


def test_an_import_is_done_as_a_whole_or_not_at_all_and_leaves_the_rest_as_it_is() -> None:
    before = changed(PLAIN, "stories", "5")
    assert imported(before, {"Length": "short", "images": "on"}) == replace(before, sentences=1, images=True)
    for rows in ({"length": "short", "stories": "99"}, {"stories": "4", "colour": "red"}):
        with pytest.raises(BadPreference):
            imported(before, rows)
    with pytest.raises(BadPreference, match="colour"):
        imported(before, {"stories": "99", "colour": "red"})


@pytest.mark.parametrize(
    "fields",
    [
        {"stories": True}, {"stories": 8.0}, {"stories": 2}, {"stories": "8"}, {"stories": 10**30}, {"stories": None},
        {"per_topic": 0}, {"per_topic": False}, {"sentences": 9}, {"sentences": True}, {"previews": 1},
        {"images": None}, {"window": 36}, {"window": timedelta(minutes=59)}, {"window": timedelta(hours=1, seconds=1)},
        {"cooldown": -timedelta(days=1)}, {"max_age": timedelta.max}, {"fallback": "skip"}, {"layout": Thread.NONE},
        {"also_read": "fr"}, {"also_read": ["fr"]}, {"also_read": ("en",)}, {"also_read": ("fr", "fr")},
        {"also_read": (None,)}, {"language": "pt_br"}, {"language": None}, {"language": ""}, {"ui_language": "xx"},
        {"include": ("rain, sun",)}, {"include": ("none",)}, {"include": (" rain",)}, {"include": ("rain", "rain")},
        {"include": ("/(/",)}, {"exclude": ('"rain', 'sun"')}, {"exclude": (3,)}, {"exclude": ("",)},
        {"exclude": tuple(map(str, range(101)))}, {"topics": ('the "sea"',)}, {"topics": ("x" * 101,)},
        {"topics": ("a\nb",)}, {"topics": ("\ud800",)},
        {"muted": ("story:k7qm",)}, {"muted": (Mute(rule="story:K7QM"),)}, {"muted": (Mute(rule="football"),)},
        {"muted": (Mute(rule="story:k7"),)}, {"muted": (Mute(rule="topic:a, b"),)}, {"muted": [Mute(rule="topic:a")]},
        {"muted": (Mute(rule="topic:a until 2026-12-01"),)}, {"muted": (Mute(rule="language:fr"),)},
        {"muted": (Mute(rule=3),)}, {"muted": (Mute(rule="topic:a", until="soon"),)},  # type: ignore[arg-type]
        {"muted": (Mute(rule="topic:a", until=datetime(2026, 12, 24)),)},  # noqa: DTZ001 - which zone is not said
        {"muted": (Mute(rule="topic:a", until=NOW.replace(second=1)),)}, {"muted": (Mute(rule="topic:a"),) * 2},
        {"muted": tuple(Mute(rule=f"topic:{number}") for number in range(101))},
        {"feeds": "https://a.example"}, {"feeds": ("a.example",)}, {"feeds": ("https://a.example/ b",)},
        {"feeds": ("https://a.example",) * 2}, {"feeds": ("<https://a.example>",)}, {"feeds": ["https://a.example"]},
        {"timezone": "europe/paris"}, {"timezone": ""}, {"timezone": "Factory"}, {"timezone": None},
        {"times": ()}, {"times": (time(18), time(8))}, {"times": (time(8), time(8))}, {"times": (time(8, 0, 1),)},
        {"times": (time(8, tzinfo=UTC),)}, {"times": (8,)}, {"times": ("08:00",)}, {"times": None},
        {"times": tuple(map(time, range(7)))}, {"times": (time(8, 0, 0, 1),)},
        {"weekdays": frozenset()}, {"weekdays": frozenset({7})}, {"weekdays": frozenset({-1})}, {"weekdays": {0}},
        {"weekdays": frozenset({0.0})}, {"weekdays": frozenset({True})}, {"weekdays": frozenset({0, 9})},
        {"quiet_dates": ((DAY, DAY),) * 2}, {"quiet_dates": ((DAY,),)}, {"quiet_dates": (DAY,)},
        {"quiet_dates": ((DAY, DAY, DAY),)}, {"quiet_dates": ((DAY, date(2026, 12, 23)),)}, {"quiet_dates": ((),)},
        {"quiet_dates": ((date(2027, 1, 1),) * 2, (DAY,) * 2)}, {"quiet_dates": ((NOW, NOW),)},
        {"quiet_dates": ((DAY, date(2026, 12, 26)), (date(2026, 12, 25), date(2026, 12, 27)))},
        {"quiet_hours": ((time(8), time(8)),)}, {"quiet_hours": ((time(8),),)}, {"quiet_hours": (time(8), time(9))},
        {"quiet_hours": ((time(8), time(9, 0, 1)),)}, {"quiet_hours": ((time(9), time(8)), (time(1), time(2)))},
        {"quiet": "hold"}, {"catch_up": timedelta(hours=25)}, {"retention": timedelta(days=6)}, {"silent": 1},
        {"mention": ""}, {"mention": "<@&17>"}, {"mention": "here"}, {"mention": 17}, {"managers": ("none",)},
        {"managers": ("17", "17")}, {"managers": (17,)}, {"managers": "17"}, {"alerts": "off"},
    ],
    ids=str,
)  # fmt: skip
def test_a_field_that_no_person_could_have_written_so_is_found(fields: dict[str, Any]) -> None:
    with pytest.raises(BadPreference) as caught:
        checked(replace(PLAIN, **fields))
    assert preference(caught.value.key).field in fields
    assert isinstance(caught.value, DigestError)

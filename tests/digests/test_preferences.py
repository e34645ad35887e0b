"""The settings: what may be written for each, how it is written back, and what is said when it cannot be meant."""

import pickle
from dataclasses import fields
from datetime import date, time, timedelta
from typing import cast

import pytest

from digests.errors import BadRequest
from digests.models import Alerts, Empty, Fallback, Layout, Novelty, Quiet, Subscription, Thread, Undated
from digests.notations import Kind
from digests.preferences import (
    PREFERENCES,
    BadPreference,
    as_rows,
    changed,
    preference,
    written,
)

DEFAULT = Subscription(feeds=(), language="en")
PLAIN = Subscription(feeds=("https://paper.example/feed",), language="en")


def refusal(key: str, text: str, subscription: Subscription = PLAIN) -> BadPreference:
    with pytest.raises(BadPreference) as caught:
        changed(subscription, key, text)
    return caught.value


def test_every_field_has_one_name_in_the_order_of_the_fields() -> None:
    assert [setting.field for setting in PREFERENCES.values()] == [field.name for field in fields(Subscription)]
    assert {key: setting.field for key, setting in PREFERENCES.items() if key != setting.field} == {
        "sources": "feeds", "length": "sentences",
    }  # fmt: skip


def test_a_new_subscription_is_shown_with_its_defaults() -> None:
    assert {key: value for key, value, is_default in as_rows(PLAIN) if is_default} == {
        "also_read": "none", "fallback": "original", "ui_language": "as language", "window": "36 h", "max_age": "2 d",
        "undated": "first seen", "include": "none", "exclude": "none", "muted": "none", "topics": "none",
        "stories": "8",
        "min_publishers": "2", "singles": "3", "per_topic": "3", "per_publisher": "2", "length": "medium",
        "layout": "compact", "thread": "none", "novelty": "update", "cooldown": "3 d", "empty": "skip",
        "previews": "off", "images": "off", "silent": "off", "mention": "none", "timezone": "UTC", "times": "08:00",
        "weekdays": "all", "quiet_dates": "none", "quiet_hours": "none", "quiet": "hold", "catch_up": "6 h",
        "retention": "30 d", "managers": "none", "alerts": "managers",
    }  # fmt: skip
    assert [row for row in as_rows(PLAIN) if not row[2]] == [
        ("sources", "https://paper.example/feed", False), ("language", "en", False),
    ]  # fmt: skip
    assert written(DEFAULT, "sources") == "all"


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("stories", " 3 ", 3),
        ("stories", "+20", 20),
        ("stories", "０１２", 12),
        ("stories", "١٢", 12),
        ("singles", "0", 0),
        ("per_topic", "None", None),
        ("per_publisher", "20", 20),
        ("length", "Headline", 0),
        ("length", "long", 4),
        ("length", "3", 3),
        ("window", "90min", timedelta(minutes=90)),
        ("window", "90 Minutes", timedelta(minutes=90)),
        ("window", "1d 12h", timedelta(hours=36)),
        ("window", "1 W", timedelta(days=7)),
        ("window", "３６ｈ", timedelta(hours=36)),
        ("max_age", "30 days", timedelta(days=30)),
        ("cooldown", "0", timedelta(0)),
        ("fallback", "original+label", Fallback.ORIGINAL),
        ("fallback", "Headline only", Fallback.HEADLINE),
        ("undated", "first-seen", Undated.FIRST_SEEN),
        ("novelty", "update only", Novelty.UPDATE),
        ("empty", "one line", Empty.LINE),
        ("thread", "details in thread", Thread.DETAILS),
        ("thread", "forum post", Thread.FORUM),
        ("layout", "CARDS", Layout.CARDS),
        ("previews", "yes", True),
        ("images", "True", True),
        ("images", "no", False),
        ("language", "PT_br", "pt-BR"),
        ("language", " eng ", "en"),
        ("language", "iw", "he"),
        ("language", "zh-hant", "zh-Hant"),
        ("ui_language", "language", None),
        ("ui_language", "DE", "de"),
        ("also_read", "fr,DE , pt_br\nfr", ("fr", "de", "pt-BR")),
        ("also_read", "", ()),
        ("include", "None", ()),
        ("topics", "space travel,  climate\tpolicy ", ("space travel", "climate policy")),
        ("topics", '"trade, tariffs", “ferries”', ("trade, tariffs", "ferries")),
        ("topics", '7" vinyl, 12" vinyl', ("7 vinyl", "12 vinyl")),
        ("topics", "/a\nb/", ("/a", "b/")),
        ("topics", '"none"', ("none",)),
        ("silent", "on", True),
        ("quiet", "Drop", Quiet.DROP),
        ("alerts", "here", Alerts.HERE),
        ("catch_up", "0", timedelta(0)),
        ("catch_up", "24 h", timedelta(days=1)),
        ("retention", "1 w", timedelta(days=7)),
        ("timezone", "europe/paris", "Europe/Paris"),
        ("times", "6:30 pm and 8", (time(8), time(18, 30))),
        ("weekdays", "Every day", frozenset(range(7))),
        ("weekdays", "sat-mon", frozenset({5, 6, 0})),
        ("quiet_dates", "2026-12-24..2027-01-02, 2026-05-01\n2026-12-31",
         ((date(2026, 5, 1), date(2026, 5, 1)), (date(2026, 12, 24), date(2027, 1, 2)))),
        ("quiet_dates", "None", ()),
        ("quiet_hours", "22:00-7:00, 12–13, 22:00-07:00", ((time(12), time(13)), (time(22), time(7)))),
        ("sources", "ALL", ()),
        ("sources", "https://a.example/x,https://b.example/y\n<https://c.example/z>", ("https://a.example/x",
         "https://b.example/y", "https://c.example/z")),
        ("sources", "https://a.example/1,2, https://a.example/3,", ("https://a.example/1,2", "https://a.example/3")),
        ("sources", "<https://a.example/1,>,<https://a.example/,https://b>", ("https://a.example/1,",
         "https://a.example/,https://b")),
        ("sources", "https://a.example https://a.example", ("https://a.example",)),
        ("mention", " <@&175928847299117063> ", "175928847299117063"),
        ("mention", "<!subteam^S012AB|@news, please>", "S012AB"),
        ("mention", "<!subteam^S012AB>", "S012AB"),
        ("mention", "S012ab", "S012ab"),
        ("mention", "NONE", None),
        ("managers", "<@17> <@!18>, <@U012|jane, jr.>\nU013", ("17", "18", "U012", "U013")),
        ("managers", "", ()),
        ("ALSO-READ", "fr", ("fr",)),
        (" per topic ", "4", 4),
    ],
)  # fmt: skip
def test_a_setting_is_read_as_people_write_it(key: str, text: str, value: object) -> None:
    assert getattr(changed(PLAIN, key, text), preference(key).field) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [(key, text) for key in ("stories", "per_topic", "length")
     for text in ("three", "3.0", "1e1", "3,5", "-3", str(10**30), "9" * 5000, "21", "", "true", "½", "٣x")]
    + [(key, text) for key in ("window", "max_age", "cooldown")
       for text in ("36", "1 m", "1 month", "-3 d", "1.5 h", "31 d", "999999 w 999999 w", "h", "none", "0 x")]
    + [(key, text) for key in ("language", "also_read", "ui_language")
       for text in ("xx", "english", "und", "mul", "zxx", "qaa", "x-mine", "en-u-nu-latn", "fr;de", "en--", "e" * 99)]
    + [(key, text) for key in ("mention", "managers")
       for text in ("@everyone", "everyone", "<!here>", "@here", "<!channel|channel>", "All", "@jane", "<@>", "<@17",
                    "17>", "<#17>", "a" * 65, "é1", "none,none", "<<@17>>", "<@17|a<b>", "١٧", "U-1", "<@&>")]
    + [("mention", text) for text in ("", "<@17>", "17, 18", "17 18")] + [("managers", "<@&17>")]
    + [("sources", text) for text in ("paper.example", "ftp://paper.example/feed", "https://", "https://a.example/<b>",
                                      "<https://a.example", "all, https://a.example", "https://a.example, none", "<>",
                                      "javascript:x", "https://a.example/" + "x" * 2000, "mailto:me@paper.example")]
    + [("catch_up", "25 h"), ("retention", "6 d"), ("retention", "366 d"), ("silent", "hold"), ("quiet", "none"),
       ("alerts", "on"), ("times", ""), ("weekdays", ""), ("weekdays", "none"), ("timezone", ""), ("times", "none")]
    + [("stories", "2"), ("min_publishers", "0"), ("min_publishers", "11"), ("singles", "11"), ("per_topic", "0"),
       ("length", "9"), ("length", "full"), ("window", "59 min"), ("window", "0"), ("window", "8 d"), ("language", ""),
       ("images", "maybe"), ("previews", "1"), ("fallback", "translate"), ("thread", ""), ("topics", '""'),
       ("topics", "x" * 101), ("topics", "\ud800"), ("exclude", "\x00"), ("include", "none,"),
       ("include", '"rain\nsun"')],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(key: str, text: str) -> None:
    error = refusal(key, text)
    assert error.key == key
    assert error.wants == preference(key).wants
    assert str(error).startswith(f"{key} can be ")


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("stories", "21", "stories can be a whole number from 3 to 20, not “21”"),
        ("per_topic", "all", "per_topic can be none or a whole number from 1 to 20, not “all”"),
        ("length", "mediun", "length can be headline, short, medium, long or a whole number from 0 to 8, not “mediun”; "
         "did you mean “medium”?"),
        ("window", "8 d", "window can be a time from 1 h to 1 w, in min, h, d or w, not “8 d”"),
        ("cooldown", "-1 d", "cooldown can be a time from 0 d to 30 d, in min, h, d or w, not “-1 d”"),
        ("fallback", "orignal", "fallback can be original, headline or skip, not “orignal”; did you mean “original”?"),
        ("previews", "maybe", "previews can be on or off, not “maybe”"),
        ("language", "xx", "language can be a language code such as en, fr or pt-BR, not “xx”"),
        ("also_read", "fr, xx", "also_read can be none or up to 10 language codes with commas between, not “xx”"),
        ("topics", "x" * 101, "topics can be none or up to 20 topics with commas between: a topic has 1 to 100 "
         "characters"),
        ("include", "none,", "include can be none or up to 100 rules with commas between: put it in quotation marks, "
         "and close those that are open"),
        ("storis", "8", "“storis” is no setting; did you mean “stories”?"),
        ("colour", "red", "“colour” is no setting; the settings are sources, language, also_read, ui_language, "
         "fallback, window, max_age, undated, include, exclude, muted, topics, stories, min_publishers, singles, "
         "per_topic, per_publisher, length, novelty, cooldown, empty, layout, thread, previews, images, silent, "
         "mention, timezone, times, weekdays, quiet_dates, quiet_hours, quiet, catch_up, retention, managers "
         "or alerts"),
        ("timezone", "paris", "timezone can be a time zone such as Europe/Paris or America/New_York, not “paris”; did "
         "you mean “Europe/Paris”?"),
        ("times", "8, 25:00", "times can be 1 to 6 times of the day such as 08:00, 18:30, not “25:00”"),
        ("weekdays", "mon, fryday", "weekdays can be all or days such as mon, thu or mon-fri, not “fryday”; did you "
         "mean “friday”?"),
        ("quiet_dates", "2027-01-02..2026-12-24", "quiet_dates can be none or up to 50 dates such as 2026-12-24 or "
         "2026-12-24..2027-01-02: it ends before it begins"),
        ("quiet_hours", "8-8", "quiet_hours can be none or up to 6 ranges such as 22:00-07:00: they end when they "
         "begin; to get no digest at all, pause it"),
        ("quiet", "holt", "quiet can be hold or drop, not “holt”; did you mean “hold”?"),
        ("catch_up", "2 d", "catch_up can be a time from 0 d to 1 d, in min, h, d or w, not “2 d”"),
        ("sources", "x", "sources can be all or up to 500 addresses of feeds with commas between, not “x”"),
        ("mention", "@here", "mention can be none or the id of one role or group: it cannot be everybody"),
        ("managers", "@jane", "managers can be none or up to 50 ids of people, not “@jane”"),
    ],
)  # fmt: skip
def test_a_refusal_says_in_one_sentence_what_may_be_written(key: str, text: str, sentence: str) -> None:
    assert str(refusal(key, text)) == sentence


def test_a_refusal_carries_what_a_sentence_in_another_language_is_made_from() -> None:
    error = refusal("per_topic", "nine")
    assert isinstance(error, BadRequest)
    assert (error.key, error.value, error.near) == ("per_topic", "nine", "none")
    assert (error.wants.kind, error.wants.low, error.wants.high) == (Kind.NUMBER, 1, 20)
    assert error.wants.choices == ("none",)
    assert refusal("also_read", "fr, xx, de").value == "xx"
    assert refusal("colour", "red").wants.kind is Kind.KEY


@pytest.mark.parametrize(
    ("key", "text"), [("length", "lng"), ("include", "/(/"), ("timezone", "rom"), ("window", "9 d"), ("storis", "8")]
)
def test_a_refusal_survives_the_way_between_processes(key: str, text: str) -> None:
    error = refusal(key, text)
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, BadPreference)
    assert str(again) == str(error)
    assert (again.key, again.value, again.wants, again.reason, again.near) == (
        error.key, error.value, error.wants, error.reason, error.near,
    )  # fmt: skip


def test_a_refusal_shows_little_of_a_long_text_and_no_control_characters() -> None:
    assert len(str(refusal("stories", "9" * 10_000))) < 200
    assert len(str(refusal("x" * 10_000, "1"))) < 500
    assert str(refusal("stories", "1\u202e2\n3")).endswith("not “1 2 3”")


def test_a_rule_that_is_none_is_refused_with_its_own_reason() -> None:
    error = refusal("exclude", "storm, /(/, rain")
    assert error.value == "/(/"
    assert error.reason
    assert str(error) == f"exclude can be none or up to 100 rules with commas between: {error.reason}"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("storm,rain", ("storm", "rain")),
        ("storm, , rain,\n\n flood\r\nstorm", ("storm", "rain", "flood")),
        ('"heavy, rain", sun', ('"heavy, rain"', "sun")),
        ("/a{1,2}/,/b,c/, d", ("/a{1,2}/", "/b,c/", "d")),
        (r"/a\/, b/, c", (r"/a\/, b/", "c")),
        ('source:"The Post, Morning", language:fr', ('source:"The Post, Morning"', "language:fr")),
        ("„heavy, rain“, »sun, wind«, “snow, hail”", ("„heavy, rain“", "»sun, wind«", "“snow, hail”")),
        ("/tcp, ip/i , /v6/", ("/tcp, ip/i", "/v6/")),
        ("source: https://paper.example/rss, storm", ("source: https://paper.example/rss", "storm")),
        (" storm   surge ", ("storm surge",)),
        ("and/or, either/or", ("and/or", "either/or")),
    ],
)  # fmt: skip
def test_rules_stand_between_commas_and_line_ends_that_no_quotes_or_slashes_hide(
    text: str, rules: tuple[str, ...]
) -> None:
    assert changed(PLAIN, "exclude", text).exclude == rules


@pytest.mark.parametrize(
    ("key", "most", "item"),
    [("include", 100, "word{}"), ("exclude", 100, "word{}"), ("muted", 100, "topic:word{}"),
     ("topics", 20, "word{}"), ("managers", 50, "U{}"),
     ("sources", 500, "https://paper{}.example/"), ("times", 6, "{}:15"), ("quiet_hours", 6, "{}:00-23:30"),
     ("quiet_dates", 50, "{:04}-05-01")],
)  # fmt: skip
def test_a_list_has_a_limit(key: str, most: int, item: str) -> None:
    words = [item.format(number) for number in range(1, most + 2)]
    assert len(getattr(changed(PLAIN, key, ",".join(words[:most])), preference(key).field)) == most
    error = refusal(key, "\n".join(words))
    assert (error.wants.most, error.reason) == (most, "these are more")


def test_a_word_that_may_stand_for_a_person_too_is_never_a_manager_among_others() -> None:
    assert refusal("managers", "17, none").value == "none"
    assert refusal("managers", "17, everyone").reason == "it cannot be everybody"


@pytest.mark.parametrize("value", [True, None, 8, ["fr"], b"8"])
def test_what_is_no_text_is_refused(value: object) -> None:
    for key in PREFERENCES:
        refusal(key, cast(str, value))

"""The settings: what may be written for each, how it is written back, and what is said when it cannot be meant."""

import pickle
from contextlib import suppress
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import BadRequest, DigestError
from digests.models import Empty, Fallback, Layout, Novelty, Subscription, Thread, Undated
from digests.preferences import (
    MAX_LIST,
    MAX_WORD,
    PREFERENCES,
    BadPreference,
    Kind,
    as_rows,
    changed,
    checked,
    exported,
    imported,
    preference,
    reset,
    written,
)

PLAIN = Subscription(feeds=("https://paper.example/feed",), language="en")
LANGUAGES = ("en", "fr", "de", "pt-BR", "zh-Hant", "zh-TW", "es-419", "ca-valencia", "he", "sr-Latn", "fil", "yue")
RULES = ("storm", '"heavy rain"', '"rain, then sun"', "/flood(s|ing)/", "/a{1,2}/", r"/tcp\/ip, v\d/", "language:fr")

minutes = timedelta(minutes=1)
spans = st.integers(60, 7 * 24 * 60).map(lambda count: count * minutes)
QUOTES = str.maketrans("", "", '"“”„‟«»')
awkward = ["none", "None", "trade, tariffs", "TCP/IP", "a/b, c/d", "source:/a", "-", "/a, b/", "a:“b"]
phrases = st.sampled_from(awkward) | st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=80)
hostile = (
    st.text() | st.text(st.characters(categories=["Cs", "Cc"])) | st.text(',:/\\"“”„«» \n\u0301none1hd-', max_size=20)
)


@st.composite
def subscriptions(draw: st.DrawFn) -> Subscription:
    """Any subscription that a person could have written."""
    language, *also_read = draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=11, unique=True))
    return Subscription(
        feeds=PLAIN.feeds,
        language=language,
        also_read=tuple(also_read),
        ui_language=draw(st.none() | st.sampled_from(LANGUAGES)),
        fallback=draw(st.sampled_from(Fallback)),
        window=draw(spans),
        max_age=draw(spans),
        undated=draw(st.sampled_from(Undated)),
        include=tuple(draw(st.lists(st.sampled_from(RULES), unique=True))),
        exclude=tuple(draw(st.lists(st.sampled_from(RULES), unique=True))),
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
    )


def topics_of(texts: list[str]) -> tuple[str, ...]:
    return changed(PLAIN, "topics", ",".join(f'"{text.translate(QUOTES).strip() or "x"}"' for text in texts)).topics


def refusal(key: str, text: str, subscription: Subscription = PLAIN) -> BadPreference:
    with pytest.raises(BadPreference) as caught:
        changed(subscription, key, text)
    return caught.value


def test_every_field_that_a_person_may_set_has_one_name() -> None:
    settable = {field.name for field in fields(Subscription)} - {"feeds"}
    assert sorted(setting.field for setting in PREFERENCES.values()) == sorted(settable)
    assert " ".join(PREFERENCES) == (
        "language also_read fallback ui_language window max_age undated include exclude topics stories min_publishers "
        "singles per_topic per_publisher length layout thread novelty cooldown empty previews images"
    )


def test_a_new_subscription_is_shown_with_its_defaults() -> None:
    assert {key: value for key, value, is_default in as_rows(PLAIN) if is_default} == {
        "also_read": "none", "fallback": "original", "ui_language": "as language", "window": "36 h", "max_age": "2 d",
        "undated": "first seen", "include": "none", "exclude": "none", "topics": "none", "stories": "8",
        "min_publishers": "2", "singles": "3", "per_topic": "3", "per_publisher": "2", "length": "medium",
        "layout": "compact", "thread": "none", "novelty": "update", "cooldown": "3 d", "empty": "skip",
        "previews": "off", "images": "off",
    }  # fmt: skip
    assert [row for row in as_rows(PLAIN) if not row[2]] == [("language", "en", False)]


@given(subscriptions())
def test_what_is_written_is_read_as_what_it_was(subscription: Subscription) -> None:
    assert checked(subscription) is subscription
    for key in PREFERENCES:
        assert changed(subscription, key, written(subscription, key)) == subscription


@given(subscriptions(), subscriptions(), st.randoms(use_true_random=False))
def test_what_is_exported_makes_any_subscription_the_same(
    subscription: Subscription, other: Subscription, random: Any
) -> None:
    rows = list(exported(subscription).items())
    random.shuffle(rows)
    assert imported(other, dict(rows)) == subscription


@given(subscriptions(), hostile)
def test_whatever_is_written_is_refused_or_can_be_written_again(subscription: Subscription, text: str) -> None:
    for key in PREFERENCES:
        with suppress(BadPreference):
            subscription = changed(subscription, key, text)
    assert checked(subscription) is subscription


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
        ("window", "8 d", "window can be a time from 1 h to 1 w such as 90 min, 36 h or 3 d, not “8 d”"),
        ("cooldown", "-1 d", "cooldown can be a time from 0 d to 30 d such as 90 min, 36 h or 3 d, not “-1 d”"),
        ("fallback", "orignal", "fallback can be original, headline or skip, not “orignal”; did you mean “original”?"),
        ("previews", "maybe", "previews can be on or off, not “maybe”"),
        ("language", "xx", "language can be a language code such as en, fr or pt-BR, not “xx”"),
        ("also_read", "fr, xx", "also_read can be none or up to 10 language codes with commas between, not “xx”"),
        ("topics", "x" * 101, "topics can be none or up to 20 topics with commas between: a topic has 1 to 100 "
         "characters"),
        ("include", "none,", "include can be none or up to 100 rules with commas between: put it in quotation marks, "
         "and close those that are open"),
        ("storis", "8", "“storis” is no setting; did you mean “stories”?"),
        ("colour", "red", "“colour” is no setting; the settings are language, also_read, fallback, ui_language, "
         "window, max_age, undated, include, exclude, topics, stories, min_publishers, singles, per_topic, "
         "per_publisher, length, layout, thread, novelty, cooldown, empty, previews or images"),
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


@pytest.mark.parametrize(("key", "text"), [("length", "lng"), ("include", "/(/"), ("window", "9 d"), ("storis", "8")])
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
    assert len(str(refusal("x" * 10_000, "1"))) < 400
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


@pytest.mark.parametrize(("key", "most"), [("include", 100), ("exclude", 100), ("topics", 20)])
def test_a_list_has_a_limit(key: str, most: int) -> None:
    words = [f"word{number}" for number in range(most + 1)]
    assert getattr(changed(PLAIN, key, ",".join(words[:most])), key) == tuple(words[:most])
    assert refusal(key, "\n".join(words)).wants.most == most


@pytest.mark.parametrize("unit", ["“a,", "/a,", ",", " ", "\n", "a:", '"', "/ ", "1 d ", "\\", "ﷺ", "9", "en-"])
def test_a_text_of_megabytes_is_refused_or_read_at_once(unit: str) -> None:
    for key in PREFERENCES:
        for size in (MAX_WORD, MAX_LIST, 3_000_000):
            text = unit * (size // len(unit))
            with suppress(BadPreference):
                new = changed(PLAIN, key, text)
                assert len(written(new, key)) <= MAX_LIST


def test_the_language_wished_for_is_never_among_those_also_read() -> None:
    assert changed(PLAIN, "also_read", "fr, EN, de").also_read == ("fr", "de")
    both = changed(changed(PLAIN, "also_read", "fr, de"), "language", "fr")
    assert (both.language, both.also_read) == ("fr", ("de",))
    swapped = imported(PLAIN, {"also_read": "en", "language": "fr"})
    assert (swapped.language, swapped.also_read) == ("fr", ("en",))


@given(subscriptions())
def test_a_setting_goes_back_to_its_default(subscription: Subscription) -> None:
    for key in list(PREFERENCES)[1:]:
        subscription = reset(subscription, key)
    assert subscription == Subscription(feeds=subscription.feeds, language=subscription.language)
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
    ],
    ids=str,
)  # fmt: skip
def test_a_field_that_no_person_could_have_written_so_is_found(fields: dict[str, Any]) -> None:
    with pytest.raises(BadPreference) as caught:
        checked(replace(PLAIN, **fields))
    assert preference(caught.value.key).field in fields
    assert isinstance(caught.value, DigestError)


@pytest.mark.parametrize("value", [True, None, 8, ["fr"], b"8"])
def test_what_is_no_text_is_refused(value: object) -> None:
    for key in PREFERENCES:
        refusal(key, cast(str, value))

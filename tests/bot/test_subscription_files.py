"""`digestbot subscriptions export` and `import` as their user meets them, on a real database."""

import json
import re
import tomllib
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.subscriptions import MAX_BYTES, as_toml, entries_of
from digests.adapters.store import open_database
from digests.errors import BadRequest, DigestError, NothingToSay
from digests.models import Feed, Subscription
from digests.schedules import subscribed
from tests.bot.subscribed import NOW, Typed, all_kept, followed, kept, subscribe


def test_what_is_exported_is_imported_again_on_another_machine(typed: Typed, tmp_path: Path) -> None:
    first = subscribe(typed, "--set", 'exclude="a, b"', "--set", "quiet_dates=2026-12-24..2027-01-02")
    subscribe(typed, "--channel", "east", "--set", "sources=https://herald.example/rss")
    before = all_kept()
    typed("subscriptions", "export", "--output", "all.toml")
    tables = tomllib.loads((tmp_path / "all.toml").read_text(encoding="utf-8"))["subscription"]
    assert tables[0] == {
        "id": first,
        "chat": "console",
        "channel": "console",
        "settings": {
            "language": "fr",
            "exclude": '"a, b"',
            "timezone": "Europe/Paris",
            "quiet_dates": "2026-12-24..2027-01-02",
        },
    }
    said = typed("subscriptions", "import", "all.toml")
    assert said.count(": as it was, ") == 2
    (tmp_path / "digestbot.db").unlink()
    said = typed("subscriptions", "import", "all.toml")
    assert said.count(": new, ") == 2
    assert followed() == ["https://herald.example/rss"]
    after = all_kept()
    assert [(s.id, s.address, s.subscription) for s in after] == sorted(
        (s.id, s.address, s.subscription) for s in before
    )
    assert typed("subscriptions", "export", first).count("[[subscription]]") == 1


def test_a_known_id_gets_exactly_the_settings_of_the_file_and_no_id_is_a_new_subscription(
    typed: Typed, tmp_path: Path
) -> None:
    id_ = subscribe(typed, "--set", "stories=5")
    (tmp_path / "in.toml").write_text(
        f'[[subscription]]\nid = "{id_}"\nchat = "console"\nsettings = {{language = "de", times = "7"}}\n'
        '[[subscription]]\nchat = "console"\nchannel = "east"\n'
        'settings = {language = "en", stories = 9, images = true}\n'
        '[[subscription]]\nchat = "console"\nchannel = "east"\nsettings = {language = "en"}\n',
        encoding="utf-8",
    )
    said = typed("subscriptions", "import", "in.toml")
    assert f"{id_} console · console: changed, 07:00, UTC\n" in said
    assert kept(id_)[0].subscription == Subscription(feeds=(), language="de", times=(time(7),))
    new = [subscriber.subscription for subscriber in all_kept() if subscriber.id != id_]
    assert {(wish.stories, wish.images) for wish in new} == {(9, True), (8, False)}


GOOD = '[[subscription]]\nid = "bbbb"\nchat = "console"\nsettings = {language = "fr"}\n'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "it holds no subscription"),
        (b"\xff\xfe\x00", "it is no TOML: it is not written in UTF-8"),
        (b"a = [", "it is no TOML: "),
        (b"a = " + b"[" * 100_000, "it is nested too deep"),
        (b"a = 1" + b"0" * 5000, "it is no TOML: "),
        (b"#" * (MAX_BYTES + 1), "it is larger than 5 MB"),
        (b"colour = 1", "“colour” is not known there"),
        (b"subscription = 5", "it holds no subscription"),
        (b"subscription = [5]", "subscription 1 is no table"),
        (b"[[subscription]]\nid = 5", "subscription 1: id is to be text, in quotation marks"),
        (b'[[subscription]]\nid = "bb\\nbb; DROP"', "subscription 1: id is four to six letters and digits"),
        (b'[[subscription]]\nid = "bbbb"', "subscription bbbb: chat is missing"),
        (b'[[subscription]]\nchat = "console"\ncolour = 1', "subscription 1: “colour” is not known there"),
        (b'[[subscription]]\nchat = "console"\nsettings = 5', "subscription 1: settings is no table"),
        (b'[[subscription]]\nchat = "console"', "subscription 1: language is missing"),
        (GOOD.encode() + b"times = 08:00:00", "subscription bbbb: “times” is not known there"),
        (b'[[subscription]]\nchat = "console"\nsettings = {language = "fr", times = 08:00:00}', "times is to be text"),
        (b'[[subscription]]\nchat = "console"\nsettings = {language = "fr", stories = 99}', "stories can be"),
        (b'[[subscription]]\nchat = "console"\nsettings = {language = "fr", colour = "red"}', "“colour” is no setting"),
        (b'[[subscription]]\nchat = "console"\nsettings = {language = "fr", sources = "x"}', "sources can be"),
        ((GOOD + GOOD).encode(), "subscription bbbb stands in the file twice"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_is_named_with_its_place_or_id(content: bytes, sentence: str) -> None:
    with pytest.raises(BadRequest, match=re.escape(sentence)):
        entries_of(content)


@pytest.mark.parametrize(
    "wrong", ['chat = "discord"', 'chat = "file"\nchannel = "nowhere/x.jsonl"', 'chat = "console"\nid=5']
)
def test_a_file_with_one_mistake_changes_nothing(typed: Typed, tmp_path: Path, wrong: str) -> None:
    id_ = subscribe(typed)
    before = kept(id_)
    good = GOOD.replace("bbbb", id_).replace("}", ', sources = "https://herald.example/rss"}')
    settings = 'settings = {language = "fr"}'
    (tmp_path / "in.toml").write_text(f"{good}{GOOD}[[subscription]]\n{wrong}\n{settings}\n", encoding="utf-8")
    with pytest.raises(BadRequest, match=r"^in.toml: subscription 3: "):
        typed("subscriptions", "import", "in.toml")
    assert [subscriber.id for subscriber in all_kept()] == [id_]
    assert kept(id_) == before
    assert followed() == []


def test_a_subscription_never_moves_to_another_channel_by_a_file(typed: Typed, tmp_path: Path) -> None:
    id_ = subscribe(typed)
    (tmp_path / "in.toml").write_text(
        GOOD.replace("bbbb", id_).replace("settings", 'channel = "east"\nsettings'), encoding="utf-8"
    )
    with pytest.raises(BadRequest, match=f"subscription {id_}: it goes to console · console here"):
        typed("subscriptions", "import", "in.toml")


def test_without_a_subscription_there_is_nothing_to_show_or_write(typed: Typed) -> None:
    for command in ("list", "export"):
        with pytest.raises(NothingToSay, match="there is no subscription yet"):
            typed("subscriptions", command)


@pytest.mark.parametrize("name", ["nowhere.toml", ".", "~nobody-so/x.toml", "x" * 300])
def test_a_file_that_is_not_there_is_named(typed: Typed, name: str) -> None:
    with pytest.raises(DigestError, match=re.escape(name)):
        typed("subscriptions", "import", name)


@given(st.text(max_size=300))
def test_what_a_file_calls_things_never_steers_the_terminal(text: str) -> None:
    name = json.dumps(text + "\x1b[31m")  # TOML knows the same escapes
    for line in (f"{name} = 1", f"settings = {{{name} = 1}}", f"id = {name}"):
        with pytest.raises(BadRequest) as caught:
            entries_of(f'[[subscription]]\nchat = "console"\n{line}\n'.encode())
        assert not {"\x1b", "\x07", "\u202e"} & set(str(caught.value))


def test_what_is_written_is_read_as_the_same_subscriptions() -> None:
    wish = Subscription(
        feeds=("https://herald.example/rss?a=1,2",), language="pt-BR", exclude=('"a, b"', "/x,y/"), topics=("sea, ice",)
    )
    subscriber = subscribed(subscriber_id="bbbb", chat="console", address='q"\\', subscription=wish, now=NOW)
    [entry] = entries_of(as_toml([subscriber]).encode())
    assert (entry.id, entry.chat, entry.channel, entry.subscription) == ("bbbb", "console", 'q"\\', wish)


def test_the_feed_of_a_moved_address_is_taken_by_what_it_is_known_as(typed: Typed) -> None:
    from digests.following import known_feeds, newly_followed

    store, _ = open_database("sqlite:///digestbot.db")
    feed = Feed(url="https://herald.example/old", title="Herald")
    moved = newly_followed(feed, location="https://herald.example/new", language=None, topic=None, now=NOW)
    store.save_followed([moved])
    assert known_feeds(["herald.example/new"], store, NOW, is_shared=True) == {
        "herald.example/new": "https://herald.example/old"
    }
    assert len(store.followed_feeds()) == 1
    store.close()

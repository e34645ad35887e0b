"""`digestbot subscribe`, `unsubscribe` and `subscriptions` as their user meets them, on a real database."""

import json
import logging
import os
import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import structlog
import tzlocal
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import app
from bot.formats.subscriptions import MAX_BYTES, as_toml, entries_of, moment_ahead
from digests import planning
from digests.adapters.store import open_database
from digests.errors import BadRequest, DigestError, NothingToSay
from digests.models import Feed, Subscription
from digests.planning import plan_due
from digests.postings import Fate, Slot, Subscriber
from digests.schedules import subscribed
from tests.digests.newsroom import a_feed, an_item, open_newsroom

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PARIS = Subscription(feeds=(), language="fr", timezone="Europe/Paris")
LIST = '<opml version="2.0"><body><outline text="Herald" xmlUrl="https://herald.example/rss"/></body></opml>'

Typed = Callable[..., str]


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Iterator[Typed]:
    """A command line in a folder of its own: what is typed goes in, what is printed comes out."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DIGESTBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DIGESTBOT_ALLOW_PRIVATE_ADDRESSES", "true")
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def run(*arguments: str) -> str:
        capsysbinary.readouterr()
        app(list(arguments), prog_name="digestbot", standalone_mode=False)
        return capsysbinary.readouterr().out.decode()

    yield run
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def new_id(said: str) -> str:
    return said.split(maxsplit=1)[0]


def subscribe(typed: Typed, *more: str) -> str:
    return new_id(typed("subscribe", "--chat", "console", "-l", "fr", "--timezone", "Europe/Paris", *more))


def kept(id_: str) -> tuple[Subscriber, list[Slot]]:
    store, ledger = open_database("sqlite:///digestbot.db")
    try:
        [subscriber] = ledger.subscribers([id_])
        return subscriber, ledger.slots(id_, NOW.date().replace(year=2000))
    finally:
        store.close()


def all_kept() -> list[Subscriber]:
    store, ledger = open_database("sqlite:///digestbot.db")
    try:
        return ledger.subscribers()
    finally:
        store.close()


def followed() -> list[str]:
    store, _ = open_database("sqlite:///digestbot.db")
    try:
        return [feed.feed.url for feed in store.followed_feeds()]
    finally:
        store.close()


# ---------------------------------------------------------------- subscribe


def test_a_subscription_is_made_and_its_next_three_runs_are_said_in_its_zone(typed: Typed) -> None:
    said = typed(
        "subscribe", "--chat", "console", "--language", "fr", "--times", "8,18:30", "--timezone", "europe/paris",
        "--weekdays", "mon-fri", "--set", "stories=5",
    )  # fmt: skip
    first, sources, runs = said.splitlines()
    assert first.endswith("console · console: gets a digest (fr) at 08:00, 18:30 on mon-fri, Europe/Paris")
    assert "digestbot feeds import seeds/starter.opml" in sources
    assert re.fullmatch(r"next runs: (\w{3} [\d-]{10} (08:00|18:30)(, )?){3} \(Europe/Paris\)", runs)
    subscriber, slots = kept(new_id(said))
    wish = subscriber.subscription
    assert (subscriber.chat, subscriber.address, slots) == ("console", "console", [])
    assert (wish.times, wish.weekdays, wish.stories) == ((time(8), time(18, 30)), frozenset(range(5)), 5)


def in_zone(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """Let this be a machine of that time zone."""
    monkeypatch.setenv("TZ", zone)
    tzlocal.reload_localzone()  # what it has found before it keeps


def test_without_a_zone_that_of_the_machine_is_taken_and_named(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    in_zone(monkeypatch, "Asia/Kathmandu")
    app(["subscribe", "--chat", "console", "-l", "fr"], standalone_mode=False)
    told = capsysbinary.readouterr()
    assert b"those of Asia/Kathmandu, the zone of this machine; --timezone names another" in told.err
    assert kept(new_id(told.out.decode()))[0].subscription.timezone == "Asia/Kathmandu"
    app(["subscribe", "--chat", "console", "-l", "fr", "--set", "timezone=UTC"], standalone_mode=False)
    assert capsysbinary.readouterr().err == b""


def test_a_machine_in_etc_utc_is_in_utc(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    in_zone(monkeypatch, "Etc/UTC")
    said = typed("subscribe", "--chat", "console", "-l", "fr")
    assert "08:00, UTC\n" in said
    assert kept(new_id(said))[0].subscription.timezone == "UTC"


def test_a_file_is_a_jsonl_file_by_its_whole_path(typed: Typed, tmp_path: Path) -> None:
    said = typed("subscribe", "--chat", "file", "-l", "fr", "--timezone", "UTC")
    assert kept(new_id(said))[0].address == str(tmp_path / "digests.jsonl")


async def test_a_source_is_followed_if_it_is_not_and_a_list_may_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.bot.test_feeds import run

    (tmp_path / "mine.opml").write_text(LIST, encoding="utf-8")
    async with open_newsroom(feed=a_feed(an_item(1))) as room:
        code, said, _ = await run(
            tmp_path, "subscribe", "--chat", "console", "-l", "en", "--timezone", "UTC",
            "--source", f"{room.url}feed", "--source", "mine.opml", "--source", "https://herald.example/rss",
        )  # fmt: skip
        assert code == 0
        assert "sources: 2 feeds\n" in said
    monkeypatch.chdir(tmp_path)
    [subscriber] = all_kept()
    assert subscriber.subscription.feeds == (f"{room.url}feed", "https://herald.example/rss")
    assert set(followed()) == set(subscriber.subscription.feeds)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--chat", "discord", "-l", "fr"], "channels of discord are subscribed in the chat itself"),
        (["--chat", "slack", "-l", "fr"], "channels of slack are subscribed in the chat itself"),
        (["--chat", "pigeon", "-l", "fr"], "“pigeon” is no chat that can be subscribed here; console and file are"),
        (["--chat", "console", "-l", "klingon!"], "language can be a language code"),
        (["--chat", "console", "-l", "fr", "--times", "25:00"], "times can be"),
        (["--chat", "console", "-l", "fr", "--timezone", "Mars"], "timezone can be"),
        (["--chat", "console", "-l", "fr", "--weekdays", "someday"], "weekdays can be"),
        (["--chat", "console", "-l", "fr", "--set", "stories"], "“stories” sets nothing"),
        (["--chat", "console", "-l", "fr", "--set", "colour=red"], "“colour” is no setting"),
        (["--chat", "console", "-l", "fr", "--channel", "a\x1b[31mb"], "on one line"),
        (["--chat", "console", "-l", "fr", "--channel", "@ana"], "without @"),
        (["--chat", "console", "-l", "fr", "--channel", "x" * 200], "1 to 100 characters"),
        (["--chat", "file", "-l", "fr", "--channel", "notes.txt"], "is no name of a .jsonl file"),
        (["--chat", "file", "-l", "fr", "--channel", "nowhere/x.jsonl"], "there is no folder"),
        (["--chat", "file", "-l", "fr", "--channel", "~nobody-so/x.jsonl"], "is no name of a file here"),
        (["--chat", "file", "-l", "fr", "--channel", "x" * 300 + ".jsonl"], "is no name of a file here"),
        (["--chat", "console", "-l", "fr", "--set", "sources=lemonde"], "sources can be"),
    ],
)  # fmt: skip
def test_what_cannot_be_subscribed_is_one_sentence_and_nothing_is_kept(
    typed: Typed, options: list[str], sentence: str
) -> None:
    with pytest.raises(BadRequest, match=re.escape(sentence)):
        typed("subscribe", *options)
    assert not Path("digestbot.db").exists()


# ---------------------------------------------------------------- one of them


@pytest.mark.parametrize(
    "command",
    [
        ["unsubscribe", "none"],
        ["status", "none"],
        *(["subscriptions", verb, "none"] for verb in ("show", "pause", "resume", "skip", "export")),
        ["subscriptions", "set", "none", "stories=5"],
        ["subscriptions", "reset", "none", "stories"],
    ],
)
def test_an_unknown_subscription_is_named(typed: Typed, command: list[str]) -> None:
    with pytest.raises(BadRequest, match="“none” is no subscription; digestbot subscriptions list shows them"):
        typed(*command)


def test_all_subscriptions_stand_in_a_table(typed: Typed) -> None:
    first, second = subscribe(typed), subscribe(typed, "--channel", "[bold]east", "--weekdays", "sat")
    typed("subscriptions", "pause", first)
    head, *rows = typed("subscriptions", "list").splitlines()
    assert head.split() == ["id", "chat", "channel", "language", "schedule", "next", "run", "state"]
    assert re.match(rf"{first} +console +console +fr +08:00, Europe/Paris +none +paused since ", rows[0])
    assert re.match(rf"{second} +console +\[bold\]east +fr +08:00 on sat, Europe/Paris +[\d-]+ 08:00", rows[1])


def test_every_setting_is_shown_and_the_changed_ones_are_marked(typed: Typed) -> None:
    id_ = subscribe(typed, "--set", "exclude=football")
    lines = typed("subscriptions", "show", id_).splitlines()
    assert "* exclude        football" in lines
    assert "* timezone       Europe/Paris" in lines
    assert "  stories        8" in lines


def test_a_subscription_ends(typed: Typed) -> None:
    id_ = subscribe(typed)
    assert typed("unsubscribe", id_) == f"{id_} console · console: gets no digest any more\n"
    assert all_kept() == []


def test_settings_change_together_or_not_at_all(typed: Typed) -> None:
    id_ = subscribe(typed)
    said = typed("subscriptions", "set", id_, "stories=5", "exclude=football", "exclude=golf")
    assert said == "exclude: football, golf\nstories: 5\n"
    before = kept(id_)
    with pytest.raises(BadRequest, match="times can be"):
        typed("subscriptions", "set", id_, "stories=9", "times=noon")
    with pytest.raises(BadRequest, match="it has no default"):
        typed("subscriptions", "reset", id_, "stories", "language")
    assert kept(id_) == before
    assert typed("subscriptions", "reset", id_, "stories", "exclude") == "exclude: none\nstories: 8\n"
    assert typed("subscriptions", "reset", id_, "stories") == "nothing changed: it was so already\n"


def test_sources_that_are_set_are_followed_without_being_fetched(typed: Typed) -> None:
    id_ = subscribe(typed)
    typed("subscriptions", "set", id_, "sources=https://herald.example/rss, https://bote.example/feed")
    assert followed() == ["https://bote.example/feed", "https://herald.example/rss"]
    assert kept(id_)[0].subscription.feeds == ("https://herald.example/rss", "https://bote.example/feed")


def test_a_new_schedule_says_its_next_runs_and_what_it_means_for_a_day_that_had_its_digest(typed: Typed) -> None:
    now = datetime.now(UTC)
    zone = f"Etc/GMT{now.hour - 12:+d}"  # where it is noon; these names count the other way round
    wish = Subscription(feeds=(), language="fr", timezone=zone, times=(time(11),))
    before = subscribed(
        subscriber_id="bbbb", chat="console", address="c", subscription=wish, now=now - timedelta(hours=3)
    )
    store, ledger = open_database("sqlite:///digestbot.db")
    ledger.save_subscribers([(before, ())])
    plan_due(now, ledger=ledger)
    store.close()
    [slot] = kept("bbbb")[1]
    assert slot.fate is Fate.PLANNED
    times, meaning, runs = typed("subscriptions", "set", "bbbb", "times=14:00").splitlines()
    assert times == "times: 14:00"
    assert meaning == f"{slot.date} at 14:00: no digest, since another time of that day has taken its place"
    assert re.fullmatch(rf"next runs: .* 14:00 \({re.escape(zone)}\)", runs)
    assert str(slot.date) not in runs


def test_a_pause_ends_when_it_was_asked_to_or_when_it_is_resumed(typed: Typed) -> None:
    id_ = subscribe(typed)
    assert "until it is resumed" in typed("subscriptions", "pause", id_)
    assert kept(id_)[0].paused_at is not None
    day = datetime.now(UTC).date() + timedelta(days=400)
    said = typed("subscriptions", "pause", id_, "--until", f"{day}")
    assert f"until {day:%a} {day} 00:00" in said
    assert f"next runs: {day:%a} {day} 08:00" in said
    assert typed("subscriptions", "resume", id_).startswith(f"{id_}: is not paused\nnext runs: ")
    assert kept(id_)[0].paused_at is None


def test_the_next_digests_are_left_out_and_brought_back(typed: Typed) -> None:
    id_ = subscribe(typed)
    assert "the next 2 digests will be left out" in typed("subscriptions", "skip", id_, "2")
    assert kept(id_)[0].skips == 2
    assert "none is left out" in typed("subscriptions", "skip", id_, "0")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("3d", NOW + timedelta(days=3)),
        ("90 min", NOW + timedelta(minutes=90)),
        ("2026-12-01", datetime(2026, 11, 30, 23, tzinfo=UTC)),
        (" 2026-12-01T08:00 ", datetime(2026, 12, 1, 7, tzinfo=UTC)),
        ("2026-12-01T08:00+00:00", datetime(2026, 12, 1, 8, tzinfo=UTC)),
    ],
)
def test_a_moment_to_come_is_of_the_subscriptions_zone(text: str, moment: datetime) -> None:
    assert moment_ahead(text, PARIS, NOW) == moment


@pytest.mark.parametrize("text", ["", "soon", "3m", "2026-13-01", "9999-12-31T23:59-12:00", "2026-11-22", "0d"])
def test_a_moment_that_is_none_or_over_is_refused(text: str) -> None:
    with pytest.raises(BadRequest, match=r"is no time|is over already"):
        moment_ahead(text, PARIS, NOW)


def test_a_pause_that_was_once_made_until_the_end_of_all_dates_breaks_no_command(typed: Typed) -> None:
    id_ = subscribe(typed)
    store, ledger = open_database("sqlite:///digestbot.db")
    with closing(store):
        for_ever = datetime.max.replace(tzinfo=UTC)
        planning.change(id_, lambda one: replace(one, paused_at=NOW, paused_until=for_ever), ledger=ledger)
    assert "until Fri 9999-12-31" in typed("subscriptions", "list")
    assert "next runs: none" in typed("subscriptions", "show", id_)
    assert "until Fri 9999-12-31" in typed("status")
    assert "is not paused" in typed("subscriptions", "resume", id_)


@pytest.mark.parametrize("text", ["9999-12-31", "2037-01-01", "9999w"])
def test_a_pause_of_more_than_ten_years_is_refused_with_what_to_do_instead(text: str) -> None:
    with pytest.raises(BadRequest, match=r"more than ten years ahead; leave out --until"):
        moment_ahead(text, PARIS, NOW)


# ---------------------------------------------------------------- files


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
    from bot.subscriptions.sources import known_feeds
    from digests.following import newly_followed

    store, _ = open_database("sqlite:///digestbot.db")
    feed = Feed(url="https://herald.example/old", title="Herald")
    moved = newly_followed(feed, location="https://herald.example/new", language=None, topic=None, now=NOW)
    store.save_followed([moved])
    assert known_feeds(["herald.example/new"], store, NOW) == {"herald.example/new": "https://herald.example/old"}
    assert len(store.followed_feeds()) == 1
    store.close()

"""`digestbot subscribe`, `unsubscribe` and `subscriptions` as their user meets them, on a real database."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import tzlocal

from bot.cli import app
from bot.formats.subscriptions import moment_ahead
from digests import planning
from digests.adapters.store import open_database
from digests.errors import BadRequest
from digests.models import Subscription
from digests.planning import plan_due
from digests.postings import Fate
from digests.schedules import subscribed
from tests.bot.subscribed import LIST, NOW, PARIS, Typed, all_kept, followed, kept, new_id, subscribe
from tests.digests.newsroom import a_feed, an_item, open_newsroom

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


def test_sources_that_are_set_are_shared_from_then_on_and_those_that_stay_are_as_they_were(typed: Typed) -> None:
    in_chat, new = "https://intern.example/rss", "https://herald.example/rss"
    id_ = subscribe(typed)
    Path("in.toml").write_text(
        f'[[subscription]]\nid = "{id_}"\nchat = "console"\nsettings = {{language = "fr", sources = "{in_chat}"}}\n',
        encoding="utf-8",
    )
    typed("subscriptions", "import", "in.toml")  # such as a chat had it
    typed("subscriptions", "set", id_, "stories=5", f"sources={in_chat}, {new}")
    store, _ = open_database("sqlite:///digestbot.db")
    with closing(store):
        assert store.shared_feeds() == (new,)
    assert "sources: all followed feeds, now 1\n" in typed(
        "subscribe", "--chat", "console", "--channel", "b", "-l", "fr"
    )
    assert in_chat not in typed("feeds", "export")
    typed("subscribe", "--chat", "console", "--channel", "c", "-l", "fr", "--set", f"sources={in_chat}")
    assert in_chat in typed("feeds", "export")


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

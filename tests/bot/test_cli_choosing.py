"""What is chosen and quoted, as the user of the command line meets it: settings, updates, `why` and `summarize`."""

import json
from pathlib import Path

import pytest

from tests.bot.test_cli import run
from tests.conftest import ROOT

SAMPLES = ROOT / "seeds" / "feeds"
CLOSES = "The stone bridge at Kellerau will close to all traffic for two years, the county of Lindmark said on Monday."
CRACKS = "Engineers found 14 cracks in the middle pier after the floods of March, a report by Ana Torvik says."
FERRY = "A ferry run by Captain Bela Ferrant will carry 600 cars a day across the river from December."
TITLE = "Old bridge at Kellerau closes for two years"


def rows(path: Path, *articles: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles), encoding="utf-8")
    return path


def article(name: str, *sentences: str, source: str = "Herald", at: str = "2026-11-16T08:00:00Z") -> dict[str, str]:
    text = " ".join(sentences)
    url = f"https://{source.lower()}.example/{name}"
    return {"id": name, "title": TITLE, "text": text, "source": source, "published": at, "url": url}


def said(*arguments: str | Path) -> str:
    done = run(*arguments)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


# ---------------------------------------------------------------- updates


def test_a_digest_after_another_tells_only_what_is_new(tmp_path: Path) -> None:
    first, second = article("a", CLOSES, CRACKS), article("b", CLOSES, FERRY, source="Bote", at="2026-11-17T09:00:00Z")
    monday, tuesday = tmp_path / "monday.json", tmp_path / "tuesday.json"
    source = rows(tmp_path / "a.jsonl", first)
    said("digest", source, "-l", "en", "--until", "2026-11-16", "-f", "json", "-o", monday)
    rows(source, first, second)
    until = ("--until", "2026-11-17T12:00")
    said("digest", source, "-l", "en", *until, "--after", monday, "-f", "json", "-o", tuesday)
    [story] = json.loads(tuesday.read_text(encoding="utf-8"))["stories"]
    assert story["update"] is True
    assert story["id"] == json.loads(monday.read_text(encoding="utf-8"))["stories"][0]["id"]
    assert [sentence["text"] for sentence in story["sentences"]] == [FERRY]
    assert f"{TITLE} [{story['id']}] (update)" in said("digest", source, "-l", "en", *until, "--after", monday)
    later = ("--until", "2026-11-17T20:00", "--since", "2026-11-16")
    done = run("digest", source, "-l", "en", *later, "--after", monday, "--after", tuesday)
    assert done.returncode == 3
    assert "digestbot why" in done.stderr.decode()
    why = said("why", source, *later, "--after", monday, "--after", tuesday, "--article", "b")
    assert "no article came since" in why
    assert why.endswith("Not told: novelty.\n")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "holds no digest"),
        (b"\xff\xfe", "holds no digest"),
        (b"[]", "holds no digest"),
        (b"[" * 100_000, "holds no digest"),
        (b'{"until": "2999-01-01T00:00:00Z", "stories": []}', "not before this one"),
    ],
)
def test_a_file_that_is_no_earlier_digest_is_named(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    path = tmp_path / "before.json"
    if content is not None:
        path.write_bytes(content)
    done = run("digest", rows(tmp_path / "a.jsonl", article("a", CLOSES)), "-l", "en", "--after", path)
    assert (done.returncode, done.stdout) == (2, b"")
    [line] = done.stderr.decode().splitlines()
    assert sentence in line


# ---------------------------------------------------------------- settings


def test_settings_of_a_channel_hold_at_the_command_line() -> None:
    given = ("-l", "en", "--stories", "50", "-f", "json", "--set", "exclude=source:meridianwire.example, /touré/")
    stories = json.loads(said("digest", SAMPLES, *given, "--set", "min_publishers=3", "--set", "singles=2"))["stories"]
    assert [story["single"] for story in stories[-3:]] == [False, True, True]
    told = json.dumps(stories, ensure_ascii=False)
    assert "Meridian Wire" not in told
    assert "Touré" not in told


def test_lists_of_settings_may_come_in_pieces_and_words_around_the_news_in_another_language() -> None:
    given = ("-l", "en", "--set", "exclude=touré", "--set", "exclude=source:meridianwire.example")
    text = said("digest", SAMPLES, *given, "--set", "ui_language=fr")
    assert "Revue de presse" in text
    assert "Touré" not in text
    assert "Meridian Wire" not in text


def test_an_empty_digest_is_one_line_where_that_is_set(tmp_path: Path) -> None:
    source = rows(tmp_path / "a.jsonl", article("a", CLOSES))
    wanted = ("--set", "include=snow", "--set", "empty=line")
    assert "Nothing to report in this period." in said("digest", source, "-l", "en", *wanted)
    assert run("digest", source, "-l", "en", *wanted[:2]).returncode == 3


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("stories", "KEY=VALUE"),
        ("storis=3", "did you mean “stories”?"),
        ("stories=2", "a whole number from 3 to 20, not “2”"),
        ("language=", "language code"),
        ("exclude=/(/", "no regular expression"),
        ("exclude=/(?=a)/", "cannot look ahead"),
        ("novelty=sometimes", "update, always or never"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_one_clear_sentence(setting: str, sentence: str) -> None:
    done = run("digest", SAMPLES, "-l", "en", "--set", setting)
    assert (done.returncode, done.stdout) == (2, b"")
    [line] = done.stderr.decode().splitlines()
    assert sentence in line


def test_articles_without_a_date_are_told_today(tmp_path: Path) -> None:
    source = rows(tmp_path / "a.jsonl", {"id": "a", "title": TITLE, "text": CLOSES})
    assert TITLE in said("digest", source, "-l", "en", "--since", "1h")
    assert run("digest", source, "-l", "en", "--set", "undated=skip").returncode == 3


# ---------------------------------------------------------------- why


def test_why_walks_an_article_through_every_stage() -> None:
    url = "https://meridianwire.example/2026/11/16/toure-double-sinks-ten-man-ondarreta"
    until = ("--until", "2026-11-18T20:00")
    text = said("why", SAMPLES, *until, "--article", url)
    lines = text.splitlines()
    assert lines[0] == "Touré double sinks ten-man Ondarreta in Continental Cup"
    assert [line.split()[0] for line in lines[3:10]] == "date language filter story rank novelty cap".split()
    assert lines[-1] == "Its story is told."
    name = lines[1].split(" · ")[3].removeprefix("id ")
    assert said("why", SAMPLES, *until, "--article", name) == text
    hidden = said("why", SAMPLES, "--article", name, "-l", "fr", "--set", "exclude=topic:football")
    assert hidden.endswith("Not told: filter.\n")


@pytest.mark.parametrize("command", [("digest",), ("summarize",), ("why", "--article", "a")])
def test_an_empty_language_is_none(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(*command, rows(tmp_path / "a.jsonl", article("a", CLOSES)), "--language", "")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "is no language code" in done.stderr.decode()


def test_why_of_an_article_that_is_not_there_says_so() -> None:
    done = run("why", SAMPLES, "--article", "https://nowhere.example/1")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "no article has the id or address" in done.stderr.decode()


# ---------------------------------------------------------------- summarize


@pytest.mark.parametrize("method", ["crosslingual", "lexrank", "kl"])
def test_each_article_is_summarised_by_itself_in_input_order(tmp_path: Path, method: str) -> None:
    german = "Die Steinbrücke von Kellerau wird zwei Jahre lang gesperrt, teilte der Kreis Lindmark am Montag mit."
    articles = [
        article("z", CLOSES, CRACKS, FERRY),
        {"id": "y", "text": german},
        {"id": "x", "title": "Rain", "text": ""},
        article("w", CLOSES, CRACKS, FERRY),  # the same text is no reason to leave out a row
    ]
    lines = said("summarize", rows(tmp_path / "a.jsonl", *articles), "--sentences", "2", "--method", method)
    found = [json.loads(line) for line in lines.splitlines()]
    assert [row["id"] for row in found] == ["z", "y", "x", "w"]
    for row, given in zip(found, articles, strict=True):
        assert row["summary"] == " ".join(sentence["text"] for sentence in row["sentences"])
        for sentence in row["sentences"]:
            assert given["text"][sentence["start"] : sentence["end"]] == sentence["text"]
    assert [len(row["sentences"]) for row in found] == [2, 1, 0, 2]
    assert [row["method"] for row in found] == [method] * 4


def test_an_unknown_method_is_answered_with_those_there_are(tmp_path: Path) -> None:
    done = run("summarize", rows(tmp_path / "a.jsonl", article("a", CLOSES)), "--method", "gpt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "lexrank" in done.stderr.decode()

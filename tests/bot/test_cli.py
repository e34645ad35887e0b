"""The command line as its user meets it: a real process, its two outputs and its exit code."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import ROOT

DIGESTBOT = Path(sys.executable).with_name("digestbot")
SHARED_SEEDS = ROOT.parent / "shared" / "seeds"
needs_shared_seeds = pytest.mark.skipif(
    not SHARED_SEEDS.is_dir(), reason="the five real articles are not beside this checkout (../shared/seeds)"
)

FURNITURE = (
    "pic.twitter.com", "lep-general", "©", "Kommentare aus der Community", "Schreibe einen Kommentar", "E-Mail-Adresse",
    "Qua sotto vi lasciamo", "Rédigé par", "Erwan", "Larissa Ceccio", "@echo_chamberz", "Unternehmensnews", "Unsplash",
)  # fmt: skip
DANGLING = (
    "Das fordern",
    "He ",
    "It ",
    "This ",
    "That ",
    "Not what",
    "Il ",
    "Cela ",
    "Ce n",
    "Da wirkt",
    "Mit diesen ",
    "Er ",
)


def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("DIGESTBOT_")} | environment
    command = [str(DIGESTBOT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=cwd, env=env, timeout=120, check=False)


def as_json(*arguments: str | Path) -> dict[str, list[dict[str, object]]]:
    done = run("digest", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    loaded: dict[str, list[dict[str, object]]] = json.loads(done.stdout)
    return loaded


def groups(*sources: str | Path) -> dict[str, str]:
    done = run("group", *sources)
    assert done.returncode == 0, done.stderr.decode()
    return {row["id"]: row["story"] for row in map(json.loads, done.stdout.splitlines())}


# ---------------------------------------------------------------- the five real articles


@needs_shared_seeds
def test_the_five_real_articles_are_one_story_alone_and_among_the_sample_feeds() -> None:
    alone = groups(SHARED_SEEDS)
    assert len(alone) == 5
    assert len(set(alone.values())) == 1
    mixed = groups(SHARED_SEEDS, ROOT / "seeds")
    counts = Counter(mixed.values())
    assert {counts[mixed[article]] for article in alone} == {5}


@needs_shared_seeds
@pytest.mark.parametrize("language", ["en", "fr", "de", "it"])
@pytest.mark.parametrize("sentences", ["2", "4"])
def test_each_reader_gets_two_to_four_quotable_sentences_of_their_language(language: str, sentences: str) -> None:
    (story,) = as_json(SHARED_SEEDS, "--language", language, "--sentences", sentences)["stories"]
    assert story["language"] == language
    assert sorted(story["languages"]) == ["de", "en", "fr", "it"]  # type: ignore[call-overload]
    quoted: list[dict[str, str]] = story["sentences"]  # type: ignore[assignment]
    assert 2 <= len(quoted) <= 4
    for sentence in quoted:
        assert sentence["language"] == language
        assert not any(mark in sentence["text"] for mark in FURNITURE)
        assert not sentence["text"].startswith(DANGLING if language != "it" else ("Questo ", "Ha "))
        raw = (SHARED_SEEDS / f"{sentence['article_id']}.txt").read_text(encoding="utf-8")
        assert sentence["text"] in raw


@needs_shared_seeds
def test_a_spanish_reader_is_told_by_name_which_language_is_quoted_instead() -> None:
    assert "(en italiano)" in run("digest", SHARED_SEEDS, "--language", "es", "--also", "it,en").stdout.decode()
    assert "(en inglés)" in run("digest", SHARED_SEEDS, "--language", "es").stdout.decode()


# ---------------------------------------------------------------- the contract of --format json


def test_the_json_of_a_digest_has_the_documented_keys_and_its_offsets_hold(tmp_path: Path) -> None:
    database = tmp_path / "news.db"
    digest = as_json(ROOT / "seeds" / "feeds", "--language", "fr", "--stories", "30", "--database", database)
    assert list(digest) == ["language", "since", "until", "stories"]
    assert len(digest["stories"]) > 15
    for story in digest["stories"]:
        assert list(story) == [
            "id", "headline", "language", "score", "languages", "publishers", "sentences", "articles",
            "topic", "single", "update", "ranking",
        ]  # fmt: skip
        articles: list[dict[str, str]] = story["articles"]  # type: ignore[assignment]
        assert all(list(a) == ["id", "title", "url", "source", "language", "published"] for a in articles)
        assert story["publishers"] == len({article["source"] for article in articles})
        sentences: list[dict[str, str]] = story["sentences"]  # type: ignore[assignment]
        for sentence in sentences:
            assert list(sentence) == ["text", "article_id", "start", "end", "url", "source", "language"]
            assert sentence["article_id"] in {article["id"] for article in articles}
            assert int(sentence["end"]) - int(sentence["start"]) == len(sentence["text"])


def test_the_same_sources_give_the_same_bytes() -> None:
    arguments = ("digest", ROOT / "seeds" / "feeds", "--language", "de", "--until", "2026-11-19", "--format", "json")
    assert run(*arguments).stdout == run(*arguments).stdout


def test_stories_keep_their_ids_in_a_database(tmp_path: Path) -> None:
    arguments = ("group", ROOT / "seeds" / "feeds", "--database", tmp_path / "news.db")
    first = run(*arguments)
    assert first.returncode == 0
    assert run(*arguments).stdout == first.stdout


# ---------------------------------------------------------------- group


def test_group_prints_a_line_per_article_in_input_order(tmp_path: Path) -> None:
    rows = [{"id": number, "title": f"Flood in Velden leaves {number} homes dry"} for number in (3, 1, 2)]
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in [*rows, rows[0]]), encoding="utf-8")
    done = run("group", source)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["3", "1", "2", "3"]
    assert all(list(line) == ["id", "story"] for line in lines)
    assert lines[0] == lines[3]


def test_group_explains_in_numbers_why_two_articles_are_or_are_not_one_story(tmp_path: Path) -> None:
    titles = {"1": "Flood in Velden leaves 312 homeless", "2": "Velden flood: 312 homeless", "3": "Orsk wins the cup"}
    rows = [{"id": name, "title": title, "language": "en"} for name, title in titles.items()]
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    stories = groups(source)
    for other in ("2", "3"):
        done = run("group", source, "--explain", "1", other)
        told = done.stdout.decode()
        assert (done.returncode, done.stderr) == (0, b"")
        assert all(titles[name] in told for name in ("1", other))
        assert stories["1"] in told
        assert stories[other] in told
        assert ("They are one story: " in told) == (stories["1"] == stories[other])
        assert "margin" in told


@pytest.mark.parametrize(
    ("ids", "sentence"), [(("1", "1"), "“1” is one article"), (("1", "none"), "no article has the id “none”")]
)
def test_what_group_cannot_explain_gets_one_clear_sentence(tmp_path: Path, ids: tuple[str, str], sentence: str) -> None:
    source = tmp_path / "rows.jsonl"
    source.write_text('{"id": "1", "title": "Rain over Lindmark for a week"}\n', encoding="utf-8")
    done = run("group", source, "--explain", *ids)
    said = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(said)) == (2, b"", 1)
    assert sentence in said[0]


# ---------------------------------------------------------------- demo, output, page


@pytest.mark.parametrize(
    ("language", "word", "days"),
    [
        ("en", "publishers", "Nov 16 – 18, 2026"),
        ("fr", "médias", "16–18 nov. 2026"),
        ("it", "testate", "16–18 nov 2026"),
    ],
)
def test_the_demo_tells_the_sample_feeds_of_their_days_in_the_readers_language(
    language: str, word: str, days: str
) -> None:
    done = run("demo", "--language", language)
    assert done.returncode == 0
    assert done.stderr == b""
    text = done.stdout.decode()
    assert text.count(word) >= 6
    assert days in " ".join(text.split())
    assert "\x1b" not in text


def test_the_output_file_is_written_whole_and_stdout_stays_empty(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    done = run("digest", ROOT / "seeds" / "feeds", "--language", "es", "--format", "html", "--output", target)
    assert (done.returncode, done.stdout) == (0, b"")
    assert target.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert list(tmp_path.iterdir()) == [target]


def test_output_is_utf_8_whatever_the_terminal_says() -> None:
    done = run("demo", "--language", "fr", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "médias" in done.stdout.decode("utf-8")


def test_a_reader_of_the_output_that_leaves_early_is_no_error() -> None:
    command = f"{DIGESTBOT} demo | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, timeout=60, check=False)
    assert done.stderr == b""


def test_python_m_bot_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], capture_output=True, cwd=ROOT, timeout=60, check=True
    )
    assert b"digestbot [OPTIONS] COMMAND" in done.stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from bot.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = 'numpy sqlalchemy aiohttp sumy nltk lxml alembic babel pydantic_settings jinja2'.split()\n"
        "print('heavy:', sorted(set(heavy) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, timeout=60, check=True)
    assert done.stdout.decode().rstrip().endswith("heavy: []")


# ---------------------------------------------------------------- bad input


def bad_sources(folder: Path) -> None:
    (folder / "good.jsonl").write_text('{"title": "Rain over Lindmark for a week"}\n', encoding="utf-8")
    (folder / "page.xml").write_text("<html><body>no feed</body></html>", encoding="utf-8")
    (folder / "broken.xml").write_text("<rss><channel><item><title>cut", encoding="utf-8")
    (folder / "binary.xml").write_bytes(bytes(range(256)) * 8)
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "rows.jsonl").write_text("no\njson\n[1]\n{}\n", encoding="utf-8")
    (folder / "empty.txt").write_text("\n \n", encoding="utf-8")
    (folder / "no-items.xml").write_text(
        '<rss version="2.0"><channel><title>Quiet</title></channel></rss>', encoding="utf-8"
    )
    (folder / "empty").mkdir()


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["missing.xml"], 2, "missing.xml: there is no such file or folder"),
        (["page.xml"], 2, "page.xml: this is a web page, not a feed"),
        (["broken.xml"], 2, "broken.xml: the XML breaks off before </rss>"),
        (["binary.xml"], 2, "binary.xml: this is a binary file, not a feed"),
        (["binary.txt"], 2, "binary.txt: this is a binary file, not a text"),
        (["empty.txt"], 2, "empty.txt: the file is empty"),
        (["empty"], 2, "empty: the folder holds no feed and no article"),
        (["ftp://example.org/feed"], 2, "only http(s) addresses, files and folders can be read"),
        (["http://127.0.0.1:9/feed"], 2, "DIGESTBOT_ALLOW_PRIVATE_ADDRESSES"),
        (["good.jsonl", "--language", "xx"], 2, "“xx” is no language code"),
        (["good.jsonl", "--also", "en,zz"], 2, "“zz” is no language code"),
        (["good.jsonl", "--since", "tomorrow"], 2, "“tomorrow” is no time"),
        (["good.jsonl", "--since", "2026-11-02", "--until", "2026-11-01"], 2, "is empty"),
        (["good.jsonl", "--output", "none/such/file"], 2, "none/such/file cannot be written"),
        (["good.jsonl", "--database", "binary.xml"], 2, "is not an SQLite database"),
        (["good.jsonl", "--since", "2020-01-01", "--until", "2020-01-31"], 3, "no article from 2020-01-01"),
        (["no-items.xml"], 3, "the sources hold no article"),
    ],
)
def test_bad_input_gets_one_clear_sentence_and_its_exit_code(
    tmp_path: Path, arguments: list[str], code: int, sentence: str
) -> None:
    bad_sources(tmp_path)
    done = run("digest", "--language", "fr", *arguments, cwd=tmp_path)
    said = done.stderr.decode().splitlines()
    assert done.returncode == code
    assert done.stdout == b""
    assert len(said) == 1
    assert said[0].startswith("digestbot: ")
    assert sentence in said[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["digest"],
        ["digest", "x.xml"],
        ["group"],
        ["nonsense"],
        ["digest", "x", "-l", "fr", "--stories", "0"],
        ["--nonsense"],
    ],
)
def test_a_wrong_command_line_is_answered_without_a_traceback(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"Error:" in done.stderr


def test_nothing_from_a_feed_list_steers_the_terminal(tmp_path: Path) -> None:
    outlines = '<outline xmlUrl="%1b]0;x%07%9b31m.xml"/><outline xmlUrl="http://a&#x9b;31m"/>'
    (tmp_path / "a.opml").write_text(f"<opml>{outlines}</opml>", encoding="utf-8")
    done = run("digest", "a.opml", "--language", "en", cwd=tmp_path)
    assert done.returncode == 2
    assert not set(done.stderr.decode()) & {"\x1b", "\x07", "\x9b"}


def test_a_closed_stderr_sends_no_warning_into_the_result(tmp_path: Path) -> None:
    bad_sources(tmp_path)
    command = f'exec "{sys.executable}" -m bot group missing.xml good.jsonl 2>&-'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], capture_output=True, cwd=tmp_path, env=environment, check=False)
    assert done.returncode == 0
    assert b"missing" not in done.stdout


@pytest.mark.parametrize("where", [">&-", ">/dev/full"])
def test_a_result_that_cannot_be_written_is_said_so(tmp_path: Path, where: str) -> None:
    bad_sources(tmp_path)
    command = f'exec "{sys.executable}" -m bot group good.jsonl {where}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], capture_output=True, cwd=tmp_path, env=environment, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"digestbot: the result cannot be written")
    assert len(done.stderr.splitlines()) == 1


def test_one_bad_source_among_good_ones_is_a_warning(tmp_path: Path) -> None:
    bad_sources(tmp_path)
    done = run("digest", "missing.xml", "good.jsonl", "page.xml", "--language", "en", cwd=tmp_path)
    assert done.returncode == 0
    assert b"Rain over Lindmark" in done.stdout
    said = done.stderr.decode().splitlines()
    assert len(said) == 2
    assert all(line.startswith("digestbot: warning: ") for line in said)


def test_ten_thousand_bad_rows_are_counted_not_listed(tmp_path: Path) -> None:
    source = tmp_path / "rows.jsonl"
    source.write_text('{"title": "Rain over Lindmark for a week"}\n' + "nonsense\n" * 10_000, encoding="utf-8")
    done = run("group", source)
    assert done.returncode == 0
    said = done.stderr.decode().splitlines()
    assert len(said) == 4
    assert "9997 more" in said[-1]


def test_a_traceback_is_shown_only_with_debug(tmp_path: Path) -> None:
    arguments = ("digest", tmp_path / "missing.xml", "--language", "fr")
    assert b"Traceback" not in run(*arguments).stderr
    assert b"Traceback" in run(*arguments, "--debug").stderr
    assert b"Traceback" in run("--debug", *arguments).stderr

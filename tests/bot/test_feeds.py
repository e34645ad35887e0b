"""`digestbot feeds` as its user meets it: a real process, a real database, sites on this machine."""

import asyncio
import os
import re
import signal
import sqlite3
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from aiohttp import web

from tests.bot.test_cli import DIGESTBOT
from tests.digests.newsroom import a_feed, a_page, a_text, an_item, open_newsroom

LIST = '<opml version="2.0"><body><outline text="Herald" xmlUrl="{url}" category="harbour"/></body></opml>'


async def started(folder: Path, *arguments: str, **environment: str) -> asyncio.subprocess.Process:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DIGESTBOT_")}
    allowed = {"DIGESTBOT_ALLOW_PRIVATE_ADDRESSES": "true"}
    return await asyncio.create_subprocess_exec(
        str(DIGESTBOT),
        *arguments,
        cwd=folder,
        env=clean | allowed | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def run(folder: Path, *arguments: str, **environment: str) -> tuple[int | None, str, str]:
    process = await started(folder, *arguments, **environment)
    async with asyncio.timeout(120):
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


def recent(*numbers: int) -> bytes:
    """Return a feed whose items are dated now, as the real clock has it."""
    from datetime import UTC, datetime

    return a_feed(*(an_item(number, at=datetime.now(UTC)) for number in numbers))


async def test_a_site_is_followed_fetched_told_and_removed(tmp_path: Path) -> None:
    head = '<link rel="alternate" type="application/rss+xml" title="Herald" href="/feed">'
    async with open_newsroom(**{"": a_page(a_text(1), head=head), "feed": recent(1, 2)}) as room:
        added = await run(tmp_path, "feeds", "add", room.url, "--topic", "harbour")
        assert added == (0, f"following Lindmark Herald (language found by article), {room.url}feed\n", "")
        assert (await run(tmp_path, "feeds", "fetch"))[1] == "+ Lindmark Herald: 2 new\n"
        assert (await run(tmp_path, "feeds", "fetch"))[1] == "= Lindmark Herald: unchanged\n"
        code, told, _ = await run(tmp_path, "digest", "--language", "en")
        assert code == 0
        assert "Report number 1" in told
        _, table, _ = await run(tmp_path, "feeds", "list")
        assert re.search(r"Lindmark Herald +en +harbour .* 0 min ago +in ", table)
        assert f"{room.url}feed" in table
        code, said, _ = await run(tmp_path, "feeds", "remove", f"{room.url}feed")
        assert (code, said) == (0, f"no longer following Lindmark Herald, {room.url}feed\n")
    assert (tmp_path / "digestbot.db").exists()


async def test_a_feed_is_checked_in_words(tmp_path: Path) -> None:
    async with open_newsroom(feed=recent(1, 2)) as room:
        code, said, _ = await run(tmp_path, "feeds", "check", f"{room.url}feed")
    assert code == 0
    lines = """
        format       RSS 2.0, 2 items
        language     English (it says nothing)
        full text    yes, in the feed
        robots       pages may be read
        unchanged    not told by the server: it is read whole each time
        followed     no
    """
    for line in filter(None, map(str.strip, lines.splitlines())):
        assert f"\n{line}\n" in said


async def test_a_list_goes_in_and_comes_out_again(tmp_path: Path) -> None:
    (tmp_path / "mine.opml").write_text(LIST.format(url="https://a.example/rss?x=1&amp;y=2"), encoding="utf-8")
    code, said, _ = await run(tmp_path, "feeds", "import", "mine.opml", "--language", "en")
    assert (code, said) == (0, "following 1 new feed of mine.opml; 0 were followed already\n")
    assert (await run(tmp_path, "feeds", "add", "mine.opml"))[1].endswith("1 were followed already\n")
    await run(tmp_path, "feeds", "export", "--output", "out.opml")
    root = ET.parse(tmp_path / "out.opml").getroot()
    assert root.get("version") == "2.0"
    (outline,) = root.iter("outline")
    assert outline.attrib["xmlUrl"] == "https://a.example/rss?x=1&y=2"
    assert (outline.attrib["text"], outline.attrib["language"]) == ("Herald", "en")


async def test_a_round_has_a_line_for_each_feed_and_names_what_went_wrong(tmp_path: Path) -> None:
    def busy(_: web.Request) -> web.Response:
        return web.Response(status=503, headers={"Retry-After": "3600"})

    async with open_newsroom(good=recent(1), bad=recent(2), busy=recent(3), gone=recent(4)) as room:
        await run(tmp_path, "feeds", "add", *(f"{room.url}{name}" for name in ("good", "bad", "busy", "gone")))
        room.pages |= {"/bad": b"<rss><channel>", "/busy": busy, "/gone": lambda _: web.Response(status=410)}
        code, said, _ = await run(tmp_path, "feeds", "fetch")
        assert code == 0
        lines = sorted(said.splitlines())
        assert len(lines) == 4
        assert sum(line.startswith("+ ") for line in lines) == 1
        assert any("it is not asked again" in line for line in lines)
        assert sum("next try at" in line for line in lines) == 2
        _, again, _ = await run(tmp_path, "feeds", "fetch")
        assert "its server asks to be left alone until" in again
        assert "ended; digestbot feeds remove" in again


async def test_when_no_feed_at_all_can_be_read_the_exit_code_says_so(tmp_path: Path) -> None:
    async with open_newsroom(feed=recent(1)) as room:
        await run(tmp_path, "feeds", "add", f"{room.url}feed")
        room.pages.clear()
        code, _, err = await run(tmp_path, "feeds", "fetch")
    assert (code, err) == (2, "digestbot: none of 1 feed could be read\n")


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["feeds", "list"], 3, "no feed is followed yet"),
        (["feeds", "fetch"], 3, "no feed is followed yet"),
        (["feeds", "export"], 3, "no feed is followed yet"),
        (["digest", "-l", "en"], 2, "name a source, or follow feeds first"),
        (["feeds", "remove", "https://a.example/"], 2, "https://a.example/ is not followed"),
        (["feeds", "add", "lemonde"], 2, "“lemonde” is no address of a feed or a site"),
        (["feeds", "add", "https://a.example/", "-l", "klingon!"], 2, "is no language code"),
        (["feeds", "import", "nowhere.opml"], 2, "there is no such file"),
        (["feeds", "add", "http://192.0.2.1/feed"], 2, ""),
    ],
)  # fmt: skip
async def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path, arguments: list[str], code: int, sentence: str
) -> None:
    got, out, err = await run(tmp_path, *arguments, DIGESTBOT_ALLOW_PRIVATE_ADDRESSES="false")
    assert (got, out) == (code, "")
    assert err.count("\n") == 1
    assert sentence in err


async def test_one_bad_address_among_good_ones_is_named_and_the_others_are_followed(tmp_path: Path) -> None:
    async with open_newsroom(feed=recent(1)) as room:
        code, said, err = await run(tmp_path, "feeds", "add", f"{room.url}feed", f"{room.url}nothing")
    assert code == 0
    assert said.startswith("following Lindmark Herald")
    assert f"{room.url}nothing: the server answered 404" in err


async def test_a_killed_round_loses_no_article_and_doubles_none(tmp_path: Path) -> None:
    names = [f"feed{number}" for number in range(4)]
    async with open_newsroom(**{name: recent(2 * place, 2 * place + 1) for place, name in enumerate(names)}) as room:
        await run(tmp_path, "feeds", "add", *(f"{room.url}{name}" for name in names))
        before = len(room.asked)
        for kill_after in (1, 2, 3):
            process = await started(tmp_path, "feeds", "fetch")
            async with asyncio.timeout(60):
                await room.asked_for(before + kill_after)
            process.send_signal(signal.SIGKILL)
            await process.communicate()
            before = len(room.asked)
        code, _, _ = await run(tmp_path, "feeds", "fetch")
    assert code == 0
    with sqlite3.connect(tmp_path / "digestbot.db") as database:
        ids = [row[0] for row in database.execute("SELECT url FROM article ORDER BY url")]
    database.close()
    assert len(ids) == len(set(ids)) == 8


async def test_no_secret_of_an_address_is_ever_logged(tmp_path: Path) -> None:
    secret = "s3cr3t-4f6b8d0a2c"
    async with open_newsroom(feed=recent(1)) as room:
        plain, with_query = f"{room.url}feed", f"{room.url}feed?token={secret}"
        with_password = plain.replace("http://", f"http://ana:{secret}@")
        logged = ""
        for arguments in (
            ["feeds", "add", with_query, with_password],
            ["feeds", "fetch"],
            ["feeds", "fetch"],
        ):
            _, _, err = await run(tmp_path, *arguments, DIGESTBOT_LOG_LEVEL="debug")
            logged += err
    assert "event=feed_fetched" in logged
    assert "token=…" in logged
    assert secret not in logged

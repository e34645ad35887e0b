"""What the scripts that draw the README's pictures share: the digests, the browser, small files.

In: the sample feeds, and `arabic.jsonl` beside this file: the same invented events as two invented Arabic newspapers
tell them. Out: a picture of the digest for each language that a script draws, in the folder it is given.
"""

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable
from importlib import resources
from pathlib import Path
from typing import TypeAlias

from PIL import Image
from playwright.async_api import Browser, async_playwright

from bot.inputs import opened, read_sources
from bot.oneoff import SAMPLE_SINCE, SAMPLE_UNTIL
from digests.composing import compose
from digests.editions import Window
from digests.models import Digest, Subscription
from digests.pipeline import group_articles

HERE = Path(__file__).parent
# Of those who look, by the language their channel reads. Neither chat has an interface in Arabic.
LOCALES = {"en": "en-US", "fr": "fr", "ar": "en-US"}
ZONE = "Europe/Paris"
STORIES = 3
COLOURS = 64  # of a picture: more would make it larger, and no better
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

Draw: TypeAlias = Callable[[Digest, Subscription, Browser, Path], Awaitable[None]]


def digest_in(language: str) -> tuple[Digest, Subscription]:
    """Return the digest of the sample feeds for readers of a language, and how it is to look."""
    with opened("sqlite://") as desk:
        sources = [str(resources.files("seeds") / "feeds"), str(HERE / "arabic.jsonl")]
        reading = read_sources(sources, desk.store, SAMPLE_UNTIL, desk.report)
        group_articles(store=desk.store, encoder=desk.encoder, report=desk.report)
        wish = Subscription(feeds=tuple(reading.feeds), language=language, stories=STORIES, singles=0)
        return compose(wish, window=Window(since=SAMPLE_SINCE, until=SAMPLE_UNTIL), desk=desk), wish


def draw_all(chat: str, draw: Draw) -> None:
    """Have the digest of each language drawn into the folder that the command line names, else beside this file."""
    program = in_path(*BROWSERS)
    asyncio.run(_draw_all(chat, draw, Path(sys.argv[1]) if len(sys.argv) > 1 else HERE, program))


def in_path(*programs: str) -> str:
    """Return where the first of these programs is that is installed; end with one sentence where none is."""
    found = next(filter(None, map(shutil.which, programs)), None)
    if found is None:
        raise SystemExit(f"none of these is in PATH: {', '.join(programs)}")
    return found


async def _draw_all(chat: str, draw: Draw, folder: Path, program: str) -> None:
    digests = await asyncio.to_thread(lambda: [digest_in(language) for language in LOCALES])
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program)
        for digest, wish in digests:
            file = folder / f"{chat}-{wish.language}.png"
            await draw(digest, wish, browser, file)
            with Image.open(file) as drawn:
                drawn.convert("RGB").quantize(COLOURS).save(file, optimize=True)
            print(f"{file}: {file.stat().st_size / 1000:.0f} kB")
        await browser.close()

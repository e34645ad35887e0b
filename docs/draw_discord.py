"""The pictures of the README: the digest of the sample feeds as Discord shows it, in English, French and Arabic.

Run: .venv/bin/python -m docs.draw_discord [FOLDER]

In: the sample feeds, and `arabic.jsonl` beside this file: the same invented events as two invented Arabic newspapers
tell them. Out: discord-en.png, discord-fr.png and discord-ar.png in the folder, else beside this file. The messages go
the way of every digest, through discord.py, into a Discord that simcord plays and draws in Chromium.
"""

import asyncio
import shutil
import sys
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import discord
import simcord
from PIL import Image
from playwright.async_api import Browser, async_playwright

from bot.chats.discord_budget import InvalidRequests
from bot.chats.discord_chat import DiscordChat
from bot.inputs import opened, read_sources
from bot.oneoff import SAMPLE_SINCE, SAMPLE_UNTIL
from digests.composing import compose
from digests.editions import Window
from digests.models import Digest, Subscription
from digests.pipeline import group_articles

HERE = Path(__file__).parent
CHANNELS = {"en": "news", "fr": "actualités", "ar": "أخبار"}  # what a channel is called, by the language it reads
STORIES = 3
WIDTH, HEIGHT = 460, 2000  # pixels: a large phone, and more than the message is high
COLOURS = 64  # of a picture: more would make it larger, and no better
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIMULATED_SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # when simcord's time begins


def digest_in(language: str) -> tuple[Digest, Subscription]:
    """Return the digest of the sample feeds for readers of a language, and how it is to look."""
    with opened("sqlite://") as desk:
        sources = [str(resources.files("seeds") / "feeds"), str(HERE / "arabic.jsonl")]
        reading = read_sources(sources, desk.store, SAMPLE_UNTIL, desk.report)
        group_articles(store=desk.store, encoder=desk.encoder, report=desk.report)
        wish = Subscription(feeds=tuple(reading.feeds), language=language, stories=STORIES, singles=0)
        return compose(wish, window=Window(since=SAMPLE_SINCE, until=SAMPLE_UNTIL), desk=desk), wish


async def draw(digest: Digest, wish: Subscription, browser: Browser, file: Path) -> None:
    """Post a digest in a channel, and save what somebody who looks there sees."""
    client, chat = discord.Client(intents=discord.Intents(guilds=True)), DiscordChat()
    async with simcord.run(client) as env:
        env.backend.bot_user.name = "digestbot"
        await env.advance_time((SAMPLE_UNTIL - SIMULATED_SINCE).total_seconds())
        guild = env.create_guild("Town news")
        channel = guild.create_text_channel(CHANNELS[wish.language])
        reader = guild.add_member(env.create_user("reader"))
        chat.through(client, InvalidRequests())
        for part, message in enumerate(chat.messages(digest, wish, is_late=False)):
            await chat.send(str(channel.id), message.payload, f"picture{part}")
        shown = env.preview(
            channel,
            viewers=[reader],
            display="fixed",
            width=WIDTH,
            height=HEIGHT,
            locale="fr" if wish.language == "fr" else "en-US",
            timezone="Europe/Paris",
        )
        async with shown as preview:
            # It would start a browser of its own, which has to be downloaded; it has no name for another one.
            preview._capture_manager._browser = browser
            await preview.screenshot(file)
            preview._capture_manager._browser = None  # or it is closed with the preview
    with Image.open(file) as drawn:
        drawn.convert("RGB").quantize(COLOURS).save(file, optimize=True)


async def draw_all(folder: Path, program: str) -> None:
    """Draw the digest of each language, and say how large each picture is."""
    digests = await asyncio.to_thread(lambda: [digest_in(language) for language in CHANNELS])
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program)
        for digest, wish in digests:
            file = folder / f"discord-{wish.language}.png"
            await draw(digest, wish, browser, file)
            print(f"{file}: {file.stat().st_size / 1000:.0f} kB")
        await browser.close()


def main() -> None:
    """Draw all of them."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        raise SystemExit(f"none of these is in PATH: {', '.join(BROWSERS)}")
    asyncio.run(draw_all(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE, program))


if __name__ == "__main__":
    main()

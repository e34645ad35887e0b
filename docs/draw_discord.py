"""The pictures of the README: the digest of the sample feeds as Discord shows it, in English, French and Arabic.

Run: .venv/bin/python -m docs.draw_discord [FOLDER]

Out: discord-en.png, discord-fr.png and discord-ar.png in the folder, else beside this file. The messages go the way of
every digest, through discord.py, into a Discord that simcord plays and draws in Chromium.
"""

from datetime import UTC, datetime
from pathlib import Path

import discord
import simcord
from playwright.async_api import Browser

from bot.chats.discord_budget import InvalidRequests
from bot.chats.discord_chat import DiscordChat
from bot.oneoff import SAMPLE_UNTIL
from digests.models import Digest, Subscription
from docs.pictures import LOCALES, ZONE, draw_all

CHANNELS = {"en": "news", "fr": "actualités", "ar": "أخبار"}  # what a channel is called, by the language it reads
WIDTH, HEIGHT = 460, 2000  # pixels: a large phone, and more than the message is high
SIMULATED_SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # when simcord's time begins


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
            locale=LOCALES[wish.language],
            timezone=ZONE,
        )
        async with shown as preview:
            # It would start a browser of its own, which has to be downloaded; it has no name for another one.
            preview._capture_manager._browser = browser
            await preview.screenshot(file)
            preview._capture_manager._browser = None  # or it is closed with the preview


if __name__ == "__main__":
    draw_all("discord", draw)

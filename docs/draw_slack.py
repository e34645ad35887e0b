"""The pictures of the README: the digest of the sample feeds as Slack shows it, in English, French and Arabic.

Run: .venv/bin/python -m docs.draw_slack [FOLDER]

Out: slack-en.png, slack-fr.png and slack-ar.png in the folder, else beside this file. The messages are those that would
be posted; the npm package slack-blocks-to-jsx draws their blocks, and Chromium shows that. It needs node (20.19 or
newer), npm and a network: the packages are installed for the run alone.

What that would show otherwise than Slack is put right: `draw_slack.cjs` has mrkdwn read as Slack reads it, and moments
written for the reader; here the ends of lines are kept, and each line runs in the direction of its first strong letter.
Where Slack's font, Lato, is not installed another one stands for it, and lines break elsewhere.
"""

import asyncio
import json
import os
import tempfile
from functools import partial
from pathlib import Path

from playwright.async_api import Browser

from bot.chats.slack_digest import posts
from bot.oneoff import SAMPLE_UNTIL
from digests.models import Digest, Subscription
from docs.pictures import HERE, LOCALES, ZONE, draw_all, in_path

PACKAGES = ("slack-blocks-to-jsx@1.1.1", "react@19.3.1", "react-dom@19.3.1")
WIDTH = 460  # pixels: a large phone
LOOKS = """
body { margin: 12px 16px; }
#slack_blocks_to_jsx, #slack_blocks_to_jsx button { font-family: Lato, sans-serif !important; line-height: 1.46668; }
#slack_blocks_to_jsx img { border-radius: 4px; }
p { white-space: pre-line; text-align: start; }
p, button div { unicode-bidi: plaintext; }
"""


async def draw(modules: Path, digest: Digest, wish: Subscription, browser: Browser, file: Path) -> None:
    """Save what somebody sees who looks at a channel after a digest was posted there."""
    bodies = [post.body for post, _ in posts(digest, wish, is_late=False)]
    given = {"messages": bodies, "language": LOCALES[wish.language], "at": SAMPLE_UNTIL.isoformat()}
    drawn = await output(in_path("node"), str(HERE / "draw_slack.cjs"), modules=modules, given=json.dumps(given))
    style = (modules / "slack-blocks-to-jsx" / "dist" / "style.css").read_text(encoding="utf-8")
    page = await browser.new_page(viewport={"width": WIDTH, "height": 100}, color_scheme="light")
    await page.set_content(f"<!doctype html><meta charset=utf-8><style>{style}{LOOKS}</style>{drawn}")
    await page.screenshot(path=file, full_page=True)
    await page.close()


async def output(program: str, *arguments: str, modules: Path, given: str = "") -> str:
    """Return what a program writes that finds the installed packages in a folder; end where it fails."""
    process = await asyncio.create_subprocess_exec(
        program,
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"NODE_PATH": str(modules), "TZ": ZONE},
    )
    written, _ = await process.communicate(given.encode())
    if process.returncode:
        raise SystemExit(f"{Path(program).name} failed: it says above why")
    return written.decode()


def main() -> None:
    """Install the packages outside the tree, and draw all of them."""
    in_path("node")
    with tempfile.TemporaryDirectory() as folder:
        modules = Path(folder) / "node_modules"
        quiet = ("--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        asyncio.run(output(in_path("npm"), "install", "--prefix", folder, *quiet, *PACKAGES, modules=modules))
        draw_all("slack", partial(draw, modules))


if __name__ == "__main__":
    main()

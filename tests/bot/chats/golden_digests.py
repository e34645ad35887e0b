"""Digests and the messages that they are in Discord and in Slack, as they stand in `golden/`.

After a change that is wanted, write them anew and read what `git diff` shows:

    python -m tests.bot.chats.golden_digests
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.chats import discord_digest, slack_digest
from bot.formats.contract import as_json, json_line
from digests.models import Digest, DigestItem, Layout, Subscription, Thread
from tests.bot.formats.examples import (
    a_digest,
    an_article,
    an_item,
    flood_in_german,
    harvest_in_arabic,
    night_train,
    strike_without_sentences,
    vaccine_in_french,
)

FOLDER = Path(__file__).with_name("golden")


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """A digest and how it is asked for."""

    name: str
    digest: Digest
    looks: Subscription
    is_late: bool = False


def a_find() -> DigestItem:
    return replace(strike_without_sentences(), is_single=True)


def a_trap() -> DigestItem:
    """A story that tries to be more than text."""
    title = "# [Win](https://prize.example) @everyone ||now|| <@&1> 🎁"
    return an_item(
        "x8gu",
        [
            an_article(
                title,
                "Go to https://prize.example or discord.gg/abc ](https://prize.example) `code` &lt;b&gt;\u202e:100:",
                "Z" + "\u0335" * 30 + "algo.",
                source="*Prize* [Post]",
                url="https://prize.example/(win)*now*",
            ),
            an_article("Other", "Text.", source="Post", url="https://discord.gg/abc"),
        ],
        quotes=[
            (0, "Go to https://prize.example or discord.gg/abc ](https://prize.example) `code` &lt;b&gt;\u202e:100:"),
            (0, "Z" + "\u0335" * 30 + "algo."),
            (1, "Text."),
        ],
    )


def a_mixed_line() -> DigestItem:
    """Arabic that begins with Latin letters, told by a newspaper with a Latin name."""
    return an_item(
        "b6wn",
        [
            an_article(
                "5G يصل إلى الميناء",
                "BBX قالت إن الشبكة ستعمل في مايو.",
                source="Harbour Post",
                language="ar",
            )
        ],
        quotes=[(0, "BBX قالت إن الشبكة ستعمل في مايو.")],
    )


def goldens() -> list[Golden]:
    update = replace(night_train(), is_update=True)
    english = a_digest(update, flood_in_german(), a_find())
    reader = Subscription(feeds=(), language="en")
    return [
        Golden(name="english", digest=english, looks=reader),
        Golden(
            name="french",
            digest=replace(a_digest(night_train(), vaccine_in_french(), language="fr"), since=None),
            looks=replace(reader, language="fr", timezone="Europe/Paris", mention="1417", silent=True),
            is_late=True,
        ),
        Golden(name="arabic", digest=a_digest(harvest_in_arabic(), a_mixed_line(), language="ar"), looks=reader),
        Golden(name="hostile", digest=a_digest(a_trap()), looks=replace(reader, previews=True)),
        Golden(name="cards", digest=english, looks=replace(reader, layout=Layout.CARDS)),
        Golden(name="plain", digest=english, looks=replace(reader, layout=Layout.PLAIN)),
        Golden(name="details", digest=english, looks=replace(reader, thread=Thread.DETAILS)),
        Golden(name="forum", digest=english, looks=replace(reader, thread=Thread.FORUM, timezone="Pacific/Kiritimati")),
        Golden(name="note", digest=replace(a_digest(update), is_note=True, ui_language="de"), looks=reader),
        Golden(
            name="empty",
            digest=Digest(language="it", since=None, until=datetime(2026, 11, 8, 7, tzinfo=UTC), items=()),
            looks=reader,
        ),
    ]  # fmt: skip


def as_slack_texts(golden: Golden) -> dict[Path, str]:
    """The file of a digest as it stands in Slack, where groups have other ids."""
    looks = replace(golden.looks, mention="S0614TZR7" if golden.looks.mention else None)
    messages = [
        {"in_thread": post.in_thread, "tells": tells, "body": post.body}
        for post, tells in slack_digest.posts(golden.digest, looks, is_late=golden.is_late)
    ]
    return {FOLDER / f"{golden.name}.slack.json": json_line(messages, indent=2)}


def as_texts(golden: Golden) -> dict[Path, str]:
    """The files of a digest: as it is, and as it stands in Discord."""
    messages = [
        {"where": post.where, "title": post.title, "tells": tells, "body": post.body}
        for post, tells in discord_digest.posts(golden.digest, golden.looks, is_late=golden.is_late)
    ]
    return {
        FOLDER / f"{golden.name}.digest.json": as_json(golden.digest),
        FOLDER / f"{golden.name}.discord.json": json_line(messages, indent=2),
    }


if __name__ == "__main__":
    for each in goldens():
        for path, content in (as_texts(each) | as_slack_texts(each)).items():
            path.write_text(content, encoding="utf-8")

"""A digest as messages of Discord: a heading, the stories, the languages it can be read in. Pure.

In: a `Digest`, and the looks of its `Subscription`. Out: its messages in order, each with the ids of the stories it
tells. They are as few as Discord allows, the stories spread evenly, and no story is in two.

    [(Post(body={"flags": 32772, "components": […]}, where=Where.CHANNEL, title="News digest · …"), ("k7qm", …)), …]

Moments are written so that every reader sees them in their own zone and locale.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.chats import discord_embeds
from bot.chats.discord_embeds import Told
from bot.chats.discord_markup import MARKUP, cut, escaped, when
from bot.chats.discord_parts import (
    MAX_SHOWN,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    Component,
    button,
    fits,
    is_id,
    message,
    rows,
    text,
)
from bot.chats.discord_post import MAX_TITLE, Post, Where
from bot.chats.discord_story import headline, story
from bot.formats import headings
from bot.formats.contract import json_line
from bot.formats.offered import offered
from bot.formats.parting import parted
from bot.formats.telling import in_sections, marks
from bot.formats.visible import length, plain
from bot.texts import Texts, texts_for
from digests.models import Digest, DigestItem, Layout, Subscription, Thread

LANGUAGE_BUTTONS = 10  # two rows
MAX_OVERVIEW = 3200  # of all headlines in one message


class _Block(NamedTuple):
    """What is never parted between two messages."""

    components: Sequence[Component]
    tells: str  # the id of its story


def posts(digest: Digest, subscription: Subscription, *, is_late: bool) -> list[tuple[Post, tuple[str, ...]]]:
    """Return the messages of a digest, at least one, each with the ids of the stories that it tells."""
    texts = texts_for(digest.ui_language or digest.language)
    title = _short(headings.title(digest, subscription.timezone, texts))
    heading = _heading(digest, texts, is_late=is_late)
    role = _role(subscription)
    if role:
        heading += f"\n<@&{role}>"
    made = []
    for number, (body, tells) in enumerate(_messages(digest, heading, subscription, texts)):
        body["flags"] = body.get("flags", 0) | _flags(subscription, has_embeds="embeds" in body)
        if role and number == 0:
            body["allowed_mentions"] = {"parse": [], "roles": [role]}
        made.append((Post(body=body, where=_where(digest, subscription, number), title=title), tells))
    return made


def notice_post(sentence: str) -> Post:
    """Return a sentence of the bot's own as a message."""
    body = message([text(escaped(cut(sentence, MAX_SHOWN)) or "…")], flags=SUPPRESS_EMBEDS)
    return Post(body=body, title=_short(sentence))


def as_discord(digest: Digest, subscription: Subscription) -> str:
    """Return the bodies of a digest's messages as a JSON list, for a person or a program."""
    return json_line([post.body for post, _ in posts(digest, subscription, is_late=False)], indent=2)


# ---------------------------------------------------------------- what stands above


def _short(title: str) -> str:
    title = plain(title) or "…"
    return title if length(title) <= MAX_TITLE else title[: MAX_TITLE // 2 - 1] + "…"


def _heading(digest: Digest, texts: Texts, *, is_late: bool) -> str:
    until = when(digest.until, "f")
    window = f"{when(digest.since, 'f')} – {until}" if digest.since else texts.say("up-to", day=until)
    if digest.is_note:
        return f"## {texts.say('note-title')}\n-# {window}"
    if digest.items:
        window += f" · {headings.counts(digest, texts)}"
    lines = [f"## {texts.say('digest-title')} · {when(digest.until, 'D')}", f"-# {window}"]
    if is_late:
        lines.append(texts.say("comes-late"))
    if not digest.items:
        lines.append(texts.say("no-stories"))
    return "\n".join(lines)


def _role(subscription: Subscription) -> str | None:
    """Return the id of the role to call, None for what is no id: the whole message would be refused for it."""
    role = subscription.mention
    return role if role and is_id(role) else None


def _overview(digest: Digest, heading: str, layout: Layout, texts: Texts) -> Told:
    """Return a message of all headlines, each a link where it has room; it tells none, since it quotes nothing."""
    most = MAX_OVERVIEW // len(digest.items)
    lines = list[str]()
    for item, is_first_find in in_sections(digest.items):
        if is_first_find:
            lines.append(f"### {texts.say('singles')}")
        lines.append(_entry(item, digest.language, most, texts))
    below = _language_rows(digest, texts)
    if layout is Layout.PLAIN:
        return discord_embeds.listed(heading, "\n".join(lines), below)
    return Told(message([text("\n".join((heading, *lines))), *below]), ())


def _entry(item: DigestItem, wish: str, most: int, texts: Texts) -> str:
    noted = escaped(cut(" · ".join((item.story.id, *marks(item, wish, texts, MARKUP))), most // 3))
    line = f"- {headline(item)} · {noted}"
    if length(line) <= most:
        return line
    return f"- {escaped(cut(item.summary.headline, most - length(noted) - 6))} · {noted}"


# ---------------------------------------------------------------- into messages


def _messages(digest: Digest, heading: str, subscription: Subscription, texts: Texts) -> list[Told]:
    """Return all messages; where the stories go into a thread, the first one is of their headlines."""
    layout = subscription.layout
    if _has_overview(digest, subscription):
        return [_overview(digest, heading, layout, texts), *_told(digest, "", layout, texts, last=[])]
    has_languages = digest.items and not digest.is_note
    return _told(digest, heading, layout, texts, last=_language_rows(digest, texts) if has_languages else [])


def _has_overview(digest: Digest, subscription: Subscription) -> bool:
    return subscription.thread is Thread.DETAILS and bool(digest.items) and not digest.is_note


def _where(digest: Digest, subscription: Subscription, number: int) -> Where:
    if subscription.thread is Thread.FORUM and not digest.is_note:
        return Where.FORUM
    return Where.THREAD if number and _has_overview(digest, subscription) else Where.CHANNEL


def _told(digest: Digest, heading: str, layout: Layout, texts: Texts, *, last: Sequence[Component]) -> list[Told]:
    """Return the messages that tell the stories, the heading above the first, rows of buttons below the last."""
    if layout is Layout.PLAIN:
        return discord_embeds.messages(heading, digest.items, last, wish=digest.language, texts=texts)
    blocks = list(_blocks(digest, layout, texts))

    def components(start: int, stop: int) -> list[Component]:
        stories = [component for block in blocks[start:stop] for component in block.components]
        return [*([text(heading)] if heading and start == 0 else []), *stories, *(last if stop == len(blocks) else [])]

    pages = parted(len(blocks), lambda start, stop: fits(components(start, stop)))
    return [
        Told(message(components(page.start, page.stop)), tuple(blocks[number].tells for number in page))
        for page in pages
    ]


def _blocks(digest: Digest, layout: Layout, texts: Texts) -> Iterator[_Block]:
    """Yield the stories; the heading of the finds of a single source goes with the first of them."""
    for item, is_first_find in in_sections(digest.items):
        above = [text(f"### {texts.say('singles')}")] if is_first_find else []
        told = story(item, layout=layout, wish=digest.language, texts=texts, is_followed=digest.is_note)
        yield _Block([*above, told], item.story.id)


def _flags(subscription: Subscription, *, has_embeds: bool) -> int:
    """Return the flags of a message; one with embeds of ours must not be told to show none."""
    quiet = SUPPRESS_NOTIFICATIONS if subscription.silent else 0
    return quiet if subscription.previews or has_embeds else quiet | SUPPRESS_EMBEDS


# ---------------------------------------------------------------- the languages it can be read in


def _language_rows(digest: Digest, texts: Texts) -> list[Component]:
    """Return buttons that show whoever presses one the digest in their language, or in one that its stories offer."""
    own = button(texts.say("my-language"), "read")
    return rows([own, *(button(name, "read", tag) for name, tag in offered(digest)[: LANGUAGE_BUTTONS - 1])])

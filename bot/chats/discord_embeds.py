"""A digest in the oldest layout of Discord: an embed a story, and buttons below them all. Pure.

In: the heading, the stories, the buttons that stand below the last. Out: messages, with the stories that each tells.

    {"content": "## News digest · …", "embeds": [{"title": "Night train returns", "url": …}], "components": [{…}]}

Where a channel's members use clients that do not show components, this one is shown. Limits, of Discord's "Embed
Limits": 10 embeds and 6,000 characters of them a message, 256 of a title, 4,096 of a description; 5 rows of buttons.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.chats.discord_markup import MARKUP, MAX_URL, cut, escaped, linked
from bot.chats.discord_parts import Body, Component, row
from bot.chats.discord_story import MAX_STORY, NEWS, UPDATE, buttons
from bot.formats.directions import directed
from bot.formats.links import best_link
from bot.formats.parting import parted
from bot.formats.telling import marks, quotes, spread
from bot.formats.typography import short_title
from bot.formats.visible import length
from bot.texts import Texts
from digests.models import DigestItem

MAX_EMBEDS, MAX_OF_EMBEDS, MAX_TITLE, MAX_AUTHOR = 10, 6000, 256, 256
MAX_ROWS = 5

# Of an embed's address Discord checks more than of a link in a text, and refuses the whole message for it.
_CHECKED = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(?:/[\w!$&'()*+,./:;=?@~%#-]*)?",
    re.IGNORECASE | re.ASCII,
)


class Told(NamedTuple):
    """A message with the ids of the stories that it tells."""

    body: Body
    tells: tuple[str, ...]


class _Made(NamedTuple):
    """A story as it is shown."""

    name: str
    link: str | None
    linked: Body  # its embed
    unlinked: Body  # the same where another embed of the message has that link
    buttons: Sequence[Component]


def messages(
    heading: str, items: Sequence[DigestItem], last: Sequence[Component], *, wish: str, texts: Texts
) -> list[Told]:
    """Return at least one message: the heading above the first story, `last`, which are rows of buttons, below all."""
    made = [_made(item, wish=wish, texts=texts) for item in items]

    def fits(start: int, stop: int) -> bool:
        return _fits(made[start:stop], MAX_ROWS - len(last) if stop == len(made) else MAX_ROWS)

    pages = [made[page.start : page.stop] for page in parted(len(made), fits)]
    bodies = [_message(page) for page in pages]
    if heading:
        bodies[0]["content"] = heading
    bodies[-1]["components"] += last
    return [Told(body, tuple(each.name for each in page)) for body, page in zip(bodies, pages, strict=True)]


def listed(heading: str, lines: str, last: Sequence[Component]) -> Told:
    """Return a message of the heading and lines that tell no story, above `last`."""
    body = {"content": heading, "embeds": [{"description": lines, "color": NEWS}], "components": list(last)}
    return Told(body | {"allowed_mentions": {"parse": []}}, ())


def _made(item: DigestItem, *, wish: str, texts: Texts) -> _Made:
    link, lines = best_link(item), quotes(item, MAX_STORY, MARKUP)
    return _Made(
        item.story.id,
        link,
        _embed(item, link, lines, wish=wish, texts=texts),
        _embed(item, link, lines, wish=wish, texts=texts, is_linked=False),
        buttons(item, texts, named=f"{item.story.id} · "),
    )


def _message(page: Sequence[_Made]) -> Body:
    return {
        "embeds": _embeds(page),
        "components": [row(*made.buttons) for made in page if made.buttons],
        "allowed_mentions": {"parse": []},
    }


def _embeds(page: Sequence[_Made]) -> list[Body]:
    """Return an embed a story; of two with one address Discord would show one, so the second has none."""
    links = [made.link for made in page]
    return [made.unlinked if made.link in links[:number] else made.linked for number, made in enumerate(page)]


def _embed(
    item: DigestItem, link: str | None, lines: Sequence[str], *, wish: str, texts: Texts, is_linked: bool = True
) -> Body:
    above = [*([texts.say("singles")] if item.is_single else []), *marks(item, wish, texts, MARKUP)]
    made: Body = {
        "color": UPDATE if item.is_update else NEWS,
        "footer": {"text": " · ".join(spread(item, texts, MARKUP))},
    }
    if above:
        made["author"] = {"name": cut(" · ".join(above), MAX_AUTHOR)}
    if link and is_linked and length(link) <= MAX_URL and _CHECKED.fullmatch(link):
        made["url"] = link
    elif link and not lines:
        lines = [linked("", link)]
    title = cut(short_title(item.summary.headline), MAX_TITLE - 3)  # 3: what sets its direction
    title = directed(escaped(title), title, item.summary.language)
    return made | {"title": title or "…", "description": "\n".join(lines)}


def _fits(page: Sequence[_Made], rows: int) -> bool:
    ids = [each["custom_id"] for made in page for each in made.buttons]
    shown = sum(map(_length, _embeds(page)))
    return len(page) <= min(MAX_EMBEDS, rows) and shown <= MAX_OF_EMBEDS and len(ids) == len(set(ids))


def _length(embed: Body) -> int:
    parts = (embed["title"], embed["description"], embed["footer"]["text"], embed.get("author", {}).get("name", ""))
    return sum(map(length, parts))

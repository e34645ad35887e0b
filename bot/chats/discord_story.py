"""One story of a digest in Discord: its headline, its quoted sentences, who tells it, and its buttons. Pure.

In: a `DigestItem`. Out: one container, of at most MAX_STORY characters whatever feeds have written.

    ### [Ministers agree on a night train](<https://harbour.example/night-train>)
    -# **update**
    “The first train is to leave in May.” — [The Harbour Post](<https://harbour.example/night-train>)
    -# 5 publishers · en de fr pt · k7qm
    [More] [Sources] [Follow]
"""

from bot.chats.discord_markup import MARKUP, escaped, linked, when
from bot.chats.discord_parts import MAX_CUSTOM_ID, Component, button, container, custom_id, row, text
from bot.formats.directions import directed
from bot.formats.links import best_link
from bot.formats.telling import marks, offers, quotes, spread
from bot.formats.typography import short_title
from bot.formats.visible import length, plain
from bot.texts import Texts
from digests.models import DigestItem, Layout

MAX_STORY = 3400  # of the 4,000 UTF-16 units of a message, so that the heading of the digest has room before any

NEWS, UPDATE = 0x4F6D8F, 0xC77D2E  # the stripes of cards


def story(item: DigestItem, *, layout: Layout, wish: str, texts: Texts, is_followed: bool = False) -> Component:
    """Return a story as a container, for a reader who wishes for the language `wish`; compact, or as a card."""
    head, about = _head(item, wish, texts), _about(item, texts, is_aged=layout is Layout.CARDS)
    if layout is not Layout.CARDS:
        lines = quotes(item, MAX_STORY - length(head) - length(about) - 2, MARKUP)
        return container(text("\n".join((head, *lines, about))), *_row(item, texts, is_followed=is_followed))
    lines = [f"> {line}" for line in quotes(item, MAX_STORY - length(head) - length(about) - 8, MARKUP, more=4)]
    return container(
        text(head),
        *([text("\n\n".join(lines))] if lines else []),
        text(about),
        *_row(item, texts, is_followed=is_followed),
        colour=UPDATE if item.is_update else NEWS,
    )


def headline(item: DigestItem) -> str:
    """Return the headline as a link to the article to read on in."""
    title = short_title(item.summary.headline)
    return directed(linked(title, best_link(item)), title, item.summary.language)


def buttons(item: DigestItem, texts: Texts, *, is_followed: bool = False, named: str = "") -> list[Component]:
    """Return what can be done with a story, the first labelled with `named`; none where its id fits in none."""
    name = item.story.id
    if not name or plain(name) != name or length(custom_id("unfollow", name)) > MAX_CUSTOM_ID:
        return []
    called = enumerate(offers(texts, is_followed=is_followed))
    return [button(label if number else named + label, command, name) for number, (label, command) in called]


def _head(item: DigestItem, wish: str, texts: Texts) -> str:
    """Return the headline, and on a line below it what is to be known before reading on."""
    noted = [escaped(mark) for mark in marks(item, wish, texts, MARKUP)]
    if item.is_update:
        noted[0] = f"**{noted[0]}**"
    return f"### {headline(item)}" + (f"\n-# {' · '.join(noted)}" if noted else "")


def _about(item: DigestItem, texts: Texts, *, is_aged: bool) -> str:
    *telling, name = map(escaped, spread(item, texts, MARKUP))
    age = [when(max(article.dated_at for article in item.articles), "R")] if is_aged else []
    return f"-# {' · '.join((*telling, *age, name))}"


def _row(item: DigestItem, texts: Texts, *, is_followed: bool) -> list[Component]:
    made = buttons(item, texts, is_followed=is_followed)
    return [row(*made)] if made else []

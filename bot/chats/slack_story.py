"""One story of a digest in Slack: its headline, its quoted sentences, who tells it, and its buttons. Pure.

In: a `DigestItem`. Out: two or three blocks, within Slack's limits whatever feeds have written.

    *<https://harbour.example/night-train|Ministers agree on a night train>*
    *update* · _in English_
    “The first train is to leave in May.” — <https://harbour.example/night-train|The Harbour Post>

    5 publishers · en de fr pt · k7qm
    [More] [Sources] [Follow]
"""

from bot.chats.slack_markup import MARKUP, cut, escaped, linked, when
from bot.chats.slack_parts import (
    MAX_ACTION_ID,
    MAX_SECTION,
    Block,
    action_id,
    actions,
    button,
    context,
    section,
)
from bot.formats.links import best_link
from bot.formats.telling import marks, offers, quotes, spread
from bot.formats.typography import short_title
from bot.formats.visible import length, plain
from bot.texts import Texts
from digests.models import DigestItem, Layout

BETWEEN = " · "
MAX_MARK = 90  # of what is said beside a headline: never reached by our own words
MAX_HEADLINE = 600  # UTF-16 units once escaped: beside it and its address a sentence and its source have room


def story(item: DigestItem, *, layout: Layout, wish: str, texts: Texts, is_followed: bool = False) -> list[Block]:
    """Return a story as blocks, for a reader who wishes for the language `wish`."""
    head = _head(item, wish, texts)
    lines = quotes(item, MAX_SECTION - length(head), MARKUP)
    blocks = [section("\n".join((head, *lines))), context(_about(item, texts, is_aged=layout is Layout.CARDS))]
    return blocks if layout is Layout.PLAIN else [*blocks, *_buttons(item, texts, is_followed=is_followed)]


def headline(item: DigestItem) -> str:
    """Return the headline as a link to the article to read on in."""
    title = cut(short_title(item.summary.headline), MAX_HEADLINE)
    return linked(title, best_link(item), language=item.summary.language or "und") or "…"


def marked(item: DigestItem, wish: str, texts: Texts, *, most: int = MAX_MARK) -> list[str]:
    """Return what is to be known before reading on: an update in bold, the language apart from what is quoted."""
    noted = [escaped(cut(mark, most)) for mark in marks(item, wish, texts, MARKUP)]
    return [f"*{mark}*" if item.is_update and number == 0 else f"_{mark}_" for number, mark in enumerate(noted)]


def _head(item: DigestItem, wish: str, texts: Texts) -> str:
    """Return the headline, and on a line below it what is to be known before reading on."""
    noted = BETWEEN.join(marked(item, wish, texts))
    return f"*{headline(item)}*" + (f"\n{noted}" if noted else "")


def _about(item: DigestItem, texts: Texts, *, is_aged: bool) -> str:
    *telling, name = map(escaped, spread(item, texts, MARKUP))
    youngest = max(article.dated_at for article in item.articles)
    age = [when(youngest, "{ago}", texts.date_range(youngest, youngest))] if is_aged else []
    return BETWEEN.join((*telling, *age, name))


def _buttons(item: DigestItem, texts: Texts, *, is_followed: bool) -> list[Block]:
    """Return what can be done with a story; nothing where its id fits in no button."""
    name = item.story.id
    if not name or plain(name) != name or length(action_id("unfollow", name)) > MAX_ACTION_ID:
        return []
    return [actions([button(label, command, name) for label, command in offers(texts, is_followed=is_followed)])]

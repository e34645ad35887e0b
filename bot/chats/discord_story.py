"""One story of a digest in Discord: its headline, its quoted sentences, who tells it, and its buttons. Pure.

In: a `DigestItem`. Out: one container, of at most MAX_STORY characters whatever feeds have written.

    ### [Ministers agree on a night train](<https://harbour.example/night-train>)
    -# **update**
    “The first train is to leave in May.” — [The Harbour Post](<https://harbour.example/night-train>)
    -# 5 publishers · en de fr pt · k7qm
    [More] [Sources] [Follow]

Text that runs to the left is set apart, and a mark of its direction begins its line: so it reads as it should whether a
client sets a line in the direction of its first letter or, as some do, every line from the left.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from bot.chats.discord_markup import LOOKED_AT, cut, escaped, linked, plain, when
from bot.chats.discord_parts import MAX_CUSTOM_ID, Component, button, container, custom_id, length, row, text
from bot.formats.links import best_link, web_address
from bot.formats.quotes import language_note, paragraphs, quotation
from bot.formats.typography import direction, short_title
from bot.texts import Texts
from digests.models import Article, DigestItem, Layout, Sentence

MAX_STORY = 3400  # of the 4,000 UTF-16 units of a message, so that the heading of the digest has room before any
MAX_QUOTE = 1200  # of one paragraph: a feed whose sentences have no end is cut
MAX_SOURCE = 80  # of a publisher's name
LANGUAGES_SHOWN = 12

NEWS, UPDATE = 0x4F6D8F, 0xC77D2E  # the stripes of cards
LEFT_OUT = " […]"
BEFORE_SOURCE = " —\u00a0"  # no line ends between the dash and what it leads to

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_FROM_LEFT, _FROM_RIGHT = "\u200e", "\u200f"  # marks: what they begin runs so
_APART_FROM_RIGHT, _APART, _END = "\u2067", "\u2068", "\u2069"  # isolates: to the left; as the first letter says


def story(item: DigestItem, *, layout: Layout, wish: str, texts: Texts, is_followed: bool = False) -> Component:
    """Return a story as a container, for a reader who wishes for the language `wish`; compact, or as a card."""
    head, about = _head(item, wish, texts), _about(item, texts, is_aged=layout is Layout.CARDS)
    if layout is not Layout.CARDS:
        lines = quotes(item, MAX_STORY - length(head) - length(about) - 2)
        return container(text("\n".join((head, *lines, about))), *_row(item, texts, is_followed=is_followed))
    lines = [f"> {line}" for line in quotes(item, MAX_STORY - length(head) - length(about) - 8, more=4)]
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


def directed(markdown: str, text: str, language: str) -> str:
    """Return the markdown of a text at the beginning of a line, set in the direction of its language."""
    if not _RIGHT_TO_LEFT.search(text):
        return markdown
    first = next((kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}), "L")
    wanted = direction(language)
    if wanted == "rtl" or (wanted == "auto" and first != "L"):
        return f"{_FROM_RIGHT}{_APART_FROM_RIGHT}{markdown}{_END}"
    return markdown if first == "L" else _FROM_LEFT + markdown


def quotes(item: DigestItem, most: int, *, more: int = 1) -> list[str]:
    """Return the quoted sentences, a line each with its source, of at most so many UTF-16 units with `more` for each.

    What does not fit is left out from the end; the first is cut rather than left out.
    """
    lines = list[str]()
    for article, sentences in paragraphs(item):
        source = f"{BEFORE_SOURCE}{_source(article, sentences)}"
        room = min(most - length(source) - more, MAX_QUOTE)
        line = _quote(article, sentences, room, is_first=not lines)
        if line is None:
            break
        line = directed(escaped(line), line, article.language) + source
        lines.append(line)
        most -= length(line) + more
    return lines


def marks(item: DigestItem, wish: str, texts: Texts) -> list[str]:
    """Return what is to be known before reading, not escaped: that it is an update, which language it is in."""
    noted = [texts.say("update")] if item.is_update else []
    note = language_note(item.summary.language, wish, texts)
    return [*noted, cut(note, MAX_SOURCE)] if note else noted


def spread(item: DigestItem, texts: Texts) -> list[str]:
    """Return who tells it, in which languages, and its name, not escaped: "7 publishers", "en de fr", "k7qm"."""
    languages = cut(" ".join(item.languages[:LANGUAGES_SHOWN]), MAX_SOURCE)
    return [texts.say("publishers", count=len(item.publishers)), languages, cut(item.story.id, MAX_SOURCE)]


def buttons(item: DigestItem, texts: Texts, *, is_followed: bool = False, named: str = "") -> list[Component]:
    """Return what can be done with a story, the first labelled with `named`; none where its id fits in none."""
    name = item.story.id
    if not name or plain(name) != name or length(custom_id("unfollow", name)) > MAX_CUSTOM_ID:
        return []
    follow = (
        button(texts.say("story-button-unfollow"), "unfollow", name)
        if is_followed
        else button(texts.say("story-button-follow"), "follow", name)
    )
    return [
        button(named + texts.say("story-button-more"), "story", name),
        button(texts.say("story-button-sources"), "sources", name),
        follow,
    ]


def _head(item: DigestItem, wish: str, texts: Texts) -> str:
    """Return the headline, and on a line below it what is to be known before reading on."""
    noted = [escaped(mark) for mark in marks(item, wish, texts)]
    if item.is_update:
        noted[0] = f"**{noted[0]}**"
    return f"### {headline(item)}" + (f"\n-# {' · '.join(noted)}" if noted else "")


def _about(item: DigestItem, texts: Texts, *, is_aged: bool) -> str:
    *telling, name = map(escaped, spread(item, texts))
    age = [when(max(article.dated_at for article in item.articles), "R")] if is_aged else []
    return f"-# {' · '.join((*telling, *age, name))}"


def _row(item: DigestItem, texts: Texts, *, is_followed: bool) -> list[Component]:
    made = buttons(item, texts, is_followed=is_followed)
    return [row(*made)] if made else []


def _quote(article: Article, sentences: Sequence[Sentence], most: int, *, is_first: bool) -> str | None:
    """Return as many of the sentences as fit, quoted; the first of all is cut to fit."""
    lengths = list(accumulate(len(each.text) for each in sentences))
    for count in range(len(sentences), 0, -1):
        if lengths[count - 1] > LOOKED_AT * most:
            continue
        quote = quotation(article, sentences[:count])
        if length(escaped(quote)) <= most:
            return quote
    if not is_first and most < MAX_QUOTE:
        return None
    start = cut(sentences[0].text, most - 16).removesuffix("…").rstrip()  # 16: marks, escaped, and LEFT_OUT
    return quotation(article, [replace(sentences[0], text=start + LEFT_OUT)])


def _source(article: Article, sentences: Sequence[Sentence]) -> str:
    """Return the publisher's name as a link to the article, apart from the quote where their directions differ."""
    name = cut(article.source, MAX_SOURCE) or article.publisher
    mark = linked(cut(name, MAX_SOURCE), web_address(article.url))
    is_turned = bool(_RIGHT_TO_LEFT.search(name)) or any(_RIGHT_TO_LEFT.search(each.text) for each in sentences)
    return f"{_APART}{mark}{_END}" if is_turned else mark

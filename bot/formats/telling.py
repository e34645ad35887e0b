"""What is said of a story in any chat: its quoted sentences with their sources, who tells it, what can be done. Pure.

In: a `DigestItem`, and how a chat marks text up. Out: lines in that markup, and texts that are still to be escaped.

    quotes(item, 2500, markup)   # ["“The first train is to leave in May.” — [The Harbour Post](<https://…>)"]
    spread(item, texts, markup)  # ["5 publishers", "en de fr pt", "k7qm"]
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from bot.formats.directions import apart, directed, runs_left
from bot.formats.links import web_address
from bot.formats.quotes import language_note, paragraphs, quotation
from bot.formats.visible import LOOKED_AT, length
from bot.texts import Texts
from digests.models import Article, DigestItem, Sentence

MAX_QUOTE = 1200  # of one paragraph: a feed whose sentences have no end is cut
MAX_SOURCE = 80  # of a publisher's name
LANGUAGES_SHOWN = 12

LEFT_OUT = " […]"
BEFORE_SOURCE = " —\u00a0"  # no line ends between the dash and what it leads to


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """How a chat marks text up; `cut` takes how many UTF-16 units may be left."""

    escaped: Callable[[str], str]
    linked: Callable[[str, str | None], str]
    cut: Callable[[str, int], str]


def quotes(item: DigestItem, most: int, markup: Markup, *, more: int = 1) -> list[str]:
    """Return the quoted sentences, a line each with its source, of at most so many units with `more` for each.

    What does not fit is left out from the end; the first is cut rather than left out.
    """
    lines = list[str]()
    for article, sentences in paragraphs(item):
        source = f"{BEFORE_SOURCE}{_source(article, sentences, markup)}"
        room = min(most - length(source) - more, MAX_QUOTE)
        line = _quote(article, sentences, room, markup, is_first=not lines)
        if line is None:
            break
        line = directed(markup.escaped(line), line, article.language) + source
        lines.append(line)
        most -= length(line) + more
    return lines


def marks(item: DigestItem, wish: str, texts: Texts, markup: Markup) -> list[str]:
    """Return what is to be known before reading, not escaped: that it is an update, which language it is in."""
    noted = [texts.say("update")] if item.is_update else []
    note = language_note(item.summary.language, wish, texts)
    return [*noted, markup.cut(note, MAX_SOURCE)] if note else noted


def spread(item: DigestItem, texts: Texts, markup: Markup) -> list[str]:
    """Return who tells it, in which languages, and its name, not escaped: "7 publishers", "en de fr", "k7qm"."""
    languages = markup.cut(" ".join(item.languages[:LANGUAGES_SHOWN]), MAX_SOURCE)
    return [texts.say("publishers", count=len(item.publishers)), languages, markup.cut(item.story.id, MAX_SOURCE)]


def offers(texts: Texts, *, is_followed: bool = False) -> list[tuple[str, str]]:
    """Return what can be done with a story: what its button says, and the command that it calls."""
    follow = (
        (texts.say("story-button-unfollow"), "unfollow")
        if is_followed
        else (texts.say("story-button-follow"), "follow")
    )
    return [(texts.say("story-button-more"), "story"), (texts.say("story-button-sources"), "sources"), follow]


def in_sections(items: Sequence[DigestItem]) -> Iterator[tuple[DigestItem, bool]]:
    """Yield the stories, and of each whether the heading of the finds of a single source stands above it."""
    is_apart = False
    for item in items:
        yield item, item.is_single and not is_apart
        is_apart = item.is_single


def _quote(article: Article, sentences: Sequence[Sentence], most: int, markup: Markup, *, is_first: bool) -> str | None:
    """Return as many of the sentences as fit, quoted; the first of all is cut to fit."""
    lengths = list(accumulate(len(each.text) for each in sentences))
    for count in range(len(sentences), 0, -1):
        if lengths[count - 1] > LOOKED_AT * most:
            continue
        quote = quotation(article, sentences[:count])
        if length(markup.escaped(quote)) <= most:
            return quote
    if not is_first and most < MAX_QUOTE:
        return None
    start = markup.cut(sentences[0].text, most - 16).removesuffix("…").rstrip()  # 16: marks, escaped, and LEFT_OUT
    return quotation(article, [replace(sentences[0], text=start + LEFT_OUT)])


def _source(article: Article, sentences: Sequence[Sentence], markup: Markup) -> str:
    """Return the publisher's name as a link to the article, apart from the quote where their directions differ."""
    name = markup.cut(article.source, MAX_SOURCE) or article.publisher
    mark = markup.linked(markup.cut(name, MAX_SOURCE), web_address(article.url))
    return apart(mark) if runs_left(name) or any(runs_left(each.text) for each in sentences) else mark

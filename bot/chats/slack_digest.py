"""A digest as messages of Slack: a heading, the stories, the languages it can be read in. Pure.

In: a `Digest`, and the looks of its `Subscription`. Out: its messages in order, each with the ids of the stories it
tells. They are as few as Slack allows, the stories spread evenly, and no story is in two.

    [(Post(body={"blocks": […], "text": "News digest · …", …}), ("k7qm", …)), …]

The layouts: `compact` has the stories one below the other, each with its buttons; `cards` parts them by lines and says
how old each is; `plain` has no buttons, only text and, below the last story, the menu of languages. A digest whose
details stand in a thread begins with its headlines alone; Slack has no forums, and treats a forum's post the same.

Moments are written so that every reader sees them in their own zone and language.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.chats.slack_markup import cut, escaped, when
from bot.chats.slack_parts import (
    MAX_FALLBACK,
    MAX_SECTION,
    Block,
    Body,
    actions,
    context,
    divider,
    fits,
    header,
    menu,
    message,
    section,
)
from bot.chats.slack_post import Post
from bot.chats.slack_story import BETWEEN, headline, marked, story
from bot.formats import headings
from bot.formats.contract import json_line
from bot.formats.offered import offered
from bot.formats.parting import parted
from bot.formats.telling import in_sections
from bot.formats.visible import length
from bot.texts import Texts, texts_for
from digests.models import Digest, DigestItem, Layout, Subscription, Thread

LANGUAGES_OFFERED = 30  # of the 100 that a menu may have: more would leave a story no room in the message
MAX_OVERVIEW = 7000  # characters of all headlines in one message, as they are sent
MAX_SAID = 150  # of a headline where it is said aloud
_GROUP = re.compile(r"S[A-Z0-9]{2,20}")  # the id of a user group


class _Told(NamedTuple):
    """A message with the ids of the stories that it tells."""

    blocks: list[Block]
    said: Sequence[str]  # by a notification or a screen reader, a line each
    tells: tuple[str, ...]


class _Story(NamedTuple):
    """What is never parted between two messages."""

    blocks: Sequence[Block]
    item: DigestItem


def posts(digest: Digest, subscription: Subscription, *, is_late: bool) -> list[tuple[Post, tuple[str, ...]]]:
    """Return the messages of a digest, at least one, each with the ids of the stories that it tells."""
    texts = texts_for(digest.ui_language or digest.language)
    heading = _heading(digest, subscription, texts, is_late=is_late)
    title = headings.title(digest, subscription.timezone, texts)
    has_overview = subscription.thread is not Thread.NONE and bool(digest.items) and not digest.is_note
    if has_overview:
        told = [_overview(digest, heading, texts), *_messages(digest, [], subscription.layout, texts, below=[])]
    else:
        told = _messages(digest, heading, subscription.layout, texts, below=_languages(digest, texts))
    made = []
    for number, (blocks, said, tells) in enumerate(told):
        body = _body(blocks, said if number else [title, *said], subscription)
        made.append((Post(body=body, in_thread=has_overview and number > 0), tells))
    return made


def notice_post(sentence: str) -> Post:
    """Return a sentence of the bot's own as a message."""
    said = escaped(cut(sentence, MAX_SECTION)) or "…"
    return Post(body=message([section(said)], text=said))


def as_slack(digest: Digest, subscription: Subscription) -> str:
    """Return the bodies of a digest's messages as a JSON list, for a person or a program."""
    return json_line([post.body for post, _ in posts(digest, subscription, is_late=False)], indent=2)


def _body(blocks: Sequence[Block], said: Sequence[str], subscription: Subscription) -> Body:
    most = min(MAX_SAID, MAX_FALLBACK // len(said) - 1)
    text = "\n".join(escaped(cut(line, most)) or "…" for line in said)
    body = message(blocks, text=text)
    return body | {"unfurl_links": True, "unfurl_media": True} if subscription.previews else body


# ---------------------------------------------------------------- what stands above


def _heading(digest: Digest, subscription: Subscription, texts: Texts, *, is_late: bool) -> list[Block]:
    zone = ZoneInfo(subscription.timezone)
    until = _moment(digest.until, zone, texts)
    window = f"{_moment(digest.since, zone, texts)} – {until}" if digest.since else texts.say("up-to", day=until)
    if digest.is_note:
        return [header(texts.say("note-title")), context(window)]
    if digest.items:
        window += f" · {headings.counts(digest, texts)}"
    lines = [texts.say("comes-late")] if is_late else []
    if not digest.items:
        lines.append(texts.say("no-stories"))
    if subscription.mention and _GROUP.fullmatch(subscription.mention):
        lines.append(f"<!subteam^{subscription.mention}>")
    below = [section("\n".join(lines))] if lines else []
    return [header(headings.title(digest, subscription.timezone, texts)), context(window), *below]


def _moment(at: datetime, zone: ZoneInfo, texts: Texts) -> str:
    return when(at, "{date_short} {time}", texts.moment(at.astimezone(zone)))


def _overview(digest: Digest, heading: Sequence[Block], texts: Texts) -> _Told:
    """Return a message of all headlines, each a link where it has room; it tells none, since it quotes nothing."""
    most = MAX_OVERVIEW // len(digest.items)
    blocks, lines = list(heading), list[str]()
    for item, is_first_find in in_sections(digest.items):
        line = _entry(item, digest.language, most, texts)
        if lines and (is_first_find or length("\n".join((*lines, line))) > MAX_SECTION):
            blocks.append(section("\n".join(lines)))
            lines.clear()
        if is_first_find:
            blocks.append(header(texts.say("singles")))
        lines.append(line)
    blocks += [section("\n".join(lines)), *_languages(digest, texts)]
    return _Told(blocks, _headlines(digest.items), ())


def _entry(item: DigestItem, wish: str, most: int, texts: Texts) -> str:
    beside = (*marked(item, wish, texts, most=most // 8), escaped(cut(item.story.id, most // 8)))
    line = f"• {BETWEEN.join((headline(item), *beside))}"
    if length(json.dumps(line, ensure_ascii=False)) <= most:
        return line
    title = escaped(cut(item.summary.headline, most // 3))  # a third: quotation marks are sent as two
    return f"• {BETWEEN.join((title, *beside))}"


# ---------------------------------------------------------------- into messages


def _messages(
    digest: Digest, heading: Sequence[Block], layout: Layout, texts: Texts, *, below: Sequence[Block]
) -> list[_Told]:
    """Return the messages that tell the stories, the heading above the first, the languages below the last."""
    stories = list(_stories(digest, layout, texts))

    def blocks(start: int, stop: int) -> list[Block]:
        above = [heading] if heading and start == 0 else []
        end = below if stop == len(stories) else []
        return [*_joined([*above, *(each.blocks for each in stories[start:stop])], layout), *end]

    pages = parted(len(stories), lambda start, stop: fits(blocks(start, stop)))
    told = []
    for page in pages:
        items = [stories[number].item for number in page]
        said = _headlines(items) if items else [texts.say("no-stories")]
        told.append(_Told(blocks(page.start, page.stop), said, tuple(item.story.id for item in items)))
    return told


def _stories(digest: Digest, layout: Layout, texts: Texts) -> Iterator[_Story]:
    """Yield the stories; the heading of the finds of a single source goes with the first of them."""
    for item, is_first_find in in_sections(digest.items):
        above = [header(texts.say("singles"))] if is_first_find else []
        told = story(item, layout=layout, wish=digest.language, texts=texts, is_followed=digest.is_note)
        yield _Story([*above, *told], item)


def _joined(parts: Sequence[Sequence[Block]], layout: Layout) -> Iterator[Block]:
    """Yield the blocks of parts; of cards with a line across between them."""
    for number, part in enumerate(parts):
        if number and layout is Layout.CARDS:
            yield divider()
        yield from part


def _headlines(items: Sequence[DigestItem]) -> list[str]:
    return [item.summary.headline for item in items]


def _languages(digest: Digest, texts: Texts) -> list[Block]:
    """Return a menu that shows whoever chooses from it the digest in their language, or in one its stories offer."""
    if not digest.items or digest.is_note:
        return []
    own = (texts.say("my-language"), "")
    return [actions([menu(texts.say("slack-read-in"), "read", [own, *offered(digest)[: LANGUAGES_OFFERED - 1]])])]

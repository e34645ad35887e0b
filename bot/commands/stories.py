"""`story`, `sources`, `follow`, `unfollow`: one story looked up, and what each reader has had of it.

In: the id of a story, as it stands beside it in a digest. Out: an `Answer`, and a `Bookmark` of the reader.

    story(asked)   # "k7qm": quotes, what is new since they looked, how it went around, who tells it; Sources, Follow
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from babel.lists import format_list

from bot.commands import story_answers
from bot.commands.answers import Answer, Line, Refusal
from bot.commands.asked import Asked
from bot.commands.naming import shown, story_name
from digests.closeups import Coverage, caught_up, closeup, coverage_of, seen
from digests.models import SENTENCES, Length, Story, Told
from digests.nearness import is_open
from digests.novelty import History
from digests.readers import Bookmark

MOST_FOLLOWED = 20  # stories by one person at a time
ALL = "all"  # instead of an id: no id has a vowel

_FOLLOWED_SHOWN = 5  # where somebody named another


# ---------------------------------------------------------------- the commands


def story(asked: Asked) -> Answer:
    """Return all that can be said of a story, and remember that this reader has had it."""
    wish = asked.wished_language()
    length = Length(asked.text("length", Length.FULL))
    asked = _at_home(asked)
    found = _found(asked)

    async def read() -> Answer:
        return await asked.compute(lambda: _story(asked, found.story, wish, length))

    return Answer(lines=(Line(text=asked.say("story-reading", articles=len(found.articles))),), then=read)


def _story(asked: Asked, of: Story, wish: str, length: Length) -> Answer:
    told = _had(_marks(asked, of), of)
    close = closeup(
        of.id,
        feeds=asked.subscription.feeds,
        language=wish,
        also_read=_readable(asked),  # the reader's own first: `wish` may be another
        count=SENTENCES[length],
        told=told,
        now=asked.now,
        desk=asked.room.desk,
    )
    if close is None:  # forgotten within this second
        raise Refusal("story-forgotten", id=of.id, days=asked.subscription.retention.days)
    marks = _marks(asked, close.item.story)  # once more: they may have pressed Follow meanwhile
    _remember(asked, seen(close, told, asked.now), marks)
    return story_answers.story(
        asked,
        close,
        wish=wish,
        length=length,
        joined_from=_name(asked.text("id")),
        is_followed=any(mark.followed_at for mark in marks),
    )


def sources(asked: Asked) -> Answer:
    """Return the articles of a story by language and publisher."""
    asked = _at_home(asked)
    found = _found(asked)
    return story_answers.sources(asked, found, _readable(asked), joined_from=_name(asked.text("id")))


def follow(asked: Asked) -> Answer:
    """Have this reader told what is new of a story from now on. Refusal where it has ended, or they follow too many."""
    asked = _at_home(asked)
    found = _found(asked)
    marks = _marks(asked, found.story)
    is_followed = any(mark.followed_at and mark.subscriber_id == asked.subscriber.id for mark in marks)
    if not is_followed:  # or by another digest, whose end would be the end of it
        if not is_open(found.story, asked.now):
            raise Refusal("follow-ended", id=found.story.id, when=asked.moment(found.story.last_seen_at))
        _check_room(asked)
        _remember(asked, caught_up(found, _had(marks, found.story), asked.now), marks, follows=True)
    return story_answers.followed(
        asked, found, _readable(asked), joined_from=_name(asked.text("id")), was_followed=is_followed
    )


def unfollow(asked: Asked) -> Answer:
    """Have this reader told no more of a story, or of all. Refusal where they do not follow it."""
    followed = _followed(asked)
    name = _name(asked.text("id"))
    if not followed:
        raise Refusal("unfollow-none")
    if name == ALL:
        _unfollow(asked, followed)
        return Answer(lines=(Line(text=asked.say("unfollow-all-done", count=len(followed))),))
    target = _leads_to(asked, name) if name else ""
    meant = [mark for mark in followed if target in (mark.story_id, _leads_to(asked, mark.story_id))]
    if not meant:
        ids = [mark.story_id for mark in followed[:_FOLLOWED_SHOWN]]
        raise Refusal(
            "unfollow-other",
            id=shown(asked.text("id")),
            ids=format_list(ids, locale=asked.texts.locale),
            more=len(followed) - len(ids),
        )
    _unfollow(asked, meant)
    return Answer(
        lines=(Line(text=asked.say("unfollow-done", id=target)),),
        buttons=(story_answers.follow_button(asked, target, is_followed=False),) if asked.found else (),
    )


# ---------------------------------------------------------------- which story


def _name(typed: str) -> str:
    """Return the id that somebody may have meant, or "all"; "" for what is neither."""
    return ALL if typed.strip().lower() == ALL else story_name(typed)


def _found(asked: Asked) -> Coverage:
    """Return the story that is asked for. Refusal where the digest here has none of that id."""
    name, store = _name(asked.text("id")), asked.room.desk.store
    if name and (found := coverage_of(name, asked.subscription.feeds, store)):
        return found
    if not name:
        raise Refusal("no-such-story", id=shown(asked.text("id")))
    if name in store.posted_stories() and store.story(name) is None:
        raise Refusal("story-forgotten", id=name, days=asked.subscription.retention.days)
    # After a year nobody knows whether there was one of that id, and its button is still there.
    raise Refusal("story-unknown", id=name, days=asked.subscription.retention.days)


def _at_home(asked: Asked) -> Asked:
    """Return what is asked as in a digest that the person has met the story by.

    That is the digest of the place. In a direct message, where notes of other places come, it is that of their bookmark
    if the place has none with this story. Refusal where there is neither.
    """
    name, store = _name(asked.text("id")), asked.room.desk.store
    if name and asked.place.is_direct and not (asked.found and coverage_of(name, asked.subscription.feeds, store)):
        if of := store.story(name):
            marks = _marks(asked, of)
        else:  # forgotten
            marks = asked.room.readership.bookmarks(asked.place.chat, asked.person.id, [name])
        met = asked.room.ledger.subscribers({mark.subscriber_id for mark in marks})
        asked = replace(asked, found=next(iter(met), asked.found))
    return replace(asked, found=asked.subscriber)


def _leads_to(asked: Asked, name: str) -> str:
    """Return the id of the story that has the articles now; the id itself where they are forgotten."""
    found = asked.room.desk.store.story(name)
    return found.id if found else name


def _readable(asked: Asked) -> tuple[str, ...]:
    """Return the languages that may be shown to a reader, best first: their own, then those of the channel."""
    return (asked.language, asked.subscription.language, *asked.subscription.also_read)


# ---------------------------------------------------------------- what the reader has had


def _marks(asked: Asked, of: Story) -> list[Bookmark]:
    """Return what the reader has had of a story, under whatever id, the last seen first."""
    marks = asked.room.readership.bookmarks(asked.place.chat, asked.person.id)
    members = frozenset(of.article_ids)
    # An id that leads to the story has articles of it; where it leads is asked of these few alone.
    near = (mark for mark in marks if mark.story_id == of.id or not members.isdisjoint(mark.told.article_ids))
    return [mark for mark in near if mark.story_id == of.id or _leads_to(asked, mark.story_id) == of.id]


def _followed(asked: Asked) -> list[Bookmark]:
    """Return what the reader follows, the last seen first."""
    marks = asked.room.readership.bookmarks(asked.place.chat, asked.person.id)
    return [mark for mark in marks if mark.followed_at]


def _had(marks: Iterable[Bookmark], of: Story) -> Told | None:
    return History([mark.told for mark in marks]).of(of)


def _remember(asked: Asked, told: Told, marks: Sequence[Bookmark], *, follows: bool = False) -> None:
    """Keep what the reader has had; `marks` are what was kept of this story. Those that are followed become one."""
    mark = Bookmark(
        chat=asked.place.chat,
        person_id=asked.person.id,
        story_id=told.story_id,
        told=told,
        subscriber_id=asked.subscriber.id,
        noted_at=max((mark.noted_at for mark in marks if mark.noted_at), default=None),
    )
    if follows:
        address = asked.place.address if asked.place.is_direct else f"@{asked.person.id}"
        mark = replace(mark, followed_at=asked.now, address=address, language=asked.language)
    elif former := next((mark for mark in marks if mark.followed_at), None):
        mark = replace(former, story_id=told.story_id, told=told)
    _keep(asked, mark, next((former for former in marks if former.story_id == mark.story_id), None))
    _unfollow(asked, (mark for mark in marks if mark.followed_at and mark.story_id != told.story_id))


def _unfollow(asked: Asked, marks: Iterable[Bookmark]) -> None:
    for mark in marks:
        _keep(asked, replace(mark, followed_at=None), mark)


def _keep(asked: Asked, mark: Bookmark, before: Bookmark | None) -> None:
    """Keep a bookmark in the place of the one before; what a note has told meanwhile stays told."""
    readership = asked.room.readership
    if before is None:
        readership.save_bookmark(mark)
    while before and not readership.save_note(before, mark, ()):
        before = next(iter(readership.bookmarks(mark.chat, mark.person_id, [mark.story_id])), None)
        if before and before.noted_at != mark.noted_at:
            mark = replace(mark, noted_at=before.noted_at, told=before.told)


def _check_room(asked: Asked) -> None:
    """Raise Refusal where the reader follows as many stories as go; those that have ended do not count."""
    store = asked.room.desk.store
    stories = {mark.story_id: store.story(mark.story_id) for mark in _followed(asked)}
    going = [name for name, found in stories.items() if found and is_open(found, asked.now)]
    if len(going) >= MOST_FOLLOWED:
        raise Refusal("follow-too-many", count=MOST_FOLLOWED, id=going[-1])

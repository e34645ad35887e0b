"""The digest of this moment, one that was posted, and the next one: `now`, `last`, `preview`.

In: what was asked. Out: an answer that says that a digest is being made, then one that holds it.

    /digest now hours:12 topic:"night trains"
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.commands.abilities import cannot_post
from bot.commands.answers import MAX_PRESSED, Answer, Button, Line, Refusal, Section
from bot.commands.asked import Asked, no_digest
from bot.commands.calls import Role
from bot.commands.naming import arguments_of
from bot.commands.problems import short
from bot.formats.verdicts import stage_words, verdict_words
from digests.composing import LeftOut, Preview
from digests.filters import Rule, parse_rule
from digests.languages import same_language
from digests.looking import digest_now, digest_to_come, read_in, retold
from digests.posting import REMEMBERED, post_asked
from digests.postings import Posting
from digests.schedules import is_paused, upcoming
from digests.telling import told_language

HOURS = 24
LEFT_OUT_SHOWN = 15
MAX_HEADLINE = 120  # characters of a story that is left out: chats show some 4,000 of an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Which digest of this moment is asked for."""

    hours: int
    about: Rule | None  # a topic; None: everything

    @property
    def topic(self) -> str:
        """The topic as it is searched for; empty where everything is asked for."""
        return self.about.wanted if self.about else ""


# ---------------------------------------------------------------- now


def now(asked: Asked) -> Answer:
    """Answer with the digest of the last hours, for whoever asked alone; or post it."""
    topic = asked.text("topic")
    wanted = _Wanted(hours=asked.number("hours", HOURS), about=parse_rule(f"topic:{topic}") if topic else None)
    if asked.is_on("post"):
        _check_posting(asked)
        return _making(asked, lambda: _posted(asked, wanted))
    language = asked.wished_language()
    return _making(asked, lambda: _seen(asked, wanted, language))


def _seen(asked: Asked, wanted: _Wanted, language: str) -> Answer:
    digest = digest_now(
        read_in(asked.wish, language),
        last=timedelta(hours=wanted.hours),
        about=wanted.about,
        now=asked.now,
        desk=asked.room.desk,
    )
    if not digest.items:
        return Answer(lines=(Line(text=_nothing(asked, wanted)),))
    if wanted.about:
        headline = asked.say("now-headline-about", hours=wanted.hours, topic=wanted.topic)
    else:
        headline = asked.say("now-headline", hours=wanted.hours)
    digest = replace(digest, ui_language=asked.language)
    return Answer(headline=headline, digest=digest, buttons=_post_button(asked, wanted))


def _nothing(asked: Asked, wanted: _Wanted) -> str:
    if wanted.about:
        return asked.say("now-nothing-about", hours=wanted.hours, topic=wanted.topic)
    return asked.say("now-nothing", hours=wanted.hours)


def _post_button(asked: Asked, wanted: _Wanted) -> tuple[Button, ...]:
    """Return the button that posts the same; none for who may not, or in a direct message, where it stands already."""
    if asked.role < Role.MANAGER or asked.place.is_direct:
        return ()
    topic = {"topic": wanted.topic} if wanted.topic else {}
    arguments = arguments_of({"hours": wanted.hours, **topic, "post": True})
    if len(f"now {arguments}") > MAX_PRESSED:
        return ()
    return (Button(label=asked.say("now-post"), command="now", arguments=arguments),)


# ---------------------------------------------------------------- now post:true


def _check_posting(asked: Asked) -> None:
    """Raise Refusal where nothing can be posted, before anything is made."""
    if asked.role < Role.MANAGER:
        raise Refusal("only-managers")
    if "language" in asked.options:
        raise Refusal("now-post-language", language=asked.texts.language_name(asked.subscription.language))
    if asked.subscriber.chat not in asked.room.chats:
        raise Refusal("now-post-not-served")
    if is_paused(asked.subscriber, asked.now):
        raise Refusal("now-post-paused")


def _posted(asked: Asked, wanted: _Wanted) -> Answer:
    """Post the digest in the words and settings of the channel; what it tells counts as told."""
    subscriber, room = asked.subscriber, asked.room
    digest = digest_now(
        asked.wish,
        last=timedelta(hours=wanted.hours),
        about=wanted.about,
        now=asked.now,
        desk=room.desk,
    )
    if not digest.items:
        return Answer(lines=(Line(text=_nothing(asked, wanted)),), is_refused=True)
    posting = post_asked(subscriber, digest, chat=room.chats[subscriber.chat], ledger=room.ledger, now=asked.now)
    if posting is None:  # its digest was removed while this one was made
        raise no_digest(asked.place)
    return Answer(headline=asked.say("now-posted", stories=len(posting.edition.told)))


# ---------------------------------------------------------------- last


def last(asked: Asked) -> Answer:
    """Answer with a digest that was posted, in the language of whoever asked."""
    language, number = asked.wished_language(), asked.number("n", 1)
    postings = asked.room.ledger.postings(asked.subscriber.id, number)
    if not postings:
        return Answer(lines=(Line(text=asked.say("last-none")), *_coming(asked)))
    if len(postings) < number:
        raise Refusal("last-too-far", count=len(postings))
    return again(asked, postings[-1], language)


def again(asked: Asked, posting: Posting, language: str) -> Answer:
    """Answer with a digest that was posted, as somebody of that language reads it."""
    return _making(asked, lambda: _told_again(asked, posting, language))


def _told_again(asked: Asked, posting: Posting, language: str) -> Answer:
    digest = retold(posting, asked.subscription, language=language, desk=asked.room.desk)
    headline = asked.say("last-headline", moment=asked.moment(posting.made_at))
    gone = len(posting.edition.told) - len(digest.items)
    if gone and not digest.items:
        return Answer(headline=headline, lines=(Line(text=asked.say("last-all-gone")),))
    notes = (asked.say("last-gone", count=gone),) if gone else ()
    return Answer(headline=headline, notes=notes, digest=replace(digest, ui_language=asked.language))


# ---------------------------------------------------------------- preview


def preview(asked: Asked) -> Answer:
    """Answer with the next digest as it would be now, and what it leaves out and why."""
    return _making(asked, lambda: _to_come(asked))


def next_digest(asked: Asked, *, left_out: int) -> Preview:
    """Return the next digest of this place as it would be now, and up to so many stories that it leaves out."""
    subscriber, room = asked.subscriber, asked.room
    memory = room.ledger.memories([subscriber.id], asked.now - REMEMBERED)[subscriber.id]
    return digest_to_come(asked.wish, memory, count=left_out, now=asked.now, desk=room.desk)


def _to_come(asked: Asked) -> Answer:
    found = next_digest(asked, left_out=LEFT_OUT_SHOWN)
    lines = (*cannot_post(asked), *_coming(asked))
    if not found.digest.items:
        lines = (*lines, Line(text=asked.say("preview-nothing")))
    return Answer(
        headline=asked.say("preview-headline"),
        lines=lines,
        digest=found.digest if found.digest.items else None,
        sections=_left_out(asked, found),
    )


def _left_out(asked: Asked, found: Preview) -> tuple[Section, ...]:
    if not found.left_out:
        return ()
    lines = [_reason(asked, story) for story in found.left_out]
    if found.others:
        lines.append(Line(text=asked.say("preview-others", count=found.others)))
    return (Section(heading=asked.say("preview-left-out"), lines=tuple(lines)),)


def _reason(asked: Asked, story: LeftOut) -> Line:
    """Return a story under a headline that whoever asked can read, if there is one, and why it is left out."""
    wish = read_in(asked.subscription, asked.language)
    language = told_language(story.articles, (wish.language, *wish.also_read))
    readable = [article for article in story.articles if same_language(article.language, language)]
    article = max(readable or story.articles, key=lambda article: bool(article.title))
    return Line(
        text=short(article.title or article.text, MAX_HEADLINE),
        url=article.url,
        notes=(stage_words(story.verdict.stage, asked.texts), verdict_words(story.verdict, asked.texts)),
    )


def _coming(asked: Asked) -> tuple[Line, ...]:
    """Return when the next digest of the schedule comes, and what keeps it from coming."""
    subscriber, lines = asked.subscriber, list[str]()
    if is_paused(subscriber, asked.now):
        lines.append(_pause(asked, subscriber.paused_until))
    if comes := upcoming(subscriber, asked.now, 1):
        zone = subscriber.subscription.timezone
        lines.append(asked.say("coming-next", moment=asked.moment(comes[0]), zone=zone))
    elif not lines:
        lines.append(asked.say("coming-never"))
    return tuple(Line(text=text) for text in lines)


def _pause(asked: Asked, until: datetime | None) -> str:
    return asked.say("coming-paused-until", moment=asked.moment(until)) if until else asked.say("coming-paused")


# ---------------------------------------------------------------- all of them


def _making(asked: Asked, work: Callable[[], Answer]) -> Answer:
    async def made() -> Answer:
        return await asked.compute(work)

    return Answer(headline=asked.say("digest-being-made"), then=made)

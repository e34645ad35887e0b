"""What became of one article on its way into a digest, as text for a person: a line per stage. Pure.

Flood in Ambra leaves 312 homeless
   The Harbour Post · en · 2026-03-01 12:00 UTC · id a1 · story k7qm

date      yes  5.0 h old; the digest reaches 36.0 h back
language  yes  English is the wished language
filter    yes  no rule
story     yes  3 articles of 2 publishers
rank      yes  place 4 of 12, score 2.104: 2 publishers, 2 languages, 1.0 h old, 1 joined in the last 6 h
novelty   yes  new to its readers
cap       no   8 of 8 stories are told already

Not told: cap.
"""

from collections.abc import Sequence
from datetime import UTC

from babel.numbers import format_decimal, format_percent

from bot.formats.typography import harmless, minute, short_title
from bot.texts import Texts, texts_for
from digests.editions import GROWTH_TIME, Reason, Stage, Verdict
from digests.models import Article, Story
from digests.topics import ABOUT

_STAGE_WIDTH = max(len(stage) for stage in Stage)


def as_verdicts(article: Article, verdicts: Sequence[Verdict], story: Story | None) -> str:
    """Return what each stage said, in order, ending with a newline; the last verdict is where the way ended."""
    texts = texts_for("en")
    at = f"{minute(article.dated_at.astimezone(UTC))} UTC"
    told = [article.source, article.language, at if article.published_at else f"no date, fetched {at}"]
    told += [f"id {article.id}", *([f"story {story.id}"] if story else [])]
    lines = [short_title(article.title or article.text), f"   {harmless(' · '.join(told))}", ""]
    for verdict in verdicts:
        passed = "yes" if verdict.passed else "no"
        words = harmless(verdict_words(verdict, texts))
        lines.append(f"{verdict.stage.ljust(_STAGE_WIDTH)}  {passed.ljust(3)}  {words}")
    return "\n".join([*lines, "", ending_words(verdicts[-1], texts)]) + "\n"


def stage_words(stage: Stage, texts: Texts) -> str:
    """Return what a stage is called."""
    match stage:
        case Stage.DATE:
            return texts.say("why-stage-date")
        case Stage.LANGUAGE:
            return texts.say("why-stage-language")
        case Stage.FILTER:
            return texts.say("why-stage-filter")
        case Stage.STORY:
            return texts.say("why-stage-story")
        case Stage.RANK:
            return texts.say("why-stage-rank")
        case Stage.NOVELTY:
            return texts.say("why-stage-novelty")
        case Stage.CAP:
            return texts.say("why-stage-cap")


def ending_words(verdict: Verdict, texts: Texts) -> str:
    """Return what the last verdict means for the story."""
    if verdict.passed:
        return texts.say("why-told-in-all")
    return texts.say("why-not-told", stage=stage_words(verdict.stage, texts))


def verdict_words(verdict: Verdict, texts: Texts) -> str:
    """Return what a stage found, with its numbers, as a clause without a full stop."""
    match verdict.stage:
        case Stage.DATE:
            return _date(verdict, texts)
        case Stage.LANGUAGE:
            return _language(verdict, texts)
        case Stage.FILTER:
            return _filter(verdict, texts)
        case Stage.STORY:
            return _story(verdict, texts)
        case Stage.RANK:
            return _rank(verdict, texts)
        case Stage.NOVELTY:
            return _novelty(verdict, texts)
        case Stage.CAP:
            return _cap(verdict, texts)


def _date(verdict: Verdict, texts: Texts) -> str:
    n = verdict.numbers
    match verdict.reason:
        case Reason.UNDATED:
            return texts.say("why-undated")
        case Reason.TOO_YOUNG:
            return texts.say("why-too-young", age=_hours(-_number(n["age"]), texts))
        case Reason.LATE:
            return texts.say("why-late", age=_hours(n["age"], texts))
    if n["limit"] is None:
        return texts.say("why-age-endless", age=_hours(n["age"], texts))
    return texts.say("why-age", age=_hours(n["age"], texts), limit=_hours(n["limit"], texts))


def _language(verdict: Verdict, texts: Texts) -> str:
    code, place, best = (verdict.numbers[key] for key in ("language", "place", "story_place"))
    name = texts.language_name(str(code))
    if place == 1:
        return texts.say("why-wished", language=name)
    if place:
        return texts.say("why-also-read", language=name, place=_count(place))
    if best:
        return texts.say("why-story-read", language=name, place=_count(best))
    if verdict.reason is Reason.SKIPPED:
        return texts.say("why-skipped", language=name)
    return texts.say("why-not-read", language=name)


def _filter(verdict: Verdict, texts: Texts) -> str:
    n = verdict.numbers
    rule = str(n["rule"])
    match verdict.reason:
        case Reason.NO_RULE:
            return texts.say("why-no-rule")
        case Reason.NOT_INCLUDED if n["nearness"]:
            return texts.say("why-nearest", near=_score(n["nearness"], texts), wanted=_score(ABOUT, texts))
        case Reason.NOT_INCLUDED:
            return texts.say("why-not-included")
    if "nearness" in n:
        near = _score(n["nearness"], texts)
        if verdict.passed:
            return texts.say("why-included-near", rule=rule, near=near)
        return texts.say("why-excluded-near", rule=rule, near=near)
    share = format_percent(_number(n["share"]), locale=texts.locale)
    if verdict.passed:
        return texts.say("why-included", rule=rule, share=share)
    return texts.say("why-excluded", rule=rule, share=share)


def _story(verdict: Verdict, texts: Texts) -> str:
    n = verdict.numbers
    match verdict.reason:
        case Reason.UNGROUPED:
            return texts.say("why-ungrouped")
        case Reason.SINGLE:
            return texts.say(
                "why-single",
                articles=_count(n["articles"]),
                publishers=_count(n["publishers"]),
                limit=_count(n["limit"]),
            )
    return texts.say("why-several", articles=_count(n["articles"]), publishers=_count(n["publishers"]))


def _rank(verdict: Verdict, texts: Texts) -> str:
    n = verdict.numbers
    numbers: dict[str, str | int] = {
        "place": _count(n["place"]),
        "of": _count(n["of"]),
        "score": format_decimal(_number(n["score"]), "0.000", locale=texts.locale),
        "publishers": _count(n["publishers"]),
        "languages": _count(n["languages"]),
        "age": _hours(n["age"], texts),
        "joined": _count(n["joined"]),
        "hours": int(GROWTH_TIME.total_seconds() // 3600),
    }
    if n["topic"]:
        return texts.say("why-ranked-by-topic", topic=_score(n["topic"], texts), **numbers)
    return texts.say("why-ranked", **numbers)


def _novelty(verdict: Verdict, texts: Texts) -> str:
    n = verdict.numbers
    if verdict.reason is Reason.NEW:
        return texts.say("why-new")
    told = _hours(n["told"], texts)
    if verdict.reason is Reason.HAD:
        return texts.say("why-had", told=told)
    articles, publishers = _count(n["articles"]), _count(n["publishers"])
    match verdict.reason:
        case Reason.UPDATE:
            return texts.say("why-update", told=told, articles=articles, publishers=publishers)
        case Reason.NOTHING_NEW:
            return texts.say("why-nothing-new", told=told, articles=articles, publishers=publishers)
    return texts.say("why-rests", told=told, articles=articles, publishers=publishers)


def _cap(verdict: Verdict, texts: Texts) -> str:
    n = verdict.numbers
    count, limit = _count(n["count"]), _count(n["limit"])
    match verdict.reason:
        case Reason.TOLD:
            return texts.say("why-told", count=count, limit=limit)
        case Reason.STORIES:
            return texts.say("why-stories", count=count, limit=limit)
        case Reason.SINGLES:
            return texts.say("why-singles", count=count, limit=limit)
        case Reason.TOPIC:
            return texts.say("why-topic", count=count, limit=limit, name=str(n["name"]))
    return texts.say("why-publisher", count=count, limit=limit, name=str(n["name"]))


def _hours(value: float | str | None, texts: Texts) -> str:
    return str(format_decimal(_number(value), "#,##0.0", locale=texts.locale))


def _score(value: float | str | None, texts: Texts) -> str:
    return str(format_decimal(_number(value), "0.00", locale=texts.locale))


def _number(value: float | str | None) -> float:
    return float(value or 0)


def _count(value: float | str | None) -> int:
    return int(_number(value))

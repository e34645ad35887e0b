"""What became of one article on its way into a digest, as text for a person: a line per stage. Pure.

Flood in Ambra leaves 312 homeless
   The Harbour Post · en · 2026-03-01 12:00 UTC · id a1 · story k7qm

date      yes  5.0 h old; the digest reaches 36.0 h back
language  yes  en is the wished language
filter    yes  no rule
story     yes  3 articles of 2 publishers
rank      yes  place 4 of 12, score 2.104: 2 publishers, 2 languages, 1.0 h old, 1 joined in the last 6 h
novelty   yes  new to its readers
cap       no   8 of 8 stories are told already

Not told: cap.
"""

from collections.abc import Sequence
from datetime import UTC

from bot.formats.feeds import counted
from bot.formats.typography import harmless, minute, short_title
from digests.editions import GROWTH_TIME, Reason, Stage, Verdict
from digests.models import Article, Story

_STAGE_WIDTH = max(len(stage) for stage in Stage)


def as_verdicts(article: Article, verdicts: Sequence[Verdict], story: Story | None) -> str:
    """Return what each stage said, in order, ending with a newline; the last verdict is where the way ended."""
    at = f"{minute(article.dated_at.astimezone(UTC))} UTC"
    told = [article.source, article.language, at if article.published_at else f"no date, fetched {at}"]
    told += [f"id {article.id}", *([f"story {story.id}"] if story else [])]
    lines = [short_title(article.title or article.text), f"   {harmless(' · '.join(told))}", ""]
    for verdict in verdicts:
        passed = "yes" if verdict.passed else "no"
        lines.append(f"{verdict.stage.ljust(_STAGE_WIDTH)}  {passed.ljust(3)}  {harmless(_said(verdict))}")
    last = verdicts[-1]
    ending = "Its story is told." if last.passed else f"Not told: {last.stage}."
    return "\n".join([*lines, "", ending]) + "\n"


def _said(verdict: Verdict) -> str:
    """Return what a stage found, with its numbers."""
    n = verdict.numbers
    match verdict.reason:
        case Reason.IN_TIME | Reason.TOO_OLD:
            return f"{_hours(n['age'])} old; the digest " + _reach(n["limit"])
        case Reason.LATE:
            return f"{_hours(n['age'])} old, but it came since the last digest"
        case Reason.TOO_YOUNG:
            return f"dated {_hours(-_number(n['age']))} after the end of the digest"
        case Reason.UNDATED:
            return "it has no date, and articles without one are left out"
        case Reason.WISHED | Reason.ALSO_READ | Reason.NOT_READ | Reason.SKIPPED:
            return _language(verdict)
        case Reason.NO_RULE | Reason.NOT_INCLUDED | Reason.INCLUDED | Reason.EXCLUDED:
            return _filter(verdict)
        case Reason.UNGROUPED:
            return "it belongs to no story yet"
        case Reason.SEVERAL | Reason.SINGLE:
            told = f"{_count(n['articles'], 'article')} of {_count(n['publishers'], 'publisher')}"
            few = f"; fewer than {n['limit']} make it a find of a single source"
            return told + (few if verdict.reason is Reason.SINGLE else "")
        case Reason.RANKED:
            return _ranked(verdict)
    return _novelty_or_cap(verdict)


def _language(verdict: Verdict) -> str:
    language, place, best = (verdict.numbers[key] for key in ("language", "place", "story_place"))
    if place:
        return f"{language} is " + ("the wished language" if place == 1 else f"number {place} of the languages read")
    if best:
        return f"{language} is not read, but its story is told in number {best} of the languages read"
    if verdict.reason is Reason.SKIPPED:
        return f"{language} is not read, nor is another language of the story: such stories are left out"
    return f"{language} is not read, nor is another language of the story, which is told all the same"


def _filter(verdict: Verdict) -> str:
    n = verdict.numbers
    if verdict.reason is Reason.NO_RULE:
        return "no rule"
    if verdict.reason is Reason.NOT_INCLUDED:
        near = f"; the nearest topic is {_number(n['nearness']):.2f} near, and 0.50 is wanted" if n["nearness"] else ""
        return f"no rule includes it{near}"
    what = "includes" if verdict.passed else "excludes"
    if "nearness" in n:
        return f"the rule {n['rule']} {what} it, {_number(n['nearness']):.2f} near"
    return f"the rule {n['rule']} {what} it, true of {_number(n['share']):.0%} of the story's articles"


def _ranked(verdict: Verdict) -> str:
    n = verdict.numbers
    parts = [
        _count(n["publishers"], "publisher"),
        _count(n["languages"], "language"),
        f"{_hours(n['age'])} old",
        f"{n['joined']} joined in the last {GROWTH_TIME.total_seconds() / 3600:.0f} h",
    ]
    parts += [f"topic {_number(n['topic']):.2f}"] if n["topic"] else []
    return f"place {n['place']} of {n['of']}, score {_number(n['score']):.3f}: {', '.join(parts)}"


def _novelty_or_cap(verdict: Verdict) -> str:
    n = verdict.numbers
    match verdict.reason:
        case Reason.NEW:
            return "new to its readers"
        case Reason.HAD:
            return f"told {_hours(n['told'])} ago, and no article came since"
        case Reason.UPDATE | Reason.NOTHING_NEW | Reason.RESTS:
            came = f"{_count(n['articles'], 'article')} and {_count(n['publishers'], 'new publisher')} since"
            ends = {
                Reason.UPDATE: "an update",
                Reason.NOTHING_NEW: "nothing new to quote",
                Reason.RESTS: "it does not return yet",
            }
            return f"told {_hours(n['told'])} ago, {came}: {ends[verdict.reason]}"
        case Reason.TOLD:
            return f"number {n['count']} of at most {n['limit']}"
        case Reason.STORIES:
            return f"{n['count']} of {n['limit']} stories are told already"
        case Reason.SINGLES:
            return f"{n['count']} of {n['limit']} finds of a single source are told already"
        case _:
            return f"{n['count']} of {n['limit']} stories of the {verdict.reason} {n['name']} are told already"


def _reach(limit: float | str | None) -> str:
    return "reaches back without end" if limit is None else f"reaches {_hours(limit)} back"


def _hours(value: float | str | None) -> str:
    return f"{_number(value):.1f} h"


def _number(value: float | str | None) -> float:
    return float(value or 0)


def _count(value: float | str | None, noun: str) -> str:
    return counted(int(_number(value)), noun)

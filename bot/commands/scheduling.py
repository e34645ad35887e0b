"""When digests come: to see it, to set it in a person's own words, to pause, and to leave some out.

Each answer ends with the next runs in the zone of the digest, and what of its schedule will not happen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from babel.dates import format_date, format_interval, format_time
from babel.lists import format_list

from bot.commands.answers import Answer, Button, Line, Section
from bot.commands.asked import Asked
from bot.commands.until import moment_to_come
from digests import planning
from digests.models import Quiet, Subscription
from digests.postings import Fate, Slot, Subscriber
from digests.preferences import imported
from digests.schedule_texts import Schedule, read_schedule
from digests.schedules import is_paused, paused, resumed, skipping, slots_between, upcoming
from digests.timetables import write_clock_times, write_weekdays

RUNS_SHOWN = 3
LOOK_AHEAD = timedelta(days=14)  # at least, for what will not happen
MAX_SHOWN = 10  # of any list


def show(asked: Asked) -> Answer:
    """Return when digests come, and what keeps them from coming."""
    subscription = asked.subscription
    lines = [when(asked, subscription)]
    today = asked.now.astimezone(asked.zone).date()
    ahead = [ends for ends in subscription.quiet_dates if ends[1] >= today]
    if ahead:
        dates = format_list([_dates(asked, *ends) for ends in ahead[:MAX_SHOWN]], locale=asked.texts.locale)
        lines.append(asked.say("schedule-quiet-dates", dates=dates, others=max(0, len(ahead) - MAX_SHOWN)))
    if subscription.quiet_hours:
        ranges = [
            asked.say("schedule-hours", start=_clock(asked, start), end=_clock(asked, end))
            for start, end in subscription.quiet_hours
        ]
        hours = format_list(ranges, locale=asked.texts.locale)
        if subscription.quiet is Quiet.HOLD:
            lines.append(asked.say("schedule-hours-hold", hours=hours))
        else:
            lines.append(asked.say("schedule-hours-drop", hours=hours))
    return _answer(asked, asked.subscriber, asked.say("schedule-heading"), lines)


def set_(asked: Asked) -> Answer:
    """Change times and days to what is written; what is not said stays as it is."""
    schedule, ledger, before = read_schedule(asked.text("when")), asked.room.ledger, asked.subscriber
    since = asked.now.date() - timedelta(days=1)  # its today may be our yesterday
    known = {(slot.date, slot.time) for slot in ledger.slots(before.id, since)}
    after = planning.resubscribe(before.id, lambda kept: rescheduled(kept, schedule), ledger=ledger, now=asked.now)
    today = asked.now.astimezone(asked.zone).date()
    fates = [one for one in ledger.slots(after.id, since) if one.date >= today and (one.date, one.time) not in known]
    if after.subscription == before.subscription:
        headline = asked.say("schedule-was-so")
    else:
        headline = asked.say("schedule-is-set")
    told = [words for slot in fates[-MAX_SHOWN:] if (words := _fate(asked, slot))]
    return _answer(asked, after, headline, [when(asked, after.subscription), *told])


def pause(asked: Asked) -> Answer:
    """Let no digest come until a moment, or until somebody resumes them."""
    until = moment_to_come(asked.text("until"), asked.subscription, asked.now) if asked.text("until").strip() else None
    after = planning.change(asked.subscriber.id, lambda kept: paused(kept, asked.now, until), ledger=asked.room.ledger)
    return _answer(asked, after, asked.say("schedule-is-paused"), [])


def resume(asked: Asked) -> Answer:
    """Let digests come again, also where the chat had refused them."""
    before = asked.subscriber
    after = planning.change(before.id, lambda kept: resumed(kept, asked.now), ledger=asked.room.ledger)
    if not is_paused(before, asked.now):
        return _answer(asked, after, asked.say("schedule-not-paused"), [])
    lines = [asked.say("schedule-was-refused", reason=before.pause_reason)] if before.pause_reason else []
    return _answer(asked, after, asked.say("schedule-is-resumed"), lines)


def skip(asked: Asked) -> Answer:
    """Leave out the next digests, or none of them."""
    count = asked.number("count", 1)
    after = planning.change(asked.subscriber.id, lambda kept: skipping(kept, count), ledger=asked.room.ledger)
    headline = asked.say("schedule-is-skipped", count=count) if count else asked.say("schedule-none-skipped")
    return _answer(asked, after, headline, [])


# ---------------------------------------------------------------- what is asked for


def rescheduled(subscription: Subscription, schedule: Schedule) -> Subscription:
    """Return the subscription with the times and days that are named. BadPreference for too many times."""
    rows = {}
    if schedule.times:
        rows["times"] = write_clock_times(schedule.times)
    if schedule.weekdays is not None:
        rows["weekdays"] = write_weekdays(schedule.weekdays)
    return imported(subscription, rows)


# ---------------------------------------------------------------- what is answered


def _answer(asked: Asked, subscriber: Subscriber, headline: str, lines: Iterable[str]) -> Answer:
    """Return an answer with the next runs of the subscriber as it is now, and what will not happen."""
    runs = upcoming(subscriber, asked.now, RUNS_SHOWN)
    sections = [
        (asked.say("schedule-next"), tuple(Line(text=_run(asked, at), at=at) for at in runs)),
        (asked.say("schedule-left-out"), _lines(_left_out(asked, subscriber))),
        (asked.say("schedule-exceptions"), _lines(_exceptions(asked, subscriber, runs))),
    ]
    if is_paused(subscriber, asked.now):
        button = Button(label=asked.say("schedule-resume"), command="schedule resume")
    else:
        button = Button(label=asked.say("schedule-pause"), command="schedule pause")
    return Answer(
        headline=headline,
        lines=_lines(lines),
        sections=tuple(Section(heading=heading, lines=said) for heading, said in sections if said),
        notes=(asked.say("schedule-zone", zone=subscriber.subscription.timezone),),
        buttons=(button,),
    )


def _lines(words: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(text=text) for text in words)


def when(asked: Asked, subscription: Subscription) -> str:
    """Return on which days and at which times a digest comes, as a sentence."""
    locale = asked.texts.locale
    times = format_list([_clock(asked, at) for at in subscription.times], locale=locale)
    if len(subscription.weekdays) == 7:
        return asked.say("schedule-when-daily", times=times)
    names = [str(locale.days["format"]["wide"][day]) for day in sorted(subscription.weekdays)]
    return asked.say("schedule-when", times=times, days=format_list(names, locale=locale))


def _fate(asked: Asked, slot: Slot) -> str:
    """Return what a change has made of a time that is over by it, or of a day that has had its digest."""
    day, at = _day(asked, slot.date), _clock(asked, slot.time)
    match slot.fate:
        case Fate.PLANNED:
            return asked.say("schedule-comes-now", day=day, time=at)
        case Fate.MOVED:
            return asked.say("schedule-moved", day=day, time=at)
        case Fate.MISSED:
            return asked.say("schedule-missed", day=day, time=at)
        case Fate.QUIET:
            return asked.say("schedule-quiet", day=day, time=at)
        case Fate.SKIPPED:
            return asked.say("schedule-skipped", day=day, time=at)
    return ""


def _left_out(asked: Asked, subscriber: Subscriber) -> list[str]:
    """Return the runs that are left out as somebody asked, and that there are more."""
    if not subscriber.skips:
        return []
    runs = upcoming(replace(subscriber, skips=0), asked.now, min(subscriber.skips, MAX_SHOWN))
    others = subscriber.skips - MAX_SHOWN
    return [*(_run(asked, at) for at in runs), *([asked.say("schedule-others", count=others)] if others > 0 else [])]


def _exceptions(asked: Asked, subscriber: Subscriber, runs: Sequence[datetime]) -> list[str]:
    """Return what will not happen though times and days say so."""
    pause = [_pause(asked, subscriber)] if is_paused(subscriber, asked.now) else []
    if not runs:
        return pause or [asked.say("schedule-no-runs")]
    since = max(asked.now, subscriber.paused_until or asked.now) if pause else asked.now
    return [*pause, *_quiet(asked, subscriber.subscription, since, max(runs[-1], since + LOOK_AHEAD))]


def _pause(asked: Asked, subscriber: Subscriber) -> str:
    if subscriber.pause_reason:
        return asked.say("schedule-refused", reason=subscriber.pause_reason)
    if subscriber.paused_until:
        return asked.say("schedule-paused-until", moment=_run(asked, subscriber.paused_until))
    return asked.say("schedule-paused")


def _quiet(asked: Asked, subscription: Subscription, since: datetime, until: datetime) -> list[str]:
    """Return which digests of a time do not come when they are due: quiet dates, quiet hours."""
    by_dates = slots_between("", replace(subscription, quiet_hours=()), since, until)
    quiet_days = [slot.date for slot in by_dates if slot.fate is Fate.QUIET]
    said = []
    for first, last in subscription.quiet_dates:
        if any(first <= day <= last for day in quiet_days):
            said.append(_quiet_date(asked, first, last))
    due = {(slot.date, slot.time): slot.due_at for slot in by_dates if slot.fate is Fate.PLANNED}
    held, dropped = dict[time, datetime](), dict[time, None]()
    for slot in slots_between("", subscription, since, until):
        at = due.get((slot.date, slot.time), slot.due_at)
        if slot.fate is Fate.QUIET and (slot.date, slot.time) in due:
            dropped[slot.time] = None
        elif slot.due_at != at:
            held[slot.time] = slot.due_at
    for at_clock, comes_at in held.items():
        ends = _clock(asked, comes_at.astimezone(asked.zone).time())
        said.append(asked.say("schedule-held", time=_clock(asked, at_clock), until=ends))
    said += [
        asked.say("schedule-dropped", time=_clock(asked, at_clock)) for at_clock in dropped if at_clock not in held
    ]
    return said[:MAX_SHOWN]


def _quiet_date(asked: Asked, first: date, last: date) -> str:
    if first == last:
        return asked.say("schedule-no-digest-on", day=_day(asked, first))
    return asked.say("schedule-no-digest-between", first=_day(asked, first), last=_day(asked, last))


# ---------------------------------------------------------------- days and times


def _run(asked: Asked, at: datetime) -> str:
    local = at.astimezone(asked.zone)
    return asked.say("schedule-run", day=_day(asked, local.date()), time=_clock(asked, local.time()))


def _day(asked: Asked, day: date) -> str:
    return format_date(day, "full", locale=asked.texts.locale)


def _dates(asked: Asked, first: date, last: date) -> str:
    if first == last:
        return format_date(first, "long", locale=asked.texts.locale)
    return format_interval(first, last, "yMMMMd", locale=asked.texts.locale)


def _clock(asked: Asked, at: time) -> str:
    return format_time(at, "short", locale=asked.texts.locale)

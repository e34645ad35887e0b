"""The form of the settings that people change most: what stands in it, and what it changes when it is sent off.

In: what was asked, without options or with those of a form that was sent off. Out: the form with what is set, or an
answer and other settings: all that were given, or none.

    settings(asked)   # a form; with {"length": "short", "stories": 5} both are changed at once
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.commands.answers import Answer, Choice, Form, FormField
from bot.commands.asked import Asked
from bot.commands.calls import Feature
from bot.commands.governing import changed_at_once
from bot.commands.scheduling import rescheduled
from bot.commands.setting_up import first_fields
from digests.models import Layout, Length, Novelty, Subscription, Thread
from digests.preferences import PREFERENCES, imported, written
from digests.schedule_texts import read_schedule

_WHEN = "times"  # with the days, which are a setting of their own
_EVERY_DAY = frozenset(range(7))


def settings(asked: Asked) -> Answer:
    """Change all settings that are given, or show the form for them."""
    if not asked.options:
        return Answer(headline=asked.say("form-settings-title"), form=_form(asked))
    return changed_at_once(asked, lambda now: _with_options(now, asked))


# ---------------------------------------------------------------- what is wished


def _with_options(now: Subscription, asked: Asked) -> Subscription:
    """Return the subscription with what was written; BadRequest for the first that is none."""
    texts = {key: asked.text(key) for key in asked.options}
    when = texts.pop(_WHEN, None)
    usual = Subscription(feeds=(), language=now.language)  # the language has no usual value
    wish = imported(now, {key: text or written(usual, key) for key, text in texts.items()})
    if when == "":
        return replace(wish, times=usual.times, weekdays=usual.weekdays)
    return wish if when is None else _on_days(wish, when)


def _on_days(wish: Subscription, when: str) -> Subscription:
    """Return the subscription with these times; where no day is named, every day: the field shows all there is."""
    schedule = read_schedule(when)
    return rescheduled(wish, schedule if schedule.weekdays is not None else replace(schedule, weekdays=_EVERY_DAY))


# ---------------------------------------------------------------- the form


def _form(asked: Asked) -> Form:
    wish = asked.subscription
    stories = PREFERENCES["stories"].wants
    numbers = {str(number): str(number) for number in range(stories.low, stories.high + 1)}
    fields = (
        *first_fields(wish, asked),
        _chosen("stories", asked.say("form-stories"), numbers, wish),
        _chosen("length", asked.say("form-length"), _lengths(wish, asked), wish),
        _chosen("layout", asked.say("form-layout"), _layouts(asked), wish),
        _chosen("thread", asked.say("form-thread"), _threads(wish, asked), wish),
        _chosen("novelty", asked.say("form-novelty"), _novelties(asked), wish),
    )
    return Form(command="settings", title=asked.say("form-settings-title"), fields=fields)


def _chosen(key: str, label: str, labels: Mapping[str, str], wish: Subscription) -> FormField:
    choices = tuple(Choice(value=value, label=said) for value, said in labels.items())
    return FormField(option=key, label=label, value=written(wish, key), choices=choices)


def _lengths(wish: Subscription, asked: Asked) -> dict[str, str]:
    labels = {
        str(Length.HEADLINE): asked.say("form-length-headline"),
        str(Length.SHORT): asked.say("form-length-short"),
        str(Length.MEDIUM): asked.say("form-length-medium"),
        str(Length.LONG): asked.say("form-length-long"),
    }
    other = written(wish, "length")  # a number that has no word
    return labels if other in labels else {**labels, other: asked.say("form-length-other", count=wish.sentences)}


def _layouts(asked: Asked) -> dict[str, str]:
    return {
        str(Layout.COMPACT): asked.say("form-layout-compact"),
        str(Layout.CARDS): asked.say("form-layout-cards"),
        str(Layout.PLAIN): asked.say("form-layout-plain"),
    }


def _threads(wish: Subscription, asked: Asked) -> dict[str, str]:
    labels = {
        str(Thread.NONE): asked.say("form-thread-none"),
        str(Thread.DETAILS): asked.say("form-thread-details"),
        str(Thread.FORUM): asked.say("form-thread-forum"),
    }
    if Feature.FORUMS not in asked.place.features and wish.thread is not Thread.FORUM:
        del labels[str(Thread.FORUM)]
    return labels


def _novelties(asked: Asked) -> dict[str, str]:
    return {
        str(Novelty.UPDATE): asked.say("form-novelty-update"),
        str(Novelty.ALWAYS): asked.say("form-novelty-always"),
        str(Novelty.NEVER): asked.say("form-novelty-never"),
    }

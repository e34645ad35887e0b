"""The form of the rules: both lists as text, a rule a line, and what they would have done when they are replaced.

In: what was asked, without options or with those of a form that was sent off. Out: the form with the rules as they are,
or other rules: all that were given, or none.

    topic(asked)   # a form; with {"include": "trains", "exclude": ""} only trains are told, and nothing is left out
"""

from dataclasses import replace
from functools import partial

from bot.commands.answers import Answer, Form, FormField, Line, Refusal
from bot.commands.asked import Asked
from bot.commands.rule_effects import effect_of_all
from bot.commands.topics import examples_of, listed, rules_of
from bot.formats.visible import length
from digests import planning
from digests.models import Subscription
from digests.preferences import preference

MAX_FIELD = 3000  # UTF-16 units that stand in a field of Slack's windows; a list cut off there would lose its rest


def topic(asked: Asked) -> Answer:
    """Replace the lists of rules that are given, or show the form for them."""
    if not asked.options:
        return Answer(headline=asked.say("form-topic-title"), form=_form(asked))
    wish = _with_options(asked.subscription, asked)  # says at once what cannot be
    if not wish.include and not wish.exclude:
        return _kept(asked)
    return Answer(headline=asked.say("form-topic-counting"), then=partial(asked.compute, partial(_kept, asked)))


def _form(asked: Asked) -> Form:
    written = {key: "\n".join(getattr(asked.subscription, key)) for key in ("include", "exclude")}
    too_long = any(not _fits(text) for text in written.values())
    hint = asked.say("form-topic-long") if too_long else asked.say("form-topic-hint")
    labels = {"include": asked.say("form-topic-include"), "exclude": asked.say("form-topic-exclude")}
    fields = tuple(
        FormField(option=key, label=labels[key], value=text, hint=hint) for key, text in written.items() if _fits(text)
    )
    if not fields:
        raise Refusal("form-topic-too-long")
    return Form(command="topic", title=asked.say("form-topic-title"), fields=fields)


def _fits(text: str) -> bool:
    return length(text) <= MAX_FIELD


# ---------------------------------------------------------------- what is done


def _with_options(now: Subscription, asked: Asked) -> Subscription:
    """Return the subscription with the lists that are given. BadPreference for what is no rule, Refusal for a doubt."""
    lists = {key: preference(key).read(asked.text(key) or "none") for key in asked.options}
    wish = replace(now, **lists)
    excluded = rules_of(wish.exclude)
    if both := next((rule for rule in rules_of(wish.include) if rule in excluded), None):
        raise Refusal("form-topic-both", rule=both.written)
    return wish


def _kept(asked: Asked) -> Answer:
    """Count, then keep the rules: where counting fails nothing is changed."""
    wish = _with_options(asked.subscription, asked)
    include, exclude = rules_of(wish.include), rules_of(wish.exclude)
    answer = _counted(asked, wish) if include or exclude else Answer(lines=(Line(text=asked.say("form-topic-none")),))
    after = planning.resubscribe(
        asked.subscriber.id, lambda now: _with_options(now, asked), ledger=asked.room.ledger, now=asked.now
    ).subscription
    is_same = (after.include, after.exclude) == (asked.subscription.include, asked.subscription.exclude)
    headline = asked.say("form-topic-same") if is_same else asked.say("form-topic-changed")
    return replace(answer, headline=headline, sections=listed(after, asked))


def _counted(asked: Asked, wish: Subscription) -> Answer:
    """Return what the rules would have done to the stories of the last days, with a few of these."""
    include, exclude = rules_of(wish.include), rules_of(wish.exclude)
    effect = effect_of_all(include, exclude, asked.wish.feeds, now=asked.now, desk=asked.room.desk)
    found, stories = len(effect.met), len(effect.stories)
    items = examples_of(effect, asked)
    if not stories:
        lines = [asked.say("form-topic-no-stories")]
    elif include:
        lines = [asked.say("form-topic-would-tell", found=found, stories=stories)]
    else:
        lines = [asked.say("form-topic-would-hide", found=found, stories=stories)]
    lines += [asked.say("rule-examples")] if items else []
    return Answer(lines=tuple(Line(text=line) for line in lines), stories=items)

"""The commands `topic …`: which stories the digest of a channel tells or leaves out, by rules.

In: a rule as a person writes it. Out: what it would have done to the stories of the last week, and another list of
rules in the subscription.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import partial

from bot.commands.answers import Answer, Line, Refusal, Section, StoryItem
from bot.commands.asked import Asked
from bot.commands.rule_effects import Effect, Headline, effect_of
from digests import planning
from digests.errors import BadRequest
from digests.filters import MAX_RULES, Kind, Rule, parse_rule
from digests.languages import same_language
from digests.models import Subscription
from digests.preferences import preference
from digests.timetables import said

EXAMPLES = 3
LISTED = 25  # rules of a list that are shown


def include(asked: Asked) -> Answer:
    """Tell only stories that meet this rule, or another one of its list."""
    return _begun(asked, is_include=True)


def exclude(asked: Asked) -> Answer:
    """Tell no stories that meet this rule."""
    return _begun(asked, is_include=False)


def _begun(asked: Asked, *, is_include: bool) -> Answer:
    rule = _rule_of(asked.text("rule"))
    _with(asked.subscription, rule, is_include=is_include)  # says at once what cannot be
    headline = asked.say("rule-counting", rule=rule.written)
    return Answer(headline=headline, then=partial(_counted, asked, rule, is_include=is_include))


def _rule_of(typed: str) -> Rule:
    """Return the rule that is meant. Raises BadRequest, and Refusal for one that a list of rules cannot hold."""
    rule = parse_rule(typed)
    if preference("include").read(rule.written) != (rule.written,):  # it has a comma, or is the word "none"
        raise Refusal("rule-needs-quotes", rule=rule.written)
    return rule


async def _counted(asked: Asked, rule: Rule, *, is_include: bool) -> Answer:
    return await asked.compute(partial(_kept, asked, rule, is_include=is_include))


def _kept(asked: Asked, rule: Rule, *, is_include: bool) -> Answer:
    """Count, then keep the rule: where counting fails nothing is changed."""
    desk = asked.room.desk
    effect = effect_of(rule, asked.wish.feeds, now=asked.now, is_include=is_include, desk=desk)
    before = asked.subscription
    after = planning.resubscribe(
        asked.subscriber.id,
        lambda now: _with(now, rule, is_include=is_include),
        ledger=asked.room.ledger,
        now=asked.now,
    ).subscription
    said = _said_included(asked, rule, effect, after) if is_include else _said_excluded(asked, rule, effect)
    if rule in rules_of(before.exclude if is_include else before.include):
        said.append(asked.say("rule-moved"))
    items = examples_of(effect, asked)
    headline = said[0]
    lines = said[1:] + ([asked.say("rule-examples")] if items else [])
    return Answer(headline=headline, lines=tuple(Line(text=line) for line in lines), stories=items)


def _with(subscription: Subscription, rule: Rule, *, is_include: bool) -> Subscription:
    """Return the subscription with the rule in one list and not in the other. Refusal where it is there already."""
    mine, other = subscription.include, subscription.exclude
    if not is_include:
        mine, other = other, mine
    if rule in rules_of(mine):
        if is_include:
            raise Refusal("rule-included-already", rule=rule.written)
        raise Refusal("rule-excluded-already", rule=rule.written)
    if len(mine) >= MAX_RULES:
        raise Refusal("rule-too-many", most=MAX_RULES)
    mine, other = (*mine, rule.written), tuple(written for written in other if rule not in rules_of([written]))
    if is_include:
        return replace(subscription, include=mine, exclude=other)
    return replace(subscription, include=other, exclude=mine)


def rules_of(written: Sequence[str]) -> list[Rule]:
    """Return the rules that are kept; one that an older version took and this one does not is passed over."""
    rules = []
    for one in written:
        try:
            rules.append(parse_rule(one))
        except BadRequest:
            continue
    return rules


# ---------------------------------------------------------------- what it does


def _said_included(asked: Asked, rule: Rule, effect: Effect, after: Subscription) -> list[str]:
    found, stories = len(effect.met), len(effect.stories)
    alike = sum(_is_alike(one, rule) for one in rules_of(after.include))
    if rule.kind is Kind.SOURCE:
        meaning = asked.say("rule-includes-sources", rule=rule.written, rules=alike)
    elif rule.kind is Kind.LANGUAGE:
        meaning = asked.say("rule-includes-languages", rule=rule.written, rules=alike)
    else:
        meaning = asked.say("rule-includes-stories", rule=rule.written, rules=alike)
    if not stories:
        return [meaning, asked.say("rule-no-stories")]
    return [meaning, asked.say("rule-would-tell", found=found, stories=stories)]


def _is_alike(one: Rule, other: Rule) -> bool:
    """Return whether two include rules are alternatives: of sources, of languages, or of stories."""
    of_articles = (Kind.SOURCE, Kind.LANGUAGE)
    return one.kind is other.kind or (one.kind not in of_articles and other.kind not in of_articles)


def _said_excluded(asked: Asked, rule: Rule, effect: Effect) -> list[str]:
    meaning = asked.say("rule-excludes", rule=rule.written)
    if not effect.stories:
        return [meaning, asked.say("rule-no-stories")]
    said = [meaning, asked.say("rule-would-hide", found=len(effect.met), stories=len(effect.stories))]
    if rule.kind in (Kind.SOURCE, Kind.LANGUAGE):
        said.append(asked.say("rule-would-drop", found=effect.articles_met, articles=effect.articles))
    return said


def examples_of(effect: Effect, asked: Asked) -> tuple[StoryItem, ...]:
    """Return a few of the stories that rules meet."""
    return tuple(_item(each, asked) for each in effect.examples(asked.language, EXAMPLES))


def _item(headline: Headline, asked: Asked) -> StoryItem:
    is_foreign = not same_language(asked.language, headline.language)
    notes = (asked.texts.in_language(headline.language),) if is_foreign else ()
    return StoryItem(id=headline.story_id, headline=headline.text, url=headline.url, notes=notes)


# ---------------------------------------------------------------- remove, list


def remove(asked: Asked) -> Answer:
    """Forget a rule, called by what it says or by its number in the list."""
    written = _meant(asked.text("rule").strip(), asked.subscription)

    def without(now: Subscription) -> Subscription:
        return replace(
            now,
            include=tuple(one for one in now.include if one != written),
            exclude=tuple(one for one in now.exclude if one != written),
        )

    was_included = written in asked.subscription.include
    after = planning.resubscribe(asked.subscriber.id, without, ledger=asked.room.ledger, now=asked.now).subscription
    if not was_included:
        meaning = asked.say("rule-left-excluded", count=len(after.exclude))
    elif after.include:
        meaning = asked.say("rule-left-included", count=len(after.include))
    else:
        meaning = asked.say("rule-none-included")
    return Answer(headline=asked.say("rule-removed", rule=written), lines=(Line(text=meaning),))


def _meant(typed: str, subscription: Subscription) -> str:
    """Return the rule, as it is written, that is meant. Refusal for none."""
    written = (*subscription.include, *subscription.exclude)
    if not written:
        raise Refusal("rule-list-none")
    if typed in written:
        return typed
    if rules := rules_of([typed]):
        for one in written:
            if rules == rules_of([one]):
                return one
    if typed.isdecimal() and len(typed) <= len(str(2 * MAX_RULES)) and 1 <= int(typed) <= len(written):
        return written[int(typed) - 1]
    # Also by what stands behind "topic:" or within quotation marks.
    names = {
        name: one for one in written for name in (said(one), said(one.partition(":")[2]), said(one).strip('"/')) if name
    }
    if near := get_close_matches(said(typed[:200]), names, n=1):
        raise Refusal("rule-not-here-but", typed=typed[:60], near=names[near[0]])
    raise Refusal("rule-not-here", typed=typed[:60])


def list_(asked: Asked) -> Answer:
    """List the rules, numbered as `remove` takes them."""
    subscription = asked.subscription
    sections = listed(subscription, asked)
    if not sections:
        return Answer(headline=asked.say("rule-list-none"))
    count = len(subscription.include) + len(subscription.exclude)
    return Answer(headline=asked.say("rule-list", count=count), sections=sections)


def listed(subscription: Subscription, asked: Asked) -> tuple[Section, ...]:
    """Return both lists of rules, numbered through; nothing where there is none."""
    return (
        *_section(asked, asked.say("rule-list-include"), subscription.include, 1),
        *_section(asked, asked.say("rule-list-exclude"), subscription.exclude, len(subscription.include) + 1),
    )


def _section(asked: Asked, heading: str, written: Sequence[str], first: int) -> tuple[Section, ...]:
    if not written:
        return ()
    lines = [
        Line(text=asked.say("rule-numbered", number=number, rule=rule))
        for number, rule in enumerate(written[:LISTED], first)
    ]
    if len(written) > LISTED:
        lines.append(Line(text=asked.say("rule-list-more", count=len(written) - LISTED)))
    return (Section(heading=heading, lines=tuple(lines)),)

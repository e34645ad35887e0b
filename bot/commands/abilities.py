"""What the bot is not allowed in a channel, and what to give it.

In: `Place.lacks`, as the platform says. Out: one line that names the permissions as the platform's settings call them,
or none where nothing is missing that this digest needs.

    lacking(asked)   # "I lack permissions here. Give me these in this channel: View Channel and Send Messages"
"""

from babel.lists import format_list

from bot.commands.answers import Line
from bot.commands.asked import Asked
from bot.commands.calls import Ability
from digests.models import Layout, Thread

_ALWAYS = frozenset({Ability.SEE, Ability.POST, Ability.READ_HISTORY, Ability.ATTACH})
_TO_POST = frozenset({Ability.SEE, Ability.POST})
_IN_THREADS = frozenset({Ability.BEGIN_THREADS, Ability.POST_IN_THREADS})


def lacking(asked: Asked) -> tuple[Line, ...]:
    """Return a line with all that the bot is not allowed here and that the digest needs as it is set."""
    if missing := asked.place.lacks & _needed(asked):
        return (Line(text=asked.say("lacks-permissions", permissions=_named(missing, asked))),)
    return ()


def cannot_post(asked: Asked) -> tuple[Line, ...]:
    """Return a line that warns where a digest could not be posted here at all."""
    if asked.place.lacks & _TO_POST:
        return (Line(text=asked.say("lacks-posting", permissions=_named(asked.place.lacks & _needed(asked), asked))),)
    return ()


def _needed(asked: Asked) -> frozenset[Ability]:
    needed = _ALWAYS
    if asked.found and asked.subscription.layout is Layout.PLAIN:
        needed |= {Ability.EMBED}
    if asked.found and asked.subscription.thread is not Thread.NONE:
        needed |= _IN_THREADS
    return needed


def _named(missing: frozenset[Ability], asked: Asked) -> str:
    return format_list([_name(each, asked) for each in Ability if each in missing], locale=asked.texts.locale)


def _name(ability: Ability, asked: Asked) -> str:
    match ability:
        case Ability.SEE:
            return asked.say("lacks-see")
        case Ability.POST:
            return asked.say("lacks-post")
        case Ability.READ_HISTORY:
            return asked.say("lacks-read-history")
        case Ability.EMBED:
            return asked.say("lacks-embed")
        case Ability.ATTACH:
            return asked.say("lacks-attach")
        case Ability.BEGIN_THREADS:
            return asked.say("lacks-begin-threads")
        case Ability.POST_IN_THREADS:
            return asked.say("lacks-post-in-threads")

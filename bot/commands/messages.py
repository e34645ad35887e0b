"""`read` and `about`: what is asked on a message that the bot has posted.

In: what was asked; `Asked.message` is the id of the message. Out: the digest of that message in another language, or
the stories that it tells.

    read(asked)   # the button "Français" under a digest: the same digest in French, for whoever pressed it
"""

from dataclasses import replace

from bot.commands import digesting, stories
from bot.commands.access import is_of
from bot.commands.answers import Answer, Refusal
from bot.commands.asked import Asked
from bot.commands.finding import story_item
from digests.closeups import coverage_of
from digests.models import Subscription
from digests.postings import Delivery, Posting

_AS_USUAL = Subscription(feeds=(), language="")


def read(asked: Asked) -> Answer:
    """Tell the digest of a message again in the wished language, or in that of the person where none is wished."""
    language = asked.wished_language()
    sent = _sent(asked)
    if sent is None:
        raise Refusal("read-forgotten", days=_days(asked))
    here, _, posting = sent
    if posting is None:  # a notice, or a note on one story
        raise Refusal("message-not-here")
    return digesting.again(here, posting, language)


def about(asked: Asked) -> Answer:
    """Return the story that a message tells, or the stories to choose from."""
    sent = _sent(asked)
    if sent is None:
        raise Refusal("about-unknown", days=_days(asked))
    here, delivery, posting = sent
    told = delivery.tells or (tuple(one.story_id for one in posting.edition.told) if posting else ())
    if not told:
        raise Refusal("message-not-here")
    if len(told) == 1:  # which says so itself where it is forgotten
        return stories.story(replace(here, options={"id": told[0]}))
    feeds, store = here.subscription.feeds, here.room.desk.store
    found = [covered for name in told if (covered := coverage_of(name, feeds, store))]
    if not found:
        raise Refusal("about-forgotten", days=_days(here))
    once = {covered.story.id: covered for covered in found}  # two may have become one since
    if len(once) == 1:
        return stories.story(replace(here, options={"id": next(iter(once))}))
    return Answer(
        headline=here.say("about-which"),
        notes=(here.say("times-in", zone=str(here.zone)),),
        stories=tuple(story_item(here, covered, here.language) for covered in once.values()),
    )


def _sent(asked: Asked) -> tuple[Asked, Delivery, Posting | None] | None:
    """Return what was sent as the message, asked for in the digest that it is of; None for what is not remembered.

    Refusal for a message of another place or workspace: who may be here may not be there.
    """
    ledger, place = asked.room.ledger, asked.place
    found = ledger.delivery_of(place.chat, place.address, asked.message or "")
    if found is None:
        return None
    delivery, posting = found
    if delivery.address != place.address:
        raise Refusal("message-not-here")
    of = ledger.subscribers([delivery.subscriber_id])
    if not all(is_of(one, place) for one in of):
        raise Refusal("message-not-here")
    return (replace(asked, found=of[0]), delivery, posting) if of else None


def _days(asked: Asked) -> int:
    """Return for how many days the digests of this place are kept."""
    return (asked.found.subscription if asked.found else _AS_USUAL).retention.days

"""Who may do what, and which digests are of a place: decided here, before a handler runs, from the facts that the
platform gives.
"""

from bot.commands.answers import Refusal
from bot.commands.calls import Person, Place, Role
from digests.posting_ports import Ledger
from digests.postings import Subscriber


def role_of(person: Person, place: Place, subscriber: Subscriber | None) -> Role:
    """Return what a person is in a place.

    A manager is whom the platform lets manage the channel, and whom the digest itself names: that list stays when
    whoever made it has left. In a direct message everybody manages their own digest.
    """
    if place.is_direct:
        return Role.MANAGER if place.address == f"@{person.id}" else Role.STRANGER
    if person.workspace != place.workspace:
        return Role.STRANGER
    named = subscriber is not None and person.id in subscriber.subscription.managers
    return Role.MANAGER if person.is_admin or named else Role.READER


def admit(role: Role, wanted: Role) -> None:
    """Raise Refusal where a role is not enough."""
    if role >= wanted:
        return
    if role is Role.STRANGER:
        raise Refusal("only-members")
    raise Refusal("only-managers")


def digests_in(place: Place, ledger: Ledger) -> list[Subscriber]:
    """Return the digests of a place, oldest first."""
    return [one for one in ledger.subscribers_in(place.chat, place.address) if is_of(one, place)]


def is_of(subscriber: Subscriber, place: Place) -> bool:
    """Return whether a digest that comes there is of this place.

    Two workspaces may share a channel (Slack Connect): neither has a say in the digest of the other.
    """
    return not place.workspace or subscriber.workspace in (None, place.workspace)

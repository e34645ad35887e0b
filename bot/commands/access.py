"""Who may do what: decided here, before a handler runs, from the facts that the platform gives. Pure."""

from bot.commands.answers import Refusal
from bot.commands.calls import Person, Place, Role
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

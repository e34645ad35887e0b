"""What Slack has said of people is kept, but not without end."""

from bot.chats.slack_people import MOST, _Kept
from tests.bot.commands.newsdesk import NOW


async def test_who_was_asked_for_the_longest_ago_is_forgotten_first() -> None:
    async def ask(workspace: str, user: str) -> str:
        return user

    kept = _Kept(ask, lambda: NOW)
    for number in range(MOST):
        await kept.get(("T1", f"U{number}"), 1.0)
    assert kept.known(("T1", "U0"))
    await kept.get(("T1", "one more"), 1.0)
    assert kept.known(("T1", "U0")) is None
    assert kept.known(("T1", "U1"))
    assert kept.known(("T1", "one more"))

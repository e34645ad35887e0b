"""Who still waits for an answer: few of each person, and not too many in all, so that nobody keeps it from the others.

In: calls whose answer takes a while. Out: room for one more, or a Refusal. In memory: after a restart nobody waits.

    waiting.enter(call)   # Refusal where the last two of this person wait still
    waiting.leave(call)
"""

import threading
from datetime import datetime, timedelta

from bot.commands.answers import Refusal
from bot.commands.calls import Call

OF_ONE, OF_ALL = 2, 200  # who is told of the first bound hears "two"
LONGEST_RUN = timedelta(minutes=5)  # after which one that was never heard of again counts as over


class Waiting:
    """The calls that wait for their answer. May be used by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: dict[tuple[str, str, str], datetime] = {}  # by chat, person and call

    def enter(self, call: Call) -> None:
        """Let a call wait. Refusal where as many do as may."""
        with self._lock:
            self._since = {key: since for key, since in self._since.items() if call.at - since < LONGEST_RUN}
            chat, person, _ = key = _key(call)
            if sum(each[:2] == (chat, person) for each in self._since) >= OF_ONE:
                raise Refusal("still-answering-you")
            if len(self._since) >= OF_ALL:
                raise Refusal("still-answering-others")
            self._since[key] = call.at

    def leave(self, call: Call) -> None:
        """Let it wait no longer."""
        with self._lock:
            self._since.pop(_key(call), None)


def _key(call: Call) -> tuple[str, str, str]:
    return call.place.chat, call.person.id, call.id

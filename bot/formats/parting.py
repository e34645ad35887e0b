"""Where a list of stories is parted into messages: into as few as can be, and those as even as can be. Pure.

In: how many stories there are, and which run of them one message holds. Out: the run of each message.

    parted(11, lambda start, stop: stop - start <= 5)   # [range(0, 4), range(4, 8), range(8, 11)]
"""

from collections.abc import Callable, Iterator
from itertools import pairwise, takewhile


def parted(count: int, fits: Callable[[int, int], bool]) -> list[range]:
    """Return the stories of each message, at least one message; of two ways as even, the one fuller at its beginning.

    `fits(start, stop)` tells whether one message holds these; where it holds some, it holds fewer of them too. A story
    alone is never asked about.
    """

    def starts(stop: int) -> Iterator[int]:
        yield stop - 1
        yield from takewhile(lambda start: fits(start, stop), range(stop - 2, -1, -1))

    best: list[tuple[int, int, list[int]]] = [(0, 0, [0])]  # up to each story: messages, unevenness, ends, negated
    for stop in range(1, count + 1):
        ways = ((best[start], stop - start) for start in starts(stop))
        best.append(min((messages + 1, rest + run**2, [*ends, -stop]) for (messages, rest, ends), run in ways))
    return [range(-start, -stop) for start, stop in pairwise(best[count][2])] or [range(0)]

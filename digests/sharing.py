"""What was costly to make is kept for the next who ask for the same: digests, messages, rows of an encoder.

In: what it depends on, and how it is made. Out: what is kept, else what is made now.

>>> squares = Recent[int, int](2)
>>> [squares.get(number, lambda: 9) for number in (3, 3)], squares.made
([9, 9], 1)
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

import numpy as np
import structlog

from digests.errors import StepFailed, StoreUnusable
from digests.ports import Encoder, Vector, Vectors

TEXTS_KEPT = 4096  # of 2 KB, of which one digest takes about a hundred

_log = structlog.get_logger("digestbot.posting")

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """The last results of something costly, by all that they depend on; a failure is one, too."""

    def __init__(self, size: int) -> None:
        self.made = 0  # how many were not there
        self._size = size
        self._kept: OrderedDict[K, V | StepFailed] = OrderedDict()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return what is kept, else what is made now. Raises StoreUnusable, and StepFailed as long as it is kept."""
        if key not in self._kept:
            self.made += 1
            self._kept[key] = self._made(make)
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        kept = self._kept[key]
        if isinstance(kept, StepFailed):
            raise StepFailed(str(kept))
        return kept

    def _made(self, make: Callable[[], V]) -> V | StepFailed:
        try:
            return make()
        except StoreUnusable:
            raise
        except Exception as error:  # noqa: BLE001 — a mistake of ours, which thousands may share: it is made once
            _log.error("digest_broke_us", exc_info=error)
            return StepFailed(f"a mistake of ours ({type(error).__name__})")


class RememberingEncoder:
    """An encoder that keeps its last rows: digests of the same stories, for different wishes, weigh the same texts."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._rows: OrderedDict[str, Vector] = OrderedDict()

    @property
    def name(self) -> str:
        """The name of the encoder."""
        return self._encoder.name

    @property
    def usual(self) -> Vector:
        """What it gives for news in general."""
        return self._encoder.usual

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row per text, in order."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._rows]
        made = dict(zip(missing, self._encoder.encode(missing), strict=True)) if missing else {}
        rows = [made[text] if text in made else self._rows[text] for text in texts]
        if not rows:
            return self._encoder.encode([])
        for text, row in zip(texts, rows, strict=True):
            self._rows[text] = row.copy() if text in made else row
            self._rows.move_to_end(text)
        while len(self._rows) > TEXTS_KEPT:
            self._rows.popitem(last=False)
        return np.stack(rows)

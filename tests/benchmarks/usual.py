"""What each encoder gives for news in general: the mean over the sample feeds, of titles and of titles with leads.

Run: .venv/bin/python -m tests.benchmarks.usual

Writes digests/adapters/usual.npz. To be run again when an encoder changes.
"""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from digests.adapters.encoders import USUAL, E5Encoder, UniversalSentenceEncoder
from digests.ports import Encoder
from digests.stories import encoded_text
from tests.benchmarks.baselines import title_of
from tests.benchmarks.labelled import SEEDS, load


def main() -> None:
    """Write a mean for each encoder, and print how long it is: 1 would mean that all texts are alike."""
    encoders: list[Encoder] = [E5Encoder(), UniversalSentenceEncoder()]
    means: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for encoder in encoders:
            vectors = [
                row
                for text in (title_of, encoded_text)
                for row in load(None, SEEDS, encoder, cache=Path(folder), text=text).vectors.values()
            ]
            means[encoder.name] = np.mean(vectors, axis=0, dtype=np.float64).astype(np.float16)
            print(f"{encoder.name}: length {np.linalg.norm(means[encoder.name].astype(float)):.2f}")
    np.savez(USUAL, **means)


if __name__ == "__main__":
    main()

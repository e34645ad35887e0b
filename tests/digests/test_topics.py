from collections.abc import Sequence

import numpy as np
import pytest

from digests.models import Article
from digests.ports import Encoder, Vector
from digests.topics import (
    ABOUT,
    ALIKE,
    NEAREST,
    OTHER_TEXTS,
    PRIOR,
    TAKEN,
    Topics,
    best_topic,
    centred,
    is_about,
    story_vector,
    topic_text,
)
from tests.benchmarks.labelled import Labelled, load
from tests.digests.examples import an_article


def row(*numbers: float) -> Vector:
    """A unit vector of eight dimensions that begins with these numbers."""
    whole = np.zeros(8, np.float32)
    whole[: len(numbers)] = numbers
    return np.asarray(whole / (np.linalg.norm(whole) or 1), np.float32)


AXES = np.vstack([np.eye(8), -np.eye(8)]).astype(np.float32)  # as other topics: their mean is nothing
NOTHING = np.zeros(8, np.float32)


# ---------------------------------------------------------------- how near


def nearness(topic: Vector, *stories: Vector) -> list[float]:
    return [float(near) for near in Topics(AXES).nearness(topic, np.array(stories))]


def test_a_story_is_about_the_topic_it_says_and_not_about_another() -> None:
    same, other, opposite = nearness(row(1, 1), row(1, 1), row(0, 0, 1), row(-1, -1))
    assert same == 1
    assert other < ABOUT
    assert opposite == 0


def test_a_story_nearer_to_other_topics_is_less_about_the_one_asked_for() -> None:
    # As near by the cosine: the rest of the one is no topic that is looked at, that of the other is.
    of_its_own, of_others = row(1, 0, 27**0.5), row(1, 0, 0, 3, 3, 3)
    assert np.isclose(of_its_own @ row(1), of_others @ row(1))
    assert [is_about(near) for near in nearness(row(1), of_its_own, of_others)] == [True, False]


def test_a_topic_need_not_be_nearer_than_what_says_the_same() -> None:
    twins = np.vstack([AXES, *[row(1, 0.01 * at) for at in range(ALIKE - 1)]])
    with_twins = Topics(twins - twins.mean(axis=0)).nearness(row(1), np.array([row(1)]))
    assert is_about(with_twins[0])


def test_no_story_has_no_nearness() -> None:
    assert Topics(AXES).nearness(row(1), np.zeros((0, 8), np.float32)).tolist() == []


def test_every_nearness_lies_between_0_and_1() -> None:
    generator = np.random.default_rng(0)
    stories = generator.normal(size=(500, 8)).astype(np.float32)
    stories /= np.linalg.norm(stories, axis=1, keepdims=True)
    found = Topics(AXES).nearness(row(1), stories)
    assert 0 <= found.min() < ABOUT <= found.max() <= 1


def test_the_best_topic_is_the_nearest_that_the_story_is_about() -> None:
    assert best_topic({"rain": 0.6, "snow": 0.7, "ice": 0.7}) == "snow"
    assert best_topic({"rain": ABOUT - 0.01}) is None
    assert best_topic({}) is None


def test_there_are_more_other_topics_than_are_left_out_and_looked_at() -> None:
    assert len(set(OTHER_TEXTS)) == len(OTHER_TEXTS) > 5 * (ALIKE + NEAREST)
    assert topic_text("course automobile") in OTHER_TEXTS


# ---------------------------------------------------------------- rows of articles and stories


def articles(names: Sequence[str], *, language: str = "en", source: str = "North Post") -> list[Article]:
    return [an_article(name, language=language, source=source) for name in names]


def test_what_a_language_has_in_common_is_taken_away() -> None:
    english = articles([f"en{n}" for n in range(200)])
    german = articles([f"de{n}" for n in range(200)], language="de")
    generator = np.random.default_rng(1)
    vectors = {one.id: row(3, 0, *generator.normal(size=6)) for one in english}
    vectors |= {one.id: row(0, 3, *generator.normal(size=6)) for one in german}
    found = centred([*english, *german], vectors, NOTHING)
    for group in (english, german):
        before, after = (np.mean([rows[one.id] for one in group], axis=0) for rows in (vectors, found))
        assert np.linalg.norm(after) < np.linalg.norm(before) / 1.5  # so much less alike are they
    assert all(np.isclose(np.linalg.norm(one), 1, atol=1e-5) for one in found.values())


def test_the_first_article_of_a_language_is_seen_against_news_in_general() -> None:
    vector, usual = row(1, 1), 0.5 * row(1)
    found = centred(articles(["a"]), {"a": vector}, usual)["a"]
    expected = vector - usual - TAKEN * (vector - usual) / (1 + PRIOR)
    assert np.allclose(found, expected / np.linalg.norm(expected), atol=1e-6)


def test_a_text_sent_five_hundred_times_is_no_more_usual_than_once() -> None:
    copies = articles([f"c{n}" for n in range(500)])
    flooded = centred([*copies, *articles(["a"])], {one.id: row(1) for one in copies} | {"a": row(0, 1)}, NOTHING)
    once = centred([*copies[:1], *articles(["a"])], {"c0": row(1), "a": row(0, 1)}, NOTHING)
    assert np.array_equal(flooded["a"], once["a"])
    assert np.array_equal(flooded["c0"], once["c0"])


def test_an_article_without_a_vector_has_no_row() -> None:
    assert centred(articles(["a", "b"]), {"a": row(1)}, NOTHING).keys() == {"a"}
    assert story_vector(articles(["b"]), {"a": row(1)}) is None
    assert story_vector([], {}) is None


def test_an_article_that_is_just_what_is_usual_gives_finite_numbers() -> None:
    found = centred(articles(["a"]), {"a": row(1)}, row(1))
    assert np.isfinite(found["a"]).all()
    assert np.isfinite(nearness(row(0, 1), found["a"])).all()


def test_each_publisher_adds_alike_to_a_story() -> None:
    many, one = articles(["a", "b", "c"], source="North Post"), articles(["d"], source="South Post")
    rows = {"a": row(1), "b": row(1), "c": row(1), "d": row(0, 1)}
    found = story_vector([*many, *one], rows)
    assert found is not None
    assert np.allclose(found, row(1, 1), atol=1e-6)


# ---------------------------------------------------------------- with a real encoder


@pytest.fixture(scope="module")
def samples(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Labelled:
    return load(None, "seeds", encoder, cache=tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("malaria-vaccine", ("vaccines", "vaccins", "Impfstoffe", "vaccini", "vacunas")),
        ("museum-theft-ghent", ("museums", "musées", "Museen", "musei", "museos")),
        ("rail-strike-italy", ("railways", "chemins de fer", "Eisenbahn", "ferrovie", "ferrocarriles")),
        ("cup-varenne-ondarreta", ("football", "football", "Fußball", "calcio", "fútbol")),
    ],
)
def test_a_topic_in_any_language_finds_its_story_and_no_unlike_one(
    encoder: Encoder, samples: Labelled, event: str, words: tuple[str, ...]
) -> None:
    rows = centred(samples.articles, samples.vectors, encoder.usual)
    topics = Topics(encoder.encode(OTHER_TEXTS))
    unlike = ("ecb-rates", "storm-biscay", "greve-theatre-montpellier", "olio-toscana-raccolta")
    stories = [
        story_vector([one for one in samples.articles if samples.stories[one.id] == name], rows)
        for name in (event, *unlike)
    ]
    for topic in encoder.encode([topic_text(one) for one in words]):
        found = topics.nearness(topic, np.array(stories)).tolist()
        assert [is_about(near) for near in found] == [True, False, False, False, False]

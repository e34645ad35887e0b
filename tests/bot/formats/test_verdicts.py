"""What became of an article, as a person reads it."""

from collections.abc import Mapping

import pytest

from bot.formats.verdicts import as_verdicts
from digests.editions import Reason, Stage, Verdict
from tests.bot.formats.examples import an_article, night_train

ARTICLE = an_article("Flood in Ambra", source="The Harbour Post", hours_ago=None)


def said(stage: Stage, reason: Reason, *, passed: bool = True, **numbers: float | str | None) -> str:
    verdict = Verdict(stage=stage, passed=passed, reason=reason, numbers=numbers)
    return as_verdicts(ARTICLE, [verdict], None).splitlines()[3]


def test_it_says_which_article_and_where_its_way_ended() -> None:
    verdicts = [
        Verdict(stage=Stage.DATE, passed=True, reason=Reason.IN_TIME, numbers={"age": 5.0, "limit": 36.0}),
        Verdict(stage=Stage.CAP, passed=False, reason=Reason.STORIES, numbers={"count": 8, "limit": 8}),
    ]
    assert as_verdicts(ARTICLE, verdicts, night_train().story) == (
        "Flood in Ambra\n"
        "   The Harbour Post · en · no date, fetched 2026-11-21 07:00 UTC · id the-harbour-post-flood-in-ambra"
        " · story k7qm\n"
        "\n"
        "date      yes  5.0 h old; the digest reaches 36.0 h back\n"
        "cap       no   8 of 8 stories are told already\n"
        "\n"
        "Not told: cap.\n"
    )
    assert as_verdicts(ARTICLE, verdicts[:1], None).endswith("\nIts story is told.\n")


RANKED = {"place": 2, "of": 9, "score": 2.5, "publishers": 3, "languages": 1, "age": 1.0, "joined": 0, "topic": 0.71}


@pytest.mark.parametrize(
    ("stage", "reason", "numbers", "sentence"),
    [
        (Stage.DATE, Reason.IN_TIME, {"age": 1.0, "limit": None}, "1.0 h old; the digest reaches back without end"),
        (Stage.DATE, Reason.TOO_YOUNG, {"age": -3.0}, "dated 3.0 h after the end of the digest"),
        (
            Stage.LANGUAGE,
            Reason.WISHED,
            {"language": "fr", "place": 1, "story_place": 1},
            "French is the wished language",
        ),
        (
            Stage.LANGUAGE,
            Reason.NOT_READ,
            {"language": "fr", "place": None, "story_place": 2},
            "French is not read, but another article of its story is in a language that is read (number 2)",
        ),
        (
            Stage.FILTER,
            Reason.EXCLUDED,
            {"rule": "/foot.*/", "share": 0.5},
            "the rule /foot.*/ excludes it, true of 50% of the story’s articles",
        ),
        (
            Stage.FILTER,
            Reason.INCLUDED,
            {"rule": "topic:war", "nearness": 0.7},
            "the rule topic:war includes it, 0.70 near",
        ),
        (
            Stage.FILTER,
            Reason.NOT_INCLUDED,
            {"rule": None, "nearness": 0.41},
            "no rule includes it; the nearest topic is 0.41 near, and 0.50 is wanted",
        ),
        (Stage.FILTER, Reason.NOT_INCLUDED, {"rule": None, "nearness": 0.0}, "no rule includes it"),
        (
            Stage.STORY,
            Reason.SINGLE,
            {"articles": 1, "publishers": 1, "limit": 2},
            "1 article of 1 publisher; fewer than 2 make it a find of a single source",
        ),
        (
            Stage.RANK,
            Reason.RANKED,
            RANKED,
            "place 2 of 9, score 2.500: 3 publishers, 1 language, 1.0 h old, 0 joined in the last 6 h, topic 0.71",
        ),
        (
            Stage.NOVELTY,
            Reason.NOTHING_NEW,
            {"articles": 2, "publishers": 1, "told": 9.0},
            "told 9.0 h ago, 2 articles and 1 new publisher since: nothing new to quote",
        ),
        (
            Stage.CAP,
            Reason.TOPIC,
            {"count": 3, "limit": 3, "name": "sport"},
            "3 of 3 stories of the topic sport are told already",
        ),
    ],
)
def test_each_verdict_is_a_clause_with_its_numbers(
    stage: Stage, reason: Reason, numbers: Mapping[str, float | str | None], sentence: str
) -> None:
    passed = reason not in (Reason.EXCLUDED, Reason.NOT_INCLUDED, Reason.NOTHING_NEW, Reason.TOPIC, Reason.TOO_YOUNG)
    line = said(stage, reason, passed=passed, **numbers)
    assert line == f"{stage.ljust(8)}  {'yes' if passed else 'no '}  {sentence}"


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words(reason: Reason) -> None:
    keys = "age limit place story_place nearness articles publishers of score languages joined topic told count".split()
    numbers: dict[str, float | str | None] = dict.fromkeys(keys, 1.0)
    numbers |= {"language": "fr", "rule": "x", "story": "k7qm", "name": "sport"}
    verdict = Verdict(stage=Stage.CAP, passed=True, reason=reason, numbers=numbers)
    line = as_verdicts(ARTICLE, [verdict], None).splitlines()[3]
    assert len(line) > len("cap       yes  ") + 3


def test_hostile_names_steer_no_terminal() -> None:
    hostile = an_article("a\x1b[31mb", source="P\u202e\nQ")
    verdict = Verdict(
        stage=Stage.FILTER, passed=False, reason=Reason.EXCLUDED, numbers={"rule": "\x1b]0;x", "share": 1}
    )
    text = as_verdicts(hostile, [verdict], None)
    assert not set(text) & set("\x1b\u202e\x07")
    assert len(text.splitlines()) == 6

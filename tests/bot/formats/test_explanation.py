"""An explanation as a person reads it: what is compared, the numbers, and in words what decided."""

import pytest

from bot.formats.explanation import as_explanation
from digests.explaining import Explanation
from digests.models import Article
from tests.digests.examples import NOON, an_article
from tests.digests.explained import a_comparison, an_explanation, closed

NEAR, FAR = a_comparison(0.1), a_comparison(-0.2)


def verdict(found: Explanation) -> str:
    return as_explanation(found).splitlines()[-1]


def test_two_articles_their_numbers_and_what_decided_are_told() -> None:
    articles = (
        an_article("a1", title="Flood in Ambra leaves 312 homeless", source="The Harbour Post"),
        an_article("b1", title="Crue à Ambra : 312 sans-abri", source="La Gazette du Rail", language="fr"),
    )
    pair = a_comparison(0.125, articles=1, shared="ambra 312")
    found = an_explanation(pair=pair, home=(a_comparison(-0.05, articles=12), None), is_one=True, articles=articles)
    assert (
        as_explanation(found)
        == """\
A  Flood in Ambra leaves 312 homeless
   The Harbour Post · en · 2026-03-01 12:00 UTC · id a1
B  Crue à Ambra : 312 sans-abri
   La Gazette du Rail · fr · 2026-03-01 12:00 UTC · id b1

One story: k7qm, 2 articles

                           articles  meaning  facts  languages  days  silence    sum    bar  margin
A – B                             1    0.375  0.010      0.070   0.5   -0.030  0.425  0.300  +0.125
A – the rest of the story        12    0.200  0.010      0.070   0.5   -0.030  0.250  0.300  -0.050

meaning: the cosine, without what all news has in common; facts: shared names and numbers;
silence: what the days between them take off; margin: by how much the sum passes the bar,
“closed” where the dates allow no story of both.

Shared names, by their first letters, and numbers:
A – B                      “ambra” 0.010, “312” 0.010
A – the rest of the story  none

They are one story: the two alone pass the bar by 0.125.
"""
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (an_explanation(pair=NEAR, is_one=True), "one story: the two alone pass the bar by 0.100."),
        (
            an_explanation(pair=FAR, home=(NEAR, NEAR), is_one=True),
            "one story: alone they miss the bar by 0.200, but both are near to the rest of the story.",
        ),
        (
            an_explanation(pair=closed(days=5), home=(NEAR, NEAR), is_one=True),
            "one story: alone they are 5.0 days apart, but both are near to the rest of the story.",
        ),
        (
            an_explanation(pair=FAR, home=(NEAR, a_comparison(-0.03)), is_one=True),
            "one story: B misses the bar of the rest of the story by 0.030 today, but it joined when the story was "
            "another, and leaves only for one that it fits clearly better.",
        ),
        (
            an_explanation(pair=closed()),
            "two stories: they are 9.0 days apart, and a story closes after 4 days of silence.",
        ),
        (
            an_explanation(pair=closed(), stories=closed(days=2, span_days=15.5)),
            "two stories: together they would last 15.5 days, and a story lives for 14 at most.",
        ),
        (an_explanation(pair=FAR), "two stories: they miss the bar by 0.200."),
        (
            an_explanation(pair=FAR, there=(FAR, a_comparison(-0.08)), home=(NEAR, NEAR), stories=FAR),
            "two stories: B, the nearer of the two, misses the bar of A's story by 0.080; that of its own it passes "
            "by 0.100.",
        ),
        (
            an_explanation(pair=closed(), stories=FAR),
            "two stories: A, the nearer of the two, is too far in time from B's story.",
        ),
        (
            an_explanation(pair=NEAR, home=(a_comparison(0.3), None), stories=FAR),
            "two stories: A passes the bar of B's story by 0.100, but that of its own by 0.300.",
        ),
        (
            an_explanation(pair=a_comparison(0.3), home=(a_comparison(0.25), None), stories=FAR),
            "two stories: A passes the bar of B's story by 0.300; that is 0.050 nearer than its own, and it moves only "
            "for 0.100.",
        ),
        (
            an_explanation(pair=NEAR, home=(FAR, None), stories=FAR, is_posted=True),
            "two stories: A passes the bar of B's story by 0.100, but people have seen it in its own story, and what "
            "was posted stays.",
        ),
        (
            an_explanation(pair=FAR, there=(FAR, NEAR), stories=FAR),
            "two stories: B passes the bar of A's story by 0.100 today, but not when it came; their stories miss the "
            "bar for stories by 0.200.",
        ),
        (
            an_explanation(pair=FAR, there=(FAR, NEAR), stories=closed(days=1, span_days=15)),
            "two stories: B passes the bar of A's story by 0.100 today, but not when it came; together they would last "
            "15.0 days, and a story lives for 14 at most.",
        ),
        (
            an_explanation(pair=NEAR),
            "two stories: by today's numbers they could be one, but when the later one came the stories were others.",
        ),
    ],
)
def test_what_decided_is_said_in_one_sentence(found: Explanation, said: str) -> None:
    assert verdict(found) == f"They are {said}"


def test_a_comparison_that_the_dates_forbid_says_closed_and_still_has_its_numbers() -> None:
    (row,) = [
        line for line in as_explanation(an_explanation(pair=closed())).splitlines() if line.startswith("A – B  ")
    ][:1]
    assert row.split()[-3:] == ["0.500", "0.300", "closed"]


def test_of_many_shared_names_the_weightiest_five_are_told_and_the_rest_counted() -> None:
    pair = a_comparison(0.1, shared="ambra orsk harwic calder lindma velden avery")
    told = as_explanation(an_explanation(pair=pair))
    assert "“lindma” 0.010, 2 more 0.020" in told
    assert "velden" not in told


def test_an_article_without_a_title_or_a_date_is_told_by_its_text_and_when_it_was_fetched() -> None:
    bare = Article(
        id="a1",
        feed_url="https://news.example/rss",
        url=None,
        title="",
        text="The dam of Ambra broke at noon.",
        language="en",
        published_at=None,
        fetched_at=NOON,
        source="Example News",
        publisher="example news",
    )
    told = as_explanation(an_explanation(pair=NEAR, articles=(bare, an_article("b1", title="Rain"))))
    assert "A  The dam of Ambra broke at noon." in told
    assert "no date, fetched 2026-03-01 12:00 UTC" in told


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "two\nlines\r\x0b\u2028three",
        "\u202eright to left\u2066",
        "\ud800half",
        "\x9b2J\x00",
        "A" * 1_000_000,
        "\x1b[" * 500_000,
        "موسم زيتون وفير",
    ],
)
def test_nothing_that_strangers_wrote_steers_the_terminal_or_fills_it(text: str) -> None:
    hostile = an_article(text, title=text, source=text, language=text)
    found = an_explanation(pair=a_comparison(0.1, shared=text), articles=(hostile, an_article("b1", title="Rain")))
    told = as_explanation(found)
    told.encode()
    assert len(told) < 5000
    assert len(told.splitlines()) == len(
        as_explanation(an_explanation(pair=a_comparison(0.1, shared="x"))).splitlines()
    )
    assert not set(told) & set("\x1b\x07\x9b\x00\r\x0b\u2028\u202e\u2066")

"""The JSON contract: programs of others read it, so every key and its place is a promise."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.formats.contract import as_json, as_summary_line, iso_utc, told_of
from tests.bot.formats.examples import (
    UNTIL,
    a_digest,
    an_article,
    an_item,
    example_digest,
    night_train,
    one_story_of,
    strike_without_sentences,
)


def test_the_keys_are_exactly_these_in_this_order() -> None:
    document = json.loads(as_json(a_digest(night_train())))
    story = document["stories"][0]
    assert list(document) == ["language", "since", "until", "stories"]
    first = ["id", "headline", "language", "score", "languages", "publishers", "sentences", "articles"]
    assert list(story) == [*first, "topic", "single", "update", "ranking"]
    assert list(story["sentences"][0]) == ["text", "article_id", "start", "end", "url", "source", "language"]
    assert list(story["articles"][0]) == ["id", "title", "url", "source", "language", "published"]


def test_every_sentence_is_where_it_says_it_is() -> None:
    digest = example_digest()
    texts = {article.id: article.text for item in digest.items for article in item.articles}
    sentences = [s for story in json.loads(as_json(digest))["stories"] for s in story["sentences"]]
    assert sentences
    assert all(texts[s["article_id"]][s["start"] : s["end"]] == s["text"] for s in sentences)


def test_the_values_are_those_of_the_digest() -> None:
    document = json.loads(as_json(a_digest(night_train(), language="fr")))
    story = document["stories"][0]
    assert (document["language"], document["since"], document["until"]) == (
        "fr",
        "2026-11-20T07:00:00Z",
        "2026-11-21T07:00:00Z",
    )
    assert (story["id"], story["language"], story["score"], story["publishers"]) == ("k7qm", "en", 4.25, 5)
    assert story["languages"] == ["en", "de", "fr", "pt"]
    assert story["articles"][0]["published"] == "2026-11-20T22:00:00Z"


def test_what_is_absent_is_null() -> None:
    document = json.loads(as_json(a_digest(strike_without_sentences(), since=None)))
    article = document["stories"][0]["articles"][0]
    assert (document["since"], article["url"], article["published"]) == (None, None, None)
    assert document["stories"][0]["sentences"] == []


def test_a_score_has_four_decimals() -> None:
    item = an_item("a1b2", [an_article("Rain", source="Post")], score=1 / 3)
    assert '"score": 0.3333,' in as_json(a_digest(item))


def test_what_a_story_was_ranked_by_and_how_it_stands_is_told() -> None:
    item = an_item("a1b2", [an_article("Rain", source="Post")], topic="weather", is_single=True, is_update=True)
    [story] = json.loads(as_json(a_digest(item)))["stories"]
    assert (story["topic"], story["single"], story["update"]) == ("weather", True, True)
    assert story["ranking"] == {"publishers": 1, "languages": 1, "age_hours": 5.0, "joined": 0, "topic": 0.0}


def test_a_digest_can_be_read_back_as_what_its_readers_had() -> None:
    at, told = told_of(json.loads(as_json(example_digest())))
    assert at == UNTIL
    train = night_train()
    assert told[0].story_id == "k7qm"
    assert told[0].at == UNTIL
    assert told[0].article_ids == {article.id for article in train.articles}
    assert told[0].publishers == set(train.publishers)
    assert told[0].texts == (train.summary.headline, *(sentence.text for sentence in train.summary.sentences))


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        "digest",
        {},
        {"until": "2026-11-21T07:00:00Z"},
        {"until": "soon", "stories": []},
        {"until": 7, "stories": []},
        {"until": "2026-11-21T07:00:00Z", "stories": {}},
        {"until": "2026-11-21T07:00:00Z", "stories": ["k7qm"]},
        {"until": "2026-11-21T07:00:00Z", "stories": [{"id": "k7qm", "articles": 3}]},
        {"until": "0001-01-01T00:00:00+14:00", "stories": []},
    ],
)
def test_what_is_no_digest_is_refused(document: object) -> None:
    with pytest.raises(ValueError, match=r"digest|lacks|isoformat"):
        told_of(document)


def test_a_summary_is_one_line_with_its_sentences_and_their_places() -> None:
    train = night_train()
    article, [sentence, _] = train.articles[0], train.summary.sentences
    row = json.loads(as_summary_line(article, replace(train.summary, sentences=(sentence, sentence))))
    assert row["id"] == article.id
    assert row["summary"] == f"{sentence.text} {sentence.text}"
    assert row["sentences"][0]["text"] == article.text[row["sentences"][0]["start"] : row["sentences"][0]["end"]]


def test_a_time_of_any_zone_is_written_in_utc_to_the_second() -> None:
    at = datetime(2026, 11, 21, 1, 30, 0, 999, tzinfo=timezone(timedelta(hours=2)))
    assert iso_utc(at) == "2026-11-20T23:30:00Z"
    assert iso_utc(datetime(2026, 1, 2, tzinfo=UTC)) == "2026-01-02T00:00:00Z"


def test_letters_of_all_languages_stay_readable_and_it_ends_with_one_newline() -> None:
    text = as_json(example_digest())
    assert "Hochwasser an der Lahn: Drei Brücken" in text
    assert "موسم زيتون" in text
    assert text.startswith('{\n  "language": "en",\n')
    assert text.endswith("}\n")


def test_a_digest_without_stories_is_a_document_too() -> None:
    assert json.loads(as_json(a_digest()))["stories"] == []


def test_characters_that_act_are_escaped_and_come_back_the_same() -> None:
    hostile = "a\x1b[31m\x9b31m\u202eb\u2066\x07c\u2028\ud83d"
    text = as_json(one_story_of(hostile))
    assert json.loads(text)["stories"][0]["headline"] == hostile
    assert not set(text) & set("\x1b\x9b\u202e\u2066\x07\u2028\ud83d")
    text.encode("utf-8")  # would raise for a half of a surrogate pair

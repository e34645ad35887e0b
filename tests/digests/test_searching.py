"""What a search finds: by words, by meaning, across languages; and what it keeps up with."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digests.adapters.encoders import UniversalSentenceEncoder
from digests.adapters.store import Database, open_all
from digests.choosing import Desk
from digests.encoding import stored_vectors
from digests.meanings import FRESH_FOR, REACH
from digests.models import Article, Feed
from digests.ports import Encoder, Vectors
from digests.searching import Hit, Searcher
from tests.bot.commands.newsdesk import keep
from tests.digests.examples import an_article

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
HERE, THERE = Feed(url="https://here.example/rss", title="Here"), Feed(url="https://there.example/rss", title="There")
TOLD = {
    "flood": ("de", "Hochwasser in Kellerau sperrt zwei Brücken", "Die Feuerwehr brachte Menschen in Sicherheit."),
    "cheese": ("de", "Käserei aus dem Allgäu gewinnt einen Preis", "Die Jury lobte den Bergkäse."),
    "rates": ("de", "Notenbank senkt den Leitzins", "Kredite werden billiger."),
    "opera": ("de", "Oper in Sundhavn spielt wieder", "Die Premiere ist ausverkauft."),
}


def told(name: str, *, feed: Feed = HERE, hours: float = 5, publisher: str = "here.example", **text: str) -> Article:
    language, title, lead = TOLD.get(name, ("en", "", ""))
    article = an_article(
        f"{name} {publisher} {feed.title} {hours}",
        at=NOW - hours * HOUR,
        title=text.get("title", title),
        text=text.get("text", lead),
        language=text.get("language", language),
    )
    return replace(article, feed_url=feed.url, publisher=publisher)


class House:
    """A searcher over a database in memory."""

    def __init__(self, encoder: Encoder) -> None:
        self.database: Database = open_all("sqlite://")
        self.database.store.save_feeds([HERE, THERE])
        self.desk = Desk(store=self.database.store, encoder=encoder, sentence_encoder=encoder)
        self.searcher = Searcher(desk=self.desk, archive=self.database.archive)
        self.now = NOW

    def keep(self, stories: dict[str, list[Article]]) -> None:
        keep(self.database, stories)
        stored_vectors(
            [article for articles in stories.values() for article in articles], self.desk.store, self.desk.encoder
        )

    def search(
        self, query: str, *, feeds: tuple[Feed, ...] = (HERE, THERE), days: int = 30, limit: int = 10
    ) -> list[Hit]:
        since = self.now - timedelta(days=days)
        return self.searcher.search(query, feeds=[feed.url for feed in feeds], since=since, now=self.now, limit=limit)

    def names(self, query: str, **wish: int) -> list[str]:
        return [hit.story_id for hit in self.search(query, **wish)]  # type: ignore[arg-type]


@pytest.fixture
def house(encoder: Encoder) -> Iterator[House]:
    made = House(encoder)
    made.keep({name: [told(name)] for name in TOLD})
    yield made
    made.database.store.close()


@pytest.mark.parametrize(
    ("query", "story"),
    [
        ("inondation des ponts", "flood"),
        ("taux d’intérêt", "rates"),
        ("flooded bridges", "flood"),
        ("formaggio premiato", "cheese"),
        ("estreno en la ópera", "opera"),
    ],
)
def test_a_query_finds_a_story_that_is_told_only_in_another_language(house: House, query: str, story: str) -> None:
    assert house.names(query)[:1] == [story]


def test_a_word_finds_what_the_meaning_does_not(house: House) -> None:
    house.keep({"name": [told("name", language="en", title="Town hall closes early", text="Xanvier Zolt said so.")]})

    [hit] = house.search("Xanvier Zolt")

    assert (hit.story_id, hit.words) == ("name", 1)


@pytest.mark.parametrize(
    "query", ["blorf zantiquo", "grztk", "AND OR NOT", 'a" OR "b', "l’y", "!!", "😀", "\0\ud800", ""]
)
def test_nonsense_finds_nothing(house: House, query: str) -> None:
    assert house.search(query) == []


def test_one_of_two_words_finds_nothing_that_means_something_else(house: House) -> None:
    house.keep(
        {"court": [told("court", language="de", title="Gericht prüft Handyverträge", text="Es geht um Tarife.")]}
    )

    assert "court" in house.names("Gericht")
    assert "court" not in house.names("Käse Gericht")
    assert house.names("Käse Gericht")[:1] == ["cheese"]


def test_a_second_encoder_is_asked_of_the_best_and_what_it_says_is_kept(house: House) -> None:
    class Other(UniversalSentenceEncoder):
        name = "other"
        usual = house.desk.encoder.usual

        def encode(self, texts: Sequence[str]) -> Vectors:
            asked.extend(texts)
            return house.desk.encoder.encode(texts)

    asked: list[str] = []
    desk = replace(house.desk, sentence_encoder=Other())
    house.searcher = Searcher(desk=desk, archive=house.database.archive)

    assert house.names("inondation des ponts")[:1] == ["flood"]
    assert {told(name).id for name in TOLD} == desk.store.vectors("other", [told(name).id for name in TOLD]).keys()
    asked.clear()
    assert house.names("inondation des ponts")[:1] == ["flood"]
    assert asked == ["inondation des ponts"]


def test_no_story_is_found_twice_and_not_more_than_asked_for(house: House) -> None:
    others = {name: [told("flood", publisher=f"{name}.example")] for name in ("wave", "tide")}
    house.keep({"flood": [told("flood"), told("flood", publisher="other.example")], **others})

    hits = house.search("Hochwasser", limit=2)

    assert len({hit.story_id for hit in hits}) == len(hits) == 2


def test_only_the_feeds_asked_for_count(house: House) -> None:
    house.keep({"theirs": [told("flood", feed=THERE)]})

    assert [hit.story_id for hit in house.search("Hochwasser", feeds=(THERE,))] == ["theirs"]
    assert "theirs" not in [hit.story_id for hit in house.search("Hochwasser", feeds=(HERE,))]
    assert house.search("Hochwasser", feeds=()) == []


def test_what_is_older_than_asked_for_is_not_found(house: House) -> None:
    house.keep({"old": [told("flood", hours=24 * 9)]})

    assert "old" in house.names("Hochwasser")
    assert "old" not in house.names("Hochwasser", days=7)
    assert "old" not in house.names("inondation", days=7)


def test_of_stories_that_fit_alike_the_newer_and_the_better_covered_come_first(house: House) -> None:
    house.keep(
        {
            "aged": [told("flood", hours=24 * 20)],
            "large": [told("flood", publisher=f"p{number}.example", hours=4) for number in range(9)],
        }
    )

    names = house.names("Hochwasser Kellerau")

    assert [name for name in names if name in ("aged", "flood", "large")] == ["large", "flood", "aged"]


def test_what_comes_later_is_found_within_a_minute(house: House) -> None:
    assert house.names("museum theft") == []
    theft = told("theft", hours=0, language="de", title="Diebe rauben Museum aus", text="Ein Kunstraub.")
    house.keep({"theft": [theft]})

    house.now += FRESH_FOR

    assert house.names("museum theft") == ["theft"]


def test_an_article_that_gets_its_vector_later_is_found_then(house: House) -> None:
    late = told("flood", publisher="late.example")
    keep(house.database, {"late": [late]})
    assert house.names("inondation des ponts") == ["flood"]

    stored_vectors([late], house.desk.store, house.desk.encoder)
    house.now += 2 * HOUR

    assert sorted(house.names("inondation des ponts")) == ["flood", "late"]


def test_articles_are_found_under_the_story_that_they_belong_to_now(house: House) -> None:
    assert house.names("inondation des ponts") == ["flood"]
    keep(house.database, {"merged": [told("flood")]})

    assert house.names("inondation des ponts") == ["merged"]


def test_forgotten_articles_are_not_found(house: House) -> None:
    assert house.names("inondation des ponts") == ["flood"]
    house.database.store.forget_before(NOW)

    assert house.names("inondation des ponts") == []


def test_a_month_later_nothing_of_now_is_held(house: House) -> None:
    assert house.names("inondation des ponts") == ["flood"]
    house.now += REACH

    assert house.names("inondation des ponts") == []


def test_an_empty_archive_has_nothing(encoder: Encoder) -> None:
    assert House(encoder).search("inondation") == []


def test_several_threads_may_search_at_once(house: House) -> None:
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(house.names("inondation des ponts"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [["flood"]] * 4


def test_it_says_when_the_first_search_is_over(house: House) -> None:
    assert not house.searcher.is_ready
    house.search("Hochwasser")

    assert house.searcher.is_ready

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digests.adapters.files import FileFetcher
from digests.adapters.store import SqlStore, open_store
from digests.choosing import Desk
from digests.composing import compose
from digests.editions import Window
from digests.errors import FetchFailed
from digests.models import Answer, Digest, Subscription
from digests.pipeline import group_articles
from digests.ports import Encoder, Vectors, Workers
from digests.reading import Reading, Report, read, silent

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
EVER = Window(since=None, until=NOW)

BRIDGE_EN = {
    "id": "bridge-en",
    "title": "Old bridge at Kellerau closes for two years",
    "text": (
        "The stone bridge at Kellerau will close to all traffic for two years, the county of Lindmark said.\n"
        "Engineers found 14 cracks in the middle pier after the floods of March, according to a report by Ana Torvik."
    ),
    "source": "Lindmark Herald",
    "published": "2026-11-20T08:00:00Z",
}
BRIDGE_DE = {
    "id": "bridge-de",
    "title": "Kellerau: Alte Brücke wird für zwei Jahre gesperrt",
    "text": (
        "Die Steinbrücke von Kellerau wird zwei Jahre lang gesperrt, teilte der Kreis Lindmark mit.\n"
        "Gutachterin Ana Torvik hat nach dem Hochwasser vom März 14 Risse im mittleren Pfeiler gezählt."
    ),
    "source": "Kellerauer Bote",
    "published": "2026-11-20T09:00:00Z",
}
CHESS_EN = {
    "id": "chess-en",
    "title": "Teenager wins national chess title",
    "text": "Mira Solano, 15, won the national chess title in Port Avery on Thursday with nine points from ten games.",
    "source": "Lindmark Herald",
    "published": "2026-11-19T20:00:00Z",
}


def rows_file(folder: Path, name: str, *rows: dict[str, str]) -> str:
    path = folder / name
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path.as_uri()


def read_all(store: SqlStore, workers: Workers, *urls: str, now: datetime = NOW, reaches_out: bool = True) -> Reading:
    return asyncio.run(
        read([(url, reaches_out) for url in urls], fetcher=FileFetcher(), workers=workers, store=store, now=now)
    )


def digest_of(store: SqlStore, encoder: Encoder, reading: Reading, language: str, **wishes: object) -> Digest:
    group_articles(store=store, encoder=encoder)
    subscription = Subscription(feeds=tuple(reading.feeds), language=language, **wishes)  # type: ignore[arg-type]
    return compose(subscription, window=EVER, desk=desk(store, encoder))


def desk(store: SqlStore, encoder: Encoder, report: Report = silent) -> Desk:
    return Desk(store=store, encoder=encoder, sentence_encoder=encoder, report=report)


def test_articles_on_one_event_in_two_languages_are_one_story(
    store: SqlStore, workers: Workers, encoder: Encoder, tmp_path: Path
) -> None:
    reading = read_all(store, workers, rows_file(tmp_path, "a.jsonl", BRIDGE_EN, CHESS_EN, BRIDGE_DE))
    digest = digest_of(store, encoder, reading, "de")
    assert [len(item.articles) for item in digest.items] == [2, 1]
    assert digest.items[0].languages == ("de", "en")
    assert digest.items[0].summary.headline == BRIDGE_DE["title"]


def test_each_reader_is_quoted_sentences_of_their_language(
    store: SqlStore, workers: Workers, encoder: Encoder, tmp_path: Path
) -> None:
    reading = read_all(store, workers, rows_file(tmp_path, "a.jsonl", BRIDGE_EN, BRIDGE_DE))
    for language, text in (("en", BRIDGE_EN["text"]), ("de", BRIDGE_DE["text"])):
        summary = digest_of(store, encoder, reading, language).items[0].summary
        assert summary.language == language
        assert [sentence.text for sentence in summary.sentences] == text.split("\n")


def test_a_missing_language_falls_back_to_one_also_read_and_says_which(
    store: SqlStore, workers: Workers, encoder: Encoder, tmp_path: Path
) -> None:
    reading = read_all(store, workers, rows_file(tmp_path, "a.jsonl", BRIDGE_EN, BRIDGE_DE))
    digest = digest_of(store, encoder, reading, "es", also_read=("it", "de"))
    assert digest.language == "es"
    assert digest.items[0].summary.language == "de"


def test_every_quoted_sentence_is_a_slice_of_its_article(
    store: SqlStore, workers: Workers, encoder: Encoder, sample_feeds: Path
) -> None:
    reading = read_all(store, workers, *(path.as_uri() for path in sorted(sample_feeds.iterdir())))
    quoted = 0
    for language in ("en", "fr", "de", "it", "es", "nl"):
        for item in digest_of(
            store, encoder, reading, language, stories=50, sentences=8, min_publishers=1, per_publisher=None
        ).items:
            texts = {article.id: article.text for article in item.articles}
            for sentence in item.summary.sentences:
                assert texts[sentence.article_id][sentence.start : sentence.end] == sentence.text
                quoted += 1
    assert quoted > 300


def test_an_item_read_twice_is_one_article(store: SqlStore, workers: Workers, encoder: Encoder, tmp_path: Path) -> None:
    url = rows_file(tmp_path, "a.jsonl", BRIDGE_EN)
    read_all(store, workers, url)
    reading = read_all(store, workers, url, now=NOW + timedelta(hours=1))
    assert reading.article_ids == ["bridge-en"]
    assert len(digest_of(store, encoder, reading, "en").items[0].articles) == 1


def test_an_id_that_two_sources_use_stays_with_the_first(store: SqlStore, workers: Workers, tmp_path: Path) -> None:
    first = rows_file(tmp_path, "a.jsonl", BRIDGE_EN)
    second = rows_file(tmp_path, "b.jsonl", {**CHESS_EN, "id": "bridge-en"})
    ids = read_all(store, workers, first, second).article_ids
    assert ids[0] == "bridge-en"
    assert ids[1].startswith("bridge-en~")
    assert read_all(store, workers, second, first).article_ids == ids[::-1]


def test_an_edited_article_is_told_with_its_new_text(
    store: SqlStore, workers: Workers, encoder: Encoder, tmp_path: Path
) -> None:
    reading = read_all(store, workers, rows_file(tmp_path, "a.jsonl", CHESS_EN))
    before = digest_of(store, encoder, reading, "en")
    edited = {**CHESS_EN, "text": CHESS_EN["text"].replace("nine points", "nine and a half points")}
    read_all(store, workers, rows_file(tmp_path, "a.jsonl", edited))
    after = digest_of(store, encoder, reading, "en")
    assert "nine and a half points" in after.items[0].summary.sentences[0].text
    assert after.items[0].story.id == before.items[0].story.id


def test_a_story_keeps_its_id_when_later_articles_join_it(encoder: Encoder, workers: Workers, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'news.db'}"
    store = open_store(url)
    first = digest_of(store, encoder, read_all(store, workers, rows_file(tmp_path, "a.jsonl", BRIDGE_EN)), "en")
    store.close()
    store = open_store(url)
    reading = read_all(store, workers, rows_file(tmp_path, "b.jsonl", BRIDGE_DE))
    group_articles(store=store, encoder=encoder)
    stories = store.stories_of(["bridge-en", *reading.article_ids])
    store.close()
    assert {story.id for story in stories.values()} == {first.items[0].story.id}


def test_only_articles_of_the_window_are_told(
    store: SqlStore, workers: Workers, encoder: Encoder, tmp_path: Path
) -> None:
    reading = read_all(store, workers, rows_file(tmp_path, "a.jsonl", BRIDGE_EN, BRIDGE_DE, CHESS_EN))
    group_articles(store=store, encoder=encoder)
    subscription = Subscription(feeds=tuple(reading.feeds), language="en")
    since = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    digest = compose(subscription, window=Window(since=since, until=NOW), desk=desk(store, encoder))
    assert [article.id for item in digest.items for article in item.articles] == ["bridge-de"]


def test_a_window_without_articles_is_a_digest_without_stories(
    store: SqlStore, workers: Workers, encoder: Encoder, tmp_path: Path
) -> None:
    reading = read_all(store, workers, rows_file(tmp_path, "a.jsonl", BRIDGE_EN))
    subscription = Subscription(feeds=tuple(reading.feeds), language="en")
    window = Window(since=NOW - timedelta(hours=1), until=NOW)
    assert compose(subscription, window=window, desk=desk(store, encoder)).items == ()


def test_an_article_dated_in_the_future_counts_as_published_now(
    store: SqlStore, workers: Workers, tmp_path: Path
) -> None:
    reading = read_all(
        store, workers, rows_file(tmp_path, "a.jsonl", {**BRIDGE_EN, "published": "2031-01-01T00:00:00Z"})
    )
    assert store.articles(reading.article_ids)["bridge-en"].published_at == NOW


def test_one_bad_source_among_good_ones_is_a_problem_and_the_others_go_on(
    store: SqlStore, workers: Workers, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_bytes(b"<html><body>no feed</body></html>")
    missing = (tmp_path / "missing.xml").as_uri()
    reading = read_all(store, workers, bad.as_uri(), rows_file(tmp_path, "a.jsonl", BRIDGE_EN), missing)
    assert reading.article_ids == ["bridge-en"]
    assert sorted(type(problem).__name__ for problem in reading.problems) == ["FeedUnreadable", "FetchFailed"]


def test_of_a_feed_that_breaks_off_the_beginning_is_read_and_the_break_told(
    store: SqlStore, workers: Workers, tmp_path: Path
) -> None:
    torn = tmp_path / "torn.xml"
    torn.write_bytes(b"<rss version='2.0'><channel><item><title>Ferry late</title></item><item><titl")
    reading = read_all(store, workers, torn.as_uri())
    assert len(reading.article_ids) == 1
    assert [problem.reason for problem in reading.problems] == ["it breaks off; what stands before is read"]


def opml(*addresses: str) -> bytes:
    outlines = "".join(f'<outline type="rss" text="x" xmlUrl="{address}"/>' for address in addresses)
    return f'<opml version="2.0"><head/><body>{outlines}</body></opml>'.encode()


class Recording:
    """A fetcher that holds some answers and writes down what it was asked for."""

    def __init__(self, answers: dict[str, bytes]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def fetch(self, url: str, **_: object) -> Answer:
        self.asked.append(url)
        if url not in self.answers:
            raise FetchFailed(url, "not there")
        return Answer(url=url, body=self.answers[url])

    async def robots_allow(self, url: str) -> bool:
        raise AssertionError(f"nobody reads the page {url}")


def fetched(
    store: SqlStore, workers: Workers, answers: dict[str, bytes], first: str, *, reaches_out: bool
) -> tuple[Reading, list[str]]:
    fetcher = Recording(answers)
    reading = asyncio.run(read([(first, reaches_out)], fetcher=fetcher, workers=workers, store=store, now=NOW))
    return reading, fetcher.asked


def test_a_list_of_feeds_leads_to_its_feeds(store: SqlStore, workers: Workers) -> None:
    row = json.dumps(BRIDGE_EN).encode()
    answers = {
        "file:///lists/a.opml": opml("https://a.example/x.jsonl", "near.jsonl"),
        "https://a.example/x.jsonl": row,
        "file:///lists/near.jsonl": json.dumps(CHESS_EN).encode(),
    }
    reading, _ = fetched(store, workers, answers, "file:///lists/a.opml", reaches_out=True)
    assert reading.article_ids == ["bridge-en", "chess-en"]


def test_a_malformed_address_in_a_list_costs_no_other_feed(store: SqlStore, workers: Workers) -> None:
    answers = {
        "file:///lists/a.opml": opml("http://[bad", "near.jsonl"),
        "file:///lists/near.jsonl": json.dumps(CHESS_EN).encode(),
    }
    reading, _ = fetched(store, workers, answers, "file:///lists/a.opml", reaches_out=True)
    assert reading.article_ids == ["chess-en"]
    assert [problem.source for problem in reading.problems] == ["http://[bad"]


def test_a_list_found_in_a_folder_never_reaches_out_to_the_network(store: SqlStore, workers: Workers) -> None:
    answers = {
        "file:///lists/a.opml": opml("https://a.example/x.jsonl", "near.jsonl"),
        "file:///lists/near.jsonl": json.dumps(CHESS_EN).encode(),
    }
    reading, asked = fetched(store, workers, answers, "file:///lists/a.opml", reaches_out=False)
    assert asked == ["file:///lists/a.opml", "file:///lists/near.jsonl"]
    assert "passed over 1 feed" in reading.problems[0].reason


def test_a_list_from_the_network_never_leads_to_files_of_this_machine(store: SqlStore, workers: Workers) -> None:
    answers = {
        "https://a.example/list.opml": opml("file:///etc/passwd", "ftp://a.example/x", "https://a.example/x.jsonl")
    }
    _, asked = fetched(store, workers, answers, "https://a.example/list.opml", reaches_out=True)
    assert asked == ["https://a.example/list.opml", "https://a.example/x.jsonl"]


class Counting:
    """An encoder that writes down what it encoded."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder, self.name, self.usual = encoder, encoder.name, encoder.usual
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return self.encoder.encode(texts)


def test_an_article_is_encoded_once_however_often_it_is_grouped_and_told(
    store: SqlStore, workers: Workers, encoder: Encoder, tmp_path: Path
) -> None:
    counting = Counting(encoder)
    reading = read_all(store, workers, rows_file(tmp_path, "a.jsonl", BRIDGE_EN))
    digest_of(store, counting, reading, "en")
    read_all(store, workers, rows_file(tmp_path, "b.jsonl", BRIDGE_DE))
    digest_of(store, counting, reading, "en")
    start = f"{BRIDGE_EN['title']}\n"  # with the lead after it; compose encodes titles alone, too
    assert sum(text.startswith(start) for text in counting.texts) == 1


def test_the_work_reports_how_far_it_is(store: SqlStore, workers: Workers, encoder: Encoder, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []

    def report(what: str, done: int, total: int) -> None:
        seen.append((what, done, total))

    address = [(rows_file(tmp_path, "a.jsonl", BRIDGE_EN, CHESS_EN), True)]
    reading = asyncio.run(read(address, fetcher=FileFetcher(), workers=workers, store=store, now=NOW, report=report))
    group_articles(store=store, encoder=encoder, report=report)
    subscription = Subscription(feeds=tuple(reading.feeds), language="en")
    compose(subscription, window=EVER, desk=desk(store, encoder, report))
    assert {what for what, _, _ in seen} == {"fetching", "reading", "encoding", "grouping", "summarising"}
    assert all(0 <= done <= total for _, done, total in seen)

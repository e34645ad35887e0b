"""Example digests: invented news in invented newspapers, with every sentence at its true place in its article."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from digests.models import Article, Digest, DigestItem, Ranking, Sentence, Story, Summary

UNTIL = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
SINCE = UNTIL - timedelta(days=1)


def an_article(
    title: str,
    *sentences: str,
    source: str,
    language: str = "en",
    url: str | None = "",
    hours_ago: float | None = 5,
) -> Article:
    """An article whose text is the sentences; `url=""` makes one up, `hours_ago=None` leaves it without a date."""
    slug = f"{source}-{title}".lower().replace(" ", "-")
    return Article(
        id=slug,
        feed_url=f"https://{source.lower().replace(' ', '-')}.example/feed",
        url=f"https://{source.lower().replace(' ', '-')}.example/{len(title)}-{language}" if url == "" else url,
        title=title,
        text=" ".join(sentences),
        language=language,
        published_at=None if hours_ago is None else UNTIL - timedelta(hours=hours_ago),
        fetched_at=UNTIL,
        source=source,
        publisher=source.casefold(),
    )


def a_sentence(article: Article, text: str) -> Sentence:
    start = article.text.index(text)
    return Sentence(article_id=article.id, start=start, end=start + len(text), text=text)


def an_item(
    story_id: str,
    articles: Sequence[Article],
    *,
    quotes: Sequence[tuple[int, str]] = (),
    headline: str | None = None,
    language: str | None = None,
    score: float = 1.0,
    topic: str | None = None,
    is_single: bool = False,
    is_update: bool = False,
) -> DigestItem:
    """A story of these articles; `quotes` are (place of the article, sentence); the headline is the first title."""
    return DigestItem(
        story=Story(
            id=story_id,
            article_ids=tuple(article.id for article in articles),
            first_seen_at=min(article.dated_at for article in articles),
            last_seen_at=max(article.dated_at for article in articles),
        ),
        articles=tuple(articles),
        summary=Summary(
            story_id=story_id,
            language=language or articles[0].language,
            headline=articles[0].title if headline is None else headline,
            sentences=tuple(a_sentence(articles[place], text) for place, text in quotes),
            method="example",
        ),
        ranking=Ranking(
            publishers=len({article.publisher for article in articles}),
            languages=len({article.language for article in articles}),
            age=UNTIL - max(article.dated_at for article in articles),
            joined=0,
            topic=0.0,
            score=score,
        ),
        topic=topic,
        is_single=is_single,
        is_update=is_update,
    )


def a_digest(*items: DigestItem, language: str = "en", since: datetime | None = SINCE) -> Digest:
    return Digest(language=language, since=since, until=UNTIL, items=items)


def one_story_of(title: str, sentence: str = "It rained.", *, source: str = "Post", language: str = "en") -> Digest:
    """The smallest digest with this text in it, for a reader of the same language."""
    article = an_article(title, sentence, source=source, language=language, url="https://post.example/1")
    return a_digest(an_item("a1b2", [article], quotes=[(0, sentence)]), language=language)


def many_stories(count: int) -> Digest:
    """Usual stories: two articles each, and a sentence of both."""
    sentence = "The council of the harbour town voted on Tuesday for a plan that had been argued over for nine years. "
    items = []
    for number in range(count):
        articles = [
            an_article(
                f"Council of harbour town votes for plan number {number} after years",
                sentence * 2,
                source=f"Post {place}",
                url=f"https://post{place}.example/2026/11/21/council-of-harbour-town-votes-for-plan-number-{number}",
            )
            for place in range(2)
        ]
        items.append(an_item(f"abc{number}", articles, quotes=[(0, sentence.strip()), (1, sentence.strip())]))
    return a_digest(*items)


def night_train() -> DigestItem:
    """A story in three languages, with sentences in English."""
    return an_item(
        "k7qm",
        [
            an_article(
                "Ministers agree on a night train from Lisbon to Warsaw",
                "The first train is to leave in May.",
                "Eleven operators will share the sleeping cars.",
                source="The Harbour Post",
                hours_ago=9,
            ),
            an_article(
                "Lisbon–Warsaw sleeper gets its timetable",
                "Passengers will cross six countries in thirty-one hours without changing, and tickets go on sale in "
                "February at prices that the operators call “comparable to a cheap flight with a suitcase”.",
                source="Northern Courier",
                hours_ago=7,
            ),
            an_article(
                "Un train de nuit reliera Lisbonne à Varsovie", "Il partira en mai.", source="La Gazette du Rail",
                language="fr", hours_ago=6.5,
            ),
            an_article(
                "Nachtzug von Lissabon nach Warschau beschlossen", "Im Mai geht es los.", source="Mainufer-Zeitung",
                language="de", hours_ago=6,
            ),
            an_article(
                "Trem noturno ligará Lisboa a Varsóvia", "Parte em maio.", source="Diário do Cais", language="pt",
                hours_ago=None,
            ),
        ],
        quotes=[
            (0, "The first train is to leave in May."),
            (
                1,
                "Passengers will cross six countries in thirty-one hours without changing, and tickets go on sale in "
                "February at prices that the operators call “comparable to a cheap flight with a suitcase”.",
            ),
        ],
        score=4.25,
    )  # fmt: skip


def flood_in_german() -> DigestItem:
    """A story that only German articles tell."""
    return an_item(
        "w3xd",
        [
            an_article(
                "Hochwasser an der Lahn: Drei Brücken gesperrt",
                "Der Pegel stieg in der Nacht um zwei Meter.",
                source="Mainufer-Zeitung",
                language="de",
            ),
            an_article(
                "Lahn tritt über die Ufer",
                "„Wir haben die Keller noch rechtzeitig geräumt“, sagte die Bürgermeisterin.",
                source="Talbote",
                language="de",
                hours_ago=3,
            ),
        ],
        quotes=[
            (0, "Der Pegel stieg in der Nacht um zwei Meter."),
            (1, "„Wir haben die Keller noch rechtzeitig geräumt“, sagte die Bürgermeisterin."),
        ],
        score=2.5,
    )


def vaccine_in_french() -> DigestItem:
    return an_item(
        "p9ra",
        [
            an_article(
                "Un vaccin contre le paludisme arrive dans douze pays",
                "Les premières doses seront livrées avant la saison des pluies.",
                "« C’est l’attente de toute une génération », souligne une infirmière de Bobo.",
                source="Le Méridien",
                language="fr",
            ),
            an_article(
                "Malaria vaccine to reach twelve countries", "Deliveries start in spring.", source="Northern Courier"
            ),
        ],
        quotes=[
            (0, "Les premières doses seront livrées avant la saison des pluies."),
            (0, "« C’est l’attente de toute une génération », souligne une infirmière de Bobo."),
        ],
        score=1.75,
    )


def harvest_in_arabic() -> DigestItem:
    return an_item(
        "m4ze",
        [
            an_article(
                "موسم زيتون وفير بعد ثلاث سنوات من الجفاف",
                "قال المزارعون إن المحصول تضاعف هذا العام مقارنة بالعام الماضي.",
                source="صحيفة الميناء",
                language="ar",
            ),
            an_article(
                "Olive harvest doubles after years of drought", "Farmers speak of a gift.", source="The Harbour Post"
            ),
        ],
        quotes=[(0, "قال المزارعون إن المحصول تضاعف هذا العام مقارنة بالعام الماضي.")],
        score=1.5,
    )


def strike_without_sentences() -> DigestItem:
    """A headline alone, from an article without an address."""
    return an_item(
        "t2hb", [an_article("Port workers end their strike", source="The Harbour Post", url=None, hours_ago=None)]
    )


def example_digest(language: str = "en") -> Digest:
    return a_digest(
        night_train(),
        flood_in_german(),
        vaccine_in_french(),
        harvest_in_arabic(),
        strike_without_sentences(),
        language=language,
    )

"""A channel with a digest, some stories in five languages, and people who ask for things there. All is invented.

desk.ask("story", id="k7qm", language="fr")  # as a reader, through `Core`, with what follows the acknowledgement
desk.posted("m1")  # a digest of its stories that stands in the channel as this message
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.chats.console_chat import ConsoleChat
from bot.commands.answers import Answer
from bot.commands.asked import Room
from bot.commands.calls import Call, Person, Place
from bot.commands.dispatch import Core
from digests.adapters.store import Database
from digests.choosing import Desk
from digests.deliveries import delivered
from digests.errors import FetchFailed
from digests.looking import digest_now
from digests.models import Answer as Fetched
from digests.models import Article, Digest, Feed, FollowedFeed, Story, Subscription
from digests.ports import Fetcher, Workers
from digests.posting import post_asked
from digests.postings import Message, Posting, Subscriber
from digests.schedules import subscribed
from digests.searching import Searcher
from tests.digests.posted import Words

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)

FEEDS = {
    "en": Feed(url="https://herald.example/rss", title="Lindmark Herald", language="en"),
    "fr": Feed(url="https://courrier.example/rss", title="Courrier du Port", language="fr"),
    "de": Feed(url="https://tagblatt.example/rss", title="Kellerauer Tagblatt", language="de"),
    "it": Feed(url="https://gazzetta.example/rss", title="Gazzetta del Molo", language="it"),
    "es": Feed(url="https://diario.example/rss", title="Diario del Faro", language="es"),
}
ELSEWHERE = Feed(url="https://elsewhere.example/rss", title="Elsewhere", language="en")  # no feed of the channel
CHANNEL = Place(chat="console", address="news", workspace="w1", language="en")
WISH = Subscription(
    feeds=tuple(feed.url for feed in FEEDS.values()),
    language="en",
    timezone="Europe/Paris",
    managers=("mia",),
)

TRAIN, FLOOD, MUSEUM, ECLIPSE, OLD, FOREIGN = "k7qm", "f2dd", "m3sm", "c5pz", "b8ld", "x9wy"
# Story: (language, hours before NOW, title, text) of each article.
NEWS: Mapping[str, tuple[tuple[str, float, str, str], ...]] = {
    TRAIN: (
        (
            "en",
            9,
            "Night train to Port Avery returns in May",
            "The night train from Lindmark to Port Avery will run again from 3 May. The ministry pays 40 million euros "
            "for new sleeping cars. Tickets go on sale in January.",
        ),
        (
            "fr",
            8,
            "Le train de nuit de Port Avery revient en mai",
            "Le train de nuit entre Lindmark et Port Avery circulera de nouveau à partir du 3 mai. Le ministère "
            "finance les voitures-lits à hauteur de 40 millions d’euros. Les billets seront vendus dès janvier.",
        ),
        (
            "de",
            7,
            "Nachtzug nach Port Avery fährt ab Mai wieder",
            "Der Nachtzug von Lindmark nach Port Avery fährt ab dem 3. Mai wieder. Das Ministerium zahlt 40 Millionen "
            "Euro für neue Schlafwagen. Fahrkarten gibt es ab Januar.",
        ),
        (
            "it",
            5,
            "Torna a maggio il treno notturno per Port Avery",
            "Il treno notturno tra Lindmark e Port Avery tornerà a circolare dal 3 maggio. Il ministero paga 40 "
            "milioni di euro per le nuove carrozze letto. I biglietti saranno in vendita da gennaio.",
        ),
        (
            "es",
            3,
            "El tren nocturno a Port Avery vuelve en mayo",
            "El tren nocturno entre Lindmark y Port Avery volverá a circular a partir del 3 de mayo. El ministerio "
            "paga 40 millones de euros por los nuevos coches cama. Los billetes se venderán desde enero.",
        ),
    ),
    FLOOD: (
        (
            "de",
            20,
            "Hochwasser in Kellerau sperrt zwei Brücken",
            "Das Hochwasser der Linde hat in Kellerau zwei Brücken gesperrt. Die Feuerwehr brachte 120 Menschen in "
            "Sicherheit. Der Pegel soll am Montag sinken.",
        ),
    ),
    MUSEUM: (
        (
            "en",
            6,
            "Sundhavn museum shows the lost harbour maps",
            "The museum of Sundhavn shows 60 harbour maps that were thought lost. A teacher found the maps in a school "
            "cellar in Port Avery. The exhibition is open until March.",
        ),
        (
            "fr",
            4,
            "Le musée de Sundhavn expose les cartes retrouvées",
            "Le musée de Sundhavn expose 60 cartes du port que l’on croyait perdues. Un enseignant les a retrouvées "
            "dans la cave d’une école de Port Avery. L’exposition est ouverte jusqu’en mars.",
        ),
    ),
    ECLIPSE: (
        (
            "es",
            2,
            "El eclipse llenó las playas de Faro Blanco",
            "El eclipse de sol reunió a 9.000 personas en las playas de Faro Blanco. Los hoteles del cabo estaban "
            "llenos desde hace un año. El próximo eclipse llegará en 2028.",
        ),
        (
            "it",
            1.5,
            "L’eclissi riempie le spiagge di Faro Blanco",
            "L’eclissi di sole ha portato 9.000 persone sulle spiagge di Faro Blanco. Gli alberghi del capo erano "
            "pieni da un anno. La prossima eclissi arriverà nel 2028.",
        ),
    ),
    OLD: (
        (
            "en",
            24 * 6,
            "Lindmark chooses Ana Rossi as mayor",
            "Lindmark has chosen Ana Rossi as its mayor with 54 percent of the votes. The former engineer begins in "
            "January. The council keeps its majority.",
        ),
        (
            "fr",
            24 * 6 - 1,
            "Lindmark élit Ana Rossi maire de la ville",
            "Lindmark a élu Ana Rossi maire de la ville avec 54 % des voix. L’ancienne ingénieure entre en fonction en "
            "janvier. Le conseil garde sa majorité.",
        ),
    ),
    FOREIGN: (
        (
            "xx",
            5,
            "A story that only others read",
            "The county of Elsewhere opened its new library on Friday. The library holds 20,000 books.",
        ),
    ),
}


def articles_of(name: str) -> list[Article]:
    """Return the articles of a story, oldest first; their ids are "k7qm-en" and the like."""
    return [
        an_article(f"{name}-{language}", language, NOW - hours * HOUR, title, text)
        for language, hours, title, text in NEWS[name]
    ]


def an_article(name: str, language: str, at: datetime, title: str, text: str) -> Article:
    feed = FEEDS.get(language, ELSEWHERE)
    host = feed.url.split("/")[2]
    return Article(
        id=name,
        feed_url=feed.url,
        url=f"https://{host}/{name}",
        title=title,
        text=text,
        language=feed.language or "en",
        published_at=at,
        fetched_at=at,
        source=feed.title,
        publisher=host,
    )


def keep(database: Database, stories: Mapping[str, list[Article]]) -> None:
    """Keep articles as grouping would have left them."""
    database.store.save_articles(article for articles in stories.values() for article in articles)
    database.store.save_grouping(
        [
            Story(
                id=name,
                article_ids=tuple(article.id for article in articles),
                first_seen_at=articles[0].dated_at,
                last_seen_at=articles[-1].dated_at,
            )
            for name, articles in stories.items()
        ],
        founders={name: articles[0].id for name, articles in stories.items()},
        placements=[],
        aliases={},
        profiles={},
        profiled_as="test",
        since=NOW,
    )


def fill(database: Database) -> None:
    """Keep the feeds and all the news, and subscribe the channel."""
    feeds = [*FEEDS.values(), ELSEWHERE]
    database.store.save_followed(
        FollowedFeed(feed=feed, location=feed.url, followed_at=NOW - 240 * HOUR, next_fetch_at=NOW + HOUR)
        for feed in feeds
    )
    keep(database, {name: articles_of(name) for name in NEWS})
    subscriber = subscribed(
        subscriber_id="d7gs", chat=CHANNEL.chat, address=CHANNEL.address, subscription=WISH, now=NOW - 48 * HOUR
    )
    assert database.ledger.save_subscribers([(subscriber, ())]) == {"d7gs"}


class NoNetwork:
    """A door to the network behind which there is nothing."""

    async def fetch(self, url: str, **_: Any) -> Fetched:
        raise FetchFailed(url, "the network is not there")

    async def robots_allow(self, url: str) -> bool:
        return False


class InParts(ConsoleChat):
    """A chat that spreads the stories of a digest over so many messages."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
        """Return that many messages, the first stories in the first."""
        [whole] = super().messages(digest, subscription, is_late=is_late)
        size = -(-len(whole.tells) // self._count)
        return [
            Message(payload=whole.payload, tells=whole.tells[part * size : (part + 1) * size])
            for part in range(self._count)
        ]


MIA = Person(id="mia", workspace="w1")  # whom the digest names as a manager
ADA = Person(id="ada", workspace="w1", is_admin=True)  # whom the platform lets manage the channel
RIA = Person(id="ria", workspace="w1")  # a reader
STRANGER = Person(id="sam", workspace="w2")


@dataclass(kw_only=True)
class Newsdesk:
    """The channel, to be asked."""

    database: Database
    workers: Workers
    fetcher: Fetcher = field(default_factory=NoNetwork)
    encoder: Words = field(default_factory=Words)
    now: datetime = NOW

    def __post_init__(self) -> None:
        self._ids = count()
        self.open()

    def open(self) -> None:
        """Begin anew, as after a restart."""
        store = self.database.store
        desk = Desk(store=store, encoder=self.encoder, sentence_encoder=self.encoder)
        self.room = Room(
            desk=desk,
            ledger=self.database.ledger,
            readership=self.database.readership,
            archive=self.database.archive,
            searcher=Searcher(desk=desk, archive=self.database.archive),
            fetcher=self.fetcher,
            workers=self.workers,
            chats={"console": ConsoleChat()},
            computing=asyncio.Semaphore(1),
        )
        self.core = Core(self.room)

    def ask(
        self,
        command: str,
        person: Person = RIA,
        place: Place = CHANNEL,
        *,
        language: str | None = None,
        on: str | None = None,
        **options: Any,
    ) -> Answer:
        """Return the last answer to a command; `language` is the locale of the person, not an option."""
        return self.answers(command, person, place, language=language, on=on, **options)[-1]

    def answers(
        self,
        command: str,
        person: Person = RIA,
        place: Place = CHANNEL,
        *,
        language: str | None = None,
        on: str | None = None,
        **options: Any,
    ) -> list[Answer]:
        """Return the answer at once and, where there is one, the one that follows.

        `on` is the message that it is asked on; `language_` is an option.
        """
        call = Call(
            id=f"i{next(self._ids)}",
            person=Person(
                id=person.id,
                workspace=person.workspace,
                language=language or person.language,
                is_admin=person.is_admin,
            ),
            place=place,
            command=command,
            options={name.removesuffix("_"): value for name, value in options.items()},
            message=on,
            at=self.now,
        )
        return asyncio.run(self._answers(call))

    async def _answers(self, call: Call) -> list[Answer]:
        answer = await self.core.answer(call)
        assert answer is not None
        return [answer, await answer.then()] if answer.then else [answer]

    def posted(self, *message_ids: str, subscriber: Subscriber | None = None) -> Posting:
        """Return a digest of the last day as it stands in the channel, or in another: as these messages, or as "m1"."""
        to, ledger, names = subscriber or self.subscriber, self.database.ledger, message_ids or ("m1",)
        digest = digest_now(to.subscription, last=24 * HOUR, now=self.now, desk=self.room.desk)
        posting = post_asked(to, digest, chat=InParts(len(names)), ledger=ledger, now=self.now)
        assert posting is not None
        parts = [one for one in ledger.deliveries(to.id) if one.posting_id == posting.id]
        for part, name in zip(parts, names, strict=True):
            assert ledger.change_delivery(part, delivered(part, name, self.now))
        return posting

    @property
    def subscriber(self) -> Subscriber:
        """The digest of the channel as it is kept now."""
        [subscriber] = self.database.ledger.subscribers_in(CHANNEL.chat, CHANNEL.address)
        return subscriber


def words_of(answer: Answer) -> str:
    """Return all text of an answer, a line each: for tests of what is said, not of how it looks."""
    lines = [answer.headline, *answer.notes]
    for line in answer.lines:
        lines += [line.text, *line.notes]
    for item in answer.stories:
        lines += [f"[{item.id}] {item.headline}", *item.notes, item.quote]
    for section in answer.sections:
        lines.append(section.heading)
        for line in section.lines:
            lines += [line.text, *line.notes]
    lines += [f"({button.label}: {button.command} {button.arguments})" for button in answer.buttons]
    return "\n".join(line for line in lines if line)

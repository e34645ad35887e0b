"""A press to be tested: invented news, a chat of headlines, subscribers and slots in a real database."""

import json
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from digests.choosing import Desk
from digests.models import Article, Digest, Feed, FollowedFeed, Story, Subscription
from digests.ports import Store, Vector, Vectors
from digests.posting import Posted, Press
from digests.posting_ports import Ledger
from digests.postings import Delivery, Message, Notice, Slot, Subscriber
from tests.digests.examples import NOON, an_article

HOUR = timedelta(hours=1)
FEED = Feed(url="https://news.example/rss", title="News")
FOLLOWED = FollowedFeed(feed=FEED, location=FEED.url, followed_at=NOON, next_fetch_at=NOON)
WISH = Subscription(feeds=(FEED.url,), language="en", min_publishers=1)


class Words:
    """An encoder for which texts are alike that have words in common; it counts the texts that it is given."""

    name = "words"

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.before: Callable[[], None] = lambda: None  # what happens when it is asked

    @property
    def usual(self) -> Vector:
        return np.zeros(64, np.float32)

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.before()
        self.texts += texts
        rows = np.zeros((len(texts), 64), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.casefold()) or [" "]:
                row[zlib.crc32(word.encode()) % 64] += 1
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


class PaperChat:
    """A chat whose messages are JSON: one with the headlines of a digest, one with its sentences."""

    def __init__(self, name: str = "paper") -> None:
        self.name = name
        self.keeps_nonces_for = timedelta(0)
        self.rendered = 0
        self.poison: str | None = None  # what breaks the rendering of a headline

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
        self.rendered += 1
        headlines = [item.summary.headline for item in digest.items]
        if self.poison is not None and any(self.poison in headline for headline in headlines):
            raise ValueError("this headline breaks us")
        sentences = [sentence.text for item in digest.items for sentence in item.summary.sentences]
        head = {"headlines": headlines, "late": is_late, "ui": digest.ui_language, "mention": subscription.mention}
        tells = tuple(item.story.id for item in digest.items)
        parts = [json.dumps(part, ensure_ascii=False) for part in (head, sentences)]
        return [Message(payload=parts[0], tells=tells), Message(payload=parts[1], tells=())]

    def notice(self, notice: Notice, subscription: Subscription) -> str:
        return notice.key

    async def send(
        self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
    ) -> str:
        return nonce

    async def find(self, address: str, nonce: str, since: datetime) -> str | None:
        return None


@dataclass(kw_only=True)
class House:
    """A press with all that it works with, and shorter words for what tests ask of it."""

    store: Store
    ledger: Ledger
    encoder: Words
    chat: PaperChat

    def __post_init__(self) -> None:
        self.store.save_followed([FOLLOWED])
        self.press = self.another_press(self.chat)

    def another_press(self, *chats: PaperChat) -> Press:
        desk = Desk(store=self.store, encoder=self.encoder, sentence_encoder=self.encoder)
        return Press(desk=desk, ledger=self.ledger, chats={chat.name: chat for chat in chats})

    def keep(self, *articles: Article) -> None:
        """Keep articles as grouping would have left them: those with the same headline are a story."""
        self.store.save_articles(articles)
        titles = list(dict.fromkeys(article.title for article in articles))
        stories = [a_story([article for article in articles if article.title == title]) for title in titles]
        self.store.save_grouping(
            stories,
            founders={story.id: story.article_ids[0] for story in stories},
            placements=[],
            aliases={},
            profiles={},
            profiled_as="test",
            since=NOON,
        )

    def subscribe(self, name: str = "aaaa", wish: Subscription = WISH, *, chat: str = "paper") -> Subscriber:
        return self.subscribe_all([(name, wish)], chat=chat)[0]

    def subscribe_all(self, wishes: Iterable[tuple[str, Subscription]], *, chat: str = "paper") -> list[Subscriber]:
        made = [
            Subscriber(
                id=name,
                chat=chat,
                address=f"#{name}",
                subscription=wish,
                created_at=NOON,
                decided_until=NOON,
                next_due_at=None,
            )
            for name, wish in wishes
        ]
        assert self.ledger.save_subscribers([(subscriber, []) for subscriber in made]) == {each.id for each in made}
        return made

    def plan(self, due_at: datetime, *names: str, is_late: bool = False) -> None:
        """Plan a slot of each of these subscribers, or of all."""
        self.ledger.save_subscribers(
            (each, [a_slot(each.id, due_at, is_late=is_late)]) for each in self.ledger.subscribers(names or None)
        )

    def post(self, due_at: datetime, *names: str) -> Posted:
        self.plan(due_at, *names)
        return self.press.post_due(due_at)

    def deliveries(self, name: str = "aaaa") -> list[Delivery]:
        return self.ledger.deliveries(name)

    def headlines(self, name: str = "aaaa") -> list[list[str]]:
        """Return the headlines of each digest of a subscriber, the newest digest first."""
        return [json.loads(each.payload)["headlines"] for each in self.deliveries(name) if each.part == 0]

    def fates(self, name: str = "aaaa") -> list[str]:
        return [slot.fate.value for slot in self.ledger.slots(name, (NOON - 90 * 24 * HOUR).date())]


def a_slot(name: str, due_at: datetime, *, is_late: bool = False) -> Slot:
    return Slot(
        subscriber_id=name, date=due_at.date(), time=due_at.time().replace(tzinfo=None), due_at=due_at, is_late=is_late
    )


def a_story(articles: Sequence[Article]) -> Story:
    return Story(
        id=articles[0].title.split()[0].lower(),
        article_ids=tuple(article.id for article in articles),
        first_seen_at=articles[0].dated_at,
        last_seen_at=articles[-1].dated_at,
    )


TEXTS = {
    "Bridge at Kellerau closes": "The stone bridge at Kellerau will close for two years, the county said on Monday.",
    "Chess title for Solano": "Mira Solano won the chess title in Port Avery on Thursday with nine points of ten.",
    "Ferry returns in April": "The night ferry from Port Avery to Sundhavn will sail again in April after its refit.",
}
BRIDGE, CHESS, FERRY = TEXTS


def news(title: str, *, hours: float = -2, source: str = "Herald", text: str = "", language: str = "en") -> Article:
    """Return an article, by default of two hours before noon."""
    return an_article(
        f"{title.split(maxsplit=1)[0]}-{source}-{hours}-{language}",
        at=NOON + hours * HOUR,
        title=title,
        text=text or TEXTS.get(title, f"{title}, says a report of the county of Lindmark on Monday."),
        source=source,
        language=language,
    )

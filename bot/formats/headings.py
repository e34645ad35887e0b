"""What stands above a digest in any chat. Pure.

title(digest, "Europe/Paris", texts)   # "News digest · November 21, 2026"
counts(digest, texts)                  # "8 stories from 61 articles", on one line wherever it stands
"""

from zoneinfo import ZoneInfo

from bot.texts import Texts
from digests.models import Digest

NO_BREAK = "\u00a0"


def title(digest: Digest, timezone: str, texts: Texts) -> str:
    """Return what a digest is called: everybody sees the same, so the day is that of the subscription's zone."""
    until = digest.until.astimezone(ZoneInfo(timezone))
    kind = texts.say("note-title") if digest.is_note else texts.say("digest-title")
    return f"{kind} · {texts.date_range(until, until)}"


def counts(digest: Digest, texts: Texts) -> str:
    """Return how many stories it has from how many articles, as a whole: it is not to be parted between two lines."""
    articles = sum(len(item.articles) for item in digest.items)
    return texts.say("counts", stories=len(digest.items), articles=articles).replace(" ", NO_BREAK)

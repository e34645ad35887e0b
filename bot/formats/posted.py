"""What is posted to a subscription, as plain text: its digests and the bot's notices, in its words and its zone. Pure.

digest_text(digest, subscription, is_late=False)   # "News digest · Nov 20 – 21, 2026 · 2 stories from 9 articles\n…"
"""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.formats.plain import as_text
from bot.formats.typography import harmless
from bot.texts import texts_for
from digests.models import Digest, Subscription
from digests.postings import Notice


def digest_text(digest: Digest, subscription: Subscription, *, is_late: bool) -> str:
    """The digest as plain text, in the words and the time zone of the subscription."""
    worded = replace(digest, ui_language=subscription.ui_language or subscription.language)
    return as_text(worded, zone=ZoneInfo(subscription.timezone), is_late=is_late)


def notice_text(notice: Notice, subscription: Subscription) -> str:
    """The notice as a sentence on one line, in the subscription's `ui_language`."""
    return harmless(texts_for(subscription.ui_language or subscription.language).say(notice.key, **notice.arguments))

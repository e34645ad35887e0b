"""Which addresses a reader is given: only those of the web, and the best one of a story. Pure.

>>> web_address("javascript:alert(1)") is None
True
"""

import re

from bot.texts import primary_subtag
from digests.models import Article, DigestItem

# Letters beyond ASCII and an apostrophe are met in real addresses; spaces, controls, brackets and double quotes would
# end the address early where a terminal or a mail program looks for it.
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\"<>\\`\x7f-\xa0]+", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\ud800-\udfff]")


def web_address(url: str | None) -> str | None:
    """The address if it is http or https and holds nothing that breaks out of a line or hides; else None."""
    if url and _WEB_ADDRESS.fullmatch(url) and not _UNSEEN.search(url):
        return url
    return None


def best_link(item: DigestItem) -> str | None:
    """Where to read on: the article of the headline, else one quoted, else one in the summary's language, else any.

    None where no article has an address.
    """
    quoted = {sentence.article_id for sentence in item.summary.sentences}
    language = primary_subtag(item.summary.language)

    def nearness(article: Article) -> tuple[bool, bool, bool]:
        return (
            article.title == item.summary.headline,
            article.id in quoted,
            primary_subtag(article.language) == language,
        )

    linked = [article for article in item.articles if web_address(article.url)]
    return max(linked, key=nearness).url if linked else None  # of equals max takes the first, which is the oldest

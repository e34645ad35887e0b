"""Which languages a digest can be read in, and what each calls itself. Pure.

offered(digest)   # [("Français", "fr"), ("Deutsch", "de")]
"""

from collections import Counter
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError

from bot.texts import primary_subtag
from digests.languages import same_language
from digests.models import UNDETERMINED, Digest

MAX_TAG = 35  # characters of a language tag (RFC 5646 section 4.4.1)


def offered(digest: Digest) -> list[tuple[str, str]]:
    """Return the languages that a digest's stories are told in beside its own, the most used first: names and tags."""
    count = Counter(language for item in digest.items for language in item.languages)
    named = dict[str, str]()
    for language in sorted(count, key=lambda language: (-count[language], language)):
        if not any(same_language(language, other) for other in (digest.language, *named)) and _own_name(language):
            named[language] = _own_name(language)
    return [(name, language) for language, name in named.items()]


@lru_cache(maxsize=256)
def _own_name(tag: str) -> str:
    """Return what a language calls itself: "Français"; empty for what is no language, or none that CLDR knows."""
    if len(tag) > MAX_TAG or primary_subtag(tag) == UNDETERMINED:
        return ""
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return ""
    name = locale.get_display_name() or ""
    return name[:1].upper() + name[1:]

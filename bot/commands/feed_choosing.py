"""Which of a digest's sources a person means by what they type.

In: the sources, and an address, a host, a site or a title. Out: one of them; Refusal for none or several.

    meant("herald.example", sources, asked.texts.locale)
"""

from collections.abc import Sequence
from difflib import get_close_matches
from urllib.parse import urlsplit

from babel import Locale
from babel.lists import format_list

from bot.commands.answers import Refusal
from bot.commands.feed_words import public_address
from digests.errors import BadRequest
from digests.following import address_of
from digests.links import host_of
from digests.models import FollowedFeed

NAMED = 5  # sources that a refusal names
MAX_TYPED = 100  # characters of what was typed that are said again


def meant(typed: str, sources: Sequence[FollowedFeed], locale: Locale) -> FollowedFeed:
    """Return the source that is meant: by its address, else its title, else its site or host."""
    address = _address(typed)
    ways = (
        lambda one: not {typed, address}.isdisjoint((one.feed.url, one.location)),
        lambda one: one.feed.title.casefold() == typed.casefold(),
        lambda one: _same_page(one.feed.site_url, address),
        lambda one: _is_of_host(one, address),
    )
    for is_meant in ways:
        found = [one for one in sources if is_meant(one)]
        if len(found) == 1:
            return found[0]
        if found:
            names = [public_address(one) or one.feed.title for one in found[:NAMED]]
            raise Refusal("feed-which", typed=typed[:MAX_TYPED], feeds=format_list(names, locale=locale))
    raise _unknown(typed, sources)


def _unknown(typed: str, sources: Sequence[FollowedFeed]) -> Refusal:
    names = {name.casefold(): one for one in reversed(sources) for name in (host_of(one.location), *_titles(one))}
    wanted = typed.casefold()[:MAX_TYPED]
    near = next((name for name in names if wanted in name), None) or next(
        iter(get_close_matches(wanted, names, n=1)), None
    )
    if near:
        return Refusal("feed-not-here-but", typed=typed[:MAX_TYPED], near=names[near].feed.title)
    return Refusal("feed-not-here", typed=typed[:MAX_TYPED])


def _titles(one: FollowedFeed) -> Sequence[str]:
    """Return the title, and each word of it."""
    return (one.feed.title, *one.feed.title.split())


def _address(typed: str) -> str:
    try:
        return address_of(typed)
    except BadRequest:
        return typed


def _same_page(site: str | None, address: str) -> bool:
    return site is not None and site.rstrip("/") == address.rstrip("/")


def _is_of_host(one: FollowedFeed, address: str) -> bool:
    """Return whether the address is a bare host, and the feed or its site is of it."""
    host = host_of(address)
    if not host or urlsplit(address).path.strip("/") or urlsplit(address).query:
        return False
    return any(f".{host_of(url)}".endswith(f".{host}") for url in (one.location, one.feed.url, one.feed.site_url))

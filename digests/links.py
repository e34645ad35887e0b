"""Addresses: which of them is the article's own, whose it is, and how it looks in a log.

In: addresses as feeds and pages give them, texts with addresses in them. Out: strings. Pure.

>>> publisher_of(["https://feeds.example.com/rss", None], "The Paper")
'example.com'
>>> without_secrets("GET https://me:pass@paper.example/feed?key=1a2b failed")
'GET https://paper.example/feed?key=… failed'
"""

import ipaddress
import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

MAX_HOST_CHARACTERS = 253  # RFC 1035 section 2.3.4

# Parameters that say where a reader came from, and never which article is meant.
_TRACKING = re.compile(
    r"utm_\w+|at_\w+|wt_\w+|ns_\w+|pk_(?:campaign|kwd|source|medium|content)|mtm_\w+|hsa_\w+|mc_[ce]id|_hs(?:enc|mi)"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|s_cid|vero_id|mkt_tok"
    r"|xtor|cmpid?|cmp|ref_src|ref_url|ocid|ito|smid|smtyp|srnd|soc_src|soc_trk|taid|sc_campaign|sc_cid|icid|ncid"
    r"|__twitter_impression|guccounter|guce_referrer(?:_sig)?|oly_(?:anon|enc)_id|__s|_openstat|wickedid|spm|rss_id",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}
# Letters that the standard library's IDNA 2003 would make others of than browsers do (UTS 46 section 7).
_DEVIATIONS = frozenset("ßς\u200c\u200d")

# Their subdomains are publishers of their own. The public suffix list knows many more, but not these.
_SHARED_HOSTS = frozenset(
    "ameblo.jp beehiiv.com blog.jp bandcamp.com buttondown.email canalblog.com fc2.com ghost.io hashnode.dev "
    "hypotheses.org jimdofree.com libsyn.com livejournal.com medium.com micro.blog neocities.org over-blog.com "
    "podbean.com podigee.io seesaa.net squarespace.com strikingly.com substack.com tumblr.com typepad.com weebly.com "
    "wordpress.com write.as".split()
)
# Others speak here, by redirection or under an account: whose article it is, the address does not tell.
_STAND_INS = frozenset(
    "feedburner.com feedproxy.google.com news.google.com www.google.com news.yahoo.com ampproject.org feed43.com "
    "fetchrss.com morss.it politepaul.com rss.app rsshub.app rss-bridge.org "
    "kill-the-newsletter.com archive.org bit.ly buff.ly dlvr.it goo.gl ift.tt is.gd lnkd.in ow.ly t.co tinyurl.com "
    "trib.al bsky.app dailymotion.com facebook.com flipboard.com github.com gitlab.com instagram.com linkedin.com "
    "patreon.com reddit.com soundcloud.com t.me telegram.me threads.net tiktok.com twitter.com vimeo.com x.com "
    "youtube.com".split()
)
# What a cache's path says of the page it keeps: cdn.ampproject.org/c/s/paper.example/…, google.com/amp/s/paper.example/
_CACHED = re.compile(r"/(?:amp|[civ]|wp)/(?:s/)?([\w-]+(?:\.[\w-]+)+)/", re.ASCII)
_CACHES = ("ampproject.org", "google.com", "bing.com", "bing-amp.com")


def canonical_url(url: str | None) -> str | None:
    """Return the address without fragment, user, default port and tracking parameters, its host in lower case and IDNA.

    None unless it is http(s).
    """
    parts = _parts(url)
    if parts is None:
        return None
    # The pairs that stay are not decoded: beyond host and port an address is changed in nothing but what it loses.
    query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0]))
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def host_of(url: str | None) -> str:
    """Return the host of a web address without "www.", "" for what is none.

    >>> host_of("https://www.paper.example/news")
    'paper.example'
    """
    return (urlsplit(canonical_url(url) or "").hostname or "").removeprefix("www.")


def _parts(url: str | None) -> SplitResult | None:
    """The parts of an http(s) address, `netloc` clean, None for any other."""
    try:
        parts = urlsplit(url or "")
        host, port = _ascii(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host or len(host) > MAX_HOST_CHARACTERS:
        return None
    host = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=host if port in {None, _PORTS[parts.scheme]} else f"{host}:{port}")


def _ascii(host: str) -> str:
    host = host.rstrip(".").lower()
    if host.isascii() or not _DEVIATIONS.isdisjoint(host) or len(host) > MAX_HOST_CHARACTERS:
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


# ---------------------------------------------------------------- publishers


def publisher_of(addresses: Iterable[str | None], name: str) -> str:
    """Return who answers for an article: the registered domain of the first address that tells it, else the name.

    Registered means one label more than the public suffix (publicsuffix.org, those of private companies too), so that
    example.com, feeds.example.com and amp.example.com are one. The name comes back in small letters, blanks collapsed.
    """
    passed_over = ""
    for address in addresses:
        if (parts := _parts(address)) is None:
            continue
        host = parts.hostname or ""
        if domain := _registered_domain(_kept_by_cache(host, parts.path) or host):
            return domain
        passed_over = passed_over or host
    return " ".join(name.casefold().split()) or passed_over


def _kept_by_cache(host: str, path: str) -> str | None:
    if host not in _CACHES and not host.endswith(tuple(f".{cache}" for cache in _CACHES)):
        return None
    found = _CACHED.match(path)
    return found[1].lower() if found else None


def _registered_domain(host: str) -> str | None:
    """The domain that a publisher is known by; None for stand-ins, numeric addresses and names of one label."""
    if _is_numeric(host) or host in _STAND_INS:
        return None
    domain = _suffixes().privatesuffix(host) or (host if "." in host else None)
    if domain in _SHARED_HOSTS:
        account = host.removesuffix(domain).rstrip(".").rpartition(".")[2]
        return f"{account}.{domain}" if account not in {"", "www"} else None
    return None if domain in _STAND_INS else domain


def _is_numeric(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@cache
def _suffixes() -> "PublicSuffixList":
    """The list in its package (0.1 s to read), so it is loaded at the first address and kept."""
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


# ---------------------------------------------------------------- secrets

MASK = "…"

# Patterns meet hostile text: whatever may begin anywhere is bounded, or begins at the start of a word only.
_ADDRESS = re.compile(r"""(?:[a-zA-Z][a-zA-Z0-9+.-]{0,15}:)?//(?:[^\s/?#<>@]*+@)*+[^\s<>"'`]*+""")
_TOKEN = re.compile(
    r"(?<![\w-])(?:xox[a-z]|xapp|xwfp)-[\w-]++"  # Slack
    r"|(?<![\w-])[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}+"  # Discord: id, time, signature
    r"|(?<![\w-])eyJ[\w-]{8,}+\.[\w-]++(?:\.[\w-]++)?"  # JSON Web Token
    r"|(?<![\w-])(?:gh[a-z]_|github_pat_|sk-|pk-|glpat-|AKIA)\w{16,}+"  # GitHub, GitLab, AWS and their like
    r"|(?<!\d)\d{8,10}:[\w-]{30,}+",  # Telegram
    re.ASCII,
)
_SCHEME_TOKEN = re.compile(
    r"(?<!\w)((?i:bearer)|(?i:basic|bot)(?= {1,3}[a-z.~+/_-]{0,80}[\dA-Z=])(?! {1,3}Information\b))"
    r" {1,3}[\w.~+/=-]{8,}+",  # “Basic Information” is a page of Slack's
    re.ASCII,
)
_NAMED = re.compile(
    r"(?<![a-z])(pass(?:word|wd|phrase)|secret|(?:\w{1,20}[_-])?token|api[_-]?key|authorization|signature)"
    r"""(["']?\s{0,3}[=:]\s{0,3}["']?)(?!(?:bearer|bot|basic)\b)[^\s"'&,;<>]++""",
    re.IGNORECASE | re.ASCII,
)
_UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_PIECE = re.compile("[A-Za-z0-9]+")
_SHORTEST_TOKEN = 16


def without_secrets(text: str) -> str:
    """Return a text that may be logged: tokens, and what of each address may be one, replaced by "…".

    An address loses user and password, fragment and the values of its query; of its path those segments that look
    random, and all of a webhook's. Slugs and numbers stay. Masking what is masked changes nothing.
    """
    text = _ADDRESS.sub(lambda found: _shown_address(found[0]), text)
    text = _SCHEME_TOKEN.sub(rf"\1 {MASK}", _TOKEN.sub(MASK, text))
    return _NAMED.sub(rf"\1\2{MASK}", text)


def _shown_address(address: str) -> str:
    scheme, _, rest = address.partition("//")
    rest, question, query = rest.partition("#")[0].partition("?")
    authority, slash, path = rest.partition("/")
    authority = authority.rpartition("@")[2]
    port = authority.rpartition("]")[2].partition(":")[2]
    if port and (not port.isdecimal() or "@" in path):
        return f"{scheme}//{MASK}"  # the port is rather a password with a slash in it
    shown = "&".join(_shown_pair(pair) for pair in re.split("[&;]", query))
    return f"{scheme}//{authority}{slash}{_shown_path(authority, path)}{question}{shown}"


def _shown_pair(pair: str) -> str:
    name, equals, value = pair.partition("=")
    shown = MASK if _looks_secret(name) else name
    return f"{shown}{equals}{MASK if value else ''}"


def _shown_path(authority: str, path: str) -> str:
    if authority.lower().partition(":")[0] == "hooks.slack.com":
        return MASK if path else ""
    shown, is_webhook = [], False
    for segment in path.split("/"):
        name, equals, value = segment.partition("=")
        if is_webhook and segment and not segment.isdecimal():
            shown.append(MASK)
        elif equals and value:
            shown.append(f"{MASK if _looks_secret(name) else name}={MASK}")
        else:
            shown.append(MASK if _looks_secret(segment) else segment)
        is_webhook = is_webhook or segment.lower() in {"webhook", "webhooks"}
    return "/".join(shown)


def _looks_secret(segment: str) -> bool:
    """Whether a part of an address seems drawn by lot rather than written by a person."""
    if len(segment) < _SHORTEST_TOKEN and "@" not in segment and "%" not in segment:
        return False
    plain = unquote(segment)
    if 0 <= plain.find(":") < plain.rfind("@") or _TOKEN.search(plain) or _UUID.search(plain):
        return True
    pieces = _PIECE.findall(plain)
    if any(len(piece) >= _SHORTEST_TOKEN and _is_mixed(piece) for piece in pieces):
        return True
    letters = sum(map(len, pieces))
    return letters >= _SHORTEST_TOKEN and sum(map(_changes, pieces)) > 0.3 * letters


def _is_mixed(piece: str) -> bool:
    """Letters among digits ("3f9a0c…"), or small letters among capitals in no order that words have."""
    digits = sum(character.isdigit() for character in piece)
    if 0 < digits < len(piece):
        return _changes(piece) >= 3
    return digits == 0 and (piece.isupper() or _changes(piece) > 0.3 * len(piece))


def _changes(piece: str) -> int:
    """How often the kind of character changes from small letter to capital to digit, within a piece."""
    kinds = ["d" if character.isdigit() else "u" if character.isupper() else "l" for character in piece]
    return sum(one != other for one, other in pairwise(kinds))

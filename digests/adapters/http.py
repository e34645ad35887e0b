"""The one door to the network: an http(s) address goes in, the bytes behind it come out, or a FetchFailed says why not.

    async with HttpFetcher("digestbot/0.1 (+https://example.org/bot)") as fetcher:
        feed = await fetcher.fetch("https://example.org/feed.xml")

Addresses come from strangers (a chat command, a feed, a redirect), so the door guards the machine behind it:
`forbidden` judges every address that a connection is really made to, and limits on time, size and redirects hold
against any server.
"""

import asyncio
import errno
import re
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.http_exceptions import ContentEncodingError, HttpProcessingError
from yarl import URL

from digests.errors import FetchFailed

# What no public server stands behind: the IANA special-purpose address registries (RFC 6890 and its updates); the first
# match counts. A table of our own, because `ipaddress.is_global` differs between Python releases and does not look at
# the IPv4 address inside an IPv6 one.
_CLOSED_IPV4 = {
    IPv4Network(network): kind
    for network, kind in {
        "0.0.0.0/32": "unspecified",
        "0.0.0.0/8": "reserved",
        "10.0.0.0/8": "private",
        "100.64.0.0/10": "private (shared by a carrier)",  # RFC 6598; some clouds keep their metadata service here
        "127.0.0.0/8": "loopback",
        "168.63.129.16/32": "private (Azure's own)",  # public by number, but served by the host of each Azure machine
        "169.254.0.0/16": "link-local",  # 169.254.169.254 hands out the credentials of most cloud machines
        "172.16.0.0/12": "private",
        "192.0.0.0/24": "reserved",
        "192.0.2.0/24": "reserved",
        "192.88.99.0/24": "reserved",
        "192.168.0.0/16": "private",
        "198.18.0.0/15": "reserved",
        "198.51.100.0/24": "reserved",
        "203.0.113.0/24": "reserved",
        "224.0.0.0/4": "multicast",
        "240.0.0.0/4": "reserved",
    }.items()
}
_CLOSED_IPV6 = {
    IPv6Network(network): kind
    for network, kind in {
        "::/128": "unspecified",
        "::1/128": "loopback",
        "64:ff9b:1::/48": "private (NAT64)",  # RFC 8215: its owner alone knows where the IPv4 address stands
        "2001::/32": "tunnelled (Teredo)",  # RFC 4380: names two IPv4 hosts and nobody offers news there
        "2001::/23": "reserved",
        "2001:db8::/32": "reserved",
        "3fff::/20": "reserved",
        "fc00::/7": "private",
        "fe80::/10": "link-local",
        "fec0::/10": "site-local",
        "ff00::/8": "multicast",
    }.items()
}
# IPv6 forms that lead to an IPv4 host, and how far (in bits) its address stands from the right.
_IPV4_WITHIN = {
    IPv6Network("::ffff:0:0/96"): 0,  # IPv4-mapped, RFC 4291 section 2.5.5.2
    IPv6Network("64:ff9b::/96"): 0,  # NAT64, RFC 6052
    IPv6Network("2002::/16"): 80,  # 6to4, RFC 3056
}
_PUBLIC_IPV6 = IPv6Network("2000::/3")  # all that IANA gives out as global unicast

_REDIRECTS = frozenset({301, 302, 303, 307, 308})  # RFC 9110 section 15.4
_ENCODINGS = frozenset({"", "identity", "gzip", "deflate", "br", "zstd"})  # aiohttp hands others through undecoded
_NOT_DECOMPRESSED = "the answer cannot be decompressed"
_HEADER_BYTES = 32 * 1024  # of one header line; aiohttp's own 8,190 is too little for some sites' security policies
# DNS labels (RFC 1035 section 2.3.4: at most 63 bytes), and the underscore that some real hosts have. Checked here
# because yarl lets spaces and NUL pass in a host, and getaddrinfo raises UnicodeError for an empty or too long label.
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?")


def forbidden(address: str) -> str | None:
    """Return what kind of address this is when no public server can be behind it ("private", "loopback", …), else None.

    `address` is one IP address as the operating system spells it; anything else is forbidden too.
    """
    try:
        ip = ip_address(address.partition("%")[0])  # a zone ("fe80::1%eth0") does not change the kind
    except ValueError:
        return "not an IP address"
    if isinstance(ip, IPv4Address):
        return next((kind for network, kind in _CLOSED_IPV4.items() if ip in network), None)
    for network, shift in _IPV4_WITHIN.items():
        if ip in network:
            return forbidden(str(IPv4Address(int(ip) >> shift & 0xFFFFFFFF)))
    otherwise = None if ip in _PUBLIC_IPV6 else "reserved"
    return next((kind for network, kind in _CLOSED_IPV6.items() if ip in network), otherwise)


class HttpFetcher:
    """A Fetcher over one aiohttp session: open it with `async with`, then call `fetch`, also many at a time.

    No cookies, no proxy or .netrc from the environment, nothing remembered between two fetches but open
    connections and, for 10 s, what names resolved to.
    """

    _session: aiohttp.ClientSession

    def __init__(
        self,
        user_agent: str,
        allow_private_addresses: bool = False,
        *,
        connect_timeout_s: float = 5,  # name look-up, TCP and TLS together
        total_timeout_s: float = 30,  # the whole fetch, redirects and the last byte included
        max_bytes: int = 15_000_000,  # of the decoded body
        max_redirects: int = 5,
        resolver: AbstractResolver | None = None,  # None: the operating system's
        guard: Callable[[str], str | None] = forbidden,
    ) -> None:
        self._user_agent = user_agent
        self._allow_private_addresses = allow_private_addresses
        self._connect_timeout_s = connect_timeout_s
        self._total_timeout_s = total_timeout_s
        self._max_bytes = max_bytes
        self._max_redirects = max_redirects
        self._resolver = resolver
        self._guard = guard

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            # No limit on connections: how many fetches run at once is the caller's choice, and with a limit the wait
            # for a free connection would count as time to connect.
            connector=aiohttp.TCPConnector(limit=0, resolver=self._resolver, socket_factory=self._guarded_socket),
            headers={"User-Agent": self._user_agent},
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, connect=self._connect_timeout_s),
            max_line_size=_HEADER_BYTES,
            max_field_size=_HEADER_BYTES,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def fetch(self, url: str) -> bytes:
        """Return the decoded body behind an http(s) address, redirects followed; an HTML page is a body like any other.

        Raises FetchFailed for everything that is not a whole body with a 2xx status. A user name or password in the
        address is refused, and stands neither in `source` nor in `reason`. One cut goes unseen: aiohttp does not tell a
        gzip stream that stops early from a whole one when the rest of the answer is in order.
        """
        try:
            start = _checked(url)
        except _Unusable as failure:
            raise FetchFailed(_without_credentials(url), str(failure)) from failure
        try:
            async with asyncio.timeout(self._total_timeout_s):
                return await self._follow(start)
        except _Unusable as failure:
            raise FetchFailed(url, str(failure)) from failure
        except (aiohttp.ClientError, OSError) as failure:  # TimeoutError is an OSError
            raise FetchFailed(url, self._reason(failure)) from failure

    async def _follow(self, url: URL) -> bytes:
        # By hand, so that each hop is judged by the same rules as the first address.
        seen: set[URL] = set()
        for _ in range(self._max_redirects + 1):
            seen.add(url)
            async with self._session.get(url, allow_redirects=False) as response:
                if response.status not in _REDIRECTS:
                    return await self._body(response)
                url = _target(response)
            if url in seen:
                raise _Unusable("its redirects lead in a circle")
        raise _Unusable(f"more than {self._max_redirects} redirects")

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        if not 200 <= response.status < 300:
            raise _Unusable(f"the server answered {response.status}")
        if ",".join(response.headers.getall("Content-Encoding", [])).strip().lower() not in _ENCODINGS:
            raise _Unusable(_NOT_DECOMPRESSED)
        too_large = _Unusable(f"more than {self._max_bytes / 1e6:g} MB")
        if (response.content_length or 0) > self._max_bytes:
            raise too_large
        body = bytearray()
        # aiohttp decompresses no faster than this loop takes (256 KiB at a time), so a bomb bursts here, not in memory.
        async for chunk in response.content.iter_any():
            body += chunk
            if len(body) > self._max_bytes:
                raise too_large
        return bytes(body)

    def _guarded_socket(self, info: aiohttp.AddrInfoType) -> socket.socket:
        # aiohttp calls this for every address right before connecting to it: whatever the spelling, after each redirect
        # and each name look-up. A custom resolver would not see literals; a look-up beforehand could be answered twice.
        family, kind, protocol, _, socket_address = info
        address = str(socket_address[0])
        why_not = None if self._allow_private_addresses else self._guard(address)
        if why_not:
            raise _AddressRefused(address, why_not)
        return socket.socket(family, kind, protocol)

    def _reason(self, failure: Exception) -> str:
        """Return the clause for a driver's error. The order counts: aiohttp's errors inherit from each other."""
        match failure:
            case aiohttp.ConnectionTimeoutError():
                return f"no connection within {self._connect_timeout_s:g} s"
            case aiohttp.ClientConnectorDNSError():
                return f"the name {failure.host} does not resolve"
            case aiohttp.ClientConnectorCertificateError():
                return "no valid TLS certificate"
            case aiohttp.ClientSSLError():
                return "no secure connection could be made (TLS failed)"
            case aiohttp.ClientConnectorError(os_error=_AddressRefused() as refusal):
                return refusal.reason
            case aiohttp.ClientConnectorError(os_error=ConnectionRefusedError()):
                return f"nothing answers at {failure.host} port {failure.port}"
            case aiohttp.ClientConnectorError():
                return f"no connection to {failure.host} port {failure.port}"
            case aiohttp.ClientError(
                __cause__=ContentEncodingError() | HttpProcessingError(__cause__=ContentEncodingError())
            ):
                return _NOT_DECOMPRESSED
            case aiohttp.ClientResponseError():
                return "the answer is not valid HTTP"
            case TimeoutError():
                return f"no whole answer within {self._total_timeout_s:g} s"
        return "the connection was cut"


class _Unusable(Exception):
    """What is wrong with an address or an answer, as a clause, where the source is not at hand."""


class _AddressRefused(OSError):
    # All refusals have the same text: when every address of a name fails, aiohappyeyeballs raises the first error as it
    # is only if all texts are equal, and else a new OSError that does not know the reason.
    def __init__(self, address: str, kind: str) -> None:
        super().__init__(errno.EACCES, "address refused")
        self.reason = f"the address is {kind} ({address}); set DIGESTBOT_ALLOW_PRIVATE_ADDRESSES=true to allow it"


def _checked(address: str, base: URL | None = None) -> URL:
    """Return the address, read relative to `base`, without its fragment.

    Raises _Unusable unless it is http(s), names a host that can be looked up, and holds no user name or password.
    """
    try:
        address.encode()  # yarl would drop a lone surrogate without a word
        url = URL(address) if base is None else base.join(URL(address))
    except ValueError as failure:
        # The parser's message may quote the address, and with it a password.
        raise _Unusable("the address is malformed") from (None if "@" in address else failure)
    if url.scheme not in ("http", "https"):
        raise _Unusable("only http and https addresses are fetched")
    if url.raw_user is not None or url.raw_password is not None:
        raise _Unusable("the address holds a user name or password, and none is ever sent")
    if not _names_host(url.raw_host or ""):
        raise _Unusable("the address names no valid host")
    return url.with_fragment(None)


def _names_host(host: str) -> bool:
    if ":" not in host and not host.replace(".", "").isdigit():
        return _HOST.fullmatch(host) is not None
    # Not "2130706433" or "127.1", which some resolvers take for 127.0.0.1; nor a zone, which has a meaning here only.
    try:
        return "%" not in str(ip_address(host))
    except ValueError:
        return False


def _target(response: aiohttp.ClientResponse) -> URL:
    """Return where a redirect leads. No message shows it: it may carry a token that was made for this visit."""
    location = response.headers.get("Location")
    if location is None:
        raise _Unusable(f"the server answered {response.status} without saying where to")
    try:
        return _checked(location, response.url)
    except _Unusable as failure:
        raise _Unusable(f"it redirects to an address that cannot be used: {failure}") from None


def _without_credentials(address: str) -> str:
    """Return a refused address fit to be shown: cut up to its last @, for where its password ends is not certain."""
    printable = address.encode(errors="backslashreplace").decode()
    return re.sub(r"^(\s*[a-z][a-z0-9+.-]*://)?.*@", r"\1…@", printable, flags=re.IGNORECASE | re.DOTALL)

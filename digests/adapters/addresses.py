"""Where a request may go: an address of a stranger goes in, one that can be asked comes out, or why not.

>>> str(checked("HTTP://Example.org/a b#part"))
'http://example.org/a%20b'
>>> forbidden("169.254.169.254")
'link-local'
"""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

from yarl import URL

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

_LONGEST = 8000  # letters: what RFC 9110 section 4.1 asks everyone to take; matching robots.txt against more is slow
# DNS labels (RFC 1035 section 2.3.4: at most 63 bytes), and the underscore that some real hosts have. Checked here
# because yarl lets spaces and NUL pass in a host, and getaddrinfo raises UnicodeError for an empty or too long label.
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?")


class UnusableAddress(Exception):
    """What is wrong with an address, as a clause that does not show it."""


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


def checked(address: str, base: URL | None = None) -> URL:
    """Return the address, read relative to `base`, without its fragment.

    Raises UnusableAddress unless it is http(s), of bearable length, names a host that can be looked up, and holds no
    user name or password.
    """
    try:
        address.encode()  # yarl would drop a lone surrogate without a word
        url = URL(address) if base is None else base.join(URL(address))
    except ValueError as failure:
        # The parser's message may quote the address, and with it a password.
        raise UnusableAddress("the address is malformed") from (None if "@" in address else failure)
    if url.scheme not in ("http", "https"):
        raise UnusableAddress("only http and https addresses are fetched")
    if url.raw_user is not None or url.raw_password is not None:
        raise UnusableAddress("the address holds a user name or password, and none is ever sent")
    if not _names_host(url.raw_host or ""):
        raise UnusableAddress("the address names no valid host")
    url = url.with_fragment(None)
    if len(str(url)) > _LONGEST:
        raise UnusableAddress(f"the address is longer than {_LONGEST} letters")
    return url


def host_key(url: URL) -> str:
    """Return what stands for the server behind an address: its host, and the port where that is not the usual one."""
    host = (url.raw_host or "").rstrip(".")
    return host if url.is_default_port() else f"{host}:{url.port}"


def _names_host(host: str) -> bool:
    if ":" not in host and not host.replace(".", "").isdigit():
        return _HOST.fullmatch(host) is not None
    # Not "2130706433" or "127.1", which some resolvers take for 127.0.0.1; nor a zone, which has a meaning here only.
    try:
        return "%" not in str(ip_address(host))
    except ValueError:
        return False


def without_credentials(address: str) -> str:
    """Return a refused address fit to be shown: cut up to its last @, for where its password ends is not certain."""
    printable = address.encode(errors="backslashreplace").decode()
    return re.sub(r"^(\s*[a-z][a-z0-9+.-]*://)?.*@", r"\1…@", printable, flags=re.IGNORECASE | re.DOTALL)

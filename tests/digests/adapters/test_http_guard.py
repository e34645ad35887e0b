"""No connection is made to an address that no public server stands behind, however it is spelt."""

import asyncio
import contextlib
import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.adapters.addresses import checked, forbidden, host_key
from digests.adapters.http import HttpFetcher
from tests.digests.adapters.servers import (
    ALLOW,
    Names,
    failure,
    guarded,
    redirect,
    response,
    serving,
    trusting,
)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("0.0.0.0", "unspecified"),
        ("0.1.2.3", "reserved"),
        ("10.0.0.1", "private"),
        ("10.255.255.255", "private"),
        ("100.64.0.1", "private (shared by a carrier)"),
        ("100.100.100.200", "private (shared by a carrier)"),
        ("100.127.255.255", "private (shared by a carrier)"),
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("168.63.129.16", "private (Azure's own)"),
        ("169.254.169.254", "link-local"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.0.0.192", "reserved"),
        ("192.0.2.1", "reserved"),
        ("192.88.99.1", "reserved"),
        ("192.168.0.1", "private"),
        ("198.18.0.1", "reserved"),
        ("198.51.100.1", "reserved"),
        ("203.0.113.1", "reserved"),
        ("224.0.0.1", "multicast"),
        ("239.255.255.255", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("0:0:0:0:0:0:0:1", "loopback"),
        ("::127.0.0.1", "reserved"),  # IPv4-compatible, long given up
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:7f00:1", "loopback"),
        ("::FFFF:10.0.0.1", "private"),
        ("::ffff:0:127.0.0.1", "reserved"),  # IPv4-translated
        ("64:ff9b::7f00:1", "loopback"),
        ("64:ff9b::169.254.169.254", "link-local"),
        ("64:ff9b:1::7f00:1", "private (NAT64)"),
        ("64:ff9b:1:a9fe:a9:fe00::", "private (NAT64)"),
        ("100::1", "reserved"),
        ("2001::1", "tunnelled (Teredo)"),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", "tunnelled (Teredo)"),  # 127.0.0.1, as Teredo hides it
        ("2001:2::1", "reserved"),
        ("2001:db8::1", "reserved"),
        ("2002:7f00:1::", "loopback"),
        ("2002:a9fe:a9fe::1", "link-local"),
        ("3fff::1", "reserved"),
        ("5f00::1", "reserved"),
        ("fc00::1", "private"),
        ("fd00:ec2::254", "private"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
        ("0177.0.0.1", "not an IP address"),
        ("2130706433", "not an IP address"),
        ("localhost", "not an IP address"),
        ("", "not an IP address"),
    ],
)
def test_an_address_with_no_public_server_behind_it_is_forbidden(address: str, kind: str) -> None:
    assert forbidden(address) == kind


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001:80b::200e",
        "::ffff:1.1.1.1",
        "64:ff9b::1.1.1.1",
        "2002:101:101::1",
    ],
)
def test_a_public_address_is_not_forbidden(address: str) -> None:
    assert forbidden(address) is None


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_one_is_judged_as_itself(address: ipaddress.IPv4Address) -> None:
    six_to_four = ipaddress.IPv6Address(0x2002 << 112 | int(address) << 80)
    spellings = [f"::ffff:{address}", f"64:ff9b::{address}", str(six_to_four)]
    assert [forbidden(spelling) for spelling in spellings] == [forbidden(str(address))] * 3


@given(st.ip_addresses())
def test_what_python_knows_to_be_no_global_address_is_forbidden(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert address.is_global or forbidden(str(address)) or forbidden(str(getattr(address, "ipv4_mapped", None))) is None


LOOPBACK = ["127.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]", "0x7f000001"]
ODD_LOOPBACK = ["2130706433", "0177.0.0.1", "127.1", "0", "0.0.0.0.", "127.0.0.1."]  # only inet_aton takes these


def has_ipv6() -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        return True
    return False


@pytest.mark.parametrize("host", LOOPBACK)
async def test_this_machine_is_refused_by_default_however_it_is_spelt(host: str) -> None:
    listen = "::1" if host == "[::1]" and has_ipv6() else "127.0.0.1"
    async with serving(response(b"secret"), listen) as server:
        error = await failure(HttpFetcher("digestbot/test"), f"http://{host}:{server.port}/")
        await asyncio.sleep(0.01)  # time for a connection to be seen, had there been one
    assert server.connections == 0
    assert error.reason.startswith("the address is loopback (")
    assert error.reason.endswith(ALLOW)


async def test_the_address_that_stands_for_this_machine_is_refused_by_default() -> None:
    async with serving(response(b"secret")) as server:
        error = await failure(HttpFetcher("digestbot/test"), f"http://0.0.0.0:{server.port}/")
    assert server.connections == 0
    assert error.reason == f"the address is unspecified (0.0.0.0); {ALLOW}"


@pytest.mark.parametrize("fetcher", [HttpFetcher("digestbot/test"), trusting()], ids=["default", "trusting"])
@pytest.mark.parametrize("host", ODD_LOOPBACK)
async def test_numbers_that_only_resolvers_take_for_an_address_are_no_host(host: str, fetcher: HttpFetcher) -> None:
    async with serving(response(b"secret")) as server:
        error = await failure(fetcher, f"http://{host}:{server.port}/")
    assert server.connections == 0
    assert error.reason == "the address names no valid host"


@pytest.mark.parametrize("host", LOOPBACK)
async def test_this_machine_is_reached_when_private_addresses_are_allowed(host: str) -> None:
    if host == "[::1]" and not has_ipv6():
        pytest.skip("this machine has no IPv6")
    async with serving(response(b"open"), "::1" if host == "[::1]" else "127.0.0.1") as server, trusting() as fetcher:
        assert (await fetcher.fetch(f"http://{host}:{server.port}/")).body == b"open"


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["10.0.0.1", "fd00::1"], ["10.0.0.1", "fd00::1", "10.0.0.2"]])
async def test_a_name_with_private_addresses_only_is_refused_by_one_of_them(addresses: list[str]) -> None:
    error = await failure(guarded(Names(inner_example=[addresses])), "http://inner.example/")
    assert error.reason in [f"the address is private ({address}); {ALLOW}" for address in addresses]


async def test_of_a_name_with_both_kinds_only_the_public_address_is_reached() -> None:
    names = Names(both_example=[["10.0.0.1", "127.0.0.1", "fd00::1"]])
    async with serving(response(b"news")) as server, guarded(names) as fetcher:
        assert (await fetcher.fetch(f"http://both.example:{server.port}/")).body == b"news"


async def test_a_name_that_changes_to_a_private_address_is_refused() -> None:
    names = Names(rebind_example=[["127.0.0.1"], ["10.0.0.1"]])
    async with serving(redirect(b"http://rebind.example:81/")) as server:
        error = await failure(guarded(names), f"http://rebind.example:{server.port}/")
    assert error.reason == f"the address is private (10.0.0.1); {ALLOW}"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://a.example/x", "a.example"),
        ("https://A.example.:443/", "a.example"),
        ("http://a.example:443/", "a.example:443"),
        ("http://bücher.example/", "xn--bcher-kva.example"),
        ("http://[2001:DB8:0::1]:8080/", "2001:db8::1:8080"),
    ],
)
def test_a_host_has_one_key_on_its_usual_ports_and_one_for_each_other(url: str, key: str) -> None:
    assert host_key(checked(url)) == key

"""Names that nobody answers for hold up nobody else, and not the end of the program."""

import asyncio
import socket
import subprocess
import sys
import threading

import pytest

from digests.adapters.lookups import Infos, Lookups
from tests.digests.adapters.servers import failing, response, serving, trusting


class NameServer:
    """Answers for alive.example, raises for unknown.example, and is silent about others until it is released."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.silent = threading.Semaphore(0)  # released once for each look-up that hangs
        self.released = threading.Event()

    def __call__(self, host: str, *_: object, **__: object) -> Infos:
        self.asked.append(host)
        if host == "unknown.example":
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        if host == "odd.example":
            raise UnicodeError("odd")
        if host != "alive.example":
            self.silent.release()
            self.released.wait()
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", 0))]


async def test_many_dead_names_do_not_make_a_living_one_late() -> None:
    names = NameServer()
    async with (
        serving(response(b"news")) as server,
        trusting(connect_timeout_s=0.5, resolver=Lookups(names)) as fetcher,
    ):
        dead = [asyncio.create_task(failing(fetcher.fetch(f"http://dead{number}.example/"))) for number in range(60)]
        await asyncio.to_thread(lambda: [names.silent.acquire() for _ in dead])
        assert (await fetcher.fetch(f"http://alive.example:{server.port}/")).body == b"news"
        reasons = {error.reason for error in await asyncio.gather(*dead)}
        names.released.set()
    assert reasons == {"no connection within 0.5 s"}


async def test_two_who_ask_for_one_name_share_a_look_up_and_one_may_give_up() -> None:
    names = NameServer()
    lookups = Lookups(names)
    first, second = (asyncio.create_task(lookups.resolve("slow.example", port)) for port in (80, 443))
    await asyncio.sleep(0)
    first.cancel()
    names.released.set()
    assert [(found["host"], found["port"]) for found in await second] == [("127.0.0.1", 443)]
    assert first.cancelled()
    assert names.asked == ["slow.example"]


@pytest.mark.parametrize("host", ["unknown.example", "odd.example"])
async def test_a_name_without_an_address_is_an_os_error_for_all_who_asked(host: str) -> None:
    lookups = Lookups(NameServer())
    failures = await asyncio.gather(*(lookups.resolve(host) for _ in range(2)), return_exceptions=True)
    assert all(isinstance(failure, OSError) for failure in failures)
    assert failures[0] is not failures[1]


async def test_while_very_many_look_ups_hang_a_request_waits_and_loses_no_time_by_it() -> None:
    names = NameServer()
    lookups = Lookups(names)
    async with (
        serving(response(b"news")) as server,
        trusting(connect_timeout_s=0.2, total_timeout_s=0.2, resolver=lookups) as fetcher,
    ):
        dead = [asyncio.create_task(lookups.resolve(f"dead{number}.example")) for number in range(150)]
        await asyncio.sleep(0)
        fetching = asyncio.create_task(fetcher.fetch(f"http://alive.example:{server.port}/"))
        await asyncio.sleep(0.3)
        assert "alive.example" not in names.asked
        names.released.set()
        assert (await fetching).body == b"news"
        await asyncio.gather(*dead)


async def test_the_address_of_this_machine_is_found_by_its_name() -> None:
    found = {result["host"] for result in await Lookups().resolve("localhost", 80)}
    assert found
    assert found <= {"127.0.0.1", "::1"}


def test_a_look_up_that_never_ends_does_not_hold_up_the_end_of_the_program() -> None:
    program = """
import asyncio, threading
from digests.adapters.http import HttpFetcher
from digests.adapters.lookups import Lookups
from digests.errors import FetchFailed

async def main():
    resolver = Lookups(lambda *_, **__: threading.Event().wait())
    async with HttpFetcher("digestbot/test", connect_timeout_s=0.05, resolver=resolver) as fetcher:
        await fetcher.fetch("http://dead.example/")

try:
    asyncio.run(main())
except FetchFailed as error:
    print(error.reason)
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("no connection within 0.05 s\n", "")

"""A host is asked by few at once, not too often, and not at all while it wants to be left alone."""

import asyncio
from datetime import timedelta

import pytest
from aiohttp import web

from digests.adapters.politeness import HostClosed, Politeness
from tests.digests.adapters.servers import Names, Timepiece, guarded, redirect, serving, site, trusting


class Visits:
    """Requests that last until they are told to end."""

    def __init__(self, politeness: Politeness, clock: Timepiece) -> None:
        self._politeness = politeness
        self._clock = clock
        self.started: list[tuple[str, float]] = []  # (host, time)
        self._ends: list[asyncio.Event] = []
        self.tasks: list[asyncio.Task[None]] = []

    async def visit(self, host: str) -> None:
        async with self._politeness.turn(host):
            self.started.append((host, self._clock.time()))
            self._ends.append(asyncio.Event())
            await self._ends[-1].wait()

    async def begin(self, *hosts: str) -> None:
        self.tasks += [asyncio.create_task(self.visit(host)) for host in hosts]
        await settle()

    async def end(self, number: int) -> None:
        self._ends[number].set()
        await settle()

    async def finish(self) -> None:
        while not all(task.done() for task in self.tasks):
            for end in self._ends:
                end.set()
            await settle()
        await asyncio.gather(*self.tasks)


async def settle() -> None:
    """Let every task go as far as it can."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_requests_to_one_host_start_a_second_apart() -> None:
    clock = Timepiece()
    visits = Visits(Politeness(per_host=9, clock=clock), clock)
    await visits.begin(*["a"] * 5)
    assert visits.started == [("a", second) for second in range(5)]
    await visits.finish()


async def test_the_second_counts_from_when_a_request_has_left() -> None:
    clock = Timepiece()
    politeness = Politeness(per_host=9, clock=clock)
    visits = Visits(politeness, clock)
    await visits.begin("a")
    clock.now = 0.7  # name look-up, connection and TLS took so long
    politeness.sent("a")
    await visits.begin("a")
    assert visits.started == [("a", 0), ("a", 1.7)]
    await visits.finish()


async def test_a_host_that_was_not_asked_for_a_second_is_asked_at_once() -> None:
    clock = Timepiece()
    visits = Visits(Politeness(clock=clock), clock)
    await visits.begin("a")
    clock.now = 0.75
    await visits.begin("a")
    clock.now = 7.5
    await visits.finish()
    await visits.begin("a")
    assert visits.started == [("a", 0), ("a", 1), ("a", 7.5)]
    await visits.finish()


async def test_a_host_has_two_connections_at_most() -> None:
    clock = Timepiece()
    visits = Visits(Politeness(clock=clock), clock)
    await visits.begin("a", "a", "a", "a")
    assert len(visits.started) == 2
    await visits.end(1)
    assert len(visits.started) == 3
    await visits.finish()
    assert len(visits.started) == 4


async def test_hosts_do_not_wait_for_each_other() -> None:
    clock = Timepiece()
    visits = Visits(Politeness(clock=clock), clock)
    await visits.begin("a", "b", "c")
    assert visits.started == [("a", 0), ("b", 0), ("c", 0)]
    await visits.finish()


async def test_over_all_hosts_a_hundred_connections_are_open_at_most() -> None:
    clock = Timepiece()
    visits = Visits(Politeness(clock=clock), clock)
    await visits.begin(*(str(number) for number in range(150)))
    assert len(visits.started) == 100
    await visits.end(7)
    assert len(visits.started) == 101
    await visits.finish()
    assert len(visits.started) == 150


async def test_who_waits_for_a_slow_host_takes_no_connection_from_the_others() -> None:
    clock = Timepiece()
    visits = Visits(Politeness(at_once=3, clock=clock), clock)
    await visits.begin(*["slow"] * 10, "a")
    assert [host for host, _ in visits.started].count("slow") == 2
    assert "a" in [host for host, _ in visits.started]
    await visits.finish()


async def test_who_waited_long_for_a_connection_still_keeps_the_distance() -> None:
    clock = Timepiece()
    visits = Visits(Politeness(at_once=1, clock=clock), clock)
    await visits.begin("a", "b", "b")
    clock.now = 60
    await visits.end(0)
    await visits.end(1)
    assert visits.started == [("a", 0), ("b", 60), ("b", 61)]
    await visits.finish()


async def test_a_request_that_is_given_up_while_it_waits_frees_its_place() -> None:
    clock = Timepiece()
    visits = Visits(Politeness(at_once=2, clock=clock), clock)
    await visits.begin("a", "a", "a", "b", "c")
    for task in visits.tasks[2:]:
        task.cancel()
    await asyncio.gather(*visits.tasks[2:], return_exceptions=True)
    del visits.tasks[2:]
    await visits.end(0)
    await visits.begin("c")
    assert visits.started[-1][0] == "c"
    await visits.finish()


async def test_a_failing_request_frees_its_place() -> None:
    politeness = Politeness(per_host=1, at_once=1, clock=Timepiece())
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            async with politeness.turn("a"):
                raise ZeroDivisionError


async def test_a_closed_host_fails_at_once_and_those_who_already_wait_do_too() -> None:
    clock = Timepiece()
    politeness = Politeness(clock=clock)
    visits = Visits(politeness, clock)
    await visits.begin("a", "a", "a", "a")
    politeness.close("a", 429, timedelta(seconds=90))
    with pytest.raises(HostClosed) as caught:
        await visits.visit("a")
    assert (caught.value.status, caught.value.remaining) == (429, timedelta(seconds=90))
    await visits.end(0)
    failures = await asyncio.gather(*visits.tasks[2:], return_exceptions=True)
    assert [type(failure) for failure in failures] == [HostClosed, HostClosed]
    assert clock.now == 1  # without a second's wait before each
    del visits.tasks[2:]
    clock.now += 90
    await visits.begin("a")
    assert len(visits.started) == 3
    await visits.finish()


async def test_of_two_wishes_to_be_left_alone_the_longer_one_counts() -> None:
    politeness = Politeness(clock=Timepiece())
    politeness.close("a", 429, timedelta(hours=1))
    politeness.close("a", 429, timedelta(seconds=5))
    with pytest.raises(HostClosed) as caught:
        async with politeness.turn("a"):
            pass
    assert caught.value.remaining == timedelta(hours=1)


async def test_a_host_that_closes_while_all_connections_are_taken_is_not_asked() -> None:
    clock = Timepiece()
    politeness = Politeness(at_once=1, clock=clock)
    visits = Visits(politeness, clock)
    await visits.begin("b", "a", "c")
    politeness.close("a", 503, timedelta(seconds=90))
    await visits.end(0)
    assert [host for host, _ in visits.started] == ["b", "c"]
    with pytest.raises(HostClosed):
        await visits.tasks.pop(1)
    await visits.finish()


async def test_a_slowed_host_is_asked_less_often_and_never_more_often_than_others() -> None:
    clock = Timepiece()
    politeness = Politeness(clock=clock)
    visits = Visits(politeness, clock)
    politeness.slow_down("a", 5)
    politeness.slow_down("b", 0.1)
    await visits.begin("a", "a")
    await visits.begin("b", "b")
    assert visits.started == [("a", 0), ("a", 5), ("b", 5), ("b", 6)]
    await visits.finish()


async def test_hosts_are_forgotten_when_they_are_idle_and_not_before() -> None:
    clock = Timepiece()
    politeness = Politeness(clock=clock)
    visits = Visits(politeness, clock)
    await visits.begin("busy", "busy")
    politeness.close("closed", 503, timedelta(hours=1))
    for number in range(5000):
        clock.now += 1.5
        async with politeness.turn(str(number)):
            pass
    assert len(politeness._hosts) <= 1001
    politeness.close("closed", 503, timedelta(hours=1))
    for number in range(1200):
        clock.now += 1.5
        async with politeness.turn(str(number)):
            pass
    with pytest.raises(HostClosed):
        await visits.visit("closed")
    await visits.begin("busy")
    assert len(visits.started) == 2
    await visits.finish()


# --- the door ---------------------------------------------------------------------------------------------------------


async def test_every_fetch_and_every_redirect_is_a_request_to_its_host() -> None:
    def hop(request: web.Request) -> web.Response:
        left = int(request.query_string)
        return web.Response(status=301, headers={"Location": f"hop?{left - 1}"}) if left else web.Response()

    clock = Timepiece()
    async with site(hop=hop) as root, trusting(request_interval_s=1, clock=clock) as fetcher:
        await asyncio.gather(*(fetcher.fetch(f"{root}hop?2") for _ in range(3)))
    assert clock.now == 8  # nine requests


async def test_a_page_and_its_robots_txt_are_two_requests_to_one_host() -> None:
    clock = Timepiece()
    async with site(page=lambda _: web.Response()) as root, trusting(request_interval_s=1, clock=clock) as fetcher:
        await fetcher.fetch(root + "page", is_page=True)
        assert clock.now == 1
        await fetcher.fetch(root + "page", is_page=True)
        assert clock.now == 2  # robots.txt is known by now


async def test_a_redirect_to_another_host_does_not_wait() -> None:
    clock = Timepiece()
    async with (
        site(page=lambda _: web.Response()) as there,
        serving(redirect(there.encode() + b"page")) as here,
        trusting(request_interval_s=1, clock=clock) as fetcher,
    ):
        await fetcher.fetch(here.url)
    assert clock.now == 0


async def test_a_host_is_the_same_in_capitals_and_with_a_dot_behind() -> None:
    clock = Timepiece()
    names = Names(site_example=[["127.0.0.1"]])
    names.answers["site.example."] = [["127.0.0.1"]]
    async with (
        site(page=lambda _: web.Response()) as root,
        guarded(names, request_interval_s=1, clock=clock) as fetcher,
    ):
        port = root.rsplit(":")[-1]
        await fetcher.fetch(f"http://site.example:{port}page")
        await fetcher.fetch(f"http://SITE.example.:{port}page")
    assert clock.now == 1


async def test_a_server_sees_two_connections_at_once_from_many_fetches() -> None:
    here, most, served = 0, 0, 0

    async def answer(writer: asyncio.StreamWriter) -> None:
        nonlocal here, most, served
        here += 1
        most = max(most, here)
        await asyncio.sleep(0.02)  # time for a third one to come, if one would
        here -= 1
        served += 1
        writer.write(b"HTTP/1.1 204 None\r\n\r\n")

    async with serving(answer) as server, trusting() as fetcher:
        await asyncio.gather(*(fetcher.fetch(server.url) for _ in range(8)))
    assert (most, served) == (2, 8)


async def test_no_connection_is_kept_for_another_request() -> None:
    rests: list[bytes] = []
    both_gone = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n")
        rests.append(await reader.read())
        writer.close()
        if len(rests) == 2:
            both_gone.set()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server, trusting() as fetcher:
        for _ in range(2):
            await fetcher.fetch(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        await both_gone.wait()
    assert rests == [b"", b""]


class Wristwatch(Timepiece):
    """A clock that really takes its time, whatever time it is asked for."""

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        await asyncio.sleep(0.3)


async def test_the_wait_for_a_turn_counts_neither_as_time_to_connect_nor_as_time_of_the_fetch() -> None:
    async def hop(writer: asyncio.StreamWriter) -> None:
        writer.write(redirect(b"/%d" % server.connections) if server.connections < 4 else b"HTTP/1.1 204 None\r\n\r\n")

    clock = Wristwatch()
    async with (
        serving(hop) as server,
        trusting(total_timeout_s=0.5, connect_timeout_s=0.2, request_interval_s=1, clock=clock) as fetcher,
    ):
        await fetcher.fetch(server.url)
    assert clock.now == 3

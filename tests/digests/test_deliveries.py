"""What becomes of a delivery, attempt by attempt: it is never sent again where that could show it twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.deliveries import (
    LEASE,
    absent,
    after_error,
    claimed,
    delivered,
    deliveries_of,
    delivery_id,
    expired,
    given_up,
    has_time,
    may_be_sent,
    notice_to,
    put_back,
    resting,
    searched_later,
    taken_over,
    to_be_found,
)
from digests.errors import DeliveryError, SendLater, SendRefused, SendUnknown
from digests.models import Subscription
from digests.postings import Delivery, Edition, Message, Posting, State, Subscriber

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
NONE = timedelta(0)  # a chat without nonces
TWO_MINUTES = 2 * MINUTE  # one with

SUBSCRIBER = Subscriber(
    id="k7qm",
    chat="loopback",
    address="#news",
    subscription=Subscription(feeds=(), language="en"),
    created_at=NOW - HOUR,
    decided_until=NOW,
    next_due_at=None,
)
POSTING = Posting(
    id="k7qm 2026-03-01 08:00",
    subscriber_id="k7qm",
    edition=Edition(id="e1", told=()),
    since=NOW - 24 * HOUR,
    until=NOW,
    made_at=NOW,
)


def pending(attempts: int = 0, expires_in: timedelta = 6 * HOUR) -> Delivery:
    (made,) = deliveries_of(
        POSTING, SUBSCRIBER, [Message(payload="Rain.", tells=("rain",))], expires_at=NOW + expires_in
    )
    return replace(made, attempts=attempts)


def sending(attempts: int = 1, expires_in: timedelta = 6 * HOUR) -> Delivery:
    return claimed(pending(attempts - 1, expires_in), NOW)


def wait(delivery: Delivery, since: datetime = NOW) -> timedelta:
    assert delivery.state is State.PENDING
    assert delivery.lease_until is None
    return delivery.next_attempt_at - since


# ---- made


def test_a_posting_becomes_one_delivery_a_message_in_order_all_due_at_once() -> None:
    messages = [Message(payload="Rain.", tells=("rain",)), Message(payload="Snow.", tells=())]
    made = deliveries_of(POSTING, SUBSCRIBER, messages, expires_at=NOW + HOUR)
    assert [(one.part, one.payload, one.tells, one.id) for one in made] == [
        (0, "Rain.", ("rain",), delivery_id(POSTING.id, 0)),
        (1, "Snow.", (), delivery_id(POSTING.id, 1)),
    ]
    assert {(one.posting_id, one.chat, one.address) for one in made} == {(POSTING.id, "loopback", "#news")}
    assert {(one.created_at, one.next_attempt_at, one.expires_at) for one in made} == {(NOW, NOW, NOW + HOUR)}


@given(st.text(), st.integers(0, 1000))
def test_an_id_is_a_nonce_that_discord_takes_and_always_the_same(posting_id: str, part: int) -> None:
    name = delivery_id(posting_id, part)
    assert len(name) == 25
    assert name.isascii()
    assert name.isalnum()
    assert name == name.lower() == delivery_id(posting_id, part)
    assert name != delivery_id(posting_id, part + 1)


def test_a_notice_is_of_no_posting_and_one_to_an_address_at_one_moment() -> None:
    first, other, later = (
        notice_to(address, "Hello.", subscriber=SUBSCRIBER, at=at, expires_at=at + HOUR)
        for address, at in (("@ada", NOW), ("@bob", NOW), ("@ada", NOW + SECOND))
    )
    assert first.posting_id is None
    assert (first.address, first.subscriber_id, first.state) == ("@ada", "k7qm", State.PENDING)
    assert len({first.id, other.id, later.id}) == 3


# ---- claimed, delivered


def test_a_claim_counts_the_attempt_and_lasts_a_minute() -> None:
    claim = claimed(pending(attempts=2), NOW)
    assert (claim.state, claim.attempts, claim.lease_until) == (State.SENDING, 3, NOW + MINUTE)


def test_what_is_left_of_a_lease_has_to_last_until_the_chat_has_answered() -> None:
    claim = claimed(pending(), NOW)
    assert has_time(claim, NOW + 15 * SECOND, 45 * SECOND)
    assert not has_time(claim, NOW + 16 * SECOND, 45 * SECOND)
    assert not has_time(pending(), NOW, 45 * SECOND)


def test_what_is_put_back_has_not_left_and_waits_its_turn() -> None:
    after = put_back(claimed(pending(), NOW), NOW)
    assert (after.attempts, after.first_sent_at) == (1, None)  # another claim must not look like this one
    assert wait(after) >= 5 * SECOND
    assert put_back(claimed(pending(expires_in=SECOND), NOW), NOW).state is State.EXPIRED


def test_what_has_arrived_is_settled_and_keeps_no_old_error() -> None:
    done = delivered(replace(sending(), error="it was busy"), "m1", NOW + SECOND)
    assert (done.state, done.message_id, done.settled_at) == (State.SENT, "m1", NOW + SECOND)
    assert (done.lease_until, done.error) == (None, None)


# ---- later


def test_the_back_off_begins_at_five_seconds_doubles_and_ends_at_ten_minutes() -> None:
    waits = [wait(after_error(sending(attempts), SendLater("busy"), NOW, NONE)) for attempts in range(1, 12)]
    for attempts, waited in enumerate(waits):
        planned = min(5 * 2**attempts, 600)
        assert planned <= waited.total_seconds() <= 1.2 * planned


def test_deliveries_that_failed_together_do_not_come_again_together() -> None:
    waits = {wait(after_error(replace(sending(), id=f"d{n}"), SendLater("busy"), NOW, NONE)) for n in range(1000)}
    assert len(waits) > 990
    assert max(waits) - min(waits) > 0.9 * SECOND


def test_a_chat_that_asks_for_longer_gets_exactly_that() -> None:
    error = SendLater("busy", retry_after=timedelta(seconds=1234.5))
    assert wait(after_error(sending(), error, NOW, NONE)) == timedelta(seconds=1234.5)


@pytest.mark.parametrize("asked", [timedelta(0), -HOUR, timedelta.min, SECOND])
def test_a_chat_that_asks_for_less_gets_the_back_off(asked: timedelta) -> None:
    assert wait(after_error(sending(), SendLater("busy", retry_after=asked), NOW, NONE)) >= 5 * SECOND


@pytest.mark.parametrize("asked", [None, HOUR, timedelta.max])
def test_what_could_only_be_sent_too_late_expires_and_says_why(asked: timedelta | None) -> None:
    after = after_error(sending(expires_in=4 * SECOND), SendLater("too busy", retry_after=asked), NOW, TWO_MINUTES)
    assert (after.state, after.settled_at, after.error) == (State.EXPIRED, NOW, "too busy")


def test_what_may_have_arrived_does_not_expire_but_is_unknown() -> None:
    before = replace(sending(expires_in=4 * SECOND), first_sent_at=NOW - MINUTE)
    assert after_error(before, SendLater("busy"), NOW, TWO_MINUTES).state is State.UNKNOWN


# ---- refused


def test_a_refusal_is_for_good() -> None:
    after = after_error(sending(), SendRefused("the channel is gone"), NOW, TWO_MINUTES)
    assert (after.state, after.settled_at, after.error) == (State.REFUSED, NOW, "the channel is gone")


def test_a_refused_token_may_be_replaced_so_the_delivery_waits_until_it_expires() -> None:
    error = SendRefused("the token is revoked", is_of_chat=True)
    assert wait(after_error(sending(), error, NOW, NONE)) == 10 * MINUTE
    assert after_error(sending(expires_in=10 * MINUTE), error, NOW, NONE).state is State.EXPIRED


# ---- unknown


def test_without_nonces_nobody_sends_again_what_may_have_arrived() -> None:
    after = after_error(sending(), SendUnknown("no answer"), NOW + 30 * SECOND, NONE)
    assert (after.state, after.first_sent_at, after.error) == (State.UNKNOWN, NOW, "no answer")


def test_with_nonces_it_is_sent_again_until_they_are_forgotten() -> None:
    delivery, now, attempts = pending(), NOW, []
    while delivery.state is State.PENDING:
        assert may_be_sent(delivery, now, TWO_MINUTES)
        attempts.append(now - NOW)
        delivery = after_error(claimed(delivery, now), SendUnknown("no answer"), now + SECOND, TWO_MINUTES)
        now = delivery.next_attempt_at
    assert delivery.state is State.UNKNOWN
    assert delivery.first_sent_at == NOW
    assert 4 < len(attempts) < 12
    assert 90 * SECOND < attempts[-1] <= 110 * SECOND


def test_many_attempts_before_leave_time_for_those_with_the_nonce() -> None:
    after = after_error(sending(attempts=12), SendUnknown("no answer"), NOW, TWO_MINUTES)
    assert wait(after) <= MINUTE


def test_silence_too_close_to_the_end_is_unknown() -> None:
    assert after_error(sending(expires_in=3 * SECOND), SendUnknown("?"), NOW, TWO_MINUTES).state is State.UNKNOWN


def test_what_left_once_waits_for_the_chat_and_then_may_not_be_sent_blindly() -> None:
    before = replace(sending(), first_sent_at=NOW - MINUTE)
    after = after_error(before, SendLater("busy", retry_after=5 * MINUTE), NOW, TWO_MINUTES)
    assert after.first_sent_at == NOW - MINUTE
    assert not may_be_sent(after, after.next_attempt_at, TWO_MINUTES)
    assert may_be_sent(absent(after), after.next_attempt_at, TWO_MINUTES)


@pytest.mark.parametrize(
    ("left", "keeps", "may"),
    [
        (None, NONE, True),
        (NONE, NONE, False),
        (NONE, TWO_MINUTES, True),
        (110 * SECOND, TWO_MINUTES, True),
        (111 * SECOND, TWO_MINUTES, False),
        (365 * 24 * HOUR, timedelta.max, True),
    ],
)
def test_it_is_sent_again_only_with_time_to_arrive_before_its_nonce_is_forgotten(
    left: timedelta | None, keeps: timedelta, may: bool
) -> None:
    delivery = replace(pending(), first_sent_at=None if left is None else NOW - left)
    assert may_be_sent(delivery, NOW, keeps) is may


def test_after_the_clock_was_set_back_nobody_knows_whether_the_nonce_still_counts() -> None:
    left = replace(pending(), first_sent_at=NOW)
    assert may_be_sent(left, NOW, TWO_MINUTES)
    assert not may_be_sent(left, NOW - SECOND, TWO_MINUTES)
    assert not may_be_sent(left, NOW - HOUR, timedelta.max)


# ---- taken over, searched for, given up


def test_who_takes_over_counts_from_the_claim_of_the_dead() -> None:
    found = taken_over(sending(), NOW + HOUR)
    assert (found.state, found.first_sent_at, found.next_attempt_at) == (State.PENDING, NOW, NOW + HOUR)
    assert (found.attempts, found.lease_until) == (1, None)
    again = taken_over(claimed(found, NOW + HOUR), NOW + 2 * HOUR)
    assert again.first_sent_at == NOW


def test_what_is_to_be_found_is_searched_for_when_it_must_have_arrived() -> None:
    after = to_be_found(sending(), NOW, "no answer")
    assert wait(after) == LEASE
    assert after.first_sent_at == NOW
    assert to_be_found(sending(expires_in=LEASE), NOW, "no answer").state is State.UNKNOWN


def test_what_cannot_be_searched_for_now_is_searched_for_after_a_lease_and_then_less_and_less_often() -> None:
    delivery, waits = given_up(taken_over(sending(), NOW), NOW, "no answer"), []
    for _ in range(8):
        delivery = searched_later(delivery, SendLater("in trouble"), NOW)
        waits.append(round(wait(delivery) / MINUTE))
    assert (waits[:3], waits, waits[-1] in (10, 11, 12)) == ([1, 1, 1], sorted(waits), True)
    assert (delivery.state, delivery.first_sent_at, delivery.settled_at) == (State.PENDING, NOW, None)
    assert (delivery.attempts, delivery.error) == (9, "no answer")


@pytest.mark.parametrize("asked", [HOUR, timedelta.max])
def test_a_search_waits_as_long_as_the_chat_asks_and_too_late_is_unknown(asked: timedelta) -> None:
    error = SendLater("busy", retry_after=asked)
    left = taken_over(sending(expires_in=2 * HOUR), NOW)
    after = searched_later(left, error, NOW)
    assert after.state is (State.PENDING if asked == HOUR else State.UNKNOWN)
    assert asked != HOUR or wait(after) == HOUR


def test_a_rest_is_no_attempt() -> None:
    before = pending(attempts=3)
    assert resting(before, NOW + HOUR) == replace(before, next_attempt_at=NOW + HOUR)


def test_what_is_too_late_expires_unless_it_may_have_arrived() -> None:
    assert expired(pending(), NOW, "too late").state is State.EXPIRED
    assert expired(taken_over(sending(), NOW), NOW, "too late").state is State.UNKNOWN
    assert given_up(sending(), NOW, "nobody knows").state is State.UNKNOWN


# ---- whatever comes

errors = st.one_of(
    st.builds(SendLater, st.text(), is_of_chat=st.booleans(), retry_after=st.none() | st.timedeltas()),
    st.builds(SendRefused, st.text(), is_of_chat=st.booleans(), is_of_message=st.booleans()),
    st.builds(SendUnknown, st.text(), is_of_chat=st.booleans()),
)


@given(
    st.lists(errors, max_size=30),
    st.timedeltas(NONE, timedelta(days=2)),
    st.sampled_from([NONE, TWO_MINUTES, timedelta.max]),
)
def test_whatever_a_chat_does_a_delivery_comes_to_an_end_and_is_never_sent_twice_unseen(
    faults: list[DeliveryError], expires_in: timedelta, keeps: timedelta
) -> None:
    delivery, now = pending(expires_in=expires_in), NOW
    left_at: datetime | None = None
    for fault in faults:
        if not may_be_sent(delivery, now, keeps):
            break
        # What left once is sent again only while its nonce counts.
        assert left_at is None or now - left_at <= keeps
        left_at = (left_at or now) if isinstance(fault, SendUnknown) else left_at
        delivery = after_error(claimed(delivery, now), fault, now + SECOND, keeps)
        if delivery.state is not State.PENDING:
            assert delivery.settled_at == now + SECOND
            assert delivery.state is not State.EXPIRED or left_at is None
            break
        assert now < delivery.next_attempt_at < delivery.expires_at
        assert delivery.first_sent_at == left_at
        now = delivery.next_attempt_at

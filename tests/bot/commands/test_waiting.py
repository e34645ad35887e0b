"""How many may wait for an answer: nobody keeps it from the others."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.commands.answers import Answer, Refusal
from bot.commands.calls import Call
from bot.commands.waiting import LONGEST_RUN, OF_ALL, Waiting
from bot.texts import LANGUAGES, texts_for
from tests.bot.commands.newsdesk import CHANNEL, FLOOD, HOUR, MIA, MUSEUM, NOW, RIA, TRAIN, Newsdesk, words_of

SECOND = timedelta(seconds=1)


def a_call(name: str, person: str = "ria", *, chat: str = "console", after: timedelta = timedelta(0)) -> Call:
    place = replace(CHANNEL, chat=chat)
    return Call(id=name, person=replace(RIA, id=person), place=place, at=NOW + after, command="story")


def refused(waiting: Waiting, call: Call) -> str | None:
    try:
        waiting.enter(call)
    except Refusal as refusal:
        return refusal.key
    return None


# ---------------------------------------------------------------- of one person


def test_two_of_one_person_wait_and_a_third_when_one_has_its_answer() -> None:
    waiting = Waiting()
    assert [refused(waiting, a_call(name)) for name in "123"] == [None, None, "still-answering-you"]
    assert refused(waiting, a_call("4", "mia")) is None
    assert refused(waiting, a_call("5", chat="discord")) is None  # somebody else who is called the same there
    waiting.leave(a_call("1"))
    waiting.leave(a_call("9"))  # one that does not wait
    assert [refused(waiting, a_call(name)) for name in "67"] == [None, "still-answering-you"]


def test_what_was_never_heard_of_again_counts_no_longer_after_a_while() -> None:
    waiting = Waiting()
    for name in "12":
        waiting.enter(a_call(name))
    assert refused(waiting, a_call("3", after=LONGEST_RUN - SECOND))
    assert refused(waiting, a_call("4", after=LONGEST_RUN)) is None


# ---------------------------------------------------------------- of all


def test_of_all_people_together_so_many_wait() -> None:
    waiting = Waiting()
    calls = [a_call(str(number), f"p{number}") for number in range(OF_ALL + 1)]
    assert [refused(waiting, call) for call in calls] == [None] * OF_ALL + ["still-answering-others"]
    waiting.leave(calls[0])
    assert refused(waiting, calls[-1]) is None


# ---------------------------------------------------------------- through the core


async def asked(desk: Newsdesk, name: str, call: Call) -> Answer:
    answer = await desk.core.answer(replace(call, id=name))
    assert answer
    return answer


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_third_question_is_refused_until_one_of_the_first_two_is_answered(
    desk: Newsdesk, language: str
) -> None:
    me = replace(RIA, language=language)
    stories = [
        Call(id=name, person=me, place=CHANNEL, command="story", options={"id": name}, at=NOW)
        for name in (TRAIN, FLOOD, MUSEUM)
    ]
    first, second, third = [await asked(desk, call.id, call) for call in stories]
    assert first.then
    assert second.then
    assert words_of(third) == texts_for(language).say("still-answering-you")
    assert (third.is_refused, third.then) == (True, None)
    quick = await asked(desk, "help", Call(id="", person=me, place=CHANNEL, command="help", at=NOW))
    assert not quick.is_refused
    assert (await asked(desk, "of another", replace(stories[2], person=MIA))).then
    assert not (await first.then()).is_refused
    again = await asked(desk, "again", stories[2])
    assert again.then
    answers = await asyncio.gather(second.then(), again.then())
    assert not any(answer.is_refused for answer in answers)


async def test_one_who_is_refused_for_another_reason_does_not_wait(desk: Newsdesk) -> None:
    now = Call(id="", person=MIA, place=CHANNEL, command="now", at=NOW)
    first = await asked(desk, "1", now)
    assert first.then
    for name in "23":
        assert "is already running here" in words_of(await asked(desk, name, now))
    story = replace(now, command="story", options={"id": TRAIN})
    assert (await asked(desk, "4", story)).then
    assert (await asked(desk, "5", story)).is_refused


async def test_one_who_must_wait_does_not_begin_the_cooldown(desk: Newsdesk) -> None:
    story = Call(id="", person=RIA, place=CHANNEL, command="story", options={"id": TRAIN}, at=NOW)
    for name in "12":
        assert (await asked(desk, name, story)).then
    now = replace(story, command="now", options={})
    assert "Your last two questions" in words_of(await asked(desk, "3", now))
    assert (await asked(desk, "4", replace(now, person=replace(RIA, id="noah")))).then


async def test_an_answer_that_breaks_makes_room_too(desk: Newsdesk) -> None:
    story = Call(id="", person=RIA, place=CHANNEL, command="story", options={"id": TRAIN}, at=NOW)
    waiting = [await asked(desk, name, story) for name in "12"]
    desk.database.store.forget_before(NOW + HOUR)
    for answer in waiting:
        assert answer.then
        await answer.then()
    assert not words_of(await asked(desk, "3", story)).startswith("Your last two")

"""From a call to its answer: who may, once, not too often, in whose language, and whatever breaks is a sentence."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.commands import dispatch
from bot.commands.access import role_of
from bot.commands.answers import Answer, Line, Refusal
from bot.commands.asked import Asked
from bot.commands.calls import Call, Person, Place, Role
from bot.commands.table import COMMANDS
from digests.errors import StoreUnusable
from tests.bot.commands.newsdesk import ADA, CHANNEL, HOUR, MIA, NOW, RIA, STRANGER, TRAIN, Newsdesk, words_of

DIRECT = Place(chat="console", address="@ria", workspace="w1")


def a_call(
    command: str = "help", *, person: Person = RIA, place: Place = CHANNEL, name: str = "i", **options: Any
) -> Call:
    return Call(id=name, person=person, place=place, command=command, options=options, at=NOW)


@pytest.fixture
def command(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a handler in the place of that of a command, as the next version of the table might."""

    def put(name: str, handler: Callable[[Asked], Answer], **changes: Any) -> None:
        changed = {**COMMANDS, name: replace(COMMANDS[name], handler=handler, **changes)}
        monkeypatch.setattr(dispatch, "COMMANDS", changed)

    return put


# ---------------------------------------------------------------- who may


@pytest.mark.parametrize(
    ("person", "place", "role"),
    [
        (RIA, CHANNEL, Role.READER),
        (MIA, CHANNEL, Role.MANAGER),
        (ADA, CHANNEL, Role.MANAGER),
        (STRANGER, CHANNEL, Role.STRANGER),
        (replace(STRANGER, is_admin=True), CHANNEL, Role.STRANGER),  # who manages another workspace
        (RIA, DIRECT, Role.MANAGER),
        (STRANGER, DIRECT, Role.STRANGER),  # nobody else's direct message
    ],
)
def test_the_platform_and_the_digest_say_who_manages_it(
    desk: Newsdesk, person: Person, place: Place, role: Role
) -> None:
    assert role_of(person, place, desk.subscriber) is role


def test_a_named_manager_stays_one_when_whoever_made_the_digest_has_left(desk: Newsdesk) -> None:
    assert not desk.ask("settings set", MIA, key="stories", value="5").is_refused
    assert desk.subscriber.subscription.stories == 5
    assert desk.ask("settings set", replace(ADA, is_admin=False), key="stories", value="6").is_refused


def test_in_a_place_without_a_digest_whoever_asks_learns_how_to_make_one(desk: Newsdesk) -> None:
    elsewhere = replace(CHANNEL, address="other")
    answer = desk.ask("story", RIA, elsewhere, id=TRAIN)
    assert answer.is_refused
    assert words_of(answer) == ("This channel has no digest yet. Anyone who manages it can set one up: /digest setup")


# ---------------------------------------------------------------- once, and not too often


def test_an_interaction_that_comes_again_is_not_handled_again(desk: Newsdesk) -> None:
    async def twice() -> list[Answer | None]:
        return [await desk.core.answer(a_call()), await desk.core.answer(a_call())]

    first, second = asyncio.run(twice())
    assert first is not None
    assert second is None


def test_of_ten_repeats_at_once_one_is_handled_also_after_a_restart(desk: Newsdesk) -> None:
    async def ten() -> list[Answer | None]:
        return await asyncio.gather(*(desk.core.answer(a_call()) for _ in range(10)))

    assert sum(answer is not None for answer in asyncio.run(ten())) == 1
    desk.open()
    assert asyncio.run(desk.core.answer(a_call())) is None


def test_the_same_id_in_another_chat_is_another_interaction(desk: Newsdesk) -> None:
    async def both() -> list[Answer | None]:
        other = replace(CHANNEL, chat="file")
        return [await desk.core.answer(a_call()), await desk.core.answer(a_call(place=other))]

    assert None not in asyncio.run(both())


def _slow(_asked: Asked) -> Answer:
    async def work() -> Answer:
        return Answer(headline="done")

    return Answer(headline="at once", then=work)


def test_a_second_run_waits_for_its_cooldown_and_says_how_long(desk: Newsdesk, command: Callable[..., None]) -> None:
    command("now", _slow)
    assert desk.ask("now").headline == "done"
    desk.now += HOUR / 60 / 60 * 20
    assert "Please wait 40 more seconds." in words_of(desk.ask("now"))
    assert "noch 40 Sekunden" in words_of(desk.ask("now", language="de"))
    desk.now += HOUR / 60
    assert desk.ask("now").headline == "done"


def test_who_is_refused_may_try_again_at_once(desk: Newsdesk) -> None:
    refused = asyncio.run(desk.core.answer(a_call("now", language="lingonberry")))
    assert refused is not None
    assert refused.is_refused
    assert desk.ask("now").digest


def test_a_look_does_not_hold_up_a_posting_nor_a_reader_a_manager(desk: Newsdesk, command: Callable[..., None]) -> None:
    command("now", _slow)
    answers = [desk.ask("now", RIA), desk.ask("now", MIA), desk.ask("now", MIA, post=True)]
    assert [answer.headline for answer in answers] == ["done"] * 3
    assert not desk.ask("now", RIA, replace(CHANNEL, address="@ria")).headline  # no digest there


def test_while_a_run_goes_on_none_begins_in_the_same_place(desk: Newsdesk, command: Callable[..., None]) -> None:
    async def work() -> Answer:
        return Answer(headline="late")

    command("now", lambda asked: Answer(headline="at once", then=work))

    async def overlapping() -> list[str]:
        first = await desk.core.answer(a_call("now", name="1"))
        later = replace(a_call("now", name="2"), at=NOW + 2 * HOUR / 60)
        second = await desk.core.answer(later)
        assert first is not None
        assert first.then is not None
        assert second is not None
        done = await first.then()
        third = await desk.core.answer(replace(later, id="3"))
        assert third is not None
        return [words_of(answer) for answer in (first, second, done, third)]

    assert asyncio.run(overlapping()) == [
        "at once",
        "/digest now is already running here, and the answer goes to whoever asked first. Please try again in a "
        "minute.",
        "late",
        "at once",
    ]


# ---------------------------------------------------------------- in whose language


def test_the_language_is_that_of_the_person_then_of_the_platform_then_of_the_channel(desk: Newsdesk) -> None:
    def spoken(**person: Any) -> str | None:
        return desk.ask("help", replace(RIA, **person), CHANNEL).language

    assert spoken() == "en"
    assert spoken(language="it-IT") == "it"
    desk.database.readership.save_language("console", "ria", "de")
    assert spoken(language="it") == "de"
    assert spoken(language="it", id="other") == "it"
    elsewhere = Place(chat="console", address="other", workspace="w1", language="es")
    assert desk.ask("help", replace(RIA, id="other"), elsewhere).language == "es"


def test_a_language_that_the_bot_does_not_speak_is_answered_in_english(desk: Newsdesk) -> None:
    assert desk.ask("help", RIA, language="sw").language == "en"
    assert desk.ask("help", RIA, language="\x00’; DROP").language == "en"


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("storry", "There is no command “storry”. Did you mean /digest story?"),
        ("feed ad", "There is no command “feed ad”. Did you mean /digest feed add?"),
        ("☃" * 300, f"There is no command “{'☃' * 60}”. /digest help lists them all."),
        ("", "There is no command “”. /digest help lists them all."),
    ],
)
def test_an_unknown_command_gets_a_sentence(desk: Newsdesk, name: str, sentence: str) -> None:
    answer = desk.ask(name)
    assert answer.is_refused
    assert words_of(answer) == sentence


def _broken(_asked: Asked) -> Answer:
    raise ZeroDivisionError("a secret")


def _refusing(_asked: Asked) -> Answer:
    raise Refusal("only-managers")


def _without_database(_asked: Asked) -> Answer:
    raise StoreUnusable("The database news.db cannot be used: the disk is full.")


@pytest.mark.parametrize(
    ("handler", "sentence"),
    [
        (_broken, "Something went wrong, and it is our fault."),
        (_refusing, "Only people who manage this channel"),
        (_without_database, "The database is not responding right now."),
    ],
)
@pytest.mark.parametrize("is_late", [False, True])
def test_whatever_a_handler_raises_is_one_private_sentence(
    desk: Newsdesk,
    command: Callable[..., None],
    handler: Callable[[Asked], Answer],
    sentence: str,
    *,
    is_late: bool,
) -> None:
    def later(asked: Asked) -> Answer:
        return Answer(headline="wait", then=lambda: asked.compute(lambda: handler(asked)))

    command("top", later if is_late else handler)
    answer = desk.ask("top")
    assert answer.is_refused
    assert words_of(answer).startswith(sentence)
    assert "secret" not in words_of(answer)
    assert "news.db" not in words_of(answer)


def test_after_a_run_that_broke_the_next_may_begin(desk: Newsdesk, command: Callable[..., None]) -> None:
    command("now", _broken)
    assert desk.ask("now").is_refused
    desk.now += 2 * HOUR / 60
    command("now", lambda asked: Answer(lines=(Line(text="well"),)))
    assert words_of(desk.ask("now")) == "well"


def test_without_its_database_every_command_says_so(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.database.store.close()

    def gone(*_: object) -> None:
        raise StoreUnusable("The database cannot be used: the disk is full.")

    monkeypatch.setattr(type(desk.database.ledger), "subscribers_in", gone)
    for name in COMMANDS:
        answer = desk.ask(name, MIA, language="fr")
        assert words_of(answer).startswith("La base de données ne répond pas")


# ---------------------------------------------------------------- what was typed


def test_what_was_typed_is_read_here_and_what_is_wrong_with_it_said_in_the_language_of_the_person(
    desk: Newsdesk,
) -> None:
    def typed(text: str, name: str) -> str:
        answer = asyncio.run(
            desk.core.answer(replace(a_call("", name=name), text=text, person=replace(RIA, language="de")))
        )
        assert answer is not None
        return words_of(answer)

    assert typed("help story", "1").startswith("/digest story id")
    assert typed("storry k7qm", "2") == "Es gibt keinen Befehl „storry“. Meinten Sie /digest story?"
    assert "/digest story id [language] [length]" in typed("story a b c d", "3")


def test_an_answer_that_changes_the_language_is_in_the_new_one(desk: Newsdesk) -> None:
    assert desk.ask("language", RIA, language="en", code="fr").language == "fr"

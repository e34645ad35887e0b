"""The window of the settings: it shows what is set, and changes all that comes back, or nothing."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.answers import Answer, Form
from bot.commands.calls import Call, Feature, Place
from bot.commands.options import checked
from bot.commands.table import COMMANDS, FORMS
from bot.texts import LANGUAGES, texts_for
from digests import planning
from digests.models import Layout, Subscription, Thread
from digests.preferences import PREFERENCES
from tests.bot.commands.governed import kept, with_settings
from tests.bot.commands.newsdesk import ADA, CHANNEL, MIA, NOW, RIA, STRANGER, WISH, Newsdesk, words_of
from tests.bot.commands.test_hostile import NASTY


def form_of(desk: Newsdesk, command: str = "settings", language: str = "en") -> Form:
    answer = desk.ask(command, MIA, language=language)
    assert answer.form is not None
    return answer.form


def values_of(form: Form) -> dict[str, Any]:
    return {field.option: field.value for field in form.fields}


def sent(desk: Newsdesk, options: Mapping[str, Any], command: str = "settings", language: str = "en") -> Answer:
    """Return the last answer to a form that comes back with these options."""
    return desk.ask(command, MIA, language=language, **{f"{name}_": value for name, value in options.items()})


# ---------------------------------------------------------------- whom it is for


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_for_those_who_manage_the_digest_and_nobody_types_its_command(desk: Newsdesk, name: str) -> None:
    for language in LANGUAGES:
        say = texts_for(language).say
        assert words_of(desk.ask(name, RIA, language=language)) == say("only-managers")
        assert words_of(desk.ask(name, STRANGER, language=language)) == say("only-members")
        assert desk.ask(name, ADA, language=language).form
    assert name not in COMMANDS
    answer = asyncio.run(desk.core.answer(Call(id="typed", person=MIA, place=CHANNEL, text=name, at=NOW)))
    assert answer is not None
    assert f"/digest {name} needs one more word" in words_of(answer)
    assert words_of(desk.ask(name, ADA, replace(CHANNEL, address="none"))).startswith("This channel has no digest yet.")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_as_windows_take_it(desk: Newsdesk, name: str, language: str) -> None:
    form = form_of(desk, name, language)
    options = {option.name: option for option in FORMS[name].options}
    assert form.command == name
    assert 0 < len(form.title) <= 24
    assert 0 < len(form.fields) <= 8
    for field in form.fields:
        assert len(field.value) <= options[field.option].high
        assert len(field.label) <= 45
        assert len(field.choices) <= 100
        assert field.takes_several or not field.choices or field.value in {choice.value for choice in field.choices}
        assert all(len(choice.value) <= 150 and choice.label for choice in field.choices)
        for choice in field.choices:
            assert checked(FORMS[name], {field.option: choice.value})


# ---------------------------------------------------------------- what stands in it


def test_the_form_holds_what_is_set_and_its_choices_are_in_the_language_of_the_person(desk: Newsdesk) -> None:
    with_settings(desk, sentences=5, times=(time(9),), weekdays=frozenset(range(5)), layout=Layout.CARDS)
    form = form_of(desk, language="de")
    assert values_of(form) == {
        "language": "en",
        "timezone": "Europe/Paris",
        "times": "09:00 mon-fri",
        "stories": "8",
        "length": "5",
        "layout": "cards",
        "thread": "none",
        "novelty": "update",
    }
    lengths = next(field for field in form.fields if field.option == "length")
    assert [choice.label for choice in lengths.choices] == [
        "Nur die Überschrift",
        "Kurz: 1 Satz",
        "Mittel: 2 Sätze",
        "Lang: 4 Sätze",
        "5 Sätze",
    ]


def test_a_forum_is_offered_where_the_chat_has_any_or_it_is_chosen_already(desk: Newsdesk) -> None:
    def offered(place: Place) -> list[str]:
        form = desk.ask("settings", MIA, place).form
        assert form
        return [choice.value for field in form.fields if field.option == "thread" for choice in field.choices]

    without = replace(CHANNEL, features=frozenset((Feature.TYPED,)))
    assert offered(CHANNEL) == ["none", "details", "forum"]
    assert offered(without) == ["none", "details"]
    with_settings(desk, thread=Thread.FORUM)
    assert offered(without) == ["none", "details", "forum"]


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(
    st.sets(st.times(), min_size=1, max_size=6),
    st.sets(st.integers(0, 6), min_size=1),
    st.sampled_from(["UTC", "Australia/Lord_Howe", "America/Argentina/Buenos_Aires"]),
)
def test_a_form_that_is_sent_off_as_it_is_changes_nothing(
    desk: Newsdesk, times: set[time], days: set[int], zone: str
) -> None:
    minutes = sorted({at.replace(second=0, microsecond=0) for at in times})
    with_settings(desk, times=tuple(minutes), weekdays=frozenset(days), timezone=zone)
    before = desk.subscriber
    answer = sent(desk, values_of(form_of(desk)))
    assert answer.headline == "Everything was set like that already. Nothing was changed."
    assert desk.subscriber.subscription == before.subscription


# ---------------------------------------------------------------- what it changes


def test_all_that_was_given_is_changed_at_once_and_the_answer_says_what_it_was(desk: Newsdesk) -> None:
    answer = desk.ask("settings", MIA, times="7:30 on mon", stories="5", length="short", layout="compact")
    assert words_of(answer) == (
        "4 settings were changed.\nstories\n5\nbefore: 8\nlength\nshort\nbefore: medium\ntimes\n07:30\nbefore: 08:00\n"
        "weekdays\nmon\nbefore: all\nThe next digests\nNov 23, 2026, 7:30\u202fAM\nNov 30, 2026, 7:30\u202fAM\n"
        "Dec 7, 2026, 7:30\u202fAM\nTimes are in Europe/Paris."
    )
    assert kept(desk) == replace(WISH, times=(time(7, 30),), weekdays=frozenset({0}), stories=5, sentences=1)


def test_times_without_days_are_of_every_day_since_the_field_says_all(desk: Newsdesk) -> None:
    with_settings(desk, weekdays=frozenset({0}))
    desk.ask("settings", MIA, times="18:00")
    assert (kept(desk).times, len(kept(desk).weekdays)) == ((time(18),), 7)


def test_what_comes_blank_is_as_usual_again_and_what_has_no_usual_value_stays(desk: Newsdesk) -> None:
    with_settings(desk, language="fr", stories=12, sentences=5, times=(time(6),), weekdays=frozenset({6}))
    options = dict.fromkeys((option.name for option in FORMS["settings"].options), " ")
    assert sent(desk, options).headline.startswith("5 settings")
    assert kept(desk) == replace(WISH, language="fr", timezone="UTC")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"timezone": "Europe/Pariss"}, "Europe/Paris"),
        ({"times": "at dawn"}, "dawn"),
        ({"stories": "21"}, "3 to 20"),
        ({"length": "9"}, "short"),
        ({"layout": "cardz"}, "cards"),
        ({"language": "lingonberry"}, "lingonberry"),
        ({"lenght": "short"}, "lenght"),
    ],
)
def test_of_several_one_that_cannot_be_leaves_all_as_they_are(desk: Newsdesk, wrong: dict[str, Any], said: str) -> None:
    answer = sent(desk, {"length": "long", "novelty": "never", **wrong})
    assert answer.is_refused
    assert said in words_of(answer)
    assert kept(desk) == WISH


def test_of_two_who_send_it_off_at_once_nobody_undoes_what_the_other_did_not_touch(desk: Newsdesk) -> None:
    async def both() -> list[Answer | None]:
        calls = [{"stories": "5", "length": "long"}, {"layout": "cards", "timezone": "Europe/Rome"}]
        return await asyncio.gather(
            *(
                desk.core.answer(Call(id=str(n), person=MIA, place=CHANNEL, command="settings", options=each, at=NOW))
                for n, each in enumerate(calls)
            )
        )

    assert not any(answer is None or answer.is_refused for answer in asyncio.run(both()))
    assert kept(desk) == replace(WISH, stories=5, sentences=4, layout=Layout.CARDS, timezone="Europe/Rome")


def test_a_digest_that_is_gone_when_the_form_comes_back_is_said_to_be(desk: Newsdesk) -> None:
    desk.database.ledger.remove_subscriber("d7gs")
    assert words_of(desk.ask("settings", MIA, length="long")).startswith("Only people who")
    assert words_of(desk.ask("settings", ADA, length="long")).startswith("This channel has no digest yet.")


# ---------------------------------------------------------------- whatever comes back

_ANY = st.one_of(st.sampled_from(NASTY), st.text(max_size=40), st.sampled_from(["", "5", "fr", "none", "08:00"]))


@pytest.mark.parametrize("name", ["settings", "topic"])
def test_whatever_comes_back_is_done_or_refused_in_a_sentence_with_nothing_changed(desk: Newsdesk, name: str) -> None:
    names = [option.name for option in FORMS[name].options]

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(st.dictionaries(st.sampled_from(names), _ANY, min_size=1, max_size=4), st.sampled_from(LANGUAGES))
    def tried(options: dict[str, str], language: str) -> None:
        before = kept(desk)
        answer = sent(desk, options, name, language)
        texts = texts_for(language)
        assert texts.say("our-mistake") not in words_of(answer)
        assert texts.say("database-does-not-answer") not in words_of(answer)
        if answer.is_refused:
            assert kept(desk) == before
            assert [line for line in answer.lines if line.text] == list(answer.lines)
            assert len(answer.lines) == 1
        planning.resubscribe("d7gs", _as_it_was, ledger=desk.database.ledger, now=NOW)

    tried()


def _as_it_was(now: Subscription) -> Subscription:
    return WISH


def test_every_choice_that_is_a_word_of_a_setting_has_a_label(desk: Newsdesk) -> None:
    offered = {field.option: {one.value for one in field.choices} for field in form_of(desk).fields if field.choices}
    for key in ("layout", "thread", "novelty", "length"):
        assert offered[key] == set(PREFERENCES[key].wants.choices)

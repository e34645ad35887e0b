"""The schedule by command: what is answered, what is changed, and what is refused with nothing changed."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.commands.answers import Answer
from bot.texts import LANGUAGES
from digests import planning
from digests.models import Quiet, Subscription
from digests.postings import Subscriber
from tests.bot.commands.newsdesk import ADA, CHANNEL, MIA, NOW, RIA, STRANGER, Newsdesk, words_of

CHANGES: dict[str, dict[str, Any]] = {
    "schedule set": {"when": "9:15"},
    "schedule pause": {"until": "3d"},
    "schedule resume": {},
    "schedule skip": {"count": 2},
}


def settle(desk: Newsdesk, **settings: Any) -> None:
    """Change settings as if somebody had done so before today."""
    change(desk, **settings)
    planning.plan_due(NOW, ledger=desk.database.ledger)


def change(desk: Newsdesk, **settings: Any) -> None:
    def changed(subscription: Subscription) -> Subscription:
        return replace(subscription, **settings)

    planning.resubscribe(desk.subscriber.id, changed, ledger=desk.database.ledger, now=NOW - timedelta(hours=30))


def refused_by_chat(subscriber: Subscriber) -> Subscriber:
    return replace(subscriber, paused_at=NOW, pause_reason="no permission")


def text_of(answer: Answer) -> str:
    return re.sub(r"[\u202f\xa0]", " ", words_of(answer))


# ---------------------------------------------------------------- what is answered


def test_a_manager_sees_times_days_zone_and_the_next_runs(desk: Newsdesk) -> None:
    settle(desk, weekdays=frozenset({0, 3}), times=(time(8), time(18, 30)))
    answer = desk.ask("schedule show", ADA, language="en-GB")
    assert text_of(answer) == (
        "Schedule\nTimes are in Europe/Paris.\nThe digest comes every Monday and Thursday at 08:00 "
        "and 18:30.\nNext digests\nMonday, 23 November 2026 at 08:00\nMonday, 23 November 2026 at "
        "18:30\nThursday, 26 November 2026 at 08:00\n(Pause: schedule pause )"
    )
    assert [line.at for line in answer.sections[0].lines] == [
        datetime(2026, 11, day, hour, minute, tzinfo=UTC)
        for day, hour, minute in ((23, 7, 0), (23, 17, 30), (26, 7, 0))
    ]
    assert text_of(desk.ask("schedule show", ADA, language="it")) == (
        "Calendario\nOrari in Europe/Paris.\nLa rassegna stampa arriva ogni lunedì e giovedì alle "
        "ore 08:00 e 18:30.\nProssime rassegne stampa\nlunedì 23 novembre 2026, ore 08:00\nlunedì "
        "23 novembre 2026, ore 18:30\ngiovedì 26 novembre 2026, ore 08:00\n(Sospendi: schedule "
        "pause )"
    )


def test_setting_it_says_the_next_runs_and_what_will_not_happen(desk: Newsdesk) -> None:
    day = date(2026, 11, 24)
    settle(
        desk,
        times=(time(8), time(9)),
        quiet_dates=((day, day), (date(2026, 12, 3), date(2027, 1, 2)), (date(2027, 5, 1), date(2027, 5, 1))),
        quiet_hours=((time(22), time(7)),),
    )
    assert text_of(desk.ask("schedule set", MIA, language="en-GB", when="6:30 and 18:00 on mon-fri")) == (
        "The schedule is set.\nTimes are in Europe/Paris.\nThe digest comes every Monday, Tuesday, "
        "Wednesday, Thursday and Friday at 06:30 and 18:00.\nNext digests\nMonday, 23 November "
        "2026 at 07:00\nMonday, 23 November 2026 at 18:00\nWednesday, 25 November 2026 at "
        "07:00\nWhat will not happen\nNo digest on Tuesday, 24 November 2026: quiet date.\nNo "
        "digest from Thursday, 3 December 2026 to Saturday, 2 January 2027: quiet dates.\nThe "
        "digest of 06:30 comes at 07:00, when quiet hours end.\n(Pause: schedule pause )"
    )
    kept = desk.subscriber.subscription
    assert (kept.times, kept.weekdays) == ((time(6, 30), time(18)), frozenset(range(5)))
    settle(desk, quiet=Quiet.DROP)
    assert text_of(desk.ask("schedule set", MIA, language="it", when="ogni giorno")) == (
        "Il calendario è stato salvato.\nOrari in Europe/Paris.\nLa rassegna stampa arriva ogni "
        "giorno alle ore 06:30 e 18:00.\nNessuna rassegna stampa domenica 22 novembre 2026, ore "
        "18:00: un altro orario dello stesso giorno ha preso il suo posto.\nProssime rassegne "
        "stampa\nlunedì 23 novembre 2026, ore 18:00\nmercoledì 25 novembre 2026, ore "
        "18:00\ngiovedì 26 novembre 2026, ore 18:00\nChe cosa non ci sarà\nNessuna rassegna stampa "
        "martedì 24 novembre 2026: giorno di silenzio.\nNessuna rassegna stampa da giovedì 3 "
        "dicembre 2026 a sabato 2 gennaio 2027: giorni di silenzio.\nLa rassegna stampa delle ore "
        "06:30 non arriva: ore di silenzio.\n(Sospendi: schedule pause )"
    )


def test_days_alone_leave_the_times_and_times_alone_the_days(desk: Newsdesk) -> None:
    desk.ask("schedule set", MIA, when="sat, sun")
    desk.ask("schedule set", MIA, when="9h30")
    kept = desk.subscriber.subscription
    assert (kept.times, kept.weekdays) == ((time(9, 30),), frozenset({5, 6}))
    assert desk.ask("schedule set", MIA, when="9:30 am").headline == "It was like that already; nothing was changed."


def test_what_becomes_of_a_time_of_today_that_is_over_is_said(desk: Newsdesk) -> None:
    settle(desk, times=(time(18),))
    answer = text_of(desk.ask("schedule set", MIA, language="de", when="8 Uhr"))
    assert "Die Presseschau von Sonntag, 22. November 2026, 08:00 Uhr, kommt jetzt." in answer
    answer = text_of(desk.ask("schedule set", MIA, language="fr", when="20h"))
    assert (
        "Pas de revue de presse le dimanche 22 novembre 2026 à 20:00 : une autre heure du même jour a pris sa place."
    ) in answer


def test_a_pause_lasts_until_the_moment_or_until_somebody_resumes(desk: Newsdesk) -> None:
    settle(desk)
    answer = desk.ask("schedule pause", MIA, language="es", until="mañana")
    assert "No hay revista de prensa antes del lunes, 23 de noviembre de 2026, 0:00: está en pausa." in text_of(answer)
    assert desk.subscriber.paused_until == datetime(2026, 11, 22, 23, tzinfo=UTC)
    answer = desk.ask("schedule pause", MIA)
    kept = desk.subscriber
    assert (kept.paused_at, kept.paused_until) == (NOW, None)
    assert words_of(answer) == (
        "The digest is paused.\nTimes are in Europe/Paris.\nWhat will not happen\nNo digest until "
        "somebody resumes it: /digest schedule resume\n(Resume: schedule resume )"
    )
    assert "Next digests" in words_of(desk.ask("schedule resume", MIA))
    assert desk.subscriber.paused_at is None
    assert desk.ask("schedule resume", MIA).headline == "The digest is not paused."


def test_a_digest_that_the_chat_refused_is_resumed_with_the_reason_said(desk: Newsdesk) -> None:
    settle(desk)
    planning.change(desk.subscriber.id, refused_by_chat, ledger=desk.database.ledger)
    assert "la messagerie a refusé la dernière (no permission)" in words_of(
        desk.ask("schedule show", MIA, language="fr")
    )
    assert "Der Chat" in words_of(desk.ask("schedule show", MIA, language="de"))
    assert "the chat refused one (no permission)" in words_of(desk.ask("schedule resume", MIA))
    assert desk.subscriber.pause_reason is None


def test_a_skip_names_what_is_left_out_and_is_taken_back(desk: Newsdesk) -> None:
    settle(desk)
    assert text_of(desk.ask("schedule skip", MIA, language="en-GB")) == (
        "The next digest is skipped.\nTimes are in Europe/Paris.\nNext digests\nTuesday, 24 "
        "November 2026 at 08:00\nWednesday, 25 November 2026 at 08:00\nThursday, 26 November 2026 "
        "at 08:00\nSkipped, as asked\nMonday, 23 November 2026 at 08:00\n(Pause: schedule pause )"
    )
    assert "and 90 more" in words_of(desk.ask("schedule skip", MIA, count=100))
    assert desk.ask("schedule skip", MIA, language="it", count=0).headline == "Nessuna rassegna stampa viene saltata."
    assert desk.subscriber.skips == 0


def test_a_schedule_that_leaves_no_time_says_so(desk: Newsdesk) -> None:
    settle(desk, quiet_hours=((time(7), time(19)),), quiet=Quiet.DROP)
    assert "No digest in the next 400 days" in words_of(desk.ask("schedule show", MIA))


# ---------------------------------------------------------------- who, and what is refused


@pytest.mark.parametrize("command", ["schedule show", *CHANGES])
def test_neither_readers_nor_strangers_may(desk: Newsdesk, command: str) -> None:
    before = desk.subscriber
    for person in (RIA, STRANGER):
        assert desk.ask(command, person, **CHANGES.get(command, {})).is_refused
    assert desk.subscriber == before


@pytest.mark.parametrize("command", ["schedule show", *CHANGES])
def test_every_answer_is_in_the_language_of_who_asks(desk: Newsdesk, command: str) -> None:
    zone = {"en": "Times are", "fr": "Heures", "de": "Uhrzeiten", "it": "Orari", "es": "Horas"}
    for language in LANGUAGES:
        answer = desk.ask(command, MIA, CHANNEL, language=language, **CHANGES.get(command, {}))
        assert (answer.language, answer.is_refused) == (language, False)
        assert words_of(answer).splitlines()[1].startswith(zone[language])


def test_what_is_no_schedule_is_refused_with_an_example_and_nothing_is_changed(desk: Newsdesk) -> None:
    before = desk.subscriber
    for when, said in {
        "mon 8 tue 9": "«mon 8 tue 9» ha orari diversi",
        "25:00": "«25:00» non è un orario",
        "8-18": "«8-18» va da un orario a un altro",
        "sometimes": "Non capisco «sometimes»",
        "🌞": "Non capisco «🌞»",
        ", ,": "Scrivi quando deve arrivare",
    }.items():
        answer = desk.ask("schedule set", MIA, language="it", when=when)
        assert answer.is_refused
        assert words_of(answer).startswith(said)
        assert "8:" in words_of(answer)
    assert desk.subscriber == before


def test_a_pause_until_what_nobody_knows_is_refused(desk: Newsdesk) -> None:
    answer = desk.ask("schedule pause", MIA, until="the cows come home")
    assert answer.is_refused
    assert "“the cows come home” as a time to come" in words_of(answer)
    assert desk.subscriber.paused_at is None
    assert desk.ask("schedule set", MIA, when="1, 2, 3, 4, 5, 6, 7").is_refused

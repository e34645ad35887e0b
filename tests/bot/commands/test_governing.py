"""Settings and managers: all that is asked for is changed or nothing, here alone, and the answer says so."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.calls import Attachment
from bot.formats.subscriptions import as_toml, settings_in
from bot.texts import LANGUAGES, texts_for
from digests.errors import BadRequest, StepFailed
from digests.models import Mute
from digests.planning import change
from digests.preferences import PREFERENCES
from digests.schedules import paused
from tests.bot.commands.governed import kept, with_settings
from tests.bot.commands.newsdesk import ADA, CHANNEL, FEEDS, MIA, NOW, RIA, STRANGER, WISH, Newsdesk, words_of

COMMANDS: Mapping[str, dict[str, Any]] = {
    "settings show": {},
    "settings set": {"key": "stories", "value": "12"},
    "settings reset": {"key": "stories"},
    "settings export": {},
    "settings import": {"text": "stories = 12"},
    "managers add": {"person_": "noah"},
    "managers remove": {"person_": "mia"},
    "managers list": {},
}


def test_a_reader_and_a_stranger_are_told_that_they_may_not(desk: Newsdesk) -> None:
    for number, (command, options) in enumerate(COMMANDS.items()):
        language = LANGUAGES[number % len(LANGUAGES)]
        say = texts_for(language).say
        answer = desk.ask(command, RIA, language=language, **options)
        assert answer.is_refused
        assert words_of(answer) == say("only-managers")
        assert words_of(desk.ask(command, STRANGER, language=language, **options)) == say("only-members")
    assert kept(desk) == WISH


def test_a_manager_is_answered_in_their_language(desk: Newsdesk) -> None:
    changes = {"settings set", "settings reset", "settings import", "managers add", "managers remove"}
    for command, options in COMMANDS.items():
        said = set()
        for language in LANGUAGES:
            answer = desk.ask(command, MIA, language=language, **options)
            assert not answer.is_refused
            said.add(words_of(answer))
            if command in changes:
                with_settings(desk, stories=8, managers=("mia",))
        assert len(said) == len(LANGUAGES)


def test_whoever_manages_the_channel_on_the_platform_may_do_all_that_a_named_manager_may(desk: Newsdesk) -> None:
    assert not any(desk.ask(command, ADA, **options).is_refused for command, options in COMMANDS.items())


# ---------------------------------------------------------------- settings show


def test_all_settings_are_shown_those_changed_first(desk: Newsdesk) -> None:
    answer = desk.ask("settings show", MIA)
    changed_here, as_usual = answer.sections
    assert answer.headline == "The settings of this digest"
    assert changed_here.heading == "Changed here"
    assert {line.text: line.notes[0] for line in changed_here.lines if line.text != "sources"} == {
        "language": "en",
        "timezone": "Europe/Paris",
        "managers": "mia",
    }
    assert as_usual.heading == "At their defaults"
    assert ("length", ("medium",)) in [(line.text, line.notes) for line in as_usual.lines]
    assert {line.text for section in answer.sections for line in section.lines} == set(PREFERENCES)


def test_long_lists_are_cut_so_that_all_settings_fit_into_one_message(desk: Newsdesk) -> None:
    with_settings(
        desk,
        feeds=tuple(f"https://herald.example/{'a' * 100}/{number}" for number in range(500)),
        include=tuple(f'"rule number {number}"' for number in range(100)),
        exclude=tuple("x" * 150 + str(number) for number in range(100)),
        topics=tuple(f"topic number {number}, and more" for number in range(20)),
        managers=tuple(f"person{number}" for number in range(50)),
        muted=tuple(Mute(rule=f"topic:number {number}", until=None) for number in range(100)),
    )
    answer = desk.ask("settings show", MIA, language="de")  # no longer a manager by name
    assert answer.is_refused
    words = words_of(desk.ask("settings show", ADA, language="de"))
    assert len(words) <= 4000
    assert "… und noch 499 Einträge" in words


# ---------------------------------------------------------------- settings set


def test_a_setting_is_changed_and_the_answer_says_what_it_was(desk: Newsdesk) -> None:
    answer = desk.ask("settings set", MIA, key="Min-Publishers", value="3")
    assert words_of(answer) == "min_publishers is now 3.\nbefore: 2"
    assert kept(desk) == replace(WISH, min_publishers=3)


def test_a_setting_that_is_so_already_is_not_changed(desk: Newsdesk) -> None:
    answer = desk.ask("settings set", MIA, key="length", value="2", language="de")
    assert words_of(answer) == "length war schon medium. Es wurde nichts geändert."


def test_a_change_of_the_schedule_shows_the_next_digests_in_the_channels_new_zone(desk: Newsdesk) -> None:
    answer = desk.ask("settings set", MIA, key="timezone", value="america/new_york", language="de")
    assert words_of(answer) == (
        "timezone ist jetzt America/New_York.\n"
        "vorher: Europe/Paris\n"
        "Die nächsten Presseschauen\n"
        "23.11.2026, 08:00\n"
        "24.11.2026, 08:00\n"
        "25.11.2026, 08:00\n"
        "Uhrzeiten in America/New_York."
    )


def test_a_paused_digest_says_so_where_its_schedule_is_changed(desk: Newsdesk) -> None:
    change("d7gs", lambda subscriber: paused(subscriber, NOW, None), ledger=desk.database.ledger)
    answer = desk.ask("settings set", MIA, key="times", value="9")
    assert words_of(answer) == (
        "times is now 09:00.\nbefore: 08:00\nThe next digests\nIt is paused. /digest schedule "
        "resume starts it again.\nTimes are in Europe/Paris."
    )


def test_what_else_a_change_changes_is_said(desk: Newsdesk) -> None:
    with_settings(desk, also_read=("fr", "de"))
    answer = desk.ask("settings set", MIA, key="language", value="fr")
    assert words_of(answer) == "language is now fr.\nbefore: en\nalso_read\nde\nbefore: fr, de"


BAD = [
    ("timezone", "🌍"),
    ("timezone", "x" * 4000),
    ("include", "/(a{1000}){1000}/"),
    ("include", "/(a+)+$|(/"),
    ("mention", "everyone"),
    ("mention", "w1"),  # the channel's workspace: on Discord the role of everybody
    ("mention", "<@&w1>"),
    ("sources", "http://127.0.0.1/feed"),
    ("sources", "file:///etc/passwd"),
    ("sources", f"{FEEDS['en'].url} https://unknown.example/rss"),
    ("lenght", "short"),
    ("stories", "0"),
]


def test_bad_input_is_one_private_sentence_and_changes_nothing(desk: Newsdesk) -> None:
    followed = desk.database.store.followed_feeds()
    for key, value in BAD:
        answers = [desk.ask("settings set", MIA, key=key, value=value, language=language) for language in LANGUAGES]
        assert len({answer.lines[0].text for answer in answers}) == len(LANGUAGES)
        for answer in answers:
            assert answer.is_refused
            assert len(answer.lines) == 1
            assert len(answer.lines[0].text) < 400
    assert kept(desk) == WISH
    assert desk.database.store.followed_feeds() == followed


def test_a_role_is_named_by_its_id_or_as_the_platform_writes_it(desk: Newsdesk) -> None:
    for written in ("123", "<@&123>"):
        assert not desk.ask("settings set", MIA, key="mention", value=written).is_refused
        assert kept(desk).mention == "123"
    refused = desk.ask("settings import", MIA, text='mention = "w1"')
    assert words_of(refused).startswith("That calls everybody here, which a digest never does.")
    assert kept(desk).mention == "123"


ON_SLACK = {
    "mention": ("S0614TZR7", ("desk", "U024BE7LH", "4711", "s0614tzr7")),
    "managers": ("U024BE7LH, W0GRID1", ("nia", "U024BE7LH, nia", "4711", "@U024BE7LH")),
}
ON_DISCORD = {"mention": ("4711", ("desk", "S0614TZR7")), "managers": ("4711, 4712", ("nia", "U024BE7LH"))}


@pytest.mark.parametrize(
    ("workspace", "values"), [("T024BE7LD", ON_SLACK), ("E024GRID1", ON_SLACK), ("42", ON_DISCORD)]
)
def test_where_a_platform_has_ids_names_are_refused(
    desk: Newsdesk, workspace: str, values: Mapping[str, tuple[str, tuple[str, ...]]]
) -> None:
    mia, place = replace(MIA, workspace=workspace), replace(CHANNEL, workspace=workspace)
    for key, (good, bad) in values.items():
        for value in bad:
            answers = [
                desk.ask("settings set", mia, place, key=key, value=value),
                desk.ask("settings import", mia, place, text=f"{key} = '{value}'"),
            ]
            for answer in answers:
                assert answer.is_refused
                assert "their id" in words_of(answer) or "write its id" in words_of(answer)
        assert kept(desk) == WISH
        assert not desk.ask("settings set", replace(ADA, workspace=workspace), place, key=key, value=good).is_refused
        with_settings(desk, mention=None, managers=WISH.managers)


def test_who_is_named_already_stays_whatever_they_are_called(desk: Newsdesk) -> None:
    mia, place = replace(MIA, workspace="T024BE7LD"), replace(CHANNEL, workspace="T024BE7LD")
    assert not desk.ask("settings import", mia, place, text=as_toml([desk.subscriber])).is_refused
    assert not desk.ask("settings set", mia, place, key="managers", value="mia, U024BE7LH").is_refused
    assert kept(desk).managers == ("mia", "U024BE7LH")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(sorted(PREFERENCES)), value=st.text(min_size=1, max_size=30))
def test_any_value_is_taken_or_refused_with_a_sentence(desk: Newsdesk, key: str, value: str) -> None:
    before = kept(desk)
    answer = desk.ask("settings set", ADA, key=key, value=value)
    assert answer.headline or answer.is_refused
    assert "our mistake" not in words_of(answer)
    if answer.is_refused:
        assert kept(desk) == before


def test_sources_are_the_feeds_at_their_addresses_wherever_they_are_fetched_now(desk: Newsdesk) -> None:
    [moved] = [one for one in desk.database.store.followed_feeds() if one.feed == FEEDS["fr"]]
    desk.database.store.save_followed([replace(moved, location="https://courrier.example/new")])
    answers = desk.answers("settings set", MIA, key="sources", value=f"https://courrier.example/new, {FEEDS['de'].url}")
    assert [answer.headline for answer in answers] == [
        "Looking up 2 sources…",
        f"sources is now {FEEDS['fr'].url}, {FEEDS['de'].url}.",
    ]
    assert kept(desk).feeds == (FEEDS["fr"].url, FEEDS["de"].url)
    assert desk.ask("settings set", MIA, key="sources", value="all").headline == "sources is now all."
    assert kept(desk).feeds == ()


# ---------------------------------------------------------------- settings reset


def test_a_setting_is_put_back_to_its_usual_value(desk: Newsdesk) -> None:
    with_settings(desk, stories=12)
    assert words_of(desk.ask("settings reset", MIA, key="stories")) == "stories is now 8.\nbefore: 12"
    assert kept(desk) == WISH


def test_the_language_has_no_usual_value(desk: Newsdesk) -> None:
    answer = desk.ask("settings reset", MIA, key="language", language="de")
    assert words_of(answer) == (
        "language hat keinen Standardwert. Wählen Sie einen Wert, zum Beispiel: /digest settings set language fr"
    )
    assert kept(desk) == WISH


# ---------------------------------------------------------------- settings export and import


def exported(desk: Newsdesk) -> Attachment:
    attachment = desk.ask("settings export", MIA).attachment
    assert attachment is not None
    return attachment


def test_what_is_exported_is_taken_over_again(desk: Newsdesk) -> None:
    file = exported(desk)
    assert file.name == "digest.toml"
    with_settings(desk, stories=12, language="fr", exclude=("football",))
    answer = desk.ask("settings import", MIA, language="en", file=file)
    assert words_of(answer) == (
        "3 settings were changed.\nlanguage\nen\nbefore: fr\nexclude\nnone\nbefore: football\nstories\n8\nbefore: 12"
    )
    assert kept(desk) == WISH
    again = desk.ask("settings import", MIA, file=file)
    assert words_of(again) == "Everything was set like that already. Nothing was changed."


def test_the_settings_of_another_channel_are_taken_over_for_this_one_alone(desk: Newsdesk) -> None:
    other = replace(desk.subscriber, id="zzzz", address="elsewhere", subscription=replace(WISH, stories=5, managers=()))
    desk.database.ledger.save_subscribers([(replace(other, version=0), ())])
    file = Attachment(name="digest.toml", data=as_toml([other]).encode())
    desk.ask("settings import", MIA, file=file)
    assert kept(desk) == replace(WISH, stories=5)  # the managers are those of here
    desk.ask("settings import", MIA, text="stories = 7")
    [there] = desk.database.ledger.subscribers(["zzzz"])
    assert there.subscription.stories == 5


def test_lines_change_what_they_name_and_nothing_else(desk: Newsdesk) -> None:
    text = 'stories = 9\n# a note\nlength = "short"\ntimes = 08:00, 19:00\npreviews = true'
    desk.ask("settings import", MIA, text=text)
    after = kept(desk)
    assert (after.stories, after.sentences, len(after.times), after.previews) == (9, 1, 2, True)
    assert desk.ask("settings import", MIA, text="stories = 10; singles = 1").headline == "2 settings were changed."
    assert kept(desk) == replace(after, stories=10, singles=1)


NO_SETTINGS: list[tuple[dict[str, Any], str]] = [
    (
        {},
        "Geben Sie entweder an, was /digest settings export schreibt, als Datei oder als Text, oder Zeilen wie "
        "stories = 8.",
    ),
    (
        {"text": "stories = 9\nlenght = short"},
        "„lenght“ ist keine Einstellung. Meinten Sie length?",
    ),
    (
        {"text": "stories = 9\nsingles = many"},
        "„many“ passt nicht zur Einstellung singles. Schreiben Sie eine Zahl von 0 bis 10, zum Beispiel 3.",
    ),
    (
        {"file": Attachment(name="a.toml", data=b"\0" * 5_000_001)},
        "Diese Datei ist größer als 5 MB; so groß ist keine Datei mit Einstellungen.",
    ),
    (
        {"file": Attachment(name="a.toml", data=b"[[subscription]]\n[subscription.settings]\n" * 2)},
        "In dieser Datei stehen 2 Presseschauen. Lassen Sie nur die stehen, die Sie hier haben möchten.",
    ),
    (
        {"text": "sources = https://new.example/rss, nowhere"},
        (
            "„nowhere“ passt nicht zur Einstellung sources. Schreiben Sie die Adressen von bis zu 500 "
            "Feeds, durch Kommas getrennt, zum Beispiel https://herald.example/rss, oder all."
        ),
    ),
]


def test_the_bot_is_not_set_to_a_language_that_it_has_no_words_in(desk: Newsdesk) -> None:
    typed: dict[str, Any] = {"key": "ui_language", "value": "pt-BR"}
    said = [words_of(desk.ask("settings set", MIA, language=language, **typed)) for language in LANGUAGES]
    english = "The bot has no words of its own in Portuguese. Write one of these: as language, en, fr, de, it, or es."
    assert said[0] == english
    assert said[2].startswith("Der Bot hat keine Texte auf Portugiesisch. Schreiben Sie eines")
    assert len(set(said)) == len(LANGUAGES)
    assert words_of(desk.ask("settings import", MIA, text="ui_language = pl")).startswith("The bot has no words")
    assert kept(desk) == WISH
    assert not desk.ask("settings set", MIA, key="ui_language", value="de-AT").is_refused
    with_settings(desk, ui_language="pl")  # as the command line may set it
    assert not desk.ask("settings set", MIA, key="stories", value="12").is_refused


def test_what_cannot_be_imported_changes_nothing(desk: Newsdesk) -> None:
    followed = desk.database.store.followed_feeds()
    for options, german in NO_SETTINGS:
        answer = desk.ask("settings import", MIA, language="de", **options)
        assert answer.is_refused
        assert words_of(answer) == german
    assert kept(desk) == WISH
    assert desk.database.store.followed_feeds() == followed


class Overworked:
    """Processes that are ended, whatever they do."""

    async def run(self, *_: Any, **__: Any) -> Any:
        raise StepFailed("it took longer than 2 s")


def test_a_file_that_keeps_its_reader_busy_keeps_nobody_else_waiting(desk: Newsdesk) -> None:
    desk.workers = Overworked()
    desk.open()
    answer = desk.ask("settings import", MIA, file=Attachment(name="digest.toml", data=b"a." * 60_000 + b"a = 1"))
    assert answer.is_refused
    assert kept(desk) == WISH


@settings(max_examples=50)
@given(
    st.binary(max_size=60),
    st.sampled_from((b"", b"[[subscription]]\n", b"[[subscription]]\n[subscription.settings]\n")),
)
def test_any_file_is_read_or_is_no_settings(data: bytes, beginning: bytes) -> None:
    with suppress(BadRequest):
        tables, _ = settings_in(beginning + data)
        assert all(isinstance(text, str) for table in tables for text in table.values())


def test_what_a_file_does_not_name_stays_muted(desk: Newsdesk) -> None:
    muted = (Mute(rule="topic:football", until=datetime(2026, 12, 1, tzinfo=UTC)),)
    file = exported(desk)
    with_settings(desk, muted=muted)
    desk.ask("settings import", MIA, file=file)
    assert kept(desk).muted == muted

"""`help` and `language`: for readers, managers and strangers, in every language."""

from dataclasses import replace

import pytest

from bot.commands.answers import Answer
from bot.commands.calls import Feature, Person, Place
from bot.commands.table import COMMANDS
from bot.texts import LANGUAGES, texts_for
from tests.bot.commands.newsdesk import ADA, CHANNEL, MIA, RIA, STRANGER, Newsdesk, words_of

NOWHERE = Place(chat="console", address="empty", workspace="w1")
MOST = 4000  # characters of a message in Discord


def usages(answer: Answer) -> list[str]:
    lines = [*answer.lines, *(line for section in answer.sections for line in section.lines)]
    return [line.text for line in lines if line.text.startswith("/digest")]


# ---------------------------------------------------------------- help


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_lists_all_commands_and_fits_in_a_message(desk: Newsdesk, language: str) -> None:
    answer = desk.ask("help", MIA, language=language)
    assert len(usages(answer)) == len(COMMANDS)
    assert len(words_of(answer)) <= MOST


def test_readers_and_strangers_are_shown_what_is_for_everyone(desk: Newsdesk) -> None:
    for person in (RIA, STRANGER):
        shown = usages(desk.ask("help", person))
        assert "/digest now [hours] [language] [topic] [post]" in shown
        assert "/digest status" not in shown
    assert "Members of this workspace can use them." in words_of(desk.ask("help", STRANGER))


def test_help_is_there_where_no_digest_is(desk: Newsdesk) -> None:
    assert "/digest setup [language] [timezone] [times] [sources] [topics]" in usages(desk.ask("help", ADA, NOWHERE))


@pytest.mark.parametrize("written", ["feed", "/digest feed", "“Feed”"])
def test_help_on_a_group_lists_its_commands(desk: Newsdesk, written: str) -> None:
    answer = desk.ask("help", command_=written)
    assert answer.headline == "Feeds of the digest"
    assert len(usages(answer)) == 6


def test_help_on_a_command_tells_its_options_and_an_example(desk: Newsdesk) -> None:
    assert words_of(desk.ask("help", command_="feed add")) == (
        "/digest feed add address\nAdd a feed, or the feed of a site\nFor those who manage the channel.\n"
        "address\nWeb address\nrequired\nat most 2,000 characters\n"
        "Example: /digest feed add https://paper.example/rss"
    )
    assert words_of(desk.ask("help", command_="story", language="de")) == (
        "/digest story id [language] [length]\n"
        "Ein Thema ausführlich: Inhalt, Verlauf, Medien\n"
        "id\nKürzel des Themas, etwa k7qm\nerforderlich\nhöchstens 20 Zeichen\n"
        "language\nSprache, etwa fr oder Englisch\nhöchstens 35 Zeichen\n"
        "length\nWie ausführlich\nshort, medium, long oder full\n"
        "Beispiel: /digest story k7qm language:fr"
    )


def test_where_commands_are_typed_help_names_no_file_and_says_how_words_go_together(desk: Newsdesk) -> None:
    typed = replace(CHANNEL, features=frozenset((Feature.TYPED,)))
    assert "/digest feed import [file] [address]" in usages(desk.ask("help", MIA))
    assert "/digest feed import [address]" in usages(desk.ask("help", MIA, typed))
    assert not {"help-quotes", "help-windows"} & said_in(desk.ask("help", MIA))
    assert {"help-quotes", "help-windows"} <= said_in(desk.ask("help", MIA, typed))
    assert {"help-quotes"} == {"help-quotes", "help-windows"} & said_in(desk.ask("help", RIA, typed))
    one = desk.ask("help", MIA, typed, command_="feed import")
    assert [line.text for line in one.lines] == [
        "address",
        "Example: /digest feed import address:https://paper.example/rss",
    ]


def said_in(answer: Answer) -> set[str]:
    return {key for key in ("help-quotes", "help-windows") if texts_for("en").say(key) in answer.notes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_above_the_list_is_short_enough_to_stand_there_whole(desk: Newsdesk, language: str) -> None:
    answer = desk.ask("help", MIA, replace(CHANNEL, features=frozenset((Feature.TYPED,))), language=language)
    assert len(" · ".join(answer.notes)) <= 400


def test_help_on_what_is_no_command_says_what_may_be_meant(desk: Newsdesk) -> None:
    answer = desk.ask("help", command_="stroy")
    assert answer.is_refused
    assert words_of(answer) == "There is no command “stroy”. Did you mean /digest story?"


# ---------------------------------------------------------------- language


def test_whoever_has_chosen_no_language_is_told_why_it_is_this_one(desk: Newsdesk) -> None:
    assert words_of(desk.ask("language", language="fr")) == (
        "Je vous réponds en français.\nC’est celle de votre messagerie ou de ce canal. Pour en "
        "choisir une autre par son code ou son nom\u00a0: /digest language en\nCe qui est publié dans "
        "le canal reste en anglais.\n(English: language en)\n(Deutsch: language de)\n(italiano: "
        "language it)\n(español: language es)"
    )


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("fr", "Désormais, je vous réponds en français."),
        ("French", "Désormais, je vous réponds en français."),
        ("FRANCAIS", "Désormais, je vous réponds en français."),
        ("tedesco", "Ab jetzt antworte ich Ihnen auf Deutsch."),
        ("it-CH", "D’ora in poi ti rispondo in italiano."),
        ("español", "A partir de ahora le respondo en español."),
    ],
)
def test_a_language_is_chosen_by_code_or_name_and_answered_in(desk: Newsdesk, written: str, answer: str) -> None:
    assert words_of(desk.ask("language", code=written)).splitlines()[0] == answer
    assert words_of(desk.ask("language", language="en")).splitlines()[0] != answer
    assert desk.ask("help", language="en").headline != "Commands"


def test_of_a_language_that_the_bot_does_not_speak_it_says_so(desk: Newsdesk) -> None:
    assert words_of(desk.ask("language", code="polski")).splitlines()[0] == (
        "You get the news in Polish where it is available; I answer in English myself."
    )
    assert desk.database.readership.language_of("console", "ria") == "pl"


def test_auto_forgets_the_choice(desk: Newsdesk) -> None:
    desk.ask("language", code="fr")
    answer = desk.ask("language", language="de", code="auto")
    assert words_of(answer) == (
        "Ihre Wahl ist aufgehoben. Ich antworte Ihnen auf Deutsch, wie es Ihr Chat oder dieser Kanal vorgibt."
    )
    assert desk.database.readership.language_of("console", "ria") is None


@pytest.mark.parametrize("written", ["klingonese", "und", "🙂", "x" * 35])
def test_what_is_no_language_changes_nothing(desk: Newsdesk, written: str) -> None:
    answer = desk.ask("language", code=written)
    assert answer.is_refused
    assert words_of(answer).endswith("Write its code or its name, such as fr or French.")
    assert desk.database.readership.language_of("console", "ria") is None


def test_a_direct_message_has_no_channel_to_tell_of(desk: Newsdesk) -> None:
    place = Place(chat=CHANNEL.chat, address="@ria", workspace="w1")
    assert len(desk.ask("language", Person(id="ria", workspace="w1"), place, code="es").lines) == 1


def test_a_stranger_cannot_set_a_language(desk: Newsdesk) -> None:
    assert desk.ask("language", STRANGER, code="fr").is_refused

"""The bot's own words: complete in every locale, right in number and case, sensible for languages it does not know."""

import ast
import re
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.errors import FluentReferenceError
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

import bot.texts
import digests
from bot.commands.table import COMMANDS
from bot.texts import LANGUAGES, Texts, primary_subtag, texts_for


class _Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:
        self.names.add(node.id.name)


def _messages(language: str) -> dict[str, set[str]]:
    """The keys of a locale and the arguments each wants."""
    folder = sorted(files("bot").joinpath("locales", language).iterdir(), key=lambda file: file.name)
    body = [entry for file in folder for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body]
    assert not [entry for entry in body if isinstance(entry, Junk)], "a line that Fluent cannot read"
    keys: dict[str, set[str]] = {}
    for entry in body:
        if isinstance(entry, Message):
            assert entry.id.name not in keys, f"{entry.id.name} is said twice"
            variables = _Variables()
            variables.visit(entry)
            keys[entry.id.name] = variables.names
    return keys


def _keys_used() -> set[str]:
    package = Path(bot.texts.__file__).parent
    used = set(re.findall(r'\.say\(\s*"([^"]+)"', (package / "formats" / "page.html.j2").read_text(encoding="utf-8")))
    for source in package.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _called(node) in {"say", "Refusal"}:
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    used.add(str(key.value))
                elif not isinstance(key, ast.JoinedStr):  # of the table, below
                    assert ast.unparse(key).split(".")[-1] == "key", "a key that nobody can look up"
    return used | _keys_of_notices() | _keys_of_the_table()


def _called(node: ast.Call) -> str:
    """The name of what is called; `say` that is no method prints a line at the command line."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return "" if name == "say" and isinstance(node.func, ast.Name) else name


def _keys_of_the_table() -> set[str]:
    """The keys by which commands, groups and options are described, and the first two named."""
    keys = {f"command-{name.replace(' ', '-')}" for name in COMMANDS}
    keys |= {f"name-{word}" for name in COMMANDS for word in name.split()}
    keys |= {f"group-{command.group}" for command in COMMANDS.values() if command.group}
    return keys | {f"option-{option.name}" for command in COMMANDS.values() for option in command.options}


def _keys_of_notices() -> set[str]:
    """The keys that the news hands to the chats, which say them."""
    keys = set()
    for source in Path(digests.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Notice":
                (key,) = (keyword.value for keyword in node.keywords if keyword.arg == "key")
                assert isinstance(key, ast.Constant), "a key that no reader of the code can look up"
                keys.add(str(key.value))
    return keys


def test_every_key_that_the_code_says_is_in_english_and_none_is_left_over() -> None:
    assert _keys_used() == set(_messages("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_locale_has_the_keys_of_english(language: str) -> None:
    assert list(_messages(language)) == list(_messages("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_locale_wants_an_argument_that_the_code_does_not_give(language: str) -> None:
    given = _messages("en")
    assert all(names <= given[key] for key, names in _messages(language).items())


def test_a_folder_of_the_same_files_stands_behind_every_language_and_no_other() -> None:
    folders = {path.name: {file.name for file in path.iterdir()} for path in files("bot").joinpath("locales").iterdir()}
    assert folders == dict.fromkeys(LANGUAGES, folders["en"])


@pytest.mark.parametrize(
    ("language", "one", "seven"),
    [
        ("en", "1 publisher", "7 publishers"),
        ("fr", "1 média", "7 médias"),
        ("de", "1 Medium", "7 Medien"),
        ("it", "1 testata", "7 testate"),
        ("es", "1 medio", "7 medios"),
    ],
)
def test_a_number_takes_the_plural_of_its_language(language: str, one: str, seven: str) -> None:
    texts = texts_for(language)
    assert (texts.say("publishers", count=1), texts.say("publishers", count=7)) == (one, seven)


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    assert texts_for("fr").say("publishers", count=0) == "0 média"
    assert texts_for("en").say("publishers", count=0) == "0 publishers"


def test_large_numbers_are_grouped_as_the_language_groups_them() -> None:
    assert texts_for("de").say("counts", stories=1, articles=1234) == "1 Thema aus 1.234 Artikeln"


def test_no_invisible_marks_are_put_around_arguments() -> None:
    assert texts_for("en").say("times-in", zone="UTC") == "Times are in UTC."


def test_a_message_that_a_locale_lacks_is_said_in_english() -> None:
    sparse = FluentBundle(["fr"], use_isolating=False)
    sparse.add_resource(FluentResource("undated = sans date\n"))
    english = texts_for("en")
    texts = Texts(language="fr", locale=texts_for("fr").locale, bundles=(sparse, *english.bundles))
    assert texts.say("undated") == "sans date"
    assert texts.say("digest-title") == "News digest"


def test_a_key_that_nobody_wrote_is_a_mistake_and_not_a_text() -> None:
    with pytest.raises(KeyError, match="no-such-key"):
        texts_for("fr").say("no-such-key")


def test_a_forgotten_argument_is_a_mistake_and_not_a_text() -> None:
    with pytest.raises(FluentReferenceError, match="count"):
        texts_for("en").say("publishers")


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("fr", "en", "anglais"),
        ("de", "it", "Italienisch"),
        ("es", "en", "inglés"),
        ("en", "zh-hant-tw", "Traditional Chinese"),
        ("en", "pt_br", "Brazilian Portuguese"),
        ("de", "pt-BR", "Portugiesisch"),
        ("en", "und", "unknown language"),
        ("fr", "", "langue inconnue"),
        ("de", "xx", "unbekannte Sprache (xx)"),
        ("pl", "de", "German"),
    ],
)
def test_a_language_is_named_as_in_running_text(language: str, code: str, name: str) -> None:
    assert texts_for(language).language_name(code) == name


@pytest.mark.parametrize(
    ("language", "code", "phrase"),
    [
        ("en", "de", "in German"),
        ("fr", "en", "en anglais"),
        ("de", "it", "auf Italienisch"),
        ("it", "en", "in inglese"),
        ("es", "en", "en inglés"),
        ("en", "pt-BR", "in Portuguese"),
        ("fr", "und", "dans une langue inconnue"),
        ("es", "xx", "en un idioma desconocido"),
    ],
)
def test_a_text_is_said_to_be_in_a_language(language: str, code: str, phrase: str) -> None:
    assert texts_for(language).in_language(code) == phrase


@pytest.mark.parametrize("tag", ["fr", "FR", "fr-FR", "fr_ca", "fr-Latn-BE", "fr-XX"])
def test_a_tag_is_read_leniently(tag: str) -> None:
    assert texts_for(tag).say("digest-title") == "Revue de presse"


@pytest.mark.parametrize("tag", ["pt-BR", "ar", "und", "", "x", "../../etc/passwd", "fr; DROP", "e" * 5000])
def test_a_language_without_words_of_its_own_is_spoken_to_in_english(tag: str) -> None:
    texts = texts_for(tag)
    assert (texts.language, texts.say("digest-title")) == ("en", "News digest")


@pytest.mark.parametrize(
    ("tag", "primary"), [("pt-BR", "pt"), ("ZH_hant", "zh"), ("en", "en"), ("", "und"), ("f r", "und"), ("é", "und")]
)
def test_the_primary_subtag_is_the_language_alone(tag: str, primary: str) -> None:
    assert primary_subtag(tag) == primary


_EVENING = datetime(2026, 11, 20, 18, 5, tzinfo=UTC)
_NEXT_EVENING = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en", "Nov 20 – 21, 2026"),
        ("en-GB", "20–21 Nov 2026"),
        ("fr", "20–21 nov. 2026"),
        ("de", "20.–21. Nov. 2026"),
        ("it", "20–21 nov 2026"),
        ("es", "20–21 de noviembre de 2026"),
    ],
)
def test_a_window_is_written_as_its_language_writes_days(language: str, days: str) -> None:
    written = texts_for(language).date_range(_EVENING, _NEXT_EVENING)
    assert re.sub(r"\s", " ", written) == days  # CLDR sets thin spaces that no reader would type


def test_a_window_from_midnight_to_midnight_is_one_day() -> None:
    days = texts_for("fr").date_range(datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC))
    assert days == "20 novembre 2026"


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("en", 21, "up to November 21, 2026"),
        ("de", 21, "bis 21. November 2026"),
        ("fr", 21, "fin de période\u00a0: 21 novembre 2026"),
        ("it", 8, "fino a: 8 novembre 2026"),
        ("es", 21, "hasta: 21 de noviembre de 2026"),
    ],
)
def test_a_window_without_a_beginning_is_said_by_its_end(language: str, day: int, words: str) -> None:
    assert texts_for(language).date_range(None, datetime(2026, 11, day, 12, tzinfo=UTC)) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Nov 20, 2026, 6:05 PM"),
        ("fr", "20 nov. 2026, 18:05"),
        ("fr-CA", "20 nov. 2026, 18 h 05"),
        ("de", "20.11.2026, 18:05"),
    ],
)
def test_a_moment_is_written_to_the_minute(language: str, words: str) -> None:
    assert re.sub(r"\s", " ", texts_for(language).moment(_EVENING)) == words

"""What is written for options: typed and within its bounds, or one sentence that says what may be written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.answers import Refusal
from bot.commands.calls import Attachment, Value
from bot.commands.options import checked
from bot.commands.table import COMMANDS, FORMS
from bot.texts import LANGUAGES, texts_for

FILE = Attachment(name="feeds.opml", data=b"<opml/>")


def refused(command: str, options: dict[str, Value], language: str = "en") -> str:
    with pytest.raises(Refusal) as caught:
        checked(COMMANDS[command], options)
    return texts_for(language).say(caught.value.key, **caught.value.arguments)


@pytest.mark.parametrize(
    ("command", "written", "meant"),
    [
        ("now", {}, {}),
        ("now", {"hours": "24", "post": "oui"}, {"hours": 24, "post": True}),
        ("now", {"hours": 24, "post": False}, {"hours": 24, "post": False}),
        ("now", {"hours": " ２４ ", "post": "NO"}, {"hours": 24, "post": False}),
        ("schedule skip", {"count": "0"}, {"count": 0}),
        ("story", {"id": " k7qm ", "length": "Short"}, {"id": "k7qm", "length": "short"}),
        ("setup", {"language": "fr", "times": "", "topics": "  "}, {"language": "fr"}),
        ("settings set", {"key": "length", "value": "a\nb"}, {"key": "length", "value": "a\nb"}),
        ("feed import", {"file": FILE}, {"file": FILE}),
    ],
)
def test_options_are_typed_and_blank_ones_left_out(
    command: str, written: dict[str, Value], meant: dict[str, Value]
) -> None:
    assert checked(COMMANDS[command], written) == meant


@pytest.mark.parametrize(
    ("command", "written", "sentence"),
    [
        ("now", {"hours": "169"}, "“hours” takes a whole number from 1 to 168, such as hours:3."),
        ("now", {"hours": "3.5"}, "“hours” takes a whole number from 1 to 168, such as hours:3."),
        ("now", {"hours": True}, "“hours” takes a whole number from 1 to 168, such as hours:3."),
        ("now", {"post": "perhaps"}, "“post” takes yes or no, such as post:yes."),
        (
            "story",
            {"id": "k7qm", "length": "mediun"},
            "“length” takes one of these: short, medium, long, full. Did you mean length:medium?",
        ),
        (
            "story",
            {"id": "k7qm", "length": "x"},
            "“length” takes one of these: short, medium, long, full; such as length:short.",
        ),
        ("story", {"id": "k" * 21}, "“id” takes 1 to 20 characters; this has 21."),
        ("story", {}, "“id” is missing. Write it like this: /digest story id [language] [length]"),
        ("story", {"id": " "}, "“id” is missing. Write it like this: /digest story id [language] [length]"),
        (
            "story",
            {"id": "k7\x00qm"},
            "“id” contains characters that nobody can read; please write it again with letters and digits.",
        ),
        (
            "top",
            {"day": 3},
            ("There is no option “day” here. Did you mean “days”? Write it like this: /digest top [topic] [days]"),
        ),
        ("status", {"hours": "1"}, "There is no option “hours” here. Write it like this: /digest status"),
        (
            "feed import",
            {"file": "list.opml"},
            "“file” takes a file that is attached to the command, such as feeds.opml. Where that is not possible, "
            "/digest help shows what to write instead.",
        ),
        ("feed add", {"address": FILE}, "“address” takes text, not a file."),
    ],
)
def test_what_cannot_be_meant_is_answered_with_what_may_be_written(
    command: str, written: dict[str, Value], sentence: str
) -> None:
    assert refused(command, written) == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "«\u00a0hours\u00a0» attend un nombre entier de 1 à 168, par exemple hours:3."),
        ("de", "„hours“ braucht eine ganze Zahl von 1 bis 168, etwa hours:3."),
        ("it", "«hours» richiede un numero intero da 1 a 168, ad esempio hours:3."),
        ("es", "«hours» requiere un número entero de 1 a 168, por ejemplo hours:3."),
    ],
)
def test_it_is_said_in_the_language_of_the_person(language: str, sentence: str) -> None:
    assert refused("now", {"hours": "many"}, language) == sentence


def outcome(name: str, options: dict[str, Value], language: str) -> tuple[str, dict[str, Value]]:
    try:
        return "", checked(COMMANDS[name], options)
    except Refusal as refusal:
        return texts_for(language).say(refusal.key, **refusal.arguments), {}


@settings(max_examples=50)
@given(
    st.sampled_from(list(COMMANDS)),
    st.text(max_size=300) | st.integers() | st.booleans(),
    st.sampled_from(LANGUAGES),
)
def test_every_value_is_within_its_bounds_or_refused_in_a_sentence(name: str, value: Value, language: str) -> None:
    command = COMMANDS[name]
    sentence, options = outcome(name, {option.name: value for option in command.options}, language)
    assert "{" not in sentence
    for option in command.options:
        found = options.get(option.name)
        assert not isinstance(found, str) or option.low <= len(found) <= option.high
        assert not isinstance(found, int) or isinstance(found, bool) or option.low <= found <= option.high


@pytest.mark.parametrize("typed", ["<#C1|general>", "<@U024BE7LH>", "<@!456>", "trains <!here>", "<!subteam^S1|@eds>"])
def test_a_person_or_channel_of_the_chat_is_no_word(typed: str) -> None:
    for command, option in (("topic include", "rule"), ("search", "query"), ("mute", "what")):
        with pytest.raises(Refusal) as refused:
            checked(COMMANDS[command], {option: typed})
        assert (refused.value.key, refused.value.arguments) == ("wants-words", {"option": option})
    assert checked(COMMANDS["managers add"], {"person": typed}) == {"person": typed}
    assert checked(COMMANDS["feed test"], {"address": "<https://x.example/rss>"})


def test_of_a_form_what_is_blank_is_kept_and_what_is_not_there_is_left_out() -> None:
    assert checked(FORMS["settings"], {"stories": " ", "length": "", "layout": "Cards"}) == {
        "stories": "",
        "length": "",
        "layout": "cards",
    }
    assert checked(COMMANDS["setup"], {"times": " "}) == {}

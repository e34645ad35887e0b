"""Commands named in a text have the name that they have here, and people theirs; nothing else in it changes."""

import re
from importlib.resources import files

import pytest
from fluent.syntax import parse
from fluent.syntax.ast import Message, Pattern, Placeable, SelectExpression, TextElement, VariableReference

from bot.chats.slack_answers import said
from bot.chats.slack_markup import escaped, linked
from bot.chats.slack_mentions import MOST, mentioned, named
from bot.commands import naming
from bot.commands.answers import Answer, Line, Section, StoryItem
from bot.commands.grammar import parsed
from bot.commands.options import checked
from bot.commands.table import COMMANDS, Command
from bot.texts import LANGUAGES
from tests.bot.chats.slack_limits import check_message, texts_in


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/digest setup", "`/news setup`"),
        ("Pour l’ajouter : /digest feed add herald.example", "`/news feed add herald.example`"),
        ("One: /digest settings set stories 12. All: /digest settings reset stories", "`/news settings reset stories`"),
        ('Only: /digest mute "topic:world cup" 3d.', '`/news mute "topic:world cup" 3d`.'),
        ('(only: /digest now topic:"night train")', '(only: `/news now topic:"night train"`)'),
        ("Example: /digest feed add https://herald.example/rss.xml", "`/news feed add https://herald.example/rss.xml`"),
        ("One: /digest topic include, /digest topic exclude", ": `/news topic include`, `/news topic exclude`"),
        ("More: /digest help story · Members can use them.", ": `/news help story` · Members can use them."),
        ("Write it once: /digest story id [language] [length]", ": `/news story id [language] [length]`"),
        ("Écrivez « /digest top ».", "« `/news top` »."),
        ("(/digest help, /digest now)", "(`/news help`, `/news now`)"),
        ("/digest settings set language fr", "`/news settings set` language fr"),
        ("/digest settings needs one more word", "`/news settings` needs one more word"),
        ("Write /digest", "Write `/news`"),
        ("Write /digest.", "Write `/news`."),
        ("*Ready: /digest now*", "*Ready: `/news now`*"),
        ("*/digest now is ready*", "*`/news now` is ready*"),
        ("/digest nowhere", "`/news` nowhere"),
    ],
)
def test_a_command_has_its_name_here_and_stands_apart_with_what_is_typed_behind_it(said: str, shown: str) -> None:
    assert mentioned(said, "/news").endswith(shown)
    assert named(said, "/news").endswith(shown.replace("`", ""))


def test_what_is_typed_is_not_bold_as_well() -> None:
    assert mentioned("*/digest mute what [until]* · Mute", "/news") == "`/news mute what [until]` · Mute"


FILLED = {"command": "now", "near": "feed add", "group": "feed", "commands": "add | list", "count": "3"}


def variants(pattern: Pattern) -> list[str]:
    """Return a text in each of its plurals, filled in."""
    texts = [""]
    for each in pattern.elements:
        match each:
            case TextElement():
                parts = [each.value]
            case Placeable(expression=SelectExpression(variants=several)):
                parts = [text for one in several for text in variants(one.value)]
            case Placeable(expression=VariableReference(id=name)):
                parts = [FILLED.get(name.name, "k7qm")]
        texts = [text + part for text in texts for part in parts]
    return texts


def set_apart(language: str) -> dict[str, list[list[str]]]:
    """Return {key of a text: what of each of its variants is set apart} where a command is named."""
    found = {}
    for file in files("bot").joinpath("locales", language).iterdir():
        for entry in parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, Message) and entry.value and "/digest" in str(variants(entry.value)):
                shown = [mentioned(escaped(text), "/digest") for text in variants(entry.value)]
                found[entry.id.name] = [re.findall("`(.+?)`", text) for text in shown if "`" in text]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_text_sets_apart_can_be_typed_as_it_is(language: str) -> None:
    for typed in [typed for several in set_apart(language).values() for one in several for typed in one]:
        words = typed.removeprefix("/digest").strip()
        if words in COMMANDS or naming.members_of(words, COMMANDS):
            continue  # the name alone
        name, options = parsed(typed)
        assert checked(COMMANDS[name], options), typed


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_sets_the_same_commands_apart_with_as_much_behind_them(language: str) -> None:
    def alike(found: dict[str, list[list[str]]]) -> dict[str, set[tuple[tuple[str, bool], ...]]]:
        return {key: {tuple(map(outline, one)) for one in several} for key, several in found.items()}

    def outline(typed: str) -> tuple[str, bool]:
        words = typed.removeprefix("/digest").strip()
        name = max((name for name in (*COMMANDS, "feed", "settings", "topic") if words.startswith(name)), key=len)
        return name, words != name

    assert alike(set_apart(language)) == alike(set_apart("en"))
    assert sum(typed for several in alike(set_apart(language)).values() for one in several for _, typed in one) > 12


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_an_example_and_a_usage_are_set_apart_as_a_whole(command: Command) -> None:
    for typed in (naming.example(command), naming.usage(command), naming.usage(command, with_files=True)):
        assert mentioned(escaped(f"Example: {typed}"), "/digest") == f"Example: `{typed}`"
    assert mentioned(escaped(naming.usage(command)), "/digest") == f"`{naming.usage(command)}`"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_of_the_table_is_set_apart_by_its_whole_name(name: str) -> None:
    assert mentioned(escaped(f"Use /digest {name}."), "/digest") == f"Use `/digest {name}`."


@pytest.mark.parametrize(
    "mrkdwn",
    [
        "",
        "digest now",
        "/digestbot now",
        "/digest/now",
        "/digest-now",
        "/digest.html",
        "https://herald.example/digest now",
        "./digest now",
        "<https://herald.example/digest now|/digest now>",
        "`/digest now`",
    ],
)
def test_what_is_no_command_or_stands_in_a_link_or_code_stays_as_it_is(mrkdwn: str) -> None:
    assert mentioned(mrkdwn, "/news") == mrkdwn


def test_a_link_stays_a_link_beside_a_command() -> None:
    link = linked("/digest now", "https://herald.example/digest")
    assert mentioned(f"{link} /digest last", "/news") == f"{link} `/news last`"


def test_a_text_grows_by_so_many_commands_and_no_more() -> None:
    said = "/digest now " * (MOST + 3)
    assert mentioned(said, "/news") == "`/news now` " * MOST + "/digest now " * 3
    assert named(said, "/news") == "/news now " * MOST + "/digest now " * 3


@pytest.mark.parametrize(
    ("plain", "shown"),
    [
        ("@U024BE7LH", "<@U024BE7LH>"),
        ("ask @W024BE7LH, or @mia", "ask <@W024BE7LH>, or @mia"),
        ("@u024be7lh", "@u024be7lh"),
        ("@U024", "@U024"),
        ("@C024BE7LH", "@C024BE7LH"),
        ("post@U024BE7LH", "post@U024BE7LH"),
        ("@@U024BE7LH", "@@U024BE7LH"),
        ("@U024BE7LHx", "@U024BE7LHx"),
        ("<@U024BE7LH>", "&lt;@U024BE7LH&gt;"),
    ],
)
def test_a_person_whom_the_bot_names_is_shown_by_their_name(plain: str, shown: str) -> None:
    assert mentioned(escaped(plain), "/digest") == shown


# ---------------------------------------------------------------- in answers


def words_of(answer: Answer) -> str:
    return "\n".join(text for body in said(answer, command="/news") for text in texts_in(body["blocks"]))


def test_whatever_the_bot_itself_says_of_a_command_has_the_name_that_it_has_here() -> None:
    answer = Answer(
        headline="Ready: /digest now",
        notes=("Later: /digest help",),
        lines=(Line(text="/digest feed add"), Line(text="/digest mute what [until]", notes=("Mute it",))),
        sections=(Section(heading="For all", lines=(Line(text="digest", notes=("see /digest last",)),)),),
        language="en",
    )
    shown = words_of(answer)
    assert [name for name in COMMANDS if f"`/news {name}`" in shown] == ["now", "last", "help", "feed add"]
    assert "`/news mute what [until]` · Mute it" in shown
    assert "/digest" not in shown


def test_nobody_is_named_and_no_command_set_apart_by_what_feeds_have_written() -> None:
    words, url = "@U024BE7LH writes /digest resend", "https://herald.example/1"
    answer = Answer(
        headline=words,
        url=url,
        notes=(words,),
        lines=(Line(text=words, url=url, notes=(words,)), Line(text=words * 9, url=url, notes=(words,))),
        stories=(StoryItem(id="k7qm", headline=words, quote=words, notes=(words,)),),
    )
    shown = words_of(answer)
    assert "<@" not in shown
    assert "`" not in shown


@pytest.mark.parametrize("named_", ["/digest settings import ", "@U024BE7LH "])
def test_with_mentions_an_answer_keeps_to_what_slack_takes_and_leaves_nothing_out(named_: str) -> None:
    text = named_ * 300
    lines = tuple(Line(text=text, notes=(text, str(number))) for number in range(4))
    messages = said(Answer(headline=text, notes=(text,), lines=lines, language="en"), command="/" + "n" * 31)
    for body in messages:
        check_message(body)
    shown = [text for body in messages for block in body["blocks"] for text in texts_in(block)]
    assert sum(text.count("• ") for text in shown) == 4

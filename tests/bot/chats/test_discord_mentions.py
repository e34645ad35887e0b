"""Commands named in a text become mentions that can be pressed; nothing else in it changes."""

import pytest
from simcord.components import walk_components

from bot.chats.discord_answers import said
from bot.chats.discord_markup import escaped, linked
from bot.chats.discord_mentions import MOST, mentioned
from bot.chats.discord_parts import MAX_COMPONENTS, MAX_SHOWN, size
from bot.commands.answers import Answer, Line, Section, StoryItem
from bot.commands.table import COMMANDS

ID = "1417000000000000017"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/digest setup", f"</digest setup:{ID}>"),
        ("Pour l’ajouter : /digest feed add herald.example", f"</digest feed add:{ID}> herald.example"),
        ("Écrivez « /digest top ».", f"« </digest top:{ID}> »."),
        ("(/digest help, /digest now)", f"(</digest help:{ID}>, </digest now:{ID}>)"),
        ("**/digest schedule pause \\[until\\]** · Pause", f"**</digest schedule pause:{ID}> \\[until\\]** · Pause"),
        ("/digest settings set language fr", f"</digest settings set:{ID}> language fr"),
    ],
)
def test_a_command_is_mentioned_and_what_is_written_behind_it_stays(said: str, shown: str) -> None:
    assert mentioned(said, ID).endswith(shown)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_of_the_table_is_mentioned_by_its_whole_name(name: str) -> None:
    assert mentioned(escaped(f"Use /digest {name}."), ID) == f"Use </digest {name}:{ID}>."


@pytest.mark.parametrize(
    "markdown",
    [
        "",
        "/digest",
        "/digest settings",  # a group alone can be used by nobody
        "/digest nowhere",
        "/digest top-stories",
        "/digest now/then",
        "digest now",
        "/digestbot now",
        "/digest  now",
        "https\\://herald.example/digest now",
        "./digest now",
        "[/digest now](<https://herald.example/digest now>)",
        "`/digest now`",
        f"</digest now:{ID}>",
        "\\</digest now",
    ],
)
def test_what_is_no_command_or_stands_in_a_link_or_code_stays_as_it_is(markdown: str) -> None:
    assert mentioned(markdown, ID) == markdown


def test_a_link_stays_a_link_beside_a_command() -> None:
    link = linked("/digest now", "https://herald.example/digest")
    assert mentioned(f"{link} /digest last", ID) == f"{link} </digest last:{ID}>"


def test_nothing_changes_before_discord_has_told_the_id() -> None:
    assert mentioned("/digest setup", None) == "/digest setup"


def test_a_text_grows_by_so_many_mentions_and_no_more() -> None:
    said = "/digest now " * (MOST + 3)
    assert mentioned(said, ID) == f"</digest now:{ID}> " * MOST + "/digest now " * 3


# ---------------------------------------------------------------- in answers


def texts_of(answer: Answer) -> str:
    shown = [each for one in said(answer, command_id=ID) for each in walk_components(one.body["components"])]
    return "\n".join(each["content"] for each in shown if "content" in each)


def test_whatever_the_bot_itself_says_of_a_command_can_be_pressed() -> None:
    answer = Answer(
        headline="Ready: /digest now",
        notes=("Later: /digest help",),
        lines=(Line(text="/digest feed add"), Line(text="/digest mute what [until]", notes=("Mute it",))),
        sections=(Section(heading="For all", lines=(Line(text="digest", notes=("see /digest last",)),)),),
        language="en",
    )
    shown = texts_of(answer)
    assert [name for name in COMMANDS if f"</digest {name}:{ID}>" in shown] == [
        "now",
        "last",
        "help",
        "feed add",
        "mute",
    ]
    assert f"**</digest mute:{ID}> what \\[until\\]** · Mute it" in shown


def test_what_feeds_have_written_can_not_be_pressed() -> None:
    url = "https://herald.example/1"
    story = StoryItem(id="k7qm", headline="/digest resend", quote="/digest resend", url=url)
    long = "/digest resend [now] " * 9
    answers = (
        Answer(headline="/digest resend [now]", url=url),
        Answer(lines=(Line(text="/digest resend [now]", url=url), Line(text=long, url=url, notes=("/digest resend",)))),
        Answer(stories=(story,)),
    )
    assert all("</" not in texts_of(answer) for answer in answers)


@pytest.mark.parametrize("name", ["now", "settings import"])
def test_with_mentions_an_answer_keeps_to_what_discord_takes_and_leaves_nothing_out(name: str) -> None:
    named = f"/digest {name} " * 300
    answer = Answer(headline=named, notes=(named,), lines=(Line(text=named, notes=(named,)),) * 4, language="en")
    messages = said(answer, command_id="9" * 20)
    taken = [size(one.body["components"]) for one in messages]
    assert all(each.shown <= MAX_SHOWN and each.components <= MAX_COMPONENTS for each in taken)
    lines = [each for each in texts_of(answer).splitlines() if each.startswith("- ")]
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (Line(text="@1417000000000000017"), "<@1417000000000000017>"),
        (Line(text="@mia"), "@mia"),
        (Line(text="@1417"), "@1417"),
        (Line(text="ask @1417000000000000017, or @mia"), "ask <@1417000000000000017>, or @mia"),
        (Line(text="@1417000000000000017", notes=("now",)), "**<@1417000000000000017>** · now"),
        (Line(text="post@1417000000000000017"), "post@1417000000000000017"),
        (Line(text="@@1417000000000000017"), "@@1417000000000000017"),
        (Line(text="@1417000000000000017000000"), "@1417000000000000017000000"),
        (Line(text="<@1417000000000000017>"), "\\<@1417000000000000017\\>"),
    ],
)
def test_a_person_whom_the_bot_names_is_shown_by_their_name(line: Line, shown: str) -> None:
    assert texts_of(Answer(lines=(line,))) == shown


def test_people_are_named_in_headlines_also_before_discord_has_told_the_id_of_the_command() -> None:
    person = "@145612345678901234"
    [one] = said(Answer(headline=f"{person} can change this digest now", notes=(f"by {person}",)))
    assert [each["content"] for each in walk_components(one.body["components"])] == [
        f"## <{person}> can change this digest now\n-# by <{person}>"
    ]
    assert one.body["allowed_mentions"] == {"parse": []}


def test_nobody_is_named_by_what_feeds_have_written() -> None:
    person, url = "@1417000000000000017", "https://herald.example/1"
    answer = Answer(
        headline=person,
        url=url,
        lines=(Line(text=person, url=url, notes=(person,)),),
        stories=(StoryItem(id="k7qm", headline=person, quote=person, notes=(person,)),),
    )
    assert f"<{person}>" not in texts_of(answer)

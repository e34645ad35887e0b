"""Commands as people type them: by name or in order, quoted or not, with slips, and whatever else is sent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.answers import Refusal
from bot.commands.calls import Attachment, Value
from bot.commands.grammar import MAX_TEXT, parsed
from bot.commands.naming import arguments_of, usage
from bot.commands.table import COMMANDS, Kind


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        parsed(text)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "/digest",
        "digest",
        "/DIGEST ",
        "help",
        "/digest help",
        "/help",
        "/digest /digest help",
        "digest digest",
    ],
)
def test_nothing_is_help_and_the_word_digest_may_stand_before_it(text: str) -> None:
    assert parsed(text) == ("help", {})


@pytest.mark.parametrize(
    ("text", "name", "options"),
    [
        ("now", "now", {}),
        ("now 24 fr post", "now", {"hours": "24", "language": "fr", "post": "true"}),
        ("now post hours:24", "now", {"post": "true", "hours": "24"}),
        ("now hours=24 post:oui", "now", {"hours": "24", "post": "oui"}),
        ("now hours: 24", "now", {"hours": "24"}),
        ("now topic:“world news”", "now", {"topic": "world news"}),
        ("now topic:„Klima und Wetter“ 3", "now", {"topic": "Klima und Wetter", "hours": "3"}),
        ("now topic:«le climat»", "now", {"topic": "le climat"}),
        ("now topic:‘don’t know’", "now", {"topic": "don’t know"}),
        ('now topic:"world news language:fr', "now", {"topic": "world news", "language": "fr"}),
        ('story "k7qm', "story", {"id": "k7qm"}),
        ("Story K7QM Length:short", "story", {"id": "K7QM", "length": "short"}),
        ("resend confirm", "resend", {"confirm": "true"}),
        ("resend sì", "resend", {"confirm": "sì"}),
        ("feed add https://a.example/?x=y:z", "feed add", {"address": "https://a.example/?x=y:z"}),
        ("last 2 fr", "last", {"n": "2", "language": "fr"}),
        ("FEED  Add address:https://a.example/", "feed add", {"address": "https://a.example/"}),
        ("Story length:short k7qm", "story", {"length": "short", "id": "k7qm"}),
        ("mute source:paper.example 3 d", "mute", {"what": "source:paper.example", "until": "3 d"}),
        ('mute "topic:world news"', "mute", {"what": "topic:world news"}),
        ("help feed add", "help", {"command": "feed add"}),
        ("feed import file:list.opml", "feed import", {"file": "list.opml"}),
        ("feed import https://a.example/list.opml", "feed import", {"address": "https://a.example/list.opml"}),
    ],
)  # fmt: skip
def test_options_are_read_by_name_or_in_order(text: str, name: str, options: dict[str, str]) -> None:
    assert parsed(text) == (name, options)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("search night train", {"query": "night train"}),
        ("search night train days:3 language:fr", {"query": "night train", "days": "3", "language": "fr"}),
        ("search days:3 night train", {"days": "3", "query": "night train"}),
        ('search "night train" days:3', {"query": "night train", "days": "3"}),
        ('feed remove "Lindmark Herald"', {"address": "Lindmark Herald"}),
        ('search query:"night train" days:3', {"query": "night train", "days": "3"}),
        ("search night days:3 train", {"query": "night days:3 train"}),
        ("search source:paper.example", {"query": "source:paper.example"}),
        ('topic exclude "rate cut"', {"rule": '"rate cut"'}),
        ("topic include /rat(e|ing)s? cut/", {"rule": "/rat(e|ing)s? cut/"}),
        ('settings set include "rate cut",  /x y/', {"key": "include", "value": '"rate cut",  /x y/'}),
        ('settings set key:include value:"rate cut", /x/', {"key": "include", "value": '"rate cut", /x/'}),
        ("schedule set 08:30 and 18:00 on mon-fri", {"when": "08:30 and 18:00 on mon-fri"}),
    ],
)
def test_what_takes_the_rest_takes_it_as_it_stands(text: str, options: dict[str, str]) -> None:
    assert parsed(text)[1] == options


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("serach train", "search"),
        ("sttatus", "status"),
        ("fed add https://a.example/", "feed add"),
        ("feed ad https://a.example/", "feed add"),
        ("add feed https://a.example/", "feed add"),
        ("settings rest length", "settings reset"),
        ("manager list", "managers list"),
    ],
)
def test_a_slip_in_a_name_is_answered_with_what_may_be_meant(text: str, near: str) -> None:
    refusal = refused(text)
    assert refusal.key == "no-such-command-but"
    assert refusal.arguments["near"] == near


def test_a_slip_in_the_name_of_an_option_is_answered_with_what_may_be_meant() -> None:
    refusal = refused("story k7qm lenght:short")
    assert (refusal.key, refusal.arguments["near"]) == ("no-such-option-but", "length")


@pytest.mark.parametrize(
    "text",
    ["now foo:bar", "now 24 foo:bar", "story k7qm fr foo:bar", "last 2 foo:bar", "status foo:bar", "setup foo:bar",
     "resend foo:bar", "schedule skip foo:bar"],
)  # fmt: skip
def test_a_name_of_no_option_is_refused_where_no_value_has_a_colon(text: str) -> None:
    refusal = refused(text)
    assert (refusal.key, refusal.arguments["option"]) == ("no-such-option", "foo")


@pytest.mark.parametrize("text", ["now 24 fr world:news", "story story:k7qm", "search foo:bar", "mute topic:tea"])
def test_a_colon_may_be_part_of_a_value(text: str) -> None:
    assert ":" in "".join(str(value) for value in parsed(text)[1].values())


@pytest.mark.parametrize("group", ["feed", "/digest topic", "settings "])
def test_a_group_alone_is_answered_with_its_commands(group: str) -> None:
    assert refused(group).key == "group-alone"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("xyzzy", "no-such-command"),
        ("feed xyzzy", "no-such-member"),
        ("now 24 fr science post huh", "words-left"),
        ("status please", "words-left"),
        ("resend perhaps", "words-left"),
        ("now hours:3 hours:4", "given-twice"),
        ("now post post", "given-twice"),
        ("now hours:", "given-empty"),
        ("x" * (MAX_TEXT + 1), "text-too-long"),
    ],
)
def test_what_makes_no_sense_is_refused(text: str, key: str) -> None:
    assert refused(text).key == key


def test_usage_puts_in_brackets_what_may_be_left_out() -> None:
    assert usage(COMMANDS["story"]) == "/digest story id [language] [length]"


VALUES = st.text(max_size=12) | st.text(alphabet=' "“”„«»‘’:=ad/yslong', max_size=12)


@settings(max_examples=50)
@given(data=st.data(), name=st.sampled_from(list(COMMANDS)))
def test_arguments_are_read_back_as_they_were(data: st.DataObject, name: str) -> None:
    texts = [option for option in COMMANDS[name].options if option.kind is not Kind.FILE]
    options: dict[str, Value] = {option.name: data.draw(VALUES) for option in texts if data.draw(st.booleans())}
    assert parsed(f"{name} {arguments_of(options)}") == (name, options)


def test_numbers_and_switches_are_written_as_they_are_read_and_files_not_at_all() -> None:
    file = Attachment(name="a", data=b"")
    assert arguments_of({"hours": 24, "post": True, "topic": "world news"}) == 'hours:24 post:true topic:"world news"'
    assert arguments_of({"file": file}) == ""


@settings(max_examples=50)
@given(
    st.text()
    | st.lists(st.sampled_from(["now", "search", "hours:", "days:", '"', "“", "x ", " ", "feed"])).map("".join)
)
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        name, _ = parsed(text)
    except Refusal:
        return
    assert name in COMMANDS

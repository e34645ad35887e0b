"""The home of the bot in Slack: which digests a person may change, and their buttons, whatever they say."""

import asyncio
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chats.slack_home import home_view
from bot.chats.slack_parts import row_address
from bot.commands.answers import Button, Home, HomeEntry, Line
from bot.commands.calls import Call, Place
from tests.bot.chats.slack_limits import check_view, texts_in
from tests.bot.chats.test_slack_answers import LINES, TEXTS, many
from tests.bot.commands.newsdesk import MIA, Newsdesk

HELP = Button(label="Help", command="help")


def an_entry(address: str, *lines: str, label: str = "Settings") -> HomeEntry:
    told = tuple(Line(text=line) for line in lines)
    return HomeEntry(address=address, lines=told, buttons=(Button(label=label, command="settings"),))


def a_home(*entries: HomeEntry) -> Home:
    lines = (Line(text="More with /digest help"),)
    return Home(headline="Your digests", lines=lines, entries=entries, buttons=(HELP,), language="en")


def rows(view: dict[str, Any]) -> list[str | None]:
    """Return the block_id of each row of buttons."""
    return [block.get("block_id") for block in view["blocks"] if block["type"] == "actions"]


def test_each_digest_stands_below_its_channel_with_buttons_that_are_pressed_there() -> None:
    view = home_view(a_home(an_entry("C024BE91L", "Every day at 08:00"), an_entry("@U024BE7LH", "Yours")))
    check_view(view, kind="home")
    text = "\n".join(texts_in(view["blocks"]))
    in_order = ("Your digests", "<#C024BE91L>", "Every day at 08:00", "Settings", "Yours", "Settings", "Help")
    places = [text.index(words) for words in in_order[:5]]
    assert places == sorted(places)
    assert [row_address(block_id or "") for block_id in rows(view)] == ["C024BE91L", "@U024BE7LH", None]


def test_a_command_has_the_name_that_it_has_here() -> None:
    assert "`/news help`" in json.dumps(home_view(a_home(), command="/news"))


def test_of_two_digests_in_one_place_both_are_told_and_one_has_the_buttons() -> None:
    view = home_view(a_home(an_entry("C024BE91L", "First"), an_entry("C024BE91L", "Second")))
    check_view(view, kind="home")
    assert {"*<#C024BE91L>*\nFirst", "*<#C024BE91L>*\nSecond"} <= set(texts_in(view["blocks"]))
    assert rows(view) == ["at:C024BE91L", None]


def test_of_more_digests_than_there_is_room_for_the_others_are_counted() -> None:
    view = home_view(a_home(*(an_entry(f"C024BE{number:03}", "Every day") for number in range(40))))
    check_view(view, kind="home")
    stand = sum("<#" in text for text in texts_in(view["blocks"]))
    assert f"… and {40 - stand} more that do not fit here" in set(texts_in(view["blocks"]))
    assert rows(view)[-1] is None


def test_the_home_of_somebody_without_a_digest_says_how_to_get_one(desk: Newsdesk) -> None:
    place = Place(chat="console", address="@mia", workspace="w1")
    home = asyncio.run(desk.core.home(Call(id="h1", person=MIA, place=place, at=desk.now)))
    view = home_view(home)
    check_view(view, kind="home")
    assert "/digest setup" in json.dumps(view)
    desk.ask("setup", MIA, place, times="08:30")
    home = asyncio.run(desk.core.home(Call(id="h2", person=MIA, place=place, at=desk.now)))
    view = home_view(home)
    check_view(view, kind="home")
    assert "at:@mia" in rows(view)


BUTTONS = st.builds(Button, label=TEXTS, command=TEXTS, arguments=TEXTS)
ADDRESSES = st.sampled_from(("C024BE91L", "G1", "@U024BE7LH"))
ENTRIES = st.builds(
    HomeEntry, address=ADDRESSES, lines=st.lists(LINES, max_size=4).map(tuple), buttons=many(BUTTONS, 10)
)
HOMES = st.builds(
    Home,
    headline=TEXTS,
    lines=many(LINES, 40),
    entries=many(ENTRIES, 15),
    buttons=many(BUTTONS, 10),
    language=st.sampled_from(("en", "fr", "xx")),
)


@settings(max_examples=20, deadline=None)
@given(HOMES)
def test_slack_takes_any_home(home: Home) -> None:
    check_view(home_view(home), kind="home")

"""What Slack says of who acted, where, and what they typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chats.slack_calls import Acted, Profile, acted_in, call_of, plain
from bot.commands.access import role_of
from bot.commands.calls import Role
from tests.bot.commands.newsdesk import NOW

COMMAND = {
    "team_id": "T1",
    "channel_id": "C1",
    "channel_name": "news",
    "user_id": "U1",
    "command": "/digest",
    "text": "now",
    "trigger_id": "13.37.abc",
    "response_url": "https://hooks.slack.example/commands/1",
}
PRESSED = {
    "type": "block_actions",
    "team": {"id": "T1"},
    "user": {"id": "U2", "team_id": "T2"},
    "channel": {"id": "C1"},
    "container": {"type": "message", "message_ts": "2.000001", "channel_id": "C1", "thread_ts": "1.000001"},
    "trigger_id": "13.38.abc",
    "response_url": "https://hooks.slack.example/actions/1",
}


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("feed add &lt;b&gt;", "feed add <b>"),
        ("feed add <https://a.example/?x=1&amp;y=2|a.example>", "feed add https://a.example/?x=1&y=2"),
        ("feed add <https://a.example/rss>", "feed add https://a.example/rss"),
        ("feed add <mailto:mia@a.example|mia@a.example>", "feed add mia@a.example"),
        ("managers add <@U024BE7LH|mia rossi>", "managers add <@U024BE7LH>"),
        ("managers add <@U024BE7LH>", "managers add <@U024BE7LH>"),
        ("settings set mention <!subteam^S0614TZR7|@editors>", "settings set mention <!subteam^S0614TZR7>"),
        ("settings set mention <!subteam^S0614TZR7>", "settings set mention <!subteam^S0614TZR7>"),
        ("search <#C024BE91L|news> <!here|here>", "search #news here"),
        ("search <#C024BE91L> <!here>", "search <#C024BE91L> <!here>"),
        ("search &amp;lt; a &amp; b", "search &lt; a & b"),
        ("search a < b", "search a < b"),
    ],
)
def test_what_was_typed_is_read_as_it_was_typed(said: str, typed: str) -> None:
    assert plain(said) == typed


@settings(max_examples=50)
@given(st.text())
def test_what_slack_escapes_comes_back_as_it_was(typed: str) -> None:
    assert plain(typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) == typed


def test_a_command_says_where_it_was_typed() -> None:
    acted = acted_in(COMMAND, "T1")
    assert (acted.id, acted.user, acted.workspace, acted.address, acted.message) == (
        "13.37.abc",
        "U1",
        "T1",
        "C1",
        None,
    )


@pytest.mark.parametrize("channel", ["D024BE7LH", None])
def test_a_direct_message_is_where_the_person_is(channel: str | None) -> None:
    assert acted_in({**COMMAND, "channel_id": channel}, "T1").address == "@U1"


def test_a_button_says_on_which_message_and_in_which_thread() -> None:
    acted = acted_in(PRESSED, "T1")
    assert (acted.message, acted.thread, acted.address) == ("2.000001", "1.000001", "C1")


def test_the_first_message_of_a_thread_stands_in_the_channel() -> None:
    acted = acted_in({**PRESSED, "message": {"ts": "2.000001", "thread_ts": "2.000001"}}, "T1")
    assert (acted.message, acted.thread) == ("2.000001", None)


@pytest.mark.parametrize(
    ("teams", "role"),
    [((), Role.STRANGER), (("T2",), Role.STRANGER), (("T9", "T1"), Role.MANAGER), (("T1",), Role.MANAGER)],
)
def test_who_belongs_to_another_workspace_is_a_stranger_there(teams: tuple[str, ...], role: Role) -> None:
    call = call_of(acted_in(PRESSED, "T1"), NOW, profile=Profile(teams=teams, is_admin=True), text="now")
    assert role_of(call.person, call.place, None) is role


def test_a_window_may_be_for_another_place() -> None:
    acted = Acted(id="1", user="U1", team="T1", workspace="T1")
    call = call_of(acted, NOW, profile=Profile(language="fr-FR"), address="C2", command="settings")
    assert (call.place.address, call.person.language, call.text) == ("C2", "fr-FR", None)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "team_id", "ts"]), inner),
    max_leaves=5,
)


@settings(max_examples=50)
@given(st.sampled_from([COMMAND, PRESSED]), st.data())
def test_whatever_a_field_holds_what_matters_of_a_payload_is_text(
    payload: dict[str, object], data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from(sorted(payload)))
    acted = acted_in({**payload, field: data.draw(JSON_VALUES)}, "T1")
    assert {type(value) for value in (acted.id, acted.user, acted.team, acted.workspace)} == {str}
    assert {type(value) for value in (acted.channel, acted.thread, acted.message, acted.response_url)} <= {
        str,
        type(None),
    }


def test_what_comes_without_an_id_has_one_of_its_own_and_the_same_when_it_comes_again() -> None:
    first, second = ({**COMMAND, "trigger_id": None, "text": text} for text in ("now", "help"))
    ids = [acted_in(payload, "T1").id for payload in (first, second, first, {**COMMAND, "trigger_id": "9" * 10_000})]
    assert ids[0] == ids[2]
    assert len(set(ids)) == 3
    assert {len(name) for name in ids} == {64}

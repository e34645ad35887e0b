"""What Slack refuses in messages and windows, the Slack of the tests refuses, and nothing that Slack takes."""

import pytest

from bot.chats.slack_parts import actions, button, context, header, menu, plain_text, section
from tests.bot.chats.slack_limits import Json, Refused, check_message, check_view
from tests.bot.chats.test_loopback_slack import CHOICE, FIELD, STORY, WINDOW


def many(count: int) -> list[Json]:
    return [section(f"Story {number}") for number in range(count)]


def changed(**differently: Json) -> Json:
    """Return the first block of the window with other parts."""
    return {"blocks": [WINDOW["blocks"][0] | differently]}


NOT_SHOWN: list[list[Json]] = [
    many(51),
    [section("x" * 3001)],
    [section("")],
    [section("   ")],
    [section("🗞" * 1501)],
    [header("x") | {"text": {"type": "plain_text", "text": "x" * 151}}],
    [header("x") | {"text": {"type": "mrkdwn", "text": "x"}}],
    [context(*("x" for _ in range(11)))],
    [context()],
    [actions([])],
    [actions([button(f"B{number}", "more", str(number)) for number in range(26)])],
    [actions([button("B", "more", "1"), button("B", "more", "1")])],
    [actions([button("B", "x" * 255)])],
    [actions([button("B", "more") | {"text": {"type": "plain_text", "text": "x" * 76}}])],
    [actions([button("B", "more") | {"url": "javascript:alert(1)"}])],
    [actions([button("B", "more") | {"url": "https://" + "x" * 3000}])],
    [actions([button("B", "more") | {"color": "red"}])],
    [actions([button("B", "more")]) | {"block_id": "x" * 256}],
    [section("a") | {"block_id": "same"}, section("b") | {"block_id": "same"}],
    [section("a") | {"colour": "red"}],
    [section("a") | {"accessory": FIELD}],
    [{"type": "carousel"}],
    [actions([menu("M", "pick", [(f"L{number}", str(number)) for number in range(101)])])],
    [actions([menu("M", "pick", [])])],
    [actions([menu("M", "pick", [("L", "x" * 150)])])],
    [actions([CHOICE | {"initial_option": {"text": plain_text("French", 75), "value": "d1:language:fr"}}])],
    [actions([CHOICE | {"placeholder": {"type": "plain_text", "text": "x" * 151}}])],
    [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}],
]


@pytest.mark.parametrize("blocks", NOT_SHOWN)
def test_blocks_that_slack_would_not_show_are_refused(blocks: list[Json]) -> None:
    with pytest.raises(Refused, match="invalid_blocks"):
        check_message({"text": "Rain", "blocks": blocks})


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("no_text", {"text": ""}),
        ("msg_too_long", {"text": "x" * 40_001}),
        ("msg_blocks_too_long", {"text": "Rain", "blocks": [section("x" * 2900) for _ in range(5)]}),
        ("invalid_blocks_format", {"text": "Rain", "blocks": {"type": "divider"}}),
    ],
)
def test_a_message_that_slack_would_not_show_is_refused(code: str, body: Json) -> None:
    with pytest.raises(Refused) as caught:
        check_message(body)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "change",
    [
        {"title": {"type": "plain_text", "text": "x" * 25}},
        {"title": {"type": "plain_text", "text": ""}},
        {"submit": {"type": "plain_text", "text": "x" * 25}},
        {"close": {"type": "plain_text", "text": "x" * 25}},
        {"private_metadata": "x" * 3001},
        {"callback_id": "x" * 256},
        {"blocks": many(101)},
        {"blocks": []},
        {"type": "home"},
        {"colour": "red"},
        changed(element=FIELD | {"max_length": 3001}),
        changed(element=FIELD | {"max_length": 2, "initial_value": "xxx"}),
        changed(element=button("B", "more")),
        changed(label={"type": "plain_text", "text": "x" * 2001}),
    ],
)
def test_a_window_that_slack_would_not_open_is_refused(change: Json) -> None:
    with pytest.raises(Refused, match="invalid_arguments"):
        check_view(WINDOW | change, kind="modal")


def test_fields_that_cannot_be_sent_off_are_refused() -> None:
    with pytest.raises(Refused, match="submit"):
        check_view({name: WINDOW[name] for name in WINDOW if name != "submit"}, kind="modal")


def test_a_window_of_more_than_250_kilobytes_is_refused() -> None:
    with pytest.raises(Refused, match="view_too_large"):
        check_view(WINDOW | {"blocks": [section("ü" * 2900) for _ in range(50)]}, kind="modal")


def test_what_slack_takes_is_taken() -> None:
    row = actions([button(f"B{number}", "more", str(number)) for number in range(25)])
    check_message(STORY)
    check_message({"blocks": [*many(49), row]})
    check_view(WINDOW, kind="modal")
    check_view({"type": "home", "blocks": [header("News"), *many(99)]}, kind="home")

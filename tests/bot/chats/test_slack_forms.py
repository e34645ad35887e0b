"""Forms and answers as windows of Slack, and what comes back of them."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chats.slack_forms import address_in, answer_view, filled, form_again, form_view, metadata, waiting_view
from bot.chats.slack_parts import MAX_OPTIONS
from bot.commands.answers import Answer, Choice, Form, FormField, Line
from bot.texts import LANGUAGES, texts_for
from tests.bot.chats.slack_limits import check_view, texts_in
from tests.bot.chats.test_slack_answers import NASTY
from tests.bot.commands.newsdesk import MIA, Newsdesk

ADDRESS = "C024BE91L"
COLOURS = (Choice(value="red", label="Red"), Choice(value="blue", label="Blue"), Choice(value="green", label="Green"))
FORM = Form(
    command="setup",
    title="Set up a digest",
    fields=(
        FormField(option="language", label="Language", value="fr"),
        FormField(option="sources", label="Sources", value="https://herald.example/rss", hint="As in /digest feed add"),
        FormField(option="topics", label="Topics", value=""),
        FormField(option="one", label="One", value="blue", choices=COLOURS),
        FormField(option="some", label="Some", value="red\ngreen", choices=COLOURS, takes_several=True),
    ),
)
REFUSED = Answer(is_refused=True, lines=(Line(text="That is no language: xx"),), language="en")


def window(form: Form = FORM, **more: Any) -> dict[str, Any]:
    view = form_view(Answer(form=form, language="en"), address=ADDRESS, **more)
    check_view(view, kind="modal")
    return view


def inputs(view: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a window by their options."""
    return {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}


def sent_off(view: dict[str, Any], **typed: Any) -> dict[str, Any]:
    """Return a window as Slack sends it back: with names, and with what stands in it, or was typed or chosen."""
    values: dict[str, Any] = {}
    for option, element in inputs(view).items():
        held = typed.get(option, _first(element))
        key = {"plain_text_input": "value", "static_select": "selected_option"}.get(element["type"], "selected_options")
        values[option] = {element["action_id"]: {"type": element["type"], key: held}}
    blocks = [{"block_id": f"b{number}", **block} for number, block in enumerate(view["blocks"])]
    ours = {**view, "blocks": blocks, "id": "V1", "team_id": "T1", "hash": "1.a", "state": {"values": values}}
    return dict(json.loads(json.dumps(ours)))


def _first(element: dict[str, Any]) -> Any:
    usual: Any = [] if element["type"] == "multi_static_select" else None
    return next((element[key] for key in element if key.startswith("initial_")), usual)


# ---------------------------------------------------------------- windows


@pytest.mark.parametrize("command", ["setup", "settings", "feed", "topic"])
def test_each_form_of_the_bot_is_a_window_with_all_its_words(desk: Newsdesk, command: str) -> None:
    for language in LANGUAGES:
        answer = desk.ask(command, MIA, language=language)
        assert answer.form
        view = form_view(answer, address=ADDRESS, command="/news")
        check_view(view, kind="modal")
        assert view["callback_id"] == f"d1:{command}:"
        assert answer.form.title in texts_in(view)
        assert list(inputs(view)) == [field.option for field in answer.form.fields]
        assert {field.label for field in answer.form.fields} <= set(texts_in(view))
        assert "/digest" not in json.dumps(view)


def test_a_window_says_which_channel_it_is_for_and_keeps_it() -> None:
    assert f"<#{ADDRESS}>" in texts_in(window()["blocks"])
    assert address_in(window()) == ADDRESS
    own = form_view(Answer(form=FORM), address="@U024BE7LH")
    assert "<#" not in json.dumps(own)
    assert address_in(own) == "@U024BE7LH"


def test_what_may_be_long_is_written_on_several_lines() -> None:
    fields = inputs(window())
    assert [fields[option]["multiline"] for option in ("language", "sources", "topics")] == [False, True, True]
    assert [fields[option]["max_length"] for option in ("language", "sources", "topics")] == [35, 3000, 1000]


def test_what_is_chosen_now_is_chosen_first() -> None:
    fields = inputs(window())
    assert fields["one"]["initial_option"]["value"] == "blue"
    assert [each["value"] for each in fields["some"]["initial_options"]] == ["red", "green"]


def test_what_is_set_but_is_none_of_the_choices_stands_among_them() -> None:
    choices = tuple(Choice(value=f"v{number}", label=f"{number}") for number in range(150))
    for now in ("other", "v140"):
        form = Form(command="setup", title="F", fields=(FormField(option="o", label="O", value=now, choices=choices),))
        field = inputs(window(form))["o"]
        assert field["initial_option"]["value"] == now
        assert field["initial_option"] in field["options"]
        assert len(field["options"]) == MAX_OPTIONS


def test_what_is_too_long_for_a_window_stays_as_it_is() -> None:
    form = Form(
        command="setup",
        title="F",
        fields=(FormField(option="sources", label="Sources", value="x" * 3001), FORM.fields[0]),
    )
    view = window(form, command="/news")
    assert list(inputs(view)) == ["language"]
    [told] = [text for text in texts_in(view["blocks"]) if "too long" in text]
    assert told.startswith("*Sources*\n")
    assert "`/news help`" in told
    assert filled(sent_off(view)) == {"language": "fr"}


def test_a_hint_has_the_name_that_commands_have_here() -> None:
    assert "As in /news feed add" in texts_in(window(command="/news"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_that_waits_and_the_one_that_answers_are_for_the_same_place(language: str) -> None:
    answer = Answer(headline="Done.", language=language)
    for view in (waiting_view(texts_for(language), address=ADDRESS), answer_view(answer, address=ADDRESS)):
        check_view(view, kind="modal")
        assert address_in(view) == ADDRESS
        assert "submit" not in view


# ---------------------------------------------------------------- what comes back


def test_what_was_filled_in_comes_back_as_options_also_what_was_left_blank() -> None:
    options = {"language": "de", "sources": "https://herald.example/rss", "topics": "", "one": ""}
    payload = sent_off(window(), language=" de ", topics=None, one=None)
    assert filled(payload) == {**options, "some": "red\ngreen"}
    payload = sent_off(window(), language=" de ", topics=None, one=None, some=[])
    assert filled(payload) == {**options, "some": ""}


def test_a_form_that_is_refused_comes_back_as_it_was_filled_in_below_what_is_wrong() -> None:
    green = inputs(window())["one"]["options"][2]
    payload = sent_off(window(), language="xx", sources=None, one=green, some=[green])
    for _ in range(2):  # refused a second time, only the second refusal stands there
        again = form_again(payload, REFUSED)
        check_view(again, kind="modal")
        assert "That is no language: xx" in next(texts_in(again["blocks"]))
        assert json.dumps(again).count("no language") == 1
        fields = inputs(again)
        assert fields["language"]["initial_value"] == "xx"
        assert "initial_value" not in fields["sources"]
        assert fields["one"]["initial_option"] == green
        assert fields["some"]["initial_options"] == [green]
        assert (again["callback_id"], address_in(again)) == ("d1:setup:", ADDRESS)
        payload = sent_off(again)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_chosen_first_is_an_option_of_its_menu_letter_for_letter(desk: Newsdesk, language: str) -> None:
    view = form_view(desk.ask("settings", MIA, language=language), address=ADDRESS)
    # Slack sends the letter that keeps "Moyen : 2 phrases" on one line back as a blank.
    typed = {
        option: json.loads(json.dumps(element["initial_option"], ensure_ascii=False).replace("\u00a0", " "))
        for option, element in inputs(view).items()
        if element["type"] == "static_select"
    }
    for each in (view, form_again(sent_off(view, **typed), REFUSED)):
        menus = [element for element in inputs(each).values() if element["type"] == "static_select"]
        assert len(menus) == 5
        assert all(menu["initial_option"] in menu["options"] for menu in menus)


def test_a_place_is_read_from_what_was_kept_of_it_and_from_nothing_else() -> None:
    assert address_in({"private_metadata": metadata("C1")}) == "C1"
    for kept in ("", "{", "[]", '{"at": 7}', '{"at": ""}', "null", None, 7):
        assert address_in({"private_metadata": kept}) is None
    assert address_in(None) is None


# ---------------------------------------------------------------- anything

WORDS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=80))
# What is kept can be written in UTF-8.
VALUES = st.one_of(WORDS, st.sampled_from(("red", "blue\nred", "x" * 151))).map(
    lambda text: text.encode("utf-8", "ignore").decode()
)
CHOICES = st.lists(st.builds(Choice, value=VALUES, label=WORDS), max_size=5).flatmap(
    lambda some: st.sampled_from((tuple(some), tuple(some) * 60, COLOURS, ()))
)
OPTIONS = st.sampled_from(("language", "sources", "topics", "one", "some"))
FIELDS = st.builds(
    FormField, option=OPTIONS, label=WORDS, value=VALUES, hint=WORDS, choices=CHOICES, takes_several=st.booleans()
)
FORMS = st.builds(
    Form, command=st.sampled_from(("setup", "topic", "other")), title=WORDS, fields=st.lists(FIELDS).map(tuple)
)


@settings(max_examples=30, deadline=None)
@given(FORMS, WORDS)
def test_slack_takes_any_form_also_a_second_time_and_nothing_in_it_is_lost(form: Form, headline: str) -> None:
    answer = Answer(headline=headline or "Form", form=form, lines=(Line(text="Fill in"),))
    view = form_view(answer, address=ADDRESS)
    check_view(view, kind="modal")
    payload = sent_off(view)
    check_view(form_again(payload, REFUSED), kind="modal")
    assert filled(sent_off(form_again(payload, REFUSED))) == filled(payload)
    last = {field.option: field for field in form.fields}
    for option, value in filled(payload).items():
        if not last[option].choices:
            assert value == last[option].value.strip()


JUNK = st.recursive(
    st.one_of(st.none(), st.integers(), st.text(max_size=5), st.sampled_from(("plain_text_input", "static_select"))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(("type", "value", "selected_option", "selected_options", "state", "values")),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=15,
)


@settings(max_examples=50, deadline=None)
@given(JUNK)
def test_whatever_comes_options_are_texts(data: Any) -> None:
    assert all(isinstance(value, str) for value in filled(data).values())
    kept = {"language": {"language": {"type": "plain_text_input", "value": "fr"}}}
    junk = {"callback_id": "d1:setup:", "state": {"values": {**kept, "topics": data, "times": {"times": data}}}}
    options = filled(junk)
    assert options["language"] == "fr"
    assert all(isinstance(value, str) for value in options.values())

"""The window of the rules: two lists as text, replaced as a whole, and what they would have done."""

from typing import Any

import pytest

from bot.commands.answers import Form
from bot.texts import LANGUAGES
from digests.filters import MAX_RULES
from tests.bot.commands.governed import kept, with_settings
from tests.bot.commands.newsdesk import ECLIPSE, HOUR, MIA, MUSEUM, TRAIN, WISH, Newsdesk, words_of


def form_of(desk: Newsdesk) -> Form:
    form = desk.ask("topic", MIA).form
    assert form is not None
    return form


RULES = ('"rate cut, again"', "/a,b{2,3}/", "topic:night trains", "source:herald.example", "language:fr", "ferry")


def test_the_rules_stand_in_the_form_one_a_line_and_sent_off_as_they_are_they_stay(desk: Newsdesk) -> None:
    with_settings(desk, include=RULES[:4], exclude=RULES[4:])
    values: dict[str, Any] = {field.option: field.value for field in form_of(desk).fields}
    assert values == {"include": "\n".join(RULES[:4]), "exclude": "\n".join(RULES[4:])}
    assert desk.ask("topic", MIA, **values).headline == "The rules were like that already. Nothing was changed."
    assert (kept(desk).include, kept(desk).exclude) == (RULES[:4], RULES[4:])


def test_both_lists_are_replaced_and_the_stories_counted_that_they_include(desk: Newsdesk) -> None:
    with_settings(desk, include=("ferry",), exclude=("football",))
    first, last = desk.answers("topic", MIA, include='"Port Avery"\neclipse', exclude="museum")
    assert first.headline == "Counting how many stories of the last 7 days match these rules…"
    assert words_of(last) == (
        "The rules have been changed.\nThey include 2 of 5 stories of the last 7 days.\nFor example:\n"
        f"[{TRAIN}] Night train to Port Avery returns in May\n"
        f"[{ECLIPSE}] L’eclissi riempie le spiagge di Faro Blanco\nin Italian\n"
        'Only this is included\n1. "Port Avery"\n2. eclipse\nThis is left out\n3. museum'
    )
    assert (kept(desk).include, kept(desk).exclude) == (('"Port Avery"', "eclipse"), ("museum",))


def test_where_nothing_says_what_to_include_what_is_left_out_is_counted(desk: Newsdesk) -> None:
    answer = desk.ask("topic", MIA, include="", exclude="museum")
    assert answer.lines[0].text == "They leave out 1 of 5 stories of the last 7 days."
    assert [story.id for story in answer.stories] == [MUSEUM]


@pytest.mark.parametrize("language", LANGUAGES)
def test_blank_lists_are_empty_and_what_is_not_given_stays(desk: Newsdesk, language: str) -> None:
    with_settings(desk, include=("ferry",), exclude=("football",))
    desk.ask("topic", MIA, language=language, include="")
    assert (kept(desk).include, kept(desk).exclude) == ((), ("football",))
    [answer] = desk.answers("topic", MIA, language=language, exclude=" \n")
    assert not answer.is_refused
    assert kept(desk) == WISH


def test_a_week_without_news_is_said(desk: Newsdesk) -> None:
    desk.now += 24 * 30 * HOUR
    assert "There was no story in the last 7 days" in words_of(desk.ask("topic", MIA, include="ferry"))


@pytest.mark.parametrize(
    ("include", "exclude", "said"),
    [
        ("ferry", "museum\nFERRY", "in both lists"),
        ("ferry\n/(a/", "", "/(a/"),
        ("\n".join(f"w{number}" for number in range(MAX_RULES + 1)), "", "100"),
        ("<#C1|general>", "", "not a person or channel of the chat"),
    ],
)
def test_of_two_lists_one_that_cannot_be_leaves_both_as_they_are(
    desk: Newsdesk, include: str, exclude: str, said: str
) -> None:
    answer = desk.ask("topic", MIA, include=include, exclude=exclude)
    assert answer.is_refused
    assert said in words_of(answer)
    assert kept(desk) == WISH


def test_a_list_that_is_too_long_for_a_window_is_left_out_of_it_so_that_it_stays(desk: Newsdesk) -> None:
    long = tuple(f'"{"long words " * 10}{number}"' for number in range(40))
    with_settings(desk, include=long, exclude=("ferry",))
    [field] = form_of(desk).fields
    assert (field.option, field.hint) == (
        "exclude",
        "One rule per line. The other list is too long for this window: /digest topic list",
    )
    desk.ask("topic", MIA, exclude="museum")
    assert (len(kept(desk).include), kept(desk).exclude) == (40, ("museum",))
    with_settings(desk, exclude=long)
    assert words_of(desk.ask("topic", MIA)).startswith("These rules are too long for a window.")

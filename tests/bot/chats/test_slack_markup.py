"""Text of feeds in Slack: it shows as it is and does nothing, in a text, in a link, and cut."""

import html
import re
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.chats.slack_markup import LINK, MAX_URL, cut, escaped, linked, when
from bot.formats.visible import length, plain

_ACTING = (
    "*a*", "_a_", "~a~", "`a`", "```a```", "**a**", "*a* b", "(*a*)", "*_~a~_*", "＊a＊", "＿a＿", "｀a｀", "> a",
    ">>> a", "＞ a", "<!channel>", "<!here|a>", "<@U024BE7LH>", "<#C024BE7LR>", "<!subteam^S1>", "<https://b.example|a>",
    "<!date^1^{date}|a>", "&lt;!channel&gt;", "&amp;", "&", ":smile:", ":+1::skin-tone-2:", ":white_check_mark:",
    ":チェック:", "a|b", "*", "_", "`", "* ", " *", "a*", "*a", "~500", "\u202egnp.exe", "\x1b[31mred", "a\n> b",
    "a\u2028> b", "*a\u200b*", ":smile://", "é*a*é", "太*字*",
)  # fmt: skip
_hostile = st.lists(st.sampled_from(_ACTING) | st.text(max_size=4), max_size=5).map("".join)

# What Slack's clients read in a line: a superset of what slack-message-parser and jsx-slack say of them.
_FORMATTED = re.compile(
    r"(?<![^\W_])(?:[*＊](?=\S).*?(?<=\S)[*＊]|[_＿](?=\S).*?(?<=\S)[_＿]|~(?=\S).*?(?<=\S)~|[`｀](?=\S).*?(?<=\S)[`｀])"
    r"(?![^\W_])|^(?:&gt;|＞)|:[\w+'＋-]+:"
)
_SAME = str.maketrans("∗﹡ˍ∼ˋ꞉›﹥∣＊＿｀＞", "**_~`:>>|*_`>")


def shown(mrkdwn: str) -> str:
    """What a client shows of text that does nothing; what stands for another letter as that letter."""
    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", mrkdwn)
    assert not _FORMATTED.search(mrkdwn)
    return html.unescape(mrkdwn).translate(_SAME)


@settings(max_examples=50)
@given(_hostile, _hostile)
@example("*a", "b*")
def test_any_text_shows_as_it_is_and_does_nothing_beside_any_other(one: str, other: str) -> None:
    assert shown(escaped(one)) == plain(one).translate(_SAME)
    shown(f"{escaped(one)} · {escaped(other)} — {linked(other, None)}")


@pytest.mark.parametrize("text", _ACTING)
def test_whatever_acts_in_mrkdwn_shows_as_it_is(text: str) -> None:
    for each in (text, f"a {text} b", f"({text})", f"{text}{text}"):
        assert shown(escaped(each)) == plain(each).translate(_SAME)


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Ghent (again), by 3.5%: 12 mm – 20 km/h!", "5 * 3", "snake_case and __init", "~500 people",
        "at 18:30", "address:https://b.example/rss", "Leser*innen, Leser_innen, Leser:innen", "*Terms apply", "https://b.example/a_b",
        "@here",
    ],
)  # fmt: skip
def test_what_does_nothing_alone_is_not_changed(text: str) -> None:
    assert escaped(text) == text


def test_letters_that_look_the_same_stand_for_what_would_act() -> None:
    assert escaped("> *a* _b_ ~c~ `d` :e: <!here> & 10:30:45") == "› ∗a∗ ˍbˍ ∼c∼ ˋdˋ ꞉e: &lt;!here&gt; &amp; 10꞉30:45"


# ---------------------------------------------------------------- links


def test_a_label_is_a_link() -> None:
    assert linked("Night train", "https://post.example/1") == "<https://post.example/1|Night train>"


@settings(max_examples=50)
@given(_hostile)
def test_a_label_shows_as_it_is_and_leads_nowhere_else_also_in_bold(label: str) -> None:
    made = re.fullmatch(r"<https://post\.example/1\|([^|<>\n]+)>", linked(label, "https://post.example/1"))
    assert made
    assert shown(made[1]) == (plain(label).translate(_SAME) or LINK)
    assert not re.search(r"(?<!\s)[*＊](?![^\W_])|(?<![^\W_])[*＊](?!\s)", f"|{made[1]}>")


def test_the_label_of_a_line_that_runs_to_the_left_begins_so() -> None:
    assert linked("5G يصل", "https://post.example/1", language="ar").endswith("|\u200f\u20675G يصل\u2069>")


def test_without_an_address_a_label_is_the_text_as_it_is() -> None:
    for text in ("/train|rail.*strike/", "source:b_c.example", "a*b", "5 * 3"):
        assert linked(text, None) == escaped(text) == text


@pytest.mark.parametrize("label", ["", " ", "\u200b\u3164"])
def test_what_shows_nothing_still_can_be_followed(label: str) -> None:
    assert linked(label, "https://post.example/1") == f"<https://post.example/1|{LINK}>"


def test_an_address_can_end_neither_its_link_nor_what_is_bold() -> None:
    assert linked("a", "https://post.example/a|b*c?d=1&e=2") == "<https://post.example/a%7Cb%2Ac?d=1&amp;e=2|a>"


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "ftp://post.example/", "https://", "https://post.example/a b", "slack://open",
        "https://post.example/>b", "https://post.example/" + "a" * MAX_URL,
        "https://post.example/" + "&" * (MAX_URL // 5), "https://post.example/\u200b", "mailto:a@b.example", "!channel",
        "@U1",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_no_link(url: str | None) -> None:
    assert linked("<a>", url) == "&lt;a&gt;"


# ---------------------------------------------------------------- moments, cuts


def test_a_moment_is_for_each_reader_to_see_in_their_zone() -> None:
    at = datetime(2026, 11, 21, 7, tzinfo=UTC)
    assert when(at, "{date_short}", "21 Nov | <7>") == "<!date^1795244400^{date_short}|21 Nov ¦ &lt;7&gt;>"


@settings(max_examples=50)
@given(_hostile | st.text().map(lambda text: text * 20), st.integers(0, 60))
def test_what_is_cut_fits_once_escaped(text: str, most: int) -> None:
    assert length(escaped(cut(text, most))) <= most
    assert length(linked(cut(text, most), None)) <= most
    assert cut(text, most) == plain(text) or cut(text, most).endswith("…") or most == 0


def test_a_text_is_cut_by_what_it_takes_once_escaped() -> None:
    assert cut("Night train from Lisbon to Warsaw", 20) == "Night train from…"
    assert cut("<" * 1_000_000, 9) == "<<…"

"""Text of feeds in Discord: it shows as it is and does nothing, in a text, in a link, and cut."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from simcord.preview._markdown import markdown_tokens

from bot.chats.discord_markup import LINK, MAX_URL, cut, escaped, linked, when
from bot.formats.visible import length, plain

# Everybody and everything is there to be called: what calls them would show.
_EVERYTHING = {
    "users": {"1": "ann"},
    "roles": {"1": "staff"},
    "channels": {"1": "general"},
    "commands": {"1": "ban"},
    "emojis": {"1": {"name": "blob", "animated": False}},
    "everyone": True,
}
_ACTING = (
    "*a*", "**a**", "_a_", "__a__", "~~a~~", "`a`", "``a``", "```ansi\na```", "||a||", "# a", "### a", "-# a", "> a",
    ">>> a", "- a", "* a", "+ a", "1. a", "12345) a", "[a](https://b.example)", "![a](https://b.example)", "[a][b]",
    "](https://b.example)", "<https://b.example>", "https://b.example", "HTTP://b.example", "steam://run/1",
    "discord://-/x", "<@1>", "<@!1>", "<@&1>", "<#1>", "</ban:1>", "<t:1>", "<t:1:R>", "<:blob:1>", "<id:customize>",
    "@everyone", "@here", "@EVERYONE", ":100:", "discord.gg/abc", "DISCORD.GG/abc", "discord.com/invite/abc",
    "discordapp.com/invite/abc", "discord.gift/abc", "&lt;b&gt;", "\\*a\\*", "\\", "a\\", "---", "===", "a  \nb",
    "|a|b|",
    "@\u200beveryone", "dis\u200bcord.gg/abc", "\u202egnp.exe", "\x1b[31mred", "a\u2028# b", "<b>a</b>", "    a",
    "\t# a",
)  # fmt: skip
_hostile = st.lists(st.sampled_from(_ACTING) | st.text(max_size=4), max_size=5).map("".join)


def tokens_of(markdown: str) -> list[dict[str, Any]]:
    """What a client makes of a line; of anything but a plain line the name of what it is."""
    tokens = []
    for paragraph in markdown_tokens(markdown, "text_display", context=_EVERYTHING):
        for block in paragraph["children"] if paragraph["type"] == "paragraph" else [paragraph]:
            if block["type"] == "subtext" and markdown.startswith("\\-# "):
                # Simcord looks for "-# " after it has undone the escapes; clients look for it in the source.
                tokens += [{"type": "text", "content": "-# "}, *block["children"]]
            else:
                tokens += block["children"] if block["type"] == "inline" else [block]
    return tokens


def shown(markdown: str) -> str:
    """What a client shows of text that does nothing; of any other the name of what it does."""
    return "".join(
        token["content"] if token["type"] == "text" else f"!{token['type']}" for token in tokens_of(markdown)
    )


@settings(max_examples=50)
@given(_hostile)
def test_any_text_shows_as_it_is_and_does_nothing(text: str) -> None:
    assert shown(escaped(text)) == plain(text)


@pytest.mark.parametrize("text", _ACTING)
def test_whatever_acts_in_markdown_shows_as_it_is(text: str) -> None:
    assert shown(escaped(text)) == plain(text)
    assert shown(f"a {escaped(text)} b") == f"a {plain(text)} b"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("https://b.example", "https\\://b.example"),  # the schemes that Discord's clients find in a text
        ("steam://run/1", "steam\\://run/1"),
        ("discord.gg/abc", "discord\\.gg/abc"),  # an invitation is found in the source of a message
        ("Discord.com/invite/abc", "Discord\\.com/invite/abc"),
        ("dis\u200bcord.gg/abc", "discord\\.gg/abc"),
        ("@everyone", "\\@everyone"),
        (":smile:", "\\:smile:"),
        ("-# small", "\\-# small"),
        ("<id:customize>", "\\<id:customize\\>"),
        ("¯\\_(ツ)_/¯", "¯\\\\\\_(ツ)\\_/¯"),
    ],
)
def test_what_discord_alone_knows_is_broken_where_it_begins(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


@pytest.mark.parametrize(
    "text",
    ["It rained in Ghent (again), by 3.5%: 12 mm – 20 km/h!", "5 * 3", "AT&T at 18:30", "-5 °C", "ann@post.example"],
)
def test_what_newspapers_write_gets_no_more_backslashes_than_it_needs(text: str) -> None:
    assert escaped(text).replace("\\*", "*") == text


# ---------------------------------------------------------------- links


def test_a_label_is_a_link_without_a_preview() -> None:
    assert linked("Night train", "https://post.example/1") == "[Night train](<https://post.example/1>)"


@settings(max_examples=50)
@given(_hostile)
@example("🔴 Live")
@example("Café\u00a0: 12 mm")
def test_a_label_shows_as_it_is_and_leads_nowhere_else(label: str) -> None:
    tokens = tokens_of(linked(label, "https://post.example/1"))
    assert [token["href"] for token in tokens if token["type"] == "link_open"] == ["https://post.example/1"]
    assert {token["type"] for token in tokens} <= {"text", "link_open", "link_close"}
    seen = "".join(token.get("content", "") for token in tokens)
    assert re.sub(r"\s", " ", seen) in {
        re.sub(r"\s", " ", text) for text in (plain(label), f"{plain(label)} {LINK}", LINK)
    }


@pytest.mark.parametrize(
    "label",
    [
        "*a* b",
        "a_b_c",
        "Read https://b.example",
        "@here",
        "🔴 Live",
        "می‌شود",
        "[Live] Storm",
        "™",
        "discord.gg/a",
        "<@1>",
    ],
)
def test_a_label_that_would_break_its_link_stands_before_it(label: str) -> None:
    # In labels clients show backslashes, drop joiners, and show the source of a link whose label holds any of the rest.
    assert linked(label, "https://post.example/1") == f"{escaped(label)} [{LINK}](<https://post.example/1>)"


def test_wide_spaces_of_a_label_become_plain_ones_since_clients_would_drop_them() -> None:
    assert linked("Pluie\u202f: l’alerte", "https://post.example/1") == "[Pluie : l’alerte](<https://post.example/1>)"


@pytest.mark.parametrize("label", ["", " ", "\u200b\u3164"])
def test_what_shows_nothing_still_can_be_followed(label: str) -> None:
    assert linked(label, "https://post.example/1") == f"[{LINK}](<https://post.example/1>)"


def test_an_address_cannot_end_its_link() -> None:
    assert linked("a", "https://post.example/(a)*b*") == "[a](<https://post.example/%28a%29%2Ab%2A>)"


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "ftp://post.example/", "https://", "https://post.example/a b",
        "https://post.example/>b", "https://post.example/" + "a" * MAX_URL, "https://post.example/\u200b",
        "https://post.example/\u3164", "https://post.example/\U000e0041", "https://p%6fst.example/", "https://[::1]/",
        "https://bank.example@post.example/", "https://post.example:99999999/", "https://discord.gg/abc",
        "https://canary.discord.com/invite/abc", "https://discordapp.com/oauth2/authorize?client_id=1", "discord://-/x",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_of_the_web_is_no_link(url: str | None) -> None:
    assert linked("*a*", url) == "\\*a\\*"


def test_an_article_on_the_site_of_discord_is_an_article() -> None:
    assert "(<https://discord.com/blog/a>)" in linked("a", "https://discord.com/blog/a")


# ---------------------------------------------------------------- moments, cuts


def test_a_moment_is_for_each_reader_to_see_in_their_zone() -> None:
    assert when(datetime(2026, 11, 21, 7, tzinfo=UTC), "D") == "<t:1795244400:D>"


@settings(max_examples=50)
@given(_hostile | st.text().map(lambda text: text * 20), st.integers(0, 60))
def test_what_is_cut_fits_once_escaped(text: str, most: int) -> None:
    assert length(escaped(cut(text, most))) <= most
    assert cut(text, most) == plain(text) or cut(text, most).endswith("…") or most == 0


def test_a_text_is_cut_at_a_word_and_between_letters_with_their_accents() -> None:
    assert cut("Night train from Lisbon to Warsaw", 20) == "Night train from…"
    assert cut("Xe\u0301e\u0301e\u0301", 5) == "Xe\u0301…"


def test_of_what_is_far_too_long_only_the_beginning_is_looked_at() -> None:
    assert cut("a" + "\u200b" * 99 + "b", 10) == "a…"
    assert cut("\\" * 100_000, 9) == "\\" * 4 + "…"
